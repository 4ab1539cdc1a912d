"""The whole collection as files, with a manifest that proves them complete: rows, bytes and SHA-256 of each."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, TextIO, cast

from quotes.errors import PublishError
from quotes.publish import formats
from quotes.publish.records import SELECT, record

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
SCHEMA = 3  # counts up when the fields of the files change
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
        with ThreadPoolExecutor() as threads:  # most of the time goes into packing, which threads do side by side
            files = list(threads.map(lambda one: _file(public, folder / one[0], one[1]), CONTENTS))
        if short := [file["file"] for file in files if file["rows"] != expected]:
            raise PublishError(f"{', '.join(short)}: not all of {expected} quotations were written")
        _describe(folder, files, connection)
        shutil.rmtree(target, ignore_errors=True)
        folder.replace(target)
    return target


def records(connection: sqlite3.Connection) -> Iterator[Row]:
    """All quotations of a published file as records, the oldest printing first.

    Addresses are those of the site that the file was published for, else they begin at the root of any site.
    """
    (site,) = connection.execute("select value from facts where name = 'site'").fetchone() or ("",)
    for row in connection.execute(SELECT + "order by q.id"):
        yield record(dict(row), site)


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


def _database(public: Path, file: BinaryIO) -> int:
    with public.open("rb") as source:
        shutil.copyfileobj(source, file, 1 << 20)
    with opened(public) as connection:
        return int(connection.execute("select count(*) from quotes").fetchone()[0])


def _ndjson(public: Path, file: BinaryIO) -> int:
    with opened(public) as connection, _text(file) as text:
        counted = _Counted(records(connection))
        formats.write(counted, "ndjson", text, fields=())
    return counted.rows


def _csv(public: Path, file: BinaryIO) -> int:
    with opened(public) as connection, _text(file) as text:
        counted = _Counted(flat(connection))
        formats.write(counted, "csv", text, fields=fields(connection))
    return counted.rows


# Each writes its file and returns how many quotations are in it.
CONTENTS: tuple[tuple[str, Callable[[Path, BinaryIO], int]], ...] = (
    ("quotations.ndjson.gz", _ndjson),
    ("quotations.csv.gz", _csv),
    ("quotes.db.gz", _database),
)


class _Counted:
    """Passes rows on and counts them."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.coming, self.rows = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.coming:
            self.rows += 1
            yield row


def _text(file: BinaryIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding="utf-8", newline="")


def _file(public: Path, path: Path, fill: Callable[[Path, BinaryIO], int]) -> Row:
    """Writes a compressed file; its entry in the manifest. The same rows give the same bytes."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", LEVEL, raw, mtime=0) as packed:
        rows = fill(public, cast(BinaryIO, packed))
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
