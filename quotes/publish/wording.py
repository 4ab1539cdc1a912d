"""How one wording differs from another, for readers: `We will win [-this-] {+the+} election …`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quotes.cluster import Difference, differences
from quotes.publish import pieces

LEFT_OUT = "…"
SEAM = "\ue000"  # no letter and in no article: marks the word before a break while words are compared
SEAMS = re.compile(rf"{SEAM}(\+\}})? ")  # a break stands outside of what is marked as new
AROUND = 4  # words


@lru_cache(10_000)
def difference(canonical: str | None, text: str) -> str | None:
    """`text` with its differences from `canonical` marked in plain characters; None for spelling, signs and brackets.

    `[-old-]` stands only in the canonical wording, `{+new+}` only in this one, `…` for words cut or left out. Where one
    of them is broken off and goes on is no difference; that of `text` is shown.
    """
    if canonical is None or canonical == text:
        return None
    old, new = pieces.joined(canonical).split(), text.replace(pieces.BREAK, f"{SEAM} ").split()
    head, tail = _shared(old, new)
    found = differences(" ".join(old[head : len(old) - tail]), " ".join(new[head : len(new) - tail]))
    if all(part.change == "same" for part in found):
        return None
    marked = " ".join([*new[:head], plain(found), *new[len(new) - tail :]])
    return SEAMS.sub(rf"\1{pieces.BREAK}", marked)


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
    return " ".join(_plain(part) for part in found)


def _plain(part: Difference) -> str:
    match part.change:
        case "same":
            return part.variant
        case "inserted":
            return f"{{+{part.variant}+}}"
        case "deleted":
            return f"[-{part.canonical}-]"
        case "replaced":
            return f"[-{part.canonical}-] {{+{part.variant}+}}"
        case _:
            return LEFT_OUT
