"""What is told where an answer fails, whoever made it: one shape in JSON, one page for readers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from datasette.utils.asgi import Response

from quotes.publish.plugin.guard import App
from quotes.publish.plugin.site import Site

TITLES = {
    400: "This cannot be answered",
    403: "Not for everybody",
    404: "Not found",
    410: "Withdrawn",
    429: "Too many questions at once",
    500: "This failed here",
    503: "That took too long",
}
OURS = ("text/plain", "")  # how our own views and gates tell that they fail; Datasette has pages of its own
NAMELESS = {
    403: "This site takes no SQL and shows nothing of its server.",
    404: "There is nothing at this address.",
    500: "The fault is ours; nothing is wrong with the question.",
}
DATABASELESS = "Database not found"  # Datasette takes the first name in an address for that of a database
UNSORTED = re.compile("Cannot sort table by \\w+")  # which Datasette takes for a fault of its own
DROPPED = (b"content-type", b"content-length")


def failing(app: App, site: Site, *, when: Callable[[], bool]) -> App:
    """The app, whose failures are told in one way, with the page and the headers of the site.

    Datasette's page for a query that fails stays, with the query to be mended.
    """

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not when() or scope["path"].endswith(".csv"):
            await app(scope, receive, send)
        else:
            await app(scope, receive, _Failure(send, site, is_json=scope["path"].endswith(".json")))

    return answer


def shaped(status: int, error: str, title: str | None) -> dict[str, Any]:
    """A failure as JSON; without a title of its own it has that of its status."""
    return {"ok": False, "status": status, "title": title or TITLES.get(status, "Failed"), "error": error}


class _Failure:
    """Passes answers on; of one that fails it waits for the end, and tells it anew."""

    def __init__(self, send: Any, site: Site, *, is_json: bool) -> None:
        self.send, self.site, self.is_json = send, site, is_json
        self.start: dict[str, Any] | None = None
        self.body = b""

    async def __call__(self, event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start" and self._is_ours(event):
            self.start = event
        elif self.start is None:
            await self.send(event)
        else:
            self.body += event.get("body", b"")
            if not event.get("more_body"):
                await self._told(self.start).asgi_send(self.send)

    def _is_ours(self, start: dict[str, Any]) -> bool:
        return start["status"] >= 400 and (self.is_json or start["status"] in NAMELESS or _kind(start) in OURS)

    def _told(self, start: dict[str, Any]) -> Response:
        text = self.body.decode("utf-8", "replace")
        unsorted = UNSORTED.search(text) if start["status"] == 500 else None
        status = 400 if unsorted else start["status"]
        error, title = (unsorted[0], None) if unsorted else _words(status, text, _kind(start))
        told = shaped(status, error, title)
        kept = {name.decode(): value.decode("latin-1") for name, value in start["headers"] if name not in DROPPED}
        if self.is_json:
            body, kind = json.dumps(told, ensure_ascii=False), "application/json; charset=utf-8"
        else:
            body, kind = self.site.failure(status, told["title"], told["error"]), "text/html; charset=utf-8"
        return Response(body, status=status, headers=kept | self.site.headers(None), content_type=kind)


def _kind(start: dict[str, Any]) -> str:
    """What an answer says it is, as `text/html`."""
    return str(dict(start["headers"]).get(b"content-type", b"").decode("latin-1").partition(";")[0])


def _words(status: int, text: str, kind: str) -> tuple[str, str | None]:
    """What an answer says is wrong, and its title if it has one; nothing that an unforeseen error or somebody else's
    page holds.
    """
    nameless = NAMELESS.get(status, "")
    if status == 500 or kind == "text/html":
        return nameless, None
    try:
        told = json.loads(text)
        error = "" if told["error"] == DATABASELESS else told["error"]
        return error or nameless, told.get("title") if kind == "text/plain" else None
    except (ValueError, KeyError, TypeError):
        return text or nameless, None
