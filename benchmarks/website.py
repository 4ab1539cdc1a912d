"""Prints how quick the site is with a million quotations, and how large: each figure beside what it must be.

    python benchmarks/website.py [--quotations N] [--keep FOLDER]

The store is made up (`invented.py`), published with `quotes publish` and served with `quotes serve` in processes of
their own; requests come one after the other over loopback, warm. Beside a page stands the floor: what SQLite alone
takes for the statements of the same pages. FOLDER keeps the store for the next run.
"""

from __future__ import annotations

import argparse
import http.client
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

import invented
from speed import run

from quotes.publish.plugin import checking, home, quotation, searching, speaker
from quotes.publish.plugin.asked import Asked, Page

REQUESTS, CHECKS, CLIENTS, SECONDS = 200, 300, 4, 10
ROOT = "http://127.0.0.1"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page: what is asked for, the function behind it, and what p50 and p95 must be, in ms."""

    name: str
    paths: list[str]
    page: Page
    asked: list[Asked]
    must: tuple[float | None, float]
    aim: tuple[float | None, float]


def main(arguments: Sequence[str]) -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotations", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        store = folder / f"store-{chosen.quotations}.db"
        if not store.exists():
            size = invented.Size(chosen.quotations, chosen.quotations * 3 // 10, chosen.quotations // 20)
            invented.store(store, size)
        public = folder / f"public-{chosen.quotations}"
        _line("", "p50", "p95", "floor", "must", "aim")
        cost = run("publish", str(public), "--db", str(store))
        _line(f"publish, s (CPU {cost.cpu:.0f} s, {cost.memory:.0f} MB)", "", f"{cost.wall:.0f}", "", "180", "90")
        _measure((public / "quotes.db").resolve())
        shutil.rmtree(public)


def _measure(file: Path) -> None:
    with _served(file) as (port, process):
        for kind in _kinds(file):
            _pages(kind, port, file)
        _checks(file, port)
        rate = _rate(_quotations(file, 2000), port)
        _line(f"{CLIENTS} clients, quotation pages a second", "", f"{rate:.0f}", "", "130", "250")
        strained = _strained(_quotations(file, 50), port)
        _line("quotation page while ten endless queries run, ms", "", f"{strained:.0f}", "", "1000", "")
        weight = _weight(_quotations(file, 1)[0], port)
        _line("a quotation's page and stylesheet, KB", "", f"{weight:.1f}", "", "60", "25")
        _line("server memory, MB", "", f"{_memory(process):.0f}", "", "200", "120")


def _line(name: str, *values: str) -> None:
    print(f"{name:50}" + "".join(f"{value:>10}" for value in values), flush=True)


@contextmanager
def _served(file: Path) -> Iterator[tuple[int, int]]:
    """The port and the process of a server over a published file."""
    command = [sys.executable, "-m", "quotes.cli", "serve", str(file), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        yield int(server.stderr.readline().split("127.0.0.1:")[1].split("/")[0]), server.pid
        server.terminate()


def _kinds(file: Path) -> Iterator[Kind]:
    chance = random.Random(7)
    uids = _quotations(file, REQUESTS)
    with sqlite3.connect(file) as db:
        speakers = [uid for (uid,) in db.execute("select uid from speakers order by sort_key desc limit 50")]
        everybody = sorted(uid for (uid,) in db.execute("select uid from speakers"))
        (first, last), *_ = db.execute("select min(published_on), max(published_on) from quotes")
    speakers += chance.sample(everybody, min(len(everybody), REQUESTS - 50))
    words, _ = invented.vocabulary()
    years = list(range(int(first[:4]), int(last[:4]) + 1))
    asks = [chance.choice(words[:300] if n % 2 else words[300:5000]) for n in range(REQUESTS)]
    by_dates = [
        {"speaker": who, "since": f"{chance.choice(years)}", "q": chance.choice(words[:300])} for who in speakers
    ]
    two_words = [{"q": f"{a} {b}", "order": "best"} for a, b in pairwise(asks)]
    months = [{"since": f"{chance.choice(years)}-{n % 12 + 1:02}"} for n in range(REQUESTS)]
    canned = [
        {"speaker": name, "since": one["since"], "until": ""}
        for name, one in zip(_names(file, speakers), by_dates, strict=True)
    ]
    fast, slow = ((None, 100.0), (None, 40.0)), ((None, 150.0), (None, 60.0))
    yield _kind("quotation page", "/quotation/", quotation.page, uids, (25.0, 100.0), (12.0, 30.0))
    yield _kind("speaker page", "/speaker/", speaker.page, speakers, *slow)
    yield _search("search, newest first, one word", [{"q": word} for word in asks], *slow)
    yield _search("search, one word of all quotations", [{"q": word} for word in invented.FREQUENT], *slow)
    yield _search("search, speaker, days and a word", by_dates, *slow)
    yield _search("search, best match", two_words, *slow)
    yield Kind("home", ["/"] * REQUESTS, home.page, [Asked({}, {}, ROOT)], *fast)
    yield _search("browse a month", months, *fast)
    path = "/quotes/speaker_between_dates.json?_shape=array&"
    yield Kind("ready query, speaker and days", [path + urlencode(one) for one in canned], home.page, [], *slow)


def _kind(
    name: str, path: str, page: Page, uids: list[str], must: tuple[float | None, float], aim: tuple[float | None, float]
) -> Kind:
    return Kind(name, [path + uid for uid in uids], page, [Asked({"uid": uid}, {}, ROOT) for uid in uids], must, aim)


def _search(
    name: str, fields: list[dict[str, str]], must: tuple[float | None, float], aim: tuple[float | None, float]
) -> Kind:
    paths = ["/search?" + urlencode(one) for one in fields]
    return Kind(name, paths, searching.page, [Asked({}, one, ROOT) for one in fields], must, aim)


def _quotations(file: Path, count: int) -> list[str]:
    """The uids of some quotations, drawn evenly."""
    with sqlite3.connect(file) as db:
        (most,) = db.execute("select max(id) from quotes").fetchone()
        drawn = random.Random(3).sample(range(1, most + 1), min(count, most))
        return [db.execute("select uid from quotes where id = ?", [id]).fetchone()[0] for id in drawn]


def _names(file: Path, uids: list[str]) -> list[str]:
    with sqlite3.connect(file) as db:
        return [db.execute("select name from speakers where uid = ?", [uid]).fetchone()[0] for uid in uids]


def _pages(kind: Kind, port: int, file: Path) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in kind.paths[:5]:
        _fetch(connection, path)
    times, sizes = zip(*(_fetch(connection, path) for path in kind.paths), strict=True)
    floor = f"{_percentile(_floor(file, kind.page, kind.asked), 95):.1f}" if kind.asked else ""
    _line(f"{kind.name}, ms ({statistics.median(sizes) / 1000:.0f} KB)", f"{statistics.median(times):.1f}",
          f"{_percentile(times, 95):.1f}", floor, _both(kind.must), _both(kind.aim))  # fmt: skip


def _both(bars: tuple[float | None, float]) -> str:
    return " / ".join(f"{bar:.0f}" for bar in bars if bar is not None)


def _fetch(connection: http.client.HTTPConnection, path: str) -> tuple[float, int]:
    """Milliseconds and bytes of one answer."""
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
    return (time.perf_counter() - began) * 1000, len(body)


def _percentile(times: Sequence[float], percent: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def _floor(file: Path, page: Page, asked: list[Asked]) -> list[float]:
    """Milliseconds that SQLite takes for the statements of each page, nothing else."""
    with sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True) as db:
        db.row_factory = sqlite3.Row
        return [_replayed(db, page, one) for one in asked]


def _replayed(db: sqlite3.Connection, page: Page, asked: Asked) -> float:
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    page(db, asked)
    db.set_trace_callback(None)
    began = time.perf_counter()
    for statement in statements:
        if not statement.startswith("--"):
            db.execute(statement).fetchall()
    return (time.perf_counter() - began) * 1000


def _checks(file: Path, port: int) -> None:
    """How quick `/check` is, and how often it finds the right utterance with a wrong word and cut ends."""
    asks = list(_altered(file))
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = [_fetch(connection, f"/check?words={quote(words)}")[0] for words, _ in asks]
    floor = _floor(file, checking.page, [Asked({}, {"words": words}, ROOT) for words, _ in asks])
    both = f"{statistics.median(times):.1f}", f"{_percentile(times, 95):.1f}"
    _line("check, ms", *both, f"{_percentile(floor, 95):.1f}", "120 / 500", "40 / 150")
    with sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True) as db:
        db.row_factory = sqlite3.Row
        homes = dict(db.execute("select uid, cluster_id from quotes").fetchall())
        first = [[homes[near.uid] for near in checking.check(db, words).nearest[:3]] for words, _ in asks]
    hits = sum(cluster in found for (_, cluster), found in zip(asks, first, strict=True))
    _line("check, right utterance in the top 3, %", "", f"{hits / len(asks) * 100:.1f}", "", "98", "99.5")


def _altered(file: Path) -> Iterator[tuple[str, int]]:
    """Quotations with one wrong word, and in half of them a word cut off at either end; and their cluster."""
    chance, (words, _) = random.Random(5), invented.vocabulary()
    with sqlite3.connect(file) as db:
        for number, uid in enumerate(_quotations(file, CHECKS)):
            text, cluster = db.execute("select text, cluster_id from quotes where uid = ?", [uid]).fetchone()
            listed = text.split()
            if number % 2 and len(listed) > 7:
                listed = listed[1:-1]
            listed[chance.randrange(len(listed))] = chance.choice(words[300:])
            yield " ".join(listed), cluster


def _rate(uids: list[str], port: int) -> float:
    """Quotation pages a second that several clients get at once."""
    counts: list[int] = []
    until = time.perf_counter() + SECONDS

    def client(own: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        count = 0
        while time.perf_counter() < until:
            _fetch(connection, f"/quotation/{own[count % len(own)]}")
            count += 1
        counts.append(count)

    clients = [threading.Thread(target=client, args=(uids[n::CLIENTS],)) for n in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return sum(counts) / SECONDS


def _strained(uids: list[str], port: int) -> float:
    """The 95th percentile, in ms, of quotation pages while strangers ask for what never ends."""
    endless = "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c"

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", f"/quotes.json?sql={quote(endless)}&n={number}")
        connection.getresponse().read()

    strangers = [threading.Thread(target=ask, args=(number,)) for number in range(10)]
    for stranger in strangers:
        stranger.start()
    connection, times = http.client.HTTPConnection("127.0.0.1", port), []
    while any(stranger.is_alive() for stranger in strangers):
        times.append(_fetch(connection, f"/quotation/{uids[len(times) % len(uids)]}")[0])
    return _percentile(times, 95)


def _weight(uid: str, port: int) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    paths = (f"/quotation/{uid}", "/-/static-plugins/quotes-database/quotes.css")
    return sum(_fetch(connection, path)[1] for path in paths) / 1000


def _memory(process: int) -> float:
    """The most memory that a process has had, in MB."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
