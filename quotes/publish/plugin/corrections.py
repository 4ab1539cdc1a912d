"""What people decided: the public list, the decisions on one quotation, and what stands where something is gone."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes.publish.plugin.asked import Asked, Gone, Missing, Moved, Rows, rows

SIZE = 50
LISTED = """
select
  c.id, c.decided_on, c.decision, c.was, c.now, c.reason, c.quote_uid, c.article_uid, q.text, s.uid as speaker_uid,
  s.name as speaker, a.title
from corrections c
left join quotes q on q.uid = c.quote_uid
left join speakers s on s.uid = c.speaker_uid
left join articles a on a.uid = c.article_uid
where {}
order by c.id desc
limit :most
"""
ALL = LISTED.format("c.id < :before")
OF_QUOTATION = LISTED.format("c.quote_uid = :uid")
OF_SPEAKER = LISTED.format("c.speaker_uid = :uid and c.quote_uid is null")
REASON = "select reason from withdrawn where uid = :uid"
CHANGED = "select q.uid from changed c left join quotes q on q.id = c.quote_id where c.uid = :uid"
MERGED = "select s.uid from merged m join speakers s on s.id = m.speaker_id where m.uid = :uid"


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows: the latest first."""
    before = asked.number("before")
    found = rows(connection, ALL, before=1 << 60 if before is None else before, most=SIZE + 1)
    shown = found[:SIZE]
    return {"corrections": shown, "next": f"/corrections?before={shown[-1]['id']}" if len(found) > SIZE else None}


def as_record(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The same for machines."""
    found = page(connection, asked)
    address = asked.root + found["next"].replace("?", ".json?") if found["next"] else None
    return {"corrections": [_record(one) for one in found["corrections"]], "next": address}


def of_quotation(connection: sqlite3.Connection, uid: str) -> Rows:
    """The corrections of a quotation, the latest first."""
    return rows(connection, OF_QUOTATION, uid=uid, most=SIZE)


def of_speaker(connection: sqlite3.Connection, uid: str) -> Rows:
    """The decisions on who a speaker is, the latest first."""
    return rows(connection, OF_SPEAKER, uid=uid, most=SIZE)


def records(found: Rows) -> list[dict[str, Any]]:
    """Corrections as a record holds them."""
    return [{name: one[name] for name in ("decided_on", "decision", "was", "now", "reason")} for one in found]


def absent(connection: sqlite3.Connection, uid: str, page: str = "quotation") -> Exception:
    """Why there is no page for a uid: withdrawn, changed in its article, moved to another speaker's, or never there.

    `page` is that of what may have taken its place.
    """
    for (reason,) in connection.execute(REASON, {"uid": uid}):
        return Gone(reason)
    for (now,) in connection.execute(CHANGED, {"uid": uid}):
        gone = Gone("It is not found in its article any more, which was read again.", "No longer found in its article")
        return Moved(f"/{page}/{now}") if now else gone
    for (other,) in connection.execute(MERGED, {"uid": uid}):
        return Moved(f"/speaker/{other}")
    return Missing()


def _record(one: dict[str, Any]) -> dict[str, Any]:
    (kept,) = records([one])
    return {**kept, **{name: one[name] for name in ("quote_uid", "speaker_uid", "article_uid", "title")}}
