"""Who acts in a sentence: the phrase that is a verb's subject."""

from __future__ import annotations

import re

from quotes.extract.grammar import lexicon, phrases
from quotes.extract.grammar.phrases import Phrase
from quotes.extract.grammar.tokens import Tokens

DOES = re.compile(r"r*(?:[va]|[Cc](?!,))")  # but not "Orr says,"
AGO = ("later", "earlier", "ago")
TIME = 4  # tokens of one that begins a sentence


def main(tokens: Tokens, at: int) -> Phrase | None:
    """The subject of the sentence around token `at`: its first phrase, after an adverbial that ends with a comma."""
    classes = tokens.classes
    start = tokens.sentence(at).start
    while start < at and classes[start] in "&rQ,-":
        start += 1
    if start >= at:
        return None
    time = _time_end(tokens, start, at)
    if time > start and classes[time] != "s":
        return within(tokens, time + (classes[time] == ","), at)
    if time > start or classes[start] in "isGD" or tokens.words[start] in lexicon.context("asked"):
        return after_adverbial(tokens, start, at)
    return within(tokens, start, at)


def _time_end(tokens: Tokens, start: int, at: int) -> int:
    """The token behind a time that begins a sentence: behind `later` in `A few days later, Orr left`; else `start`."""
    units = lexicon.context("time")
    for n in range(start, min(start + TIME, at - 1)):
        if tokens.words[n] in units:
            end = n + 1 + (tokens.words[n + 1] in AGO)
            return end if end < at and tokens.classes[end] in ",sNdp" else start
        if tokens.classes[n] not in "dn#NrD":
            break
    return start


def within(tokens: Tokens, start: int, at: int) -> Phrase | None:
    """The phrase that begins at a token and ends before `at`."""
    phrase = phrases.starting_at(tokens, start) if start < at else None
    return phrase if phrase and phrase[1] <= at and tokens.classes[phrase[0]] != "w" else None


def after_adverbial(tokens: Tokens, start: int, at: int) -> Phrase | None:
    """The phrase behind a comma that a verb follows, `Orr` in `When Birk, the mayor, left, Orr`; else the first.

    Of several the last after a subordinate clause, `Orr` in `When, in May, Birk left, Orr stayed and said`.
    """
    comma = tokens.classes.find(",", start, at)
    marks = tokens.classes.find("Q", start, at)
    found = [within(tokens, marks + 1, at)] if marks >= 0 and comma < 0 else []  # "Calling it “old,” Orr left"
    while comma >= 0:
        first = comma + 1 + 2 * (tokens.classes[comma + 1 : comma + 3] == "#,")  # "On July 6, 2015, Orr"
        found.append(within(tokens, first, at))
        comma = tokens.classes.find(",", first, at)
    doing = [phrase for phrase in found if phrase and DOES.match(tokens.classes, phrase[1], at + 1)]
    telling = [phrase for phrase in doing if "C" in tokens.classes[phrase[1] : phrase[1] + 1]]
    if doing and tokens.classes[start] == "s" and not telling:
        return doing[-1]
    return next(iter((*telling, *doing, *found)), None)


def before(tokens: Tokens, at: int) -> Phrase | None:
    """The phrase before a verb of any kind that says who acts: `Ms Orr` in `Ms Orr on Thursday also spoke`."""
    floor = leftmost(tokens, at)
    return phrases.ending_at(tokens, left_of_verb(tokens, at, floor), floor)


def leftmost(tokens: Tokens, at: int) -> int:
    """The token after the last quotation or the sentence's start before `at`; no subject of it reaches further left."""
    classes, floor = tokens.classes, tokens.sentence(at).start
    floor = max(floor, classes.rfind(";", floor, at) + 1)
    quotation = classes.rfind("Q", floor, at)
    while quotation >= 0 and _is_title(tokens, quotation):
        quotation = classes.rfind("Q", floor, quotation)
    floor = max(floor, quotation + 1)
    while floor < at and classes[floor] == ",":
        floor += 1
    return floor


def _is_title(tokens: Tokens, at: int) -> bool:
    """True for a quotation that stands as a title in an insertion: `Lotte Tierney, author of “Nine Miles”, said`."""
    ends = tokens.classes[at + 1 : at + 2] == "," or tokens.words[at - 2 : at] == ["author", "of"]
    return tokens.classes[at - 1 : at] == "i" and ends


def left_of_verb(tokens: Tokens, at: int, floor: int) -> int:
    """Left of a verb's auxiliaries, adverbs and dates: `Orr on Thursday also` before `said`."""
    classes = tokens.classes
    while at > floor:
        numbered = classes[at - 1] == "#" and classes[at - 2 : at - 1] in ("D", "i")  # "on May 6", "in 2010"
        dated = classes[at - 1] == "i" and classes[at] in "D#" and at - 1 > floor  # "on Thursday"
        late = classes[at] == "D" and tokens.words[at - 1] in ("late", "early")  # "late on Thursday"
        if not (classes[at - 1] in "arD" or numbered or dated or late or tokens.words[at - 1] == "once"):
            break
        at -= 1
    return at
