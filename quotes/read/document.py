"""A text of unknown shape -> an Article: a live blog where it looks like one, else a plain article."""

from __future__ import annotations

from quotes.model import Article
from quotes.read import liveblog, plain
from quotes.read.furniture import news
from quotes.text import paragraphs


def parse(text: str, *, id: str = "-", title: str | None = None, published: str | None = None) -> Article:
    """The article in a decoded text, its headline, standfirst, entries and paragraphs found; site furniture left out."""
    lines = [line for raw in paragraphs(text) if (line := news(text, raw))]
    (title, standfirst), body = plain.headline(text, lines, title)
    live = liveblog.is_liveblog(text, body, title)
    entries = liveblog.entries(text, body) if live else (plain.entry(text, body),)
    return Article(id, text, entries, title, standfirst=standfirst, published_at=published)
