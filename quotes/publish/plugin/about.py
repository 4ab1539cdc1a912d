"""The pages that explain: how the collection is made and how good it is, its downloads, its use by programs."""

from __future__ import annotations

import sqlite3
from typing import Any

from quotes.publish.plugin.asked import Asked, rows
from quotes.publish.plugin.home import facts

MEASURES = "select kind, name, confidence, quote_count from measures order by kind, quote_count desc, name"
EXAMPLE = "select uid from quotes order by id desc limit 1"


def method(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """How quotations are found, and how often each rule is right."""
    measures = rows(connection, MEASURES)
    kinds = {kind: [one for one in measures if one["kind"] == kind] for kind in ("direct", "mixed", "form")}
    return {"measures": kinds, "facts": facts(connection)}


def api(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Addresses to copy, with a quotation and a speaker of this very file."""
    examples = rows(connection, EXAMPLE)
    return {"root": asked.root, "example": examples[0]["uid"] if examples else "", "facts": facts(connection)}


def robots(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What robots may read: pages with an address of their own, not the endless ways to search and sort."""
    return {"text": "User-agent: *\nDisallow: /*?\nDisallow: /quotes\nDisallow: /*.json$\nDisallow: /*.csv$\n"}
