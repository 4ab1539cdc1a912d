"""The front page: a box to check a quote in, what is new, what was repeated most, and what all this is."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes.publish.plugin.asked import Asked, rows
from quotes.publish.records import NAMED, SAID

FACTS = "select name, value from facts"
NEWEST = f"""
select q.uid, q.text, {SAID}, q.published_on, o.name as outlet, s.name as speaker, s.uid as speaker_uid,
  {NAMED}
from quotes q
left join speakers s on s.id = q.speaker_id
left join speakers p on p.id = q.printed_under_id
left join outlets o on o.id = q.outlet_id
order by q.id desc
limit 5
"""
REPEATED = """
select q.uid, c.text, c.quote_count, c.outlet_count, s.name as speaker, s.uid as speaker_uid, c.speakers_differ,
  c.is_settled
from clusters c
join quotes q on q.id = c.canonical_id
left join speakers s on s.id = c.speaker_id
where c.quote_count > 1
order by c.sort_key desc
limit 5
"""
QUOTED = "select uid, name, quote_count from speakers where kind = 'person' order by sort_key desc limit 8"


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows."""
    return {
        "facts": facts(connection),
        "newest": rows(connection, NEWEST),
        "repeated": rows(connection, REPEATED),
        "quoted": rows(connection, QUOTED),
    }


def facts(connection: sqlite3.Connection) -> dict[str, Any]:
    """What is known of the whole file: counts, the first and the last day, when it was published."""
    return {found["name"]: found["value"] for found in rows(connection, FACTS)}
