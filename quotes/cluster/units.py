"""The distinct wordings among many printed quotations: rows that no comparison is needed to bring together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from quotes.cluster.placing import is_common_phrase
from quotes.cluster.processes import spread
from quotes.cluster.readings import Reading
from quotes.cluster.words import encode

Speaker = Hashable | None


@dataclass(frozen=True, slots=True)
class Units:
    """Wordings, each of them a unit, and the prints of each: texts that differ in case, marks and spelling only.

    A common phrase is one unit for each of its speakers, elsewhere `speakers` holds None. `texts`, `unit_of`, `counts`
    and `first_rows` tell of each print what it is, its unit, how many rows have it, and the first of these.
    """

    readings: list[Reading]
    speakers: list[Speaker]
    weights: NDArray[np.int64]
    texts: list[str]
    unit_of: NDArray[np.int64]
    counts: NDArray[np.int64]
    first_rows: NDArray[np.int64]
    print_of_row: NDArray[np.int64]

    @property
    def unit_of_row(self) -> NDArray[np.int64]:
        """The unit of every row."""
        return self.unit_of[self.print_of_row]


def group(texts: Sequence[str], speakers: Sequence[Speaker], processes: int) -> Units:
    """The units of texts by these speakers. Their readings do not depend on the order of the rows."""
    codes = _encoded(list(dict.fromkeys(texts)), processes)
    prints: dict[tuple[str, Speaker], int] = {}
    said = zip(texts, _who(texts, speakers, codes), strict=True)
    print_of_row = np.fromiter((prints.setdefault(one, len(prints)) for one in said), np.int64, len(texts))
    units: dict[tuple[str, Speaker], int] = {}
    wordings = ((codes[text], speaker) for text, speaker in prints)
    unit_of = np.fromiter((units.setdefault(one, len(units)) for one in wordings), np.int64, len(prints))
    counts = np.bincount(print_of_row, minlength=len(prints))
    first_rows = np.empty(len(prints), np.int64)
    first_rows[print_of_row[::-1]] = np.arange(len(texts))[::-1]
    weights = np.bincount(unit_of, weights=counts, minlength=len(units)).astype(np.int64)
    shown = [text for text, _ in prints]
    readings = _most_printed([code for code, _ in units], shown, unit_of.tolist(), counts.tolist())
    return Units(readings, [speaker for _, speaker in units], weights, shown, unit_of, counts, first_rows, print_of_row)


def _encoded(texts: Sequence[str], processes: int) -> dict[str, str]:
    """The encoded words of each text; equal ones are one string."""
    kept: dict[str, str] = {}
    found = chain.from_iterable(spread(lambda part: encode(texts[part]), len(texts), processes))
    return {text: kept.setdefault(code, code) for text, code in zip(texts, found, strict=True)}


def _who(texts: Sequence[str], speakers: Sequence[Speaker], codes: dict[str, str]) -> Iterator[Speaker]:
    """Whose each row is: the speaker of a common phrase, None for all others.

    A phrase of an unknown speaker is the one's who is printed with it most.
    """
    said: dict[str, Counter[Speaker]] = defaultdict(Counter)
    for text, speaker in zip(texts, speakers, strict=True):
        if speaker is not None and is_common_phrase(codes[text]):
            said[codes[text]][speaker] += 1
    most = {phrase: _most_frequent(by) for phrase, by in said.items()}
    if not most:
        yield from repeat(None, len(texts))
        return
    for text, speaker in zip(texts, speakers, strict=True):
        phrase = codes[text]
        yield (most[phrase] if speaker is None else speaker) if phrase in most else None


def _most_frequent(speakers: Counter[Speaker]) -> Speaker:
    return min(speakers, key=lambda speaker: (-speakers[speaker], repr(speaker)))


def _most_printed(
    codes: Sequence[str], texts: Sequence[str], unit_of: Sequence[int], counts: Sequence[int]
) -> list[Reading]:
    """For each unit the text that prints its wording most often, of equally frequent ones the last in the alphabet."""
    best = [(0, "")] * len(codes)
    for text, unit, count in zip(texts, unit_of, counts, strict=True):
        best[unit] = max(best[unit], (count, text))
    return [Reading(text, code) for (_, text), code in zip(best, codes, strict=True)]
