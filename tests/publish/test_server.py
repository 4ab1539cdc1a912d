"""`quotes publish` and `quotes serve`: what can be served, and what is said when it cannot."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest
from click.testing import CliRunner, Result
from datasette.app import Datasette
from running import serving

from quotes.cli import main
from quotes.errors import PublishError
from quotes.publish import complaints, server
from quotes.publish.published import snapshot
from quotes.publish.switching import Switching

Get = Callable[..., Any]


def quotes(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_publish_prints_the_new_file(store: Path, tmp_path: Path) -> None:
    result = quotes("publish", tmp_path, "--db", store)
    assert result.exit_code == 0
    assert Path(result.stdout.strip()) == (tmp_path / "quotes.db").resolve()


def test_publish_tells_of_a_missing_store_in_one_line(tmp_path: Path) -> None:
    result = quotes("publish", tmp_path / "out", "--db", tmp_path / "none.db")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "no such database" in result.stderr


def test_a_folder_serves_its_newest_file_under_its_own_name(store: Path, tmp_path: Path) -> None:
    """A server that followed the link would mix the file it began with and the one published meanwhile."""
    first = snapshot(store, tmp_path)
    assert server.published_file(tmp_path) == server.published_file(tmp_path / "quotes.db") == first.resolve()


def test_a_served_file_is_the_database_quotes(published: Path, asking: Callable[[Datasette], Get]) -> None:
    site = server.site(server.published_file(published))
    assert site.databases.keys() - {"_internal"} == {"quotes"}
    assert len(asking(site)("/quotes/quotes.json?_shape=array").json()) == len(press.PRESS)


def test_a_file_without_its_counts_is_served_too(
    published: Path, tmp_path: Path, asking: Callable[[Datasette], Get]
) -> None:
    alone = tmp_path / "alone.db"
    alone.write_bytes(published.read_bytes())
    assert asking(server.site(alone))("/quotes/quotes").status_code == 200


def test_a_working_store_is_never_served_as_it_is(store: Path) -> None:
    result = quotes("serve", store)
    assert result.exit_code == 2
    assert "is a working store" in result.stderr


def test_what_is_no_published_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database " * 100)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("create table mine (id)")
    for place in (tmp_path, tmp_path / "none.db", tmp_path / "text.db", tmp_path / "other.db"):
        result = quotes("serve", place)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.stderr
        assert str(place) in result.stderr


AGES = pytest.mark.parametrize(("change", "age"), [(-1, "an earlier"), (1, "a later")], ids=["earlier", "later"])


def by_another_version(published: Path, folder: Path, change: int) -> Path:
    """A folder whose newest file has another layout than this version reads."""
    folder.mkdir(exist_ok=True)
    other = folder / "quotes-other.db"
    other.write_bytes(published.read_bytes())
    with sqlite3.connect(other) as db:
        (layout,) = db.execute("pragma user_version").fetchone()
        db.execute(f"pragma user_version = {layout + change}")
    (folder / "quotes.db").unlink(missing_ok=True)
    (folder / "quotes.db").symlink_to(other.name)
    return folder


@AGES
def test_a_file_of_another_version_is_not_served(published: Path, tmp_path: Path, change: int, age: str) -> None:
    """Its tables differ, so that pages of it would fail."""
    result = quotes("serve", by_another_version(published, tmp_path, change))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert f"was published by {age} version of quotes; publish again" in result.stderr


@AGES
def test_a_running_server_keeps_its_file_when_another_version_publishes(
    store: Path, published: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, change: int, age: str
) -> None:
    file = snapshot(store, tmp_path)

    async def live() -> None:
        switching = Switching(lambda: server.published_file(tmp_path), server.site, every=0.01)
        async with switching._watching():
            by_another_version(published, tmp_path, change)
            await asyncio.sleep(0.2)
        assert switching.file == file.resolve()

    asyncio.run(live())
    told = [record.getMessage() for record in caplog.records if f"by {age} version" in record.getMessage()]
    assert len(told) == 1, "it is said once, not at each look"


def test_a_port_that_is_taken_is_told_in_one_line(published: Path) -> None:
    with server.listen(0) as listener:
        port = listener.getsockname()[1]
        result = quotes("serve", published, "--port", port)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert f"port {port}" in result.stderr


def test_a_missing_store_is_told_before_a_taken_port(tmp_path: Path) -> None:
    with server.listen(0) as listener:
        result = quotes("serve", "--db", tmp_path / "none.db", "--port", listener.getsockname()[1])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "none.db: no such database" in result.stderr


def test_demo_notices_a_taken_port_before_it_reads_anything(tmp_path: Path) -> None:
    with server.listen(0) as listener:
        result = quotes("demo", "--no-open", "--dir", tmp_path / "demo", "--port", listener.getsockname()[1])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "demo").exists()


def test_only_this_machine_is_listened_on() -> None:
    with server.listen(0) as listener:
        assert server.address(listener).startswith("http://127.0.0.1:")


def test_the_counts_of_an_older_file_are_not_taken_for_a_new_one(store: Path, tmp_path: Path) -> None:
    first = snapshot(store, tmp_path)
    second = snapshot(store, tmp_path)
    assert json.loads(second.with_suffix(".json").read_text())["quotes"]["file"] == second.name != first.name


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_store_is_shown_until_interrupted_and_leaves_nothing_behind(store: Path, tmp_path: Path, stop: int) -> None:
    with serving("--db", store, env=os.environ | {"TMPDIR": str(tmp_path)}) as (address, process):
        with urllib.request.urlopen(f"{address}/quotes/phrase_search.json?words=pumps", timeout=20) as answer:
            assert len(json.load(answer)["rows"]) == 4
        process.send_signal(stop)
        assert process.stderr is not None
        assert (process.wait(20), process.stderr.read()) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_a_running_server_goes_over_to_what_is_published_and_leaves_no_request_unanswered(tmp_path: Path) -> None:
    store = press.stored(tmp_path / "store.db")
    snapshot(store, tmp_path / "public")
    page = f"/quotation/{press.uid(3)}"
    with serving(tmp_path / "public") as (address, _):
        assert status(address + page) == 200
        decision = ["review", press.uid(3), "--withdraw", "--reason", "wrong", "--reviewer", "ada", "--db", str(store)]
        assert CliRunner().invoke(main, decision).exit_code == 0
        snapshot(store, tmp_path / "public")
        seen = []
        while 410 not in seen:
            assert len(seen) < 300, "it still shows the file before"
            seen.append(status(address + page))
            time.sleep(0.05)
    assert set(seen) == {200, 410}


def test_a_query_that_fails_is_not_printed(published: Path) -> None:
    """Datasette would print each, whole; a pipe holds 64 KB."""
    with serving(published) as (address, process):
        for number in range(60):
            assert status(f"{address}/quotes.json?sql=select+{'x' * 4000}+from+nowhere{number}") == 400
        assert status(f"{address}/quotation/{press.uid(1)}") == 200
        process.terminate()
        assert process.stderr is not None
        assert (process.wait(20), process.stderr.read()) == (0, "")


def test_what_is_said_on_a_full_pipe_makes_nobody_wait() -> None:
    reading, writing = os.pipe()
    try:
        aside = complaints.Aside(writing)
        for _ in range(5000):
            aside.write("a line of a hundred characters and more, that nobody ever reads" * 2 + "\n")
        aside.finish()
        assert os.read(reading, 14) == b"a line of a hu"
    finally:
        os.close(reading)


def status(address: str) -> int:
    """The status of an answer, whatever it is."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_folder_in_disorder_leaves_the_file_before_in_place(published: Path, tmp_path: Path) -> None:
    """While it is being copied about, nothing can be found there for a moment."""
    found: list[Path | PublishError] = [published, PublishError("nothing here"), published]

    def newest() -> Path:
        one = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(one, PublishError):
            raise one
        return one

    async def live() -> None:
        switching = Switching(newest, server.site, every=0.01)
        async with switching._watching():
            await asyncio.sleep(0.1)
        assert switching.file == published and len(found) == 1

    asyncio.run(live())


@pytest.mark.parametrize("place", ["missing", "."])
def test_a_folder_without_a_published_file(tmp_path: Path, place: str) -> None:
    with pytest.raises(PublishError, match="no published file here"):
        server.published_file(tmp_path / place)
