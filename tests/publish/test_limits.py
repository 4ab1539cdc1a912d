"""What strangers can do to the site, and what stored words can do to its readers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest

from quotes.publish.plugin import cells, citations

Get = Callable[..., Any]
HOSTILE = press.uid(9)
PATHS = (
    "/",
    "/search?q=script",
    "/search?by=marker",
    f"/check?words={press.HOSTILE}",
    "/check?words=<svg+onload=alert(1)>",
    f"/quotation/{HOSTILE}",
    f"/utterance/{HOSTILE}",
    "/speaker/speaker6",
    "/quotes/quotes",
    "/quotes/speakers",
    "/quotes/articles",
    "/quotes/variants?quotation=5",
)


@pytest.mark.parametrize(
    "sql",
    [
        "select zeroblob(20000000)",
        "select hex(randomblob(4000000))",
        "select replace(hex(zeroblob(40000)), '0', 'aaaaaaaaaaaaaaaaaaaa')",
        "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c",
        "select 1 where 'a' like '" + "%a" * 2000 + "'",
        "select " + "(" * 200 + "1" + ")" * 200,
    ],
    ids=["blob", "hex", "replace", "endless", "like", "deep"],
)
def test_a_query_that_would_use_up_the_server_is_refused(get: Get, sql: str) -> None:
    answer = get("/quotes.json", sql=sql)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "sql",
    [
        "attach 'other.db' as other",
        "pragma journal_mode = delete",
        "delete from quotes",
        "with x as (select 1) delete from quotes",
        "select 1; delete from quotes",
        "select load_extension('x')",
        "select writefile('x', 'y')",
        "select readfile('/etc/hostname')",
        "vacuum into 'copy.db'",
        "detach quotes",
        "insert into quotes_fts (quotes_fts) values ('rebuild')",
        "select * from fts3_tokenizer('simple')",
        "select * from pragma_compile_options",
    ],
)
def test_nothing_but_reading_is_allowed(get: Get, published: Path, sql: str) -> None:
    before = published.read_bytes()
    assert get("/quotes.json", sql=sql).status_code == 400
    assert published.read_bytes() == before


@pytest.mark.parametrize(
    "path", ["/-/databases", "/-/databases.json", "/-/threads", "/-/threads.json", "/-/databases.json/"]
)
def test_pages_that_tell_of_the_machine_are_refused(get: Get, path: str) -> None:
    assert get(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/", "/quotes", "/quotes.json", "/quotes/quotes.json", "/-/metadata.json", "/-/plugins.json", "/-/versions.json",
     "/-/settings.json", "/-/databases.json", "/-/threads.json", "/nowhere", "/quotes/nowhere", "/quotes/quotes/999",
     "/quotes.json?sql=select+*+from+pragma_database_list", "/quotes?sql=select+file+from+pragma_database_list()"],
)  # fmt: skip
def test_no_answer_tells_where_the_file_lies(get: Get, published: Path, path: str) -> None:
    assert str(published.parent) not in get(path).text


def test_sql_is_for_this_machine_alone(get: Get, get_public: Get) -> None:
    assert get("/quotes.json", sql="select 1").status_code == 200
    assert get_public("/quotes.json", sql="select 1").status_code == 403
    assert get_public("/quotes/quotes.json", _where="1=1").status_code == 403


@pytest.mark.parametrize(
    "path", ["/quotes/quotes?_search=pumps", "/search?q=pumps", "/check?words=tea", "/quotes/phrase_search?words=tea"]
)
def test_pages_search_and_ready_queries_stay_public(get_public: Get, path: str) -> None:
    assert get_public(path).status_code == 200


def test_the_whole_file_is_not_offered_to_strangers(get: Get, get_public: Get, published: Path) -> None:
    assert get("/quotes.db").content == published.read_bytes()
    assert get_public("/quotes.db").status_code == 403


def test_no_list_is_streamed_as_csv(get: Get) -> None:
    """A stream that is cut off in the middle looks like a whole one."""
    assert get("/quotes/quotes.csv", _stream="on").status_code == 400
    assert get("/quotes/quotes.csv").text.count("\n") > len(press.PRESS)


@pytest.mark.parametrize("path", PATHS)
def test_stored_words_are_never_taken_for_html(get: Get, path: str) -> None:
    page = get(path).text
    assert "<script>alert" not in page
    assert "<svg onload" not in page
    assert "<img src=x" not in page
    assert "<b>Marker" not in page
    assert 'href="javascript:' not in page


def test_words_as_json_are_never_taken_for_a_page(get: Get) -> None:
    headers = get(f"/quotation/{HOSTILE}.json").headers
    assert headers["content-type"].startswith("application/json")
    assert headers["x-content-type-options"] == "nosniff"


def test_words_cannot_end_the_script_that_holds_their_linked_data(get: Get) -> None:
    page = get(f"/quotation/{HOSTILE}").text
    data = page[page.index("ld+json") :]
    assert json.loads(data[data.index(">") + 1 : data.index("</script>")])["text"] == press.HOSTILE


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://courier.example/a?b=1", True),
        ("http://courier.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https://a b", False),
        ("//courier.example", False),
    ],
)
def test_only_web_addresses_become_links(address: str, is_one: bool) -> None:
    assert cells.is_web_address(address) is is_one
    assert (citations.source(address, ["words"]) is not None) is is_one


def test_links_to_other_sites_recommend_nobody(get: Get) -> None:
    page = get("/quotes/articles").text
    assert '<a href="https://ledger.example/n?id=1" rel="noopener nofollow">' in page


@pytest.mark.parametrize("path", ["/", "/quotes/quotes/7", "/quotes/quotes.json", "/nowhere", "/-/databases"])
def test_every_answer_says_what_a_browser_may_load(get: Get, path: str) -> None:
    headers = get(path).headers
    assert re.search("(default|object)-src 'none'", headers["content-security-policy"])
    assert headers["x-content-type-options"] == "nosniff"
