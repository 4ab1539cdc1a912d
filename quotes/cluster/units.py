"""The distinct wordings among many printed quotations: rows that no comparison is needed to bring together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import chain
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
    """Wordings, each of them a unit, and the prints of each: texts that differ in case, marks and spelling only.

    A common phrase is one unit for each of its speakers, elsewhere `speakers` holds None. `texts`, `unit_of`, `counts`
    and `first_rows` tell of each print what it is, its unit, how many rows have it, and the first of these.
    """

    readings: list[Reading]
    speakers: list[Speaker]
    weights: Ints
    texts: list[str]
    unit_of: Ints
    counts: Ints
    first_rows: Ints
    print_of_row: Ints

    @property
    def unit_of_row(self) -> Ints:
        """The unit of every row."""
        return self.unit_of[self.print_of_row]


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
    return Units(
        _most_printed([wordings[unit] for unit in (units // len(people)).tolist()], shown, text_of, unit_of, counts),
        [people[unit] for unit in (units % len(people)).tolist()],
        np.bincount(unit_of, weights=counts, minlength=len(units)).astype(np.int64),
        [shown[text] for text in text_of.tolist()],
        unit_of, counts, first_rows, print_of_row,
    )  # fmt: skip


def _numbered(values: Sequence[Value]) -> tuple[list[Value], Ints]:
    """The distinct values as they come, and which of them each is."""
    numbers: dict[Value, int] = {}
    places = np.fromiter((numbers.setdefault(value, len(numbers)) for value in values), np.int64, len(values))
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


def _most_printed(
    codes: Sequence[str], shown: Sequence[str], text_of: Ints, unit_of: Ints, counts: Ints
) -> list[Reading]:
    """For each unit the text that prints its wording most often, then the longest, then the first in the alphabet."""
    texts, printed = [""] * len(codes), [0] * len(codes)
    for text, unit, count in zip(
        map(shown.__getitem__, text_of.tolist()), unit_of.tolist(), counts.tolist(), strict=True
    ):
        if count > printed[unit] or (count == printed[unit] and _goes_before(text, texts[unit])):
            texts[unit], printed[unit] = text, count
    return [*map(Reading, texts, codes)]


def _goes_before(text: str, other: str) -> bool:
    return (-len(text), text) < (-len(other), other)
