"""What scripts rely on: the views with their columns, and the questions of the SQL page, asked of the sample news."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.bundled import bundled
from quotes.publish.published import snapshot
from quotes.read import read_all
from quotes.store import ingest, open_store

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sql.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"\n\n([^\n]+:)\n\n```sql\n(.*?)```", DOCUMENT, re.S)
VIEWS = {
    view: re.findall(r"`(\w+)`", columns) for view, columns in re.findall(r"^\| `(\w+)` \| (.*) \|$", DOCUMENT, re.M)
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The published file of the sample news."""
    folder = tmp_path_factory.mktemp("sample")
    with open_store(folder / "store.db") as store:
        ingest(store, read_all([bundled("examples")]))
    connection = sqlite3.connect(snapshot(folder / "store.db", folder))
    yield connection
    connection.close()


def test_there_are_sixteen_questions() -> None:
    assert len(QUESTIONS) == 16


@pytest.mark.parametrize(("title", "sql"), QUESTIONS, ids=lambda text: text.split("\n")[0][:40])
def test_each_question_has_an_answer_in_the_sample_news(sample: sqlite3.Connection, title: str, sql: str) -> None:
    assert sample.execute(sql).fetchall(), title


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_the_columns_that_the_page_promises(sample: sqlite3.Connection, view: str) -> None:
    assert [name for _, name, *_ in sample.execute(f"pragma table_info({view})")] == VIEWS[view]


def test_every_view_is_on_the_page(sample: sqlite3.Connection) -> None:
    assert {name for (name,) in sample.execute("select name from sqlite_master where type = 'view'")} == VIEWS.keys()


def test_a_view_gives_each_row_once(rows: Callable[..., list[tuple[Any, ...]]]) -> None:
    tables = {"quotations": "quotes", "utterances": "clusters", "spellings": "aliases", "speaker_roles": "roles",
              "months": "speaker_months", "excerpts": "fragments", "leads": "doubts"}  # fmt: skip
    for view, table in tables.items():
        assert rows(f"select count(*) from {view}") == rows(f"select count(*) from {table}") != [(0,)], view


def test_views_are_shown_without_a_count_that_takes_too_long(get: Callable[..., Any]) -> None:
    for view in VIEWS:
        found = get(f"/quotes/{view}.json", _shape="objects").json()
        assert found["rows"] and found["filtered_table_rows_count"] is None, view
