"""Leads: the same words under different names, and words so close that one may be a misquotation of the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest
from datasette.app import Datasette

from quotes.publish.published import snapshot
from quotes.publish.server import site

Get = Callable[..., Any]


@pytest.fixture(scope="module")
def leads(tmp_path_factory: pytest.TempPathFactory, asking: Callable[[Datasette], Get]) -> Get:
    folder = tmp_path_factory.mktemp("leads")
    turned = press.Printing(press.HARBOUR.replace("will", "will not"), "Kettle", "2024-11-09", "turned", "Zoé Peña")
    larger = press.Printing("It was the colour of 9 strong teas", "Ledger", "2025-03-12", "teas", "Tom Askew")
    close = (("harbour", "turned", "negation"), ("tea", "teas", "number"))
    db = press.stored(folder / "store.db", (*press.PRESS, turned, larger), close=close)
    return asking(site(snapshot(db, folder)))


class TestLeads:
    """Same words under different names, and words of one speaker with a negation or another number."""

    def test_the_most_printed_first_and_other_speakers_only_where_asked_for(self, leads: Get) -> None:
        found = leads("/leads.json").json()["leads"]
        assert [lead["reason"] for lead in found] == ["speakers", "negation"]
        everybody = leads("/leads.json", speakers="any").json()["leads"]
        assert [(lead["reason"], lead.get("same_speaker")) for lead in everybody] == [
            ("speakers", None), ("negation", True), ("number", False),
        ]  # fmt: skip

    def test_a_conflict_names_speakers_and_who_named_them(self, get: Get) -> None:
        page = get("/leads").text
        assert "Nora Feldgate</a>: Courier, Ledger" in page and "Tom Askew</a>: Rundschau" in page

    def test_close_words_stand_one_below_the_other_with_the_change_marked(self, leads: Get) -> None:
        page = leads("/leads").text
        assert "Close words that differ in a negation, the same speaker" in page
        assert page.index(press.HARBOUR) < page.index('will <ins><span class="unseen">added: </span>not</ins> stay')

    def test_one_kind_alone(self, leads: Get) -> None:
        page = leads("/leads", reason="negation", speakers="any").text
        assert '<a href="/leads?reason=negation&amp;speakers=any" aria-current="page">Negation' in page
        assert "harbour" in page and "pumps" not in page
        assert "There is none" in leads("/leads", reason="opposite").text
        answer = leads("/leads.json", reason="nonsense")
        assert (answer.status_code, leads("/leads", reason="nonsense").status_code) == (400, 400)
        assert answer.json()["error"].startswith("reason: “nonsense” is none of speakers, negation")

    def test_as_json_is_the_list_that_is_shown(self, leads: Get) -> None:
        for fields in ({}, {"speakers": "any"}, {"reason": "number", "speakers": "any"}):
            page = leads("/leads", **fields).text
            address = re.search('href="(/leads.json[^"]*)">This list as JSON', page)[1].replace("&amp;", "&")  # type: ignore[index]
            assert len(leads(address).json()["leads"]) == page.count('<li class="item">')

    def test_the_home_page_counts_what_the_list_shows(self, leads: Get) -> None:
        assert "2 leads" in leads("/").text
        assert 'All <span class="quiet">2</span>' in leads("/leads").text
        assert len(leads("/leads.json").json()["leads"]) == 2

    def test_outlets_are_a_list_though_a_name_has_a_comma(
        self, tmp_path: Path, asking: Callable[[Datasette], Get]
    ) -> None:
        printings = [press.Printing(press.TEA, "Bolt, Nut and Son", "2025-03-01", "tea", "Ada Holm"),
                     press.Printing(press.TEA, "Kettle", "2025-03-02", "tea", "Tom Askew")]  # fmt: skip
        get = asking(site(snapshot(press.stored(tmp_path / "store.db", tuple(printings)), tmp_path)))
        (lead,) = get("/leads.json").json()["leads"]
        assert [credit["outlets"] for credit in lead["credits"]] == [["Bolt, Nut and Son"], ["Kettle"]]

    def test_long_close_words_are_cut_to_what_stands_around_the_change(
        self, tmp_path: Path, asking: Callable[[Datasette], Get]
    ) -> None:
        before, after = " ".join(f"before{n}" for n in range(80)), " ".join(f"after{n}" for n in range(80))
        printings = tuple(
            press.Printing(f"{before} we {will} sell {after}", "Courier", "2025-03-01", will, "Ada Holm")
            for will in ("will", "will not")
        )
        store = press.stored(tmp_path / "store.db", printings, close=(("will", "will not", "negation"),))
        get = asking(site(snapshot(store, tmp_path)))
        for path in ("/leads", f"/quotation/{press.uid(1)}"):
            shown = get(path).text.partition("before79 we will <ins>")
            assert shown[1] and "before40" not in shown[0].rpartition("<a ")[2] and "after79" not in shown[2][:600]

    def test_the_change_is_between_the_wordings_that_the_reason_is_of(
        self, tmp_path: Path, asking: Callable[[Datasette], Get]
    ) -> None:
        """The page of a print with words of its own compares what stands for both, and says so."""
        own = press.HARBOUR.replace("every", "each")
        printings = (
            press.Printing(press.HARBOUR, "Courier", "2024-11-06", "harbour", "Zoé Peña"),
            press.Printing(own, "Ledger", "2024-11-07", "harbour", "Zoé Peña"),
            press.Printing(press.HARBOUR.replace("will", "will not"), "Kettle", "2024-11-09", "turned", "Zoé Peña"),
        )
        store = press.stored(tmp_path / "store.db", printings, close=(("harbour", "turned", "negation"),))
        page = asking(site(snapshot(store, tmp_path)))(f"/quotation/{press.uid(2)}").text
        close = page[page.index("Close, but not the same") :]
        assert "the wording that stands for all printings" in close
        assert "</ins> stay open to every boat." in close and "<del>" not in close[: close.index("</ul>")]

    @pytest.mark.parametrize("kind", ["utterance", "quotation"])
    def test_a_page_tells_what_is_close_to_its_words(self, leads: Get, kind: str) -> None:
        page = leads(f"/{kind}/{press.uid(5)}").text
        assert "Close, but not the same" in page and "Differs in a negation" in page and "the same speaker" in page
        assert "Close, but not the same" not in leads(f"/{kind}/{press.uid(9)}").text

    def test_the_same_for_machines(self, leads: Get) -> None:
        (lead,) = leads(f"/utterance/{press.uid(5)}.json").json()["close_but_different"]
        assert (lead["uid"], lead["same_speaker"], lead["reason"]) == (press.uid(10), True, "negation")

    def test_paging_loses_nothing_and_gives_nothing_twice(
        self, tmp_path: Path, asking: Callable[[Datasette], Get]
    ) -> None:
        printings = tuple(
            press.Printing(f"We lost {number} boats", "Courier", "2025-03-01", f"u{number}", "Ann Tale")
            for number in range(60)
        )
        close = tuple((f"u{number}", f"u{number + 1}", "number") for number in range(59))
        get = asking(site(snapshot(press.stored(tmp_path / "store.db", printings, close=close), tmp_path)))
        answer = get("/leads.json", reason="number").json()
        seen = [(lead["utterance"]["uid"], lead["other"]["uid"]) for lead in answer["leads"]]
        while answer["next"]:
            assert "reason=number" in answer["next"]
            answer = get(answer["next"].removeprefix("http://localhost")).json()
            seen += [(lead["utterance"]["uid"], lead["other"]["uid"]) for lead in answer["leads"]]
        assert len(seen) == len(set(seen)) == 59
        assert 'rel="next" href="/leads?' in get("/leads").text
