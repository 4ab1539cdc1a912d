"""What paragraphs a text has, how it compares, and what a quotation holds without its marks."""

from __future__ import annotations

import pytest

from quotes.model import Span
from quotes.text import fold, paragraphs, unmarked

UNMARKED = {
    "“Let us go,”": "Let us go,",
    '"Let us go."': "Let us go.",
    "''Let us go''": "Let us go",
    "``Let us go''": "Let us go",
    "‘Let us go’": "Let us go",
    "'Let us go'": "Let us go",
    "`Let us go'": "Let us go",
    "„Let us go“": "Let us go",
    "„Let us go”": "Let us go",
    "«\xa0Let us go\xa0»": "Let us go",
    "»Let us go«": "Let us go",
    "”Let us go”": "Let us go",
    "“Let us go“": "Let us go",
    "Let us go.”": "Let us go.",  # a continuation needs no mark at its front
    "Let us go.''": "Let us go.",
    "“Let us go": "Let us go",  # it runs on in the next paragraph
    "“He said “no””": "He said “no”",
    "“He said “no”": "He said “no”",
    '"He said "no"': 'He said "no"',
    '"He said "no""': 'He said "no"',
    "“He said ‘no’": "He said ‘no’",
    "«He said «no»": "He said «no»",
    '"He is 6\' 2" tall"': "He is 6' 2\" tall",
    "‘The workers’ boots’": "The workers’ boots",
    "“...”": "...",
    "no marks": "no marks",
    "“”": "",
    "“": "",
    "": "",
}


@pytest.mark.parametrize("piece", UNMARKED)
def test_outer_marks_come_off_and_nothing_else_changes(piece: str) -> None:
    assert unmarked(piece) == UNMARKED[piece]


SAME = """
“Let us go” | "let  us GO"
‘Let us go’ | 'Let us go'
''Let us go'' | "Let us go"
it’s | it's
Kyïv | KYIV
well‑known | well-known
one – two | one - two
Straße | STRASSE
""".strip().splitlines()


@pytest.mark.parametrize("pair", SAME)
def test_texts_that_compare_as_one(pair: str) -> None:
    one, two = pair.split(" | ")
    assert fold(one) == fold(two)


@pytest.mark.parametrize("pair", ["not now | now", "6,500 | 6,600", "go. | go", "we're | were"])
def test_texts_that_do_not(pair: str) -> None:
    """Words, figures and punctuation count."""
    one, two = pair.split(" | ")
    assert fold(one) != fold(two)


def test_paragraphs_are_lines_without_the_space_around_them() -> None:
    text = "\n  one\r\n\r\n\xa0two \x0bthree\u2028four\r five, six  "
    assert [span.of(text) for span in paragraphs(text)] == ["one", "two", "three", "four", "five, six"]


def test_paragraphs_of_a_part_point_into_the_whole() -> None:
    text = "one\ntwo\nthree"
    assert list(paragraphs(text, 5, 10)) == [Span(5, 7), Span(8, 10)]


@pytest.mark.parametrize("text", ["", "\n", " \t\xa0\r\n"])
def test_a_blank_text_has_no_paragraphs(text: str) -> None:
    assert list(paragraphs(text)) == []
