"""How likely the name beside a quotation is the right one: as measured among names found in the same way, and a little
lowered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from math import exp

from quotes.extract.attribution.paragraphs import Attribution
from quotes.extract.people.resolution import Resolved
from quotes.extract.weighing import total_of, weights_in
from quotes.model import Mention

WEIGHTS = "confidence"
LEAST = 0.45  # the confidence below which nobody is named
# The weights are of news whose people's sex is mostly known, and whose families are the candidates'.
MOST = {"unsexed": 0.85, "namesake beside": 0.85, "namesake beside single": 0.85}
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
CACHED = 20_000


def of(attribution: Attribution, mention: Mention, resolved: Resolved, kind: str) -> float:
    """The share of right names among those found in this way, a little lowered, 0 to 1."""
    total = total_of(features(attribution, mention, resolved, kind), weights_in(WEIGHTS))
    return min(round(1 / (1 + exp(-total)), 2), MOST.get(resolved.how, 1.0))


def features(attribution: Attribution, mention: Mention, resolved: Resolved, kind: str) -> Sequence[str]:
    """How a name was found, as words: which rule or chance gave the mention, and how the mention was resolved."""
    chance = None if attribution.chance is None else _bin(attribution.chance)
    return _words(attribution.rule, chance, attribution.own, mention.form, resolved.how, _bin(resolved.chance), kind)


@lru_cache(CACHED)  # most names are found in one of few ways
def _words(rule: str, chance: int | None, own: bool, form: str, how: str, sure: int, kind: str) -> Sequence[str]:
    return (
        "all", f"rule {rule}", f"chance {'rule' if chance is None else chance}", f"form {form}", f"how {how}",
        f"how {how} {sure}", f"kind {kind}", f"kind {kind} {rule}", f"own {own}",
    )  # fmt: skip


def _bin(chance: float) -> int:
    """The number of the bin a chance falls in."""
    return bisect_right(BINS, chance)
