"""What people decided, laid over what was extracted: for a connection, which quotations read otherwise by now.

Two facts are kept apart: under whom a quotation was printed, `printed_under`, as programs read the article or a person
did; and who is held to have said it, `speaker`, which is the same until a person decides otherwise.

Nothing that was extracted is changed by a decision, so it can be taken back, and survives every later reading. Readers
of the store join `decided` instead: it lists only the quotations for which something was decided.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sqlalchemy import Column, Integer, MetaData, Table, Text, case, func

from quotes.store.tables import QUOTES

TABLES = """
create temp table decided (
  quote_id integer primary key, speaker_id integer, printed_under_id integer, is_reattributed integer not null,
  spoken_on text, status text not null, reviewed_on text, reason text, attributed_on text, attribution_reason text
);
create temp table moved (
  speaker_id integer not null, article_id integer not null, target_id integer not null,
  primary key (speaker_id, article_id)
) without rowid;
create temp table renamed (speaker_id integer primary key, name text not null);
create temp table standing (review_id integer primary key, attribution_id integer);
"""
REVIEWED = """
select id, coalesce(attached_to, 'article ' || article_uid), decision,
  case when decision = 'misattributed' then '' else speaker_uid || as_printed end
from {s}reviews
order by id
"""
STANDING = """
select r.*, n.decided_at as attributed_at, n.reason as attribution_reason
from temp.standing t
join {s}reviews r on r.id = t.review_id
left join {s}reviews n on n.id = t.attribution_id
"""
GIVEN = "coalesce(given_now.target_id, given.id)"
NAMED = f"coalesce(given_here.target_id, {GIVEN})"  # whom the article names, as a person read it
READ = "coalesce(here.target_id, there.target_id, everywhere.target_id, q.speaker_id)"
# article_id 0 stands for all articles but those that have a row of their own.
DECIDED = f"""
insert into decided
with standing as ({STANDING}),
touched as (
  select q.id from standing r join {{s}}quotes q on q.uid = r.attached_to
  union
  select q.id
  from standing r
  join {{s}}articles a on a.uid = r.article_uid
  join {{s}}quotes q on q.article_id = a.id
  where r.attached_to is null
  union
  select q.id from moved m join {{s}}quotes q on q.speaker_id = m.speaker_id
)
select
  q.id,
  case
    when own.decision = 'misattributed' then null
    when own.as_printed then {NAMED}
    when own.speaker_uid is not null then {GIVEN}
    else {READ}
  end,
  case when own.as_printed then {NAMED} else {READ} end,
  coalesce(own.decision = 'misattributed' or own.speaker_uid is not null, 0),
  case when own.spoken_on is null then q.spoken_on else nullif(own.spoken_on, '') end,
  case when whole.id is not null then 'withdrawn' else coalesce(own.decision, 'unreviewed') end,
  substr(coalesce(whole.decided_at, own.decided_at), 1, 10),
  coalesce(whole.reason, own.reason),
  substr(own.attributed_at, 1, 10),
  own.attribution_reason
from touched t
join {{s}}quotes q on q.id = t.id
join {{s}}articles a on a.id = q.article_id
left join standing own on own.attached_to = q.uid
left join standing whole on whole.article_uid = a.uid and whole.attached_to is null
left join {{s}}speakers given on given.uid = own.speaker_uid
left join moved given_now on given_now.speaker_id = given.id and given_now.article_id = 0
left join moved given_here on given_here.speaker_id = given.id and given_here.article_id = q.article_id
left join moved here on here.speaker_id = q.speaker_id and here.article_id = q.article_id
left join moved everywhere on everywhere.speaker_id = q.speaker_id and everywhere.article_id = 0
left join moved there on there.speaker_id = everywhere.target_id and there.article_id = q.article_id
"""
SPEAKERS = """
select d.action, s.id, coalesce(a.id, 0), t.id, d.name
from {s}speaker_decisions d
join {s}speakers s on s.uid = d.speaker_uid
left join {s}speakers t on t.uid = d.target_uid
left join {s}articles a on a.uid = d.article_uid
where d.article_uid is null or a.id is not null
order by d.id
"""

SAYING = """
select count(*) from speakers s
where s.id in (select speaker_id from decided where status is not 'withdrawn') or exists (
  select * from quotes q where q.speaker_id = s.id and not exists (select * from decided d where d.quote_id = q.id)
)
"""

# For statements of SQLAlchemy: outer join LAID on its quote_id, and read these in place of the columns of `quotes`.
OVERLAY = MetaData(schema="temp")
LAID = Table(
    "decided", OVERLAY, Column("quote_id", Integer, primary_key=True), Column("speaker_id", Integer),
    Column("printed_under_id", Integer), Column("is_reattributed", Integer), Column("spoken_on", Text),
    Column("status", Text), Column("reviewed_on", Text), Column("reason", Text),
)  # fmt: skip
RENAMED = Table("renamed", OVERLAY, Column("speaker_id", Integer, primary_key=True), Column("name", Text))

MOVED = Table(
    "moved", OVERLAY, Column("speaker_id", Integer), Column("article_id", Integer), Column("target_id", Integer)
)
STATUS = func.coalesce(LAID.c.status, "unreviewed")
SPEAKER_ID = case((LAID.c.quote_id.is_not(None), LAID.c.speaker_id), else_=QUOTES.c.speaker_id)
PRINTED_UNDER_ID = case((LAID.c.quote_id.is_not(None), LAID.c.printed_under_id), else_=QUOTES.c.speaker_id)
SPOKEN_ON = case((LAID.c.quote_id.is_not(None), LAID.c.spoken_on), else_=QUOTES.c.spoken_on)


def lay(db: sqlite3.Connection, *, schema: str = "main") -> None:
    """Makes the temporary tables `decided`, `moved`, `renamed` and `standing` of a connection to a store, as of now.

    `schema` is the name under which the store is attached.
    """
    for table in ("decided", "moved", "renamed", "standing"):
        db.execute(f"drop table if exists temp.{table}")
    for statement in TABLES.split(";"):
        db.execute(statement)
    prefix = f"{schema}."
    moves: dict[tuple[int, int], int] = {}
    names: dict[int, str] = {}
    for action, speaker, article, target, name in db.execute(SPEAKERS.format(s=prefix)):
        if action == "rename":
            names[speaker] = name
        elif target is not None:
            moves[speaker, article] = target
    db.executemany("insert into moved values (?, ?, ?)", ((*place, _end(moves, place)) for place in moves))
    db.executemany("insert into renamed values (?, ?)", names.items())
    db.executemany("insert into standing values (?, ?)", _standing(db.execute(REVIEWED.format(s=prefix))))
    db.execute(DECIDED.format(s=prefix))


def speakers(db: sqlite3.Connection) -> int:
    """How many speakers of a store have a quotation that is not withdrawn, as of now."""
    lay(db)
    return int(db.execute(SAYING).fetchone()[0])


def _standing(reviews: Iterable[tuple[int, str, str, str | None]]) -> list[tuple[int, int | None]]:
    """The ids of the decisions that stand, one for each quotation and each whole article with any.

    With each goes the id of the one that first told who said it, or that it was not who was named; later ones keep
    that. To reopen what was withdrawn brings back what stood before; to reopen anything else takes back all.
    """
    stand: dict[str, list[tuple[int, str, str | None, int | None]]] = {}
    for id, place, decision, told in reviews:
        before = stand.setdefault(place, [])
        if decision == "reopened":
            del before[-1:]
            continue
        is_kept = bool(before) and before[-1][2] == told
        one = id, decision, told, before[-1][3] if is_kept else None if told is None else id
        before[:] = [*before, one] if decision == "withdrawn" else [one]
    return [(before[-1][0], before[-1][3]) for before in stand.values() if before]


def _end(moves: dict[tuple[int, int], int], place: tuple[int, int]) -> int:
    """Where a speaker is found by now: those that were merged may have been merged on."""
    speaker, article = place
    # What an article prints may lead through a split and back to whom it started from, and on: to those they are now.
    at, seen = moves[place], set() if article else {speaker}
    while at not in seen and (at, 0) in moves:
        seen.add(at)
        at = moves[at, 0]
    return at
