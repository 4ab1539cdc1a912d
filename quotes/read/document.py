"""A text of unknown shape -> an Article: a live blog where it looks like one, else a plain article."""

from __future__ import annotations

from quotes.model import Article, Entry, Span
from quotes.read import liveblog, plain
from quotes.read.furniture import news


def parse(text: str, *, id: str = "-", title: str | None = None, published: str | None = None) -> Article:
    """The article in a decoded text: headline, standfirst, byline, entries and paragraphs, without site furniture.

    `published` is its date where the text has none of its own.
    """
    (title, standfirst), lines = plain.headline(text, news(text), title)
    if liveblog.is_liveblog(text, lines, title):
        entries = liveblog.entries(text, lines)
        return Article(id, text, entries, title, published_at=published, standfirst=standfirst)
    (author, printed), lines = plain.signature(text, lines)
    span = Span(lines[0].start, lines[-1].end) if lines else Span(0, 0)
    entry = Entry(0, span, plain.body(text, lines))
    return Article(id, text, (entry,), title, author=author, published_at=printed or published, standfirst=standfirst)
