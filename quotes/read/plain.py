"""Plain text -> an Article of one entry."""

from __future__ import annotations

from quotes.model import Entry, Span
from quotes.read.lines import is_crosshead, is_heading
from quotes.text import fold

Head = tuple[str | None, str | None]


def headline(text: str, lines: list[Span], title: str | None) -> tuple[Head, list[Span]]:
    """The title and standfirst at the top of an article, and the lines that follow them.

    A first line that repeats the given title, or stands like a heading, is the title; a second that stands like one is the
    standfirst. Where nothing else would be left, nothing is taken.
    """
    head: list[str] = []
    rest = lines
    while len(rest) > 1 and len(head) < 2 and _is_head(rest[0].of(text), title, first=not head):
        head.append(rest[0].of(text))
        rest = rest[1:]
    found = head + [None, None]
    return (title or found[0], found[1]), rest


def _is_head(line: str, title: str | None, *, first: bool) -> bool:
    if first and title and fold(line).rstrip(".'\"") == fold(title).rstrip(".'\""):
        return True
    return is_heading(line)


def entry(text: str, lines: list[Span]) -> Entry:
    """The one entry of a plain article; crossheads are left out of its paragraphs."""
    kept = tuple(p for p in lines if not is_crosshead(p.of(text))) or tuple(lines)
    span = Span(lines[0].start, lines[-1].end) if lines else Span(0, 0)
    return Entry(0, span, kept)
