"""The lines of an article -> its headline, standfirst and signature, and the paragraphs between crossheads."""

from __future__ import annotations

from quotes.model import Span
from quotes.read.lines import MAX_BYLINE, PINNED, author, byline, is_crosshead, is_heading
from quotes.text import fold

Head = tuple[str | None, str | None]
Signature = tuple[str | None, str | None]
NOBODY: Signature = (None, None)


def headline(text: str, lines: list[Span], title: str | None) -> tuple[Head, list[Span]]:
    """The title and standfirst at the top of an article, and the lines that follow them.

    A first line that repeats the given title, or stands like a heading, is the title; a second that stands like one is
    the standfirst. Where nothing else would be left, nothing is taken.
    """
    head: list[str] = []
    rest = lines
    while len(rest) > 1 and len(head) < 2 and _is_head(rest[0].of(text), None if head else title):
        head.append(rest[0].of(text))
        rest = rest[1:]
    own = head.pop(0) if head and (not title or is_same(head[0], title)) else None
    return (title or own, head[-1] if head else None), rest


def _is_head(line: str, title: str | None) -> bool:
    if title and is_same(line, title):
        return True
    return is_heading(line) and not (PINNED.match(line) or byline(line) or author(line))


def is_same(line: str, title: str) -> bool:
    """True if a line says what a title says; case, accents, marks and a full stop do not count."""
    return fold(line).rstrip(".'\"") == fold(title).rstrip(".'\"")


def signature(text: str, lines: list[Span]) -> tuple[Signature, list[Span]]:
    """Author and date of the byline above the news of an article, else of one below it, and the other lines."""
    if len(lines) > 1 and (name := author(lines[0].of(text))):
        (_, printed), rest = signature(text, lines[1:])
        return (name, printed), rest
    for at in (0, -1) if len(lines) > 1 else ():
        if signed := byline(lines[at].of(text)):
            return signed, lines[1:] if at == 0 else lines[:-1]
    return NOBODY, lines


def body(text: str, lines: list[Span]) -> tuple[Span, ...]:
    """The paragraphs among lines: those that are no crosshead and no byline; all of them if none would be left."""
    return tuple(line for line in lines if len(line) > MAX_BYLINE or _is_paragraph(line.of(text))) or tuple(lines)


def _is_paragraph(line: str) -> bool:
    return not (is_crosshead(line) or byline(line))
