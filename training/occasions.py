"""Learns `quotes/extract/weights/occasions.json`: on which of an entry's dates a quotation was spoken.

    python training/occasions.py TRAIN.jsonl
    python training/occasions.py TRAIN.jsonl --curve 5

TRAIN.jsonl: articles of PolNeAR's training part, `{id, text, date}`. The days of speaking stand in `training/gold`,
found in the articles by two readings (see the README). The same files give the same weights. `--curve` prints instead,
for articles held out, which share of dates is right and which share is given where the gold has none: as extraction
gives them, and with less or more asked.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gold import Gold, Row, matching
from softmax import Case, fit, folds, judge, save

from quotes.extract import pipeline
from quotes.extract.dating.beside import Beside
from quotes.extract.dating.clues import by_date
from quotes.extract.dating.days import Day
from quotes.extract.dating.occasions import WEIGHTS, Occasions
from quotes.extract.weighing import softmax
from quotes.model import Article, Quote
from quotes.read import read

PENALTY = 6.0


@dataclass(slots=True)
class Dated:
    """A quotation of the gold: the day it has there, and what extraction has to choose from.

    `own` is the day that its own clause gives; `least` the chance below which extraction does not give each of the
    `dates`; `case` is None where nothing is left to choose.
    """

    article: str
    wanted: str | None
    is_found: bool
    own: str | None
    dates: Sequence[str]
    least: Sequence[float]
    case: Case | None


def quotations(path: str) -> Iterator[Dated]:
    """Every quotation of the gold."""
    gold = Gold()
    for article in read(path):
        if isinstance(article, Article) and article.id in gold.rows:
            yield from _of_article(article, gold.rows[article.id])


def _of_article(article: Article, rows: Sequence[Row]) -> Iterator[Dated]:
    asked: dict[int, tuple[list[str], list[float], list[list[str]]]] = {}

    class Listening(Occasions):
        """Occasions that note what they are asked."""

        def choose(self, days: Sequence[Day], one: Beside) -> Day | None:
            if days:
                grouped = by_date(days)
                least = [self.least(self.clues.telling(same, one), one) for same in grouped.values()]
                asked[one.said.span.start] = list(grouped), least, self.clues.features(grouped, one)
            return None

    found: dict[int, Quote] = {}
    for quote in pipeline.extract(article, occasions=Listening):
        row = matching(rows, quote.start, quote.end)
        if row:
            found[id(row)] = quote
    for row in rows:
        if row.get("date_disputed"):
            continue
        quote, wanted = found.get(id(row)), row["utterance_date"]
        dates, least, features = asked.get(quote.start, ([], [], [])) if quote else ([], [], [])
        right = [date == wanted for date in dates]
        case = Case(article.id, features, [not any(right), *right]) if dates else None
        yield Dated(article.id, wanted, quote is not None, quote.spoken_on if quote else None, dates, least, case)


def curve(found: Sequence[Dated], parts: int, penalty: float) -> None:
    """Print the shares of dates right and of dates invented in articles held out, by how much more is asked."""
    chosen: list[tuple[Dated, str | None, float]] = []
    cases = [one.case for one in found if one.case]
    for rest, held in folds(cases, parts):
        weights, articles = fit(rest, penalty), {case.article for case in held}
        chosen += [(one, *_best(one, weights)) for one in found if one.case and one.article in articles]
    chosen += [(one, one.own, 1.0) for one in found if not one.case]
    settled = sum(one.wanted is not None for one in found)
    unsettled = sum(one.wanted is None and one.is_found for one in found)
    for more in range(-30, 25, 5):
        given = [(one, date) for one, date, spare in chosen if date and spare >= more / 100]
        right = sum(one.wanted == date for one, date in given)
        invented = sum(one.wanted is None for one, _ in given)
        print(f"{more / 100:+.2f}  right {right / settled:.3f}  invented {invented / unsettled:.3f}")


def _best(one: Dated, weights: dict[str, float]) -> tuple[str, float]:
    """The likeliest date of a quotation, and how far its chance is above the least."""
    shares = softmax(one.case.features, weights)[1:] if one.case else []
    share, date, least = max(zip(shares, one.dates, one.least, strict=True))
    return date, share - least


def main() -> None:
    """Write the weights, or print how good they are on articles held out."""
    parser = argparse.ArgumentParser(description="Learn on which date a quotation was spoken.")
    parser.add_argument("train", metavar="TRAIN.jsonl")
    parser.add_argument("--curve", type=int, default=0, metavar="PARTS", help="only print what held-out articles give")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    options = parser.parse_args()
    found = list(quotations(options.train))
    if options.curve:
        curve(found, options.curve, options.penalty)
        return
    cases = [one.case for one in found if one.case]
    weights = fit(cases, options.penalty)
    save(weights, WEIGHTS)
    print(judge(cases, weights), len(weights), "weights")


if __name__ == "__main__":
    main()
