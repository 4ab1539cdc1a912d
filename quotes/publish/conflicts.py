"""Whether the speakers that outlets name for the same words can be one."""

from __future__ import annotations

from itertools import combinations

from quotes.names import same_institution, same_person


class InConflict:
    """An SQL aggregate over (name, kind) of a cluster's speakers: 1 if two of them are certainly different, else 0.

    An unnamed speaker ("a senior official") contradicts nobody, nor does the surname alone of the same person.
    """

    def __init__(self) -> None:
        self.speakers: set[tuple[str, str]] = set()

    def step(self, name: str, kind: str) -> None:
        if kind != "unnamed":
            self.speakers.add((name, kind))

    def finalize(self) -> int:
        return int(any(_differ(a, b) for a, b in combinations(sorted(self.speakers), 2)))


def _differ(a: tuple[str, str], b: tuple[str, str]) -> bool:
    (name, kind), (other, other_kind) = a, b
    if kind != other_kind:
        return True
    if kind == "person":
        return same_person(name, other) is False
    return not same_institution(name, other)
