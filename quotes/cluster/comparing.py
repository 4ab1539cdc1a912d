"""The pairs of units that are worth a comparison, and what the comparison says of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from quotes.cluster import hubs
from quotes.cluster.hubs import Ints
from quotes.cluster.placing import said_apart
from quotes.cluster.processes import spread
from quotes.cluster.stars import Connections
from quotes.cluster.units import Units
from quotes.cluster.variants import FRAGMENT_COMMON, WHOLE, WHOLE_COMMON, Relation, Verdict, compare

_BATCH = 200_000
_APART = Verdict("different", 0.0, 0)
_RELATIONS: tuple[Relation, ...] = ("same", "fragment", "close", "different")


class Pairs(NamedTuple):
    """Pairs of units. Where not `is_whole`, the shorter can only be a fragment.

    Those of one `group` come one after the other, leading units first; nothing in one group is the same as in another.
    """

    a: Ints
    b: Ints
    is_whole: NDArray[np.bool_]
    group: Ints

    def part(self, part: slice | Ints) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.a[part], self.b[part], self.is_whole[part], self.group[part])

    @property
    def starts(self) -> list[int]:
        """Where each group begins."""
        return [0, *(np.flatnonzero(np.diff(self.group)) + 1).tolist()]


class Comparison:
    """Compares units by number and remembers how those related that were compared."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._known: dict[tuple[int, int], Relation] = {}

    def __call__(self, a: int, b: int) -> Relation:
        pair = (a, b) if a < b else (b, a)
        return self._known.get(pair) or self._verdict(*pair).relation

    def verdicts(self, pairs: Pairs, processes: int) -> Iterator[tuple[int, int, Relation, int]]:
        """For each pair the two units, how they relate, and which is the shorter, 0 or 1.

        Pairs that are the same by others before them are left out.
        """
        start = 0
        compared = spread(lambda part: self._compared(pairs.part(part)), len(pairs.a), processes, starts=pairs.starts)
        for found in compared:
            chosen = np.flatnonzero(found >= 0)
            start, some = start + len(found), start + chosen
            for a, b, sign in zip(pairs.a[some].tolist(), pairs.b[some].tolist(), found[chosen].tolist(), strict=True):
                self._known[a, b] = _RELATIONS[sign >> 1]
                yield a, b, _RELATIONS[sign >> 1], sign & 1

    def _compared(self, pairs: Pairs) -> NDArray[np.int8]:
        """For each pair twice the number of its relation and which is shorter, or -1 where the two are connected."""
        connections = Connections(len(self._units.readings))
        found = np.full(len(pairs.a), -1, np.int8)
        columns = (pairs.a.tolist(), pairs.b.tolist(), pairs.is_whole.tolist())
        for place, (a, b, is_whole) in enumerate(zip(*columns, strict=True)):
            if is_whole and connections.root(a) == connections.root(b):
                continue
            verdict = self._verdict(a, b)
            found[place] = 2 * _RELATIONS.index(verdict.relation) + verdict.shorter
            if verdict.relation == "same":
                connections.connect(a, b)
        return found

    def _verdict(self, a: int, b: int) -> Verdict:
        first, second = self._units.readings[a], self._units.readings[b]
        if said_apart(first, self._units.speakers[a], second, self._units.speakers[b]):
            return _APART
        return compare(first, second)


def likely(units: Units, ranking: Ints, processes: int) -> Pairs:
    """Pairs that share rare word sequences and have enough words in common."""
    codes = [unit.codes for unit in units.readings]
    lengths = np.fromiter(map(len, codes), np.int64, len(codes))
    a, b = hubs.pairs(codes, ranking)
    is_swapped = lengths[a] > lengths[b]
    shorter, longer = np.where(is_swapped, b, a), np.where(is_swapped, a, b)
    is_whole = lengths[shorter] >= WHOLE * lengths[longer]
    needed = np.where(is_whole, WHOLE_COMMON, FRAGMENT_COMMON) * lengths[shorter]
    chosen = np.flatnonzero(lengths[shorter] - hubs.lacking(codes, shorter, longer) >= needed)
    chosen = chosen[_common(codes, a[chosen], b[chosen], processes) >= needed[chosen]]
    a, b, is_whole = a[chosen], b[chosen], is_whole[chosen]
    group = _groups(len(codes), a[is_whole], b[is_whole])[a]
    order = np.lexsort((np.maximum(ranking[a], ranking[b]), np.minimum(ranking[a], ranking[b]), group))
    return Pairs(a, b, is_whole, group).part(order)


def _groups(count: int, a: Ints, b: Ints) -> Ints:
    """For each unit the same number as for all that pairs connect it with."""
    connections = Connections(count)
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        connections.connect(one, other)
    return np.fromiter(map(connections.root, range(count)), np.int64, count)


def _common(codes: Sequence[str], a: Ints, b: Ints, processes: int) -> NDArray[np.int32]:
    """How many words the wordings of each pair have in common, in order."""
    found = np.zeros(len(a), np.int32)
    for start in range(0, len(a), _BATCH):
        batch = slice(start, start + _BATCH)
        firsts = [codes[unit] for unit in a[batch].tolist()]
        seconds = [codes[unit] for unit in b[batch].tolist()]
        found[batch] = cpdist(firsts, seconds, scorer=LCSseq.similarity, dtype=np.int32, workers=processes)
    return found
