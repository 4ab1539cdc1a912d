"""`quotes ingest` and `quotes upgrade`: data goes in, one line for each complaint, and the exit code tells."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from newsroom import rows

from quotes.cli import main

PUMPS = "“We asked for the pumps in November,” said Nora Feldgate, the mayor of Aldersby."
TEA = "“It was the colour of strong tea,” Helen Askew told the Courier."


def run(*arguments: str | Path, input: bytes | None = None) -> Result:
    """What the command line says to these arguments."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=input)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of news: two files of one name, and a list of which one row is bad."""
    folder = tmp_path / "news"
    for name, text in (("courier", PUMPS), ("ledger", TEA)):
        (folder / name).mkdir(parents=True)
        (folder / name / "today.txt").write_text(text, encoding="utf-8")
    good, bad = {"id": "r1", "text": f"{TEA}\n\n{PUMPS}", "outlet": "Rundschau"}, {"id": "r2"}
    (folder / "rows.jsonl").write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", encoding="utf-8")
    return folder


def test_a_folder_goes_in_and_what_is_bad_is_named(news: Path, tmp_path: Path) -> None:
    """Exit code 1, one line with file and line, and a summary; nothing on stdout."""
    db = tmp_path / "store.db"
    result = run("ingest", news, "--db", db)
    complaint, *summary = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert complaint.startswith(f"quotes: {news / 'rows.jsonl'}:2: ")
    assert summary[0] == "Articles: 3 added, 0 changed, 0 unchanged, 1 failed"
    assert rows(db, "SELECT name FROM articles ORDER BY name") == [("r1",), ("today.txt",), ("today.txt",)]


def test_the_same_folder_again_changes_nothing(news: Path, tmp_path: Path) -> None:
    """The summary says so."""
    for _ in range(2):
        result = run("ingest", news / "courier", news / "ledger", "--db", tmp_path / "store.db")
    assert result.exit_code == 0
    assert result.stderr.startswith("Articles: 0 added, 0 changed, 2 unchanged, 0 failed")


def test_options_fill_what_a_file_lacks(news: Path, tmp_path: Path) -> None:
    """Date, outlet, address and title."""
    db = tmp_path / "store.db"
    fill = {"published": "2025-03-11", "outlet": "Courier", "url": "https://courier.example/pumps", "title": "Pumps"}
    options = [part for name, value in fill.items() for part in (f"--{name}", value)]
    assert run("ingest", news / "courier" / "today.txt", "--db", db, *options).exit_code == 0
    assert rows(
        db, "SELECT a.published_at, o.name, a.url, a.title FROM articles a JOIN outlets o ON o.id = outlet_id"
    ) == [tuple(fill.values())]


def test_standard_input(tmp_path: Path) -> None:
    """Text or JSON Lines."""
    db = tmp_path / "store.db"
    assert run("ingest", "-", "--db", db, input=PUMPS.encode()).exit_code == 0
    assert run("ingest", "-", "--db", db, input=json.dumps({"text": TEA}).encode()).exit_code == 0
    assert rows(db, "SELECT count(*) FROM quotes") == [(2,)]


def test_quiet_says_only_what_went_wrong(news: Path, tmp_path: Path) -> None:
    """Nothing at all where nothing did."""
    db = tmp_path / "store.db"
    assert run("ingest", "--quiet", news / "courier", "--db", db).stderr == ""
    assert run("ingest", "--quiet", news, "--db", db).stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.txt", None), ("empty.txt", b""), ("binary.txt", b"\0\1\2"), ("latin.txt", "“Ça va”".encode("cp1252")),
     ("broken.jsonl", b"{oops\n"), ("surrogate.jsonl", b'{"text": "\\ud800 said"}\n')],
)  # fmt: skip
def test_nothing_readable(name: str, content: bytes | None, tmp_path: Path) -> None:
    """Exit code 2, one line that names the file, and no store is made."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run("ingest", "--quiet", path, "--db", tmp_path / "store.db")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.output
    assert str(path) in result.stderr
    assert not (tmp_path / "store.db").exists()


def test_a_database_that_is_none(news: Path, tmp_path: Path) -> None:
    """Exit code 2 and a line; the file stays as it is."""
    (tmp_path / "notes.txt").write_text("Buy milk.")
    result = run("ingest", news, "--db", tmp_path / "notes.txt")
    assert result.exit_code == 2
    assert f"{tmp_path / 'notes.txt'}: is no quotes database" in result.stderr


def test_upgrade_says_where_the_copy_is(news: Path, tmp_path: Path) -> None:
    """And does nothing to a store that is up to date."""
    db = tmp_path / "store.db"
    run("ingest", news, "--db", db)
    assert run("upgrade", "--db", db).stderr == f"{db}: is up to date\n"
    assert run("upgrade", "--db", tmp_path / "none.db").exit_code == 2
    with sqlite3.connect(db) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in run("upgrade", "--db", db).stderr


def test_an_article_of_a_day_to_come_is_stored_and_told(tmp_path: Path) -> None:
    row = json.dumps({"id": "r1", "text": PUMPS, "published_at": "2999-01-01"}).encode()
    result = run("ingest", "-", "--db", tmp_path / "store.db", input=row)
    assert result.exit_code == 0
    assert "r1: bears a day still to come, 2999-01-01; it is stored so" in result.stderr
    assert rows(tmp_path / "store.db", "select published_at from quotes") == [("2999-01-01",)]
