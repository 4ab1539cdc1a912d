"""What an article calls a speaker beside the name: whole, as printed, and only if it tells who speaks."""

from __future__ import annotations

import pytest

from quotes.extract import extract
from quotes.read import parse

ROLES = {
    "title": ("“No,” said Senator Ilka Korvat.", "Senator"),
    "courtesy-is-no-role": ("“No,” said Mrs Ilka Korvat.", None),
    "place-of-an-office": ("“No,” said former Tidal State Gov. Ilka Korvat.", "former Tidal State Gov."),
    "office-of-several-words": ("“No,” said White Hall Chief of Staff Ilka Korvat.", "White Hall Chief of Staff"),
    "secretary-of-state": ("“No,” said former secretary of state Ilka Korvat.", "former secretary of state"),
    "minister-for": ("“No,” said Secretary of State for Fisheries Ilka Korvat.", "Secretary of State for Fisheries"),
    "mayor-of": ("“No,” said Mayor of London Ilka Korvat.", "Mayor of London"),
    "nouns-before-a-noun": ("“No,” said river law expert Ilka Korvat.", "river law expert"),
    "whose": ("“No,” said Birk’s campaign manager Ilka Korvat.", "Birk’s campaign manager"),
    "whose-by-a-pronoun": ("Jonas Birk left. “No,” said his wife, Ilka Korvat.", "his wife"),
    "before-a-comma": ("The leader of the council, Ilka Korvat, said: “No.”", "leader of the council"),
    "before-a-comma-two-may-be-meant": ("A spokesman for the mayor, Ilka Korvat, said: “No.”", None),
    "whose-of-an-office": ("“No,” said the mayor’s adviser Ilka Korvat.", "the mayor’s adviser"),
    "no-longer": ("“No,” said ex-minister Ilka Korvat.", "ex-minister"),
    "letters-behind-the-name": ("“No,” said Ilka Korvat MP.", "MP"),
    "letters-behind-a-name-with-a-role": ("“No,” said Harbour leader Ilka Korvat MP.", "Harbour leader"),
    "wish": ("They want to ask Mayor Ilka Korvat, who said “no” before.", "Mayor"),
    "apposition": ("“No,” said Ilka Korvat, a ferry captain.", "a ferry captain"),
    "apposition-with-an-age": ("“No,” said Ilka Korvat, 44, a ferry captain.", "a ferry captain"),
    "apposition-with-a-party": ("“No,” said Ilka Korvat (Lab), MP for Holm North.", "MP for Holm North"),
    "apposition-with-initials": (
        "“No,” said Ilka Korvat, a former adviser to Gov. J. R. Birk.", "a former adviser to Gov. J. R. Birk",
    ),
    "apposition-of-a-body": (
        "“No,” said Ilka Korvat, chairwoman of the Ports and Ferries Committee.",
        "chairwoman of the Ports and Ferries Committee",
    ),
    "apposition-of-two": (
        "“No,” said Ilka Korvat, a ferry captain and a member of the lifeboat crew.",
        "a ferry captain and a member of the lifeboat crew",
    ),
    "apposition-of-years": ("“No,” said Ilka Korvat, a 14-year veteran of the coastguard.",
                            "a 14-year veteran of the coastguard"),
    "one-of-several": ("“No,” said Ilka Korvat, one of the founders of the club.", "one of the founders of the club"),
    "apposition-before-a-clause": ("“No,” said Ilka Korvat, a ferry captain who lives on Sule.", "a ferry captain"),
    "apposition-before-a-deed": ("“No,” said Ilka Korvat, a ferry captain and runs the club.", "a ferry captain"),
    "doubt": ("The alleged gang leader Ilka Korvat said: “No.”", "alleged gang leader"),
    "no-role-denied": ("“No,” said Ilka Korvat, no friend of the mayor.", None),
    "somebody-else-beside-her": ("Ilka Korvat, the mayor watching her, said: “No.”", None),
    "participle": ("“No,” said Ilka Korvat, speaking of the ferry captains.", None),
    "clause": ("Ilka Korvat, even as captains left the island, said “no” to all.", None),
    "something-of-hers": ("“No,” said Ilka Korvat, her plan in ruins.", None),
    "several-people": ("“No,” said Ilka Korvat, union members behind her.", None),
}  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_role_is_what_the_article_calls_the_speaker(name: str) -> None:
    text, role = ROLES[name]
    speakers = [quote.speaker for quote in extract(parse(text, id=name))]
    assert [speaker.role for speaker in speakers if speaker and speaker.name == "Ilka Korvat"] == [role]


def test_role_of_a_surname_alone_is_the_one_told_before() -> None:
    text = "Ilka Korvat, the mayor of Holm, came early.\n\n“The ferry is late,” Korvat said."
    (quote,) = extract(parse(text, id="surname"))
    assert quote.speaker and quote.speaker.role == "mayor of Holm"


def test_a_thing_of_somebody_is_no_role() -> None:
    text = (
        "Ilka Korvat, the mayor of Holm, wrote to the island.\n\n"
        "The mayor’s letter said: “The ferry is late.” The mayor said: “So am I.”"
    )
    roles = {quote.speaker.role for quote in extract(parse(text, id="thing")) if quote.speaker}
    assert not any(role and "letter" in role for role in roles)
