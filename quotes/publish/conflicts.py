"""Whether the speakers that outlets name for the same words can be one."""

from __future__ import annotations

from itertools import combinations

from quotes import institutions
from quotes.names import same_person

Pairs = frozenset[tuple[int, int]]  # of ids, each pair in either order


class InConflict:
    """An SQL aggregate over (id, name, kind) of a cluster's speakers: 1 if two of them are certainly different, else 0.

    That is said of those whom a person told apart, whose ids are `apart`; else of two persons or of two institutions
    alone: a person speaks for a ministry, a group or a document, an unnamed official can be anybody, and a surname may
    be the full name's.
    """

    def __init__(self, apart: Pairs = frozenset()) -> None:
        self.apart = apart
        self.ids: set[int] = set()
        self.persons: set[str] = set()
        self.institutions: set[str] = set()

    def step(self, id: int, name: str, kind: str) -> None:
        self.ids.add(id)
        if kind == "person":
            self.persons.add(name)
        elif kind == "institution":
            self.institutions.add(name)

    def finalize(self) -> int:
        if self.apart and any(pair in self.apart for pair in combinations(self.ids, 2)):
            return 1
        persons_differ = any(same_person(a, b) is False for a, b in combinations(sorted(self.persons), 2))
        bodies_differ = any(not institutions.same(a, b) for a, b in combinations(self.institutions, 2))
        return int(persons_differ or bodies_differ)
