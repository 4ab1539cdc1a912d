"""The commands of the corrections desk: look at what is doubtful, decide, and say why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.options import Period, from_store

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from quotes.store.reviews import By, Decision


DECISIONS: dict[str, Decision] = {
    "confirm": "confirmed", "misattributed": "misattributed", "withdraw": "withdrawn", "reopen": "reopened",
}  # fmt: skip
ONE_OF = f"{', '.join(f'--{name}' for name in DECISIONS)}, or a correction"


class SpokenOn(Period):
    """A period on which something was said, or `unknown`, which becomes an empty string."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return "" if value in ("", "unknown") else super().convert(value, param, ctx)


def deciding(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that decides something."""
    for option in (
        click.option("--note", help="For yourselves; never published."),
        click.option(
            "--reviewer", envvar="QUOTES_REVIEWER", help="Who decides; never published. [env var: QUOTES_REVIEWER]"
        ),
        click.option("--reason", help="Why, for everybody to read."),
        from_store,
    ):
        command = option(command)
    return command


def by(reason: str | None, reviewer: str | None, note: str | None) -> By:
    """Who decides and why; both must be told."""
    from quotes.store.reviews import By

    if not (reason and reason.strip()):
        raise click.UsageError("say why: --reason TEXT, which everybody can read")
    if not (reviewer and reviewer.strip()):
        raise click.UsageError("say who decides: --reviewer NAME, or set QUOTES_REVIEWER")
    return By(reviewer.strip(), reason.strip(), note)


def chosen(flags: dict[str, bool], *, corrects: bool) -> Decision | None:
    """What is decided, None if nothing is; of two decisions on one call neither is taken."""
    found: list[Decision] = [DECISIONS[name] for name, given in flags.items() if given]
    found += ["corrected"] if corrects else []
    if len(found) > 1:
        raise click.UsageError(f"decide one thing at a time: {ONE_OF}")
    return found[0] if found else None


@click.command()
@click.argument("uid", required=False)
@click.option("--confirm", is_flag=True, help="It is as it stands.")
@click.option("--speaker", metavar="NAME", help="Who said it: a uid, or a name in full.")
@click.option("--spoken-on", type=SpokenOn(), help="When it was said; unknown where the article does not tell.")
@click.option("--misattributed", is_flag=True, help="The article names the wrong speaker.")
@click.option("--withdraw", is_flag=True, help="Take it out of what is published.")
@click.option("--reopen", is_flag=True, help="Take back what was decided.")
@click.option("--orphaned", is_flag=True, help="List decisions whose quotation the article no longer has.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to list.")
@click.option("--format", "form", type=click.Choice(("text", "ndjson")), default="text", show_default=True)
@deciding
def review(
    uid: str | None, speaker: str | None, spoken_on: str | None, orphaned: bool, limit: int, form: str, db: Path,
    reason: str | None, reviewer: str | None, note: str | None, **flags: bool,
) -> None:  # fmt: skip
    """List what is worth a look first, look at one quotation, or decide on it.

    Without UID the doubtful and often printed come first. Decisions are kept apart from what was extracted, survive
    every later ingest, and show on the public pages after the next publish.

    \b
    quotes review
    quotes review 6756fa507b7edcb7
    quotes review 6756fa507b7edcb7 --speaker "Tom Askew" --reason "the video shows him" --reviewer ada
    """
    from quotes.store import identities, open_store, reviews

    decision = chosen(flags, corrects=speaker is not None or spoken_on is not None)
    if decision and not uid:
        raise click.UsageError("name the quotation by its uid")
    if not decision and (reason or note):
        raise click.UsageError(f"a reason for what? {ONE_OF}")
    who = by(reason, reviewer, note) if decision else None
    with open_store(db, create=False) as store, store.connect() as connection, connection.begin():
        if uid and decision and who:
            named = identities.speaker_or_new(connection, speaker) if speaker is not None else None
            reviews.decide(connection, uid, decision, who, speaker=named, spoken_on=spoken_on)
        if uid:
            found = [reviews.shown(connection, uid)]
        else:
            found = reviews.orphaned(connection) if orphaned else reviews.queue(connection, limit)
        for row in found:
            click.echo(json.dumps(dict(row), ensure_ascii=False) if form == "ndjson" else _told(row, whole=bool(uid)))
    if decision:
        click.echo(f"{uid}: {decision}; publish to show it", err=True)


def _told(row: RowMapping, *, whole: bool) -> str:
    """A quotation for the terminal: two lines in a list, all that is known of it on its own."""
    words = f"{row['uid']}  “{row['text']}”"
    if not whole:
        rest = [f"{name} {value}" for name, value in row.items() if name not in ("uid", "text") and value is not None]
        return f"{words}\n    {', '.join(rest)}"
    facts = [f"  {name}: {value}" for name, value in row.items() if name not in ("uid", "text") and value is not None]
    return "\n".join([words, *facts])


@click.command()
@click.option("--article", "named", required=True, metavar="ID", help="Its uid, its name or its address.")
@click.option("--undo", is_flag=True, help="Put it back.")
@deciding
def withdraw(
    named: str, undo: bool, db: Path, reason: str | None, reviewer: str | None, note: str | None
) -> None:  # fmt: skip
    """Take an article with all its quotations out of what is published, those of later versions included.

    Their addresses answer that they were withdrawn, and why.

    \b
    quotes withdraw --article pump-man.txt --reason "retracted by the outlet" --reviewer ada
    """
    from quotes.store import open_store, reviews

    who = by(reason, reviewer, note)
    with open_store(db, create=False) as store, store.connect() as connection, connection.begin():
        uid = reviews.article(connection, named)
        reviews.withdraw_article(connection, uid, who, undo=undo)
    click.echo(f"{uid}: {'put back' if undo else 'withdrawn'}; publish to show it", err=True)


@click.group()
def speakers() -> None:
    """Tell speakers apart: two that are one, one that is two, and what they are called."""


@speakers.command("list")
@click.argument("name", default="")
@click.option("--db", type=click.Path(path_type=Path), default="store.db", show_default=True, help="The working store.")
def list_(name: str, db: Path) -> None:
    """List speakers with NAME in their name, with their uid and the number of their quotations.

    \b
    quotes speakers list feldgate
    """
    from quotes.store import identities, open_store

    with open_store(db, create=False) as store, store.connect() as connection:
        for row in identities.listed(connection, name):
            click.echo(f"{row['uid']}  {row['quotations']:6}  {row['name']} ({row['kind']})")


@speakers.command()
@click.argument("kept")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@deciding
def merge(
    kept: str, others: tuple[str, ...], db: Path, reason: str | None, reviewer: str | None, note: str | None
) -> None:
    """Make OTHER speakers one with KEPT, now and in what is read later; their addresses lead to KEPT's page.

    Each is a uid, or a name in full if only one bears it.

    \b
    quotes speakers merge "Zoé Peña" Peña --reason "the only Peña on the council" --reviewer ada
    """
    from quotes.store import identities, open_store

    who = by(reason, reviewer, note)
    with open_store(db, create=False) as store, store.connect() as connection, connection.begin():
        target = identities.speaker(connection, kept)
        for other in others:
            identities.merge(connection, target, identities.speaker(connection, other), who)
    click.echo(f"{target}: merged {len(others)}; publish to show it", err=True)


@speakers.command()
@click.argument("speaker")
@click.option("--article", "named", multiple=True, metavar="ID", help="Where the other one is quoted; may be repeated.")
@click.option("--name", help="What the other one is called, if not the same.")
@deciding
def split(
    speaker: str, named: tuple[str, ...], name: str | None, db: Path, reason: str | None, reviewer: str | None,
    note: str | None,
) -> None:  # fmt: skip
    """Make another speaker of those whom some articles quote under SPEAKER's name, or take a merge back.

    Without --article, SPEAKER is one that was merged (by its uid) and stands alone again.

    \b
    quotes speakers split "John Smith" --article a17 --name "John Smith (bishop)" --reason "two people" --reviewer ada
    """
    from quotes.store import identities, open_store, reviews

    who = by(reason, reviewer, note)
    with open_store(db, create=False) as store, store.connect() as connection, connection.begin():
        uid = identities.speaker(connection, speaker)
        if named:
            uid = identities.split(connection, uid, [reviews.article(connection, one) for one in named], name, who)
        else:
            identities.unmerge(connection, uid, who)
    click.echo(f"{uid}: split off; publish to show it", err=True)


@speakers.command()
@click.argument("speaker")
@click.argument("name")
@deciding
def rename(speaker: str, name: str, db: Path, reason: str | None, reviewer: str | None, note: str | None) -> None:
    """Give SPEAKER the NAME under which their page stands; the spellings in print stay known.

    \b
    quotes speakers rename "Z. Peña" "Zoé Peña" --reason "the name in full" --reviewer ada
    """
    from quotes.store import identities, open_store

    who = by(reason, reviewer, note)
    with open_store(db, create=False) as store, store.connect() as connection, connection.begin():
        uid = identities.speaker(connection, speaker)
        identities.rename(connection, uid, name, who)
        others = identities.namesakes(connection, uid, name)
    click.echo(f"{uid}: renamed; publish to show it", err=True)
    for other in others:
        click.echo(f"{other} is called so too; if they are one: quotes speakers merge {uid} {other}", err=True)
