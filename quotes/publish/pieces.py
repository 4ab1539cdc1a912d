"""A quotation's pieces, and the sign that shows where the article has words of its own between them."""

from __future__ import annotations

import json
import re
from typing import Any

from quotes.text import BREAK, unmarked


def shown(text: str, context: str, context_start: int, pieces: str) -> str:
    """The words of a quotation as readers see them between marks: with BREAK where the article has words of its own.

    `text` joins the pieces by spaces, as a record does; `pieces` are their places as JSON, counted in the text that the
    context begins in at `context_start`. Pieces with marks and white space alone between them, as from paragraph to
    paragraph, are one.
    """
    if "], [" not in pieces:
        return text
    return BREAK.join(_parted(context, context_start, json.loads(pieces)))


def pieces(text: str) -> list[str]:
    """The pieces of a quotation as it is shown."""
    return text.split(BREAK)


def in_pieces(record: dict[str, Any]) -> dict[str, Any]:
    """A record for machines: with the `pieces` of its `text`."""
    return {**record, "pieces": pieces(record["text"])}


def _parted(context: str, start: int, places: list[list[int]]) -> list[str]:
    found: list[str] = []
    end = places[0][0]
    for begin, stop in places:
        words = unmarked(context[begin - start : stop - start])
        if found and not re.search(r"\w", context[end - start : begin - start]):
            found[-1] += f" {words}"
        else:
            found.append(words)
        end = stop
    return found
