"""How one wording differs from another, for readers: `We will win [-this-] {+the+} election …`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from quotes.cluster import Difference, differences

LEFT_OUT = "…"


@lru_cache(10_000)
def difference(canonical: str | None, text: str) -> str | None:
    """`text` with its differences from `canonical` marked in plain characters; None if it is word for word the same.

    `[-old-]` stands only in the canonical wording, `{+new+}` only in this one, `…` for words cut or left out.
    """
    if canonical is None or canonical == text:
        return None
    found = differences(canonical, text)
    return None if all(part.change == "same" for part in found) else plain(found)


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
