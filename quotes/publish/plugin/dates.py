"""ISO dates as readers write them: `2025-03-10` as `10 March 2025`, for the eye and, in `<time>`, for machines."""

from __future__ import annotations

import calendar
import re

from markupsafe import Markup

ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)$")
TIME = Markup('<time datetime="{}">{}</time>')


def day(date: str | None, otherwise: str = "not stated") -> Markup:
    """A date, month or year as HTML; a time of day follows its date. `otherwise` stands where there is none."""
    return TIME.format(date, written(date)) if date else Markup("{}").format(otherwise)


def when(date: str | None, otherwise: str = "on an unknown day") -> Markup:
    """The same within a sentence: `on 10 March 2025`, `in March 2025`, `in 1999`."""
    return Markup("{} {}").format(_preposition(date), day(date)) if date else Markup("{}").format(otherwise)


def within(date: str) -> str:
    """The same as plain text."""
    return f"{_preposition(date)} {written(date)}"


def _preposition(date: str) -> str:
    return "on" if len(date) >= len("2025-03-10") else "in"


def written(date: str) -> str:
    """`2025-03-10T07:30:00+01:00` as `10 March 2025, 07:30 UTC+01:00`, `2025-03` as `March 2025`.

    Where the article tells no zone, none is told; what is no date stays as it is.
    """
    days, _, hours = date.partition("T")
    year, *rest = days.split("-")
    try:
        month = [calendar.month_name[int(rest[0])]] if rest else []
        parts = [str(int(rest[1]))] if len(rest) > 1 else []
    except (ValueError, IndexError):
        return date
    return " ".join((*parts, *month, year)) + (f", {hours[:5]}{_zone(hours)}" if hours else "")


def _zone(hours: str) -> str:
    found = ZONE.search(hours)
    return f" UTC{found[0] if found[0].strip('Z+-0:') else ''}" if found else ""
