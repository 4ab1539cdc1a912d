"""Expressions that are counted from a date told before: `the next day`, `two days earlier`, `a month later`."""

from __future__ import annotations

import re
from datetime import date, timedelta

NUMBERS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
PARTS = "morning|afternoon|evening|night"
LENGTH = 3  # words of such an expression
# What may follow one that tells when something was done: not "the previous night's vote", "called the next day “a
# disaster”", "a day after lenders voted", "a day earlier than planned".
ON = ("at", "during", "in", "on", "that")
DOERS = ("he", "she", "they")  # and who did it, but not behind "a day after"
FOLLOWING = rf"(?=\s?[,.;:)]|[”’]?\Z|\n|\s(?:{'|'.join(ON)})\b)"
FOREGOING = "".join(rf"(?<!\b{word}\s)" for word in "by for in less more of over than until within".split())
NUMBER = r"(?P<number>" + "|".join(list(NUMBERS)[1:]) + ")"
EXPRESSION = re.compile(
    rf"{FOREGOING}\b(?:the\s(?P<side>next|following|previous)\s(?P<one>day|{PARTS}|month|year)"
    rf"|(?:(?:the|an?|one)\s(?P<unit>day|month|year)|{NUMBER}\s(?P<units>day|month|year)s)"
    rf"\s(?P<by>earlier|later|before|after))\b(?:{FOLLOWING}|(?<!after)(?<!before)(?=\s(?:{'|'.join(DOERS)})\b))",
    re.I,
)
BACK = ("previous", "earlier", "before")


def begins(words: list[str], start: int) -> bool:
    """True if the words from a place on, in small letters, are such an expression or `two days ago`."""
    told = words[start : start + LENGTH + 1]  # with the word that follows
    return told[LENGTH - 1 : LENGTH] == ["ago"] or EXPRESSION.match(" ".join(told)) is not None


def settled(words: str, on: str, printed: date | None) -> str | None:
    """What an expression settles that is counted from a date: `the next day` and 2025-06-12, 2025-06-13.

    None for other expressions, where the date is less exact than the count, and for days after that of printing.
    """
    match = EXPRESSION.fullmatch(words)
    if match is None:
        return None
    unit = match["one"] or match["unit"] or match["units"]
    number = NUMBERS[(match["number"] or "one").lower()]
    is_back = (match["side"] or match["by"]).lower() in BACK
    try:
        moved = _moved(on, unit.lower(), -number if is_back else number)
    except (OverflowError, ValueError):  # before the first year, after the last
        return None
    return None if moved and printed and moved > printed.isoformat() else moved


def _moved(on: str, unit: str, number: int) -> str | None:
    """A date some days, months or years later, as exact as the unit; None if it is less exact."""
    first = date.fromisoformat((on + "-01-01")[:10])
    if unit == "year":
        return str(first.replace(year=first.year + number, month=1, day=1).year)
    if unit == "month":
        years, months = divmod(12 * first.year + first.month - 1 + number, 12)
        return date(years, months + 1, 1).isoformat()[:7] if len(on) > 4 else None
    return (first + timedelta(days=number)).isoformat() if len(on) == 10 else None
