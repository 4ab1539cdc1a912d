"""The published file: what is in it, what is not, and what happens when it cannot be made."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest

from quotes.errors import PublishError, StoreError
from quotes.publish.published import snapshot

Rows = Callable[..., list[tuple[Any, ...]]]


def test_the_folder_holds_the_file_its_counts_and_a_link(store: Path, tmp_path: Path) -> None:
    file = snapshot(store, tmp_path / "new" / "folder")
    assert sorted(path.suffix for path in file.parent.iterdir()) == [".db", ".db", ".json"]
    assert (file.parent / "quotes.db").resolve() == file.resolve()
    assert file.name.startswith("quotes-")


def test_a_second_publication_moves_the_link_and_keeps_the_older_file(store: Path, tmp_path: Path) -> None:
    first, second = snapshot(store, tmp_path), snapshot(store, tmp_path)
    assert first.exists()
    assert (tmp_path / "quotes.db").resolve() == second.resolve() != first.resolve()


def test_counts_are_those_of_the_tables(published: Path, rows: Rows) -> None:
    counts = json.loads(published.with_suffix(".json").read_text())["quotes"]["tables"]
    assert counts["quotes"] == {"count": len(press.PRESS)}
    assert all(rows(f'select count(*) from "{table}"') == [(entry["count"],)] for table, entry in counts.items())


def test_the_file_is_whole_and_needs_no_second_file_beside_it(published: Path, rows: Rows) -> None:
    assert rows("pragma integrity_check") == [("ok",)]
    assert rows("pragma foreign_key_check") == []
    assert rows("pragma journal_mode") == [("delete",)]


def test_nothing_private_is_anywhere_in_its_bytes(published: Path, tmp_path: Path) -> None:
    private = (
        press.SECRET,
        "private key",
        "private digest",
        "private version",
        "/private/folder",
        "file-1",
        tmp_path.anchor + "tmp",
    )
    content = published.read_bytes() + published.with_suffix(".json").read_bytes()
    assert [word for word in private if word.encode() in content] == []
    assert press.PUMPS.encode() in content


def test_context_of_an_article_in_one_paragraph_is_cut(tmp_path: Path) -> None:
    """The whole article would be in it, which is not ours to publish."""
    store = press.stored(tmp_path / "store.db", press.PRESS[:1])
    with sqlite3.connect(store) as db:
        long = "word " * 2000
        db.execute(
            'update quotes set context = ? || context || ?, start = start + 10000, "end" = "end" + 10000', (long, long)
        )
        db.execute("update quotes set pieces = '[[' || start || ',' || \"end\" || ']]'")
    with sqlite3.connect(snapshot(store, tmp_path)) as db:
        context, begins, start, end = db.execute('select context, context_start, start, "end" from quotes').fetchone()
    assert len(context) == 2000 + len(press.PUMPS) + 2 + 2000
    assert context[start - begins : end - begins] == f"“{press.PUMPS}”"


def test_a_quotation_too_long_to_be_served_is_left_out_and_no_other(tmp_path: Path) -> None:
    endless = press.Printing("word " * 30_000, "Courier", "2025-01-01", "endless", "Nora Feldgate")
    with sqlite3.connect(snapshot(press.stored(tmp_path / "store.db", (endless, *press.PRESS)), tmp_path)) as db:
        assert db.execute("select count(*), max(length(text)) < 1000 from quotes").fetchone() == (len(press.PRESS), 1)


def test_quotations_are_numbered_from_the_oldest_printing(rows: Rows) -> None:
    days = [day or "" for (day,) in rows("select published_on from quotes order by id")]
    assert days == sorted(days)
    assert [id for (id,) in rows("select id from quotes order by sort_key")] == list(range(1, len(days) + 1))


def test_a_day_of_speaking_is_never_taken_from_the_day_of_printing(rows: Rows) -> None:
    assert rows("select spoken_on, spoken_basis, published_on from quotes where uid = ?", press.uid(3)) == [
        (None, None, "2025-03-15")
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, None),
        (2, "We asked for [-the-] pumps in November and [-we-] were told to wait until the spring."),
        (3, "We asked for the pumps in November, and we were told to wait until the [-spring.-] {+summer.+}"),
    ],
    ids=["canonical", "words-dropped", "word-replaced"],
)
def test_difference_tells_what_sets_a_wording_apart(rows: Rows, number: int, expected: str | None) -> None:
    assert rows("select difference from quotes where uid = ?", press.uid(number)) == [(expected,)]


def test_cluster_counts(rows: Rows) -> None:
    columns = "quote_count, outlet_count, wording_count, speaker_count, first_published, last_published, spread"
    assert rows(f"select {columns} from clusters where text = ?", press.PUMPS) == [
        (4, 4, 3, 2, "2025-03-11", "2025-03-15", "4 printings in 4 outlets")
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Nora Feldgate", "person"), ("Tom Askew", "person"), 1),
        (("Zoé Peña", "person"), ("Peña", "person"), 0),
        (("Zoé Peña", "person"), ("Zoe Peña", "person"), 0),
        (("Rivers Agency", "institution"), ("Harbour Board", "institution"), 1),
        (("Rivers Agency", "institution"), ("the Rivers Agency", "institution"), 0),
        (("Tom Askew", "person"), ("Rivers Agency", "institution"), 0),
        (("Tom Askew", "person"), ("a senior official", "unnamed"), 0),
        (("the ministers", "group"), ("the joint statement", "document"), 0),
        (("Tom Askew", "person"), (None, "person"), 0),
    ],
    ids=["persons", "surname", "accent", "institutions", "article", "spokesman", "unnamed", "statement", "unknown"],
)
def test_only_speakers_that_cannot_be_one_make_a_conflict(
    tmp_path: Path, one: tuple[str, str], other: tuple[str | None, str], expected: int
) -> None:
    printings = [press.Printing(press.TEA, "Courier", "2025-01-01", "tea", name, kind) for name, kind in (one, other)]
    with sqlite3.connect(snapshot(press.stored(tmp_path / "store.db", tuple(printings)), tmp_path)) as db:
        assert db.execute("select speakers_differ, quote_count from clusters").fetchall() == [(expected, 2)]


def test_speakers_know_their_spellings_and_counts(rows: Rows) -> None:
    columns = "also_known_as, quote_count, first_published, last_published"
    assert rows(f"select {columns} from speakers where name = 'Nora Feldgate'") == [
        ("Feldgate; Nora Feldgåte", 2, "2025-03-11", "2025-03-13")
    ]


def test_fragments_name_both_wordings(rows: Rows) -> None:
    assert rows("select fragment, whole from fragments") == [("open to every boat", press.HARBOUR)]


def test_every_column_that_points_to_a_table_begins_an_index(rows: Rows) -> None:
    """A row's page counts what points to it: without an index, by reading the whole table."""
    for (table,) in rows("select name from sqlite_master where type = 'table' and name not like '%fts%'"):
        pointing = {column for _, _, _, column, *_ in rows(f"pragma foreign_key_list({table})")}
        indexed = {rows(f"pragma index_info({index})")[0][2] for _, index, *_ in rows(f"pragma index_list({table})")}
        assert pointing <= indexed


def test_a_store_that_another_program_writes_to_can_be_published(store: Path, tmp_path: Path) -> None:
    with sqlite3.connect(store) as writer:
        writer.execute("begin immediate")
        assert snapshot(store, tmp_path).exists()


def locked(store: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(store)
    connection.executescript("pragma locking_mode = exclusive; begin exclusive; update quotes set rule = rule;")
    return connection


def test_a_locked_store_is_told_in_one_line(tmp_path: Path) -> None:
    store = press.stored(tmp_path / "store.db")
    other = locked(store)
    with pytest.raises(StoreError, match=r"store\.db: is locked by another program"):
        snapshot(store, tmp_path / "out", patience=0.05)
    other.close()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(None, "no such database"), (b"", "is empty"), (b"no database" * 500, "is no quotes database")],
    ids=["missing", "empty", "no-database"],
)
def test_what_is_no_store_is_told_in_one_line(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    if content is not None:
        (tmp_path / "store.db").write_bytes(content)
    with pytest.raises(StoreError, match=complaint) as error:
        snapshot(tmp_path / "store.db", tmp_path / "out")
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out").exists()


def test_another_programs_database_is_no_store(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("create table quotes (text)")
    with pytest.raises(StoreError, match="is no quotes database"):
        snapshot(tmp_path / "other.db", tmp_path)


def test_a_file_in_the_way_of_the_link_is_not_overwritten(store: Path, tmp_path: Path) -> None:
    (tmp_path / "quotes.db").write_text("mine")
    with pytest.raises(PublishError, match="not the link"):
        snapshot(store, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["quotes.db"]


def test_a_folder_that_is_a_file_is_told_in_one_line(store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PublishError, match=r"file: is a file; name a folder"):
        snapshot(store, tmp_path / "file")
    with pytest.raises(PublishError, match=r"below: cannot publish here: Not a directory"):
        snapshot(store, tmp_path / "file" / "below")
