"""Which of several candidates said a quotation, and whether that is clear."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extract.candidates import Candidate
from quotes.extract.rules import Attribution
from quotes.extract.weighing import softmax, weights_in

WEIGHTS = "ranking"
LEAST = 0.5  # the chance below which nobody is named
UNDECIDED = Attribution(None, None, "undecided")


def choose(candidates: Sequence[Candidate]) -> Attribution:
    """The likeliest candidate's attribution, with its chance; the first candidate is nobody.

    UNDECIDED where somebody most likely said it and it is not clear enough who.
    """
    chances: dict[Attribution, float] = {}
    for one, chance in zip(candidates, softmax([one.features for one in candidates], weights_in(WEIGHTS)), strict=True):
        attribution = one.attribution  # several phrases may be of one mention: `Jo Orr, Tidal League`
        chances[attribution] = chances.get(attribution, 0.0) + chance
    best = max(chances, key=chances.__getitem__)
    if best.mention and chances[best] < LEAST:
        return UNDECIDED._replace(chance=1 - chances[candidates[0].attribution])
    return best._replace(chance=chances[best])
