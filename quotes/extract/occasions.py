"""On which of the dates that an entry gives a quotation was spoken, where its own clause gives none.

A weighed choice among the dates around it and none at all; the weights are in `weights/occasions.json`, learned as
`weights/README.md` tells. What was chosen for one quotation is not looked at for the next: quotations of one speaker
in a row share what they are judged by, the first of them above all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from quotes.extract.days import Day, Days
from quotes.extract.weighing import softmax, weights_in
from quotes.model import Entry, Span

LEAST = 0.70  # the chance below which no date is given
WEIGHTS = "occasions"
NEAR, LEAD = 5, 2  # dates looked at: the last of a quotation's paragraph and those before it, the first of the entry
RECENT = 20  # quotations before one that are looked at
RUN = 3  # paragraphs between two quotations of one speaker that are still one run
OPENING = 3  # paragraphs of an entry that say what it is about
REMOTE = 20_000  # characters before a paragraph in which its speaker may have been named
BESIDE = 150, 110  # characters before and after a quotation that tell of its occasion: words, names

MATTER = re.compile(r"\w+\s(?:of|about|over)\s[^,.;:]*$")  # said of the flood on Sunday
TIME = re.compile(
    r"\b(at the time|that (?:night|day|evening|morning|afternoon|year|month)|then|later|afterwards?"
    r"|hours (?:later|after|before)|minutes later|also|meanwhile|earlier|previously|once|recently|last week"
    r"|in (?:an?|the|his|her|one|another) (?:\w+ ){0,2}"
    r"(?:interview|statement|speech|email|e-mail|tweet|post|memo|letter|op-ed)"
    r"|the (?:next|following|same) (?:day|night)|years ago|last year|this week|on Twitter)\b"
)
# Another occasion, whose day is not told: "had said last week that", "In an earlier message Orr complained."
UNTOLD = re.compile(
    r"\b(?:(?:last|this) week|weekend|recently)\b[^.!?]*$|\b(?:earlier|previous|past|recent|separate|another) (?:\w+ )?"
    r"(?:message|statement|interview|speech|letter|e-?mail|tweet|post|appearance|remarks|column|report|op-ed)s?\b",
    re.I,
)
WORD = re.compile(r"[A-Za-z]+")
NAME = re.compile(r"\b[A-Z][a-zA-Z]{2,}")
RELATIONS = "subject pronoun possessive clock a b other ? none".split()  # of a sentence to a speaker, the best first


@dataclass(frozen=True, slots=True)
class Said:
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
    is_settled: bool = False
    on: str | None = None


@dataclass(slots=True)
class Beside:
    """A quotation among the others of its entry, with what stands around it."""

    said: Said
    number: int
    paragraph: int
    who: str | None  # the speaker, or where none is known the one before
    surname: str | None
    last: Beside | None  # the quotation before it, if it is of the same speaker: both are of one run
    there: str  # the occasion that the run has named: "in interview"
    is_elsewhere: bool  # a clause of the run has named an occasion of its own
    time: str  # a word of time beside it
    is_untold: bool  # it is of another occasion, whose day is not told
    words: frozenset[str]
    names: frozenset[str]
    is_fragment: bool
    is_new: bool  # its speaker is not named before its paragraph,
    is_leading: bool  # is named in the entry's first paragraphs,
    is_titular: bool  # or in its title
    own: int | None  # the last quotation before of this speaker that has a date of its own
    share: int = 0  # of the entry's quotations that are the speaker's, in quarters
    first: Beside = field(init=False)  # of its run


class Occasions:
    """The dates of an entry, and of which of them its quotations are."""

    def __init__(
        self, text: str, entry: Entry, quoted: Sequence[Span], printed: date | None, title: str | None = None
    ) -> None:
        """`quoted`: the entry's quotations, whose own words give no dates; `printed`: the day of printing."""
        self._text, self._printed, self._title = text, printed, title or ""
        self._paragraphs, self._starts = entry.paragraphs, [p.start for p in entry.paragraphs]
        self._days = Days(text, entry, quoted, printed)
        self._beside: list[Beside] = []
        self._opening = text[entry.paragraphs[0].start : entry.paragraphs[:OPENING][-1].end]

    def dated(self, said: Sequence[Said]) -> Iterator[Day | None]:
        """The date of each quotation of the entry; None where none is likely enough, or its own clause settled it."""
        self._beside = self._placed(said)
        for one in self._beside:
            settled = one.said.is_settled or one.is_untold or self._has_other_listener(one)
            yield None if settled else self.choose(self.candidates(one), one)

    def choose(self, days: Sequence[Day], one: Beside) -> Day | None:
        """The likeliest of some dates, by its sentence that tells most; None where it is not likely enough."""
        if not days:
            return None
        grouped = by_date(days)
        shares = softmax(self.features(grouped, one), weights_in(WEIGHTS))[1:]
        share, on = max(zip(shares, grouped, strict=True))
        return self._telling(grouped[on], one) if share >= LEAST else None

    def candidates(self, one: Beside) -> list[Day]:
        """The dates a quotation may be of, in order: the entry's first, and the last up to the end of its paragraph."""
        days = self._days.until(one.paragraph, first=LEAD, last=NEAR)
        return [day for day in days if not MATTER.match(self._text, one.said.anchor, day.span.start)]

    def _has_other_listener(self, one: Beside) -> bool:
        """True where a speaker who told one paper on a day of its own tells another: `told the Ledger`."""
        if one.own is None or not one.said.is_elsewhere:
            return False
        last = self._beside[one.own]
        return last.said.is_elsewhere and last.names.isdisjoint(one.names)

    # ------------------------------------------------------------------ the quotations, each among the others

    def _placed(self, said: Sequence[Said]) -> list[Beside]:
        """The quotations of an entry with what stands around each."""
        placed: list[Beside] = []
        speakers = Counter(one.speaker for one in said)
        own: dict[str, int] = {}
        for number, one in enumerate(said):
            paragraph = bisect_right(self._starts, one.anchor) - 1
            last = placed[-1] if placed else None
            is_near = last is not None and paragraph - last.paragraph <= 1
            who = one.speaker or (last.who if last and is_near else None)
            goes_on = last and who and last.who == who and paragraph - last.paragraph <= RUN
            placed.append(self._around(one, number, paragraph, who, last if goes_on else None, own.get(who or "")))
            placed[-1].share = 4 * speakers[one.speaker] // len(said) if one.speaker else 0
            if one.on and who:
                own[who] = number
        return placed

    def _around(
        self, one: Said, number: int, paragraph: int, who: str | None, last: Beside | None, own: int | None
    ) -> Beside:
        begin, end = self._paragraphs[paragraph].start, max(self._paragraphs[paragraph].end, one.span.end)
        before = self._text[max(begin, one.span.start - BESIDE[0]) : one.span.start]
        after = self._text[one.span.end : min(end, one.span.end + BESIDE[0])]
        near = f"{before[-BESIDE[1] :]} {after[: BESIDE[1]]}"
        found = TIME.search(f"{before} | {after}")
        time = _short(found.group().lower()) if found else "-"
        inner = one.span.of(self._text).lstrip("“”\"'‘’ ")
        surname = who.split()[-1] if who else None
        beside = Beside(
            one, number, paragraph, who, surname, last,
            there=time if time.startswith("in ") else last.there if last else "-",
            is_elsewhere=one.is_elsewhere or (last is not None and last.is_elsewhere),
            time=time,
            is_untold=UNTOLD.search(before) is not None,
            words=frozenset(WORD.findall(f"{before} {after}".lower())),
            names=frozenset(NAME.findall(near)) - frozenset((who or "").split()),
            is_fragment=inner[:1].islower(),
            is_new=surname is not None and surname not in self._text[max(0, begin - REMOTE) : begin],
            is_leading=surname is not None and surname in self._opening,
            is_titular=surname is not None and surname in self._title,
            own=own,
        )  # fmt: skip
        beside.first = last.first if last else beside
        return beside

    # ------------------------------------------------------------------ what is known of each date, as words

    def features(self, grouped: dict[str, list[Day]], one: Beside) -> list[list[str]]:
        """What is known of no date at all, and then of each of some dates, as words."""
        spread = min(len(grouped), 3)
        days = [day for same in grouped.values() for day in same]
        return [self._of_none(one, spread), *(self._of_date(same, days, one, spread) for same in grouped.values())]

    def _of_none(self, one: Beside, spread: int) -> list[str]:
        said, first = one.said, one.first
        return [
            "0",
            f"0 cue {said.cue}",
            f"0 tense {said.tense} {said.is_other}",
            f"0 goes on {said.is_other} {said.is_elsewhere}",
            f"0 spread {spread}",
            f"0 time {one.time}",
            f"0 kind {said.kind}",
            f"0 new {one.is_new} {one.is_leading}",
            f"0 share {one.share} {one.is_titular}",
            f"0 fragment {one.is_fragment} {said.is_other}",
            f"0 run {one.is_elsewhere} {one.there}",
            f"0 in run {min(one.number - first.number, 2)} {said.is_other}",
            f"0 first new {first.is_new} {first.is_leading}",
            f"0 first tense {first.said.tense}",
        ]

    def _of_date(self, same: Sequence[Day], days: Sequence[Day], one: Beside, spread: int) -> list[str]:
        """What is known of one date: of its nearest sentence, of the one that tells most, of the first, of all."""
        said = one.said
        near = self._nearest(same, one)
        best = self._telling(same, one)
        relation = best.relation(one.surname)
        first, first_relation = same[0], same[0].relation(one.surname)
        opens = first.paragraph < OPENING
        ago = self._ago(near.on)
        return [
            *self._of_nearest(near, one),
            *self._of_telling(best, one),
            *self._between(best, days, one, relation),
            *self._of_own(near.on, one),
            f"relation {relation}",
            f"relation {relation} {said.is_other} {said.is_elsewhere}",
            f"relation {relation} {spread}",
            f"relation {relation} {one.time}",
            f"opens {opens} {first_relation}",
            f"opens {opens} {spread}",
            f"opens {opens} {first.deed.sort} {bool(first.deed.event)}",
            f"opens {opens} {first_relation} {one.is_titular}",
            f"opens {opens} {first_relation} {one.share}",
            f"ago {ago}",
            f"ago {ago} {said.tense}",
            f"ago {ago} {opens}",
        ]

    def _of_nearest(self, day: Day, one: Beside) -> list[str]:
        """What the nearest sentence with a date tells: how far it is, and whether the clause goes on from it."""
        relation, where = day.relation(one.surname), self._where(day, one)
        goes_on = f"{one.said.is_other} {one.said.is_elsewhere}"
        return [
            f"near where {where} {relation}",
            f"near first {self._where(day, one.first)}",
            f"near clause {day.deed.clause} {relation}",
            f"near goes on {goes_on} {relation}",
            f"near goes on {goes_on} {where}",
        ]

    def _of_telling(self, day: Day, one: Beside) -> list[str]:
        """What the sentence that tells most says was done, by whom, and what it shares with a quotation's clause."""
        deed, relation, where = day.deed, day.relation(one.surname), self._where(day, one)
        event = bool(deed.event)
        return [
            f"best where {where} {relation}",
            f"best deed {relation} {deed.sort} {event}",
            f"best deed {where} {deed.sort} {event}",
            f"best clause {deed.clause} {relation}",
            f"best size {len(day.on)} {deed.sort} {relation}",
            f"best tense {one.said.tense} {relation}",
            f"best event {deed.event in one.words} {relation}",
            f"best names {not day.names.isdisjoint(one.names)} {relation} {one.said.is_elsewhere}",
            f"best run {one.is_elsewhere} {one.there} {relation}",
        ]

    def _between(self, day: Day, days: Sequence[Day], one: Beside, relation: str) -> list[str]:
        """What lies between a date and a quotation: other dates, others who speak, the speaker."""
        if day.span.start >= one.said.anchor:
            return []
        recent = self._beside[max(0, one.number - RECENT) : one.number]
        between = [other for other in recent if other.said.anchor >= day.span.start]
        others = min(len({other.who for other in between} - {one.who}), 2)
        speaks = one.who is not None and any(other.who == one.who for other in between)
        later = [d for d in days if day.span.start < d.span.start <= one.said.anchor and d.on != day.on]
        far = one.paragraph - day.paragraph
        return [
            f"others {others} {speaks}",
            f"others {others} {speaks} {relation}",
            f"others {others} {_near(far)}",
            f"quotations {min(len(between), 4)}",
            f"later {min(len({d.on for d in later}), 2)} {relation}",
        ]

    def _of_own(self, on: str, one: Beside) -> list[str]:
        """What the dates that other quotations have of their own tell of one."""
        said, found = one.said, []
        last = self._beside[one.number - 1] if one.number else None
        if last and last.said.on:
            equal, same = last.said.on == on, last.who == one.who is not None
            found += [
                f"last own {equal} {same} {said.is_other}",
                f"last own {equal} {same} {last.paragraph < one.paragraph}",
            ]
        if one.own is not None:
            equal = self._beside[one.own].said.on == on
            found += [f"own {equal} {min(one.number - one.own, 4)}", f"own {equal} {said.is_other} {said.is_elsewhere}"]
        return found

    def _where(self, day: Day, one: Beside) -> str:
        """Where a date stands: in the sentence of a quotation, its paragraph, or how many before or after."""
        far = one.paragraph - day.paragraph
        if day.place.start <= one.said.anchor < day.place.end or day.place.start <= one.said.span.start < day.place.end:
            return "sentence"
        if not far:
            return "before" if day.span.start < one.said.anchor else "after"
        return str(_near(far))

    def _nearest(self, days: Sequence[Day], one: Beside) -> Day:
        """The last of some dates before a quotation, else the first after it."""
        before = bisect_right(days, one.said.anchor, key=lambda day: day.span.start)
        return days[max(0, before - 1)]

    def _telling(self, days: Sequence[Day], one: Beside) -> Day:
        """The date whose sentence has most to do with the speaker; of equal ones the last before the quotation."""
        before = [day for day in days if day.span.start <= one.said.anchor]
        if not before:
            return days[0]
        return min(reversed(before), key=lambda day: RELATIONS.index(day.relation(one.surname)))

    def _ago(self, on: str) -> str:
        """How many days before printing a day is, in classes; six may be tomorrow, misprinted."""
        if len(on) < 10 or self._printed is None:
            return "-"
        days = (self._printed - date.fromisoformat(on)).days
        return str(days) if days < 2 else "2" if days < 3 else "5" if days < 6 else "6" if days == 6 else "far"


def by_date(days: Sequence[Day]) -> dict[str, list[Day]]:
    """Dates by what they settle, each in the order of the text."""
    found: dict[str, list[Day]] = {}
    for day in days:
        found.setdefault(day.on, []).append(day)
    return found


def _short(time: str) -> str:
    """A word of time without what is inside it: `in a long interview` is `in interview`."""
    return f"in {time.split()[-1]}" if time.startswith("in ") else time


def _near(far: int) -> int:
    """A number of paragraphs, in classes."""
    return far if far < 4 else 4 if far < 7 else 7
