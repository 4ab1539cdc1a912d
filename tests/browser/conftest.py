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


def quotes(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quotes.cli", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[playwright.Browser]:
    """A Chromium of this machine."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(browser: playwright.Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample news, read with `quotes ingest` and shown with `quotes serve`."""
    folder = tmp_path_factory.mktemp("site")
    quotes("ingest", Path(__file__).parents[2] / "examples", "--db", folder / "store.db", "--quiet")
    quotes("publish", folder, "--db", folder / "store.db")
    command = [sys.executable, "-m", "quotes.cli", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
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
