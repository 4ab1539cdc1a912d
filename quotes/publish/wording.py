"""How one wording differs from another, for readers: `We will win [-this-] {+the+} election …`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quotes.cluster import Difference, differences
from quotes.text import BREAK, SEAM, joined, seamed

LEFT_OUT = "…"
SEAMS = re.compile(f"{SEAM} ?")
AROUND = 4  # words


@lru_cache(10_000)
def difference(canonical: str | None, text: str) -> str | None:
    """`text` with its differences from `canonical` marked in plain characters; None for spelling, signs and brackets.

    `[-old-]` stands only in the canonical wording, `{+new+}` only in this one, `…` for words cut or left out. Where one
    of them is broken off and goes on is no difference; that of `text` is shown.
    """
    if canonical is None or canonical == text:
        return None
    old, new = joined(canonical).split(), seamed(text).split()
    head, tail = _shared(old, new)
    found = differences(" ".join(old[head : len(old) - tail]), " ".join(new[head : len(new) - tail]))
    if all(part.change == "same" for part in found):
        return None
    return _with_breaks([*new[:head], *map(_plain, found), *new[len(new) - tail :]])


def _shared(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many words at the head and at the tail are the same and can be left out of the comparison.

    A few stay in it, so that it sees what a difference stands between; most of the time goes with the length.
    """
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    tail = next((n for n in range(least - head) if old[-1 - n] != new[-1 - n]), least - head)
    return max(0, head - AROUND), max(0, tail - AROUND)


def plain(found: Iterable[Difference]) -> str:
    """Differences in plain characters, as `difference` marks them."""
    return _with_breaks(map(_plain, found))


def _with_breaks(marked: Iterable[str]) -> str:
    return SEAMS.sub(BREAK, " ".join(marked))


def _plain(part: Difference) -> str:
    match part.change:
        case "same":
            return part.variant
        case "cut" | "elided":
            return LEFT_OUT
        case "deleted":
            return _marked(part.canonical, "")
        case "inserted":
            return _marked("", part.variant)
        case _:
            return _marked(part.canonical, part.variant)


def _marked(old: str, new: str) -> str:
    """Old and new words with their marks; a break at their end stands outside."""
    seam = SEAM if SEAM in old[-1:] + new[-1:] else ""
    old, new = old.removesuffix(SEAM), new.removesuffix(SEAM)
    return " ".join(filter(None, (old and f"[-{old}-]", new and f"{{+{new}+}}"))) + seam
