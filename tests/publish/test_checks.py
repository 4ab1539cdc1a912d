"""`quotes check`: whether words are in the store, and what is nearest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest
from click.testing import CliRunner, Result

from quotes.cli import main
from quotes.publish.published import snapshot
from quotes.publish.server import site


def check(store: Path, words: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", words, "--db", str(store), *options])


@pytest.mark.parametrize(
    ("words", "status", "verdict"),
    [
        (press.HARBOUR, 0, "found word for word"),
        ("“the harbour will stay OPEN to every boat”", 0, "found word for word"),
        ("The harbour will stay open for every boat", 0, "found with differences"),
        ("The harbour will not stay open to every boat.", 1, "not in the collection"),
        ("Nothing of this kind was ever printed by anybody", 1, "not in the collection"),
    ],
    ids=["same", "case-and-marks", "other-word", "negation", "nothing-near"],
)
def test_verdict_and_exit_code(store: Path, words: str, status: int, verdict: str) -> None:
    result = check(store, words)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (status, verdict)


def test_the_nearest_come_with_speaker_first_printing_and_the_words_that_differ(store: Path) -> None:
    text = check(store, "The harbour will not stay open to every boat.").stdout
    assert "Zoé Peña; printed 2024-11-06 by Courier" in text
    assert "The harbour will {+not+} stay open to every boat. (differs: negation)" in text


@pytest.mark.parametrize(
    ("words", "uid"),
    [("every boat", 7), ("for pumps in", 2), ("until the summer", 3), ("strong tea", 8), ("Pumps", 1), ("peña", None)],
)
def test_words_of_any_variant_are_found(store: Path, words: str, uid: int | None) -> None:
    """Few or many, in the wording that stands for the cluster or in another; what is shown is the one that has them."""
    answer = json.loads(check(store, words, "--format", "json").stdout)
    assert [near["uid"] for near in answer["nearest"][:1]] == ([press.uid(uid)] if uid else [])


def test_printings_under_different_speakers_are_listed_and_called_a_conflict(store: Path) -> None:
    lines = [line.strip() for line in check(store, press.PUMPS).stdout.splitlines()]
    assert lines[3:] == [
        "Nora Feldgate; printed 2025-03-11T07:30 by Courier",
        "outlets name different speakers",
        "printed so by",
        "- 2025-03-11T07:30 by Courier: Nora Feldgate",
        "- on an unknown day by Kettle: speaker not established",
        "printed otherwise by",
        "- 2025-03-13 by Ledger: Nora Feldgate",
        "- 2025-03-15 by Rundschau: Tom Askew",
    ]
    near = json.loads(check(store, press.PUMPS, "--format", "json").stdout)["nearest"][0]
    assert near["speakers_differ"] is True
    assert [each["speaker"] for each in near["printings"]] == ["Nora Feldgate", None]
    assert [each["speaker"] for each in near["printed_otherwise"]] == ["Nora Feldgate", "Tom Askew"]
    assert near["printings"][0]["url"] == "https://courier.example/pumps"


def test_the_nearest_is_one_printing_and_the_first_of_the_utterance_another(store: Path) -> None:
    """The words stand in what the Rundschau printed, whoever was first with others."""
    answer = json.loads(check(store, "told to wait until the summer", "--format", "json").stdout)
    (near,) = answer["nearest"]
    own = ("uid", "speaker", "printed_under", "named_by", "outlet", "published_at", "url")
    assert [near[name] for name in own] == [
        press.uid(3),
        "Tom Askew",
        "Tom Askew",
        None,
        "Rundschau",
        "2025-03-15",
        None,
    ]
    first = [near["first_printed"][name] for name in ("uid", "outlet", "published_at")]
    assert first == [press.uid(1), "Courier", "2025-03-11T07:30"]
    assert ([one["uid"] for one in near["printings"]], near["quote_count"]) == ([press.uid(3)], 4)
    assert [one["uid"] for one in near["printed_otherwise"]] == [press.uid(1), press.uid(2), press.uid(4)]
    lines = [line.strip() for line in check(store, "told to wait until the summer").stdout.splitlines()]
    assert "Tom Askew; printed 2025-03-15 by Rundschau" in lines
    assert "first printed 2025-03-11T07:30 by Courier" in lines


def test_of_printings_that_differ_in_the_same_way_the_first_is_the_nearest(tmp_path: Path) -> None:
    """A comma or a full stop less is no better fit."""
    printings = (
        press.Printing("The old ferry was sold, in May, to nobody.", "Courier", "2025-03-11", "ferry"),
        press.Printing("The old ferry was sold in May to nobody", "Ledger", "2025-03-12", "ferry"),
    )
    store = press.stored(tmp_path / "store.db", printings)
    near = json.loads(check(store, "the old ferry was shown in May to nobody", "--format", "json").stdout)["nearest"][0]
    assert (near["relation"], near["outlet"]) == ("with differences", "Courier")
    assert [one["outlet"] for one in near["printings"]] == ["Courier", "Ledger"]


def test_the_same_words_in_other_letters_are_found_but_for_spelling(store: Path) -> None:
    result = check(store, "it was the color of strong tea")
    assert result.exit_code == 0 and result.stdout.startswith("found but for spelling\n")
    assert "It was the [-colour-] {+color+} of strong tea".lower() in result.stdout.lower()


def test_a_printing_that_was_withdrawn_hides_no_other(tmp_path: Path) -> None:
    store = press.stored(tmp_path / "store.db")
    decision = ["review", press.uid(5), "--withdraw", "--reason", "a reader wrote", "--reviewer", "ada"]
    assert CliRunner().invoke(main, [*decision, "--db", str(store)]).exit_code == 0
    near = json.loads(check(store, press.HARBOUR, "--format", "json").stdout)["nearest"][0]
    assert (near["uid"], near["outlet"], near["quote_count"]) == (press.uid(6), "Ledger", 1)


ODD = (  # read in another order than printed
    press.Printing("The old ferry will never be sold.", "Kettle", "2025-03-14", "ferry", "Ada Holm"),
    press.Printing("The old ferry will never be sold", "Ledger", "2025-03-12", "ferry", "Tom Askew"),
    press.Printing("The old ferry will never be sold.", "Courier", "2025-03-11", "ferry", "Ada Holm"),
    press.Printing("The old ferry will never be sold.", "Rundschau", None, "ferry"),
    press.Printing("The old ferry will not be sold.", "Wire", "2025-03-10", "other", "Ada Holm"),
    press.Printing("The old ferry'll never be sold!", "Sentinel", "2025-03-11", "ferry", "Zoé Peña"),
    press.Printing("The old ferry will never be sold.", "Island", "2025-03-09", "namesake", "Walter Orr"),
)


@pytest.mark.parametrize(
    "words",
    ["the old ferry will never be sold", "The old ferry'll never be sold", "the old ferry will never be sunk",
     "old ferry will not ever be sold", "never be sold", "ferry"],
)  # fmt: skip
def test_site_and_terminal_give_the_same_answer(tmp_path: Path, asking: Callable[..., Any], words: str) -> None:
    """One looks into the published file, whose ids are by the day of printing, the other into the store."""
    db = press.stored(tmp_path / "store.db", ODD)
    told = json.loads(check(db, words, "--format", "json").stdout)
    assert asking(site(snapshot(db, tmp_path / "public")))("/check.json", words=words).json() == told
    assert told["nearest"]


def test_of_identical_words_the_first_printing_is_the_nearest(tmp_path: Path) -> None:
    db = press.stored(tmp_path / "store.db", ODD)
    found = json.loads(check(db, "The old ferry will never be sold", "--format", "json").stdout)["nearest"]
    assert [near["outlet"] for near in found[:2]] == ["Island", "Courier"]
    assert [one["outlet"] for one in found[1]["printings"]] == ["Courier", "Ledger", "Kettle", "Rundschau"]
    assert [one["outlet"] for one in found[1]["printed_otherwise"]] == ["Sentinel"]


def test_of_many_printings_the_terminal_lists_a_few(tmp_path: Path) -> None:
    """A speaker whom only the last outlet names is among them."""
    days = [press.Printing(press.TEA, "Courier", f"2025-03-{day}", "tea", "Nora Feldgate") for day in range(10, 20)]
    other = press.Printing(press.TEA, "Ledger", "2025-03-20", "tea", "Tom Askew")
    lines = check(press.stored(tmp_path / "store.db", (*days, other)), press.TEA).stdout.splitlines()
    assert lines[-2:] == ["      - 2025-03-20 by Ledger: Tom Askew", "      - and 7 more"]


@pytest.mark.parametrize("words", ["tea", "Pumps", "strong tea", "it was the", "peña"])
def test_a_word_or_two_are_too_short_to_be_anybodys_quote(store: Path, words: str) -> None:
    result = check(store, words)
    assert result.exit_code == 2
    assert result.stdout.startswith("too short to be checked: give at least three words of the quote")
    assert json.loads(check(store, words, "--format", "json").stdout)["verdict"] == "too short to be checked"


def test_a_word_that_is_a_whole_quotation_is_found(tmp_path: Path) -> None:
    """An outlet printed that word, and nothing else, between marks."""
    printings = (
        press.Printing("Nonsense.", "Courier", "2025-03-11", "one"),
        press.Printing(press.TEA, "Courier", None, "tea"),
    )
    store = press.stored(tmp_path / "store.db", printings)
    assert check(store, "nonsense").stdout.startswith("found word for word\n")
    assert check(store, "tea").exit_code == 2


def test_as_json(store: Path) -> None:
    answer = json.loads(check(store, press.HARBOUR, "--format", "json").stdout)
    assert answer["verdict"] == "found word for word"
    nearest = answer["nearest"][0]
    assert (nearest["uid"], nearest["score"], nearest["outlet"]) == (press.uid(5), 1.0, "Courier")


def test_words_without_a_word_are_wrong_usage(store: Path) -> None:
    assert check(store, "…").exit_code == 2


def test_a_missing_or_empty_store_is_wrong_usage(tmp_path: Path) -> None:
    """So is a file that holds nothing: it says nothing of the words."""
    (tmp_path / "empty.db").touch()
    assert check(tmp_path / "none.db", "any words").exit_code == 2
    assert check(tmp_path / "empty.db", "any words").exit_code == 2
