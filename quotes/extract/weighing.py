"""Choosing among candidates by learned weights: a sum over features that are words, as chances that add up to one.

The weights are plain numbers in `weights/`, a file for each choice, learned as `weights/README.md` tells.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path

HOME = Path(__file__).parent / "weights"


def softmax(candidates: Sequence[Sequence[str]], weights: Mapping[str, float]) -> list[float]:
    """The chance of each candidate by its features, 0 to 1; together they make 1."""
    sums = [total_of(features, weights) for features in candidates]
    highest = max(sums, default=0.0)
    shares = [exp(total - highest) for total in sums]
    whole = sum(shares)
    return [share / whole for share in shares]


def total_of(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of some features; one without a weight counts nothing."""
    return sum(map(weights.get, features, repeat(0.0)))


@cache
def weights_in(name: str) -> dict[str, float]:
    """The weight of each feature in a file of `weights/`."""
    found: dict[str, float] = json.loads((HOME / f"{name}.json").read_text(encoding="utf-8"))
    return found
