"""Keys by which texts find one another: a hash of all their words, and hashes of sequences, rare ones telling most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from heapq import nsmallest

from quotes.cluster.readings import read

_KEY_BYTES = 6
_SHORT = 10  # so few words that one difference breaks most of their triples: pairs are keys too
_TINY = 3


def wording(text: str) -> int:
    """A signed 64-bit hash of all the words: equal for equal words, the same in every process."""
    return int.from_bytes(blake2b(read(text).codes.encode(), digest_size=8).digest(), "big", signed=True)


def keys(text: str) -> list[int]:
    """The distinct keys of a text, in the order of their words: integers of 48 bits, none for an empty text."""
    return list(dict.fromkeys(map(_hash, _sequences(read(text).codes))))


def triples(text: str) -> list[int]:
    """The keys of three words: whatever text holds these words has them all, short or long."""
    codes = read(text).codes
    return [_hash(codes[i : i + 3]) for i in range(len(codes) - 2)]


def vote(postings: Mapping[int, Sequence[int]], *, limit: int = 6) -> list[int]:
    """The ids that share most with a text, best first: each of its keys gives 1/n to the n ids it leads to."""
    votes: dict[int, float] = defaultdict(float)
    for ids in postings.values():
        share = 1 / len(ids)
        for found in ids:
            votes[found] += share
    return [found for _, found in nsmallest(limit, ((-total, found) for found, total in votes.items()))]


def _sequences(codes: str) -> Iterator[str]:
    """Word triples; for short texts pairs and pairs around one word; for a word or two the words themselves."""
    yield from (codes[i : i + 3] for i in range(len(codes) - 2))
    if len(codes) <= _SHORT:
        yield from (codes[i : i + 2] for i in range(len(codes) - 1))
        yield from (f"{codes[i]}_{codes[i + 2]}" for i in range(len(codes) - 2))
    if len(codes) < _TINY:
        yield from codes


def _hash(sequence: str) -> int:
    return int.from_bytes(blake2b(sequence.encode(), digest_size=_KEY_BYTES).digest(), "big")
