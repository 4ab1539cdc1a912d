"""What a text calls somebody right beside the name: `Senator Orr`, `Orr, the mayor of Holm,`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from quotes import names
from quotes.extract.grammar import lexicon
from quotes.extract.grammar.tokens import INSIDE, TOKEN
from quotes.extract.people.mentions import description

BEFORE, AFTER = 80, 240  # characters before a name in which its role may begin, and after it in which it ends
OPENING = "“”\"‘(['—–-"
CLOSED = re.compile(r"(?:\s\([^)]{1,12}\))?[,.;:)]|\s[—–-]")  # after a name in apposition
DESCRIPTION = re.compile(r"(?:d|[nN]+')[nN#'er]+(?:i[dnN#'&]+)*")
BEGINS = re.compile(r"(?:[^N],|[&C:;oQ-])$")  # but not after "Ben Lee, "
DOES = re.compile(r"[aCv].*[^,]$")  # "She told of her son, Ben Lee,"
DETERMINERS = frozenset("The A An His Her Their Its".split())  # first in a sentence
APPOSED = re.compile(r"(?:\s\([^)]{1,12}\))?(?:,\s\d{1,3})?,\s(?=(?P<first>\w+))")  # "Ana Orr (D), 44, "
NO_NOUN = frozenset("wsip&aCQ")  # classes that begin no apposition
LONGEST = 30  # characters of a word
STOPS = frozenset(",.;:()-owsQ")  # classes that end an apposition: marks, and words that begin a clause
NOUN = re.compile(r"(?<=[d'i])[aCcvGe]|c|(?<=n)v$")  # verb forms that are nouns or adjectives where they stand
VERB = re.compile(r"[aCcvG]")
PHRASE = re.compile(r"(?!&)r*d?(?:[nN#'erD]|&d?|(?<=N)i(?=N))*")  # up to a preposition or a verb
OF_THESE = re.compile(r"did?[nN#'er]*n")  # "one of the backers"
AFTER_HEAD = re.compile(r"[iGer#D&]")
OTHER = re.compile(r"(?<=n)&N.*|&d?[aCcvG].*|''.*")  # "a lawyer [and Lee]", "a lawyer [and runs the club]"
DANGLING = frozenset("the a an such ' ’".split())
OWNING = re.compile(r"[’']s?\s")
OWNERS = frozenset("his her their its our my".split())
REMEMBERED = 2000  # names of the article at hand


@lru_cache(REMEMBERED)
def roles_beside(text: str, start: int, name: str) -> tuple[str, ...]:
    """The roles told just before a name (`Russian president`) and after it (`, the mayor of Holm,`)."""
    titles = names.parse(name).titles
    before = [t for t, word in zip(titles, name.split(), strict=False) if t == word and _tells(t)] if titles else []
    line, end = text[max(0, start - BEFORE) : start].rpartition("\n")[2], start + len(name)
    described = _described(line[:-2]) if line.endswith(", ") and CLOSED.match(text, end) else ""
    told = described or _before(line, before)
    if titles and not told:  # "Ana Orr MP"
        told = next((title for title in titles if title not in before and _is_role(title)), "")
    return tuple(_bare(description(role)) for role in (told, _after(text, end)) if role)


def _bare(role: str) -> str:
    """A role without its "the"; but `the mayor's adviser`."""
    return role if OWNING.search(role) else role.removeprefix("the ")


def _tells(title: str) -> bool:
    """False for a title that tells no role: `Mr`, `Dame`."""
    return title.rstrip(".").lower() not in names.COURTESY


def _described(line: str) -> str:
    """The description that a line ends in, of which the name behind a comma tells whom it means: `the leader of the
    council, Ana Orr,`. Empty where it may be two people's (`a spokesman for the mayor, Ana Orr,`) or another's
    (`Jailed by the judge, Ben Lee,`)."""
    spans, words, classes = _read(line, 0, len(line))
    classes = NOUN.sub(
        "n", "".join("d" if word in DETERMINERS else kind for word, kind in zip(words, classes, strict=True))
    )
    starts = [match.start() for match in map(partial(DESCRIPTION.fullmatch, classes), range(len(words))) if match]
    heads = {start + at: start for start in reversed(starts) if (at := _head(words[start:], classes[start:])) >= 0}
    if len(heads) != 1:
        return ""
    start = heads.popitem()[1]
    before = classes[:start].rpartition(".")[2]
    is_cut = len(line) >= BEFORE - 2
    is_told = BEGINS.search(before) or (DOES.search(before) and (is_cut or before[0] not in "isGeCn"))
    is_told = is_told or not (before or is_cut)
    return line[spans[start][0] :] if is_told or words[start - 2 : start] == ["according", "to"] else ""


def _before(line: str, titles: Sequence[str]) -> str:
    """The words at the end of a line, and the titles after it, that make a role, with all that tells more of it."""
    if not titles and not (line[-2:-1].isalnum() and _ends_in_role(line)):
        return ""
    spans, words, classes = _read(line, 0, len(line))
    start = _start([*words, "Sir"], classes)
    told = line[spans[start][0] :].rstrip() if start < len(words) else ""
    return " ".join(filter(None, (told, *titles)))


def _ends_in_role(line: str) -> bool:
    """True for a text that ends in a noun for one who speaks, or in an office of something: `chief of Staff`."""
    last = line.rsplit(None, 3)[-3:]
    is_office = len(last) == 3 and lexicon.is_office(*last[:2]) and (last[1] == "for" or _is_role(last[0]))
    return is_office or (bool(last) and _is_role(last[-1].lstrip(OPENING)))


def _start(words: Sequence[str], classes: str) -> int:
    """Where the role begins in which some words, all but the last, end; their number if they end in none."""
    end = start = len(classes)
    while start and words[start].lower() not in lexicon.context("doubt") and _tells_more(words, classes, start - 1):
        start -= 1
    before = words[start - 1].lower() if start else ""
    if start < end and (before in OWNERS or (before == "the" and "'" in classes[start:])):
        return start - 1  # "his wife", "the mayor's wife"
    if (before == "to" or classes[start - 1 : start] == "p") and not _is_known(words[start]):
        start += 1  # "to want law expert Orr"
    while start < end and classes[start] in "'i&r":
        start += 1
    return start


def _tells_more(words: Sequence[str], classes: str, at: int) -> bool:
    """True for a word that belongs to the role after it: `Holm` and `law` in `Holm law professor`."""
    word, kind, before = words[at], classes[at], classes[max(0, at - 1) : at]
    if word.lower() in lexicon.context("doubt"):
        return True
    if word[0].isupper() and kind in "Nn":
        return INSIDE[word.lower()] not in "aCsiwprd&"  # "Orr Finally Endorses House Speaker"
    if kind == "i":
        return lexicon.is_office(words[at - 1], word)
    if kind == "e":
        return before in ("", "d", "i", ",")  # "retired general", but not "Lee hired general"
    if _is_known(word) or kind == "'" or word in lexicon.context("role-plural"):
        return True
    is_noun = kind == "n" and not word.endswith(("s", "ing"))
    is_either = kind in "cv" and before in tuple("dnNcv")  # "radio talk host", but not "to ask Mayor"
    return (is_noun or is_either) and not words[at + 1][0].isupper()


def _is_known(word: str) -> bool:
    """True for a word that surely tells of a role: a capital, a noun or an adjective of roles."""
    return word[0].isupper() or _is_role(word) or word in lexicon.context("role-adjective")


def _after(text: str, end: int) -> str:
    """The apposition that follows a name and tells a role: `, a lawyer and former aide to Mr. Lee,`; else nothing."""
    comma = APPOSED.match(text, end)
    if not comma or INSIDE[comma["first"]] in NO_NOUN:
        return ""
    line = text.find("\n", comma.end(), comma.end() + AFTER)
    spans, words, classes = _read(text, comma.end(), line if line >= 0 else comma.end() + AFTER, STOPS)
    classes = NOUN.sub("n", classes)
    at = _head(words, classes)
    if at < 0 or (line < 0 and spans[-1][1] > comma.end() + AFTER - LONGEST):
        return ""
    other = OTHER.search(classes, at)
    length = other.start() if other else len(words)
    while classes[length - 1] in "i&" or words[length - 1] in DANGLING:  # "author of"
        length -= 1
    return "" if VERB.search(classes, at + 1, length) else text[spans[0][0] : spans[length - 1][1]]


def _head(words: Sequence[str], classes: str) -> int:
    """The noun for one who speaks that heads a phrase, else -1: `aide` in `a former aide to the mayor`."""
    if not words or words[0] in ("no", "not", "never", "hardly", "neither"):
        return -1
    of_these = OF_THESE.match(classes)
    if of_these and words[0] == "one":
        at = of_these.end() - 1
        return at if lexicon.heads().get(words[at]) == "group" else -1
    phrase = PHRASE.match(classes)
    end = phrase.end() if phrase else 0
    at = next((at for at in range(end - 1, -1, -1) if classes[at] in "nN" and _is_role(words[at])), -1)
    following = words[at + 1 : at + 2]
    is_doing = following and following[0].endswith("ing") and words[0] in ("a", "an")
    is_last = not following or AFTER_HEAD.match(classes, at + 1) or is_doing
    return at if is_last else -1


def _is_role(word: str) -> bool:
    """True for a noun for one who speaks: `minister`, `ex-minister`."""
    prefix, _, noun = word.lower().rpartition("-")
    noun = noun if prefix in lexicon.context("role-prefix") else word.lower()
    return lexicon.heads().get(noun) == "role" or noun in lexicon.context("role-or-name")


def _read(
    text: str, start: int, end: int, stops: frozenset[str] = frozenset()
) -> tuple[list[tuple[int, int]], list[str], str]:
    """The words of a part of a text, up to the first of a class in `stops`: their places, themselves, and their classes
    by their form."""
    spans, words, classes = [], [], []
    for match in TOKEN.finditer(text, start, end):
        kind = INSIDE[match[0]]
        if kind == "-" and _is_hyphen(text, match):  # "a 14-year employee"
            kind = "#"
        if kind in stops:
            break
        spans.append(match.span())
        words.append(match[0])
        classes.append(kind)
    return spans, words, "".join(classes)


def _is_hyphen(text: str, match: re.Match[str]) -> bool:
    """True for a hyphen inside a word."""
    around = text[match.start() - 1], text[match.end() : match.end() + 1]
    return match[0] == "-" and not any(map(str.isspace, around)) and around[1].isalnum()
