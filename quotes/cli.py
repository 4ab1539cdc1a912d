"""The command line: parse, call one function, print. Data goes to stdout, progress and complaints to stderr."""

from __future__ import annotations

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quotes-database", prog_name="quotes")
def main() -> None:
    """Who said what, when, and who printed it."""
