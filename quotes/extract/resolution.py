"""A mention -> the speaker it names within the article: a person's fullest name, a body's, or what it says of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotes import names
from quotes.extract import antecedents, lexicon, mentions, phrases, roles
from quotes.extract.cast import Cast, Naming, Person, roles_beside
from quotes.extract.mentions import HE_SHE, description, head
from quotes.extract.tokens import tokenize
from quotes.model import Article, Entry, Mention, Span, Speaker

BODIES = ("institution", "document")
NEAR = 1000  # characters of a line that tell what a phrase in it is
GROUPS = ("group", *BODIES)
DEFINITE = re.compile(r"(?:the|these|those)\s", re.I)
ANAPHORIC = re.compile(r"(?:the|his|her|their|its)\s|[A-Z]")
PARTS = re.compile(r"[^,(]+?(?=,|\s\(|\s(?:who|which|whose|that)\b|\Z)")  # of a mention
JOINED = re.compile(r"\b(?:for|from|at|with|in|on|to|about|against|by|and|or)\s")
OF = re.compile(r"\bof\s(.*)", re.S)
COUNTRY_BEFORE = re.compile(r"([A-Z][\w-]+)(?:[’']s)?\s$")


class Resolver:
    """Resolves the mentions of one article, in the order of its quotations."""

    def __init__(self, article: Article, quoted: Sequence[Span] = ()) -> None:
        """Read an article; `quoted` are the places between its marks, in order."""
        headings = [text for entry in article.entries for text in (entry.heading, entry.author)]
        beside = dict.fromkeys(filter(None, (article.title, article.standfirst, article.author, *headings)))
        self.article = article
        self.text = article.text
        self._quoted = quoted
        self.cast = Cast(article.text, beside)
        self._last: dict[int, Speaker] = {}
        self._longest: dict[tuple[str, Span], str] = {}
        self._countries: dict[tuple[str, Span], str | None] = {}

    def mention(self, span: Span | None) -> Mention | None:
        """The mention at a place, with its form: a name where a person's name ends what it says before a comma."""
        if span is None:
            return None
        return Mention(span, "name" if self._naming(span) else mentions.form(span.of(self.text)))

    def _naming(self, span: Span) -> Naming | None:
        """The naming of a person that ends a mention, or the part of it before a comma, bracket or relative clause."""
        for part in PARTS.finditer(self.text, span.start, span.end):
            for naming in reversed(self.cast.named_between(part.start(), part.end())):
                if naming.end == part.end() or self.text[naming.end : part.end()] in ("'s", "’s", "'", "’"):
                    return naming if _is_title(self.text[part.start() : naming.start]) else None
        return None

    def speaker(self, mention: Mention, entry: Entry) -> Speaker | None:
        """The speaker that a mention names, remembered for pronouns to come; None where an antecedent is not clear."""
        speaker = self._resolved(mention, entry)
        if speaker:
            self._last[entry.number] = speaker
        return speaker

    def name(self, span: Span, entry: Entry) -> str | None:
        """The folded name of the speaker that the phrase at a place names."""
        speaker = self._resolved(Mention(span, mentions.form(span.of(self.text))), entry)
        return names.fold(speaker.name) if speaker else None

    def _resolved(self, mention: Mention, entry: Entry) -> Speaker | None:
        phrase = mention.span.of(self.text)
        match mention.form:
            case "pronoun":
                return self._pronoun(phrase.lower(), mention.span, entry)
            case "name":
                return self._named(phrase, mention.span)
            case "role":
                return self._role(phrase, mention.span, entry)
            case "institution":
                return Speaker(self._institution(phrase, entry), "institution")
            case "group":
                return Speaker(self._fullest(phrase, entry), "group")
        return Speaker(description(phrase), "document")

    def _named(self, phrase: str, span: Span) -> Speaker:
        naming = self._naming(span)
        name = naming.of(self.text) if naming else mentions.name_in(phrase) or phrase
        start = naming.start if naming else self.text.find(name, span.start)
        naming = naming or next(iter(self.cast.named_between(start, start + len(name))), None)
        person = naming.person if naming else self.cast.known(name, span.start)
        known = [*roles_beside(self.text, start, start + len(name), name), *(person.roles if person else ())]
        return Speaker(person.name if person else names.parse(name).plain or name, "person", next(iter(known), None))

    def _pronoun(self, word: str, span: Span, entry: Entry) -> Speaker | None:
        if word in HE_SHE:
            person, _ = antecedents.person(self.reference(word, span, entry))
            return Speaker(person.name, "person", next(iter(person.roles), None)) if person else None
        if word in ("who", "which", "whom"):
            place = antecedents.relative(self.text, span)
            return self._named(place.of(self.text), place) if place else None
        if word == "i":
            author = entry.author or self.article.author
            return Speaker(author, "person") if author else None
        return self._plural(word, span, entry) if word in ("they", "their", "we", "it") else None

    def reference(self, phrase: str, span: Span, entry: Entry) -> antecedents.Reference:
        """He, she or a description at a place of an entry, with those it may stand for."""
        last = self._last.get(entry.number)
        return antecedents.Reference(self.cast, entry, phrase, span, self._quoted, last.name if last else None)

    def _plural(self, word: str, span: Span, entry: Entry) -> Speaker | None:
        """Whom they, we or it means: who of that kind spoke last in the entry, else the last such subject before."""
        forms = BODIES if word == "it" else GROUPS
        last = self._last.get(entry.number)
        if last and last.kind in forms:
            return last
        place = antecedents.subject(self.text, entry, span, forms)
        if place is None and word == "they":
            place = antecedents.group(self.text, entry, span)
        return self._resolved(Mention(place, mentions.form(place.of(self.text))), entry) if place else None

    def _role(self, phrase: str, span: Span, entry: Entry) -> Speaker:
        """The person whom a definite description means (`The Ukrainian President`), else the description itself."""
        if ANAPHORIC.match(phrase):
            person = self._only(phrase, span) or antecedents.person(self.reference(phrase, span, entry))[0]
            if person:
                return Speaker(person.name, "person", description(phrase).removeprefix("the "))
        return Speaker(description(phrase), "unnamed")

    def _only(self, phrase: str, span: Span) -> Person | None:
        """The one person of the article whose roles hold all that a description says."""
        wanted = roles.role(phrase)
        named = {naming.person for naming in self.cast.named_between(span.start, span.end)}
        fits = [p for p in self.cast.persons if wanted and p not in named and wanted.fits(p.roles) == "all"]
        return fits[0] if len(fits) == 1 else None

    def _institution(self, phrase: str, entry: Entry) -> str:
        """A body's fullest name: with the country that the entry gives it; `the agency` is the one body so called."""
        name = mentions.POSSESSIVE.sub("", description(phrase))
        plain = re.sub(r"^the\s+", "", name, flags=re.I)
        if plain.islower() and plain != name:
            fits = sorted(body for body in self.cast.institutions if plain in body.lower().split())
            if len(fits) == 1:
                return fits[0]
        if (plain, entry.span) not in self._countries:
            self._countries[plain, entry.span] = self._with_country(plain, entry.span)
        return self._countries[plain, entry.span] or (name if plain.islower() else plain)

    def _with_country(self, body: str, span: Span) -> str | None:
        """A body's name with the country that stands before it somewhere between two places of the text."""
        for match in re.compile(re.escape(body), re.I).finditer(self.text, span.start, span.end):
            country = COUNTRY_BEFORE.search(self.text, max(span.start, match.start() - 30), match.start())
            if country and names.fold(country.group(1)) in names.COUNTRIES:
                return self.text[country.start() : match.end()]
        return None

    def _fullest(self, phrase: str, entry: Entry) -> str:
        """The fullest description of a group in the entry, or else in the article; only a definite one refers back."""
        own = description(phrase)
        if DEFINITE.match(own):
            for span in (entry.span, Span(0, len(self.text))):
                key = head(own), span
                if key not in self._longest:
                    self._longest[key] = max(map(description, self._headed(*key)), key=len, default="")
                if len(self._longest[key]) > len(own):
                    return self._longest[key]
        return own

    def _headed(self, noun: str, span: Span) -> Iterator[str]:
        """Every noun phrase with this head between two places of the text."""
        for match in re.compile(rf"\b{re.escape(noun)}\b", re.I).finditer(self.text, span.start, span.end):
            tokens = tokenize(self.text, self._line(match.start()))
            number = bisect_right(tokens.spans, (match.start(), len(self.text))) - 1
            if tokens.words[number] == noun:
                yield tokens.span(*phrases.around(tokens, number)).of(self.text)

    def _line(self, at: int) -> Span:
        """The line around a place; of a very long one only what is near."""
        floor, ceiling = max(0, at - NEAR), min(len(self.text), at + NEAR)
        start, end = self.text.rfind("\n", floor, at) + 1, self.text.find("\n", at, ceiling)
        return Span(start or floor, end if end >= 0 else ceiling)


def _is_title(before: str) -> bool:
    """True if the words before a name may belong to it: `Secretary of State`, but not `a spokesman for` or `wife of`."""
    of = OF.search(before)
    if mentions.is_object(before):
        return False  # "the judge sentencing Birk"
    office = not of or (of.group(1) and not any(word in lexicon.heads() for word in of.group(1).lower().split()))
    return not JOINED.search(before) and bool(office)
