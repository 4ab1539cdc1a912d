"""How real pairs of printed quotations are judged: those of real_pairs.tsv, whose words lie beside the project."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mentions import SHARED

from quotes.cluster import verify
from quotes.text import unmarked

POLNEAR = SHARED / "polnear"
_PAIRS = Path(__file__).with_name("real_pairs.tsv")


class Judged(NamedTuple):
    """Two texts, what a reader calls them (same, fragment or different), and what `verify` does."""

    one: str
    other: str
    label: str
    found: str


def judged() -> Iterator[Judged]:
    """All pairs with both verdicts."""
    texts = {}
    for part in ("train", "dev"):
        with gzip.open(POLNEAR / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts |= {article["id"]: article["text"] for article in map(json.loads, lines)}
    for line in _PAIRS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            label, *sides = line.split("\t")
            one, other = (_quotation(texts[sides[at]], sides[at + 1]) for at in (0, 2))
            yield Judged(one, other, label, verify(one, other).relation)


def _quotation(text: str, pieces: str) -> str:
    spans = (map(int, piece.split("-")) for piece in pieces.split(","))
    return " ".join(unmarked(text[start:end]) for start, end in spans)


def is_wrong(pair: Judged) -> bool:
    """Whether a pair is judged the same and is not, or the other way round, or a fragment is not found."""
    return (pair.label == "same") != (pair.found == "same") or (pair.label == "fragment") > (pair.found == "fragment")


def figures(pairs: list[Judged]) -> dict[str, float]:
    """Shares, 0 to 1: of same-or-not precision, recall and F1; of fragments those found and those that are some."""
    same = [(pair.label == "same", pair.found == "same") for pair in pairs]
    right = same.count((True, True))
    precision = right / max(1, sum(found for _, found in same))
    recall = right / max(1, sum(labelled for labelled, _ in same))
    cut = [(pair.label == "fragment", pair.found == "fragment") for pair in pairs]
    return {
        "pairs": len(pairs),
        "same: precision": precision,
        "same: recall": recall,
        "same: F1": 2 * precision * recall / max(1e-9, precision + recall),
        "fragments found": cut.count((True, True)) / max(1, sum(labelled for labelled, _ in cut)),
        "fragments that are some": cut.count((True, True)) / max(1, sum(found for _, found in cut)),
    }
