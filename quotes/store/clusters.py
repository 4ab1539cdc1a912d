"""Placing quotations in clusters, and keeping clusters right when quotations leave them.

A cluster is found by all the keys of its canonical wording and of its longest, and by those keys of its other wordings
that these two lack: every sequence of three words that is printed leads to its cluster, and mostly once. All this runs
once a quotation and more, so the statements go to the driver (see `engine.driver`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from sqlite3 import Connection as Driver
from typing import Any, NamedTuple

from sqlalchemy import Connection

from quotes import cluster, lookup
from quotes.cluster import Candidate
from quotes.store.engine import driver

NAMESAKES = 20  # quotations of the very same words that are looked at
ASCII = re.compile(r"[a-z0-9]+", re.I | re.A)
LARGE = 50  # prints; what stands for a cluster of more is looked at anew as often as it has grown by a fiftieth

PLACED = "SELECT id, cluster_id, text, speaker_id, is_canonical FROM quotes WHERE cluster_id IS NOT NULL"
EXACT = f"""
    SELECT min(id), cluster_id, text, speaker_id, is_canonical FROM (
        SELECT * FROM ({PLACED} AND wording = :wording LIMIT {NAMESAKES})
        UNION ALL
        SELECT * FROM ({PLACED} AND wording = :wording AND speaker_id = :speaker LIMIT 1)
    ) GROUP BY cluster_id, speaker_id
"""
WITH_WORDS = f"{PLACED} AND text LIKE ?"
CANONICAL = f"{PLACED} AND is_canonical AND cluster_id IN (SELECT value FROM json_each(?))"
LEADS = "SELECT 1 FROM keys WHERE key = ?"
UNPLACED = """
    SELECT id, text, speaker_id, wording FROM quotes WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
MEMBERS = "SELECT id, cluster_id, text, speaker_id, is_canonical FROM quotes WHERE cluster_id = ? ORDER BY id"
PRINTS = """
    SELECT min(id), cluster_id, text, speaker_id, is_canonical, count(*) FROM quotes
    WHERE cluster_id = ? GROUP BY text ORDER BY min(id)
"""
WORDS = "SELECT text, wording FROM quotes WHERE id = ?"
STANDING = "SELECT id, text, wording FROM quotes WHERE cluster_id = ? AND is_canonical"
SIZE = "SELECT count(*) FROM quotes WHERE cluster_id = ?"
PRINTS_OF = "SELECT sum(text = ?), sum(text = ?) FROM quotes WHERE cluster_id = ?"
MOVE = "UPDATE quotes SET cluster_id = ?, is_canonical = ? WHERE id = ?"
UNSEAT = "UPDATE quotes SET is_canonical = 0 WHERE cluster_id = ? AND is_canonical"
SEAT = "UPDATE quotes SET is_canonical = 1 WHERE id = ?"
NEW_CLUSTER = "INSERT INTO clusters DEFAULT VALUES"
OLD_CLUSTER = "DELETE FROM clusters WHERE id = ?"
NEW_KEY = "INSERT INTO keys (key, quote_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
OLD_KEYS = "DELETE FROM keys WHERE quote_id = ?"
OLD_KEYS_OF_CLUSTER = "DELETE FROM keys WHERE quote_id IN (SELECT id FROM quotes WHERE cluster_id = ?)"
RELATE = "INSERT INTO fragments (fragment_id, whole_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
RELATED = """
    SELECT whole_id FROM fragments WHERE fragment_id = :cluster
    UNION SELECT fragment_id FROM fragments WHERE whole_id = :cluster
    UNION SELECT other_id FROM close WHERE one_id = :cluster
    UNION SELECT one_id FROM close WHERE other_id = :cluster
"""
UNRELATE = (
    "DELETE FROM fragments WHERE fragment_id = ?",
    "DELETE FROM fragments WHERE whole_id = ?",
    "DELETE FROM close WHERE one_id = ?",
    "DELETE FROM close WHERE other_id = ?",
)
COMPARE = "INSERT INTO close (one_id, other_id, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


class Lookup(lookup.Lookup):
    """Stored quotations by the keys of their words."""

    columns = "cluster_id, text, speaker_id, is_canonical"

    def __init__(self, connection: Connection) -> None:
        super().__init__(driver(connection))

    def candidates(self, keys: Sequence[int]) -> list[Candidate]:
        """The stored quotations that share most with these keys, best first, then what stands for their clusters."""
        near = super().candidates(keys)
        lacking = {candidate.cluster for candidate in near} - {one.cluster for one in near if one.is_canonical}
        return near + (self.canonical(lacking) if lacking else [])

    def canonical(self, clusters: Iterable[int]) -> list[Candidate]:
        """The quotations that stand for these clusters."""
        return self.found(CANONICAL, sorted(clusters))

    def with_words(self, words: str) -> Iterable[Any]:
        """SQLite reads all texts until enough are found, half a second for a million.

        It need not where a key tells that nobody has three of the words.
        """
        if any(self.db.execute(LEADS, [key]).fetchone() is None for key in cluster.triples(words)):
            return []
        pattern = "%".join(("", *ASCII.findall(words), ""))  # of other letters LIKE does not know the capitals
        return self.db.execute(WITH_WORDS, [pattern])

    def same_words(self, wording: int, speaker: int | None) -> list[Candidate]:
        """Stored quotations of exactly these words, one for each cluster and speaker.

        Of many only some are looked at, but one of the same speaker is among them.
        """
        return [Candidate(*row) for row in self.db.execute(EXACT, {"wording": wording, "speaker": speaker})]


class Member(NamedTuple):
    """A quotation in its cluster; `prints` counts those of the same text that it stands for."""

    id: int
    cluster: int
    text: str
    speaker: int | None
    is_canonical: int
    prints: int = 1


def place(connection: Connection, quotes: Iterable[int]) -> None:
    """Gives each of these stored quotations a cluster: one that is there, or one of its own.

    The same words of the same speaker go where they went before: most of what agencies send out is printed again.
    """
    db, lookup = driver(connection), Lookup(connection)
    for quote, text, speaker, wording in db.execute(UNPLACED, [json.dumps(sorted(quotes))]).fetchall():
        same = lookup.same_words(wording, speaker)
        home = min((twin.cluster for twin in same if twin.speaker == speaker), default=None)
        if home is None:
            _place(db, lookup, quote, text, speaker, same)
        elif _join(db, quote, home):
            _review_relations(db, lookup, home, _settle(db, home))


def leave(connection: Connection, left: Iterable[int]) -> None:
    """Puts clusters right that lost quotations: those that still verify stay together, the others are placed anew."""
    db = driver(connection)
    for home in sorted(left):
        members = [Member(*row) for row in db.execute(MEMBERS, [home])]
        if not members:
            _dissolve(db, home)
            continue
        strays = [] if any(member.is_canonical for member in members) else _strays(members)
        for stray in strays:
            db.execute(OLD_KEYS, [stray.id])
            db.execute(MOVE, [None, False, stray.id])
        _reindex(db, home)
        _review_relations(db, Lookup(connection), home, _settle(db, home))
        place(connection, [stray.id for stray in strays])


def _place(db: Driver, lookup: Lookup, quote: int, text: str, speaker: int | None, same: list[Candidate]) -> None:
    """Gives a quotation a cluster among those of the same words and those its keys lead to, or one of its own."""
    keys = cluster.keys(text)
    near = same + lookup.candidates(keys)
    placement = cluster.place(text, speaker, near)
    if placement.cluster is None:
        _relate(db, lookup, _found(db, quote, keys), placement)
        return
    others = {candidate.text for candidate in near if candidate.cluster == placement.cluster}
    known = {key for other in others for key in cluster.keys(other)}
    _index(db, quote, [key for key in keys if key not in known])
    if _join(db, quote, placement.cluster):
        _relate(db, lookup, placement.cluster, placement)


def _join(db: Driver, quote: int, home: int) -> bool:
    """Puts a quotation in a cluster; True if it is one of those that represent it now."""
    db.execute(MOVE, [home, False, quote])
    if not _is_due(db, home) or _stands_behind(db, quote, home):
        return False  # as most do; settling reads the whole cluster
    return any(quote == member.id for member in _settle(db, home))


def _is_due(db: Driver, home: int) -> bool:
    """Whether to look at what stands for a cluster: always in a small one, in a large one as it grows."""
    (size,) = db.execute(SIZE, [home]).fetchone()
    return bool(size % max(1, size // LARGE) == 0)


def _stands_behind(db: Driver, quote: int, home: int) -> bool:
    """True if a quotation prints the words that already stand for its cluster, no longer and no better than they do."""
    standing = db.execute(STANDING, [home]).fetchone()
    text, wording = db.execute(WORDS, [quote]).fetchone()
    if standing is None or standing[2] != wording:
        return False
    id, shown, _ = standing
    if text == shown:
        return True
    if (len(text), -quote) > (len(shown), -id):
        return False
    prints = db.execute(PRINTS_OF, [shown, text, home]).fetchone()
    return cluster.canonical([shown, text], prints) == 0


def _found(db: Driver, quote: int, keys: Sequence[int]) -> int:
    """A new cluster of one quotation."""
    home = db.execute(NEW_CLUSTER).lastrowid
    assert home is not None
    db.execute(MOVE, [home, True, quote])
    _index(db, quote, keys)
    return home


def _settle(db: Driver, home: int) -> list[Member]:
    """Marks a cluster's canonical quotation, indexes it and the longest in full, and returns them, one or two."""
    members = [Member(*row) for row in db.execute(PRINTS, [home])]
    canonical = members[cluster.canonical([member.text for member in members], [member.prints for member in members])]
    longest = max(members, key=lambda member: (len(member.text), -member.id))
    if not canonical.is_canonical:
        db.execute(UNSEAT, [home])
        db.execute(SEAT, [canonical.id])
    shown = list(dict.fromkeys((canonical, longest)))
    for member in shown:
        _index(db, member.id, cluster.keys(member.text))
    return shown


def _reindex(db: Driver, home: int) -> None:
    """Gives a cluster's members the keys they need, as if they had come one after the other."""
    db.execute(OLD_KEYS_OF_CLUSTER, [home])
    known: set[int] = set()
    for member in [Member(*row) for row in db.execute(PRINTS, [home])]:
        keys = cluster.keys(member.text)
        _index(db, member.id, [key for key in keys if key not in known])
        known.update(keys)


def _index(db: Driver, quote: int, keys: Sequence[int]) -> None:
    db.executemany(NEW_KEY, [(key, quote) for key in keys])


def _strays(members: list[Member]) -> list[Member]:
    """The members that would not be placed with the one that now stands for them all."""
    first = members[cluster.canonical([member.text for member in members])]
    leader = Candidate(first.id, first.cluster, first.text, first.speaker)
    return [
        member
        for member in members
        if member.id != leader.id and cluster.place(member.text, member.speaker, [leader]).cluster is None
    ]


def _relate(db: Driver, lookup: Lookup, home: int, placement: cluster.Placement) -> None:
    """Writes what a representative of a cluster is cut from, what is cut from it, and what it is close to."""
    db.executemany(RELATE, [(home, whole) for whole in placement.part_of])
    db.executemany(RELATE, [(fragment, home) for fragment in placement.holds])
    if placement.close_to:
        (own,) = lookup.canonical([home])
        for other in lookup.canonical(placement.close_to):
            verdict = cluster.verify(own.text, other.text)
            if verdict.relation == "close":
                db.execute(COMPARE, [*sorted((home, other.cluster)), verdict.reason])


def _unrelate(db: Driver, home: int) -> None:
    for statement in UNRELATE:
        db.execute(statement, [home])


def _review_relations(db: Driver, lookup: Lookup, home: int, shown: list[Member]) -> None:
    """Keeps the relations that the members now representing a cluster still bear out, and adds new ones."""
    neighbours = [id for (id,) in db.execute(RELATED, {"cluster": home})]
    _unrelate(db, home)
    known = lookup.canonical(neighbours)
    for member in shown:
        near = known + lookup.candidates(cluster.keys(member.text))
        others = [candidate for candidate in near if candidate.cluster != home]
        _relate(db, lookup, home, cluster.place(member.text, member.speaker, others))


def _dissolve(db: Driver, home: int) -> None:
    _unrelate(db, home)
    db.execute(OLD_CLUSTER, [home])
