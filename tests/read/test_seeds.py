"""Two real live blogs, read as they were found; skipped where they are not at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes.model import Article
from quotes.read import read

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
SIGNED, HEADED = SEEDS / "000_50c8b4ab64fedcef.txt", SEEDS / "003_c7f8752cc5c4a2ea.txt"
FURNITURE = (
    "sign up",
    "inbox",
    "Your support",
    "Your donation",
    "bookmark",
    "Join ",
    "Comments",
    "Read the full",
    "paywall",
)
BYLINE = re.compile(r"^([^\d\n]+)6 November 2024 \d\d:\d\d$", re.M)  # a reporter's name, the date glued to it

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the two real live blogs are not in {SEEDS}")


@pytest.fixture(params=[SIGNED, HEADED], ids=["signed", "headed"])
def article(request: pytest.FixtureRequest) -> Article:
    return only(request.param)


def only(path: Path) -> Article:
    """The one article of a file."""
    (article,) = read(path)
    assert isinstance(article, Article)
    return article


def test_the_signed_one_has_ten_posts_with_dates() -> None:
    """In the order of the file: the pinned one first, the others from the newest to the oldest."""
    article = only(SIGNED)
    posts = article.entries[1:]
    assert [post.author for post in posts] == BYLINE.findall(article.text)
    assert [(post.published_at or "")[11:] for post in posts] == [
        "10:10", "12:24", "12:15", "12:00", "11:50", "11:35", "11:20", "11:05", "10:50", "10:35"
    ]  # fmt: skip
    assert {(post.published_at or "")[:10] for post in posts} == {"2024-11-06"}
    assert article.text.splitlines().index(posts[0].heading or "") == 8
    assert (posts[0].heading or "").startswith("PINNED")
    assert [len(post.paragraphs) for post in posts] == [6, 2, 2, 4, 6, 5, 0, 3, 1, 6]


def test_the_headed_one_has_ten_posts_without_dates() -> None:
    """Two of them teasers without text."""
    article = only(HEADED)
    posts = article.entries[1:]
    assert {(post.author, post.published_at) for post in posts} == {(None, None)}
    assert [len(post.paragraphs) for post in posts] == [4, 2, 0, 0, 2, 2, 1, 7, 3, 3]
    assert article.text.splitlines().index(posts[0].heading or "") == 12


def test_the_lead_is_entry_0_and_has_no_date() -> None:
    for path, paragraphs in ((SIGNED, 4), (HEADED, 6)):
        lead = only(path).entries[0]
        assert (lead.heading, lead.published_at, len(lead.paragraphs)) == (None, None, paragraphs)


def test_title_and_standfirst_stand_apart(article: Article) -> None:
    first, second = [line for line in article.text.splitlines() if line][:2]
    assert (article.title, article.standfirst) == (first, second)


def test_no_paragraph_is_furniture(article: Article) -> None:
    """Nor a heading or a byline; what was glued to an appeal is cut off and stays."""
    for entry in article.entries:
        for paragraph in entry.paragraphs:
            words = paragraph.of(article.text)
            assert not any(word in words for word in FURNITURE)
            assert words != entry.heading
            assert entry.author is None or entry.author not in words


def test_the_news_glued_to_an_appeal_stays() -> None:
    article = only(HEADED)
    first = article.entries[0].paragraphs[0]
    assert first.of(article.text).startswith("Russian president")
    assert article.text[first.start - 1] == "."


@pytest.mark.parametrize("path", [SIGNED, HEADED], ids=["signed", "headed"])
def test_offsets_point_into_the_file_as_read(path: Path) -> None:
    """The text is the decoded file, every paragraph a line of it or the end of one."""
    article = only(path)
    assert article.text == path.read_bytes().decode("utf-8")
    lines = article.text.splitlines()
    for entry in article.entries:
        for paragraph in entry.paragraphs:
            assert any(line.rstrip().endswith(paragraph.of(article.text)) for line in lines)
