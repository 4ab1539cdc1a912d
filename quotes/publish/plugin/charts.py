"""Bars by month as an inline picture. The same numbers always stand in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

WIDTH, HEIGHT, GAP = 600, 90, 1
MOST = 120  # bars: of longer times the years are drawn


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the units of the picture; `label` says in words what it shows."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in order of time, one a `period`: month or year; `most` is the count of the tallest."""

    period: str
    bars: list[Bar]
    most: int


def chart(counts: Sequence[tuple[str, int]]) -> Chart | None:
    """A chart of counts by month, `("2025-03", 4)`, months without any left free; of long times one by year."""
    if not counts:
        return None
    months = _months(counts[0][0], counts[-1][0])
    if len(months) <= MOST:
        return _chart("month", months, dict(counts))
    years = {year: sum(count for _, count in found) for year, found in groupby(counts, lambda one: one[0][:4])}
    return _chart("year", [f"{year:04}" for year in range(int(min(years)), int(max(years)) + 1)], years)


def _chart(period: str, periods: list[str], counts: dict[str, int]) -> Chart:
    step, most = WIDTH / max(len(periods), 12), max(counts.values())
    bars = [_bar(place * step, step, one, counts[one], most) for place, one in enumerate(periods) if one in counts]
    return Chart(period, bars, most)


def _bar(x: float, step: float, period: str, count: int, most: int) -> Bar:
    height = max(1.0, HEIGHT * count / most)
    return Bar(round(x, 1), round(HEIGHT - height, 1), round(step - GAP, 1), round(height, 1), f"{period}: {count}")


def _months(first: str, last: str) -> list[str]:
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(begin, end + 1)]
