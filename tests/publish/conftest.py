"""A published file of the invented press, and Datasette over it, asked in this process."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import press
import pytest
from datasette.app import Datasette, DatasetteClient
from httpx import Response

from quotes.publish.published import snapshot
from quotes.publish.server import site

Get = Callable[..., Response]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the invented press. Tests only read it."""
    return press.stored(tmp_path_factory.mktemp("store") / "store.db")


@pytest.fixture(scope="session")
def published(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published file of that store."""
    return snapshot(store, tmp_path_factory.mktemp("published"))


@pytest.fixture
def rows(published: Path) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """SQL on the published file."""
    connection = sqlite3.connect(published)
    yield lambda sql, *values: connection.execute(sql, values).fetchall()
    connection.close()


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.Runner]:
    """One event loop for all requests."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def asking(loop: asyncio.Runner) -> Callable[[Datasette], Get]:
    """Makes of a Datasette a function that fetches one of its pages: get(path, name=value, ...)."""

    def asked(datasette: Datasette) -> Get:
        client = DatasetteClient(datasette)  # the one that it brings was made before it had our database
        return lambda path, headers=None, **query: loop.run(client.get(path, params=query or None, headers=headers))

    return asked


@pytest.fixture(scope="session")
def get(published: Path, asking: Callable[[Datasette], Get]) -> Get:
    """Fetches a page of the site as `quotes serve` shows it."""
    return asking(site(published))


@pytest.fixture(scope="session")
def get_public(published: Path, asking: Callable[[Datasette], Get]) -> Get:
    """Fetches a page of the site as `quotes serve --public` shows it."""
    return asking(site(published, public=True))


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file with 230 quotations on seven days."""
    folder = tmp_path_factory.mktemp("crowded")
    outlets, days = ("Courier", "Ledger", None), (*(f"2025-03-0{day}" for day in range(1, 7)), None)
    printings = tuple(
        press.Printing(f"Word {number}", outlets[number % 3], days[number % 7], f"u{number}", f"Ann Tale{number % 90}")
        for number in range(230)
    )
    return snapshot(press.stored(folder / "store.db", printings), folder)
