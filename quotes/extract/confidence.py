"""How often an attribution by a rule is right: the confidence beside every speaker."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

UNSEEN = 0.5  # for a rule that decided nothing in what was measured
WEIGHTS = Path(__file__).parent / "weights" / "rules.json"


def of(rule: str, form: str, kind: str) -> float:
    """The measured share of right speakers among attributions by this rule, of this mention form and kind; 0 to 1."""
    by_rule = _shares(kind).get(rule, UNSEEN)
    return round(by_rule * _shares("form").get(form, 1.0), 2)


@cache
def _shares(table: str) -> dict[str, float]:
    """The table of a kind, share by rule, or the table `form`, share by mention form."""
    shares: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))[table]
    return shares
