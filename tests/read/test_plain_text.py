"""Plain text: headline, standfirst, byline and crossheads told from the paragraphs of news."""

from __future__ import annotations

import pytest

from quotes.model import Article
from quotes.read import parse

HEADLINE = "Aldersby counts the cost as the Wend bursts its banks"
STANDFIRST = "County council leader says warnings were ignored"
NEWS = "More than 300 homes in Aldersby were under water on Monday night."
SPEECH = "“The river did not wait,” said Nora Feldgate."


def paragraphs(article: Article) -> list[str]:
    """The words of all paragraphs, entry after entry."""
    return [paragraph.of(article.text) for entry in article.entries for paragraph in entry.paragraphs]


@pytest.mark.parametrize("newline", ["\n", "\n\n", "\r\n", "\r", "\r\n\r\n", " \n\t\n", "\u2028", "\u2029"])
def test_every_line_is_a_paragraph(newline: str) -> None:
    """Whatever ends the lines, and whether blank ones stand between them."""
    article = parse(newline.join((HEADLINE, STANDFIRST, NEWS, SPEECH)) + newline)
    assert (article.title, article.standfirst) == (HEADLINE, STANDFIRST)
    assert paragraphs(article) == [NEWS, SPEECH]


def test_the_text_stays_as_it_is() -> None:
    """No newline is translated and no space trimmed, so offsets count in the text as given."""
    text = f"  {HEADLINE}\r\n\r\n\xa0{NEWS}\xa0 \r\n{SPEECH}\r\n"
    article = parse(text)
    assert article.text == text
    assert paragraphs(article) == [NEWS, SPEECH]


def test_headline_and_standfirst_are_no_paragraphs() -> None:
    """They name the article; only the first two lines that stand like headings can be these."""
    article = parse(f"{HEADLINE}\n{STANDFIRST}\nPumps, promises and a very wet bakery\n{NEWS}\n{SPEECH}")
    assert (article.title, article.standfirst) == (HEADLINE, STANDFIRST)
    assert paragraphs(article) == [NEWS, SPEECH]


def test_a_first_line_that_ends_like_a_sentence_is_news() -> None:
    article = parse(f"{NEWS}\n{SPEECH}")
    assert article.title is None
    assert paragraphs(article) == [NEWS, SPEECH]


def test_a_headline_that_repeats_the_given_title_is_no_paragraph() -> None:
    """Even where it ends with a full stop, and whatever its marks and case."""
    article = parse(f"‘Nobody asked’ in Aldersby.\n{NEWS}", title="'NOBODY ASKED' IN ALDERSBY")
    assert article.title == "'NOBODY ASKED' IN ALDERSBY"
    assert paragraphs(article) == [NEWS]


def test_a_line_alone_is_news() -> None:
    """Somebody who gives one line without a full stop wants its quotation."""
    assert paragraphs(parse("Nora Feldgate said “the river did not wait”")) == [
        "Nora Feldgate said “the river did not wait”"
    ]


def test_crossheads_are_no_paragraphs() -> None:
    article = parse(f"{HEADLINE}\n\n{NEWS}\n\nWho knew?\n\n{SPEECH}\n\nWhat comes next\n\n{NEWS}")
    assert paragraphs(article) == [NEWS, SPEECH, NEWS]


def test_a_short_line_with_marks_is_news() -> None:
    """The full stop may be missing; losing a quotation would be worse than keeping a crosshead."""
    article = parse(f"{HEADLINE}\n{NEWS}\nFeldgate called it “a wet lie”\n{SPEECH}")
    assert "Feldgate called it “a wet lie”" in paragraphs(article)


BYLINES = {
    "By Lena Marsh": ("Lena Marsh", None),
    "BY LENA MARSH IN ALDERSBY": ("LENA MARSH IN ALDERSBY", None),
    "By Lena Marsh\n11 March 2025": ("Lena Marsh", "2025-03-11"),
    "Lena Marsh11 March 2025 07:30": ("Lena Marsh", "2025-03-11T07:30"),
    "Published: March 11, 2025 at 7:30 p.m.": (None, "2025-03-11T19:30"),
    "Tuesday, 11th March 2025": (None, "2025-03-11"),
}


@pytest.mark.parametrize("byline", BYLINES)
def test_a_byline_above_the_news_names_author_and_date(byline: str) -> None:
    article = parse(f"{HEADLINE}\n{STANDFIRST}\n{byline}\n{NEWS}\n{SPEECH}")
    assert (article.author, article.published_at) == BYLINES[byline]
    assert paragraphs(article) == [NEWS, SPEECH]


def test_a_byline_below_the_news_counts_too() -> None:
    article = parse(f"{HEADLINE}\n{NEWS}\n{SPEECH}\nLena Marsh11 March 2025 07:30")
    assert (article.author, article.published_at) == ("Lena Marsh", "2025-03-11T07:30")
    assert paragraphs(article) == [NEWS, SPEECH]


@pytest.mark.parametrize("line", ["The pumps were bought on 4 November 2024", "31 February 2025", "By the river"])
def test_a_line_that_is_no_byline_dates_nothing(line: str) -> None:
    """A sentence without its full stop, a day that never was, a crosshead."""
    article = parse(f"{HEADLINE}\n{NEWS}\n{line}\n{SPEECH}")
    assert (article.author, article.published_at) == (None, None)


@pytest.mark.parametrize("text", ["", "\n\n", "\xa0\r\n", "“", HEADLINE])
def test_nothing_is_too_short_to_parse(text: str) -> None:
    article = parse(text)
    assert article.text == text
    assert [entry.number for entry in article.entries] == [0]
