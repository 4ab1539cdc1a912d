"""Whether somebody's words are in the collection: word for word, with these differences, close, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from quotes.cluster.alignment import align
from quotes.cluster.changes import Difference, differences
from quotes.cluster.grams import keys
from quotes.cluster.placing import Candidate
from quotes.cluster.readings import Reading, content_words, read
from quotes.cluster.variants import weigh
from quotes.text import spaced

_LEAST_SCORE = 0.6
_LEAST_CONTENT = 0.5  # share of the searched words that say something; the others are in every text
_MOST_COST = 0.45
_KEYED = 3  # words that make a key of a long text
_TELLING = 3  # words; fewer stand in too many texts to be anybody's

Found = Literal["word for word", "with differences", "close"]
_ORDER: tuple[Found, ...] = ("word for word", "with differences", "close")
# Of one cluster's members a doubt counts: words cut off before the one that was changed are no evidence for the change.
_ORDER_IN_CLUSTER: tuple[Found, ...] = ("word for word", "close", "with differences")


class Index(Protocol):
    """Stored quotations that can be looked up by the keys of their words, by what they print, and by their clusters."""

    def candidates(self, keys: Sequence[int]) -> Sequence[Candidate]:
        """The stored quotations that share most with these keys."""

    def printing(self, words: str) -> Sequence[Candidate]:
        """Some of the stored quotations that print these words one after the other."""

    def members(self, clusters: Iterable[int]) -> Sequence[Candidate]:
        """The quotations of these clusters, one of each text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored quotation that has the searched words, or nearly: of its cluster the one that fits best.

    `score` is the share of the searched words found, 0 to 1. `relation` is "close" where the difference is a negation,
    number, date, name, opposite or contrast, which `reason` names. `differences` reads from the stored text to the
    searched words.
    """

    candidate: Candidate
    relation: Found
    score: float
    reason: str | None = None
    differences: list[Difference] = field(default_factory=list)


def is_telling(words: str) -> bool:
    """Whether some words are enough to tell a quotation by: three, one of which says something."""
    codes = read(words).codes
    return len(codes) >= _TELLING and content_words(codes) > 0


def check(words: str, index: Index, *, limit: int = 5) -> list[Hit]:
    """The stored quotations nearest to some words, best first, one a cluster; none when nothing is near.

    Keys are made of three words, and such as are in everybody's mouth lead nowhere. Where they lead to nothing, or the
    words are fewer, what is printed is searched itself.
    """
    searched = read(words)
    if not searched.codes or spaced(words).isspace():
        return []
    hits = _hits(searched, index, index.candidates(keys(words)))
    is_short = len(searched.codes) < _KEYED
    if not hits or (is_short and not any(hit.relation == "word for word" for hit in hits)):
        hits += _hits(searched, index, index.printing(words))
    best = _one_a_cluster(sorted(hits, key=lambda hit: _rank(words, hit, _ORDER_IN_CLUSTER)))
    shown = sorted(best, key=lambda hit: _rank(words, hit, _ORDER))[:limit]
    return [replace(hit, differences=differences(hit.candidate.text, words)) for hit in shown]


def _hits(searched: Reading, index: Index, near: Iterable[Candidate]) -> list[Hit]:
    """The hits that all members of the candidates' clusters make; their differences are still to be found."""
    members = index.members({candidate.cluster for candidate in near})
    return [hit for member in members if (hit := _hit(searched, member))]


def _rank(words: str, hit: Hit, order: Sequence[Found]) -> tuple[float, int, bool, int, int]:
    """Sorts the best first: of two that are word for word the same the one that prints `didn't` where that is asked."""
    text = hit.candidate.text
    return -hit.score, order.index(hit.relation), spaced(words) not in spaced(text), len(text), hit.candidate.id


def _one_a_cluster(hits: Iterable[Hit]) -> Iterator[Hit]:
    seen: set[int] = set()
    for hit in hits:
        if hit.candidate.cluster not in seen:
            seen.add(hit.candidate.cluster)
            yield hit


def _hit(searched: Reading, candidate: Candidate) -> Hit | None:
    """The hit that a candidate makes, None when it is too far from the searched words."""
    stored = read(candidate.text)
    if not stored.codes:
        return None
    if searched.codes in stored.codes or spaced(searched.text) in spaced(stored.text):  # `9 per` of `9 per cent`
        return Hit(candidate, "word for word", 1.0)
    tally = weigh(*sorted((searched, stored), key=lambda reading: len(reading.codes)))
    score = min(1.0, tally.matched / len(searched.codes))
    if score < _LEAST_SCORE or tally.cost > _MOST_COST * len(searched.codes) or not _shares_content(searched, stored):
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
