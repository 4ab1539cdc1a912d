"""Whether somebody's words are in the collection: letter by letter, in other letters, nearly, or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import groupby
from typing import Literal, Protocol

from quotes.cluster.alignment import align
from quotes.cluster.changes import Difference, exact_differences, found_in
from quotes.cluster.grams import keys
from quotes.cluster.letters import GAP, JOINED, letters
from quotes.cluster.placing import Candidate
from quotes.cluster.readings import Reading, content_words, read
from quotes.cluster.variants import weigh
from quotes.cluster.words import tokens
from quotes.text import BREAK, SEAM, joined, seamed, spaced

_LONE_SIGNS = frozenset("+=°")  # that words are told apart by: C and C++
_LEAST_SCORE = 0.6
_LEAST_CONTENT = 0.5  # share of the searched words that say something; the others are in every text
_MOST_COST = 0.45
_KEYED = 3  # words that make a key of a long text
_BROKEN = f"[{GAP}{SEAM}]"  # in the letters of a text: where it is broken off
_BRACKET = re.compile(r"(?<!\S)[\[(]")
_TELLING = 3  # words; fewer stand in too many texts to be anybody's

Found = Literal["word for word", "in pieces", "but for spelling", "with differences", "close"]
EXACT: tuple[Found, ...] = ("word for word", "in pieces")
_ORDER: tuple[Found, ...] = ("word for word", "in pieces", "but for spelling", "with differences", "close")
# Of one cluster's members a doubt counts: words cut off before the one that was changed are no evidence for the change.
_ORDER_IN_CLUSTER: tuple[Found, ...] = ("word for word", "in pieces", "but for spelling", "close", "with differences")


class Index(Protocol):
    """Stored quotations that can be looked up by the keys of their words, by what they print, and by their clusters."""

    def candidates(self, keys: Sequence[int]) -> Sequence[Candidate]:
        """The stored quotations that share most with these keys."""

    def printing(self, words: str) -> Sequence[Candidate]:
        """Some of the stored quotations that print these words one after the other."""

    def members(self, clusters: Iterable[int]) -> Sequence[Candidate]:
        """The quotations of these clusters as readers see them, of each text the one that was printed first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored quotation that has the searched words, or nearly: of its cluster the one that fits best.

    `score` is the share of the searched words found, 0 to 1. `relation` is "word for word" where the letters are the
    same; "in pieces" where they are, but the article has words of its own, or an ellipsis, between some of them;
    "but for spelling" where the words are the same, but some are spelt otherwise, contracted or in [brackets]; "close"
    where the difference is a negation, number, date, name, opposite or contrast, which `reason` names.
    `differences` reads from the stored text to the searched words, letter by letter. `breaks` counts where the article
    has words of its own, or an ellipsis, between the first and the last word found. `texts` are those of its cluster
    that print the words in this very way.
    """

    candidate: Candidate
    relation: Found
    score: float
    reason: str | None = None
    differences: list[Difference] = field(default_factory=list)
    breaks: int = 0
    texts: frozenset[str] = frozenset()


class _Searched:
    """The searched words as they are looked for in a text."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.reading = read(joined(words))
        self.letters = letters(seamed(words))
        units = self.letters.replace(f"{JOINED} ", " ").replace(SEAM, GAP).split()
        self.pieces = [list(piece) for is_gap, piece in groupby(units, key=GAP.__eq__) if not is_gap]
        self.units = {unit for piece in self.pieces for unit in piece}

    # To compile them takes longer than all else, and most words are not searched by them.
    @cached_property
    def in_one(self) -> re.Pattern[str]:
        """What finds the words, however compounds are written, where no gap is between them but those searched for."""
        return _pattern(self.pieces, f"{JOINED}? ")

    @cached_property
    def in_pieces(self) -> re.Pattern[str]:
        """The same, with gaps anywhere."""
        return _pattern(self.pieces, f"{JOINED}? (?:{_BROKEN} )*")

    @cached_property
    def unbracketed(self) -> re.Pattern[str]:
        """The same for a text without the marks of its brackets."""
        every = [_BRACKET.sub("", unit) for piece in self.pieces for unit in piece]
        return _pattern([every], f"{JOINED}? (?:{_BROKEN} )*")

    def lacking(self, text: str) -> int:
        """How many of the words do not stand in a text letter by letter."""
        return len(self.units.difference(letters(seamed(text)).replace(f"{JOINED} ", " ").split()))

    def relation(self, text: str, codes: str) -> Found | None:
        """How a text that has all the words has them; None where it has not. `codes` are its words."""
        has_words = self.reading.codes in codes
        if not has_words and spaced(self.words) not in spaced(text):  # `9 per` of `9 per cent`
            return None
        printed = letters(seamed(text))
        if _compounded(self.letters) in _compounded(printed) or self.in_one.search(printed):
            return "word for word"
        if self.in_pieces.search(printed):
            return "in pieces"
        if self.unbracketed.search(_BRACKET.sub("", printed)):
            return "but for spelling"
        is_whole = has_words and _are_whole(self.reading.codes, text)
        return "but for spelling" if is_whole and _signs(self.units) == _signs(printed.split()) else None


def _compounded(units: str) -> str:
    """The letters of a text with compounds as one unit each."""
    return units.replace(f"{JOINED} ", JOINED)


def _pattern(pieces: list[list[str]], between: str) -> re.Pattern[str]:
    """What finds pieces, units each, in the letters of a text; none of them ends within a compound."""
    found = (between.join(map(re.escape, piece)) for piece in pieces)
    return re.compile(f"(?<!{JOINED}) {f' {_BROKEN} '.join(found)} ")


def _signs(units: Iterable[str]) -> set[str]:
    """The negative numbers and lone signs among units, which as words are like any other or none."""
    return {unit for unit in units if unit.startswith("-") or unit in _LONE_SIGNS}


def is_telling(words: str) -> bool:
    """Whether some words are enough to tell a quotation by: three, one of which says something."""
    codes = read(words).codes
    return len(codes) >= _TELLING and content_words(codes) > 0


def check(words: str, index: Index, *, limit: int = 5) -> list[Hit]:
    """The stored quotations nearest to some words, best first, one a cluster; none when nothing is near.

    Keys are made of three words, and such as are in everybody's mouth lead nowhere. Where they lead to nothing, or the
    words are fewer, what is printed is searched itself. Of utterances that fit equally well the shortest goes first, of
    the printings of one that have the very words the oldest.
    """
    searched = _Searched(words)
    if not searched.reading.codes or spaced(words).isspace():
        return []
    hits = _hits(searched, index, index.candidates(keys(words)))
    is_short = len(searched.reading.codes) < _KEYED
    if not hits or (is_short and not any(hit.relation == "word for word" for hit in hits)):
        hits += _hits(searched, index, index.printing(words))
    homes: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        homes[hit.candidate.cluster].append(hit)
    best = [min(home, key=partial(_fit, searched)) for home in homes.values()]
    shown = sorted(best, key=_rank)[:limit]
    return [_complete(hit, homes[hit.candidate.cluster], words) for hit in shown]


def _hits(searched: _Searched, index: Index, near: Iterable[Candidate]) -> list[Hit]:
    """The hits that all members of the candidates' clusters make, still without what is told of those shown."""
    members = index.members({candidate.cluster for candidate in near})
    return [hit for member in members if (hit := _hit(searched, member))]


def _fit(searched: _Searched, hit: Hit) -> tuple[float, int, int, int, bool, str, int]:
    """Sorts the hits of a cluster, the best first: of those that have the very words, the one that was first."""
    one, is_exact = hit.candidate, hit.relation in EXACT
    length, is_broken = (0, False) if is_exact else (_length(one.text), BREAK in one.text)
    place = _ORDER_IN_CLUSTER.index(hit.relation)
    return -hit.score, place, searched.lacking(one.text), length, is_broken, one.printed, one.id


def _rank(hit: Hit) -> tuple[float, int, int, str, int]:
    """Sorts those of several clusters."""
    one = hit.candidate
    return -hit.score, _ORDER.index(hit.relation), _length(one.text), one.printed, one.id


def _length(text: str) -> int:
    """How many units a text has, breaks aside."""
    return len(letters(joined(text)).split())


def _complete(hit: Hit, home: Iterable[Hit], words: str) -> Hit:
    """A hit with what is told of it beside its relation; `home` are the hits in its cluster."""
    text, asked = hit.candidate.text, joined(words)
    differences = exact_differences(seamed(text), asked)
    alike = (other for other in home if other.relation == hit.relation)
    if hit.relation not in EXACT:  # those that differ may do so in several ways
        core = _core(differences)
        alike = (o for o in alike if o is hit or _core(exact_differences(seamed(o.candidate.text), asked)) == core)
    span = found_in(asked, text)
    return replace(
        hit,
        differences=differences,
        breaks=_gaps(span.of(text)) if span else 0,
        texts=frozenset(other.candidate.text for other in alike),
    )


def _core(differences: Iterable[Difference]) -> list[tuple[str, ...]]:
    """What tells the stretch of a text that was looked for from the words, in letters."""
    found = (part for part in differences if part.change not in ("same", "cut"))
    return [(part.change, letters(part.canonical.replace(SEAM, " ")), letters(part.variant)) for part in found]


def _gaps(text: str) -> int:
    """How many gaps a stretch of a text has inside."""
    return sum(unit in (GAP, SEAM) for unit in letters(seamed(text)).split()[1:-1])


def _are_whole(codes: str, text: str) -> bool:
    """Whether words of a text, by their codes, end where printed ones do: `we do` ends within the `don’t` of a text."""
    ends = {0, *tokens(joined(text)).ends}
    places = (found.start() for found in re.finditer(f"(?={re.escape(codes)})", read(joined(text)).codes))
    return any(place in ends and place + len(codes) in ends for place in places)


def _hit(searched: _Searched, candidate: Candidate) -> Hit | None:
    """The hit that a candidate makes, None when it is too far from the searched words."""
    ours, stored = searched.reading, read(joined(candidate.text))
    if not stored.codes:
        return None
    if relation := searched.relation(candidate.text, stored.codes):
        return Hit(candidate, relation, 1.0)
    tally = weigh(*sorted((ours, stored), key=lambda reading: len(reading.codes)))
    score = min(1.0, tally.matched / len(ours.codes))
    if score < _LEAST_SCORE or tally.cost > _MOST_COST * len(ours.codes) or not _shares_content(ours, stored):
        return None
    reason = None if tally.reason == "word" else tally.reason
    return Hit(candidate, "close" if reason else "with differences", score, reason)


def _shares_content(searched: Reading, stored: Reading) -> bool:
    """Whether enough of the words that say something stand in both; `of the` and `it is` alone prove nothing."""
    common = "".join(
        searched.codes[stretch.a_start : stretch.a_end]
        for stretch in align(searched.codes, stored.codes)
        if stretch.equal
    )
    return content_words(common) >= max(1, _LEAST_CONTENT * content_words(searched.codes))
