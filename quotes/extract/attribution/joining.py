"""Pieces of one statement in one paragraph -> one quotation: `"We won," she said. "Twice."`"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.extract.attribution.paragraphs import Attribution
from quotes.extract.attribution.places import Place


class Found(NamedTuple):
    """A quotation on its way: where it stands, who is named beside it, and its kind."""

    place: Place
    attribution: Attribution
    kind: str


def join(found: Sequence[Found]) -> list[Found]:
    """The quotations with those joined whose later piece has no reporting clause of its own; both must be direct."""
    joined: list[Found] = []
    at = -1  # of the last quotation, which may go around others: `"We won," she said of "it." "Twice."`
    for one in found:
        if joined and _belong_together(joined[at], one):
            joined[at] = Found(_together(joined[at].place, one.place), joined[at].attribution, "direct")
            continue
        is_inside = joined and one.kind == "mixed" and one.attribution.mention == joined[-1].attribution.mention
        at = at if is_inside else len(joined)
        joined.append(one)
    return joined


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
    is_object = two.place.quoted[0].startswith(("that ", "the "))  # "..., citing the claim, "that we hid it""
    return one.place.quoted[-1].endswith(",") and two.place.quoted[0][:1].islower() and not is_object
