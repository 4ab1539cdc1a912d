"""A fact-checker's way through the site: check a quote, open it, follow its speaker, search, filter, JSON, SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Desk
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
DARK = {"color_scheme": "dark"}
NO_SCRIPT = {"java_script_enabled": False}
WITH_AND_WITHOUT = pytest.mark.parametrize("page", [{}, NO_SCRIPT], ids=["with-scripts", "no-scripts"], indirect=True)
PUMPS = "We asked for the pumps in November, and we were told to wait until the"


def brightness(colour: str) -> float:
    """0 to 255 of a colour as browsers print it: `rgb(20, 24, 31)`."""
    return sum(map(int, colour.removeprefix("rgb(").rstrip(")").split(","))) / 3


def check(page: Page, site: str, words: str) -> str:
    """Types words in the box of the front page; the verdict."""
    page.goto(f"{site}/")
    page.fill("textarea[name=words]", words)
    page.click("text=Check this quote")
    page.wait_for_url("**/check?words=**")
    return page.inner_text(".verdict")


def search(page: Page, site: str, words: str) -> None:
    page.goto(f"{site}/search")
    page.fill("input[name=q]", words)
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/search?q=**")


@WITH_AND_WITHOUT
def test_from_a_quote_to_everything_its_speaker_said(page: Page, site: str) -> None:
    assert check(page, site, f"{PUMPS} spring") == "Found word for word"
    page.click(".near a.words >> nth=0")
    assert "asked for the pumps in November" in page.inner_text("blockquote")
    assert "asked for the pumps in November" in page.inner_text("p.context mark >> nth=0")
    facts = page.inner_text("dl >> nth=0")
    assert "Said on" in facts and "Printed on" in facts
    assert page.locator("table.printings tbody tr").count() >= 4
    assert page.locator("table.printings :is(ins, del)").count() >= 1
    page.click("figcaption a")
    assert "/speaker/" in page.url and page.locator("svg.chart rect").count() >= 1
    page.click("text=All their quotations")
    page.wait_for_url("**/search?speaker=*")
    assert page.locator("li.item").count() >= 1


@WITH_AND_WITHOUT
def test_a_wrong_word_is_shown_and_a_turned_sense_is_not_found(page: Page, site: str) -> None:
    assert check(page, site, f"{PUMPS} spring".replace("asked", "begged")) == "Found with differences"
    assert "begged" in page.inner_text(".difference ins")
    turned = "We did not ask for the pumps in November, and we were told to wait until the spring"
    assert check(page, site, turned) == "Not in the collection"
    assert "does not mean that nobody said them" in page.inner_text(".answer")


@WITH_AND_WITHOUT
def test_a_search_is_narrowed_and_widened_again(page: Page, site: str) -> None:
    search(page, site, "pumps")
    everything = page.locator("li.item").count()
    page.click("aside a >> text=Nora Feldgate")
    page.wait_for_url("**speaker=**")
    assert 0 < page.locator("li.item").count() < everything
    page.click(".chips a")
    page.wait_for_url("**/search?q=pumps")
    assert page.locator("li.item").count() == everything


@WITH_AND_WITHOUT
def test_days_filter(page: Page, site: str) -> None:
    page.goto(f"{site}/search")
    page.click("summary")
    page.fill("input[name=since]", "2025-06-13")
    page.click("text=Search >> nth=-1")
    page.wait_for_url("**since=2025-06-13**")
    days = page.locator(".facts time:last-of-type").evaluate_all("all => all.map(one => one.dateTime)")
    assert days and all(day >= "2025-06" for day in days)


def test_a_conflict_is_found_and_shown(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.click("header nav >> text=Leads")
    page.click("main nav >> text=Different speakers")
    assert "Nora Feldgate" in page.inner_text("li.item >> nth=0")
    page.click("a.words >> nth=0")
    assert "Outlets name different speakers" in page.inner_text(".warning")


def test_the_same_as_json(page: Page, site: str) -> None:
    search(page, site, "pumps")
    shown = page.locator("li.item").count()
    page.click("text=This page as JSON")
    assert len(json.loads(page.inner_text("body"))["quotations"]) == shown


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
    assert page.locator("table.rows-and-columns tbody tr").count() == 3


@pytest.mark.parametrize("page", [PHONE], ids=["360"], indirect=True)
def test_nothing_is_wider_than_a_phone(page: Page, site: str, pages: dict[str, str]) -> None:
    for path in (*pages.values(), "/quotes/quotes?_search=pumps", "/quotes/conflicts"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path


@pytest.mark.parametrize("page", [DARK], ids=["dark"], indirect=True)
def test_dark_where_the_reader_likes_it_dark(page: Page, site: str, pages: dict[str, str]) -> None:
    for path in (pages["quotation"], "/quotes/quotes"):
        page.goto(site + path)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        ink = page.evaluate("getComputedStyle(document.body).color")
        assert brightness(ground) < 60 < 180 < brightness(ink)


def test_on_paper_stands_what_is_to_be_read(page: Page, site: str, pages: dict[str, str]) -> None:
    page.goto(site + pages["quotation"])
    page.emulate_media(media="print")
    assert page.is_visible("blockquote") and page.is_visible("table.printings")
    assert not page.is_visible("nav") and not page.is_visible(".copy")
    assert site + pages["quotation"] in page.inner_text("main")


def test_the_whole_way_can_be_gone_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.focus("textarea")
    page.keyboard.type(f"{PUMPS} spring")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check?words=**")
    assert page.inner_text(".verdict") == "Found word for word"


@pytest.mark.parametrize("page", [{}, DARK, PHONE], ids=["light", "dark", "phone"], indirect=True)
def test_axe_finds_no_fault(page: Page, site: str, pages: dict[str, str], axe: str) -> None:
    """Contrast, labels, headings, landmarks and more, as WCAG 2.2 AA asks."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = {}
    for name, path in pages.items():
        page.goto(site + path)
        page.evaluate(axe)
        violations = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
        found[name] = [(one["id"], one["nodes"][0]["html"]) for one in violations]
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_correction_made_on_the_command_line_is_seen_after_publish(
    page: Page, site: str, pages: dict[str, str], desk: Desk
) -> None:
    """The last test: it changes what the others read."""
    why = ("--reason", "the recording names another", "--reviewer", "ada")
    uid = pages["quotation"].rpartition("/")[2]
    page.goto(site + pages["quotation"])
    was = page.inner_text("figcaption a")
    desk.run("review", uid, "--speaker", "Isla Rennick", *why)
    with desk.publishing():
        statuses = shown(page, site + pages["quotation"], "Isla Rennick")
    assert set(statuses) == {200}, "the server goes on answering while it switches"
    assert f"{was} → Isla Rennick. the recording names another" in page.inner_text("article")
    assert f"Printed under the name of {was}; attributed to Isla Rennick" in page.inner_text(".warning")
    page.click("footer >> text=Corrections")
    assert "the recording names another" in page.inner_text("main")
    desk.run("review", uid, "--withdraw", *why)
    with desk.publishing():
        statuses = shown(page, site + pages["quotation"], "Withdrawn")
    assert set(statuses) == {200, 410}


def shown(page: Page, address: str, words: str) -> list[int]:
    """Reloads a page until it shows some words, and tells the statuses: a server finds a new file within seconds."""
    statuses = []
    for _ in range(600):
        answer = page.goto(address)
        assert answer is not None
        statuses.append(answer.status)
        if words in page.inner_text("main"):
            return statuses
        page.wait_for_timeout(50)
    raise AssertionError(f"{words} did not appear at {address}")
