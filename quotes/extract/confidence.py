"""How likely the name beside a quotation is the right one: as measured among names found in the same way, and a little
lowered."""

from __future__ import annotations

from bisect import bisect_right
from math import exp

from quotes.extract.resolution import Resolved
from quotes.extract.rules import Attribution
from quotes.extract.weighing import total_of, weights_in
from quotes.model import Mention

WEIGHTS = "confidence"
LEAST = 0.45  # the confidence below which nobody is named
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)


def of(attribution: Attribution, mention: Mention, resolved: Resolved, kind: str) -> float:
    """The share of right names among those found in this way, a little lowered, 0 to 1."""
    total = total_of(features(attribution, mention, resolved, kind), weights_in(WEIGHTS))
    return round(1 / (1 + exp(-total)), 2)


def features(attribution: Attribution, mention: Mention, resolved: Resolved, kind: str) -> list[str]:
    """How a name was found, as words: which rule or chance gave the mention, and how the mention was resolved."""
    chance = "rule" if attribution.chance is None else _bin(attribution.chance)
    how = f"{resolved.how} {_bin(resolved.chance)}"
    return [
        "all", f"rule {attribution.rule}", f"chance {chance}", f"form {mention.form}", f"how {resolved.how}",
        f"how {how}", f"kind {kind}", f"kind {kind} {attribution.rule}", f"own {attribution.own}",
    ]  # fmt: skip


def _bin(chance: float) -> int:
    """The number of the bin a chance falls in."""
    return bisect_right(BINS, chance)
