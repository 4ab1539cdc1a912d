"""Prints how well quotations, speakers and dates are found, against annotated articles, and compares with kept floors.

    python benchmarks/accuracy.py [--polnear DEV.jsonl] [--errors N]

The sample news is judged by `tests/gold`, the news in `news/`, of many desks, by `gold/news.jsonl`. DEV.jsonl (or
.jsonl.gz) are the development articles of PolNeAR, `{id, publisher, date, text, attributions: [{source, cue,
content}]}`: quoted words and mentions are judged by their attributions (see `attribution.py`), names, dates and
confidence by `gold/polnear-dev.jsonl` (see `naming.py` and `gold/README.md`). Brackets hold the middle 95 % of 1,000
draws of as many articles. With `--errors`, how many errors of each class are behind the figures of each of the three,
and the N worst (see `errors.py`). Exit code 1 if a figure is worse than `floors.toml` keeps.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import attribution
import errors
import naming
import numpy as np

from quotes.extract import extract
from quotes.extract.record import record
from quotes.model import Article
from quotes.read import read_all

HOME = Path(__file__).parent.parent
SAMPLE = HOME / "tests/gold/examples.jsonl", HOME / "examples"
NEWS = HOME / "benchmarks/gold/news.jsonl", HOME / "benchmarks/news"
POLNEAR_GOLD = HOME / "benchmarks/gold/polnear-dev.jsonl"
FLOORS = HOME / "benchmarks/floors.toml"
DRAWS = 1000
Row = dict[str, Any]
Counts = Mapping[str, float]
Figure = Callable[[Counts], float]


def share(part: str, whole: str) -> Figure:
    """The figure part / whole."""
    return lambda counts: counts[part] / max(1, counts[whole])


def f1(name: str) -> Figure:
    """The F1 of what `attribution` counts under a name."""

    def figure(counts: Counts) -> float:
        precision, recall = share(f"{name}_hit", f"{name}_said")(counts), share(f"{name}_found", f"{name}_gold")(counts)
        return 2 * precision * recall / ((precision + recall) or 1)

    return figure


def calibration(counts: Counts) -> float:
    """The expected calibration error over ten bins of confidence."""
    return sum(abs(counts[f"bin{n}"]) for n in range(10)) / max(1, counts["name_given"])


NAMING: dict[str, Figure] = {
    "passages found": share("found", "passage"),
    "kind right, of those found": share("kind_right", "found"),
    "name right": share("name_right", "named"),
    "name right, of those given": share("name_right", "name_given"),
    "name right, of pronouns": share("pronoun_right", "pronoun"),
    "share with confidence 0.9 and above": share("sure", "name_given"),
    "name right there": share("sure_right", "sure"),
    "calibration error": calibration,
    "date right, where the text settles it": share("date_right", "date"),
    "date given, where it settles none": share("date_invented", "undated"),
    "not quotations, reported all the same": share("other_reported", "other"),
}
ATTRIBUTION: dict[str, Figure] = {
    "quoted characters, F1": f1("chars"),
    "direct quotations, F1": f1("direct"),
    "speakers, precision": share("speaker_hit", "speaker_said"),
    "speakers, recall": share("speaker_found", "speaker_gold"),
    "speakers, F1": f1("speaker"),
    "mention exact, of the right ones": share("exact", "speaker_found"),
}
LESS_IS_BETTER = frozenset(
    ("calibration error", "date given, where it settles none", "not quotations, reported all the same")
)


@dataclass(frozen=True, slots=True)
class Judged:
    """The counts of each article and the errors in all of them."""

    counts: list[Counter[str]] = field(default_factory=list)
    wrong: list[errors.Error] = field(default_factory=list)


def main() -> None:
    """Print one figure a line, then errors if asked for."""
    parser = argparse.ArgumentParser(description="How well quotations, speakers and dates are found.")
    parser.add_argument("--polnear", type=Path, metavar="DEV.jsonl", help="development articles of PolNeAR, .gz too")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="errors in classes, and the N worst")
    options = parser.parse_args()
    if options.polnear and not options.polnear.exists():
        parser.error(f"{options.polnear}: no such file")
    worse = []
    for section, title, place in (("sample", "sample news", SAMPLE), ("news", "other news", NEWS)):
        found = judged(*place)
        worse += shown(section, title, NAMING, found.counts)
        show_errors(found.wrong, options.errors)
    if options.polnear:
        found, by_publisher = polnear(options.polnear)
        worse += shown("polnear", "PolNeAR", ATTRIBUTION | NAMING, found.counts)
        for publisher, counts in sorted(by_publisher.items()):
            total = added(counts)
            figures = ("speakers, precision", "speakers, recall", "speakers, F1")
            print(f"  {publisher:14}" + "".join(f"  {ATTRIBUTION[name](total):.3f}" for name in figures))
        show_errors(found.wrong, options.errors)
    for name in worse:
        print(f"worse than kept: {name}", file=sys.stderr)
    sys.exit(1 if worse else 0)


def judged(gold: Path, articles: Path) -> Judged:
    """What is found right and wrong in each article of a folder, by a file of gold."""
    found, extracted = Judged(), records([articles])
    for name, rows in naming.read_gold(gold).items():
        article, by_entry = extracted[name]
        passages = naming.judge(rows, by_entry)
        found.counts.append(naming.count(passages))
        found.wrong.extend(errors.of_passages(passages, article))
    return found


def polnear(path: Path) -> tuple[Judged, dict[str, list[Counter[str]]]]:
    """What is found right and wrong in each article of PolNeAR, and the counts by publisher."""
    text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "articles.jsonl")
        plain.write_text(text, encoding="utf-8")
        extracted = records([plain])
    gold = naming.read_gold(POLNEAR_GOLD)
    by_publisher: dict[str, list[Counter[str]]] = defaultdict(list)
    found = Judged()
    for row in map(json.loads, text.splitlines()):
        article, by_entry = extracted[row["id"]]
        judgement = attribution.judge(row, [one for entry in by_entry.values() for one in entry])
        passages = naming.judge(gold.get(row["id"], []), by_entry)
        found.counts.append(attribution.count(judgement))
        found.counts[-1].update(naming.count(passages))
        found.wrong.extend(errors.of_passages(passages, article))
        found.wrong.extend(errors.of_speakers(judgement.speakers, article))
        by_publisher[row.get("publisher", "")].append(found.counts[-1])
    return found, by_publisher


def records(articles: Iterable[str | Path]) -> dict[str, tuple[Article, dict[int, list[Row]]]]:
    """Articles by id, each with its extraction records by entry."""
    found = {}
    for article in read_all(articles):
        if not isinstance(article, Article):
            raise article
        by_entry: dict[int, list[Row]] = defaultdict(list)
        for quote in extract(article):
            by_entry[quote.entry].append(record(quote, article))
        found[article.id] = article, by_entry
    return found


def show_errors(found: Sequence[errors.Error], most: int) -> None:
    """Print the classes of errors and the worst of them, if any are asked for."""
    if most > 0:
        print(f"  {len(found)} errors")
        for line in (*errors.classes(found), *errors.worst(found, most)):
            print(f"    {line}")


def shown(section: str, title: str, figures: Mapping[str, Figure], counts: Sequence[Counter[str]]) -> list[str]:
    """Print the figures of some articles; what comes back are the names of those worse than their floor."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[section]
    total, draws = added(counts), drawn(counts)
    print(f"{title}: {len(counts)} articles, {total['passage']:.0f} passages of gold")
    worse = []
    for name, figure in figures.items():
        value = figure(total)
        low, high = np.percentile([figure(one) for one in draws], [2.5, 97.5])
        floor = floors.get(name)
        is_worse = floor is not None and (value > floor if name in LESS_IS_BETTER else value < floor)
        worse += [f"{title}, {name}: {value:.3f}, kept {floor}"] if is_worse else []
        print(f"  {name:40}{value:7.3f}  [{low:.3f} {high:.3f}]" + (f"  kept {floor}" if floor is not None else ""))
    return worse


def added(counts: Iterable[Counter[str]]) -> Counter[str]:
    """The sum of counts; what is below zero stays."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def drawn(counts: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """The counts of DRAWS samples of as many articles, drawn with replacement, the same at every call."""
    keys = sorted(set().union(*counts))
    table = np.array([[one[key] for key in keys] for one in counts], dtype=float)
    chance = np.random.default_rng(1)
    picks = chance.integers(len(counts), size=(DRAWS, len(counts)))
    return [defaultdict(float, zip(keys, table[pick].sum(axis=0), strict=True)) for pick in picks]


if __name__ == "__main__":
    main()
