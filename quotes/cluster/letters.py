"""A text letter by letter: all of its print but case, quotation marks and punctuation, as strings to compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quotes.text import MARKS, SEAM

GAP = "…"
JOINED = "-"  # behind a unit that a hyphen joins to the next
_SPACED_DOTS = re.compile(r"\.(?:\s\.){2,}")
_DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")  # U.S. and US are the same letters
_DASHES = str.maketrans(dict.fromkeys("–—―", " "))
_MINUS = re.compile(r"^[–−](?=[$£€¥]?\d)")
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))
_ALONE = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # scripts without spaces: a character is a unit
_LETTER = rf"(?!{_ALONE})[\w\u0300-\u036f\u0900-\u109f\u0e31-\u0e4e\u1780-\u17ff]"  # in some, vowels are marks
_UNIT = re.compile(
    rf"{SEAM}|{_ALONE}|[\[(]?\.{{3,}}[\])]?|[\[\]()]|(?<=\w)-(?=\w)"
    r"|(?:(?<!\w)-)?[$£€¥]?\d+(?:[.,:/]\d+)*"
    rf"(?:{_LETTER})*%?"  # -5, £1.5m, 10:30 and 9% are one each
    rf"|(?:{_LETTER})+(?:'(?:{_LETTER})+)*|[%&$£€¥+=°]"
)


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """The units of a text between single spaces, and a space at either end: whole ones stand in it.

    `“It’s well-known,” he [Orr] said …` gives ` it's well- known he [orr said … `: what stands in brackets is told from
    what does not, and so are hyphens and gaps. A SEAM stays where it is.
    """
    return " ".join(("", *(unit for units in by_token(_SPACED_DOTS.sub(GAP, text).split()) for unit in units), ""))


def by_token(printed: Iterable[str]) -> Iterator[list[str]]:
    """The units of each printed token of a text, in order."""
    bracket = ""
    for token in printed:
        found: list[str] = []
        for unit in _units(token):
            if unit in ("[", "("):
                bracket = unit
            elif unit in ("]", ")"):
                bracket = ""
            elif unit == JOINED:
                found[-1:] = [f"{last}{JOINED}" for last in found[-1:]]
            else:
                found.append(bracket + unit)
        yield found


@lru_cache(maxsize=200_000)
def _units(token: str) -> tuple[str, ...]:
    text = _MINUS.sub("-", token).translate(_DASHES).translate(MARKS).translate(_UNSEEN).lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if "." in text:
        text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), text)
    return tuple(GAP if "..." in unit else unit for unit in _UNIT.findall(text))
