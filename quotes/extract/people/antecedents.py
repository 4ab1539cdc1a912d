"""Whom he, she or a description (`the senator`) stands for among those named before, weighed with learned weights."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from quotes.extract.grammar import lexicon
from quotes.extract.grammar.tokens import INSIDE
from quotes.extract.marks.quotations import is_quoted
from quotes.extract.people import mentions, roles
from quotes.extract.people.cast import Cast
from quotes.extract.people.earlier import CLOSE
from quotes.extract.people.persons import Naming, Person
from quotes.extract.weighing import softmax, weights_in
from quotes.model import Entry, Span

FAR = 6000  # characters back that he or she may point
MOST = 12  # namings looked at
REMEMBERED = 2000  # names of the article at hand whose standing is known
CACHED = 20_000
LEAST = 0.5  # the chance below which it is not clear whom a pronoun means,
SURE = 0.55  # and whom a description does
NEXT = 60  # characters between a pronoun and a quotation beside it
OWNED = ("his ", "her ", "their ")
WEIGHTS = "antecedents"
BEGINS = re.compile(
    r"(?:^|[\n.!?:;—–])[\s“\"‘'”’]*(?:(?:And|But|So|Yet|Then|Still|As for)\s)?(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.\s)?$"
)
WORD_AFTER = re.compile(r"(?:\s\([^)]{1,12}\))?(,?)\s+[“\"]?(\w+)")
WORD_BEFORE = re.compile(r"(?<![\w’'-])([\w’'-]++)[,\s]*+$")
ASKING = frozenset(("ask", "asks", "asked"))
ASKED = 0.9  # the chance that who was asked a question answers it
SENTENCE = 200  # characters in which a sentence that asks begins
MAIN = re.compile(r"(?:^|[\n.!?]\s+)(?!When|As|If|After|While|Where|What|Before)[A-Z][^.!?\n,;:]*$")
QUESTION = re.compile(r"[^.!?\n]{0,80}?\b(?:whether|if|about|how|why|what|who|when|where)\b")
WORDS = re.compile(r"[\w-]+|’s|'s")
# What begins a sentence before a comma and its subject.
ADVERBIAL = re.compile(
    r"(?:^|\n|[.!?][”\"’')]*\s)(?:At|In|On|After|Before|During|For|From|With|By|Near|Outside|Inside|Since|Until|Under|Across|Among|As|When|While)"
    r"\s[^.!?\n“”\"]{2,120},\s$"
)
LEAD = 150  # characters of it
# What stands before a name in the sentence of a pronoun that does not mean it.
APART = re.compile(
    r"(?:(?:^|[.!?\n]\s?)Asked\b[^.!?\n]*|\b(?:to|from|with|for|of|by|about|[Tt]hrough|via)\sh(?:is|er)\s(?:\w+\s)?[a-z-]+,?\s)\Z"
)
GOES_ON = {"m": re.compile(r"[.!?]\s(?=He\b)"), "f": re.compile(r"[.!?]\s(?=She\b)")}
OPENED = 40  # characters before a name that can stand between a sentence's start and it
STOP = re.compile(r"[.!?\n](?:(?<=\n)|[”\"’')]*\s+(?=[“\"‘'(]*[A-Z]))")


class Reference:
    """A pronoun or a description (`the senator`) at a place, and what is known of those it may stand for."""

    def __init__(
        self, cast: Cast, entry: Entry, phrase: str, span: Span, quoted: Sequence[Span], last: str | None
    ) -> None:
        """`quoted`: the article's quotations, `last`: the name of who spoke last before the place."""
        self.text, self.span, self.last = cast.text, span, last
        self.sex = mentions.HE_SHE.get(phrase.lower())
        self.role = None if self.sex else roles.role(phrase)
        self._paragraphs, self._quoted = entry.paragraphs, quoted
        self._own = self._paragraph(span.start)
        sex = self.sex or (self.role.sex if self.role else None)
        before = cast.named_between(max(entry.span.start, span.start - FAR), span.start)[-MOST:]
        self.namings = [n for n in before if sex is None or n.person.gender in (sex, None)]
        if self.sex:
            self.namings = [n for n in self.namings if not self._is_set_apart(n)]
        if self.role:
            named = {n.person for n in cast.named_between(span.start, span.end)}  # "Trump's spokesman" is not Trump
            self._fits = {n.person: self.role.fits(n.person.roles) for n in self.namings if n.person not in named}
            is_owned = named or phrase.lower().startswith(OWNED)
            is_thing = self.role.head not in lexicon.heads()  # most likely; "the tower" is nobody
            is_known_so = is_owned or is_thing or self.role.head in lexicon.context("for-another")
            unfit = ("rank", "some", "none", "-") if is_known_so else ("rank",)
            self.namings = [n for n in self.namings if self._fits.get(n.person, "rank") not in unfit]
            self.namings = [n for n in self.namings if not self._has_other_office(n.person)]
        self._places = [standing(self.text, naming.start, naming.end) for naming in self.namings]
        self._ranks = _ranks(self.namings)
        begun = [naming for naming, place in zip(self.namings, self._places, strict=True) if place[0] == "b"]
        self._begun = _ranks(begun)
        self._beside = self._named_beside(cast)

    def _is_set_apart(self, naming: Naming) -> bool:
        """True for whom the words before `he` in its sentence tell from him: `Asked about Orr, he said`, `Sent to his
        cousin Ben Orr, he said`."""
        if self.span.start - naming.end > LEAD or STOP.search(self.text, naming.end, self.span.start + 1):
            return False
        return APART.search(self.text, max(0, naming.start - LEAD), naming.start) is not None

    def _has_other_office(self, person: Person) -> bool:
        """True for who holds another office than the one described, or is somebody's: the education secretary and the
        mayor's wife are not the mayor."""
        offices = lexicon.context("one-office")
        if self.role is None or self.role.head not in offices or self._fits[person] not in ("none", "some"):
            return False
        told = {mentions.head(role) for role in person.roles}
        is_anothers = told and told <= lexicon.context("for-another") | lexicon.context("kin")
        return bool(is_anothers) or (self._fits[person] == "none" and not offices.isdisjoint(told))

    def chances(self) -> dict[Person | None, float]:
        """How likely each person is meant, and for a description nobody named (None), 0 to 1; together they make 1."""
        weights = weights_in(WEIGHTS)
        people: list[Person | None] = [naming.person for naming in self.namings]
        features = self.features()
        if len(features) > len(people):
            people.append(None)
        shares = softmax(features, weights)
        found: dict[Person | None, float] = {}
        for person, share in zip(people, shares, strict=True):
            found[person] = found.get(person, 0.0) + share
        return found

    def features(self) -> list[Sequence[str]]:
        """What is known of each naming, as words; last, for a description, of its standing for nobody named."""
        found = list(map(self._naming, self.namings, self._places))
        if self.role:
            return [*found, self._nobody()]
        last = self._last_told()
        if last >= 0 and self.sex:
            found[last] = *found[last], f"t{self._goes_on(self.namings[last], self.sex)}{self._places[last][0]}"
        return found

    def passes(self, person: Person | None) -> bool:
        """True if somebody else, whose sex nothing tells, is the last that was named outside quotations."""
        last = self._last_told()
        return last >= 0 and self.namings[last].person not in (person, None) and not self.namings[last].person.gender

    def _last_told(self) -> int:
        """The number of the last naming outside quotations; -1 for none."""
        told = (n for n in range(len(self.namings) - 1, -1, -1) if not is_quoted(self._quoted, self.namings[n].start))
        return next(told, -1)

    def _goes_on(self, naming: Naming, sex: str) -> bool:
        """True if the paragraph of a naming goes on with `he` or `she`: `I asked Orr. He cut the bread.`"""
        end = min(self._paragraphs[self._paragraph(naming.start)].end, self.span.start)
        return GOES_ON[sex].search(self.text, naming.end, end) is not None

    def _nobody(self) -> Sequence[str]:
        """What speaks for a description of somebody whom the text does not name."""
        assert self.role
        known = "head" in self._fits.values()
        definite = self.role.is_definite
        held = self.role.head in lexicon.context("held")
        return [f"0o{held}{definite}", f"0k{known}", f"0h{self.role.head}", f"0d{definite}", f"0dk{definite}{known}"]

    def _naming(self, naming: Naming, place: str) -> Sequence[str]:
        """How near a naming is, how it stands in its sentence (`place`), who it is."""
        away = self._own - self._paragraph(naming.start)
        near = away if away < 4 else 4 if away < 6 else 6
        stops = min(len(STOP.findall(self.text, naming.end, self.span.start)), 3) if not away else 9
        person = naming.person
        found = _standing_words(
            near,
            stops,
            place,
            is_quoted(self._quoted, naming.start),
            person.name == self.last,
            naming.is_full,
            " " in person.name,
        )
        rank = min(self._ranks[person], 3)
        begun = min(self._begun.get(person, 3), 3)
        found = *found, f"b{begun}{rank}", f"n{self._beside.get(person, '-')}{near}"
        if self.role is None:
            return *found, f"gk{person.gender == self.sex}{rank}"
        often = min(len(person.places), 9) // 3
        return *found, f"Rf{self._fits[person]}", f"Rd{near}", f"Ro{often}"

    def _named_beside(self, cast: Cast) -> dict[Person, str]:
        """Whom the quotations beside the place name (q), and its own sentence after it (a): they hardly speak."""
        at = bisect_right(self._quoted, self.span.start, key=attrgetter("start"))
        around = [piece for piece in self._quoted[max(0, at - 1) : at + 1] if self._is_beside(piece)]
        end = min(self._paragraphs[self._own].end, self.span.end + CLOSE)
        end = around[-1].start if around and around[-1].start > self.span.start else end
        stop = STOP.search(self.text, self.span.end, end)
        places = [*((piece, "q") for piece in around), (Span(self.span.end, stop.start() if stop else end), "a")]
        return {n.person: how for place, how in places for n in cast.named_between(place.start, place.end)}

    def asked(self) -> Person | None:
        """Who was asked a question right before the words: Birk in `Orr asked Birk if it was so. "No," he said.`"""
        at = bisect_right(self._quoted, self.span.start, key=attrgetter("start")) - 1
        if at < 0 or not self.sex or not self._is_beside(self._quoted[at]):
            return None
        words = self._quoted[at]
        told = [pair for pair in zip(self.namings, self._places, strict=True) if pair[0].end <= words.start]
        if not told or told[-1][1][0] != "q" or self.text[words.end - 2] == "?":
            return None
        naming = told[-1][0]
        stop = STOP.search(self.text, naming.end, words.start + OPENED)
        is_next = stop is not None and stop.end() >= words.start
        is_main = MAIN.search(self.text, max(0, naming.start - SENTENCE), naming.start)
        return naming.person if is_next and is_main else None

    def _is_beside(self, piece: Span) -> bool:
        """True for a quotation of the place's paragraph that is next to it."""
        away = max(piece.start - self.span.end, self.span.start - piece.end)
        return away < NEXT and piece in self._paragraphs[self._own]

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._paragraphs, at, key=attrgetter("start")) - 1


@lru_cache(CACHED)  # most stand in one of few ways
def _standing_words(
    near: int, stops: int, place: str, inside: bool, spoke: bool, is_full: bool, is_long: bool
) -> Sequence[str]:
    return (
        f"d{near}", f"s{stops}", f"r{place}", f"dr{near}{place}", f"sr{stops}{place}", f"q{inside}",
        f"lq{spoke}{inside}", f"f{is_full}{near}", f"1{is_long}{near}",
    )  # fmt: skip


@lru_cache(REMEMBERED)
def standing(text: str, start: int, end: int) -> str:
    """How a name stands: b begins its sentence, i after a preposition, c or v after a verb, ' owns; and what follows.

    C and c tell of verbs that report, Q and q of those that ask a question, V and v of others, a of auxiliaries, A of a
    comma.
    """
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    if after[:2] in ("'s", "’s") or after[:1] in ("'", "’"):
        return "'"
    follows = WORD_AFTER.match(after)
    right = ""
    if follows:
        kind = INSIDE[follows.group(2)]
        found = {"C": "C", "c": "C", "v": "V", "e": "V", "a": "a"}.get(kind, "")
        asks = follows.group(2) in ASKING and QUESTION.match(text, end)
        right = "A" if follows.group(1) else "Q" if asks else found
    if BEGINS.search(before, max(0, len(before) - OPENED)):
        return f"b{right}"
    begun = STOP.split(before)[-1]
    if len(begun) < len(before) and all(INSIDE[word] in "nNd#'" for word in WORDS.findall(begun)):
        return f"b{right}"
    if before.endswith(", ") and ADVERBIAL.search(text, max(0, start - LEAD), start):
        return f"b{right}"  # "At a shop in Holm on Tuesday, Ana Orr"
    word = WORD_BEFORE.search(before)
    kind = INSIDE[word.group(1)] if word else ""
    if word and word.group(1) in ASKING and QUESTION.match(text, end):
        return f"q{right}"
    return f"{'c' if kind in 'Cc' else 'v' if kind in 'vGe' else kind if kind in 'i&sD' else 'x'}{right}"


def _ranks(namings: Sequence[Naming]) -> dict[Person, int]:
    """How many other persons are named later than each person's last naming."""
    ranks: dict[Person, int] = {}
    for naming in reversed(namings):
        ranks.setdefault(naming.person, len(ranks))
    return ranks


def person(reference: Reference) -> tuple[Person | None, float]:
    """The person that a pronoun or description means, and how likely; None where nobody is named or it is not clear."""
    asked = reference.asked()
    if asked:
        return asked, ASKED
    chances = reference.chances()
    best = max(chances, key=chances.__getitem__, default=None)
    chance = chances[best] if chances else 0.0
    return (best, chance) if chance >= (SURE if reference.role else LEAST) else (None, chance)
