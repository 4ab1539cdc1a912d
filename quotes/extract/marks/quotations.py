"""Quotation marks -> quotations: which marks open, which close, and what they hold.

Works paragraph by paragraph, so that a stray mark spoils no more than its own paragraph; a quotation left open runs on
in the next paragraph only if that begins with a mark or closes first. Time is linear in the number of marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from quotes import names
from quotes.extract.marks import singles
from quotes.model import Span

MARK = re.compile(r"[“”„‟«»\"'`](?:(?<!['`])|(?<=')'|(?<=`)`)")  # one character, or two of the typewriter's
TAG_OR_MARK = re.compile(rf"<[a-zA-Z/][^<>]{{0,2000}}>|{MARK.pattern}")  # the attributes of markup are not speech
FAMILY = {"“": "curly", "”": "curly", "„": "curly", "‟": "curly", "«": "angle", "»": "angle", '"': "straight"}
TURN = re.compile(r"[“\"‘']?([A-Z][A-Z.’' -]{2,30}):\s")  # another speaks in a transcript: "HOLM: ...
BEFORE_OPENING = set(" \t\n\xa0\u2009\u202f([{—–-/‘'“„«\"…")
AFTER_CLOSING = set(" \t\n\xa0\u2009\u202f)]}—–-/.,;:!?’'”»\"…")
OPEN_SPACE = re.compile(r"[\s(\[{—–/-]")
FEET = re.compile(r"\d[’'′]\s?\d{1,2}\Z")
# Characters without width that pages put before marks.
UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
SAYS = "(?:said|says|added|asked|replied|wrote)"
NAME = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}"
# The end of a paragraph whose mark was forgotten: `“We stay, said Ana Orr.`
UNCLOSED = re.compile(rf"\w[,?!]\s(?:{SAYS}\s{NAME}|{NAME}\s{SAYS}|(?:he|she|they)\s{SAYS})\.\s*\Z")
# Whom the clause behind a quotation names in full: `We stay,” said the mayor, Ana Orr`, `,” Rep. Ana Orr (Holm) said`.
FULL = r"(?:[A-Z][a-z]+\. )?(?:[A-Z][\w’'-]+|[A-Z]\.)(?: [A-Z][\w’'-]+| [A-Z]\.)+"
NAMED = re.compile(
    rf"(?:[,?!][”\"] {SAYS} (?:(?:the|an?) (?:[a-z-]+,? ){{1,3}})?(?P<after>{FULL})"
    rf"|,[”\"] (?P<before>{FULL}) (?:\([^()]*\) )?{SAYS})(?!\w)"
)
# From such a clause to the next quotation: the rest of its sentence.
BEGINS_ANEW = re.compile(r"[^.:“”\"]*\.\s*\Z")
OPENS, CLOSES, EITHER = "opens", "closes", "either"
CACHED = 10_000


class Marked(NamedTuple):
    """What stands between two marks of one paragraph, the marks included.

    `continues`: it goes on from the paragraph before. `is_open`: no closing mark, so it runs to the paragraph's end.
    """

    span: Span
    continues: bool
    is_open: bool


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    turn: str
    after_digit: bool


def find(text: str, paragraphs: Sequence[Span], *, single: bool = False) -> list[tuple[Span, ...]]:
    """The quotations of consecutive paragraphs, in order: for each its pieces, one a paragraph, outer marks included.

    `single`: single marks quote too (British style). A mark that is never closed costs its quotation and no other.
    """
    found: list[tuple[Span, ...]] = []
    chain: list[Marked] = []
    for number, paragraph in enumerate(paragraphs):
        if not (chain or single or MARK.search(text, paragraph.start, paragraph.end)):
            continue  # as most have none
        after = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        following = text[after : after + 3]
        carried = bool(chain) and chain[-1].is_open
        for marked in _in_paragraph(text, paragraph, following, carried=carried, single=single):
            turns = TURN.match(text, marked.span.start) is not None
            turns = turns or _is_anothers(text, paragraphs[number - 1], chain, marked, paragraph)
            if chain and (turns or not marked.continues):
                found.extend([tuple(m.span for m in chain)] if turns else _finished(chain))
                chain = []
            chain.append(marked)
            if not marked.is_open:
                found.extend(_finished(chain))
                chain = []
        if chain and chain[-1].span.end < paragraph.start:  # the paragraph did not continue it
            found.extend(_finished(chain))
            chain = []
    found.extend(_finished(chain))
    return found


def quotes_with_single(text: str, paragraphs: Sequence[Span]) -> bool:
    """True if an article quotes with single marks: if more of its outermost quotations have single than double ones."""
    marks = len(singles.SPEECH.findall(text)) if any(map(text.__contains__, singles.OPENERS)) else 0
    if not marks or 2 * marks < len(singles.DOUBLE.findall(text)):
        return False
    single = double = 0
    for paragraph in paragraphs:
        if singles.SPEECH.search(text, paragraph.start, paragraph.end):
            for marked in _in_paragraph(text, paragraph, "", carried=False, single=True):
                is_single = text[marked.span.start] in "‘'`" and text[marked.span.start : marked.span.start + 2] != "''"
                single, double = single + is_single, double + (not is_single)
        else:
            double += len(singles.DOUBLE.findall(text, paragraph.start, paragraph.end))
    return single > double


def _is_anothers(text: str, above: Span, chain: Sequence[Marked], marked: Marked, paragraph: Span) -> bool:
    """True for a quotation that would go on from the paragraph above, whose mark was forgotten, but for the names by
    them: `“No,” said Ana Orr. “We stay.`, and then `“We go,” said Ben Birk.`

    Only full names tell; a quotation of three paragraphs is not looked at.
    """
    if not chain or marked.is_open or not marked.continues:
        return False
    theirs = NAMED.match(text, marked.span.end - 2, paragraph.end)
    if theirs is None:
        return False
    start = chain[-1].span.start
    told = NAMED.finditer(text, above.start, start)
    own = next((_name(one) for one in told if BEGINS_ANEW.match(text, one.end(), start)), "")
    other = _name(theirs)
    return bool(names.parse(own).given and names.parse(other).given) and names.same_person(own, other) is False


def _name(named: re.Match[str]) -> str:
    return named["after"] or named["before"]


def _finished(chain: list[Marked]) -> Iterator[tuple[Span, ...]]:
    """The chain as a quotation; nothing for one paragraph's mark that was never closed."""
    if len(chain) > 1 or (chain and not chain[0].is_open):
        yield tuple(marked.span for marked in chain)


def _in_paragraph(text: str, paragraph: Span, following: str, *, carried: bool, single: bool) -> list[Marked]:
    marks = _marks(text, paragraph)
    opens_next = bool(marks) and following.startswith(("“", "„", "«", '"', "''", "``"))
    found = _pair(marks, paragraph, opens_next=opens_next, carried=carried) if marks else []
    if found and found[-1].is_open and UNCLOSED.search(text, found[-1].span.start, paragraph.end):
        del found[-1]
    if not single:
        return found
    more = [Marked(s, carried and s.start == paragraph.start, o) for s, o in singles.find(text, paragraph, following)]
    return _outermost([*(m for m in found if not m.is_open), *more])


def _outermost(marked: list[Marked]) -> list[Marked]:
    """Those that lie in no other, in order."""
    kept: list[Marked] = []
    for one in sorted(marked, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    pattern = TAG_OR_MARK if text.find("<", paragraph.start, paragraph.end) >= 0 else MARK
    marks: list[_Mark] = []
    for match in pattern.finditer(text, paragraph.start, paragraph.end):
        glyph, (start, end) = match[0], match.span()
        if not glyph.startswith("<"):
            seen = start - 1
            while seen >= paragraph.start and text[seen] in UNSEEN:
                seen -= 1
            before = text[seen] if seen >= paragraph.start else "\n"
            after = text[end] if end < paragraph.end else "\n"
            family = FAMILY.get(glyph, "typewriter")
            is_number = before.isdigit() or before in "'′"
            after_digit = is_number and (family == "straight" or _is_height(text, start))
            marks.append(_Mark(start, end, family, _turn(glyph, before, after), after_digit))
    return marks


@lru_cache(CACHED)
def _turn(glyph: str, before: str, after: str) -> str:
    """Whether a mark opens or closes, by its shape and the characters beside it."""
    may_open, may_close = before in BEFORE_OPENING, after in AFTER_CLOSING
    if glyph in "“„‟«``":
        return CLOSES if glyph in "“«" and not OPEN_SPACE.match(before) and may_close else OPENS
    if glyph in "”»":  # a paragraph's first is turned the wrong way
        return OPENS if before.isspace() and (after.isalnum() or (before == "\n" and after == " ")) else CLOSES
    if may_open != may_close:
        return OPENS if may_open else CLOSES
    return CLOSES if before.isdigit() or before in ".,?!" else EITHER


def _pair(marks: list[_Mark], paragraph: Span, *, opens_next: bool, carried: bool) -> list[Marked]:
    """Pair the marks of one paragraph; only the outermost pairs come back, and what is left open at its end."""
    closers, openers = _to_come(marks)
    found: list[Marked] = []
    opened, depth, family = None, 0, ""
    if carried and marks[0].turn == CLOSES:  # the quotation goes on without a mark of its own
        opened, depth = paragraph.start, 1
    for at, mark in enumerate(marks):
        if opened is None:
            if mark.turn == OPENS or (mark.turn == EITHER and not mark.after_digit):
                opened, depth, family = mark.start, 1, mark.family
        elif mark.turn == OPENS:
            twice = [m.turn for m in marks[at + 1 : at + 3]].count(CLOSES) == 2
            if twice or closers[at] - openers[at] >= depth + (0 if opens_next else 1):
                depth += 1
            else:  # the earlier mark lacks its closer and is given up
                opened, depth, family = mark.start, 1, mark.family
        elif not _is_inches(mark, family, marks[at + 1 : at + 2]):
            depth = depth - 1 if closers[at] or (opens_next and depth > 1) else 0
            if not depth:
                found.append(Marked(Span(opened, mark.end), carried and opened == paragraph.start, False))
                opened = None
    if opened is not None:
        found.append(Marked(Span(opened, paragraph.end), carried and opened == paragraph.start, True))
    return found


def _is_inches(mark: _Mark, family: str, following: list[_Mark]) -> bool:
    """True for the mark of 6' 2" inside a quotation: after a digit, where another mark is there to close it."""
    if not mark.after_digit:
        return False
    return (mark.family == "straight" and family != "straight") or any(m.turn == CLOSES for m in following)


def _is_height(text: str, at: int) -> bool:
    """True for a curly mark behind feet and inches: `6’2”`."""
    return FEET.search(text, max(0, at - 5), at) is not None


def _to_come(marks: list[_Mark]) -> tuple[list[int], list[int]]:
    """For each mark, how many closing and how many opening marks follow it."""
    closers, openers = [0] * len(marks), [0] * len(marks)
    for at in range(len(marks) - 2, -1, -1):
        opens = marks[at + 1].turn == OPENS
        closers[at] = closers[at + 1] + (not opens)
        openers[at] = openers[at + 1] + opens
    return closers, openers


def is_quoted(quoted: Sequence[Span], at: int) -> bool:
    """True for a place inside one of some quotations, which are in order."""
    number = bisect_right(quoted, at, key=attrgetter("start")) - 1
    return number >= 0 and at < quoted[number].end
