"""Who bears a name: the speakers whom a uid or a spelling means, by now, and those whose names are close to it."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process
from sqlalchemy import Connection

from quotes import names
from quotes.errors import ReviewError
from quotes.store import decided
from quotes.store.engine import driver
from quotes.text import fold

NOW = """
left join temp.moved m on m.speaker_id = s.id and m.article_id = 0
left join speakers t on t.id = coalesce(m.target_id, s.id)
left join temp.renamed r on r.speaker_id = t.id
"""
BY_UID = f"select t.uid from speakers s {NOW} where s.uid = ?"
SPELT = f"""
from (
  select id as speaker_id, name from speakers
  union
  select speaker_id, name from aliases
  union
  select speaker_id, name from temp.renamed
) n
join speakers s on s.id = n.speaker_id
{NOW}
"""
BY_NAME = f"select distinct t.uid {SPELT} where n.name = ?"
ALL = f"select n.name, t.uid {SPELT}"
MERGED = f"select distinct s.uid {SPELT} where (s.uid = :uid or n.name = :name) and t.id <> s.id"
NAME_NOW = f"select coalesce(r.name, t.name) from speakers s {NOW} where s.uid = ?"
UID = re.compile(r"[0-9a-f]{16}")
CLOSE, SHOWN = 65, 3  # percent of likeness from which a name is close, and how many of those are shown


def one(connection: Connection, named: str, *, otherwise: str = "") -> str:
    """The uid of the speaker whom a uid or a name means; of one who was merged, the uid of whom they are.

    Raises ReviewError unless there is exactly one; it names those whose names are close, and `otherwise` the way out.
    """
    found = of(connection, named)
    if len(found) == 1:
        return found.pop()
    if found:
        raise ReviewError(f"{named}: {len(found)} speakers are called so; name one by uid: {told(connection, found)}")
    near = close(connection, named)
    hint = f"close to it: {told(connection, near)}" if near else "`quotes speakers list` shows them"
    raise ReviewError(f"{named}: no speaker has this uid or name; {hint}{otherwise}")


def of(connection: Connection, named: str) -> set[str]:
    """The uids of the speakers of this uid or name; in other case or accents, if nobody is spelt just so."""
    db = driver(connection)
    decided.lay(db)
    for sql, value in ((BY_UID, named.strip().lower()), (BY_NAME, named.strip())):
        if found := {uid for (uid,) in db.execute(sql, [value])}:
            return found
    wanted = fold(named)
    return {uid for name, uid in db.execute(ALL) if fold(name) == wanted}


def merged(connection: Connection, named: str) -> list[str]:
    """The uids of the speakers of this uid or name who were merged into others."""
    db = driver(connection)
    decided.lay(db)
    rows = db.execute(MERGED, {"uid": named.strip().lower(), "name": named.strip()})
    return sorted(uid for (uid,) in rows)


def close(connection: Connection, named: str) -> list[str]:
    """The uids of a few speakers with names close to this one, the closest first."""
    if UID.fullmatch(named.strip().lower()):
        return []
    spelt = driver(connection).execute(ALL).fetchall()
    found = process.extract(
        names.fold(named),
        [names.fold(name) for name, _ in spelt],
        scorer=fuzz.token_set_ratio,
        score_cutoff=CLOSE,
        limit=4 * SHOWN,
    )
    return list(dict.fromkeys(spelt[at][1] for _, _, at in found))[:SHOWN]


def told(connection: Connection, uids: set[str] | list[str]) -> str:
    """Speakers for a person to read: `Zoé Peña (05fe…), Peña (9a1c…)`."""
    db = driver(connection)
    ordered = sorted(uids) if isinstance(uids, set) else uids
    return ", ".join(f"{db.execute(NAME_NOW, [uid]).fetchone()[0]} ({uid})" for uid in ordered)
