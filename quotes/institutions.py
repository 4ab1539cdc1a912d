"""Whether two printed names name one institution, and which phrases name one at all. The words are in `names.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from quotes import names

ORGANS = names.word_set(names.DATA["organs"])
ORGAN = re.compile(rf"\b(?:{'|'.join(ORGANS)})\b")
GENERIC = names.word_set(names.DATA["generic"]) | frozenset(word for organ in ORGANS for word in organ.split())
MINISTRY_OF = re.compile(r"\bministry of (?:the )?(\w+)(?: affairs)?\b")


def same(a: str, b: str) -> bool:
    """True if two printed names name one institution: `Russia's Foreign Ministry`, `the Russian foreign ministry`."""
    return fold(a) == fold(b)


@lru_cache(names.CACHED)
def fold(name: str) -> str:
    """An institution's name for comparison: folded, "the" off; an organ of state begins with its country's name."""
    folded = names.letters(name).removeprefix("the ")
    if folded in names.COUNTRIES:
        return names.COUNTRIES[folded]
    organ = names.letters(" ".join(names.POSSESSIVE.sub("", word) for word in name.split())).removeprefix("the ")
    organ = MINISTRY_OF.sub(r"\1 ministry", organ)
    return _country_first(organ) if ORGAN.search(organ) else folded


def is_particular(phrase: str) -> bool:
    """True if a phrase names one body whichever article it stands in: `the Kremlin`, `Russia's army`, not `the army`.

    A capital letter at the phrase's start is no sign of a name when small letters follow.
    """
    words = phrase.removeprefix("The ").removeprefix("the ").split()
    shown = all(word[:1].isupper() for word in words)
    first = shown or bool(names.POSSESSIVE.search(words[0])) or names.letters(words[0]) in names.COUNTRIES
    capitals = [word for at, word in enumerate(words) if word[:1].isupper() and (at or first)]
    return any(names.letters(names.POSSESSIVE.sub("", word)) not in GENERIC for word in capitals)


def _country_first(organ: str) -> str:
    """`russian foreign ministry` and `foreign ministry of russia` give `russia foreign ministry`."""
    rest, _, country = organ.rpartition(" of ")
    if country.removeprefix("the ") in names.COUNTRIES:
        return f"{names.COUNTRIES[country.removeprefix('the ')]} {rest}"
    words = organ.split()
    for end in (4, 3, 2, 1):
        if country := names.COUNTRIES.get(" ".join(words[:end]), ""):
            return " ".join((country, *words[end:]))
    return organ
