"""Values in flight: what the rooms hand to one another. No behaviour but the record's shape."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: characters `start` to `end`, end exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` at this place."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated piece of an article: a live-blog post, or the whole article.

    `paragraphs` are the news paragraphs, in order, without headings, bylines and site furniture; `span` reaches from
    the entry's first character to its last. Records count their offsets from `origin` (0 unless the input gave each
    entry a text of its own).
    """

    number: int
    span: Span
    paragraphs: tuple[Span, ...] = ()
    heading: str | None = None
    author: str | None = None
    published_at: str | None = None
    origin: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A document as one outlet printed it. `text` is never changed after reading; every span points into it.

    `entries[n].number` is n; entry 0 is what stands before the first post, empty where nothing does.

    `id` is the record's `article`. `given_id` tells whether the input named it (a row's `id`) or we made it up from a
    file name or line. `file` is the absolute path it was read from, None for standard input.
    """

    id: str
    text: str
    entries: tuple[Entry, ...]
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published_at: str | None = None
    standfirst: str | None = None
    given_id: bool = False
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """The phrase beside a quotation that names its speaker.

    `form` is `name`, `pronoun`, `role`, `institution`, `group` or `document`.
    """

    span: Span
    form: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a quotation is attributed to, resolved within one article.

    `name` is the fullest form without titles; `kind` is `person`, `institution`, `group`, `document` or `unnamed`;
    `role` is what the article calls them ("French foreign ministry spokesman"), None when it does not say.
    """

    name: str
    kind: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation with the evidence for its attribution. Spans point into the article's text.

    `kind` is `direct`, `mixed` or `indirect`; `context` is the span of the whole paragraphs that hold the quotation.
    """

    article: str
    entry: int
    kind: str
    text: str
    pieces: tuple[Span, ...]
    context: Span
    speaker: Speaker | None
    mention: Mention | None
    cue: Span | None
    spoken_on: str | None
    spoken_basis: str | None
    published_at: str | None
    confidence: float
    rule: str

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end
