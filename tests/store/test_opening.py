"""A store opens where it can, and says in one line why it cannot."""

import sqlite3
from pathlib import Path

import pytest
from newsroom import PUMPS, article, rows, store

from quotes.errors import StoreError
from quotes.store import open_store


def complaint(path: Path, *, create: bool = True) -> str:
    """What opening a file comes to."""
    with pytest.raises(StoreError) as caught:
        open_store(path, create=create, patience=0.1)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_or_empty_file_becomes_a_store(tmp_path: Path) -> None:
    """With its foreign keys on and a log that lets others read meanwhile."""
    for path in (tmp_path / "new.db", tmp_path / "empty.db"):
        (tmp_path / "empty.db").touch()
        with open_store(path) as opened, opened.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert rows(path, "SELECT count(*) FROM quotes") == [(0,)]


def test_a_store_gives_its_rows_as_objects(tmp_path: Path) -> None:
    """A session reads what ingest wrote."""
    from sqlmodel import select

    from quotes.store.tables import QuoteRow

    store(tmp_path / "store.db", article("1", f"Nora Feldgate: “{PUMPS}”"))
    with open_store(tmp_path / "store.db") as opened, opened.session() as session:
        assert [row.text for row in session.exec(select(QuoteRow))] == [PUMPS]


def test_places_where_no_store_can_be(tmp_path: Path) -> None:
    """A folder, a missing folder, a missing or empty file where a filled one is needed."""
    assert complaint(tmp_path) == f"{tmp_path}: is a folder, not a database"
    missing = tmp_path / "no" / "store.db"
    assert complaint(missing) == f"{missing}: the folder {tmp_path / 'no'} does not exist"
    path = tmp_path / "store.db"
    assert complaint(path, create=False) == f"{path}: no such database; `quotes ingest` makes one"
    assert not path.exists()
    path.touch()
    assert complaint(path, create=False) == f"{path}: is empty; `quotes ingest` fills it"


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """It is left as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("Buy milk. " * 100)
    assert complaint(path) == f"{path}: is no quotes database"
    assert path.read_text() == "Buy milk. " * 100


def test_a_database_of_another_program(tmp_path: Path) -> None:
    """It gets no tables of ours."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cows (name TEXT)")
    assert complaint(path) == f"{path}: is no quotes database"
    assert rows(path, "SELECT name FROM sqlite_master") == [("cows",)]


def test_a_store_of_a_newer_version(tmp_path: Path) -> None:
    """It is not touched."""
    path = tmp_path / "store.db"
    store(path, article("1", f"Nora Feldgate: “{PUMPS}”"))
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    assert complaint(path) == f"{path}: was written by a newer version of quotes (schema 9999); install that version"


def test_a_file_that_another_program_locks(tmp_path: Path) -> None:
    """We wait for a while, then say so."""
    path = tmp_path / "store.db"
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("CREATE TABLE cows (name TEXT)")
        assert complaint(path) == f"{path}: is locked by another program; try again when it has finished"


def test_a_path_with_odd_characters(tmp_path: Path) -> None:
    """Spaces, question marks, percent and hash signs are part of a file's name."""
    path = tmp_path / "my 100% store?#.db"
    store(path, article("1", f"Nora Feldgate: “{PUMPS}”"))
    assert path.exists()
    assert rows(path, "SELECT count(*) FROM quotes") == [(1,)]
