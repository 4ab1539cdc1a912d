"""Clusters from pairs: each member is compared with its leader, so that a chain of small changes joins nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from quotes.cluster.variants import Relation

Ints = Sequence[int]


class Compare(Protocol):
    """How two units relate, by their numbers."""

    def __call__(self, a: int, b: int) -> Relation: ...


class Connections:
    """Which units are connected, directly or over others."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, unit: int) -> int:
        """The same unit for all that are connected."""
        parents = self._parents
        while parents[unit] != unit:
            parents[unit] = parents[parents[unit]]
            unit = parents[unit]
        return unit

    def connect(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        self._parents[max(a, b)] = min(a, b)

    def components(self) -> Iterable[list[int]]:
        """The connected units, in groups of two or more."""
        found: dict[int, list[int]] = defaultdict(list)
        for unit, parent in enumerate(self._parents):
            if unit != parent:
                found[self.root(unit)].append(unit)
        return ([root, *others] for root, others in found.items())


def leaders(connections: Connections, ranking: Ints, weights: Ints, lengths: Ints, compare: Compare) -> list[int]:
    """For each unit the leader of its cluster: itself, or one that it is the same as.

    A leader is the longest of those printed at least half as often as any: two that leave out different words are the
    same as the whole, and not as one another.
    """
    found = list(range(len(ranking)))
    for component in connections.components():
        rest = sorted(component, key=ranking.__getitem__)
        while rest:
            often = max(weights[unit] for unit in rest)
            leader = max((unit for unit in rest if 2 * weights[unit] >= often), key=lengths.__getitem__)
            members = _star(leader, [unit for unit in rest if unit != leader], lengths, compare)
            for member in members:
                found[member] = leader
            rest = [unit for unit in rest if unit != leader and unit not in members]
    return found


def _star(leader: int, others: Sequence[int], lengths: Ints, compare: Compare) -> set[int]:
    """Those of the others that are the same as the leader.

    One longer than the leader must not be in conflict with the longest member so far: `build a wall` is a cut of two
    statements, with 100 and with 500 percent, and must not join them.
    """
    members, longest = set(), leader
    for unit in others:
        if compare(leader, unit) != "same":
            continue
        if longest != leader and lengths[unit] > lengths[leader] and compare(longest, unit) == "close":
            continue
        members.add(unit)
        if lengths[unit] > lengths[longest]:
            longest = unit
    return members
