"""Decisions on quotations: written beside them, never into them, and kept attached when an article is read anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from rapidfuzz import fuzz
from sqlalchemy import Connection, RowMapping, bindparam, insert, select, text, update

from quotes.errors import ReviewError
from quotes.store import decided
from quotes.store.engine import driver
from quotes.store.tables import ARTICLES, QUOTES, REVIEWS
from quotes.text import fold

Decision = Literal["confirmed", "corrected", "misattributed", "withdrawn", "reopened"]
OVERLAP = 80  # percent of likeness at which a quotation read anew is the one that was reviewed

SHOWN = text("""
select q.uid, q.text, s.name as speaker, q.mention, q.cue, q.confidence, q.rule, q.published_at, o.name as outlet,
  a.title, a.url, a.uid as article_uid, q.entry, q.start, q.end, q.context,
  coalesce(d.spoken_on, case when d.quote_id is null then q.spoken_on end) as spoken_on,
  coalesce(d.status, 'unreviewed') as status
from quotes q
join articles a on a.id = q.article_id
left join outlets o on o.id = a.outlet_id
left join temp.decided d on d.quote_id = q.id
left join speakers s on s.id = case when d.quote_id is null then q.speaker_id else d.speaker_id end
where q.uid = :uid
""")
QUEUE = text("""
select q.uid, q.text, s.name as speaker, o.name as outlet, q.published_at, q.confidence, c.printings,
  round((1 - q.confidence) * c.printings, 2) as urgency
from quotes q
join (select cluster_id, count(*) as printings from quotes group by cluster_id) c on c.cluster_id = q.cluster_id
join speakers s on s.id = q.speaker_id
join articles a on a.id = q.article_id
left join outlets o on o.id = a.outlet_id
left join temp.decided d on d.quote_id = q.id
where coalesce(d.status, 'unreviewed') = 'unreviewed'
order by (1 - q.confidence) * c.printings desc, q.id
limit :most
""")
ORPHANED = text("""
select r.attached_to as uid, r.text, r.decision, r.reason, r.decided_at, r.article_uid
from reviews r
where r.attached_to is not null
  and r.id in (select max(id) from reviews group by attached_to)
  and r.decision <> 'reopened'
  and not exists (select 1 from quotes q where q.uid = r.attached_to)
order by r.id
""")
LAST = select(REVIEWS).where(REVIEWS.c.attached_to == bindparam("uid")).order_by(REVIEWS.c.id.desc()).limit(1)
LOOSE = (
    select(REVIEWS.c.attached_to, REVIEWS.c.text)
    .where(REVIEWS.c.article_uid == bindparam("article"), REVIEWS.c.attached_to.is_not(None))
    .where(~select(QUOTES.c.id).where(QUOTES.c.uid == REVIEWS.c.attached_to).exists())
    .distinct()
)
FREE = (
    select(QUOTES.c.uid, QUOTES.c.text)
    .join(ARTICLES)
    .where(ARTICLES.c.uid == bindparam("article"))
    .where(~select(REVIEWS.c.id).where(REVIEWS.c.attached_to == QUOTES.c.uid).exists())
)


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, and why. `reason` is shown to everybody; `reviewer` and `note` stay in the store."""

    reviewer: str
    reason: str
    note: str | None = None

    def row(self) -> dict[str, str | None]:
        """The columns that every decision has."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return {"reviewer": self.reviewer, "reason": self.reason, "note": self.note, "decided_at": now}


def shown(connection: Connection, uid: str) -> RowMapping:
    """A quotation as it reads with all decisions. Raises ReviewError if there is none of this uid."""
    decided.lay(driver(connection))
    found = connection.execute(SHOWN, {"uid": uid}).mappings().first()
    if found is None:
        raise ReviewError(f"{uid}: no quotation has this uid")
    return found


def queue(connection: Connection, most: int) -> list[RowMapping]:
    """What is worth a look first: doubt about the speaker, times how often it was printed."""
    decided.lay(driver(connection))
    return list(connection.execute(QUEUE, {"most": most}).mappings().all())


def orphaned(connection: Connection) -> list[RowMapping]:
    """Decisions whose quotation the article no longer has."""
    return list(connection.execute(ORPHANED).mappings().all())


def decide(
    connection: Connection, uid: str, decision: Decision, by: By, *, speaker: str | None = None,
    spoken_on: str | None = None,
) -> None:  # fmt: skip
    """Writes a decision on a quotation. What an earlier one corrected stands until it is corrected again or reopened.

    `speaker` is the uid of a speaker; `spoken_on` an ISO date, or empty where the article does not tell after all.
    Raises ReviewError for a day after that of printing, and where there is nothing to reopen.
    """
    before = shown(connection, uid)
    printed = before["published_at"] or ""
    if spoken_on and printed and spoken_on > printed[: len(spoken_on)]:
        raise ReviewError(f"{uid}: was printed on {printed[:10]}, so it was not said on {spoken_on}")
    earlier = connection.execute(LAST, {"uid": uid}).mappings().first()
    if decision == "reopened" and (earlier is None or earlier["decision"] == "reopened"):
        raise ReviewError(f"{uid}: nothing is decided on it that could be taken back")
    keeps = earlier is not None and decision in ("confirmed", "corrected") and earlier["decision"] != "reopened"
    given = {"speaker_uid": speaker, "spoken_on": spoken_on}
    if keeps and earlier is not None:
        given = {name: earlier[name] if value is None else value for name, value in given.items()}
    row = {
        "quote_uid": uid, "attached_to": uid, "decision": decision, "article_uid": before["article_uid"],
        **{name: before[name] for name in ("text", "entry", "start", "end")}, **given, **by.row(),
    }  # fmt: skip
    made = connection.execute(insert(REVIEWS).values(**row)).lastrowid
    was, now = _changes(before, shown(connection, uid), speaker, spoken_on, decision)
    connection.execute(update(REVIEWS).where(REVIEWS.c.id == made).values(was=was, now=now))


def withdraw_article(connection: Connection, uid: str, by: By, *, undo: bool = False) -> None:
    """Takes an article with all its quotations, later ones included, out of what is published; or back in.

    Raises ReviewError where it is to be put back and is not withdrawn.
    """
    on_article = select(REVIEWS.c.decision).where(REVIEWS.c.article_uid == uid, REVIEWS.c.quote_uid.is_(None))
    if undo and connection.execute(on_article.order_by(REVIEWS.c.id.desc()).limit(1)).scalar() != "withdrawn":
        raise ReviewError(f"{uid}: is not withdrawn")
    decision = "reopened" if undo else "withdrawn"
    connection.execute(insert(REVIEWS).values(article_uid=uid, decision=decision, **by.row()))


def article(connection: Connection, named: str) -> str:
    """The uid of the article with this uid, name or address. Raises ReviewError unless there is exactly one."""
    ours = ARTICLES.c.uid == named, ARTICLES.c.name == named, ARTICLES.c.url == named
    for condition in ours:
        found = connection.execute(select(ARTICLES.c.uid).where(condition)).scalars().all()
        if len(found) == 1:
            return str(found[0])
        if found:
            raise ReviewError(f"{named}: {len(found)} articles are called so; name one by its uid: {', '.join(found)}")
    raise ReviewError(f"{named}: no article has this uid, name or address")


def reattach(connection: Connection, article_uid: str) -> None:
    """Moves the decisions on an article's quotations to those that took their place when it was read anew."""
    loose = connection.execute(LOOSE, {"article": article_uid}).all()
    free = {row.uid: row.text for row in connection.execute(FREE, {"article": article_uid})} if loose else {}
    for uid, words in loose:
        likeness = {other: fuzz.ratio(fold(words), fold(found)) for other, found in free.items()}
        best = max(likeness, key=lambda other: likeness[other], default=None)
        if best is not None and likeness[best] >= OVERLAP:
            connection.execute(update(REVIEWS).where(REVIEWS.c.attached_to == uid).values(attached_to=best))
            del free[best]


def _changes(
    before: RowMapping, after: RowMapping, speaker: str | None, spoken_on: str | None, decision: Decision
) -> tuple[str | None, str | None]:
    """What a decision changes, in words: as it was, and as it is now; None where it changes nothing."""
    pairs = []
    if speaker is not None or decision == "misattributed":
        pairs.append([row["speaker"] or "speaker not established" for row in (before, after)])
    if spoken_on is not None:
        pairs.append([f"said on {row['spoken_on'] or 'an unknown day'}" for row in (before, after)])
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    return "; ".join(was for was, _ in changed) or None, "; ".join(now for _, now in changed) or None
