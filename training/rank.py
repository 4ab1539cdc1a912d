"""Learns `quotes/extract/weights/ranking.json`: who of several candidates said a quotation.

    python training/rank.py TRAIN.jsonl

TRAIN.jsonl: articles of PolNeAR's training part, `{id, text, attributions: [{source, cue, content}]}` with spans as
lists of [start, end]. A softmax over the candidates of each quotation, fitted by L-BFGS with an L2 penalty; weights
near zero are left out. The same file gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from quotes.extract import kinds, quotations, speakers
from quotes.extract.candidates import Candidate, candidates
from quotes.extract.places import Entry, Place
from quotes.extract.ranking import WEIGHTS
from quotes.extract.rules import Attribution
from quotes.model import Article
from quotes.read import read

PENALTY = 0.6
RARE = 3  # a feature seen less often is left out
SMALL = 0.04  # a weight nearer to zero is left out
SWAPPED = frozenset("said says told added wrote asked".split())  # sources of the corpus that are cues by a slip
Row = dict[str, Any]


@dataclass(slots=True)
class Case:
    """One quotation: its candidates' features, which of them are right, and its article."""

    article: str
    features: list[list[str]]
    right: list[bool]
    rule: str
    decided_right: bool


def cases(path: str) -> Iterator[Case]:
    """Every quotation of the articles with its candidates, as the rules meet them."""
    gold = {row["id"]: row for row in map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())}
    for article in read(path):
        if isinstance(article, Article):
            attributions = [_repaired(a, article.text) for a in gold[article.id]["attributions"]]
            yield from _of_article(article, attributions)


def _repaired(attribution: Row, text: str) -> Row:
    """An attribution with source and cue in their places."""
    if len(attribution["source"]) == 1 and text[slice(*attribution["source"][0])].strip().lower() in SWAPPED:
        return {**attribution, "source": attribution["cue"], "cue": attribution["source"]}
    return attribution


def _of_article(article: Article, attributions: Sequence[Row]) -> Iterator[Case]:
    single = quotations.quotes_with_single(article.text, [p for entry in article.entries for p in entry.paragraphs])
    for entry in article.entries:
        marked = quotations.find(article.text, entry.paragraphs, single=single)
        if not marked:
            continue
        seen: list[Case] = []
        place_entry = Entry(article.text, entry.paragraphs, marked)

        def settle(
            place: Place,
            decided: Attribution,
            previous: Attribution,
            seen: list[Case] = seen,
            within: Entry = place_entry,
        ) -> Attribution:
            looks = kinds.looks_reported(within, place, decided)
            found = candidates(within, place, decided, previous, looks_reported=looks)
            sources = gold_sources(place, attributions)
            right = [is_right(one, sources) for one in found]
            said = is_right(Candidate(decided, []), sources)
            seen.append(Case(article.id, [one.features for one in found], right, decided.rule, said))
            return decided

        speakers.walk(place_entry, settle)
        yield from seen


def gold_sources(place: Place, attributions: Sequence[Row]) -> list[list[int]]:
    """The source spans of the attribution that holds most of a quotation; empty for none."""
    for attribution in attributions:
        shared = sum(
            max(0, min(end, piece.end) - max(start, piece.start))
            for start, end in attribution["content"]
            for piece in place.pieces
        )
        if 2 * shared > sum(map(len, place.pieces)):
            return list(attribution["source"])
    return []


def is_right(candidate: Candidate, sources: Sequence[Sequence[int]]) -> bool:
    """True if a candidate's mention overlaps a source, or nobody is named and there is none."""
    mention = candidate.attribution.mention
    if mention is None:
        return not sources
    return any(start < mention.end and mention.start < end for start, end in sources)


def fit(found: Sequence[Case], penalty: float = PENALTY) -> dict[str, float]:
    """The weights that make the right candidates of all quotations likeliest."""
    usable = [case for case in found if any(case.right)]
    counts = Counter(feature for case in usable for one in case.features for feature in one)
    columns = {feature: n for n, feature in enumerate(sorted(f for f, seen in counts.items() if seen >= RARE))}
    matrix, right, groups = _matrix(usable, columns)
    starts = np.flatnonzero(np.r_[True, np.diff(groups) > 0])
    turned = matrix.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = matrix @ weights
        shares = np.exp(sums - np.maximum.reduceat(sums, starts)[groups])
        whole, good = np.add.reduceat(shares, starts), np.add.reduceat(shares * right, starts)
        slope = turned @ (shares / whole[groups] - shares * right / good[groups])
        return float(np.log(whole / good).sum() + penalty * weights @ weights), slope + 2 * penalty * weights

    best = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {f: round(float(best.x[n]), 2) for f, n in columns.items() if abs(best.x[n]) >= SMALL}


def _matrix(found: Sequence[Case], columns: dict[str, int]) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Candidates by features, which candidates are right, and the quotation that each belongs to."""
    places, ends, right, groups = [], [0], [], []
    for number, case in enumerate(found):
        for features, good in zip(case.features, case.right, strict=True):
            places += [columns[f] for f in features if f in columns]
            ends.append(len(places))
            right.append(float(good))
            groups.append(number)
    shape = (len(ends) - 1, len(columns))
    return csr_matrix((np.ones(len(places)), places, ends), shape=shape), np.array(right), np.array(groups)


def judge(found: Sequence[Case], weights: dict[str, float]) -> Counter[str]:
    """How many quotations get the right speaker (or rightly nobody) by the rules and by the weights."""
    count: Counter[str] = Counter()
    for case in found:
        sums = [sum(weights.get(f, 0.0) for f in one) for one in case.features]
        best = max(range(len(sums)), key=sums.__getitem__)
        count["all"] += 1
        count["reachable"] += any(case.right)
        count["rules"] += case.decided_right
        count["weights"] += case.right[best]
    return count


def folds(found: Sequence[Case], number: int) -> Iterator[tuple[list[Case], list[Case]]]:
    """Training and held-out cases, by article, `number` times."""
    articles = sorted({case.article for case in found})
    random.Random(1).shuffle(articles)
    for n in range(number):
        held = set(articles[n::number])
        yield [c for c in found if c.article not in held], [c for c in found if c.article in held]


def main() -> None:
    """Cross-validate, or write WEIGHTS."""
    parser = argparse.ArgumentParser(description="Learn who of several candidates said a quotation.")
    parser.add_argument("train", metavar="TRAIN.jsonl")
    parser.add_argument("--folds", type=int, default=0, help="only print how good the weights are on held-out articles")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    options = parser.parse_args()
    found = list(cases(options.train))
    if options.folds:
        print(sum((judge(held, fit(rest, options.penalty)) for rest, held in folds(found, options.folds)), Counter()))
        return
    weights = fit(found, options.penalty)
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    print(judge(found, weights), len(weights), "weights")


if __name__ == "__main__":
    main()
