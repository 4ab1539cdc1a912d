"""Places in which two wordings were found to differ in what they say: others that differ there need no comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

_LONGEST = 6  # words of a place, the two around it included
_KEPT = 8  # places a wording: enough for what is told of it, few enough for wordings that differ from thousands


class Contrast(NamedTuple):
    """What two wordings have in one place, with the word before and the one behind: `will not go`, `will go`."""

    ours: str
    theirs: str

    def divides(self, a: str, b: str) -> bool:
        """Whether one of two wordings has the one, and the other has the other instead."""
        ours, theirs = self
        if ours in a:
            return theirs in b and ours not in b and theirs not in a
        return ours in b and theirs in a and theirs not in b


class Contrasts:
    """The contrasts that wordings were found in, by the numbers of their units."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._codes = codes
        self._found: dict[int, list[Contrast]] = defaultdict(list)

    def note(self, a: int, b: int) -> None:
        """Keeps in what two close wordings differ, if it is in one place."""
        contrast = _contrast(self._codes[a], self._codes[b])
        if contrast:
            self._keep(a, b, contrast)

    def divide(self, a: int, b: int) -> bool:
        """Whether two wordings differ where others were found close."""
        one, other = self._codes[a], self._codes[b]
        for unit in (a, b):
            for contrast in self._found.get(unit, ()):
                if contrast.divides(one, other):
                    self._keep(a, b, contrast)
                    return True
        return False

    def _keep(self, a: int, b: int, contrast: Contrast) -> None:
        for unit in (a, b):
            kept = self._found[unit]
            if len(kept) < _KEPT and contrast not in kept:
                kept.append(contrast)


def _contrast(a: str, b: str) -> Contrast | None:
    """The one place in which two wordings differ, None if it is at their ends or there are more."""
    head, tail = Prefix.similarity(a, b), Postfix.similarity(a, b)
    ours, theirs = a[head - 1 : len(a) - tail + 1], b[head - 1 : len(b) - tail + 1]
    if not head or not tail or head + tail > min(len(a), len(b)) or max(len(ours), len(theirs)) > _LONGEST:
        return None
    return Contrast(ours, theirs)
