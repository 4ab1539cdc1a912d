"""What holds for every record: over the sample news, and over real news where it is at hand."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.extract import extract
from quotes.extract.record import FIELDS, record
from quotes.model import Article
from quotes.read import read_all
from quotes.text import unmarked

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
STATEMENT = SHARED / "seeds" / "000_50c8b4ab64fedcef.txt"
GOLD = SHARED / "seeds" / "000_gold.jsonl"
KINDS = ("direct", "mixed", "indirect")
MENTION_FORMS = ("name", "pronoun", "role", "institution", "group", "document", "none")
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
PRINTED = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:[+-]\d{2}:\d{2})?)?")

Records = list[dict[str, Any]]


def needed(*paths: Path) -> None:
    """Skips a test whose data is missing."""
    for path in paths:
        if not path.exists():
            pytest.skip(f"{path.name} is not in {path.parent}")


def extracted(*paths: Path | str) -> Iterator[tuple[Article, Records]]:
    """Each article with its records."""
    for article in read_all(paths):
        assert isinstance(article, Article), article
        yield article, [record(quote, article) for quote in extract(article)]


def source(article: Article, found: dict[str, Any]) -> str:
    """The text that a record's offsets count in."""
    entry = article.entries[found["entry"]]
    return entry.span.of(article.text) if entry.origin else article.text


def check(article: Article, found: dict[str, Any]) -> None:
    """Everything the design promises of one record."""
    text = source(article, found)
    assert tuple(found) == FIELDS
    assert found["article"] == article.id
    assert found["kind"] in KINDS
    assert found["text"] == " ".join(unmarked(text[start:end]) for start, end in found["pieces"])
    assert found["text"].strip()
    _check_places(text, found)
    _check_speaker(found)
    _check_dates(article, found)
    assert isinstance(found["rule"], str) and found["rule"]


def _check_places(text: str, found: dict[str, Any]) -> None:
    pieces = found["pieces"]
    assert (found["start"], found["end"]) == (pieces[0][0], pieces[-1][1])
    assert all(0 <= start < end <= len(text) for start, end in pieces)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(pieces))
    for part in ("mention", "cue"):
        start, end = found[f"{part}_start"], found[f"{part}_end"]
        if found[part] is None:
            assert start is None and end is None
        else:
            assert found[part] and text[start:end] == found[part]


def _check_speaker(found: dict[str, Any]) -> None:
    assert found["mention_form"] in MENTION_FORMS
    assert (found["mention_form"] == "none") == (found["mention"] is None)
    assert found["speaker"] is None or (found["speaker"].strip() and found["mention"])
    assert 0 <= found["confidence"] <= 1
    assert found["confidence"] == 0 or found["speaker"]


def _check_dates(article: Article, found: dict[str, Any]) -> None:
    printed = article.entries[found["entry"]].published_at or article.published_at
    assert found["published_at"] == printed
    assert printed is None or PRINTED.fullmatch(printed)
    assert (found["spoken_on"] is None) == (found["spoken_basis"] is None)
    if found["spoken_on"]:
        assert DAY.fullmatch(found["spoken_on"])
        assert found["spoken_basis"] in source(article, found)
        assert printed is None or found["spoken_on"] <= printed[: len(found["spoken_on"])]


def check_all(*paths: Path | str) -> None:
    """Every record of these files, and that there are some."""
    count = 0
    for article, records in extracted(*paths):
        for found in records:
            check(article, found)
            count += 1
        starts = [(found["entry"], found["start"]) for found in records]
        assert starts == sorted(starts)
    assert count


def test_records_of_the_sample_news_keep_the_contract() -> None:
    check_all(PROJECT / "examples")


def test_records_of_the_real_live_blogs_keep_the_contract() -> None:
    needed(SHARED / "seeds")
    check_all(*sorted((SHARED / "seeds").glob("*.txt")))


def test_records_of_real_news_keep_the_contract(tmp_path: Path) -> None:
    packed = SHARED / "polnear" / "dev.jsonl.gz"
    needed(packed)
    (tmp_path / "dev.jsonl").write_bytes(gzip.decompress(packed.read_bytes()))
    check_all(tmp_path / "dev.jsonl")


def test_entries_of_a_row_are_counted_each_in_its_own_text(tmp_path: Path) -> None:
    """What the text of an article as a whole is does not matter."""
    texts = [
        "“No boats,” said Marion Oake.",
        "“I am wet,” said Hamish Brock. He rowed.",
        "“Good,” Ms Oake said on Friday.",
    ]
    path = tmp_path / "live.jsonl"
    path.write_text(json.dumps({"entries": [{"text": text} for text in texts], "published_at": "2025-04-18"}))
    ((article, records),) = extracted(path)
    for found, text in zip(records, texts, strict=True):
        check(article, found)
        assert text[found["start"] : found["end"]].startswith("“")
        assert text[found["cue_start"] : found["cue_end"]] == "said"


@pytest.fixture(scope="module")
def blog() -> Records:
    """The records of the first real live blog."""
    needed(STATEMENT)
    ((_, records),) = extracted(STATEMENT)
    return records


def test_a_statement_over_several_paragraphs_is_one_record(blog: Records) -> None:
    """It fills the pinned post; its speaker is named in another entry, and what it quotes is part of it."""
    (statement,) = [found for found in blog if found["entry"] == 1]
    assert (statement["speaker"], len(statement["pieces"])) == ("Volodymyr Zelensky", 6)
    assert "“peace through strength”" in statement["text"]
    assert not [found for found in blog if statement["start"] < found["start"] < statement["end"]]


def test_the_passages_that_matter_have_the_right_speaker(blog: Records) -> None:
    """Eight passages of the first real live blog, as a careful reader attributes them."""
    needed(GOLD)
    passages = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    core = [passage for passage in passages if passage.get("core")]
    assert len(core) == 8
    for passage in core:
        found = [one for one in blog if (one["start"], one["end"]) == (passage["start"], passage["end"])]
        assert [one["speaker"] in (passage["speaker"], *passage["speaker_aliases"]) for one in found] == [True], passage
        assert found[0]["published_at"] == passage["published_at"]
        assert found[0]["spoken_on"] in (passage["utterance_date"], None)


def test_what_is_no_quotation_is_no_record(blog: Records) -> None:
    needed(GOLD)
    passages = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    none = {(passage["start"], passage["end"]) for passage in passages if passage["kind"] == "not_quote"}
    assert none and not none & {(found["start"], found["end"]) for found in blog}
