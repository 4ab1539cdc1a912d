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


def test_as_json(store: Path) -> None:
    answer = json.loads(check(store, press.HARBOUR, "--format", "json").stdout)
    assert answer["verdict"] == "found word for word"
    nearest = answer["nearest"][0]
    assert (nearest["uid"], nearest["score"], nearest["outlet"]) == (press.uid(5), 1.0, "Courier")


def test_words_without_a_word_are_wrong_usage(store: Path) -> None:
    assert check(store, "…").exit_code == 2


def test_a_missing_store_is_wrong_usage(tmp_path: Path) -> None:
    assert check(tmp_path / "none.db", "any words").exit_code == 2
