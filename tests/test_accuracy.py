"""What is found in the sample news stays as good as it is; `make bench-accuracy` prints the figures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from accuracy import ATTRIBUTION, NAMING, NEWS, SAMPLE, added, judged, polnear, shown


def test_no_figure_of_the_sample_news_is_worse_than_its_floor() -> None:
    assert shown("sample", "sample news", NAMING, judged(*SAMPLE)) == []


def test_no_figure_of_other_news_is_worse_than_its_floor() -> None:
    assert shown("news", "other news", NAMING, judged(*NEWS)) == []


def test_a_figure_below_its_floor_is_told() -> None:
    nothing = [one for one in judged(*SAMPLE) if one["passage"]]
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
    counts, _ = polnear(path)
    total = added(counts)
    assert total["speaker_gold"] == 2
    assert [ATTRIBUTION[f"speakers, {name}"](total) for name in ("precision", "recall", "F1")] == [0.5, 0.5, 0.5]


def find(text: str, words: str) -> list[int]:
    """Where words first stand in a text."""
    return [text.index(words), text.index(words) + len(words)]
