"""What people decided, laid over what was extracted: for a connection, which quotations read otherwise by now.

Two facts are kept apart: `printed_under`, the name that the article gives, as programs read it or a person did, which
no decision on speakers changes; and who is held to have said it, `speaker`, by the name that they have here. Where this
is another, or called otherwise, `named_by` tells why.

Nothing that was extracted is changed by a decision, so it can be taken back, and survives every later reading. Readers
of the store join `decided` instead, which lists only the quotations for which something was decided, or `reading`,
which tells of every quotation how it reads now.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Column, Integer, MetaData, Table, Text

from quotes import names

TABLES = """
create temp table decided (
  quote_id integer primary key, speaker_id integer, printed_under_id integer, printed_under text,
  is_reattributed integer not null, spoken_on text, status text not null, reviewed_on text, reason text, named_by text,
  attributed_on text, attribution_reason text, dated_on text, dating_reason text
);
create temp table moved (
  speaker_id integer not null, article_id integer not null, target_id integer not null, action text not null,
  decided_on text not null, reason text not null, primary key (speaker_id, article_id)
) without rowid;
create temp table renamed (
  speaker_id integer primary key, name text not null, decided_on text not null, reason text not null
);
create temp table apart (
  one_id integer not null, other_id integer not null, primary key (one_id, other_id)
) without rowid;
create temp table standing (review_id integer primary key, attribution_id integer, dating_id integer);
"""
REVIEWED = """
select id, coalesce(attached_to, 'article ' || article_uid), decision,
  case when decision = 'misattributed' then '' else speaker_uid || as_printed end, spoken_on
from {s}reviews
order by id
"""
STANDING = """
select r.*, n.decided_at as attributed_at, n.reason as attribution_reason, d.decided_at as dated_at,
  d.reason as dating_reason,
  r.decision = 'misattributed' or r.speaker_uid is not null and not r.as_printed as is_another
from temp.standing t
join {s}reviews r on r.id = t.review_id
left join {s}reviews n on n.id = t.attribution_id
left join {s}reviews d on d.id = t.dating_id
"""
GIVEN = "coalesce(given_now.target_id, given.id)"
NAMED = f"coalesce(given_here.target_id, {GIVEN})"  # whom the article names, as a person read it
READ = "coalesce(here.target_id, there.target_id, everywhere.target_id, q.speaker_id)"
# The decision on a speaker that leads from whom a program or a person read in the article to whom that is by now.
NAMED_WAY = f"case when {NAMED} is not given.id then coalesce(given_here.{{0}}, given_now.{{0}}) end"
READ_WAY = f"case when {READ} is not q.speaker_id then coalesce(here.{{0}}, there.{{0}}, everywhere.{{0}}) end"
WAY = f"case when own.as_printed then {NAMED_WAY} else {READ_WAY} end"
# What a person read in the article is called as it is in print elsewhere; a bracket that tells namesakes apart is ours.
GIVEN_NAME = """case when given.key = '' and given.name like '% (%)'
    then substr(given.name, 1, instr(given.name, ' (') - 1) else given.name end"""
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
  case when own.as_printed then {GIVEN_NAME} else q.speaker end,
  coalesce(own.decision = 'misattributed' or own.speaker_uid is not null, 0),
  case when own.spoken_on is null then q.spoken_on else nullif(own.spoken_on, '') end,
  case when whole.id is not null then 'withdrawn' else coalesce(own.decision, 'unreviewed') end,
  substr(coalesce(whole.decided_at, own.decided_at), 1, 10),
  coalesce(whole.reason, own.reason),
  case when own.is_another then 'correction' else {WAY.format("action")} end,
  case when own.is_another or {WAY.format("action")} is null then substr(own.attributed_at, 1, 10)
    else {WAY.format("decided_on")} end,
  case when own.is_another or {WAY.format("action")} is null then own.attribution_reason
    else {WAY.format("reason")} end,
  substr(own.dated_at, 1, 10),
  own.dating_reason
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
# Every quotation as it reads now. Names that differ in case, accents and signs alone are the same; another name is a
# decision's, or that of our rule by which both are one person's.
READING = """
create temp view reading as
select
  *,
  coalesce(by_decision, case when is_renamed then 'rename' when is_other then 'rule' end) as named_by,
  case when by_decision is null and is_renamed then renamed_on else decided_on end as attributed_on,
  case when by_decision is null and is_renamed then renaming_reason else decision_reason end as attribution_reason
from (select *, renamed_on is not null and is_other as is_renamed from (
  select
    q.id as quote_id, s.id as speaker_id, coalesce(r.name, s.name) as speaker,
    case when d.quote_id is null then q.speaker_id else d.printed_under_id end as printed_under_id,
    case when d.quote_id is null then q.speaker else d.printed_under end as printed_under,
    case when d.quote_id is null then q.spoken_on else d.spoken_on end as spoken_on,
    case when d.dated_on is null then q.spoken_basis end as spoken_basis,
    case when d.dated_on is not null then q.spoken_on end as found_spoken_on, d.dated_on, d.dating_reason,
    case when not coalesce(d.is_reattributed, 0) then q.speaker_role end as speaker_role,
    case when not coalesce(d.is_reattributed, 0) then q.confidence end as confidence,
    case when d.is_reattributed then 'person' else q.rule end as rule,
    coalesce(d.status, 'unreviewed') as status, d.reviewed_on, d.reason as review_reason,
    d.named_by as by_decision, d.attributed_on as decided_on, d.attribution_reason as decision_reason,
    r.decided_on as renamed_on, r.reason as renaming_reason,
    are_other_names(case when d.quote_id is null then q.speaker else d.printed_under end, coalesce(r.name, s.name))
      as is_other
  from {s}quotes q
  left join temp.decided d on d.quote_id = q.id
  left join {s}speakers s on s.id = case when d.quote_id is null then q.speaker_id else d.speaker_id end
  left join temp.renamed r on r.speaker_id = s.id
))
"""
SPEAKERS = """
select d.action, s.id, coalesce(a.id, 0), t.id, d.name, substr(d.decided_at, 1, 10), d.reason
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

# For statements of SQLAlchemy: a row for each of `quotes`.
OVERLAY = MetaData(schema="temp")
READ_AS = Table(
    "reading", OVERLAY, Column("quote_id", Integer, primary_key=True), Column("speaker_id", Integer),
    *(Column(name, Text) for name in (
        "speaker", "printed_under_id", "printed_under", "named_by", "attributed_on", "attribution_reason", "spoken_on",
        "spoken_basis", "found_spoken_on", "dated_on", "dating_reason", "confidence", "rule", "status", "reviewed_on",
        "review_reason",
    )),
)  # fmt: skip
RENAMED = Table("renamed", OVERLAY, Column("speaker_id", Integer, primary_key=True), Column("name", Text))
MOVED = Table(
    "moved", OVERLAY, Column("speaker_id", Integer), Column("article_id", Integer), Column("target_id", Integer)
)


def lay(db: sqlite3.Connection, *, schema: str = "main") -> None:
    """Makes, for a connection to a store, what tells of all decisions as of now: the temporary tables `decided`,
    `moved`, `renamed`, `apart` (pairs of speakers who are two) and `standing`, and the view `reading`.

    `schema` is the name under which the store is attached.
    """
    db.execute("drop view if exists temp.reading")
    for table in ("decided", "moved", "renamed", "apart", "standing"):
        db.execute(f"drop table if exists temp.{table}")
    for statement in TABLES.split(";"):
        db.execute(statement)
    prefix = f"{schema}."
    _lay_speakers(db, db.execute(SPEAKERS.format(s=prefix)))
    db.executemany("insert into standing values (?, ?, ?)", _standing(db.execute(REVIEWED.format(s=prefix))))
    db.execute(DECIDED.format(s=prefix))
    db.create_function("are_other_names", 2, _are_other_names, deterministic=True)
    db.execute(READING.format(s=prefix))


def _lay_speakers(db: sqlite3.Connection, decisions: Iterable[tuple[Any, ...]]) -> None:
    """Fills `moved`, `renamed` and `apart` from decisions on speakers, in order of time."""
    moves: dict[tuple[int, int], int] = {}
    told: dict[tuple[int, int], tuple[str, str, str]] = {}
    renamed: dict[int, tuple[str, str, str]] = {}
    apart: set[tuple[int, int]] = set()
    for action, speaker, article, target, name, day, reason in decisions:
        if action == "rename":
            renamed[speaker] = name, day, reason
            apart |= {(speaker, target)} if target is not None else set()
        elif target is not None:
            place = speaker, article
            if action == "split":
                apart.add((speaker, moves.get(place, target) if speaker == target else target))
            moves[place], told[place] = target, (action, day, reason)
    ends = {place: _end(moves, place) for place in moves}
    db.executemany("insert into moved values (?, ?, ?, ?, ?, ?)", ((*at, ends[at], *told[at]) for at in moves))
    db.executemany("insert into renamed values (?, ?, ?, ?)", ((id, *how) for id, how in renamed.items()))
    now = {tuple(ends.get((one, 0), one) for one in pair) for pair in apart}
    both = ((one, other) for pair in now for one, other in (pair, pair[::-1]) if one != other)
    db.executemany("insert or ignore into apart values (?, ?)", both)


def _are_other_names(printed: str | None, shown: str | None) -> bool:
    """True for two names that differ in more than case, accents and signs."""
    return bool(printed and shown and printed != shown and names.fold(printed) != names.fold(shown))


def speakers(db: sqlite3.Connection) -> int:
    """How many speakers of a store have a quotation that is not withdrawn, as of now."""
    lay(db)
    return int(db.execute(SAYING).fetchone()[0])


def _standing(reviews: Iterable[tuple[int, str, str, str | None, str | None]]) -> list[tuple[int | None, ...]]:
    """The ids of the decisions that stand, one for each quotation and each whole article with any.

    With each goes the id of the one that first told who said it, or that it was not who was named, and of the one that
    first told the day; later ones keep them. To reopen what was withdrawn brings back what stood before; to reopen
    anything else takes back all.
    """
    stand: dict[str, list[_Stand]] = {}
    for id, place, decision, *told in reviews:
        before = stand.setdefault(place, [])
        if decision == "reopened":
            del before[-1:]
            continue
        last = before[-1] if before else _Stand(0, [None, None], [None, None])
        since = [
            first if now == then else None if now is None else id
            for now, then, first in zip(told, last.told, last.since, strict=True)
        ]
        one = _Stand(id, told, since)
        before[:] = [*before, one] if decision == "withdrawn" else [one]
    return [(before[-1].id, *before[-1].since) for before in stand.values() if before]


class _Stand(NamedTuple):
    """A decision that stands: its speaker and its day, and the ids of the decisions since which each is so."""

    id: int
    told: list[str | None]
    since: list[int | None]


def _end(moves: dict[tuple[int, int], int], place: tuple[int, int]) -> int:
    """Where a speaker is found by now: those that were merged may have been merged on."""
    speaker, article = place
    # What an article prints may lead through a split and back to whom it started from, and on: to those they are now.
    at, seen = moves[place], set() if article else {speaker}
    while at not in seen and (at, 0) in moves:
        seen.add(at)
        at = moves[at, 0]
    return at
