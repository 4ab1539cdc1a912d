"""Learns `quotes/extract/weights/antecedents.json`: whom he, she or `the senator` means.

    python training/antecedents.py TRAIN.jsonl

TRAIN.jsonl: articles of PolNeAR's training part, `{id, text, date}`. Who is meant stands in `training/gold`, names
that a reading found in the articles (see the README). The same files give the same weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gold import Gold, Row, accepted, matching
from softmax import Case, fit, run, using

from quotes import names
from quotes.extract import pipeline
from quotes.extract.people.antecedents import WEIGHTS, Reference
from quotes.extract.people.resolution import Resolver
from quotes.model import Article, Entry, Span
from quotes.read import read

PENALTY = 2.0


def cases(path: str) -> Iterator[Case]:
    """Every pronoun or description beside a quotation whose speaker the gold tells, with the persons it may mean."""
    gold = Gold()
    for article in read(path):
        if isinstance(article, Article) and article.id in gold.rows:
            yield from _of_article(article, gold.rows[article.id])


def settled(path: str, penalty: float) -> list[Case]:
    """The cases as they are met with weights learned from those that are met without any.

    Who was last meant is known of each; so the same files give the same weights, whatever weights there were.
    """
    with using({WEIGHTS: {}}):
        first = fit(list(cases(path)), penalty)
    with using({WEIGHTS: first}):
        return list(cases(path))


def _of_article(article: Article, rows: Sequence[Row]) -> Iterator[Case]:
    met: list[tuple[Reference, Span]] = []

    class Listening(Resolver):
        """A resolver that notes what it meets."""

        def reference(self, phrase: str, span: Span, entry: Entry) -> Reference:
            met.append((super().reference(phrase, span, entry), span))
            return met[-1][0]

    for quote in pipeline.extract(article, resolver=Listening):
        wanted = accepted(matching(rows, quote.start, quote.end))
        reference = next((r for r, span in reversed(met) if quote.mention and span == quote.mention.span), None)
        features = reference.features() if wanted and reference else None
        if features and reference:
            right = [names.fold(naming.person.name) in wanted for naming in reference.namings]
            if len(features) > len(right):
                right.append(not any(right))
            yield Case(article.id, features, right)


if __name__ == "__main__":
    run("Learn whom he, she or a description means.", settled, WEIGHTS, PENALTY)
