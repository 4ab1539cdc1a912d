"""Near-identical quotations across articles made one: keys, verification, placement, differences and search.

Pure: no files but the word lists, no database. `place` adds to stored clusters, `cluster` begins from scratch; both
trust `verify`.
"""

from __future__ import annotations

from quotes.cluster.changes import Difference, differences
from quotes.cluster.checking import Hit, Index, check
from quotes.cluster.grams import keys, vote
from quotes.cluster.placing import Candidate, Placement, canonical, place
from quotes.cluster.variants import Verdict, verify
from quotes.cluster.words import wording

__all__ = [
    "Candidate", "Difference", "Hit", "Index", "Placement", "Verdict", "canonical", "check", "differences", "keys",
    "place", "verify", "vote", "wording",
]  # fmt: skip
