"""`quotes cluster FILE`: rows of one's own in, one record each out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotes.cli import main

WHOLE = "Whatever it takes, we will rebuild the old harbour and open it in spring, for this town lives by its boats"


def run(*arguments: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["cluster", *arguments], input=input)


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_lines_keep_their_ids_and_name_cluster_and_wholes(tmp_path: Path) -> None:
    file = tmp_path / "rows.ndjson"
    rows = [(1, WHOLE), (2, f"“{WHOLE}”"), ("c", "we will rebuild the old harbour"), ("d", "No comment")]
    file.write_text("\n".join(json.dumps({"id": id, "text": text, "page": 3}) for id, text in rows))
    result = run(str(file))
    assert result.exit_code == 0
    assert [(r["id"], r["fragment_of"]) for r in records(result)] == [(1, []), (2, []), ("c", [2]), ("d", [])]
    assert [r["cluster"] for r in records(result)] == [2, 2, "c", "d"]


def test_csv_is_read_from_standard_input() -> None:
    result = run("-", input='id,text,speaker\na,"We will win, I say",Varga\nb,We will win I say,\n')
    assert [(r["id"], r["cluster"]) for r in records(result)] == [("a", "a"), ("b", "a")]


def test_a_short_phrase_of_two_speakers_is_two_clusters() -> None:
    result = run("-", input="id,text,speaker\na,We will win,Varga\nb,We will win,Holm\n")
    assert [r["cluster"] for r in records(result)] == ["a", "b"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{bad", "no JSON"),
        ("[1]", "a row must be a JSON object"),
        ('{"id": 5}', "the row has no text"),
        ('{"text": "No id"}', "id must be a string or a whole number"),
        ('{"id": 1, "text": "Again"}', "a second row with the id 1"),
        ('{"id": 6, "text": "By whom?", "speaker": 7}', "speaker must be a string"),
    ],
)
def test_a_bad_row_is_one_line_that_names_file_and_line(tmp_path: Path, row: str, said: str) -> None:
    file = tmp_path / "rows.ndjson"
    file.write_text('{"id": 1, "text": "We will win"}\n\n' + row + "\n")
    result = run(str(file))
    assert (result.exit_code, [r["id"] for r in records(result)]) == (1, [1])
    assert result.stderr.startswith(f"quotes: {file}:3: {said}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "contents",
    [b"", b" \n", b"\x00\x01", b"\xff\xfe", b"a,b\n1,2\n", b'{"id": 1}\n', b'id,text\n1,"open'],
    ids=["empty", "blank", "binary", "wrong-encoding", "no-header", "no-good-row", "open-csv-quote"],
)
def test_nothing_readable_is_exit_code_2_and_one_line(tmp_path: Path, contents: bytes) -> None:
    file = tmp_path / "rows"
    file.write_bytes(contents)
    result = run(str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"quotes: {file}")
    assert result.stderr.count("\n") == 1


def test_a_missing_file_is_exit_code_2() -> None:
    result = run("/no/such/rows.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no such file" in result.stderr
