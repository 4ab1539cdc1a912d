"""Options that several commands take, and the dates among them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from quotes import read


class IsoDate(click.ParamType):  # type: ignore[type-arg]
    """A date or date-time as the command line takes it: 2024-11-06, 2024-11-06T10:10."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return read.iso(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2024-11-06", param, ctx)


class Period(click.ParamType):  # type: ignore[type-arg]
    """A day, month or year as the command line takes it: 2024-11-06, 2024-11, 2024."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return read.period(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2024-11-06, 2024-11 or 2024", param, ctx)


class WebAddress(click.ParamType):  # type: ignore[type-arg]
    """The address of a site: https://quotes.example."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", value):
            self.fail(f"{value!r} is no web address; write it as https://quotes.example", param, ctx)
        return value


from_store = click.option(
    "--db", type=click.Path(path_type=Path), default="store.db", show_default=True, help="The working store."
)
sharing = click.option(
    "--processes", type=click.IntRange(1), default=os.cpu_count() or 1, help="How many share the work of a long list."
)
on_port = click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
