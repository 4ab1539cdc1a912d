"""Invented articles, every line a quotation, `Nora Feldgate (mayor): “We won.”`, and a look at what is stored."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.model import Article, Entry, Quote, Span, Speaker
from quotes.store import Report, ingest, open_store

LINE = re.compile(r"(?:(?P<name>[^:(\[“]+?)(?: \((?P<role>[^)]+)\))?(?: \[(?P<kind>\w+)\])?: )?“(?P<text>[^”]+)”")

PUMPS = "We asked for the pumps in November and were told to wait until the spring."
HARBOUR = "The harbour will stay open to every boat that needs it."
TEA = "It was the colour of strong tea and it rose faster than I could carry the flour upstairs."


def article(id: str, *lines: str, **metadata: Any) -> Article:
    """An article of these lines, one a paragraph."""
    text = "\n\n".join(lines)
    paragraphs = tuple(Span(*found.span()) for found in re.finditer(r"[^\n]+", text))
    return Article(id, text, (Entry(0, Span(0, len(text)), paragraphs),), **metadata)


def corrected(earlier: Article, old: str, new: str) -> Article:
    """The article with other words in it."""
    kept = {name: getattr(earlier, name) for name in ("url", "outlet", "given_id", "file", "published_at", "title")}
    return article(earlier.id, *earlier.text.replace(old, new).split("\n\n"), **kept)


def said(article: Article) -> list[Quote]:
    """The quotations of an invented article."""
    return [_quote(article, found, paragraph) for paragraph in article.entries[0].paragraphs
            for found in LINE.finditer(article.text, paragraph.start, paragraph.end)]  # fmt: skip


def _quote(article: Article, found: re.Match[str], paragraph: Span) -> Quote:
    speaker = Speaker(found["name"], found["kind"] or "person", found["role"]) if found["name"] else None
    return Quote(
        article=article.id, entry=0, kind="direct", text=found["text"].strip(),
        pieces=(Span(found.start("text") - 1, found.end()),), context=paragraph, speaker=speaker, mention=None,
        cue=None, spoken_on=None, spoken_basis=None, published_at=article.published_at, confidence=0.9, rule="line",
    )  # fmt: skip


def store(path: Path, *articles: Article | ReadError) -> Report:
    """The report of storing these articles in one run."""
    with open_store(path) as opened:
        return ingest(opened, articles, extract=said)


def dump(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables but the log of runs."""
    with sqlite3.connect(path) as db:
        db.row_factory = sqlite3.Row
        names = [row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: [dict(row) for row in db.execute(f"SELECT * FROM {name}")] for name in names if name != "runs"}
    return {name: sorted(listed, key=repr) for name, listed in found.items()}


def rows(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with sqlite3.connect(path) as db:
        return list(db.execute(sql, values))


def clusters(path: Path) -> list[set[str]]:
    """The texts of each cluster, the greater clusters first."""
    found: dict[int, set[str]] = {}
    for cluster, text in rows(path, "SELECT cluster_id, text || ' / ' || article FROM quotes"):
        found.setdefault(cluster, set()).add(text)
    return sorted(found.values(), key=lambda texts: (-len(texts), sorted(texts)))
