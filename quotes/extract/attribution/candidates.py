"""Who may have said a quotation: the phrases near it that can name a speaker, and what is known about each.

The features are words about structure: where the phrase stands, what lies between it and the marks, which reporting
clause it is the subject of, and what the rules decided. `ranking` weighs them. A candidate's side is B or A, before or
after the quotation in its paragraph, or P, in the paragraph before; D is whom the rules decided for and I who said the
quotation before, where these stand in none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.extract.attribution.paragraphs import NOBODY, Attribution, Paragraph
from quotes.extract.attribution.places import Entry, Place
from quotes.extract.grammar import lexicon, phrases
from quotes.extract.grammar.clauses import Clause
from quotes.extract.grammar.phrases import Phrase
from quotes.extract.grammar.tokens import Tokens
from quotes.model import Span

SPEAKING = frozenset("he she they we i it who one others".split())
MOST = 10  # phrases of a paragraph that are looked at on either side of a quotation
FURTHEST = 60  # classes of the way between a phrase and the quotation that are read
MARKS = "’'”» \""
NOWHERE = Span(-1, -1)
NOUNS = re.compile(r"[dnN#']+")
REPORTING = re.compile("[CG]")
ENDS = {",": ",", ".": ".", "?": "?", "!": "?", "…": "."}


class Named(NamedTuple):
    """A phrase of a paragraph that can name a speaker, and the reporting clauses that it is the subject of."""

    phrase: Phrase
    clauses: tuple[Clause, ...]
    form: str


class Candidate(NamedTuple):
    """Who may have said a quotation, and the features that tell how likely it is."""

    features: list[str]
    given: Attribution | None  # what was known before: nobody, whom the rules decided for, whose the last quotation was
    tokens: Tokens | None = None  # else the phrase in its paragraph,
    phrase: Phrase = (0, 0)
    clause: Clause | None = None  # the clause that it is the subject of,
    own: bool = False  # and whether that stands in the quotation's paragraph

    @property
    def attribution(self) -> Attribution:
        """The quotation's attribution if the candidate is chosen; nobody: no mention."""
        if self.given or self.tokens is None:
            return self.given or NOBODY
        cue = self.tokens.span(*self.clause.cue) if self.clause else None
        return Attribution(self.tokens.span(*self.phrase), cue, "ranked", own=self.own)


def candidates(
    entry: Entry, place: Place, decided: Attribution, previous: Attribution, *, looks_reported: bool
) -> list[Candidate]:
    """All who may have said the quotation at a place, nobody first.

    `decided` is what the rules say of it, `previous` whom the quotation before it was given; `looks_reported` tells
    that it does not look like a title or a label.
    """
    around = Surroundings(entry, place, decided, previous, looks_reported=looks_reported)
    found = [Candidate(around.nobody(), NOBODY)]
    found += [around.candidate(one, side) for side in _sides(entry, place, decided) for one in side.named()]
    if decided.mention and not around.met_decided:
        found.append(Candidate(around.elsewhere("D"), decided))
    if previous.mention and not around.met_previous and not overlap(previous.mention, decided.mention):
        found.append(Candidate(around.elsewhere("I"), Attribution(previous.mention, previous.cue, "ranked")))
    return found


def overlap(one: Span | None, two: Span | None) -> bool:
    """True if two mentions share characters."""
    return one is not None and two is not None and one.start < two.end and two.start < one.end


class Side(NamedTuple):
    """The tokens of a paragraph on one side of a quotation: B, A or P."""

    letter: str
    paragraph: Paragraph
    start: int
    stop: int
    sentence: int  # of the quotation, or the last one before it

    def named(self) -> Sequence[Named]:
        """The phrases there that can name a speaker, those nearest to the quotation."""
        if self.start >= self.stop:
            return ()
        starts, found = named(self.paragraph)
        first, last = bisect_left(starts, self.start), bisect_left(starts, self.stop)
        inside = found[first : min(first + MOST, last)] if self.letter == "A" else found[max(first, last - MOST) : last]
        return [one for one in inside if one.phrase[1] <= self.stop]

    def way(self, phrase: Phrase) -> tuple[str, str]:
        """Where a phrase stands (side and sentences away), and the classes between it and the quotation."""
        letter, paragraph, start, stop, sentence = self
        away = sentence - paragraph.tokens.sentences[phrase[0]]
        if letter == "A":
            away, stop = -away, phrase[0]
        else:
            start = phrase[1]
        where = f"{letter}{away}" if away < 3 else f"{letter}3"
        return where, paragraph.ways.between(start, stop if stop - start < FURTHEST else start + FURTHEST)

    def clause(self, one: Named) -> Clause | None:
        """Of the clauses that a phrase is the subject of, the one nearest to the quotation on its side."""
        if self.letter == "A":
            return next((c for c in one.clauses if c.cue[0] >= self.start), None)
        return next((c for c in reversed(one.clauses) if c.cue[0] < self.stop), None)


def _sides(entry: Entry, place: Place, decided: Attribution) -> Iterator[Side]:
    """Where those stand who may have said a quotation."""
    number, at = place.first
    paragraph = entry.paragraphs[number]
    yield Side("B", paragraph, 0, at, paragraph.tokens.sentences[at])
    after, end = entry.paragraphs[place.last[0]], place.last[1]
    yield Side("A", after, end + 1, len(after.tokens), after.tokens.sentences[end])
    if number and not decided.own:
        before = entry.paragraphs[number - 1]
        yield Side("P", before, 0, len(before.tokens), before.tokens.sentences[-1])


def named(paragraph: Paragraph) -> tuple[Sequence[int], Sequence[Named]]:
    """The phrases of a paragraph, outside its quotations, that can name a speaker, in order, and where they start."""
    if paragraph.named is None:
        found = sorted(_named(paragraph), key=_start)
        paragraph.named = [one.phrase[0] for one in found], found
    return paragraph.named


def _start(one: Named) -> int:
    return one.phrase[0]


def _named(paragraph: Paragraph) -> Iterator[Named]:
    tokens = paragraph.tokens
    subjects: dict[int, tuple[Phrase, list[Clause]]] = {}
    for clause in paragraph.clauses:
        if clause.subject:
            subjects.setdefault(clause.subject[0], (clause.subject, []))[1].append(clause)
    waiting = sorted(subjects, reverse=True)
    position = 0
    for match in phrases.HEAD.finditer(tokens.classes):
        start, end = match.span()
        while waiting and waiting[-1] < end:
            first = waiting.pop()
            if first >= position:
                phrase, clauses = subjects.pop(first)
                yield Named(phrase, tuple(clauses), _form(tokens, phrase))
                position = max(position, phrase[1])
        if start >= position and (form := _form(tokens, (start, end))):
            yield Named((start, end), (), form)
    for phrase, clauses in subjects.values():
        yield Named(phrase, tuple(clauses), _form(tokens, phrase) or "p")  # "Another said"


def _form(tokens: Tokens, phrase: Phrase) -> str:
    """How a phrase may name a speaker: p pronoun, w relative, N name, a head noun's form; empty where it can't tell."""
    first, last = phrase[0], phrase[1] - 1
    if tokens.classes[first] in "pw":
        return "p" if tokens.words[first] in SPEAKING else "w" if tokens.classes[first] == "w" else ""
    core = NOUNS.match(tokens.classes, first)
    last = core.end() - 1 if core else last
    if tokens.classes[last] == "'":
        last -= 1
    kind = lexicon.heads().get(tokens.words[last], "")
    return kind or ("N" if "N" in tokens.classes[first : last + 1] else "")


class Surroundings:
    """What is known about a quotation itself, and so about every candidate."""

    def __init__(
        self, entry: Entry, place: Place, decided: Attribution, previous: Attribution, *, looks_reported: bool
    ) -> None:
        self.looks = looks_reported
        self.met_decided = self.met_previous = False  # whether they are among the candidates
        self.entry, self.place, self.decided, self.previous = entry, place, decided, previous
        self.decided_at, self.previous_at = decided.mention or NOWHERE, previous.mention or NOWHERE
        paragraph = entry.paragraphs[place.first[0]]
        self.tokens, self.at = paragraph.tokens, place.first[1]
        self.after, self.end = entry.paragraphs[place.last[0]].tokens, place.last[1]
        last = entry.text[max(place.pieces[-1].start, place.pieces[-1].end - 9) : place.pieces[-1].end].rstrip(MARKS)
        words = place.words
        self.length = min(len(words), 4) if len(words) < 5 else 5 if len(words) < 10 else 6
        self.capital = place.text[:1].isupper()
        self.titled = self.capital and all(w[0].isupper() or len(w) < 4 for w in words[:10])
        self.closing = ENDS.get(last[-1:], "w")
        begins = not self.at or self.tokens.sentences[self.at] != self.tokens.sentences[self.at - 1]
        self.before = "^" if begins else self.tokens.classes[self.at - 1]
        self.bare = paragraph.is_bare
        self.colon = bool(place.first[0]) and entry.ends_in_colon(place.first[0] - 1)
        self.shape = f"{self.before}{self.closing}{self.length}{'C' if self.capital else 'c'}"
        self.rule = decided.rule

    def nobody(self) -> list[str]:
        """The features of nobody's having said it."""
        at, end = self.at, self.end
        one, two = _word(self.tokens, at - 1), _word(self.tokens, at - 2)
        after = _word(self.after, end + 1)
        following = self.after.classes[end + 1 : end + 3]
        cues = REPORTING.search(self.tokens.classes, self.tokens.sentence(at).start, at) is not None
        return [
            "0", f"0r{self.rule}", f"0k{self.looks}", f"0kr{self.looks}{self.rule}",
            f"0kl{self.looks}{self.length}{self.before}", f"0s{self.shape}", f"0t{self.titled}{self.length}",
            f"0b{one}", f"0bb{two} {one}", f"0a{after}", f"0rl{self.rule}{self.length}{self.titled}",
            f"0rs{self.rule}{self.before}{self.closing}", f"0f{self.before}{following}",
            f"0c{cues}{self.length}{self.titled}{self.before}", f"0x{self.bare}{self.colon}", f"0bt{one}{self.titled}",
            f"0cl{self.closing}{self.length}{self.titled}",
        ]  # fmt: skip

    def elsewhere(self, how: str) -> list[str]:
        """The features of one whose mention stands in none of the paragraphs around."""
        return [how, f"{how}r{self.rule}"]

    def candidate(self, one: Named, side: Side) -> Candidate:
        """A candidate of a paragraph with its features."""
        tokens = side.paragraph.tokens
        where, path = side.way(one.phrase)
        clause = side.clause(one) if one.clauses else None
        features = self._plain(tokens, one, where, path)
        if clause:
            features += _reporting(tokens, where, clause)
        start, end = one.phrase
        first, last = tokens.spans[start][0], tokens.spans[end - 1][1]
        ours = first < self.decided_at.end and self.decided_at.start < last
        if ours:
            self.met_decided = True
            features += self._decided(where, one)
        if first < self.previous_at.end and self.previous_at.start < last:
            self.met_previous = True
            features.append(f"same{where}")
        return Candidate(features, self.decided if ours else None, tokens, one.phrase, clause, side.letter != "P")

    def _plain(self, tokens: Tokens, one: Named, where: str, path: str) -> list[str]:
        """What a candidate is and where it stands."""
        start, end = one.phrase
        classes = tokens.classes
        left = "^" if not start or tokens.sentences[start - 1] != tokens.sentences[start] else classes[start - 1]
        right = classes[end] if end < len(classes) else "$"
        word = tokens.words[start] if one.form in ("p", "w") else one.form
        return [
            where, f"p{where}{path}", f"l{where}{left}{word}", f"r{where}{right}",
            f"pc{where}{path[:4]}{self.before}{self.closing}", f"w{where}{_word(tokens, start - 1)}",
            f"w2{where}{_word(tokens, end)}",
        ]  # fmt: skip

    def _decided(self, where: str, one: Named) -> list[str]:
        """What makes a candidate likely that the rules decided for."""
        return [f"={self.rule}", f"=w{self.rule}{where}", f"=f{self.rule}{one.form}"]


def _reporting(tokens: Tokens, where: str, clause: Clause) -> list[str]:
    """What the clause is like that a candidate is the subject of."""
    cue, how = tokens.words[clause.cue[0]], f"{clause.frame}{clause.found}"
    return [f"c{where}{cue}", f"cf{where}{how}", f"cc{how}{cue}"]


def _word(tokens: Tokens, at: int) -> str:
    """A word that tells of structure; of names and numbers only their class, and ^ or $ outside the paragraph."""
    if not 0 <= at < len(tokens.words):
        return "^" if at < 0 else "$"
    kind = tokens.classes[at]
    return kind if kind in "N#Q" else tokens.words[at]
