"""The search page: words and filters together, newest first or best match, in pages that lose nothing.

Ids count from the oldest printing on, so that they give the order. Whatever is asked, only so many rows are read.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from quotes.publish.pieces import in_pieces
from quotes.publish.plugin import searches
from quotes.publish.plugin.asked import Asked, Invalid, Rows, rows
from quotes.publish.plugin.conditions import Conditions, conditions
from quotes.publish.records import NAMED, SAID

SIZE = 25  # quotations on a page
COUNTED = 500  # found quotations that are counted by speaker, outlet and kind
COMMON = 20_000  # quotations with the same words: of more the best are not picked out
RARE = 20_000  # quotations that a filter leaves and that are looked through for the words, not the other way round
CHEAPER = 5  # so much less it costs to look at the filters of a quotation with the words than to look for the words
LONGEST = 500  # characters of a field
FACET = 8  # values of a facet

FIELDS = ("q", "by", "speaker", "outlet", "kind", "said", "since", "until", "order")
ORDERS = {"newest": "Newest first", "oldest": "Oldest first", "best": "Best match"}
MATCHED = "select rowid from quotes_fts where quotes_fts match :match"
SHOWN = f"""
select q.id, q.uid, q.text, {SAID}, q.published_on, q.kind, s.name as speaker, s.uid as speaker_uid,
  o.name as outlet, c.quote_count, c.speakers_differ, c.is_settled,
  {NAMED}
from json_each(:ids) found
join quotes q on q.id = found.value
left join speakers s on s.id = q.speaker_id
left join speakers p on p.id = q.printed_under_id
left join outlets o on o.id = q.outlet_id
left join clusters c on c.id = q.cluster_id
order by found.key
"""
VALUES = "select speaker_id, outlet_id, kind from quotes where id in (select value from json_each(:ids))"
SPEAKERS = "select id, uid as value, name as label from speakers where id in (select value from json_each(:ids))"
OUTLETS = "select id, name as value, name as label from outlets where id in (select value from json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for, in which order: the words as an expression of the index, None for any words.

    `by_words` tells the way: from the quotations with the words to those that fit the filters, or the other way round.
    """

    match: str | None
    conditions: Conditions
    order: str
    by_words: bool

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with the question, by field: then nothing is to be looked for."""
        return self.conditions.problems

    def ids(self, connection: sqlite3.Connection, limit: int, after: int | None = None) -> list[int]:
        """The ids of what is found, in order, at most `limit`; `after` is the last id of the page before.

        Best matches have no such place: there `after` counts those that came before.
        """
        offset = after if self.order == "best" and after else 0
        sql = " ".join((*self._query(after), f"limit {limit} offset {offset}"))
        values = {**self.conditions.values, "match": self.match, "after": after}
        return [id for (id,) in connection.execute(sql, values)]

    def _query(self, after: int | None) -> Iterator[str]:
        where = list(self.conditions.sql)
        if after is not None and self.order != "best":
            where.append("q.id > :after" if self.order == "oldest" else "q.id < :after")
        if self.by_words:
            yield "select f.rowid from quotes_fts f"
            if where:
                yield "cross join quotes q on q.id = f.rowid"  # cross: the words come first
            where = [
                "f.quotes_fts match :match",
                *where,
                *(cut.replace("q.id", "f.rowid") for cut in where if "q.id" in cut),
            ]
        else:
            yield "select q.id from quotes q"
            if self.match is not None:
                where.append(f"exists ({MATCHED} and rowid = q.id)")
        yield "where " + " and ".join(where) if where else ""
        key = "f.rank, f.rowid desc" if self.order == "best" else "f.rowid" if self.by_words else "q.id"
        yield f"order by {key}" + (" desc" if self.order == "newest" else "")


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows."""
    fields = {name: asked.field(name)[:LONGEST] for name in FIELDS if asked.field(name)}
    search, too_common = _search(connection, fields)
    after = asked.number("after")
    counted = [] if search.problems else search.ids(connection, COUNTED + 1)
    ids = search.ids(connection, SIZE + 1, after) if after and counted else counted[: SIZE + 1]
    ids, more = ids[:SIZE], ids[SIZE:]
    following = (after or 0) + SIZE if search.order == "best" else ids[-1] if ids else 0
    return {
        "fields": fields,
        "orders": ORDERS,
        "order": search.order,
        "too_common": too_common,
        "problems": search.problems,
        "chips": [(chip, _address(fields, **{name: ""})) for name, chip in search.conditions.chips.items()],
        "count": len(counted) if len(counted) <= COUNTED else None,
        "counted": COUNTED,
        "found": rows(connection, SHOWN, ids=json.dumps(ids)),
        "facets": _facets(connection, counted[:COUNTED], fields),
        "next": _address(fields, after=str(following)) if more else None,
        "is_first": not after,
        "first": _address(fields),
        "reordered": {name: _address(fields, order=name) for name in ORDERS},
        "query": urlencode(fields),
    }


def as_record(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The same for machines; `count` is null where there are more than 500, `next` the address of the next page.

    Raises Invalid where a field has no meaning.
    """
    if asked.field("order") == "best" and not asked.field("q"):
        raise Invalid({"order": "best goes with words to match, which q takes."})
    found = page(connection, asked)
    if found["problems"]:
        raise Invalid(found["problems"])
    kept = ("uid", "text", "kind", "speaker", "speaker_uid", "printed_under", "printed_under_uid", "named_by",
            "attributed_on", "attribution_reason", "spoken_on", "found_spoken_on", "dated_on", "dating_reason",
            "published_on", "outlet")  # fmt: skip
    return {
        "count": found["count"],
        "quotations": [
            {**in_pieces({name: quote[name] for name in kept}), "url": f"{asked.root}/quotation/{quote['uid']}"}
            for quote in found["found"]
        ],
        "next": asked.root + found["next"].replace("/search?", "/search.json?", 1) if found["next"] else None,
    }


def _search(connection: sqlite3.Connection, fields: dict[str, str]) -> tuple[Search, bool]:
    """The search in these fields, and whether its words are too common for the best to be picked out."""
    match = searches.match(fields["q"]) if "q" in fields else None
    order = fields.get("order", "newest")
    found = conditions(connection, fields)
    if order not in ORDERS:
        found.problems["order"] = f"“{order}” is none of {', '.join(ORDERS)}."
    if order not in ORDERS or (order == "best" and match is None):
        order = "newest"
    too_common = order == "best" and _are_more(connection, match, COMMON)
    order = "newest" if too_common else order
    narrow = order != "best" and found.fewest is not None and found.fewest <= RARE
    by_words = match is not None and not (narrow and _are_more(connection, match, CHEAPER * (found.fewest or 0)))
    return Search(match, found, order, by_words), too_common


def _are_more(connection: sqlite3.Connection, match: str | None, count: int) -> bool:
    """True if more quotations than `count` have the words."""
    found = f"select count(*) from ({MATCHED} limit {count + 1})"
    return bool(connection.execute(found, {"match": match}).fetchone()[0] > count)


def _facets(connection: sqlite3.Connection, ids: list[int], fields: dict[str, str]) -> list[dict[str, Any]]:
    """The most frequent speakers, outlets and kinds of what was found, each with the address that asks for it alone."""
    values = connection.execute(VALUES, {"ids": json.dumps(ids)}).fetchall()
    facets = []
    for place, (name, title, sql) in enumerate(
        (("speaker", "Speaker", SPEAKERS), ("outlet", "Outlet", OUTLETS), ("kind", "Kind", None))
    ):
        if name in fields:
            continue
        counts = Counter(value[place] for value in values if value[place] is not None).most_common(FACET)
        named = _named(connection, sql, counts)
        links = [(named[one]["label"], count, _address(fields, **{name: named[one]["value"]})) for one, count in counts]
        if len(links) > 1 or (links and len(fields) <= 1):
            facets.append({"title": title, "links": links})
    return facets


def _named(connection: sqlite3.Connection, sql: str | None, counts: list[tuple[Any, int]]) -> dict[Any, dict[str, str]]:
    if sql is None:
        return {one: {"value": one, "label": one} for one, _ in counts}
    found: Rows = rows(connection, sql, ids=json.dumps([id for id, _ in counts]))
    return {one["id"]: one for one in found}


def _address(fields: dict[str, str], **changed: str) -> str:
    """The address of the search with some fields changed; an empty one is left out."""
    return "/search?" + urlencode({name: value for name, value in {**fields, **changed}.items() if value})
