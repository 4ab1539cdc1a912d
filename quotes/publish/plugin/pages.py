"""What the pages of a quotation, an utterance and a speaker show, beyond their own rows."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent

from markupsafe import Markup

from quotes.publish.plugin.cells import is_web_address, marked
from quotes.publish.wording import difference
from quotes.text import unmarked

if TYPE_CHECKING:  # Datasette loads us while it is being loaded itself
    from datasette.database import Database

PRINTINGS = """
select q.id, q.text, q.spoken_on, q.published_on, q.speaker_id, s.name as speaker, q.speaker_role,
  q.outlet_id, o.name as outlet, q.article_id, a.title, a.url
from quotes q
join articles a on a.id = q.article_id
left join speakers s on s.id = q.speaker_id
left join outlets o on o.id = q.outlet_id
where q.id = :id or q.cluster_id = :cluster
order by q.id = :id desc, q.id
limit 200
"""
ROLES = "select role from roles where speaker_id = :id order by quote_count desc, id limit 20"
NEWEST = """
select q.id, q.text, q.spoken_on, q.published_on, o.name as outlet
from quotes q
left join outlets o on o.id = q.outlet_id
where q.speaker_id = :id
order by q.published_on desc, q.id desc
limit 10
"""
CANONICAL = """
select q.context, q.context_start, q.pieces, s.name as speaker
from quotes q
left join speakers s on s.id = q.speaker_id
where q.id = :id
"""
EXCERPTS = """
select 'longer' as size, c.canonical_id as id, c.text
from fragments f
join clusters c on c.id = f.whole_id
where f.fragment_id = :cluster
union all
select 'shorter', c.canonical_id, c.text
from fragments f
join clusters c on c.id = f.fragment_id
where f.whole_id = :cluster
limit 20
"""
CLUSTER = "select spread, quote_count, is_conflict from clusters where id = :cluster"
LIKELY = ((0.9, "very likely right"), (0.7, "probably right"), (0.5, "more likely right than wrong"), (0, "uncertain"))
ENDS = 4  # words at either end that a link into the source names


@dataclass(frozen=True, slots=True)
class Page:
    """`printing` is this quotation's own of `printings`, which are in order of time, with their differences as HTML.

    `parts` are the words, parted where the article has words of its own between them.
    """

    parts: list[str]
    printing: dict[str, Any]
    printings: list[dict[str, Any]]
    cluster: dict[str, Any]
    excerpts: list[dict[str, Any]]
    context: Markup
    source: str | None
    likely: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """The wording that stands for all, in parts, and by whom it is there; all printings, their differences as HTML."""

    parts: list[str]
    speaker: str | None
    printings: list[dict[str, Any]]
    excerpts: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The roles articles give a speaker, the most frequent first, and the newest of their quotations."""

    roles: list[str]
    newest: list[dict[str, Any]]


async def utterance(database: Database, row: sqlite3.Row) -> Utterance:
    """The page of a row of `clusters`."""
    (canonical,) = await _found(database, CANONICAL, id=row["canonical_id"])
    return Utterance(
        parts=parts(canonical["context"], canonical["context_start"], json.loads(canonical["pieces"])),
        speaker=canonical["speaker"],
        printings=await _printings(database, row["text"], row["canonical_id"], row["id"]),
        excerpts=await _found(database, EXCERPTS, cluster=row["id"]),
    )


async def speaker(database: Database, row: sqlite3.Row) -> Speaker:
    """The page of a row of `speakers`."""
    return Speaker(
        roles=[found["role"] for found in await _found(database, ROLES, id=row["id"])],
        newest=await _found(database, NEWEST, id=row["id"]),
    )


async def quotation(database: Database, row: sqlite3.Row) -> Page:
    """The page of a row of `quotes`."""
    printings = await _printings(database, row["text"], row["id"], row["cluster_id"])
    clusters = await _found(database, CLUSTER, cluster=row["cluster_id"])
    here = next(printing for printing in printings if printing["id"] == row["id"])
    pieces = json.loads(row["pieces"])
    return Page(
        parts=parts(row["context"], row["context_start"], pieces),
        printing=here,
        printings=printings,
        cluster=clusters[0] if clusters else {},
        excerpts=await _found(database, EXCERPTS, cluster=row["cluster_id"]),
        context=highlighted(row["context"], row["context_start"], pieces),
        source=source(here["url"], row["text"]),
        likely=next(words for least, words in LIKELY if row["confidence"] >= least),
    )


async def _printings(database: Database, words: str, id: int, cluster: int | None) -> list[dict[str, Any]]:
    """The quotation `id` and all others of its cluster in order of time, their differences from `words` as HTML."""
    printings = await _found(database, PRINTINGS, id=id, cluster=cluster)
    printings.sort(key=itemgetter("id"))
    for printing in printings:
        wording = difference(words, printing["text"])
        printing["difference"] = marked(wording) if wording else None
    return printings


async def _found(database: Database, sql: str, **names: int | None) -> list[dict[str, Any]]:
    return [dict(row) for row in await database.execute(sql, names)]


def parts(context: str, start: int, pieces: list[list[int]]) -> list[str]:
    """The quotation's words, parted where a “she said” stands between; places count in the article's text.

    Pieces between which there are marks and white space alone, as from paragraph to paragraph, stay one part.
    """
    found: list[str] = []
    end = pieces[0][0]
    for begin, stop in pieces:
        words = unmarked(context[begin - start : stop - start])
        if found and not re.search(r"\w", context[end - start : begin - start]):
            found[-1] += f" {words}"
        else:
            found.append(words)
        end = stop
    return found


def highlighted(context: str, start: int, pieces: list[list[int]]) -> Markup:
    """The context with the quotation's pieces in `<mark>`; `start` and the pieces are counted in the article's text."""
    parts, end = [], 0
    for begin, stop in pieces:
        parts.append(
            Markup("{}<mark>{}</mark>").format(context[end : begin - start], context[begin - start : stop - start])
        )
        end = stop - start
    return Markup("").join([*parts, Markup("{}").format(context[end:])])


def source(url: str | None, words: str) -> str | None:
    """The address of the article, made to open at the words in browsers that can; None where it is no web address."""
    if not url or not is_web_address(url):
        return None
    listed = words.split()
    ends = [words] if len(listed) <= 2 * ENDS else [" ".join(listed[:ENDS]), " ".join(listed[-ENDS:])]
    place = ",".join(percent(end, safe="").replace("-", "%2D") for end in ends)
    return f"{url.partition('#')[0]}#:~:text={place}"
