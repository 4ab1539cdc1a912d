"""The page of downloads, and the files themselves."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response, asgi_send_file

from quotes.publish.downloads import MANIFEST, SUMS, folder_of
from quotes.publish.plugin.asked import Asked
from quotes.publish.plugin.home import facts

if TYPE_CHECKING:  # Datasette loads us while it is being loaded itself
    from datasette.app import Datasette
    from datasette.utils.asgi import Request


def page(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the template shows; `manifest` is None where no downloads were written beside the file that is served."""
    return {"manifest": manifest(asked.file), "facts": facts(connection), "root": asked.root}


def manifest(public: str | None) -> dict[str, Any] | None:
    """The manifest of the downloads of a published file, None where there are none."""
    file = folder_of(Path(public)) / MANIFEST if public else None
    if file is None or not file.is_file():
        return None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


async def send(datasette: Datasette, request: Request, send: Any) -> Response | None:
    """One of the files that the manifest lists, or the manifest."""
    public, name = datasette.get_database("quotes").path, request.url_vars["name"]
    listed = manifest(public)
    if listed is None or name not in {MANIFEST, SUMS, *(file["file"] for file in listed["files"])}:
        return Response.text("There is no such file.", status=404)
    kind = {MANIFEST: "application/json", SUMS: "text/plain"}.get(name, "application/gzip")
    headers = {"access-control-allow-origin": "*"} if datasette.cors else {}
    await asgi_send_file(send, folder_of(Path(public)) / name, None, kind, chunk_size=1 << 16, headers=headers)
    return None
