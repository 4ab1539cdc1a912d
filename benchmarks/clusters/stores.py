"""Times what is done with a store of many quotations, as a process of its own.

    python benchmarks/clusters/stores.py build|recluster|add|clusters|check STORE.db MENTIONS.jsonl RESULT.json

`build` stores mentions without placing them, for `recluster`. `add` ingests mentions, ten an article; `clusters` tells
where they are. `check` asks for stored quotations with a wrong word and cut ends, and for words that nobody said. The
results: `wall` and `cpu` seconds, those of `starting` and importing apart, peak `memory` in MB, and what each finds.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import costs
import mentions

from quotes.model import Article, Entry, Quote, Span
from quotes.store import ingest, open_store, recluster

AN_ARTICLE = 10
QUERIES = 300
ARTICLE = "INSERT INTO articles (id, uid, name, digest) VALUES (1, 'a', 'a', '')"
ENTRY = "INSERT INTO entries (id, article_id, number, start, text) VALUES (1, 1, 0, 0, '')"
QUOTE = """
    INSERT INTO quotes (id, uid, article_id, entry_id, is_canonical, wording, article, entry, kind, text, start, end,
        pieces, mention_form, confidence, rule, context, context_start)
    VALUES (?, ?, 1, 1, 0, 0, 'a', 0, 'direct', ?, 0, 0, '[]', 'none', 0.5, 'made', ?, 0)
"""


def build(store: Path, path: Path) -> dict[str, Any]:
    """Stores mentions as quotations of one article."""
    open_store(store).close()
    with sqlite3.connect(store) as db:
        db.execute(ARTICLE)
        db.execute(ENTRY)
        texts = (row["text"] for row in mentions.read(path))
        db.executemany(QUOTE, ((number, f"{number:016x}", text, text) for number, text in enumerate(texts, 1)))
    return {}


def rebuild(store: Path, _path: Path) -> dict[str, Any]:
    """Clusters a store from scratch."""
    with open_store(store) as opened:
        return {"count": recluster(opened)}


def add(store: Path, path: Path) -> dict[str, Any]:
    """Ingests mentions; the seconds it `took`, and the cluster that each of them came into."""
    texts = [row["text"] for row in mentions.read(path)]
    articles = list(_articles(texts))
    began = time.perf_counter()
    with open_store(store) as opened:
        ingest(opened, articles, extract=_said)
        took = time.perf_counter() - began
    return {"took": took, "clusters": clusters(store, path)["clusters"][-len(texts) :]}


def clusters(store: Path, _path: Path) -> dict[str, Any]:
    """The cluster of each stored quotation."""
    with sqlite3.connect(store) as db:
        return {"clusters": [cluster for (cluster,) in db.execute("SELECT cluster_id FROM quotes ORDER BY id")]}


def _articles(texts: list[str]) -> Iterator[Article]:
    """Articles that print some texts, one a paragraph."""
    for start in range(0, len(texts), AN_ARTICLE):
        some = [" ".join(text.split("\n")) for text in texts[start : start + AN_ARTICLE]]
        text = "\n".join(some)
        ends = [sum(map(len, some[: place + 1])) + place for place in range(len(some))]
        spans = tuple(Span(end - len(one), end) for one, end in zip(some, ends, strict=True))
        yield Article(f"later-{start}", text, (Entry(0, Span(0, len(text)), spans),))


def _said(article: Article) -> list[Quote]:
    return [
        Quote(
            article=article.id, entry=0, kind="direct", text=span.of(article.text), pieces=(span,), context=span,
            speaker=None, mention=None, cue=None, spoken_on=None, spoken_basis=None, published_at=None,
            confidence=0.5, rule="made",
        )
        for span in article.entries[0].paragraphs
    ]  # fmt: skip


def check(store: Path, path: Path) -> dict[str, Any]:
    """Asks for altered quotations and for others; the seconds of each answer, and how many altered ones were found.

    An altered one is found if one of its cluster is among the first three.
    """
    from quotes.publish.checks import check as ask

    pick = random.Random(5)
    whole = [row["text"] for row in islice(mentions.read(path), 50_000) if row["kind"] == "base"]
    seconds: list[float] = []
    with open_store(store) as opened:
        found = []
        for text in pick.sample([text for text in whole if len(text.split()) >= 8], QUERIES):
            near = _timed(seconds, partial(ask, opened), altered(text, pick))
            found.append(any(text in {hit.text, *(one.text for one in hit.every)} for hit in near.nearest[:3]))
        absent = [" ".join(pick.choice(pick.choice(whole).split()) for _ in range(9)) for _ in range(QUERIES // 5)]
        for words in absent:
            _timed(seconds, partial(ask, opened), words)
        short = [" ".join(pick.choice(whole).split()[:3]) for _ in range(QUERIES // 10)]
        for words in short:
            _timed(seconds, partial(ask, opened), words)
    seconds.sort()
    return {"p50": seconds[len(seconds) // 2], "p95": seconds[len(seconds) * 95 // 100], "max": seconds[-1],
            "found": sum(found) / len(found)}  # fmt: skip


def altered(text: str, pick: random.Random) -> str:
    """A text with a wrong word inside and its ends cut."""
    words = text.split()
    words = words[pick.randint(0, 2) : len(words) - pick.randint(0, 2)]
    words[pick.randrange(1, len(words) - 1)] = "harbours"
    return " ".join(words)


def _timed(seconds: list[float], ask: Callable[[str], Any], words: str) -> Any:
    began = time.perf_counter()
    answer = ask(words)
    seconds.append(time.perf_counter() - began)
    return answer


WORK = {"build": build, "recluster": rebuild, "add": add, "clusters": clusters, "check": check}


def main(name: str, store: str, path: str, result: str) -> None:
    """Write the result of one piece of work."""
    starting = costs.age()
    began, used = time.perf_counter(), costs.cpu()
    found = WORK[name](Path(store), Path(path))
    cost = {
        "wall": time.perf_counter() - began,
        "cpu": costs.cpu() - used,
        "memory": costs.peak(),
        "starting": starting,
    }
    Path(result).write_text(json.dumps(cost | found))


if __name__ == "__main__":
    main(*sys.argv[1:])
