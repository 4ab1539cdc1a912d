"""The speakers and days that a reading found in PolNeAR's training articles (see the README)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quotes import names

FILE = Path(__file__).parent / "gold/polnear-train.jsonl"
Row = dict[str, Any]


class Gold:
    """The rows of quotations by article."""

    def __init__(self, file: Path = FILE) -> None:
        self.rows: dict[str, list[Row]] = defaultdict(list)
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            if row["kind"] != "not_quote":
                self.rows[row["id"]].append(row)


def matching(rows: Iterable[Row], start: int, end: int) -> Row | None:
    """The row of the quotation at a place: the one that shares most, at least half of the characters of both."""
    best, most = None, 0.5
    for row in rows:
        shared = min(row["end"], end) - max(row["start"], start)
        whole = max(row["end"], end) - min(row["start"], start)
        if shared > most * whole:
            best, most = row, shared / whole
    return best


def accepted(row: Row | None) -> set[str]:
    """The folded names that are right for a quotation; empty where the gold names nobody."""
    return {names.fold(name) for name in (row["speaker"], *row["speaker_aliases"]) if name} if row else set()
