"""A list of quotations of one's own -> rows: JSON Lines or CSV with id, text and perhaps speaker."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from reprlib import repr as shortened
from typing import Any

from quotes.errors import ReadError
from quotes.read.files import contents, decoded
from quotes.read.jsonl import parsed, string


@dataclass(frozen=True, slots=True)
class QuotedRow:
    """One quotation of a list. `id` keeps the type it has in JSON; from CSV it is text."""

    id: str | int
    text: str
    speaker: str | None


def read_rows(path: str) -> Iterator[QuotedRow | ReadError]:
    """The rows of a file (`-`: standard input), and a ReadError for each that is none, or for the file.

    JSON Lines if the first character is `{`, else CSV with a header. A second row with the same id is an error.
    """
    seen: set[str | int] = set()
    try:
        text = decoded(contents(path), path)
        if not text.strip():
            raise ReadError(path, "is empty")
        for line, values in _of_json(text) if text.lstrip().startswith("{") else _of_csv(text, path):
            try:
                row = _row(values, seen)
            except ValueError as error:
                yield ReadError(f"{path}:{line}", str(error))
                continue
            seen.add(row.id)
            yield row
    except ReadError as error:
        yield error


def _of_json(text: str) -> Iterator[tuple[int, Any]]:
    """Each line's number and its object, or the error that reading it gave."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, parsed(line)
            except ValueError as error:
                yield number, error


def _of_csv(text: str, path: str) -> Iterator[tuple[int, Any]]:
    """Each row's line and its cells by the header's names."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        if not {"id", "text"} <= set(reader.fieldnames or ()):
            raise ReadError(f"{path}:1", "is neither JSON Lines nor CSV whose header names id and text")
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise ReadError(f"{path}:{reader.line_num}", f"no CSV ({error})") from None


def _row(values: dict[str, Any] | ValueError, seen: set[str | int]) -> QuotedRow:
    """The row of a line's values. Raises ValueError saying what is wrong with it."""
    if isinstance(values, ValueError):
        raise values
    id = values.get("id") if isinstance(values.get("id"), int) else string(values, "id")
    if isinstance(id, bool) or id is None:
        raise ValueError("id must be a string or a whole number")
    if id in seen:
        raise ValueError(f"a second row with the id {shortened(id)}")
    text = string(values, "text")
    if text is None:
        raise ValueError("the row has no text")
    return QuotedRow(id, text, string(values, "speaker"))
