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
    shares = softmax([one.features for one in candidates], weights_in(WEIGHTS))
    chances: dict[Attribution | int, float] = {}
    for number, (one, share) in enumerate(zip(candidates, shares, strict=True)):
        key = one.given or number  # several phrases may be of one mention: `Jo Orr, Tidal League`
        chances[key] = chances.get(key, 0.0) + share
    best = max(chances, key=chances.__getitem__)
    chosen = candidates[best].attribution if isinstance(best, int) else best
    if chosen.mention and chances[best] < LEAST:
        return UNDECIDED._replace(chance=1 - shares[0])
    return chosen._replace(chance=chances[best])
