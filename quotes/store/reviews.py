"""Decisions on quotations: written beside them, never into them, and kept attached when an article is read anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
select q.uid, q.text, r.speaker, r.printed_under, r.named_by, q.mention, q.cue, r.confidence, r.rule, q.published_at,
  o.name as outlet, a.title, a.url, a.uid as article_uid, q.entry, q.start, q.end, q.context, q.context_start, q.pieces,
  r.spoken_on, r.found_spoken_on, r.status
from quotes q
join temp.reading r on r.quote_id = q.id
join articles a on a.id = q.article_id
left join outlets o on o.id = a.outlet_id
where q.uid = :uid
""")
HISTORY = text("""
select r.decided_at, case when r.attached_to is not null then r.decision
    when r.decision = 'withdrawn' then 'article withdrawn' else 'article put back' end as decision,
  r.was, r.now, r.reason, r.reviewer, r.note
from reviews r
where r.attached_to = :uid
  or r.attached_to is null
    and r.article_uid = (select a.uid from quotes q join articles a on a.id = q.article_id where q.uid = :uid)
order by r.id
""")
QUEUE = text("""
select q.uid, q.text, coalesce(r.name, s.name) as speaker, o.name as outlet, q.published_at, q.confidence, c.printings,
  round((1 - q.confidence) * c.printings, 2) as urgency, q.context, q.context_start, q.pieces
from quotes q
join (select cluster_id, count(*) as printings from quotes group by cluster_id) c on c.cluster_id = q.cluster_id
join articles a on a.id = q.article_id
left join outlets o on o.id = a.outlet_id
left join temp.decided d on d.quote_id = q.id
join speakers s on s.id = case when d.quote_id is null then q.speaker_id else d.speaker_id end
left join temp.renamed r on r.speaker_id = s.id
where coalesce(d.status, 'unreviewed') = 'unreviewed'
order by (1 - q.confidence) * c.printings desc, q.id
limit :most
""")
OTHERS = text("""
select q.uid, coalesce(r.name, s.name) as speaker
from quotes this
join quotes q on q.cluster_id = this.cluster_id
left join temp.decided here on here.quote_id = this.id
left join temp.decided d on d.quote_id = q.id
join speakers s on s.id = case when d.quote_id is null then q.speaker_id else d.speaker_id end
left join temp.renamed r on r.speaker_id = s.id
where this.uid = :uid and s.id is not here.speaker_id and d.status is not 'withdrawn'
order by q.id
limit 10
""")
ORPHANED = text("""
select r.attached_to as uid, r.text, r.decision, r.reason, r.decided_at, r.article_uid
from temp.standing t
join reviews r on r.id = t.review_id
where r.attached_to is not null
  and not exists (select 1 from quotes q where q.uid = r.attached_to)
order by r.id
""")
LAST = select(REVIEWS).where(REVIEWS.c.attached_to == bindparam("uid")).order_by(REVIEWS.c.id.desc()).limit(1)
STANDING = text("select r.* from temp.standing t join reviews r on r.id = t.review_id where r.attached_to = :uid")
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
        gone = connection.execute(LAST, {"uid": uid}).first()
        why = "its article no longer has it: quotes review --orphaned" if gone else "`quotes review` lists some"
        raise ReviewError(f"{uid}: no quotation has this uid; {why}")
    return found


def history(connection: Connection, uid: str) -> list[dict[str, str | None]]:
    """What was decided on a quotation and on its article, the oldest first, with reviewers and notes."""
    return [dict(row) for row in connection.execute(HISTORY, {"uid": uid}).mappings()]


def others(connection: Connection, uid: str) -> list[RowMapping]:
    """The first ten printings of the words of a quotation that was decided on which are held to be somebody else's."""
    decided.lay(driver(connection))
    return list(connection.execute(OTHERS, {"uid": uid}).mappings().all())


def queue(connection: Connection, most: int) -> list[RowMapping]:
    """What is worth a look first: doubt about the speaker, times how often it was printed."""
    decided.lay(driver(connection))
    return list(connection.execute(QUEUE, {"most": most}).mappings().all())


def orphaned(connection: Connection) -> list[RowMapping]:
    """Decisions whose quotation the article no longer has."""
    decided.lay(driver(connection))
    return list(connection.execute(ORPHANED).mappings().all())


def decide(
    connection: Connection, uid: str, decision: Decision, by: By, *, speaker: str | None = None,
    as_printed: bool = False, spoken_on: str | None = None,
) -> None:  # fmt: skip
    """Writes a decision on a quotation. What an earlier one corrected stands until it is corrected again or reopened;
    to reopen what was withdrawn brings back what stood before.

    `speaker` is the uid of a speaker, `as_printed` tells that the article names them; `spoken_on` is an ISO date, or
    empty where the article does not tell after all. Raises ReviewError for a day after that of printing or after today,
    for what is so already, and for what another decision stands against.
    """
    before = shown(connection, uid)
    _possible(uid, before["published_at"], spoken_on)
    standing = connection.execute(STANDING, {"uid": uid}).mappings().first()
    _fits(uid, decision, standing["decision"] if standing else None, names_speaker=speaker is not None)
    given = {"speaker_uid": speaker, "as_printed": as_printed, "spoken_on": spoken_on}
    if standing is not None and decision != "reopened":
        if speaker is None:
            given |= {"speaker_uid": standing["speaker_uid"], "as_printed": standing["as_printed"]}
        if spoken_on is None:
            given["spoken_on"] = standing["spoken_on"]
    row = {
        "quote_uid": uid, "attached_to": uid, "decision": decision, "article_uid": before["article_uid"],
        **{name: before[name] for name in ("text", "entry", "start", "end")}, **given, **by.row(),
    }  # fmt: skip
    made = connection.execute(insert(REVIEWS).values(**row)).lastrowid
    was, now = _changes(before, shown(connection, uid))
    if decision == "corrected" and was == now:
        raise ReviewError(f"{uid}: reads so already; --confirm tells that it is right")
    connection.execute(update(REVIEWS).where(REVIEWS.c.id == made).values(was=was, now=now))


def _possible(uid: str, published_at: str | None, spoken_on: str | None) -> None:
    """Raises ReviewError for a day on which it cannot have been said."""
    if not spoken_on:
        return
    if published_at and spoken_on > published_at[: len(spoken_on)]:
        raise ReviewError(f"{uid}: was printed on {published_at[:10]}, so it was not said on {spoken_on}")
    if spoken_on > date.today().isoformat()[: len(spoken_on)]:
        raise ReviewError(f"{uid}: {spoken_on} is still to come")


def _fits(uid: str, decision: Decision, standing: str | None, *, names_speaker: bool) -> None:
    """Raises ReviewError for a decision that stands already, or that would take back another without saying so."""
    if decision == "reopened":
        if standing is None:
            raise ReviewError(f"{uid}: nothing is decided on it that could be taken back")
    elif decision == standing != "corrected":
        raise ReviewError(f"{uid}: is {decision} already")
    elif standing == "withdrawn":
        raise ReviewError(f"{uid}: is withdrawn; --reopen puts it back")
    elif standing == "misattributed" and decision in ("confirmed", "corrected") and not names_speaker:
        raise ReviewError(f"{uid}: is misattributed; --speaker tells who said it, --reopen takes that back")


def withdraw_article(connection: Connection, uid: str, by: By, *, undo: bool = False) -> None:
    """Takes an article with all its quotations, later ones included, out of what is published; or back in.

    Raises ReviewError where it is so already.
    """
    on_article = select(REVIEWS.c.decision).where(REVIEWS.c.article_uid == uid, REVIEWS.c.quote_uid.is_(None))
    is_out = connection.execute(on_article.order_by(REVIEWS.c.id.desc()).limit(1)).scalar() == "withdrawn"
    if undo != is_out:
        raise ReviewError(f"{uid}: is {'withdrawn already' if is_out else 'not withdrawn'}")
    decision = "reopened" if undo else "withdrawn"
    connection.execute(insert(REVIEWS).values(article_uid=uid, decision=decision, **by.row()))


def article(connection: Connection, named: str) -> str:
    """The uid of the article with this uid, name or address. Raises ReviewError unless there is exactly one."""
    named = named.strip()
    ours = ARTICLES.c.uid == named.lower(), ARTICLES.c.name == named, ARTICLES.c.url == named
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


def _changes(before: RowMapping, after: RowMapping) -> tuple[str | None, str | None]:
    """What a decision changes, in words: as it was, and as it is now; None where it changes nothing."""
    readings = [list(_readings(row)) for row in (before, after)]
    changed = [pair for pair in zip(*readings, strict=True) if pair[0] != pair[1]]
    return "; ".join(was for was, _ in changed) or None, "; ".join(now for _, now in changed) or None


def _readings(row: RowMapping) -> Iterator[str]:
    """What decisions can change of a quotation, in words: its speaker, under whom it was printed, and its day."""
    yield row["speaker"] or "speaker not established"
    yield f"printed under {row['printed_under'] or 'nobody'}"
    yield f"said on {row['spoken_on'] or 'an unknown day'}"
