"""What a description says of somebody: `the independent Vermont senator` has the head senator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotes import names
from quotes.extract.grammar import lexicon
from quotes.extract.people.mentions import description, head

SEXES = dict.fromkeys(lexicon.context("female"), "f") | dict.fromkeys(lexicon.context("male"), "m")
CACHED = 50_000


@dataclass(frozen=True, slots=True)
class Role:
    """A description's head noun, the other words that tell, the sex it tells, and whether it is one known (`the`)."""

    head: str
    words: frozenset[str]
    sex: str | None
    is_definite: bool

    def fits(self, roles: Sequence[str]) -> str:
        """How it goes with a person's roles: `all` its words are there, its `head`, `some` word, `none`.

        `-` where no roles are known, `rank` where theirs is another rank of the same office.
        """
        if not roles:
            return "-"
        best = "none"
        for other in roles:
            same, shared = _office(other) == self.head, self.words & role_key(other)
            if same and not lexicon.context("rank").isdisjoint(role_key(other) ^ self.words):
                best = "rank"  # no deputy for a mayor
                continue
            if same and self.words <= role_key(other) | {self.head}:
                return "all"
            best = "head" if same else "some" if shared and best in ("none", "rank") else best
        return best


def role(phrase: str) -> Role | None:
    """The role that a description tells; None if it tells none, or of several people."""
    plain = description(phrase)
    if lexicon.heads().get(head(plain)) not in ("role", None) or not head(plain):
        return None
    first = plain.split()[0].lower()
    key = role_key(plain)
    return Role(_office(plain), key - {head(plain)}, sex_of_word(head(plain)), first in ("the", "his", "her", "their"))


def _office(phrase: str) -> str:
    noun = head(phrase.rstrip(".")).rstrip(".")
    return lexicon.offices().get(noun, noun)


@lru_cache(CACHED)
def role_key(phrase: str) -> frozenset[str]:
    """The words that tell a role from others, countries by name: `Ukrainian President` gives ukraine, president."""
    words = re.findall(r"[\w-]+", re.sub(r"[’']s\b", "", phrase.lower()))
    listed = lexicon.sections("words.txt")
    small = listed["determiner"] | listed["preposition"] | {"former", "then"}
    return frozenset(names.COUNTRIES.get(word, word) for word in words if word not in small)


@lru_cache(CACHED)
def sex_of_word(word: str) -> str | None:
    """`m` or `f` for a noun that tells it: `congresswoman`, `husband`; else None."""
    return sex_of_title(word) or SEXES.get(word)


def sex_of_title(title: str) -> str | None:
    """`m` or `f` for a folded title that tells it: `queen`; else None."""
    return next((sex for sex, titles in names.TITLES_OF.items() if title in titles), None)


def sex_of(told: Iterable[str]) -> str | None:
    """The sex that roles tell: `the mayor's wife` gives f."""
    found = {sex for role in told if (sex := sex_of_word(head(role)))}
    return found.pop() if len(found) == 1 else None


def ends_in_kin(before: str) -> bool:
    """True for a text that ends in a word for somebody's kin: `her husband, `."""
    return before.rstrip(", ").rpartition(" ")[2].lower() in lexicon.context("kin")
