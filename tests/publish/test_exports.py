"""`quotes export`: which quotations come out, in which fields, and in which format."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import press
import pytest
from click.testing import CliRunner, Result

from quotes.cli import main, written
from quotes.errors import StoreError
from quotes.extract.record import FIELDS
from quotes.publish.exports import EXPORTED


def export(store: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["export", "--db", str(store), *options])


def records(store: Path, *options: str) -> list[dict[str, Any]]:
    result = export(store, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def numbers(store: Path, *options: str) -> list[int]:
    """The printings that come out, by their place in the invented press."""
    return [int(record["uid"], 16) for record in records(store, *options)]


def test_a_record_is_the_extraction_record_and_where_it_was_printed(store: Path) -> None:
    record = next(record for record in records(store) if record["uid"] == press.uid(1))
    assert (
        tuple(record)
        == EXPORTED
        == (*FIELDS, "uid", "printed_under", "named_by", "status", "reviewed_on", "review_reason", "attributed_on",
            "attribution_reason", "found_spoken_on", "dated_on", "dating_reason", "url", "outlet", "title",
            "context", "cluster", "variants")
    )  # fmt: skip
    assert record["pieces"] == [[record["start"], record["end"]]]
    assert (record["article"], record["speaker"], record["mention"]) == ("file-1.txt", "Nora Feldgate", "Nora Feldgate")
    assert (record["outlet"], record["url"]) == ("Courier", "https://courier.example/pumps")


def test_variants_are_the_other_printings_of_the_same_utterance(store: Path) -> None:
    record = next(record for record in records(store) if record["uid"] == press.uid(2))
    assert record["cluster"] == press.uid(1)
    assert [int(variant["uid"], 16) for variant in record["variants"]] == [4, 1, 3]
    assert record["variants"][-1] == {
        "uid": press.uid(3), "text": press.PUMPS.replace("spring", "summer"), "outlet": "Rundschau",
        "published_at": "2025-03-15", "speaker": "Tom Askew", "printed_under": "Tom Askew",
        "named_by": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [4, 5, 6, 7, 9, 8, 1, 2, 3]),
        (["--speaker", "Nora Feldgate"], [1, 2]),
        (["--speaker", "feldgate"], [1, 2]),
        (["--speaker", "FELDGÅTE"], [1, 2]),
        (["--speaker", "Zoe Pena"], [5, 6, 7]),
        (["--speaker", "Ann Tale"], []),
        (["--words", "asked for THE pumps"], [4, 1, 3]),
        (["--words", "“the colour of strong tea,”"], [8]),
        (["--words", "pump"], []),
        (["--words", "November for"], []),
        (["--since", "2025-03-10"], [8, 1, 2, 3]),
        (["--since", "2025-03-11"], [8, 3]),
        (["--until", "2024-11-06"], [5]),
        (["--until", "2024"], [5, 6, 7]),
        (["--since", "2024-11-07", "--until", "2025-01"], [5, 6, 7, 9]),
        (["--spoken-only"], [5, 1, 2]),
        (["--spoken-only", "--speaker", "feldgate", "--since", "2025-03"], [1, 2]),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wanted_comes_out_oldest_printing_first(store: Path, options: list[str], expected: list[int]) -> None:
    """A date is the day of speaking, else the day of printing; a month said to be 2024-11 lies on all its days."""
    assert numbers(store, *options) == expected


def test_nothing_found_is_fine(store: Path) -> None:
    assert export(store, "--words", "zzzznone").stdout == ""
    assert export(store, "--words", "zzzznone", "--format", "json").stdout == "[]\n"
    assert export(store, "--words", "zzzznone", "--format", "csv").stdout == ",".join(EXPORTED) + "\n"


def test_json_is_one_list(store: Path) -> None:
    assert json.loads(export(store, "--format", "json").stdout) == records(store)


def test_csv_holds_lists_as_json_and_runs_no_formula(tmp_path: Path) -> None:
    formula = press.Printing('=HYPERLINK("x")', "@Courier", "2025-01-01", "formula", "+Eve", title="-1")
    store = press.stored(tmp_path / "store.db", (formula, press.PRESS[0]))
    rows = list(csv.DictReader(io.StringIO(export(store, "--format", "csv").stdout)))
    assert [row["text"] for row in rows] == ['\'=HYPERLINK("x")', press.PUMPS]
    assert (rows[0]["outlet"], rows[0]["speaker"], rows[0]["title"]) == ("'@Courier", "'+Eve", "'-1")
    assert json.loads(rows[0]["pieces"]) == [[518, 535]]
    assert json.loads(rows[0]["variants"]) == []
    assert rows[0]["spoken_on"] == ""


def test_a_file_is_written_whole(store: Path, tmp_path: Path) -> None:
    assert export(store, "-o", str(tmp_path / "out.ndjson")).stdout == ""
    assert len((tmp_path / "out.ndjson").read_text(encoding="utf-8").splitlines()) == len(press.PRESS)


def test_a_file_that_cannot_be_written_is_told_in_one_line(store: Path, tmp_path: Path) -> None:
    result = export(store, "-o", str(tmp_path / "none" / "out.csv"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: {tmp_path / 'none' / 'out.csv'}: No such file or directory\n"


def test_an_export_that_breaks_off_leaves_the_file_before_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out.ndjson").write_text("older records")
    with pytest.raises(StoreError), written(tmp_path / "out.ndjson") as stream:
        stream.write("half a record")
        raise StoreError("store.db is locked")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.ndjson", "older records")]


def test_that_nothing_fits_is_told_beside_the_records(store: Path) -> None:
    result = export(store, "--speaker", "Nobody")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "quotes: no quotations fit\n")
    assert export(store, "--words", "pumps").stderr == ""


def test_nothing_found_leaves_an_empty_file_not_the_one_before(store: Path, tmp_path: Path) -> None:
    (tmp_path / "out.ndjson").write_text("older records")
    export(store, "--words", "zzzznone", "-o", str(tmp_path / "out.ndjson"))
    assert (tmp_path / "out.ndjson").read_text() == ""


@pytest.mark.parametrize(("since", "until"), [("2025", "2024"), ("2025-03-11", "2025-03-10"), ("2025-04", "2025-03")])
def test_a_period_that_ends_before_it_begins_is_wrong_usage(store: Path, since: str, until: str) -> None:
    result = export(store, "--since", since, "--until", until)
    assert result.exit_code == 2
    assert "--since is later than --until" in result.stderr


@pytest.mark.parametrize("option", ["--speaker", "--words"])
@pytest.mark.parametrize("blank", ["", " ", "…"])
def test_a_blank_is_wrong_usage_and_not_all_there_is(store: Path, option: str, blank: str) -> None:
    result = export(store, option, blank)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "need a letter or a digit" in result.stderr


@pytest.mark.parametrize("date", ["yesterday", "2024-13", "2024-11-31", "24", "2024-1"])
def test_a_date_that_is_none_is_wrong_usage(store: Path, date: str) -> None:
    result = export(store, "--since", date)
    assert result.exit_code == 2
    assert f"'{date}' is no date" in result.stderr


def test_a_missing_store_is_told_in_one_line(tmp_path: Path) -> None:
    result = export(tmp_path / "none.db")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "no such database" in result.stderr


def test_no_rule_and_no_likelihood_stands_beside_what_a_person_decided(store: Path, tmp_path: Path) -> None:
    db = Path(shutil.copy(store, tmp_path))
    why = ("--speaker", "Nora Feldgate", "--reason", "a reader wrote", "--reviewer", "desk")
    done = CliRunner().invoke(main, ["review", press.uid(3), "--db", str(db), *why])
    assert done.exit_code == 0, done.output
    record = next(record for record in records(db) if record["uid"] == press.uid(3))
    assert (record["speaker"], record["rule"], record["confidence"]) == ("Nora Feldgate", "person", None)
