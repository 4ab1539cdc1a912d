"""All clusters of a store anew: what they would be if the quotations had never come one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from sqlite3 import Connection as Driver
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from quotes import cluster
from quotes.store.engine import Store, driver
from quotes.store.tables import KEYS, QUOTES

if TYPE_CHECKING:
    from quotes.cluster import Clustering

STORED = """
    SELECT quotes.id, text, speakers.uid FROM quotes LEFT JOIN speakers ON speakers.id = speaker_id ORDER BY quotes.id
"""
CLEARED = ("DELETE FROM keys", "DELETE FROM fragments", "DELETE FROM close", "DELETE FROM clusters")
WRITTEN = {"cluster_id", "wording", "quote_id"}
NEW_CLUSTER = "INSERT INTO clusters (id) VALUES (?)"
MOVE = "UPDATE quotes SET cluster_id = ?, is_canonical = ?, wording = ? WHERE id = ?"
NEW_KEY = "INSERT INTO keys (key, quote_id) VALUES (?, ?)"
NEW_CLOSE = "INSERT INTO close (one_id, other_id, reason) VALUES (?, ?, ?)"
NEW_FRAGMENT = "INSERT INTO fragments (fragment_id, whole_id) VALUES (?, ?)"


def recluster(store: Store, *, processes: int = 1) -> int:
    """Clusters all stored quotations from scratch and returns how many clusters they make.

    The clusters depend on the quotations alone, not on when each of them came. Until all is done, the store is as it
    was.
    """
    with store.connect() as connection, _unchecked(connection), connection.begin():
        return rebuild(connection, processes)


def rebuild(connection: Connection, processes: int = 1) -> int:
    """`recluster` in a transaction that is open, while foreign keys are not looked up."""
    db = driver(connection)
    rows = db.execute(STORED).fetchall()
    if not rows:
        return 0
    texts = [text for _, text, _ in rows]
    found = cluster.cluster(texts, [speaker for *_, speaker in rows], processes=processes)
    indexes = [
        index for table in (KEYS, QUOTES) for index in table.indexes if not WRITTEN.isdisjoint(index.columns.keys())
    ]
    for index in indexes:  # to fill them row by row takes longer than all the rest
        index.drop(connection)
    for statement in CLEARED:
        db.execute(statement)
    count = _write(db, [id for id, *_ in rows], texts, found)
    for index in indexes:
        index.create(connection)
    return count


@contextmanager
def _unchecked(connection: Connection) -> Iterator[None]:
    """References are not looked up one by one: what is written here refers to rows that were just read or written."""
    db = driver(connection)
    db.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        db.execute("PRAGMA foreign_keys=ON")


def _write(db: Driver, ids: Sequence[int], texts: Sequence[str], found: Clustering) -> int:
    """Writes clusters, numbered by their first quotations; returns how many there are."""
    numbers: dict[int, int] = {}
    for member in found.members:
        numbers.setdefault(member, len(numbers) + 1)
    db.executemany(NEW_CLUSTER, ((number,) for number in numbers.values()))
    db.executemany(
        MOVE,
        (
            (numbers[member], member == row, cluster.wording(text), id)
            for row, (id, text, member) in enumerate(zip(ids, texts, found.members, strict=True))
        ),
    )
    db.executemany(NEW_KEY, sorted((key, ids[row]) for row, key in _keys(texts, found.members)))
    db.executemany(NEW_FRAGMENT, ((numbers[short], numbers[whole]) for short, whole in found.fragments))
    pairs = ((numbers[one], numbers[other], cluster.verify(texts[one], texts[other])) for one, other in found.close)
    db.executemany(NEW_CLOSE, ((*sorted(pair), verdict.reason) for *pair, verdict in pairs if verdict.reason))
    return len(numbers)


def _keys(texts: Sequence[str], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows and their keys: all of each cluster's canonical wording and its longest, of the others what these lack."""
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for row, (text, member) in enumerate(zip(texts, members, strict=True)):
        rows[member].setdefault(text, row)
    for member, prints in rows.items():
        longest = max(prints, key=len)
        known: set[int] = set()
        for text in dict.fromkeys((texts[member], longest, *prints)):
            keys = cluster.keys(text)
            full = text in (texts[member], longest)
            yield from ((prints[text], key) for key in keys if full or key not in known)
            known.update(keys)
