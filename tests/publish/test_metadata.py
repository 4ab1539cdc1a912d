"""datasette-metadata.json and the published file say the same, both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

from quotes.bundled import bundled
from quotes.publish import plugin

Rows = Callable[..., list[tuple[Any, ...]]]
Get = Callable[..., Any]
METADATA = json.loads(bundled("datasette-metadata.json").read_text(encoding="utf-8"))
DATABASE = METADATA["databases"]["quotes"]
TABLES = {name: table for name, table in DATABASE["tables"].items() if not table.get("hidden")}
HIDDEN = DATABASE["tables"].keys() - TABLES.keys()


def columns(rows: Rows, table: str) -> list[str]:
    return [name for _, name, *_ in rows(f"pragma table_info({table})")]


def test_every_table_is_described_and_every_described_table_exists(rows: Rows) -> None:
    tables = {name for (name,) in rows("select name from sqlite_master where type in ('table', 'view')")}
    shown = {name for name in tables if "_fts" not in name and not name.startswith("sqlite_")} - HIDDEN
    assert shown == TABLES.keys()
    assert tables >= HIDDEN
    assert all(table["title"] and (table.get("description") or table["description_html"]) for table in TABLES.values())


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_in_the_order_of_the_table(rows: Rows, table: str) -> None:
    described = TABLES[table]["columns"]
    assert list(described) == columns(rows, table)
    assert all(described.values())


@pytest.mark.parametrize("table", TABLES)
def test_named_columns_exist_and_only_columns_without_ties_can_be_sorted_by(rows: Rows, table: str) -> None:
    """Datasette loses rows when it pages over a sorted column in which values repeat."""
    named = TABLES[table]
    wanted = {named[key] for key in ("label_column", "sort_desc", "fts_pk") if key in named}
    assert wanted | {*named["sortable_columns"], *named.get("facets", ())} <= {*columns(rows, table)}
    for column in {*named["sortable_columns"], named.get("sort_desc")} - {None}:
        assert rows(f"select count(*) - count(distinct {column}) from {table}") == [(0,)]


def test_search_tables_are_named_and_spelt_as_datasette_knows_them(rows: Rows) -> None:
    for table in ("quotes", "speakers"):
        ((sql,),) = rows("select sql from sqlite_master where name = ?", TABLES[table]["fts_table"])
        assert f'content="{table}"' in sql


@pytest.mark.parametrize("query", DATABASE["queries"])
def test_every_canned_query_runs_with_empty_fields(get: Get, query: str) -> None:
    assert DATABASE["queries"][query]["title"]
    assert get(f"/quotes/{query}").status_code == 200
    assert get(f"/quotes/{query}.json").status_code == 200


def links() -> Iterator[str]:
    for described in (METADATA, DATABASE, *TABLES.values()):
        yield from re.findall(r'href="([^"]+)"', described.get("description_html", ""))
    yield METADATA["source_url"]


@pytest.mark.parametrize("link", sorted(set(links())))
def test_every_link_in_a_description_leads_somewhere(get: Get, link: str) -> None:
    assert get(link).status_code == 200


def test_quotations_offer_facets_by_speaker_outlet_and_kind() -> None:
    """As links: computed on every visit, they would cost more than all else on the page."""
    assert "facets" not in TABLES["quotes"]
    assert {"/quotes/quotes?_facet=speaker_id", "/quotes/quotes?_facet=outlet_id", "/quotes/quotes?_facet=kind"} <= {
        *links()
    }


@pytest.fixture
def plain(published: Path, asking: Callable[[Datasette], Get]) -> Iterator[Get]:
    """Fetches a page of `datasette quotes.db -m datasette-metadata.json` where our plugin is not installed."""
    name = pm.get_name(plugin)
    pm.unregister(plugin)
    yield asking(Datasette([str(published.with_name("quotes.db"))], metadata=METADATA))
    pm.register(plugin, name)


@pytest.mark.parametrize(
    "path", ["/", "/quotes", "/quotes/quotes", "/quotes/quotes/7", "/quotes/speakers", "/quotes/variants?quotation=7"]
)
def test_the_file_can_be_shown_without_our_plugin(plain: Get, path: str) -> None:
    assert plain(path).status_code == 200


def test_search_works_without_our_plugin(plain: Get) -> None:
    assert len(plain("/quotes/quotes.json", _search="pumps", _shape="array").json()) == 4
    assert plain("/quotes/quotes.json", _search="zzzznone", _shape="array").json() == []
    assert "Nora Feldgate" in plain("/quotes/quotes", _search="pumps").text
