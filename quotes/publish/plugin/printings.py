"""All printings of an utterance, oldest first, with what sets each wording apart."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from quotes.publish.plugin.asked import Rows, rows
from quotes.publish.records import NAMED, SAID
from quotes.publish.wording import difference

SHOWN = 100  # printings on a page; the others are a link away
PRINTINGS = f"""
select q.id, q.uid, q.text, {SAID}, q.published_on, s.name as speaker, s.uid as speaker_uid, o.name as outlet,
  {NAMED}, q.status, q.reviewed_on, q.review_reason, a.title, a.url
from quotes q
join articles a on a.id = q.article_id
left join speakers s on s.id = q.speaker_id
left join speakers p on p.id = q.printed_under_id
left join outlets o on o.id = q.outlet_id
where q.cluster_id = :cluster and q.id > :after
order by q.id
limit :most
"""
CREDITS = """
select
  q.printed_under, p.uid as printed_under_uid, q.named_by, s.name as speaker, s.uid as speaker_uid,
  max(q.decided_on) as attributed_on, q.reason as attribution_reason, count(*) as printings,
  min(q.published_on) as first,
  json_group_array(distinct coalesce(o.name, 'outlet not stated')) as outlets
from (
  select
    *,
    case when named_by is not null then attributed_on end as decided_on,
    case when named_by is not null then attribution_reason end as reason
  from quotes
  where cluster_id = (select cluster_id from quotes where uid = :uid)
  order by id
  limit :most
) q
left join speakers p on p.id = q.printed_under_id
left join speakers s on s.id = q.speaker_id
left join outlets o on o.id = q.outlet_id
group by q.printed_under_id, q.printed_under, q.speaker_id, q.named_by, q.reason
order by min(q.id)
limit 100
"""
EXCERPTS = """
select 'longer' as size, stands.uid, c.text
from fragments f
join clusters c on c.id = f.whole_id
join quotes stands on stands.id = c.canonical_id
where f.fragment_id = :cluster
union all
select 'shorter', stands.uid, c.text
from fragments f
join clusters c on c.id = f.fragment_id
join quotes stands on stands.id = c.canonical_id
where f.whole_id = :cluster
limit 20
"""


def printings(connection: sqlite3.Connection, cluster: int, words: str, *, after: int = 0, most: int = SHOWN) -> Rows:
    """The printings of a cluster behind the one with the id `after`; `difference` is from `words`, None if the same."""
    found = rows(connection, PRINTINGS, cluster=cluster, after=after, most=most)
    for printing in found:
        printing["difference"] = difference(words, printing["text"])
    return found


def credits(connection: sqlite3.Connection, uid: str, *, most: int = -1) -> Rows:
    """Under whom the first `most` printings of an utterance stand, and who is held by a person to have said them."""
    found = rows(connection, CREDITS, uid=uid, most=most)
    return [{**credit, "outlets": json.loads(credit["outlets"])} for credit in found]


def excerpts(connection: sqlite3.Connection, cluster: int) -> Rows:
    """Longer and shorter quotations of the same words, each by the printing that stands for it."""
    return rows(connection, EXCERPTS, cluster=cluster)


def wordings(found: Rows) -> list[dict[str, Any]]:
    """Printings grouped by their words, case and marks aside, in order of their first, with its `printings`."""
    groups: dict[str | None, dict[str, Any]] = {}
    for printing in found:
        group = groups.setdefault(printing["difference"], {**printing, "printings": []})
        group["printings"].append(printing)
    return list(groups.values())
