"""Which words of one wording stand where in another."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Editops, LCSseq, Levenshtein, Postfix, Prefix
from rapidfuzz.fuzz import partial_ratio_alignment

_WINDOW_RATIO = 0.52  # a text shorter than this share of the other is looked for in one place of it
_WINDOW_LOSS = 0.15  # the share of its words that may have a match elsewhere only
_WINDOW_WORDS = 64  # beyond, looking for the best place costs more than it gives


class Stretch(NamedTuple):
    """Words a_start to a_end of one wording against b_start to b_end of the other, ends exclusive; one may be none."""

    equal: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int

    def swapped(self) -> Stretch:
        return Stretch(self.equal, self.b_start, self.b_end, self.a_start, self.a_end)


def align(a: str, b: str) -> list[Stretch]:
    """The stretches, in order and without gaps, that cover two encoded wordings; equal and other ones alternate."""
    if len(a) > len(b):
        return [stretch.swapped() for stretch in align(b, a)]
    place = b.find(a)
    equal = [Stretch(True, 0, len(a), place, place + len(a))] if place >= 0 else _slid(_matched(a, b), a, b)
    return _filled(equal, len(a), len(b))


def _matched(a: str, b: str) -> list[Stretch]:
    """The equal stretches: the ends where nothing between them is in common, as in most variants."""
    head = Prefix.similarity(a, b)
    tail = min(len(a) - head, Postfix.similarity(a, b))
    if head + tail == 0 or not set(a[head : len(a) - tail]).isdisjoint(b[head : len(b) - tail]):
        return _edits(a, b, *_window(a, b))
    ends = [Stretch(True, 0, head, 0, head), Stretch(True, len(a) - tail, len(a), len(b) - tail, len(b))]
    return [stretch for stretch in ends if stretch.a_start < stretch.a_end]


def _window(a: str, b: str) -> tuple[int, int]:
    """The part of b where a stands, with room for words left out; all of b where no part holds nearly all of a."""
    if len(a) > _WINDOW_WORDS or len(a) >= _WINDOW_RATIO * len(b):
        return 0, len(b)
    best = partial_ratio_alignment(a, b)
    if best is None:
        return 0, len(b)
    start, end = max(0, best.dest_start - len(a)), min(len(b), best.dest_end + len(a))
    lost = LCSseq.similarity(a, b) - LCSseq.similarity(a, b[start:end])
    return (start, end) if lost <= _WINDOW_LOSS * len(a) else (0, len(b))


def _edits(a: str, b: str, start: int, end: int) -> list[Stretch]:
    """The equal stretches of a and b[start:end].

    The fewest edits may replace words that both have, at no greater cost, by others: `until the spring, The` is laid on
    `until spring, The river didn’t` with one `the` on the other. Where as few stretches hold more words, these are it.
    """
    fewest = _equal(Levenshtein.editops(a, b[start:end]), start)
    if LCSseq.similarity(a, b[start:end]) == _words(fewest):
        return fewest
    longest = _equal(LCSseq.editops(a, b[start:end]), start)
    return longest if len(longest) <= len(fewest) else fewest


def _equal(edits: Editops, start: int) -> list[Stretch]:
    """The equal stretches that edits leave, where those of the second text count from `start`."""
    return [
        Stretch(True, a, a + size, start + b, start + b + size) for a, b, size in edits.as_matching_blocks() if size
    ]


def _words(equal: list[Stretch]) -> int:
    return sum(stretch.a_end - stretch.a_start for stretch in equal)


def _slid(equal: list[Stretch], a: str, b: str) -> list[Stretch]:
    """Moves a first or last run inwards where it fits as well next to its neighbour.

    `We` in "We will win" is the second of "We know that we will win": then words are cut there, none left out.
    """
    if len(equal) > 1:
        first, second = equal[:2]
        start = second.b_start - first.a_end + first.a_start
        if first.a_end == second.a_start and b[start : second.b_start] == a[first.a_start : first.a_end]:
            equal[:2] = [Stretch(True, first.a_start, second.a_end, start, second.b_end)]
    if len(equal) > 1:
        former, last = equal[-2:]
        end = former.b_end + last.a_end - last.a_start
        if former.a_end == last.a_start and b[former.b_end : end] == a[last.a_start : last.a_end]:
            equal[-2:] = [Stretch(True, former.a_start, last.a_end, former.b_start, end)]
    return equal


def _filled(equal: list[Stretch], a_length: int, b_length: int) -> list[Stretch]:
    """The equal stretches with the others between them."""
    found: list[Stretch] = []
    a, b = 0, 0
    for stretch in equal:
        _, a_start, a_end, b_start, b_end = stretch
        if (a, b) != (a_start, b_start):
            found.append(Stretch(False, a, a_start, b, b_start))
        if a_start < a_end:
            found.append(stretch)
        a, b = a_end, b_end
    if (a, b) != (a_length, b_length):
        found.append(Stretch(False, a, a_length, b, b_length))
    return found
