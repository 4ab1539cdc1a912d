"""How a variant's printed words differ from its cluster's canonical wording, as data that pages and exports show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from quotes.cluster.alignment import align
from quotes.cluster.letters import JOINED, by_token
from quotes.cluster.readings import read, shows_gap
from quotes.cluster.words import Token, tokens
from quotes.model import Span
from quotes.text import SEAM

_PAUSES = f",.;:!?—–{SEAM}"
Change = Literal["same", "inserted", "deleted", "replaced", "cut", "elided", "respelt"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of both texts, words as printed and joined by single spaces; an empty string where one has none.

    `cut`: canonical words missing at the variant's head or tail; `elided`: missing where it prints an ellipsis.
    `respelt`: the same words in other letters, or what an editor put in, on one side or on both.
    """

    change: Change
    canonical: str
    variant: str


class _Segment(NamedTuple):
    """Words from `start` to `end`, each a pair of offsets: (in the canonical wording, in the variant)."""

    equal: bool
    start: tuple[int, int]
    end: tuple[int, int]


class _Side:
    """One text's tokens by the offsets of their words; a token without words stays where it is until it is taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: list[tuple[int, int, Token]] = []
        offset = 0
        for token in tokens(text):
            self.places.append((offset, offset + len(token.words), token))
            offset += len(token.words)
        self.starts = {start for start, _, _ in self.places} | {offset}
        self.taken: set[int] = set()

    def take(self, start: int, end: int) -> str:
        """The tokens between two word offsets that nobody took before."""
        found = [
            index
            for index, (first, last, _) in enumerate(self.places)
            if start <= first and last <= end and index not in self.taken
        ]
        self.taken.update(found)
        return " ".join(self.places[index][2].printed for index in found)


def differences(canonical: str, variant: str) -> list[Difference]:
    """The stretches of two texts in order; together they hold every printed word of both.

    Case, punctuation and marks are no difference: such words are "same", each as its text prints it.
    """
    sides = _Side(canonical), _Side(variant)
    segments = _segments(sides)
    shown: dict[_Segment, Difference] = {}
    for segment in sorted(segments, key=lambda segment: segment.equal):  # an ellipsis goes with the words it stands for
        words = [side.take(start, end) for side, start, end in zip(sides, segment.start, segment.end, strict=True)]
        shown[segment] = Difference(_change(segment, segments, variant, *words), *words)
    return [shown[segment] for segment in segments]


def exact_differences(canonical: str, variant: str) -> list[Difference]:
    """The same, told letter by letter: what is spelt otherwise, contracted or put in brackets is "respelt".

    A SEAM in the canonical text is no difference; it stays behind the word before it, whichever text prints that.
    """
    return _begun(_ended([part for found in differences(canonical, variant) for part in _by_letters(found)]))


def found_in(excerpt: str, whole: str) -> Span | None:
    """Where the words of an excerpt stand in a whole text, from the first to the last of them; None if none does."""
    equal = [stretch for stretch in align(read(excerpt).codes, read(whole).codes) if stretch.equal]
    if not equal:
        return None
    ends = list(accumulate(len(token.words) for token in tokens(whole)))
    first, last = bisect_right(ends, equal[0].b_start), bisect_right(ends, equal[-1].b_end - 1)
    sizes = [0, *accumulate(len("".join(token.printed.split())) for token in tokens(whole))]
    signs = [place for place, sign in enumerate(whole) if not sign.isspace()]
    return Span(signs[sizes[first]], signs[sizes[last + 1] - 1] + 1)


def _begun(parts: list[Difference]) -> list[Difference]:
    """The same, with what stands for a variant's beginning told by as many words as that has: no more was asked for."""
    if not parts or parts[0].change != "replaced":
        return parts
    first, *after = parts
    words = first.canonical.split()
    start = len(words) - len(first.variant.split())
    if start <= 0:
        return parts
    return [Difference("cut", " ".join(words[:start]), ""), replace(first, canonical=" ".join(words[start:])), *after]


def _ended(parts: list[Difference]) -> list[Difference]:
    """The same, with what stands for a variant's end told up to its punctuation alone: the rest was not asked for."""
    if not parts or parts[-1].change != "replaced":
        return parts
    *before, last = parts
    words, least = last.canonical.split(), len(last.variant.split())
    end = next((n for n, word in enumerate(words, 1) if n >= least and word[-1] in _PAUSES), len(words))
    if end == len(words):
        return parts
    return [*before, replace(last, canonical=" ".join(words[:end])), Difference("cut", " ".join(words[end:]), "")]


def _by_letters(found: Difference) -> Iterator[Difference]:
    """A stretch of the same words as those stretches that are the same in letters, and those between them."""
    if found.change != "same":
        is_bracket = found.change == "inserted" and any(by_token(found.canonical.split()))
        yield Difference("respelt", found.canonical, found.variant) if is_bracket else found
        return
    ours, theirs = found.canonical.split(), found.variant.split()
    units = [[_compared(units) for units in by_token(side)] for side in (ours, theirs)]
    edits = Levenshtein.opcodes(*units)
    for is_equal, run in groupby(edits, key=lambda edit: edit.tag == "equal"):
        *_, last = first, *_ = [*run]
        pair = slice(first.src_start, last.src_end), slice(first.dest_start, last.dest_end)
        old, new = (side[part] for side, part in zip((ours, theirs), pair, strict=True))
        letters = [" ".join(filter(None, side[part])) for side, part in zip(units, pair, strict=True)]
        if is_equal:
            new = [f"{word.rstrip(SEAM)}{SEAM * (SEAM in at)}" for at, word in zip(old, new, strict=True)]
        yield Difference("same" if letters[0] == letters[1] else "respelt", " ".join(old), " ".join(new))


def _compared(units: list[str]) -> str:
    """The units of a printed token as they are compared: without a break behind it, and without its hyphens."""
    return " ".join(unit.strip(JOINED) for unit in units if unit != SEAM)


def _segments(sides: tuple[_Side, _Side]) -> list[_Segment]:
    """Equal and differing segments in turn; they begin and end where printed words do in both texts."""
    steps: list[_Segment] = []
    start, equal = (0, 0), True
    for end, is_equal in _path(sides[0].text, sides[1].text):
        equal = equal and is_equal
        if end[0] in sides[0].starts and end[1] in sides[1].starts:
            steps.append(_Segment(equal, start, end))
            start, equal = end, True
    runs = [list(run) for _, run in groupby(steps, key=lambda step: step.equal)]
    return [_Segment(run[0].equal, run[0].start, run[-1].end) for run in runs]


def _path(canonical: str, variant: str) -> Iterator[tuple[tuple[int, int], bool]]:
    """The offsets reached after each equal word or differing stretch, and whether it was equal."""
    for stretch in align(read(canonical).codes, read(variant).codes):
        if not stretch.equal:
            yield (stretch.a_end, stretch.b_end), False
            continue
        for step in range(1, stretch.a_end - stretch.a_start + 1):
            yield (stretch.a_start + step, stretch.b_start + step), True


def _change(segment: _Segment, segments: list[_Segment], variant: str, ours: str, theirs: str) -> Change:
    if segment.equal:
        return "same"
    if segment.start[0] == segment.end[0]:
        return "inserted"
    if segment.start[1] < segment.end[1]:
        return "replaced"
    if theirs.startswith("[") and theirs.strip("[]. …"):
        return "replaced"  # [the dockers] for they
    if segment in (segments[0], segments[-1]):
        return "cut"
    return "elided" if shows_gap(read(variant), segment.start[1], segment.end[1]) else "deleted"
