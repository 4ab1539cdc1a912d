"""A text letter by letter: all of its print but case, quotation marks and punctuation, as strings to compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quotes.text import MARKS, SEAM

GAP = "…"
_SPACED_DOTS = re.compile(r"\.(?:\s\.){2,}")
_DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")  # U.S. and US are the same letters
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))
_LETTER = r"[\w\u0300-\u036f\u0900-\u109f\u0e31-\u0e4e\u1780-\u17ff]"  # in some scripts vowels are marks
_UNIT = re.compile(
    rf"{SEAM}|[\[(]?\.{{3,}}[\])]?|[\[\]()]"
    r"|(?:(?<![^\W_])-)?[$£€¥]?\d+(?:[.,:/]\d+)*\w*%?"  # -5, £1.5m, 10:30 and 9% are one each
    rf"|{_LETTER}+(?:'{_LETTER}+)*|[%&$£€¥+=°]"
)


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """The units of a text between single spaces, and a space at either end: whole ones stand in it.

    `“It’s over,” he [Orr] said …` gives ` it's over he [orr said … `: what stands in brackets is told from what does
    not, and so is a gap. A SEAM stays where it is.
    """
    return " ".join(("", *(unit for units in by_token(_SPACED_DOTS.sub(GAP, text).split()) for unit in units), ""))


def by_token(printed: Iterable[str]) -> Iterator[list[str]]:
    """The units of each printed token of a text, in order."""
    bracket = ""
    for token in printed:
        found = []
        for unit in _units(token):
            if unit in ("[", "("):
                bracket = unit
            elif unit in ("]", ")"):
                bracket = ""
            else:
                found.append(bracket + unit)
        yield found


@lru_cache(maxsize=200_000)
def _units(token: str) -> tuple[str, ...]:
    text = token.translate(MARKS).translate(_UNSEEN).lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if "." in text:
        text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), text)
    return tuple(GAP if "..." in unit else unit for unit in _UNIT.findall(text))
