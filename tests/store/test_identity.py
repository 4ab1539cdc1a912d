"""Which article is which: an address or an outlet's row tells, a file's place and a bare id only if the words agree."""

from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import HARBOUR, PUMPS, TEA, article, corrected, dump, rows, store

from quotes.store.identity import canonical, similar

POST = [f"Nora Feldgate: “{PUMPS}”", f"Helen Askew: “{TEA}”", f"Tom Askew: “{HARBOUR}”"]
OTHER = ["Walter Quist: “This bill honours every promise we made to rural families in the valley.”"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example/A/b/?utm_source=x&id=7#top", "news.example/A/b?id=7"),
        ("http://news.example:80/A/b", "news.example/A/b"),
        ("https://news.example:8443/", "news.example:8443"),
        ("https://news.example/a?q=%C3%A9+b", "news.example/a?q=%C3%A9+b"),
        ("/relative/path", None),
        ("https://[broken", None),
        ("https://news.example:port/", None),
    ],
)
def test_an_address_without_what_does_not_change_the_page(url: str, expected: str | None) -> None:
    """Scheme, case of the host, fragment, trackers and the last slash go; what is no address gives None."""
    assert canonical(url) == expected


def test_one_address_is_one_article_whatever_it_says(path: Path) -> None:
    """A story rewritten under its old address is the same article."""
    store(path, article("a", *POST, url="https://courier.example/pumps"))
    report = store(path, article("b", *OTHER, url="https://courier.example/pumps/?utm_medium=mail"))
    assert (report.added, report.changed) == (0, 1)


def test_two_outlets_with_one_text_are_two_articles(path: Path) -> None:
    """Agency copy is printed by many; each printing counts."""
    told = [
        replace(article("x.txt", *POST, url=f"https://{name}.example/1"), outlet=name) for name in ("courier", "ledger")
    ]
    assert store(path, *told).added == 2
    assert store(path, *reversed(told)).unchanged == 2


def test_an_outlets_row_id_is_enough(path: Path) -> None:
    """The id of another outlet is another article."""
    mine = article("7", *POST, outlet="Courier", given_id=True)
    assert store(path, mine, replace(mine, outlet="Ledger")).added == 2
    assert store(path, replace(corrected(mine, "pumps", "boats"), outlet="COURIER")).changed == 1


def test_a_live_blog_that_grows_is_one_article(path: Path) -> None:
    """Its file stays in its place and its words recur."""
    store(path, article("live.txt", *POST, file="/news/live.txt"))
    report = store(path, article("live.txt", *OTHER, *POST, *OTHER, file="/news/live.txt"))
    assert (report.added, report.changed) == (0, 1)


def test_a_corrected_file_of_one_line_is_the_same_article(path: Path) -> None:
    """One word of fifteen is a correction."""
    first = article("short.txt", POST[0], file="/news/short.txt")
    assert [store(path, told).changed for told in (first, corrected(first, "spring", "summer"))] == [0, 1]


def test_a_file_overwritten_daily_holds_a_new_article_each_day(path: Path) -> None:
    """Yesterday's stays, and comes back as itself if the file does."""
    monday = article("latest.txt", *POST, file="/news/latest.txt")
    tuesday = article("latest.txt", *OTHER, file="/news/latest.txt")
    assert [store(path, told).added for told in (monday, tuesday, monday, tuesday)] == [1, 1, 0, 0]
    assert store(path, corrected(tuesday, "valley", "hills")).changed == 1


def test_a_file_that_moved_is_the_same_article(path: Path) -> None:
    """Its words tell, and both places are kept."""
    store(path, article("a.txt", *POST, file="/news/a.txt"))
    assert store(path, article("b.txt", *POST, file="/old/b.txt")).unchanged == 1
    assert rows(path, "SELECT key FROM article_keys WHERE key LIKE 'file:%' ORDER BY key") == [
        ("file:/news/a.txt",), ("file:/old/b.txt",),
    ]  # fmt: skip


def test_a_file_whose_address_differs_is_another_article(path: Path) -> None:
    """Similar words under another address are a follow-up."""
    first = article("latest.txt", *POST, file="/news/latest.txt", url="https://courier.example/1")
    assert store(path, first).added == 1
    assert store(path, replace(corrected(first, "spring", "summer"), url="https://courier.example/2")).added == 1


def test_ids_of_no_outlet_recur_in_other_files(path: Path) -> None:
    """Rows 1 of two files are two articles, today and when both are read again."""
    told = [
        article("1", *POST, given_id=True, file="/news/a.jsonl"),
        article("1", *OTHER, given_id=True, file="/news/b.jsonl"),
    ]
    assert store(path, *told).added == 2
    before = dump(path)
    assert store(path, *reversed(told)).unchanged == 2
    assert dump(path) == before
    assert store(path, corrected(told[0], "spring", "summer")).changed == 1


def test_two_rows_of_one_text_are_two_articles_if_their_ids_differ(path: Path) -> None:
    """Each has a uid of its own, and keeps it."""
    told = [article(id, *POST, given_id=True, file="/news/a.jsonl") for id in ("1", "2")]
    assert store(path, *told).added == 2
    before = dump(path)
    assert store(path, *reversed(told)).unchanged == 2
    assert dump(path) == before


def test_rows_without_ids_keep_their_lines(path: Path) -> None:
    """The same text twice in one file is one article; with another title it is a mistake of the file."""
    told = [article(f"a.jsonl:{line}", *POST, file="/news/a.jsonl") for line in (1, 2)]
    report = store(path, *told, replace(told[1], id="a.jsonl:3", title="Another"))
    assert (report.added, report.unchanged, report.failed) == (1, 1, 1)
    assert str(report.problems[0]) == "/news/a.jsonl: a.jsonl:3: a second article with the same text"


def test_the_uid_of_an_article_never_changes(path: Path) -> None:
    """Not even when a better key becomes known."""
    plain = article("a.txt", *POST, file="/news/a.txt")
    store(path, plain)
    uid = rows(path, "SELECT uid FROM articles")
    store(path, replace(plain, url="https://courier.example/pumps", outlet="Courier"))
    store(path, article("other.txt", *OTHER, url="https://courier.example/pumps"))
    assert rows(path, "SELECT uid FROM articles") == uid


def test_similar_texts() -> None:
    """Half of the shorter one's runs of three words."""
    text = " ".join(POST)
    assert similar(text, f"{text} {OTHER[0]}")
    assert similar(f"Live. {text[:80]}", text)
    assert not similar(text, " ".join(OTHER))
    assert not similar("No", "Yes")
