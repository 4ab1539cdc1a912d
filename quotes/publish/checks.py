"""Whether somebody's words are in the working store, and who said and first printed the nearest that are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from quotes import cluster
from quotes.publish.wording import plain
from quotes.store import Lookup, Store
from quotes.store.tables import ARTICLES, OUTLETS, QUOTES, SPEAKERS

Verdict = Literal["found word for word", "found with differences", "not in the collection"]
VERDICTS: dict[str, Verdict] = {"word for word": "found word for word", "with differences": "found with differences"}


@dataclass(frozen=True, slots=True)
class Near:
    """A stored quotation near the words asked for, and the oldest dated printing of the same utterance.

    `score` is the share of the words asked for that it has, 0 to 1. `difference` reads from the stored text to those
    words; `reason` names what keeps them apart where that is a negation, number, name or opposite.
    """

    uid: str
    text: str
    speaker: str | None
    outlet: str | None
    published_at: str | None
    url: str | None
    relation: str
    score: float
    difference: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on some words, and the five nearest quotations, best first."""

    verdict: Verdict
    nearest: list[Near]

    @property
    def found(self) -> bool:
        return self.verdict in VERDICTS.values()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def check(store: Store, words: str) -> Answer:
    """The answer for some words. That they are not in the collection does not mean that nobody said them."""
    with store.engine.connect() as connection:
        hits = cluster.check(words, Lookup(connection))
        nearest = [_near(connection, hit) for hit in hits]
    found = (VERDICTS[hit.relation] for hit in hits if hit.relation in VERDICTS)
    return Answer(next(found, "not in the collection"), nearest)


def _near(connection: Connection, hit: cluster.Hit) -> Near:
    stored = connection.execute(
        select(QUOTES.c.uid, SPEAKERS.c.name)
        .outerjoin_from(QUOTES, SPEAKERS, QUOTES.c.speaker_id == SPEAKERS.c.id)
        .where(QUOTES.c.id == hit.candidate.id)
    ).one()
    first = connection.execute(
        select(OUTLETS.c.name, QUOTES.c.published_at, ARTICLES.c.url)
        .join_from(QUOTES, ARTICLES, QUOTES.c.article_id == ARTICLES.c.id)
        .outerjoin(OUTLETS, ARTICLES.c.outlet_id == OUTLETS.c.id)
        .where(QUOTES.c.cluster_id == hit.candidate.cluster)
        .order_by(QUOTES.c.published_at.is_(None), QUOTES.c.published_at, QUOTES.c.id)
        .limit(1)
    ).one()
    return Near(
        uid=stored.uid,
        text=hit.candidate.text,
        speaker=stored.name,
        outlet=first.name,
        published_at=first.published_at,
        url=first.url,
        relation=hit.relation,
        score=round(hit.score, 3),
        difference=plain(hit.differences),
        reason=hit.reason,
    )


def told(answer: Answer) -> str:
    """An answer for the terminal."""
    return "\n".join([answer.verdict, *(line for near in answer.nearest for line in _lines(near))])


def _lines(near: Near) -> Iterator[str]:
    yield ""
    yield f"{near.score:4.0%}  “{near.text}”"
    yield f"      {near.speaker or 'speaker unknown'}; first printed {near.published_at or 'on an unknown day'}" + (
        f" by {near.outlet}" if near.outlet else ""
    )
    if near.relation != "word for word":
        yield f"      {near.difference}" + (f" (differs: {near.reason})" if near.reason else "")
