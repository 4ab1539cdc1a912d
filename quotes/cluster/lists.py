"""The word lists in data/: each file opens with what it holds and where it comes from, then one entry a line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_HEADING = re.compile(r"^# .*$", re.M)


@cache
def words(name: str) -> frozenset[str]:
    """All the words of a list."""
    return frozenset(_entries(name).split())


@cache
def groups(name: str) -> dict[str, list[str]]:
    """From each word to the words of every line it stands in, itself among them."""
    found: dict[str, list[str]] = {}
    for line in _entries(name).splitlines():
        group = line.split()
        for word in group:
            found[word] = found[word] + group if word in found else group
    return found


@cache
def rewrites(name: str) -> dict[str, tuple[str, ...]]:
    """From the first word of each line to the others; an equals sign between them is for the reader."""
    split = map(str.split, filter(None, _entries(name).replace(" = ", " ").splitlines()))
    return {written: tuple(words) for written, *words in split}


def _entries(name: str) -> str:
    """The lines of a list, without what it says of itself."""
    return _HEADING.sub("", (_DATA / f"{name}.txt").read_text("utf-8"))
