"""Which of many wordings are worth comparing, without comparing all with all.

Every wording is paired with the leading wordings (hubs) of its rarest word sequences. The work grows with the number of
wordings, however unevenly they share words: a sequence that thousands share leads to its few hubs, not to thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int32]  # half the memory, which is dear: to be given a page takes longer than to fill it
Hashes = NDArray[np.uint64]
Number = TypeVar("Number", np.int64, np.uint64)

_RARE = 6  # sequences looked at for each wording
_HUBS = 3  # leading wordings taken from each
_EXCERPT = 14  # words; so short a wording may be an excerpt of one that does not lead, and is paired with more
_RARE_OF_EXCERPT, _HUBS_OF_EXCERPT = 3, 10
_SHORT = 10  # words; up to here pairs of words count as well as triples
_TINY = 3  # words; below single words count too
_HIGHEST = 0x110000  # above every code point: tells a pair with a wildcard from a triple
_BATCH = 4096  # wordings looked at together, so few that what is noted of their words stays in the processor's cache
_LANES = 4  # times 64 bits: enough for nearly all words of a quotation to have one of their own

_MULTIPLIERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))
_SHIFTS = (np.uint64(29), np.uint64(32))


class _Postings(NamedTuple):
    """Sequence keys and the wordings that have them, ordered by key and then by rank, each pair once."""

    groups: Small  # the number of the key, 0 upwards, for each posting
    wordings: Small
    starts: Ints  # the first posting of each key
    sizes: Small  # how many wordings have each key


def ranks(codes: Sequence[str], weights: Ints, tags: Sequence[str]) -> Ints:
    """The place of each wording, 0 the leader: most printed, then longest, then by a hash of its words and tag."""
    ties = np.fromiter(map(_digest, codes, tags), np.uint64, len(codes))
    lengths = np.fromiter(map(len, codes), np.int64, len(codes))
    ranking = np.empty(len(codes), np.int64)
    ranking[np.lexsort((ties, -lengths, -weights))] = np.arange(len(codes))
    return ranking


def pairs(codes: Sequence[str], ranking: Ints) -> tuple[Ints, Ints]:
    """Numbers of wordings to compare, as two arrays: the lower number first, each pair once, in order."""
    is_excerpt = np.fromiter((len(code) <= _EXCERPT for code in codes), np.bool_, len(codes))
    found = [_pairs(packed, ranking, is_excerpt) for packed in _keyed(codes, ranking) if len(packed)]
    packed = _distinct(np.concatenate(found)) if found else np.empty(0, np.int64)
    return packed >> 32, packed & 0xFFFFFFFF


def _keyed(codes: Sequence[str], ranking: Ints) -> Iterator[Hashes]:
    """The high bits of all keys, each with the rank of a wording that has it in the low ones: triples, then others."""
    bits = _rank_bits(ranking)
    found: list[tuple[Hashes, ...]] = []
    for start in range(0, len(codes), _BATCH):
        sequences = _sequences(codes[start : start + _BATCH], start)
        found.append(tuple((keys >> bits << bits) | ranking[owners].astype(np.uint64) for keys, owners in sequences))
    return map(np.concatenate, zip(*found, strict=True))


def _rank_bits(ranking: Ints) -> np.uint64:
    return np.uint64(max(1, len(ranking).bit_length()))


def lacking(codes: Sequence[str], some: Ints, others: Ints) -> NDArray[np.uint16]:
    """For each pair how many different words of the first the second surely lacks: at least so many, perhaps more.

    Each wording has bits for its words, other words may have the same: the bits that the second has not are counted.
    """
    signatures = np.zeros((_LANES, len(codes)), np.uint64)
    for start in range(0, len(codes), _BATCH):
        _sign(codes[start : start + _BATCH], signatures[:, start : start + _BATCH])
    count = np.zeros(len(some), np.uint16)
    for signature in signatures:
        count += np.bitwise_count(signature[some] & ~signature[others])
    return count


def _sign(codes: Sequence[str], signatures: Hashes) -> None:
    """Sets the bits of wordings in their signatures, a row for each lane."""
    words, owners, _ = _laid_out(codes, np.arange(len(codes)))
    mixed = _mixed(words)
    lanes, bits = mixed % np.uint64(_LANES), np.uint64(1) << (mixed >> np.uint64(58))
    starts = np.flatnonzero(_changes(owners))
    for lane, signature in enumerate(signatures):
        if len(starts):
            signature[owners[starts]] = np.bitwise_or.reduceat(bits * (lanes == lane), starts)


def _pairs(packed: Hashes, ranking: Ints, is_excerpt: NDArray[np.bool_]) -> Ints:
    """Each wording with the hubs of its rarest keys, both numbers packed into one."""
    postings = _postings(packed, ranking)
    wordings, groups, places = _rarest(postings, len(ranking))
    starts, sizes = postings.starts[groups], postings.sizes[groups]
    found = []
    for place in range(_HUBS_OF_EXCERPT):
        if place == _HUBS:
            sizes = np.where(is_excerpt[wordings] & (places < _RARE_OF_EXCERPT), sizes, 0)
        has = np.flatnonzero(sizes > place)
        found.append(_packed(wordings[has], postings.wordings[starts[has] + place]))
    return np.concatenate(found)


def _digest(code: str, tag: str) -> int:
    return int.from_bytes(blake2b(f"{code}\0{tag}".encode(), digest_size=8).digest(), "big")


def _sequences(codes: Sequence[str], first: int) -> Iterator[tuple[Hashes, Ints]]:
    """Hashed word sequences and whose they are: first the triples of all, then what short wordings need beside them.

    The wordings are numbered from `first` on.
    """
    words, owners, left = _laid_out(codes, np.arange(first, first + len(codes)))
    triples = _mixed(_pair_hashes(words) + _following(words, 2))
    yield triples[left >= 3], owners[left >= 3]
    lengths = np.fromiter(map(len, codes), np.int64, len(codes))
    short = np.flatnonzero(lengths <= _SHORT)
    words, owners, left = _laid_out([codes[place] for place in short.tolist()], first + short)
    is_tiny = np.repeat(lengths[short] < _TINY, lengths[short])
    gapped = _mixed(_mixed(words) + _following(words, 2) + np.uint64(_HIGHEST))
    chosen = [(_pair_hashes(words), left >= 2), (gapped, left >= 3), (words, is_tiny)]
    yield np.concatenate([keys[mask] for keys, mask in chosen]), np.concatenate([owners[mask] for _, mask in chosen])


def _laid_out(codes: Sequence[str], numbers: Ints) -> tuple[Hashes, Ints, Ints]:
    """The words of all wordings one after the other, the number of each one's wording, and its words from there on."""
    words = np.frombuffer("".join(codes).encode("utf-32-le"), np.uint32).astype(np.uint64)
    lengths = np.fromiter(map(len, codes), np.int64, len(codes))
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(words))
    return words, np.repeat(numbers, lengths), left


def _pair_hashes(words: Hashes) -> Hashes:
    return _mixed(_mixed(words) + _following(words, 1))


def _following(words: Hashes, distance: int) -> Hashes:
    """For each word the one so many places on, 0 at the end."""
    following = np.zeros_like(words)
    following[:-distance] = words[distance:]
    return following


def _mixed(values: Hashes) -> Hashes:
    for multiplier, shift in zip(_MULTIPLIERS, _SHIFTS, strict=True):
        values = values * multiplier
        values ^= values >> shift
    return values


def _postings(packed: Hashes, ranking: Ints) -> _Postings:
    """One sort of numbers that hold the key's high bits and the rank."""
    bits = _rank_bits(ranking)
    packed = _distinct(packed)
    ranks = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int32)
    wordings = np.argsort(ranking).astype(np.int32)[ranks]
    packed >>= bits
    first = _changes(packed)
    starts = np.flatnonzero(first)
    groups = np.cumsum(first, dtype=np.int32)
    groups -= 1
    return _Postings(groups, wordings, starts, np.diff(np.append(starts, len(packed))).astype(np.int32))


def _rarest(postings: _Postings, count: int) -> tuple[Small, Ints, Small]:
    """Wordings and, for each, the numbers of its rarest keys among those it shares, and their places, the rarest 0."""
    sizes = postings.sizes[postings.groups]
    shared = np.flatnonzero(sizes > 1)
    group_bits = len(postings.starts).bit_length()
    size_bits = 63 - group_bits - count.bit_length()
    packed = np.minimum(sizes[shared].astype(np.int64), (1 << size_bits) - 1)
    packed <<= group_bits
    packed |= postings.wordings[shared].astype(np.int64) << (group_bits + size_bits)
    packed |= postings.groups[shared]
    packed.sort()
    wordings = (packed >> (group_bits + size_bits)).astype(np.int32)
    starts = np.flatnonzero(_changes(wordings)).astype(np.int32)
    places = np.arange(len(wordings), dtype=np.int32)
    places -= np.repeat(starts, np.diff(np.append(starts, len(wordings))))
    rare = np.flatnonzero(places < _RARE)
    return wordings[rare], packed[rare] & ((1 << group_bits) - 1), places[rare]


def _packed(some: Small, others: Small) -> Ints:
    different = some != others
    some, others = some[different], others[different]
    packed = np.minimum(some, others).astype(np.int64) << 32
    packed |= np.maximum(some, others)
    return packed


def _distinct(values: NDArray[Number]) -> NDArray[Number]:
    """The values in order, each once; the array itself is sorted. (`np.unique` takes three times as long.)"""
    values.sort()
    return values[_changes(values)]


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a sorted array's value is another than before."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]
