"""All quotations clustered from scratch."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from quotes.cluster import hubs
from quotes.cluster.placing import fullest, said_apart
from quotes.cluster.readings import Reading
from quotes.cluster.stars import Connections, leaders
from quotes.cluster.units import Units, group
from quotes.cluster.variants import FRAGMENT_COMMON, WHOLE, WHOLE_COMMON, Relation, Verdict, compare

_BATCH = 200_000
Id = TypeVar("Id")


@dataclass(frozen=True, slots=True)
class Clustering:
    """`members[row]` is the canonical row of the row's cluster; `fragments` are pairs of canonical rows.

    In a pair the first row's cluster is an excerpt of the second's.
    """

    members: list[int]
    fragments: list[tuple[int, int]]

    def records(self, ids: Sequence[Id]) -> Iterator[dict[str, Id | list[Id]]]:
        """One record a row, with these ids in place of row numbers: `id`, `cluster`, `fragment_of`."""
        wholes: dict[int, list[Id]] = defaultdict(list)
        for fragment, whole in self.fragments:
            wholes[fragment].append(ids[whole])
        for id, member in zip(ids, self.members, strict=True):
            yield {"id": id, "cluster": ids[member], "fragment_of": wholes[member]}


def cluster(texts: Sequence[str], speakers: Sequence[Hashable | None] | None = None) -> Clustering:
    """The clusters of texts, by their speakers where known: the same for the same rows in any order."""
    with _no_garbage():
        return _clustered(group(texts, speakers or [None] * len(texts)))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Without the garbage collector, which would look through millions of strings and tuples over and over."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _clustered(units: Units) -> Clustering:
    comparison = _Comparison(units)
    ranking = hubs.ranks([unit.codes for unit in units.readings], units.weights, [*map(repr, units.speakers)])
    connections = Connections(len(units.readings))
    excerpts: list[tuple[int, int]] = []
    for a, b, is_whole in _likely(units, ranking):
        if is_whole and connections.root(a) == connections.root(b):
            continue
        verdict = comparison.verdict(a, b)
        if verdict.relation == "same":
            connections.connect(a, b)
        elif verdict.relation == "fragment":
            excerpts.append((b, a) if verdict.shorter else (a, b))
    lengths = [len(unit.codes) for unit in units.readings]
    leader_of = leaders(connections, ranking.tolist(), lengths, comparison)
    stands_for = _canonical_rows(units, leader_of)
    canonical = [stands_for[leader] for leader in leader_of]
    found = {(canonical[short], canonical[whole]) for short, whole in excerpts}
    return Clustering(
        [canonical[unit] for unit in units.unit_of_row.tolist()],
        sorted((short, whole) for short, whole in found if short != whole),
    )


class _Comparison:
    """Compares units by number and remembers how those related that were compared."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._known: dict[tuple[int, int], Relation] = {}

    def __call__(self, a: int, b: int) -> Relation:
        pair = (a, b) if a < b else (b, a)
        return self._known.get(pair) or self.verdict(*pair).relation

    def verdict(self, a: int, b: int) -> Verdict:
        first, second = self._units.readings[a], self._units.readings[b]
        if said_apart(first, self._units.speakers[a], second, self._units.speakers[b]):
            verdict = Verdict("different", 0.0, 0)
        else:
            verdict = compare(first, second)
        self._known[a, b] = verdict.relation
        return verdict


def _likely(units: Units, ranking: hubs.Ints) -> Iterator[tuple[int, int, bool]]:
    """Pairs with enough words in common, those of leading units first, and whether they can be one cluster.

    Pairs of which the shorter can only be a fragment say False.
    """
    codes = [unit.codes for unit in units.readings]
    lengths = np.fromiter(map(len, codes), np.int64, len(codes))
    a, b = hubs.pairs(codes, ranking)
    shorter, longer = np.minimum(lengths[a], lengths[b]), np.maximum(lengths[a], lengths[b])
    is_whole = shorter >= WHOLE * longer
    enough = _common(codes, a, b) >= np.where(is_whole, WHOLE_COMMON, FRAGMENT_COMMON) * shorter
    a, b, is_whole = a[enough], b[enough], is_whole[enough]
    first, second = np.minimum(ranking[a], ranking[b]), np.maximum(ranking[a], ranking[b])
    order = np.lexsort((second, first))
    yield from zip(a[order].tolist(), b[order].tolist(), is_whole[order].tolist(), strict=True)


def _common(codes: Sequence[str], a: hubs.Ints, b: hubs.Ints) -> hubs.Ints:
    """How many words the wordings of each pair have in common, in order."""
    found = np.zeros(len(a), np.int64)
    for start in range(0, len(a), _BATCH):
        batch = slice(start, start + _BATCH)
        firsts = [codes[unit] for unit in a[batch].tolist()]
        seconds = [codes[unit] for unit in b[batch].tolist()]
        found[batch] = cpdist(firsts, seconds, scorer=LCSseq.similarity, dtype=np.int32)
    return found


def _canonical_rows(units: Units, leader_of: Sequence[int]) -> dict[int, int]:
    """For each leader the first row with the text that stands for its cluster."""
    prints: dict[int, dict[Reading, int]] = defaultdict(dict)
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    found = zip(units.texts, units.unit_of.tolist(), units.counts.tolist(), units.first_rows.tolist(), strict=True)
    for text, unit, count, row in found:
        leader, reading = leader_of[unit], Reading(text, units.readings[unit].codes)
        prints[leader][reading] = prints[leader].get(reading, 0) + count
        rows[leader][text] = min(row, rows[leader].get(text, row))
    return {leader: rows[leader][fullest(own)] for leader, own in prints.items()}
