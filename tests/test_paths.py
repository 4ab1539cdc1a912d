"""Paths as the command line takes them: an empty one never means the folder one is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli import main


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish", ""), ("publish", " "), ("publish", "public", "--db", ""), ("serve", ""), ("serve", "--db", ""),
        ("demo", "--dir", ""), ("export", "--db", ""), ("export", "-o", ""), ("export", "--published", ""),
        ("extract", ""), ("ingest", ""), ("ingest", "a.txt", "--db", ""), ("cluster", ""), ("upgrade", "--db", ""),
        ("recluster", "--db", ""), ("check", "words", "--db", ""), ("review", "--db", ""),
        ("speakers", "list", "--db", ""), ("withdraw", "--article", "a", "--db", ""),
    ],
    ids=" ".join,
)  # fmt: skip
def test_an_empty_path_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout) == (2, "") and "the path is empty" in result.stderr
    assert list(tmp_path.iterdir()) == []
