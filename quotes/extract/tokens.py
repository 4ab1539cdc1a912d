"""A paragraph -> tokens, each with a class of one letter, quotations shrunk to one token each.

The classes of a paragraph stand in one string, so that a phrase is a regular expression over classes:

    Q quotation     N capitalised word   n other word      # number        d determiner or possessive
    p pronoun       w who, which         a auxiliary       r adverb        D day, month or time of day
    i preposition   & and, or, but       s that, when ...  ' possessive    v finite verb
    C finite reporting verb (said)       c its base form (say)             G its -ing form (saying)
    , ; : . ( ) and - for dashes
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes.extract import lexicon
from quotes.model import Span

ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Maj|Capt|Adm|Jr|Sr|St|Rev|Prof|Hon|Pres|Supt|Insp|Cllr|Jan|Feb|Mar|"
    "Apr|Aug|Sept|Oct|Nov|Dec|No|vs|Inc|Corp|Co|Ltd|Ave|Mt|Ft"
)
TOKEN = re.compile(
    rf"(?:{ABBREVIATIONS})\.(?!\w)|(?:[A-Z]\.)+(?=[\s,'’\")\]]|$)|[A-Za-z]+(?=n['’]t\b)|n['’]t\b|['’‘](?:s|S|re|ve|ll|d|m)\b"
    r"|\d[\d,.]*\d|\w+(?:[-‑]\w+)*|\.\.\.|--|[^\w\s]"
)
PUNCTUATION = {
    **dict.fromkeys(".!?…", "."),
    **dict.fromkeys("([", "("),
    **dict.fromkeys(")]", ")"),
    **dict.fromkeys("-–—―‒", "-"),
}
PUNCTUATION |= {",": ",", ";": ";", ":": ":", "--": "-", "...": "-", "'": "'", "’": "'", "&": "&"}
SECTIONS = {
    "relative": "w", "date": "D", "auxiliary": "a", "subordinator": "s", "conjunction": "&", "determiner": "d",
    "preposition": "i", "pronoun": "p", "adverb": "r",
}  # fmt: skip
LONGEST = 400  # tokens of a sentence; what runs on without a stop is cut, so that the work per word stays the same


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one paragraph: places, lower-case words, classes, sentence numbers, quotation numbers (else -1)."""

    spans: list[tuple[int, int]]
    words: list[str]
    classes: str
    sentences: list[int]
    quotations: list[int]

    def __len__(self) -> int:
        return len(self.spans)

    def sentence(self, at: int) -> range:
        """The tokens of the sentence that token `at` is in."""
        number = self.sentences[at]
        return range(bisect_left(self.sentences, number), bisect_right(self.sentences, number))

    def span(self, start: int, end: int) -> Span:
        """The characters from token `start` to token `end`, end exclusive."""
        return Span(self.spans[start][0], self.spans[end - 1][1])


@cache
def _classes() -> dict[str, str]:
    """The class of every listed word; where a word is in several lists the later line here wins."""
    found = dict.fromkeys(lexicon.lines("verbs.txt"), "v")
    found |= {form: kind for form, (kind, _) in lexicon.cues().items()}
    words = lexicon.sections("words.txt")
    for section, letter in reversed(SECTIONS.items()):
        found |= dict.fromkeys(words[section], letter)
    return (
        found
        | dict.fromkeys(("who", "which", "whom"), "w")
        | {"that": "s", "as": "s", "’s": "'", "'s": "'", "‘s": "'", "may": "a"}
    )


def tokenize(text: str, paragraph: Span, holes: Sequence[tuple[Span, int]] = ()) -> Tokens:
    """The tokens of a paragraph; each of `holes`, spans with a number, becomes one token of class Q."""
    spans: list[tuple[int, int]] = []
    numbers: list[int] = []
    position = paragraph.start
    for hole, number in (*holes, (Span(paragraph.end, paragraph.end), -1)):
        outside = [match.span() for match in TOKEN.finditer(text, position, hole.start)]
        spans += outside
        numbers += [-1] * len(outside)
        if number >= 0:
            spans.append((hole.start, hole.end))
            numbers.append(number)
        position = hole.end
    words = [text[s:e].lower() if n < 0 else "" for (s, e), n in zip(spans, numbers, strict=True)]
    classes, sentences = _classify(text, spans, words, numbers)
    return Tokens(spans, words, classes, sentences, numbers)


def _classify(text: str, spans: list[tuple[int, int]], words: list[str], numbers: list[int]) -> tuple[str, list[int]]:
    """The class string and the sentence of every token. A sentence ends at . ! ?, inside a quotation's marks too."""
    classes: list[str] = []
    sentences: list[int] = []
    sentence, begun, ended, before = 0, 0, True, ""
    for at, (start, end) in enumerate(spans):
        if (ended and at) or at - begun == LONGEST:
            sentence, begun = sentence + 1, at
        if numbers[at] >= 0:
            kind = "Q"
        else:
            kind = _class(text[start:end], ended or before in "Q:-(")
            if kind in "Da" and words[at] in lexicon.context("month-or-name") and text[start].isupper():
                kind = _month_or_name(text, spans, words, before, at)
            if kind in "GCcn":
                kind = _by_neighbour(kind, words, classes, at)
        classes.append(kind)
        sentences.append(sentence)
        following = text[spans[at + 1][0]] if at + 1 < len(spans) else ""
        ended = kind in ".Q" and _ends(text, kind, end, following)
        before = kind
    return "".join(classes), sentences


def _month_or_name(text: str, spans: list[tuple[int, int]], words: list[str], before: str, at: int) -> str:
    """N for Theresa May, April Ryan and "May said", D for "in May", "May 6" and the like."""
    following = text[spans[at + 1][0]] if at + 1 < len(spans) else ""
    if following.isdigit() or (before and before in "i#"):
        return "D"
    said = at + 1 < len(words) and words[at + 1] in lexicon.cues()
    return "N" if said or (before != "D" and (before == "N" or following.isupper())) else "D"


def _by_neighbour(kind: str, words: list[str], classes: list[str], at: int) -> str:
    """The class of a word that may be noun or verb, as the word before it tells."""
    before = classes[-1] if at else "."
    determined = before == "d" and words[at - 1] not in lexicon.context("alone")
    if kind in "GCc" and (determined or (before == "'" and classes[-2:-1] != ["p"])):
        return "n"  # "the ruling", "his claim", "Mr Orr's remarks"
    if kind == "c" and before == "i":
        return "n"  # "the minister in question"
    if kind == "c" and before == "n" and not _is_plural(words[at - 1]):
        return "n"  # "a video address"
    if kind == "n" and words[at].endswith("ed") and before in "nNp" and words[at] not in lexicon.heads():
        return "v"  # "a second diplomat disagreed"
    return kind


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") or lexicon.heads().get(noun) == "group"


@lru_cache(100_000)
def _class(surface: str, first: bool) -> str:
    """The class of a token by its own form; `first`: it begins a sentence, so that its capital tells nothing."""
    initial, word = surface[0], surface.lower()
    if not (initial.isalnum() or initial == "'" or initial == "’"):
        return PUNCTUATION.get(surface, "o")
    if initial.isdigit():
        return "#"
    known = _classes().get(word)
    if initial.isupper():
        if word == "may" and not first:
            return "D"
        if known and (known == "D" or word in ("i", "he", "she", "they", "we", "it", "who")):
            return known
        if not first or not known:
            return "n" if first and word in lexicon.heads() else "N"
    return known or PUNCTUATION.get(surface) or ("r" if word.endswith("ly") and len(word) > 4 else "n")


def _ends(text: str, kind: str, end: int, following: str) -> bool:
    """True if a sentence ends with this token: a stop before a capital, a mark or a figure."""
    starts = not following or following.isupper() or following.isdigit() or not following.isalpha()
    if kind == ".":
        return starts and following not in ",;:.!?)"
    if kind == "Q":
        inner = text[max(0, end - 3) : end].rstrip("”\"’'»“")
        return inner[-1:] == "." and starts and following not in ",;:.!?)—–-("
    return False
