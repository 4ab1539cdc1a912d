"""Whether somebody's words are in the collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pytest

from quotes.cluster import Candidate, Difference, check, keys, vote
from quotes.text import BREAK, spaced

STORED = [
    "Whatever it takes, we will rebuild the old harbour and open it in spring, for this town lives by its boats",
    "My sister played the violin at the opening of the school, and nobody listened to her",
    "We will never sell the ferry to a company that has not even one captain",
    "At the end of the day it is up to the council",
]


class Shelf:
    """An index over a list of texts, each a cluster of its own but for those that `homes` gives another."""

    def __init__(self, texts: Sequence[str], homes: Mapping[int, int] | None = None) -> None:
        self.texts = texts
        self.homes = homes or {}

    def candidates(self, wanted: Sequence[int]) -> list[Candidate]:
        postings = {key: [n for n, text in enumerate(self.texts) if key in keys(text)] for key in wanted}
        found = vote({key: ids for key, ids in postings.items() if ids})
        return [self.candidate(n) for n in found]

    def printing(self, words: str) -> list[Candidate]:
        return [self.candidate(n) for n, text in enumerate(self.texts) if spaced(words) in spaced(text)]

    def members(self, clusters: Iterable[int]) -> list[Candidate]:
        every = [self.candidate(n) for n in range(len(self.texts))]
        return [candidate for candidate in every if candidate.cluster in clusters]

    def candidate(self, n: int) -> Candidate:
        return Candidate(n, self.homes.get(n, n), self.texts[n], None)


def test_a_whole_statement_is_found_word_for_word() -> None:
    (hit,) = check(STORED[1].upper(), Shelf(STORED))
    assert (hit.candidate.id, hit.relation, hit.score) == (1, "word for word", 1.0)


def test_words_cut_from_a_statement_are_found_word_for_word() -> None:
    (hit,) = check("we will rebuild the old harbour", Shelf(STORED))
    assert (hit.candidate.id, hit.relation) == (0, "word for word")
    assert [each.change for each in hit.differences] == ["cut", "same", "cut"]


@pytest.mark.parametrize(
    "words",
    [
        "we will rebuild the big harbour and open it in spring",
        "will rebuild the old harbour and open them",
        "rebuild the old harbour and quickly open it in spring",
    ],
)
def test_one_wrong_word_and_cut_ends_still_find_it(words: str) -> None:
    hit = check(words, Shelf(STORED))[0]
    assert (hit.candidate.id, hit.relation) == (0, "with differences")
    assert hit.score > 0.8


def test_the_wrong_word_is_shown() -> None:
    hit = check("we will rebuild the big harbour and open it", Shelf(STORED))[0]
    assert Difference("replaced", "old", "big") in hit.differences


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("It was the colour of strong tea", "it was the color of strong tea"),
        ("We don't know who it was", "we do not know who it was"),
        ("The harbour [at Corran] will stay open", "The harbour will stay open"),
        ("[The dockers] will stay on the pier", "the dockers will stay on the pier"),
        ("[T]he harbour will stay open", "The harbour will stay open"),
        ("We will never sell the ferry", "We will never, never sell the ferry"),
        ("We lost 5 million in May", "We lost five million in May"),
        ("Zoé Peña told us to wait", "Zoe Pena told us to wait"),
        ("We will win this time", "We will … win this time"),
    ],
    ids=["spelling", "contraction", "bracket", "brackets", "bracketed-letter", "stammer", "figure", "accent", "dots"],
)
def test_the_same_words_in_other_letters_are_not_word_for_word(stored: str, words: str) -> None:
    """A fact-checker who quotes must know; what the other letters are is told."""
    for one, other in ((stored, words), (words, stored)):
        (hit,) = check(one, Shelf([other]))
        assert hit.relation in ("but for spelling", "in pieces") and hit.score == 1
        assert {"respelt", "replaced"} & {each.change for each in hit.differences}
        assert check(other, Shelf([other]))[0].relation == "word for word"


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("“The harbour – it’s OPEN to every boat!”", "the harbour, it's open to every boat"),
        ("The U.S. will never sell it", "the US will never sell it"),
        ("I’m “sure” of it, Mr. Orr", "I'm sure of it Mr Orr"),
        ("We are well-known – at the harbour", "we are well known at the harbour"),
        ("我们不会卖掉那条旧渡船", "不会卖掉那条"),
        ("यह पानी की कमी है", "यह पानी की कमी है"),
    ],
    ids=["marks-and-case", "dotted", "inner-marks", "hyphen-and-dash", "no-spaces", "vowel-signs"],
)
def test_case_marks_and_punctuation_are_no_letters(stored: str, words: str) -> None:
    assert [hit.relation for hit in check(words, Shelf([stored]))] == ["word for word"]


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("Profits rose by 5% last year", "profits rose by 5"),
        ("This is what the council will do and what it won't", "what the council will do and what it wo"),
        ("It fell to -5 at the harbour", "It fell to 5 at the harbour"),
        ("We are well-known at the harbour", "we are well"),
        ("He called us ferry-sellers and thieves", "sellers and thieves"),
    ],
    ids=["sign", "cut-contraction", "minus", "cut-compound", "compound-cut-before"],
)
def test_what_ends_within_a_printed_word_or_drops_a_sign_is_not_the_same(stored: str, words: str) -> None:
    found = {hit.relation for hit in check(words, Shelf([stored]))}
    assert found <= {"with differences", "close"}


def test_words_on_both_sides_of_a_break_are_found_in_pieces() -> None:
    text = f"We sold the old ferry in May,{BREAK}and nobody has asked where the money went."
    found = {
        words: check(words, Shelf([text]))[0]
        for words in ("sold the old ferry in May", "in May, and nobody has asked", "in May … and nobody has asked",
                      f"in May,{BREAK}and nobody has asked", "in May, and nobody at all has asked")
    }  # fmt: skip
    assert [(hit.relation, hit.breaks) for hit in found.values()] == [
        ("word for word", 0), ("in pieces", 1), ("word for word", 1), ("word for word", 1), ("with differences", 1),
    ]  # fmt: skip


def test_where_an_outlet_shows_that_it_left_something_out_words_are_found_in_pieces() -> None:
    (hit,) = check("we will win this time", Shelf(["We will … win this time"]))
    assert (hit.relation, hit.breaks) == ("in pieces", 1)


def test_of_a_cluster_the_texts_are_told_that_have_the_words_in_the_same_way() -> None:
    texts = ["The harbour will stay open", "So the harbour will stay open, I say", "The harbor will stay open"]
    (hit,) = check("the harbour will stay open", Shelf(texts, homes={1: 0, 2: 0}))
    assert (hit.candidate.text, hit.texts) == (texts[0], {*texts[:2]})
    (hit,) = check("the harbour has stayed open", Shelf(texts, homes={1: 0, 2: 0}))
    assert hit.texts == {*texts[:2]}  # the same stretch, whatever stands around it


def test_a_changed_negation_is_close_and_named() -> None:
    hit = check("we will sell the ferry to a company", Shelf(STORED))[0]
    assert (hit.candidate.id, hit.relation, hit.reason) == (2, "close", "negation")


@pytest.mark.parametrize(
    "words",
    ["at the end of the day the cook burned the soup", "a very different remark about football", "", "?!", "penguin"],
)
def test_unrelated_words_are_not_found(words: str) -> None:
    assert check(words, Shelf(STORED)) == []


def test_hits_are_one_a_cluster_and_no_more_than_asked_for() -> None:
    again = [*STORED, STORED[0].replace("old", "new"), STORED[0].replace("old", "own"), STORED[0] + " and nets"]
    hits = check("we will rebuild the old harbour", Shelf(again), limit=2)
    assert len(hits) == 2
    assert len({hit.candidate.cluster for hit in hits}) == 2
    assert hits[0].candidate.id == 0


@pytest.mark.parametrize("words", ["violin", "the ferry", "“One captain”"])
def test_one_or_two_words_of_a_long_text_are_found_word_for_word(words: str) -> None:
    """Keys stand for three words of a long text; fewer are looked for in what is printed."""
    (hit,) = check(words, Shelf(STORED))
    assert (hit.relation, hit.score) == ("word for word", 1.0)


def test_half_of_what_counts_as_one_word_is_found() -> None:
    assert [hit.relation for hit in check("9 per", Shelf(["It rose by 9 per cent in a year"]))] == ["word for word"]


def test_of_a_cluster_the_member_that_fits_best_is_shown() -> None:
    """Its words decide, and of two that are word for word the same the print: `didn't` for `didn't`."""
    variants = [
        "We asked for help and the river did not wait",
        "We asked for help and the river didn’t wait",
        "We asked for help but that river did not wait for us",
    ]
    shelf = Shelf(variants, homes={1: 0, 2: 0})
    assert [hit.candidate.id for hit in check("the river didn't wait", shelf)] == [1]
    assert [hit.candidate.id for hit in check("but that river did not", shelf)] == [2]


@pytest.mark.parametrize(
    "cut", ["She told us to wait until the", "She told us to wait until spring, The river rose again that night"]
)
def test_a_changed_word_that_one_print_cuts_off_is_close_all_the_same(cut: str) -> None:
    shelf = Shelf(["She told us to wait until the spring", cut], homes={1: 0})
    (hit,) = check("She told us to wait until the summer", shelf)
    assert (hit.relation, hit.reason, hit.candidate.id) == ("close", "date", 0)


def test_what_stands_for_the_last_word_ends_at_its_punctuation() -> None:
    (hit,) = check("the harbour will stay shut", Shelf(["The harbour will stay open. Nobody asked the fishermen."]))
    assert [(one.change, one.canonical, one.variant) for one in hit.differences][1:] == [
        ("replaced", "open.", "shut"), ("cut", "Nobody asked the fishermen.", ""),
    ]  # fmt: skip


def test_what_stands_for_the_first_word_begins_there() -> None:
    (hit,) = check("each harbour will stay open", Shelf(["They told us that every harbour will stay open"]))
    assert [(one.change, one.canonical, one.variant) for one in hit.differences][:2] == [
        ("cut", "They told us that", ""), ("replaced", "every", "each"),
    ]  # fmt: skip


def test_a_sign_makes_another_word() -> None:
    (hit,) = check("C is what we use here", Shelf(["C++ is what we use here"]))
    assert hit.relation == "with differences"
