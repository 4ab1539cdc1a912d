"""What stands at the addresses of quotations, utterances and speakers that are no longer published."""

from __future__ import annotations

import json
from collections.abc import Callable
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
WHO = ("--reason", "a reader wrote", "--reviewer", "ada")
HARBOUR = "“The harbour will stay open to every boat that needs it,” said Tom Askew, the mayor."
FERRY = "“Nobody has told the crew of the old ferry what becomes of them,” said Nora Feldgate."


def quotes(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def desk(tmp_path: Path, asking: Callable[[Datasette], Get]) -> Callable[..., Get]:
    """Decides one thing after the other on the invented press, publishes, and gives a function that fetches pages."""
    db = press.stored(tmp_path / "store.db")

    def decided(*decisions: tuple[str, ...]) -> Get:
        for decision in decisions:
            quotes(*decision, "--db", db, *WHO)
        return asking(site(snapshot(db, tmp_path / "public")))

    return decided


class Newspaper:
    """One article that is read, decided on, and read again."""

    def __init__(self, folder: Path, asking: Callable[[Datasette], Get]) -> None:
        self.folder, self.asking, self.db = folder, asking, folder / "store.db"

    def prints(self, *paragraphs: str) -> None:
        row = {"id": "a1", "text": "\n\n".join(paragraphs), "outlet": "Courier", "url": "https://courier.example/1"}
        (self.folder / "courier.jsonl").write_text(json.dumps(row), encoding="utf-8")
        quotes("ingest", self.folder / "courier.jsonl", "--db", self.db, "--quiet")

    def uid(self, words: str) -> str:
        return str(json.loads(quotes("export", "--words", words, "--db", self.db))["uid"])

    def decides(self, *decision: str) -> None:
        quotes(*decision, "--db", self.db, *WHO)

    @property
    def pages(self) -> Get:
        return self.asking(site(snapshot(self.db, self.folder / "public")))


@pytest.fixture
def courier(tmp_path: Path, asking: Callable[[Datasette], Get]) -> Newspaper:
    paper = Newspaper(tmp_path, asking)
    paper.prints(HARBOUR, FERRY)
    return paper


def test_an_utterance_is_found_by_a_withdrawn_printing_while_others_stand(desk: Callable[..., Get]) -> None:
    """What others printed was not withdrawn."""
    get = desk(("review", press.uid(1), "--withdraw"), ("withdraw", "--article", "article2"))
    for number in (1, 2):
        for suffix in ("", ".json"):
            answer = get(f"/utterance/{press.uid(number)}{suffix}")
            assert (answer.status_code, answer.headers["location"]) == (302, f"/utterance/{press.uid(3)}{suffix}")
        assert get(f"/quotation/{press.uid(number)}").status_code == 410


def test_an_utterance_of_which_nothing_is_left_answers_410(desk: Callable[..., Get]) -> None:
    get = desk(("review", press.uid(5), "--withdraw"), ("review", press.uid(6), "--withdraw"))
    for number in (5, 6):
        answer = get(f"/utterance/{press.uid(number)}.json")
        assert (answer.status_code, answer.json()["title"], answer.json()["error"]) == (
            410, "Withdrawn", "a reader wrote",
        )  # fmt: skip


@pytest.mark.parametrize("decision", [("withdraw", "--article", "article3"), ("review", press.uid(3), "--withdraw")])
def test_a_speaker_of_whom_all_was_withdrawn_answers_410_with_the_reason(
    desk: Callable[..., Get], decision: tuple[str, ...]
) -> None:
    get = desk(decision)
    answer = get("/speaker/speaker2.json")
    assert answer.status_code == 410
    assert answer.json()["error"] == "All that was published of this speaker was withdrawn: a reader wrote"
    assert "a reader wrote" in get("/speaker/speaker2").text
    assert get("/speaker/nobody").status_code == 404


def test_a_speaker_with_quotations_left_keeps_the_page(desk: Callable[..., Get]) -> None:
    assert desk(("review", press.uid(1), "--withdraw"))("/speaker/speaker1").status_code == 200


def test_one_merged_into_a_speaker_of_whom_all_was_withdrawn_answers_410_too(desk: Callable[..., Get]) -> None:
    get = desk(("speakers", "merge", "Tom Askew", "Eve <b>Marker</b>"), ("withdraw", "--article", "article3"),
               ("withdraw", "--article", "article9"))  # fmt: skip
    assert [get(f"/speaker/speaker{number}").status_code for number in (2, 6)] == [410, 410]


def test_a_decided_quotation_that_its_article_no_longer_has_answers_410(courier: Newspaper) -> None:
    gone = courier.uid("harbour")
    courier.decides("review", gone, "--confirm")
    courier.prints(FERRY)
    get = courier.pages
    answer = get(f"/quotation/{gone}.json")
    assert (answer.status_code, answer.json()["title"]) == (410, "No longer found in its article")
    assert answer.json()["error"] == "It is not found in its article any more, which was read again."
    page = get(f"/utterance/{gone}")
    assert page.status_code == 410 and "is not found in its article any more" in page.text
    assert "was withdrawn" not in page.text


def test_a_decided_quotation_that_was_reworded_leads_to_the_words_its_article_has_now(courier: Newspaper) -> None:
    before = courier.uid("harbour")
    courier.decides("review", before, "--confirm")
    courier.prints(HARBOUR.replace("every boat", "each boat"), FERRY)
    get, now = courier.pages, courier.uid("harbour")
    for page in ("quotation", "utterance"):
        answer = get(f"/{page}/{before}")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/{page}/{now}")
    courier.decides("withdraw", "--article", "a1")
    get = courier.pages
    assert [get(f"/quotation/{uid}").status_code for uid in (before, now)] == [410, 410]
