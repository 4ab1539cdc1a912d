"""Where a date may stand that goes with a reporting clause: after its verb, before its subject, around it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quotes.extract.dating import counted, deeds
from quotes.extract.grammar import lexicon
from quotes.extract.grammar.clauses import Clause
from quotes.extract.grammar.tokens import Tokens

# What may stand between a cue and the date that goes with it: prepositional phrases, dates and adverbs.
TAIL = re.compile(r"(?:,?(?:i[dnNG#'&r]*(?:[nN#D](?:'n+)?(?:,N+(?=[,iD]))?|Q(?=r?[iD]))|dD|[rD#]+))*")
OBJECT = re.compile(r"(?:p|[nN']+Q(?=[iD])|d?[nNG#']*[nN]G?)?")  # whom somebody told: Holm News' “Today”
WHAT = re.compile("(?:p|d?[nNG#']*[nN])?")  # that somebody does something to
DOING = re.compile(f"pr?[vC]{WHAT.pattern}")  # "he left the hall"
CALLED = re.compile("(?P<at_once>[,:]?)[^vCcGswQ.;]*(?P<as>sd?)?Q(?:,?&Q)?")  # "called it", "dismissed it as a"
AT_OCCASION = frozenset(("after", "during", "in"))
EVENT = re.compile("[dnN']*n")
NAMED = re.compile("[#rdiNn,]*[D'][D#rdiNn',]*Q[N,nd]")  # "Sunday on Holm News' “Evening Hour,” Orr said"
INSERTED = re.compile(",[^Q]")  # behind a verb
SUBORDINATE = re.compile(",[sw]")
OF_THING = re.compile("D[dnN]|#d")  # "called the vote in 2016 a mistake, saying"
NOT_THEN = frozenset(("is", "are", "has", "have", "had"))  # before a participle that tells of no past deed
NEAR = 3  # tokens before a participle or an infinitive that may tell that it is to come
FINITE = re.compile("[vC]")
CLOSING = re.compile("D'[nNid']*Q?[.,]?")  # "Thursday's broadcast of Holm News' “Evening Hour.”"
NOWHERE = 0, 0
Place = tuple[int, int]  # tokens from the first to the last, end exclusive


class Adverbials(NamedTuple):
    """Where the adverbials of a clause stand, in the order in which they are asked; `NOWHERE` for those it has not."""

    tail: Place  # after the verb: told leaders at the summit on Thursday
    behind: Place  # behind its quotation: called the plan “a lantern” on Thursday
    between: Place  # between subject and verb: Putin on Thursday said
    outer: Place  # before a clause of time or place: at a rally on Thursday, where Putin said
    asked: Place  # behind a participle that begins the sentence: Asked on Thursday whether it was over, Putin said
    lead: Place  # before subject and verb: In a March 2015 interview, Putin said
    closing: Place  # a broadcast that ends the sentence: Putin said it was over on Thursday's “Evening Hour.”
    when: Place  # at the end of a clause that begins the sentence: When he left on Thursday, Putin said
    host: Place  # behind the verb that a participle hangs on: Putin went further on Thursday, saying


def find(tokens: Tokens, clause: Clause) -> Adverbials:
    """The adverbials of a reporting clause."""
    return Adverbials(
        tail=_tail(tokens, clause),
        behind=_behind(tokens, clause),
        between=_between(clause),
        outer=_outer(tokens, clause),
        asked=_asked(tokens, clause),
        lead=_lead(tokens, clause),
        closing=_closing(tokens, clause),
        when=_when(tokens, clause),
        host=_host(tokens, clause),
    )


def _tail(tokens: Tokens, clause: Clause) -> Place:
    start, skipped = _verb_end(tokens, clause), _skipped()
    while start < len(tokens) and tokens.words[start] in skipped:
        start += 1
    if start == clause.cue[1]:  # not "told the owner of the mill on Sunday"
        start = _doing_end(tokens, _matter_end(tokens, start))
    end = _tail_end(tokens, _event_end(tokens, start))
    while end < len(tokens) and tokens.words[end] in skipped:
        end = _tail_end(tokens, end + 1)  # "in a statement released on Monday"
    if tokens.classes[end : end + 1] == "," and tokens.words[end + 1 : end + 2] in (["taped"], ["recorded"], ["aired"]):
        end = _tail_end(tokens, end + 2)  # "in an interview, taped on Monday"
    return start, _same_sentence(tokens, clause.cue[0], start, end)


def _verb_end(tokens: Tokens, clause: Clause) -> int:
    """Where a verb ends with who stands behind it: `told the crowd`, `said Ms Orr`."""
    if clause.subject and clause.found == "after":
        return clause.subject[1]
    at, start = clause.cue
    told = OBJECT.match(tokens.classes, start) if tokens.words[at] in lexicon.context("told") else None
    return told.end() if told and start - at == 1 else start


def _doing_end(tokens: Tokens, start: int) -> int:
    """The end of what somebody does when they speak, with its object: `speaking`, `while visiting Holm`, `as she left
    the hall`; else `start`."""
    if tokens.words[start : start + 2] == [",", "speaking"]:
        return start + 2
    if tokens.words[start : start + 1] not in (["as"], ["when"], ["while"]):
        return start
    is_deed = any(word.endswith("ing") for word in tokens.words[start + 1 : start + 2])
    doing = (WHAT if is_deed else DOING).match(tokens.classes, start + 1 + is_deed)
    return doing.end() if doing and tokens.classes[doing.end() : doing.end() + 1] in ("i", "D") else start


def _behind(tokens: Tokens, clause: Clause) -> Place:
    at = clause.cue[1]
    quoted = CALLED.match(tokens.classes, at)
    if not quoted or clause.found not in ("before", "main"):
        return NOWHERE
    end, joined = quoted.end(), tokens.words[slice(*quoted.span("as"))][:1]
    if joined not in ([], ["as"]) or not (clause.frame == "judgement" or quoted["at_once"] or joined):
        return NOWHERE
    return end, _same_sentence(tokens, at - 1, end, _tail_end(tokens, end))


def _matter_end(tokens: Tokens, start: int) -> int:
    """Where what is spoken of ends: before `in` of `of the flood in an interview on Sunday`, behind `of him`; `start`
    for nothing, the sentence's end where no occasion follows (`of the flood on Sunday`)."""
    if start >= len(tokens) or tokens.words[start] not in lexicon.context("matter"):
        return start
    if tokens.classes[start : start + 2] == "ip":
        return start + 2
    stop = tokens.sentence(start).stop
    for at in range(start + 1, stop):
        if tokens.classes[at] in "vCcaGQsw,":
            break
        is_new = tokens.words[at + 1 : at + 2] in (["a"], ["an"])  # "of her role in the rally on Sunday"
        if tokens.words[at] in ("in", "during") and is_new and _event_end(tokens, at) > at:
            return at
    return stop


def _event_end(tokens: Tokens, start: int) -> int:
    """The end of an occasion that begins with a preposition, `after a rally`; else `start`."""
    if start >= len(tokens) or tokens.words[start] not in AT_OCCASION:
        return start
    event = EVENT.match(tokens.classes, start + 1)
    return event.end() if event and tokens.words[event.end() - 1] in deeds.events() else start


@cache
def _skipped() -> frozenset[str]:
    """Words before a date that tell no less of it: `released late on Monday`."""
    return lexicon.context("published") | lexicon.context("before-date") | lexicon.context("there")


@cache
def _matters() -> frozenset[str]:
    """Words before what is spoken of, or when: `Speaking of the fire on Monday`."""
    return lexicon.context("matter") | lexicon.context("under")


def _tail_end(tokens: Tokens, start: int) -> int:
    tail = TAIL.match(tokens.classes, start)
    end = tail.end() if tail else start
    return end + counted.LENGTH if counted.begins(tokens.words, end) else end


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
    start, end = _before_clause(tokens, clause)
    marks = tokens.classes.rfind("Q", start, end)
    if marks > start and not NAMED.match(tokens.classes, start, marks + 2):
        start = marks + 1
    while start < end and (tokens.classes[start] in ",&" or tokens.words[start] in lexicon.context("before-date")):
        start += 1
    end = _lead_end(tokens, clause, start, end)
    if start == end:
        return NOWHERE
    speaks = tokens.words[start] == "speaking" and _matters().isdisjoint(tokens.words[start:end])
    is_counted = counted.begins(tokens.words, start) or not {"ago", "later"}.isdisjoint(tokens.words[start:end])
    begins = tokens.classes[start] in "iDr#" or is_counted
    verbs = (n for n in range(start, end) if tokens.classes[n] in "vCs" and not _may_be_held(tokens, start, n))
    return (start, end) if (begins or speaks) and next(verbs, None) is None else NOWHERE


def _before_clause(tokens: Tokens, clause: Clause) -> Place:
    """What stands before a clause in its sentence."""
    end = min(clause.cue[0], clause.subject[0]) if clause.subject else clause.cue[0]
    return tokens.sentence(end).start, end


def _lead_end(tokens: Tokens, clause: Clause, start: int, end: int) -> int:
    """Where the adverbial ends that begins a sentence, before what stands between it and the clause."""
    dash = tokens.classes.find("-", start, end)
    if dash > start and tokens.classes[end - 1] == "-":
        end = dash  # "In May - a month after she left - Orr said"
    if tokens.words[end - 1] in ("when", "where"):  # "Last month, Birk left when Orr said"
        comma = tokens.classes.find(",", start, end)
        return comma if comma > start and _is_at_that_time(tokens, clause, comma, end - 1) else start
    told = SUBORDINATE.search(tokens.classes, start, end)
    if told and tokens.words[told.start() + 1 : told.end() + 1] not in (["as", "in"], ["as", "for"]):
        return told.start()  # "On Monday, as the crowd grew, Orr said", not "In the 2016 race, as in this, Orr said"
    return end


def _is_at_that_time(tokens: Tokens, clause: Clause, start: int, at: int) -> bool:
    """True for a clause behind `when` or `, where` at a token, if it tells of the past as what it hangs on does."""
    is_past = tokens.classes[clause.cue[0]] != "c" and not tokens.words[clause.cue[0]].endswith("s")
    is_there = tokens.words[at] == "when" or tokens.classes[at - 1] == ","  # not "the house where she says"
    return is_past and is_there and lexicon.context("modal").isdisjoint(tokens.words[start:at])


def _may_be_held(tokens: Tokens, start: int, at: int) -> bool:
    """True for what looks like a verb or a subordinate clause in an adverbial, but is none: `In a statement released on
    Monday`, `In remarks on Monday`, `On Monday, after the vote`, `At his start as mayor`."""
    word = tokens.words[at]
    is_after = word in ("after", "before") and (
        "D" in tokens.classes[start:at] or counted.begins(tokens.words, max(start, at - 2))
    )
    is_as = word == "as" and tokens.classes[at + 1] in "dn"  # "At his start as mayor in March, "
    is_noun = tokens.classes[at] == "C" and tokens.classes[at - 1] in "id'"  # "In remarks to the union on Monday"
    return is_after or is_as or is_noun or word in lexicon.context("published")


def _outer(tokens: Tokens, clause: Clause) -> Place:
    if clause.found != "before" or not clause.subject:
        return NOWHERE
    first, at = tokens.sentence(clause.cue[0]).start, clause.subject[0] - 1
    if at <= first or tokens.words[at] not in ("when", "where"):
        return NOWHERE
    start = _behind_last(tokens, first, at, "vCcaGQsw")
    verb = tokens.words[start - 1] if start > first else ""
    happened = tokens.words[at] == "when" and (verb.endswith("ed") or verb in ("was", "were"))
    is_occasion = verb in lexicon.context("appearing") or not deeds.events().isdisjoint(tokens.words[start:at])
    is_then = _is_at_that_time(tokens, clause, max(first, start - NEAR), at)
    return (start, at) if is_then and (happened or is_occasion) else NOWHERE


def _asked(tokens: Tokens, clause: Clause) -> Place:
    first = tokens.sentence(clause.cue[0]).start
    first += tokens.words[first] == "when"
    if first >= clause.cue[0] or tokens.words[first] not in lexicon.context("asked"):
        return NOWHERE
    end = _tail_end(tokens, first + 1)
    return first + 1, next((n for n in range(first + 1, end) if tokens.words[n] in _matters()), end)


def _host(tokens: Tokens, clause: Clause) -> Place:
    at, first = clause.cue[0], tokens.sentence(clause.cue[0]).start
    if clause.found != "main" or not (tokens.classes[at] == "G" or tokens.classes[at - 1] == "&"):
        return NOWHERE
    start = _behind_last(tokens, first, at, "vCcaQ")
    if start == first or not _is_main_in_past(tokens, first, start - 1):
        return NOWHERE
    is_for_other = tokens.words[start] == "to" or OF_THING.search(tokens.classes, start, at)  # "planned to leave on"
    before = {tokens.words[n - 1] for n in range(start + 1, at) if tokens.classes[n] == "D"}
    is_to_come = not before.isdisjoint(("to", "for", "of", "until"))  # "moved the vote to Monday, saying"
    return NOWHERE if is_for_other or is_to_come else (start, at)


def _is_main_in_past(tokens: Tokens, first: int, verb: int) -> bool:
    """True for a verb (or the quotation behind one) that tells in the past what the subject of a sentence did: not
    `rejects`, `has opposed`, `planned to leave`, nor the last of `attacked the law passed in 1998`."""
    if tokens.classes[verb] == "Q":
        return "s" not in tokens.classes[first:verb]
    begun = _behind_last(tokens, first, verb, "&,")
    is_first = tokens.classes[verb] in "vC" and FINITE.search(tokens.classes, begun, verb) is None
    before = tokens.words[begun:verb]
    is_past = (
        not tokens.words[verb].endswith("s")
        and NOT_THEN.isdisjoint(before)
        and lexicon.context("modal").isdisjoint(before)
    )
    return is_first and is_past and "to" not in before[-1:] and "s" not in tokens.classes[first:verb]


def _behind_last(tokens: Tokens, first: int, at: int, kinds: str) -> int:
    """The token behind the last one before `at` that is of some classes, but not before `first`."""
    return next((n + 1 for n in range(at - 1, first - 1, -1) if tokens.classes[n] in kinds), first)


def _closing(tokens: Tokens, clause: Clause) -> Place:
    sentence = tokens.sentence(clause.cue[0])
    at = tokens.classes.rfind("D'", clause.cue[1], sentence.stop)
    if at < 0 or tokens.words[at - 1] != "on" or not CLOSING.fullmatch(tokens.classes, at, sentence.stop):
        return NOWHERE
    said = tokens.classes[clause.cue[1] : at].partition("Q")[0]
    if "C" in said or not lexicon.context("modal").isdisjoint(tokens.words[clause.cue[1] : clause.cue[1] + len(said)]):
        return NOWHERE  # "said Birk would be “no guest” on Sunday's"
    named = "Q" in tokens.classes[at : sentence.stop] or not deeds.events().isdisjoint(tokens.words[at : sentence.stop])
    return (at - 1, sentence.stop) if named else NOWHERE


def _when(tokens: Tokens, clause: Clause) -> Place:
    first, end = _before_clause(tokens, clause)
    if tokens.classes[end - 1] != ",":
        return NOWHERE
    if clause.found != "main" and (clause.found != "before" or INSERTED.match(tokens.classes, clause.cue[1])):
        return NOWHERE  # "When the war ended in 1945, she said, people"
    start = _behind_last(tokens, first, end - 1, "vCcaGQsw,")
    is_own = _is_own_deed(tokens, clause, (first, end), start - 1) and lexicon.context("modal").isdisjoint(
        tokens.words[first:start]
    )
    return (start, end - 1) if is_own else NOWHERE


def _is_own_deed(tokens: Tokens, clause: Clause, lead: Place, verb: int) -> bool:
    """True for what stands before a clause if it tells, up to its last verb, what the speaker did: `When she left`,
    `While speaking`, `Campaigning in Holm`, but not `When Birk left, Orr said`."""
    first, end = lead
    word, following = tokens.words[first], tokens.classes[first + 1]
    if word.endswith("ing") and word in lexicon.context("appearing"):
        return _is_appearing(*tokens.words[first:end])
    if word not in ("when", "while"):
        return False
    if following == "G":
        return True
    is_told = word == "when" and verb > first + 1 and _is_main_in_past(tokens, first + 1, verb)
    is_doing = verb > first and tokens.classes[verb] == "G"  # "While he was speaking on Monday"
    is_theirs = following == "p" or (clause.subject is not None and tokens.classes[clause.subject[0]] == "p")
    return is_theirs and (is_told or is_doing)


def _is_appearing(doing: str, *told: str) -> bool:
    """True for words up to a comma that tell where one spoke: `Campaigning in Holm on Monday`, `Testifying before the
    court`, but not `Speaking of the fire`, `Speaking after the fire`, `Defending the bill passed on Monday`."""
    if doing != "speaking" and told[0] == "before":
        told = told[1:]
    is_put_under = told[0] in lexicon.context("matter") or not lexicon.context("under").isdisjoint(told)
    return not is_put_under and not any(word.endswith("ed") for word in told)
