"""Everybody and everything an article names: its persons with their roles, and its institutions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import attrgetter

from quotes import names
from quotes.extract import lexicon
from quotes.extract.tokens import ABBREVIATIONS, BROKEN

UPPER = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
CAPITAL = rf"(?:(?:[A-Z]\.)+|[{UPPER}][\w{BROKEN}’'‑-]*[\w{BROKEN}]|[A-Z](?=\s))"
PARTICLE = r"(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos|ter|zu)"
RUN = re.compile(
    rf"(?:(?:{ABBREVIATIONS})\.\s)*{CAPITAL}"
    rf"(?:[ \xa0](?:(?:{ABBREVIATIONS})\.|{CAPITAL}|{PARTICLE}(?=[ \xa0](?:{CAPITAL}|{PARTICLE}\s))))*"
)
ROLE_REACH = 80  # characters before a name in which its role may begin
NOT_IN_ROLE = re.compile(r".*[^\w\s’'-]", re.S)
AFTER = re.compile(r",\s((?:the |a |an |its |their |his |her )?[^,.;:“”\"()]{3,90})(?=[,.;])")
CLAUSE = re.compile(r"\b(?:who|which|whose|and)\b")
MONTHS = lexicon.context("month-or-name")
CACHED = 50_000


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest form of the name, where it stands, and their roles, the first one first."""

    name: str
    places: list[int] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    @property
    def gender(self) -> str | None:
        """`m`, `f` or None."""
        return names.gender(self.name)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name at a place in the text, and the person it is; `sex` is what a title beside it tells."""

    start: int
    end: int
    person: Person
    sex: str | None


class Cast:
    """The persons of an article in order of their first full naming, every naming of them, and its institutions."""

    def __init__(self, text: str, beside: Iterable[str] = ()) -> None:
        """Read an article's text; the texts `beside` it (title, headings, byline) only help with full names."""
        self.persons: list[Person] = []
        self.namings: list[Naming] = []
        self.institutions: set[str] = set()
        self._by_key: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}
        found = [(m.start(), m.group()) for m in RUN.finditer(text)]
        found += [(-1, m.group()) for other in beside for m in RUN.finditer(other)]
        runs = [(start, run) for start, printed in found if (run := _trimmed(_unsaid(text, start, printed)))]
        kinds = [_kind(run) for _, run in runs]
        self.institutions.update(run for (_, run), kind in zip(runs, kinds, strict=True) if kind == "institution")
        full = [one for one, kind in zip(runs, kinds, strict=True) if kind == "full"]
        self._name(text, [(start, run, self._enter(run)) for start, run in full])
        partial = [one for one, kind in zip(runs, kinds, strict=True) if kind == "partial"]
        self._name(
            text, [(start, run, person) for start, run in partial if (person := self.known(run) or self._titled(run))]
        )
        self.namings.sort(key=lambda naming: naming.start)

    def _enter(self, run: str) -> Person:
        """The person of a full name, entered if new; a fuller form of the same name replaces the shorter."""
        parts = names.parse(run)
        namesakes = self._by_key.setdefault(names.key(run), [])
        for person in namesakes:
            if names.same_person(person.name, parts.plain):
                if len(parts.plain.split()) > len(person.name.split()):
                    person.name = parts.plain
                return person
        person = Person(parts.plain)
        namesakes.append(person)
        self._by_given.setdefault(names.fold(parts.given), []).append(person)
        self.persons.append(person)
        return person

    def _titled(self, run: str) -> Person | None:
        """The person of whom the article gives a title and a surname only: `Mr Etty`. None if others share the name."""
        parts = names.parse(run)
        alone = parts.titles and parts.family and not self._by_key.get(names.key(run))
        return self._enter(run) if alone else None

    def _name(self, text: str, named: Iterable[tuple[int, str, Person]]) -> None:
        """Note where persons are named in the text, and the roles that stand beside the names."""
        for start, run, person in named:
            if start < 0:
                continue
            begin = text.index(run.split(" ")[0], start)
            person.places.append(begin)
            self.namings.append(Naming(begin, begin + len(run), person, names.gender(run)))
            person.roles += [r for r in roles_beside(text, begin, begin + len(run), run) if r not in person.roles]

    def named_between(self, start: int, end: int) -> list[Naming]:
        """The namings that begin between two places of the text, in order."""
        first, last = (bisect_left(self.namings, place, key=attrgetter("start")) for place in (start, end))
        return self.namings[first:last]

    def known(self, run: str) -> Person | None:
        """The person that a name or part of one means: `Mr Peskov`, `Sir Keir`; None for nobody and for more than one.

        Of two with one surname the title's gender decides, else the one named at least three times as often.
        """
        parts = names.parse(run)
        verdicts = {person: names.same_person(run, person.name) for person in self._by_key.get(names.key(run), [])}
        sure = [person for person, same in verdicts.items() if same]
        if sure:
            return sure[0]
        if parts.suffix or (parts.given and parts.family):
            return None  # "J. Orr" may be Jane Orr, and Ben Orr Jr is not Ben Orr
        fits = [person for person, same in verdicts.items() if same is None]
        return self._likeliest(run, fits or self._by_given.get(names.fold(parts.family or parts.given), []))

    def _likeliest(self, run: str, fits: list[Person]) -> Person | None:
        """The one of several that a part of a name means: of its title's gender, or named three times as often."""
        sex = names.gender(run)
        if sex and len(fits) > 1:
            fits = [p for p in fits if p.gender in (sex, None)]
        fits = sorted(fits, key=lambda p: -len(p.places))
        if len(fits) > 1 and len(fits[0].places) < 3 * len(fits[1].places):
            return None
        return fits[0] if fits else None


def _unsaid(text: str, start: int, run: str) -> str:
    """A run of capitals without the reporting verb that begins its sentence: `Said Orr:`."""
    first, _, rest = run.partition(" ")
    before = text[max(0, start - 4) : start].rstrip(' “"')
    begins = start >= 0 and before[-1:] in ("", *"\n.!?”")
    return rest if rest and begins and lexicon.cues().get(first.lower(), ("", ""))[0] == "C" else run


@lru_cache(CACHED)
def _trimmed(run: str) -> str:
    """A run of capitals without a possessive ending and without function words that only began a sentence."""
    words = re.sub(r"[’']s?$", "", run.replace("\xa0", " ")).split(" ")
    while words and words[0].lower() in _function_words():
        begun = words.pop(0).lower()
        if begun in lexicon.sections("words.txt")["preposition"] and words[:1] and words[0].lower() in MONTHS:
            words.pop(0)  # "In April Marr had"
    return " ".join(words)


@cache
def _function_words() -> frozenset[str]:
    sections = lexicon.sections("words.txt")
    return frozenset().union(*sections.values()) - {"may", "will", "sun", "june", "april"}


@lru_cache(CACHED)
def _kind(run: str) -> str:
    """What a run of capitals is: `institution`, a person's `full` name, or perhaps a part of one: `partial`."""
    if is_institution(run):
        return "institution"
    parts = names.parse(run)
    return "full" if parts.given and parts.family and _is_person(run) else "partial"


@lru_cache(CACHED)
def is_institution(run: str) -> bool:
    """True if a run of capitals names a body: `Foreign Ministry`, `White House`, `Kremlin`, `Ukraine`."""
    known = lexicon.sections("institutions.txt")
    if run in known["name"] or names.fold(run) in names.COUNTRIES:
        return True
    words = run.split(" ")
    bodies = [n for n, word in enumerate(words) if word in known["word"]]
    titles = [n for n, word in enumerate(words[:-2]) if lexicon.heads().get(word.lower()) == "role"]
    named = bool(titles and bodies and titles[-1] > bodies[-1])  # "Board President Hank Orr"
    return bool(bodies) and not named and not names.gender(run)


def _is_person(run: str) -> bool:
    """True if a run of capitals is a name: with a title or a known given name, or two or three other words."""
    parts = names.parse(run)
    if parts.titles or names.gender(run):
        return True
    words = [word for word in parts.plain.split() if not word.islower()]
    places = lexicon.sections("institutions.txt")["place"]
    if words[-1] in places or words[0] in places:
        return False
    return 2 <= len(words) <= 3 and not any(word.lower() in lexicon.heads() or word.isupper() for word in words)


def roles_beside(text: str, start: int, end: int, run: str) -> Iterator[str]:
    """What the text calls a person just before the name (`Russian president`) or after it (`, the mayor of Holm,`)."""
    titles = [t for t in names.parse(run).titles if t.rstrip(".").lower() not in names.COURTESY]
    before = NOT_IN_ROLE.sub("", text[max(0, start - ROLE_REACH) : start].rpartition("\n")[2])
    role = [*_role_words(before.split()), *titles]
    if role:
        yield " ".join(role)
    after = AFTER.match(text, end)
    role_after = CLAUSE.split(after.group(1))[0].strip() if after else ""
    if any(word in lexicon.heads() for word in role_after.lower().split()):
        yield role_after


def _role_words(words: list[str]) -> list[str]:
    """The words at the end of a list that make a role: a noun that can speak, adjectives and names before it."""
    if not words or words[-1].lower() not in lexicon.heads():
        return []
    adjectives = lexicon.context("role-adjective")
    start = len(words) - 1
    while start and (words[start - 1][0].isupper() or words[start - 1].lower() in adjectives):
        start -= 1
    while start < len(words) - 1 and words[start].lower() in _function_words():
        start += 1
    return words[start:]
