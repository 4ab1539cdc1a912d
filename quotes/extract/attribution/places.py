"""Where the quotations of an entry stand: in which paragraph, at which of its tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.extract.attribution import paragraphs
from quotes.extract.attribution.paragraphs import Paragraph
from quotes.extract.grammar.tokens import tokenize
from quotes.model import Span
from quotes.text import unmarked

Pieces = tuple[Span, ...]
WORD = re.compile(r"[^\W\d_][\w’'-]*")
LONG = 200  # characters of a quotation that tell what it looks like,
MOST = 10  # and words


class Place(NamedTuple):
    """Where a quotation stands: its pieces, the paragraph and token of the first and of the last one.

    `quoted` are the pieces without their marks; `text` is what stands between the marks, of a long quotation only its
    first piece; `words` are the first of these.
    """

    pieces: Pieces
    first: tuple[int, int]
    last: tuple[int, int]
    quoted: tuple[str, ...]
    text: str
    words: tuple[str, ...]

    @property
    def span(self) -> Span:
        """From its first piece to its last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


class Paragraphs(dict[int, Paragraph]):
    """The tokens and clauses of an entry's paragraphs by their numbers, each read when it is first asked for."""

    def __init__(self, text: str, spans: Sequence[Span], holes: Mapping[int, Sequence[tuple[Span, int]]]) -> None:
        super().__init__()
        self._text, self._spans, self._holes = text, spans, holes

    def __missing__(self, number: int) -> Paragraph:
        self[number] = paragraphs.read(tokenize(self._text, self._spans[number], self._holes.get(number, ())))
        return self[number]


class Entry:
    """The paragraphs of one entry that hold quotations, and its quotations placed in them."""

    def __init__(self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Pieces]) -> None:
        self.text = text
        self.spans = paragraphs
        self._starts = [p.start for p in paragraphs]
        holes: dict[int, list[tuple[Span, int]]] = {}
        for number, pieces in enumerate(quotations):
            for piece in pieces:
                holes.setdefault(self.number(piece.start), []).append((piece, number))
        self.paragraphs = Paragraphs(text, paragraphs, holes)
        self.places = [self._place(pieces, number) for number, pieces in enumerate(quotations)]

    def ends_in_colon(self, number: int) -> bool:
        """True if a paragraph ends in a colon."""
        return self.text[self.spans[number].start : self.spans[number].end].rstrip().endswith(":")

    def number(self, at: int) -> int:
        """The number of the paragraph that a place of the text is in."""
        return bisect_right(self._starts, at) - 1

    def _place(self, pieces: Pieces, number: int) -> Place:
        first, last = self.number(pieces[0].start), self.number(pieces[-1].start)
        quoted = tuple(unmarked(piece.of(self.text)) for piece in pieces)
        text = " ".join(quoted) if len(pieces[0]) < LONG else quoted[0]
        words = tuple(WORD.findall(text, 0, LONG)[:MOST])
        places = (first, self._token(first, number)), (last, self._token(last, number))
        return Place(pieces, *places, quoted, text, words)

    def _token(self, paragraph: int, number: int) -> int:
        return self.paragraphs[paragraph].tokens.quotations[number]
