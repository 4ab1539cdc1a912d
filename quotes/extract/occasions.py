"""Which of the dates that an entry gives is the day a quotation was spoken on, where its own clause gives none.

A weighed choice among the dates before it (and those beside it) and none at all; the weights are in
`weights/occasions.json`, learned as `weights/README.md` tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from quotes.extract import dates, lexicon
from quotes.extract.weighing import softmax, weights_in
from quotes.model import Entry, Span

LEAST = 0.72  # the chance below which no date is given
RECENT = 20  # quotations before that are remembered
REACH = 600  # characters of a sentence on either side of a date
MOST = 6  # dates looked at
WEIGHTS = "occasions"
STOP = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Dr)[.!?][”\"’')]*\s+(?=[“\"‘'(]*[A-Z])"
)
WORD = re.compile(r"[A-Za-z]+")
# What before a date tells that it is not one of saying something: of what is to come, or of a life.
TO_COME = re.compile(
    r"\b(?:will|would|is to|are to|due to|plans? to|set to|scheduled|born|died|killed|married|founded|elected|since"
    r"|until)\b[^,.;:]*$"
)
MATTER = re.compile(r"\w+\s(?:of|about|over)\s[^,.;:]*$")  # said of the flood on Sunday
COMING = frozenset("will next would tomorrow scheduled plans planned expected upcoming until before".split())
PERFECT = frozenset("has had have once previously earlier since".split())


@dataclass(frozen=True, slots=True)
class Day:
    """A date that an entry gives: where, what it settles (an ISO day, month or year), its words, its sentence."""

    span: Span
    on: str
    basis: str
    sentence: str
    place: Span  # of the sentence
    paragraph: int
    reports: bool  # the sentence has a reporting verb,
    is_event: bool  # a noun of an occasion,
    is_coming: bool  # words of the future,
    is_perfect: bool  # or of the past before the past


MISSING = Day(Span(0, 0), "", "", "", Span(0, 0), 0, False, False, False, False)


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation as far as its date goes: where it and its cue stand, who spoke, and the cue's words."""

    span: Span
    anchor: int  # the place of the cue, or of the quotation where there is none
    speaker: str | None
    cue: str
    is_other: bool  # its clause does not plainly go on with a statement


class Occasions:
    """The dates of an entry, and of which of them its quotations are."""

    def __init__(self, text: str, entry: Entry, quoted: Sequence[Span], printed: date | None) -> None:
        """`quoted`: the entry's quotations, whose own words give no dates; `printed`: the day of printing."""
        self._text, self._printed = text, printed
        self._paragraphs = entry.paragraphs
        self._starts = [p.start for p in entry.paragraphs]
        self._quote_starts, self._quoted = [q.start for q in quoted], quoted
        self.days: list[Day] = []
        self._read = 0  # how many paragraphs have been looked at
        self._last: tuple[str | None, Day | None] = (None, None)
        self._spoken: deque[tuple[int, str | None]] = deque(maxlen=RECENT)  # where quotations stood, and whose
        self._given: dict[str | None, Day | None] = {}  # the last day that each speaker was given

    def _in_paragraph(self, number: int, paragraph: Span) -> list[Day]:
        """The settled dates of a paragraph outside its quotations."""
        found = []
        for match, on in dates.find_all(self._text, paragraph.start, paragraph.end, self._printed):
            span = Span(*match)
            if on and not self._is_quoted(span) and not TO_COME.search(self._text, max(0, span.start - 80), span.start):
                found.append(self._day(span, on, self._sentence(span.start, paragraph), number))
        return found

    def _day(self, span: Span, on: str, sentence: Span, number: int) -> Day:
        """A date with what its sentence tells."""
        text = sentence.of(self._text)
        words = set(WORD.findall(text.lower()))
        reports, event = not words.isdisjoint(lexicon.cues()), not words.isdisjoint(lexicon.context("occasion"))
        coming, perfect = not words.isdisjoint(COMING), not words.isdisjoint(PERFECT)
        return Day(span, on, span.of(self._text), text, sentence, number, reports, event, coming, perfect)

    def _is_quoted(self, span: Span) -> bool:
        number = bisect_right(self._quote_starts, span.start) - 1
        return number >= 0 and span.end <= self._quoted[number].end

    def _sentence(self, at: int, paragraph: Span) -> Span:
        """The sentence around a place of a paragraph."""
        start, end = max(paragraph.start, at - REACH), min(paragraph.end, at + REACH)
        for stop in STOP.finditer(self._text, start, end):
            if stop.end() <= at:
                start = stop.end()
            else:
                end = stop.end()
                break
        return Span(start, end)

    def day(self, said: Said) -> Day | None:
        """The date a quotation was spoken on; None where none is likely enough."""
        chosen = self.choose(self.candidates(said), said)
        self.settled(said, chosen)
        return chosen

    def settled(self, said: Said, day: Day | None) -> None:
        """Note the day of a quotation."""
        self._last = said.speaker, day
        self._given[said.speaker] = day
        self._spoken.append((said.anchor, said.speaker))

    def choose(self, days: Sequence[Day], said: Said) -> Day | None:
        """The likeliest of some dates, or None."""
        if not days:
            return None
        shares = softmax(self.features(days, said), self.weights())
        by_date: dict[str, float] = {}
        for day, share in zip(days, shares[1:], strict=True):
            by_date[day.on] = by_date.get(day.on, 0.0) + share
        best = max(by_date, key=by_date.__getitem__)
        if by_date[best] < LEAST:
            return None
        return max(
            (pair for pair in zip(days, shares[1:], strict=True) if pair[0].on == best), key=lambda pair: pair[1]
        )[0]

    def weights(self) -> dict[str, float]:
        """The weight of each feature."""
        return weights_in(WEIGHTS)

    def candidates(self, said: Said) -> list[Day]:
        """The dates a quotation may be of, the last first: those before it and those of its own paragraph."""
        number = bisect_right(self._starts, said.anchor) - 1
        while self._read <= number:
            self.days += self._in_paragraph(self._read, self._paragraphs[self._read])
            self._read += 1
        last = bisect_right(self.days, number, key=attrgetter("paragraph"))
        near = self.days[max(0, last - MOST) : last][::-1]
        return [day for day in near if not MATTER.match(self._text, said.anchor, day.span.start)]

    def features(self, days: Sequence[Day], said: Said) -> list[list[str]]:
        """What is known of no date at all, and then of each of some dates, as words."""
        speaker, last = self._last
        same = speaker == said.speaker and speaker is not None
        spread = min(len({day.on for day in days}), 3)
        nothing = [
            "0",
            f"0c{said.cue}",
            f"0o{said.is_other}",
            f"0s{same}{last is not None}",
            f"0n{spread}",
            f"0os{said.is_other}{same}{last is not None}",
        ]
        number = bisect_right(self._starts, said.anchor) - 1
        return [nothing, *(self._of(day, rank, said, number, same, last, spread) for rank, day in enumerate(days))]

    def _of(self, day: Day, rank: int, said: Said, number: int, same: bool, last: Day | None, spread: int) -> list[str]:
        near = number - day.paragraph
        where = (
            "s"
            if day.place.start <= said.anchor < day.place.end
            else (("b" if day.span.start < said.anchor else "a") if not near else min(near, 5))
        )
        names_speaker = self._names(day, said)
        cues, event, coming, perfect = day.reports, day.is_event, day.is_coming, day.is_perfect
        chain = "same" if last and last.on == day.on else "other" if last else "none"
        size = len(day.on)
        between = [who for at, who in self._spoken if at > day.span.start]
        others = min(len({who for who in between if who != said.speaker}), 2)
        mine = said.speaker in between
        given = self._given.get(said.speaker, MISSING)
        my = "new" if given is MISSING else "none" if given is None else "same" if given.on == day.on else "other"
        ago = self._ago(day)
        early = "lead" if day.paragraph < 2 else "later"
        return [
            f"w{where}", f"k{min(rank, 4)}", f"wk{where}{min(rank, 3)}", f"n{names_speaker}",
            f"nw{names_speaker}{where}", f"c{cues}{where}", f"nc{names_speaker}{cues}", f"e{event}{where}",
            f"ne{names_speaker}{event}", f"f{coming}", f"p{perfect}", f"fp{coming}{perfect}{names_speaker}",
            f"h{chain}{same}", f"hk{chain}{same}{min(rank, 2)}", f"ho{chain}{same}{said.is_other}", f"z{size}{where}",
            f"a{ago}", f"aw{ago}{where}", f"l{early}{min(near, 3)}", f"x{spread}{names_speaker}",
            f"o{said.is_other}{where}", f"on{said.is_other}{names_speaker}", f"C{said.cue}", f"b{others}{mine}",
            f"bn{others}{mine}{names_speaker}", f"m{my}", f"mb{my}{others}", f"mw{my}{where}",
            f"mo{my}{said.is_other}", f"xl{spread}{early}{cues}",
        ]  # fmt: skip

    def _names(self, day: Day, said: Said) -> str:
        """Whether the sentence of a date names the speaker: s as its first name, y somewhere, n not."""
        if not said.speaker:
            return "?"
        at = day.sentence.find(said.speaker.split()[-1])
        return "n" if at < 0 else "s" if at < 40 else "y"

    def _ago(self, day: Day) -> str:
        """How many days before printing a day is, in classes."""
        if len(day.on) < 10 or self._printed is None:
            return "-"
        days = (self._printed - date.fromisoformat(day.on)).days
        return "0" if not days else "1" if days == 1 else "6" if days < 7 else "30" if days < 31 else "far"
