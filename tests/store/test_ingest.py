"""Articles go in whole, once, and each on its own."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from newsroom import HARBOUR, PUMPS, TEA, article, clusters, corrected, dump, rows, said, store
from sqlalchemy.exc import IntegrityError

from quotes.errors import ReadError, StoreError
from quotes.model import Article, Quote
from quotes.store import Counts, ingest, open_store

COURIER = article(
    "c1", f"Nora Feldgate (mayor of Aldersby): “{PUMPS}”", f"Tom Askew: “{HARBOUR}”", f"Feldgate: “{PUMPS}”",
    outlet="Harbour Courier", given_id=True, published_at="2025-03-11",
)  # fmt: skip
LEDGER = article(
    "l1", f"Nora Feldgate: “{PUMPS.replace('and', 'and we')}”", f"Helen Askew: “{TEA}”",
    "“told to wait until the spring”", outlet="Tidewater Ledger", given_id=True,
)  # fmt: skip
KETTLE = article("kettle.txt", f"Nora Feldgate: “{PUMPS}”", f"Tom Askew: “{HARBOUR.upper()}”", file="/news/kettle.txt")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def test_every_article_is_stored_with_its_quotations(path: Path) -> None:
    """The report counts what is there: articles, quotations, clusters and speakers."""
    report = store(path, COURIER, LEDGER, KETTLE)
    assert (report.added, report.changed, report.unchanged, report.failed) == (3, 0, 0, 0)
    assert report.quotations == 8
    assert report.stored == Counts(articles=3, quotations=8, clusters=4, speakers=4)


def test_the_same_articles_again_change_no_row_but_the_run(path: Path) -> None:
    """Nor do they in another order."""
    store(path, COURIER, LEDGER, KETTLE)
    before = dump(path)
    report = store(path, KETTLE, LEDGER, COURIER, LEDGER)
    assert (report.added, report.changed, report.unchanged, report.quotations) == (0, 0, 4, 0)
    assert dump(path) == before
    assert len(rows(path, "SELECT id FROM runs WHERE finished_at IS NOT NULL")) == 2


def test_what_was_told_of_a_text_stays_when_it_is_read_again_without(path: Path) -> None:
    """Outlet, address, title and day are named once; only what is told anew changes."""
    told: dict[str, Any] = {"outlet": "Zed", "url": "https://zed.example/k", "title": "Kettles"}
    store(path, replace(KETTLE, **told, published_at="2025-05-07"))
    before = dump(path)
    assert store(path, KETTLE).unchanged == 1
    assert dump(path) == before
    assert store(path, replace(KETTLE, published_at="2025-05-08")).changed == 1
    found = "SELECT outlets.name, url, title, published_at FROM articles JOIN outlets ON outlets.id = outlet_id"
    assert rows(path, found) == [("Zed", "https://zed.example/k", "Kettles", "2025-05-08")]


def test_offsets_lead_to_the_quotation_in_its_entry(path: Path) -> None:
    """An entry's text and a quotation's context are counted as the record counts."""
    store(path, COURIER)
    for text, entry, context in rows(
        path,
        """SELECT quotes.text, substr(entries.text, quotes.start - entries.start + 1, quotes.end - quotes.start),
        substr(context, quotes.start - context_start + 1, quotes.end - quotes.start)
        FROM quotes JOIN entries ON entries.id = entry_id""",
    ):
        assert entry == context == f"“{text}”"


def test_a_corrected_article_keeps_the_rows_of_what_it_still_says(path: Path) -> None:
    """Quotations that stay keep their row id, uid and cluster; what is gone is gone; what is new is there."""
    store(path, COURIER, LEDGER, KETTLE)
    before = dict(rows(path, "SELECT uid, id FROM quotes WHERE article = 'c1'"))
    corrected = article("c1", "A correction has been made.", *COURIER.text.split("\n\n")[1:], f"Tom Askew: “{TEA}”",
                        outlet="Harbour Courier", given_id=True, published_at="2025-03-11")  # fmt: skip
    report = store(path, corrected)
    after = dict(rows(path, "SELECT uid, id FROM quotes WHERE article = 'c1'"))
    assert (report.changed, report.quotations, len(after)) == (1, 3, 3)
    assert {uid: after[uid] for uid in before if uid in after} == {uid: before[uid] for uid in before if uid in after}
    assert len(before.keys() & after.keys()) == 2


def test_a_corrected_article_leaves_the_rows_of_others_alone(path: Path) -> None:
    """But for the placement of the clusters it was part of."""
    store(path, COURIER, LEDGER, KETTLE)
    before = dump(path)
    store(path, corrected(COURIER, "the pumps", "no pumps"))
    after, placing = dump(path), {"cluster_id", "is_canonical"}
    for table in ("articles", "article_keys", "entries", "quotes"):
        assert _of_others(before[table], placing) == _of_others(after[table], placing), table
    tea = [row for row in before["quotes"] if row["text"] == TEA]
    assert tea == [row for row in after["quotes"] if row["text"] == TEA]


def _of_others(rows: list[dict[str, Any]], hidden: set[str]) -> list[dict[str, Any]]:
    """The rows of all articles but the first, without some columns."""
    own = [row for row in rows if row.get("article_id", row.get("id")) != 1]
    return [{name: value for name, value in row.items() if name not in hidden} for row in own]


def test_speakers_go_with_their_last_quotation(path: Path) -> None:
    """So do spellings and roles that nothing prints any more."""
    store(path, COURIER, LEDGER)
    store(path, article("c1", f"N. Feldgate: “{PUMPS}”", outlet="Harbour Courier", given_id=True))
    assert rows(path, "SELECT name FROM speakers ORDER BY name") == [
        ("Helen Askew",),
        ("N. Feldgate",),
        ("Nora Feldgate",),
    ]
    assert rows(path, "SELECT role FROM roles") == []


@pytest.mark.parametrize("stale", ["UPDATE keys SET key = -key", "UPDATE quotes SET wording = -wording"])
def test_what_an_earlier_version_stored_under_other_keys_is_placed_anew(path: Path, stale: str) -> None:
    """Once its article is read again, as the other digest tells: then the same keys lead to the same clusters."""
    store(path, COURIER, LEDGER, KETTLE)
    index = """SELECT DISTINCT key, (SELECT min(uid || wording) FROM quotes WHERE cluster_id = indexed.cluster_id)
        FROM keys JOIN quotes AS indexed ON indexed.id = quote_id ORDER BY key"""
    placed, indexed = clusters(path), rows(path, index)
    with sqlite3.connect(path) as db:
        db.execute(stale)
        db.execute("UPDATE articles SET digest = 'an earlier one'")
    assert store(path, COURIER, LEDGER, KETTLE).changed == 3
    assert (clusters(path), rows(path, index)) == (placed, indexed)


def test_an_article_that_shrinks_loses_its_last_entries(path: Path) -> None:
    """A live blog that drops a post keeps the rows of the posts before it."""
    (first,) = COURIER.entries
    blog = replace(COURIER, entries=(first, replace(first, number=1), replace(first, number=2)))
    store(path, blog)
    kept = rows(path, "SELECT * FROM entries WHERE number < 2")
    store(path, replace(blog, entries=blog.entries[:2]))
    assert rows(path, "SELECT * FROM entries") == kept


def test_a_renamed_outlet_leaves_no_empty_one_behind(path: Path) -> None:
    """An outlet is there as long as an article is."""
    store(path, replace(COURIER, url="https://courier.example/pumps"))
    store(path, replace(COURIER, url="https://courier.example/pumps", outlet="The Courier"))
    assert rows(path, "SELECT name FROM outlets") == [("The Courier",)]


def test_what_cannot_be_read_is_noted_and_the_rest_goes_in(path: Path) -> None:
    """The report keeps the error of each article that failed."""
    error = ReadError("news.jsonl:3", "no text")
    report = store(path, COURIER, error, LEDGER)
    assert (report.added, report.failed, report.problems) == (2, 1, [error])


def test_an_id_of_one_list_is_of_one_article(path: Path) -> None:
    """As when quotations are extracted; but of the same article again, nothing changes."""
    first = replace(COURIER, outlet=None, url=None, given_id=True, file="/news/a.jsonl")
    second = replace(LEDGER, id="c1", outlet=None, url=None, given_id=True, file="/news/a.jsonl")
    report = store(path, first, second, first)
    assert (report.added, report.unchanged) == (1, 1)
    assert [str(problem) for problem in report.problems] == ["/news/a.jsonl: c1: a second article with the same id"]


@pytest.mark.parametrize("elsewhere", [{"file": "/news/b.jsonl"}, {"outlet": "Tidewater Ledger"}], ids=str)
def test_an_id_may_recur_in_another_list_and_at_another_outlet(path: Path, elsewhere: dict[str, str]) -> None:
    first = replace(COURIER, outlet=None, url=None, given_id=True, file="/news/a.jsonl")
    second = replace(
        LEDGER, **{"id": "c1", "outlet": None, "url": None, "given_id": True, "file": first.file} | elsewhere
    )
    assert store(path, first, second).added == 2


def test_a_second_article_under_the_same_key_is_an_error(path: Path) -> None:
    """Which of the two is right nobody can tell; the first stays."""
    report = store(path, COURIER, replace(LEDGER, id="c1", outlet="Harbour Courier"), KETTLE)
    assert (report.added, [str(problem) for problem in report.problems]) == (
        2, ["-: c1: a second article with the same outlet and id"],
    )  # fmt: skip


def test_an_interruption_leaves_whole_articles(path: Path) -> None:
    """What was stored before stays, and the next run finishes the work."""

    def articles() -> Iterator[Article]:
        yield COURIER
        raise KeyboardInterrupt

    with open_store(path) as opened, pytest.raises(KeyboardInterrupt):
        ingest(opened, articles(), extract=said)
    assert rows(path, "SELECT name FROM articles") == [("c1",)]
    report = store(path, COURIER, LEDGER)
    assert (report.added, report.unchanged) == (1, 1)


def test_an_error_while_writing_leaves_nothing_of_the_article(path: Path) -> None:
    """Its row, keys, entries and speakers go back with the quotation that could not be written."""

    def broken(article: Article) -> list[Quote]:
        quotes = said(article)
        return quotes if article is COURIER else [*quotes[:-1], replace(quotes[-1], rule=None)]  # type: ignore[arg-type]

    store(path, COURIER)
    before = dump(path)
    with open_store(path) as opened, pytest.raises(IntegrityError):
        ingest(opened, [COURIER, LEDGER], extract=broken)
    assert dump(path) == before


def test_a_database_that_another_program_locks_is_named(path: Path) -> None:
    """Nothing is written, and one line says which file."""
    store(path, COURIER)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(path, patience=0.1) as opened, pytest.raises(StoreError) as caught:
            ingest(opened, [LEDGER], extract=said)
    assert str(caught.value) == f"{path}: is locked by another program; try again when it has finished"
