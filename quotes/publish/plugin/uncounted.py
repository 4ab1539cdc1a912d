"""Views are shown without a count of their rows: through their joins that takes longer than all else on the page."""

from __future__ import annotations

import re
from typing import Any

from quotes.publish.plugin.guard import App

VIEWS = "quotations|utterances|spellings|speaker_roles|months|excerpts|leads"


def uncounted(app: App, *, database: str) -> App:
    """The app, asked for the views of a database as with `_nocount=1`."""
    view = re.compile(rf"/{database}/(?:{VIEWS})(?:\.\w+)?$")

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and view.search(scope["path"]) and b"_nocount" not in scope["query_string"]:
            fields = [field for field in (scope["query_string"], b"_nocount=1") if field]
            scope = {**scope, "query_string": b"&".join(fields)}
        await app(scope, receive, send)

    return answer
