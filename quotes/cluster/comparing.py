"""The pairs of units that are worth a comparison, and what the comparison says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from quotes.cluster import hubs
from quotes.cluster.contrasts import Contrasts
from quotes.cluster.hubs import Ints
from quotes.cluster.placing import said_apart
from quotes.cluster.processes import spread
from quotes.cluster.stars import Connections
from quotes.cluster.units import Units
from quotes.cluster.variants import FRAGMENT_COMMON, WHOLE, WHOLE_COMMON, Relation, Verdict, compare

_BATCH = 200_000
_APART = Verdict("different", 0.0, 0)
Related = tuple[int, int, Relation]
_RELATIONS: tuple[Relation, ...] = ("same", "fragment", "close", "different")
_CLOSE = _RELATIONS.index("close")


class Pairs(NamedTuple):
    """Pairs of units. Those of one `group` come one after the other, leading units first."""

    a: Ints
    b: Ints
    group: Ints

    def part(self, part: slice | Ints) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.a[part], self.b[part], self.group[part])

    @property
    def starts(self) -> list[int]:
        """Where each group begins."""
        return [0, *(np.flatnonzero(np.diff(self.group)) + 1).tolist()]


class Comparison:
    """Compares units by number and remembers how those related that were compared."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._codes = [unit.codes for unit in units.readings]
        self._known: dict[tuple[int, int], Relation] = {}

    def __call__(self, a: int, b: int) -> Relation:
        pair = (a, b) if a < b else (b, a)
        return self._known.get(pair) or self._verdict(*pair).relation

    def variants(self, pairs: Pairs, processes: int) -> Iterator[Related]:
        """How the units of each pair relate; nothing in one group of pairs is the same as in another.

        Pairs that are the same by others before them are left out.
        """
        return self._related(pairs, processes, self._variants)

    def excerpts(self, pairs: Pairs, processes: int, leader_of: Sequence[int]) -> Iterator[Related]:
        """How each pair's first unit, by which they are grouped, relates to the longer second.

        Pairs are left out where the first is found to be a fragment of another with the second's leader.
        """
        return self._related(pairs, processes, lambda part: self._excerpts(part, leader_of))

    def _related(
        self, pairs: Pairs, processes: int, compared: Callable[[Pairs], NDArray[np.int8]]
    ) -> Iterator[Related]:
        start = 0
        for found in spread(lambda part: compared(pairs.part(part)), len(pairs.a), processes, starts=pairs.starts):
            chosen = np.flatnonzero(found >= 0)
            start, some = start + len(found), start + chosen
            relations = map(_RELATIONS.__getitem__, found[chosen].tolist())
            for a, b, relation in zip(pairs.a[some].tolist(), pairs.b[some].tolist(), relations, strict=True):
                self._known[(a, b) if a < b else (b, a)] = relation
                yield a, b, relation

    def _variants(self, pairs: Pairs) -> NDArray[np.int8]:
        """For each pair the number of its relation, or -1 where pairs before it tell."""
        connections = Connections(len(self._units.readings))
        contrasts = Contrasts(self._codes)
        found = np.full(len(pairs.a), -1, np.int8)
        for place, (a, b) in enumerate(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)):
            if connections.root(a) == connections.root(b):
                continue
            if contrasts.divide(a, b):
                found[place] = _CLOSE
                continue
            relation = self._verdict(a, b).relation
            found[place] = _RELATIONS.index(relation)
            if relation == "same":
                connections.connect(a, b)
            elif relation == "close":
                contrasts.note(a, b)
        return found

    def _excerpts(self, pairs: Pairs, leader_of: Sequence[int]) -> NDArray[np.int8]:
        """For each pair the number of its relation, or -1 where pairs before it tell."""
        fragments: set[tuple[int, int]] = set()
        found = np.full(len(pairs.a), -1, np.int8)
        for place, (short, long) in enumerate(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)):
            cut = short, leader_of[long]
            if cut in fragments:
                continue
            relation = self._verdict(short, long).relation
            found[place] = _RELATIONS.index(relation)
            if relation == "fragment":
                fragments.add(cut)
        return found

    def _verdict(self, a: int, b: int) -> Verdict:
        first, second = self._units.readings[a], self._units.readings[b]
        if said_apart(first, self._units.speakers[a], second, self._units.speakers[b]):
            return _APART
        return compare(first, second)


def likely(units: Units, ranking: Ints, processes: int) -> tuple[Pairs, Pairs]:
    """Pairs that share rare word sequences and have enough words in common: may be variants, may be excerpts."""
    codes = [unit.codes for unit in units.readings]
    lengths = np.fromiter(map(len, codes), np.int64, len(codes))
    a, b = hubs.pairs(codes, ranking)
    is_swapped = lengths[a] > lengths[b]
    shorter, longer = np.where(is_swapped, b, a), np.where(is_swapped, a, b)
    is_whole = lengths[shorter] >= WHOLE * lengths[longer]
    needed = np.where(is_whole, WHOLE_COMMON, FRAGMENT_COMMON) * lengths[shorter]
    chosen = np.flatnonzero(lengths[shorter] - hubs.lacking(codes, shorter, longer) >= needed)
    chosen = chosen[_common(codes, shorter[chosen], longer[chosen], processes) >= needed[chosen]]
    whole, part = chosen[is_whole[chosen]], chosen[~is_whole[chosen]]
    group = _groups(len(codes), a[whole], b[whole])[a[whole]]
    return _ordered(Pairs(a[whole], b[whole], group), ranking), _ordered(
        Pairs(shorter[part], longer[part], shorter[part]), ranking
    )


def _ordered(pairs: Pairs, ranking: Ints) -> Pairs:
    """The pairs group by group, leading units first."""
    a, b = ranking[pairs.a], ranking[pairs.b]
    return pairs.part(np.lexsort((np.maximum(a, b), np.minimum(a, b), pairs.group)))


def _groups(count: int, a: Ints, b: Ints) -> Ints:
    """For each unit the lowest of those that pairs connect it with, directly or over others."""
    found = np.arange(count)
    while (apart := found[a] != found[b]).any():
        a, b = a[apart], b[apart]
        lowest = np.minimum(found[a], found[b])
        for side in (a, b):
            np.minimum.at(found, found[side], lowest)
        while ((further := found[found]) != found).any():
            found = further
    return found


def _common(codes: Sequence[str], a: Ints, b: Ints, processes: int) -> NDArray[np.int32]:
    """How many words the wordings of each pair have in common, in order."""
    found = np.zeros(len(a), np.int32)
    for start in range(0, len(a), _BATCH):
        batch = slice(start, start + _BATCH)
        firsts = [codes[unit] for unit in a[batch].tolist()]
        seconds = [codes[unit] for unit in b[batch].tolist()]
        found[batch] = cpdist(firsts, seconds, scorer=LCSseq.similarity, dtype=np.int32, workers=processes)
    return found
