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
from functools import cache
from itertools import pairwise
from operator import itemgetter

from quotes.extract.grammar import lexicon
from quotes.model import Span

# What letters with accents become in text decoded wrongly ("FranÃ§ois"), and accents that stand for themselves.
BROKEN = r"\x80-\x9f¡-ª¬-º¼-¿\u0300-\u036f"
YEAR = re.compile(r"[12]\d{3}")
ABBREVIATIONS = "|".join(sorted(lexicon.sections("abbreviations.txt")["before"]))
STATES = "|".join(sorted(lexicon.sections("abbreviations.txt")["state"]))
MARKED = sorted(name for name in lexicon.bodies() if re.search(r"[&']", name))  # "Marks & Spencer", "Sainsbury's"
INITIALS = "".join(sorted({name[0] for name in MARKED}))
BODY = rf"(?=[{INITIALS}])(?:{'|'.join(map(re.escape, MARKED))})(?!\w)".replace("'", "['’]")
NUMBER = r"No\.? 1[01]\b"  # of Downing Street, for who works there
TOKEN = re.compile(
    r"(?! )(?:"  # so that none of the forms below is tried between words
    rf"{NUMBER}|{BODY}|[A-Za-z][a-z]*(?=[ ,])"  # most words; what follows is tried for the others
    rf"|(?:{ABBREVIATIONS})\.(?!\w)|(?:[A-Z]-)?(?:(?:{STATES})\.|(?:Ph\.)?(?:[A-ZÀ-ÖØ-Þ]\.)+)(?=[\s,'’\")\]]|$)"
    rf"|[A-Za-z]+(?=n['’]t\b)|n['’]t\b|['’‘](?:s|S|re|ve|ll|d|m)\b"
    rf"|\d[\d,.]*\d(?:-year-olds?|%)?|\d%|[\w{BROKEN}]+(?:[-‑][\w{BROKEN}]+)*|\.\.\.|--|[^\w\s])"
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
# "HOLM, March 12 (Wire) - ", "PORT HOLM, Velmoria —": a sentence of its own
DATELINE = re.compile(r"[A-Z]{2}[A-Z’'. -]*(?:, [^—–\n“”\"]{1,40}?)?(?: \([\w ]{2,20}\))? ?(?:[—–]|--?) (?=[A-Z“\"‘])")
ENDING = re.compile(r"[.Q]")
INSIDE_NAME = re.compile("(?<=N)Q(?=N)")
NICKNAME = re.compile(r"(?:[“\"‘]|'')(?=.{2,18}\Z)[A-Z][\w.’'-]*(?: [\w.’'-]+)?(?<!\.)(?:[”\"’]|'')", re.S)
UNSETTLED = re.compile("[DGCce]|(?<=[.Q:(o-]).")  # what may not keep the class of its form, first in a sentence or not
REMEMBERED = 200_000
LONGEST = 400  # tokens of a sentence; what runs on without a stop is cut, so that the work per word stays the same


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one paragraph: places, lower-case words, classes, sentence numbers; which tokens each sentence has,
    and which one each quotation is."""

    spans: list[tuple[int, int]]
    words: list[str]
    classes: str
    sentences: list[int]
    ranges: list[range]
    quotations: dict[int, int]

    def __len__(self) -> int:
        return len(self.spans)

    def sentence(self, at: int) -> range:
        """The tokens of the sentence that token `at` is in."""
        return self.ranges[self.sentences[at]]

    def around(self, place: int) -> Tokens:
        """The sentence that a place of the text is in, as tokens of their own; it numbers no quotations."""
        part = self.sentence(max(0, bisect_right(self.spans, place, key=itemgetter(0)) - 1))
        cut = slice(part.start, part.stop)
        size = len(part)
        return Tokens(self.spans[cut], self.words[cut], self.classes[cut], [0] * size, [range(size)], {})

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
    found |= {form.replace("'", "’"): kind for form, kind in found.items() if "'" in form}
    return (
        found
        | dict.fromkeys(("who", "which", "whom"), "w")
        | {"that": "s", "as": "s", "’s": "'", "'s": "'", "‘s": "'", "may": "a"}
    )


def tokenize(text: str, paragraph: Span, holes: Sequence[tuple[Span, int]] = ()) -> Tokens:
    """The tokens of a paragraph; each of `holes`, spans with a number, becomes one token of class Q."""
    spans: list[tuple[int, int]] = []
    surfaces: list[str] = []
    quotations: dict[int, int] = {}
    position = paragraph.start
    for hole, number in (*holes, (None, -1)):
        found = list(TOKEN.finditer(text, position, paragraph.end if hole is None else hole.start))
        spans += map(re.Match.span, found)
        surfaces += map(re.Match.group, found)
        if hole is not None:
            quotations[number] = len(spans)
            spans.append((hole.start, hole.end))
            surfaces.append("")
            position = hole.end
    words = list(map(str.lower, surfaces))
    by_form = INSIDE_NAME.sub(
        lambda match: "N" if NICKNAME.fullmatch(text, *spans[match.start()]) else "Q",  # `Marcia “Cia” Price`
        "".join(map(INSIDE.__getitem__, surfaces)),
    )
    ranges = _ranges(text, spans, surfaces, by_form)
    sentences: list[int] = []
    for number, sentence in enumerate(ranges):
        sentences += [number] * len(sentence)
    return Tokens(spans, words, _settled(surfaces, words, by_form, sentences), sentences, ranges, quotations)


def _ranges(text: str, spans: list[tuple[int, int]], surfaces: list[str], classes: str) -> list[range]:
    """The tokens of every sentence. A sentence ends at . ! ?, inside a quotation's marks too."""
    starts = [0]
    last = len(spans) - 1
    dateline = DATELINE.match(text, spans[0][0], spans[-1][1]) if spans else None
    if dateline:
        starts.append(bisect_left(spans, (dateline.end(),)))
    for match in ENDING.finditer(classes):
        at = match.start()
        if at < last:
            following = surfaces[at + 1][:1] or text[spans[at + 1][0]]
            if _ends(text, classes[at], spans[at][1], following):
                starts += range(starts[-1] + LONGEST, at + 1, LONGEST)
                starts.append(at + 1)
    starts += range(starts[-1] + LONGEST, last + 1, LONGEST)
    return [range(start, stop) for start, stop in pairwise((*starts, last + 1))]


def _settled(surfaces: list[str], words: list[str], by_form: str, sentences: list[int]) -> str:
    """The class that each token's place asks for: at a sentence's start, beside a month, after a determiner."""
    unsure, classes = lexicon.context("month-or-name"), list(by_form)
    for match in UNSETTLED.finditer(f".{by_form}"):
        at = match.start() - 1
        before = classes[at - 1] if at else ""
        begins = not at or before in "Q:-(o" or sentences[at] != sentences[at - 1]
        kind = FIRST[surfaces[at]] if begins else classes[at]
        said = begins and kind in "aCcv" and any(map(lexicon.reports, words[at + 1 : at + 2]))
        if said and surfaces[at][:1].isupper():
            kind = "N"  # "Will wrote", "Read said"
        if kind in "Da" and words[at] in unsure and surfaces[at][0].isupper():
            kind = _month_or_name(surfaces, words, before, at)
        classes[at] = _by_neighbour(kind, words, classes, at) if kind in "GCce" else kind
        if classes[at] == "C" and words[at - 1] == "that" and at > 1 and classes[at - 2] in "nND)":
            classes[at - 1] = "w"  # "a letter that says"
    return "".join(classes)


def _month_or_name(surfaces: list[str], words: list[str], before: str, at: int) -> str:
    """N for Theresa May, April Ryan and "May said", D for "in May", "May 6" and the like."""
    following = surfaces[at + 1][:1] if at + 1 < len(surfaces) else ""
    if following.isdigit() or (before and before in "i#"):
        return "D"
    said = at + 1 < len(words) and words[at + 1] in lexicon.cues()
    return "N" if said or (before != "D" and (before == "N" or following.isupper())) else "D"


def _by_neighbour(kind: str, words: list[str], classes: list[str], at: int) -> str:
    """The class of a word that may be noun or verb, as the word before it tells."""
    before = classes[at - 1] if at else "."
    if kind == "e":
        return "v" if before in "nNp" else "n"  # "a second diplomat disagreed"
    if words[at] == "state" and classes[at + 1 : at + 2] == ["N"]:
        return "n"  # "state Sen. Orr"
    determined = before == "d" and words[at - 1] not in lexicon.context("alone")
    if determined or (before == "'" and (at < 2 or classes[at - 2] != "p")):
        return "n"  # "the ruling", "his claim", "Mr Orr's remarks"
    if kind == "c" and before == "i" and not (words[at - 1] == "to" and words[at] in lexicon.context("no-noun")):
        return "n"  # "the minister in question"; but "took to the air to say"
    if kind == "c" and before == "#" and classes[at - 2 : at - 1] == ["d"] and YEAR.fullmatch(words[at - 1]):
        return "n"  # "a 2014 report"
    if kind == "c" and before in "nN" and words[at] not in lexicon.context("no-noun"):
        followed = classes[at + 1 : at + 2] in (["C"], ["a"])  # "the staff report found"
        return "n" if followed or not _is_plural(words[at - 1]) else kind  # "a video address"
    return kind


def _is_plural(noun: str) -> bool:
    """True if a noun may stand before a verb without s: `Jurors say`, `police say`."""
    return noun.endswith("s") or lexicon.heads().get(noun) == "group"


class _ByForm(dict[str, str]):
    """The class of a token by its own form alone; the most frequent forms are remembered."""

    def __init__(self, *, first: bool) -> None:
        super().__init__({"": "Q"})
        self.first = first  # it begins a sentence, so that its capital tells nothing

    def __missing__(self, surface: str) -> str:
        kind = _class(surface, first=self.first)
        if len(self) < REMEMBERED:
            self[surface] = kind
        return kind


INSIDE, FIRST = _ByForm(first=False), _ByForm(first=True)


def _class(surface: str, *, first: bool) -> str:
    """The class of a token by its own form; e for one in -ed that may be an adjective or a verb."""
    initial, word = surface[0], surface.lower()
    if not (initial.isalnum() or initial in "'’"):
        return PUNCTUATION.get(surface, "o")
    if initial.isdigit():
        return "n" if surface.endswith(("-old", "-olds")) else "#"  # "the 31-year-old"
    known = _classes().get(word)
    if initial.isupper():
        if word == "may" and not first:
            return "D"
        if known and (known == "D" or word in ("i", "he", "she", "they", "we", "it", "who")):
            return "N" if word in lexicon.context("time") and not first else known  # "the Morning Post"
        if not first or not known:
            return "n" if first and word in lexicon.heads() else "N"
    if known or surface in PUNCTUATION:
        return known or PUNCTUATION[surface]
    if (word.endswith("ed") and word not in lexicon.heads()) or word in lexicon.context("participle"):
        return "e"
    return "r" if word.endswith("ly") and len(word) > 4 and word not in lexicon.context("noun-in-ly") else "n"


def _ends(text: str, kind: str, end: int, following: str) -> bool:
    """True if a sentence ends with this token: a stop before a capital, a mark or a figure."""
    starts = not following or following.isupper() or following.isdigit() or not following.isalpha()
    if kind == ".":
        return starts and following not in ",;:.!?)"
    if kind == "Q":
        inner = text[max(0, end - 3) : end].rstrip("”\"’'»“")
        return inner[-1:] == "." and starts and following not in ",;:.!?)—–-("
    return False
