"""The README's commands work as printed."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli import main

HOME = Path(__file__).parents[1]
README = (HOME / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.S)
# Those that set up an environment or wait for a browser are tried elsewhere.
COMMANDS = [
    line
    for block in BLOCKS
    for line in block.replace("\n  ", " ").splitlines()
    if not re.match(r"make|pip|datasette|quotes serve", line)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample news, as after a clone."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(HOME / "examples", folder / "examples")
    return folder


def test_commands_work_one_after_the_other(folder: Path) -> None:
    assert len(COMMANDS) >= 6
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    for command in COMMANDS:
        if command.startswith("sqlite3") and not shutil.which("sqlite3"):
            continue
        done = subprocess.run(shlex.split(command), cwd=folder, env={**os.environ, "PATH": path}, capture_output=True)
        assert done.returncode == 0, (command, done.stderr.decode())


def test_every_command_is_listed_and_exists() -> None:
    listed = set(re.findall(r"^\| `quotes (\w+)", README, re.M))
    assert listed | {"demo"} == set(main.commands)


def test_the_record_shown_is_the_record_printed() -> None:
    shown = json.loads(re.search(r'```json\n(\{"article": "pump-man.txt".*?)```', README, re.S)[1])
    printed = CliRunner().invoke(main, ["extract", str(HOME / "examples" / "pump-man.txt")])
    assert shown == json.loads(printed.stdout.splitlines()[0])


def test_the_python_example_prints_speakers(folder: Path) -> None:
    example = re.search(r"```python\n(.*?)```", README, re.S)[1]
    done = subprocess.run([sys.executable, "-c", example], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and "Wren Tallis" in done.stdout, done.stderr
