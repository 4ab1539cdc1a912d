"""Whether the speakers that outlets name for the same words can be one."""

from __future__ import annotations

from itertools import combinations

from quotes.names import same_institution, same_person


class InConflict:
    """An SQL aggregate over (name, kind) of a cluster's speakers: 1 if two of them are certainly different, else 0.

    That is said of two persons or of two institutions alone: a person speaks for a ministry, a group or a document, an
    unnamed official can be anybody, and a surname may be the full name's.
    """

    def __init__(self) -> None:
        self.persons: set[str] = set()
        self.institutions: set[str] = set()

    def step(self, name: str, kind: str) -> None:
        if kind == "person":
            self.persons.add(name)
        elif kind == "institution":
            self.institutions.add(name)

    def finalize(self) -> int:
        persons_differ = any(same_person(a, b) is False for a, b in combinations(sorted(self.persons), 2))
        return int(persons_differ or any(not same_institution(a, b) for a, b in combinations(self.institutions, 2)))
