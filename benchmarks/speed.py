"""Prints how fast quotations are extracted and stored, and in how much memory.

    python benchmarks/speed.py [ARTICLES...]

CPU seconds and peak memory are the operating system's, for each command as a whole process; odd texts, which nobody
prints but which may come, are read and extracted in this one. ARTICLES are what `extract`
reads, and its KB are those of their text; without them, and always for `ingest`, a thousand articles of 5 KB are put
together from paragraphs of the sample news, so that quotations recur as they do when outlets report the same events.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from quotes.extract import extract
from quotes.model import Article
from quotes.read import parse, read_all

SAMPLE = Path(__file__).parent.parent / "examples"
ARTICLES, CHARACTERS = 1000, 5000
OUTLETS = ("Courier", "Sentinel", "Ledger", "Rundschau")
SMALL, LARGE = 100_000, 400_000  # characters of odd text
ODD = {  # what is repeated until the text is as long
    "one paragraph": "Ana Orr said on Monday: “We will go.” She told Ben Birk, the mayor, “no”. ",
    "no sentence ends": "the minister said that he would go and Orr told them on Monday “yes we can” and ",
    "a mark every other letter": 'a"b“c”',
    "opening marks alone": "“we ",
    "right to left": "قال الوزير “نعم” ثم ذهب. ",
    "markup": '<p class="a">Orr said <b>“no”</b>.</p><br/>',
    "names": "Ana Orr met Ben Birk and Jo Lee, who said “no” to Kit Dale. ",
    "ages": "Ana Orr, 31, met Ben. The 31-year-old said “yes we go”. ",
    "pronouns alone": "“No we do not,” he said. ",
    "documents": "The report “was wrong to say so”, the report said. ",
    "pronouns": "Ministers met. They said “we go on with it”. It said “no”. The senator said “yes”. ",
    "short paragraphs": "She said “no”.\n\n“He was there in 2015,” the mayor said.\n\n",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: wall and CPU seconds, and peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def main(articles: list[str]) -> None:
    """Print one figure a line."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text("".join(made(ARTICLES)), encoding="utf-8")
        start = min((run("--version") for _ in range(3)), key=lambda cost: cost.wall)
        small = Path(folder) / "one.txt"
        small.write_text("“We won,” said Ana Holm.\n", encoding="utf-8")
        first = min((run("extract", str(small)) for _ in range(3)), key=lambda cost: cost.wall)
        paths = articles or [str(corpus)]
        size = sum(len(a.text.encode()) for a in read_all(paths) if isinstance(a, Article)) / 1000
        extracting = run("extract", *paths)
        storing = run("ingest", "--quiet", "--db", str(Path(folder) / "store.db"), str(corpus))
    print(f"start-up       {start.wall:6.2f} s wall (quotes --version)")
    print(f"first record   {first.wall:6.2f} s wall {first.memory:6.0f} MB (quotes extract, one sentence)")
    print(
        f"extract     {size / extracting.cpu:9.0f} KB a CPU second {extracting.memory:6.0f} MB (text of {size:.0f} KB)"
    )
    print(f"ingest      {storing.wall:9.1f} s wall {storing.cpu:6.1f} s CPU {storing.memory:6.0f} MB ({ARTICLES})")
    print(f"odd text, CPU seconds for {SMALL:,} and {LARGE:,} characters, and how many times the first the second is")
    for name, unit in ODD.items():
        less, more = (extracted(unit * (length // len(unit))) for length in (SMALL, LARGE))
        print(f"  {name:26}{less:7.2f}{more:7.2f}{more / max(less, 0.01):6.1f}")


def extracted(text: str) -> float:
    """CPU seconds to read and extract a text."""
    began = time.process_time()
    extract(parse(text, published="2025-06-12"))
    return time.process_time() - began


def sample_paragraphs() -> list[str]:
    """The paragraphs of the sample news."""
    return [
        paragraph.of(article.text)
        for article in read_all([SAMPLE])
        if isinstance(article, Article)
        for entry in article.entries
        for paragraph in entry.paragraphs
    ]


def made(number: int) -> Iterator[str]:
    """JSON Lines rows of articles put together from the sample's paragraphs, the same at every call."""
    paragraphs = sample_paragraphs()
    chance = random.Random(1)
    for n in range(number):
        text: list[str] = []
        while sum(map(len, text)) < CHARACTERS:
            text.append(chance.choice(paragraphs))
        date = f"2025-{1 + n % 12:02}-{1 + n % 28:02}"
        row = {"id": f"a{n}", "outlet": OUTLETS[n % 4], "published_at": date, "text": "\n\n".join(text)}
        yield json.dumps(row, ensure_ascii=False) + "\n"


def run(*arguments: str) -> Cost:
    """Run a `quotes` command to its end, its output thrown away."""
    command: Sequence[str] = (sys.executable, "-m", "quotes.cli", *arguments)
    began = time.perf_counter()
    child = os.posix_spawn(
        sys.executable, command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main(sys.argv[1:])
