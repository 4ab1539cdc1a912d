"""Everybody and everything an article names: its persons with their sex and roles, and its institutions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

from rapidfuzz.distance import OSA

from quotes import names
from quotes.extract.grammar import lexicon
from quotes.extract.people import appositions, roles
from quotes.extract.people.persons import Naming, Person, Sexes
from quotes.extract.people.runs import Run, runs

ELDER = re.compile(r"\b(?:elder|older|younger)\s\Z")
THE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ee]very|[Aa]n?)\s$")
IN = re.compile(r"\b(?:[Ii]n|[Aa]t|near|across)\s$")
FROM = re.compile(r"\b(?:of|from|in|at|near|for)\s\Z")
OF_BODY = re.compile(r"[A-Z]\w+\s(?:of|for)\s\Z")  # the Society for Urgent Care
BESIDE = re.compile(r"(?:\s\([^)]{1,12}\)|,\s\d\d,)?,?\s(\w+)")
INSERTED = re.compile(r",\s(?:of|from|at|an?|the)\s[^.!?;:“”\"\n]{2,80}?,\s(?P<verb>\w+)")  # "Roddy Orr, of Holm, said"
BEGUN = re.compile(r"(?:^|[.!?\n:])[\s“\"‘’”]*$")
TOLD_OF = re.compile(r",\s(?:\d\d,|an?\s|the\s|who\s)")
DOES = re.compile(r"\s(?:was|is|has|had|can|could|will)\s")
FOREIGN = ("a", "i", "o", "u")  # letters in which few English words end that begin a sentence
SAID = re.compile(r"(\w+)\s$")
IT = re.compile(r"\s(?:that\s)?it\b")  # "McAbbott said it would"
# "Mo Farooqi drives to pay in his takings", with no other name between
HIS = re.compile(
    r"(?:,[^.!?“”\"\nA-Z]{2,60},)?\s[a-z][^A-Z“”\"\n]{0,150}?(?:\b(?:he|she|his|her)\b|[.!?]\s(?:He|She)\b)"
)
LONE = re.compile(r"(?:Mc|Mac|O[’']|De|Di|Fitz)?\w[^A-ZÀ-ÖØ-Þ]*")  # one capital, but for McEwan and O’Neil
CHILD = re.compile(r",? (?:\(|aged )?(?:\d|1[0-5]|one|two|three|four|five|six|seven|eight|nine|ten)\b(?=[),.;])")
SOMEBODY = re.compile(  # not "Asian Americans, who have"
    r",\s\d\d?,|,?\swho\s(?!have\b|are\b|were\b)"
    rf"|,\swhose\s(?:\w+\s)?(?:{'|'.join(sorted(lexicon.context('whose')))})\b"
)
APPOSED = re.compile(r",\sa[^,.\n]{0,60}?(?:\d-year-old|\swho)\b")  # "Luben, a pensioner who"
COUPLE = re.compile(r"(?:\w+s|[Cc]ouple|wife),? (?P<given>[A-Z][\w’-]+) (?:and|&) \Z")
LONGEST = 60  # characters before a name
FAR = 5000  # characters back that are looked at
NEAR = 3  # paragraphs back in which a surname may have been named in full
SHORT = 5  # letters that a misspelt name has at least
NAMESAKES = 50  # persons with names alike that a name is compared with
START = attrgetter("start")
KINDS = ("full", "weak", "partial", "institution")  # of runs
UNIQUE = frozenset(("president", "pope", "king"))  # titles that tell one of a family from another
CACHED = 50_000


class Cast:
    """The persons of an article in order of their first full naming, every naming of them, and its institutions."""

    def __init__(self, text: str, beside: Iterable[str] = ()) -> None:
        """Read an article's text; the texts `beside` it (title, headings, byline) only help with full names."""
        self.text = text
        self.persons: list[Person] = []
        self.namings: list[Naming] = []
        self._starts: list[int] = []  # of the namings
        self._sexes = Sexes(text, self.namings)
        self._by_key: dict[str, list[Person]] = {}
        self._by_other: dict[str, list[Person]] = {}
        self._by_initial: dict[str, list[tuple[str, Person]]] = defaultdict(list)  # those with a family name
        self._fits: dict[str, dict[str, list[Person]]] = defaultdict(dict)  # by the key of a name and the name
        found = runs(text)
        found += [run._replace(start=-1) for other in beside for run in runs(other)]
        by_kind: dict[str, list[Run]] = {kind: [] for kind in KINDS}
        for run in found:
            by_kind[run.kind].append(run)
        # Each step takes what the ones before it entered for known.
        self._name_in_full(by_kind["full"])
        lone = {run.name for run in by_kind["partial"] if text[run.start - 4 : run.start] != " of "}  # "Earl of Holm"
        parsed = [names.parse(name) for name in lone]
        alone, titled = {name.family for name in parsed}, {name.family for name in parsed if name.titles}
        persons = {run for run in by_kind["weak"] if self._is_person(run, alone, titled)}
        self._name_in_full(run for run in by_kind["weak"] if run in persons)
        persons |= self._lengthen(run for run in by_kind["weak"] if run not in persons)
        families = {names.parse(person.name).family for person in self.persons}
        bodies = {run.name for run in by_kind["institution"]}
        self.institutions = bodies - families
        parts = bodies & families  # Jordan, Paris
        self._name_in_part(
            run
            for run in found
            if run.kind == "partial" or (run.kind == "weak" and run not in persons) or run.name in parts
        )

    def _is_person(self, run: Run, alone: set[str], titled: set[str]) -> bool:
        """True if something beside a run of unknown capitals tells that it names a person, or if its last word stands
        `alone` elsewhere, surely if `titled` there. A title's capitals tell nothing, a sentence's first ones little."""
        if run.start < 0 or any(
            person.name.endswith(f" {run.name}") for person in self._by_key.get(names.key(run.name), [])
        ):
            return False
        end = run.start + len(run.name)
        before, after = self.text[max(0, run.start - 20) : run.start], BESIDE.match(self.text, end)
        if THE.search(before) or IN.search(before) or OF_BODY.search(before):
            return False
        given, family = names.parse(run.name).given, names.parse(run.name).family
        is_new = family in titled and not self._by_key.get(names.key(run.name))  # "Professor Orr"
        is_sure = (is_new or given.endswith(FOREIGN)) and DOES.match(self.text, end)
        if family in alone and (is_sure or not BEGUN.search(before) or TOLD_OF.match(self.text, end)):
            return True
        said = SAID.search(before)
        paired = self.text[end : end + 5] == " and " and self.named_between(end + 5, end + 6)  # "Ezel Marr and Ben Orr"
        if paired or SOMEBODY.match(self.text, end) or (_is_apart(before) and HIS.match(self.text, end)):
            return True
        inserted = INSERTED.match(self.text, end)
        verbs = [found.group(1) for found in (after, said, inserted) if found]
        if any(map(lexicon.reports, verbs)) or APPOSED.match(self.text, end):
            return True
        return bool(appositions.roles_beside(self.text, run.start, run.name))

    def _lengthen(self, found: Iterable[Run]) -> set[Run]:
        """Those of unknown capitals that end in the name of a person whose given name no list has: `Ayu Tin Sari` of
        `Tin Sari`. The persons take these names."""
        longer = [
            (run, person)
            for run in found
            for person in self._by_key.get(names.key(" ".join(run.name.split()[-2:])), [])[:NAMESAKES]
            if run.name.endswith(f" {person.name}") and not person.is_plain and " " in person.name
        ]
        for run, person in longer:
            person.name = max(person.name, run.name, key=len)
        self._name(longer, is_full=True)
        return {run for run, _ in longer}

    def _enter(self, run: str) -> Person:
        """The person of a full name, entered if new; a fuller form of the same name replaces the shorter."""
        parts = names.parse(run)
        namesakes = self._by_key.setdefault(names.key(run), [])
        for person in namesakes[:NAMESAKES]:
            if names.same_person(person.name, parts.plain):
                if len(parts.plain.split()) > len(person.name.split()):
                    person.name = parts.plain
                return person
        given = names.letters(parts.given)
        if given not in names.KNOWN_GIVEN or given in names.PARTICLES:  # "Mr. Vargas Llosa", "Al Qasimi"
            longer = [person for person in namesakes if person.name.endswith(f" {parts.plain}")]
            if len(longer) == 1:
                return longer[0]
        person = Person(parts.plain if parts.family else run, self.text, self._sexes)
        namesakes.append(person)
        inner = (word for word in parts.family.split()[:-1] if word[0].isupper())  # of "del Rio Ortuno Febres"
        for word in (parts.given, *parts.middle.split(), *inner):  # Ms. Ortuno may be Melba Ortuno Febres
            self._by_other.setdefault(names.letters(word), []).append(person)
        self.persons.append(person)
        self._fits.pop(names.key(run), None)
        return person

    def _alone(self, run: Run, speaking: set[str]) -> Person | None:
        """The person of whom the article gives only a surname, with a title (`Mr Etty`) or because such are `speaking`,
        only a title with a given name (`Pope Leo`), or only a given name, beside whose kin it is (`her son Ben`)."""
        if run.kind == "weak" or not (run.name in speaking or _tells_alone(run.name) or self._is_somebody(run)):
            return None
        parts = names.parse(run.name)
        if not parts.family:
            return self._enter(run.name) if names.letters(parts.given) in names.KNOWN_GIVEN else None
        return None if self.shares(run.name) else self._misspelt(run.name) or self._enter(run.name)

    def _misspelt(self, run: str) -> Person | None:
        """The one person named in full whose family name this is but for a slip of the pen: `Byrne` of `Bryne`, but not
        `Orren` of `Orrens`."""
        name = names.letters(names.parse(run).family)
        if len(name) < SHORT:
            return None
        known = self._by_initial.get(name[0], [])[:NAMESAKES]
        near = [p for other, p in known if OSA.distance(other, name, score_cutoff=1) == 1 and f"{other}s" != name]
        return near[0] if len(near) == 1 else None

    def _is_somebody(self, run: Run) -> bool:
        """True for a lone capital after a word for somebody's kin (`her daughter, Lotte,`), and for a given name of
        which an age or a deed is told: `Lotte, 8,`, `Lotte, who`, `Lotte, a pensioner who`."""
        if run.start < 0:
            return False
        before, end = self.text[max(0, run.start - 20) : run.start], run.start + len(run.name)
        if roles.ends_in_kin(before):
            return True
        letters = names.letters(run.name)
        if _is_apart(before) and APPOSED.match(self.text, end) and letters not in names.COUNTRIES:
            return bool(appositions.roles_beside(self.text, run.start, run.name))
        is_told = before.endswith(" named ") or SOMEBODY.match(self.text, end)
        return letters in names.KNOWN_GIVEN and bool(is_told)

    def _frame(self, run: Run) -> str:
        """The frame of the verb that reports behind a run; empty where none does."""
        if run.start < 0:
            return ""
        after = BESIDE.match(self.text, run.start + len(run.name))
        verb = after.group(1) if after else ""
        is_noun = verb in lexicon.context("noun-or-verb")  # "Harsh comments"
        if not after or is_noun or not lexicon.reports(verb) or IT.match(self.text, after.end()):
            return ""
        begin = max(0, run.start - 10)  # "the senator from Vermont said", "The Lantern wrote"
        is_other = FROM.search(self.text, begin, run.start) or THE.search(self.text, begin, run.start)
        return "" if is_other else lexicon.cues()[verb][1]

    def _name_in_full(self, found: Iterable[Run]) -> None:
        """Enter the persons of full names and note where they are named, and who shares the family name of the next."""
        found = list(found)
        coupled = [one for run in found if run.start > 0 and (one := self._coupled(run))]
        self._name([(run, self._enter(run.name)) for run in found] + coupled, is_full=True)

    def _coupled(self, run: Run) -> tuple[Run, Person] | None:
        """The person before a name who shares its family name: `David` of `Farmers David and Helen Marsh`."""
        if not self.text.endswith((" and ", " & "), 0, run.start):
            return None  # as for most
        match = COUPLE.search(self.text, max(0, run.start - LONGEST), run.start)
        if not match or names.letters(match["given"]) not in names.KNOWN_GIVEN or not names.parse(run.name).given:
            return None
        person = self._enter(f"{match['given']} {names.parse(run.name).family}")
        return Run(match.start("given"), match["given"], "full"), person

    def _name_in_part(self, found: Iterable[Run]) -> None:
        """Note where parts of names name persons, and enter those whom the article names in no other way."""
        found = list(found)
        for person in self.persons:
            if " " in person.name:
                family = names.letters(names.parse(person.name).family)
                self._by_initial[family[:1]].append((family, person))
        by_name: dict[str, list[Run]] = defaultdict(list)
        for run in found:
            by_name[run.name].append(run)
        # Most capitals name nobody; kept are those that share a family name with somebody who stands alone.
        unknown = {name for name in by_name if not self.fitting(name)}
        frames = {name: {*map(self._frame, by_name[name])} - {""} for name in unknown if _may_speak(name)}
        speaking = {name for name, told in frames.items() if "speech" in told or (told and self._misspelt(name))}
        told_of = {name for name in unknown if any(map(self._is_somebody, by_name[name]))}
        alone = {names.key(name) for name in unknown if name in speaking or name in told_of or _tells_alone(name)}
        nobody = {name for name in unknown if names.key(name) not in alone}
        known = [run for run in found if run.name not in nobody]
        meant = [(run, self.meant(run.name, run.start) or self._alone(run, speaking)) for run in known]
        self._name([(run, person) for run, person in meant if person], is_full=False)

    def _name(self, named: Iterable[tuple[Run, Person]], *, is_full: bool) -> None:
        """Note where persons are named in the text."""
        for run, person in named:
            person.is_headed |= run.start < 0
            if run.start >= 0:
                person.places.append((run.start, run.name))
                person._roles, person._role, person._gender = None, "", ""  # more may be known now
                self.namings.append(Naming(run.start, run.start + len(run.name), person, is_full))
        self.namings.sort(key=START)
        self._starts = [naming.start for naming in self.namings]
        self._fits.clear()  # more is known of everybody now

    def named_between(self, start: int, end: int) -> list[Naming]:
        """The namings that begin between two places of the text, in order."""
        first = bisect_left(self._starts, start)
        return self.namings[first : bisect_left(self._starts, end, first)]

    def meant(self, run: str, at: int) -> Person | None:
        """The person that a name or part of one means, `Mr Peskov` or `Sir Keir`; None for nobody.

        Of several with one surname the title's sex decides, else whom the paragraph of the place `at` names in full,
        else whom the article names first: others of a family it calls by their full names. "The elder Orr" is nobody.
        """
        fits = self.fitting(run)
        if len(fits) > 1 and ELDER.search(self.text, max(0, at - 10), at):
            return None
        return self._likeliest(fits, at, names.parse(run).titles) if len(fits) > 1 else next(iter(fits), None)

    def fitting(self, run: str) -> list[Person]:
        """The persons that a name or part of one may mean."""
        key = names.key(run)
        known = self._fits[key]
        if run not in known:
            known[run] = self._fitting(run, self._by_key.get(key, []))
        return known[run]

    def _fitting(self, run: str, namesakes: list[Person]) -> list[Person]:
        """The persons that a name or part of one may mean by its words and titles."""
        parts = names.parse(run)
        others = self._by_other.get(names.fold(parts.family or parts.given), [])
        if not namesakes and not others:
            return []  # as for most capitals
        verdicts = {person: names.same_person(run, person.name) for person in namesakes[:NAMESAKES]}
        sure = [person for person, same in verdicts.items() if same]
        if sure:
            return sure[:1]
        if parts.suffix or (parts.given and parts.family):
            tail = f" {parts.plain}"  # "Vargas Llosa"; but "J. Orr" may be Jane Orr, and Ben Orr Jr is not Ben Orr
            ending = [person for person in namesakes if person.name.endswith(tail)]
            return ending if len(ending) == 1 else []
        fits = [person for person, same in verdicts.items() if same is None]
        office = next((title.lower() for title in parts.titles if title.lower() in UNIQUE), None)
        if office:  # "President Obama" is not Michelle Obama
            fits = [p for p in fits if p.gender != "f" or any(office in role.lower() for role in p.roles)]
        fits = [person for person in fits if _has_family(person, parts.family)] or fits or others
        return self._titled(run, fits) if len(fits) > 1 and parts.titles else fits

    def _titled(self, run: str, fits: list[Person]) -> list[Person]:
        """Those of one surname whom a title may mean: of its sex, if any is, and no child."""
        sex = names.gender(run)
        grown = [person for person in fits if not self._is_child(person)] or fits
        return [p for p in grown if sex and p.gender == sex] or [p for p in grown if not sex or p.gender is None]

    def _is_child(self, person: Person) -> bool:
        told = (CHILD.match(self.text, at + len(name)) for at, name in person.places)
        return any(told)

    def shares(self, run: str) -> bool:
        """True if the article gives persons of this family name, or of whom this may be a part of the name."""
        family = names.fold(names.parse(run).family)
        namesakes = [person.name for person in self._by_key.get(names.key(run), [])[:NAMESAKES]]
        return any(
            names.fold(names.parse(name).family) == family or names.same_person(run, name) is not False
            for name in namesakes
        )

    def _likeliest(self, fits: list[Person], at: int, titles: tuple[str, ...]) -> Person:
        """The one of several that a surname alone means: whom its paragraph names in full, else whom the article names
        first, its title before all else; a live page's first may be long past."""
        elders = [person for person in fits if not names.parse(person.name).suffix]
        first = min(elders or fits, key=lambda person: (not person.is_plain, not person.is_headed, person.first))
        is_past = not first.is_headed and at - first.first > FAR
        return self._named_near(fits, at, NEAR if is_past else 2 if titles else 1) or first

    def _named_near(self, fits: list[Person], at: int, paragraphs: int) -> Person | None:
        """The one of several persons named in full last before a place, in its paragraph or one shortly before."""
        end = at
        for _ in range(paragraphs):
            start = self.text.rfind("\n", 0, end) + 1
            near = self.named_between(max(start, at - FAR), at)
            named = {naming.person for naming in near if naming.person in fits and naming.is_full}
            if named:
                return named.pop() if len(named) == 1 else None
            end = max(0, len(self.text[:start].rstrip()))
        return None


def _may_speak(name: str) -> bool:
    """False for a lone capital that is a common noun, a nation's or all of it capitals."""
    word = name.lower()
    is_alone = LONE.fullmatch(name) is not None
    return is_alone and word not in lexicon.heads() and word not in lexicon.context("native")


@lru_cache(CACHED)
def _tells_alone(name: str) -> bool:
    """True for a name with a title (`Mr Etty`), and for a title that tells the sex (`the Queen`)."""
    parts = names.parse(name)
    return bool(parts.titles or roles.sex_of_title(names.letters(parts.family)))


def _is_apart(before: str) -> bool:
    """True behind a comma or where a sentence begins."""
    return before.endswith(", ") or BEGUN.search(before) is not None


def _has_family(person: Person, family: str) -> bool:
    """True for the whole family name of a person: `Mbeki-Shaw`, not `Shaw`, of `Danny Mbeki-Shaw`."""
    return names.letters(names.parse(person.name).family) == names.letters(family)
