"""A published quotation as one record for machines: the same on its page's JSON, in the downloads and in JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from quotes.publish.pieces import pieces

SELECT = """
select
  q.id, q.uid, q.text, q.kind, q.spoken_on, q.spoken_basis, q.published_on, q.published_at, q.entry, q.start, q."end",
  q.pieces, q.context, q.context_start, q.cue, q.mention, q.mention_form, q.speaker_role, q.confidence, q.rule,
  q.status, q.reviewed_on, q.review_reason, q.attributed_on, q.attribution_reason, q.difference,
  q.cluster_id, q.speaker_id, q.outlet_id, q.article_id,
  s.uid as speaker_uid, s.name as speaker, s.kind as speaker_kind,
  p.uid as printed_under_uid, p.name as printed_under, p.kind as printed_under_kind,
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
    whom the article names, `speaker` who is held to have said it: another only where a person decided so.
    """
    return {
        "uid": row["uid"],
        "url": f"{root}/quotation/{row['uid']}",
        "text": row["text"],
        "pieces": pieces(row["text"]),
        "kind": row["kind"],
        "speaker": _named_by(row, "speaker", root, role_as_stated="speaker_role"),
        "printed_under": _named_by(row, "printed_under", root),
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
        "review": _named(row, status="status", on="reviewed_on", reason="review_reason")
        | {"speaker": _named(row, on="attributed_on", reason="attribution_reason") if row["attributed_on"] else None},
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


def _named_by(row: dict[str, Any], column: str, root: str, **more: str) -> dict[str, Any] | None:
    """The speaker in a column: `speaker` or `printed_under`."""
    uid = row[f"{column}_uid"]
    named = _named(row, uid=f"{column}_uid", name=column, kind=f"{column}_kind", **more)
    return {**named, "url": f"{root}/speaker/{uid}"} if uid else None


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
