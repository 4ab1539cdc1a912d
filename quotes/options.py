"""Options that several commands take, and the dates among them."""

from __future__ import annotations

import os
from pathlib import Path

import click

from quotes import read
from quotes.text import is_web_address


class IsoDate(click.ParamType):  # type: ignore[type-arg]
    """A date or date-time as the command line takes it: 2024-11-06, 2024-11-06T10:10."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return read.iso(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2024-11-06", param, ctx)


class Place(click.Path):
    """A path; an empty one, which would mean the folder one is in, is refused."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if not os.fspath(value).strip():
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


class WebAddress(click.ParamType):  # type: ignore[type-arg]
    """An address as the command line takes it: http or https."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_web_address(value.strip()):
            self.fail(f"{value!r} is no web address; write it as https://courier.example/1", param, ctx)
        return value.strip()


class Words(click.ParamType):  # type: ignore[type-arg]
    """A text that is not blank, on one line, without more white space than single spaces."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value.strip():
            self.fail("it is empty", param, ctx)
        return " ".join(value.split())


class Uid(Words):
    """The uid of a quotation, in small or capital letters."""

    name = "uid"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(value, param, ctx).lower()


class Period(click.ParamType):  # type: ignore[type-arg]
    """A day, month or year as the command line takes it: 2024-11-06, 2024-11, 2024."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value.strip():
            self.fail("it is empty", param, ctx)
        try:
            return read.period(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2024-11-06, 2024-11 or 2024", param, ctx)


from_store = click.option(
    "--db", type=Place(path_type=Path), default="store.db", show_default=True, help="The working store."
)
sharing = click.option(
    "--processes", type=click.IntRange(1), default=os.cpu_count() or 1, help="How many share the work of a long list."
)
on_port = click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
