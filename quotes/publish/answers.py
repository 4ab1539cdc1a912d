"""The answer to “are these words in the collection?”: a verdict, and the nearest quotations with who printed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from quotes import names
from quotes.cluster import EXACT, Hit, is_telling, wording
from quotes.publish.pieces import in_pieces
from quotes.publish.wording import plain
from quotes.text import joined

Verdict = Literal[
    "found word for word", "found word for word, in pieces", "found but for spelling", "found with differences",
    "not in the collection", "too short to be checked",
]  # fmt: skip
VERDICTS: dict[str, Verdict] = {
    "word for word": "found word for word",
    "in pieces": "found word for word, in pieces",
    "but for spelling": "found but for spelling",
    "with differences": "found with differences",
}
ASK_MORE = "give at least three words of the quote, and not only such as “it is the”"
LISTED = 100  # printings that are listed of one utterance, in the words found and in others
SHOWN = 4  # of which the terminal lists so many


@dataclass(frozen=True, slots=True)
class Printing:
    """One quotation of an utterance: under whom one outlet printed it, and who is held to have said it.

    `named_by` tells why that is another, or is called otherwise: a person's correction, merge, split or rename, or our
    rule.
    """

    uid: str
    text: str
    speaker: str | None
    printed_under: str | None
    named_by: str | None
    outlet: str | None
    published_at: str | None
    url: str | None

    @property
    def order(self) -> tuple[bool, str, str]:
        """Sorts the oldest first, what bears no date last."""
        return self.published_at is None, self.published_at or "", self.uid


PRINTING = tuple(field.name for field in fields(Printing))


@dataclass(frozen=True, slots=True)
class Near(Printing):
    """The printing near the words asked for that fits them best, and beside it the utterance that it is one of.

    `relation`, `score`, `breaks` and `reason` are those of its Hit; `difference` reads from its text to those words,
    and is None where the letters are the same.
    `printings` are those that print them in the same way, this one among them, `printed_otherwise` all others, the
    oldest first and at most LISTED; `quote_count` counts all, and `first_printed` is the oldest of all.
    `speakers_differ` is true where outlets name different speakers or a person told two of one name apart, `is_settled`
    where a person decided between them.
    """

    relation: str
    score: float
    breaks: int
    difference: str | None
    reason: str | None
    speakers_differ: bool
    is_settled: bool
    quote_count: int
    first_printed: Printing
    printings: list[Printing]
    printed_otherwise: list[Printing]

    @property
    def has_names(self) -> bool:
        """True where the printings that are listed name more than one."""
        return len({names.fold(one.printed_under) for one in self.every if one.printed_under}) > 1

    @property
    def every(self) -> list[Printing]:
        """All that are listed, the oldest first."""
        return sorted((*self.printings, *self.printed_otherwise), key=lambda one: one.order)


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
    if not is_telling(words) and all(wording(words) != wording(joined(near.text)) for near in nearest):
        return Answer("too short to be checked", list(nearest))
    found = (VERDICTS[near.relation] for near in nearest if near.relation in VERDICTS)
    return Answer(next(found, "not in the collection"), list(nearest))


def near(
    hit: Hit, own: Printing, fitting: Sequence[Printing], others: Sequence[Printing],
    *, quote_count: int, speakers_differ: bool, is_settled: bool,
) -> Near:  # fmt: skip
    """A hit with the printings of its utterance, the oldest first: `own` is the hit's, `fitting` have its texts."""
    return Near(
        **asdict(own),
        relation=hit.relation,
        score=round(hit.score, 3),
        breaks=hit.breaks,
        difference=None if hit.relation in EXACT else plain(hit.differences),
        reason=hit.reason,
        speakers_differ=speakers_differ,
        is_settled=is_settled,
        quote_count=quote_count,
        first_printed=min((*fitting[:1], *others[:1]), key=lambda one: one.order),
        printings=list(fitting[:LISTED]) if own in fitting[:LISTED] else [*fitting[: LISTED - 1], own],
        printed_otherwise=list(others[:LISTED]),
    )


def told(answer: Answer) -> str:
    """An answer for the terminal."""
    verdict = f"{answer.verdict}: {ASK_MORE}" if answer.is_too_short else answer.verdict
    return "\n".join([verdict, *(line for near in answer.nearest for line in _lines(near))])


def in_how_many(breaks: int) -> str:
    """That the article has words of its own, or an ellipsis, so often between the words found."""
    pieces = "two" if breaks == 1 else str(breaks + 1)
    return f"printed in {pieces} pieces, with words or an ellipsis between them"


def _record(near: Near) -> dict[str, Any]:
    lists = {"printings": near.printings, "printed_otherwise": near.printed_otherwise}
    listed = {name: [in_pieces(asdict(one)) for one in printings] for name, printings in lists.items()}
    return {**in_pieces(asdict(near)), "first_printed": in_pieces(asdict(near.first_printed)), **listed}


def _lines(near: Near) -> Iterator[str]:
    yield ""
    yield f"{near.score:4.0%}  “{near.text}”"
    yield from (f"      {line}" for line in _facts(near))


def _facts(near: Near) -> Iterator[str]:
    if near.difference:
        yield near.difference + (f" (differs: {near.reason})" if near.reason else "")
    if near.breaks:
        yield in_how_many(near.breaks)
    yield f"{_whose(near)}; printed {_when_and_where(near)}"
    if near.is_settled:
        chosen = dict.fromkeys(one.speaker for one in near.every if one.speaker)
        yield f"outlets differed; decided by a person: {', '.join(chosen)}"
    elif near.speakers_differ:
        yield "outlets name different speakers" if near.has_names else "a person told two speakers of this name apart"
    if near.first_printed.uid != near.uid:
        yield f"first printed {_when_and_where(near.first_printed)}"
    if len(near.printings) > 1:
        yield "printed so by"
        yield from _listed(near.printings)
    if near.printed_otherwise:
        yield "printed otherwise by"
        yield from _listed(near.printed_otherwise)


def _listed(printings: list[Printing]) -> Iterator[str]:
    """A few of the printings, a line each: those that name a speaker first, then the others, each the oldest first."""
    fresh = {_whose(printing): printing for printing in reversed(printings)}
    chosen = [*fresh.values(), *(printing for printing in printings if printing not in fresh.values())][:SHOWN]
    for printing in sorted(chosen, key=printings.index):
        yield f"- {_when_and_where(printing)}: {_whose(printing)}"
    if len(printings) > SHOWN:
        yield f"- and {len(printings) - SHOWN} more"


def _whose(printed: Printing) -> str:
    """Who is held to have said it; where that is another, or another name, who says so and what was printed."""
    name = printed.speaker or "speaker not established"
    under = printed.printed_under or "no name"
    if printed.named_by:
        return f"{name}, by {by_what(printed.named_by)} (printed under {under})"
    return name if printed.speaker == printed.printed_under else f"{name} (printed under {under})"


def by_what(named_by: str) -> str:
    """Who takes the name in print for that of the speaker shown: a person, or the program."""
    return "the program’s rule" if named_by == "rule" else "a person’s decision"


def _when_and_where(printed: Printing) -> str:
    day = printed.published_at or "on an unknown day"
    return f"{day} by {printed.outlet}" if printed.outlet else day
