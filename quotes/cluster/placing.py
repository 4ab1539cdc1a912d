"""Where a new quotation belongs among stored ones: its cluster, the statements it is cut from, what it is close to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quotes.cluster.readings import Reading, read
from quotes.cluster.variants import Relation, Verdict, compare

_COMMON_PHRASE = 6  # shorter ones (`we will win`) are said by many

_verdict = lru_cache(maxsize=20_000)(compare)  # agency copy meets the same stored quotations outlet after outlet


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored quotation that may be the same: its id, its cluster's, its text and its speaker's id.

    `is_canonical` tells that it stands for its cluster; `printed`, where it is given, sorts by the time of printing.
    """

    id: int
    cluster: int
    text: str
    speaker: int | None
    is_canonical: bool = False
    printed: str = ""


class _Judged(NamedTuple):
    """What is known of a text and one candidate; `length` is the candidate's, in words."""

    is_canonical: bool
    length: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Placement:
    """A quotation's place: its `cluster`, None for one of its own, and how it relates to other clusters, by their ids.

    It is a fragment of those in `part_of`, those in `holds` are fragments of it, and `close_to` it are those that
    differ in a negation, number, date, name or opposite, or in another word that matters.
    """

    cluster: int | None
    part_of: tuple[int, ...] = ()
    holds: tuple[int, ...] = ()
    close_to: tuple[int, ...] = ()


def place(text: str, speaker: int | None, candidates: Sequence[Candidate]) -> Placement:
    """The placement of a text among candidates; any number of them may be of one cluster."""
    reading = read(text)
    judged: dict[int, list[_Judged]] = defaultdict(list)
    barred: set[int] = set()
    for candidate in candidates:
        other = read(candidate.text)
        if said_apart(reading, speaker, other, candidate.speaker):
            barred.add(candidate.cluster)
        else:
            verdict = _verdict(reading, other)
            judged[candidate.cluster].append(_Judged(candidate.is_canonical, len(other.codes), verdict))
    joinable = [cluster for cluster, found in judged.items() if cluster not in barred and _joins(found)]
    own = min(joinable, key=lambda cluster: (-max(one.verdict.score for one in judged[cluster]), cluster), default=None)
    return Placement(
        own,
        _clusters(judged, "fragment", own, shorter=0),
        _clusters(judged, "fragment", own, shorter=1),
        _clusters(judged, "close", own),
    )


def _joins(found: Sequence[_Judged]) -> bool:
    """Whether a text is one of a cluster: the same as what stands for it, and not close to anything longer."""
    standing = [one for one in found if one.is_canonical] or found
    same = [one.length for one in standing if one.verdict.relation == "same"]
    return bool(same) and not any(one.verdict.relation == "close" and one.length > max(same) for one in found)


def said_apart(a: Reading, a_speaker: Hashable | None, b: Reading, b_speaker: Hashable | None) -> bool:
    """Whether two people said a phrase so common that its words alone do not make it one utterance."""
    if a_speaker is None or b_speaker is None or a_speaker == b_speaker:
        return False
    return is_common_phrase(a.codes) or is_common_phrase(b.codes)


def is_common_phrase(codes: str) -> bool:
    """Whether a wording is so short that different speakers may each have said it."""
    return len(codes) < _COMMON_PHRASE


def canonical(texts: Sequence[str], prints: Sequence[int] | None = None) -> int:
    """The index of the text that stands for a cluster: of the wordings printed most, the one with most words.

    `prints` says how often each is printed, for callers who have counted; without it each is one print.

    Most printed are those printed at least half as often as any. Of one wording its most frequent print stands, then
    the longer, then the first in the alphabet; of equal texts the first.
    """
    counted: Counter[str] = Counter()
    for text, count in zip(texts, prints or [1] * len(texts), strict=True):
        counted[text] += count
    return texts.index(fullest({read(text): count for text, count in counted.items()}))


def fullest(prints: Mapping[Reading, int]) -> str:
    """The text that stands for a cluster, of readings with how often each is printed."""
    if len(prints) == 1:
        return next(iter(prints)).text
    wordings: dict[str, int] = defaultdict(int)
    for reading, count in prints.items():
        wordings[reading.codes] += count
    often = max(wordings.values())
    codes = min(
        (codes for codes, count in wordings.items() if 2 * count >= often),
        key=lambda codes: (-len(codes), -wordings[codes], codes),
    )
    own = [reading for reading in prints if reading.codes == codes]
    if len(own) == 1:
        return own[0].text
    return min(own, key=lambda reading: (-prints[reading], -len(reading.text), reading.text)).text


def _clusters(
    judged: dict[int, list[_Judged]], relation: Relation, own: int | None, *, shorter: int | None = None
) -> tuple[int, ...]:
    """The clusters but `own` with a verdict of this relation, and this side shorter, ids in order."""
    return tuple(
        sorted(
            cluster
            for cluster, found in judged.items()
            if cluster != own
            and any(one.verdict.relation == relation and shorter in (None, one.verdict.shorter) for one in found)
        )
    )
