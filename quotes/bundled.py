"""Where the files that ship beside the package lie: in the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from quotes.errors import QuotesError

PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """The path of `migrations`, `examples` or `datasette-metadata.json`. Raises QuotesError where it is missing."""
    for home in (PACKAGE / "bundled_files", PACKAGE.parent):
        if (home / name).exists():
            return home / name
    raise QuotesError(f"{name} is missing from this installation of quotes; install it again")
