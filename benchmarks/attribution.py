"""Who said it, for direct and mixed quotations, against attributions annotated as PolNeAR does.

Characters are those that are neither white space nor double marks. Gold are the attributions that have a source and
three words or more inside one pair of marks. A prediction matches if it covers half of a gold attribution's quoted
characters, and is right if its mention covers, in place, a telling word of the gold source: no stop word or title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Places = set[int]  # offsets of characters in an article's text
Pair = tuple[Places, Places]  # what is quoted and who says it
Span = tuple[int, int]
Spans = Iterable[Span]

LINE = re.compile(r"[^\n]+")
MARK = re.compile(r"[“”„\"]|''")
OPENING = re.compile(r"(?<![^\s(\[{—–/‘'-])(?:[“„\"]|'')(?=\S)")
WORD = re.compile(r"\w+(?:[-.]\w+)*")
STOP_WORDS = set(
    "a an the of to in on at by for from with and or but as is was are were be been that this who which".split()
)
TITLES = set(
    "mr mrs ms miss dr sir dame lord lady rev sen senator rep gov governor president vice secretary chairman "
    "chairwoman professor judge justice general mayor minister former".split()
)


@dataclass
class Score:
    """How many matching predictions named somebody and rightly, and how many gold attributions there are and found."""

    named: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.named)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)

    def add(self, gold: list[Pair], predicted: list[Pair]) -> None:
        """Counts an article: its gold attributions with their telling words, and the predictions that name somebody."""
        matches = [(p, g) for p in range(len(predicted)) for g in range(len(gold)) if covers(predicted[p], gold[g])]
        right = [(p, g) for p, g in matches if predicted[p][1] & gold[g][1]]
        self.named += len({p for p, _ in matches})
        self.right += len({p for p, _ in right})
        self.gold += len(gold)
        self.found += len({g for _, g in right})


def score(rows: Iterable[dict[str, Any]], records: dict[str, list[dict[str, Any]]]) -> Score:
    """The score of the extraction records of each article, by its id, against rows of `{id, text, attributions}`."""
    total = Score()
    for row in rows:
        page = Page(row["text"])
        gold = [
            (page.quoted(attribution["content"]), page.telling(attribution["source"]))
            for attribution in row["attributions"]
            if attribution["source"] and page.longest_quoted(attribution["content"]) >= 3
        ]
        named = [
            (page.quoted(found["pieces"]), page.places([(found["mention_start"], found["mention_end"])]))
            for found in records.get(row["id"], [])
            if found["mention"]
        ]
        total.add(gold, named)
    return total


def covers(predicted: Pair, gold: Pair) -> bool:
    """True if a prediction covers half of what a gold attribution quotes."""
    return 2 * len(predicted[0] & gold[0]) >= len(gold[0])


class Page:
    """An article's text with its words and the places between its marks. A span is a pair of offsets, end exclusive."""

    def __init__(self, text: str) -> None:
        self.text = text
        marks = {at for mark in MARK.finditer(text) for at in range(*mark.span())}
        self.solid = {at for at, char in enumerate(text) if not char.isspace()} - marks
        self.word_at = {at: word.span() for word in WORD.finditer(text) for at in range(*word.span())}
        self.regions = [self.places([region]) for region in between_marks(text)]
        self.inside = {at for region in self.regions for at in region}

    def places(self, spans: Spans) -> Places:
        """The characters of spans."""
        return {at for span in spans for at in range(*span)} & self.solid

    def quoted(self, spans: Spans) -> Places:
        """The characters of spans that stand between marks."""
        return self.places(spans) & self.inside

    def longest_quoted(self, spans: Spans) -> int:
        """The number of words of spans in the pair of marks that holds most of them."""
        content = self.places(spans)
        return max((len(self.words(content & region)) for region in self.regions), default=0)

    def words(self, places: Places) -> set[Span]:
        """The words that have a character among these."""
        return {self.word_at[at] for at in places if at in self.word_at}

    def telling(self, source: Spans) -> Places:
        """The words of a source that tell who it is; its titles, then its stop words too, if nothing else is left."""
        words = self.words(self.places(source))
        for untelling in (STOP_WORDS, TITLES):
            words = {(start, end) for start, end in words if self.text[start:end].lower() not in untelling} or words
        return {at for word in words for at in range(*word)}


def between_marks(text: str) -> Iterator[Span]:
    """What stands inside each pair of double marks.

    A mark that a paragraph leaves open counts to its end if the paragraph begins with it, else not at all.
    """
    for line in LINE.finditer(text):
        opened = None
        for mark in MARK.finditer(text, *line.span()):
            if OPENING.match(text, mark.start()):
                opened = mark
            elif opened:
                yield opened.end(), mark.start()
                opened = None
        if opened and not text[line.start() : opened.start()].strip():
            yield opened.end(), line.end()
