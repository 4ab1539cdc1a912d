"""A wording with what its print tells beside the words: names, sentence ends, places where something was left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Prefix

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
        return tuple([self._word(offset) for offset in range(start, end)])

    def shows_gap(self, start: int, end: int) -> bool:
        """Whether an ellipsis or an editor's bracket stands between two offsets."""
        tokens = self._up_to(end)
        printed, ends = tokens.printed, tokens.ends
        near = range(bisect_left(ends, start), min(len(ends), bisect_right(ends, end) + 1))
        return any(
            (ends[place] <= end or start <= (ends[place - 1] if place else 0)) and _ELLIPSIS.search(printed[place])
            for place in near
        )

    def closes(self, offset: int) -> bool:
        """Whether punctuation ends a clause before the word at an offset."""
        if not 0 < offset < len(self._codes):
            return True
        tokens = self._up_to(offset)
        between = tokens.printed[tokens.owner(offset - 1) : tokens.owner(offset)]
        return any(_ends(piece, _CLAUSE_END) for piece in between)

    def _up_to(self, offset: int) -> Tokens:
        """Tokens that have the words up to the one at an offset: the text as it is cut, where that is enough."""
        pieces, settled = self._pieces
        return pieces if offset < settled else self._tokens

    @cached_property
    def _pieces(self) -> tuple[Tokens, int]:
        """The text as it is cut, and how many words of it do not depend on what their pieces mean together."""
        codes = [*map(piece_code, self._cut)]
        return Tokens(self._cut, map(len, codes)), Prefix.similarity("".join(codes), self._codes)

    @cached_property
    def _tokens(self) -> Tokens:
        return tokens(self._text)

    def _word(self, offset: int) -> Word:
        pieces, place, word = self._found(offset)
        if not _initial(pieces[place]).isupper():
            return Word(word, False, False)
        opens = place == 0 or _ends(pieces[place - 1], _SENTENCE_END)
        return Word(word, not (opens or word == "i" or self._is_headline), opens)

    def _found(self, offset: int) -> tuple[list[str], int, str]:
        """The pieces of the text, which of them has the word at an offset, and the word.

        Mostly each piece is one word; then the text need not be read to its end.
        """
        cut, codes = self._cut, self._codes
        if len(cut) == len(codes) and piece_code(cut[offset]) == codes[offset]:
            return cut, offset, token(cut[offset]).words[0]
        tokens = self._up_to(offset)
        owner = tokens.owner(offset)
        return tokens.printed, owner, tokens[owner].words[offset - tokens.ends[owner]]

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
    return _may_show_gaps(reading.text) and printed(reading).shows_gap(start, end)


def _may_show_gaps(text: str) -> bool:
    """Whether a text has an ellipsis, a bracket, or anything like these."""
    return "…" in text or "[" in text or "(" in text or (text.count(".") > 2 and _ELLIPSIS.search(text) is not None)


def content_words(codes: str) -> int:
    """How many of the encoded words say something: all but articles, pronouns, auxiliaries and fillers."""
    return len(codes) - sum(map(_fillers().__contains__, codes))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(map(code, lists.words("fillers")))
