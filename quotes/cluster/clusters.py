"""All quotations clustered from scratch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from quotes.cluster import hubs
from quotes.cluster.placing import fullest, said_apart
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
    units = group(texts, speakers or [None] * len(texts))
    comparison = _Comparison(units)
    ranking = hubs.ranks([unit.codes for unit in units.readings], units.weights, list(map(repr, units.speakers)))
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
    stands_for = _canonical_rows(texts, units, leader_of)
    found = {(stands_for[leader_of[short]], stands_for[leader_of[whole]]) for short, whole in excerpts}
    return Clustering(
        [stands_for[leader_of[unit]] for unit in units.of_row],
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


def _canonical_rows(texts: Sequence[str], units: Units, leader_of: Sequence[int]) -> dict[int, int]:
    """For each leader the first row with the text that stands for its cluster."""
    prints: dict[int, Counter[str]] = defaultdict(Counter)
    first: dict[tuple[int, str], int] = {}
    for row, (text, unit) in enumerate(zip(texts, units.of_row, strict=True)):
        prints[leader_of[unit]][text] += 1
        first.setdefault((leader_of[unit], text), row)
    return {
        leader: first[leader, fullest({units.prints[text]: count for text, count in own.items()})]
        for leader, own in prints.items()
    }
