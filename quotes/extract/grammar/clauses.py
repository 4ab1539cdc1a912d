"""Reporting clauses: a verb that reports, and the phrase that names who does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from quotes.extract.grammar import doers, lexicon, phrases, subjects
from quotes.extract.grammar.phrases import Phrase
from quotes.extract.grammar.tokens import Tokens

VERB = re.compile("[CcG]")
CALLED_BY = re.compile(r"s?d?Qi[dnN]")  # "as a "fox" by Orr"
NAMED = re.compile(r"n[Cv]s?Q")
INSERTED = re.compile(r"[nN],[rinD]{1,3},\Z")
GOES_ON = (["went", "on"], ["goes", "on"])
AT_END = re.compile(r"[.,:Q-]|\Z")
PHRASAL = frozenset("put puts clear according words went goes".split())  # report with others: "put it", "made clear"
HIM_HER = ("him", "her", "them")
WHICH_SAID = re.compile("w(?:p|[dnN]+)C$")
TO_COLON = re.compile("(?:,[^.;:CQ]*)?:")
QUOTES = ("quot", "cit")  # beginnings of verbs that give another's words
GOING = re.compile("[ri]?[:,]?Q")
CLOSE = re.compile("[.;:Qw]")
BEFORE_DEED = frozenset("after before when while although though since until".split())
SUBORDINATORS = BEFORE_DEED | {"as", "because"}
HEARD = ("heard", "seen", "filmed", "recorded")
NEAR = 8  # tokens between "which" and a verb
WROTE = ("wrote", "write", "writes")
MAKE = ("make", "makes", "made", "making")


class Clause(NamedTuple):
    """A cue (tokens), its subject, the verb's frame, and how the subject was found.

    before, after, main (of the sentence), object (`footage of Orr asking`), passive, relative (`a letter that says`, `a
    letter began`) or inner (`Orr said Birk would phone and say`).
    """

    cue: Phrase
    subject: Phrase | None
    frame: str
    found: str


def find(tokens: Tokens) -> list[Clause]:
    """The reporting clauses of a paragraph outside its quotations, in order."""
    clauses: list[Clause] = []
    for at in _cues(tokens):
        kind = tokens.classes[at]
        if kind in "Cc" and is_verb(tokens, at):
            clauses.append(_finite(tokens, at, clauses))
        elif kind == "G":
            clauses.append(_participle(tokens, at, clauses))
        elif tokens.words[at] in ("put", "puts") and tokens.words[at + 1 : at + 2] in (["it"], ["this"], ["that"]):
            subject = subjects.before(tokens, at)
            clauses.append(Clause((at, at + 2), subject or _main(tokens, at, clauses), "speech", "before"))
        elif tokens.words[at : at + 2] in GOES_ON and AT_END.match(tokens.classes, at + 2):
            clauses.append(Clause((at, at + 2), subjects.before(tokens, at), "speech", "before"))
        elif tokens.words[at] == "clear" and tokens.words[at - 1] in MAKE:
            subject = subjects.before(tokens, at - 1)
            clauses.append(Clause((at - 1, at + 1), subject or _main(tokens, at, clauses), "speech", "before"))
        elif tokens.words[at] == "according" and tokens.words[at + 1 : at + 2] == ["to"]:
            clauses.append(Clause((at, at + 2), phrases.starting_at(tokens, at + 2), "speech", "after"))
        elif tokens.words[max(0, at - 2) : at + 2] == ["in", "the", "words", "of"]:
            clauses.append(Clause((at - 2, at + 2), phrases.starting_at(tokens, at + 2), "speech", "after"))
        elif tokens.words[at] == "words" and (owner := _owner_of_words(tokens, at)):
            clauses.append(Clause((at, at + 1), owner, "speech", "after"))
        elif f"{tokens.words[at]}-{''.join(tokens.words[at + 1 : at + 2])}" in lexicon.context("with-particle"):
            subject = subjects.before(tokens, at)
            clauses.append(Clause((at, at + 2), subject or _main(tokens, at, clauses), "judgement", "before"))
        elif tokens.words[at] in lexicon.context("going") and (document := _going(tokens, at)):
            clauses.append(Clause((at, at + 1), document, "speech", "relative"))
    return clauses


def _going(tokens: Tokens, at: int) -> Phrase | None:
    """The document whose words follow a verb: the letter in `Orr got a letter that began: “Dear”`."""
    if not GOING.match(tokens.classes, at + 1):
        return None
    is_that = tokens.words[at - 1 : at] == ["that"]
    subject = phrases.antecedent(tokens, at - 1) if is_that else subjects.before(tokens, at)
    if subject is None:
        return None
    comma = tokens.classes.find(",", *subject)
    end = comma if comma > subject[0] else subject[1]
    return subject if lexicon.heads().get(tokens.words[end - 1]) == "document" else None


def _owner_of_words(tokens: Tokens, at: int) -> Phrase | None:
    """Whose words these are: Orr's in `in Orr's words, “nobody”`, hers in `in her words`."""
    if at < 2:
        return None
    if tokens.words[at - 2 : at] in (["in", "his"], ["in", "her"], ["in", "their"]):
        return at - 1, at
    start = phrases.run_start(tokens, at - 1, "nN#d")
    is_owner = tokens.classes[at - 1] == "'" and start < at - 1 and tokens.words[start - 1] == "in"
    return (start, at - 1) if is_owner else None


def _cues(tokens: Tokens) -> Sequence[int]:
    """The tokens that may report, in order."""
    verbs = [match.start() for match in VERB.finditer(tokens.classes)]
    phrasal = _phrasal()
    if phrasal.isdisjoint(tokens.words):
        return verbs
    return sorted({*verbs, *(at for at, word in enumerate(tokens.words) if word in phrasal)})


@cache
def _phrasal() -> frozenset[str]:
    """The words that report with others after them."""
    with_particle = {pair.partition("-")[0] for pair in lexicon.context("with-particle")}
    return PHRASAL | with_particle | lexicon.context("going")


def is_verb(tokens: Tokens, at: int) -> bool:
    """True unless a form that may be a noun stands like one: `the reports`, `his claim`."""
    kind, word = tokens.classes[at], tokens.words[at]
    if word in WROTE and tokens.classes[at + 1 : at + 2] == "#":
        return False  # "wrote 114 checks"
    if kind == "C" and word not in lexicon.context("noun-or-verb"):
        return True
    before = tokens.classes[at - 1] if at else "."
    if kind == "c" and INSERTED.search(tokens.classes, max(0, at - 5), at):  # "the lawmakers, however, argue"
        return tokens.words[tokens.classes.rfind(",", 0, at - 1) - 1].endswith("s")
    if kind == "c" and before == "&" and tokens.classes[at + 1 : at + 2] in (":", ","):
        return True  # "would phone and say: "
    if kind == "C":
        return before in "pNwa,Q&)" or (before == "n" and tokens.classes[at - 2 : at - 1] in ("d", "N", "n"))
    subject = tokens.words[at - 1] if at else ""
    is_infinitive = subject == "to" and not word.endswith("s")  # but not "pointed to reports"
    return before in "pwan" or is_infinitive or (before == "N" and subject.endswith("s"))


def denies(tokens: Tokens, clause: Clause) -> bool:
    """True if a clause says that somebody did not say something: `did not say`, `denied telling`, `nobody said`."""
    at = clause.cue[0]
    floor = tokens.sentence(at).start
    if clause.found == "after":
        floor = max(floor, tokens.classes.rfind("Q", floor, at) + 1)  # Birk did not see "why", asked Orr
    start = clause.subject[1] if clause.subject and clause.found == "before" else max(floor, at - 3)
    if clause.subject:
        first = max(floor, clause.subject[0] - 3)
        if not lexicon.context("nobody").isdisjoint(tokens.words[first : clause.subject[1]]):
            return True
    return not lexicon.context("denial").isdisjoint(tokens.words[start:at])


def is_content(tokens: Tokens, clause: Clause) -> bool:
    """True for a clause that tells what a noun holds: `reports that Orr called it “fog”`."""
    start = clause.subject[0] if clause.subject and clause.found == "before" else 0
    return start > 1 and tokens.words[start - 1] == "that" and tokens.words[start - 2] in lexicon.context("content")


def is_modal(tokens: Tokens, clause: Clause) -> bool:
    """True for a verb that only may be said: `could offer`, `would call`."""
    before = range(max(0, clause.cue[0] - 2), clause.cue[0])
    modals = lexicon.context("modal")
    if tokens.words[clause.cue[0] - 1 : clause.cue[0]] == ["to"] and not lexicon.context("expected").isdisjoint(
        tokens.words[max(0, clause.cue[0] - 4) : clause.cue[0]]
    ):
        return True
    return clause.found != "after" and any(tokens.words[n] in modals and tokens.classes[n] == "a" for n in before)


def _finite(tokens: Tokens, at: int, earlier: list[Clause]) -> Clause:
    frame = lexicon.cues()[tokens.words[at]][1]
    cue = at, _cue_end(tokens, at)
    if joined := _joined_to(tokens, at):
        return Clause(cue, joined, frame, "inner")
    if tokens.words[at].startswith(QUOTES) and (quoted := _quoted(tokens, at)):
        return Clause(cue, quoted, frame, "object")
    if _is_passive(tokens, at):
        return Clause(cue, _agent(tokens, at), frame, "passive")
    floor = subjects.leftmost(tokens, at)
    left = subjects.left_of_verb(tokens, at, floor)
    if tokens.words[left - 1 : left] == ["to"] and left > floor:
        if led := _led(tokens, floor, left - 1):
            return Clause(cue, led, frame, "inner")
        return Clause(cue, _main(tokens, at, earlier), frame, "main")
    subject = phrases.ending_at(tokens, left, floor)
    is_named = frame == "judgement" and tokens.words[at] in lexicon.context("named")
    if subject is None and is_named and NAMED.match(tokens.classes, at - 1):
        return Clause(cue, _agent(tokens, at), frame, "passive")  # "carried a bag labelled “Evidence”"
    if subject and not (tokens.classes[subject[0]] == "N" and tokens.classes[at - 1 : at] == "Q"):
        return Clause(cue, subject, frame, "relative" if tokens.words[left - 1] == "that" else "before")
    if subject is None and (which := _which(tokens, left)):
        return Clause(cue, which, frame, "inner")
    reports = frame == "speech" or (frame == "thought" and tokens.classes[at - 1 : at] == "Q")  # "..." beamed Orr
    if reports and (inverted := _after(tokens, at, floor)):
        return Clause(cue, inverted, frame, "after")
    return Clause(cue, _main(tokens, at, earlier), frame, "main")


def _led(tokens: Tokens, floor: int, end: int) -> Phrase | None:
    """Whom something makes say words, before `to` at a token: `her` in `The win led her to declare that`."""
    leading = lexicon.context("leading")
    verb = next((at for at in range(end - 1, floor - 1, -1) if tokens.words[at] in leading), None)
    if verb is None:
        return None
    if end == verb + 2 and tokens.words[verb + 1] in HIM_HER:
        return verb + 1, end
    phrase = phrases.starting_at(tokens, verb + 1)
    return phrase if phrase and phrase[1] <= end <= phrase[1] + 1 else None


def _which(tokens: Tokens, at: int) -> Phrase | None:
    """The relative pronoun of a document that, as somebody said, did what a verb tells: `a memo, which Orr said had
    called it “old”`."""
    told = WHICH_SAID.search(tokens.classes, max(0, at - NEAR), at)
    if told is None or tokens.words[told.start()] not in ("which", "that"):
        return None
    what = phrases.antecedent(tokens, told.start()) or (0, 0)
    is_document = any(lexicon.heads().get(word) == "document" for word in tokens.words[slice(*what)])
    return (told.start(), told.start() + 1) if is_document else None


def _quoted(tokens: Tokens, at: int) -> Phrase | None:
    """Whom a verb quotes before a colon: `the paper quoted Orr: "..."`, `cited Birk, who drafted it: "..."`."""
    phrase = phrases.starting_at(tokens, at + 1)
    return phrase if phrase and TO_COLON.match(tokens.classes, phrase[1]) else None


def _is_passive(tokens: Tokens, at: int) -> bool:
    """True for `was told`, `described by`: whom a passive verb stands with did not say it; "quoted" apart."""
    word, before = tokens.words[at], at - 1
    if word.startswith("quot"):
        return False
    if word.endswith("ed") and tokens.words[at + 1 : at + 2] == ["by"] and tokens.classes[at + 2 : at + 3] != "G":
        return True  # but "responded by saying"
    if word in lexicon.context("asked") and tokens.words[at - 1] == "," and tokens.words[at + 1 : at + 2] == ["about"]:
        return "," not in tokens.classes[tokens.sentence(at).start : at - 1]  # "Orr, asked about it, said"
    called = CALLED_BY.match(tokens.classes, at + 1) if word.endswith("ed") else None
    if called and tokens.words[called.end() - 2] == "by":
        return True  # "once dubbed "the fox" by Orr"
    while before >= 0 and tokens.classes[before] == "r":
        before -= 1
    return before >= 0 and tokens.words[before] in lexicon.context("being")


def _agent(tokens: Tokens, at: int) -> Phrase | None:
    """Who did what a passive verb tells: the phrase after "by" in its sentence."""
    for n in range(at + 1, len(tokens)):
        if tokens.sentences[n] != tokens.sentences[at]:
            break
        if tokens.words[n] == "by":
            return phrases.starting_at(tokens, n + 1)
    return None


def _after(tokens: Tokens, at: int, floor: int) -> Phrase | None:
    """The subject of an inverted clause, `said Ms Orr`; only right after a quotation or at a sentence's start."""
    before = at - 1
    while before >= floor and tokens.classes[before] in ",ra":
        before -= 1
    phrase = phrases.starting_at(tokens, at + 1)
    if before >= floor and tokens.classes[before] not in "Q-":
        inserted = phrase and tokens.classes[at - 1] == tokens.classes[phrase[1] : phrase[1] + 1] == ","
        return phrase if inserted else None  # "It was, said Orr, "
    return phrase if phrase and tokens.classes[phrase[0]] != "w" else None


def _participle(tokens: Tokens, at: int, earlier: list[Clause]) -> Clause:
    frame = lexicon.cues()[tokens.words[at]][1]
    cue = at, _cue_end(tokens, at)
    if tokens.words[at - 1 : at] == ["as"] and earlier and tokens.words[earlier[-1].cue[0]].startswith(QUOTES):
        start = earlier[-1].cue[1]
        quoted = (start, start + 1) if tokens.classes[start] == "p" else phrases.starting_at(tokens, start)
        passive = tokens.classes[earlier[-1].cue[0] - 1] == "a"
        if quoted and not passive:
            return Clause(cue, quoted, "speech", "object")
    if blamed := _blamed(tokens, at, earlier):
        return Clause(cue, blamed, frame, "object")
    sentence = tokens.sentence(at)
    if at == sentence.start:  # "Speaking on Monday, Ms Orr said ..."
        return Clause(cue, subjects.after_adverbial(tokens, at, sentence.stop), frame, "main")
    if at == sentence.start + 1 and tokens.words[at - 1] in BEFORE_DEED:  # "After calling it “old,” she left"
        return Clause(cue, subjects.after_adverbial(tokens, at, sentence.stop), frame, "main")
    if tokens.words[at - 1] == "for" and earlier and earlier[-1].frame == "judgement":  # "criticised Orr for saying"
        judged = phrases.starting_at(tokens, earlier[-1].cue[1])
        if judged and judged[1] == at - 1 and earlier[-1].found != "passive":
            return Clause(cue, judged, frame, "object")
    if tokens.words[at - 1] in HEARD:  # "Orr can be heard saying"
        return Clause(cue, subjects.before(tokens, at - 1), "speech", "inner")
    if doer := doers.of_participle(tokens, at):
        return Clause(cue, doer, frame, "object")
    return Clause(cue, _main(tokens, at, earlier), frame, "main")


def _blamed(tokens: Tokens, at: int, earlier: list[Clause]) -> Phrase | None:
    """Who did what a participle tells when somebody judges it: Birk in `Orr scolded Birk for calling it`."""
    if not earlier or tokens.words[at - 1] not in ("for", "of"):
        return None
    verb, start = earlier[-1].cue
    if tokens.sentences[at] != tokens.sentences[verb] or tokens.words[verb] not in lexicon.context("judging"):
        return None
    if tokens.words[start] in HIM_HER and start == at - 2:
        return start, start + 1
    phrase = phrases.starting_at(tokens, start)
    return phrase if phrase and phrase[1] < at and not CLOSE.search(tokens.classes, phrase[1], at) else None


def _main(tokens: Tokens, at: int, earlier: list[Clause]) -> Phrase | None:
    """The subject of the clause that a verb without a subject of its own hangs on: `Orr spoke, adding ...`."""
    sentence = tokens.sentences[at]
    last_first = takewhile(lambda clause: tokens.sentences[clause.cue[0]] == sentence, reversed(earlier))
    same = [clause for clause in last_first if clause.subject and not is_inserted(tokens, clause)][::-1]
    nearest = same[-1].subject if same else None
    if nearest and tokens.words[nearest[0] - 1] in SUBORDINATORS:  # "Orr left after she attacked Birk and blamed"
        return nearest
    if same and tokens.classes[at - 1] == "&":  # "Orr said the bill should pass but warned ..."
        return next((c.subject for c in same if c.frame == "speech"), same[0].subject)
    return same[-1].subject if same else subjects.main(tokens, at)


def _joined_to(tokens: Tokens, at: int) -> Phrase | None:
    """Who does what `and` joins a verb to, where that is not who tells of it all.

    Birk in `Orr said Birk would phone and say: "..."`, `Orr left after Birk knocked and shouted: "..."`, `Orr said the
    driver leaned out and yelled: "..."`, `Orr said men had come and told her: "..."`.
    """
    if tokens.classes[at - 1 : at] != "&":
        return None
    start = tokens.sentence(at).start
    during = next((n for n in range(at - 2, start, -1) if tokens.words[n] in SUBORDINATORS), start)
    if during > start and "," not in tokens.classes[during:at] and (told := subjects.within(tokens, during + 1, at)):
        acts = subjects.DOES.match(tokens.classes, told[1]) and not phrases.is_time(tokens, *told)
        return told if acts else None
    is_base = tokens.classes[at] == "c"
    is_to_another = tokens.words[at] == "told" and not {*HIM_HER, "me"}.isdisjoint(tokens.words[at + 1 : at + 2])
    if not is_base and not is_to_another and tokens.words[at] not in lexicon.context("voice"):
        return None
    verbs = "a" if is_base else "avC"
    verb = next((n for n in range(at - 2, start, -1) if tokens.classes[n] in verbs), start)
    return subjects.before(tokens, verb) if verb > start else None


def is_inserted(tokens: Tokens, clause: Clause) -> bool:
    """True for a passive that only tells more of somebody: `Birk, slammed by Orr, said`."""
    return clause.found == "passive" and tokens.classes[clause.cue[0] - 1 : clause.cue[0]] == ","


def _cue_end(tokens: Tokens, at: int) -> int:
    """The end of the cue: the verb, and whom it was said to where that is one plain word (`told reporters`)."""
    return at + 2 if tokens.words[at + 1 : at + 2] and tokens.words[at + 1] in lexicon.context("receiver") else at + 1
