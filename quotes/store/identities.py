"""Decisions on speakers: two that are one, one that is two, and the name a speaker goes by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select

from quotes import names
from quotes.errors import ReviewError
from quotes.store import decided
from quotes.store.engine import driver
from quotes.store.identity import digits
from quotes.store.reviews import By
from quotes.store.tables import ALIASES, ARTICLES, QUOTES, SPEAKER_DECISIONS, SPEAKERS

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
NAME = """
select coalesce(r.name, s.name) from speakers s left join temp.renamed r on r.speaker_id = s.id where s.uid = ?
"""


def speaker(connection: Connection, named: str) -> str:
    """The uid of the speaker with this uid or spelling. Raises ReviewError unless there is exactly one."""
    if connection.execute(select(SPEAKERS.c.id).where(SPEAKERS.c.uid == named)).scalar():
        return named
    spelt = select(SPEAKERS.c.uid).join(ALIASES).where(ALIASES.c.name == named).union(
        select(SPEAKERS.c.uid).where(SPEAKERS.c.name == named)
    )  # fmt: skip
    found = sorted(connection.execute(spelt).scalars())
    if len(found) == 1:
        return str(found[0])
    if found:
        raise ReviewError(f"{named}: {len(found)} speakers are called so; name one by its uid: {', '.join(found)}")
    raise ReviewError(f"{named}: no speaker has this uid or name; `quotes speakers list` finds them")


def speaker_or_new(connection: Connection, named: str) -> str:
    """The uid of the speaker of this name; a person nobody has quoted yet is added."""
    try:
        return speaker(connection, named)
    except ReviewError:
        spelt = select(ALIASES.c.id).where(ALIASES.c.name == named)
        if connection.execute(spelt).first() is not None or not names.parse(named).family:
            raise
        return _add(connection, digits("decided", names.fold(named)), named, "person")


def listed(connection: Connection, part: str) -> list[dict[str, Any]]:
    """The speakers in whose name a part stands, those with most quotations first."""
    db = driver(connection)
    decided.lay(db)
    columns = ("uid", "name", "kind", "quotations")
    rows = (dict(zip(columns, row, strict=True)) for row in db.execute(LISTED))
    return [row for row in rows if names.fold(part) in names.fold(row["name"])]


def namesakes(connection: Connection, speaker_uid: str, name: str) -> list[str]:
    """The uids of other speakers who go by this name, case and accents aside."""
    found = (row for row in listed(connection, name) if names.fold(row["name"]) == names.fold(name))
    return [row["uid"] for row in found if row["uid"] != speaker_uid]


def merge(connection: Connection, kept: str, other: str, by: By) -> None:
    """Makes all quotations of one speaker another's, now and later; its address leads to the other's page."""
    if kept == other:
        raise ReviewError(f"{kept}: is one speaker already")
    _decide(connection, by, action="merge", speaker_uid=other, target_uid=kept,
            was=_name(connection, other), now=_name(connection, kept))  # fmt: skip


def unmerge(connection: Connection, speaker_uid: str, by: By) -> None:
    """Takes back that a speaker is another one. Raises ReviewError where it is not."""
    on_all = select(SPEAKER_DECISIONS.c.action).where(
        SPEAKER_DECISIONS.c.speaker_uid == speaker_uid,
        SPEAKER_DECISIONS.c.article_uid.is_(None),
        SPEAKER_DECISIONS.c.action.in_(("merge", "split")),
    )
    if connection.execute(on_all.order_by(SPEAKER_DECISIONS.c.id.desc()).limit(1)).scalar() != "merge":
        raise ReviewError(f"{speaker_uid}: was not merged with another; name an --article to split")
    name = _name(connection, speaker_uid)
    _decide(connection, by, action="split", speaker_uid=speaker_uid, target_uid=speaker_uid, was=name, now=name)


def split(connection: Connection, speaker_uid: str, articles: Iterable[str], name: str | None, by: By) -> str:
    """Gives a speaker's quotations in some articles to another of the same or of another name; returns their uid.

    Raises ReviewError for an article that has none.
    """
    given = name or _name(connection, speaker_uid)
    listed = sorted(articles)
    theirs = select(SPEAKERS.c.id).where(SPEAKERS.c.uid == speaker_uid).scalar_subquery()
    quoted = select(ARTICLES.c.uid).where(ARTICLES.c.id == QUOTES.c.article_id, QUOTES.c.speaker_id == theirs)
    for article in set(listed) - set(connection.execute(quoted).scalars()):
        raise ReviewError(f"{article}: has no quotation of this speaker")
    kind = connection.execute(select(SPEAKERS.c.kind).where(SPEAKERS.c.uid == speaker_uid)).scalar_one()
    uid = _add(connection, digits("split", speaker_uid, *listed), given, kind)
    for article in listed:
        _decide(connection, by, action="split", speaker_uid=speaker_uid, target_uid=uid, article_uid=article,
                was=_name(connection, speaker_uid), now=given)  # fmt: skip
    return uid


def rename(connection: Connection, speaker_uid: str, name: str, by: By) -> None:
    """Gives a speaker the name under which their page stands; ReviewError where it has no letter."""
    if not names.fold(name):
        raise ReviewError(f"{name!r}: is no name")
    was, now = _name(connection, speaker_uid), name.strip()
    _decide(connection, by, action="rename", speaker_uid=speaker_uid, name=now, was=was, now=now)


def _decide(connection: Connection, by: By, **row: str | None) -> None:
    connection.execute(insert(SPEAKER_DECISIONS).values(**row, **by.row()))


def _name(connection: Connection, uid: str) -> str:
    """The name a speaker goes by."""
    db = driver(connection)
    decided.lay(db)
    return str(db.execute(NAME, [uid]).fetchone()[0])


def _add(connection: Connection, uid: str, name: str, kind: str) -> str:
    """A speaker that decisions alone know; ingest never drops one that a decision names."""
    if connection.execute(select(SPEAKERS.c.id).where(SPEAKERS.c.uid == uid)).scalar() is None:
        # An empty key: no article's speaker is taken for this one because of a name.
        connection.execute(insert(SPEAKERS).values(uid=uid, name=name, kind=kind, key=""))
    return uid
