"""Dates as files print them -> ISO dates and date-times."""

from __future__ import annotations

import re
from datetime import date, datetime
from reprlib import repr as shortened

NAMES = "january february march april may june july august september october november december".split()
MONTHS = {form: number for number, name in enumerate(NAMES, 1) for form in (name, name[:3])} | {"sept": 9}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH}),?\s+(?P<year>\d{{4}})"
MONTH_FIRST = rf"(?P<us_month>{MONTH})\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{{4}})"
CLOCK = r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(rf"{DAY.pattern}[T ]\d{{2}}:\d{{2}}")
PRINTED = re.compile(rf"{WEEKDAY}(?:{DAY_FIRST}|{MONTH_FIRST}){CLOCK}", re.I)


def iso(value: str) -> str:
    """The date or date-time of a row or option, an ISO one, in canonical form. Raises ValueError if it is none."""
    value = value.strip()
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        if not MOMENT.match(value):
            raise ValueError("write it as 2024-11-06 or 2024-11-06T10:10")
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{shortened(value)} is no ISO date: {error}") from None
    return moment.isoformat(timespec="minutes" if not moment.second and not moment.microsecond else "seconds")


def period(value: str) -> str:
    """A day, month or year as 2024-11-06, 2024-11 or 2024. Raises ValueError if there is no such."""
    iso((value + "-01-01"[len(value) - 4 :]) if len(value) in (4, 7) else value)
    return value[:10]


def last_day(period: str) -> str:
    """A month or year drawn out to its last day, or later: `2024` gives `2024-99-99`."""
    return period + "-99-99"[len(period) - 4 :]


def printed(match: re.Match[str]) -> str | None:
    """The ISO date or date-time of a PRINTED match (`6 November 2024 10:10`), or None if there is no such day."""
    part = match.groupdict()
    day, month, year = (part[name] or part["us_" + name] for name in ("day", "month", "year"))
    hour, minute = int(part["hour"] or 0), int(part["minute"] or 0)
    if part["half"]:
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
    try:
        moment = datetime(int(year), MONTHS[month.lower().rstrip(".")], int(day), hour, minute)
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes") if part["hour"] else moment.date().isoformat()
