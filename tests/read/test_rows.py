"""JSON Lines: one article a row, whole or as entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import ReadError
from quotes.extract import extract
from quotes.extract.record import record
from quotes.model import Article
from quotes.read import read

TEXT = "The river rose on Monday.\n\n“It did not wait,” said Nora Feldgate."


def written(path: Path, *rows: Any, name: str = "news.jsonl") -> str:
    """The path of a file with these rows, one a line; strings are lines as they are."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    (path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path / name)


def only(path: Path, row: Any) -> Article:
    """The article of one row."""
    (article,) = read(written(path, row))
    assert isinstance(article, Article), article
    return article


def fault(path: Path, row: Any) -> str:
    """Why a row gives no article; the file and line it names."""
    (error,) = read(written(path, row))
    assert isinstance(error, ReadError)
    assert error.place == f"{path / 'news.jsonl'}:1"
    return error.reason


def test_a_row_is_an_article(tmp_path: Path) -> None:
    row = {
        "id": "hc-1", "title": "Aldersby counts the cost", "url": "https://courier.example/1", "author": "Lena Marsh",
        "outlet": "Harbour Courier", "published_at": "2025-03-11T07:30", "text": TEXT, "section": ["news"], "words": 12,
    }  # fmt: skip
    article = only(tmp_path, row)
    known = ("id", "title", "url", "outlet", "author", "published_at", "text")
    assert {name: getattr(article, name) for name in known} == {name: row[name] for name in known}
    assert article.given_id
    assert article.file == str(tmp_path / "news.jsonl")


@pytest.mark.parametrize("given, id", [("hc-1", "hc-1"), (4471, "4471"), (0, "0")])
def test_an_id_is_text_or_a_number(tmp_path: Path, given: Any, id: str) -> None:
    assert only(tmp_path, {"id": given, "text": TEXT}).id == id


@pytest.mark.parametrize("row", [{}, {"id": None}, {"id": ""}])
def test_a_row_without_id_is_called_by_its_line(tmp_path: Path, row: dict[str, Any]) -> None:
    """Blank lines count."""
    path = written(tmp_path, {"id": "first", "text": TEXT}, "", row | {"text": TEXT})
    _, article = read(path)
    assert isinstance(article, Article)
    assert (article.id, article.given_id) == ("news.jsonl:3", False)


DATES = {
    "2025-03-11": "2025-03-11",
    " 2025-03-11 ": "2025-03-11",
    "2025-03-11T07:30": "2025-03-11T07:30",
    "2025-03-11 07:30:00": "2025-03-11T07:30",
    "2025-03-11T07:30:15Z": "2025-03-11T07:30:15+00:00",
    "2025-03-11T07:30:00.000+01:00": "2025-03-11T07:30+01:00",
    "": None,
    None: None,
}


@pytest.mark.parametrize("name", ["published_at", "date"])
@pytest.mark.parametrize("given", DATES)
def test_a_date_has_either_name(tmp_path: Path, name: str, given: str | None) -> None:
    assert only(tmp_path, {"text": TEXT, name: given}).published_at == DATES[given]


def test_of_two_dates_published_at_wins(tmp_path: Path) -> None:
    row = {"text": TEXT, "date": "2025-03-10", "published_at": "2025-03-11"}
    assert only(tmp_path, row).published_at == "2025-03-11"


def test_entries_have_headings_authors_and_dates_of_their_own(tmp_path: Path) -> None:
    """An entry without text keeps its number."""
    entries = [
        {"text": TEXT},
        {"heading": "In pictures: the bakery", "text": ""},
        {
            "heading": "Boots",
            "text": "Boots\nThey are borrowed.",
            "author": "Lena Marsh",
            "published_at": "2025-03-11T09:00",
        },
    ]
    article = only(tmp_path, {"id": "live", "published_at": "2025-03-12", "entries": entries})
    assert [
        (entry.number, entry.heading, entry.author, entry.published_at, len(entry.paragraphs))
        for entry in article.entries
    ] == [
        (0, None, None, None, 2),
        (1, "In pictures: the bakery", None, None, 0),
        (2, "Boots", "Lena Marsh", "2025-03-11T09:00", 1),
    ]
    assert article.published_at == "2025-03-12"


def test_offsets_count_in_each_entry(tmp_path: Path) -> None:
    """So a record points into the text that the input gave."""
    texts = [f"{'Long ago. ' * number}\r\n{TEXT}" for number in range(3)]
    article = only(tmp_path, {"entries": [{"text": text} for text in texts]})
    records = [record(quote, article) for quote in extract(article)]
    assert [found["entry"] for found in records] == [0, 1, 2]
    for found, text in zip(records, texts, strict=True):
        assert text[found["start"] : found["end"]] == "“It did not wait,”"
        assert text[found["mention_start"] : found["mention_end"]] == "Nora Feldgate"


def test_the_text_of_a_row_may_be_a_live_blog(tmp_path: Path) -> None:
    text = "Corran live: ministers meet\nSoup is served\nThe talks began.\nBand plays\n" + TEXT
    assert len(only(tmp_path, {"text": f"{text}\nBand goes\n{TEXT}"}).entries) == 3


FAULTS = {
    "[1, 2]": "a row must be a JSON object",
    '"news"': "a row must be a JSON object",
    '{"text": "cut off': "no JSON (Unterminated string starting at: character 10)",
    "Dear reader,": "no JSON (Expecting value: character 1)",
    "[" * 100_000: "no JSON that we can read (nested too deeply)",
    '{"id": 7}': "the row has no text",
    '{"text": null}': "the row has no text",
    '{"text": " \\n "}': "the row has no text",
    '{"text": "Boots.", "entries": [{"text": "Boots."}]}': "the row has both text and entries",
    '{"entries": []}': "the row has no text",
    '{"entries": [{"heading": "Boots"}, {"text": ""}]}': "the row has no text",
    '{"entries": {"text": "so"}}': "entries must be a list of objects",
    '{"entries": ["so"]}': "entries must be a list of objects",
    '{"text": ["so"]}': "text must be a string",
    '{"text": "so", "title": 7}': "title must be a string",
    '{"text": "so", "id": 1.5}': "id must be a string or a whole number",
    '{"text": "so", "id": true}': "id must be a string or a whole number",
    '{"text": "so", "id": ["a"]}': "id must be a string or a whole number",
    '{"text": "so", "date": 20250311}': "date must be a string",
    '{"text": "so", "date": "yesterday"}': "'yesterday' is no ISO date: write it as 2024-11-06 or 2024-11-06T10:10",
    '{"text": "so", "date": "2025-02-30"}': "'2025-02-30' is no ISO date: day is out of range for month",
    '{"entries": [{"text": "so", "published_at": "11/03/2025"}]}':
        "'11/03/2025' is no ISO date: write it as 2024-11-06 or 2024-11-06T10:10",
    '{"text": "half \\ud83d a face"}': "text has no character at 6, but U+D83D",
    '{"text": "so\\u0000"}': "text has no character at 3, but U+0000",
}  # fmt: skip


@pytest.mark.parametrize("line", FAULTS, ids=lambda line: line[:40])
def test_a_bad_row_says_what_is_wrong_with_it(tmp_path: Path, line: str) -> None:
    assert fault(tmp_path, line) == FAULTS[line]


@pytest.mark.parametrize("line", FAULTS, ids=lambda line: line[:40])
def test_a_bad_row_costs_no_other(tmp_path: Path, line: str) -> None:
    first, bad, last = read(written(tmp_path, {"text": TEXT}, line, {"text": TEXT}))
    assert isinstance(first, Article) and isinstance(bad, ReadError) and isinstance(last, Article)


def test_a_line_in_another_encoding_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = json.dumps({"text": TEXT}).encode()
    path.write_bytes(b"\xef\xbb\xbf" + good + b'\r\n{"text": "caf\xe9"}\r\n' + good)
    first, bad, last = read(path)
    assert isinstance(first, Article) and isinstance(last, Article)
    assert str(bad) == f"{path}:2: is not UTF-8 text (byte 0xE9); convert it first"
