"""What one SQL statement of a stranger may use up, and the one thing it must not see."""

from __future__ import annotations

import sqlite3
import weakref

# The time limit covers neither the making of a huge value nor its way out as JSON: without these, a single
# `select zeroblob(900000000)` took 20 GB. A thousand rows of the longest value stay below 1 GB.
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 1_000,
}
LARGEST = 10_000_000  # characters of one answer's rows: many rows of allowed values can be as bad as one huge value
PATHS = "pragma_database_list"  # its column `file` tells where on this machine the file lies


def limit(connection: sqlite3.Connection) -> None:
    """Sets the limits, and makes what `pragma_database_list` tells of paths read as null."""
    for kind, most in LIMITS.items():
        connection.setlimit(kind, most)
    connection.set_authorizer(_without_paths)
    connection.row_factory = Rows()


class Rows:
    """Makes the rows of a connection as ever, until those of one answer hold more than LARGEST characters."""

    def __init__(self) -> None:
        self.cursor: weakref.ref[sqlite3.Cursor] | None = None
        self.size = 0

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        if self.cursor is None or self.cursor() is not cursor:
            self.cursor, self.size = weakref.ref(cursor), 0
        self.size += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self.size > LARGEST:
            raise sqlite3.OperationalError(f"the answer is too large: more than {LARGEST:,} characters")
        return sqlite3.Row(cursor, values)


def _without_paths(action: int, table: str | None, column: str | None, *_: object) -> int:
    hidden = action == sqlite3.SQLITE_READ and table == PATHS and column == "file"
    return sqlite3.SQLITE_IGNORE if hidden else sqlite3.SQLITE_OK
