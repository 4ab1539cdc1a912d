"""What lies between two tokens of a paragraph, in short: phrases as n, repeats once, long ways without their middle."""

from __future__ import annotations

from itertools import accumulate, compress
from operator import ne

PHRASES = str.maketrans("dN#'", "nnnn")
LONGEST = 9  # characters of a way in short; of a longer one its ends are left
END = 4


class Ways:
    """The ways between the tokens of a paragraph; its classes are made short once."""

    def __init__(self, classes: str) -> None:
        plain = classes.translate(PHRASES)
        changes = [True, *map(ne, plain, plain[1:])]
        self._short = "".join(compress(plain, changes))
        self._until = list(accumulate(changes))  # each token: how much of the short form reaches to its end

    def between(self, start: int, stop: int) -> str:
        """The way from token `start` up to token `stop`: `n,C` over `d n N N , C`."""
        if start >= stop:
            return ""
        way = self._short[self._until[start] - 1 : self._until[stop - 1]]
        return way if len(way) <= LONGEST else f"{way[:END]}~{way[-END:]}"
