"""A server that goes over to what was published anew, without leaving a request unanswered."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from quotes.errors import PublishError

LOG = logging.getLogger(__name__)
EVERY = 2.0  # seconds between two looks at the folder
LINGER = 60.0  # seconds for which the file before stays open, longer than any answer takes

App = Callable[[dict[str, Any], Any, Any], Any]


class Switching:
    """An ASGI application over the newest published file, made by `make` of the path that `newest` gives.

    Each file gets a Datasette of its own: what has begun to answer from one file never reads from the next.
    """

    def __init__(self, newest: Callable[[], Path], make: Callable[[Path], Datasette], *, every: float = EVERY) -> None:
        self.newest, self.make, self.every = newest, make, every
        self.file = newest()
        self.datasette = make(self.file)
        self.app: App = self.datasette.app()
        self.switching = asyncio.Lock()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if not self.file.exists():  # removed since the last look, for what was withdrawn
            with contextlib.suppress(PublishError):
                await self._switch()
        await self.app(scope, receive, send)

    async def _live(self, receive: Any, send: Any) -> None:
        """Watches the folder from the start of the server to its end."""
        await receive()
        async with self._watching():
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    @contextlib.asynccontextmanager
    async def _watching(self) -> AsyncIterator[None]:
        await self.datasette.invoke_startup()
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()

    async def _watch(self) -> None:
        told = ""
        while True:
            await asyncio.sleep(self.every)
            try:
                await self._switch()
                told = ""
            except PublishError as error:  # half gone, or of another version: the one we have goes on
                if str(error) != told:
                    LOG.warning("%s", error)
                told = str(error)

    async def _switch(self) -> None:
        async with self.switching:
            file = self.newest()
            if file == self.file:
                return
            fresh = self.make(file)
            await fresh.invoke_startup()
            before, self.file, self.datasette, self.app = self.datasette, file, fresh, fresh.app()
        LOG.info("now shows %s", file.name)
        asyncio.get_running_loop().call_later(LINGER, _close, before)


def _close(datasette: Datasette) -> None:
    """Gives a file back that is no longer shown."""
    if datasette.executor:
        datasette.executor.shutdown(wait=False)
    for database in datasette.databases.values():
        database.close()
