"""Who is one speaker, who are two, and what they are called, as people decide."""

from __future__ import annotations

from pathlib import Path

import pytest
from deciding import LEDGER, WHO, done, exported, quotes, uid
from newsroom import HARBOUR, PUMPS, TEA, article, corrected, rows, store


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


def test_those_merged_are_one_whichever_name_is_given(db: Path) -> None:
    done(db, "speakers", "merge", "Nora Feldgate", "Tom Askew")
    for kept, other in (("Tom Askew", "Nora Feldgate"), ("Nora Feldgate", "Tom Askew")):
        again = quotes(db, "speakers", "merge", kept, other, *WHO)
        assert again.exit_code == 2 and "is one speaker already" in again.stderr
    done(db, "speakers", "rename", "Tom Askew", "Nora J. Feldgate")
    assert "3  Nora J. Feldgate (person)" in quotes(db, "speakers", "list").stdout


def test_a_merge_is_taken_back_by_the_name_in_print(db: Path) -> None:
    done(db, "speakers", "merge", "Nora Feldgate", "Tom Askew")
    done(db, "speakers", "split", "Tom Askew")
    assert len(exported(db, "--speaker", "Nora Feldgate")) == 2


def test_a_split_can_be_merged_back_and_made_again(db: Path) -> None:
    bishop = ("speakers", "split", "Nora Feldgate", "--article", "l1", "--name", "Nora Feldgate (bishop)")
    done(db, *bishop)
    again = quotes(db, *bishop, *WHO)
    assert again.exit_code == 2 and "is the name of Nora Feldgate (bishop)" in again.stderr
    done(db, "speakers", "merge", "Nora Feldgate", "Nora Feldgate (bishop)")
    assert "2  Nora Feldgate (person)" in quotes(db, "speakers", "list", "feldgate").stdout
    done(db, "speakers", "split", "Nora Feldgate", "--article", "l1", "--name", "Nora Feldgate (poet)")
    assert "1  Nora Feldgate (poet) (person)" in quotes(db, "speakers", "list", "feldgate").stdout


def test_a_split_that_was_merged_back_is_merged_on_with_the_others(db: Path) -> None:
    done(db, "speakers", "split", "Nora Feldgate", "--article", "l1", "--name", "Nora Feldgate (bishop)")
    done(db, "speakers", "merge", "Nora Feldgate", "Nora Feldgate (bishop)")
    done(db, "speakers", "merge", "Tom Askew", "Nora Feldgate")
    assert len(exported(db, "--speaker", "Tom Askew")) == 3
    assert quotes(db, "speakers", "list", "feldgate").stdout == ""


def test_of_those_merged_one_article_can_be_split_off(db: Path) -> None:
    done(db, "speakers", "merge", "Zoé Peña", "Tom Askew")
    done(db, "speakers", "split", "Zoé Peña", "--article", "c1", "--name", "T. Askew")
    assert "1  T. Askew (person)" in quotes(db, "speakers", "list", "askew").stdout


def test_two_people_of_one_name_are_split_by_article(db: Path) -> None:
    done(db, "speakers", "split", "Nora Feldgate", "--article", "l1", "--name", "Nora Feldgate (bishop)")
    for later in (LEDGER, corrected(LEDGER, TEA, HARBOUR)):
        store(db, later)
        listed = [line.split(maxsplit=1)[1] for line in quotes(db, "speakers", "list", "feldgate").stdout.splitlines()]
        assert sorted(listed) == ["1  Nora Feldgate (bishop) (person)", "1  Nora Feldgate (person)"]


def test_those_whom_a_person_read_in_an_article_are_split_too(db: Path) -> None:
    done(db, "review", uid(db, "The harbour"), "--speaker", "Zoé Peña", "--as-printed")
    done(db, "speakers", "split", "Zoé Peña", "--article", "c1", "--name", "Zoé Peña (bishop)")
    (record,) = exported(db, "--words", "harbour")
    assert (record["speaker"], record["printed_under"]) == ("Zoé Peña (bishop)", "Zoé Peña")


def test_a_renamed_speaker_keeps_the_name_through_later_readings(db: Path) -> None:
    done(db, "speakers", "rename", "Zoé Peña", "Zoé Peña Ruiz")
    store(db, corrected(LEDGER, PUMPS, HARBOUR))
    assert "Zoé Peña Ruiz" in quotes(db, "speakers", "list", "ruiz").stdout
    assert len(exported(db, "--speaker", "Ruiz")) == 1
    assert "Zoé Peña Ruiz, by a person’s decision (printed under Zoé Peña)" in quotes(db, "check", TEA).stdout


def test_a_renamed_speaker_is_found_by_the_new_name(db: Path) -> None:
    done(db, "speakers", "rename", "Zoé Peña", "Zoé Peña Ruiz")
    done(db, "review", uid(db, "The harbour"), "--speaker", "Zoé Peña Ruiz")
    assert len(exported(db, "--speaker", "Ruiz")) == 2
    again = quotes(db, "speakers", "rename", "Zoé Peña Ruiz", "Zoé Peña Ruiz", *WHO)
    assert again.exit_code == 2 and "is called Zoé Peña Ruiz already" in again.stderr


def test_a_name_that_another_bears_is_refused_with_the_way_to_merge(db: Path) -> None:
    refused = quotes(db, "speakers", "rename", "Tom Askew", "nora feldgate", *WHO)
    assert refused.exit_code == 2 and rows(db, "select * from speaker_decisions") == []
    command = refused.stderr.partition("if they are one: `quotes ")[2].partition("`")[0].split()
    done(db, *command)
    assert len(exported(db, "--speaker", "nora feldgate")) == 3


def test_two_of_one_name_are_told_apart_by_their_uids(db: Path) -> None:
    done(db, "speakers", "rename", "Tom Askew", "Nora Feldgate", "--namesake")
    assert len(quotes(db, "speakers", "list", "nora feldgate").stdout.splitlines()) == 2
    result = quotes(db, "speakers", "rename", "Nora Feldgate", "Nora", *WHO)
    assert result.exit_code == 2 and "2 speakers are called so; name one by uid" in result.stderr


@pytest.mark.parametrize("name", ["Zoé Peña", "zoe pena"])
def test_a_third_speakers_name_is_refused_to_those_split_off(db: Path, name: str) -> None:
    split = ("speakers", "split", "Nora Feldgate", "--article", "c1", "--name", name)
    refused = quotes(db, *split, *WHO)
    assert refused.exit_code == 2 and "is the name of Zoé Peña (" in refused.stderr
    done(db, *split, "--namesake")
    assert len(quotes(db, "speakers", "list", "pena").stdout.splitlines()) == 2


def test_a_speaker_without_quotations_does_not_count(db: Path) -> None:
    def counted() -> int:
        return store(db).stored.speakers

    done(db, "review", uid(db, "The harbour"), "--speaker", "Isla Rennick", "--new", "person")
    assert counted() == 3  # Tom Askew has none now
    done(db, "review", uid(db, "The harbour"), "--reopen")
    assert counted() == 3
    done(db, "speakers", "merge", "Tom Askew", "Zoé Peña")
    assert counted() == 2
    done(db, "withdraw", "--article", "c1")
    done(db, "review", uid(db, "It was"), "--withdraw")
    assert counted() == len(quotes(db, "speakers", "list").stdout.splitlines()) == 1


@pytest.mark.parametrize("nothing", ["zzz", "feld_ate", "%eldgate", "%", "_", "?"])
def test_that_no_speaker_is_found_is_said(db: Path, nothing: str) -> None:
    result = quotes(db, "speakers", "list", nothing)
    assert (result.exit_code, result.stdout) == (0, "") and f"has “{nothing}” in their name" in result.stderr


def test_of_two_speakers_of_one_name_the_uid_must_be_given(tmp_path: Path) -> None:
    db = tmp_path / "store.db"
    store(db, article("a", f"Smith (mayor): “{PUMPS}”"), article("b", f"Smith (bishop): “{TEA}”"))
    result = quotes(db, "speakers", "rename", "Smith", "Ann Smith", *WHO)
    assert result.exit_code == 2 and "2 speakers are called so" in result.stderr
