"""The text of a live blog -> its entries: the lead, then one for each post.

Three shapes are known. Where posts end with a byline glued to its date (`Some Name6 November 2024 10:10`), the bylines
cut the text, and where they begin with one; where they have headings only, the headings do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quotes.model import Entry, Span
from quotes.read.lines import MAX_BYLINE, PINNED, byline, is_crosshead, is_heading
from quotes.text import fold

LIVE_TITLE = re.compile(
    r"\b(?:live|latest|as it happened|updates|minute by minute|rolling coverage)\b\s*(?::|[–—-]|$)", re.I
)
Cut = Callable[[str, list[Span]], Iterator[list[Span]]]
MIN_POSTS = 2
MAX_TITLES = 3


def is_liveblog(text: str, lines: list[Span], title: str | None) -> bool:
    """True if a text has several dated bylines, or the title of a live blog and headings between its paragraphs."""
    if _is_signed(text, lines):
        return True
    if not title or not LIVE_TITLE.search(title):
        return False
    return sum(is_heading(line.of(text)) for line in lines) >= MIN_POSTS


def entries(text: str, lines: list[Span]) -> tuple[Entry, ...]:
    """The lead as entry 0 (without paragraphs where there is none) and the posts in file order."""
    start = lines[0].start if lines else 0
    cut = _cut(text, lines)
    lead, rest = _lead(text, lines, cut)
    posts = (_post(text, post, number) for number, post in enumerate(cut(text, rest), start=1))
    return Entry(0, Span(start, lead[-1].end if lead else start), _news(text, lead)), *posts


def _is_signed(text: str, lines: list[Span]) -> bool:
    short = (line.of(text) for line in lines if len(line) <= MAX_BYLINE)
    return sum(byline(line) is not None for line in short) >= MIN_POSTS


def _cut(text: str, lines: list[Span]) -> Cut:
    """How the lines are cut into posts.

    Bylines begin posts where news follows the last one and none stands before the first, or a lead without a heading.
    """
    signed = [number for number, line in enumerate(lines) if byline(line.of(text))]
    if not signed or not _is_signed(text, lines):
        return _before_headings
    before, after = lines[: signed[0]], lines[signed[-1] + 1 :]
    is_titled = after and all(_is_title(lines[number + 1].of(text)) for number in (signed[0], signed[-1]))
    is_lead = is_titled and not any(_is_title(line.of(text)) for line in before)
    return _before_bylines if _news(text, after) and (is_lead or not before) else _after_bylines


def _lead(text: str, lines: list[Span], cut: Cut) -> tuple[list[Span], list[Span]]:
    """The lines before the first post, which begins with a heading or a byline, and the others."""
    if cut is _before_bylines:
        first = next(number for number, line in enumerate(lines) if byline(line.of(text)))
        return lines[:first], lines[first:]
    for n, line in enumerate(lines):
        if PINNED.match(line.of(text)) or is_heading(line.of(text)):
            # A byline stands like a heading: what it signs is the first post, and that has no heading.
            return ([], lines) if byline(line.of(text)) else (lines[:n], lines[n:])
    return lines, []


def _after_bylines(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """The lines of each post, a byline the last; what follows the last one is a post that nobody signed."""
    post: list[Span] = []
    for line in lines:
        post.append(line)
        if byline(line.of(text)):
            yield post
            post = []
    if post:
        yield post


def _before_bylines(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """The lines of each post, a byline the first."""
    post: list[Span] = []
    for line in lines:
        if post and byline(line.of(text)):
            yield post
            post = []
        post.append(line)
    if post:
        yield post


def _before_headings(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """The lines of each post, its heading first."""
    post: list[Span] = []
    for line in lines:
        if post and _is_title(line.of(text)) and _titles(text, [*post[:MAX_TITLES], line]) <= len(post):
            yield post
            post = []
        post.append(line)
    if post:
        yield post


def _titles(text: str, post: list[Span]) -> int:
    """How many lines at the top of a post are headings: one, or, of a teaser, the heading twice and a standfirst."""
    top = [_is_title(line.of(text)) for line in post[:MAX_TITLES]]
    if not top or not top[0]:
        return 0
    if len(top) < 2 or not top[1] or not _alike(post[0].of(text), post[1].of(text)):
        return 1
    return 2 + (top[2:] == [True])


def _is_title(line: str) -> bool:
    return bool(PINNED.match(line)) or (is_heading(line) and not byline(line))


def _alike(a: str, b: str) -> bool:
    """True if two headings share most of their words."""
    first, second = set(fold(a).split()), set(fold(b).split())
    return len(first & second) >= 0.8 * min(len(first), len(second))


def _post(text: str, lines: list[Span], number: int) -> Entry:
    first = byline(lines[0].of(text))
    author, published = first or byline(lines[-1].of(text)) or (None, None)
    told = lines[1:] if first else lines
    top = _titles(text, told)
    heading = told[0].of(text) if top else None
    return Entry(number, Span(lines[0].start, lines[-1].end), _news(text, told[top:]), heading, author, published)


def _news(text: str, lines: list[Span]) -> tuple[Span, ...]:
    return tuple(line for line in lines if not is_crosshead(line.of(text)) and not byline(line.of(text)))
