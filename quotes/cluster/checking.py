"""Whether somebody's words are in the collection: word for word, with these differences, close, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from quotes.cluster.alignment import align
from quotes.cluster.changes import Difference, differences
from quotes.cluster.grams import keys
from quotes.cluster.placing import Candidate
from quotes.cluster.readings import Reading, content_words, printed, read
from quotes.cluster.variants import weigh

_LEAST_SCORE = 0.6
_LEAST_CONTENT = 0.5  # share of the searched words that say something; the others are in every text
_MOST_COST = 0.45

Found = Literal["word for word", "with differences", "close"]


class Index(Protocol):
    """Stored quotations that can be looked up by the keys of their words."""

    def candidates(self, keys: Sequence[int]) -> Sequence[Candidate]:
        """The stored quotations that share most with these keys."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored quotation that has the searched words, or nearly.

    `score` is the share of the searched words found, 0 to 1. `relation` is "close" where the difference is a negation,
    number, name or opposite, which `reason` names. `differences` reads from the stored text to the searched words.
    """

    candidate: Candidate
    relation: Found
    score: float
    differences: list[Difference]
    reason: str | None = None


def check(words: str, index: Index, *, limit: int = 5) -> list[Hit]:
    """The stored quotations nearest to some words, best first, one a cluster; none when nothing is near."""
    searched = read(words)
    hits = [hit for candidate in index.candidates(keys(words)) if (hit := _hit(searched, candidate))]
    hits.sort(key=lambda hit: (-hit.score, hit.relation == "close", len(hit.candidate.text), hit.candidate.id))
    return list(_one_a_cluster(hits))[:limit]


def _one_a_cluster(hits: Iterable[Hit]) -> Iterator[Hit]:
    seen: set[int] = set()
    for hit in hits:
        if hit.candidate.cluster not in seen:
            seen.add(hit.candidate.cluster)
            yield hit


def _hit(searched: Reading, candidate: Candidate) -> Hit | None:
    """The hit that a candidate makes, None when it is too far from the searched words."""
    stored = read(candidate.text)
    if not searched.codes or not stored.codes:
        return None
    if searched.codes in stored.codes:
        return Hit(candidate, "word for word", 1.0, differences(candidate.text, searched.text))
    tally = weigh(*sorted((searched, stored), key=lambda reading: len(reading.codes)))
    score = min(1.0, tally.matched / len(searched.codes))
    if score < _LEAST_SCORE or tally.cost > _MOST_COST * len(searched.codes) or not _shares_content(searched, stored):
        return None
    reason = None if tally.reason == "word" else tally.reason
    found: Found = "close" if reason else "with differences"
    return Hit(candidate, found, score, differences(candidate.text, searched.text), reason)


def _shares_content(searched: Reading, stored: Reading) -> bool:
    """Whether enough of the words that say something stand in both; `of the` and `it is` alone prove nothing."""
    shown = printed(searched.text).words()
    shared = sum(
        content_words(shown[stretch.a_start : stretch.a_end])
        for stretch in align(searched.codes, stored.codes)
        if stretch.equal
    )
    return shared >= max(1, _LEAST_CONTENT * content_words(shown))
