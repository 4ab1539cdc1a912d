"""The distinct wordings among many printed quotations: rows that no comparison is needed to bring together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from quotes.cluster.placing import is_common_phrase
from quotes.cluster.readings import Reading, read

Speaker = Hashable | None


@dataclass(frozen=True, slots=True)
class Units:
    """Wordings with how often each is printed; `of_row` gives the unit of every row, `prints` every text's reading.

    A common phrase is one unit for each of its speakers, elsewhere `speakers` holds None.
    """

    readings: list[Reading]
    speakers: list[Speaker]
    weights: list[int]
    of_row: list[int]
    prints: dict[str, Reading]


def group(texts: Sequence[str], speakers: Sequence[Speaker]) -> Units:
    """The units of texts by these speakers. Their readings do not depend on the order of the rows."""
    prints = Counter(texts)
    readings = {text: read(text) for text in prints}
    phrases = _speakers_of_phrases(texts, speakers, readings)
    numbers: dict[tuple[str, Speaker], int] = {}
    of_row = []
    for text, speaker in zip(texts, speakers, strict=True):
        codes = readings[text].codes
        said_by = phrases.get(codes)
        own = (said_by[0] if speaker is None else speaker) if said_by else None
        of_row.append(numbers.setdefault((codes, own), len(numbers)))
    return Units(
        _most_printed(numbers, prints, readings),
        [speaker for _, speaker in numbers],
        [count for _, count in sorted(Counter(of_row).items())],
        of_row,
        readings,
    )


def _speakers_of_phrases(
    texts: Sequence[str], speakers: Sequence[Speaker], readings: dict[str, Reading]
) -> dict[str, list[Speaker]]:
    """For each common phrase with known speakers these, the one who is printed with it most first."""
    said: dict[str, Counter[Speaker]] = defaultdict(Counter)
    for text, speaker in zip(texts, speakers, strict=True):
        if speaker is not None and is_common_phrase(readings[text]):
            said[readings[text].codes][speaker] += 1
    return {codes: sorted(by, key=lambda speaker: (-by[speaker], repr(speaker))) for codes, by in said.items()}


def _most_printed(
    numbers: dict[tuple[str, Speaker], int], prints: Counter[str], readings: dict[str, Reading]
) -> list[Reading]:
    """For each unit the text that prints its wording most often, of equally frequent ones the last in the alphabet."""
    best: dict[str, tuple[int, str]] = {}
    for text, count in prints.items():
        codes = readings[text].codes
        best[codes] = max(best.get(codes, (0, "")), (count, text))
    return [Reading(best[codes][1], codes) for codes, _ in numbers]
