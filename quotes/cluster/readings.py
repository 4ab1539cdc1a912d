"""A wording with what its print tells beside the words: names, sentence ends, places where something was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quotes.cluster import lists
from quotes.cluster.words import Token, encoded, tokens

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|[\[(]")
_SENTENCE_END = (".", "!", "?", "…")
_CLAUSE_END = (*_SENTENCE_END, ",", ";", ":", "—", "–", ")")
_CLOSING = "”’\"'»)]"
_HEADLINE_SHARE = 0.7  # where so many words have capitals, a capital tells nothing


class Reading(NamedTuple):
    """A text and its encoded words."""

    text: str
    codes: str


class Word(NamedTuple):
    """A canonical word. `is_name`: a capital inside a sentence shows it; `opens`: a capital shows nothing here."""

    text: str
    is_name: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Print:
    """What is printed: `gaps` and `clause_ends` hold word offsets, 0 to len(words).

    At a gap an ellipsis or an editor's bracket stands; at a clause end punctuation closes the word before it.
    """

    words: tuple[Word, ...]
    gaps: frozenset[int]
    clause_ends: frozenset[int]


def read(text: str) -> Reading:
    """The reading of a text."""
    return Reading(text, encoded(text))


@lru_cache(maxsize=20_000)
def printed(text: str) -> Print:
    """The words of a text and its marks; as many words as `encoded` has code points."""
    found = tokens(text)
    shouts = _is_headline(found)
    words: list[Word] = []
    gaps: set[int] = set()
    ends: set[int] = set()
    after_end = True
    for token in found:
        before = len(words)
        capital = token.printed.lstrip("“”\"'‘’«([—–-…")[:1].isupper()
        for word in token.words:
            words.append(Word(word, capital and not after_end and not shouts and word != "i", capital and after_end))
        if _ELLIPSIS.search(token.printed):
            gaps |= {before, len(words)}
        stripped = token.printed.rstrip(_CLOSING)
        if stripped.endswith(_CLAUSE_END) or token.printed in ("-", "--"):
            ends.add(len(words))
        after_end = stripped.endswith(_SENTENCE_END) if token.words else after_end or stripped.endswith(_SENTENCE_END)
    return Print(tuple(words), frozenset(gaps), frozenset(ends))


def content_words(words: Sequence[Word]) -> int:
    """How many of the words say something: all but articles, pronouns, auxiliaries and fillers."""
    fillers = lists.words("fillers")
    return sum(word.text not in fillers for word in words)


def _is_headline(found: list[Token]) -> bool:
    """Capitals on nearly every word, as in headlines and text in capitals."""
    initials = [token.printed.lstrip("“\"'‘«([")[:1] for token in found if token.words]
    capitals = sum(initial.isupper() for initial in initials)
    return len(initials) > 2 and capitals > _HEADLINE_SHARE * len(initials)
