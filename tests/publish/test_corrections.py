"""A correction made on the command line, and what the public sees of it after the next publish."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import press
import pytest
from click.testing import CliRunner
from datasette.app import Datasette

from quotes.cli import main
from quotes.cluster import keys
from quotes.publish.plugin.dates import written
from quotes.publish.published import snapshot
from quotes.publish.server import site

Get = Callable[..., Any]
WHO = ("--reason", "a reader wrote", "--reviewer", "private ada", "--note", "private note")
ARTICLE = "article2"


@pytest.fixture
def desk(tmp_path: Path, asking: Callable[[Datasette], Get]) -> Callable[..., Get]:
    """Decides one thing after the other, publishes, and gives a function that fetches pages."""
    db = press.stored(tmp_path / "store.db")

    def decided(*decisions: tuple[str, ...]) -> Get:
        for decision in decisions:
            result = CliRunner().invoke(main, [*decision, "--db", str(db), *WHO])
            assert result.exit_code == 0, result.output
        return asking(site(snapshot(db, tmp_path / "public")))

    return decided


def test_a_corrected_speaker_shows_on_the_page_with_what_it_was_and_why(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(3), "--speaker", "Nora Feldgate"))
    page = get(f"/quotation/{press.uid(3)}").text
    assert '<a href="/speaker/speaker1">Nora Feldgate</a>' in page
    assert "Corrected by a person." in page and "Tom Askew → Nora Feldgate. a reader wrote" in page
    assert get("/speaker/speaker1.json").json()["quote_count"] == 3
    record = get(f"/quotation/{press.uid(3)}.json").json()
    assert record["corrections"][0]["was"] == "Tom Askew"


def test_what_was_printed_stays_as_printed_with_the_decision_beside_it(desk: Callable[..., Get]) -> None:
    """The outlet named Tom Askew, whoever said it."""
    get = desk(("review", press.uid(3), "--speaker", "Nora Feldgate"))
    told = 'attributed to <a href="/speaker/speaker1">Nora Feldgate</a> by a person ('
    printed = '<a href="/speaker/speaker2">Tom Askew</a>'
    page = get(f"/quotation/{press.uid(3)}").text
    assert f"<strong>Corrected.</strong>\n    Printed under the name of {printed};\n    {told}" in page
    for path in (f"/quotation/{press.uid(1)}", f"/quotation/{press.uid(3)}", f"/utterance/{press.uid(1)}"):
        assert f'<td data-label="Printed under">{printed}; {told}' in get(path).text
    for path in (f"/utterance/{press.uid(1)}", "/leads"):
        (credit,) = re.findall(f"<li>{re.escape(printed)}: (.*?)</li>", get(path).text, re.S)
        assert f"; {told}" in credit and credit.endswith(": a reader wrote)")
    for path in ("/search", "/speaker/speaker1"):
        assert f"by Rundschau under the name of {printed}" in get(path).text
    record = get(f"/quotation/{press.uid(3)}.json").json()
    assert (record["speaker"]["name"], record["printed_under"]) == ("Nora Feldgate", "Tom Askew")
    assert record["review"]["status"] == "corrected" and record["review"]["reason"] == "a reader wrote"


def test_beside_a_name_stands_why_it_was_given_whatever_was_decided_later(tmp_path: Path, asking: Any) -> None:
    db, known = press.stored(tmp_path / "store.db"), press.uid(3)
    for why, decision in (
        ("the minutes name her", ("--speaker", "Nora Feldgate")),
        ("the video is dated", ("--spoken-on", "2025-03-09")),
        ("looked again", ("--confirm",)),
    ):
        call = ["review", known, *decision, "--db", str(db), "--reason", why, "--reviewer", "ada"]
        assert CliRunner().invoke(main, call).exit_code == 0
    get = asking(site(snapshot(db, tmp_path / "public")))
    page = get(f"/quotation/{known}").text
    assert "Compared with the article" not in page and "against the article, was looked at again and confirmed" in page
    for path in (f"/quotation/{known}", f"/utterance/{known}", "/leads", "/speaker/speaker2"):
        told = re.findall(r"by a person \((.*?)\)", get(path).text)
        assert told and all(one.endswith(": the minutes name her") for one in told)
    record = get(f"/quotation/{known}.json").json()
    assert (record["review"]["reason"], record["review"]["speaker"]["reason"]) == (
        "looked again",
        "the minutes name her",
    )
    assert "Reason: the minutes name her." in record["citation"] and "looked again" not in record["citation"]


def test_machines_are_told_both_names_wherever_they_ask(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(3), "--speaker", "Nora Feldgate"))
    both = [("Nora Feldgate", "Nora Feldgate"), ("Nora Feldgate", "Nora Feldgate"), ("Nora Feldgate", "Tom Askew")]
    answers = (
        get(f"/utterance/{press.uid(1)}.json").json()["printings"],
        get("/leads.json").json()["leads"][0]["credits"],
        get("/search.json", q="pumps").json()["quotations"],
        [
            one
            for listed in ("printings", "printed_otherwise")
            for one in get("/check.json", words=press.PUMPS).json()["nearest"][0][listed]
        ],
        get("/quotes/quotations.json", _shape="array", text__contains="pumps").json(),
        get(f"/quotes/variants.json?_shape=array&quotation={press.uid(1)}").json(),
    )
    for answer in answers:
        named = {(one["speaker"], one["printed_under"]) for one in answer if one["printed_under"]}
        assert named == set(both)


def test_that_outlets_differ_stays_when_a_person_decides_who_it_was(desk: Callable[..., Get]) -> None:
    undecided = desk()
    assert undecided("/leads.json").json()["leads"][0]["is_settled"] is False
    get = desk(("review", press.uid(3), "--speaker", "Nora Feldgate"))
    (lead,) = get("/leads.json").json()["leads"]
    assert (lead["reason"], lead["is_settled"]) == ("speakers", True)
    assert "The same words, different speakers: decided by a person" in get("/leads").text
    page = get(f"/quotation/{press.uid(1)}").text
    assert "Outlets name different speakers" in page and "A person decided between the names" in page
    (utterance,) = get("/quotes/utterances.json", _shape="array", speakers_differ=1).json()
    assert (utterance["speakers_differ"], utterance["is_settled"]) == (1, 1)
    (conflict,) = get("/quotes/conflicts.json?_shape=array").json()
    assert conflict["speakers"] == "Nora Feldgate (Courier, Ledger); Tom Askew (Rundschau)"


def test_a_checked_quote_tells_what_was_decided_where_outlets_differ(desk: Callable[..., Get], tmp_path: Path) -> None:
    get = desk(("review", press.uid(3), "--speaker", "Nora Feldgate"))
    assert "outlets differed; decided by a person: Nora Feldgate" in get("/check", words=press.PUMPS).text
    checked = ["check", press.PUMPS, "--db", str(tmp_path / "store.db")]
    assert "outlets differed; decided by a person: Nora Feldgate" in CliRunner().invoke(main, checked).stdout
    told = json.loads(CliRunner().invoke(main, [*checked, "--format", "json"]).stdout)
    for answer in (get("/check.json", words=press.PUMPS).json(), told):
        assert answer["nearest"][0]["is_settled"] is True
    assert "outlets differed; decided by a person" in get("/search", q="pumps").text
    assert 'Outlets differed; decided by a person: <a href="/speaker/speaker1">Nora Feldgate</a>' in get("/").text


def test_where_every_name_was_wrong_and_nobody_is_named_nothing_is_settled(desk: Callable[..., Get]) -> None:
    get = desk(*(("review", press.uid(number), "--misattributed") for number in (1, 2, 3)))
    assert get("/leads.json").json()["leads"][0]["is_settled"] is False
    for path in ("/quotation", "/utterance"):
        page = get(f"{path}/{press.uid(1)}").text
        assert "Outlets name different speakers" in page and "A person decided" not in page
    assert "held by a person to be misattributed" in page


def test_outlets_are_credited_once_for_a_name_whatever_was_confirmed(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(1), "--confirm"))
    credits = get("/leads.json").json()["leads"][0]["credits"]
    assert [(one["printed_under"], one["outlets"], one["attribution_reason"]) for one in credits] == [
        ("Nora Feldgate", ["Courier", "Ledger"], None), ("Tom Askew", ["Rundschau"], None)
    ]  # fmt: skip


def test_one_printing_decided_on_warns_readers_of_the_others(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(5), "--speaker", "Nora Feldgate"))
    warning = "Another printing of these words was decided on by a person"
    assert warning in get(f"/quotation/{press.uid(6)}").text
    assert warning not in get(f"/quotation/{press.uid(1)}").text
    get = desk(("review", press.uid(3), "--spoken-on", "2025-03-09"))
    assert warning not in get(f"/quotation/{press.uid(1)}").text, "only the day was corrected, not who said it"


def test_a_decision_on_the_last_of_many_printings_warns_readers_of_the_first(
    tmp_path: Path, asking: Callable[[Datasette], Get]
) -> None:
    printings = tuple(
        press.Printing(press.TEA, "Courier", f"2025-01-01T00:{number:03}", "tea", "Ada Holm") for number in range(105)
    )
    db = press.stored(tmp_path / "store.db", printings)
    decision = ["review", press.uid(105), "--speaker", "Tom Askew", "--new", "person", "--db", str(db), *WHO]
    result = CliRunner().invoke(main, decision)
    assert result.exit_code == 0, result.output
    page = asking(site(snapshot(db, tmp_path / "public")))(f"/quotation/{press.uid(1)}").text
    assert "Another printing of these words was decided on by a person" in page


def test_whose_name_was_printed_keeps_a_page_that_says_what_is_not_theirs(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(3), "--speaker", "Nora Feldgate"))
    page = get("/speaker/speaker2").text
    assert "Printed under this name, but not theirs" in page and "0 in all" in page and "<h2>Newest" not in page
    record = get("/speaker/speaker2.json").json()
    assert record["quote_count"] == 0
    (one,) = record["printed_under_this_name_but_not_theirs"]
    assert (one["uid"], one["speaker"], one["review_reason"]) == (press.uid(3), "Nora Feldgate", "a reader wrote")
    counted = {row["name"]: row["value"] for row in get("/quotes/facts.json?_shape=array").json()}
    assert counted["speakers"] == 5


def test_a_misread_name_is_no_longer_the_one_printed(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(3), "--speaker", "Nora Feldgate", "--as-printed"))
    page = get(f"/quotation/{press.uid(3)}").text
    assert "Outlets name different speakers" not in page and "<strong>Corrected.</strong>" not in page
    assert "Corrected by a person." in page and "Nora Feldgate; printed under Nora Feldgate. a reader wrote" in page
    assert get("/speaker/speaker2").status_code == 404 and get("/leads.json").json()["leads"] == []


def test_what_is_copied_to_cite_tells_the_correction(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(3), "--speaker", "Nora Feldgate"))
    page, cited = get(f"/quotation/{press.uid(3)}").text, get(f"/quotation/{press.uid(3)}.json").json()["citation"]
    told = f"Corrected by a person on {written(date.today().isoformat())}; printed under the name of Tom Askew."
    assert (
        f"” Nora Feldgate. Quoted in “Untitled”, Rundschau, 15 March 2025. {told} Reason: a reader wrote. http" in cited
    )
    assert page.count(told) == 4  # plain, Markdown, BibTeX, JSON-LD


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (("--misattributed",), "Held to be misattributed by a person on {}; printed under the name of Nora Feldgate."),
        (
            ("--spoken-on", "unknown"),
            "Day of speaking corrected by a person on {}; the program found 10 March 2025.",
        ),
        (("--confirm",), "Quoted in"),
    ],
    ids=lambda decision: decision[0],
)
def test_a_citation_tells_each_kind_of_correction(desk: Callable[..., Get], decision: Any, told: str) -> None:
    cited = desk(("review", press.uid(1), *decision))(f"/quotation/{press.uid(1)}.json").json()["citation"]
    assert told.format(written(date.today().isoformat())) in cited
    assert ("by a person" in cited) is (decision != ("--confirm",))


@pytest.mark.parametrize("decision", [("--speaker", "Nora Feldgate"), ("--misattributed",)], ids=lambda one: one[0])
def test_no_rule_and_no_likelihood_is_told_of_what_a_person_decided(desk: Callable[..., Get], decision: Any) -> None:
    """Else a name that no program found would seem very likely right."""
    get = desk(("review", press.uid(3), *decision))
    page = get(f"/quotation/{press.uid(3)}").text
    assert "<dt>Decided by</dt><dd>a person" in page and "<dt>Confidence" not in page and "in 100 are right" not in page
    attribution = get(f"/quotation/{press.uid(3)}.json").json()["attribution"]
    assert (attribution["rule"], attribution["confidence"]) == ("person", None)
    assert "<td>person</td>" not in get("/method").text


def test_a_confirmed_quotation_says_so_and_is_no_correction(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(3), "--confirm"))
    assert "and confirmed." in get(f"/quotation/{press.uid(3)}").text
    assert "Nothing was corrected yet" in get("/corrections").text


def test_a_misattributed_quotation_is_on_nobodys_page(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(1), "--misattributed"))
    page = get(f"/quotation/{press.uid(1)}").text
    assert "<strong>Misattributed.</strong>" in page and "Speaker not established" in page
    assert get("/speaker/speaker1.json").json()["quote_count"] == 1


def test_what_was_withdrawn_answers_410_with_the_reason(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(3), "--withdraw"))
    answer = get(f"/quotation/{press.uid(3)}")
    assert answer.status_code == 410 and "<h1>Withdrawn</h1>" in answer.text and "a reader wrote" in answer.text
    answer = get(f"/quotation/{press.uid(3)}.json")
    assert (answer.status_code, answer.json()["error"]) == (410, "a reader wrote")
    assert "summer" not in get("/search").text


def test_a_reason_that_begins_with_a_sign_of_html_is_told_whole(tmp_path: Path, asking: Callable[..., Get]) -> None:
    db, reason = press.stored(tmp_path / "store.db"), "<retracted> by the outlet"
    decision = ["review", press.uid(3), "--withdraw", "--db", str(db), "--reason", reason, "--reviewer", "ada"]
    assert CliRunner().invoke(main, decision).exit_code == 0
    get = asking(site(snapshot(db, tmp_path / "public")))
    assert get(f"/quotation/{press.uid(3)}.json").json()["error"] == reason
    assert "&lt;retracted&gt; by the outlet" in get(f"/quotation/{press.uid(3)}").text
    assert get("/search.json?%3Cb%3E=1").json()["error"].startswith("<b>: is no field")


def test_nothing_of_withdrawn_words_is_left_where_they_stood_for_others(
    desk: Callable[..., Get], tmp_path: Path
) -> None:
    """The wording that stood for a cluster is gone: another stands in, and differences are from that one."""
    get = desk(("review", press.uid(1), "--withdraw"), ("review", press.uid(4), "--withdraw"))
    page = get(f"/utterance/{press.uid(2)}").text
    assert "2 printings in 2 outlets" in page
    assert get("/check.json", words="We asked for pumps in November").json()["verdict"] == "found word for word"
    with sqlite3.connect(tmp_path / "public" / "quotes.db") as db:
        (difference,) = db.execute("select difference from quotes where uid = ?", [press.uid(3)]).fetchone()
    assert "[-spring.-]" in difference and "[-the-]" not in difference and "{+the+}" in difference


def test_an_article_is_withdrawn_with_all_its_quotations(desk: Callable[..., Get]) -> None:
    get = desk(("withdraw", "--article", ARTICLE))
    assert get(f"/quotation/{press.uid(2)}").status_code == 410
    assert [row["uid"] for row in get("/quotes/withdrawn.json?_shape=array").json()] == [press.uid(2), ARTICLE]
    assert ARTICLE not in {row["uid"] for row in get("/quotes/articles.json?_shape=array").json()}


def test_merged_speakers_have_one_page_and_old_addresses_lead_there(desk: Callable[..., Get]) -> None:
    get = desk(("speakers", "merge", "Zoé Peña", "Peña"))
    answer = get("/speaker/speaker4")
    assert (answer.status_code, answer.headers["location"]) == (302, "/speaker/speaker3")
    as_json = get("/speaker/speaker4.json")
    assert (as_json.status_code, as_json.headers["location"]) == (302, "/speaker/speaker3.json")
    page = get("/speaker/speaker3").text
    assert "<dt>Also spelt</dt><dd>Peña</dd>" in page and "3 in all" in page
    assert "<strong>Merged</strong>" in page


def test_a_split_speaker_has_two_pages(desk: Callable[..., Get]) -> None:
    get = desk(("speakers", "split", "Nora Feldgate", "--article", ARTICLE, "--name", "Nora Feldgate (bishop)"))
    found = get("/search.json", by="bishop").json()["quotations"]
    assert [one["uid"] for one in found] == [press.uid(2)]
    assert get("/speaker/speaker1.json").json()["quote_count"] == 1


def test_a_renamed_speaker(desk: Callable[..., Get]) -> None:
    get = desk(("speakers", "rename", "Zoé Peña", "Zoé Peña Ruiz"))
    page = get("/speaker/speaker3").text
    assert "<h1>Zoé Peña Ruiz</h1>" in page and "<dd>Zoé Peña</dd>" in page


def test_corrections_are_a_public_list_the_latest_first(desk: Callable[..., Get]) -> None:
    get = desk(
        ("review", press.uid(3), "--speaker", "Nora Feldgate"),
        ("review", press.uid(8), "--withdraw"),
        ("withdraw", "--article", ARTICLE),
        ("speakers", "merge", "Zoé Peña", "Peña"),
    )
    page = get("/corrections").text
    order = [
        page.index(f"<strong>{what}</strong>") for what in ("Merged", "Article withdrawn", "Withdrawn", "Corrected")
    ]
    assert order == sorted(order)
    assert press.TEA not in page
    found = get("/corrections.json").json()["corrections"]
    assert [(one["quote_uid"], one["article_uid"]) for one in found[1:3]] == [
        (None, ARTICLE),
        (press.uid(8), "article8"),
    ]
    assert len(found) == 4


def test_nothing_private_is_in_the_public_files_bytes(desk: Callable[..., Get], tmp_path: Path) -> None:
    desk(
        ("review", press.uid(3), "--speaker", "Nora Feldgate"), ("review", press.uid(8), "--withdraw"),
        ("withdraw", "--article", ARTICLE), ("speakers", "merge", "Zoé Peña", "Peña"),
    )  # fmt: skip
    content = (tmp_path / "public" / "quotes.db").read_bytes()
    private = ("private ada", "private note", press.TEA, "We asked for pumps in November and were told")
    assert [word for word in private if word.encode() in content] == []
    assert b"a reader wrote" in content
    with sqlite3.connect(tmp_path / "public" / "quotes.db") as db:
        kept = {key for (key,) in db.execute("select key from keys")}
    gone = set(keys(press.TEA)) - {key for one in press.PRESS if one.text != press.TEA for key in keys(one.text)}
    assert gone and not kept & gone
    assert [key for key in gone if key.to_bytes(8, "big", signed=True) in content] == []
