"""The sample news, read, published and served as a user would, and a real browser to look at it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[dev]'")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


@dataclass(frozen=True)
class Desk:
    """Runs `quotes` commands on a store in a folder, which is published beside it."""

    folder: Path

    @property
    def public(self) -> Path:
        return self.folder / "public"

    def run(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "quotes.cli", *arguments, "--db", str(self.folder / "store.db")]
        subprocess.run(command, check=True, capture_output=True)

    def publish(self) -> None:
        self.run("publish", str(self.public), "--downloads")

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Publishes in the background, done at the end of the `with`."""
        command = [
            sys.executable,
            "-m",
            "quotes.cli",
            "publish",
            str(self.public),
            "--db",
            str(self.folder / "store.db"),
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            yield
        assert process.returncode == 0


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
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample news, read with `quotes ingest` and published."""
    found = Desk(tmp_path_factory.mktemp("site"))
    found.run("ingest", str(Path(__file__).parents[2] / "examples"), "--quiet")
    found.publish()
    return found


@pytest.fixture(scope="module")
def site(browser: playwright.Browser, desk: Desk) -> Iterator[str]:
    """The address of the sample news, shown with `quotes serve`."""
    command = [sys.executable, "-m", "quotes.cli", "serve", str(desk.public), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().split()[2].rstrip("/")
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert answer.status == 200
        yield address
        server.terminate()


@pytest.fixture(scope="module")
def pages(site: str) -> dict[str, str]:
    """A path for each kind of page."""
    with urllib.request.urlopen(f"{site}/search.json?q=pumps+November", timeout=20) as answer:
        quotation = next(one for one in json.load(answer)["quotations"] if one["speaker_uid"])
    return {
        "home": "/",
        "check": "/check?words=we+asked+for+the+pumps+in+November+and+were+told+to+wait+until+the+summer",
        "not found": "/check?words=we+did+not+ask+for+the+pumps+in+November",
        "search": "/search?q=pumps&since=2020",
        "nothing found": "/search?q=zzzznone",
        "quotation": f"/quotation/{quotation['uid']}",
        "utterance": f"/utterance/{quotation['uid']}",
        "speaker": f"/speaker/{quotation['speaker_uid']}",
        "leads": "/leads?speakers=any",
        "corrections": "/corrections",
        "data": "/data",
        "method": "/method",
        "api": "/api",
        "missing": "/quotation/none",
    }


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, which looks for what keeps people out; it comes from npm and stays out of the project."""
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "axe-core@4"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        pytest.skip("axe-core cannot be had from npm here")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def page(browser: playwright.Browser, request: pytest.FixtureRequest) -> Iterator[playwright.Page]:
    """A fresh page; the test fails if a script on it fails, or if anything is asked of another site.

    Options of the context come as the fixture's parameter.
    """
    options = getattr(request, "param", {})
    context = browser.new_context(bypass_csp="axe" in request.fixturenames, **options)
    fresh = context.new_page()
    failures: list[str] = []
    fresh.on("pageerror", lambda error: failures.append(str(error)))
    fresh.on("console", lambda message: failures.append(message.text) if _is_failure(message) else None)
    fresh.on("request", lambda asked: None if _is_ours(asked.url) else failures.append(asked.url))
    yield fresh
    context.close()
    assert failures == []


def _is_ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "about:"))


def _is_failure(message: playwright.ConsoleMessage) -> bool:
    """True for an error on the console, but for that of a page that is meant to be missing or gone."""
    return message.type == "error" and "404" not in message.text and "410" not in message.text
