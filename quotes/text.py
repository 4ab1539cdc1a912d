"""Offset-safe helpers: paragraphs, folding for comparison, and a quotation's words without its outer marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from quotes.model import Span

OPENING = "“„‟«‘‚‹"
CLOSING = "”»’›"
# Glyphs that open in one country and close in another: German „so“, Danish »so«, Swedish ”so”.
TWO_WAY = {
    "„": "“”",
    "»": "«",
    "”": "”",
    "›": "‹",
    "’": "’",
    "“": "”“",
    "«": "»",
    "‘": "’‘",
    "‚": "‘’",
    "‹": "›",
    "‟": "”",
}
LEADING = re.compile(r"\s*(''|``|[“”„‟«»‘’‚‹›\"'`])")
LINE = re.compile(r"[^\r\n]+")
MARKS = str.maketrans({c: "'" for c in "‘’‚‛‹›`´′"} | {c: '"' for c in "“”„‟«»″"} | {c: "-" for c in "‐‑–—―"})


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines of `text[start:end]` that are not blank, without the white space around them."""
    for line in LINE.finditer(text, start, len(text) if end is None else end):
        stripped = line.group().strip()
        if stripped:
            begin = line.start() + line.group().index(stripped)
            yield Span(begin, begin + len(stripped))


def fold(text: str) -> str:
    """A text for comparison: no case, no accents, straight marks and hyphens, single spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(MARKS).replace("''", '"'))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def unmarked(piece: str) -> str:
    """A piece of a quotation without its outer marks and the space inside them; nothing else changes.

    `“Let us go,”` gives `Let us go,`. A piece that runs on in the next paragraph has no closing mark, so a mark at its end
    that closes a nested quotation stays: `“He said “no”` gives `He said “no”`.
    """
    opening = LEADING.match(piece)
    mark = opening.group(1) if opening else ""
    inner = piece[opening.end() :] if opening else piece
    closing = _closing(inner.rstrip(), mark)
    return inner.rstrip().removesuffix(closing).strip() if closing else inner.strip()


def _closing(inner: str, mark: str) -> str:
    """The closing mark at the end of `inner` if it belongs to the outer `mark`, else an empty string."""
    if mark in ("''", "``"):
        return "''" if inner.endswith("''") else ""
    last = inner[-1:]
    if not mark:  # a continuation without an opening mark
        return last if last and last in CLOSING + '"' else ""
    if mark in "\"'`":
        straight = "'" if mark == "`" else mark
        return straight if last == straight and not _closes_nested_straight(inner, straight) else ""
    if last not in TWO_WAY[mark] or not last:
        return ""
    if mark in "“«‹" and inner.count(mark) == inner.count(last):
        return ""
    return last


def _closes_nested_straight(inner: str, mark: str) -> bool:
    """True if marks inside pair up with one another, so that the outer mark stays open. Inches do not count."""
    return mark == '"' and len(re.findall(r'(?<!\d)"', inner[:-1])) % 2 == 1
