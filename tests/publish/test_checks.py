"""`quotes check`: whether words are in the store, and what is nearest."""

from __future__ import annotations

import json
from pathlib import Path

import press
import pytest
from click.testing import CliRunner, Result

from quotes.cli import main


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
    assert "Zoé Peña; first printed 2024-11-06 by Courier" in text
    assert "The harbour will {+not+} stay open to every boat. (differs: negation)" in text


@pytest.mark.parametrize(
    ("words", "uid"),
    [("every boat", 7), ("for pumps in", 2), ("until the summer", 3), ("strong tea", 8), ("Pumps", 2), ("peña", None)],
)
def test_words_of_any_variant_are_found(store: Path, words: str, uid: int | None) -> None:
    """Few or many, in the wording that stands for the cluster or in another; what is shown is the one that has them."""
    answer = json.loads(check(store, words, "--format", "json").stdout)
    assert [near["uid"] for near in answer["nearest"][:1]] == ([press.uid(uid)] if uid else [])


def test_printings_under_different_speakers_are_listed_and_called_a_conflict(store: Path) -> None:
    lines = [line.strip() for line in check(store, press.PUMPS).stdout.splitlines()]
    assert lines[3:] == [
        "outlets name different speakers:",
        "- 2025-03-11T07:30 by Courier: Nora Feldgate",
        "- 2025-03-13 by Ledger: Nora Feldgate",
        "- 2025-03-15 by Rundschau: Tom Askew",
        "- on an unknown day by Kettle: speaker unknown",
    ]
    near = json.loads(check(store, press.PUMPS, "--format", "json").stdout)["nearest"][0]
    assert near["speakers_differ"] is True
    assert [each["speaker"] for each in near["printings"]] == ["Nora Feldgate", "Nora Feldgate", "Tom Askew", None]
    assert near["printings"][0]["url"] == "https://courier.example/pumps"


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
