"""What the command line tells of an article fills what its file lacks, and no more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quotes.cli import main
from quotes.errors import ReadError
from quotes.model import Article
from quotes.read import read, read_all

GIVEN = {"published": "2025-04-18", "outlet": "The Sentinel", "url": "https://sentinel.example/1", "title": "Given"}
BLOG = (
    "Ferry strike live: crews walk out\nNorthsound says offer is fair\n“No boats,” said Marion Oake on Friday.\n"
    "Postman rows\n“I am wet,” said Hamish Brock today.\nBea Lomax17 April 2025 12:40\n"
    "Horn sounds\n“Good,” said Isla Rennick today.\nBea Lomax16 April 2025\n"
)


def run_module(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "quotes.cli", *arguments], capture_output=True, text=True)


def only(path: Path, **given: str) -> Article:
    """The one article of a file."""
    (article,) = read(path, **given)
    assert isinstance(article, Article)
    return article


def shown(article: Article) -> dict[str, Any]:
    return {
        "published": article.published_at, "outlet": article.outlet, "url": article.url, "title": article.title
    }  # fmt: skip


def test_a_text_lacks_everything(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The river rose on Monday.")
    assert shown(only(path, **GIVEN)) == GIVEN
    assert shown(only(path)) == dict.fromkeys(GIVEN)


def test_a_headline_and_a_printed_date_are_not_lacking(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Printed\nBea Lomax11 March 2025\nThe river rose on Monday.\nIt fell on Tuesday.")
    assert shown(only(path, **GIVEN)) == GIVEN | {"title": "Printed", "published": "2025-03-11"}


OWN = {"outlet": "its own", "url": "https://own.example/1", "title": "its own", "published_at": "2025-01-01"}


@pytest.mark.parametrize("name", [*OWN, "date"])
def test_what_a_row_gives_stays(tmp_path: Path, name: str) -> None:
    path = tmp_path / "news.jsonl"
    own = OWN.get(name, "2025-01-01")
    path.write_text(json.dumps({"text": "The river rose.", name: own}))
    assert shown(only(path, **GIVEN)) == GIVEN | {"published" if own == "2025-01-01" else name: own}


@pytest.mark.parametrize("command", ["extract", "ingest"])
@pytest.mark.parametrize("as_folder", [True, False], ids=["folder", "files"])
def test_one_address_is_not_given_to_several_files(tmp_path: Path, command: str, as_folder: bool) -> None:
    paths = [tmp_path / "news" / name for name in ("a.txt", "b.txt")]
    paths[0].parent.mkdir()
    for path in paths:
        path.write_text(f"“No boats from {path.name},” said Marion Oake.")
    given = [str(paths[0].parent)] if as_folder else list(map(str, paths))
    store = ["--db", str(tmp_path / "store.db")] if command == "ingest" else []
    result = CliRunner().invoke(main, [command, *given, "--url", GIVEN["url"], *store])
    assert (result.exit_code, result.stdout) == (2, "") and "--url is the address of one article" in result.stderr
    first, second = read_all(given, url=GIVEN["url"])
    assert isinstance(first, Article) and first.url == GIVEN["url"]
    assert isinstance(second, ReadError) and "a second article without url" in str(second)


def test_a_posts_own_date_wins(tmp_path: Path) -> None:
    """The given date is the article's; it dates what stands before the first post and nothing else."""
    path = tmp_path / "live.txt"
    path.write_text(BLOG, encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(path), "--published", "2025-04-18"])
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(found["entry"], found["published_at"], found["spoken_on"]) for found in records] == [
        (0, "2025-04-18", "2025-04-18"), (1, "2025-04-17T12:40", "2025-04-17"), (2, "2025-04-16", "2025-04-16"),
    ]  # fmt: skip


def test_without_a_given_date_the_lead_has_none(tmp_path: Path) -> None:
    """It is never borrowed from a post."""
    path = tmp_path / "live.txt"
    path.write_text(BLOG, encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(path)])
    first = json.loads(result.stdout.splitlines()[0])
    assert (first["entry"], first["published_at"], first["spoken_on"]) == (0, None, None)


def test_an_address_is_given_to_one_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": "One."}) + "\n" + json.dumps({"text": "Two."}) + "\n")
    first, second = read(path, url="https://sentinel.example/1", outlet="The Sentinel")
    assert isinstance(first, Article) and first.url == "https://sentinel.example/1"
    assert isinstance(second, ReadError) and str(second).startswith(f"{path}:2: a second article without url")


@pytest.mark.parametrize(("name", "kind"), [("page.html", "HTML"), ("list.csv", "CSV"), ("LIST.JSON", "JSON")])
def test_what_is_read_as_plain_text_in_spite_of_its_name_is_told(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / name
    path.write_text("“We won,” said Ana Holm.")
    result = run_module("extract", str(path))
    assert result.returncode == 0 and "Ana Holm" in result.stdout
    assert result.stderr.splitlines() == [f"{path}: is read as plain text, not as {kind}"]
    assert run_module("extract", str(path.rename(tmp_path / "page.txt"))).stderr == ""
