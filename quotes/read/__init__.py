"""Files -> Articles. `read` yields what could be read and, in its place, an error for what could not."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read import jsonl
from quotes.read.dates import iso, last_day, period
from quotes.read.document import parse
from quotes.read.files import ROWS, STDIN, SUFFIXES, contents, decoded, files, opened

__all__ = ["files", "iso", "last_day", "parse", "period", "read", "read_all"]

LOG = logging.getLogger(__name__)
MARKED_UP = {".csv", ".htm", ".html", ".json", ".rtf", ".tsv", ".xhtml", ".xml"}  # text with more than words in it
PEEKED = 4096  # bytes; a binary file shows itself in these
Placed = tuple[str, Article | ReadError]  # where it stands, `news.jsonl:3`, and what was read there


def read_all(
    paths: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Iterator[Article | ReadError]:
    """The articles of files and folders, in order. A second article with the same id is an error for that article."""
    given = {"published_at": published, "outlet": outlet, "url": url, "title": title}
    seen: set[str] = set()
    found = ([("", path)] if isinstance(path, ReadError) else _read(path) for path in files(paths))
    for place, article in _filled(chain.from_iterable(found), **given):
        if isinstance(article, ReadError):
            yield article
        elif article.id in seen:
            yield ReadError(place, f"a second article with the id {shortened(article.id)}")
        else:
            seen.add(article.id)
            yield article


def read(
    path: str | os.PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Iterator[Article | ReadError]:
    """The articles of one file (`-`: standard input), and a ReadError for each that cannot be read.

    The keywords fill what the file lacks; `published` is an ISO date or date-time.
    """
    for _, article in _filled(_read(os.fspath(path)), published_at=published, outlet=outlet, url=url, title=title):
        yield article


def _filled(found: Iterable[Placed], **given: str | None) -> Iterator[Placed]:
    """The articles found with what they lack; the address is given to one alone."""
    addressed = False
    for place, article in found:
        if isinstance(article, ReadError):
            yield place, article
            continue
        missing: dict[str, Any] = {name: value for name, value in given.items() if value and not getattr(article, name)}
        if addressed and "url" in missing:
            yield place, ReadError(place, "a second article without url; what was given is the address of one")
            continue
        addressed = addressed or "url" in missing
        yield place, replace(article, **missing) if missing else article


def _read(path: str) -> Iterator[Placed]:
    """What a file holds, by its name: rows of JSON Lines or one text. Other names and `-` are looked into."""
    suffix = Path(path).suffix.lower()
    try:
        if suffix in ROWS:
            yield from _rows_of_file(path)
            return
        data = contents(path)
        text = decoded(data, path)
        if suffix not in SUFFIXES and text.lstrip().startswith("{"):
            yield from _rows(data.splitlines(), path)
        elif not text or text.isspace():
            yield path, ReadError(path, "is empty")
        else:
            if suffix in MARKED_UP:
                LOG.warning("%s: is read as plain text, not as %s", path, suffix[1:].upper())
            yield path, replace(parse(text, id=_name(path)), file=_file(path))
    except ReadError as error:
        yield path, error


def _rows_of_file(path: str) -> Iterator[Placed]:
    """The rows of a JSON Lines file, one in memory at a time."""
    with opened(path) as lines:
        if b"\0" in lines.peek(PEEKED):
            raise ReadError(path, "is a binary file, not text")
        yield from _rows(lines, path)


def _rows(lines: Iterable[bytes], path: str) -> Iterator[Placed]:
    file, empty = _file(path), True
    for number, line in enumerate(lines, start=1):
        if line and not line.isspace():
            empty = False
            place = f"{path}:{number}"
            try:
                article = jsonl.row(decoded(line.rstrip(), path, number), id=f"{_name(path)}:{number}")
                yield place, replace(article, file=file)
            except ReadError as error:
                yield place, error
            except ValueError as error:
                yield place, ReadError(place, str(error))
    if empty:
        yield path, ReadError(path, "is empty")


def _name(path: str) -> str:
    return _printable(Path(path).name)


def _file(path: str) -> str | None:
    return None if path == STDIN else _printable(os.path.abspath(path))


def _printable(path: str) -> str:
    """A path as it can be printed and stored: bytes of its name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
