"""The name of a body that a mention means: with its country, or the one body of the article that `the agency` is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes import names
from quotes.extract.grammar import lexicon
from quotes.extract.people import earlier, mentions
from quotes.extract.people.cast import Cast
from quotes.extract.people.mentions import description
from quotes.model import Entry, Span, Speaker

BESIDE = re.compile(r",\s(?:an?|the|one\sof\sthe)\s(?P<what>[^,.;:“”\"\n]{3,60})[,.;]")  # an apposition
ABBREVIATION = re.compile(r"\s\([A-Z]{2,}\)$")  # the Advertising Practice Board (APB)
BASED = re.compile(r"\S+-(?:based|listed|owned)\s")  # "the Denver-based company"
KIND = re.compile(r"(?:[Tt]he )?[A-Za-z][a-z-]* (?:[a-z-]+ )*(?=[A-Z][a-z]+[A-Z]\w*$)")  # of "Train operator MetroLink"
THE = re.compile(r"^the\s+", re.I)
COUNTRY_BEFORE = re.compile(r"([A-Z][\w-]+)(?:[’']s)?\s$")


class Bodies:
    """Names the bodies of one article."""

    def __init__(self, text: str, cast: Cast, quoted: Sequence[Span]) -> None:
        """`quoted`: the article's quotations, in order."""
        self._text, self._cast, self._quoted = text, cast, quoted
        self._told: dict[str, bool] = {}
        self._countries: dict[tuple[str, Span], str | None] = {}

    def name(self, phrase: str, span: Span, entry: Entry, last: Speaker | None) -> str:
        """A body's fullest name: with the country that the entry gives it; `the agency` is the one body so called.

        `last`: who spoke last before.
        """
        told = description(phrase)
        kind = KIND.match(told)
        is_called = kind and not mentions.PREPOSITION.search(kind.group())  # not "the union for ScotRail"
        if kind and is_called and mentions.head(kind.group()) in lexicon.heads():
            return told[kind.end() :]
        for known in (told.removeprefix("the ").replace("’", "'"), mentions.name_in(phrase)):
            if known in lexicon.bodies():
                return known
        name = mentions.POSSESSIVE.sub("", ABBREVIATION.sub("", told))
        plain = THE.sub("", name)
        if plain != name and (meant := self._meant(plain, span, entry, last)):
            return meant
        if (plain, entry.span) not in self._countries:
            self._countries[plain, entry.span] = self._with_country(plain, entry.span)
        return self._countries[plain, entry.span] or (name if plain.islower() else plain)

    def is_told(self, name: str) -> bool:
        """True for a name beside which the article says that it is a body's: `Holmtech, a software company,`."""
        if name not in self._told:
            self._told[name] = any(lexicon.heads().get(head) == "institution" for head in self._heads_beside(name))
        return self._told[name]

    def _heads_beside(self, name: str) -> Iterator[str]:
        """The nouns of what stands in apposition to a name."""
        beside = map(BESIDE.match, self._text.split(name)[1:])
        return (mentions.head(found["what"]) for found in beside if found)

    def _meant(self, noun: str, span: Span, entry: Entry, last: Speaker | None) -> str | None:
        """The one body that bears a word behind `the` (`the agency`, `the Post`), else the one told of before."""
        noun = BASED.sub("", noun)
        if not noun.islower() and noun not in lexicon.papers():
            return None
        word = noun.lower()
        fits = [body for body in self._cast.institutions if _bears(body.lower().split(), word)]
        if fits or word not in lexicon.context("body"):
            return fits[0] if len(fits) == 1 else None
        before = earlier.named_body(self._cast, entry, span, self._quoted) or ""
        if not before[:1].isupper():
            before = last.name if last and last.kind == "institution" and not last.name.islower() else ""
        return before if before and before not in lexicon.sections("bodies.txt")["outlet"] else None

    def _with_country(self, body: str, span: Span) -> str | None:
        """A body's name with the country that stands before it somewhere between two places of the text."""
        for match in re.compile(re.escape(body), re.I).finditer(self._text, span.start, span.end):
            country = COUNTRY_BEFORE.search(self._text, max(span.start, match.start() - 30), match.start())
            if country and names.fold(country.group(1)) in names.COUNTRIES:
                return self._text[country.start() : match.end()]
        return None


def _bears(words: list[str], word: str) -> bool:
    """True for a body's name with a word in it that does not only stand before it: `bank` in `Holm Bank`, `Bank of
    Holm`, not in `Bank Holm`."""
    return word in words[1:] or words[:2] in ([word, "of"], [word, "for"])
