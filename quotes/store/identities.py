"""Decisions on speakers: two that are one, one that is two, and the name a speaker goes by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select

from quotes import names
from quotes.errors import ReviewError
from quotes.model import Speaker
from quotes.store import bearers, decided, speakers
from quotes.store.engine import driver
from quotes.store.identity import digits
from quotes.store.reviews import By
from quotes.store.tables import SPEAKER_DECISIONS, SPEAKERS
from quotes.text import fold

LONGEST = 200  # characters of a name
LISTED = """
with said as (
  select case when d.quote_id is null then q.speaker_id else d.speaker_id end as speaker_id, count(*) as quotations
  from quotes q
  left join temp.decided d on d.quote_id = q.id
  where d.status is not 'withdrawn'
  group by 1
)
select s.uid, coalesce(r.name, s.name) as name, s.kind, said.quotations
from said
join speakers s on s.id = said.speaker_id
left join temp.renamed r on r.speaker_id = s.id
order by said.quotations desc, s.id
"""
OWN_NAME = """
select coalesce(r.name, s.name) from speakers s left join temp.renamed r on r.speaker_id = s.id where s.uid = ?
"""
PRINTED_IN = """
select 1
from quotes q
join articles a on a.id = q.article_id
left join temp.decided d on d.quote_id = q.id
join speakers s on s.id = case when d.quote_id is null then q.speaker_id else d.printed_under_id end
where a.uid = ? and s.uid = ?
"""


def add(connection: Connection, name: str, kind: str) -> str:
    """The uid of a new speaker of this name.

    Who bears it in later articles is taken for this speaker; a name with a bracket, as `Tom Askew (bishop)`, is never
    matched to an article.

    Raises ReviewError where somebody is called so, or the name has no letter.
    """
    _fit(name)
    given, known = name.strip(), bearers.of(connection, name)
    if given.endswith(")") and not known:
        return _add(connection, digits("decided", fold(given)), given, kind)
    last = driver(connection).execute("select coalesce(max(id), 0) from speakers").fetchone()[0]
    if not known:
        (found,) = speakers.resolve(connection, "decided", [Speaker(given, kind, None)]).values()
        uid = connection.execute(select(SPEAKERS.c.uid).where(SPEAKERS.c.id == found)).scalar_one()
        if found > last:
            return str(uid)
        known = {uid}
    told = bearers.told(connection, known)
    raise ReviewError(f"{given}: is not new: {told}; if they are two, tell them apart: “{given} (bishop)”")


def listed(connection: Connection, part: str) -> list[dict[str, Any]]:
    """The speakers in whose name a part stands, those with most quotations first; all for an empty part."""
    wanted = fold(part)
    db = driver(connection)
    decided.lay(db)
    columns = ("uid", "name", "kind", "quotations")
    rows = (dict(zip(columns, row, strict=True)) for row in db.execute(LISTED))
    return [row for row in rows if wanted in fold(row["name"]) or wanted in names.fold(row["name"])]


def merge(connection: Connection, kept: str, other: str, by: By) -> None:
    """Makes all quotations of one speaker another's, now and later; its address leads to the other's page."""
    if kept == other:
        raise ReviewError(f"{bearers.told(connection, [kept])}: is one speaker already")
    _decide(connection, by, action="merge", speaker_uid=other, target_uid=kept,
            was=_name(connection, other), now=_name(connection, kept))  # fmt: skip


def unmerge(connection: Connection, named: str, by: By) -> str:
    """Takes back that the speaker of this uid or name is another one, and returns their uid.

    Raises ReviewError where it is not.
    """
    found = bearers.merged(connection, named)
    if len(found) > 1:
        raise ReviewError(f"{named}: {len(found)} merged speakers are called so; name one by uid: {', '.join(found)}")
    if not found:
        bearers.one(connection, named)  # tells if there is nobody
        raise ReviewError(f"{named}: was not merged with another; name an --article to split")
    (uid,) = found
    name = _name(connection, uid)
    _decide(connection, by, action="split", speaker_uid=uid, target_uid=uid, was=name, now=name)
    return uid


def split(
    connection: Connection, speaker_uid: str, articles: Iterable[str], name: str | None, by: By, *,
    namesake: bool = False,
) -> str:  # fmt: skip
    """Gives a speaker's quotations in some articles to another of the same or of another name; returns their uid.

    Raises ReviewError for an article that has none, and for the name of a third speaker unless `namesake` says that the
    new one bears it too.
    """
    was, listed = _name(connection, speaker_uid), sorted(set(articles))
    given = was if name is None else name.strip()
    _fit(given)
    if not namesake and given != was:
        others = bearers.of(connection, given) - {speaker_uid}
        _refuse_taken(connection, given, others, "if it is them, split without --name and merge; if not: --namesake")
    for article in listed:
        if driver(connection).execute(PRINTED_IN, [article, speaker_uid]).fetchone() is None:
            raise ReviewError(f"{article}: has no quotation of this speaker")
    kind = connection.execute(select(SPEAKERS.c.kind).where(SPEAKERS.c.uid == speaker_uid)).scalar_one()
    uid = _add(connection, _free(connection, digits("split", speaker_uid, *listed)), given, kind)
    for article in listed:
        _decide(connection, by, action="split", speaker_uid=speaker_uid, target_uid=uid, article_uid=article,
                was=was, now=given)  # fmt: skip
    return uid


def rename(connection: Connection, speaker_uid: str, name: str, by: By, *, namesake: bool = False) -> None:
    """Gives a speaker the name under which their page stands.

    Raises ReviewError where it has no letter, is theirs already, or is another's, unless `namesake` says that they are
    two of this name: then they are told apart.
    """
    _fit(name)
    was, now = _name(connection, speaker_uid), name.strip()
    if was == now:
        raise ReviewError(f"{speaker_uid}: is called {now} already")
    others = bearers.of(connection, now) - {speaker_uid}
    if not namesake:
        merge = f"`quotes speakers merge {min(others, default='')} {speaker_uid}`"
        _refuse_taken(connection, now, others, f"if they are one: {merge}; if they are two: --namesake")
    namesakes: Iterable[str | None] = sorted(others) or [None]
    for other in namesakes:
        _decide(connection, by, action="rename", speaker_uid=speaker_uid, target_uid=other, name=now, was=was, now=now)


def _refuse_taken(connection: Connection, name: str, others: set[str], remedy: str) -> None:
    """Raises ReviewError where others are called so: whoever has the same name seems to be the same."""
    if others:
        raise ReviewError(f"{name}: is the name of {bearers.told(connection, others)}; {remedy}")


def _fit(name: str) -> None:
    if not names.fold(name):
        raise ReviewError(f"{name!r}: is no name")
    if len(name) > LONGEST:
        raise ReviewError(f"{name[:20]}…: is no name: it has more than {LONGEST} characters")
    if bearers.UID.fullmatch(name.strip().lower()):
        raise ReviewError(f"{name}: looks like a uid, not like a name")


def _decide(connection: Connection, by: By, **row: str | None) -> None:
    connection.execute(insert(SPEAKER_DECISIONS).values(**row, **by.row()))


def _name(connection: Connection, uid: str) -> str:
    """The name a speaker goes by."""
    db = driver(connection)
    decided.lay(db)
    return str(db.execute(OWN_NAME, [uid]).fetchone()[0])


def _free(connection: Connection, uid: str) -> str:
    """The uid, or the next one that nobody has: what was split may have been merged again."""
    while connection.execute(select(SPEAKERS.c.id).where(SPEAKERS.c.uid == uid)).scalar() is not None:
        uid = digits(uid)
    return uid


def _add(connection: Connection, uid: str, name: str, kind: str) -> str:
    """A speaker that decisions alone know; ingest never drops one that a decision names."""
    # An empty key: no article's speaker is taken for this one because of a name.
    connection.execute(insert(SPEAKERS).values(uid=uid, name=name, kind=kind, key=""))
    return uid
