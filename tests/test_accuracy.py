"""What is found in the sample news stays as good as it is; `make bench-accuracy` prints the figures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from accuracy import ATTRIBUTION, NAMING, NEWS, SAMPLE, added, judged, polnear, show_errors, shown


def test_no_figure_of_the_sample_news_is_worse_than_its_floor() -> None:
    assert shown("sample", "sample news", NAMING, judged(*SAMPLE).counts) == []


def test_no_figure_of_other_news_is_worse_than_its_floor() -> None:
    assert shown("news", "other news", NAMING, judged(*NEWS).counts) == []


def test_a_figure_below_its_floor_is_told() -> None:
    nothing = [one for one in judged(*SAMPLE).counts if one["passage"]]
    for one in nothing:
        one["name_right"] = 0
    assert any("name right" in line for line in shown("sample", "sample news", NAMING, nothing))


def test_speakers_are_judged_in_place_against_annotated_attributions(tmp_path: Path) -> None:
    """Of a speaker named rightly, one annotated as somebody else and two words too few, two count and one is right."""
    text = "“We came home by boat,” said Mr Brock. “No one was on the quay,” said Marion Oake. “Too late,” she said."
    path = tmp_path / "annotated.jsonl.gz"
    attributions = [
        {"source": [find(text, source)], "cue": [], "content": [find(text, content)]}
        for source, content in (("Mr Brock", "“We came home by boat,”"), ("Mr Brock", "“No one was on the quay,”"),
                                ("she", "“Too late,”"))
    ]  # fmt: skip
    path.write_bytes(gzip.compress(json.dumps({"id": "a", "text": text, "attributions": attributions}).encode()))
    found, _ = polnear(path)
    total = added(found.counts)
    assert total["speaker_gold"] == 2
    assert [ATTRIBUTION[f"speakers, {name}"](total) for name in ("precision", "recall", "F1")] == [0.5, 0.5, 0.5]
    assert [(one.fault.name, one.fault.said, one.fault.gold) for one in found.wrong] == [
        ("mention wrong", "Marion Oake", "Mr Brock")
    ]


def test_errors_are_counted_in_classes_and_the_worst_told_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is right is not told; a wrong name is worse than a missed day, and a surer one worse than another."""
    text = (
        "Abel Brock met Marion Oake.\n\n“We came home by boat,” said Marion Oake. “No one was on the quay,” she said."
        "\n\n“The boat was late,” said Abel Brock. It was a “dry dock”.\n"
    )
    rows = [
        passage(text, "“No one was on the quay,”", speaker="Ruth Akinde", mention_type="pronoun"),
        passage(text, "“We came home by boat,”", speaker="Ruth Akinde", mention_type="pronoun"),
        passage(text, "“The boat was late,”", speaker="Abel Brock", utterance_date="2025-03-10"),
        passage(text, "“dry dock”", kind="mixed"),
    ]
    articles, gold = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl"
    articles.write_text(json.dumps({"id": "a", "text": text, "published_at": "2025-03-11"}), encoding="utf-8")
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    show_errors(judged(gold, articles).wrong, most=2)
    total, *classes, first, second = capsys.readouterr().out.splitlines()
    assert total.strip() == "4 errors"
    assert [" ".join(line.split()) for line in classes] == [
        "name wrong 2 pronoun 1, pronoun as name 1",
        "passage not found 1 mixed 1",
        "date missed 1 within a week 1",
    ]
    assert "a:0:29-52  pronoun as name: Marion Oake (“Marion Oake”); gold: Ruth Akinde  | Abel Brock met" in first
    assert "a:0:71-96  pronoun: Marion Oake (“she”); gold: Ruth Akinde  | " in second


def passage(text: str, words: str, **given: str) -> dict[str, object]:
    """A passage of gold where words first stand in the text of article a, a direct quotation of a day left open."""
    start, end = find(text, words)
    row = {"id": "a", "start": start, "end": end, "kind": "direct", "speaker": None, "speaker_aliases": []}
    return row | {"mention_type": "name", "utterance_date": None} | given


def find(text: str, words: str) -> list[int]:
    """Where words first stand in a text."""
    return [text.index(words), text.index(words) + len(words)]
