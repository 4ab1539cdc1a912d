"""Speakers across articles: who in this article is whom in the store. Unknown never merges.

A full personal name is one speaker under all its spellings; so is an institution, group or document with a proper
name in it ("the Group of Seven"). A bare surname, an unnamed person, "the ministers" and "the company" belong to their
article alone, but a bare surname with the same role in two articles is one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from quotes import names
from quotes.model import Speaker
from quotes.store.identity import digits
from quotes.store.tables import ALIASES, QUOTES, ROLES, SPEAKERS

# Built once: building a statement takes longer than running it.
PERSON = SPEAKERS.c.kind == "person"
SPELT = (
    select(SPEAKERS.c.id).join(ALIASES).where(PERSON & (ALIASES.c.name == bindparam("name"))).order_by(SPEAKERS.c.id)
)
NEAR = select(SPEAKERS.c.id, ALIASES.c.name).join(ALIASES).where(PERSON & (SPEAKERS.c.key == bindparam("key")))
IN_ROLE = (
    select(SPEAKERS.c.id, SPEAKERS.c.name, ROLES.c.role).join(ROLES)
    .where(PERSON & (SPEAKERS.c.key == bindparam("key"))).order_by(SPEAKERS.c.id)
)  # fmt: skip
BY_UID = select(SPEAKERS.c.id).where(SPEAKERS.c.uid == bindparam("uid"))
NEW = insert(SPEAKERS)
NOTE = {table: insert(table).on_conflict_do_nothing() for table in (ALIASES, ROLES)}


def resolve(connection: Connection, article_uid: str, speakers: Iterable[Speaker]) -> dict[Speaker, int]:
    """The row of each of an article's speakers; new ones are stored."""
    roles: dict[tuple[str, str], set[str]] = {}
    listed = list(dict.fromkeys(speakers))
    for speaker in listed:
        roles.setdefault((speaker.name, speaker.kind), set()).update(filter(None, [speaker.role]))
    rows = {
        (name, kind): _person(connection, article_uid, name, found) if kind == "person"
        else _other(connection, article_uid, name, kind)
        for (name, kind), found in roles.items()
    }  # fmt: skip
    return {speaker: rows[speaker.name, speaker.kind] for speaker in listed}


def note(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Keeps the spellings and roles under which the speakers of these rows of `quotes` were printed."""
    printed = [(row["speaker_id"], row["speaker"], row["speaker_role"]) for row in rows if row["speaker_id"]]
    spellings = [{"speaker_id": speaker_id, "name": name} for speaker_id, name, _ in dict.fromkeys(printed)]
    roles = [{"speaker_id": speaker_id, "role": role} for speaker_id, _, role in dict.fromkeys(printed) if role]
    for table, found in ((ALIASES, spellings), (ROLES, roles)):
        if found:
            connection.execute(NOTE[table], found)


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
            connection.execute(delete(SPEAKERS).where(this))


def _person(connection: Connection, article_uid: str, name: str, roles: set[str]) -> int:
    parts = names.parse(name)
    if parts.given and parts.family:
        return _full_name(connection, name)
    key, own = names.key(name), digits("person", names.fold(name), article_uid)
    known = _by_uid(connection, own) or _same_role(connection, name, key, roles)
    return known or _add(connection, own, name, "person", key)


def _full_name(connection: Connection, name: str) -> int:
    """The speaker who bears this name in any spelling: the same spelling first, then the only one it can be."""
    if known := connection.execute(SPELT, {"name": name}).scalar():
        return int(known)
    key = names.key(name)
    verdicts: dict[int, set[bool | None]] = {}
    for speaker_id, spelling in connection.execute(NEAR, {"key": key}):
        verdicts.setdefault(speaker_id, set()).add(names.same_person(name, spelling))
    same = [speaker_id for speaker_id, found in verdicts.items() if True in found and False not in found]
    if len(same) == 1:
        return same[0]
    return _add(connection, _free_uid(connection, digits("person", names.fold(name))), name, "person", key)


def _same_role(connection: Connection, name: str, key: str, roles: set[str]) -> int | None:
    """The speaker of another article known by the same bare surname in the same role."""
    wanted = {names.institution(role) for role in roles}
    for speaker_id, spelling, role in connection.execute(IN_ROLE, {"key": key}):
        if names.fold(spelling) == names.fold(name) and names.institution(role) in wanted:
            return int(speaker_id)
    return None


def _other(connection: Connection, article_uid: str, name: str, kind: str) -> int:
    """An institution, group, document or unnamed person."""
    key = names.institution(name)
    one_word = kind != "institution" and " " not in name  # "Aides" at the start of a sentence
    shared = kind != "unnamed" and not one_word and names.is_particular(name)
    uid = digits(kind, key) if shared else digits(kind, key, article_uid)
    return _by_uid(connection, uid) or _add(connection, uid, name, kind, key)


def _by_uid(connection: Connection, uid: str) -> int | None:
    return connection.execute(BY_UID, {"uid": uid}).scalar()


def _free_uid(connection: Connection, uid: str) -> str:
    """The uid, or the next one where a namesake has it: George Bush, who may be either."""
    while _by_uid(connection, uid):
        uid = digits(uid)
    return uid


def _add(connection: Connection, uid: str, name: str, kind: str, key: str) -> int:
    """A new speaker, at once with the alias under which the next name of the same article finds it."""
    speaker_id = connection.execute(NEW, {"uid": uid, "name": name, "kind": kind, "key": key}).lastrowid
    connection.execute(NOTE[ALIASES], {"speaker_id": speaker_id, "name": name})
    return speaker_id
