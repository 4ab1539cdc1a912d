"""The command line: parse, call one function, print. Data goes to stdout, progress and complaints to stderr."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from quotes import desk, display, read
from quotes.errors import QuotesError, ReadError
from quotes.model import Article
from quotes.options import IsoDate, Period, Place, WebAddress, Words, from_store, sharing

ALLOCATIONS = 200_000  # between two searches for cycles of objects that are garbage
FORMATS = ("ndjson", "json", "csv")
Read = TypeVar("Read")


class Commands(click.Group):
    """A group that prints the package's own errors as one line and exits with 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuotesError as error:
            raise click.UsageError(str(error), ctx=None) from None
        except click.FileError as error:  # a file to write to; click itself would exit with 1
            raise click.UsageError(f"{error.ui_filename}: {error.message}", ctx=None) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quotes-database", prog_name="quotes")
def main() -> None:
    """Who said what, when, and who printed it."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # what scripts rely on, whatever this machine's language is


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and options of every command that reads articles."""
    for option in (
        click.option("--title", type=Words(), help="Title of an article that gives none."),
        click.option("--url", type=WebAddress(), help="Address of the one article, if it gives none."),
        click.option("--outlet", type=Words(), help="Newspaper or site of articles that name none."),
        click.option("--published", type=IsoDate(), help="Date of articles that give none: 2024-11-06."),
        click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=Place()),
    ):
        command = option(command)
    return command


def told(records: Iterable[Read], none: str, progress: Progress | None = None) -> Iterator[Read]:
    """The same records; stderr tells where there are none, unless nothing could be read, which it tells anyway."""
    found = False
    for record in records:
        found = True
        yield record
    if not found and (progress is None or progress.done):
        click.echo(f"quotes: {none}", err=True)


def one_address(paths: tuple[str, ...], url: str | None) -> None:
    """--url with several files is wrong usage: it is the address of one article."""
    if url and len(list(islice(read.files(paths), 2))) > 1:
        raise click.UsageError("--url is the address of one article, and there are several files")


@main.command()
@reading
@click.option("--format", "form", type=click.Choice(FORMATS), default="ndjson", show_default=True)
def extract(paths: tuple[str, ...], form: str, **fill: str | None) -> None:
    """Print the quotations of articles: one record each, no database.

    PATH is a text file, a live blog as text, a JSON Lines file, a folder of these, or - for standard input.

    \b
    quotes extract article.txt --published 2024-11-06
    quotes extract --format csv archive/ > quotations.csv
    """
    from quotes.extract import extract as quotations
    from quotes.extract.record import FIELDS, record
    from quotes.publish import formats

    one_address(paths, fill["url"])
    gc.freeze()  # what is loaded now stays, and articles leave hardly any cycles behind
    gc.set_threshold(ALLOCATIONS)
    progress = Progress()
    articles = progress.sound(read.read_all(paths, **fill))
    records = (record(quote, article) for article in articles for quote in quotations(article))
    formats.write(told(records, "no quotations found", progress), form, sys.stdout, fields=FIELDS)
    gc.freeze()  # so that leaving does not look through all that is left
    sys.exit(progress.status)


@main.command()
@reading
@click.option(
    "--db", type=Place(path_type=Path), default="store.db", show_default=True, help="The store; made if missing."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary, only what went wrong.")
def ingest(paths: tuple[str, ...], db: Path, quiet: bool, **fill: str | None) -> None:
    """Read articles into a store: their quotations, who said them, and which of them are the same.

    PATH is a text file, a live blog as text, a JSON Lines file, a folder of these, or - for standard input. Articles
    read before change nothing; corrected ones change their own quotations.

    \b
    quotes ingest archive/ --db store.db
    quotes ingest liveblog.txt --published 2024-11-06 --outlet "The Courier" --url https://courier.example/live
    """
    from quotes.store import ingest_into

    one_address(paths, fill["url"])
    report = ingest_into(db, watched(paths, fill, hidden=quiet or not sys.stderr.isatty()))
    for problem in (*report.problems, *report.warnings):
        click.echo(f"quotes: {problem}", err=True)
    if not quiet:
        click.echo(report.summary(), err=True)
    sys.exit(0 if not report.failed else 1 if report.read else 2)


def watched(paths: tuple[str, ...], fill: dict[str, str | None], *, hidden: bool) -> Iterator[Article | ReadError]:
    """The articles of files and folders, with a progress bar on stderr that counts bytes."""
    files = [(path, size(path)) for path in read.files(paths)]
    with click.progressbar(
        length=sum(bytes for _, bytes in files), label="Reading", file=sys.stderr, hidden=hidden
    ) as bar:
        for path, left in files:
            for article in [path] if isinstance(path, ReadError) else read.read(path, **fill):
                yield article
                step = min(left, len(article.text.encode("utf-8", "replace"))) if isinstance(article, Article) else 0
                bar.update(step)
                left -= step
            bar.update(left)


def size(path: str | ReadError) -> int:
    """The bytes of a file; 0 for standard input and for what is missing or closed to us, which costs no time."""
    return os.path.getsize(path) if isinstance(path, str) and os.path.isfile(path) else 0


@main.command()
@from_store
def upgrade(db: Path) -> None:
    """Bring a store to the newest schema. The other commands do so too; the store is copied first.

    \b
    quotes upgrade --db store.db
    """
    from quotes.store import open_store

    with open_store(db, create=False) as store:
        done = f"upgraded; as it was before, it is kept in {store.copied_to}" if store.copied_to else "is up to date"
    click.echo(f"{db}: {done}", err=True)


@main.command()
@from_store
@sharing
def recluster(db: Path, processes: int) -> None:
    """Group all stored quotations anew, as if all had come at once.

    Each new article is matched with those before it; now and then that leaves two clusters where later words would have
    joined them. A million quotations take a few minutes; until it is done, the store is as it was.

    \b
    quotes recluster --db store.db
    """
    from quotes.store import open_store
    from quotes.store import recluster as clusters

    with open_store(db, create=False) as store:
        click.echo(f"{db}: {clusters(store, processes=processes)} clusters", err=True)


@main.command()
@from_store
@click.option("--format", "form", type=click.Choice(FORMATS), default="ndjson", show_default=True)
@click.option("--speaker", help="A name or part of one, in any known spelling.")
@click.option("--words", help="Words that stand together in the quotation; case and marks do not count.")
@click.option("--since", type=Period(), help="Said, else printed, on this day or later; a month or year will do.")
@click.option("--until", type=Period(), help="Said, else printed, on this day or earlier.")
@click.option("--spoken-only", is_flag=True, help="Only where the day of speaking is known.")
@click.option("-o", "--output", type=Place(dir_okay=False, path_type=Path), help="A file, in place of the screen.")
@click.option("--published", type=Place(path_type=Path), help="All of this published file or folder instead.")
def export(db: Path, form: str, output: Path | None, published: Path | None, **wanted: Any) -> None:
    """Write stored quotations as records: each with its outlet, its paragraph, and its variants elsewhere.

    With --published come the records of the site's downloads, all of them, without the store.

    \b
    quotes export --speaker Zelensky --since 2024-11 --format json
    quotes export --words "peace through strength" --format csv -o peace.csv
    quotes export --published public/ > everything.ndjson
    """
    if published:
        return export_published(published, form, output, wanted)
    from quotes.publish import formats
    from quotes.publish.exports import EXPORTED, Wanted, records
    from quotes.store import open_store

    if (chosen := Wanted(**wanted)).is_backwards:
        raise click.UsageError("--since is later than --until")
    if chosen.is_blank:
        raise click.UsageError("--speaker and --words need a letter or a digit")
    with open_store(db, create=False) as store, written(output) as stream:
        formats.write(told(records(store, chosen), "no quotations fit"), form, stream, fields=EXPORTED)


def export_published(place: Path, form: str, output: Path | None, wanted: dict[str, Any]) -> None:
    """All of a published file, as its downloads hold it."""
    from quotes.publish import downloads, server

    if any(wanted.values()):
        raise click.UsageError("--published gives all; it takes no filter")
    with written(output) as stream:
        downloads.export(server.published_file(place), form, stream)


@contextmanager
def written(path: Path | None) -> Iterator[TextIO]:
    """A file that takes the place of PATH once all of it is written, or standard output."""
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    part = path.with_name(f"{path.name}.part")
    try:
        stream = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise QuotesError(f"{path}: {error.strerror}") from None
    try:
        with stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@main.command()
@click.argument("words")
@from_store
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def check(words: str, db: Path, form: str) -> None:
    """Tell whether WORDS are in the store: word for word, which means letter by letter, case and punctuation aside; so,
    but in pieces; but for spelling, contractions or [brackets]; with differences; or not at all (exit 1).

    A word or two are too short (exit 2), unless they are a whole quotation.

    Below the verdict stand the five nearest printings, each with its own outlet, day and speaker, then who else printed
    the utterance so, who otherwise, and who first: [-words only there-] {+words only asked for+}, … for what is left
    out. That words are not in the collection does not mean that nobody said them.

    \b
    quotes check "peace through strength"
    """
    from quotes.publish import answers, checks
    from quotes.store import open_store

    if not any(character.isalnum() for character in words):
        raise click.UsageError("WORDS has no word in it")
    with open_store(db, create=False) as store:
        answer = checks.check(store, words)
    click.echo(json.dumps(answer.as_dict(), ensure_ascii=False) if form == "json" else answers.told(answer))
    sys.exit(0 if answer.found else 2 if answer.is_too_short else 1)


@main.command()
@click.argument("file", type=Place())
@sharing
def cluster(file: str, processes: int) -> None:
    """Group the quotations of a list of your own: which are the same, which are excerpts of others. No database.

    FILE holds JSON Lines or CSV rows with id, text and perhaps speaker; - is standard input. For each row comes out its
    id, the cluster (the id of the row that stands for it), and the clusters that it is a fragment of.

    \b
    quotes cluster quotations.ndjson
    quotes cluster - < quotations.csv
    """
    from quotes.cluster import cluster as clusters
    from quotes.publish import formats
    from quotes.read.rows import read_rows

    progress = Progress()
    rows = list(progress.sound(read_rows(file)))
    found = clusters([row.text for row in rows], [row.speaker for row in rows], processes=processes)
    formats.write(
        found.records([row.id for row in rows]), "ndjson", sys.stdout, fields=("id", "cluster", "fragment_of")
    )
    sys.exit(progress.status)


for command in (display.publish, display.serve, display.demo, desk.review, desk.speakers, desk.withdraw):
    main.add_command(command)


class Progress:
    """Counts what was read, and says on stderr what could not be."""

    def __init__(self) -> None:
        self.done = self.failed = 0

    def sound(self, found: Iterable[Read | ReadError]) -> Iterator[Read]:
        """What could be read; each error becomes one line."""
        for one in found:
            if isinstance(one, ReadError):
                self.failed += 1
                click.echo(f"quotes: {one}", err=True)
            else:
                self.done += 1
                yield one

    @property
    def status(self) -> int:
        """0 everything read, 1 some articles failed, 2 nothing readable."""
        return 0 if not self.failed else 1 if self.done else 2


if __name__ == "__main__":
    main()
