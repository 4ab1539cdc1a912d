"""Pieces of one statement in one paragraph -> one quotation: `"We won," she said. "Twice."`"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.extract.paragraphs import Attribution
from quotes.extract.places import Place


class Found(NamedTuple):
    """A quotation on its way: where it stands, who is named beside it, and its kind."""

    place: Place
    attribution: Attribution
    kind: str


def join(found: Sequence[Found]) -> list[Found]:
    """The quotations with those joined whose later piece has no reporting clause of its own; both must be direct."""
    joined: list[Found] = []
    for one in found:
        at = _last(joined)
        if joined and _belong_together(joined[at], one):
            joined[at] = Found(_together(joined[at].place, one.place), joined[at].attribution, "direct")
        else:
            joined.append(one)
    return joined


def _last(found: Sequence[Found]) -> int:
    """The place of the last quotation, which may go around others: `"We won," she said of "it." "Twice."`"""
    at = len(found) - 1
    while at > 0 and found[at].kind == "mixed" and found[at].attribution.mention == found[at - 1].attribution.mention:
        at -= 1
    return at


def _together(one: Place, two: Place) -> Place:
    return one._replace(pieces=one.pieces + two.pieces, last=two.last, quoted=one.quoted + two.quoted)


def _belong_together(one: Found, two: Found) -> bool:
    if one.kind != "direct" or two.kind != "direct" or one.place.last[0] != two.place.first[0]:
        return False
    if one.attribution.mention is None or one.attribution.mention != two.attribution.mention:
        return False
    shared = two.attribution.cue is not None and two.attribution.cue == one.attribution.cue
    cue = two.attribution.cue
    between = (
        shared and cue is not None and one.place.pieces[-1].end <= cue.start and cue.end <= two.place.pieces[0].start
    )
    return (two.attribution.rule == "same paragraph" and one.attribution.own) or between or _goes_on(one, two)


def _goes_on(one: Found, two: Found) -> bool:
    """True for a sentence that goes on: `"Each time," Orr said, citing the report, "you fail."`"""
    if two.attribution.rule != "judgement":
        return False  # "..., noting that she "has failed""
    return one.place.quoted[-1].endswith(",") and two.place.text[:1].islower()
