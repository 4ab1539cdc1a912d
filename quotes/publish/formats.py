"""Records written as NDJSON, JSON or CSV, one by one as they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO

ENCODED = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins so


def write(records: Iterable[dict[str, Any]], format: str, file: TextIO, *, fields: Sequence[str]) -> None:
    """Writes records to an open file; `format` is one of FORMATS, `fields` the header of a CSV file."""
    FORMATS[format](records, file, fields)


def _ndjson(records: Iterable[dict[str, Any]], file: TextIO, _fields: Sequence[str]) -> None:
    for record in records:
        file.write(ENCODED(record) + "\n")


def _json(records: Iterable[dict[str, Any]], file: TextIO, _fields: Sequence[str]) -> None:
    separator = "[\n"
    for record in records:
        file.write(separator + ENCODED(record))
        separator = ",\n"
    file.write("\n]\n" if separator == ",\n" else "[]\n")


def _csv(records: Iterable[dict[str, Any]], file: TextIO, fields: Sequence[str]) -> None:
    writer = csv.writer(file)
    writer.writerow(fields)
    for record in records:
        writer.writerow([_cell(record[field]) for field in fields])


def _cell(value: object) -> object:
    """A value for a spreadsheet: lists as JSON, and an apostrophe before what it would take for a formula."""
    if isinstance(value, list):
        return ENCODED(value)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


FORMATS: dict[str, Callable[[Iterable[dict[str, Any]], TextIO, Sequence[str]], None]] = {
    "ndjson": _ndjson,
    "json": _json,
    "csv": _csv,
}
