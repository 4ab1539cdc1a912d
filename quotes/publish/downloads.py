"""The whole collection as files, with a manifest that proves them complete: rows, bytes and SHA-256 of each."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from quotes.errors import PublishError
from quotes.publish import formats
from quotes.publish.records import SELECT, record

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
SCHEMA = 1  # counts up when the fields of the files change
LEVEL = 3  # of gzip: twice as quick as 6, and a tenth larger

Row = dict[str, Any]


def folder_of(public: Path) -> Path:
    """Where the downloads of a published file are: `quotes-TIME/` beside `quotes-TIME.db`."""
    return public.resolve().with_suffix("")


def write(public: Path) -> Path:
    """Writes the downloads of a published file and returns their folder; it appears when all is written and counted.

    Raises PublishError where a file does not have as many rows as the collection.
    """
    target = folder_of(public)
    with TemporaryDirectory(prefix=".downloads-", dir=public.parent) as temporary, opened(public) as connection:
        folder = Path(temporary, target.name)
        folder.mkdir()
        (expected,) = connection.execute("select count(*) from quotes").fetchone()
        files = [
            _file(folder / "quotations.ndjson.gz", lambda file: _ndjson(connection, file)),
            _file(folder / "quotations.csv.gz", lambda file: _csv(connection, file)),
            _database(public, folder / "quotes.db.gz", expected),
        ]
        if short := [file["file"] for file in files if file["rows"] != expected]:
            raise PublishError(f"{', '.join(short)}: not all of {expected} quotations were written")
        _describe(folder, files, connection)
        shutil.rmtree(target, ignore_errors=True)
        folder.replace(target)
    return target


def records(connection: sqlite3.Connection) -> Iterator[Row]:
    """All quotations of a published file as records, the oldest printing first; addresses begin at the site's root."""
    for row in connection.execute(SELECT + "order by q.id"):
        yield record(dict(row), "")


def flat(connection: sqlite3.Connection) -> Iterator[Row]:
    """The same as rows of the view `quotations`."""
    ordered = "select v.* from quotes q join quotations v on v.uid = q.uid order by q.id"
    yield from map(dict, connection.execute(ordered))


def fields(connection: sqlite3.Connection) -> list[str]:
    """The columns of the view `quotations`."""
    return [name for _, name, *_ in connection.execute("pragma table_info(quotations)")]


def opened(public: Path) -> closing[sqlite3.Connection]:
    """A connection to a published file, to be used as a context manager."""
    connection = sqlite3.connect(f"{public.resolve().as_uri()}?immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return closing(connection)


def export(public: Path, form: str, file: TextIO) -> None:
    """Writes all of a published file as `ndjson`, `json` or `csv`: what the downloads of that format hold."""
    with opened(public) as connection:
        rows = flat(connection) if form == "csv" else records(connection)
        formats.write(rows, form, file, fields=fields(connection) if form == "csv" else ())


def _ndjson(connection: sqlite3.Connection, file: TextIO) -> int:
    counted = _Counted(records(connection))
    formats.write(counted, "ndjson", file, fields=())
    return counted.rows


def _csv(connection: sqlite3.Connection, file: TextIO) -> int:
    counted = _Counted(flat(connection))
    formats.write(counted, "csv", file, fields=fields(connection))
    return counted.rows


class _Counted:
    """Passes rows on and counts them."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.coming, self.rows = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.coming:
            self.rows += 1
            yield row


def _file(path: Path, fill: Callable[[TextIO], int]) -> Row:
    """Writes a compressed file; its entry in the manifest. The same rows give the same bytes."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", LEVEL, raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as text,
    ):
        rows = fill(text)
    return _entry(path, rows)


def _database(public: Path, path: Path, rows: int) -> Row:
    with public.open("rb") as source, path.open("wb") as raw, gzip.GzipFile("", "wb", LEVEL, raw, mtime=0) as packed:
        shutil.copyfileobj(source, packed, 1 << 20)
    return _entry(path, rows)


def _entry(path: Path, rows: int) -> Row:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"file": path.name, "rows": rows, "bytes": path.stat().st_size, "sha256": digest}


def _describe(folder: Path, files: list[Row], connection: sqlite3.Connection) -> None:
    """Writes the manifest, and the digests once more as `sha256sum --check` reads them."""
    (generated,) = connection.execute("select value from facts where name = 'published_at'").fetchone()
    manifest = {"schema_version": SCHEMA, "generated_at": generated, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    lines = "".join(f"{file['sha256']}  {file['file']}\n" for file in files)
    (folder / SUMS).write_text(lines, encoding="utf-8")
