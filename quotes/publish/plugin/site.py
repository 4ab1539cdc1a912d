"""How what a page finds becomes an answer: its template or JSON, its status, and what it tells browsers and caches.

A page runs in a thread of the site's own, template included: one way there and back, whatever it looks up, and no wait
behind the queries in SQL that keep Datasette's threads busy.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from datasette.utils import add_cors_headers, sqlite_timelimit
from datasette.utils.asgi import Response
from jinja2 import Environment

from quotes.publish.answers import by_what, in_how_many
from quotes.publish.plugin import cells, dates, excerpts, leads
from quotes.publish.plugin.asked import Asked, Gone, Invalid, Missing, Moved, Page

if TYPE_CHECKING:  # Datasette loads us while it is being loaded itself
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

DATABASE = "quotes"
# Nothing from elsewhere and no script at all; JSON-LD is data, which a policy on scripts does not touch.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
THREADS = 3
View = Callable[["Request"], Awaitable[Response]]
Written = Callable[[dict[str, Any]], str]


class Site:
    """The pages over one Datasette. Templates are found by its rules, so `--template-dir` can replace them."""

    def __init__(self, datasette: Datasette) -> None:
        self.datasette = datasette
        self.templates: Environment = datasette.jinja_env.overlay(enable_async=False)
        ours = {
            "day": dates.day,
            "when": dates.when,
            "marked": cells.marked,
            "differing": leads.differing,
            "in_how_many": in_how_many,
            "by_what": by_what,
        } | {one.__name__: one for one in (excerpts.quoted, excerpts.shortened, excerpts.holding, excerpts.changed)}
        self.templates.filters = {**self.templates.filters, **ours}
        self.base = str(datasette.setting("base_url")).rstrip("/")
        self.milliseconds = datasette.setting("sql_time_limit_ms")
        self.threads = ThreadPoolExecutor(THREADS, "pages")
        self.connections = threading.local()

    def page(self, page: Page, template: str) -> View:
        """A view that shows in a template what `page` finds."""
        return self._view(page, lambda found: self._html(template, found), "text/html; charset=utf-8")

    def json(self, page: Page, *fields: str) -> View:
        """A view that gives what `page` finds as JSON, and refuses fields that are not among these.

        Other sites may read it where Datasette lets them.
        """
        return self._view(page, _json, "application/json; charset=utf-8", fields)

    def text(self, page: Page) -> View:
        """A view that gives the value `text` of what `page` finds as plain text."""
        return self._view(page, lambda found: str(found["text"]), "text/plain; charset=utf-8")

    def failure(self, status: int, title: str, error: str) -> str:
        """The page that tells that there is nothing to show, and why."""
        return self._html("nothing.html", {"status": status, "title": title, "error": error})

    def _view(self, page: Page, write: Written, kind: str, fields: tuple[str, ...] | None = None) -> View:
        """`fields` are those of an address that ends in `.json`, None for a page."""

        async def view(request: Request) -> Response:
            tag = self._tag()
            if any(name != name.lower() for name in request.url_vars.values()):
                return Response.redirect(_lowered(request), status=301)
            if tag and request.headers.get("if-none-match") == tag:
                return Response("", status=304, headers=self.headers(tag))
            asked = Asked(
                names=request.url_vars,
                fields={name: request.args.get(name) for name in request.args},
                root=self.datasette.absolute_url(request, self.base + "/").rstrip("/"),
                file=self._database().path,
            )
            try:
                asked.once(name for name in request.args if len(request.args.getlist(name)) > 1)
                if fields is not None:
                    asked.only(*fields)
                body = await asyncio.get_running_loop().run_in_executor(self.threads, self._found, page, asked, write)
            except Moved as moved:
                return Response.redirect(f"{self.base}{moved}{'' if fields is None else '.json'}")
            except Missing:
                return self._failed(404, "")
            except Gone as gone:
                return self._failed(410, str(gone), gone.title)
            except Invalid as invalid:
                return self._failed(400, str(invalid))
            except sqlite3.OperationalError as error:
                if "interrupted" not in str(error):
                    raise
                return self._failed(503, "Ask for less: more telling words, or fewer days.")
            return Response(body, headers=self.headers(tag), content_type=kind)

        return view

    def _found(self, page: Page, asked: Asked, write: Written) -> str:
        connection = self._connection()
        with sqlite_timelimit(connection, self.milliseconds):
            return write(page(connection, asked))

    def _connection(self) -> sqlite3.Connection:
        """This thread's own connection to the database as it is served now."""
        database = self._database()
        if getattr(self.connections, "database", None) is not database:
            self.connections.database = database
            self.connections.open = database.connect()
            self.datasette._prepare_connection(self.connections.open, DATABASE)
        open: sqlite3.Connection = self.connections.open
        return open

    def _failed(self, status: int, error: str, title: str | None = None) -> Response:
        """What `failures` turns into a page, or JSON; without a title it gets that of its status."""
        return Response.text(_json({"error": error, "title": title}), status=status, headers=self.headers(None))

    def _html(self, template: str, found: dict[str, Any]) -> str:
        shared = {
            "base": self.base,
            "template": template,
            "css": self.datasette.urls.static_plugins("quotes-database", "quotes.css"),
        }
        return self.templates.get_template(f"quotes/{template}").render(**shared, **found)

    def headers(self, tag: str | None) -> dict[str, str]:
        """With a tag a page may be kept, and is asked for anew by it each time: what was withdrawn is gone at once."""
        headers = {"content-security-policy": POLICY}
        if tag:
            headers |= {"etag": tag, "cache-control": "no-cache"}
        if self.datasette.cors:
            add_cors_headers(headers)
        return headers

    def _tag(self) -> str | None:
        """What changes when the file or our code does; None for a file that others may write to meanwhile."""
        database = self._database()
        if database.is_mutable:
            return None
        return f'"{database.hash[:16]}-{version("quotes-database")}"'

    def _database(self) -> Any:
        return self.datasette.get_database(DATABASE)


def _lowered(request: Request) -> str:
    """The address that was asked for, in lower case: uids have no capitals."""
    fields = f"?{request.query_string}" if request.query_string else ""
    return str(request.path).lower() + fields


def _json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)
