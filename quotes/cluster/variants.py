"""Whether two texts are one utterance: variants, an excerpt and its whole, or close with a change that matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, product, starmap
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

from quotes.cluster import guard
from quotes.cluster.alignment import Stretch, align
from quotes.cluster.readings import Reading, Word, content_words, printed, read, shows_gap
from quotes.cluster.words import code, is_negation, is_number

Relation = Literal["same", "fragment", "close", "different"]
Words = Sequence[Word]

# Shares of the shorter text's words.
WHOLE = 0.52  # the shorter has so many of the longer's words: a variant with cut ends; below, a fragment
_SAME_MATCHED, _SAME_COST = 0.68, 0.22
_FRAGMENT_MATCHED, _FRAGMENT_COST = 0.85, 0.12
WHOLE_COMMON, FRAGMENT_COMMON = 0.6, 0.85  # fewer words in common, in order, and nothing more is looked at

_FRAGMENT_WORDS, _FRAGMENT_CONTENT = 3, 2
_SHORT_FRAGMENT = 8  # so few words with one of them changed stand in many texts by chance
_LONG_FRAGMENT = 5  # of so many words one that says something is enough
_SAME_CONTENT = 2  # words that say something and stand in both, where one is not all of the other: `a big deal` is a
# `great deal of weight` to nobody
_JOINING = frozenset(map(code, ("and", "or")))
_LONG_GAP = 4  # so many words in a row are left out on purpose, though no ellipsis shows it
_SHORT = 7  # words; in so short a text each of them matters
_SHORT_GAP = 2  # an ellipsis for so few words may hide a negation
_FILLER_COST, _GAP_COST = 0.5, 0.5
_PAIRED = 0.9  # a word spelt otherwise counts as so much of a word in common
_TANGLE = 64  # where so many words could pair with so many others, none is paired


class Verdict(NamedTuple):
    """How two texts relate.

    `score` is the share of their words in common, 0 to 1. `shorter` is 0 or 1, which of the two has fewer words: in a
    fragment, which is the excerpt. `reason` says what keeps close texts apart: negation, number, date, name, opposite,
    contrast, or word (one content word for another).
    """

    relation: Relation
    score: float
    shorter: int
    reason: str | None = None


@dataclass(slots=True)
class Tally:
    """What two readings have in common and what tells them apart, in words of the shorter.

    `common` are words that both have, by their codes; `content` counts other words in common that say something.
    `gap`: some of the longer's words are left out inside. `balance`: numbers of the first less those of the second.
    """

    matched: float = 0.0
    common: str = ""
    content: int = 0
    cost: float = 0.0
    gap: bool = False
    reason: str | None = None
    balance: dict[str, int] = field(default_factory=dict)

    def note(self, reason: str | None) -> None:
        """Keeps the first reason found."""
        self.reason = self.reason or reason

    def count_numbers(self, codes: str, sign: int) -> None:
        """A number that only moved (`5 May`, `May 5`) is counted up and down again."""
        for code_point in codes:
            if is_number(code_point):
                self.balance[code_point] = self.balance.get(code_point, 0) + sign


def verify(a: str, b: str) -> Verdict:
    """The relation of two texts; the same, with `shorter` turned round, when they change places."""
    return compare(read(a), read(b))


def compare(a: Reading, b: Reading) -> Verdict:
    """The relation of two readings: `verify` for callers who keep them."""
    if len(a.codes) < len(b.codes) or (len(a.codes) == len(b.codes) and (a.codes, a.text) <= (b.codes, b.text)):
        return _ordered(a, b)
    relation, score, _, reason = _ordered(b, a)
    return Verdict(relation, score, 1, reason)


def _ordered(a: Reading, b: Reading) -> Verdict:
    """The relation of two readings, the shorter first."""
    if a.codes == b.codes:
        return Verdict("same", 1.0, 0)
    is_whole = _is_whole(a, b)
    common = len(a.codes) if a.codes in b.codes else LCSseq.similarity(a.codes, b.codes)
    if not common or common < (WHOLE_COMMON if is_whole else FRAGMENT_COMMON) * len(a.codes):
        return Verdict("different", _share(common, a, b), 0)
    tally = weigh(a, b)
    relation = _relation(tally, a, is_whole=is_whole)
    score = _share(tally.matched, a, b)
    if relation == "different" or tally.reason is None:
        return Verdict(relation, score, 0)
    return Verdict("close", score, 0, tally.reason)


def _is_whole(a: Reading, b: Reading) -> bool:
    """Whether the shorter has enough of the longer's words to be a variant of it and no excerpt."""
    return len(a.codes) >= WHOLE * len(b.codes)


def _share(matched: float, a: Reading, b: Reading) -> float:
    return 2 * matched / (len(a.codes) + len(b.codes))


def _relation(tally: Tally, a: Reading, *, is_whole: bool) -> Relation:
    """What the two would be but for the guard."""
    size = len(a.codes)
    if is_whole:
        if not tally.reason and tally.matched < size and _content(tally) < _SAME_CONTENT:
            return "different"
        alike = tally.matched >= _SAME_MATCHED * size and tally.cost <= max(_FILLER_COST, _SAME_COST * size)
        few = tally.cost <= max(2 if tally.matched >= _SAME_MATCHED * size else 1, _SAME_COST * size)
        return "same" if alike or (tally.reason and few) else "different"
    dear = _FRAGMENT_COST * size if size > _SHORT_FRAGMENT or tally.reason else 0
    excerpt = tally.matched >= _FRAGMENT_MATCHED * size and tally.cost <= dear and not tally.gap
    enough = size >= _FRAGMENT_WORDS and content_words(a.codes) >= (1 if size >= _LONG_FRAGMENT else _FRAGMENT_CONTENT)
    return "fragment" if excerpt and enough else "different"


def _content(tally: Tally) -> int:
    """How many of the words in common say something."""
    return tally.content + content_words(tally.common)


def weigh(a: Reading, b: Reading) -> Tally:
    """The tally of two readings, the shorter first."""
    place = b.codes.find(a.codes)
    if place >= 0:
        return _weigh_whole(a, b, place)
    stretches = align(a.codes, b.codes)
    changed = [stretch for stretch in stretches if not stretch.equal]
    if len(changed) > 1 and (turned := _turned_round(changed, a.codes, b.codes)):
        changed = [stretch for stretch in changed if stretch not in turned]
    common = "".join([a.codes[one.a_start : one.a_end] for one in stretches if one.equal or one not in changed])
    tally = Tally(len(common), common)
    for stretch in changed:
        _, a_start, a_end, b_start, b_end = stretch
        if a_start == a_end and (b_start == 0 or b_end == len(b.codes)):
            tally.note(_cut(a, b, b_start, b_end))
        elif not _is_stammer(stretch, a, b):
            _weigh_stretch(tally, stretch, a, b)
    if any(tally.balance.values()):
        tally.note("number")
    return tally


def _weigh_whole(a: Reading, b: Reading, place: int) -> Tally:
    """The tally where all of the shorter stands in the longer, from `place` on."""
    tally = Tally(len(a.codes), a.codes)
    end = place + len(a.codes)
    if place > 0:
        tally.note(_cut(a, b, 0, place))
    if end < len(b.codes):
        tally.note(_cut(a, b, end, len(b.codes)))
    return tally


def _turned_round(changed: list[Stretch], a: str, b: str) -> list[Stretch]:
    """The two stretches, if any, that only change places around an `and` or `or`: `ice or snow`, `snow or ice`."""
    for first, second in pairwise(changed):
        if not _JOINING.isdisjoint(a[first.a_end : second.a_start]):
            ours = a[first.a_start : first.a_end], a[second.a_start : second.a_end]
            theirs = b[first.b_start : first.b_end], b[second.b_start : second.b_end]
            if all(ours) and ours == theirs[::-1]:
                return [first, second]
    return []


def _cut(a: Reading, b: Reading, start: int, end: int) -> str | None:
    """Whether a negation was cut off what it denies: `guilty` is no variant of `not guilty`.

    Nor is `we won` of `we won nothing`; but it is one of `No, we won`. An excerpt may leave it outside.
    """
    if not _is_whole(a, b) or (start > 0 and len(a.codes) >= _LONG_GAP):
        return None
    edge, nearest = (start, start) if start else (end, end - 1)
    return "negation" if is_negation(b.codes[nearest]) and not printed(b).closes(edge) else None


def _is_stammer(stretch: Stretch, a: Reading, b: Reading) -> bool:
    """Whether words on one side only repeat the ones before or after them: `we, we will`."""
    _, a_start, a_end, b_start, b_end = stretch
    if a_start == a_end:
        return _repeats(b.codes, b_start, b_end)
    return b_start == b_end and _repeats(a.codes, a_start, a_end)


def _repeats(codes: str, start: int, end: int) -> bool:
    size = end - start
    return size < _LONG_GAP and codes[start:end] in (codes[max(0, start - size) : start], codes[end : end + size])


def _weigh_stretch(tally: Tally, stretch: Stretch, a: Reading, b: Reading) -> None:
    """Adds to the tally what a stretch of different words weighs."""
    _, a_start, a_end, b_start, b_end = stretch
    if a_start < a_end and b_start < b_end:
        ours, theirs = _unmatched(tally, *_facing(stretch, a, b), is_short=len(a.codes) <= _SHORT)
    else:
        ours, theirs = a.codes[a_start:a_end], b.codes[b_start:b_end]
    if ours and theirs:
        tally.cost += max(_cost(ours), _cost(theirs))
        tally.count_numbers(ours, 1)
        tally.count_numbers(theirs, -1)
    elif (not ours and shows_gap(a, a_start, a_end)) or (not theirs and shows_gap(b, b_start, b_end)):
        tally.gap = True
        if len(ours) + len(theirs) <= _SHORT_GAP:
            tally.note(_negation(ours, theirs))
    else:
        at_edge = a_start == 0 or a_end == len(a.codes)
        _weigh_left_out(tally, ours or theirs, sign=1 if ours else -1, at_edge=at_edge)


def _facing(stretch: Stretch, a: Reading, b: Reading) -> tuple[Words, Words]:
    """The words of a stretch on both sides; of words that the longer has more at its ends, the nearest."""
    _, a_start, a_end, start, end = stretch
    if start == 0:
        start = max(start, end - (a_end - a_start))
    elif end == len(b.codes):
        end = min(end, start + (a_end - a_start))
    return printed(a).words(a_start, a_end), printed(b).words(start, end)


def _unmatched(tally: Tally, ours: Words, theirs: Words, *, is_short: bool) -> tuple[str, str]:
    """The codes of the words left on both sides when those that can stand for one another are paired, in order.

    Of words that remain on both sides, one reason is enough to keep the texts apart; content for content is one, and
    in short texts content for anything.
    """
    if _run_together(ours) == _run_together(theirs):
        tally.matched += len(ours)  # e-mail, email
        return "", ""
    is_tangle = len(ours) * len(theirs) > _TANGLE
    if not is_tangle:
        ours, theirs = _unpaired(tally, ours, theirs)
    codes = _encoded(ours), _encoded(theirs)
    if not all(codes):
        return codes
    tally.note(_negation(*codes))
    if not (tally.reason or is_tangle):
        tally.note(next(filter(None, starmap(guard.conflict, product(ours, theirs))), None))
    says = [*map(content_words, codes)]
    if all(says) or (any(says) and is_short):
        tally.note("word")
    return codes


def _unpaired(tally: Tally, ours: Words, theirs: Words) -> tuple[Words, Words]:
    left: list[Word] = []
    skipped: list[Word] = []
    for word in ours:
        for place, other in enumerate(theirs):
            cost = guard.reading_cost(word, other)
            if cost is not None:
                tally.cost += cost
                tally.matched += _PAIRED
                tally.content += cost == guard.SPELLING
                skipped += theirs[:place]
                theirs = theirs[place + 1 :]
                break
        else:
            left.append(word)
    return left, [*skipped, *theirs]


def _run_together(words: Words) -> str:
    return "".join([word.text for word in words])


def _encoded(words: Words) -> str:
    return "".join([code(word.text) for word in words])


def _weigh_left_out(tally: Tally, codes: str, *, sign: int, at_edge: bool) -> None:
    """Words stand on one side only: a negation or number among few of them matters, a whole clause is a gap."""
    if len(codes) >= _LONG_GAP and not at_edge:
        tally.cost += _GAP_COST
        tally.gap = True
        return
    tally.cost += _cost(codes)
    if not at_edge:
        tally.count_numbers(codes, sign)
        tally.note(_negation(codes, ""))


def _negation(ours: str, theirs: str) -> str | None:
    if not is_negation(min(ours + theirs, default="")):  # their code points are the lowest
        return None
    counts = [sum(map(is_negation, codes)) for codes in (ours, theirs)]
    return "negation" if counts[0] != counts[1] else None


@lru_cache(maxsize=50_000)
def _cost(codes: str) -> float:
    """What words weigh that stand on one side; numbers little, because they are counted apart."""
    heavy = content_words(codes) - sum(map(is_number, codes))
    return heavy + _FILLER_COST * (len(codes) - heavy)
