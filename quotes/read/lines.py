"""What a line of an article's text is: a heading, a byline, or a paragraph of news."""

from __future__ import annotations

import re

from quotes.read import dates

AUTHOR = r"(?P<author>[^\W\d_][^\d\n|]{1,60}?)"
SIGNED = re.compile(rf"(?:(?:by|published|posted)[:\s]+)?{AUTHOR}??[\s,|·–—-]*{dates.PRINTED.pattern}", re.I)
YEAR = re.compile(r"[12]\d{3}")  # without one, the longer pattern need not be tried
BY = re.compile(rf"(?:By|BY):?\s+{AUTHOR}")
PINNED = re.compile(r"(?:PINNED|ICYMI|KEY EVENT)\b")
ENDED = re.compile(r"[.…;,:][”\"’')\]]*$")
QUOTED = re.compile(r"[“”„«»\"]|''")
STARTS_AS_SPEECH = re.compile(r"\s*(?:[“„«\"–—-]|'')")
MAX_HEADING = 220  # characters; the longest headline of our samples has 131
MAX_QUESTION = 120
MAX_CROSSHEAD = 60
MAX_BYLINE = 150
MAX_NAMES = 8  # words in a byline: `Salma Reed in Corran and Tomasz Birk`


def is_heading(line: str) -> bool:
    """True if a line stands like a headline: short, without a full stop at its end, and not itself speech."""
    if len(line) > MAX_HEADING or ENDED.search(line) or STARTS_AS_SPEECH.match(line):
        return False
    asks = line.rstrip("”\"’'").endswith(("!", "?"))
    return not asks or (len(line) <= MAX_QUESTION and not QUOTED.search(line))


def is_crosshead(line: str) -> bool:
    """True for a short heading between paragraphs; one with quotation marks may be news, so it is not."""
    return len(line) <= MAX_CROSSHEAD and is_heading(line) and not QUOTED.search(line)


def byline(line: str) -> tuple[str | None, str] | None:
    """Author and ISO date of a line that holds nothing else: `Some Name6 November 2024 10:10`. None for other lines.

    A sentence without its full stop, `The bridge was opened on 6 November 2024`, is no byline.
    """
    match = SIGNED.fullmatch(line) if len(line) <= MAX_BYLINE and YEAR.search(line) else None
    moment = dates.printed(match) if match else None
    if match is None or moment is None or (match["author"] and not _names(match["author"])):
        return None
    return _names(match["author"] or ""), moment


def author(line: str) -> str | None:
    """The author that a line without a date names: `By Salma Reed in Corran`. None for other lines."""
    match = BY.fullmatch(line)
    return _names(match["author"]) if match else None


def _names(author: str) -> str | None:
    """The names in a byline with single spaces, None if it reads as a sentence."""
    names = author.rstrip(" ,|·–—-").split()
    return " ".join(names) if names and len(names) <= MAX_NAMES and not names[-1][0].islower() else None
