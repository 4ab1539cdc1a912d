"""Live blogs as text: where posts begin and end, who signed them and when, and what of them is news."""

from __future__ import annotations

import pytest

from quotes.model import Article, Entry
from quotes.read import parse

HEAD = "Ferry strike live: Sorrel Isles cut off as crews walk out\nNorthsound Ferries says offer is fair\n"
LEAD = "The Sorrel Isles woke up without ferries on Friday after crews walked out over pay.\n"
POSTMAN = "Postman rows the Sound for tablets\nA retired postman has rowed nine miles to fetch medicine.\n"
COUNCIL = "Council asks for a helicopter\n“We have two nurses,” Isla Rennick said.\nThe ministry is thinking.\n"


def words(article: Article, entry: Entry) -> list[str]:
    """The paragraphs of an entry."""
    return [paragraph.of(article.text) for paragraph in entry.paragraphs]


def posts(article: Article) -> list[tuple[str | None, str | None, str | None, int]]:
    """Heading, author, date and number of paragraphs of every entry after the lead."""
    return [(post.heading, post.author, post.published_at, len(post.paragraphs)) for post in article.entries[1:]]


def test_bylines_end_the_posts() -> None:
    """Posts keep the order of the file, which need not be that of time."""
    article = parse(f"{HEAD}{LEAD}{POSTMAN}Bea Lomax18 April 2025 12:40\n{COUNCIL}Hugh Pardoe18 April 2025 11:00\n"
                    f"{POSTMAN}Bea Lomax18 April 2025 12:15\n")  # fmt: skip
    assert article.title == "Ferry strike live: Sorrel Isles cut off as crews walk out"
    assert article.standfirst == "Northsound Ferries says offer is fair"
    assert words(article, article.entries[0]) == [LEAD.strip()]
    assert [entry.number for entry in article.entries] == [0, 1, 2, 3]
    assert posts(article) == [
        ("Postman rows the Sound for tablets", "Bea Lomax", "2025-04-18T12:40", 1),
        ("Council asks for a helicopter", "Hugh Pardoe", "2025-04-18T11:00", 2),
        ("Postman rows the Sound for tablets", "Bea Lomax", "2025-04-18T12:15", 1),
    ]


BYLINES = {
    "Bea Lomax18 April 2025 12:40": ("Bea Lomax", "2025-04-18T12:40"),
    "Bea Lomax 18 April 2025, 12.40": ("Bea Lomax", "2025-04-18T12:40"),
    "Bea Lomax and Hugh PardoeApril 18, 2025 12:40 PM": ("Bea Lomax and Hugh Pardoe", "2025-04-18T12:40"),
    "Bea Lomax in Port Sorrel | April 18, 2025 12:05 AM": ("Bea Lomax in Port Sorrel", "2025-04-18T00:05"),
    "By Isla O’Brien-Lomax, 18 Apr 2025 at 9:05 BST": ("Isla O’Brien-Lomax", "2025-04-18T09:05"),
    "Bea LomaxFriday 18 April 2025": ("Bea Lomax", "2025-04-18"),
    "18 April 2025 12:40": (None, "2025-04-18T12:40"),
    "Friday 18 April 2025 12:40": (None, "2025-04-18T12:40"),
}


@pytest.mark.parametrize("byline", BYLINES)
def test_a_byline_tells_author_and_time(byline: str) -> None:
    article = parse(f"{HEAD}{LEAD}{POSTMAN}{byline}\n{COUNCIL}{byline}\n")
    assert [(post.author, post.published_at) for post in article.entries[1:]] == [BYLINES[byline]] * 2


def test_a_pinned_post_is_the_first_entry() -> None:
    """Its heading may be anything that follows the word."""
    article = parse(f"{HEAD}{LEAD}PINNED: What the company offered.\n{COUNCIL}Bea Lomax18 April 2025 07:30\n"
                    f"{POSTMAN}Bea Lomax18 April 2025 12:40\n")  # fmt: skip
    assert words(article, article.entries[0]) == [LEAD.strip()]
    assert posts(article)[0] == ("PINNED: What the company offered.", "Bea Lomax", "2025-04-18T07:30", 2)


def test_a_post_without_text_keeps_its_number() -> None:
    article = parse(f"{HEAD}{LEAD}In pictures: the freight boat\nBea Lomax18 April 2025 12:40\n"
                    f"{POSTMAN}Bea Lomax18 April 2025 12:15\n")  # fmt: skip
    assert posts(article)[0] == ("In pictures: the freight boat", "Bea Lomax", "2025-04-18T12:40", 0)
    assert article.entries[2].published_at == "2025-04-18T12:15"


def test_without_a_lead_entry_0_is_empty() -> None:
    """Numbers count the same with and without one."""
    article = parse(f"{HEAD}{POSTMAN}Bea Lomax18 April 2025 12:40\n{COUNCIL}Bea Lomax18 April 2025 11:00\n")
    assert article.entries[0].paragraphs == ()
    assert len(article.entries[0].span) == 0
    assert posts(article)[0] == ("Postman rows the Sound for tablets", "Bea Lomax", "2025-04-18T12:40", 1)


def test_posts_need_no_heading() -> None:
    """Then nothing tells a lead from the first post."""
    text = "“We have two nurses,” Isla Rennick said.\n"
    article = parse(f"{HEAD}{text}Bea Lomax18 April 2025 12:40\n{text}Hugh Pardoe18 April 2025 11:00\n")
    assert posts(article) == [
        (None, "Bea Lomax", "2025-04-18T12:40", 1),
        (None, "Hugh Pardoe", "2025-04-18T11:00", 1),
    ]


@pytest.mark.parametrize("lead", ["", LEAD])
def test_bylines_begin_the_posts_where_news_follows_the_last(lead: str) -> None:
    article = parse(f"{HEAD}{lead}18 April 2025 12:40 BST\n{POSTMAN}Hugh Pardoe18 April 2025 11:00\n{COUNCIL}")
    assert words(article, article.entries[0]) == ([lead.strip()] if lead else [])
    assert posts(article) == [
        ("Postman rows the Sound for tablets", None, "2025-04-18T12:40", 1),
        ("Council asks for a helicopter", "Hugh Pardoe", "2025-04-18T11:00", 2),
    ]


def test_what_follows_the_last_byline_is_a_post_without_date() -> None:
    """It never borrows the date of the post before."""
    article = parse(
        f"{HEAD}{LEAD}{POSTMAN}Bea Lomax18 April 2025 12:40\n{COUNCIL}Bea Lomax18 April 2025 11:00\n{POSTMAN}"
    )
    assert posts(article)[2] == ("Postman rows the Sound for tablets", None, None, 1)


def test_a_short_line_with_marks_inside_a_post_is_news() -> None:
    """Only the first line of a signed post can be its heading."""
    article = parse(f"{HEAD}{LEAD}{POSTMAN}Ms Rennick called it “a scandal”\nBea Lomax18 April 2025 12:40\n"
                    f"{COUNCIL}Bea Lomax18 April 2025 11:00\n")  # fmt: skip
    assert words(article, article.entries[1])[-1] == "Ms Rennick called it “a scandal”"


def test_headings_begin_the_posts_where_nobody_signs() -> None:
    article = parse(f"{HEAD}{LEAD}{POSTMAN}{COUNCIL}")
    assert words(article, article.entries[0]) == [LEAD.strip()]
    assert posts(article) == [
        ("Postman rows the Sound for tablets", None, None, 1),
        ("Council asks for a helicopter", None, None, 2),
    ]


@pytest.mark.parametrize("again", ["Watch: boat leaves with one goat aboard", "Boat leaves with one goat aboard"])
@pytest.mark.parametrize("signature", ["", "Hugh Pardoe18 April 2025 12:15\n"])
def test_a_teaser_is_one_post_without_text(again: str, signature: str) -> None:
    """Its heading stands twice, perhaps a little shorter, with a standfirst of its own below."""
    teaser = f"Watch: boat leaves with one goat aboard\n{again}\nThe goat’s owner said he had a return ticket\n"
    article = parse(f"{HEAD}{LEAD}{teaser}{signature}{POSTMAN}{signature}")
    assert [(post[0], post[3]) for post in posts(article)] == [
        ("Watch: boat leaves with one goat aboard", 0),
        ("Postman rows the Sound for tablets", 1),
    ]


def test_a_teaser_with_text_keeps_it() -> None:
    article = parse(
        f"{HEAD}{LEAD}Goat sails first class\nGoat sails first class\nA goat has left Port Sorrel.\n{POSTMAN}"
    )
    assert posts(article)[0] == ("Goat sails first class", None, None, 1)


def test_two_teasers_in_a_row_are_two_posts() -> None:
    goat, horn = ("Goat sails first class\n" * 2, "Fog horn wakes the island\n" * 2)
    assert [post[0] for post in posts(parse(f"{HEAD}{LEAD}{goat}{horn}{POSTMAN}"))] == [
        "Goat sails first class", "Fog horn wakes the island", "Postman rows the Sound for tablets",
    ]  # fmt: skip


def test_an_article_with_crossheads_is_no_live_blog() -> None:
    """Neither a dateline nor a heading between paragraphs makes one."""
    article = parse(f"Islanders row for their prescriptions\n{LEAD}{POSTMAN}{COUNCIL}")
    assert len(article.entries) == 1


def test_an_entry_reaches_from_its_first_character_to_its_last() -> None:
    article = parse(f"{HEAD}{LEAD}{POSTMAN}Bea Lomax18 April 2025 12:40\n{COUNCIL}Hugh Pardoe18 April 2025 11:00\n")
    assert article.entries[1].span.of(article.text) == f"{POSTMAN}Bea Lomax18 April 2025 12:40"
    assert all(paragraph in entry.span for entry in article.entries for paragraph in entry.paragraphs)
