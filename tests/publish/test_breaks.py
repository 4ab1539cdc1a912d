"""“We won,” she said. “Twice.” is nowhere shown as one breath: the marks close and open again, as they did in print."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest
from click.testing import CliRunner
from datasette.app import Datasette

from quotes.cli import main
from quotes.publish.pieces import pieces, shown
from quotes.publish.plugin import excerpts
from quotes.publish.published import snapshot
from quotes.publish.server import site
from quotes.publish.wording import difference
from quotes.text import joined

Get = Callable[..., Any]
FERRY, WHOLE = ("We sold the old ferry in May,", "and nobody has asked where the money went."), "ferry"
FIRST = press.Printing(
    " ".join(FERRY), "Courier", "2025-03-11", WHOLE, "Ada Holm", url="https://courier.example/f", pieces=FERRY
)
PRESS = (
    FIRST,
    press.Printing(" ".join(FERRY).replace("asked", "told us"), "Ledger", "2025-03-12", WHOLE, "Ada Holm",
                   pieces=("We sold the old ferry", "in May, and nobody has told us where the money went.")),
    press.Printing(" ".join(FERRY), "Kettle", "2025-03-13", WHOLE, "Tom Askew"),
    press.Printing(" ".join(FERRY).replace("has", "has not"), "Kettle", "2025-03-14", "turned", "Ada Holm",
                   pieces=("We sold the old ferry in May,", "and nobody has not asked where the money went.")),
)  # fmt: skip
SHOWN = "We sold the old ferry in May,” […] “and nobody has asked where the money went."
ON_A_PAGE = SHOWN.replace("[…]", '<span class="gap">[…]</span>')


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.stored(tmp_path_factory.mktemp("ferry") / "store.db", PRESS, close=((WHOLE, "turned", "negation"),))


@pytest.fixture(scope="module")
def public(store: Path) -> Path:
    return snapshot(store, store.parent / "public", with_downloads=True)


@pytest.fixture(scope="module")
def get(public: Path, asking: Callable[[Datasette], Get]) -> Get:
    return asking(site(public))


@pytest.mark.parametrize(
    ("context", "places", "words"),
    [
        ("“We won,” she said. “Twice.”", [[100, 109], [120, 128]], "We won,” […] “Twice."),
        ("“One.\n“Two.” It ended.", [[100, 105], [106, 112]], "One. Two."),
        ("“One,” he said. “Two. \n“Three.”", [[100, 106], [116, 121], [123, 131]], "One,” […] “Two. Three."),
    ],
    ids=["she-said", "from-paragraph-to-paragraph", "both"],
)
def test_a_break_stands_where_the_article_has_words_of_its_own(
    context: str, places: list[list[int]], words: str
) -> None:
    assert shown(joined(words), context, 100, json.dumps(places)) == words


def test_what_outlets_left_out_themselves_is_no_break() -> None:
    text = "We will […] win"
    assert pieces(text) == [text] and joined(text) == text
    assert difference("We will surely and at last win", text) == "We will … win"


@pytest.mark.parametrize(
    "path",
    ["/", "/search", "/check?words=we+sold+the+old+ferry+in+may", "/leads", f"/quotation/{press.uid(1)}",
     f"/utterance/{press.uid(1)}", "/speaker/speaker1"],
)  # fmt: skip
def test_every_page_shows_it(get: Get, path: str) -> None:
    page = get(path).text.replace("<mark>", "").replace("</mark>", "")
    assert f"“{ON_A_PAGE}”" in page
    assert "in May, and nobody has asked" not in page.replace(f"“{' '.join(FERRY)}”", "")  # the third printed it whole


@pytest.mark.parametrize(
    ("path", "find"),
    [
        (f"/quotation/{press.uid(1)}.json", lambda found: found),
        ("/search.json?order=oldest", lambda found: found["quotations"][0]),
        ("/leads.json", lambda found: found["leads"][0]["utterance"]),
        ("/check.json?words=we+sold+the+old+ferry+in+may", lambda found: found["nearest"][0]),
        ("/check.json?words=we+sold+the+old+ferry+in+may", lambda found: found["nearest"][0]["printings"][0]),
        (f"/utterance/{press.uid(1)}.json", lambda found: found),
        (f"/utterance/{press.uid(1)}.json", lambda found: found["printings"][0]),
        ("/speaker/speaker1.json", lambda found: found["newest"][-1]),
    ],
)
def test_json_has_the_text_as_it_is_shown_and_its_pieces(get: Get, path: str, find: Callable[[Any], Any]) -> None:
    found = find(get(path).json())
    assert (found["text"], found["pieces"]) == (SHOWN, list(FERRY))


def test_tables_views_and_downloads_show_it(get: Get, public: Path) -> None:
    for sql in ("select text from quotations order by published_on", "select text from utterances"):
        assert get("/quotes.json", sql=sql, _shape="arrayfirst").json()[0] == SHOWN
    assert SHOWN in get("/quotes/quotes").text
    folder = public.with_suffix("")
    with gzip.open(folder / "quotations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["text"] == SHOWN
    assert json.loads(gzip.decompress((folder / "quotations.ndjson.gz").read_bytes()).split(b"\n")[0])["text"] == SHOWN


def test_the_command_line_shows_it(store: Path) -> None:
    checked = CliRunner().invoke(main, ["check", "we sold the old ferry in May", "--db", str(store)])
    assert f"“{SHOWN}”" in checked.stdout
    exported = CliRunner().invoke(main, ["export", "--db", str(store), "--words", "in May, and nobody has asked"])
    first = json.loads(exported.stdout.splitlines()[0])
    assert (first["text"], len(first["pieces"])) == (SHOWN, 2)
    assert "in May, and nobody has told us" not in [variant["text"] for variant in first["variants"]]


def test_citations_show_it_and_the_link_to_the_source_names_both_ends(get: Get) -> None:
    page = get(f"/quotation/{press.uid(1)}").text
    assert f"“{SHOWN}” Ada Holm. Quoted in" in page
    assert "&gt; “We sold the old ferry in May,” \\[…\\] “and nobody" in page
    assert "#:~:text=We%20sold%20the%20old,where%20the%20money%20went." in page


@pytest.mark.parametrize(
    ("words", "uid", "verdict", "breaks"),
    [
        (" ".join(FERRY), 3, "found word for word", 0),
        (SHOWN, 1, "found word for word", 1),
        ("in May, and nobody has told us where", 2, "found word for word", 0),
        ("the old ferry in May, and nobody has told us", 2, "found word for word, in pieces", 1),
        ("the old ferry in may ... and nobody has told us where", 2, "found but for spelling", 1),
        ("the old ferry in May, and nobody ever told us", 2, "found with differences", 1),
    ],
)
def test_words_found_across_it_are_said_to_be_in_pieces(
    get: Get, store: Path, words: str, uid: int, verdict: str, breaks: int
) -> None:
    """Of two printings the one that has them in one breath is shown."""
    answer = get("/check.json", words=words).json()
    near = answer["nearest"][0]
    assert (near["uid"], answer["verdict"], near["breaks"]) == (press.uid(uid), verdict, breaks)
    result = CliRunner().invoke(main, ["check", words, "--db", str(store)])
    for told in (result.stdout.split("\n\n")[1], get("/check", words=words).text.partition("</li>")[0]):
        assert ("printed in two pieces, with words or an ellipsis between them" in told) is bool(breaks)
    as_json = CliRunner().invoke(main, ["check", words, "--db", str(store), "--format", "json"])
    assert answer == json.loads(as_json.stdout)
    assert len(get("/search.json", q='"May and nobody"').json()["quotations"]) == 4


def test_differences_from_what_is_asked_for_show_it(get: Get) -> None:
    near = get("/check.json", words="We sold the old ferry in May, and nobody ever told us").json()["nearest"][0]
    assert near["difference"].startswith("We sold the old ferry” […] “in May, and nobody [-has-] {+ever+}")


def test_where_it_stands_is_no_difference_but_is_shown_with_those_there_are(get: Get) -> None:
    _, second, third = get(f"/utterance/{press.uid(1)}.json").json()["printings"]
    assert third["difference"] is None
    assert second["difference"].startswith("We sold the old ferry” […] “in May, and nobody has [-asked-] {+told us+}")


def test_a_break_stands_outside_of_what_is_new() -> None:
    assert difference("We won it all", "We won them,” […] “all") == "We won [-it-] {+them,+}” […] “all"


@pytest.mark.parametrize("most", range(25, 50))
def test_a_text_cut_short_is_never_cut_within_it(most: int) -> None:
    cut = excerpts.shortened(SHOWN, most)
    assert cut.endswith(" …") and (SHOWN + " …").startswith(cut.removesuffix(" …"))
    assert cut.count("”") == cut.count("“")


def test_where_the_words_are_not_found_in_it_a_long_text_is_cut_like_others() -> None:
    long = " ".join(["word"] * 1000)
    assert len(excerpts.holding(long, "quite another thing")) < 600


def test_a_person_who_reviews_sees_where_the_article_has_words_of_its_own(tmp_path: Path) -> None:
    one = press.Printing("We won, Twice.", "Courier", "2025-03-01", "won", "Ada Holm", pieces=("We won,", "Twice."))
    db = press.stored(tmp_path / "store.db", (one,))
    for arguments in ((), (press.uid(1),)):
        told = CliRunner().invoke(main, ["review", *arguments, "--db", str(db)])
        assert "“We won,” […] “Twice.”" in told.stdout, told.output
