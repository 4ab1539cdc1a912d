"""The word lists in data/: each file opens with what it holds and where it comes from, then one entry a line."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def words(name: str) -> frozenset[str]:
    """All the words of a list."""
    return frozenset(" ".join(_lines(name)).split())


@cache
def groups(name: str) -> dict[str, frozenset[str]]:
    """From each word to the other words of every line it stands in."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in _lines(name):
        group = set(line.split())
        for word in group:
            found[word] |= group - {word}
    return {word: frozenset(others) for word, others in found.items()}


@cache
def rewrites(name: str) -> dict[str, tuple[str, ...]]:
    """From the first word of each line to the others; an equals sign between them is for the reader."""
    split = (line.replace(" = ", " ").split() for line in _lines(name))
    return {written: tuple(words) for written, *words in split}


def _lines(name: str) -> list[str]:
    text = (_DATA / f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]
