"""Dates as files print them -> ISO dates and date-times."""

from __future__ import annotations

import re
from datetime import datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,october oct,"
        "november nov,december dec".split(","),
        1,
    )
    for name in names.split()
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH}),?\s+(?P<year>\d{{4}})"
MONTH_FIRST = rf"(?P<us_month>{MONTH})\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{{4}})"
CLOCK = r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
PRINTED = re.compile(rf"(?:{DAY_FIRST}|{MONTH_FIRST}){CLOCK}", re.I)


def iso(value: str) -> str:
    """An ISO date or date-time as it stands in a row or option, in the canonical form. Raises ValueError if it is none."""
    value = value.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return datetime.fromisoformat(value).date().isoformat()
    if not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", value):
        raise ValueError(f"{value!r} is no ISO date")
    moment = datetime.fromisoformat(value)
    return moment.isoformat(timespec="minutes" if not moment.second and not moment.microsecond else "seconds")


def printed(match: re.Match[str]) -> str | None:
    """The ISO date or date-time of a PRINTED match ("6 November 2024 10:10"), or None if there is no such day."""
    part = match.groupdict()
    day, month, year = (part[k] or part["us_" + k] for k in ("day", "month", "year"))
    hour, minute = int(part["hour"] or 0), int(part["minute"] or 0)
    if part["half"]:
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
    try:
        moment = datetime(int(year), MONTHS[month.lower().rstrip(".")], int(day), hour, minute)
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes") if part["hour"] else moment.date().isoformat()
