"""Single quotation marks told from apostrophes, for the British style: 'so', she said."""

from __future__ import annotations

import re

from quotes.model import Span

OPENING = re.compile(r"(?:(?<=[\s(\[—–“\"/-])|(?<![\s\S]))[‘'`](?=[\w“\"$£€\[(…])")
CLOSING = re.compile(
    r"(?:(?<=[\w.,!?…”\"%)\]])|(?<=[”\"][ \xa0\u2009\u200a\u202f]))[’'](?=$|[\s.,;:!?)\]—–”\"-])", re.M
)
OPENERS = "‘'`"
SPEECH = re.compile(rf"[{OPENERS}](?<![^\s(\[—–“\"][‘'`])(?=[\w“\"(\[£$€…])")
DOUBLE = re.compile(r"[“„«\"'](?:(?<=[“„«])|(?<=\")(?<![\w.,!?]\")(?=\S)|(?<=')'(?<!\S'')(?=\S))")
ELISION = re.compile(r"(?:em|til|tis|twas|cause|n|round|bout|tween|fraid|\d\ds?)\b", re.I)


def find(text: str, paragraph: Span, following: str) -> list[tuple[Span, bool]]:
    """The spans between single marks of a paragraph, marks included, and whether each runs open to the paragraph's end.

    A closing mark after punctuation or before it is sure; after a plural s or dropped g (`the workers' `, `goin' `) it
    may be an apostrophe, and counts only if no sure one comes before the next opening mark.
    """
    opened = [m.start() for m in OPENING.finditer(text, paragraph.start, paragraph.end) if not _is_elision(text, m)]
    closed = [m.start() for m in CLOSING.finditer(text, paragraph.start, paragraph.end)]
    found: list[tuple[Span, bool]] = []
    position = nearest = 0
    for at, start in enumerate(opened):
        if start < position:
            continue
        while nearest < len(closed) and closed[nearest] <= start + 1:
            nearest += 1
        limit = opened[at + 1] if at + 1 < len(opened) else paragraph.end
        end = _closer(text, closed, nearest, limit, paragraph.end)
        if end is not None:
            found.append((Span(start, end + 1), False))
            position = end + 1
        elif re.match(r"[‘']\w", following):
            found.append((Span(start, paragraph.end), True))
            break
    return found


def _is_elision(text: str, mark: re.Match[str]) -> bool:
    """True for the apostrophe of 'em, 'til and '90s; a curly opening mark is none."""
    return mark.group() != "‘" and bool(ELISION.match(text, mark.end()))


def _closer(text: str, closed: list[int], first: int, limit: int, end: int) -> int | None:
    """The place of the mark that closes: the first sure one, or an unsure one if another mark opens before that."""
    unsure = None
    for number in range(first, len(closed)):
        at = closed[number]
        if at > limit and unsure is not None:
            return unsure
        if _is_sure(text, at, end):
            return at
        unsure = unsure if unsure is not None else at
    return unsure


def _is_sure(text: str, at: int, end: int) -> bool:
    if at + 1 >= end or text[at - 1] in ".,!?…" or text[at + 1] in ".,;:!?)":
        return True
    return text[at - 1] not in "sS" and text[at - 2 : at].lower() != "in"
