"""How well clusters and fragments agree with the gold of benchmark mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

import numpy as np
from mentions import Row

from quotes.cluster.words import encoded

Scores = dict[str, float]


def bcubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """B-cubed F of two partitions of the same rows, 0 to 1: precision and recall of each row's cluster, averaged."""
    one, other = _numbered(gold), _numbered(found)
    _, pair, sizes = np.unique(one * (other.max() + 1) + other, return_inverse=True, return_counts=True)
    shared = sizes[pair]
    precision = (shared / np.bincount(other)[other]).mean()
    recall = (shared / np.bincount(one)[one]).mean()
    return float(2 * precision * recall / (precision + recall))


def judge(rows: Sequence[Row], members: Sequence[int], fragments: Iterable[tuple[int, int]] | None) -> Scores:
    """The shares, 0 to 1, of what the table of the benchmark shows; `fragments` are pairs of canonical rows.

    A fragment relation is right if the excerpt was cut from that statement, or its words stand in a print of it.
    """
    base = {row["gold"]: members[place] for place, row in enumerate(rows) if row["kind"] == "base"}
    scores = {"b-cubed": bcubed([row["gold"] for row in rows], members)}
    twins = [member == base.get(row["sibling"]) for row, member in _of(rows, members, "base") if row["sibling"] in base]
    scores["twins merged"] = _share(twins)
    if fragments is not None:
        scores |= _fragments(rows, members, base, sorted(set(fragments)))
    for kind in sorted({row["kind"] for row in rows} - {"base", "frag"}):
        scores[f"joined: {kind}"] = _share(
            member == base[row["gold"]] for row, member in _of(rows, members, kind) if row["gold"] in base
        )
    for kind in sorted({row["neg"] for row in rows} - {""}):
        scores[f"merged: {kind}"] = _share(
            member == base.get(row["sibling"])
            for row, member in _of(rows, members, "base")
            if row["neg"] == kind and row["sibling"] in base
        )
    return scores


def _fragments(
    rows: Sequence[Row], members: Sequence[int], base: dict[int, int], pairs: Sequence[tuple[int, int]]
) -> Scores:
    found, parents, golds = set(pairs), defaultdict(set), defaultdict(set)
    for row, member in zip(rows, members, strict=True):
        golds[member].add(row["gold"])
        if row["kind"] == "frag":
            parents[member].add(row["parent"])
    made = [bool(parents[excerpt] & golds[whole]) for excerpt, whole in pairs]
    wholes = {whole for right, (_, whole) in zip(made, pairs, strict=True) if not right}
    prints: dict[int, set[str]] = defaultdict(set)
    for row, member in zip(rows, members, strict=True):
        if member in wholes:
            prints[member].add(encoded(row["text"]))
    stands = [
        right or any(encoded(rows[excerpt]["text"]) in codes for codes in prints[whole])
        for right, (excerpt, whole) in zip(made, pairs, strict=True)
    ]
    cut = [(member, base[row["parent"]]) for row, member in _of(rows, members, "frag") if row["parent"] in base]
    return {
        "fragment recall": _share(pair in found for pair in cut),
        "fragment precision": _share(stands),
        "fragment precision, made ones alone": _share(made),
        "fragments merged": _share(excerpt == whole for excerpt, whole in cut),
    }


def _of(rows: Sequence[Row], members: Sequence[int], kind: str) -> Iterator[tuple[Row, int]]:
    return ((row, member) for row, member in zip(rows, members, strict=True) if row["kind"] == kind)


def _share(facts: Iterable[bool]) -> float:
    listed = list(facts)
    return sum(listed) / len(listed) if listed else float("nan")


def _numbered(values: Sequence[Hashable]) -> np.ndarray:
    numbers: dict[Hashable, int] = {}
    return np.fromiter((numbers.setdefault(value, len(numbers)) for value in values), np.int64, len(values))
