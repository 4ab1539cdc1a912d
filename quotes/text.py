"""Offset-safe helpers: paragraphs, folding for comparison, a quotation's words and breaks, web addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from quotes.model import Span

# What may close a mark. Glyphs that open in one country close in another: German „so“, Danish »so«, Swedish ”so”.
# A quotation that goes on from the paragraph before may have no mark of its own at its front.
CLOSERS = {
    "": '”»’›"',
    "“": "”“",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‘": "’‘",
    "‚": "‘’",
    "’": "’",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "'": "'",
    "`": "'",
    "''": "",
    "``": "",
}
LEADING = re.compile(r"\s*(''|``|[“”„‟«»‘’‚‹›\"'`])")
# “We won,” she said. “Twice.” is shown as “We won,” […] “Twice.”: the marks close and open again, as they did in print.
BREAK = "” […] “"
SEAM = "\ue000"  # no letter and in no article: stands for a break, behind the word before it, while words are compared
WORD = re.compile(r"\w+(?:'\w+)*")
MARKS = str.maketrans(dict.fromkeys("‘’‚‛‹›`´′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑–—―", "-"))


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines of `text[start:end]` that are not blank, without the white space around them."""
    for line in text[start:end].splitlines(keepends=True):
        if words := line.strip():
            begin = start + len(line) - len(line.lstrip())
            yield Span(begin, begin + len(words))
        start += len(line)


def fold(text: str) -> str:
    """A text for comparison: no case, no accents, straight marks and hyphens, single spaces."""
    plain = text.translate(MARKS).replace("''", '"')
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def is_web_address(value: str) -> bool:
    """True for a full http or https address without white space; nothing else is stored as one or becomes a link."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", value)


def spaced(text: str) -> str:
    """The folded words of a text between single spaces, and a space at either end: whole words stand in it.

    `“It’s over,” he said.` gives ` it's over he said `; a text without words gives a space.
    """
    return " ".join(("", *WORD.findall(fold(text)), ""))


def joined(text: str) -> str:
    """A quotation's text as it is shown, without its breaks: its words one after the other, for comparison."""
    return text.replace(BREAK, " ")


def seamed(text: str) -> str:
    """A quotation's text as it is shown, with a SEAM for each break."""
    return text.replace(BREAK, f"{SEAM} ")


def unmarked(piece: str) -> str:
    """A piece of a quotation without its outer marks and the space inside them; nothing else changes.

    `“Let us go,”` gives `Let us go,`. A piece that runs on in the next paragraph has no closing mark, so a mark at its
    end that closes a nested quotation stays: `“He said “no”` gives `He said “no”`.
    """
    opening = LEADING.match(piece)
    mark = opening.group(1) if opening else ""
    inner = piece[opening.end() :].strip() if opening else piece.strip()
    return inner.removesuffix(_closing(inner, mark)).rstrip()


def _closing(inner: str, mark: str) -> str:
    """The closing mark at the end of `inner` if it belongs to the outer `mark`, else an empty string."""
    if mark in ("", "''", "``") and inner.endswith("''"):
        return "''"
    last = inner[-1:]
    return last if last and last in CLOSERS[mark] and not _closes_nested(inner, mark, last) else ""


def _closes_nested(inner: str, mark: str, last: str) -> bool:
    """True if the last mark pairs up with one inside, so that the outer one stays open. Inches do not count."""
    if mark == '"':
        return len(re.findall(r'(?<!\d)"', inner[:-1])) % 2 == 1
    return mark in ("“", "«", "‹") and mark != last and inner.count(mark) == inner.count(last)
