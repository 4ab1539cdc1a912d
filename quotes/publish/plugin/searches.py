"""Search boxes that take whatever is typed: words without an index's grammar, and a blank box for no search at all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote_plus

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

PHRASE_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
MATCHES_NOTHING = '""'


def escape(connection: sqlite3.Connection) -> None:
    """Puts `match` in the place of Datasette's `escape_fts`, whose outcome for a lone `"` is no valid expression."""
    connection.create_function("escape_fts", 1, match, deterministic=True)


def match(typed: str) -> str:
    """What was typed as an FTS5 expression of literal words and of phrases in double marks, all to be found.

    `pumps "in November` becomes `"pumps" "in November"`; what has no words at all matches nothing.
    """
    parts = (phrase or word for phrase, word in PHRASE_OR_WORD.findall(typed.replace("\0", " ")))
    return " ".join(f'"{part}"' for part in parts if part.strip()) or MATCHES_NOTHING


def without_blank(app: App, *, within: str) -> App:
    """The app, never asked under the path `within` for a search that is blank: that would be an error, not all rows."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and within in scope["path"] and b"_search" in scope["query_string"]:
            scope = {**scope, "query_string": _without_blank(scope["query_string"].decode("latin-1")).encode("latin-1")}
        await app(scope, receive, send)

    return answer


def _without_blank(query: str) -> str:
    return "&".join(field for field in query.split("&") if not _is_blank_search(field))


def _is_blank_search(field: str) -> bool:
    name, _, value = field.partition("=")
    return unquote_plus(name).startswith("_search") and not unquote_plus(value).strip()
