"""The text of a live blog -> its entries: the lead, then one for each post.

Two shapes are known. Where posts end with a byline glued to its date (`Some Name6 November 2024 10:10`), the bylines cut
the text; where they have headings only, the headings do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quotes.model import Entry, Span
from quotes.read.lines import byline, is_heading
from quotes.text import fold

LIVE_TITLE = re.compile(
    r"\b(?:live|latest|as it happened|updates|minute by minute|rolling coverage)\b\s*(?::|[–—-]|$)", re.I
)
PINNED = re.compile(r"(?:PINNED|ICYMI|KEY EVENT)\b")
MIN_POSTS = 2


def is_liveblog(text: str, lines: list[Span], title: str | None) -> bool:
    """True if a text has several dated bylines, or the title of a live blog and headings between its paragraphs."""
    if sum(byline(line.of(text)) is not None for line in lines) >= MIN_POSTS:
        return True
    headings = sum(is_heading(line.of(text)) for line in lines)
    return bool(title and LIVE_TITLE.search(title)) and headings >= MIN_POSTS


def entries(text: str, lines: list[Span]) -> tuple[Entry, ...]:
    """The lead as entry 0 (without paragraphs where there is none) and the posts in file order."""
    dated = any(byline(line.of(text)) for line in lines)
    cut = _lead_end(text, lines)
    start = lines[0].start if lines else 0
    lead = _entry(text, lines[:cut]) if cut else Entry(0, Span(start, start))
    posts = (_by_bylines if dated else _by_headings)(text, lines[cut:])
    return (lead, *(replace(post, number=number) for number, post in enumerate(posts, 1)))


def _lead_end(text: str, lines: list[Span]) -> int:
    """How many lines stand before the first post: the paragraphs before the first heading."""
    for n, line in enumerate(lines):
        if PINNED.match(line.of(text)) or is_heading(line.of(text)):
            return n
        if byline(line.of(text)):
            return 0
    return len(lines)


def _by_bylines(text: str, lines: list[Span]) -> Iterator[Entry]:
    """Posts that end with a byline; what follows the last one is a post that nobody signed."""
    post: list[Span] = []
    for line in lines:
        signed = byline(line.of(text))
        if signed is None:
            post.append(line)
        else:
            yield replace(_post(text, [*post, line]), author=signed[0], published_at=signed[1])
            post = []
    if post:
        yield _post(text, post)


def _by_headings(text: str, lines: list[Span]) -> Iterator[Entry]:
    """Posts that begin with a heading. One printed twice is a teaser, and the heading-like line after it its standfirst."""
    post: list[Span] = []
    for line in lines:
        if post and is_heading(line.of(text)) and not _repeats(text, post, line):
            yield _post(text, post)
            post = []
        post.append(line)
    if post:
        yield _post(text, post)


def _repeats(text: str, post: list[Span], line: Span) -> bool:
    """True if a heading only says again, or stands below, the doubled heading of the post it is in."""
    if not all(is_heading(p.of(text)) for p in post):
        return False
    return len(post) == 2 or _alike(post[0].of(text), line.of(text))


def _alike(a: str, b: str) -> bool:
    """True if two headings share most of their words."""
    first, second = set(fold(a).split()), set(fold(b).split())
    return len(first & second) >= 0.8 * min(len(first), len(second))


def _post(text: str, lines: list[Span]) -> Entry:
    first = lines[0].of(text)
    heading = first if (is_heading(first) or PINNED.match(first)) and not byline(first) else None
    return replace(_entry(text, lines), heading=heading)


def _entry(text: str, lines: list[Span]) -> Entry:
    kept = tuple(line for line in lines if not is_heading(line.of(text)) and not byline(line.of(text)))
    return Entry(0, Span(lines[0].start, lines[-1].end), kept)
