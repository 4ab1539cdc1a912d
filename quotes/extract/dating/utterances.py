"""When each quotation was spoken: by its reporting clause, else by the likeliest date its entry gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.extract.attribution.places import Entry as ReadEntry
from quotes.extract.dating import adverbials, counted, dates
from quotes.extract.dating.adverbials import OBJECT, Adverbials
from quotes.extract.dating.beside import Said
from quotes.extract.dating.documents import Documents
from quotes.extract.dating.occasions import INTERVIEW_OUT, Occasions
from quotes.extract.grammar import lexicon
from quotes.extract.grammar.clauses import Clause, is_content, is_modal
from quotes.extract.grammar.tokens import Tokens
from quotes.extract.people.mentions import head
from quotes.model import Entry, Span, Speaker

YET = re.compile(r"\bwill\b[^,.;:]*$")  # "In a speech she will give on Saturday"
# What makes a speech another one than the one told of: "said in a recent interview", and first "In an interview".
UNTOLD = frozenset("earlier previous separate past recent".split())
EARLIER = UNTOLD | frozenset("another later interview memoir memoirs book autobiography".split())
THEN = re.compile(
    r"\b(?:at the time(?! of\b| he\b| she\b| they\b)"
    r"|the same (?:day|night|evening|morning|afternoon|week|month|year))\b"
)
THEIR_TIME = re.compile(r"\bat the time (?:of|he|she|they)\b")  # "said at the time of the fire"
PERFECT = re.compile("[,r]*(a)r*[vCa]")  # "Orr, too, has already praised"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was said, as an ISO day, month or year (None: the words settle nothing), and the words for it."""

    on: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Uttered:
    """A quotation with its cue, from its first piece to its last, its speaker, and the rule that told them."""

    cue: Span | None
    place: Span
    speaker: Speaker | None
    rule: str


@dataclass(frozen=True, slots=True)
class Telling:
    """The clause that reports a quotation, in its paragraph, with its adverbials."""

    tokens: Tokens
    clause: Clause
    adverbials: Adverbials


class Statements:
    """When the quotations of an entry were spoken."""

    def __init__(self, read: ReadEntry, entry: Entry, occasions: Occasions, printed: date | None) -> None:
        """`occasions`: the dates the entry gives; `printed`: the day of printing."""
        self._read, self._entry, self._printed, self._occasions = read, entry, printed, occasions
        self._documents = Documents(read.text, entry.span, printed)

    def moments(self, uttered: Sequence[Uttered]) -> list[Moment | None]:
        """When each quotation of the entry was spoken: by its own clause, else by the likeliest date of the entry."""
        told = [self._telling(one.cue) for one in uttered]
        own = [self._own(one, telling) for one, telling in zip(uttered, told, strict=True)]
        said = [self._said(*one) for one in zip(uttered, own, told, strict=True)]
        moments = [
            moment or (Moment(day.on, day.basis) if day else None)
            for moment, day in zip(own, self._occasions.dated(said), strict=True)
        ]
        return self._with_turns(uttered, moments)

    def _with_turns(self, uttered: Sequence[Uttered], moments: Sequence[Moment | None]) -> list[Moment | None]:
        """The moments of quotations; turns of a transcript (`ORR: ...`) without one are of that of the quotation before
        them all, by one of those who take turns, where no date stands between."""
        turning = {one.speaker.name for one in uttered if one.rule == "transcript" and one.speaker}
        found: list[Moment | None] = []
        before, end = None, 0
        for one, moment in zip(uttered, moments, strict=True):
            is_by_turns = one.speaker is not None and one.speaker.kind == "person" and one.speaker.name in turning
            if one.rule != "transcript":
                before, end = moment if is_by_turns else None, one.place.end
            elif dates.find(self._read.text, end, one.place.start, self._printed):
                before = None
            found.append(moment or (before if is_by_turns else None))
            end = one.place.end
        return found

    def _own(self, one: Uttered, telling: Telling | None) -> Moment | None:
        """The moment that a quotation's own clause gives, or the appearing of the document it is from."""
        if one.cue and not telling and one.rule == "owned":
            return Moment(None, "")  # "Birk's promise", made on any day
        if telling:
            if is_modal(telling.tokens, telling.clause):
                return Moment(None, "")  # what will be said
            borrowed = _is_of_later(telling, one.place)
            own = None if borrowed else self._of_clause(telling)
            if own or _is_earlier(telling):
                return own or Moment(None, "")
        if one.speaker and one.speaker.kind == "document":
            appeared = self._documents.appeared(one.speaker.name, one.place)
            is_standing = head(one.speaker.name) in lexicon.context("standing")
            return Moment(*appeared) if appeared else Moment(None, "") if is_standing else None
        return None

    def _of_clause(self, telling: Telling) -> Moment | None:
        """The moment that the adverbials of a reporting clause give: by the first date of one, or where that is counted
        from another, by what follows it (`A day later, on Monday`), else by the count."""
        text = self._read.text
        for start, end in telling.adverbials:
            place = telling.tokens.span(start, end) if start < end else Span(0, 0)
            found = dates.find_all(text, place.start, place.end, self._printed)
            if not found:
                continue
            is_out = INTERVIEW_OUT.search(text, place.start, place.end) is not None
            if is_out or YET.search(text, place.start, found[0][0][0]):
                return Moment(None, "")
            told = [(on, text[slice(*match)]) for match, on in found]
            given = [one for one in told if one[0]] if counted.EXPRESSION.fullmatch(told[0][1]) else told
            return Moment(*given[0]) if given else Moment(self._occasions.told_at(place), told[0][1])
        return None

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
        return Telling(tokens, clause, adverbials.find(tokens, clause))


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
    what somebody says again and again: `which the mill calls a “lifeline”`, `what she calls “lost years”`, and what is
    told of as known: `reports that Orr called it “fog”`.
    """
    tokens, clause = telling.tokens, telling.clause
    if _has_other_time(tokens, clause.cue[0]) or _is_in_perfect(tokens, clause) or is_content(tokens, clause):
        return True
    before = clause.subject[0] - 1 if clause.subject else -1
    if clause.found == "object" and before >= 0 and tokens.words[before] == "of":
        return True
    is_of_what = before >= 0 and (tokens.classes[before] == "w" or tokens.words[before] == "what")
    if is_of_what and _tense(telling) == "present":
        return True
    start, end = telling.adverbials.lead
    if tokens.words[start : start + 1] == ["in"] and not EARLIER.isdisjoint(tokens.words[start:end]):
        return True
    start, end = telling.adverbials.tail
    is_within = tokens.words[start : start + 2] == ["earlier", "in"]  # "said earlier in the hearing"
    is_untold = not is_within and not UNTOLD.isdisjoint(tokens.words[start:end])
    return is_untold or _holds(telling, THEIR_TIME)


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
    start, end = telling.adverbials.lead
    if tokens.words[start:end][:1] == ["in"]:
        return True
    told = tokens.words[clause.cue[0]] in lexicon.context("told") and clause.found != "after"
    listener = OBJECT.match(tokens.classes, clause.cue[1]) if told else None
    return bool(listener and "N" in listener.group())


def _points_back(telling: Telling) -> bool:
    """True for a clause that points back to a time told of: `Orr said at the time`, `Orr told the Ledger then.`"""
    tokens, end = telling.tokens, telling.adverbials.tail[0]
    ends_in_then = tokens.words[end : end + 1] == ["then"] and tokens.classes[end + 1 : end + 2] in (".", ",", ":")
    return ends_in_then or _holds(telling, THEN)


def _holds(telling: Telling, time: re.Pattern[str]) -> bool:
    """True if an adverbial of a clause holds such words of time."""
    words = telling.tokens.words
    return any(start < end and time.search(" ".join(words[start:end])) for start, end in telling.adverbials)
