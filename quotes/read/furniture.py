"""Site furniture: the appeals, newsletter boxes and menus that stand between the news and are none."""

from __future__ import annotations

import re
from pathlib import Path

from quotes.model import Span

GLUE = re.compile(r"(?<=[a-z][.!?])(?=[A-Z“\"‘])")
WORDS = ("trade", "us", "reader")  # sections that hold words, not whole lines
MAX_MENU = 200  # characters
QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]?")


def _rules() -> dict[str, re.Pattern[str]]:
    """The patterns of furniture.txt by section, each section one regular expression."""
    sections: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "furniture.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line.partition("\t")[0])
    return {
        name: re.compile(rf"\b(?:{'|'.join(parts)})\b" if name in WORDS else "|".join(parts), re.I)
        for name, parts in sections.items()
    }


RULES = _rules()


def is_furniture(line: str) -> bool:
    """True if a line speaks to the reader about the site: `Sign up to our free breaking news emails`.

    A line is furniture if it is one of the known menu lines, if it asks something of the reader in the words of the trade,
    or if it speaks of "our" work in several of them. Words between quotation marks do not count: they are somebody's.
    """
    if len(line) < MAX_MENU and RULES["line"].fullmatch(line):
        return True
    if not RULES["trade"].search(line):
        return False
    own = QUOTED.sub(" ", line)
    trade = {word.lower() for word in RULES["trade"].findall(own)}
    if RULES["request"].match(own):
        return bool(trade)
    asks, ours = RULES["reader"].search(own), RULES["us"].search(own)
    return len(trade) >= (1 if asks and ours else 2) and bool(asks or ours)


def news(text: str, line: Span) -> Span | None:
    """What is left of a line without the furniture glued to its front, or None if all of it is furniture.

    `Your support makes all the difference.The minister on Thursday ...` leaves `The minister on Thursday ...`.
    """
    start = line.start
    for glue in GLUE.finditer(text, line.start, line.end):
        if is_furniture(text[start : glue.start()]):
            start = glue.start()
    return None if is_furniture(text[start : line.end]) else Span(start, line.end)
