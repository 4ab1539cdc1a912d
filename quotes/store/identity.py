"""Which stored article a newly read one is: by its address, its row in a list, its place on disk or its words.

Keys are strings, `scheme:value`. `url:` and `row:` (outlet and row id) are strong: the same key is the same article.
`file:` (a path, with the row), `id:` (a row id of no known outlet) and `text:` are weak: files are overwritten and ids
recur, so they identify an article only if the wording agrees, and move on to the new article if it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from quotes.model import Article
from quotes.store.tables import ARTICLE_KEYS, ARTICLES, ENTRIES, OUTLETS
from quotes.text import fold

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.I)
NAMING = ("url", "row", "id")  # schemes of which an article has one value: another value is another article
BY_KEY = select(ARTICLE_KEYS.c.article_id).where(ARTICLE_KEYS.c.key == bindparam("wanted"))
BY_UID = select(ARTICLES.c.id).where(ARTICLES.c.uid == bindparam("uid"))
NEW = insert(ARTICLE_KEYS)
KEEP = NEW.on_conflict_do_nothing()
MOVE = NEW.on_conflict_do_update(["key"], set_={"article_id": NEW.excluded.article_id})
RECURRING = 0.5  # of the shorter text's word triples must stand in the longer one


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one article, the most trustworthy first."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]

    @property
    def strongest(self) -> str:
        """What the article's uid is made of: never its place on disk, which differs from machine to machine."""
        return self.strong[0] if self.strong else self.weak[-1]

    def values(self, scheme: str) -> set[str]:
        """The keys of one scheme."""
        return {key for key in self.strong + self.weak if scheme_of(key) == scheme}


@dataclass(frozen=True, slots=True)
class Found:
    """The row of a stored article, and the key that told."""

    article: int
    key: str

    @property
    def scheme(self) -> str:
        return scheme_of(self.key)

    @property
    def described(self) -> str:
        """The key for a person to read; the hash of a text says nothing."""
        return {"text": "text", "row": "outlet and id"}.get(self.scheme, self.key.replace(":", " ", 1))


def keys(article: Article) -> Keys:
    """The keys of an article; the last weak one is the hash of its outlet and text, which every article has."""
    outlet = fold(article.outlet or "")
    url = canonical(article.url) if article.url else None
    strong = [f"url:{url}"] if url else []
    weak = []
    if article.file:
        row = f"{article.file}#{article.id}" if article.given_id else f"{Path(article.file).parent}/{article.id}"
        weak.append(f"file:{row}")
    if article.given_id and outlet:
        strong.append(f"row:{outlet}#{article.id}")
    elif article.given_id:
        weak.append(f"id:{article.id}")
    weak.append(f"text:{blake2b(f'{outlet}#{article.text}'.encode()).hexdigest()[:32]}")
    return Keys(tuple(strong), tuple(weak))


def canonical(url: str) -> str | None:
    """A web address without what does not change the page: `https://News.Example/a/?utm_source=x#top` gives
    `news.example/a`. None for what is no full web address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.scheme.lower() not in ("http", "https"):
        return None
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(pair[0])]
    )
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    return f"{place}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def scheme_of(key: str) -> str:
    """`url`, `row`, `file`, `id` or `text`."""
    return key.partition(":")[0]


def find(connection: Connection, article: Article, known: Keys) -> Found | None:
    """The stored article this one is, None if it is new."""
    for key in known.strong + known.weak:
        found = connection.execute(BY_KEY, {"wanted": key}).scalar()
        if found and (key in known.strong or _may_be(connection, found, article, known)):
            return Found(found, key)
    return None


def remember(connection: Connection, article_id: int, known: Keys, *, move: bool) -> None:
    """Keeps the keys for an article. With `move`, those that named another article name this one from now on."""
    rows = [{"key": key, "article_id": article_id} for key in known.strong + known.weak]
    connection.execute(MOVE if move else KEEP, rows)


def uid(connection: Connection, known: Keys) -> str:
    """The uid of a new article: 16 hex digits of its strongest key, counted on where two articles share the wording."""
    count, made = 1, digits(known.strongest)
    while connection.execute(BY_UID, {"uid": made}).scalar():
        count += 1
        made = digits(f"{known.strongest}#{count}")
    return made


def digits(*parts: str) -> str:
    """The first 16 hex digits of blake2b over some strings."""
    return blake2b("\n".join(parts).encode()).hexdigest()[:16]


def _may_be(connection: Connection, candidate: int, article: Article, known: Keys) -> bool:
    """True if a weak key tells the truth: no other name contradicts it, and at least half of the wording recurs."""
    stored = set(connection.execute(select(ARTICLE_KEYS.c.key).where(ARTICLE_KEYS.c.article_id == candidate)).scalars())
    for scheme in NAMING:
        old, new = {key for key in stored if scheme_of(key) == scheme}, known.values(scheme)
        if old and new and not old & new:
            return False
    outlet = connection.execute(select(OUTLETS.c.name).join(ARTICLES).where(ARTICLES.c.id == candidate)).scalar()
    if outlet and article.outlet and fold(outlet) != fold(article.outlet):
        return False
    texts = connection.execute(select(ENTRIES.c.text).where(ENTRIES.c.article_id == candidate)).scalars()
    return similar(" ".join(texts), " ".join(entry.span.of(article.text) for entry in article.entries))


def similar(one: str, two: str) -> bool:
    """True if half of the shorter text's runs of three words stand in the longer: a corrected or grown article."""
    first, second = _triples(one), _triples(two)
    return len(first & second) >= RECURRING * min(len(first), len(second))


def _triples(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}
