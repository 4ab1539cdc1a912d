"""Where a date may stand that goes with a reporting clause: after its verb, before its subject, around it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quotes.extract import deeds, lexicon
from quotes.extract.clauses import Clause
from quotes.extract.tokens import Tokens

# What may stand between a cue and the date that goes with it: prepositional phrases, dates and adverbs.
TAIL = re.compile(r"(?:,?(?:i[dnNG#'&r]*(?:[nN#D](?:'n+)?(?:,N+(?=[,iD]))?|Q(?=r?[iD]))|dD|[rD#]+))*")
OBJECT = re.compile(r"(?:p|[nN']+Q(?=[iD])|d?[nNG#']*[nN])?")  # whom somebody told: Holm News' “Today”
CALLED = re.compile("(?P<at_once>[,:]?)[^vCcGswQ.;]*(?P<as>sd?)?Q(?:,?&Q)?")  # "called it", "dismissed it as a"
OF = (["of"], ["about"], ["into"], ["over"])
DURING = (["after"], ["during"], ["in"])
EVENT = re.compile("[dnN']*n")
MATTERS = frozenset("of about after before ahead".split())  # "Speaking of the fire on Monday"
NAMED = re.compile("[D#rdiNn',]+Q[N,nd]")  # "Sunday on Holm News' “Evening Hour,” Orr said"
INSERTED = re.compile(",[^Q]")  # behind a verb
SUBORDINATE = re.compile(",[sw]")
OF_THING = re.compile("D[dnN]|#d")  # "called the vote in 2016 a mistake, saying"
CLOSING = re.compile("D'[nNid']*Q?[.,]?")  # "Thursday's broadcast of Holm News' “Evening Hour.”"
NOWHERE = 0, 0
Place = tuple[int, int]  # tokens from the first to the last, end exclusive


class Adverbials(NamedTuple):
    """Where the adverbials of a clause stand, the likeliest to hold its date first; `NOWHERE` for those it has not."""

    tail: Place  # after the verb: told leaders at the summit on Thursday
    behind: Place  # behind its quotation: called the plan “a lantern” on Thursday
    between: Place  # between subject and verb: Putin on Thursday said
    outer: Place  # before a clause of time or place: at a rally on Thursday, where Putin said
    asked: Place  # behind a participle that begins the sentence: Asked on Thursday whether it was over, Putin said
    lead: Place  # before subject and verb: In a March 2015 interview, Putin said
    closing: Place  # a broadcast that ends the sentence: Putin said it was over on Thursday's “Evening Hour.”
    while_: Place  # at the end of a clause that begins the sentence: When he left on Thursday, Putin said
    host: Place  # behind the verb that a participle hangs on: Putin went further on Thursday, saying


def find(tokens: Tokens, clause: Clause) -> Adverbials:
    """The adverbials of a reporting clause."""
    return Adverbials(
        _tail(tokens, clause),
        _behind(tokens, clause),
        _between(clause),
        _outer(tokens, clause),
        _asked(tokens, clause),
        _lead(tokens, clause),
        _closing(tokens, clause),
        _while(tokens, clause),
        _host(tokens, clause),
    )


def _tail(tokens: Tokens, clause: Clause) -> Place:
    inverted = clause.subject and clause.found == "after"
    start = clause.subject[1] if inverted and clause.subject else clause.cue[1]
    if tokens.words[clause.cue[0]] in lexicon.context("told") and not inverted and clause.cue[1] - clause.cue[0] == 1:
        match = OBJECT.match(tokens.classes, start)
        start = match.end() if match else start
    if tokens.words[start : start + 2] == [",", "speaking"]:  # "she said, speaking on Monday"
        start += 2
    skipped = _skipped()
    while start < len(tokens) and tokens.words[start] in skipped:
        start += 1
    if tokens.words[start : start + 1] in OF and tokens.classes[start : start + 2] != "ip":
        start = _occasion(tokens, start)  # "said of the flood in an interview on Sunday", not "of the flood on Sunday"
    elif tokens.words[start : start + 1] in OF:
        start += 2  # "said of him on Sunday"
    end = _tail_end(tokens, _event_end(tokens, start))
    while (told := end + (tokens.classes[end : end + 1] == ",")) < len(tokens) and tokens.words[told] in skipped:
        end = _tail_end(tokens, told + 1)  # "in a statement released on Monday", "in an interview, taped on Monday"
    return start, _same_sentence(tokens, clause.cue[0], start, end)


def _behind(tokens: Tokens, clause: Clause) -> Place:
    at = clause.cue[1]
    quoted = CALLED.match(tokens.classes, at)
    if not quoted or clause.found not in ("before", "main"):
        return NOWHERE
    end, joined = quoted.end(), tokens.words[slice(*quoted.span("as"))][:1]
    if joined not in ([], ["as"]) or not (clause.frame == "judgement" or quoted["at_once"] or joined):
        return NOWHERE
    return end, _same_sentence(tokens, at - 1, end, _tail_end(tokens, end))


def _occasion(tokens: Tokens, start: int) -> int:
    """The token behind the preposition of an occasion that follows what is spoken of, else the sentence's end."""
    stop = tokens.sentence(start).stop
    for at in range(start + 1, stop):
        if tokens.classes[at] in "vCcaGQsw,":
            break
        if tokens.words[at] in ("in", "during") and _event_end(tokens, at) > at:
            return at
    return stop


def _event_end(tokens: Tokens, start: int) -> int:
    """The end of an occasion that begins with a preposition, `after a rally`; else `start`."""
    if tokens.words[start : start + 1] not in DURING:
        return start
    event = EVENT.match(tokens.classes, start + 1)
    return event.end() if event and tokens.words[event.end() - 1] in deeds.events() else start


@cache
def _skipped() -> frozenset[str]:
    """Words before a date that tell no less of it: `released late on Monday`."""
    return lexicon.context("published") | {"late", "early", "back", "out", "onstage"}


def _tail_end(tokens: Tokens, start: int) -> int:
    tail = TAIL.match(tokens.classes, start)
    end = tail.end() if tail else start
    return end + 3 if tokens.words[end + 2 : end + 3] == ["ago"] else end  # "two days ago"


def _same_sentence(tokens: Tokens, at: int, start: int, end: int) -> int:
    while end > start and tokens.sentences[end - 1] != tokens.sentences[at]:
        end -= 1
    return end


def _between(clause: Clause) -> Place:
    if not clause.subject or clause.found != "before":
        return NOWHERE
    return clause.subject[1], clause.cue[0]


def _lead(tokens: Tokens, clause: Clause) -> Place:
    if clause.found == "before" and INSERTED.match(tokens.classes, clause.cue[1]):
        return NOWHERE  # "In 2008, Orr said, the firm had been sold"
    end = min(clause.cue[0], clause.subject[0]) if clause.subject else clause.cue[0]
    start = tokens.sentence(end).start
    marks = tokens.classes.rfind("Q", start, end)
    if marks > start and not NAMED.match(tokens.classes, start, marks + 2):
        start = marks + 1
    while start < end and (tokens.classes[start] in ",&" or tokens.words[start] == "back"):
        start += 1
    dash = tokens.classes.find("-", start, end)
    if dash > start and tokens.classes[end - 1] == "-":
        end = dash  # "In May - a month after she left - Orr said"
    if told := SUBORDINATE.search(tokens.classes, start, end):
        end = told.start()  # "On Monday, as the crowd grew, Orr said"
    elif tokens.words[end - 1] in ("when", "where"):
        end = max(start, tokens.classes.find(",", start, end))  # "Last month, Birk left when Orr said"
    speaks = tokens.words[start : start + 1] == ["speaking"] and MATTERS.isdisjoint(tokens.words[start:end])
    begins = tokens.classes[start] in "iDr#" or "ago" in tokens.words[start:end]
    if start == end or not (begins or speaks):
        return NOWHERE
    verbs = (n for n in range(start, end) if tokens.classes[n] in "vCs" and not _is_passed(tokens, start, n))
    return (start, end) if next(verbs, None) is None else NOWHERE


def _is_passed(tokens: Tokens, start: int, at: int) -> bool:
    """True for a verb form or the like that an adverbial may hold: `In a statement released on Monday`, `On Monday,
    after the vote`."""
    word = tokens.words[at]
    is_after = word in ("after", "before") and "D" in tokens.classes[start:at]
    is_as = word == "as" and tokens.classes[at + 1] in "dn"  # "At his start as mayor in March, "
    return is_after or is_as or word in lexicon.context("published")


def _outer(tokens: Tokens, clause: Clause) -> Place:
    if clause.found != "before" or not clause.subject:
        return NOWHERE
    at, first = clause.subject[0] - 1, tokens.sentence(clause.cue[0]).start
    if at <= first or tokens.words[at] not in ("when", "where"):
        return NOWHERE
    return _behind_last(tokens, first, at, "vCcaGQsw"), at


def _asked(tokens: Tokens, clause: Clause) -> Place:
    first = tokens.sentence(clause.cue[0]).start
    first += tokens.words[first] == "when"
    if first >= clause.cue[0] or tokens.words[first] not in lexicon.context("asked"):
        return NOWHERE
    end = _tail_end(tokens, first + 1)
    return first + 1, next((n for n in range(first + 1, end) if tokens.words[n] in MATTERS), end)


def _host(tokens: Tokens, clause: Clause) -> Place:
    at, first = clause.cue[0], tokens.sentence(clause.cue[0]).start
    if clause.found != "main" or tokens.classes[at] != "G":
        return NOWHERE
    start = _behind_last(tokens, first, at, "vCcaQ")
    is_plain = tokens.classes[start - 1] in "vCQ" and "s" not in tokens.classes[first : start - 1]
    is_of_thing = OF_THING.search(tokens.classes, start, at) is not None
    return (start, at) if start > first and is_plain and not is_of_thing else NOWHERE


def _behind_last(tokens: Tokens, first: int, at: int, kinds: str) -> int:
    """The token behind the last one before `at` that is of some classes, but not before `first`."""
    return next((n + 1 for n in range(at - 1, first - 1, -1) if tokens.classes[n] in kinds), first)


def _closing(tokens: Tokens, clause: Clause) -> Place:
    sentence = tokens.sentence(clause.cue[0])
    at = tokens.classes.rfind("D'", clause.cue[1], sentence.stop)
    if at < 0 or tokens.words[at - 1] != "on" or not CLOSING.fullmatch(tokens.classes, at, sentence.stop):
        return NOWHERE
    named = "Q" in tokens.classes[at : sentence.stop] or not deeds.events().isdisjoint(tokens.words[at : sentence.stop])
    return (at - 1, sentence.stop) if named else NOWHERE


def _while(tokens: Tokens, clause: Clause) -> Place:
    first = tokens.sentence(clause.cue[0]).start
    end = min(clause.cue[0], clause.subject[0]) if clause.subject else clause.cue[0]
    if tokens.words[first] not in ("when", "while", "as") or tokens.classes[end - 1] != ",":
        return NOWHERE
    return _behind_last(tokens, first, end - 1, "vCcaGQsw,"), end - 1
