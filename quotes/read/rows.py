"""A list of quotations of one's own -> rows: JSON Lines or CSV with id, text and perhaps speaker."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotes.errors import ReadError
from quotes.read.files import contents, decoded


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
    """Each line's number and its value, or the error that reading it gave."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
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


def _row(values: Any, seen: set[str | int]) -> QuotedRow:
    """The row of a line's value. Raises ValueError saying what is wrong with it."""
    if isinstance(values, json.JSONDecodeError):
        raise ValueError(f"no JSON ({values.msg} at character {values.pos + 1})")
    if not isinstance(values, dict):
        raise ValueError("a row must be a JSON object")
    id, text, speaker = values.get("id"), values.get("text"), values.get("speaker")
    if isinstance(id, bool) or not isinstance(id, str | int) or id == "":
        raise ValueError("id must be a string or a whole number")
    if id in seen:
        raise ValueError(f"a second row with the id {json.dumps(id)}")
    if not isinstance(text, str):
        raise ValueError("the row has no text")
    if not isinstance(speaker, str | None):
        raise ValueError("speaker must be a string")
    return QuotedRow(id, text, speaker or None)
