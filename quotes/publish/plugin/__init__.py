"""Our Datasette plugin: safe connections, searches that never fail, readable cells, and pages of our own.

Every hook looks at the database called `quotes` alone, so that others on the same server are served as ever.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from markupsafe import Markup

from quotes.publish.plugin import cells, failures, gate, guard, limits, refusals, routes, searches, site, uncounted

if TYPE_CHECKING:  # Datasette loads us while it is being loaded itself
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

DATABASE = "quotes"


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    if database == DATABASE:
        searches.escape(conn)
        limits.limit(conn)


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Datasette) -> list[tuple[str, Any]]:
    return routes.routes(datasette) if DATABASE in datasette.databases else []


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Datasette) -> Any:
    def wrapped(app: guard.App) -> guard.App:
        asked = uncounted.uncounted(searches.without_blank(app, within=f"/{DATABASE}/"), database=DATABASE)
        answered = gate.gated(refusals.refusing(asked, database=DATABASE), database=DATABASE)
        guarded = guard.guarded(answered, when=is_ours)
        return failures.failing(guarded, site.Site(datasette), when=is_ours)

    def is_ours() -> bool:
        return DATABASE in datasette.databases

    return wrapped


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(
    row: sqlite3.Row, value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | None:
    return cells.cell(row, value, column, table, datasette) if database == DATABASE else None


@hookimpl  # type: ignore[untyped-decorator]
def extra_css_urls(database: str | None, datasette: Datasette) -> list[str]:
    if DATABASE not in datasette.databases:
        return []
    return [datasette.urls.static_plugins("quotes-database", name) for name in ("quotes.css", "tables.css")]


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(
    database: str | None, table: str | None, view_name: str, request: Request | None, datasette: Datasette
) -> dict[str, Any]:
    if database != DATABASE or table not in cells.MAIN:
        return {}
    return {"is_main": cells.is_main}
