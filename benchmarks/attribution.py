"""Which words are quoted and who said them, against attributions annotated as PolNeAR does, counted by article.

Characters are those that are neither white space nor double marks. Gold of a speaker are the attributions that have a
source and three words or more inside one pair of marks. A prediction matches if it covers half of a gold attribution's
quoted characters, and is right if its mention covers, in place, a telling word of the gold source: no stop word or
title. A gold attribution is direct if its content begins and ends with marks and lies between marks to four fifths.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Places = set[int]  # offsets of characters in an article's text
Span = Sequence[int]
Spans = Iterable[Span]
Row = dict[str, Any]

LINE = re.compile(r"[^\n]+")
MARK = re.compile(r"[“”„\"]|''")
OPENING = re.compile(r"(?<![^\s(\[{—–/‘'-])(?:[“„\"]|'')(?=\S)")
CLOSED = re.compile(rf"(?:{MARK.pattern})[.,;:!?…—–\s-]*$")
WORD = re.compile(r"\w+(?:[-.]\w+)*")
TOKEN = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")
STOP_WORDS = set(
    "a an the of to in on at by for from with and or but as is was are were be been that this who which".split()
)
TITLES = set(
    "mr mrs ms miss dr sir dame lord lady rev sen senator rep governor gov president vice secretary chairman "
    "chairwoman professor judge justice general mayor minister former".split()
)
SAME = 0.8  # shared characters over the characters of both, from which two direct quotations are one


@dataclass(slots=True, eq=False)
class Item:
    """A gold or predicted attribution: its content, what of it is quoted, the source's words and tokens, its kind.

    `row` is the annotation or the extraction record that it was made of.
    """

    row: Row
    content: Places
    quoted: Places
    source: Places
    telling: Places
    tokens: set[int]
    is_direct: bool
    words: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A gold attribution of a speaker and the predictions with a mention that cover it."""

    gold: Item
    said: list[Item]

    @property
    def right(self) -> list[Item]:
        """The predictions whose mention covers a telling word of the source."""
        return [item for item in self.said if item.source & self.gold.telling]

    @property
    def is_exact(self) -> bool:
        """True if a mention has the very tokens of the source."""
        return any(item.tokens == self.gold.tokens for item in self.said)


@dataclass(frozen=True, slots=True)
class Judgement:
    """An article's gold and predicted attributions, and its speakers."""

    gold: list[Item]
    said: list[Item]
    speakers: list[Speaker]


def judge(row: Row, records: Iterable[Row]) -> Judgement:
    """The extraction records of an article beside its row of `{text, attributions}`."""
    page = Page(row["text"])
    gold = [page.gold(attribution) for attribution in row["attributions"]]
    said = [page.predicted(record) for record in records]
    named = [item for item in said if item.source]
    wanted = [item for item in gold if item.row["source"] and page.longest_quoted(item.row["content"]) >= 3]
    return Judgement(gold, said, [Speaker(item, [one for one in named if _covers(one, item)]) for item in wanted])


def count(judgement: Judgement) -> Counter[str]:
    """What is right in the predicted attributions of an article.

    Counts by name: `chars` are quoted characters, `direct` direct quotations, `speaker` speakers; `_hit` and `_said`
    are the right and all of the predicted, `_found` and `_gold` the found and all of the annotated; `exact` are the
    found speakers whose mention has the very tokens of the annotated source.
    """
    gold, said = judgement.gold, judgement.said
    return _characters(gold, said) + _direct(gold, said) + _speakers(judgement.speakers)


def _characters(gold: Sequence[Item], said: Sequence[Item]) -> Counter[str]:
    wanted = set().union(*(item.quoted for item in gold))
    given = set().union(*(item.quoted for item in said))
    hit = len(wanted & given)
    return Counter(chars_hit=hit, chars_said=len(given), chars_found=hit, chars_gold=len(wanted))


def _direct(gold: Sequence[Item], said: Sequence[Item]) -> Counter[str]:
    wanted = [item for item in gold if item.is_direct]
    given = [item for item in said if item.is_direct]
    hits = {(n, m) for n, p in enumerate(given) for m, g in enumerate(wanted) if _same(p.content, g.content)}
    long = [n for n, item in enumerate(given) if item.words >= 3]
    return Counter(
        direct_hit=len({n for n, _ in hits if n in long}),
        direct_said=len(long),
        direct_found=len({m for _, m in hits}),
        direct_gold=len(wanted),
    )


def _same(one: Places, two: Places) -> bool:
    return len(one & two) >= SAME * len(one | two)


def _speakers(speakers: Sequence[Speaker]) -> Counter[str]:
    return Counter(
        speaker_hit=len({item for one in speakers for item in one.right}),
        speaker_said=len({item for one in speakers for item in one.said}),
        speaker_found=sum(bool(one.right) for one in speakers),
        speaker_gold=len(speakers),
        exact=sum(one.is_exact for one in speakers),
    )


def _covers(predicted: Item, gold: Item) -> bool:
    """True if a prediction covers half of what a gold attribution quotes."""
    return 2 * len(predicted.quoted & gold.quoted) >= len(gold.quoted)


class Page:
    """An article's text with its words and the places between its marks. A span is a pair of offsets, end exclusive."""

    def __init__(self, text: str) -> None:
        self.text = text
        marks = {at for mark in MARK.finditer(text) for at in range(*mark.span())}
        self.solid = {at for at, char in enumerate(text) if not char.isspace()} - marks
        self.word_at = {at: word.span() for word in WORD.finditer(text) for at in range(*word.span())}
        self.token_at = {at: n for n, token in enumerate(TOKEN.finditer(text)) for at in range(*token.span())}
        self.regions = [self.places([region]) for region in between_marks(text)]
        self.inside = {at for region in self.regions for at in region}

    def gold(self, row: Row) -> Item:
        """An annotated attribution."""
        content = self.places(row["content"])
        first, last = row["content"][0][0], row["content"][-1][1]
        marked = MARK.search(self.text, max(0, first - 1), first + 2) and (
            CLOSED.search(self.text, first, last) or MARK.match(self.text, last)
        )
        direct = len(content & self.inside) >= SAME * len(content) and bool(marked)
        return self._item(row, content, row["source"], direct)

    def predicted(self, record: Row) -> Item:
        """An extraction record."""
        source = [(record["mention_start"], record["mention_end"])] if record["mention"] else []
        return self._item(record, self.places(record["pieces"]), source, record["kind"] == "direct")

    def _item(self, row: Row, content: Places, source: Spans, direct: bool) -> Item:
        tokens = {self.token_at[at] for span in source for at in range(*span) if at in self.token_at}
        places = self.places(source)
        words = len(self.words(content))
        return Item(row, content, content & self.inside, places, self.telling(source), tokens, direct, words)

    def places(self, spans: Spans) -> Places:
        """The characters of spans."""
        return {at for span in spans for at in range(*span)} & self.solid

    def longest_quoted(self, spans: Spans) -> int:
        """The number of words of spans in the pair of marks that holds most of them."""
        content = self.places(spans)
        return max((len(self.words(content & region)) for region in self.regions), default=0)

    def words(self, places: Places) -> set[tuple[int, int]]:
        """The words that have a character among these."""
        return {self.word_at[at] for at in places if at in self.word_at}

    def telling(self, source: Spans) -> Places:
        """The words of a source that tell who it is; its titles, then its stop words too, if nothing else is left."""
        words = self.words(self.places(source))
        for untelling in (STOP_WORDS, TITLES):
            words = {(start, end) for start, end in words if self.text[start:end].lower() not in untelling} or words
        return {at for word in words for at in range(*word)}


def between_marks(text: str) -> Iterator[tuple[int, int]]:
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
