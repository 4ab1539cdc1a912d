"""Choosing one of several: a softmax over features that are words, fitted by L-BFGS with an L2 penalty."""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from quotes.extract import weighing

RARE = 3  # a feature seen less often is left out
SMALL = 0.04  # a weight nearer to zero is left out


@dataclass(slots=True)
class Case:
    """One choice: each candidate's features, which of them are right, and the article it stands in."""

    article: str
    features: list[Sequence[str]]
    right: list[bool]


def fit(found: Sequence[Case], penalty: float) -> dict[str, float]:
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
    """How often a right candidate is there, and is chosen."""
    count: Counter[str] = Counter()
    for case in found:
        sums = [sum(weights.get(f, 0.0) for f in one) for one in case.features]
        best = max(range(len(sums)), key=sums.__getitem__)
        count["all"] += 1
        count["reachable"] += any(case.right)
        count["right"] += case.right[best]
    return count


def folds(found: Sequence[Case], number: int) -> Iterator[tuple[list[Case], list[Case]]]:
    """Training and held-out cases, by article, `number` times."""
    articles = sorted({case.article for case in found})
    random.Random(1).shuffle(articles)
    for n in range(number):
        held = set(articles[n::number])
        yield [c for c in found if c.article not in held], [c for c in found if c.article in held]


def save(weights: dict[str, float], name: str) -> None:
    """Write a file of weights as JSON, sorted, so that the same weights give the same file."""
    (weighing.HOME / f"{name}.json").write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8"
    )


class using:
    """A block in which extraction uses these weights, by the name of their file."""

    def __init__(self, learned: dict[str, dict[str, float]]) -> None:
        self.learned = learned

    def __enter__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.home, weighing.HOME = weighing.HOME, Path(self.folder.name)
        for file in self.home.glob("*.json"):
            (weighing.HOME / file.name).write_bytes(file.read_bytes())
        for name, weights in self.learned.items():
            save(weights, name)
        weighing.weights_in.cache_clear()

    def __exit__(self, *_: object) -> None:
        weighing.HOME = self.home
        weighing.weights_in.cache_clear()
        self.folder.cleanup()


def run(description: str, cases: Callable[[str, float], list[Case]], name: str, penalty: float) -> None:
    """The command line of a training command: cross-validate, or write the file of weights.

    `cases` gives the cases of a file of articles, for a penalty.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("train", metavar="TRAIN.jsonl")
    parser.add_argument("--folds", type=int, default=0, help="only print how good the weights are on held-out articles")
    parser.add_argument("--penalty", type=float, default=penalty)
    options = parser.parse_args()
    found = cases(options.train, options.penalty)
    if options.folds:
        print(sum((judge(held, fit(rest, options.penalty)) for rest, held in folds(found, options.folds)), Counter()))
        return
    weights = fit(found, options.penalty)
    save(weights, name)
    print(judge(found, weights), len(weights), "weights")
