"""What people decide lies over what was extracted: it can be taken back, and survives every later reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from newsroom import HARBOUR, PUMPS, TEA, article, corrected, rows, store

from quotes.cli import main
from quotes.store import open_store, reviews

WHO = ("--reason", "a reader wrote", "--reviewer", "private ada", "--note", "private note")
COURIER = article("c1", f"Nora Feldgate: “{PUMPS}”", f"Tom Askew: “{HARBOUR}”", url="https://courier.example/1",
                  published_at="2025-03-11T07:30")  # fmt: skip
LEDGER = article("l1", f"Nora Feldgate: “{PUMPS}”", f"Zoé Peña: “{TEA}”", url="https://ledger.example/1")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store of two articles with four quotations."""
    store(tmp_path / "store.db", COURIER, LEDGER)
    return tmp_path / "store.db"


def quotes(db: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--db", str(db)])


def done(db: Path, *arguments: str) -> Result:
    result = quotes(db, *arguments, *WHO)
    assert result.exit_code == 0, result.output
    return result


def exported(db: Path, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in quotes(db, "export", *options).stdout.splitlines()]


def speakers(db: Path) -> list[tuple[str | None, str]]:
    """Who says what, as exported."""
    return [(record["speaker"], record["text"][:3]) for record in exported(db)]


def uid(db: Path, words: str, article: str = "") -> str:
    ((found,),) = rows(db, "select uid from quotes where text like ? and article like ?", f"{words}%", f"%{article}%")
    return str(found)


def test_a_corrected_speaker_is_exported_and_checked_by(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate")
    assert ("Nora Feldgate", "The") in speakers(db) and ("Tom Askew", "The") not in speakers(db)
    assert len(exported(db, "--speaker", "Feldgate")) == 3
    assert exported(db, "--speaker", "Askew") == []
    assert "Nora Feldgate; first printed" in quotes(db, "check", HARBOUR).stdout


def test_a_person_nobody_quoted_before_can_be_the_speaker(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Isla Rennick")
    assert ("Isla Rennick", "The") in speakers(db)


def test_what_was_extracted_stays_as_it_was(db: Path) -> None:
    before = rows(db, "select * from quotes order by id")
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate", "--spoken-on", "2024-11")
    done(db, "speakers", "merge", "Nora Feldgate", "Zoé Peña")
    assert rows(db, "select * from quotes order by id") == before


def test_days_of_speaking_are_corrected_and_emptied(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--spoken-on", "2024-11-06")
    assert [record["spoken_on"] for record in exported(db, "--words", "harbour")] == ["2024-11-06"]
    done(db, "review", uid(db, "The harbour"), "--spoken-on", "unknown")
    assert [record["spoken_on"] for record in exported(db, "--words", "harbour")] == [None]


def test_a_second_correction_keeps_the_first(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate")
    done(db, "review", uid(db, "The harbour"), "--spoken-on", "2024-11-06")
    done(db, "review", uid(db, "The harbour"), "--confirm")
    (record,) = exported(db, "--words", "harbour")
    assert (record["speaker"], record["spoken_on"], record["status"]) == ("Nora Feldgate", "2024-11-06", "confirmed")


def test_what_was_decided_can_be_taken_back(db: Path) -> None:
    before = exported(db)
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate")
    done(db, "review", uid(db, "The harbour"), "--reopen")
    done(db, "withdraw", "--article", "c1")
    assert len(exported(db)) == 2
    done(db, "withdraw", "--article", "c1", "--undo")
    assert exported(db) == before


def test_what_was_taken_back_cannot_be_taken_back_again(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--withdraw")
    done(db, "review", uid(db, "The harbour"), "--reopen")
    again = quotes(db, "review", uid(db, "The harbour"), "--reopen", *WHO)
    assert again.exit_code == 2 and "nothing is decided on it" in again.stderr


@pytest.mark.parametrize("period", ["2025-03-11", "2025-03", "2025"])
def test_it_may_have_been_said_on_the_day_month_or_year_of_printing(db: Path, period: str) -> None:
    done(db, "review", uid(db, "The harbour"), "--spoken-on", period)


def test_a_misattributed_quotation_is_nobodys(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--misattributed")
    (record,) = exported(db, "--words", "harbour")
    assert (record["speaker"], record["status"]) == (None, "misattributed")


def test_a_withdrawn_quotation_is_no_longer_found(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--withdraw")
    assert exported(db, "--words", "harbour") == []
    assert quotes(db, "check", HARBOUR).exit_code == 1


@pytest.mark.parametrize("named", ["c1", "https://courier.example/1", "uid"])
def test_an_article_is_withdrawn_by_uid_name_or_address(db: Path, named: str) -> None:
    if named == "uid":
        ((named,),) = rows(db, "select uid from articles where name = 'c1'")
    done(db, "withdraw", "--article", named)
    assert {record["article"] for record in exported(db)} == {"l1"}


def test_a_later_version_of_a_withdrawn_article_stays_withdrawn(db: Path) -> None:
    done(db, "withdraw", "--article", "c1")
    store(db, corrected(COURIER, "the spring", "the autumn"))
    assert {record["article"] for record in exported(db)} == {"l1"}


def test_a_decision_survives_that_the_article_is_read_again(db: Path) -> None:
    """The uid is the same where the words are."""
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate")
    store(db, corrected(COURIER, "the spring", "the autumn"))
    assert ("Nora Feldgate", "The") in speakers(db)


def test_a_decision_moves_on_to_words_that_were_corrected_a_little(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--withdraw")
    store(db, corrected(COURIER, "every boat", "each boat"))
    assert exported(db, "--words", "harbour") == []
    assert quotes(db, "review", "--orphaned").stdout == ""


def test_a_decision_on_words_that_are_gone_is_listed_as_orphaned(db: Path) -> None:
    gone = uid(db, "The harbour")
    done(db, "review", gone, "--withdraw")
    store(db, corrected(COURIER, HARBOUR, TEA))
    assert gone in quotes(db, "review", "--orphaned").stdout


def test_merged_speakers_are_one_now_and_in_what_is_read_later(db: Path) -> None:
    done(db, "speakers", "merge", "Nora Feldgate", "Tom Askew")
    assert len(exported(db, "--speaker", "Nora Feldgate")) == 3
    store(db, article("k1", f"Tom Askew: “{TEA}”", url="https://kettle.example/1"))
    assert len(exported(db, "--speaker", "Nora Feldgate")) == len(exported(db, "--speaker", "Askew")) == 4


def test_merges_lead_on_and_can_be_taken_back(db: Path) -> None:
    ((askew,),) = rows(db, "select uid from speakers where name = 'Tom Askew'")
    done(db, "speakers", "merge", "Nora Feldgate", "Tom Askew")
    done(db, "speakers", "merge", "Zoé Peña", "Nora Feldgate")
    assert len(exported(db, "--speaker", "Zoé Peña")) == 4
    done(db, "speakers", "split", askew)
    assert len(exported(db, "--speaker", "Zoé Peña")) == 3


def test_merging_in_a_circle_loses_nobody(db: Path) -> None:
    done(db, "speakers", "merge", "Nora Feldgate", "Tom Askew")
    done(db, "speakers", "merge", "Tom Askew", "Nora Feldgate")
    assert len(exported(db)) == 4


def test_two_people_of_one_name_are_split_by_article(db: Path) -> None:
    done(db, "speakers", "split", "Nora Feldgate", "--article", "l1", "--name", "Nora Feldgate (bishop)")
    for later in (LEDGER, corrected(LEDGER, TEA, HARBOUR)):
        store(db, later)
        listed = [line.split(maxsplit=1)[1] for line in quotes(db, "speakers", "list", "feldgate").stdout.splitlines()]
        assert sorted(listed) == ["1  Nora Feldgate (bishop) (person)", "1  Nora Feldgate (person)"]


def test_a_renamed_speaker_keeps_the_name_through_later_readings(db: Path) -> None:
    done(db, "speakers", "rename", "Zoé Peña", "Zoé Peña Ruiz")
    store(db, corrected(LEDGER, PUMPS, HARBOUR))
    assert "Zoé Peña Ruiz" in quotes(db, "speakers", "list", "ruiz").stdout
    assert len(exported(db, "--speaker", "Ruiz")) == 1
    assert "Zoé Peña Ruiz; first printed" in quotes(db, "check", TEA).stdout


def test_a_name_that_another_bears_gives_a_hint_to_merge(db: Path) -> None:
    assert "merge" not in done(db, "speakers", "rename", "Zoé Peña", "Zoé Peña Ruiz").stderr
    (hint,) = done(db, "speakers", "rename", "Tom Askew", "nora feldgate").stderr.splitlines()[1:]
    command = hint.partition("if they are one: quotes ")[2].split()
    done(db, *command)
    assert len(exported(db, "--speaker", "nora feldgate")) == 3


def test_a_speaker_that_a_decision_names_is_kept_when_their_last_quotation_goes(db: Path) -> None:
    done(db, "review", uid(db, "It was the colour"), "--speaker", "Tom Askew")
    store(db, corrected(COURIER, f"Tom Askew: “{HARBOUR}”", "Nothing more."))
    assert ("Tom Askew", "It ") in speakers(db)


def test_the_doubtful_and_often_printed_come_first(db: Path) -> None:
    listed = quotes(db, "review", "--format", "ndjson", "--limit", "3").stdout.splitlines()
    first = json.loads(listed[0])
    assert (len(listed), first["text"], first["printings"], first["urgency"]) == (3, PUMPS, 2, 0.2)
    done(db, "review", first["uid"], "--confirm")
    assert first["uid"] not in quotes(db, "review").stdout


def test_a_quotation_is_shown_with_its_evidence(db: Path) -> None:
    shown = quotes(db, "review", uid(db, "The harbour")).stdout
    assert HARBOUR in shown and "Tom Askew" in shown and "unreviewed" in shown


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("review", "none", "--confirm", *WHO), "no quotation has this uid"),
        (("review", "UID", "--confirm", "--reviewer", "ada"), "say why"),
        (("review", "UID", "--confirm", "--reason", "seen"), "say who decides"),
        (("review", "--confirm", *WHO), "name the quotation"),
        (("review", "UID", "--speaker", "Tom Askew", "--withdraw", *WHO), "one thing at a time"),
        (("review", "UID", "--confirm", "--withdraw", *WHO), "one thing at a time"),
        (("review", "UID", *WHO), "a reason for what?"),
        (("review", "UID", "--reopen", *WHO), "nothing is decided on it"),
        (("review", "UID", "--spoken-on", "soon", *WHO), "is no date"),
        (("review", "UID", "--spoken-on", "2025-03-12", *WHO), "was printed on 2025-03-11"),
        (("review", "UID", "--spoken-on", "2025-04", *WHO), "was printed on 2025-03-11"),
        (("review", "UID", "--spoken-on", "2026", *WHO), "was printed on 2025-03-11"),
        (("withdraw", "--article", "none", *WHO), "no article has"),
        (("speakers", "merge", "Nora Feldgate", "Nobody", *WHO), "no speaker has"),
        (("speakers", "merge", "Nora Feldgate", "Nora Feldgate", *WHO), "is one speaker already"),
        (("speakers", "rename", "Nobody", "Somebody", *WHO), "no speaker has"),
        (("speakers", "rename", "Nora Feldgate", " ", *WHO), "is no name"),
        (("speakers", "split", "Nora Feldgate", *WHO), "was not merged"),
        (("speakers", "split", "Tom Askew", "--article", "https://ledger.example/1", *WHO), "has no quotation of this"),
        (("withdraw", "--article", "https://ledger.example/1", "--undo", *WHO), "is not withdrawn"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_decided_is_told_in_one_line(db: Path, arguments: tuple[str, ...], complaint: str) -> None:
    known = uid(db, "The harbour")
    result = quotes(db, *(known if argument == "UID" else argument for argument in arguments))
    assert result.exit_code == 2 and complaint in result.stderr
    assert rows(db, "select count(*) from reviews") == rows(db, "select count(*) from speaker_decisions") == [(0,)]


def test_of_two_speakers_of_one_name_the_uid_must_be_given(tmp_path: Path) -> None:
    db = tmp_path / "store.db"
    store(db, article("a", f"Smith (mayor): “{PUMPS}”"), article("b", f"Smith (bishop): “{TEA}”"))
    result = quotes(db, "speakers", "rename", "Smith", "Ann Smith", *WHO)
    assert result.exit_code == 2 and "2 speakers are called so" in result.stderr


def test_the_reviewer_may_come_from_the_environment(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTES_REVIEWER", "ada")
    assert quotes(db, "review", uid(db, "The harbour"), "--confirm", "--reason", "seen").exit_code == 0
    assert rows(db, "select reviewer from reviews") == [("ada",)]


def test_a_decision_says_what_it_changed(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate")
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate", "--spoken-on", "2024-11")
    assert rows(db, "select was, now from reviews") == [
        ("Tom Askew", "Nora Feldgate"),
        ("said on an unknown day", "said on 2024-11"),
    ]


def test_nothing_is_written_before_all_is_known(db: Path) -> None:
    """Decisions are taken in one transaction."""
    with open_store(db) as opened, opened.connect() as connection, pytest.raises(ZeroDivisionError), connection.begin():
        reviews.withdraw_article(connection, "x", reviews.By("ada", "why"))
        raise ZeroDivisionError
    assert rows(db, "select count(*) from reviews") == [(0,)]
