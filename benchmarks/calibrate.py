"""Measures how often each rule of `quotes.extract` is right, and writes the shares that `confidence` reads.

    python benchmarks/calibrate.py TRAIN.jsonl

TRAIN.jsonl: articles of PolNeAR's training part, `{id, text, attributions: [{source, cue, content}]}` with spans as
lists of [start, end]. The share of a rule is that of its mentions which overlap the annotated source; the share of a
mention form is how many of the names behind such mentions are right in the sample news (gold in `tests/gold`).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes import names
from quotes.extract import extract
from quotes.extract.confidence import WEIGHTS
from quotes.model import Article, Quote
from quotes.read import read, read_all

HOME = Path(__file__).parent.parent
PRIOR = 4  # a rule seen rarely is held to be as good as all together, with this many cases' weight


def main(train: str) -> None:
    """Write WEIGHTS and print what it says."""
    shares = {**rule_shares(judged_rules(train)), "form": form_shares()}
    WEIGHTS.write_text(json.dumps(shares, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(WEIGHTS.read_text(encoding="utf-8"))


def judged_rules(train: str) -> Iterator[tuple[str, str, bool]]:
    """Kind, rule and whether the mention is right, for every quotation that lies in an annotated attribution."""
    rows = map(json.loads, Path(train).read_text(encoding="utf-8").splitlines())
    gold = {row["id"]: row["attributions"] for row in rows}
    for article in read(train):
        if isinstance(article, Article):
            for quote in extract(article):
                sources = _sources(quote, gold[article.id])
                if sources and quote.mention:
                    place = quote.mention.span
                    yield quote.kind, quote.rule, any(s < place.end and place.start < e for s, e in sources)


def _sources(quote: Quote, attributions: Iterable[dict[str, list[list[int]]]]) -> list[list[int]]:
    """The source spans of the attribution that holds most of a quotation."""
    for attribution in attributions:
        shared = sum(
            max(0, min(end, piece.end) - max(start, piece.start))
            for start, end in attribution["content"]
            for piece in quote.pieces
        )
        if 2 * shared > sum(map(len, quote.pieces)):
            return attribution["source"]
    return []


def rule_shares(judged: Iterable[tuple[str, str, bool]]) -> dict[str, dict[str, float]]:
    """The smoothed share of right mentions by kind and rule."""
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for kind, rule, is_right in judged:
        seen[kind, rule] += 1
        right[kind, rule] += is_right
    overall = sum(right.values()) / sum(seen.values())
    shares: dict[str, dict[str, float]] = {}
    for (kind, rule), count in seen.items():
        shares.setdefault(kind, {})[rule] = round((right[kind, rule] + PRIOR * overall) / (count + PRIOR), 3)
    return shares


def form_shares() -> dict[str, float]:
    """The smoothed share of right names by mention form, in the sample news."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    gold = _gold()
    for article in read_all([HOME / "examples"]):
        if isinstance(article, Article):
            for quote in extract(article):
                origin = article.entries[quote.entry].origin
                wanted = gold.get((article.id, quote.entry, quote.start - origin))
                if wanted and quote.mention and quote.speaker:
                    seen[quote.mention.form] += 1
                    right[quote.mention.form] += names.fold(quote.speaker.name) in wanted
    overall = sum(right.values()) / sum(seen.values())
    return {form: round((right[form] + PRIOR * overall) / (count + PRIOR), 3) for form, count in seen.items()}


def _gold() -> dict[tuple[str, int, int], set[str]]:
    """The accepted names, folded, of each quotation by article, entry and start."""
    rows = map(json.loads, (HOME / "tests/gold/examples.jsonl").read_text(encoding="utf-8").splitlines())
    return {
        (row["id"], row["entry"], row["start"]): {names.fold(n) for n in (row["speaker"], *row["speaker_aliases"])}
        for row in rows
        if row["kind"] != "not_quote"
    }


if __name__ == "__main__":
    main(sys.argv[1])
