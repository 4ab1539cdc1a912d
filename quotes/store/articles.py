"""Writing articles and their entries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

import quotes
from quotes.model import Article
from quotes.store import identity
from quotes.store.tables import ARTICLES, ENTRIES, OUTLETS

# What decides which quotations an article gives, and which words and keys they are known by. Its hash stands for the
# version of all that, so none is forgotten.
RULES = (
    "extract", "names.py", "names.toml", "text.py",
    "cluster/words.py", "cluster/numbers.py", "cluster/grams.py", "cluster/lists.py", "cluster/data",
)  # fmt: skip

TOLD = ("outlet", "url", "title", "published_at")  # what the command line can say of an article
METADATA_OF = (
    select(ARTICLES.c.url, ARTICLES.c.title, ARTICLES.c.published_at, OUTLETS.c.name.label("outlet"))
    .outerjoin_from(ARTICLES, OUTLETS, ARTICLES.c.outlet_id == OUTLETS.c.id)
    .where(ARTICLES.c.id == bindparam("article"))
)
NEW = insert(ARTICLES)
NEW_ENTRY = insert(ENTRIES)
SAVE_ENTRY = NEW_ENTRY.on_conflict_do_update(
    ["article_id", "number"],
    set_={name: NEW_ENTRY.excluded[name] for name in ("heading", "author", "published_at", "start", "text")},
)
ENTRIES_OF = select(ENTRIES.c.number, ENTRIES.c.id).where(ENTRIES.c.article_id == bindparam("article"))


@dataclass(frozen=True, slots=True)
class Stored:
    """Where an article is stored. `entries` maps an entry's number to its row."""

    id: int
    uid: str
    entries: dict[int, int]


def digest(article: Article) -> str:
    """What changes when the article's text or metadata does, or our rules; its file's name does not count."""
    told = replace(article, id="", file=None, given_id=False)
    return blake2b(f"{_rules()}{told!r}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _rules() -> str:
    home = Path(quotes.__file__).parent
    found = (file for name in RULES for file in (sorted((home / name).rglob("*")) or [home / name]))
    files = [file for file in found if file.is_file() and "__pycache__" not in file.parts]
    return blake2b(b"".join(file.read_bytes() for file in files)).hexdigest()


def completed(connection: Connection, article: Article, known: int) -> Article:
    """The article with what an earlier reading of the same text was told: a file names its outlet and day only once.

    A text that was corrected inherits nothing.
    """
    missing = [name for name in TOLD if getattr(article, name) is None]
    if not missing:
        return article
    texts = connection.execute(select(ENTRIES.c.text).where(ENTRIES.c.article_id == known).order_by(ENTRIES.c.number))
    if texts.scalars().all() != [entry.span.of(article.text) for entry in article.entries]:
        return article
    stored = connection.execute(METADATA_OF, {"article": known}).one()._mapping
    return replace(article, **{name: stored[name] for name in missing})


def digest_of(connection: Connection, article_id: int) -> str:
    """The digest under which an article was stored last."""
    return str(connection.execute(select(ARTICLES.c.digest).where(ARTICLES.c.id == article_id)).scalar_one())


def save(connection: Connection, article: Article, keys: identity.Keys, made: str, known: int | None) -> Stored:
    """Stores an article of digest `made`, over the row `known` if there is one.

    Weak keys that named another article name this one from now on. Entries it no longer has are left for
    `drop_leftovers`, since quotations still point there.
    """
    row = _row(connection, article, made)
    if known is None:
        row["uid"] = identity.uid(connection, keys)
        known = connection.execute(NEW, row).lastrowid
    else:
        connection.execute(update(ARTICLES).where(ARTICLES.c.id == known).values(**row))
    identity.remember(connection, known, keys, move=True)
    uid = connection.execute(select(ARTICLES.c.uid).where(ARTICLES.c.id == known)).scalar_one()
    return Stored(known, uid, _save_entries(connection, article, known))


def drop_leftovers(connection: Connection, article_id: int, article: Article) -> None:
    """Deletes entries a changed article no longer has, where no quotation points now, and outlets without articles."""
    gone = (ENTRIES.c.article_id == article_id) & (ENTRIES.c.number >= len(article.entries))
    connection.execute(delete(ENTRIES).where(gone))
    in_use = select(ARTICLES.c.id).where(ARTICLES.c.outlet_id == OUTLETS.c.id)
    connection.execute(delete(OUTLETS).where(~in_use.exists()))


def _row(connection: Connection, article: Article, made: str) -> dict[str, Any]:
    return {
        "name": article.id, "title": article.title, "standfirst": article.standfirst, "url": article.url,
        "outlet_id": _outlet(connection, article.outlet), "author": article.author,
        "published_at": article.published_at, "file": article.file, "digest": made,
    }  # fmt: skip


def _outlet(connection: Connection, name: str | None) -> int | None:
    if not name:
        return None
    known: int | None = connection.execute(select(OUTLETS.c.id).where(OUTLETS.c.name == name)).scalar()
    return known or connection.execute(insert(OUTLETS).values(name=name)).lastrowid


def _save_entries(connection: Connection, article: Article, article_id: int) -> dict[int, int]:
    """Stores an article's entries over those of the same number; returns the row of each number."""
    rows = [
        {
            "article_id": article_id, "number": entry.number, "heading": entry.heading, "author": entry.author,
            "published_at": entry.published_at, "start": entry.span.start - entry.origin,
            "text": entry.span.of(article.text),
        }
        for entry in article.entries
    ]  # fmt: skip
    connection.execute(SAVE_ENTRY, rows)
    stored = connection.execute(ENTRIES_OF, {"article": article_id})
    return {row.number: row.id for row in stored}
