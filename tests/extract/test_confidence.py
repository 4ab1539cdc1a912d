"""How sure a name is: less so where nothing tells whether `he` or `she` fits it."""

from __future__ import annotations

from quotes.extract import extract
from quotes.read import parse


def confidence(text: str) -> float:
    """The confidence of the last quotation's speaker."""
    return extract(parse(text, id="an article"))[-1].confidence


def test_he_is_less_sure_where_nothing_tells_the_sex_of_those_who_may_be_meant() -> None:
    known = confidence("“Yes,” said Tom Hale. “Well,” said Ana Orr. “No,” he said.")
    unknown = confidence("“Yes,” said Quillan Hale. “Well,” said Emrin Orr. “No,” he said.")
    assert unknown <= 0.85 < known


def test_he_is_less_sure_where_somebody_whose_sex_nothing_tells_was_named_last() -> None:
    text = "Tom Hale came first. “We stay,” Hale said. Emrin Orr waved from the door. “No,” he said."
    assert 0 < confidence(text.replace("Emrin Orr", "Somebody")) > confidence(text)


def test_a_surname_is_less_sure_where_a_namesake_stands_in_full_right_before() -> None:
    text = "Gerald Osei, 61, opened the shop. {} said it was hers. “He was the best of us,” Osei said."
    assert confidence(text.format("His daughter Abena Osei")) <= 0.85 < confidence(text.format("Abena Marr"))
