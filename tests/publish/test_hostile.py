"""Words that would like to be a program, in every stored text, on every page: they stay words."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import press
import pytest
from click.testing import CliRunner
from datasette.app import Datasette

from quotes.cli import main
from quotes.publish.published import snapshot
from quotes.publish.server import site

Get = Callable[..., Any]
CORPUS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "'><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<!--<script>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnitirw desrever\u202c",
    "[-<b>-] {+<i>+}",
    "\u2028</script>\u2029",
)  # fmt: skip
COLUMNS = {
    "outlets": ("name",),
    "articles": ("title", "author", "url"),
    "speakers": ("name",),
    "aliases": ("name",),
    "quotes": ("speaker", "speaker_role", "mention", "cue", "spoken_basis", "rule", "mention_form"),
}
OURS = (
    "/",
    "/search",
    "/leads",
    "/corrections",
    "/data",
    "/method",
    "/api",
    "/speaker/speaker1",
    "/speaker/speaker2",
)
DATASETTES = (
    "/quotes", "/quotes/quotes", "/quotes/speakers", "/quotes/clusters", "/quotes/articles", "/quotes/outlets",
    "/quotes/aliases", "/quotes/roles", "/quotes/corrections", "/quotes/quotations", "/quotes/articles/1",
    "/quotes/outlets/1", "/quotes/variants?quotation=1", "/quotes/conflicts", "/quotes/most_repeated",
    "/quotes/utterances", "/quotes/spellings", "/quotes/speaker_roles", "/quotes/excerpts", "/quotes/leads",
    "/quotes/withdrawn",
)  # fmt: skip
EXECUTED = re.compile(r"^(?:text/javascript|module)?$")


class Page(HTMLParser):
    """What a browser would run or follow on a page: scripts, handlers, and addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    @property
    def scripts(self) -> list[tuple[str, dict[str, str | None]]]:
        return [(tag, found) for tag, found in self.tags if tag == "script" and EXECUTED.match(found.get("type") or "")]

    @property
    def loaded(self) -> list[str]:
        """What a browser fetches by itself."""
        sheets = [found["href"] or "" for tag, found in self.tags if found.get("rel") in ("stylesheet", "icon")]
        return sheets + [found["src"] or "" for _, found in self.tags if "src" in found]

    @property
    def addresses(self) -> list[str]:
        names = ("href", "src", "action", "cite", "data", "formaction")
        return [value for _, found in self.tags for name in names if (value := found.get(name))]


@pytest.fixture(scope="module", params=CORPUS, ids=lambda text: text.encode("unicode_escape").decode()[:16])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, asking: Callable[[Datasette], Get]
) -> Get:
    """A site in which one text of the corpus stands in every column."""
    folder, text = tmp_path_factory.mktemp("hostile"), request.param
    printings = tuple(
        press.Printing(f"{text} {words}", outlet, "2025-03-11", "one", speaker, spoken_on="2025-03-10")
        for words, outlet, speaker in (("one", "A", "Ann Tale"), ("other", "B", "Tom Askew"), ("last", "C", "Zoé Peña"))
    )
    close = press.Printing(f"{text} not one", "A", "2025-03-12", "close", "Ann Tale")
    whole = press.Printing(f"{text} one {text} and more", "B", "2025-03-12", "whole", "Ann Tale")
    db = press.stored(
        folder / "store.db", (*printings, close, whole), aliases={}, close=(("one", "close", "negation"),)
    )
    with sqlite3.connect(db) as connection:
        for table, columns in COLUMNS.items():
            for column in columns:
                connection.execute(f"update {table} set {column} = ? || ' ' || id", [text])
        connection.execute("insert into fragments (fragment_id, whole_id) values (1, 3)")
    for decision in (("review", press.uid(1), "--spoken-on", "2025-03"), ("review", press.uid(3), "--withdraw"),
                     ("speakers", "rename", "speaker1", text)):  # fmt: skip
        done = CliRunner().invoke(main, [*decision, "--db", str(db), "--reason", text, "--reviewer", "ada"])
        assert done.exit_code == 0, done.output
    return asking(site(snapshot(db, folder)))


def test_stored_texts_run_nowhere_and_lead_nowhere(hostile: Get) -> None:
    text = hostile("/quotes/quotes.json?_shape=array").json()[0]["text"]
    paths = [*OURS, *(f"/{kind}/{press.uid(n)}" for kind in ("quotation", "utterance") for n in range(1, 6))]
    pages = {path: hostile(path) for path in paths}
    assert "Close, but not the same" in pages[f"/quotation/{press.uid(2)}"].text
    assert "Also printed longer" in pages[f"/quotation/{press.uid(2)}"].text
    pages["check"] = hostile("/check", words=text)
    pages["search"] = hostile("/search", q=text, by=text, outlet=text, since=text)
    for path, answer in pages.items():
        page = Page(answer.text)
        assert page.scripts == [] and not {tag for tag, _ in page.tags} & {"img", "b", "i"}, path
        assert "49{% raw" not in answer.text, path
    pages |= {path: hostile(path) for path in DATASETTES}
    assert {path: answer.status_code for path, answer in pages.items() if answer.status_code >= 500} == {}
    for path, answer in pages.items():
        page = Page(answer.text)
        assert "alert" not in "".join(str(found) for _, found in page.scripts), path
        assert not [name for _, found in page.tags for name in found if name.startswith("on")], path
        assert [one for one in page.addresses if re.match(r"\s*(?:javascript|data|vbscript):", one, re.I)] == [], path


def test_linked_data_holds_the_very_words(hostile: Get) -> None:
    page = hostile(f"/quotation/{press.uid(1)}").text
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert data is not None
    record = hostile(f"/quotation/{press.uid(1)}.json").json()
    assert json.loads(data[1])["text"] == record["text"]


@pytest.mark.parametrize(
    "path",
    [*OURS, "/check?words=pumps", "/search?q=zzzznone", f"/quotation/{press.uid(1)}", f"/utterance/{press.uid(1)}",
     "/quotation/none", "/speaker/none", f"/quotation/{press.uid(1)}.json", "/leads.json", "/robots.txt"],
)  # fmt: skip
def test_our_pages_run_nothing_and_load_nothing_from_elsewhere(get: Get, path: str) -> None:
    answer = get(path)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy.pop("default-src") == policy.pop("base-uri") == policy.pop("frame-ancestors") == "'none'"
    assert policy == {"style-src": "'self'", "img-src": "'self' data:", "form-action": "'self'"}
    assert Page(answer.text).scripts == []
    assert not [one for one in Page(answer.text).loaded if not one.startswith("/")]


@pytest.mark.parametrize(
    "path",
    ["/quotation/%00", "/quotation/a/b", "/speaker/../..", "/search?after=999999999999999999999", "/search?after=-1",
     "/search?since=%ff", "/utterance/0000000000000001?after=x", "/leads?after=abc", "/quotes/quotes/9999999999",
     "/quotes.json?sql=select+nope", "/quotes/quotes.json?_size=100000", "/downloads/../quotes.db", "/static/../../x",
     "/downloads/%2e%2e/x", "/-/static/../../../x"],
)  # fmt: skip
def test_no_odd_address_brings_the_server_down_or_tells_of_its_inside(get: Get, published: Path, path: str) -> None:
    answer = get(path)
    assert answer.status_code < 500
    assert "Traceback" not in answer.text and str(published.parent) not in answer.text
