"""Quotations out of the working store as flat records: the extraction record, where it was printed, its variants."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, union
from sqlalchemy.sql import ColumnElement

from quotes import names
from quotes.extract.record import FIELDS
from quotes.publish.pieces import shown
from quotes.read import last_day
from quotes.store import decided
from quotes.store.decided import MOVED, READ_AS, RENAMED
from quotes.store.engine import Store, driver
from quotes.store.tables import ALIASES, ARTICLES, OUTLETS, QUOTES, SPEAKERS
from quotes.text import spaced

DECIDED = (
    "printed_under", "named_by", "status", "reviewed_on", "review_reason", "attributed_on", "attribution_reason",
    "found_spoken_on", "dated_on", "dating_reason",
)  # fmt: skip
EXPORTED = (
    *FIELDS, "uid", *DECIDED, "url", "outlet", "title", "context", "cluster", "variants",
)  # fmt: skip
VARIANT = ("uid", "text", "outlet", "published_at", "speaker", "printed_under", "named_by")
BATCH = 500  # quotations whose variants are fetched together

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotations to export: all, unless something is said.

    `speaker` is a name in any known spelling, or part of one; `words` stand together in the quotation, case and marks
    aside; `since` and `until` are ISO days, months or years, both included, compared with the day it was said, else the
    day it was printed; `spoken_only` leaves out those whose day of speaking is unknown.
    """

    speaker: str | None = None
    words: str | None = None
    since: str | None = None
    until: str | None = None
    spoken_only: bool = False

    @property
    def is_blank(self) -> bool:
        """True if a speaker or words are given and say nothing."""
        return any(given is not None and not names.fold(given) for given in (self.speaker, self.words))

    @property
    def is_backwards(self) -> bool:
        """True if `since` is later than `until`, so that nothing can be wanted."""
        return self.since is not None and self.until is not None and self.since > last_day(self.until)


def records(store: Store, wanted: Wanted = Wanted()) -> Iterator[Record]:
    """The wanted quotations as dicts with the keys EXPORTED, in that order, the oldest printing first."""
    with store.engine.connect() as connection:
        decided.lay(driver(connection))
        rows = (
            _shown(row) for row in connection.execution_options(yield_per=BATCH).execute(_query(connection, wanted))
        )
        if wanted.words is not None:
            phrase = spaced(wanted.words)
            rows = (row for row in rows if phrase in spaced(row["text"]))
        while batch := list(islice(rows, BATCH)):
            yield from _with_variants(connection, batch)


def _query(connection: Connection, wanted: Wanted) -> Select[Any]:
    """The rows of `wanted`, but for its words."""
    said = func.coalesce(READ_AS.c.spoken_on, func.substr(QUOTES.c.published_at, 1, 10))
    query = (
        select(*(READ_AS.c.get(field, QUOTES.c[field]) for field in FIELDS), QUOTES.c.uid)
        .add_columns(*(READ_AS.c[field] for field in DECIDED))
        .add_columns(ARTICLES.c.url, OUTLETS.c.name.label("outlet"))
        .add_columns(ARTICLES.c.title, QUOTES.c.context, QUOTES.c.cluster_id, QUOTES.c.context_start)
        .join_from(QUOTES, ARTICLES, QUOTES.c.article_id == ARTICLES.c.id)
        .outerjoin(OUTLETS, ARTICLES.c.outlet_id == OUTLETS.c.id)
        .join(READ_AS, READ_AS.c.quote_id == QUOTES.c.id)
        .where(READ_AS.c.status != "withdrawn")
        .order_by(QUOTES.c.published_at, QUOTES.c.id)
    )
    if wanted.speaker is not None:
        query = query.where(READ_AS.c.speaker_id.in_(_speakers(connection, wanted.speaker)))
    if wanted.since is not None:
        query = query.where(_padded(said) >= wanted.since)
    if wanted.until is not None:
        query = query.where(said <= last_day(wanted.until))
    if wanted.spoken_only:
        query = query.where(READ_AS.c.spoken_on.is_not(None))
    return query


def _padded(date: ColumnElement[str]) -> ColumnElement[str]:
    """`last_day` in SQL, so that `2024` is not before `2024-11-06`."""
    return date.concat(func.substr("-99-99", func.length(date) - 3))


def _speakers(connection: Connection, name: str) -> list[int]:
    """The ids of all speakers one of whose spellings can be `name`, and of those they were merged into."""
    spellings = union(
        select(SPEAKERS.c.id, SPEAKERS.c.name),
        select(ALIASES.c.speaker_id, ALIASES.c.name),
        select(RENAMED.c.speaker_id, RENAMED.c.name),
    )
    found = {id for id, spelling in connection.execute(spellings) if _can_be(name, spelling)}
    merged = select(MOVED.c.target_id).where(MOVED.c.article_id == 0, MOVED.c.speaker_id.in_(found))
    return sorted(found.union(connection.execute(merged).scalars()))


def _can_be(name: str, spelling: str) -> bool:
    """True if all words of `name` stand in the spelling, or if both can name one person: `Zelenskiy`, `V. Zelensky`."""
    if set(names.fold(name).split()) <= set(names.fold(spelling).split()):
        return True
    has_families = names.parse(name).family and names.parse(spelling).family
    return bool(has_families) and names.same_person(name, spelling) is not False


def _with_variants(connection: Connection, batch: list[Record]) -> Iterator[Record]:
    clusters = _members(connection, {row["cluster_id"] for row in batch})
    for row in batch:
        members = clusters.get(row.pop("cluster_id"), [])
        canonical = next((member["uid"] for member in members if member["is_canonical"]), None)
        variants = [{name: member[name] for name in VARIANT} for member in members if member["uid"] != row["uid"]]
        yield {**row, "pieces": json.loads(row["pieces"]), "cluster": canonical, "variants": variants}


def _shown(row: Row[Any]) -> Record:
    """A row as a record whose text shows where the article has words of its own."""
    found = row._asdict()
    return found | {"text": shown(found["text"], found["context"], found.pop("context_start"), found["pieces"])}


def _members(connection: Connection, clusters: Iterable[int | None]) -> dict[int, list[Record]]:
    """All quotations of some clusters, by cluster, the oldest first."""
    query = (
        select(QUOTES.c.cluster_id, QUOTES.c.is_canonical, QUOTES.c.uid, QUOTES.c.text, QUOTES.c.published_at)
        .add_columns(QUOTES.c.context, QUOTES.c.context_start, QUOTES.c.pieces)
        .add_columns(READ_AS.c.speaker, READ_AS.c.printed_under, READ_AS.c.named_by, OUTLETS.c.name.label("outlet"))
        .join_from(QUOTES, ARTICLES, QUOTES.c.article_id == ARTICLES.c.id)
        .outerjoin(OUTLETS, ARTICLES.c.outlet_id == OUTLETS.c.id)
        .join(READ_AS, READ_AS.c.quote_id == QUOTES.c.id)
        .where(QUOTES.c.cluster_id.in_(clusters), READ_AS.c.status != "withdrawn")
        .order_by(QUOTES.c.cluster_id, QUOTES.c.published_at, QUOTES.c.id)
    )
    rows = [_shown(row) for row in connection.execute(query)]
    return {cluster: list(members) for cluster, members in groupby(rows, itemgetter("cluster_id"))}
