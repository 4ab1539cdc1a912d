"""How often an attribution by a rule is right: the confidence beside every speaker."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights" / "rules.json"


def of(rule: str, form: str, kind: str) -> float:
    """The measured share of right speakers among attributions by this rule, of this mention form and kind; 0 to 1."""
    shares = _shares()
    return round(shares["rule"][kind].get(rule, shares["unseen"]) * shares["form"].get(form, 1.0), 2)


@cache
def _shares() -> dict:
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))
