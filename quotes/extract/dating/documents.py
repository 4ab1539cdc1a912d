"""When a document appeared, as far as its entry tells: `a letter sent on Monday`, `the Friday editorial`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from quotes.extract.dating import dates
from quotes.extract.dating.days import TO_COME
from quotes.extract.grammar import lexicon
from quotes.extract.people.mentions import head
from quotes.model import Span

Appeared = tuple[str | None, str]  # what a date expression settles (None for nothing), and its words
ARTICLE = re.compile(r"\A(?:an?|the|its|his|her|their) ", re.I)
FOLLOWING = 150  # characters after the words of a document that may tell when it appeared
REMEMBERED = 500  # nouns
LONGEST = 60  # characters of a date expression with the words that join it to a document
SENTENCE = 250  # characters of a sentence before a document
STOP = re.compile(r"[.!?”\"]\s|\n")
DATED = re.compile(r"(?:['’]s)?((?:\s[\w’'-]+){0,2})\s\Z")  # between a date and its document: "Friday's joint letter"
BEGUN = re.compile(  # that a document is, before it: "But the "
    r"(?:\A|[.,;:]\s|\n|\b(?:but|and|that|as)\s)(?:an?|the|its|his|her|their)(?:\s[\w’'-]+){0,3}\s\Z", re.I
)
# Between a document and the day it appeared on: "issued a letter to the members of the board on Monday".
ADDRESSED = re.compile(
    r"(?:\s(?:against|at|by|for|from|in|to|with)(?:\s(?!(?:about|after|against|at|before|by|for|from|in|made|on|over|since"
    r"|that|to|until|when|where|which|who|whose|with|he|i|it|left|met|she|they|we|you)\b)[\w’'.&-]+){1,8})*\s*"
)
NEGATED = re.compile(r"(?:\b(?:never|not|nobody|no one|none|without)\b|n[’']t\b)[^.,;:“\"]{0,40}\Z", re.I)
PASSIVE = re.compile(r"\b(?:was|were|been|be|being|who|which|that)\s\Z")  # "was sued on Monday"
CLAUSE = re.compile(r"[^.,;:“\"\n]*")
PLAIN = r"(?!(?:about|at|by|for|from|in|of|on|to|with)\b)[\w’'-]+"
REPORTED = re.compile(r"\b(?:that|had|has|have)\b")  # "On Monday, Orr recalled that Birk had tweeted"
LEAD = re.compile(r"\W*\Z")


class Documents:
    """The documents of an entry by their nouns, each read when it is first asked for."""

    def __init__(self, text: str, entry: Span, printed: date | None) -> None:
        """`printed`: the day of printing."""
        self._text, self._entry, self._printed = text, entry, printed
        self._told: dict[str, list[tuple[int, Appeared]]] = {}  # where their appearing is told, and when it was

    def appeared(self, name: str, place: Span) -> Appeared | None:
        """When the document of a name that is quoted at a place appeared, by its name or as told last before or right
        after; None where that is not told. All of one noun that a text calls by nothing else are taken for one."""
        named, noun = self._named_for(name), head(name)
        is_another = not lexicon.context("another").isdisjoint(name.lower().split())
        if named or is_another:
            return named
        if noun not in self._told:
            self._told[noun] = list(self._find(noun))
        told = self._told[noun]
        number = bisect_left(told, (place.start,))
        if number:
            return told[number - 1][1]
        return next((found for at, found in told if place.end <= at <= place.end + FOLLOWING), None)

    def _named_for(self, name: str) -> Appeared | None:
        """The date that a document is named for: `a 2014 report by the ministry`."""
        found = dates.find(name, 0, len(name), self._printed)
        return found if found and ARTICLE.sub("", name).startswith(ARTICLE.sub("", found[1])) else None

    def _find(self, noun: str) -> Iterator[tuple[int, Appeared]]:
        """Where the entry tells when something of a noun appeared, in order."""
        for word in _words_for(noun).finditer(self._text, self._entry.start, self._entry.end):
            first = max(self._entry.start, word.start() - SENTENCE)
            found = self._of_verb(word) if word[0] in _verbs_for(noun) else self._of_noun(Span(*word.span()))
            if found and not any(no.search(self._text, first, word.start()) for no in (TO_COME, NEGATED)):
                yield word.start(), found

    def _of_verb(self, word: re.Match[str]) -> Appeared | None:
        """The date beside a verb: `ruled on Monday`, `on Monday ruled`."""
        if PASSIVE.search(self._text, max(self._entry.start, word.start() - LONGEST), word.start()):
            return None
        if self._text.startswith(" out", word.end()):
            return None  # "ruled out a bid"
        return self._right_behind(word.end()) or self._lead(word.start())

    def _of_noun(self, noun: Span) -> Appeared | None:
        appeared = _appearing().match(self._text, noun.end)
        if appeared:
            return dates.find(self._text, *appeared.span(1), self._printed)
        if noun.of(self._text) in lexicon.context("standing"):
            return None  # "signed the law in 1998"
        issued = _issuing().search(self._text, max(self._entry.start, noun.start - SENTENCE), noun.start)
        if issued and lexicon.context("another").isdisjoint(issued.group().lower().split()):
            return self._behind(noun.end) or self._lead(issued.start())
        is_subject = BEGUN.search(self._text, max(self._entry.start, noun.start - LONGEST), noun.start)
        behind = self._right_behind(noun.end) if is_subject else None
        return behind or self._right_before(noun.start)

    def _behind(self, at: int) -> Appeared | None:
        """The date in the clause of a word, behind nobody but whom it is for: `a letter to the members on Monday`."""
        clause = CLAUSE.match(self._text, at, at + SENTENCE)
        for (start, end), on in dates.find_all(self._text, at, clause.end() if clause else at, self._printed)[:1]:
            if ADDRESSED.fullmatch(self._text, at, start):
                return on, self._text[start:end]
        return None

    def _right_behind(self, at: int) -> Appeared | None:
        """The date right behind a word: `the report on Monday`."""
        found = dates.find_all(self._text, at, at + LONGEST, self._printed)
        if not found or self._text[at : found[0][0][0]].strip():
            return None
        (start, end), on = found[0]
        return on, self._text[start:end]

    def _right_before(self, at: int) -> Appeared | None:
        """The date that tells which document: `Monday's joint letter`."""
        found = dates.find_all(self._text, max(self._entry.start, at - LONGEST), at, self._printed)
        if not found:
            return None
        (start, end), on = found[-1]
        joined = DATED.match(self._text, end, at)
        if not joined or self._text[start : start + 3].lower() in ("on ", "in "):
            return None
        return (on, self._text[start:end]) if _closed().isdisjoint(joined[1].split()) else None

    def _lead(self, verb: int) -> Appeared | None:
        """The date that begins the sentence of a verb, or stands right before it."""
        first = max(self._entry.start, verb - SENTENCE)
        start = max((stop.end() for stop in STOP.finditer(self._text, first, verb)), default=first)
        for (begin, end), on in dates.find_all(self._text, start, verb, self._printed):
            if REPORTED.search(self._text, end, verb):
                continue
            if LEAD.match(self._text, start, begin) or LEAD.match(self._text, end, verb):
                return on, self._text[begin:end]
        return None


@lru_cache(REMEMBERED)
def _words_for(noun: str) -> re.Pattern[str]:
    """The nouns for a document, and the verbs that tell of its appearing."""
    nouns, verbs = lexicon.documents().get(noun, ((noun,), ()))
    return re.compile(rf"(?:{dates.one_of(map(re.escape, (*verbs, *nouns)))})\b")


def _verbs_for(noun: str) -> Sequence[str]:
    """The verbs that tell of the appearing of a document."""
    return lexicon.documents().get(noun, ((), ()))[1]


@cache
def _appearing() -> re.Pattern[str]:
    """What tells after a document's name that it appeared, and when: ` that was released on Monday night`."""
    appearing = "|".join(sorted(lexicon.context("published")))
    return re.compile(rf",?(?: that was| which was| \w+)? (?:{appearing})\b([^.,;:“\"\n]{{0,{SENTENCE}}})")


@cache
def _issuing() -> re.Pattern[str]:
    """Who lets a document appear, before its noun: `filed a federal `."""
    issuing = "|".join(sorted(lexicon.context("issuing")))
    return re.compile(rf"\b(?:{issuing}) (?:out )?(?:an?|its|his|her|their|the|this)(?: {PLAIN}){{0,5}} \Z")


@cache
def _closed() -> frozenset[str]:
    """Words that begin something new between a date and a noun: `on Monday that report`."""
    return frozenset().union(*lexicon.sections("words.txt").values())
