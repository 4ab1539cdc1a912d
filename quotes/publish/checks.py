"""Whether somebody's words are in the working store, and who said and who printed the nearest that are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, text

from quotes import cluster
from quotes.publish.answers import PRINTING, Answer, Near, Printing, answer, near
from quotes.publish.conflicts import InConflict, Pairs
from quotes.publish.pieces import shown
from quotes.store import Lookup, Store, decided
from quotes.store.decided import READ_AS, RENAMED
from quotes.store.engine import driver
from quotes.store.tables import ARTICLES, OUTLETS, QUOTES, SPEAKERS

PRINTED, PRINTED_RENAMED = SPEAKERS.alias(), RENAMED.alias()
PRINTINGS = (
    select(
        QUOTES.c.id,
        QUOTES.c.uid,
        QUOTES.c.text,
        READ_AS.c.speaker,
        READ_AS.c.printed_under,
        READ_AS.c.named_by,
        READ_AS.c.speaker_id,
        SPEAKERS.c.kind.label("speaker_kind"),
        READ_AS.c.printed_under_id,
        func.coalesce(PRINTED_RENAMED.c.name, PRINTED.c.name).label("printed_speaker"),
        PRINTED.c.kind,
    )
    .add_columns(OUTLETS.c.name.label("outlet"), QUOTES.c.published_at, ARTICLES.c.url)
    .add_columns(QUOTES.c.context, QUOTES.c.context_start, QUOTES.c.pieces)
    .join_from(QUOTES, ARTICLES, QUOTES.c.article_id == ARTICLES.c.id)
    .join(READ_AS, READ_AS.c.quote_id == QUOTES.c.id)
    .outerjoin(OUTLETS, ARTICLES.c.outlet_id == OUTLETS.c.id)
    .outerjoin(SPEAKERS, SPEAKERS.c.id == READ_AS.c.speaker_id)
    .outerjoin(PRINTED, PRINTED.c.id == READ_AS.c.printed_under_id)
    .outerjoin(PRINTED_RENAMED, PRINTED_RENAMED.c.speaker_id == PRINTED.c.id)
    .where(QUOTES.c.cluster_id == bindparam("home"), READ_AS.c.status != "withdrawn")
    .order_by(QUOTES.c.published_at.is_(None), QUOTES.c.published_at, QUOTES.c.uid)
)
APART = text("select one_id, other_id from temp.apart")


class Standing(Lookup):
    """Stored quotations as readers see them, without what was withdrawn."""

    text = "shown(text, context, context_start, pieces)"
    still = "and id not in (select quote_id from temp.decided where status = 'withdrawn')"

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.db.create_function("shown", 4, shown, deterministic=True)


def check(store: Store, words: str) -> Answer:
    """The answer for some words. That they are not in the collection does not mean that nobody said them."""
    with store.engine.connect() as connection:
        decided.lay(driver(connection))
        return answer(words, [_near(connection, hit) for hit in cluster.check(words, Standing(connection))])


def _near(connection: Connection, hit: cluster.Hit) -> Near:
    rows = connection.execute(PRINTINGS, {"home": hit.candidate.cluster}).all()
    apart = frozenset((one, other) for one, other in connection.execute(APART))
    said = {(row.speaker_id, row.speaker, row.speaker_kind) for row in rows if row.speaker}
    printed = {(row.printed_under_id, row.printed_speaker, row.kind) for row in rows if row.printed_speaker}
    differ = _are_in_conflict(printed, apart)
    is_settled = differ and not _are_in_conflict(said, apart) and any(kind != "unnamed" for *_, kind in said)
    printings = {row.id: _printing(row) for row in rows}
    fitting = [one for one in printings.values() if one.text in hit.texts]
    others = [one for one in printings.values() if one.text not in hit.texts]
    own, count = printings[hit.candidate.id], len(printings)
    return near(hit, own, fitting, others, quote_count=count, speakers_differ=differ, is_settled=is_settled)


def _are_in_conflict(speakers: Iterable[tuple[int, str, str]], apart: Pairs) -> bool:
    conflict = InConflict(apart)
    for one in speakers:
        conflict.step(*one)
    return bool(conflict.finalize())


def _printing(row: Row[Any]) -> Printing:
    words = shown(row.text, row.context, row.context_start, row.pieces)
    own = {name: getattr(row, name) for name in PRINTING if name != "text"}
    return Printing(text=words, **own)
