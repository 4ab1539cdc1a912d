"""Which of several candidates said a quotation, and whether that is clear."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extract.attribution.candidates import Candidate
from quotes.extract.attribution.paragraphs import Attribution
from quotes.extract.weighing import softmax, weights_in

WEIGHTS = "ranking"
LEAST = 0.5  # the chance below which nobody is named
UNDECIDED = Attribution(None, None, "undecided")


def choose(candidates: Sequence[Candidate]) -> Attribution:
    """The likeliest candidate's attribution, with its chance; the first candidate is nobody.

    UNDECIDED where somebody most likely said it and it is not clear enough who.
    """
    chances = softmax([one.features for one in candidates], weights_in(WEIGHTS))
    firsts: dict[int, int] = {}
    for number, one in enumerate(candidates):
        first = firsts.setdefault(id(one.given), number) if one.given else number
        if first != number:  # several phrases may be of one mention: `Jo Orr, Tidal League`
            chances[first] += chances[number]
    best = max(range(len(chances)), key=chances.__getitem__)
    if best and chances[best] < LEAST:
        return UNDECIDED._replace(chance=1 - chances[0])
    return candidates[best].attribution._replace(chance=chances[best])
