"""The published file: what of the working store the public may see, indexed for search, in one SQLite file."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from quotes.cluster import keys
from quotes.errors import PublishError
from quotes.publish import LAYOUT, LINK, downloads
from quotes.publish.conflicts import InConflict
from quotes.publish.differing import differing
from quotes.publish.pieces import shown
from quotes.store import decided
from quotes.store.engine import open_store

# Files in sql/, in the order in which they run. Indexes come when the tables are full: sorting beats sorting in.
FIRST = ("tables", "ids")
MEANWHILE = ("keys",)  # while other processes compare wordings
THEN = ("quotes", "others", "search", "decisions", "indexes", "counts", "views")

# Nothing can be lost: what is not finished is thrown away. Without the cache and the map, reading and writing millions
# of pages costs more than all else.
QUICKLY = """
pragma main.journal_mode = off;
pragma main.synchronous = off;
pragma main.secure_delete = on;
pragma temp_store = memory;
pragma main.cache_size = -200000;
pragma main.mmap_size = 100000000000;
pragma store.mmap_size = 100000000000;
"""

FINALLY = """
pragma analysis_limit = 1000;
analyze;
pragma journal_mode = delete;
pragma mmap_size = 100000000000;
"""


def snapshot(
    store: Path, directory: Path, *, with_downloads: bool = False, address: str = "", patience: float = 5.0
) -> Path:
    """Writes the published file of `store` into `directory` and returns its path, `quotes-<UTC time>.db`.

    Beside it stands a `.json` file with its row counts, as `datasette --inspect-file` reads it; the link `quotes.db` is
    moved to it last, so a reader of the folder never meets half a file. `with_downloads` writes the files of everything
    too (`downloads.write`); `address` is that of the site, which they name pages by. `patience` is in seconds, for a
    store that is locked. Raises StoreError or PublishError.
    """
    with open_store(store, create=False, patience=patience):
        pass  # it is a store, and on the newest schema
    name = f"quotes-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.db"
    link = _link(directory)
    with _refusals(directory):
        directory.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".publishing-", dir=directory) as folder:
            public = Path(folder, name)
            _build(store, public, address, patience)
            counts = _counted(public)
            counts.replace(directory / counts.name)
            public.replace(directory / name)
        if with_downloads:
            downloads.write(directory / name)
        _point(link, name)
    return directory / name


def _link(directory: Path) -> Path:
    """The link to the newest file. Raises PublishError where something else stands in its place, or the folder's."""
    link = directory / LINK
    if directory.exists() and not directory.is_dir():
        raise PublishError(f"{directory}: is a file; name a folder to publish into")
    if link.exists() and not link.is_symlink():
        raise PublishError(f"{link}: stands in the way: it is not the link that quotes publish moves")
    return link


@contextmanager
def _refusals(directory: Path) -> Iterator[None]:
    """Turns a full disk and a folder that cannot be written into one line."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise PublishError(f"{directory}: cannot publish here: {getattr(error, 'strerror', error)}") from error


def _build(store: Path, public: Path, address: str, patience: float) -> None:
    """Fills a new file from the store as it is at one moment, while others may go on writing to it.

    The file never held anything private, so nothing can be left in its unused pages.
    """
    with closing(sqlite3.connect(public, isolation_level=None, uri=True, timeout=patience)) as connection:
        connection.execute("attach ? as store", (f"{store.absolute().as_uri()}?mode=ro",))
        connection.executescript(QUICKLY)
        connection.create_function("spread", 3, spread, deterministic=True)
        connection.create_function("keys_of", 1, lambda text: json.dumps(keys(text)), deterministic=True)
        connection.create_function("shown", 4, shown, deterministic=True)
        connection.execute(f"pragma main.user_version = {LAYOUT}")
        connection.execute("begin")  # one transaction over both files: all is read as it is now
        decided.lay(connection, schema="store")
        apart = frozenset(connection.execute("select one_id, other_id from apart"))
        connection.create_aggregate("in_conflict", 3, partial(InConflict, apart))  # type: ignore[arg-type]
        _run(connection, FIRST)
        with differing(connection):
            _run(connection, MEANWHILE)
        _run(connection, THEN)
        connection.execute("insert into facts values ('site', ?)", (address.rstrip("/"),))
        connection.execute("commit")
        connection.execute("detach store")
        connection.executescript(FINALLY)
        _check(connection)
    _sync(public)


def _run(connection: sqlite3.Connection, steps: Iterable[str]) -> None:
    for step in steps:
        for statement in _statements(_sql(step)):
            connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; SQLite itself tells where one ends."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def spread(printings: int, outlets: int, unstated: int) -> str:
    """How far a quotation went, as its cluster's label: `4 printings in 3 outlets`; `unstated` printings name none."""
    printed = "1 printing" if printings == 1 else f"{printings} printings"
    named = {0: "", 1: " in 1 outlet"}.get(outlets, f" in {outlets} outlets")
    return printed + named + (" and one not stated" if named and unstated else "")


def _check(connection: sqlite3.Connection) -> None:
    """Raises PublishError for a damaged file. Its indexes were made of its tables just now and are not compared."""
    (verdict,) = connection.execute("pragma quick_check").fetchone()
    dangling = connection.execute("pragma foreign_key_check").fetchone()
    if verdict != "ok" or dangling:
        raise PublishError(
            f"the new file is damaged: {verdict if verdict != 'ok' else f'{dangling[0]} points nowhere'}"
        )


def _counted(public: Path) -> Path:
    """Writes what `datasette inspect` would print, so that serving a large file starts at once."""
    with closing(sqlite3.connect(public)) as connection:
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        rows = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}
    with public.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    facts = {
        "hash": digest,
        "size": public.stat().st_size,
        "file": public.name,
        "tables": {name: {"count": count} for name, count in sorted(rows.items())},
    }
    counts = public.with_suffix(".json")
    counts.write_text(json.dumps({"quotes": facts}, indent=1), encoding="utf-8")
    return counts


def _point(link: Path, name: str) -> None:
    """Moves the link to the new file in one step that readers cannot see half of."""
    fresh = link.with_name(f".{name}.link")
    fresh.symlink_to(name)
    fresh.replace(link)
    _sync(link.parent)


def _sync(path: Path) -> None:
    """Makes the disk keep a file, or a folder's list of files, before we go on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sql(step: str) -> str:
    return files("quotes.publish").joinpath("sql", f"{step}.sql").read_text(encoding="utf-8")
