"""The name that an article gives stays, whatever its speaker is called here, and pages tell by what both are one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import press
import pytest
from click.testing import CliRunner
from datasette.app import Datasette

from quotes.bundled import bundled
from quotes.cli import main
from quotes.publish.exports import DECIDED
from quotes.publish.plugin.dates import when, written
from quotes.publish.published import snapshot
from quotes.publish.server import site

Get = Callable[..., Any]
Row = dict[str, str]
WHO = ("--reason", "a reader wrote", "--reviewer", "ada")
TODAY = date.today().isoformat()
# Speaker 1 is spelt in two ways by two outlets; the others are as in the invented press.
SPELT = (
    press.Printing(
        press.PUMPS, "Courier", "2025-03-11", "pumps", "Iryna Veremii", spoken_on="2025-03-10", basis="on Monday"
    ),
    press.Printing(press.PUMPS, "Ledger", "2025-03-12", "pumps", "Iryna Veremii", spoken_on="2025-03-10"),
    press.Printing(press.HARBOUR, "Kettle", "2015-03", "harbour", "Tom Askew", spoken_on="1999"),
    press.Printing(press.TEA, "Courier", "2024-11-08T09:00:00+01:00", "tea", "Tom Askew"),
)


def run(db: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--db", str(db)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store in which the Ledger prints Veremiy, whom the Courier prints as Veremii."""
    path = press.stored(tmp_path / "store.db", SPELT)
    press.changed(path, "update quotes set speaker = 'Iryna Veremiy' where id = 2")
    return path


@pytest.fixture
def public(db: Path, tmp_path: Path, asking: Callable[[Datasette], Get]) -> Callable[..., Get]:
    """Decides one thing after the other, publishes, and gives a function that fetches pages."""

    def decided(*decisions: tuple[str, ...]) -> Get:
        for decision in decisions:
            run(db, *decision, *WHO)
        return asking(site(snapshot(db, tmp_path / "public")))

    return decided


def table(page: str) -> list[str]:
    """What the list of printings tells under “Printed under”, without tags."""
    cells = re.findall(r'data-label="Printed under">(.*?)</td>', page, re.S)
    return [" ".join(re.sub("<[^>]+>", "", cell).split()) for cell in cells]


RENAMED = ("speakers", "rename", "Iryna Veremii", "Iryna Kovalenko")
MERGED = ("speakers", "merge", "Tom Askew", "Iryna Veremii")
SPLIT = ("speakers", "split", "Iryna Veremii", "--article", "article2", "--name", "Iryna Veremii (bishop)")
CORRECTED = ("review", press.uid(2), "--speaker", "Tom Askew")
BY = f"by a person ({written(TODAY)}: a reader wrote)"
CASES = [
    ((), ["Iryna Veremii", "Iryna Veremiy; the program takes that for Iryna Veremii"], None, "rule"),
    ((RENAMED,), [f"Iryna Veremii; called Iryna Kovalenko {BY}", f"Iryna Veremiy; called Iryna Kovalenko {BY}"],
     "rename", "rename"),
    ((MERGED,), [f"Iryna Veremii; held to be Tom Askew {BY}", f"Iryna Veremiy; held to be Tom Askew {BY}"],
     "merge", "merge"),
    ((SPLIT,), ["Iryna Veremii", f"Iryna Veremiy; told apart as Iryna Veremii (bishop) {BY}"], None, "split"),
    ((CORRECTED,), ["Iryna Veremii", f"Iryna Veremiy; attributed to Tom Askew {BY}"], None, "correction"),
    ((("review", press.uid(2), "--misattributed"),),
     ["Iryna Veremii", f"Iryna Veremiy; held {BY.replace('by a person', 'by a person to be misattributed')}"],
     None, "correction"),
    ((MERGED, ("speakers", "rename", "Tom Askew", "Thomas Askew")),
     [f"Iryna Veremii; held to be Thomas Askew {BY}", f"Iryna Veremiy; held to be Thomas Askew {BY}"],
     "merge", "merge"),
]  # fmt: skip
NAMES = ["spelling", "rename", "merge", "split", "correct", "misattributed", "merge-and-rename"]


class TestNames:
    @pytest.mark.parametrize(("decisions", "told", "first", "second"), CASES, ids=NAMES)
    def test_pages_and_data_give_the_name_in_the_article(
        self, public: Callable[..., Get], decisions: Any, told: list[str], first: str | None, second: str
    ) -> None:
        get = public(*decisions)
        for path in (f"/utterance/{press.uid(1)}", f"/quotation/{press.uid(2)}"):
            assert table(get(path).text) == told
        expected = [("Iryna Veremii", first), ("Iryna Veremiy", second)]
        records = [get(f"/quotation/{press.uid(number)}.json").json() for number in (1, 2)]
        lists = (
            records,
            get(f"/utterance/{press.uid(1)}.json").json()["printings"],
            get("/quotes/quotations.json", _shape="array", text__contains="pumps").json(),
            get("/search.json", q="pumps", order="oldest").json()["quotations"],
        )
        for found in lists:
            assert [(one["printed_under"], one["named_by"]) for one in found] == expected

    @pytest.mark.parametrize(("decisions", "told", "first", "second"), CASES, ids=NAMES)
    def test_the_store_and_the_published_file_export_the_same(
        self, db: Path, tmp_path: Path, public: Callable[..., Get], decisions: Any, told: Any, first: Any, second: Any
    ) -> None:
        public(*decisions, ("review", press.uid(1), "--spoken-on", "2025-03-09"))
        assert exported(db) == exported(db, "--published", str(tmp_path / "public"))
        (one, other) = (
            row for row in exported(db) if row["outlet"] in ("Courier", "Ledger") and "pumps" in row["text"]
        )
        assert (one["printed_under"], other["printed_under"]) == ("Iryna Veremii", "Iryna Veremiy")
        lines = run(db, "export", "--published", str(tmp_path / "public")).splitlines()
        records = {record["uid"]: record for record in map(json.loads, lines)}
        for row in exported(db):
            record = records[row["uid"]]
            assert (row["speaker"] or None) == (record["speaker"] or {"name": None})["name"]
            assert (row["printed_under"], row["named_by"] or None) == (record["printed_under"], record["named_by"])

    def test_a_list_tells_by_what_the_name_is_another(self, public: Callable[..., Get]) -> None:
        by = 'by Ledger under the name of <a href="/speaker/speaker1">Iryna Veremiy</a> ('
        assert f"{by}one person’s names, by the program’s rule)" in public()("/search").text
        assert f"{by}a person’s decision of " in public(RENAMED)("/search").text

    def test_a_check_names_whom_the_article_names(self, db: Path, public: Callable[..., Get]) -> None:
        get = public(RENAMED)
        printings = get("/check.json", words=press.PUMPS).json()["nearest"][0]["printings"]
        assert [(one["speaker"], one["printed_under"]) for one in printings] == [
            ("Iryna Kovalenko", "Iryna Veremii"), ("Iryna Kovalenko", "Iryna Veremiy"),
        ]  # fmt: skip
        assert "Iryna Kovalenko, by a person’s decision (printed under Iryna Veremiy)" in run(db, "check", press.PUMPS)

    @pytest.mark.parametrize(
        ("decision", "told"),
        [
            ((), "Printed under the name of Iryna Veremiy."),
            ((RENAMED,), "Called so by a person on {}; printed under the name of Iryna Veremiy. Reason: a reader"),
            ((MERGED,), "one with the name in print by a person on {}; printed under the name of Iryna Veremiy."),
            ((SPLIT,), "from namesakes by a person on {}; printed under the name of Iryna Veremiy. Reason: a r"),
        ],
        ids=["rule", "rename", "merge", "split"],
    )  # fmt: skip
    def test_what_is_copied_to_cite_gives_the_name_in_print(
        self, public: Callable[..., Get], decision: Any, told: str
    ) -> None:
        cited = public(*decision)(f"/quotation/{press.uid(2)}.json").json()["citation"]
        assert told.format(written(TODAY)) in cited

    def test_as_printed_stays_as_printed_when_that_speaker_is_split(self, db: Path, public: Callable[..., Get]) -> None:
        misread = ("review", press.uid(3), "--speaker", "Iryna Veremii", "--as-printed")
        later = ("speakers", "split", "Iryna Veremii", "--article", "article3", "--name", "Iryna Veremii (poet)")
        record = public(misread, later)(f"/quotation/{press.uid(3)}.json").json()
        assert (record["speaker"]["name"], record["printed_under"], record["named_by"]) == (
            "Iryna Veremii (poet)", "Iryna Veremii", "split",
        )  # fmt: skip
        assert "Iryna Veremii (poet), by a person’s decision (printed under Iryna Veremii)" in run(
            db, "check", press.HARBOUR
        )

    def test_those_told_apart_by_their_bracket_are_printed_without_it(self, public: Callable[..., Get]) -> None:
        misread = ("review", press.uid(3), "--speaker", "Iryna Veremii (bishop)", "--as-printed")
        record = public(SPLIT, misread)(f"/quotation/{press.uid(3)}.json").json()
        assert (record["speaker"]["name"], record["printed_under"]) == ("Iryna Veremii (bishop)", "Iryna Veremii")


class TestSplits:
    def test_words_of_two_whom_a_person_told_apart_are_a_lead_that_nobody_heads(
        self, db: Path, public: Callable[..., Get]
    ) -> None:
        get = public(SPLIT)
        (lead,) = get("/leads.json").json()["leads"]
        assert (lead["reason"], lead["is_settled"], lead["utterance"]["speaker"]) == ("speakers", False, None)
        page = get(f"/utterance/{press.uid(1)}").text
        assert "Outlets name different speakers" in page and "<figcaption>" not in page
        assert get(f"/utterance/{press.uid(1)}.json").json()["speaker"] is None
        assert "outlets name different speakers" in run(db, "check", press.PUMPS)

    def test_namesakes_by_a_rename_are_two_as_well(self, public: Callable[..., Get]) -> None:
        page = public(("speakers", "rename", "speaker2", "Iryna Veremii", "--namesake"))("/speaker/speaker1").text
        assert "Perhaps the same" not in page and "Not to be mixed up with" in page

    def test_they_are_not_perhaps_the_same(self, public: Callable[..., Get]) -> None:
        page = public(SPLIT)("/speaker/speaker1").text
        assert "Perhaps the same" not in page
        assert "Not to be mixed up with" in page and "Iryna Veremii (bishop)</a>" in page

    def test_a_split_that_was_merged_back_leaves_no_lead(self, public: Callable[..., Get]) -> None:
        back = ("speakers", "merge", "Iryna Veremii", "Iryna Veremii (bishop)")
        assert public(SPLIT, back)("/leads.json").json()["leads"] == []

    def test_a_merge_that_was_taken_back_tells_them_apart(self, public: Callable[..., Get]) -> None:
        page = public(MERGED, ("speakers", "split", "Iryna Veremii"))("/quotes/told_apart.json?_shape=array").json()
        assert page == [{"one_id": 1, "other_id": 2}, {"one_id": 2, "other_id": 1}]

    def test_of_one_printing_corrected_among_several_nobody_heads_the_words(self, public: Callable[..., Get]) -> None:
        get = public(CORRECTED)
        assert "<figcaption>Different speakers, as people decided" in get(f"/utterance/{press.uid(1)}").text
        assert get(f"/utterance/{press.uid(1)}.json").json()["speaker"] is None


class TestDays:
    def test_a_day_that_a_person_decided_says_so_wherever_it_stands(self, public: Callable[..., Get]) -> None:
        get = public(("review", press.uid(1), "--spoken-on", "2025-03-09"), ("review", press.uid(1), "--confirm"))
        by = "a person’s decision of <time.*?</time>: a reader wrote; the program found <time.*?>10 March 2025</time>"
        for path in (f"/quotation/{press.uid(1)}", "/search", "/", "/speaker/speaker1"):
            assert re.search(rf"9 March 2025</time> \({by}\)", get(path).text), path
        record = get(f"/quotation/{press.uid(1)}.json").json()
        assert record["review"]["spoken_on"] == {"found": "2025-03-10", "on": TODAY, "reason": "a reader wrote"}
        assert (record["spoken_on"], record["spoken_on_basis"]) == ("2025-03-09", None)
        assert "Day of speaking corrected by a person" in record["citation"]

    def test_a_day_that_a_person_left_open_says_so(self, public: Callable[..., Get]) -> None:
        get = public(("review", press.uid(1), "--spoken-on", "unknown"))
        assert "said on an unknown day (a person’s decision of" in get("/search").text
        assert "<dt>Said on</dt><dd>an unknown day (a person’s decision of" in get(f"/quotation/{press.uid(1)}").text

    def test_months_and_years_are_not_days(self, public: Callable[..., Get]) -> None:
        page = public()("/search").text
        assert (
            'said in <time datetime="1999">1999</time> · printed in <time datetime="2015-03">March 2015</time>' in page
        )
        assert str(when(None)) == "on an unknown day"
        assert "Tom Askew, in 1999." in public()(f"/quotation/{press.uid(3)}.json").json()["citation"]

    def test_times_have_the_zone_that_the_article_gives(self, public: Callable[..., Get]) -> None:
        assert "8 November 2024, 09:00 UTC+01:00" in public()(f"/quotation/{press.uid(4)}").text
        assert (written("2024-11-08T09:00Z"), written("2024-11-08T09:00")) == (
            "8 November 2024, 09:00 UTC", "8 November 2024, 09:00",
        )  # fmt: skip


def test_nobody_is_not_a_name_in_bibtex(public: Callable[..., Get]) -> None:
    page = public(("review", press.uid(4), "--misattributed"))(f"/quotation/{press.uid(4)}").text
    assert "note = {Quotation, speaker not established." in page


def test_corrections_name_the_article(public: Callable[..., Get], db: Path) -> None:
    press.changed(db, "update articles set title = 'After the flood' where id = 2")
    get = public(SPLIT, ("review", press.uid(2), "--spoken-on", "2025-03-09"))
    assert get("/corrections").text.count("in “After the flood”") == 2
    assert {one["title"] for one in get("/corrections.json").json()["corrections"]} == {"After the flood"}


def test_both_exports_tell_the_same_of_the_sample_news(tmp_path: Path) -> None:
    db = tmp_path / "store.db"
    CliRunner().invoke(main, ["ingest", str(bundled("examples")), "--db", str(db)])
    decisions: tuple[tuple[str, ...], ...] = (
        (),
        ("speakers", "rename", "Nora Feldgate", "Nora Jane Feldgate", *WHO),
        ("speakers", "merge", "Nora Jane Feldgate", "Wren Tallis", *WHO),
        ("speakers", "split", "Wren Tallis", *WHO),
    )
    for number, decision in enumerate(decisions):
        if decision:
            run(db, *decision)
        snapshot(db, tmp_path / f"public{number}")
        assert exported(db) == exported(db, "--published", str(tmp_path / f"public{number}"))


def exported(db: Path, *options: str) -> list[Row]:
    """The rows of an export as CSV, in what is decided on them."""
    kept = ("uid", "text", "kind", "speaker", "spoken_on", "published_at", "outlet", "rule", "confidence", *DECIDED)
    rows = csv.DictReader(io.StringIO(run(db, "export", "--format", "csv", *options)))
    return sorted(({name: row[name] for name in kept} for row in rows), key=lambda row: row["uid"])
