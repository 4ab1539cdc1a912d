"""Prints how well quotations, speakers and dates are found, against annotated articles.

    python benchmarks/accuracy.py [--polnear DEV.jsonl] [GOLD.jsonl ARTICLES...]

GOLD.jsonl: one passage a line, `{id, entry, start, end, kind, speaker, speaker_aliases, utterance_date}`, where `kind`
is `direct`, `mixed` or `not_quote`. Without arguments the sample news is judged. A record finds a passage if the two
share at least four fifths of the characters of both together. Names are compared without case, accents and titles.

DEV.jsonl (or .jsonl.gz): articles of PolNeAR, `{id, text, attributions: [{source, cue, content}]}` with spans as lists
of [start, end]; how they are judged stands in `attribution.py`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attribution import score

from quotes import names
from quotes.extract import extract
from quotes.extract.record import record
from quotes.model import Article
from quotes.read import read_all

HOME = Path(__file__).parent.parent
SAMPLE = HOME / "tests/gold/examples.jsonl", [HOME / "examples"]
Row = dict[str, Any]


def main() -> None:
    """Print one figure a line."""
    parser = argparse.ArgumentParser(description="How well quotations, speakers and dates are found.")
    parser.add_argument("--polnear", type=Path, metavar="DEV.jsonl", help="annotated articles of PolNeAR, .gz too")
    parser.add_argument("gold", type=Path, nargs="?", metavar="GOLD.jsonl")
    parser.add_argument("articles", nargs="*")
    options = parser.parse_args()
    shown = figures(judge(options.gold, options.articles) if options.gold else judge(*SAMPLE))
    if options.polnear:
        shown |= polnear_figures(options.polnear)
    for name, value in shown.items():
        print(f"{name:40}{value:8.3f}" if isinstance(value, float) else f"{name:40}{value:8}")


def judge(gold: Path, articles: Iterable[str | Path]) -> Counter[str]:
    """Counts of what was found, named and dated rightly among the gold passages."""
    found = records(articles)
    count: Counter[str] = Counter()
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        best = max(found[row["id"], row.get("entry", 0)], key=lambda r: overlap(r, row), default=None)
        best = best if best and overlap(best, row) >= 0.8 else None
        if row["kind"] == "not_quote":
            count["not quotations"] += 1
            count["not quotations reported"] += best is not None
            continue
        count["passages"] += 1
        count["found"] += best is not None
        if best is not None:
            count.update(_judged(best, row))
    return count


def records(articles: Iterable[str | Path]) -> dict[tuple[str, int], list[Row]]:
    """The extraction records of articles, by article and entry."""
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for article in read_all(articles):
        if isinstance(article, Article):
            for quote in extract(article):
                found[article.id, quote.entry].append(record(quote, article))
    return found


def overlap(one: Row, two: Row) -> float:
    """Shared characters over the characters of both together, 0 to 1."""
    shared = min(one["end"], two["end"]) - max(one["start"], two["start"])
    return max(0, shared) / (max(one["end"], two["end"]) - min(one["start"], two["start"]))


def _judged(best: Row, row: Row) -> Counter[str]:
    """What is right in the record that found a passage."""
    accepted = {names.fold(name) for name in (row["speaker"], *row["speaker_aliases"]) if name}
    named, dated = best["speaker"] is not None, best["spoken_on"] is not None
    right = named and names.fold(best["speaker"]) in accepted
    settled = row["utterance_date"] is not None
    return Counter(
        {
            "kind right": best["kind"] == row["kind"],
            "named": named,
            "name right": right,
            "sure": named and best["confidence"] >= 0.9,
            "sure and right": right and best["confidence"] >= 0.9,
            "date settled": settled,
            "date right": settled and best["spoken_on"] == row["utterance_date"],
            "date unsettled": not settled,
            "date invented": dated and not settled,
        }
    )


def figures(count: Counter[str]) -> dict[str, float | int]:
    """The counts as shares."""

    def share(part: str, whole: str) -> float:
        return count[part] / max(1, count[whole])

    return {
        "passages": count["passages"],
        "found": share("found", "passages"),
        "kind right, of those found": share("kind right", "found"),
        "speaker right": share("name right", "passages"),
        "speaker right, of those given": share("name right", "named"),
        "share with confidence 0.9 and above": share("sure", "found"),
        "speaker right there": share("sure and right", "sure"),
        "date right, where the text settles it": share("date right", "date settled"),
        "date given, where it settles none": share("date invented", "date unsettled"),
        "not quotations, reported all the same": share("not quotations reported", "not quotations"),
    }


def polnear_figures(path: Path) -> dict[str, float | int]:
    """How many speakers of PolNeAR's direct and mixed quotations are named, and rightly."""
    text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode("utf-8")
    by_article: dict[str, list[Row]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "articles.jsonl")
        plain.write_text(text, encoding="utf-8")
        for (article, _), found in records([plain]).items():
            by_article[article] += found
    total = score(map(json.loads, text.splitlines()), by_article)
    return {
        "PolNeAR: quotations with a speaker": total.gold,
        "PolNeAR: speakers named, precision": total.precision,
        "PolNeAR: speakers named, recall": total.recall,
        "PolNeAR: speakers named, F1": total.f1,
    }


if __name__ == "__main__":
    main()
