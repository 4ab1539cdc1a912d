"""The page that tells whether some words are in the collection."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes import cluster
from quotes.publish.answers import Answer, Near, Printing, answer, near
from quotes.publish.lookup import Lookup
from quotes.publish.plugin import home
from quotes.publish.plugin.asked import Asked, Invalid, rows

LONGEST = 2000  # characters of a quote that are looked for; a longer one is found by its beginning
PRINTINGS = """
select q.id, q.uid, q.text, s.name as speaker, q.printed_under, o.name as outlet, q.published_at, a.url,
  c.speakers_differ, c.is_settled
from quotes q
join clusters c on c.id = q.cluster_id
join articles a on a.id = q.article_id
left join speakers s on s.id = q.speaker_id
left join outlets o on o.id = q.outlet_id
where q.cluster_id = :cluster
order by q.published_on is null, q.id
limit 200
"""
OWN = PRINTINGS.replace("q.cluster_id = :cluster", "q.id = :id")


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
    found = rows(connection, PRINTINGS, cluster=hit.candidate.cluster)
    (own,) = rows(connection, OWN, id=hit.candidate.id)
    names = ("uid", "text", "speaker", "printed_under", "outlet", "published_at", "url")
    printings = [Printing(**{name: row[name] for name in names}) for row in (own, *found)]
    flags = {name: bool(own[name]) for name in ("speakers_differ", "is_settled")}
    return near(hit, printings[0], printings[1:], **flags)
