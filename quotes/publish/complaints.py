"""What a server says on standard error, said without waiting: a pipe that nobody reads must not stop the pages."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from queue import Full, Queue

KEPT = 1000  # pieces of text that wait to be read; of more the newest are lost
FAREWELL = 1.0  # seconds in which the last words can still be read


@contextmanager
def unhurried() -> Iterator[None]:
    """Standard error as one that never blocks, within the `with`."""
    aside = Aside(sys.__stderr__.fileno() if sys.__stderr__ else 2)
    with redirect_stderr(aside):
        try:
            yield
        finally:
            aside.finish()


class Aside(io.TextIOBase):
    """Hands what is written to a thread, which waits for the reader."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.waiting: Queue[str | None] = Queue(KEPT)
        self.thread = threading.Thread(target=self._say, name="stderr", daemon=True)
        self.thread.start()

    def write(self, text: str) -> int:
        with suppress(Full):  # nobody reads
            self.waiting.put_nowait(text)
        return len(text)

    def finish(self) -> None:
        """Lets what waits be read, if anybody does."""
        try:
            self.waiting.put_nowait(None)
        except Full:
            return
        self.thread.join(FAREWELL)

    def _say(self) -> None:
        while (text := self.waiting.get()) is not None:
            rest = text.encode("utf-8", "backslashreplace")
            while rest:
                try:
                    rest = rest[os.write(self.descriptor, rest) :]
                except OSError:  # it was closed
                    return
