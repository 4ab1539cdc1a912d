"""What is found in the sample news stays as good as it is; `make bench-accuracy` prints the figures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from accuracy import SAMPLE, figures, judge, polnear_figures

FLOORS = {"found": 0.97, "speaker right": 0.88, "speaker right, of those given": 0.92}
CEILINGS = {"not quotations, reported all the same": 0.05, "date given, where it settles none": 0.03}


@pytest.fixture(scope="module")
def measured() -> dict[str, float | int]:
    """The figures of the sample news."""
    return figures(judge(*SAMPLE))


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_right_stays_above_its_floor(measured: dict[str, float | int], name: str) -> None:
    assert measured[name] >= FLOORS[name]


@pytest.mark.parametrize("name", CEILINGS)
def test_what_is_wrong_stays_below_its_ceiling(measured: dict[str, float | int], name: str) -> None:
    assert measured[name] <= CEILINGS[name]


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
    assert list(polnear_figures(path).values()) == [2, 0.5, 0.5, 0.5]


def find(text: str, words: str) -> list[int]:
    """Where words first stand in a text."""
    return [text.index(words), text.index(words) + len(words)]
