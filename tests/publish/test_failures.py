"""What is told where there is nothing to show: one shape for programs, one page for readers, no wrong answer."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import press
import pytest

Get = Callable[..., Any]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing.json", 404),
        ("/quotation/none.json", 404),
        ("/quotation/with-a-dash.json", 404),
        ("/quotes/nowhere.json", 404),
        ("/quotes/quotes/99999.json", 404),
        ("/downloads/manifest.json", 404),
        ("/check.json", 400),
        ("/check.json?words=tea&limit=3", 400),
        ("/search.json?since=2026-02-31", 400),
        ("/search.json?next=3", 400),
        ("/search.json?after=x", 400),
        ("/search.json?order=best", 400),
        ("/search.json?q=pumps&q=tea", 400),
        ("/check.json?words=one&words=two", 400),
        ("/leads.json?reason=nonsense", 400),
        ("/leads.json?speakers=all", 400),
        ("/corrections.json?before=x", 400),
        (f"/quotation/{press.uid(1)}.json?fields=all", 400),
        ("/quotes.json?sql=select+nope", 400),
        ("/quotes.json?sql=delete+from+quotes", 400),
        ("/quotes.json?sql=" + "x" * 17_000, 400),
        ("/quotes/quotes.json?_size=all", 400),
        ("/quotes/quotes.json?_shape=round", 400),
        ("/quotes/quotes.json?_sort=published_on", 400),
        ("/-/databases.json", 403),
    ],
)
def test_json_has_one_shape_for_all_failures(get: Get, path: str, status: int) -> None:
    answer = get(path)
    told = answer.json()
    assert answer.status_code == status and answer.headers["content-type"].startswith("application/json")
    assert list(told) == ["ok", "status", "title", "error"]
    assert (told["ok"], told["status"]) == (False, status) and told["title"] and told["error"]


def test_sql_is_refused_to_strangers_in_the_same_shape(get_public: Get) -> None:
    answer = get_public("/quotes.json", sql="select 1")
    assert (answer.status_code, list(answer.json())) == (403, ["ok", "status", "title", "error"])
    assert answer.json()["error"] == "This site takes no SQL and shows nothing of its server."
    assert answer.headers["access-control-allow-origin"] == "*"
    page = get_public("/quotes", sql="select 1")
    assert page.status_code == 403 and "takes no SQL" in page.text and 'class="site"' in page.text


@pytest.mark.parametrize("path", ["/nope.json", "/nope/nope.json"])
def test_what_is_missing_is_not_told_in_words_of_the_machine(get: Get, path: str) -> None:
    assert get(path).json()["error"] == "There is nothing at this address."


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/search.json?q=pumps&q=tea", "q: is given more than once."),
        ("/search?q=pumps&q=tea", "q: is given more than once."),
        ("/search.json?order=best", "order: best goes with words to match, which q takes."),
    ],
)
def test_what_has_no_one_meaning_is_refused(get: Get, path: str, error: str) -> None:
    answer = get(path)
    assert answer.status_code == 400 and error in answer.text


def test_the_search_page_shows_the_newest_where_there_are_no_words_to_match(get: Get) -> None:
    assert "<strong>Newest first</strong>" in get("/search", order="best").text


@pytest.mark.parametrize(
    "path",
    ["/quotes?sql=select+nope+from+quotes", "/quotes?sql=select+1", "/quotes", "/quotes/quotes", "/quotes/facts"],
)
def test_pages_of_datasette_lead_back_to_the_site(get: Get, path: str) -> None:
    """The one of a query that fails, too."""
    assert re.search(r'<p class="links">.*<a href="/check">Check a quote</a>.*</p>', get(path).text, re.S)


def test_a_name_that_is_no_field_is_told_with_those_there_are(get: Get) -> None:
    error = get("/corrections.json", after="3").json()["error"]
    assert error == "after: is no field; fields here are before."


@pytest.mark.parametrize("path", ["/nothing", "/quotation/none", "/quotation/with-a-dash", "/quotes/nowhere", "/-/nope",
                                  "/quotes/quotes/99999", "/downloads/manifest", "/nothing/at/all"])  # fmt: skip
def test_every_page_that_is_missing_looks_like_the_site_and_helps_on(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text and 'class="site"' in answer.text
    assert '<form class="check" action="/check"' in answer.text and 'action="/search"' in answer.text
    assert "script" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/quotation/{}", "/utterance/{}.json", "/speaker/{}"])
def test_a_uid_in_capitals_leads_on(get: Get, path: str) -> None:
    uid = "SPEAKER1" if "speaker" in path else "000000000000000A"
    answer = get(path.format(uid) + "?x=Y")
    assert (answer.status_code, answer.headers["location"]) == (301, path.format(uid.lower()) + "?x=Y")


def test_the_page_of_a_query_that_fails_keeps_the_query(get: Get) -> None:
    answer = get("/quotes", sql="select nope from quotes")
    assert answer.status_code == 400 and "select nope from quotes</textarea>" in answer.text


def test_the_page_for_programs_tells_the_fields_that_there_are(get: Get) -> None:
    """What stands in its table is what a question with an unknown field is answered with."""
    page = get("/api").text
    for path in ("/search.json", "/leads.json", "/corrections.json", f"/utterance/{press.uid(1)}.json"):
        told = get(path, nonsense="1").json()["error"].partition("fields here are ")[2].rstrip(".").split(", ")
        line = page[page.index(path.replace(press.uid(1), "UID")) :].partition("</tr>")[0]
        listed = re.findall("<code>(.*?)</code>", line.partition('data-label="Fields"')[2])
        assert sorted(field.partition("=")[0] for field in listed) == sorted(told), path


def test_the_failure_that_the_page_for_programs_shows_is_a_real_one(get: Get) -> None:
    shown = re.search(r'<code>({"ok".*?})</code>', get("/api").text)[1]  # type: ignore[index]
    assert html.unescape(shown) == get("/search.json", since="2026-02-31").text
