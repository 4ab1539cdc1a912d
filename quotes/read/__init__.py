"""Files -> Articles. `read` yields what could be read and, in its place, an error for what could not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read import jsonl
from quotes.read.dates import iso
from quotes.read.document import parse
from quotes.read.files import LINES, STDIN, contents, decoded, files, opened

__all__ = ["files", "iso", "parse", "read", "read_all"]


def read_all(
    paths: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Iterator[Article | ReadError]:
    """The articles of files and folders, in order. A second article with the same id is an error for that article."""
    seen: set[str] = set()
    for path in files(paths):
        found = (
            [path]
            if isinstance(path, ReadError)
            else read(path, published=published, outlet=outlet, url=url, title=title)
        )
        for article in found:
            if isinstance(article, Article):
                if article.id in seen:
                    article = ReadError(article.file or STDIN, f"a second article with the id {article.id!r}")
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
    path = os.fspath(path)
    fill = {"published_at": published, "outlet": outlet, "url": url, "title": title}
    file = None if path == STDIN else str(Path(path).absolute())
    for article in _read(path):
        if isinstance(article, Article):
            missing = {name: value for name, value in fill.items() if value and not getattr(article, name)}
            article = replace(article, file=file, **missing)
        yield article


def _read(path: str) -> Iterator[Article | ReadError]:
    try:
        if Path(path).suffix.lower() in LINES:
            yield from _rows(path)
            return
        data = contents(path)
        text = decoded(data, path)
        if path == STDIN and text.lstrip().startswith("{"):
            yield from _parsed_rows(data.splitlines(keepends=True), path)
        elif not text.strip():
            yield ReadError(path, "is empty")
        else:
            yield parse(text, id=Path(path).name)
    except ReadError as error:
        yield error


def _rows(path: str) -> Iterator[Article | ReadError]:
    """The rows of a JSON Lines file, one in memory at a time."""
    with opened(path) as lines:
        if b"\0" in lines.read(4096):
            raise ReadError(path, "is a binary file, not text")
        lines.seek(0)
        yield from _parsed_rows(lines, path)


def _parsed_rows(lines: Iterable[bytes], path: str) -> Iterator[Article | ReadError]:
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        empty = False
        place = f"{path}:{number}"
        try:
            yield jsonl.row(decoded(line, place), id=f"{Path(path).name}:{number}")
        except ValueError as error:
            yield ReadError(place, str(error))
        except ReadError as error:
            yield error
    if empty:
        yield ReadError(path, "is empty")
