"""When each quotation was spoken: by its reporting clause, else by the likeliest date its entry gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from quotes.extract import dates, lexicon
from quotes.extract.beside import Said
from quotes.extract.clauses import Clause, is_modal
from quotes.extract.days import find
from quotes.extract.occasions import INTERVIEW_OUT, Occasions
from quotes.extract.places import Entry as ReadEntry
from quotes.extract.tokens import Tokens
from quotes.model import Entry, Span, Speaker

# What may stand between a cue and the date that goes with it: prepositional phrases, dates and adverbs.
TAIL = re.compile(r"(?:,?(?:i[dnNG#'&r]*(?:[nN#D](?:'n+)?(?:,N+(?=,))?|Q(?=[iD]))|dD|[rD#]+))*")
# What makes a speech another one than the one told of: "said in a recent interview", and first "In an interview".
UNTOLD = frozenset("earlier previous separate past recent".split())
EARLIER = UNTOLD | frozenset("another later interview memoir memoirs book autobiography".split())
THEN = re.compile(
    r"\b(?:at the time(?! of\b| he\b| she\b| they\b)"
    r"|the same (?:day|night|evening|morning|afternoon|week|month|year))\b"
)
ARTICLE = re.compile(r"\A(?:an?|the|its|his|her|their) ", re.I)
FOLLOWING = 150  # characters after the words of a document that may tell when it appeared
MATTERS = frozenset("of about after before ahead".split())  # "Speaking of the fire on Monday"
OBJECT = re.compile(r"(?:p|d?[nNG#']*[nN])?")
CALLED = re.compile("(?P<at_once>[,:]?)[^vCcGswQ.;]*(?P<as>sd?)?Q(?:,?&Q)?")  # "called it", "dismissed it as a"
PERFECT = re.compile("[,r]*(a)r*[vCa]")  # "Orr, too, has already praised"
OF = (["of"], ["about"], ["into"], ["over"])


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was said, as an ISO day, month or year (None: the words settle nothing), and the words for it."""

    on: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Uttered:
    """A quotation with its cue, from its first piece to its last, and its speaker; `is_owned`: a noun is the cue."""

    cue: Span | None
    place: Span
    speaker: Speaker | None
    is_owned: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """The clause that reports a quotation, in its paragraph; its adverbials: after the verb, after its quotation,
    first in the sentence."""

    tokens: Tokens
    clause: Clause
    tail: tuple[int, int]
    behind: tuple[int, int]
    lead: tuple[int, int]

    def adverbials(self) -> tuple[tuple[int, int], ...]:
        """Where a date may stand, the nearest first: after the verb, after its quotation, between subject and verb,
        before both."""
        return self.tail, self.behind, _between(self.clause), self.lead


class Statements:
    """When the quotations of an entry were spoken."""

    def __init__(self, read: ReadEntry, entry: Entry, occasions: Occasions, printed: date | None) -> None:
        """`occasions`: the dates the entry gives; `printed`: the day of printing."""
        self._read, self._entry, self._printed, self._occasions = read, entry, printed, occasions
        self._appearing: dict[str, tuple[int, Moment | None]] = {}  # of documents: how far looked, when the first did

    def moments(self, uttered: Sequence[Uttered]) -> list[Moment | None]:
        """When each quotation of the entry was spoken: by its own clause, else by the likeliest date of the entry."""
        told = [self._telling(one.cue) for one in uttered]
        own = [self._own(one, telling) for one, telling in zip(uttered, told, strict=True)]
        said = [self._said(*one) for one in zip(uttered, own, told, strict=True)]
        return [
            moment or (Moment(day.on, day.basis) if day else None)
            for moment, day in zip(own, self._occasions.dated(said), strict=True)
        ]

    def _own(self, one: Uttered, telling: Telling | None) -> Moment | None:
        """The moment that a quotation's own clause gives, or the appearing of the document it is from."""
        if one.cue and not telling and one.is_owned:
            return Moment(None, "")  # "Birk's promise", made on any day
        if telling:
            if is_modal(telling.tokens, telling.clause):
                return Moment(None, "")  # what will be said
            borrowed = _is_of_later(telling, one.place)
            own = None if borrowed else _of_clause(self._read.text, telling, self._printed)
            if own or _is_earlier(telling):
                return own or Moment(None, "")
        if one.speaker and one.speaker.kind == "document":
            return self._named_for(one.speaker.name) or self._document(one.speaker, one.place)
        return None

    def _named_for(self, document: str) -> Moment | None:
        """The date that a document is named for, that is of its appearing: `a 2014 report by the ministry`."""
        named = ARTICLE.sub("", document)
        found = dates.find(named, 0, len(named), self._printed)
        return Moment(*found) if found and named.startswith(found[1]) else None

    def _said(self, one: Uttered, own: Moment | None, telling: Telling | None) -> Said:
        """What of a quotation tells of its date."""
        cue = one.cue
        return Said(
            one.place,
            one.place.start if cue is None else cue.start,
            one.speaker.name if one.speaker else None,
            one.speaker.kind if one.speaker else "-",
            "-" if cue is None else cue.of(self._read.text).split()[0].lower(),
            tense=_tense(telling) if telling else "-",
            is_other=telling is None or _is_other_occasion(telling),
            is_elsewhere=telling is not None and _has_occasion(telling),
            is_then=telling is not None and _points_back(telling),
            is_settled=own is not None,
            on=own.on if own else None,
        )

    def _telling(self, cue: Span | None) -> Telling | None:
        """The clause of a cue."""
        if cue is None:
            return None
        paragraph = self._read.paragraphs[self._read.number(cue.start)]
        tokens = paragraph.tokens
        at = bisect_left(tokens.spans, (cue.start, cue.start))
        own = paragraph.clauses_of(tokens.sentences[at]) if at < len(tokens) else ()
        clause = next((clause for clause in own if clause.cue[0] == at), None)
        if clause is None:
            return None
        return Telling(tokens, clause, _after(tokens, clause), _behind(tokens, clause), _lead(tokens, clause))

    def _document(self, speaker: Speaker, place: Span) -> Moment | None:
        """When a document appeared, where the entry says so before it is quoted or right after: `a bill released on
        Monday night`, `The letter is dated Monday.`; never for one that says the same on any day."""
        noun = speaker.name.split()[-1]
        looked, moment = self._appearing.get(noun, (self._entry.span.start, None))
        moment = moment or self._appears(noun, looked, place.start)
        self._appearing[noun] = (max(looked, place.start), moment)
        moment = moment or self._appears(noun, place.end, min(self._entry.span.end, place.end + FOLLOWING))
        return moment or (Moment(None, "") if noun in lexicon.context("standing") else None)

    def _appears(self, noun: str, start: int, end: int) -> Moment | None:
        """When something of a name appeared, as far as the text between two places says so."""
        text = self._read.text
        while (at := find(text, noun, start, end)) >= 0:
            start = at + len(noun)
            appeared = _appeared().match(text, start, end)
            found = dates.find(text, *appeared.span(1), self._printed) if appeared else None
            if found:
                return Moment(*found)
        return None


@cache
def _appeared() -> re.Pattern[str]:
    """What tells after a document's name that it appeared, and when: ` that was released on Monday night`."""
    appearing = "|".join(sorted(lexicon.context("published")))
    return re.compile(rf",?(?: that was| which was| \w+)? (?:{appearing})\b([^.,;:“\"]*)")


def _tense(telling: Telling) -> str:
    """The tense of a clause's verb: past, present, perfect, pluperfect or participle."""
    tokens, at = telling.tokens, telling.clause.cue[0]
    helper = tokens.words[at - 1] if at else ""
    if helper in ("has", "have", "had"):
        return "pluperfect" if helper == "had" else "perfect"
    if tokens.classes[at] == "G":
        return "participle"
    return "present" if tokens.words[at].endswith("s") or tokens.classes[at] == "c" else "past"


def _is_of_later(telling: Telling, place: Span) -> bool:
    """True for a clause of a sentence after a quotation's, which is the next one's: `was “wrong”. In 2008 he said`."""
    tokens, clause = telling.tokens, telling.clause
    at = bisect_left(tokens.spans, (place.start, place.start))
    return at < clause.cue[0] and tokens.sentences[at] != tokens.sentences[clause.cue[0]]


def _is_other_occasion(telling: Telling) -> bool:
    """False only for a clause that goes on with a statement: `Orr said`, `"...", she added`, `he told reporters`.

    Anything before the subject (`In an interview, Orr said`), a named listener or another tense is another occasion.
    """
    tokens, clause = telling.tokens, telling.clause
    at, end = clause.cue
    if tokens.words[at] not in lexicon.context("plain") and end - at == 1:
        return True
    subject = clause.subject if clause.subject and clause.found in ("before", "after") else clause.cue
    if not lexicon.context("occasion-adverb").isdisjoint(tokens.words[max(0, at - 2) : at]):
        return True
    first = min(subject[0], at)
    while first and tokens.sentences[first - 1] == tokens.sentences[at] and tokens.classes[first - 1] in "&,r":
        first -= 1
    begins = not first or tokens.sentences[first - 1] != tokens.sentences[at] or tokens.classes[first - 1] == "Q"
    return clause.found != "main" and not begins


def _is_earlier(telling: Telling) -> bool:
    """True for a clause that tells of another time: `Orr once said`, `has called`, `In an earlier message, Orr`.

    So does one that hangs on such a verb (`had mocked it, saying`), what footage has (`a video of Orr asking`), and
    what somebody says again and again: `which the mill calls a “lifeline”`.
    """
    tokens, clause = telling.tokens, telling.clause
    if _has_other_time(tokens, clause.cue[0]) or _is_in_perfect(tokens, clause):
        return True
    before = clause.subject[0] - 1 if clause.subject else -1
    if clause.found == "object" and before >= 0 and tokens.words[before] == "of":
        return True
    if before >= 0 and tokens.classes[before] == "w" and _tense(telling) == "present":
        return True
    start, end = telling.lead
    if tokens.words[start : start + 1] == ["in"] and not EARLIER.isdisjoint(tokens.words[start:end]):
        return True
    start, end = telling.tail
    is_within = tokens.words[start : start + 2] == ["earlier", "in"]  # "said earlier in the hearing"
    return not is_within and not UNTOLD.isdisjoint(tokens.words[start:end])


def _has_other_time(tokens: Tokens, at: int) -> bool:
    """True for a verb right after a word that tells of another time; not for `before adding` and `once again asked`."""
    words = tokens.words[max(0, at - 2) : at]
    if words[-1:] == ["before"] and tokens.classes[at] == "G":
        return False
    return words != ["once", "again"] and not lexicon.context("occasion-adverb").isdisjoint(words)


def _is_in_perfect(tokens: Tokens, clause: Clause) -> bool:
    """True for a verb that shares the auxiliary of one before it: `has praised her and called`, `had left, saying`."""
    at = clause.cue[0]
    is_joined = tokens.classes[at] == "G" or tokens.classes[at - 1] == "&"
    if clause.found != "main" or not clause.subject or not is_joined:
        return False
    perfect = PERFECT.match(tokens.classes, clause.subject[1], at)
    return perfect is not None and tokens.words[perfect.start(1)] in ("has", "have", "had")


def _has_occasion(telling: Telling) -> bool:
    """True for a clause that names an occasion of its own: `told the Ledger`, `In her memoir, Orr`."""
    tokens, clause = telling.tokens, telling.clause
    start, end = telling.lead
    if tokens.words[start:end][:1] == ["in"]:
        return True
    told = tokens.words[clause.cue[0]] in lexicon.context("told") and clause.found != "after"
    listener = OBJECT.match(tokens.classes, clause.cue[1]) if told else None
    return bool(listener and "N" in listener.group())


def _points_back(telling: Telling) -> bool:
    """True for a clause that points back to a time told of: `Orr said at the time`, `At the time, Orr wrote`."""
    words = telling.tokens.words
    return any(THEN.search(" ".join(words[slice(*place)])) for place in telling.adverbials())


def _of_clause(text: str, telling: Telling, printed: date | None) -> Moment | None:
    """The moment that the adverbials of a reporting clause give."""
    for start, end in telling.adverbials():
        if start < end:
            place = telling.tokens.span(start, end)
            found = dates.find(text, place.start, place.end, printed)
            if found:
                return Moment(None, "") if INTERVIEW_OUT.search(text, place.start, place.end) else Moment(*found)
    return None


def _after(tokens: Tokens, clause: Clause) -> tuple[int, int]:
    """The adverbials after the verb: `told leaders at the summit in Holm on Thursday`."""
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
    if tokens.words[start : start + 1] in OF:
        if tokens.classes[start : start + 2] != "ip":
            return start, start  # "said of the flood on Sunday"
        start += 2  # "said of him on Sunday"
    end = _tail_end(tokens, start)
    while end < len(tokens) and tokens.words[end] in skipped:  # "in a statement released on Monday"
        end = _tail_end(tokens, end + 1)
    return start, _same_sentence(tokens, clause.cue[0], start, end)


def _behind(tokens: Tokens, clause: Clause) -> tuple[int, int]:
    """The adverbials after the quotation that a verb has for object: `called the plan “a lantern” on Thursday`."""
    at = clause.cue[1]
    quoted = CALLED.match(tokens.classes, at)
    if not quoted or clause.found not in ("before", "main"):
        return 0, 0
    end, joined = quoted.end(), tokens.words[slice(*quoted.span("as"))][:1]
    if joined not in ([], ["as"]) or not (clause.frame == "judgement" or quoted["at_once"] or joined):
        return 0, 0
    return end, _same_sentence(tokens, at - 1, end, _tail_end(tokens, end))


@cache
def _skipped() -> frozenset[str]:
    """Words before a date that tell no less of it: `released late on Monday`."""
    return lexicon.context("published") | {"late", "early"}


def _tail_end(tokens: Tokens, start: int) -> int:
    tail = TAIL.match(tokens.classes, start)
    end = tail.end() if tail else start
    return end + 3 if tokens.words[end + 2 : end + 3] == ["ago"] else end  # "two days ago"


def _same_sentence(tokens: Tokens, at: int, start: int, end: int) -> int:
    while end > start and tokens.sentences[end - 1] != tokens.sentences[at]:
        end -= 1
    return end


def _between(clause: Clause) -> tuple[int, int]:
    """The adverbials between subject and verb: `Putin on Thursday said`."""
    if not clause.subject or clause.found != "before":
        return 0, 0
    return clause.subject[1], clause.cue[0]


def _lead(tokens: Tokens, clause: Clause) -> tuple[int, int]:
    """The adverbial that begins the sentence: `In a March 2015 interview with the Herald, Orr said`."""
    end = min(clause.cue[0], clause.subject[0]) if clause.subject else clause.cue[0]
    start = tokens.sentence(end).start
    start = max(start, tokens.classes.rfind("Q", start, end) + 1)
    while start < end and tokens.classes[start] in ",&":
        start += 1
    speaks = tokens.words[start : start + 1] == ["speaking"] and MATTERS.isdisjoint(tokens.words[start:end])
    if start == end or not (tokens.classes[start] in "iDr#" or speaks):
        return 0, 0
    verbs = (n for n in range(start, end) if tokens.classes[n] in "vCs" and not _is_passed(tokens, start, n))
    return (start, end) if next(verbs, None) is None else (0, 0)


def _is_passed(tokens: Tokens, start: int, at: int) -> bool:
    """True for a verb form or the like that an adverbial may hold: `In a statement released on Monday`, `On Monday,
    after the vote`."""
    word = tokens.words[at]
    is_after = word in ("after", "before") and "D" in tokens.classes[start:at]
    return is_after or word in lexicon.context("published")
