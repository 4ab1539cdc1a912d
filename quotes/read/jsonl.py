"""One JSON Lines row -> an Article."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from reprlib import repr as shortened
from typing import Any

from quotes.model import Article, Entry, Span
from quotes.read import dates, plain
from quotes.read.document import parse
from quotes.read.furniture import news
from quotes.text import is_web_address

TEXTS = ("title", "outlet", "author")
BETWEEN = "\n\n"  # entries
NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")


def row(line: str, *, id: str) -> Article:
    """The article of one line; `id` serves where the row has none. Raises ValueError saying what is wrong with it."""
    values = parsed(line)
    given = _id(values)
    known: dict[str, Any] = {name: string(values, name) for name in TEXTS}
    known |= {"url": _url(values), "published_at": _date(values)}
    words = string(values, "text")
    if values.get("entries") is not None:
        if words:
            raise ValueError("the row has both text and entries")
        article = _of_entries(values["entries"], given or id)
    elif words:
        article = parse(words, id=given or id, title=known["title"])
    else:
        raise ValueError("the row has no text")
    return replace(article, **{name: value for name, value in known.items() if value}, given_id=given is not None)


def parsed(line: str) -> dict[str, Any]:
    """The JSON object of a line. Raises ValueError saying what is wrong with it."""
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON ({error.msg}: character {error.pos + 1})") from None
    except RecursionError:
        raise ValueError("no JSON that we can read (nested too deeply)") from None
    if not isinstance(values, dict):
        raise ValueError("a row must be a JSON object")
    return values


def _of_entries(rows: Any, id: str) -> Article:
    """An article whose entries have texts of their own; its text is these, two line ends between them."""
    if not isinstance(rows, list) or not all(isinstance(values, dict) for values in rows):
        raise ValueError("entries must be a list of objects")
    texts = [string(values, "text") or "" for values in rows]
    if not any(texts):
        raise ValueError("the row has no text")
    whole = BETWEEN.join(texts)
    entries: list[Entry] = []
    start = 0
    for number, (values, text) in enumerate(zip(rows, texts, strict=True)):
        entries.append(_entry(whole, Span(start, start + len(text)), number, values))
        start += len(text) + len(BETWEEN)
    return Article(id, whole, tuple(entries))


def _entry(text: str, span: Span, number: int, values: dict[str, Any]) -> Entry:
    """The entry of one of the `entries`; its heading may stand in its text once more."""
    heading, author = string(values, "heading"), string(values, "author")
    lines = news(text, span.start, span.end)
    if heading and len(lines) > 1 and plain.is_same(lines[0].of(text), heading):
        lines = lines[1:]
    return Entry(number, span, plain.body(text, lines), heading, author, _date(values), origin=span.start)


def _id(values: dict[str, Any]) -> str | None:
    given = values.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if not isinstance(given, str | None):
        raise ValueError("id must be a string or a whole number")
    return string(values, "id")


def string(values: dict[str, Any], name: str) -> str | None:
    """The string of that name, None if it is missing or blank."""
    value = values.get(name)
    if not isinstance(value, str | None):
        raise ValueError(f"{name} must be a string")
    if value and not _is_text(value) and (found := NO_CHARACTER.search(value)):
        raise ValueError(f"{name} has no character at {found.start() + 1}, but U+{ord(found.group()):04X}")
    return value if value and not value.isspace() else None


def _is_text(value: str) -> bool:
    """False for a string into which an escape has smuggled what no file of text holds."""
    try:
        return b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False


def _url(values: dict[str, Any]) -> str | None:
    value = (string(values, "url") or "").strip()
    if value and not is_web_address(value):
        raise ValueError(f"url {shortened(value)} is no web address (http or https)")
    return value or None


def _date(values: dict[str, Any]) -> str | None:
    value = string(values, "published_at") or string(values, "date")
    return dates.iso(value) if value else None
