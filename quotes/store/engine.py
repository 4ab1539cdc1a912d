"""The working store: one SQLite file, opened, checked and kept on the newest schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc
from sqlmodel import Session

from quotes.bundled import bundled
from quotes.errors import StoreError
from quotes.store import schema

# Errors that are our mistake, not the file's.
OURS = (exc.IntegrityError, exc.ProgrammingError, sqlite3.IntegrityError, sqlite3.ProgrammingError)

CACHE = 64 * 1024  # KB of the file that are kept in memory; SQLite's own 2 MB are too few for a million quotations
LOG = 50_000  # pages (200 MB) of the write-ahead log before they are written back; to do so halfway takes longest


class Store:
    """An open store. Close it, or use it as a context manager.

    `copied_to` is where the store was copied before it was upgraded; None if it was new or up to date.
    """

    copied_to: Path | None = None

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine

    def session(self) -> Session:
        """A session for reading rows as objects."""
        return Session(self.engine)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection for writing: its transactions take the write lock at once, never half-way."""
        with complaints(self.path), self.engine.connect() as connection:
            yield connection.execution_options(writes=True)

    def close(self) -> None:
        """Give the file back."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_store(
    path: str | Path, *, create: bool = True, migrations: Path | None = None, patience: float = 5.0
) -> Store:
    """The store in a file, created or upgraded as needed; a filled one is copied to `PATH.before-REVISION` first.

    Raises StoreError if the file is missing or empty and `create` is off, is no quotes database, was written by a newer
    version, or is locked by another program for more than `patience` seconds. `migrations` names another folder than
    the one that ships with the package.
    """
    path = Path(path)
    _check_place(path, create)
    store = Store(path, _engine(path, patience))
    try:
        with complaints(path):
            store.copied_to = schema.upgrade(store.engine, path, migrations or bundled("migrations"))
    except StoreError:
        store.close()
        raise
    return store


@contextmanager
def complaints(path: Path) -> Iterator[None]:
    """Turns what SQLite says of a file it cannot use into a StoreError of one line."""
    try:
        yield
    except OURS:
        raise
    except (exc.DatabaseError, sqlite3.DatabaseError) as error:
        raise StoreError(_complaint(path, str(getattr(error, "orig", error)))) from error


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, in the same transaction.

    For statements that run once a quotation: SQLAlchemy takes seven times as long over them as SQLite does.
    """
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def _complaint(path: Path, said: str) -> str:
    if "locked" in said:
        return f"{path}: is locked by another program; try again when it has finished"
    if "not a database" in said:
        return f"{path}: is no quotes database"
    return f"{path}: {said}"


def _check_place(path: Path, create: bool) -> None:
    """Raises StoreError where no database can be: better than SQLite's "unable to open database file"."""
    if path.is_dir():
        raise StoreError(f"{path}: is a folder, not a database")
    if not path.exists() and not create:
        raise StoreError(f"{path}: no such database; `quotes ingest` makes one")
    if not create and path.is_file() and not path.stat().st_size:  # SQLite takes it for a new database
        raise StoreError(f"{path}: is empty; `quotes ingest` fills it")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path}: the folder {path.absolute().parent} does not exist")


def _engine(path: Path, patience: float) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path.absolute())), connect_args={"timeout": patience})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Transactions are begun by `_begin`: left to itself the driver begins late, and never for a schema change."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "synchronous=NORMAL", f"cache_size=-{CACHE}", f"wal_autocheckpoint={LOG}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
