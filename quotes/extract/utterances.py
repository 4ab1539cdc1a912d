"""When each quotation was spoken, where the reporting clause beside it says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from quotes import names
from quotes.extract import dates, lexicon
from quotes.extract.clauses import Clause, is_modal
from quotes.extract.places import Entry as ReadEntry
from quotes.extract.resolution import Resolver
from quotes.extract.tokens import Tokens
from quotes.model import Entry, Span, Speaker

# What may stand between a cue and the date that goes with it: prepositional phrases, dates and adverbs.
TAIL = re.compile(r"(?:,?(?:i[dnNG#'&r]*[nN#D](?:'n+)?|dD|[rD#]+))*")
DAY = len("2024-11-06")
OBJECT = re.compile(r"(?:p|d?[nNG#']*[nN])?")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was said, as an ISO day, month or year (None: the words settle nothing), and the words for it."""

    on: str | None
    basis: str


class Statements:
    """What an entry tells of when its speakers spoke: each dated reporting clause, whether it holds marks or not."""

    def __init__(self, read: ReadEntry, resolver: Resolver, entry: Entry, printed: date | None) -> None:
        self._resolver = resolver
        self._read_entry = read
        self._entry = entry
        self._text = read.text
        self._printed = printed
        self._by_cue: dict[Span, Moment] = {}
        self._dated: dict[
            str | None, list[tuple[int, Moment]]
        ] = {}  # by whom a subject names: where it stands, and when
        for number, span in enumerate(read.spans):
            hinted = dates.HINT.search(read.text, span.start, span.end) is not None
            if hinted or (self._dated and read.holds(number)):
                self._read(read, number, printed, hinted=hinted)

    def _read(self, read: ReadEntry, number: int, printed: date | None, *, hinted: bool) -> None:
        """Note the clauses of a paragraph that date something or end what was dated; `hinted`: it may hold a date."""
        paragraph = read.paragraph(number)
        told = -1  # the sentence whose first clause was seen; a clause inside it tells of something else
        for clause in paragraph.clauses:
            if is_modal(paragraph.tokens, clause):
                continue  # "who will speak on Saturday"
            moment = of_clause(read.text, paragraph.tokens, clause, printed) if hinted else None
            sentence = paragraph.tokens.sentences[clause.cue[0]]
            if moment:
                self._by_cue[paragraph.tokens.span(*clause.cue)] = moment
            elif self._dated and is_other_occasion(paragraph.tokens, clause):
                moment = Moment(None, "")  # what was dated before ends here
            if moment and clause.subject and clause.frame != "thought" and sentence != told:
                subject = paragraph.tokens.span(*clause.subject)
                name = self._resolver.name(subject, self._entry)
                insort(self._dated.setdefault(name, []), (subject.start, moment), key=itemgetter(0))
            told = sentence

    def moment(self, cue: Span | None, start: int, speaker: Speaker | None) -> Moment | None:
        """When the quotation at `start` was spoken: by its own clause, else by the last dated one of its speaker."""
        own = self._by_cue.get(cue) if cue else None
        if own or not speaker:
            return own
        if speaker.kind == "document":
            return self._document(speaker, start)
        if cue is None or self._is_other_occasion(cue):
            return None
        dated = self._dated.get(names.fold(speaker.name), [])
        before = bisect_left(dated, start, key=itemgetter(0))
        last = dated[before - 1][1] if before else None
        return last if last and last.on and len(last.on) == DAY else None

    def _is_other_occasion(self, cue: Span) -> bool:
        """True if a clause tells of another occasion than the one dated before."""
        number = bisect_right(self._read_entry.spans, cue.start, key=lambda span: span.start) - 1
        paragraph = self._read_entry.paragraph(number)
        clause = next((c for c in paragraph.clauses if paragraph.tokens.span(*c.cue) == cue), None)
        return clause is None or is_other_occasion(paragraph.tokens, clause)

    def _document(self, speaker: Speaker, start: int) -> Moment | None:
        """When a document appeared, where the entry says so before it is quoted: `a bill released on Monday night`."""
        noun = speaker.name.split()[-1]
        appearing = "|".join(sorted(lexicon.context("published")))
        appeared = re.compile(rf"\b{re.escape(noun)}\b,?(?: that was| which was| \w+)? (?:{appearing})\b([^.,;:“\"]*)")
        for match in appeared.finditer(self._text, self._entry.span.start, start):
            found = dates.find(self._text, *match.span(1), self._printed)
            if found:
                return Moment(*found)
        return None


def is_other_occasion(tokens: Tokens, clause: Clause) -> bool:
    """False only for a clause that goes on with a statement: `Orr said`, `"...", she added`, `he told reporters`.

    Anything before the subject (`In an interview, Orr said`), a named listener or another tense is another occasion.
    """
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


def of_clause(text: str, tokens: Tokens, clause: Clause, printed: date | None) -> Moment | None:
    """The moment that a reporting clause gives: after its verb, between subject and verb, or before both."""
    for start, end in (_after(tokens, clause), _between(tokens, clause), _lead(tokens, clause)):
        if start < end:
            found = dates.find(text, tokens.spans[start][0], tokens.spans[end - 1][1], printed)
            if found:
                return Moment(*found)
    return None


def _after(tokens: Tokens, clause: Clause) -> tuple[int, int]:
    """The adverbials after the verb: `told leaders at the summit in Holm on Thursday`."""
    inverted = clause.subject and clause.found == "after"
    start = clause.subject[1] if inverted and clause.subject else clause.cue[1]
    if tokens.words[clause.cue[0]] in lexicon.context("told") and not inverted and clause.cue[1] - clause.cue[0] == 1:
        match = OBJECT.match(tokens.classes, start)
        start = match.end() if match else start
    skipped = lexicon.context("published") | {"late", "early"}
    while start < len(tokens) and tokens.words[start] in skipped:
        start += 1
    if tokens.words[start : start + 1] in (["of"], ["about"], ["into"], ["over"]):
        return start, start  # "said of the flood on Sunday"
    end = _tail_end(tokens, start)
    while end < len(tokens) and tokens.words[end] in skipped:  # "in a statement released on Monday"
        end = _tail_end(tokens, end + 1)
    return start, _same_sentence(tokens, clause.cue[0], start, end)


def _tail_end(tokens: Tokens, start: int) -> int:
    tail = TAIL.match(tokens.classes, start)
    return tail.end() if tail else start


def _same_sentence(tokens: Tokens, at: int, start: int, end: int) -> int:
    while end > start and tokens.sentences[end - 1] != tokens.sentences[at]:
        end -= 1
    return end


def _between(tokens: Tokens, clause: Clause) -> tuple[int, int]:
    """The adverbials between subject and verb: `Putin on Thursday said`."""
    if not clause.subject or clause.found != "before":
        return 0, 0
    return clause.subject[1], clause.cue[0]


def _lead(tokens: Tokens, clause: Clause) -> tuple[int, int]:
    """The adverbial that begins the sentence: `In a March 2015 interview with the Herald, Orr said`."""
    end = min(clause.cue[0], clause.subject[0]) if clause.subject else clause.cue[0]
    start = end
    while start and tokens.sentences[start - 1] == tokens.sentences[end] and tokens.classes[start - 1] != "Q":
        start -= 1
    while start < end and tokens.classes[start] in ",&":
        start += 1
    participles = lexicon.context("published")
    verbs = [n for n in range(start, end) if tokens.classes[n] in "vCs" and tokens.words[n] not in participles]
    adverbial = start < end and tokens.classes[start] in "iDr#" and not verbs
    return (start, end) if adverbial else (0, 0)
