"""What a pronoun stands for: the persons, groups and bodies that an entry named before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from quotes.extract import clauses, lexicon, mentions, phrases
from quotes.extract.cast import RUN, Cast, Naming, Person, is_institution
from quotes.extract.tokens import Tokens, tokenize
from quotes.model import Entry, Span

REACH = 6  # paragraphs back that he or she may point
FAR = 8000  # characters; no name so far away can score enough, and no longer part of a paragraph is read
MARGIN = 0.8  # of two persons closer than this neither is meant clearly
MARGIN = 0.8  # of two persons whose scores are closer than this, neither is clearly meant
NEAR = 3  # paragraphs back that they or it may point
A_CHARACTER = 0.002  # what a character between a name and a pronoun takes off the name's score
MOST = 3.4  # the score of a subject right before the pronoun
PREPOSITION_BEFORE = re.compile(r"\b(?:of|with|for|to|by|on|about|against|in|from|at|called|than)\s$")
WORD_AFTER = re.compile(r",?\s(\w+)")


def person(cast: Cast, text: str, entry: Entry, sex: str, span: Span) -> Person | None:
    """The person that he or she at a place means: near, of that gender, as a subject; None if that is not clear."""
    scores: dict[Person, float] = {}
    for naming in reversed(cast.named_between(max(entry.span.start, span.start - FAR), span.start)):
        best = max(scores.values(), default=-2.0 * REACH)
        if MOST - A_CHARACTER * (span.start - naming.end) < best - MARGIN:
            break  # nor can those before it score more
        gender = naming.person.gender
        if gender in (sex, None):
            score = _closeness(text, naming, span) + (1.0 if gender == sex else 0.0)
            scores[naming.person] = max(score, scores.get(naming.person, score))
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] <= -2.0 * REACH:
        return None
    return None if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN else ranked[0][0]


def _closeness(text: str, naming: Naming, span: Span) -> float:
    """How likely a naming is what a pronoun at `span` means: by its distance, and by whether it stands as a subject."""
    lines = text.count("\n", naming.start, span.start)
    before, after = text[max(0, naming.start - 12) : naming.start], text[naming.end : naming.end + 14]
    score = -2.0 * min(lines, REACH + 1) - A_CHARACTER * (span.start - naming.end)
    if not before.strip(" “\"'‘") or before.rstrip(" “\"'‘")[-1:] in "\n.!?”":
        score += 1.2
    word = WORD_AFTER.match(after)
    if word and word.group(1) in lexicon.cues():
        score += 1.2
    if re.match(r"[’']s\b", after):
        score -= 0.8
    return score - 0.8 if PREPOSITION_BEFORE.search(before) else score


def relative(text: str, span: Span) -> Span | None:
    """The place of the name that `who` at a place belongs to: the one right before it."""
    start = max(0, span.start - 120)
    before = re.sub(r"[,\s]+$", "", text[start : span.start])
    runs = list(RUN.finditer(before))
    if not runs or runs[-1].end() != len(before) or is_institution(runs[-1].group()):
        return None
    return Span(start + runs[-1].start(), start + runs[-1].end())


def subject(text: str, entry: Entry, span: Span, forms: tuple[str, ...]) -> Span | None:
    """The place of the last subject before a pronoun that has one of these forms, in its paragraph or those before."""
    for tokens in _paragraphs_before(text, entry, span, NEAR):
        for phrase in _subjects(tokens):
            place = tokens.span(*phrase)
            if place.start < span.start and mentions.form(place.of(text)) in forms:
                return place
    return None


def _subjects(tokens: Tokens) -> list[phrases.Phrase]:
    """The subjects of a paragraph's reporting clauses and sentences, the last first."""
    ends = [n for n in range(len(tokens)) if tokens.sentences[n] not in tokens.sentences[n + 1 : n + 2]]
    found = [clause.subject for clause in clauses.find(tokens)] + [clauses.main_subject(tokens, n) for n in ends]
    return sorted(filter(None, found), reverse=True)


def group(text: str, entry: Entry, span: Span) -> Span | None:
    """The place of the group last named before `they`, in its paragraph or the one before."""
    for tokens in _paragraphs_before(text, entry, span, 2):
        for at in range(len(tokens) - 1, -1, -1):
            if tokens.spans[at][1] < span.start and lexicon.heads().get(tokens.words[at]) == "group":
                return tokens.span(*phrases.around(tokens, at))
    return None


def _paragraphs_before(text: str, entry: Entry, span: Span, number: int) -> Iterator[Tokens]:
    """The tokens of a pronoun's paragraph and of those before it, nearest first."""
    last = bisect_right(entry.paragraphs, span.start, key=attrgetter("start"))
    for paragraph in reversed(entry.paragraphs[max(0, last - number) : last]):
        near = Span(max(paragraph.start, span.start - FAR), min(paragraph.end, span.end + FAR))
        yield tokenize(text, near if len(paragraph) > FAR and span in paragraph else paragraph)
