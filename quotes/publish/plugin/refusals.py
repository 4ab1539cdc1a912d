"""A CSV file that could not be made is refused, where Datasette would send an empty one that looks like an answer."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from quotes.publish.plugin.guard import App

FAILED = (
    "This could not be answered: the query is wrong, takes too long, or gives too much. Ask for .json to read which."
)


def refusing(app: App, *, database: str) -> App:
    """The app, with 400 for CSV files of a database that are empty, without even a header, or failed."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        is_csv = scope["type"] == "http" and scope["path"].endswith(".csv")
        if not is_csv or f"/{database}" not in scope["path"]:
            await app(scope, receive, send)
            return
        await app(scope, receive, _Held(send))

    return answer


class _Held:
    """Passes an answer on once there is something in it; what ends empty, or with an error, becomes a refusal."""

    def __init__(self, send: Any) -> None:
        self.send = send
        self.start: dict[str, Any] | None = None

    async def __call__(self, event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            self.start = event
            return
        if self.start is None:  # already on its way
            await self.send(event)
        elif self.start["status"] < 500 and event.get("body", b"").strip():
            start, self.start = self.start, None
            await self.send(start)
            await self.send(event)
        elif not event.get("more_body"):
            await Response.text(FAILED, status=400).asgi_send(self.send)
