"""The dates an entry gives outside its quotations, each with what its sentence tells: who did what on that day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import NamedTuple

from quotes.extract.attribution.places import Entry
from quotes.extract.dating import counted, dates, deeds
from quotes.extract.dating.deeds import Deed, Who
from quotes.model import Span

LONGEST_CLOCK = 25  # characters of a paragraph that is a time of day
LONGEST_NAME = 60  # characters of the name of a broadcast
# What before a date tells that it is not one of saying something: of what is to come, or of a life.
TO_COME = re.compile(
    r"\b(?:will|ll|would|is to|are to|due|plans? to|set (?:to|for)|expires?|scheduled|expected|planned|next|born|died"
    r"|killed|married|founded|elected|since|until)\b[^,.;:]*$|\bto\s$"  # and moved to Monday
)
# A paragraph of a live page that is a time alone, "7:30 p.m.": what follows happened on the day of printing.
CLOCK = re.compile(r"\s*(?:\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\b\.?|\d{1,2}[:.]\d\d|noon|midnight)\.?:?\s*", re.I)
# "HOLM, Aug. 24 (Wire)": the day of printing, said of nothing.
BEFORE_DATELINE = re.compile(r"[A-Z]{2}[A-Z .’'-]{1,30}(?:, [A-Z][A-Za-z. ]{1,20})?,? ")
AFTER_DATELINE = re.compile(r"\s*[(–—-]")
# “Lantern News Sunday,”: a broadcast named for its day, between marks.
BROADCAST = re.compile(r"[“\"‘'](?:[A-Z]\w*\s){1,4}$")
MARK = re.compile(r"[,.]?[”\"’']")
# Before a date what is not told in a main clause in the past, behind one that time has passed: no date to count from.
APART = frozenset(
    "who which where whose that since until ahead before after due will would had has have been (".split()
)
# Behind these a sentence tells of what is to come: "On Monday Orr said the paper will watch the debate".
MODAL = re.compile(r"\b(?:will|would|could|may|might|should)\b")
PASSED = re.compile(r"\b(?:hour|day|week|month|year)s?\s(?:later|earlier|before|after)\b|\b[Tt]he\s\w+\sweek\b")
FEW = 5  # dates of a sentence that are looked at
FULL = len("2025-06-12")
Expression = tuple[Span, str | None]  # where it stands, and what it settles


class Day(NamedTuple):
    """A date that an entry gives: where, what it settles (an ISO day, month or year), its words, its sentence."""

    span: Span
    on: str
    basis: str
    place: Span  # of the sentence
    paragraph: int
    sentence: str
    settings: frozenset[str]  # that it tells of: stage, air, press ...
    matter: frozenset[str]  # what it is about
    deed: Deed

    def relation(self, who: str | None, surname: str | None) -> str:
        """How the sentence has a person.

        subject (by name, it or who), pronoun (he or she, who means them), possessive ("Orr's rally"), a or b (named
        before or after the date), other (another "he", any "they"), none; clock for a time alone, ? where nobody is
        asked for.
        """
        doer = self.deed.doer
        if self.deed.how == "clock":
            return "clock"
        if not surname:
            return "?"
        if doer.name and doer.name == who:
            return "pronoun" if doer.is_pronoun else "subject"
        if doer.is_pronoun:
            return "other"
        told = self.sentence[doer.place.start - self.place.start : doer.place.end - self.place.start]
        at = -1 if doer.name else deeds.find(told, surname)
        if at >= 0:
            return "possessive" if told[at + len(surname) :].startswith(("’s", "'s")) else "subject"
        at = deeds.find(self.sentence, surname)
        return "none" if at < 0 else "a" if at < self.span.start - self.place.start else "b"


class Days:
    """The dates of an entry, read paragraph after paragraph as far as they are asked for."""

    def __init__(self, entry: Entry, quoted: Sequence[Span], printed: date | None, who: Who) -> None:
        """`quoted`: the entry's quotations, whose own words give no dates; `printed`: the day of printing; `who` tells
        whom a phrase names."""
        self._text, self._entry, self._paragraphs = entry.text, entry, entry.spans
        self._printed, self._who = printed, who
        self._quote_starts, self._quoted = [q.start for q in quoted], quoted
        self._all: list[Day] = []
        self._vague: list[int] = []  # where expressions stand that settle nothing: last week, recently
        self._read = 0  # paragraphs

    def until(self, paragraph: int, *, first: int, last: int) -> list[Day]:
        """Some of the dates up to the end of a paragraph, in order: the first of the entry, and the last."""
        self._read_to(min(paragraph, len(self._paragraphs) - 1))
        end = bisect_right(self._all, paragraph, key=attrgetter("paragraph"))
        start = max(0, end - last)
        return [*self._all[: min(first, start)], *self._all[start:end]]

    def _read_to(self, paragraph: int) -> None:
        """Read the dates up to the end of a paragraph."""
        while self._read <= paragraph:
            self._all += self._in_paragraph(self._read, self._paragraphs[self._read])
            self._read += 1

    @cached_property
    def told(self) -> list[tuple[int, str]]:
        """The dates of the whole entry in order, each with the number of its paragraph."""
        return [(number, on) for number, found in enumerate(self._expressions) for _, on in found if on]

    @cached_property
    def whole(self) -> Counter[str]:
        """How often the whole entry gives each date."""
        return Counter(on for _, on in self.told)

    @cached_property
    def first(self) -> tuple[int, str]:
        """The first full date of the entry, with the number of its paragraph."""
        return next((one for one in self.told if len(one[1]) == FULL), (len(self._paragraphs), "-"))

    def within(self, place: Span) -> str | None:
        """What the first date expression of a place settles, counted from the one before if it has to be."""
        found = self._expressions[self._entry.number(place.start)]
        return next((on for span, on in found if place.start <= span.start < place.end), None)

    def vague(self, start: int, end: int) -> int:
        """How many expressions stand between two places that settle nothing."""
        return max(0, bisect_left(self._vague, end) - bisect_right(self._vague, start))

    def _in_paragraph(self, number: int, paragraph: Span) -> Iterator[Day]:
        """The settled dates of a paragraph."""
        for span, on in self._expressions[number]:
            if on is None:
                self._vague.append(span.start)
            elif span == paragraph:
                yield self._day(span, on, paragraph, number, Deed("clock"))
            else:
                sentence = self._entry.paragraphs[number].tokens.around(span.start)
                deed = deeds.on(sentence, span, self._who)
                yield self._day(span, on, sentence.span(0, len(sentence)), number, deed)

    @cached_property
    def _expressions(self) -> list[list[Expression]]:
        """The date expressions of each paragraph that are of what was."""
        told: list[Expression] = []  # all so far, outside quotations
        return [list(self._find(paragraph, told)) for paragraph in self._paragraphs]

    def _find(self, paragraph: Span, told: list[Expression]) -> Iterator[Expression]:
        """The date expressions of a paragraph; `told` are those so far, to which it adds."""
        if self._printed and len(paragraph) <= LONGEST_CLOCK and CLOCK.fullmatch(paragraph.of(self._text)):
            yield paragraph, self._printed.isoformat()
            return
        for match, on in dates.find_all(self._text, paragraph.start, paragraph.end, self._printed):
            span = Span(*match)
            if self._is_quoted(span) or self._is_dateline(span, paragraph):
                continue
            words = span.of(self._text)
            if on is None and told and counted.EXPRESSION.fullmatch(words):
                first = self._counted_from(span, told)
                on = counted.settled(words, first, self._printed) if first else None
            told.append((span, on))
            if not (on and self._is_to_come(span)):
                yield span, on

    def _counted_from(self, span: Span, told: Sequence[Expression]) -> str | None:
        """The date that an expression is counted from: the only one of its sentence or the one before it, if that tells
        in its main clause what was; else None."""
        last, on = told[-1]
        sentence = self._sentence(last.start)
        is_last = sentence[1] == len(self._entry.paragraphs[sentence[0]].tokens.ranges) - 1
        following = (sentence[0] + 1, 0) if is_last else (sentence[0], sentence[1] + 1)
        if self._sentence(span.start) not in (sentence, following):
            return None
        others = {other for place, other in told[-FEW:] if self._sentence(place.start) == sentence}
        tokens = self._entry.paragraphs[sentence[0]].tokens.around(last.start)
        before = tokens.words[: bisect_left(tokens.spans, (last.start,))]  # without what is quoted
        is_apart = not APART.isdisjoint(before) or self._is_to_come(last)
        return None if others != {on} or is_apart or PASSED.search(self._text, last.end, span.start) else on

    def _sentence(self, at: int) -> tuple[int, int]:
        """The numbers of the paragraph and the sentence that a place is in."""
        number = self._entry.number(at)
        tokens = self._entry.paragraphs[number].tokens
        return number, tokens.sentences[max(0, bisect_right(tokens.spans, at, key=itemgetter(0)) - 1)]

    def _is_to_come(self, span: Span) -> bool:
        """True for a date of what is to come, or of a life."""
        return TO_COME.search(self._text, max(0, span.start - 80), span.start) is not None

    def _day(self, span: Span, on: str, sentence: Span, number: int, deed: Deed) -> Day:
        text = sentence.of(self._text)
        settings = deeds.settings_in(MODAL.split(text, maxsplit=1)[0])
        return Day(span, on, span.of(self._text), sentence, number, text, settings, deeds.matter(text), deed)

    def _is_quoted(self, span: Span) -> bool:
        """True for words of a quotation, but not for the name of a broadcast."""
        number = bisect_right(self._quote_starts, span.start) - 1
        if number < 0 or span.end > self._quoted[number].end:
            return False
        named = BROADCAST.search(self._text, max(self._quoted[number].start, span.start - LONGEST_NAME), span.start)
        return not (named and MARK.match(self._text, span.end))

    def _is_dateline(self, span: Span, paragraph: Span) -> bool:
        return bool(
            BEFORE_DATELINE.fullmatch(self._text, paragraph.start, span.start)
            and AFTER_DATELINE.match(self._text, span.end)
        )
