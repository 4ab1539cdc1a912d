"""Files and folders -> decoded texts, with one clear line for each that cannot be read."""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from quotes.errors import ReadError

STDIN = "-"
NEWLINE = b"\n"
ROWS = {".jsonl", ".ndjson"}
SUFFIXES = {".txt", ".text"} | ROWS


def files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str | ReadError]:
    """Every file to read, in order: paths as given, folders walked by name for files with one of SUFFIXES."""
    for path in paths:
        given = os.fspath(path)
        if given == STDIN or not os.path.isdir(given):
            yield given
        else:
            yield from _inside(given)


def _inside(folder: str) -> Iterator[str | ReadError]:
    closed: list[OSError] = []
    found = sorted(
        path
        for parent, _, names in os.walk(folder, onerror=closed.append)
        for path in (os.path.join(parent, name) for name in names)
        if Path(path).suffix.lower() in SUFFIXES and os.path.isfile(path)
    )
    yield from found
    yield from (ReadError(error.filename, f"cannot be read ({error.strerror})") for error in closed)
    if not found and not closed:
        yield ReadError(folder, f"the folder holds no readable files ({', '.join(sorted(SUFFIXES))})")


def contents(path: str) -> bytes:
    """The bytes of a whole file, or of standard input for `-`. Raises ReadError."""
    if path != STDIN:
        with opened(path) as stream:
            return stream.read()
    with _naming(path):
        return sys.stdin.buffer.read()


@contextmanager
def opened(path: str) -> Iterator[BufferedReader]:
    """A file open for reading. Raises ReadError where it cannot be opened or read."""
    with _naming(path), open(path, "rb") as stream:
        yield stream


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Errors of the system become a ReadError that names the file."""
    try:
        yield
    except FileNotFoundError:
        raise ReadError(path, "no such file or folder") from None
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})") from None


def decoded(data: bytes, path: str, line: int | None = None) -> str:
    """The text in UTF-8 bytes, without a byte-order mark, newlines as they are.

    `line` is the number of the line that the bytes are, None for a whole file. Raises ReadError for anything else.
    """
    place = f"{path}:{line}" if line else path
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise ReadError(place, "is UTF-16, not UTF-8 text; convert it first")
    if b"\0" in data:
        raise ReadError(place, "is a binary file, not text")
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"{path}:{line or data.count(NEWLINE, 0, error.start) + 1}"
        raise ReadError(place, f"is not UTF-8 text (byte 0x{data[error.start]:02X}); convert it first") from None
