"""Writing an article's quotations: the extraction record as rows, matched with those stored before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from quotes.cluster import keys, wording
from quotes.extract.record import record
from quotes.model import Article, Quote, Speaker
from quotes.store.articles import Stored
from quotes.store.identity import digits
from quotes.store.tables import KEYS, QUOTES
from quotes.text import fold

Row = dict[str, Any]
STORED = select(QUOTES).where(QUOTES.c.article_id == bindparam("article"))
LAST = select(func.coalesce(func.max(QUOTES.c.id), 0))
KEYS_OF = select(KEYS.c.key).where(KEYS.c.quote_id == bindparam("quote"))
NEW = insert(QUOTES)
PLACING = ("text", "wording", "speaker_id")  # what a quotation's place in a cluster depends on


@dataclass(slots=True)
class Changes:
    """What became of an article's quotations.

    `unplaced` are the ids of those that need a cluster; `left` the clusters and `speakers` the speakers that lost one.
    """

    unplaced: list[int] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    speakers: set[int] = field(default_factory=set)


def rows(article: Article, stored: Stored, quotes: Iterable[Quote], speakers: dict[Speaker, int]) -> list[Row]:
    """The rows of an article's quotations, without id and cluster."""
    seen: Counter[str] = Counter()
    found = []
    for quote in quotes:
        folded = fold(quote.text)
        seen[folded] += 1
        found.append(_row(article, stored, quote, speakers) | {"uid": digits(stored.uid, folded, str(seen[folded]))})
    return found


def save(connection: Connection, article_id: int, new: list[Row]) -> Changes:
    """Makes an article's stored quotations these; one with the same uid keeps its row, and its cluster if it may."""
    old = {row["uid"]: dict(row) for row in connection.execute(STORED, {"article": article_id}).mappings()}
    changes = Changes()
    kept = [row for row in new if row["uid"] in old]
    uids = {row["uid"] for row in new}
    _delete(connection, [row for uid, row in old.items() if uid not in uids], changes)
    for row in kept:
        _update(connection, old[row["uid"]], row, changes)
    _insert(connection, [row for row in new if row["uid"] not in old], changes)
    return changes


def _insert(connection: Connection, new: list[Row], changes: Changes) -> None:
    if not new:
        return
    first = connection.execute(LAST).scalar_one() + 1
    numbered = [{"id": number, "is_canonical": False, **row} for number, row in enumerate(new, first)]
    connection.execute(NEW, numbered)
    changes.unplaced += [row["id"] for row in numbered]


def _update(connection: Connection, old: Row, row: Row, changes: Changes) -> None:
    """Brings a stored quotation up to date; one that was worded or attributed otherwise leaves its cluster."""
    moves = any(old[name] != row[name] for name in PLACING) or _has_old_keys(connection, old)
    if not moves and all(old[name] == value for name, value in row.items()):
        return
    values = dict(row)
    if moves:
        connection.execute(delete(KEYS).where(KEYS.c.quote_id == old["id"]))
        values |= {"cluster_id": None, "is_canonical": False}
        changes.left.add(old["cluster_id"])
        changes.unplaced.append(old["id"])
        changes.speakers |= {old["speaker_id"]} - {None}
    if (old["speaker"], old["speaker_role"]) != (row["speaker"], row["speaker_role"]):
        changes.speakers |= {old["speaker_id"]} - {None}
    connection.execute(update(QUOTES).where(QUOTES.c.id == old["id"]).values(**values))


def _has_old_keys(connection: Connection, row: Row) -> bool:
    """Whether a quotation is indexed under other keys than its text has now: it was stored by an earlier version."""
    indexed = set(connection.execute(KEYS_OF, {"quote": row["id"]}).scalars())
    return not indexed <= set(keys(row["text"]))


def _delete(connection: Connection, gone: list[Row], changes: Changes) -> None:
    if not gone:
        return
    ids = [{"gone": row["id"]} for row in gone]
    connection.execute(delete(KEYS).where(KEYS.c.quote_id == bindparam("gone")), ids)
    connection.execute(delete(QUOTES).where(QUOTES.c.id == bindparam("gone")), ids)
    changes.left |= {row["cluster_id"] for row in gone}
    changes.speakers |= {row["speaker_id"] for row in gone} - {None}


def _row(article: Article, stored: Stored, quote: Quote, speakers: dict[Speaker, int]) -> Row:
    origin = article.entries[quote.entry].origin
    row = record(quote, article)
    return row | {
        "pieces": json.dumps(row["pieces"]),
        "article_id": stored.id,
        "entry_id": stored.entries[quote.entry],
        "speaker_id": speakers[quote.speaker] if quote.speaker else None,
        "speaker_kind": quote.speaker.kind if quote.speaker else None,
        "speaker_role": quote.speaker.role if quote.speaker else None,
        "wording": wording(quote.text),
        "context": quote.context.of(article.text),
        "context_start": quote.context.start - origin,
    }
