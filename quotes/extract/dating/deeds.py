"""What a sentence says was done on a date that it gives: the verb, the occasion, who did it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from quotes.extract.grammar import lexicon, phrases, subjects
from quotes.extract.grammar.tokens import Tokens
from quotes.model import Span

Who = Callable[[Span], str | None]  # the fullest name of whom a phrase means; None where that is not clear
PRONOUNS = ("he", "she", "they")
WORD = re.compile(r"[a-z]+")
STEM = re.compile(r"\b[a-z]{5}")  # of words in small letters that have as many or more
GRAMMAR = frozenset("i&spdwa,'D")  # the classes of words that are of grammar
REDUCED = re.compile(r"[vCc][^&,;:QswvCc]*n\Z")  # before a participle: "rejects the plan unveiled on Monday"
OF_WHAT = 4  # words after a date that may say whose day it is: "Monday's town hall event"


class Doer(NamedTuple):
    """Who did something: where the text names them, and their fullest name, where it is clear."""

    place: Span
    is_pronoun: bool = False
    name: str | None = None


NOBODY = Doer(Span(0, 0))


class Deed(NamedTuple):
    """What a sentence says was done on a date.

    `how` the date stands: after (`spoke on Monday`), first (`On Monday Orr spoke`), of (`Monday's debate`) or clock.
    `sort` of the verb: the frame of a reporting verb, appearing, published, be, doing or other; + for the perfect.
    `clause`: main, reported or relative. `event`: the noun of an occasion (`spoke at a rally on Monday`).
    """

    how: str
    sort: str = "-"
    clause: str = "-"
    event: str = ""
    doer: Doer = NOBODY
    verb: int = -1  # where it stands
    under: str = "-"  # the word that puts the date under another clause or deed: after the vote on Monday
    before: str = "-"  # the word before the date


def on(tokens: Tokens, span: Span, who: Who) -> Deed:
    """What was done on the date at a place, by the tokens of its sentence; `who` tells whom a place means."""
    start = bisect_right(tokens.spans, span.start, key=itemgetter(1))
    end = bisect_left(tokens.spans, span.end, key=itemgetter(0))
    verb, event = _verb_before(tokens, start)
    under = _under(tokens, start)
    before = _shown(tokens, start - 1)
    how = "after" if verb >= 0 else "first"
    if _is_of(tokens, start, end):
        how, event = "of", next((word for word in tokens.words[end : end + OF_WHAT] if word in events()), "")
    verb = verb if verb >= 0 else _verb_after(tokens, end)
    if verb < 0:
        return Deed(how, event=event, under=under, before=before)
    doer = _doer(tokens, verb, who)
    return Deed(how, _sort(tokens, verb), _clause(tokens, verb), event, doer, tokens.spans[verb][0], under, before)


def _doer(tokens: Tokens, verb: int, who: Who) -> Doer:
    """Who did what a verb tells."""
    phrase = _subject(tokens, verb)
    if phrase is None:
        return NOBODY
    start, end = phrase
    is_pronoun = end == start + 1 and tokens.words[start] in PRONOUNS
    return Doer(tokens.span(start, end), is_pronoun, who(tokens.span(start, end)))


def _under(tokens: Tokens, start: int) -> str:
    """The last word before a date, up to a comma or a quotation, that puts what follows under something else."""
    for at in range(start - 1, -1, -1):
        if tokens.classes[at] in "Q,;:.":
            break
        if tokens.classes[at] in "sw" or tokens.words[at] in lexicon.context("under"):
            return tokens.words[at]
    return "-"


def _shown(tokens: Tokens, at: int) -> str:
    """A word of grammar or of an occasion, else its class: no names, nothing of what a text is about."""
    if not 0 <= at < len(tokens):
        return "-"
    word, kind = tokens.words[at], tokens.classes[at]
    of_occasion = word in events() or word in lexicon.context("published") or word in lexicon.context("appearing")
    return word if of_occasion or kind in GRAMMAR else kind


def _is_of(tokens: Tokens, start: int, end: int) -> bool:
    """True for a date that only says which: `Monday's debate`, `a Tuesday rally`, `before Tuesday night's vote`."""
    following = tokens.classes[end : end + 1]
    if following == "'":
        return True
    before = tokens.words[start - 1] if start else ""
    return following == "n" and (
        tokens.classes[max(0, start - 1) : start] in ("d", "'") or before in ("at", "in", "of")
    )


@cache
def events() -> frozenset[str]:
    """The nouns of occasions."""
    return lexicon.context("event") | lexicon.context("occasion")


def settings_in(text: str) -> frozenset[str]:
    """The settings that a text tells of: stage, air, debate, hearing, press, writing, call."""
    settings = lexicon.settings()
    return frozenset(settings[word] for word in WORD.findall(text.lower()) if word in settings)


def matter(text: str) -> frozenset[str]:
    """What a text is about: the beginnings of its longer words in small letters."""
    return frozenset(STEM.findall(text))


def _verb_before(tokens: Tokens, start: int) -> tuple[int, str]:
    """The verb that a date stands after (else -1), and the noun of an occasion between them."""
    event, classes = "", tokens.classes
    for at in range(start - 1, -1, -1):
        if classes[at] in "vC" and classes[at - 1 : at] == "n" and tokens.words[at] in lexicon.context("published"):
            continue  # "a statement issued on Monday"
        if classes[at] in "vCcG" or (classes[at] == "a" and classes[at + 1] not in "vCcGra"):
            return at, event
        if classes[at] in "Q.;:":
            return -1, event
        if not event and classes[at] == "n" and tokens.words[at] in events():
            event = tokens.words[at]
    return -1, event


def _verb_after(tokens: Tokens, end: int) -> int:
    """The verb of the clause that a date begins, else -1."""
    at = next((n for n in range(end, len(tokens)) if tokens.classes[n] in "vCca"), -1)
    while 0 <= at < len(tokens) - 1 and tokens.classes[at] in "ar" and tokens.classes[at + 1] in "arvCcG":
        at += 1
    return at


def _sort(tokens: Tokens, verb: int) -> str:
    """The sort of a verb, as `Deed` tells."""
    word = tokens.words[verb]
    cue = lexicon.cues().get(word)
    if tokens.classes[verb] == "a":
        sort = "be"
    elif cue:
        sort = cue[1]
    elif word in lexicon.context("appearing"):
        sort = "appearing"
    elif word in lexicon.context("published"):
        sort = "published"
    else:
        sort = "doing" if tokens.classes[verb] == "G" else "other"
    is_perfect = not {"has", "have", "had"}.isdisjoint(tokens.words[max(0, verb - 2) : verb])
    return sort + "+" * is_perfect


def _clause(tokens: Tokens, verb: int) -> str:
    """Whether a verb stands in the main clause, in one that is reported, or in a relative one."""
    before = tokens.classes[:verb]
    if tokens.classes[verb] in "vC" and REDUCED.search(before):
        return "relative"
    return "relative" if "w" in before else "reported" if "s" in before[1:] or "C" in before else "main"


def _subject(tokens: Tokens, verb: int) -> phrases.Phrase | None:
    """Who did what a verb tells."""
    subject = subjects.before(tokens, verb)
    if not subject and tokens.classes[verb] == "C" and (not verb or tokens.classes[verb - 1] in "Q,"):
        subject = phrases.starting_at(tokens, verb + 1)  # "said Ms Orr"
    return subject or subjects.main(tokens, verb)


def find(text: str, name: str, start: int = 0, end: int | None = None) -> int:
    """Where a name stands in `text[start:end]` as a word of its own, else -1."""
    at = text.find(name, start, end)
    while at >= 0:
        after = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[after : after + 1].isalnum()):
            return at
        at = text.find(name, at + 1, end)
    return -1
