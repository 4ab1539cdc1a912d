"""A server of its own under queries that mean it no good: it refuses them, stays small, and goes on showing pages."""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import press
import pytest
from running import serving

ENDLESS = "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c"
THOUSAND = "with recursive c(n) as (select 1 union all select n + 1 from c limit 1000) select "
BOMBS = {
    "blob": "select zeroblob(900000000)",
    "endless": ENDLESS,
    "like": f"select count(*) from quotes where text like '{'%a_' * 900}'",
    "rows": THOUSAND + "hex(zeroblob(49000)) from c",
    "wide-rows": THOUSAND + "replace(hex(zeroblob(12000)), '0', '😀') from c",
    "many-columns": THOUSAND + ", ".join(["hex(zeroblob(40000))"] * 50) + " from c",
    "join": "select count(*) from " + ", ".join(f"quotes q{n}" for n in range(12)),
    "columns": "select " + "1," * 2_500 + "1",
    "long": "select '" + "x" * 60_000 + "'",
    "concatenated": "select group_concat(hex(zeroblob(1000))) from (" + THOUSAND + "n from c)",
}


@dataclass(frozen=True)
class Server:
    """A running `quotes serve`."""

    address: str
    process: int

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:
                answer.read()
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def most_memory(self) -> float:
        """In MB, since it was started."""
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


@pytest.fixture(scope="module")
def server(published: Path) -> Iterator[Server]:
    if not os.path.exists("/proc/self/status"):
        pytest.skip("the memory of a process is read from /proc, which is not here")
    with serving(published) as (address, process):
        yield Server(address, process.pid)


@pytest.mark.parametrize("path", ["/quotes.json?sql=", "/quotes?sql=", "/quotes.csv?sql="])
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_and_takes_little_memory(server: Server, path: str, bomb: str) -> None:
    assert server.status(path + quote(BOMBS[bomb])) == 400
    assert server.most_memory() < 800


def test_pages_are_shown_while_many_queries_wait(server: Server) -> None:
    """Who waits too long is told to come again, and no page waits behind them."""
    page = f"/quotation/{press.uid(1)}"
    with ThreadPoolExecutor(12) as clients:
        queries = [clients.submit(server.status, f"/quotes.json?sql={quote(ENDLESS)}&n={n}") for n in range(10)]
        time.sleep(0.3)
        waits = []
        while not all(query.done() for query in queries):
            began = time.perf_counter()
            assert server.status(page) == 200
            waits.append(time.perf_counter() - began)
    assert {query.result() for query in queries} == {400, 429}
    assert len(waits) >= 3, "pages and queries did not run at the same time"


def test_many_large_answers_at_once_take_little_memory(server: Server) -> None:
    with ThreadPoolExecutor(12) as clients:
        statuses = set(clients.map(server.status, [f"/quotes.json?sql={quote(BOMBS['wide-rows'])}"] * 12))
    assert statuses <= {400, 429}
    assert server.most_memory() < 800


def test_an_answer_of_ordinary_size_is_given_whole(server: Server) -> None:
    sql = THOUSAND + "hex(zeroblob(1000)) as text from c"
    with urllib.request.urlopen(f"{server.address}/quotes.json?_shape=array&sql={quote(sql)}", timeout=20) as answer:
        assert len(json.load(answer)) == 1000
