"""Placing quotations in clusters, and keeping clusters right when quotations leave them.

A cluster is found by the keys of two of its members, the canonical wording and the longest; more would only crowd the
index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, bindparam, delete, select, text, update
from sqlalchemy.dialects.sqlite import insert

from quotes import cluster
from quotes.cluster import Candidate
from quotes.store.tables import CLUSTERS, FRAGMENTS, KEYS, QUOTES

CROWDED = 200  # a key that leads to more quotations tells nothing
NAMESAKES = 20  # quotations of the very same words that are looked at
POSTINGS = text(
    """
    SELECT wanted.value, (
        SELECT group_concat(quote_id) FROM (SELECT quote_id FROM keys WHERE key = wanted.value LIMIT :enough)
    ) AS found
    FROM json_each(:keys) AS wanted WHERE found IS NOT NULL
    """
)
PLACED = select(QUOTES.c.id, QUOTES.c.cluster_id, QUOTES.c.text, QUOTES.c.speaker_id).where(
    QUOTES.c.cluster_id.is_not(None)
)
EXACT = PLACED.where(QUOTES.c.wording == bindparam("wording")).limit(NAMESAKES)
EXACT_OF_SPEAKER = EXACT.where(QUOTES.c.speaker_id == bindparam("speaker", type_=Integer)).limit(1)
BY_ID = PLACED.where(QUOTES.c.id.in_(bindparam("ids", expanding=True)))
MEMBERS = (
    PLACED.add_columns(QUOTES.c.is_canonical).where(QUOTES.c.cluster_id == bindparam("cluster")).order_by(QUOTES.c.id)
)
UNPLACED = (
    select(QUOTES.c.id, QUOTES.c.text, QUOTES.c.speaker_id, QUOTES.c.wording)
    .where(QUOTES.c.id.in_(bindparam("ids", expanding=True))).order_by(QUOTES.c.id)
)  # fmt: skip
MOVE = (
    update(QUOTES)
    .where(QUOTES.c.id == bindparam("quote"))
    .values(cluster_id=bindparam("home"), is_canonical=bindparam("canonical"))
)
STANDING = text("SELECT text FROM quotes WHERE cluster_id = :cluster AND is_canonical")
NEW_CLUSTER = insert(CLUSTERS).values()
NEW_KEYS = insert(KEYS)


class Lookup:
    """Stored quotations by the keys of their words: the `Index` that `quotes.cluster` asks for."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def candidates(self, keys: Sequence[int]) -> list[Candidate]:
        """The stored quotations that share most with these keys, best first."""
        rows = self.connection.execute(POSTINGS, {"keys": f"[{','.join(map(str, keys))}]", "enough": CROWDED + 1})
        postings = {key: [int(found) for found in listed.split(",")] for key, listed in rows}
        best = cluster.vote({key: found for key, found in postings.items() if len(found) <= CROWDED})
        by_id = {row.id: Candidate(*row) for row in self.connection.execute(BY_ID, {"ids": best})} if best else {}
        return [by_id[found] for found in best if found in by_id]

    def same_words(self, wording: int, speaker: int | None) -> list[Candidate]:
        """Stored quotations of exactly these words; where there are many, one of the same speaker is among them."""
        found = [Candidate(*row) for row in self.connection.execute(EXACT, {"wording": wording})]
        if len(found) == NAMESAKES:
            told = {"wording": wording, "speaker": speaker}
            found += [Candidate(*row) for row in self.connection.execute(EXACT_OF_SPEAKER, told)]
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Member:
    """A quotation in its cluster."""

    id: int
    cluster: int
    text: str
    speaker: int | None
    is_canonical: bool

    @property
    def candidate(self) -> Candidate:
        return Candidate(self.id, self.cluster, self.text, self.speaker)


def place(connection: Connection, quotes: Iterable[int]) -> None:
    """Gives each of these stored quotations a cluster: one that is there, or one of its own."""
    for quote in connection.execute(UNPLACED, {"ids": sorted(quotes)}).all():
        lookup = Lookup(connection)
        near = lookup.same_words(quote.wording, quote.speaker_id) + lookup.candidates(cluster.keys(quote.text))
        placement = cluster.place(quote.text, quote.speaker_id, near)
        if placement.cluster is None:
            _relate(connection, _found(connection, quote.id, quote.text), placement)
        elif _join(connection, quote.id, quote.text, placement.cluster):
            _relate(connection, placement.cluster, placement)


def _join(connection: Connection, quote: int, text: str, home: int) -> bool:
    """Puts a quotation in a cluster; True if it is one of those that represent it now."""
    connection.execute(MOVE, {"quote": quote, "home": home, "canonical": False})
    if connection.execute(STANDING, {"cluster": home}).scalar() == text:
        return False  # one more print of what stands for it changes nothing, and such clusters are the big ones
    return any(quote == member.id for member in settle(connection, home))


def _found(connection: Connection, quote: int, text: str) -> int:
    """A new cluster of one quotation."""
    home = connection.execute(NEW_CLUSTER).lastrowid
    connection.execute(MOVE, {"quote": quote, "home": home, "canonical": True})
    if keys := cluster.keys(text):
        connection.execute(NEW_KEYS, [{"key": key, "quote_id": quote} for key in keys])
    return home


def settle(connection: Connection, home: int) -> list[Member]:
    """Marks a cluster's canonical quotation and indexes it and the longest; returns them, one or two."""
    members = [Member(*row) for row in connection.execute(MEMBERS, {"cluster": home})]
    canonical = members[cluster.canonical([member.text for member in members])]
    longest = max(members, key=lambda member: (len(member.text), -member.id))
    if not canonical.is_canonical:
        own = QUOTES.c.cluster_id == home
        connection.execute(update(QUOTES).where(own & QUOTES.c.is_canonical).values(is_canonical=False))
        connection.execute(update(QUOTES).where(QUOTES.c.id == canonical.id).values(is_canonical=True))
    shown = list({member.id: member for member in (canonical, longest)}.values())
    _index(connection, home, shown)
    return shown


def leave(connection: Connection, left: Iterable[int]) -> None:
    """Puts clusters right that lost quotations: those that still verify stay together, the others are placed anew."""
    for home in sorted(left):
        members = [Member(*row) for row in connection.execute(MEMBERS, {"cluster": home})]
        if not members:
            _dissolve(connection, home)
            continue
        strays = [] if any(member.is_canonical for member in members) else _strays(members)
        for stray in strays:
            connection.execute(delete(KEYS).where(KEYS.c.quote_id == stray.id))
            connection.execute(MOVE, {"quote": stray.id, "home": None, "canonical": False})
        _review_fragments(connection, home, settle(connection, home))
        place(connection, [stray.id for stray in strays])


def _strays(members: list[Member]) -> list[Member]:
    """The members that would not be placed with the one that now stands for them all."""
    leader = members[cluster.canonical([member.text for member in members])].candidate
    return [
        member
        for member in members
        if member.id != leader.id and cluster.place(member.text, member.speaker, [leader]).cluster is None
    ]


def _index(connection: Connection, home: int, shown: list[Member]) -> None:
    """Makes these the members of a cluster that have keys."""
    ids = {member.id for member in shown}
    of_home = select(KEYS.c.quote_id).join(QUOTES).where(QUOTES.c.cluster_id == home).distinct()
    indexed = set(connection.execute(of_home).scalars())
    if indexed - ids:
        connection.execute(delete(KEYS).where(KEYS.c.quote_id.in_(indexed - ids)))
    rows = [
        {"key": key, "quote_id": member.id}
        for member in shown if member.id not in indexed
        for key in cluster.keys(member.text)
    ]  # fmt: skip
    if rows:
        connection.execute(NEW_KEYS, rows)


def _relate(connection: Connection, home: int, placement: cluster.Placement) -> None:
    """Writes what a representative of a cluster is cut from, and what is cut from it."""
    rows = [{"fragment_id": home, "whole_id": whole} for whole in placement.part_of]
    rows += [{"fragment_id": fragment, "whole_id": home} for fragment in placement.holds]
    if rows:
        connection.execute(insert(FRAGMENTS).on_conflict_do_nothing(), rows)


def _review_fragments(connection: Connection, home: int, shown: list[Member]) -> None:
    """Keeps the fragment relations that the members now representing a cluster still bear out, and adds new ones."""
    touching = (FRAGMENTS.c.fragment_id == home) | (FRAGMENTS.c.whole_id == home)
    neighbours = {one for row in connection.execute(select(FRAGMENTS).where(touching)) for one in row} - {home}
    connection.execute(delete(FRAGMENTS).where(touching))
    canonical = PLACED.where(QUOTES.c.cluster_id.in_(neighbours) & QUOTES.c.is_canonical)
    known = [Candidate(*row) for row in connection.execute(canonical)]
    for member in shown:
        near = known + Lookup(connection).candidates(cluster.keys(member.text))
        others = [candidate for candidate in near if candidate.cluster != home]
        _relate(connection, home, cluster.place(member.text, member.speaker, others))


def _dissolve(connection: Connection, home: int) -> None:
    connection.execute(delete(FRAGMENTS).where((FRAGMENTS.c.fragment_id == home) | (FRAGMENTS.c.whole_id == home)))
    connection.execute(delete(CLUSTERS).where(CLUSTERS.c.id == home))
