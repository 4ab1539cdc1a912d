"""On which of the dates that an entry gives a quotation was spoken, where its own clause gives none.

A weighed choice among the dates around it and none at all; the weights are in `weights/occasions.json`, learned as
`weights/README.md` tells. What was chosen for one quotation is not looked at for the next: quotations of one speaker
in a row share what they are judged by, the first of them above all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from quotes.extract.attribution.places import Entry
from quotes.extract.dating.beside import Around, Beside, Said
from quotes.extract.dating.clues import OTHERS, Clues, by_date
from quotes.extract.dating.days import Day, Days
from quotes.extract.dating.deeds import Who
from quotes.extract.grammar import lexicon
from quotes.extract.weighing import softmax, weights_in
from quotes.model import Span

LEAST = 0.5  # the chance below which a date is not given,
SURE = 0.77  # and that for a document's or a body's, and for one whose sentence tells of others, not of the speaker
WRITING = ("document", "institution")  # kinds of speakers whose words are mostly written, on any day
WEIGHTS = "occasions"
NEAR, LEAD = 5, 2  # dates looked at: the last of a quotation's paragraph and those before it, the first of the entry
BELOW = 2  # paragraphs after a quotation before all dates in which the first is looked for
MATTER = re.compile(r"\w+\s(?:of|about|over)\s[^,.;:]*$")  # said of the flood on Sunday
NOBODY = re.compile(r"(?:Nobody|No one|None|Neither)\b")  # that did something on a day
SPEAKING = re.compile(r"Speaking\s(?:of|about)\s[^,.;:]*$")  # Speaking of the flood on Sunday
INTERVIEW_OUT = re.compile(r"\binterview\b[^.;:]{0,60}\b(?:published|posted|out)\b")
APPEARED = re.compile(
    r"(?:\b(?:study|studies|research|paper|findings|trial)\b,?\s"
    r"(?:(?:that |which )?(?:was|were) )?(?:published|released)\b"
    rf"|{INTERVIEW_OUT.pattern})[^.;:]*$"
)


class Occasions:
    """The dates of an entry, and of which of them its quotations are."""

    clues: Clues  # of the quotations that are dated

    def __init__(self, entry: Entry, quoted: Sequence[Span], printed: date | None, who: Who) -> None:
        """`quoted`: the entry's quotations, whose own words give no dates; `printed`: the day of printing; `who` tells
        the fullest name of whom a phrase means."""
        self._text, self._printed = entry.text, printed
        self._days = Days(entry, quoted, printed, who)
        self._around = Around(entry.text, entry.spans)
        self._beside: list[Beside] = []
        self._spoken_of: dict[int, bool] = {}  # by the place of the date
        self._appearing: dict[int, bool] = {}

    def dated(self, said: Sequence[Said]) -> Iterator[Day | None]:
        """The date of each quotation of the entry; None where none is likely enough, or its own clause settled it."""
        self._beside = self._around.placed(said)
        self.clues = Clues(self._days, self._beside, self._printed)
        for one in self._beside:
            if one.said.is_settled or one.is_untold or self._has_other_listener(one):
                yield None
            elif one.said.is_then:
                yield self._last(one)
            else:
                yield self.choose(self.candidates(one), one)

    def told_at(self, place: Span) -> str | None:
        """What the first date expression of a place settles, counted from the one before if it has to be."""
        return self._days.within(place)

    def choose(self, days: Sequence[Day], one: Beside) -> Day | None:
        """The likeliest of some dates, by its sentence that tells most; None where it is not likely enough."""
        if not days:
            return None
        grouped = by_date(days)
        shares = softmax(self.clues.features(grouped, one), weights_in(WEIGHTS))[1:]
        share, on = max(zip(shares, grouped, strict=True))
        day = self.clues.telling(grouped[on], one)
        return day if share >= self.least(day, one) else None

    def least(self, day: Day, one: Beside) -> float:
        """The chance below which a quotation is not given a date; higher for those of another clause of its sentence:
        `Orr rejects the plan unveiled on Monday, saying`, `said it was "right" when she spoke on Monday`."""
        is_own = day.place.start <= one.said.anchor < day.place.end and day.deed.verb not in (-1, one.said.anchor)
        is_beside = is_own and (day.deed.clause == "relative" or day.span.start > one.said.span.start)
        is_doubtful = is_beside or one.said.kind in WRITING or self.clues.relation(day, one) in OTHERS
        return SURE if is_doubtful else LEAST

    def candidates(self, one: Beside) -> list[Day]:
        """The dates a quotation may be of, in order: the entry's first, and the last up to the end of its paragraph.

        One before all dates, above the paragraph that tells of the day, may be of the first that follows.
        """
        days = self._days.until(one.paragraph, first=LEAD, last=NEAR)
        days = days or self._days.until(one.paragraph + BELOW, first=1, last=0)
        return [day for day in days if not self._is_of_another_deed(day, one)]

    def _last(self, one: Beside) -> Day | None:
        """The last date before a quotation, to which `said at the time` points back."""
        return next((day for day in reversed(self.candidates(one)) if day.span.start < one.said.anchor), None)

    def _is_of_another_deed(self, day: Day, one: Beside) -> bool:
        """True for the day of what is spoken of (`said of the flood on Sunday`), and of the appearing of a study or an
        interview: a person may have spoken on any other."""
        if day.deed.clause == "relative" and day.deed.sort.endswith("+") and day.place.end < one.said.anchor:
            return True  # "Orr, who had said on Thursday that it was over, wept. "No," she said."
        if one.said.anchor < day.span.start and MATTER.match(self._text, one.said.anchor, day.span.start):
            return True
        if self._is_spoken_of(day):
            return True
        if day.deed.before in lexicon.context("published") and self.clues.relation(day, one) in OTHERS:
            return True  # "said in a statement released on Wednesday", of somebody else
        return one.said.kind == "person" and self._tells_of_appearing(day)

    def _is_spoken_of(self, day: Day) -> bool:
        """True for a day that is what somebody speaks of, and for one on which nobody did something."""
        at, sentence = day.span.start, day.place.start
        if at not in self._spoken_of:
            speaks = SPEAKING.match(self._text, sentence, at) or NOBODY.match(self._text, sentence)
            self._spoken_of[at] = speaks is not None
        return self._spoken_of[at]

    def _tells_of_appearing(self, day: Day) -> bool:
        """True for the day of the appearing of a study or an interview."""
        at = day.span.start
        if at not in self._appearing:
            self._appearing[at] = APPEARED.search(self._text, day.place.start, at) is not None
        return self._appearing[at]

    def _has_other_listener(self, one: Beside) -> bool:
        """True where a speaker who told one paper on a day of its own tells another: `told the Ledger`."""
        if one.own is None or not one.said.is_elsewhere or one.said.cue not in lexicon.context("told"):
            return False
        last = self._beside[one.own]
        return last.said.is_elsewhere and last.names.isdisjoint(one.names)
