"""A text in, the expected records out: the library and the command line both run every example in tests/examples."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from quotes.cli import main
from quotes.extract import extract
from quotes.extract.record import record
from quotes.read import parse
from quotes.text import unmarked

FOLDER = Path(__file__).parents[1] / "examples"
EXAMPLES: dict[str, dict[str, Any]] = {
    f"{path.stem}/{example['name']}": example
    for path in sorted(FOLDER.glob("*.yaml"))
    for example in yaml.safe_load(path.read_text(encoding="utf-8"))
}
Records = list[dict[str, Any]]

each_example = pytest.mark.parametrize("name", EXAMPLES)


def extracted(name: str) -> Records:
    """The records the library finds in an example."""
    article = parse(EXAMPLES[name]["text"], id=name, published=EXAMPLES[name].get("published"))
    return [record(quote, article) for quote in extract(article)]


def row(name: str) -> str:
    """An example as a line of JSON Lines."""
    example = EXAMPLES[name]
    return json.dumps({"id": name, "text": example["text"], "published_at": example.get("published")})


@pytest.fixture(scope="module")
def printed() -> dict[str, Records]:
    """The records the command line prints, by example; all examples go through one call."""
    result = CliRunner().invoke(main, ["extract", "--format", "ndjson", "-"], input="\n".join(map(row, EXAMPLES)))
    assert result.exit_code == 0, result.output
    records = defaultdict(list)
    for line in result.stdout.splitlines():
        found = json.loads(line)
        records[found["article"]].append(found)
    return records


@each_example
def test_library_finds_what_a_careful_reader_finds(name: str) -> None:
    found, expected = extracted(name), EXAMPLES[name]["quotes"]
    # Every field of the records that the example speaks of, or the whole text of a record it does not expect.
    shown = [
        {field: got[field] for field in (want or ("text",))}
        for got, want in zip(found, expected + [None] * (len(found) - len(expected)), strict=False)
    ]
    assert shown == expected


@each_example
def test_command_line_prints_what_the_library_finds(name: str, printed: dict[str, Records]) -> None:
    assert printed.get(name, []) == json.loads(json.dumps(extracted(name)))


@each_example
def test_offsets_point_at_what_the_record_says(name: str) -> None:
    text = EXAMPLES[name]["text"]
    for found in extracted(name):
        assert found["text"] == " ".join(unmarked(text[start:end]) for start, end in found["pieces"])
        assert (found["start"], found["end"]) == (found["pieces"][0][0], found["pieces"][-1][1])
        for part in ("mention", "cue"):
            if found[part] is None:
                assert found[f"{part}_start"] is None and found[f"{part}_end"] is None
            else:
                assert text[found[f"{part}_start"] : found[f"{part}_end"]] == found[part]
