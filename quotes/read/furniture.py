"""Site furniture: the appeals, newsletter boxes and menus that stand between the news and are none.

News is never given up on a hint: reporters write about emails, supporters and journalism too, and columnists say "we".
"""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter
from pathlib import Path

from quotes.model import Span
from quotes.text import paragraphs

GLUE = re.compile(r"(?<=[a-z][.!?])\s?(?=[A-Z“\"‘'])")
# What stands between marks; all that may open is one set of characters, so that a search runs from one to the next.
QUOTED = re.compile(
    r"[“„\"«‘'](?:(?<=[“„\"])[^“”\"]*[”“\"]?|(?<=«)[^»]*»?|(?:(?<=')'|(?<=[‘'])(?<!\w.)).*?(?:''|[’'](?!\w)|$))"
)
MAX_MENU, MAX_REQUEST, MAX_APPEAL = 200, 300, 1000  # characters
MAX_GLUED = 400  # how far into a line the news may begin that is glued to furniture


def _rules(*, end: str = "$") -> dict[str, str]:
    """The sections of furniture.txt, each one regular expression, in small letters; `end` is what ends a line."""
    sections: dict[str, list[str]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line.partition("\t")[0])
    rules = {name: "|".join(section) for name, section in sections.items()}
    trade = rf"\b(?:{rules['trade']})\b"
    filled = {name: rule.replace("{trade}", trade).replace("{end}", end) for name, rule in rules.items()}
    return filled | {"trade": trade}


FIRST, MENU, APPEAL = map(re.compile, itemgetter("first", "menu", "appeal")(_rules()))
HELD = _rules()["held"].split("|")


@cache
def _pattern(section: str, *, glued: bool = False) -> re.Pattern[str]:
    """The rules of a section that few lines need; `glued`: news may follow on what they describe."""
    return re.compile(_rules(end="" if glued else "$")[section])


def news(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The lines of `text[start:end]` that are news; of a line with furniture glued to its front, the rest."""
    kept: list[Span] = []
    in_appeal = False
    for line in paragraphs(text, start, end):
        if not in_appeal and not _begins_with_any(line.of(text)):
            kept.append(line)
            continue
        rest = _unglued(text, line)
        appeals = is_appeal(rest.of(text)) or (in_appeal and rest == line and _is_about_itself(line.of(text)))
        if appeals or is_notice(rest.of(text)):
            in_appeal |= appeals
        else:
            kept.append(rest)
            in_appeal = False
    return kept


def _begins_with_any(line: str) -> bool:
    """False if neither a line nor any front of it can be furniture, as for most."""
    small = line.lower()
    if not FIRST.match(small) and not any(map(small.__contains__, HELD)):
        return False
    own = _own_words(line[:MAX_APPEAL])
    return bool(MENU.match(small) or _pattern("request", glued=True).match(own) or APPEAL.search(own))


def is_notice(line: str) -> bool:
    """True for a menu line or a request to the reader: `Comments`, `Sign up to our free breaking news emails`."""
    if len(line) <= MAX_MENU and MENU.fullmatch(line.lower()):
        return True
    return len(line) <= MAX_REQUEST and _pattern("request").match(_own_words(line)) is not None


def is_appeal(line: str) -> bool:
    """True for a line that asks for money: `Your donation allows us to keep sending journalists.`

    Words between quotation marks do not count: they are somebody's.
    """
    return len(line) <= MAX_APPEAL and APPEAL.search(_own_words(line)) is not None


def _is_about_itself(line: str) -> bool:
    """True for a line that is part of an appeal if one stands around it: it tells the reader of the site's own work.

    `We choose not to lock readers out of our reporting with paywalls.`
    """
    own = _own_words(line) if len(line) <= MAX_APPEAL else ""
    return _pattern("speaking").search(own) is not None and len(set(_pattern("trade").findall(own))) > 1


def _own_words(line: str) -> str:
    """A line in small letters without what it quotes, all white space alike."""
    return " ".join(QUOTED.sub(" ", line.lower()).split())


def _unglued(text: str, line: Span) -> Span:
    """What is left of a line without the furniture glued to its front.

    `Your support makes all the difference.The minister on Thursday ...` leaves `The minister on Thursday ...`.
    """
    start = line.start
    for glue in GLUE.finditer(text, line.start, min(line.end, line.start + MAX_GLUED)):
        front = text[start : glue.start()]
        if is_appeal(front) or is_notice(front):
            start = glue.end()
    return Span(start, line.end)
