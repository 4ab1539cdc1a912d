"""Clusters mentions in one way and tells what it cost, as a process of its own.

    python benchmarks/clusters/contestants.py quotes|"quotes, 2"|rensa|datasketch MENTIONS.jsonl RESULT.json

"quotes, 2" shares the work between two processes.

The result: `wall` and `cpu` seconds of the clustering alone, `memory` of the whole process in MB, `members` and
`fragments`. The peers do what their manuals show: MinHash of word pairs, a Jaccard threshold of 0.5, all that are
connected are one cluster; equal texts are looked at once.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import costs
from mentions import read

from quotes.cluster import Clustering, cluster

PERMUTATIONS, THRESHOLD, BANDS = 128, 0.5, 32


def with_rensa(texts: Sequence[str]) -> Clustering:
    """Clusters as rensa's MinHash index gives them."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)

    def near(number: int, shingles: list[str]) -> Iterator[int]:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(shingles)
        sketches.append(sketch)
        yield from (other for other in index.query(sketch) if sketches[other].jaccard(sketch) >= THRESHOLD)
        index.insert(number, sketch)

    sketches: list[RMinHash] = []
    return _connected(texts, near)


def with_datasketch(texts: Sequence[str]) -> Clustering:
    """Clusters as datasketch's MinHash index gives them."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def near(number: int, shingles: list[str]) -> Iterator[int]:
        sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update_batch([shingle.encode() for shingle in shingles])
        yield from index.query(sketch)
        index.insert(number, sketch, check_duplication=False)

    return _connected(texts, near)


def _connected(texts: Sequence[str], near: Callable[[int, list[str]], Iterator[int]]) -> Clustering:
    """Clusters of all texts that are connected by what is near."""
    parents: list[int] = []

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    numbers: dict[str, int] = {}
    of_row = []
    for text in texts:
        if text not in numbers:
            number = numbers[text] = len(numbers)
            parents.append(number)
            for other in near(number, _shingles(text)):
                parents[max(root(number), root(other))] = min(root(number), root(other))
        of_row.append(numbers[text])
    return Clustering([root(number) for number in of_row], [])


def _shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[place : place + 2]) for place in range(max(1, len(words) - 1))]


CONTESTANTS = {
    "quotes": cluster,
    "quotes, 2": partial(cluster, processes=2),
    "rensa": with_rensa,
    "datasketch": with_datasketch,
}


def main(name: str, mentions: str, result: str) -> None:
    """Write the result of one contestant."""
    texts = [row["text"] for row in read(Path(mentions))]
    began, used = time.perf_counter(), costs.cpu()
    found = CONTESTANTS[name](texts)
    cost = {"wall": time.perf_counter() - began, "cpu": costs.cpu() - used, "memory": costs.peak()}
    Path(result).write_text(json.dumps(cost | {"members": found.members, "fragments": found.fragments}))


if __name__ == "__main__":
    main(*sys.argv[1:])
