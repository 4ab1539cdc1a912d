"""What a reader finds on Datasette's own pages: search, paging, labels, facets, and ready queries."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest
from datasette.app import Datasette

from quotes.publish.server import site

Rows = Callable[..., list[tuple[Any, ...]]]
Get = Callable[..., Any]


def texts(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [row["text"] for row in answer.json()]


@pytest.mark.parametrize(
    ("words", "count"),
    [("pumps", 4), ("PUMP november", 4), ("harbour", 2), ("zzzznone", 0), ("strong -tea", 1), ("AND", 4)],
)
def test_search_finds_words_in_any_form_and_nothing_else(get: Get, words: str, count: int) -> None:
    """An index that Datasette does not see would give every row for any words."""
    assert len(texts(get("/quotes/quotes.json", _search=words, _shape="array"))) == count


@pytest.mark.parametrize("table", ["quotes", "speakers"])
@pytest.mark.parametrize(
    "typed",
    ['"', '""', '" "', "*", "AND NOT", "OR", "'", "(", '"(', "(" * 10_000, "x " * 5_000, "zzzz\0", '"zz\nzz'],
    ids=lambda typed: str(typed)[:8].encode("unicode_escape").decode(),
)
def test_a_search_for_what_nobody_said_finds_nothing_and_never_fails(get: Get, table: str, typed: str) -> None:
    answer = get(f"/quotes/{table}.json", _search=typed, _shape="array")
    assert (answer.status_code, answer.json()) == (200, [])
    assert get(f"/quotes/{table}", _search=typed).status_code == 200


@pytest.mark.parametrize("table", ["quotes", "speakers"])
@pytest.mark.parametrize("field", ["_search", "_search_text", "_search_name"])
@pytest.mark.parametrize("blank", ["", " ", "\u3000"], ids=["empty", "space", "wide-space"])
def test_a_blank_search_shows_all_rows(get: Get, table: str, field: str, blank: str) -> None:
    everything = get(f"/quotes/{table}.json", _shape="array").json()
    assert get(f"/quotes/{table}.json", _shape="array", **{field: blank}).json() == everything != []


def test_words_in_double_marks_are_a_phrase(get: Get) -> None:
    assert len(texts(get("/quotes/quotes.json", _search='"the pumps in November" spring', _shape="array"))) == 2
    assert texts(get("/quotes/quotes.json", _search='"November pumps', _shape="array")) == []


def test_speakers_are_found_by_any_spelling(get: Get) -> None:
    found = get("/quotes/speakers.json", _search="feldgate", _shape="array").json()
    assert [speaker["name"] for speaker in found] == ["Nora Feldgate"]


def test_newest_printings_come_first(get: Get) -> None:
    days = [row["published_on"] or "" for row in get("/quotes/quotes.json", _shape="array").json()]
    assert days == sorted(days, reverse=True)


def test_a_list_of_quotations_shows_names_and_the_main_columns(get: Get) -> None:
    page = get("/quotes/quotes").text
    assert "“open to every boat”" in page
    assert '<a href="/quotes/speakers/1">Nora Feldgate</a>' in page
    assert "4 printings in 4 outlets" in page
    assert 'data-column="context"' not in page


def test_other_columns_are_shown_when_asked_for(get: Get) -> None:
    assert 'data-column="rule"' in get("/quotes/quotes", _col="rule").text


@pytest.mark.parametrize(
    ("table", "order"),
    [("quotes", "newest first"), ("speakers", "most quoted first"), ("clusters", "most printed first")],
)
def test_lists_tell_their_order_and_leave_out_what_helps_nobody(get: Get, table: str, order: str) -> None:
    page = get(f"/quotes/{table}").text
    assert f"rows {order}" in page
    assert 'data-column="sort_key"' not in page and 'data-column="uid"' not in page
    assert "sort_key" in get(f"/quotes/{table}.json", _shape="array").json()[0]


def test_differences_are_marked_for_eye_and_ear(get: Get) -> None:
    page = get("/quotes/quotes").text
    assert '<del><span class="unseen">removed: </span>spring.</del>' in page
    assert '<ins><span class="unseen">added: </span>summer.</ins>' in page


@pytest.mark.parametrize("column", ["speaker_id", "outlet_id", "kind"])
def test_facets_count(get: Get, column: str) -> None:
    results = get("/quotes/quotes.json", _facet=column).json()["facet_results"][column]["results"]
    assert sum(result["count"] for result in results) == len(press.PRESS) - (column == "speaker_id")
    assert {"Courier", "Nora Feldgate", "direct"} & {result["label"] for result in results}


def test_filter_by_date(get: Get) -> None:
    found = get("/quotes/quotes.json", published_on__gte="2025-03-13", _shape="array").json()
    assert {row["published_on"] for row in found} == {"2025-03-13", "2025-03-15"}


@pytest.mark.parametrize(
    "path", ["/quotes", "/quotes/quotes", "/quotes/quotes/7", "/quotes/speakers/1", "/quotes/conflicts"]
)
def test_every_page_is_there_as_json(get: Get, path: str) -> None:
    assert get(path).status_code in (200, 302)
    assert get(f"{path}.json").status_code == 200


@pytest.mark.parametrize(
    "table",
    ["articles", "outlets", "aliases", "roles", "fragments", "speaker_months", "speaker_outlets", "measures", "facts",
     "corrections", "withdrawn", "merged", "quotations", "utterances", "spellings", "speaker_roles", "months",
     "doubts", "leads", "excerpts"],
)  # fmt: skip
def test_following_next_gives_exactly_the_rows_of_any_table_or_view(
    crowded: Path, asking: Callable[[Datasette], Get], table: str
) -> None:
    get = asking(site(crowded))
    page = get(f"/quotes/{table}.json", _shape="objects", _size="7").json()
    seen = [tuple(row.values()) for row in page["rows"]]
    while page["next_url"]:
        page = get(page["next_url"].removeprefix("http://localhost")).json()
        seen += [tuple(row.values()) for row in page["rows"]]
    with sqlite3.connect(crowded) as db:
        rows = db.execute(f"select * from {table}").fetchall()
    assert sorted(map(repr, (row[-len(rows[0]) :] for row in seen) if rows else [])) == sorted(map(repr, rows))


@pytest.mark.parametrize("order", [{}, {"_sort": "sort_key"}, {"_sort_desc": "id"}, {"_sort": "id"}], ids=str)
@pytest.mark.parametrize("table", ["quotes", "speakers", "clusters"])
def test_paging_loses_no_row_and_gives_none_twice(
    crowded: Path, asking: Callable[[Datasette], Get], table: str, order: dict[str, str]
) -> None:
    """Datasette pages by the last value seen: where values repeat, rows get lost or come twice."""
    get = asking(site(crowded))
    page = get(f"/quotes/{table}.json", _shape="objects", **order).json()
    seen = [row["id"] for row in page["rows"]]
    while page["next_url"]:
        page = get(page["next_url"].removeprefix("http://localhost")).json()
        seen += [row["id"] for row in page["rows"]]
    with sqlite3.connect(crowded) as db:
        assert sorted(seen) == [id for (id,) in db.execute(f"select id from {table} order by id")]
    assert len(seen) > 50


@pytest.mark.parametrize("column", ["published_on", "speaker_id", "confidence"])
def test_columns_in_which_values_repeat_cannot_be_sorted_by(get: Get, column: str) -> None:
    assert get("/quotes/quotes.json", _sort=column).json()["error"] == f"Cannot sort table by {column}"


class TestQueries:
    """The questions that are ready to be asked."""

    @pytest.mark.parametrize(
        ("fields", "numbers"),
        [
            ({"speaker": "feldgate"}, [2, 1]),
            ({"speaker": "FELDGATE", "since": "2025-03-11"}, []),
            ({"speaker": "pena"}, [7, 6, 5]),
            ({"speaker": "pena", "since": "2024-11-07"}, [7, 6, 5]),
            ({"speaker": "pena", "until": "2024-11-07"}, [6, 5]),
            ({"speaker": "pena", "until": "2024-10"}, []),
            ({"speaker": "pena", "since": "2024", "until": "2024"}, [7, 6, 5]),
            ({"since": "2025-03-12"}, [3]),
            ({}, [3, 8, 2, 1, 9, 7, 6, 5, 4]),
            ({"speaker": '"); drop'}, []),
        ],
        ids=str,
    )
    def test_speaker_between_dates(self, get: Get, rows: Rows, fields: dict[str, str], numbers: list[int]) -> None:
        found = get("/quotes/speaker_between_dates.json", _shape="array", **fields).json()
        uids = dict(rows("select id, uid from quotes"))
        assert [uids[row["quote_id"]] for row in found] == [press.uid(number) for number in numbers]

    @pytest.mark.parametrize("typed", ["foo", "2024-13", "2024-02-30x", "2", "12.03.2024", "2024-W02", "2026-02-31"])
    def test_a_date_that_is_none_is_told(self, get: Get, typed: str) -> None:
        (answer,) = get("/quotes/speaker_between_dates.json", speaker="", until=typed, _shape="array").json()
        assert answer["text"].startswith(f"The field until holds no date: {typed}.")
        assert f'<td class="col-text">{answer["text"]}' in get("/quotes/speaker_between_dates", until=typed).text

    def test_days_in_the_wrong_order_are_told(self, get: Get) -> None:
        fields = {"speaker": "", "since": "2025-03-02", "until": "2025-02", "_shape": "array"}
        (answer,) = get("/quotes/speaker_between_dates.json", **fields).json()
        assert answer["text"] == "The field until holds a day before that of the field since."
        (answer,) = get("/quotes/speaker_between_dates.json", **fields | {"since": "foo"}).json()
        assert answer["text"].startswith("The field since holds no date: foo.")

    def test_a_missing_speaker_and_a_conflict_are_told_among_the_most_repeated(self, get: Get) -> None:
        page = get("/quotes/most_repeated").text
        assert page.count("speakers differ") == 1
        assert "not established" in get("/quotes", sql="select null as speaker").text

    def test_most_repeated(self, get: Get) -> None:
        assert texts(get("/quotes/most_repeated.json", _shape="array")) == [press.PUMPS, press.HARBOUR]

    @pytest.mark.parametrize("by", ["uid", "id"])
    def test_variants_by_uid_or_id_of_any_printing(self, get: Get, rows: Rows, by: str) -> None:
        ((name,),) = rows(f"select {by} from quotes where uid = ?", press.uid(3))
        found = get("/quotes/variants.json", quotation=name, _shape="array").json()
        assert [row["outlet"] for row in found] == ["Kettle", "Courier", "Ledger", "Rundschau"]

    def test_conflicts_name_speakers_and_who_named_them(self, get: Get) -> None:
        (conflict,) = get("/quotes/conflicts.json", _shape="array").json()
        assert conflict["speakers"] == "Nora Feldgate (Courier, Ledger); Tom Askew (Rundschau)"

    @pytest.mark.parametrize(
        ("words", "count"),
        [
            ("the pumps in November", 3),
            ("November pumps", 0),
            ("“Every BOAT”", 3),
            ("", 0),
            ("!!", 0),
            ("'", 0),
            ('"', 0),
            ('pumps" OR text:"tea', 0),
            ("NEAR(pumps tea)", 0),
            ("pump*", 4),
            ("pumps AND (", 0),
            ("pumps\0tea", 4),
            ("x " * 5000, 0),
        ],
        ids=lambda value: str(value)[:20].encode("unicode_escape").decode(),
    )
    def test_phrase_search_takes_any_words_literally(self, get: Get, words: str, count: int) -> None:
        answer = get("/quotes/phrase_search.json", words=words, _shape="array")
        assert answer.status_code == 200
        assert len(answer.json()) == count

    def test_answers_link_to_the_quotation_and_the_speaker(self, get: Get, rows: Rows) -> None:
        page = get("/quotes/phrase_search", words="strong tea").text
        ((id, speaker),) = rows("select id, speaker_id from quotes where text like '%strong tea%'")
        assert f'href="/quotes/quotes/{id}">“It was the colour of strong tea”</a>' in page
        assert f'<a href="/quotes/speakers/{speaker}">' in page
