"""A wording with what its print tells beside the words: names, sentence ends, places where something was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from quotes.cluster import lists
from quotes.cluster.words import Token, encoded, tokens

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|[\[(]")
_SENTENCE_END = (".", "!", "?", "…")
_CLAUSE_END = (*_SENTENCE_END, ",", ";", ":", "—", "–", "-")
_OPENING = "“”\"'‘’«([—–-…"
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


class Print:
    """What is printed of a text beside its words. Offsets count words, as many as `encoded` has code points."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._owners = [index for index, token in enumerate(self._tokens) for _ in token.words]
        self._words = [word for token in self._tokens for word in token.words]

    def words(self, start: int = 0, end: int | None = None) -> list[Word]:
        """The words between two offsets, or to the end."""
        return [self._word(offset) for offset in range(len(self._words))[start:end]]

    def shows_gap(self, start: int, end: int) -> bool:
        """Whether an ellipsis or an editor's bracket stands between two offsets."""
        return any(start <= gap <= end for gap in self._gaps)

    def closes(self, offset: int) -> bool:
        """Whether punctuation ends a clause before the word at an offset."""
        if not 0 < offset < len(self._words):
            return True
        between = self._tokens[self._owners[offset - 1] : self._owners[offset]]
        return any(token.printed.rstrip(_CLOSING).endswith(_CLAUSE_END) for token in between)

    @cached_property
    def _gaps(self) -> list[int]:
        if not _ELLIPSIS.search(self._text):
            return []
        gaps, offset = [], 0
        for token in self._tokens:
            if _ELLIPSIS.search(token.printed):
                gaps += [offset, offset + len(token.words)]
            offset += len(token.words)
        return gaps

    def _word(self, offset: int) -> Word:
        word, owner = self._words[offset], self._owners[offset]
        if not _initial(self._tokens[owner]).isupper():
            return Word(word, is_name=False, opens=False)
        opens = owner == 0 or self._tokens[owner - 1].printed.rstrip(_CLOSING).endswith(_SENTENCE_END)
        return Word(word, is_name=not (opens or word == "i" or self._is_headline), opens=opens)

    @cached_property
    def _is_headline(self) -> bool:
        """Capitals on nearly every word, as in headlines and text in capitals."""
        initials = [_initial(token) for token in self._tokens if token.words]
        capitals = sum(initial.isupper() for initial in initials)
        return len(initials) > 2 and capitals > _HEADLINE_SHARE * len(initials)


@lru_cache(maxsize=20_000)
def read(text: str) -> Reading:
    """The reading of a text."""
    return Reading(text, encoded(text))


printed = lru_cache(maxsize=2_000)(Print)


def _initial(token: Token) -> str:
    return token.printed.lstrip(_OPENING)[:1]


def content_words(words: Sequence[Word]) -> int:
    """How many of the words say something: all but articles, pronouns, auxiliaries and fillers."""
    fillers = lists.words("fillers")
    return sum(word.text not in fillers for word in words)
