"""Leads: words for which outlets name different speakers, and utterances that are close but differ in what they say."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import urlencode

from quotes.publish.pieces import in_pieces
from quotes.publish.plugin.asked import Asked, Rows, rows
from quotes.publish.plugin.printings import credits
from quotes.publish.wording import difference

SIZE = 25
CREDITED = 200  # printings of an utterance whose outlets are told in the list
# What sets utterances apart, as a list is headed, and as a sentence goes on: “differs in a negation”.
REASONS = {
    "speakers": ("Different speakers", "speakers"),
    "negation": ("Negation", "a negation"),
    "number": ("Number", "a number"),
    "date": ("Date", "a date"),
    "name": ("Name", "a name"),
    "opposite": ("Opposite", "an opposite"),
    "contrast": ("Contrast", "words that exclude each other"),
    "word": ("Other word", "a word"),
}
COUNTS = "select reason, sum(lead_count) as count from lead_counts where :everybody or not are_others group by reason"
OTHERS = """
select coalesce(sum(lead_count), 0) as count
from lead_counts
where are_others and (:reason is null or reason = :reason)
"""
LEADS = """
select *
from leads
where rank > :after and (:everybody or same_speaker is not 0) and {}
order by rank
limit :most
"""
OF_ALL, OF_ONE = LEADS.format(1), LEADS.format("reason = :reason")
CLOSE = """
select
  d.reason, d.same_speaker, q.uid, c.text, c.spread, c.first_published, s.name as speaker, this.text as from_text
from (
  select id, reason, same_speaker, other_id as cluster_id from doubts where one_id = :cluster and other_id is not null
  union all
  select id, reason, same_speaker, one_id from doubts where other_id = :cluster
) d
join clusters c on c.id = d.cluster_id
join clusters this on this.id = :cluster
join quotes q on q.id = c.canonical_id
left join speakers s on s.id = c.speaker_id
order by d.id
limit 10
"""


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows: what was printed most comes first. Pairs of different speakers only where asked for."""
    reason = asked.one_of("reason", list(REASONS))
    everybody = asked.one_of("speakers", ("any",)) is not None
    counts = {one["reason"]: one["count"] for one in rows(connection, COUNTS, everybody=everybody)}
    wanted = {"after": asked.number("after") or 0, "everybody": everybody, "reason": reason, "most": SIZE + 1}
    found = rows(connection, OF_ONE if reason else OF_ALL, **wanted)
    shown = found[:SIZE]
    for lead in shown:
        if lead["reason"] == "speakers":
            lead["credits"] = [one for one in credits(connection, lead["uid"], most=CREDITED) if one["printed_under"]]
        else:
            lead["difference"] = difference(lead["text"], lead["other_text"])
    return {
        "leads": shown,
        "reason": reason,
        "everybody": everybody,
        "others": 0 if everybody else rows(connection, OTHERS, reason=reason)[0]["count"],
        "counts": {name: counts[name] for name in REASONS if name in counts},
        "labels": {name: label for name, (label, _) in REASONS.items()},
        "query": urlencode({name: asked.field(name) for name in ("reason", "speakers") if asked.field(name)}),
        "next": asked.changed("/leads", after=shown[-1]["rank"]) if len(found) > SIZE else None,
    }


def as_record(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The same for machines."""
    found = page(connection, asked)
    return {
        "leads": [_record(lead, asked.root) for lead in found["leads"]],
        "next": asked.root + found["next"].replace("/leads?", "/leads.json?", 1) if found["next"] else None,
    }


def close(connection: sqlite3.Connection, cluster: int) -> Rows:
    """Utterances close to one but not the same; each `difference` is between the wordings that stand for both."""
    found = rows(connection, CLOSE, cluster=cluster)
    for other in found:
        other["difference"] = difference(other.pop("from_text"), other["text"])
        other["same_speaker"] = _known(other["same_speaker"])
    return found


def differing(reason: str) -> str:
    """In what two utterances differ, to go on with after “differs in”."""
    return REASONS[reason][1]


def _record(lead: dict[str, Any], root: str) -> dict[str, Any]:
    def utterance(prefix: str) -> dict[str, Any]:
        kept = {name: lead[prefix + name] for name in ("uid", "text", "speaker", "first_published")}
        return {**in_pieces(kept), "url": f"{root}/utterance/{kept['uid']}"}

    if lead["reason"] == "speakers":
        settled = bool(lead["is_settled"])
        return {"reason": "speakers", "utterance": utterance(""), "credits": lead["credits"], "is_settled": settled}
    return {
        "reason": lead["reason"], "utterance": utterance(""), "other": utterance("other_"),
        "same_speaker": _known(lead["same_speaker"]), "difference": lead["difference"],
    }  # fmt: skip


def _known(flag: int | None) -> bool | None:
    return None if flag is None else bool(flag)
