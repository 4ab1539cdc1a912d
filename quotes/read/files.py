"""Files and folders -> decoded texts, with one clear line for each that cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from quotes.errors import ReadError

STDIN = "-"
SUFFIXES = {".txt", ".text", ".jsonl", ".ndjson"}
LINES = {".jsonl", ".ndjson"}


def files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str | ReadError]:
    """Every file to read, in order: paths as given, folders walked by name for files with one of SUFFIXES."""
    for given in paths:
        path = Path(given)
        if str(given) == STDIN or not path.is_dir():
            yield str(given)
            continue
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        yield from map(str, found)
        if not found:
            yield ReadError(str(given), f"the folder holds no readable files ({', '.join(sorted(SUFFIXES))})")


def contents(path: str) -> bytes:
    """The bytes of a whole file, or of standard input for `-`. Raises ReadError."""
    with opened(path) as stream:
        return stream.read()


def opened(path: str) -> BinaryIO:
    """A file open for reading, or standard input for `-`. Raises ReadError naming it where that fails."""
    if path == STDIN:
        return sys.stdin.buffer
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        raise ReadError(path, "no such file or folder") from None
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})") from None


def decoded(data: bytes, place: str) -> str:
    """The text in UTF-8 bytes, without a byte-order mark, newlines as they are. Raises ReadError for anything else."""
    if b"\0" in data:
        raise ReadError(place, "is a binary file, not text")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(place, f"is not UTF-8 text (line {line}, byte {error.start + 1}); convert it first") from None
