"""The page that tells whether some words are in the collection."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from quotes import cluster
from quotes.publish.answers import LISTED, PRINTING, Answer, Near, Printing, answer, near
from quotes.publish.lookup import Lookup
from quotes.publish.plugin import home
from quotes.publish.plugin.asked import Asked, Invalid, rows

LONGEST = 2000  # characters of a quote that are looked for; a longer one is found by its beginning
PRINTINGS = f"""
select *
from (
  select
    q.id, q.uid, q.text, s.name as speaker, q.printed_under, q.named_by, o.name as outlet, q.published_at, a.url,
    c.quote_count, c.speakers_differ, c.is_settled, q.fits,
    row_number() over (partition by q.fits order by q.published_at is null, q.published_at, q.uid) as place
  from (
    select *, text in (select value from json_each(:texts)) as fits from quotes where cluster_id = :cluster
  ) q
  join clusters c on c.id = q.cluster_id
  join articles a on a.id = q.article_id
  left join speakers s on s.id = q.speaker_id
  left join outlets o on o.id = q.outlet_id
)
where place <= {LISTED} or id = :id
order by place
"""


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows: `answer` is None until there are words to look for."""
    words = asked.field("words")
    found = check(connection, words[:LONGEST]) if any(character.isalnum() for character in words) else None
    return {
        "words": words,
        "longest": LONGEST,
        "answer": found,
        "facts": home.facts(connection),
    }


def as_record(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """The same for machines. Raises Invalid without words."""
    found: Answer | None = page(connection, asked)["answer"]
    if found is None:
        raise Invalid({"words": "there is no word in it."})
    return found.as_dict()


def check(connection: sqlite3.Connection, words: str) -> Answer:
    """The answer for some words."""
    return answer(words, [_near(connection, hit) for hit in cluster.check(words, Lookup(connection))])


def _near(connection: sqlite3.Connection, hit: cluster.Hit) -> Near:
    one = hit.candidate
    found = rows(connection, PRINTINGS, id=one.id, cluster=one.cluster, texts=json.dumps([*hit.texts]))
    printings = {row["id"]: Printing(**{name: row[name] for name in PRINTING}) for row in found}
    fitting, others = ([printings[row["id"]] for row in found if bool(row["fits"]) is fits] for fits in (True, False))
    counts = found[0]["quote_count"]
    flags = {name: bool(found[0][name]) for name in ("speakers_differ", "is_settled")}
    return near(hit, printings[one.id], fitting, others, quote_count=counts, **flags)
