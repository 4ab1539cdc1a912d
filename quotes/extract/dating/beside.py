"""A quotation among the others of its entry: with whose words it goes on, and what around it tells of its occasion."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes import names
from quotes.extract.dating.deeds import WORD, find, matter, settings_in
from quotes.extract.grammar import lexicon
from quotes.model import Span

NAME = re.compile(r"[A-Z](?<!\w.)[a-zA-Z]{2,}")  # the look back is for capitals alone
RUN = 3  # paragraphs between two quotations of one speaker that are still one run
OPENING = 3  # paragraphs of an entry that say what it is about
REMOTE = 20_000  # characters before the first quotation of a speaker in which they may have been named
AROUND = 150  # characters before and after a quotation that tell of its occasion
ABOUT = 70  # characters before and after the first naming of a speaker that tell who they are
SPOKEN = 300  # characters of a quotation that are looked at for words of its occasion

# Another occasion, whose day is not told: "had said last week that", "In an earlier message Orr complained."; in small
# letters.
UNTOLD = re.compile(
    r"\b(?:(?:last|this) week|weekend|recently)\b[^.!?]*$"
    r"|\b(?:in|at|during|from|on|of|to) (?:an?|his|her|its|their|the|one|several)? ?"
    r"(?:earlier|previous|past|recent|separate|another) (?:\w+ )?"
    r"(?:message|statement|interview|speech|letter|e-?mail|tweet|post|appearance|remarks|column|report|op-ed)s?\b"
)

CONTENT = re.compile(r"\s(?:that|what|he|she|they)\s")  # begins what is said: "said he saw it last week"
TELLING = ("week", "recent", "earlier", "previous", "past", "separate", "another")  # in all that is untold


class Said(NamedTuple):
    """A quotation as far as its date goes.

    `on` is what its own clause settles, and `is_settled` tells that nothing else is asked (a clause may settle that
    there is no date).
    """

    span: Span
    anchor: int  # the place of the cue, or of the quotation where there is none
    speaker: str | None
    kind: str  # of the speaker
    cue: str  # its first word
    tense: str
    is_other: bool  # its clause does not plainly go on with a statement
    is_elsewhere: bool  # its clause names an occasion of its own
    is_then: bool  # its clause points back to a time told of
    is_settled: bool = False
    on: str | None = None


class Voice(NamedTuple):
    """A speaker among those of an entry; all whom the text does not tell count as one."""

    is_first: bool
    share: int  # fourths of the entry's quotations that are theirs
    reach: int  # fourths of the entry's paragraphs from their first quotation to their last
    speakers: int  # of the entry, with this one


@dataclass(slots=True)
class Beside:
    """A quotation among the others of its entry, with what stands around it."""

    said: Said
    number: int  # of the entry's quotations
    paragraph: int
    who: str | None  # the speaker, or where none is known the one before
    surname: str | None
    is_untold: bool  # it is of another occasion, whose day is not told
    around: str  # the words before and after it
    settings: frozenset[str]  # that these tell of: stage, air, press ...
    spoken: str  # its own words, as far as they are looked at
    matter: frozenset[str]  # what its own words, those around it and those around its speaker's name are about
    is_leading: bool  # its speaker is named in the entry's first paragraphs
    own: int | None  # the last quotation before of this speaker that has a date of its own
    first: Beside = field(init=False)  # of the run of quotations of one speaker that it goes on with, else itself
    voice: Voice = field(init=False)  # how much of the entry its speaker says

    @property
    def names(self) -> frozenset[str]:
        """The names around it, without the speaker's."""
        return frozenset(NAME.findall(self.around)) - frozenset((self.who or "").split())

    @property
    def scene(self) -> frozenset[str]:
        """Those of its words and marks that tell where and to whom it was spoken, in small letters: you, tonight."""
        marks = frozenset(mark for mark in "!?" if mark in self.spoken)
        return marks | lexicon.context("scene").intersection(WORD.findall(self.spoken.lower()))


class Around:
    """What stands around the quotations of an entry."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self._text = text
        self._paragraphs, self._starts = paragraphs, [p.start for p in paragraphs]
        self._namings: dict[str, int] = {}  # where a surname first stands, -1 where it does not
        self._opening = Span(paragraphs[0].start, paragraphs[:OPENING][-1].end).of(text)

    def placed(self, said: Sequence[Said]) -> list[Beside]:
        """The quotations of the entry, given in order of the text, each among those before it."""
        placed: list[Beside] = []
        own: dict[str | None, int] = {}
        for number, one in enumerate(said):
            paragraph = bisect_right(self._starts, one.anchor) - 1
            last = placed[-1] if placed else None
            far = paragraph - last.paragraph if last else RUN
            who = one.speaker or (last.who if last and far <= 1 else None)
            beside = self._beside(one, number, paragraph, who, own.get(who))
            beside.first = last.first if last and who and last.who == who and far <= RUN else beside
            placed.append(beside)
            if one.on and who:
                own[who] = number
        voices = self._voices(placed)
        for beside in placed:
            beside.voice = voices[beside.who]
        return placed

    def _voices(self, placed: Sequence[Beside]) -> dict[str | None, Voice]:
        """The speakers of the entry."""
        told: dict[str | None, list[int]] = {}
        for one in placed:
            told.setdefault(one.who, []).append(one.paragraph)
        return {
            who: Voice(
                is_first=who == placed[0].who,
                share=4 * len(numbers) // len(placed),
                reach=4 * (numbers[-1] - numbers[0]) // len(self._paragraphs),
                speakers=len(told),
            )
            for who, numbers in told.items()
        }

    def _about(self, surname: str, quotation: Span) -> str:
        """What stands around the first naming of a speaker; looked for once, at their first quotation."""
        if surname not in self._namings:
            first, end = max(0, quotation.start - REMOTE), quotation.end + AROUND
            self._namings[surname] = find(self._text, surname, first, end)
        at = self._namings[surname]
        return self._text[max(0, at - ABOUT) : at + len(surname) + ABOUT] if at >= 0 else ""

    def _beside(self, one: Said, number: int, paragraph: int, who: str | None, own: int | None) -> Beside:
        begin, end = self._paragraphs[paragraph].start, max(self._paragraphs[paragraph].end, one.span.end)
        before = self._text[max(begin, one.span.start - AROUND) : one.span.start]
        after = self._text[one.span.end : min(end, one.span.end + AROUND)]
        surname = names.parse(who).family or who.split()[-1] if who else None
        about = self._about(surname, one.span) if surname else ""
        around, spoken = f"{before} {after}", self._text[one.span.start : min(one.span.end, one.span.start + SPOKEN)]
        return Beside(
            one, number, paragraph, who, surname,
            is_untold=_is_untold(_up_to_content(before.lower(), one.span.start - one.anchor)),
            around=around,
            settings=settings_in(around),
            spoken=spoken,
            matter=matter(f"{around} {spoken} {about}"),
            is_leading=surname is not None and find(self._opening, surname) >= 0,
            own=own,
        )  # fmt: skip


def _up_to_content(before: str, far: int) -> str:
    """The words before a quotation, without those of what is said; its cue stands `far` characters before it."""
    said = CONTENT.search(before, max(0, len(before) - far)) if far > 0 else None
    return before[: said.start()] if said else before


def _is_untold(before: str) -> bool:
    """True if the words before a quotation, in small letters, tell of another occasion without its day."""
    return any(map(before.__contains__, TELLING)) and UNTOLD.search(before) is not None
