"""Speakers across articles: who in this article is whom in the store. Unknown never merges.

A full personal name is one speaker under all its spellings; so is an institution, group or document with a proper
name in it ("the Group of Seven"). A bare surname, an unnamed person, "the ministers" and "the company" belong to their
article alone, but a bare surname with the same role in two articles is one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection as Driver
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from quotes import institutions, names
from quotes.model import Speaker
from quotes.store.engine import driver
from quotes.store.identity import digits
from quotes.store.tables import ALIASES, QUOTES, REVIEWS, ROLES, SPEAKER_DECISIONS, SPEAKERS

# These run once a speaker of an article, so they go to the driver (see `engine.driver`).
SPELT = """
    SELECT speakers.id FROM speakers JOIN aliases ON speaker_id = speakers.id
    WHERE kind = 'person' AND aliases.name = ? ORDER BY speakers.id
"""
NEAR = """
    SELECT speakers.id, aliases.name FROM speakers JOIN aliases ON speaker_id = speakers.id
    WHERE kind = 'person' AND key = ?
"""
IN_ROLE = """
    SELECT speakers.id, name, role FROM speakers JOIN roles ON speaker_id = speakers.id
    WHERE kind = 'person' AND key = ? ORDER BY speakers.id
"""
BY_UID = "SELECT id FROM speakers WHERE uid = ?"
NEW = "INSERT INTO speakers (uid, name, kind, key) VALUES (?, ?, ?, ?)"
NEW_ALIAS = "INSERT INTO aliases (speaker_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING"
NEW_ROLE = "INSERT INTO roles (speaker_id, role) VALUES (?, ?) ON CONFLICT DO NOTHING"


def resolve(connection: Connection, article_uid: str, speakers: Iterable[Speaker]) -> dict[Speaker, int]:
    """The row of each of an article's speakers; new ones are stored."""
    db = driver(connection)
    roles: dict[tuple[str, str], set[str]] = {}
    listed = list(dict.fromkeys(speakers))
    for speaker in listed:
        roles.setdefault((speaker.name, speaker.kind), set()).update(filter(None, [speaker.role]))
    rows = {
        (name, kind): _person(db, article_uid, name, found) if kind == "person"
        else _other(db, article_uid, name, kind)
        for (name, kind), found in roles.items()
    }  # fmt: skip
    return {speaker: rows[speaker.name, speaker.kind] for speaker in listed}


def note(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Keeps the spellings and roles under which the speakers of these rows of `quotes` were printed."""
    printed = [(row["speaker_id"], row["speaker"], row["speaker_role"]) for row in rows if row["speaker_id"]]
    db = driver(connection)
    db.executemany(NEW_ALIAS, dict.fromkeys((speaker_id, name) for speaker_id, name, _ in printed))
    db.executemany(NEW_ROLE, dict.fromkeys((speaker_id, role) for speaker_id, _, role in printed if role))


def prune(connection: Connection, touched: Iterable[int]) -> None:
    """Drops spellings, roles and speakers without a quotation; a lost name gives way to the next spelling."""
    for speaker_id in sorted(touched):
        for table, column, printed in (
            (ALIASES, ALIASES.c.name, QUOTES.c.speaker),
            (ROLES, ROLES.c.role, QUOTES.c.speaker_role),
        ):
            still = select(QUOTES.c.id).where((QUOTES.c.speaker_id == speaker_id) & (printed == column)).exists()
            connection.execute(delete(table).where((table.c.speaker_id == speaker_id) & ~still))
        left = select(ALIASES.c.name).where(ALIASES.c.speaker_id == speaker_id).order_by(ALIASES.c.id)
        spellings = connection.execute(left).scalars().all()
        this = SPEAKERS.c.id == speaker_id
        if spellings:
            renamed = update(SPEAKERS).where(this & SPEAKERS.c.name.not_in(spellings))
            connection.execute(renamed.values(name=spellings[0]))
        else:
            connection.execute(delete(SPEAKERS).where(this & ~_decided_on()))


def _decided_on() -> ColumnElement[bool]:
    """Whether a person decided something about a speaker, who must then be kept."""
    uid = SPEAKERS.c.uid
    named = SPEAKER_DECISIONS.c.speaker_uid == uid, SPEAKER_DECISIONS.c.target_uid == uid
    return select(SPEAKER_DECISIONS.c.id).where(or_(*named)).exists() | (
        select(REVIEWS.c.id).where(REVIEWS.c.speaker_uid == uid).exists()
    )


def _person(db: Driver, article_uid: str, name: str, roles: set[str]) -> int:
    parts = names.parse(name)
    if parts.given and parts.family:
        return _full_name(db, name)
    key, own = names.key(name), digits("person", names.fold(name), article_uid)
    known = _by_uid(db, own) or _same_role(db, name, key, roles)
    return known or _add(db, own, name, "person", key)


def _full_name(db: Driver, name: str) -> int:
    """The speaker who bears this name in any spelling: the same spelling first, then the only one it can be."""
    if known := db.execute(SPELT, [name]).fetchone():
        return int(known[0])
    key = names.key(name)
    verdicts: dict[int, set[bool | None]] = {}
    for speaker_id, spelling in db.execute(NEAR, [key]):
        verdicts.setdefault(speaker_id, set()).add(names.same_person(name, spelling))
    same = [speaker_id for speaker_id, found in verdicts.items() if True in found and False not in found]
    if len(same) == 1:
        return same[0]
    return _add(db, _free_uid(db, digits("person", names.fold(name))), name, "person", key)


def _same_role(db: Driver, name: str, key: str, roles: set[str]) -> int | None:
    """The speaker of another article known by the same bare surname in the same role."""
    wanted = {institutions.fold(role) for role in roles}
    for speaker_id, spelling, role in db.execute(IN_ROLE, [key]):
        if names.fold(spelling) == names.fold(name) and institutions.fold(role) in wanted:
            return int(speaker_id)
    return None


def _other(db: Driver, article_uid: str, name: str, kind: str) -> int:
    """An institution, group, document or unnamed person."""
    key = institutions.fold(name)
    one_word = kind != "institution" and " " not in name  # "Aides" at the start of a sentence
    shared = kind != "unnamed" and not one_word and institutions.is_particular(name)
    uid = digits(kind, key) if shared else digits(kind, key, article_uid)
    return _by_uid(db, uid) or _add(db, uid, name, kind, key)


def _by_uid(db: Driver, uid: str) -> int | None:
    found = db.execute(BY_UID, [uid]).fetchone()
    return found[0] if found else None


def _free_uid(db: Driver, uid: str) -> str:
    """The uid, or the next one where a namesake has it: George Bush, who may be either."""
    while _by_uid(db, uid):
        uid = digits(uid)
    return uid


def _add(db: Driver, uid: str, name: str, kind: str, key: str) -> int:
    """A new speaker, at once with the alias under which the next name of the same article finds it."""
    speaker_id = db.execute(NEW, [uid, name, kind, key]).lastrowid
    assert speaker_id is not None
    db.execute(NEW_ALIAS, [speaker_id, name])
    return speaker_id
