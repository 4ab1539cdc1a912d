"""Everybody and everything an article names: its persons with their roles, and its institutions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from quotes import names
from quotes.extract import lexicon
from quotes.extract.tokens import ABBREVIATIONS

UPPER = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
CAPITAL = rf"(?:(?:[A-Z]\.)+|[{UPPER}][\w’'‑-]*\w|[A-Z](?=\s))"
PARTICLE = r"(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos|ter|zu)"
RUN = re.compile(
    rf"(?:(?:{ABBREVIATIONS})\.\s)*{CAPITAL}(?:[ \xa0](?:(?:{ABBREVIATIONS})\.|{CAPITAL}|{PARTICLE}(?=[ \xa0](?:{CAPITAL}|{PARTICLE}\s))))*"
)
BEFORE = re.compile(r"(?:^|[^\w’'-])((?:[\w’'-]+[ \xa0]){1,7})$")
AFTER = re.compile(r",\s((?:the |a |an |its |their |his |her )?[^,.;:“”\"()]{3,90})(?=[,.;])")
TITLE_BEFORE = re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Dr)\.?$")


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest form of the name, how often and where named, and what they are called."""

    name: str
    places: list[int] = field(default_factory=list)
    roles: dict[str, int] = field(default_factory=dict)  # a role, and where it was first given

    @property
    def gender(self) -> str | None:
        return names.gender(self.name)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name at a place in the text, and the person it is."""

    start: int
    end: int
    person: Person
    sex: str | None


@dataclass(slots=True)
class Cast:
    """The persons of an article in order of their first full naming, every naming of them, and its institutions."""

    persons: list[Person]
    namings: list[Naming]
    institutions: Counter[str]


def find(text: str, extra: Iterable[str] = ()) -> Cast:
    """The cast of an article's text; `extra` are texts beside it (title, headings, byline) that help with full names."""
    runs = [(m.start(), m.group()) for m in RUN.finditer(text)]
    beside = [(-1, m.group()) for other in extra for m in RUN.finditer(other)]
    cast = Cast([], [], Counter())
    partial: list[tuple[int, str]] = []
    for start, run in (*runs, *beside):
        run = _trimmed(run)
        if is_institution(run):
            cast.institutions[run] += 1
        elif names.parse(run).given and names.parse(run).family and _is_person(run):
            person = _enter(cast.persons, run)
            _place(cast, text, start, run, person)
        elif run:
            partial.append((start, run))
    index = by_word(cast.persons)
    for start, run in partial:
        person = known(index, run)
        if person:
            _place(cast, text, start, run, person)
    cast.namings.sort(key=lambda naming: naming.start)
    return cast


def _trimmed(run: str) -> str:
    """A run of capitals without a possessive ending and without function words that only began a sentence."""
    run = re.sub(r"[’']s?$", "", run.replace("\xa0", " "))
    words = run.split(" ")
    while words and words[0].lower() in _function_words():
        words.pop(0)
    return " ".join(words)


@cache
def _function_words() -> frozenset[str]:
    sections = lexicon.sections("words.txt")
    return frozenset().union(*sections.values()) - {"may", "will", "sun", "june", "april"}


def is_institution(run: str) -> bool:
    """True if a run of capitals names a body: `Foreign Ministry`, `White House`, `Kremlin`, `Ukraine`."""
    known_names, words = _institutions()
    if run in known_names or names.fold(run) in names.COUNTRIES:
        return True
    last = run.split(" ")
    return any(word in words for word in last) and not names.gender(run)


@cache
def _institutions() -> tuple[frozenset[str], frozenset[str]]:
    sections = lexicon.sections("institutions.txt")
    return sections["name"], sections["word"]


def _is_person(run: str) -> bool:
    """True if a run of two or more capitals is a name: it has a title or a known given name, or two or three plain words."""
    parts = names.parse(run)
    if parts.titles or names.gender(run):
        return True
    words = [word for word in parts.plain.split() if not word.islower()]
    if _is_place(words):
        return False
    return 2 <= len(words) <= 3 and not any(word.lower() in lexicon.heads() or word.isupper() for word in words)


def _is_place(words: list[str]) -> bool:
    places = lexicon.sections("institutions.txt")["place"]
    return words[-1] in places or words[0] in places


def _enter(persons: list[Person], run: str) -> Person:
    """The person of a full name, entered if new; a fuller form of the same name replaces the shorter."""
    plain = names.parse(run).plain
    for person in persons:
        if person.name == plain:
            return person
    for person in persons:
        if names.same_person(person.name, plain):
            if len(plain.split()) > len(person.name.split()):
                person.name = plain
            return person
    persons.append(Person(plain))
    return persons[-1]


def by_word(persons: list[Person]) -> dict[str, list[Person]]:
    """Persons by their family name and by their given name, folded."""
    found: dict[str, list[Person]] = {}
    for person in persons:
        parts = names.parse(person.name)
        for word in {names.key(person.name), names.fold(parts.given)}:
            found.setdefault(word, []).append(person)
    return found


def known(index: dict[str, list[Person]], run: str) -> Person | None:
    """The person that a part of a name means: `Mr Peskov`, `Sir Keir`. None if nobody, or more than one, is meant.

    Of two with one surname the title's gender decides, else the one named at least three times as often.
    """
    parts = names.parse(run)
    part = parts.family or parts.given
    fits = [*index.get(names.key(run), []), *index.get(names.fold(part), [])]
    fits = [p for p in dict.fromkeys(fits) if names.same_person(run, p.name) is not False]
    by_family = [p for p in fits if names.key(p.name) == names.key(run)]
    fits = by_family or fits
    sex = names.gender(run)
    if sex and len(fits) > 1:
        fits = [p for p in fits if p.gender in (sex, None)]
    fits.sort(key=lambda p: -len(p.places))
    if len(fits) > 1 and len(fits[0].places) < 3 * len(fits[1].places):
        return None
    return fits[0] if fits else None


def _place(cast: Cast, text: str, start: int, run: str, person: Person) -> None:
    """Note a naming of a person and the roles that stand beside it."""
    if start < 0:
        return
    person.places.append(start)
    begin = text.find(run.split(" ")[0], start)
    end = begin + len(run)
    cast.namings.append(Naming(begin, end, person, names.gender(run)))
    for role in roles_beside(text, begin, end, run):
        person.roles.setdefault(role, begin)


def roles_beside(text: str, start: int, end: int, run: str) -> Iterable[str]:
    """What the text calls a person just before the name (`Russian president `) or after it (`, the mayor of Holm,`)."""
    titles = [t for t in names.parse(run).titles if t.rstrip(".").lower() not in names.COURTESY]
    before = BEFORE.search(text, max(0, start - 80), start)
    lead = _role_words(before.group(1).split()) if before else []
    role = " ".join([*lead, *titles])
    if role and (titles or lead):
        yield role
    after = AFTER.match(text, end)
    if after and any(word in lexicon.heads() for word in after.group(1).lower().split()):
        yield re.split(r"\b(?:who|which|whose|and)\b", after.group(1))[0].strip()


def _role_words(words: list[str]) -> list[str]:
    """The words at the end of a list that make a role: from a noun that can speak, left over its adjectives and names."""
    if not words or words[-1].lower() not in lexicon.heads():
        return []
    start = len(words) - 1
    while (
        start
        and (words[start - 1][0].isupper() or words[start - 1].lower() in ADJECTIVES)
        and words[start - 1][-1] != ","
    ):
        start -= 1
    while start < len(words) - 1 and words[start].lower() in _function_words():
        start += 1
    return words[start:]


ADJECTIVES = frozenset(
    "foreign prime former deputy senior junior chief vice finance health defence defense interior justice home education transport "
    "energy trade press ministry government party union police state national federal local regional shadow acting assistant "
    "general executive managing campaign opposition liberal conservative democratic republican labour club team company".split()
)
