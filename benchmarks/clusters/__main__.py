"""Prints how well and how fast quotations are clustered, beside rensa and datasketch.

    python benchmarks/clusters [--sizes 10000,100000] [--seed 1] [--peers rensa,datasketch] [--folder .bench]

Wall and CPU seconds, peak memory and shares are measured anew, each contestant in a process of its own. The mentions
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
import scores
import variants

CONTESTANTS = Path(__file__).with_name("contestants.py")
VARIED = 100_000
SHOWN = ("b-cubed", "twins merged", "fragment recall", "fragment precision")


def main() -> None:
    """Print one table a part."""
    parser = argparse.ArgumentParser(description="How well and how fast quotations are clustered.")
    parser.add_argument("--sizes", default="10000,100000", help="how many mentions, several with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", default="rensa,datasketch", help="what else to run; empty for nothing")
    parser.add_argument("--folder", type=Path, default=Path(".bench"), help="keeps the generated mentions")
    options = parser.parse_args()
    peers = [peer for peer in options.peers.split(",") if peer]
    for size in map(int, options.sizes.split(",")):
        compare(mentions.generated(options.folder, size, options.seed), ["quotes", "quotes, 2", *peers])


def compare(path: Path, contestants: list[str]) -> None:
    """Print what each contestant costs and gets right on a file of mentions."""
    rows = list(mentions.read(path))
    print(f"\n{len(rows):,} mentions from scratch (shares in per cent)")
    print(f"{'':12}{'wall s':>9}{'CPU s':>9}{'MB':>7}" + "".join(f"{name:>21}" for name in SHOWN))
    for name in contestants:
        result = run(name, path)
        fragments = [tuple(pair) for pair in result["fragments"]] if name.startswith("quotes") else None
        judged = scores.judge(rows, result["members"], fragments)
        figures = "".join(f"{100 * judged[name]:21.2f}" if name in judged else f"{'-':>21}" for name in SHOWN)
        print(f"{name:12}{result['wall']:9.1f}{result['cpu']:9.1f}{result['memory']:7.0f}{figures}", flush=True)
        if name == "quotes":
            for part in [part for part in judged if part not in SHOWN]:
                print(f"{'':14}{part:40}{100 * judged[part]:8.2f}")


def run(contestant: str, path: Path) -> dict[str, Any]:
    """The result of one contestant."""
    with TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        subprocess.run([sys.executable, CONTESTANTS, contestant, path, result], check=True)
        return json.loads(result.read_text())  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
