"""`quotes serve` in a process of its own, ended whatever happens."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(*arguments: str | Path, env: dict[str, str] | None = None) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server, without a slash at its end, and its process. Only its first line is read."""
    command = [sys.executable, "-m", "quotes.cli", "serve", *map(str, arguments), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as process:
        try:
            assert process.stderr is not None
            yield process.stderr.readline().split()[2].rstrip("/"), process
        finally:
            process.kill()
