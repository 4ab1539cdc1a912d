"""Prints how well and how fast quotations are clustered, beside rensa and datasketch.

    python benchmarks/clusters [--sizes 10000,100000] [--seed 1] [--peers rensa,datasketch] [--folder .bench]

Wall and CPU seconds, peak memory and shares are measured anew, each piece of work in a process of its own. The mentions
are generated from PolNeAR's words, which lie beside the project in ../shared; FOLDER keeps them from run to run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mentions
import real_pairs
import scores
import variants

HOME = Path(__file__).parent
VARIED = 100_000
INCOMING = 1000
SLOW = {"datasketch": 200_000}  # mentions beyond which it would take longer than all the rest
SHOWN = ("b-cubed", "twins merged", "fragment recall", "fragment precision")


def main() -> None:
    """Print one table a part."""
    parser = argparse.ArgumentParser(description="How well and how fast quotations are clustered.")
    parser.add_argument("--sizes", default="10000,100000", help="how many mentions, several with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", default="rensa,datasketch", help="what else to run; empty for nothing")
    parser.add_argument("--folder", type=Path, default=Path(".bench"), help="keeps the generated mentions")
    options = parser.parse_args()
    if not mentions.SOURCE.exists():
        parser.error(
            f"{mentions.SOURCE}: PolNeAR's training articles are needed, a row of {{id, text, attributions}} each"
        )
    sizes = [int(size) for size in options.sizes.split(",") if size]
    for size in sizes:
        path = mentions.generated(options.folder, size, options.seed, incoming=INCOMING)
        compare(path, ["quotes", "quotes, 2", *filter(None, options.peers.split(","))])
    print("\nVariants of lists written apart from the project's")
    source = mentions.generated(options.folder, VARIED, options.seed, incoming=INCOMING)
    others = options.folder / f"varied-{options.seed}.jsonl"
    compare(mentions.write(variants.varied(source, VARIED, options.seed), others), ["quotes"])
    show_real_pairs()
    for size in sizes:
        show_store(mentions.generated(options.folder, size, options.seed, incoming=INCOMING))


def compare(path: Path, contestants: list[str]) -> None:
    """Print what each contestant costs and gets right on a file of mentions."""
    rows = list(mentions.read(path))
    print(f"\n{len(rows):,} mentions from scratch (shares in per cent)")
    print(f"{'':12}{'wall s':>9}{'CPU s':>9}{'MB':>7}" + "".join(f"{name:>21}" for name in SHOWN))
    for name in contestants:
        if len(rows) > SLOW.get(name, len(rows)):
            print(f"{name:12}  left out: more than ten minutes")
            continue
        result = run("contestants", name, path)
        fragments = [tuple(pair) for pair in result["fragments"]] if name.startswith("quotes") else None
        judged = scores.judge(rows, result["members"], fragments)
        figures = "".join(f"{100 * judged[name]:21.2f}" if name in judged else f"{'-':>21}" for name in SHOWN)
        print(f"{name:12}{result['wall']:9.1f}{result['cpu']:9.1f}{result['memory']:7.0f}{figures}", flush=True)
        if name == "quotes":
            for part in [part for part in judged if part not in SHOWN]:
                print(f"{'':14}{part:40}{100 * judged[part]:8.2f}")


def show_real_pairs() -> None:
    """Print how the real pairs are judged, and which of them wrongly."""
    pairs = list(real_pairs.judged())
    print("\nReal pairs of PolNeAR, judged by reading")
    for name, value in real_pairs.figures(pairs).items():
        print(f"{name:30}{value:8.3f}" if isinstance(value, float) else f"{name:30}{value:8}")
    for pair in pairs:
        if real_pairs.is_wrong(pair):
            print(f"  is {pair.label}, found {pair.found}: {pair.one[:60]!r} {pair.other[:60]!r}")


def show_store(path: Path) -> None:
    """Print what it costs to keep a file of mentions in a store, and what is found there."""
    with TemporaryDirectory(dir=path.parent) as folder:
        store = Path(folder) / "store.db"
        run("stores", "build", store, path)
        built = run("stores", "recluster", store, path)
        scratch = run("stores", "clusters", store, path)["clusters"]
        checked = run("stores", "check", store, path)
        added = run("stores", "add", store, mentions.later(path))
        print(f"\nA store of {len(scratch):,} quotations")
        print(f"recluster          {built['wall']:8.1f} s wall {built['cpu']:8.1f} s CPU {built['memory']:6.0f} MB")
        took = added["starting"] + added["took"]
        print(f"add {INCOMING:,}          {took:8.2f} s wall {added['memory']:24.0f} MB")
        print(f"  of it imports    {added['starting']:8.2f} s wall")
        print(f"check              {1000 * checked['p50']:8.0f} ms p50 {1000 * checked['p95']:8.0f} ms p95")
        print(f"altered ones found {100 * checked['found']:8.1f} % among the first three", flush=True)
        if len(scratch) <= VARIED:
            one_by_one = run("stores", "add", Path(folder) / "empty.db", path)["clusters"]
            print(f"one by one         {100 * scores.bcubed(scratch, one_by_one):8.2f} % B-cubed with from scratch")


def run(script: str, *arguments: Any) -> dict[str, Any]:
    """The result of a piece of work, done by a process of its own."""
    with TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        subprocess.run([sys.executable, HOME / f"{script}.py", *map(str, arguments), result], check=True)
        return json.loads(result.read_text())  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
