"""Leads: words for which outlets name different speakers, and utterances that are close but differ in what they say."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes.publish.plugin.asked import Asked, Rows, rows
from quotes.publish.wording import difference

SIZE = 25
REASONS = ("speakers", "negation", "number", "name", "opposite", "word")
OTHER_SPEAKERS = "(:everybody or d.same_speaker is not 0)"
COUNTS = f"select d.reason, count(*) as count from doubts d where {OTHER_SPEAKERS} group by d.reason"
LEADS = f"""
select
  d.id, d.reason, d.same_speaker, d.is_settled, c.id as cluster_id, q.uid, c.text, c.spread, c.first_published,
  s.name as speaker, s.uid as speaker_uid, other.uid as other_uid, e.text as other_text, e.spread as other_spread,
  e.first_published as other_first_published, t.name as other_speaker, t.uid as other_speaker_uid
from doubts d
join clusters c on c.id = d.one_id
join quotes q on q.id = c.canonical_id
left join speakers s on s.id = c.speaker_id
left join clusters e on e.id = d.other_id
left join quotes other on other.id = e.canonical_id
left join speakers t on t.id = e.speaker_id
where d.id > :after and (:reason is null or d.reason = :reason) and {OTHER_SPEAKERS}
order by d.id
limit :most
"""
CREDITS = """
select p.name as printed_under, p.uid as printed_under_uid, s.name as speaker, s.uid as speaker_uid,
  case when q.printed_under_id is not q.speaker_id then q.review_reason end as review_reason,
  max(q.reviewed_on) as reviewed_on,
  group_concat(distinct coalesce(o.name, 'outlet not stated')) as outlets
from (select * from quotes where cluster_id = :cluster order by id limit 200) q
join speakers p on p.id = q.printed_under_id
left join speakers s on s.id = q.speaker_id
left join outlets o on o.id = q.outlet_id
group by q.printed_under_id, q.speaker_id, 5 -- one for each reason of a decision
order by min(q.id)
"""
CLOSE = """
select d.reason as differs_in, d.same_speaker, q.uid, c.text, c.spread, c.first_published, s.name as speaker
from (
  select id, reason, same_speaker, other_id as cluster_id from doubts where one_id = :cluster and other_id is not null
  union all
  select id, reason, same_speaker, one_id from doubts where other_id = :cluster
) d
join clusters c on c.id = d.cluster_id
join quotes q on q.id = c.canonical_id
left join speakers s on s.id = c.speaker_id
order by d.id
limit 10
"""


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows: what was printed most comes first. Pairs of different speakers only where asked for."""
    reason = asked.field("reason") if asked.field("reason") in REASONS else None
    everybody = asked.field("speakers") == "any"
    counts = {one["reason"]: one["count"] for one in rows(connection, COUNTS, everybody=everybody)}
    found = rows(connection, LEADS, after=asked.number("after") or 0, reason=reason, everybody=everybody, most=SIZE + 1)
    shown = found[:SIZE]
    for lead in shown:
        if lead["reason"] == "speakers":
            lead["credits"] = rows(connection, CREDITS, cluster=lead["cluster_id"])
        else:
            lead["difference"] = difference(lead["text"], lead["other_text"])
    return {
        "leads": shown,
        "reason": reason,
        "everybody": everybody,
        "counts": {name: counts[name] for name in REASONS if name in counts},
        "next": asked.changed("/leads", after=shown[-1]["id"]) if len(found) > SIZE else None,
    }


def as_record(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The same for machines."""
    found = page(connection, asked)
    return {
        "leads": [_record(lead, asked.root) for lead in found["leads"]],
        "next": asked.root + found["next"].replace("/leads?", "/leads.json?", 1) if found["next"] else None,
    }


def close(connection: sqlite3.Connection, cluster: int, words: str) -> Rows:
    """Utterances that are close to one of these words but not the same, and how each differs from them."""
    found = rows(connection, CLOSE, cluster=cluster)
    for other in found:
        other["difference"] = difference(words, other["text"])
        other["same_speaker"] = _known(other["same_speaker"])
    return found


def _record(lead: dict[str, Any], root: str) -> dict[str, Any]:
    def utterance(prefix: str) -> dict[str, Any]:
        kept = {name: lead[prefix + name] for name in ("uid", "text", "speaker", "first_published")}
        return {**kept, "url": f"{root}/utterance/{kept['uid']}"}

    if lead["reason"] == "speakers":
        settled = bool(lead["is_settled"])
        return {"reason": "speakers", "utterance": utterance(""), "credits": lead["credits"], "is_settled": settled}
    return {
        "reason": lead["reason"], "utterance": utterance(""), "other": utterance("other_"),
        "same_speaker": _known(lead["same_speaker"]), "difference": lead["difference"],
    }  # fmt: skip


def _known(flag: int | None) -> bool | None:
    return None if flag is None else bool(flag)
