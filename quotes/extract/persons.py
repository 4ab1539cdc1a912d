"""A person of an article: how and where it names them, their sex and what it calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from math import inf
from typing import NamedTuple

from quotes import names
from quotes.extract import appositions, lexicon, mentions, roles

SAID_HE = re.compile(r"(?:,[^,.;:“”\"\n]{1,60},)?\s(?P<verb>\w+)\s(?:that\s)?(?P<pronoun>he|she)\b")


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest form of the name, where it stands, and what titles and roles tell.

    Ask for `roles` and `gender` when all of `text` is read.
    """

    name: str
    text: str
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
        he or she behind a verb of saying."""
        if self._gender == "":
            by_name = names.gender(self.name) or self._sex_by_title() or roles.sex_of(self.roles) or self._sex_alone()
            self._gender = by_name or self._sex_told()
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
