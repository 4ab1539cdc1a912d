"""Two articles with four quotations, and decisions on them by the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from newsroom import HARBOUR, PUMPS, TEA, article, rows

from quotes.cli import main

WHO = ("--reason", "a reader wrote", "--reviewer", "private ada", "--note", "private note")
COURIER = article("c1", f"Nora Feldgate: “{PUMPS}”", f"Tom Askew: “{HARBOUR}”", url="https://courier.example/1",
                  published_at="2025-03-11T07:30")  # fmt: skip
LEDGER = article("l1", f"Nora Feldgate: “{PUMPS}”", f"Zoé Peña: “{TEA}”", url="https://ledger.example/1")


def quotes(db: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--db", str(db)])


def done(db: Path, *arguments: str) -> Result:
    result = quotes(db, *arguments, *WHO)
    assert result.exit_code == 0, result.output
    return result


def exported(db: Path, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in quotes(db, "export", *options).stdout.splitlines()]


def speakers(db: Path) -> list[tuple[str | None, str]]:
    """Who says what, as exported."""
    return [(record["speaker"], record["text"][:3]) for record in exported(db)]


def uid(db: Path, words: str, article: str = "") -> str:
    ((found,),) = rows(db, "select uid from quotes where text like ? and article like ?", f"{words}%", f"%{article}%")
    return str(found)
