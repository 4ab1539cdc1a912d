"""What people decide lies over what was extracted: it can be taken back, and survives every later reading."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from deciding import COURIER, WHO, done, exported, quotes, speakers, uid
from newsroom import HARBOUR, PUMPS, TEA, article, corrected, rows, store

from quotes.store import open_store, reviews


def test_a_corrected_speaker_is_exported_and_checked_by(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate")
    assert ("Nora Feldgate", "The") in speakers(db) and ("Tom Askew", "The") not in speakers(db)
    assert len(exported(db, "--speaker", "Feldgate")) == 3
    assert exported(db, "--speaker", "Askew") == []
    assert (
        "Nora Feldgate, by a person’s decision (printed under Tom Askew); printed"
        in quotes(db, "check", HARBOUR).stdout
    )


def test_what_was_printed_stays_beside_who_is_held_to_have_said_it(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate")
    (record,) = exported(db, "--words", "harbour")
    assert (record["speaker"], record["printed_under"], record["status"]) == ("Nora Feldgate", "Tom Askew", "corrected")
    assert quotes(db, "check", HARBOUR, "--format", "json").stdout.count('"printed_under": "Tom Askew"') == 3
    shown = quotes(db, "review", uid(db, "The harbour")).stdout
    assert "  speaker: Nora Feldgate\n  printed_under: Tom Askew\n" in shown


def test_a_speaker_whom_nobody_named_is_told_to_be_printed_under_no_name(tmp_path: Path) -> None:
    db = tmp_path / "store.db"
    store(db, article("c1", f"“{PUMPS}”"), article("l1", f"Nora Feldgate: “{TEA}”"))
    done(db, "review", uid(db, "We asked"), "--speaker", "Nora Feldgate")
    assert "Nora Feldgate, by a person’s decision (printed under no name); printed" in quotes(db, "check", PUMPS).stdout


def test_of_a_variant_too_both_names_are_exported(db: Path) -> None:
    done(db, "review", uid(db, "We asked", "c1"), "--speaker", "Tom Askew")
    (record,) = (record for record in exported(db, "--words", "the pumps") if record["article"] == "l1")
    (variant,) = record["variants"]
    assert (record["printed_under"], variant["printed_under"], variant["speaker"]) == (
        "Nora Feldgate", "Nora Feldgate", "Tom Askew"
    )  # fmt: skip


def test_a_speaker_whom_the_program_misread_is_the_one_printed(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate", "--as-printed")
    (record,) = exported(db, "--words", "harbour")
    assert (record["speaker"], record["printed_under"]) == ("Nora Feldgate", "Nora Feldgate")
    assert rows(db, "select was, now from reviews") == [
        ("Tom Askew; printed under Tom Askew", "Nora Feldgate; printed under Nora Feldgate")
    ]


def test_a_person_nobody_quoted_before_is_the_speaker_only_if_told_to_be_new(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Isla Rennick", "--new", "person")
    assert ("Isla Rennick", "The") in speakers(db)
    store(db, article("k1", f"Isla Rennick: “{TEA}”", url="https://kettle.example/1"))
    assert len(exported(db, "--speaker", "Isla Rennick")) == 2
    assert len(quotes(db, "speakers", "list", "rennick").stdout.splitlines()) == 1


def test_other_printings_of_the_words_are_told_to_be_looked_at_too(db: Path) -> None:
    other = uid(db, "We asked", "l1")
    told = done(db, "review", uid(db, "We asked", "c1"), "--speaker", "Tom Askew").stderr
    assert f"{other} prints the same words, attributed to Nora Feldgate: is it right?" in told
    assert "prints the same" not in done(db, "review", other, "--speaker", "Tom Askew").stderr


def test_a_mistyped_name_is_refused_with_those_close_to_it(db: Path) -> None:
    result = quotes(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feltgate", *WHO)
    ((feldgate,),) = rows(db, "select uid from speakers where name = 'Nora Feldgate'")
    assert result.exit_code == 2
    assert f"close to it: Nora Feldgate ({feldgate}); is it somebody new: --new person" in result.stderr
    assert rows(db, "select count(*) from speakers") == [(3,)] and rows(db, "select * from reviews") == []


@pytest.mark.parametrize("named", ["nora feldgate", "NORA FELDGÅTE", " Nora Feldgate ", "UID"])
def test_names_and_uids_are_known_in_any_case(db: Path, named: str) -> None:
    ((feldgate,),) = rows(db, "select uid from speakers where name = 'Nora Feldgate'")
    done(db, "review", uid(db, "The harbour").upper(), "--speaker", feldgate.upper() if named == "UID" else named)
    assert ("Nora Feldgate", "The") in speakers(db)


@pytest.mark.parametrize("name", ["Tom Askew", "tom askew", "Thomas Askew"])
def test_who_is_known_is_not_new(db: Path, name: str) -> None:
    result = quotes(db, "review", uid(db, "It was"), "--speaker", name, "--new", "person", *WHO)
    assert result.exit_code == 2 and "is not new: Tom Askew (" in result.stderr


def test_namesakes_are_told_apart_in_their_names(db: Path) -> None:
    """No article's Tom Askew is taken for them."""
    for words, name in (("The harbour", "Tom Askew (bishop)"), ("It was", "Tom Askew (poet)")):
        done(db, "review", uid(db, words), "--speaker", name, "--new", "person")
    store(db, article("k1", f"Tom Askew: “{PUMPS}”", url="https://kettle.example/1"))
    listed = [line.split(maxsplit=2)[2] for line in quotes(db, "speakers", "list", "askew").stdout.splitlines()]
    assert sorted(listed) == ["Tom Askew (bishop) (person)", "Tom Askew (person)", "Tom Askew (poet) (person)"]


def test_a_day_still_to_come_is_refused_where_no_day_of_printing_is_known(db: Path) -> None:
    later = (date.today() + timedelta(days=2)).isoformat()
    result = quotes(db, "review", uid(db, "It was the colour"), "--spoken-on", later, *WHO)
    assert result.exit_code == 2 and f"{later} is still to come" in result.stderr
    assert rows(db, "select count(*) from reviews") == [(0,)]


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


@pytest.mark.parametrize("between", [(), ("--confirm",)], ids=["corrected", "confirmed"])
def test_what_was_withdrawn_and_reopened_reads_as_it_was_corrected(db: Path, between: tuple[str, ...]) -> None:
    known = uid(db, "The harbour")
    done(db, "review", known, "--speaker", "Nora Feldgate", "--spoken-on", "2024-11")
    if between:
        done(db, "review", known, *between)
    before = exported(db)
    done(db, "review", known, "--withdraw")
    done(db, "review", known, "--reopen")
    assert exported(db) == before and ("Nora Feldgate", "The") in speakers(db)
    done(db, "review", known, "--spoken-on", "unknown")
    assert ("Nora Feldgate", "The") in speakers(db)
    done(db, "review", known, "--reopen")
    assert ("Tom Askew", "The") in speakers(db)


def test_what_was_taken_back_cannot_be_taken_back_again(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--withdraw")
    done(db, "review", uid(db, "The harbour"), "--reopen")
    again = quotes(db, "review", uid(db, "The harbour"), "--reopen", *WHO)
    assert again.exit_code == 2 and "nothing is decided on it" in again.stderr


@pytest.mark.parametrize("period", ["2025-03-11", "2025-03", "2025"])
def test_it_may_have_been_said_on_the_day_month_or_year_of_printing(db: Path, period: str) -> None:
    done(db, "review", uid(db, "The harbour"), "--spoken-on", period)


@pytest.mark.parametrize("decision", ["--confirm", "--misattributed", "--withdraw"])
def test_what_is_so_already_is_not_decided_again(db: Path, decision: str) -> None:
    done(db, "review", uid(db, "The harbour"), decision)
    again = quotes(db, "review", uid(db, "The harbour"), decision, *WHO)
    assert again.exit_code == 2 and "already" in again.stderr
    assert rows(db, "select count(*) from reviews") == [(1,)]


@pytest.mark.parametrize("what", [("--speaker", "Tom Askew"), ("--spoken-on", "unknown")], ids=lambda what: what[0])
def test_a_correction_to_what_stands_there_is_none(db: Path, what: tuple[str, str]) -> None:
    result = quotes(db, "review", uid(db, "The harbour"), *what, *WHO)
    assert result.exit_code == 2 and "reads so already; --confirm" in result.stderr
    assert rows(db, "select count(*) from reviews") == [(0,)]


def test_an_article_is_withdrawn_once(db: Path) -> None:
    done(db, "withdraw", "--article", "c1")
    again = quotes(db, "withdraw", "--article", "c1", *WHO)
    assert again.exit_code == 2 and "is withdrawn already" in again.stderr
    assert rows(db, "select count(*) from reviews") == [(1,)]


@pytest.mark.parametrize("decision", [("--confirm",), ("--speaker", "Nora Feldgate"), ("--misattributed",)])
def test_what_was_withdrawn_comes_back_by_reopening_alone(db: Path, decision: tuple[str, ...]) -> None:
    done(db, "review", uid(db, "The harbour"), "--withdraw")
    result = quotes(db, "review", uid(db, "The harbour"), *decision, *WHO)
    assert result.exit_code == 2 and "is withdrawn; --reopen" in result.stderr
    assert exported(db, "--words", "harbour") == []


def test_a_day_given_to_a_misattributed_quotation_gives_it_no_speaker_again(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--misattributed")
    result = quotes(db, "review", uid(db, "The harbour"), "--spoken-on", "2024", *WHO)
    assert result.exit_code == 2 and "is misattributed; --speaker" in result.stderr
    done(db, "review", uid(db, "The harbour"), "--speaker", "Nora Feldgate")
    assert ("Nora Feldgate", "The") in speakers(db)


def test_a_corrected_day_stays_when_the_speaker_is_doubted(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--spoken-on", "2024-11")
    done(db, "review", uid(db, "The harbour"), "--misattributed")
    (record,) = exported(db, "--words", "harbour")
    assert (record["speaker"], record["printed_under"], record["spoken_on"]) == (None, "Tom Askew", "2024-11")


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


def test_that_there_is_nothing_to_look_at_is_said(db: Path) -> None:
    assert "no decision has lost its quotation" in quotes(db, "review", "--orphaned").stderr
    for (found,) in rows(db, "select uid from quotes"):
        done(db, "review", str(found), "--confirm")
    assert "no quotation with a speaker is unreviewed" in quotes(db, "review").stderr


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


def test_a_quotation_is_shown_with_what_was_decided_on_it(db: Path) -> None:
    known = uid(db, "The harbour")
    done(db, "review", known, "--speaker", "Nora Feldgate")
    done(db, "review", known, "--confirm")
    done(db, "withdraw", "--article", "c1")
    shown = quotes(db, "review", known).stdout
    assert "rule: person" in shown and "confidence" not in shown
    told = [line.split(maxsplit=1)[1] for line in shown.splitlines() if "private ada" in line]
    assert told == [
        "corrected by private ada: Tom Askew → Nora Feldgate. a reader wrote (note: private note)",
        "confirmed by private ada. a reader wrote (note: private note)",
        "article withdrawn by private ada. a reader wrote (note: private note)",
    ]
    history = json.loads(quotes(db, "review", known, "--format", "ndjson").stdout)["history"]
    assert [one["decision"] for one in history] == ["corrected", "confirmed", "article withdrawn"]


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
        (("review", "UID", "--spoken-on", "", *WHO), "it is empty"),
        (("review", "UID", "--speaker", " ", *WHO), "it is empty"),
        (("review", " ", "--confirm", *WHO), "it is empty"),
        (("review", "UID", "--as-printed", *WHO), "go with --speaker"),
        (("review", "UID", "--new", "person", *WHO), "go with --speaker"),
        (("review", "UID", "--speaker", "0123456789abcdef", "--new", "person", *WHO), "looks like a uid"),
        (("review", "UID", "--speaker", "§", "--new", "person", *WHO), "is no name"),
        (("review", "UID", "--speaker", "Nora " * 50, "--new", "person", *WHO), "more than 200 characters"),
        (("review", "UID", "--confirm", "--reason", "why " * 300, "--reviewer", "ada"), "at most 1,000 characters"),
        (("review", "UID", "--speaker", "the police", *WHO), "name; `quotes speakers list` shows them"),
        (("review", "UID", "--orphaned"), "not both"),
        (("withdraw", "--article", "none", *WHO), "no article has"),
        (("withdraw", "--article", "", *WHO), "it is empty"),
        (("speakers", "rename", "Nora Feldgate", "", *WHO), "it is empty"),
        (("speakers", "rename", "Nora Feldgate", "§", *WHO), "is no name"),
        (("speakers", "split", "Nora Feldgate", "--name", "Nora", *WHO), "go with --article"),
        (("speakers", "merge", "Nora Feldgate", "Nobody", *WHO), "no speaker has"),
        (("speakers", "merge", "Nora Feldgate", "Nora Feldgate", *WHO), "is one speaker already"),
        (("speakers", "rename", "Nobody", "Somebody", *WHO), "no speaker has"),
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


def test_names_and_reasons_stand_on_one_line(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Isla\n Rennick", "--new", "person")
    quotes(db, "review", uid(db, "The harbour"), "--confirm", "--reason", "seen\nby two", "--reviewer", "ada")
    assert ("Isla Rennick", "The") in speakers(db)
    assert rows(db, "select reason from reviews where decision = 'confirmed'") == [("seen by two",)]


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
