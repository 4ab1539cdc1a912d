"""A fact-checker's way through the site: search a phrase, open a hit, follow its speaker, filter, JSON, SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
DARK = {"color_scheme": "dark"}
NO_SCRIPT = {"java_script_enabled": False}


def rows(page: Page) -> int:
    return page.locator("table.rows-and-columns tbody tr").count()


def brightness(colour: str) -> float:
    """0 to 255 of a colour as browsers print it: `rgb(20, 24, 31)`."""
    return sum(map(int, colour.removeprefix("rgb(").rstrip(")").split(","))) / 3


def search(page: Page, site: str, words: str) -> None:
    page.goto(f"{site}/")
    page.click("text=Search all quotations")
    page.fill("input[name=_search]", words)
    page.press("input[name=_search]", "Enter")
    page.wait_for_url("**_search=**")


@pytest.mark.parametrize("page", [{}, NO_SCRIPT], ids=["with-scripts", "without-scripts"], indirect=True)
def test_from_a_phrase_to_everything_its_speaker_said(page: Page, site: str) -> None:
    search(page, site, "the pumps in November")
    assert rows(page) >= 4
    page.click("a.words >> text=asked for the pumps")
    assert "asked for the pumps in November" in page.inner_text("blockquote")
    assert "asked for the pumps in November" in page.inner_text("p.context mark")
    facts = page.inner_text(".sheet dl >> nth=0")
    assert "Said on" in facts and "Printed on" in facts
    assert page.locator("table.printings tbody tr").count() >= 4
    assert page.locator("table.printings :is(ins, del)").count() >= 1
    page.click("figcaption a >> nth=0")
    assert "/quotes/speakers/" in page.url
    page.click(".speaker dl a")
    page.wait_for_url("**/quotes/quotes?speaker_id=*")
    assert rows(page) >= 1


def test_a_conflict_is_found_and_shown(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.click("text=name different speakers")
    assert "Nora Feldgate" in page.inner_text("td.col-speakers >> nth=0")
    page.click("a.words >> nth=0")
    assert "Outlets name different speakers" in page.inner_text(".warning")


def test_filter_by_date(page: Page, site: str) -> None:
    page.goto(f"{site}/quotes/quotes")
    everything = page.inner_text("h3 >> nth=0")
    page.select_option("select[name=_filter_column]", "published_on")
    page.select_option("select[name=_filter_op]", "gte")
    page.fill("input[name=_filter_value]", "2025-06-13")
    page.click("input[type=submit][value=Apply]")
    page.wait_for_url("**published_on__gte=2025-06-13**")
    assert page.inner_text("h3 >> nth=0") != everything
    assert all(day >= "2025-06-13" for day in page.locator("td.col-published_on").all_inner_texts())


def test_the_same_as_json(page: Page, site: str) -> None:
    search(page, site, "pumps")
    shown = rows(page)
    page.click("text=This data as >> a >> nth=0")
    assert len(json.loads(page.inner_text("body"))["rows"]) == shown


def test_a_ready_query(page: Page, site: str) -> None:
    page.goto(f"{site}/quotes")
    page.click("text=Everything a speaker said between two dates")
    page.fill("input[name=speaker]", "feldgate")
    page.fill("input[name=since]", "2025-03")
    page.click("input[value='Run SQL']")
    page.wait_for_url("**speaker=feldgate**")
    assert set(page.locator("td.col-speaker").all_inner_texts()) == {"Nora Feldgate"}


def test_a_query_in_sql(page: Page, site: str) -> None:
    page.goto(f"{site}/quotes?sql=select+name,+quote_count+from+speakers+order+by+sort_key+desc+limit+3")
    assert rows(page) == 3


@pytest.mark.parametrize("page", [PHONE], ids=["360"], indirect=True)
def test_nothing_is_wider_than_a_phone(page: Page, site: str) -> None:
    for path in (
        "/",
        "/quotes/quotes?_search=pumps",
        "/quotes/quotes/100",
        "/quotes/conflicts",
        "/quotes/speakers/6",
        "/quotes/clusters/26",
    ):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path


@pytest.mark.parametrize("page", [DARK], ids=["dark"], indirect=True)
def test_dark_where_the_reader_likes_it_dark(page: Page, site: str) -> None:
    page.goto(f"{site}/quotes/quotes/100")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = page.evaluate("getComputedStyle(document.querySelector('blockquote')).color")
    assert brightness(ground) < 60 < 180 < brightness(ink)
