"""A person of an article: how and where it names them, their sex and what it calls them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import inf
from operator import attrgetter
from typing import NamedTuple

from quotes import names
from quotes.extract.grammar import lexicon
from quotes.extract.marks.quotations import is_quoted
from quotes.extract.people import appositions, mentions, roles
from quotes.model import Span

LINE = re.compile(r"[^\n]+")
MARKED = re.compile("“[^”\n]*|\"[^\"\n]*\"?|''[^\n]*?''|(?<!\\w)‘[^’\n]*(?:’(?=\\w)[^’\n]*)*")
HE_OR_SHE = re.compile(r"\b(?:[Hh](?:e|is|imself|erself)|[Ss]he)\b")  # but no object: "Orr praised her"
SURE = 2  # times that he or she tells of somebody
START = attrgetter("start")
SAID_HE = re.compile(r"(?:,[^,.;:“”\"\n]{1,60},)?\s(?P<verb>\w+)\s(?:that\s)?(?P<pronoun>he|she)\b")


class Sexes:
    """What he and she tell of the persons of an article, read when it is first asked for."""

    def __init__(self, text: str, namings: Sequence[Naming]) -> None:
        """`namings`: those of the article in order, more of which may come."""
        self._text, self._namings = text, namings
        self._read = -1  # how many namings there were
        self._told: dict[Person, Counter[str]] = {}

    def of(self, person: Person) -> str | None:
        """`m` or `f` where the paragraphs that name only this person go on with he alone or with she alone."""
        if self._read != len(self._namings):
            self._read, self._told = len(self._namings), {}
            for line in LINE.finditer(self._text):
                self._look(*line.span())
        told = self._told.get(person, Counter())
        return next(iter(told)) if len(told) == 1 and sum(told.values()) >= SURE else None

    def _look(self, start: int, end: int) -> None:
        """Count he and she in a paragraph, outside its marks, behind the name of the only one it names so far."""
        first = bisect_left(self._namings, start, key=START)
        named = self._namings[first : bisect_left(self._namings, end, first, key=START)]
        if not named:
            return
        marked = [Span(*match.span()) for match in MARKED.finditer(self._text, start, end)]
        outside = [naming for naming in named if not is_quoted(marked, naming.start)]
        if not outside:
            return
        only = outside[0].person
        stop = next((naming.start for naming in outside if naming.person is not only), end)
        for match in HE_OR_SHE.finditer(self._text, outside[0].end, stop):
            if not is_quoted(marked, match.start()):
                self._told.setdefault(only, Counter())[mentions.HE_SHE[match.group().lower().removesuffix("self")]] += 1


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest form of the name, where it stands, and what titles and roles tell.

    Ask for `roles` and `gender` when all of `text` is read.
    """

    name: str
    text: str
    sexes: Sexes
    is_headed: bool = False  # a title, heading or byline names them
    places: list[tuple[int, str]] = field(default_factory=list)  # and as what
    _roles: list[str] | None = None
    _role: str | None = ""
    _gender: str | None = ""

    @property
    def first(self) -> float:
        """Where the text names them first, in full if it ever does."""
        return self.places[0][0] if self.places else inf

    @property
    def is_plain(self) -> bool:
        """True if the name begins with a given name that is one, not as `Oscar-winner Orr`."""
        return names.letters(names.parse(self.name).given) in names.KNOWN_GIVEN

    @property
    def roles(self) -> list[str]:
        """What the text calls them beside their name, without repetition."""
        if self._roles is None:
            self._roles = list(dict.fromkeys(self._called()))
        return self._roles

    @property
    def role(self) -> str | None:
        """The first of the roles."""
        if self._role == "":
            self._role = next(self._called(), None)
        return self._role

    def _called(self) -> Iterator[str]:
        return chain.from_iterable(appositions.roles_beside(self.text, at, run) for at, run in self.places)

    @property
    def gender(self) -> str | None:
        """`m`, `f` or None: by the name, a title or a role beside it, else by a given name that stands alone, else by
        he or she behind a verb of saying or behind the name."""
        if self._gender == "":
            by_name = names.gender(self.name) or self._sex_by_title() or roles.sex_of(self.roles) or self._sex_alone()
            self._gender = by_name or self._sex_told() or self.sexes.of(self)
        return self._gender

    def _sex_told(self) -> str | None:
        """What they are called by the text that tells what they said: `Adeyemi, 33, said he`."""
        sexes = {sex_told(self.text, at + len(run)) for at, run in self.places} - {None}
        return sexes.pop() if len(sexes) == 1 else None

    def _sex_alone(self) -> str | None:
        """What a given name tells that stands alone: `Ilka`, but not `ILKA`, which may be anything."""
        is_printed = any(run == self.name for _, run in self.places)
        return names.SEX_OF.get(names.letters(self.name)) if is_printed and not self.name.isupper() else None

    def _sex_by_title(self) -> str | None:
        sexes = {names.gender(run) for run in {run for _, run in self.places}} - {None}
        return sexes.pop() if len(sexes) == 1 else None


class Naming(NamedTuple):
    """A name at a place in the text, and the person it is."""

    start: int
    end: int
    person: Person
    is_full: bool

    def of(self, text: str) -> str:
        """The name as printed."""
        return text[self.start : self.end]


def sex_told(text: str, end: int) -> str | None:
    """The sex that he or she behind a verb of saying tells of who ends at a place: `m` of `Adeyemi, 33, said he`."""
    told = SAID_HE.match(text, end)
    return mentions.HE_SHE[told["pronoun"]] if told and lexicon.reports(told["verb"]) else None
