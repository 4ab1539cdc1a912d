"""Marked words that nobody says: names of works, programmes and things, what stands on signs, words spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extract.attribution.places import Entry, Place
from quotes.extract.attribution.rules import BYLINE
from quotes.extract.grammar import lexicon, subjects
from quotes.extract.grammar.tokens import Tokens
from quotes.extract.people import mentions

JUDGED_WORK = re.compile(r"C[dN'#n]+$")
NEAR = 12  # tokens of a clause that judges a work


def is_name(entry: Entry, place: Place) -> bool:
    """True for one capital word inside a name, `Dwight “Skip” Pomeroy`, and for the name of a programme, a work or a
    thing: `Friday’s “Nightly”`, `in her book, “A Clinic in Every County,”`, `“Holm burns,” by Ben Birk: “...”`."""
    tokens, at = entry.paragraphs[place.first[0]].tokens, place.first[1]
    if tokens.words[at + 1 : at + 2] == ["by"] and BYLINE.match(tokens.classes, at + 1):
        return True
    if _is_entitled(tokens, at) or _is_on_sign(entry.text, tokens, at):
        return True
    if _is_word(tokens, at) or _is_nickname(tokens, place):
        return True
    noun = tokens.words[at - 1 - (tokens.classes[at - 1 : at] == ",")] if at > 1 else ""
    is_work = len(place.words) > 1 and noun in lexicon.context("work") and not _is_work_judged(tokens, at)
    if (is_work or tokens.classes.endswith("D'", 0, at)) and place.words and is_title(place.words):
        return True
    inside = tokens.classes[at - 1 : at] == "N" and tokens.classes[at + 1 : at + 2] == "N"
    return inside and len(place.words) == 1 and place.text.isalpha() and place.text[0].isupper()


def _is_entitled(tokens: Tokens, at: int) -> bool:
    """True behind what only a name follows: `a boat named “Safe”`, `billed as the “Battle”`, `the slogan “Free”`."""
    while at and (tokens.classes[at - 1] == "d" or tokens.words[at - 1] == "as"):
        at -= 1
    last = at - 1 - (tokens.classes[at - 1 : at] == ",")
    entitled = lexicon.context("entitled") | (lexicon.context("branded") if last == at - 1 else frozenset())
    if last < 1 or tokens.words[last] not in entitled or _is_work_judged(tokens, at):
        return False
    before = tokens.words[max(0, last - 2) : last]
    is_said = before[-1] in lexicon.context("owning") or not lexicon.context("using").isdisjoint(before)
    return not (is_said and tokens.words[last] in lexicon.context("catchword"))  # "used the phrase", "her slogan"


def _is_on_sign(text: str, tokens: Tokens, at: int) -> bool:
    """True for what nobody is said to have said but stands on something: `a banner reading “Peace”`, `the sign, which
    reads “Peace”`, `a sign on the fence said “Peace”`, `held up a sign: “Peace”`."""
    signs = lexicon.context("sign")
    verb = at - 1 - (tokens.classes[at - 1 : at] in (",", ":"))
    if verb < 1:
        return False
    if tokens.words[verb] not in lexicon.context("reading"):
        return tokens.classes[at - 1] == ":" and tokens.words[verb] in signs
    noun = verb - 1 - (tokens.words[verb - 1] in ("that", "which"))
    noun -= tokens.classes[max(0, noun)] == ","
    if noun < 0 or tokens.words[noun] in signs:
        return noun >= 0
    subject = subjects.before(tokens, verb) if tokens.classes[verb] != "G" else None
    told = mentions.RELATIVE.sub("", tokens.span(*subject).of(text)) if subject else ""
    return mentions.head(told) in signs


def _is_word(tokens: Tokens, at: int) -> bool:
    """True for a word that is spoken of, not said: `the term “dwelling” frightens people`."""
    is_told = tokens.words[max(0, at - 2) : at - 1] == ["the"] and tokens.words[at - 1] in lexicon.context("term")
    return is_told and tokens.classes[at + 1 : at + 2] in ("a", "v")


def _is_nickname(tokens: Tokens, place: Place) -> bool:
    """True for what many call something, that being a name: `sailors call it “the Widow”`."""
    at = place.first[1]
    verb = at - 1 - (at > 1 and tokens.words[at - 1] in ("it", "him", "her", "them"))
    is_called = verb > 0 and tokens.words[verb] == "call"
    return is_called and bool(place.words) and (is_title(place.words) or place.words[0] == "the")


def _is_work_judged(tokens: Tokens, at: int) -> bool:
    """True for what somebody called a work: `called the film "A Disaster"`."""
    judged = JUDGED_WORK.search(tokens.classes, max(0, at - NEAR), at)
    return judged is not None and lexicon.reports(tokens.words[judged.start()], frame="judgement")


def is_title(words: Sequence[str]) -> bool:
    """True if every word but the small ones has a capital, and there is no small one at the end."""
    if len(words) >= 10 or not words[0][0].isupper():
        return False
    small = lexicon.context("title-small")
    if not all(word[0].isupper() or word.lower() in small for word in words):
        return False  # as most are
    return any(word.lower() not in small for word in words)
