"""Clusters stay as good as they are; `make bench-clusters` prints the figures."""

from __future__ import annotations

from pathlib import Path

import mentions
import pytest
import real_pairs
import scores
import speed
import variants

from quotes.cluster import cluster


@pytest.mark.skipif(not real_pairs.POLNEAR.is_dir(), reason=f"the articles of PolNeAR are not in {real_pairs.POLNEAR}")
def test_real_pairs_are_judged_as_a_reader_does() -> None:
    figures = real_pairs.figures(list(real_pairs.judged()))
    assert figures["pairs"] >= 300
    assert figures["same: F1"] >= 0.95
    assert figures["fragments found"] >= 0.95


def test_variants_are_joined_and_changes_of_sense_are_not(tmp_path: Path) -> None:
    """The paragraphs of the sample news, each a few times, with changes of lists that the project does not use."""
    paragraphs = dict.fromkeys(speed.sample_paragraphs())
    statements = [{"text": text, "kind": "base"} for text in paragraphs if len(text.split()) < 80]
    rows = list(variants.varied(mentions.write(statements, tmp_path / "statements.jsonl"), 100_000, seed=1))
    judged = scores.judge(rows, cluster([row["text"] for row in rows]).members, None)
    assert len(rows) > 200
    assert judged["b-cubed"] >= 0.985
    assert judged["twins merged"] <= 0.03


def test_b_cubed_is_one_for_equal_partitions_and_less_for_others() -> None:
    assert scores.bcubed(["a", "a", "b"], [7, 7, 9]) == 1
    assert scores.bcubed(["a", "a", "b", "b"], [1, 1, 1, 1]) == pytest.approx(2 / 3)
