"""Utterances for which outlets name speakers that cannot be one."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes.publish.plugin.asked import Asked, rows

SIZE = 25
CONFLICTS = """
select c.id, q.uid, c.text, c.spread, c.first_published, c.last_published
from clusters c
join quotes q on q.id = c.canonical_id
where c.is_conflict = 1 and c.id < :before
order by c.id desc
limit :most
"""
CREDITS = """
select s.name as speaker, s.uid as speaker_uid, group_concat(distinct coalesce(o.name, 'outlet not stated')) as outlets
from (select * from quotes where cluster_id = :cluster order by id limit 200) q
join speakers s on s.id = q.speaker_id
left join outlets o on o.id = q.outlet_id
group by q.speaker_id
order by min(q.id)
"""


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows: the latest first, each with who was named by whom."""
    typed = asked.field("before")
    before = int(typed) if typed.isdecimal() and len(typed) < 16 else 1 << 60
    found = rows(connection, CONFLICTS, before=before, most=SIZE + 1)
    shown = found[:SIZE]
    for conflict in shown:
        conflict["credits"] = rows(connection, CREDITS, cluster=conflict["id"])
    return {"conflicts": shown, "next": f"/conflicts?before={shown[-1]['id']}" if len(found) > SIZE else None}
