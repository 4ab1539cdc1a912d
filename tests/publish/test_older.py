"""What was published before: it is named while it holds what was withdrawn since, and removed where that is asked."""

from __future__ import annotations

import json
import threading
import urllib.request
from pathlib import Path

import press
import pytest
from click.testing import CliRunner, Result
from running import serving

from quotes.cli import main

WHO = ("--reason", "a reader wrote", "--reviewer", "ada")


class Newsroom:
    """A store that is published into one folder again and again."""

    def __init__(self, folder: Path) -> None:
        self.db, self.public = press.stored(folder / "store.db"), folder / "public"

    def does(self, *arguments: object) -> Result:
        result = CliRunner().invoke(main, [*map(str, arguments), "--db", str(self.db)])
        assert result.exit_code == 0, result.output
        return result

    def publishes(self, *options: object) -> tuple[Path, str]:
        """The new file, and what is said beside it."""
        result = self.does("publish", self.public, *options)
        return Path(result.stdout.strip()), result.stderr

    @property
    def files(self) -> set[str]:
        return {path.name for path in self.public.iterdir()}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def test_a_withdrawal_says_that_older_files_hold_it_and_how_they_go(newsroom: Newsroom) -> None:
    told = "files published before still hold it until `quotes publish DIR --keep 1` removes them"
    assert told in newsroom.does("review", press.uid(8), "--withdraw", *WHO).stderr
    assert told in newsroom.does("withdraw", "--article", "article2", *WHO).stderr
    assert told not in newsroom.does("withdraw", "--article", "article2", "--undo", *WHO).stderr
    assert told not in newsroom.does("review", press.uid(1), "--confirm", *WHO).stderr


def test_publish_names_the_older_files_that_hold_what_was_withdrawn(newsroom: Newsroom) -> None:
    first, said = newsroom.publishes("--downloads")
    assert said == ""
    newsroom.publishes()
    newsroom.does("review", press.uid(8), "--withdraw", *WHO)
    third, said = newsroom.publishes()
    named = [line.partition(": still holds what was withdrawn; ")[0] for line in said.splitlines()]
    assert len(named) == 3 and {str(first), str(first.with_suffix(""))} < {*named}
    assert said.count(f"quotes publish {newsroom.public} --keep 1 removes it") == 3
    assert newsroom.publishes("--keep", 2)[1] == "", "of the two that are left, none holds it"
    assert len([name for name in newsroom.files if name.endswith(".db")]) == 3
    assert third.name in newsroom.files


def test_keep_1_leaves_the_new_file_and_what_belongs_to_others(newsroom: Newsroom) -> None:
    newsroom.publishes("--downloads")
    newsroom.publishes()
    (newsroom.public / "quotes-of-mine.txt").write_text("mine")
    (newsroom.public / "quotes-2025").mkdir()
    newest, said = newsroom.publishes("--downloads", "--keep", 1)
    ours = {newest.name, newest.with_suffix(".json").name, newest.stem, "quotes.db"}
    assert (newsroom.files, said) == ({*ours, "quotes-of-mine.txt", "quotes-2025"}, "")


def test_downloads_whose_file_is_gone_are_named_too(newsroom: Newsroom) -> None:
    first, _ = newsroom.publishes("--downloads")
    first.unlink()
    newsroom.does("review", press.uid(8), "--withdraw", *WHO)
    _, said = newsroom.publishes()
    assert said.startswith(f"{first.with_suffix('')}: cannot be asked, and may hold what was withdrawn; ")


def test_nothing_is_said_of_older_files_while_nothing_was_withdrawn(newsroom: Newsroom) -> None:
    newsroom.publishes()
    newsroom.does("review", press.uid(8), "--confirm", *WHO)
    assert newsroom.publishes()[1] == ""


def test_a_running_server_answers_while_the_file_that_it_shows_is_removed(newsroom: Newsroom) -> None:
    """Every request is answered, and the first after the removal by the new file."""
    newsroom.publishes()
    answers: list[int] = []
    done = threading.Event()

    with serving(newsroom.public) as (address, _):

        def ask() -> None:
            while not done.is_set():
                for page in ("/", "/check?words=tea", "/quotes/quotes.json?_size=1"):
                    with urllib.request.urlopen(address + page, timeout=20) as answer:
                        answers.append(answer.status)

        readers = [threading.Thread(target=ask) for _ in range(3)]
        for reader in readers:
            reader.start()
        for number in (3, 6, 8):
            newsroom.does("review", press.uid(number), "--withdraw", *WHO)
            newsroom.publishes("--keep", 1)
            with urllib.request.urlopen(f"{address}/quotes/withdrawn.json?_shape=array", timeout=20) as answer:
                assert press.uid(number) in {row["uid"] for row in json.load(answer)}
        done.set()
        for reader in readers:
            reader.join()
    assert {*answers} == {200} and len(answers) > 10


def test_words_that_a_withdrawn_article_had_before_are_found_in_older_files(tmp_path: Path) -> None:
    db, article, public = tmp_path / "store.db", tmp_path / "weir.jsonl", tmp_path / "public"
    for words in ("The old weir will be rebuilt by winter.", "The old weir will never be rebuilt."):
        row = {"id": "a1", "outlet": "Courier", "published_at": "2025-03-11", "text": f"“{words}” said Nora Feldgate."}
        article.write_text(json.dumps(row) + "\n", encoding="utf-8")
        assert CliRunner().invoke(main, ["ingest", str(article), "--db", str(db)]).exit_code == 0
        if "winter" in words:
            assert CliRunner().invoke(main, ["publish", str(public), "--db", str(db)]).exit_code == 0
    (before,) = public.glob("quotes-*.db")
    assert CliRunner().invoke(main, ["withdraw", "--article", "a1", *WHO, "--db", str(db)]).exit_code == 0
    result = CliRunner().invoke(main, ["publish", str(public), "--db", str(db)])
    assert f"{before}: still holds what was withdrawn" in result.stderr
