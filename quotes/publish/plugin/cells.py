"""How single values look in Datasette's tables: words between marks, numbers as links, differences marked."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from markupsafe import Markup

from quotes.text import is_web_address

if TYPE_CHECKING:  # Datasette loads us while it is being loaded itself
    from datasette.app import Datasette

# What a list shows unless columns are asked for. They come first in their tables: on small screens Datasette labels
# values by the position of their column. All else is on the page of the row, and in its JSON.
MAIN = {
    "quotes": {"id", "text", "speaker_id", "spoken_on", "published_on", "outlet_id", "difference", "cluster_id"},
    "speakers": {"id", "name", "kind", "also_known_as", "quote_count", "first_published", "last_published"},
    "clusters": {
        "id",
        "text",
        "speaker_id",
        "spread",
        "quote_count",
        "outlet_count",
        "wording_count",
        "speaker_count",
        "speakers_differ",
    },
}
SPEAKER = {(None, "speaker"), ("quotes", "speaker_id"), ("clusters", "speaker_id")}  # None: the answer to a query
LINKED = {"quote_id": "quotes", "speaker_id": "speakers", "cluster_id": "clusters", "article_id": "articles"}
CHANGE = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)
DELETED = Markup('<del><span class="unseen">removed: </span>{}</del>')
INSERTED = Markup('<ins><span class="unseen">added: </span>{}</ins>')


def is_main(table: str, column: str) -> bool:
    """True for a column that the list of a table shows."""
    return table not in MAIN or column in MAIN[table]


def cell(row: sqlite3.Row, value: object, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """The value as HTML, or None where Datasette's own way will do. `table` is None in the answer to a query."""
    if value is None and (table, column) in SPEAKER:
        return Markup('<span class="unknown">not established</span>')
    if table in (None, "clusters") and column == "speakers_differ":
        return Markup('<strong class="conflict">speakers differ</strong>') if value else Markup("no")
    if column == "text" and isinstance(value, str):
        return None if _is_message(row) else _words(_cut(value, datasette), _page(row, table, datasette))
    if column == "difference" and isinstance(value, str):
        return marked(value)
    if isinstance(value, str) and is_web_address(value):
        return Markup('<a href="{}" rel="noopener nofollow">{}</a>').format(value, _cut(value, datasette))
    if table is None and column in LINKED and isinstance(value, int):
        return Markup('<a href="{}">{}</a>').format(datasette.urls.row("quotes", LINKED[column], str(value)), value)
    return None


def marked(difference: str) -> Markup:
    """A stored difference with its words marked for the eye and, unseen, for the ear."""
    parts, end = [], 0
    for change in CHANGE.finditer(difference):
        parts.append(Markup("{}").format(difference[end : change.start()]))
        old, new = change["old"], change["new"]
        parts.append(DELETED.format(old) if old is not None else INSERTED.format(new))
        end = change.end()
    return Markup("").join([*parts, Markup("{}").format(difference[end:])])


def _is_message(row: sqlite3.Row) -> bool:
    """True for a row of a ready query's answer that tells what was wrong with the question."""
    return "quote_id" in row.keys() and row["quote_id"] is None  # noqa: SIM118 - a Row's `in` looks at its values


def _words(words: str, page: str | None) -> Markup:
    quoted = Markup("“{}”").format(words)
    return Markup('<a class="words" href="{}">{}</a>').format(page, quoted) if page else quoted


def _page(row: sqlite3.Row, table: str | None, datasette: Datasette) -> str | None:
    """The page of the quotation, or else of the cluster, that a row is about."""
    columns = row.keys()
    own = {"quotes": "id", "clusters": "id", None: "quote_id"}.get(table)
    if table is None and "quote_id" not in columns and "cluster_id" in columns:
        table, own = "clusters", "cluster_id"
    if own is None or own not in columns:
        return None
    return str(datasette.urls.row("quotes", table or "quotes", str(row[own])))


def _cut(value: str, datasette: Datasette) -> str:
    longest = datasette.setting("truncate_cells_html")
    return value if not longest or len(value) <= longest else value[:longest].rstrip() + "…"
