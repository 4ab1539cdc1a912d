"""The distinct wordings among many printed quotations: rows that no comparison is needed to bring together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from quotes.cluster.placing import is_common_phrase
from quotes.cluster.processes import spread
from quotes.cluster.readings import Reading
from quotes.cluster.words import encode

Ints = NDArray[np.int64]
Speaker = Hashable | None
Value = TypeVar("Value", bound=Hashable | None)


@dataclass(frozen=True, slots=True)
class Units:
    """Wordings, each of them a unit: texts that differ in case, marks and spelling only.

    A reading has the text that prints its wording most often, `rows` the first row with this text, and `weights` how
    many rows have the wording. A common phrase is one unit for each of its speakers, elsewhere `speakers` holds None.
    """

    readings: list[Reading]
    speakers: list[Speaker]
    weights: Ints
    rows: list[int]
    unit_of_row: Ints


def group(texts: Sequence[str], speakers: Sequence[Speaker], processes: int) -> Units:
    """The units of texts by these speakers. Their readings do not depend on the order of the rows."""
    shown, text_of_row = _numbered(texts)
    codes = [*chain.from_iterable(spread(lambda part: encode(shown[part]), len(shown), processes))]
    wordings, wording_of = _numbered(codes)
    people, person_of_row = _numbered(_who(codes, text_of_row, speakers))
    prints, first_rows, print_of_row, counts = np.unique(
        text_of_row * len(people) + person_of_row, return_index=True, return_inverse=True, return_counts=True
    )
    text_of, person_of = prints // len(people), prints % len(people)
    units, unit_of = np.unique(wording_of[text_of] * len(people) + person_of, return_inverse=True)
    printed = [shown[text] for text in text_of.tolist()]
    most = _most_printed(printed, unit_of, counts, len(units))
    return Units(
        [
            Reading(printed[place], wordings[unit])
            for place, unit in zip(most, (units // len(people)).tolist(), strict=True)
        ],
        [people[unit] for unit in (units % len(people)).tolist()],
        np.bincount(unit_of, weights=counts, minlength=len(units)).astype(np.int64),
        first_rows[most].tolist(),
        unit_of[print_of_row],
    )


def _numbered(values: Sequence[Value]) -> tuple[list[Value], Ints]:
    """The distinct values as they come, and which of them each is."""
    numbers: dict[Value, int] = defaultdict(count().__next__)
    places = np.fromiter(map(numbers.__getitem__, values), np.int64, len(values))
    return list(numbers), places


def _who(codes: Sequence[str], text_of_row: Ints, speakers: Sequence[Speaker]) -> Sequence[Speaker]:
    """Whose each row is: the speaker of a common phrase, None for all others.

    A phrase of an unknown speaker is the one's who is printed with it most.
    """
    if speakers.count(None) == len(speakers):
        return speakers
    said: dict[str, Counter[Speaker]] = defaultdict(Counter)
    phrases = [codes[text] for text in text_of_row.tolist()]
    for phrase, speaker in zip(phrases, speakers, strict=True):
        if speaker is not None and is_common_phrase(phrase):
            said[phrase][speaker] += 1
    most = {phrase: _most_frequent(by) for phrase, by in said.items()}
    return [
        (most[phrase] if speaker is None else speaker) if phrase in most else None
        for phrase, speaker in zip(phrases, speakers, strict=True)
    ]


def _most_frequent(speakers: Counter[Speaker]) -> Speaker:
    return min(speakers, key=lambda speaker: (-speakers[speaker], repr(speaker)))


def _most_printed(texts: Sequence[str], unit_of: Ints, counts: Ints, units: int) -> list[int]:
    """For each unit the text that prints its wording most often, then the longest, then the first in the alphabet."""
    most, printed = [-1] * units, [0] * units
    for place, (unit, times) in enumerate(zip(unit_of.tolist(), counts.tolist(), strict=True)):
        if times > printed[unit] or (times == printed[unit] and _goes_before(texts[place], texts[most[unit]])):
            most[unit], printed[unit] = place, times
    return most


def _goes_before(text: str, other: str) -> bool:
    return (-len(text), text) < (-len(other), other)
