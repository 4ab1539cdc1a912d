"""Bad input gives one clear line that names the file and the place; the other articles still go in."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotes.cli import main

GOOD = "“The river did not wait,” said Nora Feldgate.\n"
ROW = json.dumps({"id": "hc-1", "text": GOOD}) + "\n"
as_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")


@pytest.fixture
def good(tmp_path: Path) -> str:
    """The path of an article with one quotation."""
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


def extracted(*arguments: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["extract", *arguments], input=input)


def articles(result: Result) -> list[str]:
    """The article of each printed record."""
    return [json.loads(line)["article"] for line in result.stdout.splitlines()]


FILES = {
    "empty.txt": (b"", "{path}: is empty"),
    "blank.txt": (b" \n\r\n\xc2\xa0", "{path}: is empty"),
    "mark.txt": (b"\xef\xbb\xbf", "{path}: is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "{path}: is a binary file, not text"),
    "latin.txt": (
        "Aldersby\nA café was flooded".encode("latin-1"),
        "{path}:2: is not UTF-8 text (byte 0xE9); convert it first",
    ),
    "windows.txt": ("“No,” she said.".encode("cp1252"), "{path}:1: is not UTF-8 text (byte 0x93); convert it first"),
    "wide.txt": ("No, she said.".encode("utf-16"), "{path}: is UTF-16, not UTF-8 text; convert it first"),
    "empty.jsonl": (b"", "{path}: is empty"),
    "blank.ndjson": (b"\n \r\n", "{path}: is empty"),
    "picture.jsonl": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\n\n\n", "{path}: is a binary file, not text"),
    "latin.jsonl": (
        '\n{"text": "café"}'.encode("latin-1"),
        "{path}:2: is not UTF-8 text (byte 0xE9); convert it first",
    ),
    "cut.jsonl": (b'{"text": "so', "{path}:1: no JSON (Unterminated string starting at: character 10)"),
    "textless.jsonl": (b'{"id": 7, "title": "so"}', "{path}:1: the row has no text"),
    "undated.jsonl": (
        b'{"text": "so", "date": "soon"}',
        "{path}:1: 'soon' is no ISO date: write it as 2024-11-06 or 2024-11-06T10:10",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gives_one_line_and_the_others_go_in(tmp_path: Path, good: str, name: str) -> None:
    """Exit code 1 where others could be read, 2 where nothing could."""
    contents, complaint = FILES[name]
    path = tmp_path / name
    path.write_bytes(contents)
    line = f"quotes: {complaint.format(path=path)}\n"
    result = extracted(str(path), good)
    assert (result.exit_code, result.stderr, articles(result)) == (1, line, ["good.txt"])
    result = extracted(str(path))
    assert (result.exit_code, result.stderr, result.stdout) == (2, line, "")


def test_a_missing_path_is_named(tmp_path: Path, good: str) -> None:
    missing = tmp_path / "gone.txt"
    result = extracted(good, str(missing))
    assert (result.exit_code, articles(result)) == (1, ["good.txt"])
    assert result.stderr == f"quotes: {missing}: no such file or folder\n"


def test_a_path_too_long_is_named(good: str) -> None:
    result = extracted("x" * 5000, good)
    assert (result.exit_code, articles(result)) == (1, ["good.txt"])
    assert result.stderr.endswith(": cannot be read (File name too long)\n")


def test_a_folder_is_read_by_name_with_all_below_it(tmp_path: Path) -> None:
    """Files of other kinds are passed over without a word."""
    for name in ("b.txt", "a/d.text", "a/c.TXT", "a/e.jsonl", "notes.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ROW if name.endswith("jsonl") else GOOD, encoding="utf-8")
    result = extracted(str(tmp_path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert articles(result) == ["c.TXT", "d.text", "hc-1", "b.txt"]


def test_a_folder_without_readable_files_is_named(tmp_path: Path, good: str) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "goat.png").write_bytes(b"\0")
    line = f"quotes: {folder}: the folder holds no readable files (.jsonl, .ndjson, .text, .txt)\n"
    result = extracted(str(folder), good)
    assert (result.exit_code, result.stderr, articles(result)) == (1, line, ["good.txt"])
    assert extracted(str(folder)).exit_code == 2


@as_root
def test_what_may_not_be_read_is_named(tmp_path: Path, good: str) -> None:
    file, folder = tmp_path / "closed.txt", tmp_path / "closed"
    file.write_text(GOOD, encoding="utf-8")
    folder.mkdir()
    for path in (file, folder):
        path.chmod(0)
    result = extracted(str(file), str(folder), good)
    folder.chmod(0o700)
    assert (result.exit_code, articles(result)) == (1, ["good.txt"])
    assert result.stderr == "".join(f"quotes: {path}: cannot be read (Permission denied)\n" for path in (file, folder))


def test_a_second_article_with_the_same_id_is_an_error(tmp_path: Path, good: str) -> None:
    """It is named by its own place; the first stays."""
    rows, again = tmp_path / "rows.jsonl", tmp_path / "again" / "good.txt"
    rows.write_text(ROW * 2, encoding="utf-8")
    again.parent.mkdir()
    again.write_text(GOOD, encoding="utf-8")
    result = extracted(str(rows), good, str(again))
    assert (result.exit_code, articles(result)) == (1, ["hc-1", "good.txt"])
    assert result.stderr == (
        f"quotes: {rows}:2: a second article with the id 'hc-1'\n"
        f"quotes: {again}: a second article with the id 'good.txt'\n"
    )


def test_an_article_without_quotations_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "dull.txt"
    path.write_text("Nothing was said.")
    result = extracted(str(path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "quotes: no quotations found\n")
    assert extracted(str(path), "--format", "json").stdout == "[]\n"


def test_an_unclosed_mark_costs_one_quotation(tmp_path: Path) -> None:
    path = tmp_path / "slip.txt"
    path.write_text(f"{GOOD}“It rose, said Tom Askew.\n“It fell,” said Helen Askew.\n", encoding="utf-8")
    result = extracted(str(path))
    assert [json.loads(line)["speaker"] for line in result.stdout.splitlines()] == ["Nora Feldgate", "Helen Askew"]


@pytest.mark.parametrize("arguments", [[], ["--published", "soon", "-"], ["--format", "xml", "-"], ["--nonsense", "-"]])
def test_wrong_usage_reads_nothing(arguments: list[str]) -> None:
    """Exit code 2, with a hint at the usage."""
    result = extracted(*arguments, input=GOOD)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "courier.example/1", "https://", "ftp://c.example/1", "https://a b"]
)
def test_what_is_no_web_address_is_refused(tmp_path: Path, url: str) -> None:
    """As a row of a list it costs that row, as any other bad field does."""
    result = extracted("--url", url, "-", input=GOOD)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'{url}' is no web address; write it as https://" in result.stderr
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(json.loads(ROW) | {"id": "bad", "url": url}) + "\n" + ROW, encoding="utf-8")
    result = extracted(str(path))
    assert (result.exit_code, articles(result)) == (1, ["hc-1"])
    assert result.stderr == f"quotes: {path}:1: url '{url}' is no web address (http or https)\n"


@pytest.mark.parametrize("option", ["--url", "--outlet", "--title", "--published"])
def test_an_empty_option_is_wrong_usage(option: str) -> None:
    result = extracted(option, " ", "-", input=GOOD)
    assert (result.exit_code, result.stdout) == (2, "") and f"Invalid value for '{option}'" in result.stderr


def test_a_published_date_that_is_none_is_shown_how_to_write() -> None:
    result = extracted("--published", "6/11/2024", "-", input=GOOD)
    assert "'6/11/2024' is no date; write it as 2024-11-06" in result.stderr


@pytest.mark.parametrize("input, id", [(GOOD, "-"), ("\ufeff" + GOOD, "-"), (ROW, "hc-1"), ("\ufeff" + ROW, "hc-1")])
def test_standard_input_is_text_or_json_lines(input: str, id: str) -> None:
    """By its first character; a byte-order mark does not count."""
    result = extracted("-", input=input.encode())
    assert (result.exit_code, articles(result), result.stderr) == (0, [id], "")


def test_rows_of_standard_input_are_named_by_line() -> None:
    result = extracted("-", input=json.dumps({"text": GOOD}) + "\n{\n")
    assert (result.exit_code, articles(result)) == (1, ["-:1"])
    assert result.stderr.startswith("quotes: -:2: no JSON (")


def test_a_file_of_another_name_is_looked_into(tmp_path: Path) -> None:
    """`.json` often holds JSON Lines; other names are text where they do not begin like it."""
    for name, contents in (("rows.json", ROW), ("note", GOOD)):
        (tmp_path / name).write_text(contents, encoding="utf-8")
    result = extracted(str(tmp_path / "rows.json"), str(tmp_path / "note"))
    assert (result.exit_code, articles(result)) == (0, ["hc-1", "note"])


def test_a_name_that_is_no_text_is_made_one(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert articles(extracted(str(tmp_path))) == ["caf\ufffd.txt"]


def test_csv_cells_cannot_run_as_formulas() -> None:
    """An apostrophe stands before what a spreadsheet would run; pieces are JSON."""
    texts = ["=1+1 is two", "+44 is a number", "-1 is cold", "@home is where I am"]
    article = "\n".join(f"“{text},” said Nora Feldgate." for text in texts)
    result = extracted("--format", "csv", "-", input=article)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["text"] for row in rows] == [f"'{text}," for text in texts]
    assert {row["article"] for row in rows} == {"'-"}
    assert json.loads(rows[0]["pieces"]) == [[0, len(texts[0]) + 3]]


def started(*arguments: str, **options: object) -> subprocess.Popen[str]:
    """The command itself, as a process."""
    command = [sys.executable, "-m", "quotes.cli", "extract", *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, encoding="utf-8", **(pipes | options))  # type: ignore[call-overload, no-any-return]


def test_a_reader_that_has_seen_enough_gets_no_traceback(tmp_path: Path) -> None:
    """`quotes extract ... | head -1`"""
    path = tmp_path / "long.txt"
    path.write_text(GOOD * 2000, encoding="utf-8")
    with started(str(path)) as process:
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["speaker"] == "Nora Feldgate"
        process.stdout.close()
        assert process.stderr.read() == ""


def test_an_interruption_gets_no_traceback(tmp_path: Path) -> None:
    """While it waits for an article that somebody else is still writing."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background jobs, and their own, ignore
    path = tmp_path / "slow.txt"
    os.mkfifo(path)
    with started(str(path)) as process, path.open("w", encoding="utf-8"):  # opens when the other side does
        process.send_signal(signal.SIGINT)
        assert process.stderr
        assert process.stderr.read().strip() == "Aborted!"


def test_records_are_utf8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("“The river – our river – rose,” said Siân Łuków.", encoding="utf-8")
    with started(str(path), env={**os.environ, "PYTHONIOENCODING": "latin-1"}) as process:
        out, complaints = process.communicate()
    assert complaints == ""
    assert json.loads(out)["speaker"] == "Siân Łuków"
