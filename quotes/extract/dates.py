"""Date expressions (`on Tuesday`, `in a March 2015 interview`) -> ISO days, months or years, by the day of printing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
WEEKDAYS |= {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 1, "thurs": 3}
MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
NUMBERS = {
    word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
} | {"a": 1}

DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)\b"
WEEKDAY = r"(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b"
PART = r"(?:\s+(?:morning|afternoon|evening|night))?"

OCCASION = (
    r"(?:\s+(?:[a-z]+\s+){0,2}(?:interview|speech|address|statement|debate|rally|hearing|forum|briefing|conference|meeting|"
    r"tweet|post|email|e-mail|letter|memo|op-ed|column|editorial|remarks|comments?|appearance|broadcast|call|testimony|"
    r"town hall|panel|event|news conference|convention|dinner|report|filing|lawsuit|complaint|article|story))\b"
)
NO_DAY_BEFORE = re.compile(
    r"\b(?:an?|one|every|each|some|any|most|the first|a week|Easter|Good|Black|Super|Ash|Cyber)\s$", re.I
)
NO_DAY_AFTER = re.compile(r"['’]s\b|s\b|\s(?:of\s)?last\s(?:week|month|year)|\s(?![A-Z]{2,}\b)[A-Z][a-z]+(?!\s\d)")

OF_OCCASION = re.compile(rf"(?:['’]s)?{OCCASION}", re.I)

Settle = Callable[[re.Match[str], date | None], str | None]


def find(text: str, start: int, end: int, printed: date | None) -> tuple[str | None, str] | None:
    """The first date expression of `text[start:end]`: what it settles (None where it settles nothing) and its words.

    `printed` is the day of printing; without it only expressions with a year settle anything.
    """
    if not HINT.search(text, start, end):
        return None
    first: tuple[int, re.Match[str], Settle] | None = None
    for pattern, settle in RULES:
        match = pattern.search(text, start, end)
        if match and (first is None or match.start() < first[0]):
            first = match.start(), match, settle
    if first is None:
        return None
    _, match, settle = first
    return settle(match, printed), match.group()


def find_all(text: str, start: int, end: int, printed: date | None) -> list[tuple[tuple[int, int], str | None]]:
    """The date expressions of `text[start:end]` in order: the place of each, and what it settles (None for nothing)."""
    if not HINT.search(text, start, end):
        return []
    found = [
        (match.start(), number, match, settle)
        for number, (pattern, settle) in enumerate(RULES)
        for match in pattern.finditer(text, start, end)
    ]
    kept: list[tuple[tuple[int, int], str | None]] = []
    for begin, _, match, settle in sorted(found, key=lambda one: one[:2]):
        if not kept or begin >= kept[-1][0][1]:
            kept.append((match.span(), settle(match, printed)))
    return kept


def day(iso: str | None) -> date | None:
    """The day of an ISO date or date-time, or None."""
    return date.fromisoformat(iso[:10]) if iso else None


def _weekday(match: re.Match[str], printed: date | None) -> str | None:
    """The latest such day not after printing; `last Tuesday` on a Tuesday is a week before."""
    if printed is None or _is_no_day(match):
        return None
    back = (printed.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    if not back and match.group().lower().find("last") >= 0:
        back = 7
    return (printed - timedelta(days=back)).isoformat()


def _is_no_day(match: re.Match[str]) -> bool:
    """True for `Sunday Times`, `Friday's vote`, `every Monday`, `Tuesday of last week`: no day, or not the latest."""
    if OF_OCCASION.match(match.string, match.end()):
        return False  # "in a Tuesday interview", "at Monday's debate"
    before = NO_DAY_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
    return bool(before or NO_DAY_AFTER.match(match.string, match.end()))


def _full(match: re.Match[str], printed: date | None) -> str | None:
    """A day and month, with a year or else the latest not after printing; None if its weekday contradicts it."""
    given = match.groupdict()
    month, number = MONTHS[given["month"].lower()], int(given["day"])
    year = int(given["year"]) if given.get("year") else printed.year if printed else None
    if year is None:
        return None
    try:
        settled = date(year, month, number)
        if not given.get("year") and printed and settled > printed:
            settled = date(year - 1, month, number)
    except ValueError:
        return None
    if printed and (settled > printed or (not given.get("year") and (printed - settled).days > 300)):
        return None
    if given.get("weekday") and WEEKDAYS[given["weekday"].lower()] != settled.weekday():
        return None
    return settled.isoformat()


def _month(match: re.Match[str], printed: date | None) -> str | None:
    month, year = MONTHS[match["month"].lower()], match.groupdict().get("year")
    if not year and match.string[match.end() :].lower().startswith(" last year") and printed:
        year = str(printed.year - 1)
    if not year and printed is None:
        return None
    if not year and printed:
        year = str(printed.year if month <= printed.month else printed.year - 1)
    if printed and (int(year or 0), month) > (printed.year, printed.month):
        return None
    return f"{year}-{month:02d}"


def _year(match: re.Match[str], printed: date | None) -> str | None:
    return None if printed and int(match["year"]) > printed.year else match["year"]


def _days_ago(match: re.Match[str], printed: date | None) -> str | None:
    number = match["number"].lower()
    back = NUMBERS.get(number) or int(number)
    return (printed - timedelta(days=back)).isoformat() if printed else None


def _yesterday(_: re.Match[str], printed: date | None) -> str | None:
    return (printed - timedelta(days=1)).isoformat() if printed else None


def _today(_: re.Match[str], printed: date | None) -> str | None:
    return printed.isoformat() if printed else None


def _last_month(_: re.Match[str], printed: date | None) -> str | None:
    return (printed.replace(day=1) - timedelta(days=1)).isoformat()[:7] if printed else None


def _this_month(_: re.Match[str], printed: date | None) -> str | None:
    return printed.isoformat()[:7] if printed else None


def _last_year(_: re.Match[str], printed: date | None) -> str | None:
    return str(printed.year - 1) if printed else None


def _nothing(_: re.Match[str], __: date | None) -> None:
    """For expressions that settle nothing, so that a word inside them is not taken for one that does."""


# Of two that begin at the same place the earlier one wins.
RULES: list[tuple[re.Pattern[str], Settle]] = [
    (re.compile(pattern, re.I), settle)
    for pattern, settle in (
        (rf"\b(?:next|coming|this coming)\s+(?:week|month|year|{WEEKDAY})", _nothing),
        (r"\b(?:(?:earlier|later)\s+)?(?:this|last|next)\s+week\b", _nothing),
        (rf"\b(?:recently|earlier|weekend)\b(?!\s+(?:on|in|this|today|yester|{WEEKDAY.replace('?P<weekday>', '?:')}|{MONTH.replace('?P<month>', '?:')}))", _nothing),
        (rf"\b(?:on\s+)?(?:{WEEKDAY},?\s+)?(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?", _full),
        (rf"\b(?:on\s+)?(?:{WEEKDAY},?\s+)?{MONTH}\s+{DAY}\b(?:,?\s+{YEAR})?", _full),
        (rf"\b(?:in\s+)?(?:(?:early|late|mid)[\s-]+)?{MONTH}(?:\s+of)?,?\s+{YEAR}", _month),
        (rf"\b(?:on\s+|late\s+on\s+|early\s+on\s+|last\s+)?(?<!until )(?<!by ){WEEKDAY}{PART}", _weekday),
        (r"\b(?:yesterday|last night)\b" + PART, _yesterday),
        (r"\b(?:today|tonight|this (?:morning|afternoon|evening)|earlier today)\b", _today),
        (r"\b(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s+days\s+ago\b", _days_ago),
        (r"\b(?:late\s+|early\s+)?last month\b", _last_month),
        (r"\b(?:earlier )?this month\b", _this_month),
        (r"\b(?:late\s+|early\s+)?last year\b", _last_year),
        (rf"\b(?:back\s+)?in\s+(?:early\s+|late\s+|mid-)?{MONTH}(?!\s+\d)", _month),
        (rf"\b(?:an?|the|his|her|its|their|[’']s)\s+(?:early\s+|late\s+|mid-)?{MONTH}(?={OCCASION})", _month),
        (rf"\bin\s+(?:an?\s+|the\s+|his\s+|her\s+|their\s+)?(?:early\s+|late\s+|mid-)?{YEAR}(?!\s*[-–]\s*\d)", _year),
        (rf"\b{YEAR}\s+(?:interview|speech|book|memoir|letter|article|essay|column|report|tweet|post|email)\b", _year),
    )
]  # fmt: skip
HINT = re.compile(
    r"\b(?:"
    + "|".join(sorted({*WEEKDAYS, *MONTHS}, key=len, reverse=True))
    + r"|yesterday|today|tonight|ago|last|this|earlier|recently|weekend|(?:19|20)\d\d)\b",
    re.I,
)
