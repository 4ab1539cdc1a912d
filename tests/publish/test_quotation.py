"""The page of one quotation: exact words, both dates, every printing, the evidence, and how to cite it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest
from datasette.app import Datasette

from quotes.publish.plugin import citations
from quotes.publish.published import snapshot
from quotes.publish.server import site

Rows = Callable[..., list[tuple[Any, ...]]]
Get = Callable[..., Any]


@pytest.fixture
def page_of(get: Get) -> Callable[[int], str]:
    """The HTML page of the printing with a number."""

    def page(number: int) -> str:
        answer = get(f"/quotation/{press.uid(number)}")
        assert answer.status_code == 200
        return str(answer.text)

    return page


def test_the_words_stand_between_marks_as_they_were_printed(page_of: Callable[[int], str]) -> None:
    assert f"<p>“{press.PUMPS}”</p></blockquote>" in page_of(1)


def test_the_speaker_comes_with_the_role_that_the_article_gave(page_of: Callable[[int], str]) -> None:
    page = page_of(1)
    assert '<a href="/speaker/speaker1">Nora Feldgate</a>' in page
    assert "in the article’s words: “the leader of the council”" in page


def test_said_and_printed_are_two_facts(page_of: Callable[[int], str]) -> None:
    page = page_of(1)
    assert '<time datetime="2025-03-10">10 March 2025</time>, because the article says “on Monday”' in page
    assert '<time datetime="2025-03-11T07:30">11 March 2025, 07:30</time>' in page


def test_what_is_unknown_is_called_so(page_of: Callable[[int], str]) -> None:
    page = page_of(4)
    assert "<dt>Said on</dt><dd>not stated in the article</dd>" in page
    assert "<dt>Printed on</dt><dd>not stated</dd>" in page
    assert "Speaker not established" in page


def test_words_are_marked_in_their_paragraph(page_of: Callable[[int], str]) -> None:
    assert f"They met at noon. <mark>“{press.PUMPS}”</mark> said Nora Feldgate." in page_of(1)


def test_the_source_opens_at_the_words(page_of: Callable[[int], str]) -> None:
    place = "https://courier.example/pumps#:~:text=We%20asked%20for%20the,wait%20until%20the%20spring."
    assert f'<a href="{place}" rel="noopener nofollow">' in page_of(1)


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (["We won"], "We%20won"),
        (["co-operate, now & then"], "co%2Doperate%2C%20now%20%26%20then"),
        (["one two three four five six seven eight nine"], "one%20two%20three%20four,six%20seven%20eight%20nine"),
        (["We won,", "Twice."], "We%20won%2C,Twice."),
    ],
    ids=["short", "signs", "long", "in-parts"],
)
def test_a_link_into_the_source_names_the_whole_or_both_ends(parts: list[str], place: str) -> None:
    assert citations.source("https://a.example/b#c", parts) == f"https://a.example/b#:~:text={place}"


def test_every_printing_with_its_outlet_and_its_difference(page_of: Callable[[int], str]) -> None:
    page = page_of(1)
    table = page[page.index('printings">') : page.index("</table>")]
    assert all(outlet in table for outlet in ("Courier", "Ledger", "Rundschau", "Kettle"))
    assert '<del><span class="unseen">removed: </span>spring.</del>' in table
    assert table.count("the same, but for spelling and signs") == 1 and table.count("this page") == 1


def test_a_conflict_is_told(page_of: Callable[[int], str]) -> None:
    assert "Outlets name different speakers" in page_of(1)
    assert "Outlets name different speakers" not in page_of(5)


def test_excerpts_lead_to_the_whole_and_back(page_of: Callable[[int], str]) -> None:
    assert "Also printed longer" in page_of(7)
    assert "Also printed shorter" in page_of(5)


def test_more_printings_than_fit_on_the_page(tmp_path: Path, asking: Callable[[Datasette], Get]) -> None:
    """The page's own is always among them; the utterance's page has all, a hundred at a time."""
    printings = tuple(press.Printing(press.TEA, "Courier", f"2025-01-01T00:{n:03}", "tea") for n in range(205))
    get = asking(site(snapshot(press.stored(tmp_path / "store.db", printings), tmp_path)))
    page = get(f"/quotation/{press.uid(205)}").text
    assert page.count("this page") == 1 and "first 101 of 205" in page
    seen, address = [], f"/utterance/{press.uid(3)}.json"
    while address:
        answer = get(address).json()
        seen += [printing["uid"] for printing in answer["printings"]]
        address = answer["next"] and answer["next"].removeprefix("http://localhost")
    assert seen == [press.uid(number) for number in range(1, 206)]


def test_how_it_was_attributed(page_of: Callable[[int], str]) -> None:
    page = page_of(1)
    assert "probably right (0.87 of 1)" in page
    assert "name-after-cue" in page and "“said”" in page
    assert "of names found by it in direct quotations, about 87 in 100 are right" in page


def test_no_script_runs_on_it(page_of: Callable[[int], str], get: Get) -> None:
    assert re.findall("<script([^>]*)>", page_of(1)) == [' type="application/ld+json"']
    assert "script-src" not in get(f"/quotation/{press.uid(1)}").headers["content-security-policy"]


def test_as_linked_data(page_of: Callable[[int], str]) -> None:
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page_of(1))[1])  # type: ignore[index]
    assert data["@type"] == "Quotation" and data["text"] == press.PUMPS
    assert data["creator"] == {
        "@type": "Person", "name": "Nora Feldgate", "url": "http://localhost/speaker/speaker1",
        "jobTitle": "the leader of the council",
    }  # fmt: skip
    assert (data["dateCreated"], data["datePublished"]) == ("2025-03-10", "2025-03-11")
    assert data["isPartOf"]["publisher"]["name"] == "Courier"


def test_as_a_record(get: Get) -> None:
    record = get(f"/quotation/{press.uid(1)}.json").json()
    assert (record["uid"], record["text"], record["outlet"]) == (press.uid(1), press.PUMPS, "Courier")
    assert record["context"]["exact"] == f"“{press.PUMPS}”"
    assert (record["spoken_on"], record["spoken_on_precision"], record["published_on"]) == (
        "2025-03-10", "day", "2025-03-11",
    )  # fmt: skip
    assert record["cluster"]["quote_count"] == 4 and record["cluster"]["speakers_differ"] is True
    assert get(f"/quotation/{press.uid(4)}.json").json()["spoken_on"] is None


def test_lines_to_cite_it_by(page_of: Callable[[int], str]) -> None:
    page = page_of(1)
    assert (
        f"“{press.PUMPS}” Nora Feldgate, on 10 March 2025. Quoted in “After the flood”, Courier, 11 March 2025." in page
    )
    assert "@article{quotation-0000000000000001," in page
    assert page.count("http://localhost/quotation/0000000000000001") >= 3


def test_signs_of_markdown_and_bibtex_are_escaped(page_of: Callable[[int], str]) -> None:
    hostile = {
        "uid": "1", "url": "https://site.example/quotation/1", "text": "*never* <b>", "outlet": "A & B",
        "speaker": None, "spoken_on": None, "published_on": None,
        "article": {"title": "50% {off}", "author": None, "url": None},
        "printed_under": None, "named_by": None,
        "review": {"status": "unreviewed", "on": None, "reason": None, "speaker": None, "spoken_on": None},
    }  # fmt: skip
    lines = citations.cited(hostile)
    assert r"\*never\* \<b\>" in lines["Markdown"]
    assert r"title = {50\% off}" in lines["BibTeX"] and r"journal = {A \& B}" in lines["BibTeX"]


@pytest.mark.parametrize("table", ["quotes", "clusters", "speakers"])
def test_rows_of_tables_lead_to_their_page(get: Get, rows: Rows, table: str) -> None:
    answer = get(f"/quotes/{table}/1")
    assert answer.status_code == 302
    assert get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize("path", ["/quotation/none", "/utterance/none", "/speaker/none", "/quotes/quotes/999"])
def test_what_is_not_there_is_told(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404 and "There is nothing at this address" in answer.text


def test_what_is_not_there_is_told_to_programs(get: Get) -> None:
    answer = get("/quotation/none.json")
    assert (answer.status_code, answer.json()["error"]) == (404, "There is nothing at this address.")
