"""Learns `quotes/extract/weights/confidence.json`: how likely a name is right, by the way it was found.

    python training/confidence.py TRAIN.jsonl

TRAIN.jsonl: articles of PolNeAR's training part with their attributions. Which names are right stands in
`training/gold`. Every article is read with weights for speakers and antecedents that were learned without it, so that
the chances are those of articles not seen before. The same files give the same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

import antecedents
import rank
from gold import Gold, Row, accepted, matching
from softmax import Case, fit, folds, save, using

from quotes import names
from quotes.extract import confidence, pipeline
from quotes.extract.attribution.ranking import WEIGHTS as RANKING
from quotes.extract.people.antecedents import WEIGHTS as ANTECEDENTS
from quotes.extract.weighing import softmax
from quotes.model import Article
from quotes.read import read

PENALTY = 1.0
PARTS = 5
CAUTION = 0.22  # log odds taken off, so that of the names with 0.9 and above 98 of 100 are right


def cases(path: str) -> Iterator[Case]:
    """Every name given to a quotation of the gold, with how it was found and whether it is right."""
    gold = Gold()
    articles = [a for a in read(path) if isinstance(a, Article) and a.id in gold.rows]
    speakers, meant = list(rank.cases(path)), list(antecedents.cases(path))
    given = [Case(article.id, [], []) for article in articles]
    for _, held in folds(given, PARTS):
        ids = {case.article for case in held}
        learned = {
            RANKING: fit([c for c in speakers if c.article not in ids], rank.PENALTY),
            ANTECEDENTS: fit([c for c in meant if c.article not in ids], antecedents.PENALTY),
        }
        with using(learned):
            for article in articles:
                if article.id in ids:
                    yield from _of_article(article, gold.rows[article.id])


def _of_article(article: Article, rows: Sequence[Row]) -> Iterator[Case]:
    """The cases of one article. Extraction asks how likely each name is; here that is listened to."""
    asked: list[Sequence[str]] = []
    original = confidence.of

    def listening(*arguments: Any) -> float:
        asked.append(confidence.features(*arguments))
        return 1.0

    confidence.of = listening
    try:
        quotes = [quote for quote in pipeline.extract(article) if quote.speaker]
    finally:
        confidence.of = original
    for quote, features in zip(quotes, asked, strict=True):
        wanted = accepted(matching(rows, quote.start, quote.end))
        if wanted and quote.speaker:
            right = names.fold(quote.speaker.name) in wanted
            yield Case(article.id, [features, []], [right, not right])


def main() -> None:
    """Write the weights, and print how well they are calibrated on held-out articles."""
    parser = argparse.ArgumentParser(description="Learn how likely a name is right.")
    parser.add_argument("train", metavar="TRAIN.jsonl")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    options = parser.parse_args()
    found = list(cases(options.train))
    held_out = []
    for rest, held in folds(found, PARTS):
        weights = cautious(fit(rest, options.penalty))
        held_out += [(softmax(case.features, weights)[0], case.right[0]) for case in held]
    sure = [right for chance, right in held_out if chance >= 0.9]
    print(f"{len(found)} names, {sum(r for _, r in held_out) / len(found):.3f} right; 0.9 and above: "
          f"{len(sure) / len(found):.3f}, right there {sum(sure) / len(sure):.3f}")  # fmt: skip
    for low in range(10):
        inside = [(c, r) for c, r in held_out if low / 10 <= c < (low + 1) / 10 + (low == 9)]
        if inside:
            said, was = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            print(f"{low / 10:.1f}: {len(inside):5} said {said:.2f} was {was:.2f}")
    save(cautious(fit(found, options.penalty)), confidence.WEIGHTS)


def cautious(weights: dict[str, float]) -> dict[str, float]:
    """The weights with every chance a little lower."""
    return weights | {"all": round(weights.get("all", 0.0) - CAUTION, 2)}


if __name__ == "__main__":
    main()
