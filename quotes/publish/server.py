"""Datasette over a published file, with the settings that were measured, on this machine only."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import threading
import webbrowser
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database

from quotes.bundled import bundled
from quotes.errors import PublishError
from quotes.publish import LAYOUT, LINK
from quotes.publish.complaints import unhurried
from quotes.publish.switching import Switching

HOST = "127.0.0.1"
SETTINGS: dict[str, int | bool] = {
    "suggest_facets": False,  # the greatest single cost of a page
    "facet_time_limit_ms": 500,
    "sql_time_limit_ms": 1500,
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "truncate_cells_html": 300,
    "allow_csv_stream": False,  # a stream that is cut off looks like a complete answer; `quotes export` gives all
    "default_cache_ttl": 300,
}
PUBLIC = {"default_allow_sql": False, "allow_download": False}


def published_file(place: Path) -> Path:
    """The file to serve: `place` itself, or the newest in a folder that `quotes publish` wrote. Links are followed.

    A server holds on to a file, not to the link: moving that under it would mix the old file with the new.
    Raises PublishError where there is none, where another version of quotes made it, whose tables differ from ours, or
    where it is a working store, which holds what is not for the public.
    """
    file = place / LINK if place.is_dir() else place
    if not file.is_file():
        raise PublishError(f"{place}: no published file here; `quotes publish {place}` makes one")
    file = file.resolve()
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            tables = {name for (name,) in connection.execute("select name from sqlite_master")}
            (layout,) = connection.execute("pragma user_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise PublishError(f"{place}: is no published file ({error})") from error
    if "entries" in tables:
        raise PublishError(f"{place}: is a working store; `quotes serve --db {place}` publishes it first")
    if "quotes_fts" not in tables:
        raise PublishError(f"{place}: is no published file")
    if layout != LAYOUT:
        age = "an earlier" if layout < LAYOUT else "a later"
        raise PublishError(f"{place}: was published by {age} version of quotes; publish again")
    return file


def site(file: Path, *, public: bool = False) -> Datasette:
    """Datasette over one published file, as database `quotes`. `public` takes SQL and the download of the file away."""
    counts = file.with_suffix(".json")
    datasette = Datasette(
        [],
        metadata=json.loads(bundled("datasette-metadata.json").read_text(encoding="utf-8")),
        inspect_data=json.loads(counts.read_text(encoding="utf-8")) if counts.is_file() else None,
        settings=SETTINGS | PUBLIC if public else SETTINGS,
        cors=public,
    )
    datasette.remove_database("_memory")
    datasette.add_database(Quiet(datasette, path=str(file), is_mutable=False), name="quotes")
    return datasette


class Quiet(Database):  # type: ignore[misc]
    """A database whose failing queries are told to who asked; on standard error strangers could fill a disk."""

    async def execute(self, sql: str, *options: Any, **named: Any) -> Any:
        return await super().execute(sql, *options, **{**named, "log_sql_errors": False})


def listen(port: int) -> socket.socket:
    """A socket that takes connections; they wait until `run` answers. Raises PublishError if the port is taken."""
    # TCP must be named: else asyncio leaves Nagle's algorithm on, and every answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise PublishError(f"port {port}: {error.strerror}; choose another with --port") from error
    listener.listen()
    return listener


def address(listener: socket.socket) -> str:
    """Where a browser finds it."""
    return f"http://{HOST}:{listener.getsockname()[1]}/"


def newest_site(place: Path, *, public: bool = False) -> Switching:
    """The site over `place`, as `published_file` finds it; it goes over to what is published there meanwhile."""
    return Switching(lambda: published_file(place), lambda file: site(file, public=public))


def run(app: Switching, listener: socket.socket, *, open_browser: bool = False) -> None:
    """Serves until interrupted (Ctrl-C, SIGTERM). To be called from the main thread."""
    if open_browser:  # on a thread of its own: where only a text browser is found, it would hold up the server
        threading.Thread(target=webbrowser.open, args=(address(listener),), daemon=True).start()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # uvicorn ends by the signal; we clear up first
    with unhurried(), suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on")).run(sockets=[listener])
