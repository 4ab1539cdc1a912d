"""Near-identical quotations across articles made one: keys, verification, placement, differences and search.

Pure: no files but the word lists, no database. `place` adds to stored clusters, `cluster` begins from scratch; both
trust `verify`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.cluster.changes import Difference, differences, found_in
from quotes.cluster.checking import EXACT, Hit, Index, check, is_telling
from quotes.cluster.grams import keys, triples, vote, wording
from quotes.cluster.placing import Candidate, Placement, canonical, place
from quotes.cluster.variants import Verdict, verify

if TYPE_CHECKING:
    from quotes.cluster.clusters import Clustering, cluster

__all__ = [
    "EXACT", "Candidate", "Clustering", "Difference", "Hit", "Index", "Placement", "Verdict", "canonical", "check",
    "cluster", "differences", "found_in", "is_telling", "keys", "place", "triples", "verify", "vote", "wording",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """`cluster` and `Clustering`: they bring numpy, which no other function here waits for."""
    if name not in ("Clustering", "cluster"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from quotes.cluster import clusters

    return getattr(clusters, name)
