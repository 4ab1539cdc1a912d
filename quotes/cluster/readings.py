"""A wording with what its print tells beside the words: names, sentence ends, places where something was left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from quotes.cluster import lists
from quotes.cluster.words import Tokens, code, encoded, piece_code, token, tokens

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[|\(")
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

    def __init__(self, reading: Reading) -> None:
        self._text, self._codes = reading
        self._cut = self._text.split()

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words between two offsets."""
        return tuple(map(self._word, range(start, end)))

    def shows_gap(self, start: int, end: int) -> bool:
        """Whether an ellipsis or an editor's bracket stands between two offsets."""
        return any(start <= gap <= end for gap in self._gaps)

    def closes(self, offset: int) -> bool:
        """Whether punctuation ends a clause before the word at an offset."""
        if not 0 < offset < self._count:
            return True
        between = range(self._owner(offset - 1), self._owner(offset))
        return any(_ends(self._tokens.printed[place], _CLAUSE_END) for place in between)

    @cached_property
    def _tokens(self) -> Tokens:
        return tokens(self._text)

    @property
    def _count(self) -> int:
        """How many words there are."""
        return self._tokens.ends[-1] if self._tokens else 0

    @cached_property
    def _gaps(self) -> list[int]:
        bounds = pairwise([0, *self._tokens.ends])
        shown = zip(self._tokens.printed, bounds, strict=True)
        return [offset for printed, ends in shown if _ELLIPSIS.search(printed) for offset in ends]

    def _owner(self, offset: int) -> int:
        """The number of the token that has the word at an offset."""
        return bisect_right(self._tokens.ends, offset)

    def _word(self, offset: int) -> Word:
        pieces, place, word = self._found(offset)
        if not _initial(pieces[place]).isupper():
            return Word(word, is_name=False, opens=False)
        opens = place == 0 or _ends(pieces[place - 1], _SENTENCE_END)
        return Word(word, is_name=not (opens or word == "i" or self._is_headline), opens=opens)

    def _found(self, offset: int) -> tuple[list[str], int, str]:
        """The pieces of the text, which of them has the word at an offset, and the word.

        Mostly each piece is one word; then the text need not be read to its end.
        """
        cut, codes = self._cut, self._codes
        if len(cut) == len(codes) and piece_code(cut[offset]) == codes[offset]:
            return cut, offset, token(cut[offset]).words[0]
        owner = self._owner(offset)
        return self._tokens.printed, owner, self._tokens[owner].words[offset - self._tokens.ends[owner]]

    @cached_property
    def _is_headline(self) -> bool:
        """Capitals on nearly every word, as in headlines and text in capitals."""
        initials = [initial for initial in map(_initial, self._cut) if initial.isalnum()]
        return len(initials) > 2 and sum(map(str.isupper, initials)) > _HEADLINE_SHARE * len(initials)


def _initial(printed: str) -> str:
    """The first sign that is no mark."""
    return printed.lstrip(_OPENING)[:1]


def _ends(piece: str, marks: tuple[str, ...]) -> bool:
    """Whether a printed piece ends with one of these marks."""
    return piece.rstrip(_CLOSING).endswith(marks)


@lru_cache(maxsize=20_000)
def read(text: str) -> Reading:
    """The reading of a text."""
    return Reading(text, encoded(text))


printed = lru_cache(maxsize=2_000)(Print)


def shows_gap(reading: Reading, start: int, end: int) -> bool:
    """Whether an ellipsis or an editor's bracket stands between two offsets: few texts have any."""
    return _ELLIPSIS.search(reading.text) is not None and printed(reading).shows_gap(start, end)


def content_words(codes: str) -> int:
    """How many of the encoded words say something: all but articles, pronouns, auxiliaries and fillers."""
    return len(codes) - sum(map(_fillers().__contains__, codes))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(map(code, lists.words("fillers")))
