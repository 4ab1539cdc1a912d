"""Headers every answer carries, and the two pages of Datasette that tell too much about the machine."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import Response

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

# /-/databases gives the file's path, /-/threads the server's inside. Both also answer as .json and under a base_url.
TELLING = re.compile(r"/-/(?:databases|threads)(?:\.\w+)?/?$")
# Datasette's own pages have scripts in the page, so 'unsafe-inline' must stay; no other site can be loaded or framed.
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
HEADERS = [(b"content-security-policy", POLICY.encode()), (b"x-content-type-options", b"nosniff")]


def guarded(app: App, *, when: Callable[[], bool]) -> App:
    """The app with our headers on each answer and 403 on the telling pages, for as long as `when` is true."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        async def send_with_headers(event: dict[str, Any]) -> None:
            if event["type"] == "http.response.start":
                told = {name.lower() for name, _ in event["headers"]}
                missing = [header for header in HEADERS if header[0] not in told]
                event = {**event, "headers": [*event["headers"], *missing]}
            await send(event)

        if scope["type"] != "http" or not when():
            await app(scope, receive, send)
        elif TELLING.search(scope["path"]):
            await Response.text("Not shown here", status=403).asgi_send(send_with_headers)
        else:
            await app(scope, receive, send_with_headers)

    return answer
