"""The files of everything: complete, provably so, and to be had from the site."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest
from click.testing import CliRunner
from datasette.app import Datasette

from quotes.cli import main
from quotes.errors import PublishError
from quotes.publish import downloads
from quotes.publish.published import snapshot
from quotes.publish.server import site

Get = Callable[..., Any]


@pytest.fixture(scope="module")
def public(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file with its downloads."""
    return snapshot(store, tmp_path_factory.mktemp("public"), with_downloads=True)


@pytest.fixture(scope="module")
def get(public: Path, asking: Callable[[Datasette], Get]) -> Get:
    return asking(site(public, public=True))


def manifest(public: Path) -> dict[str, Any]:
    return json.loads((public.with_suffix("") / "manifest.json").read_text())


def test_the_manifest_is_true_of_every_file(public: Path, rows: Callable[..., list[tuple[Any, ...]]]) -> None:
    ((expected,),) = rows("select count(*) from quotes")
    for entry in manifest(public)["files"]:
        content = (public.with_suffix("") / entry["file"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["bytes"], entry["sha256"])
        assert entry["rows"] == expected == counted(entry["file"], gzip.decompress(content), public)


def counted(name: str, content: bytes, public: Path) -> int:
    """The rows of a file, counted by reading it."""
    if name.endswith(".csv.gz"):
        return len(list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))))
    if name.endswith(".ndjson.gz"):
        return len([json.loads(line) for line in content.decode("utf-8").split("\n")[:-1]])
    assert content == public.read_bytes()
    with sqlite3.connect(public) as db:
        return int(db.execute("select count(*) from quotes").fetchone()[0])


def test_a_line_is_what_the_page_gives_as_json(public: Path, get: Get) -> None:
    packed = (public.with_suffix("") / "quotations.ndjson.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").split("\n")[:-1]:
        record = json.loads(line)
        page = get(f"/quotation/{record['uid']}.json").json()
        del page["corrections"], page["citation"]
        assert record == json.loads(json.dumps(page).replace("http://localhost", ""))


def test_the_csv_has_the_columns_of_the_view_and_no_formulas(tmp_path: Path) -> None:
    formula = press.Printing("=1+1", "Courier", "2025-01-01", "formula")
    public = snapshot(press.stored(tmp_path / "store.db", (formula,)), tmp_path, with_downloads=True)
    with gzip.open(public.with_suffix("") / "quotations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["text"] == "'=1+1" and "utterance_uid" in row


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_the_digests_are_checked_by_the_usual_program(public: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(command, cwd=public.with_suffix(""), capture_output=True).returncode == 0


def test_the_site_offers_what_the_manifest_lists_and_nothing_else(public: Path, get: Get) -> None:
    page = get("/data").text
    for entry in manifest(public)["files"]:
        assert f'href="/downloads/{entry["file"]}"' in page
        answer = get(f"/downloads/{entry['file']}")
        assert hashlib.sha256(answer.content).hexdigest() == entry["sha256"]
        assert answer.headers["access-control-allow-origin"] == "*"
    assert get("/downloads/manifest.json").json() == manifest(public)
    for other in ("quotes.db", "%2e%2e%2fstore.db", "manifest.json.bak"):
        assert get(f"/downloads/{other}").status_code != 200


def test_a_site_without_downloads_says_so(published: Path, asking: Callable[[Datasette], Get]) -> None:
    get = asking(site(published))
    assert "no files to download" in get("/data").text
    assert get("/downloads/manifest.json").status_code == 404


def test_the_same_collection_gives_the_same_bytes(public: Path) -> None:
    before = manifest(public)
    downloads.write(public)
    assert manifest(public) == before


def test_files_that_are_short_of_rows_are_never_published(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = downloads.records
    monkeypatch.setattr(downloads, "records", lambda connection: list(everything(connection))[1:])
    with pytest.raises(PublishError, match=r"quotations\.ndjson\.gz: not all of 9 quotations"):
        snapshot(store, tmp_path, with_downloads=True)
    assert not (tmp_path / "quotes.db").exists()


def test_addresses_in_them_are_those_of_the_site_where_that_is_told(store: Path, tmp_path: Path) -> None:
    arguments = ["publish", str(tmp_path), "--downloads", "--db", str(store), "--site", "https://quotes.example/"]
    public = Path(CliRunner().invoke(main, arguments).stdout.strip())
    line = gzip.decompress((public.with_suffix("") / "quotations.ndjson.gz").read_bytes()).split(b"\n")[-2]
    record = json.loads(line)
    assert record["url"] == f"https://quotes.example/quotation/{record['uid']}"
    assert record["speaker"]["url"].startswith("https://quotes.example/speaker/")
    assert CliRunner().invoke(main, [*arguments[:-1], "quotes.example"]).exit_code == 2


def test_by_command(store: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["publish", str(tmp_path), "--downloads", "--db", str(store)])
    assert (Path(result.stdout.strip()).with_suffix("") / "manifest.json").is_file()


@pytest.mark.parametrize(("form", "name"), [("ndjson", "quotations.ndjson.gz"), ("csv", "quotations.csv.gz")])
def test_export_gives_the_same_on_the_command_line(public: Path, form: str, name: str) -> None:
    result = CliRunner().invoke(main, ["export", "--published", str(public), "--format", form])
    assert result.stdout_bytes == gzip.decompress((public.with_suffix("") / name).read_bytes())


def test_export_of_a_published_file_takes_no_filter(public: Path) -> None:
    result = CliRunner().invoke(main, ["export", "--published", str(public), "--speaker", "Feldgate"])
    assert result.exit_code == 2 and "takes no filter" in result.stderr
