"""Everybody and everything an article names: its persons with their sex and roles, and its institutions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import attrgetter

from quotes import names
from quotes.extract import lexicon
from quotes.extract.tokens import ABBREVIATIONS, BROKEN

UPPER = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
CAPITAL = rf"(?:(?:[A-Z]\.)+|[{UPPER}][\w{BROKEN}’'‑-]*[\w{BROKEN}]|[A-Z](?=\s))"
PARTICLE = r"(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos|ter|zu)"
OWNER = r"(?<![’']s)(?<![’']S)(?<!s[’'])"  # "Trump's Twitter" are two
RUN = re.compile(
    rf"(?=[{UPPER}])(?:(?:{ABBREVIATIONS})\.\s)*{CAPITAL}"
    rf"(?:{OWNER}[ \xa0](?:(?:{ABBREVIATIONS})\.|{CAPITAL}|{PARTICLE}(?=[ \xa0](?:{CAPITAL}|{PARTICLE}\s))))*"
)
POSSESSIVE = re.compile(r"[’']s?$")
ROLE_REACH = 80  # characters before a name in which its role may begin
NOT_IN_ROLE = re.compile(r".*[^\w\s’'-]", re.S)
AFTER = re.compile(r"(?:\s\([^)]{1,12}\))?,\s((?:the |a |an |its |their |his |her )?[^,.;:“”\"()]{3,90})(?=[,.;])")
CLAUSE = re.compile(r"\b(?:who|which|whose|and)\b")
THE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ee]very|[Aa]n?)\s$")
IN = re.compile(r"\b(?:[Ii]n|[Aa]t|near|across)\s$")
BESIDE = re.compile(r"(?:\s\([^)]{1,12}\))?,?\s(\w+)")
BEGUN = re.compile(r"(?:^|[.!?\n:])[\s“\"‘’”]*$")
SAID = re.compile(r"(\w+)\s$")
MONTHS = lexicon.context("month-or-name")
OFTEN = 2  # times as often as another with the same surname must somebody be named in full to be meant by it
FAR = 4000  # characters back that are looked at
NAMESAKES = 50  # persons with names alike that a name is compared with
NEAR = 3  # paragraphs back in which a surname may have been named in full
UNIQUE = frozenset(("president", "pope", "king"))  # titles that tell one of a family from another
CACHED = 50_000


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest form of the name, where it stands, and what titles and roles tell.

    Ask for `roles` and `gender` when all of `text` is read.
    """

    name: str
    text: str
    full: int = 0  # how often the article and its title name them in full
    places: list[tuple[int, str]] = field(default_factory=list)  # and as what
    _roles: list[str] | None = None
    _gender: str | None = ""

    @property
    def roles(self) -> list[str]:
        """What the text calls them beside their name, without repetition."""
        if self._roles is None:
            found = (roles_beside(self.text, at, at + len(run), run) for at, run in self.places)
            self._roles = list(dict.fromkeys(role for roles in found for role in roles))
        return self._roles

    @property
    def gender(self) -> str | None:
        """`m`, `f` or None: by the name, else by a title or a role beside it."""
        if self._gender == "":
            sexes = {names.gender(run) for run in dict.fromkeys(run for _, run in self.places)} - {None}
            by_title = sexes.pop() if len(sexes) == 1 else None
            self._gender = names.gender(self.name) or by_title or _sex_of_roles(self.roles)
        return self._gender


@dataclass(frozen=True, slots=True)
class Naming:
    """A name at a place in the text, and the person it is."""

    start: int
    end: int
    person: Person
    is_full: bool

    def of(self, text: str) -> str:
        """The name as printed."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of capitals, and what it may name: `full` or `partial` name of a person, `institution`, `weak` or ``."""

    start: int
    name: str
    kind: str


class Cast:
    """The persons of an article in order of their first full naming, every naming of them, and its institutions."""

    def __init__(self, text: str, beside: Iterable[str] = ()) -> None:
        """Read an article's text; the texts `beside` it (title, headings, byline) only help with full names."""
        self.persons: list[Person] = []
        self.namings: list[Naming] = []
        self.text = text
        self._by_key: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}
        found = [run for match in RUN.finditer(text) for run in _runs(text, match.start(), match.group())]
        found += [run for other in beside for match in RUN.finditer(other) for run in _runs("", -1, match.group())]
        self.institutions = {run.name for run in found if run.kind == "institution"}
        full = [run for run in found if run.kind == "full"]
        entered = [(run, self._enter(run.name)) for run in full]
        alone = {names.parse(run.name).family for run in found if run.kind == "partial"}
        weak = dict.fromkeys(run for run in found if run.kind == "weak" and self._is_person(run, alone))
        self._name([*entered, *((run, self._enter(run.name)) for run in weak)], is_full=True)
        self.namings.sort(key=lambda naming: naming.start)
        families = {names.parse(person.name).family for person in self.persons}
        named = {run.name for run in found if run.kind == "institution" and run.name in families}  # Jordan, Paris
        self.institutions -= named
        partial = [run for run in found if (run.kind in ("partial", "weak") and run not in weak) or run.name in named]
        known = ((run, self.known(run.name, run.start) or self._alone(run)) for run in partial)
        self._name([(run, person) for run, person in known if person], is_full=False)
        self.namings.sort(key=lambda naming: naming.start)

    def _is_person(self, run: _Run, alone: set[str]) -> bool:
        """True if something beside a run of unknown capitals tells that it names a person, or if its last word stands
        `alone` elsewhere. A title's capitals tell nothing, and those at a sentence's start little."""
        if run.start < 0 or any(
            person.name.endswith(f" {run.name}") for person in self._by_key.get(names.key(run.name), [])
        ):
            return False
        end = run.start + len(run.name)
        before, after = self.text[max(0, run.start - 20) : run.start], BESIDE.match(self.text, end)
        if THE.search(before) or IN.search(before):
            return False
        if names.parse(run.name).family in alone and not BEGUN.search(before):
            return True
        said = SAID.search(before)
        cues = lexicon.cues()
        if (after and after.group(1) in cues) or (said and said.group(1) in cues):
            return True
        return any(True for _ in roles_beside(self.text, run.start, end, run.name))

    def _enter(self, run: str) -> Person:
        """The person of a full name, entered if new; a fuller form of the same name replaces the shorter."""
        parts = names.parse(run)
        namesakes = self._by_key.setdefault(names.key(run), [])
        for person in namesakes[:NAMESAKES]:
            if names.same_person(person.name, parts.plain):
                if len(parts.plain.split()) > len(person.name.split()):
                    person.name = parts.plain
                return person
        if names.letters(parts.given) not in names.KNOWN_GIVEN:  # "Mr. Vargas Llosa"
            longer = [person for person in namesakes if person.name.endswith(f" {parts.plain}")]
            if len(longer) == 1:
                return longer[0]
        person = Person(parts.plain, self.text)
        namesakes.append(person)
        self._by_given.setdefault(names.letters(parts.given), []).append(person)
        self.persons.append(person)
        return person

    def _alone(self, run: _Run) -> Person | None:
        """The person of whom the article gives a title and a surname (`Mr Etty`), or a given name only (`Melania`)."""
        parts = names.parse(run.name)
        if run.kind == "weak" or self._by_key.get(names.key(run.name)):
            return None  # others share the name
        alone = parts.titles or names.gender(f"{parts.family} X")
        return self._enter(run.name) if parts.family and alone else None

    def _name(self, named: Iterable[tuple[_Run, Person]], *, is_full: bool) -> None:
        """Note where persons are named in the text."""
        for run, person in named:
            person.full += is_full
            if run.start < 0:
                continue
            person.places.append((run.start, run.name))
            person._roles, person._gender = None, ""  # more may be known now
            self.namings.append(Naming(run.start, run.start + len(run.name), person, is_full))

    def named_between(self, start: int, end: int) -> list[Naming]:
        """The namings that begin between two places of the text, in order."""
        first, last = (bisect_left(self.namings, place, key=attrgetter("start")) for place in (start, end))
        return self.namings[first:last]

    def known(self, run: str, at: int | None = None) -> Person | None:
        """The person that a name or part of one means: `Mr Peskov`, `Sir Keir`; None for nobody and for more than one.

        Of several with one surname the title's sex decides, else whom the paragraph of the place `at` names in full,
        else whom the article names so far more often.
        """
        parts = names.parse(run)
        verdicts = {
            person: names.same_person(run, person.name) for person in self._by_key.get(names.key(run), [])[:NAMESAKES]
        }
        sure = [person for person, same in verdicts.items() if same]
        if sure:
            return sure[0]
        if parts.suffix or (parts.given and parts.family):
            tail = f" {parts.plain}"  # "Vargas Llosa"; but "J. Orr" may be Jane Orr, and Ben Orr Jr is not Ben Orr
            ending = [person for person in self._by_key.get(names.key(run), []) if person.name.endswith(tail)]
            return ending[0] if len(ending) == 1 else None
        fits = [person for person, same in verdicts.items() if same is None]
        office = next((title.lower() for title in parts.titles if title.lower() in UNIQUE), None)
        if office:  # "President Obama" is not Michelle Obama
            fits = [p for p in fits if p.gender != "f" or any(office in role.lower() for role in p.roles)]
        return self._likeliest(run, fits or self._by_given.get(names.fold(parts.family or parts.given), []), at)

    def shares(self, run: str) -> bool:
        """True if the article gives persons whose family name may be this one."""
        return bool(self._by_key.get(names.key(run)))

    def _likeliest(self, run: str, fits: list[Person], at: int | None) -> Person | None:
        """The one of several that a part of a name means."""
        sex = names.gender(run)
        if sex and len(fits) > 1:
            fits = [person for person in fits if names.gender(person.name) in (sex, None)]
        if len(fits) > 1 and at is not None:
            near = self._named_near(fits, at)
            if near:
                return near
        elders = [person for person in fits if not names.parse(person.name).suffix]
        ranked = sorted(elders or fits, key=lambda person: -person.full)
        if len(ranked) > 1 and ranked[0].full < OFTEN * ranked[1].full:
            return None
        return ranked[0] if ranked else None

    def _named_near(self, fits: list[Person], at: int) -> Person | None:
        """The one of several persons named in full last before a place, if that is near and it is one."""
        end = at
        for _ in range(NEAR):
            start = self.text.rfind("\n", 0, end) + 1
            near = self.named_between(max(start, at - FAR), at)
            named = {naming.person for naming in near if naming.person in fits and naming.is_full}
            if named:
                return named.pop() if len(named) == 1 else None
            end = max(0, len(self.text[:start].rstrip()))
        return None


def _runs(text: str, start: int, run: str) -> Iterator[_Run]:
    """What a run of capitals at a place of a text (-1: outside it) may name, without the words that only began it."""
    skipped, kind = _read(_unsaid(text, start, run) if " " in run else run)
    if skipped:
        name = _owner(run[len(run) - skipped :])
        yield _Run(start + len(run) - skipped if start >= 0 else -1, name, kind)


def _unsaid(text: str, start: int, run: str) -> str:
    """A run of capitals without the reporting verb that begins its sentence: `Said Orr:`."""
    first, _, rest = run.partition(" ")
    before = text[max(0, start - 4) : start].rstrip(' “"') if start >= 0 else "x"
    begins = before[-1:] in ("", *"\n.!?”")
    return rest if rest and begins and lexicon.cues().get(first.lower(), ("", ""))[0] == "C" else run


@lru_cache(CACHED)
def _read(run: str) -> tuple[int, str]:
    """How many characters at the end of a run are the name itself, and of what kind it is."""
    words = run.replace("\xa0", " ").split(" ")
    words = words[_begun(words) :]
    if not words:
        return 0, ""
    plain = _owner(" ".join(words))
    if is_institution(plain):
        return len(" ".join(words)), "institution"
    words = words[_titles(words) :]
    name = _owner(" ".join(words))
    return (len(" ".join(words)), _kind(name)) if name else (0, "")


def _owner(name: str) -> str:
    """A name without its possessive ending."""
    return POSSESSIVE.sub("", name) if name[-1:] in ("s", "’", "'") else name


def _begun(words: list[str]) -> int:
    """How many words at a run's start only began its sentence: function words, and the month after `In`."""
    at = 0
    while at < len(words) and _owner(words[at].lower()) in _function_words():
        begun = words[at].lower()
        at += 1
        if begun in lexicon.sections("words.txt")["preposition"] and at < len(words) and words[at].lower() in MONTHS:
            at += 1  # "In April Marr had"
    return at


def _titles(words: list[str]) -> int:
    """How many words of a run stand before the titles that belong to the name: 1 in `Democrat Dianne Feinstein`.

    Titles that `names` knows stay with the name; of others only the name is left.
    """
    folded = [names.letters(word) for word in words]
    last = len(words) - 1
    given = next((at for at in range(last) if folded[at] in names.KNOWN_GIVEN and len(folded[at]) > 1), None)
    if given and not names.parse(" ".join(words)).titles:
        return given
    if given and names.fold(names.parse(" ".join(words)).given) not in names.KNOWN_GIVEN:
        return given  # "Circuit Court Judge David McKeague"
    heads = [
        at for at in range(last) if lexicon.heads().get(words[at].lower()) and not names.parse(words[at] + " X").titles
    ]
    return heads[-1] + 1 if heads and given is None else 0


@cache
def _function_words() -> frozenset[str]:
    sections = lexicon.sections("words.txt")
    return frozenset().union(*sections.values()) - {"may", "will", "sun", "june", "april"}


def _kind(run: str) -> str:
    """What a run of capitals without its titles may be."""
    parts = names.parse(run)
    if not parts.plain:
        return ""
    words = [word for word in parts.plain.split() if not word.islower()]
    if len(words) == 1:
        return "partial"
    if not parts.given or not parts.family or len(words) > 4:
        return "partial" if parts.family and len(words) < 4 else ""
    places = lexicon.sections("institutions.txt")["place"]
    given = names.letters(parts.given) in names.KNOWN_GIVEN
    if words[-1] in places or words[0] in places or (names.letters(words[-1]) in names.COUNTRIES and not given):
        return ""
    known = lexicon.sections("institutions.txt")["word"]
    if any(word in places or word in known for word in words[1:-1]):
        return ""  # "Kent County Republican"
    if lexicon.heads().get(words[-1].lower(), "role") != "role" or (parts.titles and words[-1].lower() in _listed()):
        return ""  # "President Obama Speech"
    if parts.titles or given or _is_initial(parts.given):
        return "full"
    common = any(word.lower() in lexicon.heads() or word.lower() in _listed() or word.isupper() for word in words)
    return "" if common else "weak"


def _is_initial(given: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.?){1,2}", given)) and "." in given


@cache
def _listed() -> frozenset[str]:
    """Words that begin no name: adjectives of roles, nations, verbs."""
    modifiers = frozenset(names.DATA["modifiers"].replace(",", " ").split())
    nations = frozenset(word for name in names.COUNTRIES for word in name.split())
    return (
        modifiers
        | nations
        | lexicon.context("role-adjective")
        | frozenset(lexicon.lines("verbs.txt"))
        | lexicon.cues().keys()
    )


@lru_cache(CACHED)
def is_institution(run: str) -> bool:
    """True if a run of capitals names a body: `Foreign Ministry`, `White House`, `Kremlin`, `Ukraine`."""
    known = lexicon.sections("institutions.txt")
    if run in known["name"] or names.letters(run) in names.COUNTRIES:
        return True
    words = run.split(" ")
    bodies = [n for n, word in enumerate(words) if word in known["word"]]
    titles = [n for n, word in enumerate(words[:-1]) if lexicon.heads().get(word.lower()) in ("role", "group")]
    named = bool(titles and bodies and titles[-1] > bodies[-1])  # "Board President Hank Orr"
    given = [n for n, word in enumerate(words[:-1]) if names.letters(word) in names.KNOWN_GIVEN]
    named = named or bool(bodies and given and given[-1] > bodies[-1])  # "House Speaker Paul Ryan"
    named = named or bool(bodies and bodies[-1] < len(words) - 2)  # "House Newt Gingrich" after "Speaker of the"
    return bool(bodies) and not named and not names.gender(run)


@lru_cache(CACHED)
def sex_of_word(word: str) -> str | None:
    """`m` or `f` for a noun that tells it: `congresswoman`, `husband`; else None."""
    return next((sex for sex, titles in names.TITLES_OF.items() if word in titles), None) or SEXES.get(word)


SEXES = dict.fromkeys("wife mother daughter sister aunt grandmother woman girl widow actress niece".split(), "f")
SEXES |= dict.fromkeys("husband father son brother uncle grandfather man boy widower nephew".split(), "m")


def _sex_of_roles(roles: Iterable[str]) -> str | None:
    """The sex that roles tell: `Trump's wife` gives f."""
    found = {sex for role in roles if (sex := sex_of_word(role.lower().split()[-1]))}
    return found.pop() if len(found) == 1 else None


def roles_beside(text: str, start: int, end: int, run: str) -> Iterator[str]:
    """What the text calls a person just before the name (`Russian president`) or after it (`, the mayor of Holm,`)."""
    titles = [t for t in names.parse(run).titles if t.rstrip(".").lower() not in names.COURTESY]
    before = NOT_IN_ROLE.sub("", text[max(0, start - ROLE_REACH) : start].rpartition("\n")[2])
    role = [*_role_words(before.split()), *titles]
    if role:
        yield " ".join(role)
    after = AFTER.match(text, end)
    role_after = CLAUSE.split(after.group(1))[0].strip() if after else ""
    if any(word in lexicon.heads() for word in role_after.lower().split()):
        yield role_after


def _role_words(words: list[str]) -> list[str]:
    """The words at the end of a list that make a role: a noun that can speak, adjectives and names before it."""
    if not words or words[-1].lower() not in lexicon.heads():
        return []
    adjectives = lexicon.context("role-adjective")
    start = len(words) - 1
    while start and (words[start - 1][0].isupper() or words[start - 1].lower() in adjectives):
        start -= 1
    while start < len(words) - 1 and words[start].lower() in _function_words():
        start += 1
    return words[start:]
