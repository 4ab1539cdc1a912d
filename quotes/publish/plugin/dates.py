"""ISO dates as readers write them: `2025-03-10` as `10 March 2025`, for the eye and, in `<time>`, for machines."""

from __future__ import annotations

import calendar

from markupsafe import Markup

TIME = Markup('<time datetime="{}">{}</time>')


def day(date: str | None, otherwise: str = "not stated") -> Markup:
    """A date, month or year as HTML; a time of day follows its date. `otherwise` stands where there is none."""
    return TIME.format(date, written(date)) if date else Markup("{}").format(otherwise)


def written(date: str) -> str:
    """`2025-03-10T07:30` as `10 March 2025, 07:30`, `2025-03` as `March 2025`; what is no date as it is."""
    days, _, hours = date.partition("T")
    year, *rest = days.split("-")
    try:
        month = [calendar.month_name[int(rest[0])]] if rest else []
        parts = [str(int(rest[1]))] if len(rest) > 1 else []
    except (ValueError, IndexError):
        return date
    return " ".join((*parts, *month, year)) + (f", {hours[:5]}" if hours else "")
