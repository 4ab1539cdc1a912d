"""The sample news, read, published and served as a user would, and a real browser to look at it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[dev]'")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    """A Chromium of this machine. While it runs, no other test can have an event loop of its own."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(browser: playwright.Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample news, read with `quotes ingest` and shown with `quotes serve`."""
    folder = tmp_path_factory.mktemp("site")
    quotes = [sys.executable, "-m", "quotes.cli"]
    store = ["--db", str(folder / "store.db")]
    subprocess.run([*quotes, "ingest", str(Path(__file__).parents[2] / "examples"), "--quiet", *store], check=True)
    with subprocess.Popen([*quotes, "serve", *store, "--port", "0"], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().split()[2].rstrip("/")
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert answer.status == 200
        yield address
        server.terminate()


@pytest.fixture
def page(browser: playwright.Browser, request: pytest.FixtureRequest) -> Iterator[playwright.Page]:
    """A fresh page; the test fails if a script on it fails. Options of the context come as the fixture's parameter."""
    context = browser.new_context(**getattr(request, "param", {}))
    fresh = context.new_page()
    failures: list[str] = []
    fresh.on("pageerror", lambda error: failures.append(str(error)))
    fresh.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
    yield fresh
    context.close()
    assert failures == []
