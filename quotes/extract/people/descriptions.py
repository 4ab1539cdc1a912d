"""Whom an article only describes: who is introduced as `a senior official`, whose description `the governor` is, the
longest words for a group."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from operator import attrgetter

from quotes.extract.grammar import lexicon, phrases
from quotes.extract.grammar.tokens import tokenize
from quotes.extract.marks.quotations import is_quoted
from quotes.extract.people import mentions, roles
from quotes.extract.people.cast import Cast
from quotes.extract.people.mentions import description, head
from quotes.extract.people.persons import Person
from quotes.model import Entry, Span

NEAR = 1000  # characters of a line that tell what a phrase in it is
DEFINITE = re.compile(r"(?:the|these|those)\s", re.I)
INDEFINITE = re.compile(r"(?:an?|one|another)\s", re.I)
INTRODUCED = 1500  # characters back in which somebody without a name may have been told of
BEFORE_PREDICATE = re.compile(r"\b(?:is|was|as|be|became|becomes|remains|like|than)\s\Z")
AFTER_NAMED = re.compile(r",?\s(?:named|called|known|identified)\b")
AGE = re.compile(r",? \(?(?:aged )?(\d+)\b")  # beside a name
TELLS = re.compile(r"\s(\w+)\s(?:that\s)?")  # "Orr said that"
CLOSE = 60  # characters
OWNED = re.compile(r"[’']s?\s")  # behind a name


class Descriptions:
    """The descriptions of one article."""

    def __init__(self, cast: Cast, quoted: Sequence[Span]) -> None:
        """`quoted`: the places between the article's marks, in order."""
        self._text, self._cast, self._quoted = cast.text, cast, quoted
        self._unnamed: dict[tuple[int, int], str | None] = {}
        self._longest: dict[tuple[str, Span], str] = {}

    def introduced(self, phrase: str, span: Span, entry: Entry) -> str | None:
        """Somebody without a name whom `the official` goes back to: `a senior official`, but not `Orr, an official`."""
        noun = head(description(phrase))
        if not DEFINITE.match(phrase) or lexicon.heads().get(noun) != "role":
            return None
        told = list(_indefinite(noun).finditer(self._text, max(entry.span.start, span.start - INTRODUCED), span.start))
        if not told:
            return None
        place = told[-1].span()
        if place not in self._unnamed:
            self._unnamed[place] = self._nobody_named(noun, Span(*place))
        since = self._cast.named_between(place[1], span.start)
        named_since = any(naming.start == naming.person.first for naming in since)  # "A mayor ... Ana Orr said"
        return None if named_since else self._unnamed[place]

    def only(self, phrase: str, span: Span, entry: Entry) -> Person | None:
        """The one person of the article whose roles hold all that a description says."""
        age = mentions.EPITHET.match(phrase)
        if age and age["age"]:
            if aged := self._aged.get(age["age"]):
                return next(iter(aged)) if len(aged) == 1 else None
            told = self._told_of(span, entry)
            is_another = len(told) != 1 or any(told <= others for others in self._aged.values())
            return None if is_another else next(iter(told))
        wanted = roles.role(phrase)
        named = {naming.person for naming in self._cast.named_between(span.start, span.end)}
        fits = [p for p in self._cast.persons if wanted and p not in named and wanted.fits(p.roles) == "all"]
        return fits[0] if len(fits) == 1 else None

    def telling(self, span: Span) -> Person | None:
        """Who tells, right before a description, what that one said: Orr in `Orr said the mayor told her`."""
        before = self._cast.named_between(span.start - CLOSE, span.start)[-1:]
        told = TELLS.fullmatch(self._text, before[0].end, span.start) if before else None
        return before[0].person if told and lexicon.reports(told[1]) else None

    def is_owned(self, span: Span) -> bool:
        """True for a description of somebody by a person: `Birk's lawyer`, who is nobody that is not called so."""
        named = self._cast.named_between(span.start, span.end)
        return any(OWNED.match(self._text, naming.end, span.end) for naming in named)

    def fullest(self, phrase: str, entry: Entry) -> str:
        """The fullest description of a group in the entry, or else in the article; only a definite one refers back."""
        own = description(phrase)
        if DEFINITE.match(own) and not mentions.FAMILY.fullmatch(own):
            for span in (entry.span, Span(0, len(self._text))):
                key = head(own), span
                if key not in self._longest:
                    self._longest[key] = max(self._described(*key), key=len, default="")
                if len(self._longest[key]) > len(own):
                    return self._longest[key]
        return own

    def line(self, at: int) -> Span:
        """The line around a place; of a very long one only what is near."""
        floor, ceiling = max(0, at - NEAR), min(len(self._text), at + NEAR)
        start, end = self._text.rfind("\n", floor, at) + 1, self._text.find("\n", at, ceiling)
        return Span(start or floor, end if end >= 0 else ceiling)

    def _nobody_named(self, noun: str, told: Span) -> str | None:
        """The description at a place, if it is of nobody whose name stands beside it."""
        place = next(self._headed(noun, told), None)
        if place is None or BEFORE_PREDICATE.search(self._text, max(0, place.start - 10), place.start):
            return None
        around = (n.end - 1 for n in self._cast.named_between(place.start - 30, place.end + 3))
        beside = any(place.start - 4 <= end < place.start or end >= place.end for end in around)
        is_named = beside or AFTER_NAMED.match(self._text, place.end) or not INDEFINITE.match(place.of(self._text))
        return None if is_named else description(place.of(self._text))

    def _told_of(self, span: Span, entry: Entry) -> set[Person]:
        """Whom the paragraph before a place and its own name: somebody in focus, whose age `the 66-year-old` tells."""
        own = bisect_right(entry.paragraphs, span.start, key=attrgetter("start")) - 1
        start = max(entry.paragraphs[max(0, own - 1)].start, span.start - INTRODUCED)
        named = self._cast.named_between(start, span.start)
        return {naming.person for naming in named if not is_quoted(self._quoted, naming.start)}

    @cached_property
    def _aged(self) -> dict[str, set[Person]]:
        """The persons beside whose names each age stands: `Ana Orr, 31,`, `Ana Orr (31)`."""
        found: dict[str, set[Person]] = {}
        for naming in self._cast.namings:
            if age := AGE.match(self._text, naming.end):
                found.setdefault(age[1], set()).add(naming.person)
        return found

    def _described(self, noun: str, span: Span) -> Iterator[str]:
        return (description(place.of(self._text)) for place in self._headed(noun, span))

    def _headed(self, noun: str, span: Span) -> Iterator[Span]:
        """Every noun phrase with this head between two places of the text."""
        for match in re.compile(rf"\b{re.escape(noun)}\b", re.I).finditer(self._text, span.start, span.end):
            tokens = tokenize(self._text, self.line(match.start()))
            number = bisect_right(tokens.spans, (match.start(), len(self._text))) - 1
            if tokens.words[number] == noun:
                yield tokens.span(*phrases.around(tokens, number))


@cache
def _indefinite(noun: str) -> re.Pattern[str]:
    """What may tell of somebody for the first time: `a senior official`."""
    return re.compile(rf"\b(?:an?|one|another)\s(?:[\w’'-]+\s){{0,6}}?{re.escape(noun)}\b", re.I)
