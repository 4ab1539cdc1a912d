"""The command line: parse, call one function, print. Data goes to stdout, progress and complaints to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from quotes import read
from quotes.errors import QuotesError, ReadError
from quotes.model import Article

FORMATS = ("ndjson", "json", "csv")


class Commands(click.Group):
    """A group that prints the package's own errors as one line and exits with 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuotesError as error:
            raise click.UsageError(str(error), ctx=None) from None


class IsoDate(click.ParamType):
    """A date or date-time as the command line takes it: 2024-11-06, 2024-11-06T10:10."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return read.iso(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2024-11-06", param, ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quotes-database", prog_name="quotes")
def main() -> None:
    """Who said what, when, and who printed it."""


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and options of every command that reads articles."""
    for option in (
        click.option("--title", help="Title of an article that gives none."),
        click.option("--url", help="Address of an article that gives none."),
        click.option("--outlet", help="Newspaper or site of articles that name none."),
        click.option("--published", type=IsoDate(), help="Date of articles that give none: 2024-11-06."),
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    ):
        command = option(command)
    return command


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

    progress = Progress()
    articles = progress.articles(read.read_all(paths, **fill))
    records = (record(quote, article) for article in articles for quote in quotations(article))
    formats.write(records, form, sys.stdout, fields=FIELDS)
    sys.exit(progress.status)


class Progress:
    """Counts what was read, and says on stderr what could not be."""

    def __init__(self) -> None:
        self.done = self.failed = 0

    def articles(self, found: Iterable[Article | ReadError]) -> Iterator[Article]:
        """The articles alone; each error becomes one line."""
        for article in found:
            if isinstance(article, ReadError):
                self.failed += 1
                click.echo(f"quotes: {article}", err=True)
            else:
                self.done += 1
                yield article

    @property
    def status(self) -> int:
        """0 everything read, 1 some articles failed, 2 nothing readable."""
        return 0 if not self.failed else 1 if self.done else 2


if __name__ == "__main__":
    main()
