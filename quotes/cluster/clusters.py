"""All quotations clustered from scratch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from quotes.cluster import hubs
from quotes.cluster.comparing import Comparison, likely
from quotes.cluster.placing import fullest
from quotes.cluster.readings import Reading
from quotes.cluster.stars import Connections, leaders
from quotes.cluster.units import Units, group
from quotes.memory import no_garbage

Id = TypeVar("Id")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clustering:
    """`members[row]` is the canonical row of the row's cluster; `fragments` and `close` are pairs of canonical rows.

    In a pair of `fragments` the first row's cluster is an excerpt of the second's; `close` are clusters that differ in
    a negation, number, date, name, opposite or other word that matters.
    """

    members: list[int]
    fragments: list[tuple[int, int]]
    close: list[tuple[int, int]] = field(default_factory=list)

    def records(self, ids: Sequence[Id]) -> Iterator[dict[str, Id | list[Id]]]:
        """One record a row, with these ids in place of row numbers: `id`, `cluster`, `fragment_of`."""
        wholes: dict[int, list[Id]] = defaultdict(list)
        for fragment, whole in self.fragments:
            wholes[fragment].append(ids[whole])
        for id, member in zip(ids, self.members, strict=True):
            yield {"id": id, "cluster": ids[member], "fragment_of": wholes[member]}


def cluster(
    texts: Sequence[str], speakers: Sequence[Hashable | None] | None = None, *, processes: int = 1
) -> Clustering:
    """The clusters of texts, by their speakers where known: the same for the same rows in any order.

    Nor do they depend on `processes`, how many share the work.
    """
    with no_garbage():
        return _clustered(group(texts, speakers or [None] * len(texts), processes), processes)


def _clustered(units: Units, processes: int) -> Clustering:
    comparison = Comparison(units)
    ranking = hubs.ranks([unit.codes for unit in units.readings], units.weights, [*map(repr, units.speakers)])
    connections = Connections(len(units.readings))
    excerpts: list[Pair] = []
    close: list[Pair] = []
    whole, part = likely(units, ranking, processes)
    for a, b, relation in comparison.variants(whole, processes):
        if relation == "same":
            connections.connect(a, b)
        elif relation == "close":
            close.append((a, b))
    lengths = [len(unit.codes) for unit in units.readings]
    leader_of = leaders(connections, ranking.tolist(), units.weights.tolist(), lengths, comparison)
    for short, long, relation in comparison.excerpts(part, processes, leader_of):
        if relation == "fragment":
            excerpts.append((short, long))
        elif relation == "close":
            close.append((short, long))
    rows = _canonical_rows(units, leader_of)
    canonical = [rows[leader] for leader in leader_of]
    unit_of = units.unit_of_row.tolist()
    stands = [unit_of[row] for row in canonical]
    return Clustering(
        [canonical[unit] for unit in unit_of],
        sorted(set(_cut(excerpts, canonical, stands, comparison))),
        sorted(set(_differing(close, canonical, stands, comparison))),
    )


def _cut(
    excerpts: Sequence[Pair], canonical: Sequence[int], stands: Sequence[int], comparison: Comparison
) -> Iterator[Pair]:
    """The canonical rows of excerpts and their wholes.

    Words that stand in several wholes are in everybody's mouth: there the excerpt's cluster is cut from those only that
    have, or nearly, what stands for it. `stands` has the unit that stands for each unit's cluster.
    """
    wholes: dict[int, set[int]] = defaultdict(set)
    apart = [(short, whole) for short, whole in excerpts if canonical[short] != canonical[whole]]
    for short, whole in apart:
        wholes[short].add(canonical[whole])
    for short, whole in apart:
        if len(wholes[short]) == 1 or comparison(stands[short], whole) != "different":
            yield canonical[short], canonical[whole]


def _differing(
    close: Sequence[Pair], canonical: Sequence[int], stands: Sequence[int], comparison: Comparison
) -> Iterator[Pair]:
    """The canonical rows, the lower first, of clusters that what stands for them keeps apart."""
    for a, b in close:
        if canonical[a] != canonical[b] and comparison(stands[a], stands[b]) == "close":
            yield min(canonical[a], canonical[b]), max(canonical[a], canonical[b])


def _canonical_rows(units: Units, leader_of: Sequence[int]) -> dict[int, int]:
    """For each leader the first row with the text that stands for its cluster."""
    members: dict[int, list[int]] = defaultdict(list)
    for unit, leader in enumerate(leader_of):
        members[leader].append(unit)
    weights = units.weights.tolist()
    return {leader: _canonical_row(units, own, weights) for leader, own in members.items()}


def _canonical_row(units: Units, own: Sequence[int], weights: Sequence[int]) -> int:
    """The first row with the fullest text of some units. A phrase of two speakers may be two units with one text."""
    if len(own) == 1:
        return units.rows[own[0]]
    counts: dict[Reading, int] = defaultdict(int)
    for unit in own:
        counts[units.readings[unit]] += weights[unit]
    stands_for = fullest(counts)
    return min(units.rows[unit] for unit in own if units.readings[unit].text == stands_for)
