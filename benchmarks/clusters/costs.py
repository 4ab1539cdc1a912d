"""What this process and the ones it started have cost so far."""

from __future__ import annotations

import os
import re
import resource
import time
from pathlib import Path

_PEAK = re.compile(r"^VmHWM:\s*(\d+) kB", re.M)
_USED = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def cpu() -> float:
    """CPU seconds of all of them."""
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, _USED))


def age() -> float:
    """Wall seconds since this process was started, to a hundredth, on Linux."""
    ticks = Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(ticks) / os.sysconf("SC_CLK_TCK")


def peak() -> float:
    """The most memory that this process has held, and the largest of its children, in MB, on Linux.

    `getrusage` would count what the process that started this one held.
    """
    own = _PEAK.search(Path("/proc/self/status").read_text())
    assert own
    return (int(own[1]) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
