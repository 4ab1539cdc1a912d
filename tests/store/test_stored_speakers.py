"""One person is one speaker across articles, two people of one surname stay two, and unknown never merges."""

from pathlib import Path

import pytest
from newsroom import HARBOUR, article, corrected, rows, store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def told(path: Path, *speakers: str) -> list[tuple[str, int]]:
    """The speakers stored for articles by one speaker each: their names, and how many articles quote them."""
    store(
        path,
        *(article(f"{number}.txt", f"{who}: “{HARBOUR}”", f"Number {number}.") for number, who in enumerate(speakers)),
    )
    return rows(
        path, "SELECT name, count(*) FROM quotes JOIN speakers s ON s.id = speaker_id GROUP BY s.id ORDER BY s.id"
    )


def test_spellings_of_one_name_are_one_speaker(path: Path) -> None:
    """The first spelling is the name; every spelling is an alias; roles are collected."""
    found = told(
        path, "Volodymyr Zelensky (president)", "Volodymyr Zelenskiy", "Volodymyr Zelenskyy (Ukrainian president)"
    )
    assert found == [("Volodymyr Zelensky", 3)]
    assert rows(path, "SELECT name FROM aliases ORDER BY id") == [
        ("Volodymyr Zelensky",), ("Volodymyr Zelenskiy",), ("Volodymyr Zelenskyy",),
    ]  # fmt: skip
    assert rows(path, "SELECT role FROM roles ORDER BY id") == [("president",), ("Ukrainian president",)]


def test_two_people_of_one_surname_stay_two(path: Path) -> None:
    """So do father and son."""
    found = told(path, "Tom Askew", "Helen Askew", "Tom Askew Jr", "Thomas Askew")
    assert found == [("Tom Askew", 2), ("Helen Askew", 1), ("Tom Askew Jr", 1)]


def test_a_name_that_may_be_either_is_neither(path: Path) -> None:
    """George Askew may be George W. or George H. He is one speaker from then on."""
    found = told(path, "George W. Askew", "George H. Askew", "George Askew", "George Askew")
    assert found == [("George W. Askew", 1), ("George H. Askew", 1), ("George Askew", 2)]


def test_a_bare_surname_belongs_to_its_article(path: Path) -> None:
    """Unless the same role comes with it elsewhere; a full name never takes it in."""
    found = told(path, "Nora Feldgate (mayor)", "Feldgate", "Feldgate", "Feldgate (mayor)", "Feldgate (the Mayor)")
    assert found == [("Nora Feldgate", 1), ("Feldgate", 1), ("Feldgate", 1), ("Feldgate", 2)]


def test_an_institution_is_one_speaker_if_it_has_a_name(path: Path) -> None:
    """Every town has a council."""
    found = told(
        path,
        "Velmoria’s Foreign Ministry [institution]",
        "the Kremlin [institution]",
        "Kremlin [institution]",
        "the council [institution]",
        "the council [institution]",
        "Police [institution]",
        "Police [institution]",
    )
    assert [count for _, count in found] == [1, 2, 1, 1, 1, 1]


def test_groups_and_documents_are_shared_only_by_name(path: Path) -> None:
    """The ministers of one article are not those of another; the Group of Seven is."""
    found = told(
        path,
        "the ministers [group]",
        "the ministers [group]",
        "the Group of Seven [group]",
        "the Group of Seven [group]",
        "the bill [document]",
        "the bill [document]",
        "Aides [group]",
        "Aides [group]",
    )
    assert [count for _, count in found] == [1, 1, 2, 1, 1, 1, 1]


def test_unnamed_people_are_never_shared(path: Path) -> None:
    """Not even with a proper name in the phrase; within one article they are one."""
    same = "a senior official at the Harbour Board [unnamed]"
    assert [count for _, count in told(path, same, same)] == [1, 1]
    store(path, article("both.txt", f"{same}: “{HARBOUR}”", f"{same}: “Nobody knew.”"))
    assert rows(path, "SELECT count(*) FROM quotes WHERE article = 'both.txt' GROUP BY speaker_id") == [(2,)]


def test_a_speaker_keeps_the_uid_when_the_first_spelling_goes(path: Path) -> None:
    """The name is then the next spelling printed."""
    first = article("1", f"Volodymyr Zelensky: “{HARBOUR}”", outlet="Courier", given_id=True)
    store(path, first, article("2", f"Volodymyr Zelenskiy: “{HARBOUR}”", outlet="Courier", given_id=True))
    ((uid, name),) = rows(path, "SELECT uid, name FROM speakers")
    assert name == "Volodymyr Zelensky"
    store(path, corrected(first, "Volodymyr Zelensky", "Tom Askew"))
    assert (uid, "Volodymyr Zelenskiy") in rows(path, "SELECT uid, name FROM speakers")
