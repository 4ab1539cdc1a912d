"""Work spread over processes that see this one's memory as it is: nothing is sent there, only results come back."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

Result = TypeVar("Result")

_PARTS = 8  # for each process, so that none waits long for the last
_FEW = 10_000  # fewer things are done sooner than processes begin
_work: Callable[[slice], Any] | None = None


def spread(work: Callable[[slice], Result], count: int, processes: int) -> Iterator[Result]:
    """What `work` gives for consecutive slices of `count` things, in order; in one slice where there is one process.

    Only Linux forks well; elsewhere this process does it all.
    """
    global _work
    if processes < 2 or count < _FEW or sys.platform != "linux":
        yield work(slice(0, count))
        return
    size = max(1, -(-count // (_PARTS * processes)))
    _work = work
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(_run, [slice(start, start + size) for start in range(0, count, size)])
    _work = None


def _run(part: slice) -> Any:
    assert _work is not None
    return _work(part)
