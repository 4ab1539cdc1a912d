"""What a line of an article's text is: a heading, a byline, or a paragraph of news."""

from __future__ import annotations

import re

from quotes.read import dates

BYLINE = re.compile(rf"(?:by\s+)?(?P<author>[^\W\d_][^\d\n|]{{1,60}}?)?[\s,|·–—-]*{dates.PRINTED.pattern}", re.I)
ENDED = re.compile(r"[.…;,:][”\"’')\]]*$")
QUOTED = re.compile(r"[“”„«»\"]|''")
STARTS_AS_SPEECH = re.compile(r"\s*(?:[“„«\"–—-]|'')")
MAX_HEADING = 220  # characters; the longest headline of our samples has 131


def is_heading(line: str) -> bool:
    """True if a line stands like a headline: short, without a full stop at its end, and not itself speech."""
    if len(line) > MAX_HEADING or ENDED.search(line) or STARTS_AS_SPEECH.match(line):
        return False
    asks = line.rstrip("”\"’'").endswith(("!", "?"))
    return not asks or (len(line) <= 120 and not QUOTED.search(line))


def is_crosshead(line: str) -> bool:
    """True for a short heading between paragraphs; one with quotation marks may be news, so it is not."""
    return len(line) <= 60 and is_heading(line) and not QUOTED.search(line)


def byline(line: str) -> tuple[str | None, str] | None:
    """Author and ISO date of a line that holds nothing else: `Some Name6 November 2024 10:10`. None for other lines."""
    match = BYLINE.fullmatch(line.strip())
    moment = dates.printed(match) if match else None
    if match is None or moment is None:
        return None
    author = (match["author"] or "").strip(" ,|·–—-")
    if len(author.split()) > 8:
        return None
    return author or None, moment
