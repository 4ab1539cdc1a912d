"""A published quotation as one record for machines: the same on its page's JSON, in the downloads and in JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from quotes.publish.pieces import pieces

# What a person or a rule decided beside what was printed, of `quotes q` and `speakers p` under whom it was printed.
NAMED = "q.printed_under, p.uid as printed_under_uid, q.named_by, q.attributed_on, q.attribution_reason"
SAID = "q.spoken_on, q.found_spoken_on, q.dated_on, q.dating_reason"
SELECT = f"""
select
  q.id, q.uid, q.text, q.kind, {SAID}, q.spoken_basis, q.published_on, q.published_at, q.entry, q.start, q."end",
  q.pieces, q.context, q.context_start, q.cue, q.mention, q.mention_form, q.speaker_role, q.confidence, q.rule,
  q.status, q.reviewed_on, q.review_reason, q.difference,
  q.cluster_id, q.speaker_id, q.outlet_id, q.article_id,
  s.uid as speaker_uid, s.name as speaker, s.kind as speaker_kind,
  {NAMED},
  o.name as outlet, a.uid as article_uid, a.title, a.url, a.author,
  c.quote_count, c.outlet_count, c.wording_count, c.speakers_differ, c.is_settled, c.spread,
  c.first_published, c.last_published, stands.uid as cluster_uid
from quotes q
join articles a on a.id = q.article_id
left join speakers s on s.id = q.speaker_id
left join speakers p on p.id = q.printed_under_id
left join outlets o on o.id = q.outlet_id
left join clusters c on c.id = q.cluster_id
left join quotes stands on stands.id = c.canonical_id
"""
PRECISIONS = {4: "year", 7: "month", 10: "day"}
LICENCE = "quoted for checking; all rights in the words stay with their authors and outlets"


def record(row: dict[str, Any], root: str) -> dict[str, Any]:
    """A row of SELECT as nested values; `root` is the site's address without a slash at its end.

    `spoken_on` is null where the source does not tell; it is never a copy of the day of printing. `printed_under` is
    the name that the article gives, `speaker` who is held to have said it; `named_by` tells why it is another.
    """
    return {
        "uid": row["uid"],
        "url": f"{root}/quotation/{row['uid']}",
        "text": row["text"],
        "pieces": pieces(row["text"]),
        "kind": row["kind"],
        "speaker": _speaker(row, root),
        **_named(row, printed_under="printed_under", printed_under_uid="printed_under_uid", named_by="named_by"),
        "spoken_on": row["spoken_on"],
        "spoken_on_precision": PRECISIONS.get(len(row["spoken_on"] or "")),
        "spoken_on_basis": row["spoken_basis"],
        "published_on": row["published_on"],
        "published_at": row["published_at"],
        "outlet": row["outlet"],
        "article": _named(row, uid="article_uid", title="title", url="url", author="author", entry="entry"),
        "context": context(row),
        "attribution": _named(
            row, rule="rule", cue="cue", mention="mention", mention_form="mention_form", confidence="confidence"
        ),
        "cluster": _cluster(row, root),
        "review": _review(row),
        "licence": LICENCE,
    }


def context(row: dict[str, Any]) -> dict[str, Any]:
    """The paragraph in three parts, and where the middle one stands: `start`, `end` and `spans` count in the text of
    the article or entry as it was read, outer marks included.
    """
    begin, end = row["start"] - row["context_start"], row["end"] - row["context_start"]
    return {
        "before": row["context"][:begin],
        "exact": row["context"][begin:end],
        "after": row["context"][end:],
        "start": row["start"],
        "end": row["end"],
        "spans": json.loads(row["pieces"]),
    }


def _speaker(row: dict[str, Any], root: str) -> dict[str, Any] | None:
    if not row["speaker_uid"]:
        return None
    named = _named(row, uid="speaker_uid", name="speaker", kind="speaker_kind", role_as_stated="speaker_role")
    return {**named, "url": f"{root}/speaker/{row['speaker_uid']}"}


def _review(row: dict[str, Any]) -> dict[str, Any]:
    """The last decision, and those that tell who spoke and on what day, each null where there is none."""
    speaker = _named(row, on="attributed_on", reason="attribution_reason")
    day = _named(row, found="found_spoken_on", on="dated_on", reason="dating_reason")
    return {
        **_named(row, status="status", on="reviewed_on", reason="review_reason"),
        "speaker": speaker if row["attributed_on"] else None,
        "spoken_on": day if row["dated_on"] else None,
    }


def _cluster(row: dict[str, Any], root: str) -> dict[str, Any] | None:
    if row["cluster_uid"] is None:
        return None
    counts = _named(
        row, uid="cluster_uid", quote_count="quote_count", outlet_count="outlet_count", wording_count="wording_count",
        first_published="first_published", last_published="last_published", difference="difference",
    )  # fmt: skip
    return {**counts, "speakers_differ": bool(row["speakers_differ"]), "is_settled": bool(row["is_settled"]),
            "url": f"{root}/utterance/{row['cluster_uid']}"}  # fmt: skip


def _named(row: dict[str, Any], **names: str) -> dict[str, Any]:
    return {name: row[column] for name, column in names.items()}
