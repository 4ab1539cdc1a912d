"""A store of any size, made up: outlets print, repeat and alter what speakers say, as often as real ones do.

Everything is drawn from one seed, so the same size gives the same store. Texts are words of the dictionary without
sense, frequent ones as frequent as in English.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import numpy as np

from quotes.cluster import keys
from quotes.store import open_store

FREQUENT = (
    "the of and to a in that is was for it we they be on are as with he not this but have at by from will an or".split()
)
WORDS, OUTLETS, DAYS = 30_000, 200, 3_650
FIRST = date(2015, 1, 1)
ONCE = 0.72  # share of utterances that are printed once; the others up to MOST times, few often
MOST = 60
SAME = {
    "article": "", "entry": 0, "kind": "direct", "speaker_kind": "person", "mention_start": 0, "mention_end": 0,
    "mention_form": "name", "cue": "said", "cue_start": 0, "cue_end": 0,
}  # fmt: skip
# Every fortieth utterance is close to the next, every fiftieth an excerpt of it.
RELATIONS = (
    "insert into close (one_id, other_id, reason) select id - 1, id, 'number' from clusters where id % 40 = 0",
    "insert into fragments (fragment_id, whole_id) select id - 1, id from clusters where id % 50 = 0",
)
RULES = ("cue-speaker", "speaker-cue", "same paragraph", "sentence before")


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make up."""

    quotations: int = 1_000_000
    articles: int = 300_000
    speakers: int = 50_000


def store(path: Path, size: Size, seed: int = 1) -> Path:
    """Writes a store with about as much as `size` says, and exactly as many quotations; returns its path."""
    open_store(path).close()
    draw, random_ = np.random.default_rng(seed), random.Random(seed)
    with sqlite3.connect(path) as db:
        db.execute("pragma synchronous = off")
        days = np.sort(draw.integers(0, DAYS, size.articles))
        _around(db, draw, days, size)
        _quotations(db, draw, random_, days, size)
        for relation in RELATIONS:
            db.execute(relation)
    db.close()
    return path


def vocabulary() -> tuple[list[str], np.ndarray]:
    """Words, and how frequent each is."""
    lines = files("quotes.cluster").joinpath("data", "dictionary.txt").read_text(encoding="utf-8").splitlines()
    known = [word for word in lines if word.isalpha() and word.islower() and word not in FREQUENT]
    random.Random(0).shuffle(known)
    chosen = FREQUENT + known[: WORDS - len(FREQUENT)]
    weights = 1 / (np.arange(len(chosen)) + 2.7)
    return chosen, weights / weights.sum()


def _day(number: int) -> str:
    return (FIRST + timedelta(days=int(number))).isoformat()


def _address(number: int) -> str:
    return f"https://outlet.example/{number}"


def _uid(kind: str, number: int) -> str:
    return blake2b(f"{kind}{number}".encode(), digest_size=8).hexdigest()


def _around(db: sqlite3.Connection, draw: np.random.Generator, days: np.ndarray, size: Size) -> None:
    """Outlets, articles of 3 KB, and speakers."""
    words, weights = vocabulary()
    text = " ".join(words[place] for place in draw.choice(len(words), 200_000, p=weights))
    db.executemany("insert into outlets (id, name) values (?, ?)", ((n, f"Outlet {n}") for n in range(1, OUTLETS + 1)))
    outlets = draw.integers(1, OUTLETS + 1, size.articles)
    starts = draw.integers(0, len(text) - 4000, size.articles)
    articles = (
        (n + 1, _uid("article", n), f"a{n}", text[at : at + 50], _address(n), int(outlet), _day(day))
        for n, (at, outlet, day) in enumerate(zip(starts, outlets, days, strict=True))
    )
    _insert(db, "articles", ("id", "uid", "name", "title", "url", "outlet_id", "published_at"), articles, digest="")
    db.executemany(
        "insert into entries (id, article_id, number, start, text) values (?, ?, 0, 0, ?)",
        ((n + 1, n + 1, text[at : at + 3000]) for n, at in enumerate(starts)),
    )
    names = [_name(words, n) for n in range(size.speakers)]
    db.executemany(
        "insert into speakers (id, uid, name, kind, key) values (?, ?, ?, 'person', ?)",
        ((n + 1, _uid("speaker", n), name, name.split()[1].lower()) for n, name in enumerate(names)),
    )
    db.executemany(
        "insert into aliases (speaker_id, name) values (?, ?)", ((n + 1, name) for n, name in enumerate(names))
    )


def _insert(
    db: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], **same: object
) -> None:
    """Rows into some columns of a table; `same` are the columns in which all rows are the same."""
    listed = ", ".join(f'"{column}"' for column in (*columns, *same))
    marks = ", ".join("?" * (len(columns) + len(same)))
    db.executemany(f"insert into {table} ({listed}) values ({marks})", ((*row, *same.values()) for row in rows))


def _name(words: list[str], number: int) -> str:
    given, family = words[100 + number % 500], words[1000 + number * 7 % 20_000]
    return f"{given.title()} {family.title()}"


def _quotations(
    db: sqlite3.Connection, draw: np.random.Generator, random_: random.Random, days: np.ndarray, size: Size
) -> None:
    weights = 1 / (np.arange(size.speakers) + 1.0)
    who = iter(draw.choice(size.speakers, size.quotations, p=weights / weights.sum()) + 1)
    number = cluster = 0
    texts = _texts(draw)
    names = dict(db.execute("select id, name from speakers"))
    while number < size.quotations:
        cluster, text, speaker = cluster + 1, next(texts), int(next(who))
        printings = [text, *(_altered(text, random_) for _ in range(_times(random_) - 1))][: size.quotations - number]
        home = random_.randrange(size.articles)
        db.execute("insert into clusters (id) values (?)", (cluster,))
        for place, printed in enumerate(printings):
            number += 1
            article = min(home + random_.randrange(0, 200) * (place > 0), size.articles - 1)
            named = speaker if random_.random() < 0.98 else random_.randrange(size.speakers) + 1
            _print(db, number, printed, names[named], named, cluster, place == 0, article + 1, _day(days[article]))
            if place == 0:
                db.executemany(
                    "insert into keys (key, quote_id) values (?, ?)", ((key, number) for key in keys(printed))
                )


def _texts(draw: np.random.Generator) -> Iterator[str]:
    """Sentences of 5 to 40 words."""
    words, weights = vocabulary()
    while True:
        drawn = iter(draw.choice(len(words), 1_000_000, p=weights))
        for length in draw.integers(5, 41, 24_000):
            yield " ".join(words[place] for place in (next(drawn) for _ in range(length))).capitalize() + "."


def _times(random_: random.Random) -> int:
    return 1 if random_.random() < ONCE else min(MOST, 1 + int(random_.paretovariate(1.3)))


def _altered(text: str, random_: random.Random) -> str:
    """The text as another outlet prints it: six times in ten the same, else a word left out, or an end cut off."""
    chance, words = random_.random(), text.split()
    if chance < 0.6:
        return text
    if chance < 0.85:
        del words[random_.randrange(len(words))]
        return " ".join(words)
    return " ".join(words[: max(4, len(words) * 3 // 4)])


def _print(
    db: sqlite3.Connection, number: int, text: str, name: str, speaker: int, cluster: int, first: bool, article: int,
    day: str,
) -> None:  # fmt: skip
    start, end = 200, 202 + len(text)
    before = "They met in the town hall at noon, and the rain went on. " * 4
    row = {
        "id": number, "uid": _uid("quote", number), "article_id": article, "entry_id": article, "speaker_id": speaker,
        "cluster_id": cluster, "is_canonical": first, "wording": number, "text": text, "start": start, "end": end,
        "pieces": f"[[{start}, {end}]]", "speaker": name, "speaker_role": "the mayor" if number % 5 == 0 else None,
        "mention": name, "spoken_on": day if number % 3 == 0 else None, "published_at": day,
        "confidence": 0.5 + number % 50 / 100, "rule": RULES[number % 4],
        "context": f"{before}“{text}” said {name}, the mayor, at the end.", "context_start": start - len(before),
    }  # fmt: skip
    _insert(db, "quotes", tuple(row), [tuple(row.values())], **SAME)
