"""Work spread over processes that see this one's memory as it is: nothing is sent there, only results come back."""

from __future__ import annotations

import multiprocessing
import sys
from bisect import bisect_left
from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar

Result = TypeVar("Result")

_PART = 32_768  # things at least: enough to begin a process for, few enough that none waits long for the last
_work: Callable[[slice], Any] | None = None


def spread(
    work: Callable[[slice], Result], count: int, processes: int, *, starts: Sequence[int] | None = None
) -> Generator[Result]:
    """What `work` gives for consecutive slices of `count` things, in order. `starts` tells where a slice may begin.

    Only Linux forks well; elsewhere this process does it all.
    """
    global _work
    if min(processes, count // _PART) < 2 or sys.platform != "linux":
        yield work(slice(0, count))
        return
    places = starts or range(count)
    cuts = sorted({places[at] for cut in range(0, count, _PART) if (at := bisect_left(places, cut)) < len(places)})
    _work = work
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from pool.imap(_run, map(slice, cuts, [*cuts[1:], count]))
    finally:
        _work = None


def _run(part: slice) -> Any:
    assert _work is not None
    return _work(part)
