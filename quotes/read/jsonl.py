"""One JSON Lines row -> an Article."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from quotes.model import Article, Entry, Span
from quotes.read import dates
from quotes.read.document import parse
from quotes.read.furniture import news
from quotes.text import paragraphs

TEXTS = ("title", "url", "outlet", "author")
HALF = re.compile(r"\\u[dD][89a-fA-F]")


def row(line: str, *, id: str) -> Article:
    """The article of one line; `id` serves where the row has none. Raises ValueError saying what is wrong."""
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON ({error.msg} at character {error.pos + 1})") from None
    if HALF.search(line):
        _check_characters(values)
    if not isinstance(values, dict):
        raise ValueError("a row must be a JSON object")
    given = _id(values)
    meta = {name: _text(values, name) for name in TEXTS} | {"published_at": _date(values)}
    if values.get("entries") is not None:
        article = _of_entries(values["entries"], given or id)
    elif _text(values, "text"):
        article = parse(values["text"], id=given or id, title=meta["title"])
    else:
        raise ValueError("the row has no text")
    return replace(article, **{k: v for k, v in meta.items() if v}, given_id=given is not None)


def _check_characters(values: Any) -> None:
    """Raises ValueError for half of a surrogate pair, which JSON can write and UTF-8, so our output, cannot."""
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"the row holds half a character (\\u{ord(error.object[error.start]):04x})") from None


def _of_entries(rows: Any, id: str) -> Article:
    """An article whose entries have texts of their own; its text is these, two line ends between them."""
    if not isinstance(rows, list) or not all(isinstance(values, dict) for values in rows):
        raise ValueError("entries must be a list of objects")
    texts = [_text(values, "text") or "" for values in rows]
    if not any(text.strip() for text in texts):
        raise ValueError("the row has no text")
    text, entries = "\n\n".join(texts), []
    start = 0
    for number, (values, body) in enumerate(zip(rows, texts, strict=True)):
        span = Span(start, start + len(body))
        kept = tuple(p for line in paragraphs(text, span.start, span.end) if (p := news(text, line)))
        heading, author = _text(values, "heading"), _text(values, "author")
        entries.append(Entry(number, span, kept, heading, author, _date(values), origin=start))
        start = span.end + 2
    return Article(id, text, tuple(entries))


def _id(values: dict[str, Any]) -> str | None:
    given = values.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int | None):
        raise ValueError("id must be a string or a whole number")
    return str(given) if given not in (None, "") else None


def _text(values: dict[str, Any], name: str) -> str | None:
    value = values.get(name)
    if not isinstance(value, str | None):
        raise ValueError(f"{name} must be a string")
    return value or None


def _date(values: dict[str, Any]) -> str | None:
    value = _text(values, "published_at") or _text(values, "date")
    return dates.iso(value) if value and value.strip() else None
