"""How many SQL queries of strangers run at once, so that everybody else's pages go on appearing."""

from __future__ import annotations

import asyncio
from typing import Any

from datasette.utils.asgi import Response

from quotes.publish.plugin.guard import App

RUNNING = 2  # queries at a time; they share the machine with the pages
PATIENCE = 1.5  # seconds that one waits for its turn
LONGEST = 16_000  # bytes of a query
RETRY = {"retry-after": "5", "cache-control": "no-store"}


def gated(app: App, *, database: str) -> App:
    """The app with few queries of free SQL at once: 429 for what waits too long, 400 for what is too long."""
    turns = asyncio.Semaphore(RUNNING)

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not _is_query(scope, database):
            await app(scope, receive, send)
            return
        if len(scope["query_string"]) > LONGEST:
            await Response.text("The query is too long", status=400).asgi_send(send)
            return
        try:
            await asyncio.wait_for(turns.acquire(), PATIENCE)
        except TimeoutError:
            busy = Response.text("Too many queries at once; try again in a few seconds", status=429, headers=RETRY)
            await busy.asgi_send(send)
            return
        try:
            await app(scope, receive, send)
        finally:
            turns.release()

    return answer


def _is_query(scope: dict[str, Any], database: str) -> bool:
    """True for SQL in the address: `/quotes?sql=…`, `/quotes.json?sql=…`, and `_where` of a table."""
    fields = scope["query_string"]
    return (b"sql=" in fields or b"_where=" in fields) and f"/{database}" in scope["path"]
