"""The answer to “are these words in the collection?”: a verdict, and the nearest quotations with who printed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from quotes.cluster import Hit, is_telling, wording
from quotes.publish.pieces import in_pieces
from quotes.publish.wording import plain

Verdict = Literal["found word for word", "found with differences", "not in the collection", "too short to be checked"]
VERDICTS: dict[str, Verdict] = {"word for word": "found word for word", "with differences": "found with differences"}
ASK_MORE = "give at least three words of the quote, and not only such as “it is the”"
SHOWN = 4  # printings that the terminal lists of one quotation


@dataclass(frozen=True, slots=True)
class Printing:
    """One quotation of an utterance: under whom one outlet printed it, and who is held to have said it."""

    uid: str
    text: str
    speaker: str | None
    printed_under: str | None
    outlet: str | None
    published_at: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Near:
    """A stored quotation near the words asked for, and the oldest dated printing of the same utterance.

    `score` is the share of the words asked for that it has, 0 to 1. `difference` reads from the stored text to those
    words; `reason` names what keeps them apart where that is a negation, number, date, name, opposite or contrast.
    `speakers_differ` is true where outlets name different speakers, `is_settled` where a person decided between them;
    `printings` are all of the utterance, the oldest
    first.
    """

    uid: str
    text: str
    speaker: str | None
    printed_under: str | None
    outlet: str | None
    published_at: str | None
    url: str | None
    relation: str
    score: float
    difference: str
    reason: str | None
    speakers_differ: bool
    is_settled: bool
    printings: list[Printing]


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on some words, and the five nearest quotations, best first."""

    verdict: Verdict
    nearest: list[Near]

    @property
    def found(self) -> bool:
        return self.verdict in VERDICTS.values()

    @property
    def is_too_short(self) -> bool:
        return self.verdict == "too short to be checked"

    def as_dict(self) -> dict[str, Any]:
        return {"verdict": self.verdict, "nearest": [_record(near) for near in self.nearest]}


def answer(words: str, nearest: Sequence[Near]) -> Answer:
    """The verdict that the nearest quotations give on some words.

    A word or two stand in many quotations without being anybody's: they are found only where they are a whole one.
    """
    if not is_telling(words) and all(wording(words) != wording(near.text) for near in nearest):
        return Answer("too short to be checked", list(nearest))
    found = (VERDICTS[near.relation] for near in nearest if near.relation in VERDICTS)
    return Answer(next(found, "not in the collection"), list(nearest))


def _record(near: Near) -> dict[str, Any]:
    return {**in_pieces(asdict(near)), "printings": [in_pieces(asdict(one)) for one in near.printings]}


def near(hit: Hit, own: Printing, printings: Sequence[Printing], *, speakers_differ: bool, is_settled: bool) -> Near:
    """A hit with all printings of its utterance, the oldest first; `own` is the one that the words were found in."""
    return Near(
        uid=own.uid,
        text=own.text,
        speaker=own.speaker,
        printed_under=own.printed_under,
        outlet=printings[0].outlet,
        published_at=printings[0].published_at,
        url=printings[0].url,
        relation=hit.relation,
        score=round(hit.score, 3),
        difference=plain(hit.differences),
        reason=hit.reason,
        speakers_differ=speakers_differ,
        is_settled=is_settled,
        printings=list(printings),
    )


def told(answer: Answer) -> str:
    """An answer for the terminal."""
    verdict = f"{answer.verdict}: {ASK_MORE}" if answer.is_too_short else answer.verdict
    return "\n".join([verdict, *(line for near in answer.nearest for line in _lines(near))])


def _lines(near: Near) -> Iterator[str]:
    yield ""
    yield f"{near.score:4.0%}  “{near.text}”"
    if near.relation != "word for word":
        yield f"      {near.difference}" + (f" (differs: {near.reason})" if near.reason else "")
    if near.is_settled:
        names = dict.fromkeys(printing.speaker for printing in near.printings if printing.speaker)
        yield f"      outlets differed; decided by a person: {', '.join(names)}"
    elif near.speakers_differ:
        yield "      outlets name different speakers:"
    else:
        yield f"      {_whose(near)}; first printed {_when_and_where(near)}"
    if len(near.printings) > 1:
        yield from (f"      {line}" for line in _listed(near.printings))


def _listed(printings: list[Printing]) -> Iterator[str]:
    """A few of the printings, a line each: those that name a speaker first, then the others, each the oldest first."""
    fresh = {_whose(printing): printing for printing in reversed(printings)}
    chosen = [*fresh.values(), *(printing for printing in printings if printing not in fresh.values())][:SHOWN]
    for printing in sorted(chosen, key=printings.index):
        yield f"- {_when_and_where(printing)}: {_whose(printing)}"
    if len(printings) > SHOWN:
        yield f"- and {len(printings) - SHOWN} more"


def _whose(printed: Near | Printing) -> str:
    """Who is held to have said it, and under whom it was printed where that is another."""
    name = printed.speaker or "speaker unknown"
    under = printed.printed_under or "no name"
    return name if printed.speaker == printed.printed_under else f"{name} (printed under {under})"


def _when_and_where(printed: Near | Printing) -> str:
    day = printed.published_at or "on an unknown day"
    return f"{day} by {printed.outlet}" if printed.outlet else day
