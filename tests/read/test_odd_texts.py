"""Texts that no newspaper prints, and that come all the same: each is read and gives sound records.

Those of LONG would take hours if the work for a word grew with the length of the text.
"""

from __future__ import annotations

import pytest

from quotes.extract import extract
from quotes.model import Quote
from quotes.read import parse
from quotes.text import unmarked

NEWS = (
    "The mayor of Aldersby, Nora Feldgate, said on Tuesday that the pumps were late. “We asked for pumps,” she said. "
)

LONG = {
    "one-paragraph": (NEWS * 4500, 4500),  # 500 KB
    "many-paragraphs": (NEWS.replace(". ", ".\n") * 500, 500),
    "they-in-one-paragraph": (
        "The ministers met in Holm. “We asked for pumps,” they said. The ministry agreed. " * 400,
        400,
    ),
    "bodies-in-one-paragraph": ("The foreign ministry said on Friday: “No pumps, then, for you.” " * 500, 500),
    "no-sentence-ends": ("and the mayor said “the river” rose and " * 2000, None),
    "many-clauses": ("the mayor said that the river rose and Tom Askew said it fell and " * 1000 + "“so”", None),
    "mark-every-other-character": ("a”“" * 10_000, None),
    "straight-mark-every-other-character": ('a"' * 10_000, None),
    "ten-thousand-opening-marks": ("“" * 10_000, None),
    "ten-thousand-closing-marks": ("”" * 10_000, None),
    "ten-thousand-unclosed-quotations": ("“We won, " * 10_000, None),
    "single-marks": ("‘a 'b " * 5000, None),
    "apostrophes": ("the workers' boots, " * 5000, None),
    "capitals": ("Tom " * 10_000 + "said “the river rose”.", None),
    "one-word": ("“" + "a" * 200_000 + "”, said Tom Askew.", None),
    "white-space": ("“The river rose.”" + " " * 200_000 + "said Tom Askew.", None),
    "blank-lines": ("\n" * 200_000, 0),
    "bylines-alone": ("Bea Lomax18 April 2025 12:40\n" * 2000, 0),
    "headings-alone": ("Ferry strike live: the latest\n" * 2000, 0),
    "appeals-glued-together": ("Your support makes all the difference." * 5000, 0),
    "tags": ("<b “x” " * 5000, None),
}


def quotations(text: str) -> list[Quote]:
    """The quotations of a text, each of them what its pieces hold."""
    found = extract(parse(text))
    for quote in found:
        assert quote.text == " ".join(unmarked(piece.of(text)) for piece in quote.pieces)
    return found


@pytest.mark.parametrize("name", LONG)
def test_the_work_grows_with_the_text_and_no_faster(name: str) -> None:
    """Where the number of quotations is plain, each of them is found."""
    text, number = LONG[name]
    found = quotations(text)
    assert number is None or len(found) == number


def test_a_long_paragraph_reads_like_a_short_one() -> None:
    """Speakers and days are those of the paragraph's own sentences."""
    one, other = quotations(NEWS), quotations(NEWS * 200)
    assert {(quote.text, quote.speaker) for quote in other} == {(quote.text, quote.speaker) for quote in one}


def test_markup_left_in_the_text_is_no_speech() -> None:
    """The attributes of a tag stand between marks too."""
    text = (
        '<p class="lead">The mayor, <a href="https://courier.example">Nora Feldgate</a>, said: "It did not wait."</p>'
    )
    assert [quote.text for quote in quotations(text)] == ["It did not wait."]


def test_script_from_right_to_left_keeps_its_order() -> None:
    text = "قال رئيس البلدية: “سنعود غدا إلى المدينة”.\n“לא ביקשנו גשם,” אמרה Nora Feldgate."
    for quote in quotations(text):
        assert quote.pieces[0].of(text)[0] == "“"


@pytest.mark.parametrize("character", ["\ufffd", "\u200b", "\u202e", "\U0001f6a4", "e\u0301", "\x1b", "\ufeff"])
def test_odd_characters_stay_where_they_are(character: str) -> None:
    """Each counts as the characters it is made of."""
    text = f"The river{character} rose. “It {character} did not wait,” said Nora Feldgate."
    (quote,) = quotations(text)
    assert quote.text == f"It {character} did not wait,"
    assert quote.speaker and quote.speaker.name == "Nora Feldgate"
