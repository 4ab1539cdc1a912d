"""The history of one utterance: who printed it first, where it spread, and who changed which words."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes.publish.pieces import in_pieces
from quotes.publish.plugin import corrections, leads
from quotes.publish.plugin.asked import Asked, Missing, Moved, row, rows
from quotes.publish.plugin.printings import SHOWN, credits, printings, wordings
from quotes.publish.plugin.printings import excerpts as longer_and_shorter

CLUSTER = """
select c.*, q.uid, s.name as speaker, s.uid as speaker_uid
from clusters c
join quotes q on q.id = c.canonical_id
left join speakers s on s.id = c.speaker_id
where c.id = (select cluster_id from quotes where uid = :uid)
"""
SPREAD = """
select coalesce(o.name, 'outlet not stated') as outlet, count(*) as printings, min(q.published_on) as first
from quotes q
left join outlets o on o.id = q.outlet_id
where q.cluster_id = :cluster
group by q.outlet_id
order by min(q.id)
limit 100
"""
# What stands for the utterance that a withdrawn printing was one of.
LEFT = """
select q.uid
from withdrawn w
join clusters c on c.id = w.cluster_id
join quotes q on q.id = c.canonical_id
where w.uid = :uid
"""
UID_OF = "select q.uid from clusters c join quotes q on q.id = c.canonical_id where c.id = :id"


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows of the utterance that the printing with a uid is one of."""
    cluster = row(connection, CLUSTER, uid=asked.names["uid"])
    if cluster is None:
        raise _absent(connection, asked.names["uid"])
    found = printings(connection, cluster["id"], cluster["text"], after=asked.number("after") or 0)
    credited = credits(connection, cluster["uid"])
    return {
        "cluster": cluster,
        "printings": found,
        "wordings": wordings(found),
        "more": found[-1]["id"] if len(found) == SHOWN else None,
        "spread": rows(connection, SPREAD, cluster=cluster["id"]),
        "credits": credited,
        "excerpts": longer_and_shorter(connection, cluster["id"]),
        "close": leads.close(connection, cluster["id"]),
    }


def as_record(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The same for machines: at most 100 printings, `next` is the address of the following ones or null."""
    found = page(connection, asked)
    cluster, here = found["cluster"], f"{asked.root}/utterance/{asked.names['uid']}"
    kept = ("text", "speaker", "quote_count", "outlet_count", "wording_count", "first_published", "last_published")
    shown = ("uid", "text", "difference", "speaker", "printed_under", "printed_under_uid", "named_by", "attributed_on",
             "attribution_reason", "status", "reviewed_on", "review_reason", "spoken_on", "found_spoken_on", "dated_on",
             "dating_reason", "published_on", "outlet", "title", "url")  # fmt: skip
    return {
        "uid": cluster["uid"],
        "url": f"{asked.root}/utterance/{cluster['uid']}",
        **in_pieces({name: cluster[name] for name in kept}),
        "speakers_differ": bool(cluster["speakers_differ"]),
        "is_settled": bool(cluster["is_settled"]),
        "printings": [in_pieces({name: one[name] for name in shown}) for one in found["printings"]],
        "longer_and_shorter": [in_pieces(one) for one in found["excerpts"]],
        "close_but_different": [in_pieces(one) for one in found["close"]],
        "next": f"{here}.json?after={found['more']}" if found["more"] else None,
    }


def by_id(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Where a row of the table has its page."""
    found = row(connection, UID_OF, id=int(asked.names["id"]))
    raise Moved(f"/utterance/{found['uid']}") if found else Missing()


def _absent(connection: sqlite3.Connection, uid: str) -> Exception:
    left = row(connection, LEFT, uid=uid)
    return Moved(f"/utterance/{left['uid']}") if left else corrections.absent(connection, uid, "utterance")
