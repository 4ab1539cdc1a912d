"""The dates an entry gives outside its quotations, each with what its sentence tells: who did what on that day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from operator import attrgetter
from typing import NamedTuple

from quotes.extract import dates, lexicon, phrases, subjects
from quotes.extract.tokens import Tokens, tokenize
from quotes.model import Entry, Span

REACH = 600  # characters of a sentence on either side of a date
CONTEXT = 350  # characters before a sentence that may name its "he"
LONGEST_CLOCK = 25  # characters of a paragraph that is a time of day
LONGEST_NAME = 60  # characters of the name of a broadcast
STOP = re.compile(
    r"[.!?](?<![A-Z]\.[A-Z].)(?<!Mr.)(?<!Ms.)(?<!Mrs.)(?<!Sen.)(?<!Rep.)(?<!Gov.)(?<!Dr.)[”\"’')]*\s+(?=[“\"‘'(]*[A-Z])"
)
WORD = re.compile(r"[a-z]+")
# What before a date tells that it is not one of saying something: of what is to come, or of a life.
TO_COME = re.compile(
    r"\b(?:will|would|is to|are to|due|plans? to|set (?:to|for)|expires?|scheduled|expected|planned|next|born|died"
    r"|killed|married|founded|elected|since|until)\b[^,.;:]*$"
)
# A paragraph of a live page that is a time alone, "7:30 p.m.": what follows happened on the day of printing.
CLOCK = re.compile(r"\s*(?:\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\b\.?|\d{1,2}[:.]\d\d|noon|midnight)\.?:?\s*", re.I)
# "HOLM, Aug. 24 (Wire)": the day of printing, said of nothing.
BEFORE_DATELINE = re.compile(r"[A-Z]{2}[A-Z .’'-]{1,30}(?:, [A-Z][A-Za-z. ]{1,20})?,? ")
AFTER_DATELINE = re.compile(r"\s*[(–—-]")
# “Lantern News Sunday,”: a broadcast named for its day, between marks.
BROADCAST = re.compile(r"[“\"‘'](?:[A-Z]\w*\s){1,4}$")
MARK = re.compile(r"[,.]?[”\"’']")
FULL = len("2025-06-12")
GRAMMAR = frozenset("i&spdwa,'D")  # the classes of words that are of grammar
OF_WHAT = 4  # words after a date that may say whose day it is: "Monday's town hall event"


class Deed(NamedTuple):
    """What a sentence says was done on a date.

    `how` the date stands: after (`spoke on Monday`), first (`On Monday Orr spoke`), of (`Monday's debate`) or clock.
    `sort` of the verb: the frame of a reporting verb, appearing, published, be, doing or other; + for the perfect.
    `clause`: main, reported or relative. `event`: the noun of an occasion (`spoke at a rally on Monday`).
    """

    how: str
    sort: str = "-"
    clause: str = "-"
    event: str = ""
    subject: str = ""
    is_pronoun: bool = False
    verb: int = -1  # where it stands
    word: str = "-"  # the verb itself
    under: str = "-"  # the word that puts the date under another clause or deed: after the vote on Monday
    beside: tuple[str, str] = ("-", "-")  # the words before and after the date


class Day(NamedTuple):
    """A date that an entry gives: where, what it settles (an ISO day, month or year), its words, its sentence."""

    span: Span
    on: str
    basis: str
    place: Span  # of the sentence
    paragraph: int
    sentence: str
    before: str  # the words before the sentence
    occasions: frozenset[str]  # its words for a rally, an interview or the like
    deed: Deed

    def relation(self, name: str | None) -> str:
        """How the sentence has somebody, by surname.

        subject, possessive ("Orr's rally"), pronoun ("he", after the name), a or b (named before or after the date),
        other (another "he"), none; clock for a time alone, ? where nobody is asked for.
        """
        if self.deed.how == "clock":
            return "clock"
        if not name:
            return "?"
        at = find(self.deed.subject, name)
        if at >= 0:
            return "possessive" if self.deed.subject[at + len(name) :].startswith(("’s", "'s")) else "subject"
        if self.deed.is_pronoun and find(self.before, name) >= 0:
            return "pronoun"
        at = find(self.sentence, name)
        if at >= 0:
            return "a" if at < self.span.start - self.place.start else "b"
        return "other" if self.deed.is_pronoun else "none"


class Days:
    """The dates of an entry, read paragraph after paragraph as far as they are asked for."""

    def __init__(self, text: str, entry: Entry, quoted: Sequence[Span], printed: date | None) -> None:
        """`quoted`: the entry's quotations, whose own words give no dates; `printed`: the day of printing."""
        self._text, self._printed, self._paragraphs = text, printed, entry.paragraphs
        self._quote_starts, self._quoted = [q.start for q in quoted], quoted
        self._all: list[Day] = []
        self._expressions: dict[int, list[tuple[Span, str | None]]] = {}  # by the number of the paragraph
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
        every = range(len(self._paragraphs))
        return [(number, on) for number in every for _, on in self._found(number) if on]

    @cached_property
    def whole(self) -> Counter[str]:
        """How often the whole entry gives each date."""
        return Counter(on for _, on in self.told)

    @cached_property
    def first(self) -> tuple[int, str]:
        """The first full date of the entry, with the number of its paragraph."""
        return next((one for one in self.told if len(one[1]) == FULL), (len(self._paragraphs), "-"))

    def vague(self, start: int, end: int) -> int:
        """How many expressions stand between two places that settle nothing."""
        return max(0, bisect_left(self._vague, end) - bisect_right(self._vague, start))

    def _in_paragraph(self, number: int, paragraph: Span) -> Iterator[Day]:
        """The settled dates of a paragraph."""
        for span, on in self._found(number):
            if on is None:
                self._vague.append(span.start)
            elif span == paragraph:
                yield self._day(span, on, paragraph, number, Deed("clock"))
            else:
                sentence = self._sentence(span.start, paragraph)
                yield self._day(span, on, sentence, number, self._deed(span, sentence))

    def _found(self, number: int) -> list[tuple[Span, str | None]]:
        """The date expressions of a paragraph that are of what was: where, and what each settles."""
        if number not in self._expressions:
            self._expressions[number] = list(self._find(self._paragraphs[number]))
        return self._expressions[number]

    def _find(self, paragraph: Span) -> Iterator[tuple[Span, str | None]]:
        if self._printed and len(paragraph) <= LONGEST_CLOCK and CLOCK.fullmatch(paragraph.of(self._text)):
            yield paragraph, self._printed.isoformat()
            return
        for match, on in dates.find_all(self._text, paragraph.start, paragraph.end, self._printed):
            span = Span(*match)
            if self._is_quoted(span) or self._is_dateline(span, paragraph):
                continue
            if not (on and TO_COME.search(self._text, max(0, span.start - 80), span.start)):
                yield span, on

    def _day(self, span: Span, on: str, sentence: Span, number: int, deed: Deed) -> Day:
        text = sentence.of(self._text)
        first = self._paragraphs[max(0, number - 1)].start
        before = self._text[max(first, sentence.start - CONTEXT) : sentence.start] if deed.is_pronoun else ""
        return Day(span, on, span.of(self._text), sentence, number, text, before, events_in(text), deed)

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

    def _deed(self, span: Span, sentence: Span) -> Deed:
        """What the sentence of a date says was done on it."""
        first = bisect_left(self._quote_starts, sentence.start)
        holes = []
        for number, quote in enumerate(self._quoted[first:], first):
            if quote.end > sentence.end:
                break
            holes.append((quote, number))
        return _deed(self._text, tokenize(self._text, sentence, holes), span)


def _deed(text: str, tokens: Tokens, span: Span) -> Deed:
    """What was done on the date at a place, by the tokens of its sentence."""
    start = bisect_right(tokens.spans, span.start, key=lambda token: token[1])
    end = bisect_left(tokens.spans, span.end, key=lambda token: token[0])
    verb, event = _verb_before(tokens, start)
    under = _under(tokens, start)
    beside = _shown(tokens, start - 1), _shown(tokens, end)
    how = "after" if verb >= 0 else "first"
    if _is_of(tokens, start, end):
        how, event = "of", next((word for word in tokens.words[end : end + OF_WHAT] if word in _events()), "")
    verb = verb if verb >= 0 else _verb_after(tokens, end)
    if verb < 0:
        return Deed(how, event=event, under=under, beside=beside)
    subject = _subject(tokens, verb)
    words = tokens.span(*subject).of(text) if subject else ""
    pronoun = bool(subject) and words.lower() in ("he", "she", "they")
    place, word = tokens.spans[verb][0], _shown(tokens, verb)
    return Deed(how, _sort(tokens, verb), _clause(tokens, verb), event, words, pronoun, place, word, under, beside)


def _under(tokens: Tokens, start: int) -> str:
    """The last word before a date, up to a comma or a quotation, that puts what follows under something else."""
    for at in range(start - 1, -1, -1):
        if tokens.classes[at] in "Q,;:.":
            break
        if tokens.classes[at] in "sw" or tokens.words[at] in lexicon.context("under"):
            return tokens.words[at]
    return "-"


def _shown(tokens: Tokens, at: int) -> str:
    """A word of grammar or of an occasion, else its class: no names, nothing of what a text is about."""
    if not 0 <= at < len(tokens):
        return "-"
    word, kind = tokens.words[at], tokens.classes[at]
    of_occasion = word in _events() or word in lexicon.context("published") or word in lexicon.context("appearing")
    return word if of_occasion or kind in GRAMMAR else kind


def _is_of(tokens: Tokens, start: int, end: int) -> bool:
    """True for a date that only says which: `Monday's debate`, `a Tuesday rally`, `before Tuesday night's vote`."""
    following = tokens.classes[end : end + 1]
    if following == "'":
        return True
    before = tokens.words[start - 1] if start else ""
    return following == "n" and (
        tokens.classes[max(0, start - 1) : start] in ("d", "'") or before in ("at", "in", "of")
    )


@cache
def _events() -> frozenset[str]:
    """The nouns of occasions."""
    return lexicon.context("event") | lexicon.context("occasion")


def events_in(text: str) -> frozenset[str]:
    """The nouns of occasions in a text."""
    return _events().intersection(WORD.findall(text.lower()))


def _verb_before(tokens: Tokens, start: int) -> tuple[int, str]:
    """The verb that a date stands after (else -1), and the noun of an occasion between them."""
    event, classes = "", tokens.classes
    for at in range(start - 1, -1, -1):
        if classes[at] in "vC" and classes[at - 1 : at] == "n" and tokens.words[at] in lexicon.context("published"):
            continue  # "a statement issued on Monday"
        if classes[at] in "vCcG" or (classes[at] == "a" and classes[at + 1] not in "vCcGra"):
            return at, event
        if classes[at] in "Q.;:":
            return -1, event
        if not event and classes[at] == "n" and tokens.words[at] in _events():
            event = tokens.words[at]
    return -1, event


def _verb_after(tokens: Tokens, end: int) -> int:
    """The verb of the clause that a date begins, else -1."""
    at = next((n for n in range(end, len(tokens)) if tokens.classes[n] in "vCca"), -1)
    while 0 <= at < len(tokens) - 1 and tokens.classes[at] in "ar" and tokens.classes[at + 1] in "arvCcG":
        at += 1
    return at


def _sort(tokens: Tokens, verb: int) -> str:
    """The sort of a verb, as `Deed` tells."""
    word = tokens.words[verb]
    cue = lexicon.cues().get(word)
    if tokens.classes[verb] == "a":
        sort = "be"
    elif cue:
        sort = cue[1]
    elif word in lexicon.context("appearing"):
        sort = "appearing"
    elif word in lexicon.context("published"):
        sort = "published"
    else:
        sort = "doing" if tokens.classes[verb] == "G" else "other"
    is_perfect = not {"has", "have", "had"}.isdisjoint(tokens.words[max(0, verb - 2) : verb])
    return sort + "+" * is_perfect


def _clause(tokens: Tokens, verb: int) -> str:
    """Whether a verb stands in the main clause, in one that is reported, or in a relative one."""
    before = tokens.classes[:verb]
    return "relative" if "w" in before else "reported" if "s" in before[1:] or "C" in before else "main"


def _subject(tokens: Tokens, verb: int) -> phrases.Phrase | None:
    """Who did what a verb tells."""
    subject = subjects.before(tokens, verb)
    if not subject and tokens.classes[verb] == "C" and (not verb or tokens.classes[verb - 1] in "Q,"):
        subject = phrases.starting_at(tokens, verb + 1)  # "said Ms Orr"
    return subject or subjects.main(tokens, verb)


def find(text: str, name: str, start: int = 0, end: int | None = None) -> int:
    """Where a name stands in `text[start:end]` as a word of its own, else -1."""
    at = text.find(name, start, end)
    while at >= 0:
        after = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[after : after + 1].isalnum()):
            return at
        at = text.find(name, at + 1, end)
    return -1
