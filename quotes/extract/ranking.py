"""Which of several candidates said a quotation: a weighed sum of their features, as chances that add up to one.

The weights are plain numbers in `weights/ranking.json`, learned as `weights/README.md` tells.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import exp
from pathlib import Path

from quotes.extract.candidates import Candidate
from quotes.extract.rules import Attribution

WEIGHTS = Path(__file__).parent / "weights" / "ranking.json"


LEAST = 0.5  # the chance below which nobody is named
UNDECIDED = Attribution(None, None, "undecided")


def choose(candidates: Sequence[Candidate]) -> Attribution:
    """The likeliest candidate's attribution, with its chance; the first candidate is nobody.

    UNDECIDED where somebody most likely said it and it is not clear enough who.
    """
    chances = ranked(candidates)
    best = max(range(len(chances)), key=chances.__getitem__)
    if best and chances[best] < LEAST:
        return replace(UNDECIDED, chance=1 - chances[0])
    return replace(candidates[best].attribution, chance=chances[best])


def ranked(candidates: Sequence[Candidate]) -> list[float]:
    """The chance of each candidate, 0 to 1; together they make 1."""
    weights = _weights()
    sums = [sum(weights.get(feature, 0.0) for feature in one.features) for one in candidates]
    highest = max(sums)
    shares = [exp(total - highest) for total in sums]
    whole = sum(shares)
    return [share / whole for share in shares]


@cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
