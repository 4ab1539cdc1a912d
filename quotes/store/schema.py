"""The schema's revisions: which one a file has, and the way to the newest."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from quotes.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

OURS = {"alembic_version", "article_keys", "quotes"}


def head(migrations: Path) -> str:
    """The newest revision of a migrations folder. Revisions are numbered, `0001_what_it_does.py`, and form one line."""
    return revisions(migrations)[-1]


def revisions(migrations: Path) -> list[str]:
    """All revisions, oldest first, from the names of their files: loading Alembic takes longer than most commands."""
    return sorted(file.name.partition("_")[0] for file in (migrations / "versions").glob("[0-9]*.py"))


def upgrade(engine: Engine, path: Path, migrations: Path) -> Path | None:
    """Brings a file to the newest revision; one that holds a store is copied first, and the copy's path comes back.

    Raises StoreError if it holds something else, or a revision this version does not know.
    """
    with engine.connect() as connection:
        current = revision(connection, path)
    if current == head(migrations):
        return None
    if current and current not in revisions(migrations):
        raise StoreError(f"{path}: was written by a newer version of quotes (schema {current}); install that version")
    copied = path.with_name(f"{path.name}.before-{head(migrations)}") if current else None
    if copied:
        copy(path, copied)
    _migrate(engine, path, migrations)
    return copied


def revision(connection: Connection, path: Path) -> str | None:
    """The revision a file has, None if it is empty. Raises StoreError if it is some other program's database."""
    tables = {name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    if not tables >= OURS:
        raise StoreError(f"{path}: is no quotes database")
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def copy(source: Path, target: Path) -> None:
    """A copy of a database with all committed rows, the write-ahead log's included; whole or not at all."""
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    old, new = sqlite3.connect(source), sqlite3.connect(unfinished)
    try:
        old.backup(new)
    finally:
        old.close()
        new.close()
    os.replace(unfinished, target)


def settings(connection: Connection, migrations: Path) -> Config:
    """What Alembic needs to know. It keeps no settings file: the connection and the folder are all there is."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _migrate(engine: Engine, path: Path, migrations: Path) -> None:
    """All missing revisions in one transaction; SQLite changes tables by rebuilding them, so foreign keys rest."""
    from alembic import command

    with engine.connect().execution_options(writes=True) as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA journal_mode=WAL")
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                command.upgrade(settings(connection, migrations), "head")
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise StoreError(f"{path}: not upgraded, rows of {broken[0]} would point nowhere")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
