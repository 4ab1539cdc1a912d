"""What was published before into a folder: which of it holds what was withdrawn since, and how it is removed."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from quotes.errors import PublishError

GRACE = 4.0  # seconds, in which a server that runs looks for a newer file and goes over to it
WITHDRAWN = "select uid from withdrawn"
HELD = """
with gone as materialized (select value from json_each(?))
select 1 from quotes where uid in gone union all select 1 from articles where uid in gone limit 1
"""


def older(newest: Path) -> list[Path]:
    """What stands beside a published file and is older, the newest first: files and folders of downloads."""
    found = (path for path in newest.parent.glob("quotes-[0-9]*Z*") if path.suffix == ".db" or path.is_dir())
    return sorted((path for path in found if _call(path) < _call(newest)), reverse=True)


def beyond(before: Sequence[Path], count: int) -> list[Path]:
    """All of it but what was published the last `count` times."""
    kept = sorted({*map(_call, before)}, reverse=True)[:count]
    return [path for path in before if _call(path) not in kept]


def holding(newest: Path, before: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Those of them that hold quotations or articles that the newest file says were withdrawn, and those that cannot be
    asked, each with whether it was."""
    with _opened(newest) as connection:
        gone = json.dumps([uid for (uid,) in connection.execute(WITHDRAWN)])
    for path in before:
        found = gone != "[]" and _holds(path.with_name(f"{_call(path)}.db"), gone)
        if found is not False:
            yield path, bool(found)


def remove(before: Sequence[Path]) -> None:
    """Removes older files, each with its counts, and folders of downloads, when servers that run have gone over to the
    newest. Raises PublishError where that fails."""
    if before:
        time.sleep(GRACE)
    for path in before:
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
                path.with_suffix(".json").unlink(missing_ok=True)
        except OSError as error:
            raise PublishError(f"{path}: cannot be removed: {error.strerror}") from error


def _call(path: Path) -> str:
    """The call of `quotes publish` that a file or folder comes from, `quotes-TIME`; a folder's name has a dot too."""
    return path.name.removesuffix(".db")


def _holds(file: Path, uids: str) -> bool | None:
    """Whether a file holds any of these; None for downloads whose file is gone, or a file of another version."""
    try:
        with _opened(file) as connection:
            return connection.execute(HELD, [uids]).fetchone() is not None
    except sqlite3.Error:
        return None


def _opened(file: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True))
