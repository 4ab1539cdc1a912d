"""The commands of the corrections desk: look at what is doubtful, decide, and say why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.options import Period, Uid, Words, from_store

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

    from quotes.store.reviews import By, Decision


DECISIONS: dict[str, Decision] = {
    "confirm": "confirmed", "misattributed": "misattributed", "withdraw": "withdrawn", "reopen": "reopened",
}  # fmt: skip
ONE_OF = f"{', '.join(f'--{name}' for name in DECISIONS)}, or a correction"
LONGEST = 1000  # characters of a reason
UNTIL = ": files published before still hold it until `quotes publish DIR --keep 1` removes them"
KINDS = ("person", "institution", "group", "document")


class SpokenOn(Period):
    """A period on which something was said, or `unknown`, which becomes an empty string."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return "" if value.strip().lower() == "unknown" else super().convert(value, param, ctx)


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


namesake = click.option("--namesake", is_flag=True, help="Somebody else bears this NAME too.")


def by(reason: str | None, reviewer: str | None, note: str | None) -> By:
    """Who decides and why; both must be told."""
    from quotes.store.reviews import By

    if not (reason and reason.strip()):
        raise click.UsageError("say why: --reason TEXT, which everybody can read")
    if len(reason) > LONGEST:
        raise click.UsageError(f"--reason is for a page: at most {LONGEST:,} characters")
    if not (reviewer and reviewer.strip()):
        raise click.UsageError("say who decides: --reviewer NAME, or set QUOTES_REVIEWER")
    return By(reviewer.strip(), " ".join(reason.split()), note)


@contextmanager
def writing(db: Path) -> Iterator[Connection]:
    """A connection to a store in one transaction: a decision is there whole, or not at all."""
    from quotes.store import open_store

    with open_store(db, create=False) as store, store.connect() as connection, connection.begin():
        yield connection


def chosen(flags: dict[str, bool], *, corrects: bool) -> Decision | None:
    """What is decided, None if nothing is; of two decisions on one call neither is taken."""
    found: list[Decision] = [DECISIONS[name] for name, given in flags.items() if given]
    found += ["corrected"] if corrects else []
    if len(found) > 1:
        raise click.UsageError(f"decide one thing at a time: {ONE_OF}")
    return found[0] if found else None


def refuse(*wrongs: tuple[object, str]) -> None:
    """Raises UsageError with the first complaint whose reason is there."""
    for is_wrong, complaint in wrongs:
        if is_wrong:
            raise click.UsageError(complaint)


def meant(connection: Connection, speaker: str, new: str | None) -> str:
    """The uid of the speaker of this uid or name; of somebody of a kind not listed yet if `new` tells one."""
    from quotes.store import bearers, identities

    if new:
        return identities.add(connection, speaker, new)
    return bearers.one(connection, speaker, otherwise="; is it somebody new: --new person")


@click.command()
@click.argument("uid", required=False, type=Uid())
@click.option("--confirm", is_flag=True, help="It is as it stands.")
@click.option("--speaker", metavar="NAME", type=Words(), help="Who said it: a uid, or a name in full.")
@click.option("--as-printed", is_flag=True, help="With --speaker: the article itself names them; it was misread.")
@click.option("--new", type=click.Choice(KINDS), help="With --speaker: somebody not listed yet.")
@click.option("--spoken-on", type=SpokenOn(), help="When it was said, as 2024-11-06, 2024-11 or 2024; or unknown.")
@click.option("--misattributed", is_flag=True, help="The article names the wrong speaker; who it was is not known.")
@click.option("--withdraw", is_flag=True, help="Take it out of what is published.")
@click.option("--reopen", is_flag=True, help="Take back what was decided.")
@click.option("--orphaned", is_flag=True, help="List decisions whose quotation the article no longer has.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to list.")
@click.option("--format", "form", type=click.Choice(("text", "ndjson")), default="text", show_default=True)
@deciding
def review(
    uid: str | None, speaker: str | None, as_printed: bool, new: str | None, spoken_on: str | None, orphaned: bool,
    limit: int, form: str, db: Path, reason: str | None, reviewer: str | None, note: str | None, **flags: bool,
) -> None:  # fmt: skip
    """List what is worth a look first; look at one quotation, with all that was decided on it; or decide.

    Without UID the doubtful and often printed come first. Decisions are kept apart from what was extracted, survive
    every later ingest, and show on the public pages after the next publish.

    What was printed stays: --speaker tells who said it, and the name under which it was printed stands beside that.
    Where the program misread that name, say so with --as-printed.

    \b
    quotes review
    quotes review 6756fa507b7edcb7
    quotes review 6756fa507b7edcb7 --speaker "Tom Askew" --reason "the video shows him" --reviewer ada
    quotes review 6756fa507b7edcb7 --spoken-on unknown --reason "nothing settles the day" --reviewer ada
    """
    from quotes.store import reviews

    decision = chosen(flags, corrects=speaker is not None or spoken_on is not None)
    refuse(
        ((as_printed or new) and speaker is None, "--as-printed and --new go with --speaker NAME"),
        (uid and orphaned, "give UID or --orphaned, not both"),
        (decision and not uid, "name the quotation by its uid"),
        (not decision and (reason or note), f"a reason for what? {ONE_OF}"),
    )
    who = by(reason, reviewer, note) if decision else None
    if not uid:
        return listing(db, form, orphaned=orphaned, limit=limit)
    with writing(db) as connection:
        if decision and who:
            named = speaker and meant(connection, speaker, new)
            reviews.decide(connection, uid, decision, who, speaker=named, as_printed=as_printed, spoken_on=spoken_on)
        row, history = reviews.shown(connection, uid), reviews.history(connection, uid)
        others = reviews.others(connection, uid) if decision in ("corrected", "misattributed") else []
    click.echo(_shown(_as_read(row), history, form))
    if decision:
        click.echo(f"{uid}: {decision}; publish to show it{UNTIL * (decision == 'withdrawn')}", err=True)
    for other in others:
        click.echo(f"{other['uid']} prints the same words, attributed to {other['speaker']}: is it right?", err=True)


def listing(db: Path, form: str, *, orphaned: bool, limit: int) -> None:
    """Prints what is worth a look first, or the decisions that have lost their quotation."""
    from quotes.store import reviews

    with writing(db) as connection:
        found = reviews.orphaned(connection) if orphaned else reviews.queue(connection, limit)
    for row in [dict(row) if orphaned else _as_read(row) for row in found]:
        shown = f"{_words(row)}\n    {', '.join(_facts(row, ' '))}"
        click.echo(json.dumps(dict(row), ensure_ascii=False) if form == "ndjson" else shown)
    if not found:
        nothing = "no decision has lost its quotation" if orphaned else "no quotation with a speaker is unreviewed"
        click.echo(f"{db}: {nothing}", err=True)


def _as_read(row: RowMapping) -> dict[str, Any]:
    """A quotation as readers see it: its text shows where the article has words of its own."""
    from quotes.publish.pieces import shown

    found = dict(row)
    text = shown(found["text"], found["context"], found.pop("context_start"), found.pop("pieces"))
    return found | {"text": text}


def _shown(row: Mapping[str, Any], history: Sequence[dict[str, str | None]], form: str) -> str:
    """A quotation with all that was decided on it, as text or JSON."""
    if form == "ndjson":
        return json.dumps({**row, "history": history}, ensure_ascii=False)
    return "\n".join([_words(row), *(f"  {fact}" for fact in _facts(row, ": ")), *map(_told, history)])


def _words(row: Mapping[str, Any]) -> str:
    return f"{row['uid']}  “{row['text']}”"


def _facts(row: Mapping[str, Any], between: str) -> list[str]:
    """All that is known of a quotation but its words, for the terminal."""
    known = [(name, value) for name, value in row.items() if name not in ("uid", "text") and value is not None]
    return [f"{name}{between}{value}" for name, value in known]


def _told(decision: dict[str, str | None]) -> str:
    """A decision for the terminal: `2026-11-28 corrected by ada: Tom Askew → Nora Feldgate. the video shows her`."""
    changed = f": {decision['was']} → {decision['now']}" if decision["now"] else ""
    note = f" (note: {decision['note']})" if decision["note"] else ""
    when = str(decision["decided_at"])[:10]
    return f"  {when} {decision['decision']} by {decision['reviewer']}{changed}. {decision['reason']}{note}"


@click.command()
@click.option("--article", "named", required=True, metavar="ID", type=Words(), help="Its uid, its name or its address.")
@click.option("--undo", is_flag=True, help="Put it back.")
@deciding
def withdraw(
    named: str, undo: bool, db: Path, reason: str | None, reviewer: str | None, note: str | None
) -> None:  # fmt: skip
    """Take an article with all its quotations out of what is published, those of later versions included.

    Their addresses answer that they were withdrawn, and why. Files published before still hold them: quotes publish
    names these, and with --keep 1 removes them.

    \b
    quotes withdraw --article pump-man.txt --reason "retracted by the outlet" --reviewer ada
    """
    from quotes.store import reviews

    who = by(reason, reviewer, note)
    with writing(db) as connection:
        uid = reviews.article(connection, named)
        reviews.withdraw_article(connection, uid, who, undo=undo)
    click.echo(
        f"{uid}: {'put back; publish to show it' if undo else f'withdrawn; publish to show it{UNTIL}'}", err=True
    )


@click.group()
def speakers() -> None:
    """Tell speakers apart: two that are one, one that is two, and what they are called."""


@speakers.command("list")
@click.argument("name", default="")
@from_store
def list_(name: str, db: Path) -> None:
    """List speakers with NAME in their name, with their uid and the number of their quotations.

    \b
    quotes speakers list feldgate
    """
    from quotes.store import identities

    with writing(db) as connection:
        found = identities.listed(connection, name)
    for row in found:
        click.echo(f"{row['uid']}  {row['quotations']:6}  {row['name']} ({row['kind']})")
    if not found:
        click.echo(f"{db}: no speaker with quotations has “{name}” in their name", err=True)


@speakers.command()
@click.argument("kept", type=Words())
@click.argument("others", nargs=-1, required=True, metavar="OTHER...", type=Words())
@deciding
def merge(
    kept: str, others: tuple[str, ...], db: Path, reason: str | None, reviewer: str | None, note: str | None
) -> None:
    """Make OTHER speakers one with KEPT, now and in what is read later; their addresses lead to KEPT's page.

    Each is a uid, or a name in full if only one bears it.

    \b
    quotes speakers merge "Zoé Peña" Peña --reason "the only Peña on the council" --reviewer ada
    """
    from quotes.store import bearers, identities

    who = by(reason, reviewer, note)
    with writing(db) as connection:
        target = bearers.one(connection, kept)
        for other in others:
            identities.merge(connection, target, bearers.one(connection, other), who)
    click.echo(f"{target}: merged {len(others)}; publish to show it", err=True)


@speakers.command()
@click.argument("speaker", type=Words())
@click.option(
    "--article", "named", multiple=True, metavar="ID", type=Words(), help="Where the other one is quoted; repeatable."
)
@click.option("--name", type=Words(), help="What the other one is called, if not the same.")
@namesake
@deciding
def split(
    speaker: str, named: tuple[str, ...], name: str | None, namesake: bool, db: Path, reason: str | None,
    reviewer: str | None, note: str | None,
) -> None:  # fmt: skip
    """Make another speaker of those whom some articles quote under SPEAKER's name, or take a merge back.

    Without --article, SPEAKER is one that was merged and stands alone again.

    \b
    quotes speakers split "John Smith" --article a17 --name "John Smith (bishop)" --reason "two people" --reviewer ada
    """
    from quotes.store import bearers, identities, reviews

    if not named and (name or namesake):
        raise click.UsageError("--name and --namesake go with --article: to split a merge off gives no new name")
    who = by(reason, reviewer, note)
    with writing(db) as connection:
        if named:
            articles = [reviews.article(connection, one) for one in named]
            uid = bearers.one(connection, speaker)
            uid = identities.split(connection, uid, articles, name, who, namesake=namesake)
        else:
            uid = identities.unmerge(connection, speaker, who)
    same = ", and called the same; --name tells them apart" if named and not name else ""
    click.echo(f"{uid}: split off{same}; publish to show it", err=True)


@speakers.command()
@click.argument("speaker", type=Words())
@click.argument("name", type=Words())
@namesake
@deciding
def rename(
    speaker: str, name: str, namesake: bool, db: Path, reason: str | None, reviewer: str | None, note: str | None
) -> None:
    """Give SPEAKER the NAME under which their page stands; the spellings in print stay known.

    Whoever bears the NAME already seems to be the same: merge them. With --namesake they are two, told apart by uid.

    \b
    quotes speakers rename "Z. Peña" "Zoé Peña" --reason "the name in full" --reviewer ada
    """
    from quotes.store import bearers, identities

    who = by(reason, reviewer, note)
    with writing(db) as connection:
        uid = bearers.one(connection, speaker)
        identities.rename(connection, uid, name, who, namesake=namesake)
    click.echo(f"{uid}: renamed; publish to show it", err=True)
