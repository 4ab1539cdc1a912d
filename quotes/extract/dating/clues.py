"""What is known of each date that a quotation may be of, as words that are weighed (`occasions`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from quotes.extract.dating.beside import OPENING, Beside
from quotes.extract.dating.days import Day, Days

RECENT = 20  # quotations before one that are looked at
CACHED = 20_000
WORDS = re.compile(
    r"(?P<today>\b(?:today|tonight|this\s(?:morning|afternoon|evening)))|(?P<yesterday>\b(?:yesterday|last\snight)\b)"
    r"|(?P<part>day\s(?:morning|afternoon|evening|night))|(?P<weekday>day\b)|(?P<figure>\d)",
    re.I,
)
OTHERS = ("other", "?", "none")
RELATIONS = (*"subject pronoun possessive clock a b".split(), *OTHERS)  # of a sentence to a speaker, the best first


class Clues:
    """What an entry tells of its dates."""

    def __init__(self, days: Days, beside: Sequence[Beside], printed: date | None) -> None:
        """`beside`: the entry's quotations in order; `printed`: the day of printing."""
        self._days, self._beside, self._printed = days, beside, printed
        self._speakers = {one.said.anchor: one.who for one in beside}  # by the place of the cue
        self._relations: dict[tuple[int, str | None], str] = {}  # by the place of the date and the speaker

    def features(self, grouped: dict[str, list[Day]], one: Beside) -> list[list[str]]:
        """What is known of no date at all, and then of each of some dates, as words."""
        nearest = {on: self._nearest(same, one) for on, same in grouped.items()}
        before = sorted(day.span.start for day in nearest.values() if day.span.start < one.said.anchor)
        dates = [self._of_date(on, same, one, nearest, before) for on, same in grouped.items()]
        return [self._of_none(one), *dates]

    def _of_none(self, one: Beside) -> list[str]:
        """What speaks for no date at all."""
        return [
            f"0 cue {one.said.cue}",
            f"0 kind {one.said.kind}",
            f"0 says {one.voice.share} of {min(one.voice.speakers, 6) // 2}",
            *(f"0 scene {word}" for word in sorted(one.scene)),
        ]

    def _of_date(
        self, on: str, same: Sequence[Day], one: Beside, nearest: dict[str, Day], before: Sequence[int]
    ) -> list[str]:
        """What is known of one date: of itself, of its nearest sentence, of the one that tells most.

        The noun of an occasion counts only where its sentence tells of the speaker. `nearest`: the nearest sentence of
        each date; `before`: where those before the quotation stand.
        """
        near, best = nearest[on], self.telling(same, one)
        later = len(before) - bisect_right(before, near.span.start)
        deed, relation, where, first = best.deed, self.relation(best, one), _where(near, one), _where(near, one.first)
        ago, opens, times = _ago(on, self._printed), same[0].paragraph < OPENING, min(len(same), 3)
        far = _far(one.paragraph - best.paragraph)
        event, near_relation = bool(deed.event), relation if near is best else self.relation(near, one)
        return [
            *self._between(best, one),
            *self._among(one, far),
            *self._of_own(on, one),
            *self._of_entry(on, near, one, where, relation in OTHERS),
            f"ago {ago}",
            f"ago {ago} tense {one.said.tense}",
            f"ago {ago} opens {opens}",
            f"ago {ago} times {times}",
            f"form {len(on)} words {len(near.basis.split())}",
            f"told {_told(best.basis)}",
            f"earliest {on == next(iter(nearest))} where {where if near is best else _where(best, one)}",
            f"later {min(later, 2)} where {where}",
            f"where {where} relation {near_relation}",
            f"where {where} event {event}",
            f"first where {first} clause {deed.clause}",
            f"cue {one.said.cue} far {far}",
            f"relation {relation} leading {one.is_leading}",
            f"speaks first {one.voice.is_first} relation {relation}",
            f"reach {one.voice.reach} relation {relation}",
            f"how {deed.how} relation {relation}",
            f"sort {deed.sort} times {times}",
            f"under {deed.under} other {relation in OTHERS}",
            f"settings {not one.settings.isdisjoint(best.settings)} {bool(one.settings)} {bool(best.settings)}",
            *_shared(best, one),
            *([f"event {deed.event}"] if relation not in OTHERS else ()),
        ]

    def _of_entry(self, on: str, near: Day, one: Beside, where: str, is_other: bool) -> list[str]:
        """What the whole entry tells of a date: how much of it is told of this one, and what it leaves vague."""
        dates = len(self._days.told)
        share = 4 * self._days.whole[on] // dates
        paragraph, first = self._days.first
        vague = self._days.vague(near.span.start, one.said.anchor)
        return [
            f"share {share} of {min(dates, 6) // 2} other {is_other}",
            f"vague {min(vague, 2)} where {where}",
            f"first {on == first} in {min(paragraph, 4)}",
        ]

    def _between(self, day: Day, one: Beside) -> list[str]:
        """Who speaks between a date and a quotation: how many others, and the speaker."""
        if day.span.start >= one.said.anchor:
            return []
        start = day.span.start
        recent = self._beside[max(0, one.number - RECENT) : one.number]
        between = {other.who for other in recent if other.said.anchor >= start}
        others = min(len(between - {one.who}), 2)
        return [f"others {others} {one.who is not None and one.who in between}"]

    def _among(self, one: Beside, far: int) -> list[str]:
        """How near the last quotation is, and whether it and the next are the speaker's, by how far above a date is."""
        last, following = (
            self._beside[at] if 0 <= at < len(self._beside) else None for at in (one.number - 1, one.number + 1)
        )
        found = [f"ahead {following.who == one.who is not None if following else '-'} far {far}"]
        if last:
            found.append(f"behind {min(one.paragraph - last.paragraph, 3)} {last.who == one.who is not None} far {far}")
        return found

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

    def relation(self, day: Day, one: Beside) -> str:
        """How a date's sentence has the speaker of a quotation, as `Day.relation` tells.

        A cue of their own makes them its subject: `the candidate told Radio One on Sunday`.
        """
        key = day.span.start, one.who
        if key not in self._relations:
            is_theirs = one.who is not None and self._speakers.get(day.deed.verb) == one.who
            self._relations[key] = "subject" if is_theirs else day.relation(one.who, one.surname)
        return self._relations[key]

    def _nearest(self, days: Sequence[Day], one: Beside) -> Day:
        """The last of some dates before a quotation, else the first after it."""
        if len(days) == 1:
            return days[0]
        before = bisect_right(days, one.said.anchor, key=lambda day: day.span.start)
        return days[max(0, before - 1)]

    def telling(self, days: Sequence[Day], one: Beside) -> Day:
        """The date whose sentence has most to do with the speaker; of equal ones the last before the quotation."""
        if len(days) == 1:
            return days[0]
        before = [day for day in days if day.span.start <= one.said.anchor]
        if len(before) < 2:
            return days[0]
        return min(reversed(before), key=lambda day: RELATIONS.index(self.relation(day, one)))


def by_date(days: Sequence[Day]) -> dict[str, list[Day]]:
    """Dates by what they settle, each in the order of the text."""
    found: dict[str, list[Day]] = {}
    for day in days:
        found.setdefault(day.on, []).append(day)
    return found


@lru_cache(CACHED)
def _ago(on: str, printed: date | None) -> str:
    """How many days before printing a day is, in classes; six may be tomorrow, misprinted."""
    if len(on) < 10 or printed is None:
        return "-"
    days = (printed - date.fromisoformat(on)).days
    return str(days) if days < 2 else "2" if days < 3 else "5" if days < 6 else "6" if days == 6 else "far"


@lru_cache(CACHED)
def _told(words: str) -> str:
    """How the words of a date tell it: by the day of printing, a weekday, or else."""
    told = WORDS.search(words)
    return told.lastgroup or "-" if told else "-"


def _shared(day: Day, one: Beside) -> list[str]:
    """How much of what a date's sentence is about a quotation is about too, unless it stands there."""
    if day.place.start <= one.said.anchor < day.place.end:
        return []
    return [f"matter {min(len(day.matter & one.matter), 3)}"]


def _where(day: Day, one: Beside) -> str:
    """Where a date stands: in the sentence of a quotation, its paragraph, or how many before or after."""
    far = one.paragraph - day.paragraph
    if day.place.start <= one.said.anchor < day.place.end or day.place.start <= one.said.span.start < day.place.end:
        if day.deed.verb == one.said.anchor:
            return "clause"
        return "sentence" if day.span.start < one.said.span.start else "end"
    if not far:
        return "before" if day.span.start < one.said.anchor else "after"
    return str(far if far < 4 else 4 if far < 7 else 7)


def _far(paragraphs: int) -> int:
    """How many paragraphs a date is above a quotation, in classes; 0 too for one below."""
    return max(0, paragraphs) if paragraphs < 2 else 2 if paragraphs < 4 else 4
