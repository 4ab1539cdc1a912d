"""The page of a speaker: names, roles over time, when they were quoted, what is repeated most, and what is new."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes.names import same_person
from quotes.publish.pieces import in_pieces
from quotes.publish.plugin import charts, corrections, searches
from quotes.publish.plugin.asked import Asked, Missing, Moved, row, rows
from quotes.publish.records import NAMED, SAID

SPEAKER = "select * from speakers where uid = :uid"
NAMES = "select name from aliases where speaker_id = :id and name <> :name order by id limit 50"
ROLES = """
select role, quote_count, first_published, last_published
from roles
where speaker_id = :id
order by first_published is null, first_published, id
limit 30
"""
MONTHS = "select month, quote_count from speaker_months where speaker_id = :id order by month"
OUTLETS = """
select o.id, o.name, t.quote_count
from speaker_outlets t
join outlets o on o.id = t.outlet_id
where t.speaker_id = :id
order by t.quote_count desc, o.id
limit 20
"""
REPEATED = """
select q.uid, c.text, c.quote_count, c.outlet_count, c.first_published
from clusters c
join quotes q on q.id = c.canonical_id
where c.speaker_id = :id and c.quote_count > 1
order by c.sort_key desc
limit 10
"""
NEWEST = f"""
select q.uid, q.text, {SAID}, q.published_on, o.name as outlet, s.uid as speaker_uid, {NAMED}
from quotes q
join speakers s on s.id = q.speaker_id
left join speakers p on p.id = q.printed_under_id
left join outlets o on o.id = q.outlet_id
where q.speaker_id = :id
order by q.id desc
limit 10
"""
OTHERS = f"""
select q.uid, q.text, {SAID}, q.published_on, o.name as outlet, s.name as speaker, s.uid as speaker_uid,
  q.reviewed_on, q.review_reason, {NAMED}
from quotes q
join speakers p on p.id = q.printed_under_id
left join speakers s on s.id = q.speaker_id
left join outlets o on o.id = q.outlet_id
where q.printed_under_id = :id and q.printed_under_id is not q.speaker_id
order by q.id desc
limit 20
"""
NAMESAKES = """
select
  uid, name, kind, quote_count,
  exists (select 1 from told_apart where one_id = :id and other_id = speakers.id) as is_told_apart
from speakers
where id in (select rowid from speakers_fts where speakers_fts match :words limit 200) and id <> :id
order by sort_key desc
limit 5
"""
UID_OF = "select uid from speakers where id = :id"


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows of the speaker with a uid."""
    speaker = row(connection, SPEAKER, uid=asked.names["uid"])
    if speaker is None:
        raise corrections.absent(connection, asked.names["uid"])
    this = {"id": speaker["id"]}
    months = [(found["month"], found["quote_count"]) for found in rows(connection, MONTHS, **this)]
    return {
        "speaker": speaker,
        "names": [found["name"] for found in rows(connection, NAMES, **this, name=speaker["name"])],
        "roles": rows(connection, ROLES, **this),
        "months": months,
        "chart": charts.chart(months),
        "undated": speaker["quote_count"] - sum(count for _, count in months),
        "outlets": rows(connection, OUTLETS, **this),
        "repeated": rows(connection, REPEATED, **this),
        "newest": rows(connection, NEWEST, **this),
        "not_theirs": rows(connection, OTHERS, **this),
        "corrections": corrections.of_speaker(connection, speaker["uid"]),
        "namesakes": [
            {**one, "is_another": bool(one["is_told_apart"]) or _are_two(speaker, one)}
            for one in rows(connection, NAMESAKES, **this, words=_family(speaker))
        ],
    }


def as_record(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The same for machines."""
    found = page(connection, asked)
    speaker = found["speaker"]
    kept = ("name", "kind", "quote_count", "first_published", "last_published")
    return {
        "uid": speaker["uid"],
        "url": f"{asked.root}/speaker/{speaker['uid']}",
        **{name: speaker[name] for name in kept},
        "also_known_as": found["names"],
        "roles": found["roles"],
        "months": dict(found["months"]),
        "outlets": [{name: outlet[name] for name in ("name", "quote_count")} for outlet in found["outlets"]],
        "most_repeated": [in_pieces(one) for one in found["repeated"]],
        "newest": [in_pieces(one) for one in found["newest"]],
        "printed_under_this_name_but_not_theirs": [in_pieces(one) for one in found["not_theirs"]],
    }


def by_id(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Where a row of the table has its page."""
    found = row(connection, UID_OF, id=int(asked.names["id"]))
    raise Moved(f"/speaker/{found['uid']}") if found else Missing()


def _are_two(speaker: dict[str, Any], other: dict[str, Any]) -> bool:
    """True where the names of two persons cannot be one's."""
    are_persons = speaker["kind"] == other["kind"] == "person"
    return are_persons and same_person(speaker["name"], other["name"]) is False


def _family(speaker: dict[str, Any]) -> str:
    """What finds people who share a surname: the last word of a person's name, the whole name of all others."""
    name = speaker["name"]
    return searches.match(name.split()[-1] if speaker["kind"] == "person" and name.split() else name)
