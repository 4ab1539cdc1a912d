"""Learns `quotes/extract/weights/occasions.json`: on which of an entry's dates a quotation was spoken.

    python training/occasions.py TRAIN.jsonl

TRAIN.jsonl: articles of PolNeAR's training part, `{id, text, date}`. The days of speaking stand in `training/gold`,
read off the articles by hand (see the README). The same files give the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gold import Gold, Row, matching
from softmax import Case, fit, folds, run

from quotes.extract import pipeline
from quotes.extract.occasions import WEIGHTS, Day, Occasions, Said
from quotes.model import Article
from quotes.read import read

PENALTY = 8.0
JACKKNIFE = 5  # parts of the articles, each met with weights from the others


def cases(path: str, weights: Callable[[str], dict[str, float] | None]) -> Iterator[Case]:
    """Every quotation of the gold whose own clause does not date it, with the dates it may be of.

    `weights` gives those that choose in an article, so that later quotations meet earlier choices as they will; for
    None the gold chooses.
    """
    gold = Gold()
    for article in read(path):
        if isinstance(article, Article) and article.id in gold.rows:
            yield from _of_article(article, gold.rows[article.id], weights(article.id))


def _of_article(article: Article, rows: Sequence[Row], weights: dict[str, float] | None) -> Iterator[Case]:
    found: list[Case] = []

    class Listening(Occasions):
        """Occasions that note what they are asked."""

        def choose(self, days: Sequence[Day], said: Said) -> Day | None:
            row = matching(rows, said.span.start, said.span.end)
            wanted = row["utterance_date"] if row else None
            right = [day.on == wanted for day in days]
            if row and days:
                found.append(Case(article.id, self.features(days, said), [not any(right), *right]))
            if weights is not None:
                return super().choose(days, said)
            return next((day for day, good in zip(days, right, strict=True) if good), None)

        def weights(self) -> dict[str, float]:
            return weights or {}

    pipeline.extract(article, occasions=Listening)
    yield from found


def rounds(path: str, penalty: float) -> list[Case]:
    """The cases as they are met when weights learned from other articles choose the dates before."""
    first = list(cases(path, lambda _: None))
    by_article: dict[str, dict[str, float]] = {}
    for rest, held in folds(first, JACKKNIFE):
        by_article |= dict.fromkeys({case.article for case in held}, fit(rest, penalty))
    return list(cases(path, lambda article: by_article.get(article, {})))


if __name__ == "__main__":
    run("Learn on which date a quotation was spoken.", rounds, WEIGHTS, PENALTY)
