"""The text of a live blog -> its entries: the lead, then one for each post.

Three shapes are known. Where the posts all end or all begin with a byline (`Some Name6 November 2024 10:10`), the
bylines cut the text; where they have headings only, the headings do.
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
MIN_POSTS = 2
MAX_TITLES = 3


def is_liveblog(text: str, lines: list[Span], title: str | None) -> bool:
    """True if a text has several dated bylines, or the title of a live blog and headings between its paragraphs."""
    if len(_signed(text, lines)) >= MIN_POSTS:
        return True
    if not title or not LIVE_TITLE.search(title):
        return False
    return sum(is_heading(line.of(text)) for line in lines) >= MIN_POSTS


def entries(text: str, lines: list[Span]) -> tuple[Entry, ...]:
    """The lead as entry 0 (without paragraphs where there is none) and the posts in file order."""
    signed = _signed(text, lines)
    is_ahead = _signs_ahead(text, lines, signed)

    def begins(post: list[Span], line: Span) -> bool:
        """True for a line that begins another post behind the lines of one."""
        if len(signed) < MIN_POSTS:
            return _is_title(line.of(text)) and _titles(text, [*post[:MAX_TITLES], line]) <= len(post)
        return byline((line if is_ahead else post[-1]).of(text)) is not None

    first = signed[0] if is_ahead else _first_heading(text, lines)
    start, lead = lines[0].start if lines else 0, lines[:first]
    posts = (_post(text, post, number) for number, post in enumerate(_split(lines[first:], begins), start=1))
    return Entry(0, Span(start, lead[-1].end if lead else start), _news(text, lead)), *posts


def _signed(text: str, lines: list[Span]) -> list[int]:
    """The numbers of the lines that are bylines."""
    return [number for number, line in enumerate(lines) if len(line) <= MAX_BYLINE and byline(line.of(text))]


def _signs_ahead(text: str, lines: list[Span], signed: list[int]) -> bool:
    """True where bylines begin the posts: news follows the last, and nothing stands before the first, or a lead without
    a heading."""
    if len(signed) < MIN_POSTS or not _news(text, lines[signed[-1] + 1 :]):
        return False
    is_titled = all(_is_title(lines[number + 1].of(text)) for number in (signed[0], signed[-1]))
    return not signed[0] or (is_titled and not any(_is_title(line.of(text)) for line in lines[: signed[0]]))


def _first_heading(text: str, lines: list[Span]) -> int:
    """The number of the first heading, before which stands the lead; of all lines where there is none."""
    for number, line in enumerate(lines):
        if PINNED.match(line.of(text)) or is_heading(line.of(text)):
            # A byline stands like a heading: what it signs is the first post, and that has no heading.
            return 0 if byline(line.of(text)) else number
    return len(lines)


def _split(lines: list[Span], begins: Callable[[list[Span], Span], bool]) -> Iterator[list[Span]]:
    """The lines of each post; `begins` tells of a line whether another begins with it, behind those of one."""
    post: list[Span] = []
    for line in lines:
        if post and begins(post, line):
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
    ahead = byline(lines[0].of(text))
    author, published = ahead or byline(lines[-1].of(text)) or (None, None)
    told = lines[1:] if ahead else lines
    top = _titles(text, told)
    heading = told[0].of(text) if top else None
    return Entry(number, Span(lines[0].start, lines[-1].end), _news(text, told[top:]), heading, author, published)


def _news(text: str, lines: list[Span]) -> tuple[Span, ...]:
    return tuple(line for line in lines if not is_crosshead(line.of(text)) and not byline(line.of(text)))
