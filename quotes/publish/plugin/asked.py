"""What a reader asks of a page, and the ways in which a page can have nothing to show."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Asked:
    """`names` are the parts of the address, `fields` the first value of each field.

    `root` is the address of the site without a slash at its end, `https://quotes.example`, for what is cited elsewhere;
    `file` is the path of the published file.
    """

    names: dict[str, str]
    fields: dict[str, str]
    root: str
    file: str | None = None

    def field(self, name: str) -> str:
        """A field without the white space around it; empty if it was not given."""
        return self.fields.get(name, "").replace("\0", " ").strip()

    def number(self, name: str) -> int | None:
        """A field as a whole number; None if it was not given. Raises Invalid if it is none, or larger than any id."""
        typed = self.field(name)
        if typed and not (typed.isdecimal() and len(typed) < 16):
            raise Invalid({name: f"“{typed[:100]}” is not the number that the page before gave."})
        return int(typed) if typed else None

    def one_of(self, name: str, values: Sequence[str]) -> str | None:
        """A field that has one of some values; None if it was not given. Raises Invalid for all else."""
        typed = self.field(name)
        if typed and typed not in values:
            raise Invalid({name: f"“{typed[:100]}” is none of {', '.join(values)}."})
        return typed or None

    def once(self, repeated: Iterable[str]) -> None:
        """Raises Invalid if any field is repeated: which of its values is meant?"""
        if problems := {name[:100]: "is given more than once." for name in repeated}:
            raise Invalid(problems)

    def only(self, *names: str) -> None:
        """Raises Invalid if a field was given that is not among these."""
        known = f"fields here are {', '.join(names)}." if names else "there are none here."
        if unknown := {name[:100]: f"is no field; {known}" for name in self.fields if name not in names}:
            raise Invalid(unknown)

    def changed(self, path: str, **names: object) -> str:
        """The address of a page with the fields of this one, some of them changed."""
        return f"{path}?{urlencode({**self.fields, **names})}"


class Invalid(Exception):
    """Some fields have no meaning; `problems` tells of each why."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(f"{name}: {problem}" for name, problem in problems.items()))
        self.problems = problems


class Missing(Exception):
    """There is no such thing here."""


class Moved(Exception):
    """It is found at another address of the site, given from its root on."""


class Gone(Exception):
    """It was here and is no longer, for the reason given."""

    def __init__(self, reason: str, title: str = "Withdrawn") -> None:
        super().__init__(reason)
        self.title = title


# From a connection to the published file and what was asked to what a template shows, or a JSON answer holds.
Page = Callable[[sqlite3.Connection, Asked], dict[str, Any]]
Rows = list[dict[str, Any]]


def rows(connection: sqlite3.Connection, sql: str, **names: object) -> Rows:
    """The answer to a query, as dicts."""
    return [dict(row) for row in connection.execute(sql, names)]


def row(connection: sqlite3.Connection, sql: str, **names: object) -> dict[str, Any] | None:
    """The first row of a query's answer, as a dict; None where there is none."""
    found = connection.execute(sql, names).fetchone()
    return dict(found) if found else None
