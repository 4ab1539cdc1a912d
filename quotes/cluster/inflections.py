"""Base forms of English words, as far as a dictionary bears them out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from quotes.cluster import lists

_SUFFIXES = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_SHORTEST = 4


def is_known(word: str) -> bool:
    """Whether the dictionary has the word: a misprint and most names it has not."""
    return word in lists.words("dictionary")


def is_known_name(word: str) -> bool:
    """Whether the dictionary has the word with a capital only."""
    return word in lists.words("names")


@lru_cache(maxsize=50_000)
def bases(word: str) -> frozenset[str]:
    """The word itself and the base forms it may belong to: `leaves` is `leave` and `leaf`."""
    return frozenset([word, *lists.rewrites("irregular").get(word, ()), *_stripped(word)])


def _stripped(word: str) -> Iterator[str]:
    for suffix, ending in _SUFFIXES:
        if len(word) < _SHORTEST or not word.endswith(suffix):
            continue
        stem = word.removesuffix(suffix) + ending
        undoubled = stem[:-1] if not ending and stem[-1:] == stem[-2:-1] else stem
        yield from (base for base in {stem, undoubled} if len(base) > 1 and is_known(base))
