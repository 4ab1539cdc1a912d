"""Benchmark mentions: quotations as articles print them, with the cluster each of them belongs to.

A mention is a row `{id, text, gold, kind, parent, sibling, neg}`. Those of one `gold` are one utterance. `kind` is
`base` for the full wording, `frag` for an excerpt (a cluster of its own, cut from the statement `parent`), or the kind
of change made. `sibling` is the statement that differs by a change of sense of the kind `neg` and must stay apart.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[3] / "shared"
GENERATOR = SHARED / "clustering" / "make_bench.py"
SOURCE = SHARED / "polnear" / "train.jsonl.gz"

Row = dict[str, Any]


def read(path: Path) -> Iterator[Row]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write(rows: Iterable[Row], path: Path) -> Path:
    """The rows as JSON Lines; returns the path."""
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def generated(folder: Path, count: int, seed: int, *, incoming: int = 0) -> Path:
    """A file of so many generated mentions, kept in `folder` from one run to the next.

    With `incoming` so many later ones lie beside it: see `later`.
    """
    path = folder / f"{count}-{seed}.jsonl"
    if path.exists() and (not incoming or later(path).exists()):
        return path
    command = [GENERATOR, "--n", count, "--seed", seed, "--src", _source(folder), "--out", path, "--incoming", incoming]
    subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.DEVNULL)
    return path


def later(path: Path) -> Path:
    """The file of the mentions that arrive later."""
    return path.with_suffix(".incoming.jsonl")


def _source(folder: Path) -> Path:
    """The articles whose words the generator uses, unpacked."""
    unpacked = folder / "source.jsonl"
    if not unpacked.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unpacked.write_bytes(gzip.decompress(SOURCE.read_bytes()))
    return unpacked
