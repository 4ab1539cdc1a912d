"""The front page, the answer to a check, search, an utterance's history, a speaker, and the pages that explain."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import press
import pytest
from datasette.app import Datasette

from quotes.publish.plugin import charts, dates
from quotes.publish.published import snapshot
from quotes.publish.server import site

Rows = Callable[..., list[tuple[Any, ...]]]
Get = Callable[..., Any]


def uids(page: str) -> list[int]:
    """The numbers of the quotations that a page's list links to, in order."""
    return [int(uid, 16) for uid in re.findall(r'class="words" href="/quotation/([0-9a-f]+)"', page)]


class TestHome:
    def test_it_asks_for_a_quote_and_tells_what_is_searched(self, get: Get) -> None:
        page = get("/").text
        assert '<form class="check" action="/check"' in page
        assert "9 quotations" in page and "15 March 2025" in page

    def test_newest_and_most_repeated(self, get: Get) -> None:
        page = get("/").text
        assert uids(page)[0] == 3
        assert page.index(press.HARBOUR) > page.index("Most repeated")

    def test_of_different_speakers_none_is_preferred(self, get: Get) -> None:
        page = get("/").text
        repeated = page[page.index("Most repeated") : page.index("Most quoted")]
        assert "Outlets name different speakers" in repeated and "Nora Feldgate" not in repeated
        utterance = get(f"/utterance/{press.uid(1)}").text
        assert "<figcaption>" not in utterance and "Nora Feldgate</a>: 2 printings" in utterance

    def test_an_empty_collection_has_a_front_page_too(self, tmp_path: Path, asking: Callable[[Datasette], Get]) -> None:
        get = asking(site(snapshot(press.stored(tmp_path / "store.db", ()), tmp_path)))
        for path in ("/", "/search", "/check?words=any+words", "/leads", "/method", "/api"):
            assert get(path).status_code == 200, path


class TestCheck:
    @pytest.mark.parametrize(
        ("words", "verdict"),
        [
            (press.HARBOUR, "Found word for word"),
            ("“the harbour will stay OPEN to every boat”", "Found word for word"),
            ("The harbour will stay open for every boat", "Found with differences"),
            ("The harbour will not stay open to every boat.", "Not in the collection"),
            ("Nothing of this kind was ever printed by anybody", "Not in the collection"),
            ("pumps", "Too short to be checked"),
            ("it was the", "Too short to be checked"),
        ],
        ids=["same", "case-and-marks", "other-word", "negation", "nothing-near", "one-word", "small-words"],
    )
    def test_verdict(self, get: Get, words: str, verdict: str) -> None:
        page = get("/check", words=words).text
        assert re.search('class="verdict">(.*?)<', page)[1] == verdict  # type: ignore[index]

    def test_words_that_are_part_of_a_quotation_are_marked_in_it(self, get: Get) -> None:
        assert (
            "We asked for <mark>the pumps in November,</mark> and we"
            in get("/check", words="the pumps in november").text
        )
        assert "<mark>" not in get("/check", words=press.HARBOUR).text

    def test_not_found_proves_nothing(self, get: Get) -> None:
        page = get("/check", words="The harbour will not stay open to every boat.").text
        assert "does not mean that nobody said them" in page
        assert "differs in a negation" in page and '<ins><span class="unseen">added: </span>not</ins>' in page

    @pytest.mark.parametrize("words", ["until the summer", "Pumps", "tea", "open to every boat", press.PUMPS])
    def test_the_site_says_what_the_command_line_says(self, get: Get, store: Path, words: str) -> None:
        """One looks into the published file, the other into the store."""
        from quotes.publish import checks
        from quotes.store import open_store

        with open_store(store, create=False) as opened:
            answer = checks.check(opened, words)
        found = get("/check.json", words=words).json()
        assert found["verdict"] == answer.verdict
        assert [near["text"] for near in found["nearest"]] == [near.text for near in answer.nearest]
        assert [near["speakers_differ"] for near in found["nearest"]] == [
            near.speakers_differ for near in answer.nearest
        ]

    @pytest.mark.parametrize(
        "words", ["", " ", "…", '"', "(" * 500, "x " * 4000, "\0", "a OR b NEAR(", "'", "<b>", "日本語", "don't"],
        ids=lambda words: words[:8].encode("unicode_escape").decode(),
    )  # fmt: skip
    def test_whatever_is_typed_gets_an_answer(self, get: Get, words: str) -> None:
        assert get("/check", words=words).status_code == 200
        has_words = any(character.isalnum() for character in words)
        assert get("/check.json", words=words).status_code == (200 if has_words else 400)


class TestSearch:
    @pytest.mark.parametrize(
        ("fields", "numbers"),
        [
            ({}, [3, 2, 8, 1, 9, 7, 6, 5, 4]),
            ({"q": "pumps"}, [3, 2, 1, 4]),
            ({"q": "pumps", "order": "oldest"}, [4, 1, 2, 3]),
            ({"q": '"pumps in November" spring', "order": "best"}, [2, 1, 4]),
            ({"q": "zzzznone"}, []),
            ({"q": "pumps", "by": "feldgate"}, [2, 1]),
            ({"by": "feldgåte"}, [2, 1]),
            ({"by": "nobody"}, []),
            ({"by": "pena"}, [7, 6, 5]),
            ({"speaker": "speaker1"}, [2, 1]),
            ({"speaker": "speaker1", "q": "asked"}, [2, 1]),
            ({"speaker": "SPEAKER1"}, [2, 1]),
            ({"outlet": "Courier"}, [8, 1, 9, 5]),
            ({"q": "pumps", "outlet": "Kettle"}, [4]),
            ({"since": "2025-03"}, [3, 2, 8, 1]),
            ({"until": "2024"}, [7, 6, 5]),
            ({"since": "2024-11-07", "until": "2025-01-01", "q": "boat"}, [7, 6]),
            ({"since": "2026"}, []),
            ({"until": "1999"}, []),
            ({"said": "known"}, [2, 1, 5]),
            ({"kind": "mixed"}, []),
            ({"kind": "direct", "q": "harbour"}, [6, 5]),
        ],
        ids=str,
    )
    def test_words_and_filters(self, get: Get, fields: dict[str, str], numbers: list[int]) -> None:
        page = get("/search", **fields)
        assert (page.status_code, sorted(uids(page.text))) == (200, sorted(numbers))
        if "order" not in fields:
            days = [int(one["uid"], 16) for one in get("/search.json", **fields).json()["quotations"]]
            assert days == uids(page.text)

    @pytest.mark.parametrize(
        "typed",
        ['"', '""', '" "', "*", "AND NOT", "'", "(", '"(', "(" * 10_000, "zzzz\0", '"zz\nzz', "NEAR(x", "😀", "%00",
         "{x}", "%s"],
        ids=lambda typed: typed[:8].encode("unicode_escape").decode(),
    )  # fmt: skip
    def test_a_search_for_what_nobody_said_finds_nothing_and_never_fails(self, get: Get, typed: str) -> None:
        for field in ("q", "by"):
            answer = get("/search", **{field: typed})
            assert (answer.status_code, uids(answer.text)) == (200, []), field

    def test_a_filter_is_a_chip_that_can_be_taken_away(self, get: Get) -> None:
        page = get("/search", q="pumps", outlet="Kettle", since="2020-01").text
        assert '<a href="/search?q=pumps&amp;outlet=Kettle">Printed since January 2020' in page
        assert '<a href="/search?q=pumps&amp;since=2020-01">Outlet: Kettle' in page

    def test_what_was_found_is_counted_by_speaker_and_outlet(self, get: Get) -> None:
        page = get("/search", q="pumps").text
        assert 'href="/search?q=pumps&amp;speaker=speaker1">Nora Feldgate</a> <span class="quiet">2</span>' in page
        assert "outlet=Ledger" in page and "4 quotations" in page

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"since": "12.3.2024"}, "since: “12.3.2024” is no date: write 2024-11-06, 2024-11 or 2024."),
            ({"until": "2026-02-31"}, "until: “2026-02-31” is no date: write 2024-11-06, 2024-11 or 2024."),
            ({"since": "2025-13", "q": "pumps"}, "since: “2025-13” is no date: write 2024-11-06, 2024-11 or 2024."),
            ({"since": "2025-03-02", "until": "2025-02"}, "until: This is before the day from which on you search."),
            ({"speaker": "none"}, "speaker: No speaker here has the uid none; by takes names."),
            ({"outlet": "None"}, "outlet: No outlet here is called “None”; names of outlets are taken whole."),
            ({"kind": "verse"}, "kind: “verse” is none of direct, mixed, indirect."),
            ({"said": "yes"}, "said: “yes” is none of known."),
            ({"order": "random"}, "order: “random” is none of newest, oldest, best."),
        ],
        ids=str,
    )
    def test_what_has_no_meaning_is_told_beside_its_field_and_nothing_is_searched(
        self, get: Get, fields: dict[str, str], problem: str
    ) -> None:
        """Else a reader takes all quotations for those of a day that never was."""
        page = get("/search", **fields).text
        assert problem.partition(": ")[2] in page and "Nothing was searched" in page and uids(page) == []
        answer = get("/search.json", **fields)
        assert (answer.status_code, answer.json()["error"]) == (400, problem)

    @pytest.mark.parametrize(
        "fields", [{"since": "2025-03", "until": "2025"}, {"since": "2025-03-11", "until": "2025-03"}], ids=str
    )
    def test_a_day_may_be_followed_by_its_own_month_or_year(self, get: Get, fields: dict[str, str]) -> None:
        assert len(get("/search.json", **fields).json()["quotations"]) == 4

    def test_a_problem_belongs_to_its_field_for_the_ear_too(self, get: Get) -> None:
        page = get("/search", since="2026-02-31").text
        assert 'aria-invalid="true" aria-describedby="since-problem"' in page and 'id="since-problem"' in page

    def test_nothing_found_comes_with_advice(self, get: Get) -> None:
        page = get("/search", q="zzzznone", by="feldgate").text
        assert "Nothing found" in page and "Take a filter away" in page and "/check?words=zzzznone" in page

    @pytest.mark.parametrize(
        "fields",
        [{}, {"order": "oldest"}, {"q": "word"}, {"q": "word", "order": "best"},
         {"outlet": "Courier"}, {"by": "Ann", "q": "word"}],
        ids=str,
    )  # fmt: skip
    def test_paging_loses_nothing_and_gives_nothing_twice(
        self, crowded: Path, asking: Callable[[Datasette], Get], fields: dict[str, str]
    ) -> None:
        get = asking(site(crowded))
        answer = get("/search.json", **fields).json()
        seen = [one["uid"] for one in answer["quotations"]]
        while answer["next"]:
            answer = get(answer["next"].removeprefix("http://localhost")).json()
            seen += [one["uid"] for one in answer["quotations"]]
        with sqlite3.connect(crowded) as db:
            where = "where outlet_id = 1" if "outlet" in fields else ""
            assert sorted(seen) == sorted(uid for (uid,) in db.execute(f"select uid from quotes {where}"))


def test_the_history_of_an_utterance(get: Get) -> None:
    page = get(f"/utterance/{press.uid(3)}").text
    assert "One utterance: 4 printings in 4 outlets" in page
    assert f"“{press.PUMPS}”</a></p></blockquote>" in page
    assert "Outlets name different speakers" in page
    assert '<ins><span class="unseen">added: </span>summer.</ins>' in page
    spread = page[page.index("Where it spread") : page.index("Its wordings")]
    assert re.findall("<td>(Courier|Ledger|Rundschau|Kettle)", spread) == ["Kettle", "Courier", "Ledger", "Rundschau"]


def test_an_utterance_is_found_by_any_of_its_printings_and_leads_to_longer_and_shorter_ones(get: Get) -> None:
    assert get(f"/utterance/{press.uid(5)}").text == get(f"/utterance/{press.uid(6)}").text
    longer = get(f"/utterance/{press.uid(7)}").text
    assert "Also printed longer" in longer and "“The harbour will stay <mark>open to every boat.</mark>”" in longer
    assert "Also printed shorter" in get(f"/utterance/{press.uid(5)}").text


def test_the_page_of_a_speaker_tells_names_roles_months_and_the_newest_words(get: Get) -> None:
    page = get("/speaker/speaker1").text
    assert "<h1>Nora Feldgate</h1>" in page
    assert "<dd>Feldgate; Nora Feldgåte</dd>" in page
    assert '<a href="/search?speaker=speaker1">2 in all</a>' in page
    assert "“the leader of the council” " in page and "11 March 2025" in page
    assert '<time datetime="2025-03">March 2025</time></td><td class="number">2</td>' in page
    assert uids(page)[-2:] == [2, 1]
    assert "outlet=Ledger" in page


def test_speakers_with_the_same_surname_are_told_apart(get: Get) -> None:
    page = get("/speaker/speaker3").text
    assert "Perhaps the same, perhaps not; no article settles it" in page and "Peña</a>" in page
    assert "Not to be mixed up with" not in page


def test_who_shares_a_surname_and_cannot_be_the_same_is_not_called_perhaps_the_same(
    tmp_path: Path, asking: Callable[[Datasette], Get]
) -> None:
    printings = tuple(
        press.Printing(f"We lost {number} boats", "Courier", "2025-03-01", name, name)
        for number, name in enumerate(("Tom Askew", "Helen Askew"))
    )
    page = asking(site(snapshot(press.stored(tmp_path / "store.db", printings), tmp_path)))("/speaker/speaker1").text
    assert "Not to be mixed up with: <a" in page and "Helen Askew</a>" in page and "Perhaps the same" not in page


def test_a_speaker_as_json(get: Get) -> None:
    speaker = get("/speaker/speaker1.json").json()
    assert (speaker["name"], speaker["quote_count"], speaker["months"]) == ("Nora Feldgate", 2, {"2025-03": 2})


def test_method_shows_how_likely_names_are_right(get: Get) -> None:
    assert '<td>name-after-cue</td><td class="number">87</td><td class="number">8</td>' in get("/method").text


def test_robots_may_read_pages_but_not_every_search(get: Get) -> None:
    answer = get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Disallow: /*?" in answer.text


def test_an_answer_may_be_kept_but_is_asked_for_each_time(get: Get) -> None:
    """Else what was withdrawn would be shown for some time yet."""
    first = get("/")
    assert first.headers["cache-control"] == "no-cache" and first.headers["etag"]


def test_what_a_browser_has_already_is_not_sent_again(get: Get) -> None:
    answer = get("/", headers={"if-none-match": get("/").headers["etag"]})
    assert (answer.status_code, answer.text) == (304, "")


def test_other_sites_may_read_the_public_site(get: Get, get_public: Get) -> None:
    assert get_public("/search.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in get("/search.json").headers


@pytest.mark.parametrize(
    ("date", "written"),
    [("2025-03-10", "10 March 2025"), ("2025-03", "March 2025"), ("2025", "2025"),
     ("2025-03-10T07:30", "10 March 2025, 07:30"), ("sometime", "sometime"), ("2025-99", "2025-99")],
)  # fmt: skip
def test_dates_as_readers_write_them(date: str, written: str) -> None:
    assert dates.written(date) == written


def test_a_chart_leaves_months_without_quotations_free() -> None:
    drawn = charts.chart([("2024-11", 2), ("2025-02", 4)])
    assert drawn and drawn.period == "month"
    assert [(bar.label, bar.height) for bar in drawn.bars] == [("2024-11: 2", 45), ("2025-02: 4", 90)]
    assert drawn.bars[1].x == 3 * drawn.bars[0].width + 3


def test_a_long_time_is_drawn_by_year() -> None:
    drawn = charts.chart([("1990-11", 2), ("1990-12", 2), ("2025-02", 4)])
    assert drawn and [bar.label for bar in drawn.bars] == ["1990: 4", "2025: 4"]


def test_nothing_dated_gives_no_chart() -> None:
    assert charts.chart([]) is None
