"""The page of one quotation, the most cited of all: exact words, speaker, both dates, and the evidence."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes.publish.plugin import citations, corrections, excerpts, leads
from quotes.publish.plugin.asked import Asked, Missing, Moved, Rows, row
from quotes.publish.plugin.printings import excerpts as longer_and_shorter
from quotes.publish.plugin.printings import printings
from quotes.publish.records import SELECT, record

BY_UID = SELECT + "where q.uid = :uid"
UID_OF = "select uid from quotes where id = :id"
# Whether a person attributes another printing of the words to somebody else; a corrected day says nothing of that.
ELSEWHERE = """
select 1
from quotes
where cluster_id = :cluster and speaker_id is not null and speaker_id is not :speaker
  and (printed_under_id is not speaker_id or rule = 'person' or status = 'confirmed')
limit 1
"""
MEASURE = "select confidence, quote_count from measures where kind = :kind and name = :name"
LIKELY = ((0.9, "very likely right"), (0.7, "probably right"), (0.5, "more likely right than wrong"), (0, "uncertain"))


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows of the quotation with a uid."""
    quote = _quote(connection, asked.names["uid"])
    public = record(quote, asked.root)
    spans = public["context"]["spans"]
    cluster = quote["cluster_id"]
    return {
        "quote": quote,
        "context": excerpts.highlighted(quote["context"], quote["context_start"], spans),
        "source": citations.source(quote["url"], public["pieces"]),
        "printings": _printings(connection, quote),
        "is_another_elsewhere": bool(row(connection, ELSEWHERE, cluster=cluster, speaker=quote["speaker_id"])),
        "excerpts": longer_and_shorter(connection, cluster) if cluster else [],
        "close": leads.close(connection, cluster) if cluster else [],
        "likely": next(words for least, words in LIKELY if (quote["confidence"] or 0) >= least),
        "measure": row(connection, MEASURE, kind=quote["kind"], name=quote["rule"]),
        "corrections": corrections.of_quotation(connection, quote["uid"]),
        "address": public["url"],
        "citations": citations.cited(public),
        "linked_data": citations.linked_data(public),
    }


def as_record(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The same for machines."""
    public = record(_quote(connection, asked.names["uid"]), asked.root)
    return {
        **public,
        "citation": citations.cited(public)["Plain"],
        "corrections": corrections.records(corrections.of_quotation(connection, public["uid"])),
    }


def by_id(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Where a row of the table has its page."""
    found = row(connection, UID_OF, id=int(asked.names["id"]))
    raise Moved(f"/quotation/{found['uid']}") if found else Missing()


def _quote(connection: sqlite3.Connection, uid: str) -> dict[str, Any]:
    if quote := row(connection, BY_UID, uid=uid):
        return quote
    raise corrections.absent(connection, uid)


def _printings(connection: sqlite3.Connection, quote: dict[str, Any]) -> Rows:
    """The first printings of the utterance, and in any case this one."""
    if quote["cluster_id"] is None:
        return []
    found = printings(connection, quote["cluster_id"], quote["text"])
    if any(printing["id"] == quote["id"] for printing in found):
        return found
    return found + printings(connection, quote["cluster_id"], quote["text"], after=quote["id"] - 1, most=1)
