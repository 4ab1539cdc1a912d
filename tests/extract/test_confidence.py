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
