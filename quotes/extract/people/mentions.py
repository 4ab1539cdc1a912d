"""What the words of a mention tell: its form, its head noun, the name in it, and how it describes a speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from quotes import names
from quotes.extract.grammar import lexicon
from quotes.extract.grammar.tokens import NUMBER
from quotes.extract.people.runs import RUN, is_institution, is_joined

HE_SHE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
PRONOUNS = frozenset((*HE_SHE, *"they them their we both others it i you who which one whom".split()))
PRONOUNS |= lexicon.context("alone")
RELATIVE = re.compile(r",?\s(?:who|which|whose|that)\b.*", re.S)
FAMILY = re.compile(r"[Tt]he [A-Z]\w+s")  # the Kennedys, the Rovers
SHORT = re.compile(r"[A-Z]{2,6}\d?")  # RMT, HS2
NEXT = re.compile(r",\s")
THE = re.compile(r"^The\s(?=.)")
PREPOSITION = re.compile(r"\s(?:of|for|from|at|with|in|on|to|about|against|by|close|familiar)\s|-(?:of|in)-")
OPENING = re.compile(r"^(?:The|A|An|One|Some|These|Those|This|Its|His|Her|Their)\b")
DETERMINED = re.compile(r"(?:an?|the|one|another|some)\s", re.I)
POSSESSIVE = re.compile(r"[’']s?$")
WORD = re.compile(r"[\w’'-]+")
ASIDE = re.compile(r"\([^)]*\)")
TOGETHER = re.compile(r",\s(?:both|all)\s.*", re.S)  # "Ana Orr and Ben Birk, both lawyers,"
OWNING = re.compile(r"[’']s?\s\w")  # "Scott's niece"
EPITHET = re.compile(
    r"[Tt]he (?:(?P<age>\d+)-year-old(?![\w’'-])|\d+-year-old[’']|(?P<native>[A-Z][a-z]+)$"
    r"|\w+[- ]of[- ](?:two|three|four|five|six|seven|eight|nine|ten)$)"
)
NATIVE = ("an", "i")  # ends of a nation's adjective that stands for one who belongs to it
CACHED = 50_000


@lru_cache(CACHED)
def form(phrase: str) -> str:
    """The form of a mention by its words: one of the forms that a `Mention` may have."""
    if phrase.lower() in PRONOUNS:
        return "pronoun"
    core = RELATIVE.sub("", phrase)
    if is_epithet(core):
        return "role"
    if re.fullmatch(NUMBER, core):
        return "institution"
    if _is_body(core):
        return "institution"
    if joint(core):
        return "group"
    name = name_in(core)
    if name and FAMILY.fullmatch(core) and not is_institution(name):
        return "group"
    is_body = name and (is_institution(name) or _is_of_country(name))
    if name and not _is_role(name) and not is_body and names.parse(f"the {name}").plain:
        return "name"  # and not an office in capitals: "The Ukrainian President"
    kind = lexicon.heads().get(head(core))
    if kind in ("group", "document", "role"):
        return kind
    return "institution" if name or kind else "role"


def is_epithet(phrase: str) -> bool:
    """True for what only somebody told of before is called, or whose somebody is: `the 31-year-old`,
    `the 31-year-old’s aunt`, `the Spaniard`, `the mother of two`."""
    match = EPITHET.match(phrase)
    if not match or not match["native"]:
        return match is not None
    native = match["native"].lower()
    of_country = names.COUNTRIES.get(native, native) != native and native.endswith(NATIVE)
    return of_country or native in lexicon.context("native")


def _is_body(core: str) -> bool:
    """True for a body that is known, and for capitals behind `the` that no person has: `the Holm Bee`, `the RMT`."""
    told = core.split(",")[0].strip()
    name = POSSESSIVE.sub("", told)
    plain = name.removeprefix("The ").removeprefix("the ")
    if plain in lexicon.bodies() or told.replace("’", "'") in lexicon.bodies() or is_joined(plain):
        return True
    if plain == name or not RUN.fullmatch(plain):
        return False
    first, last = plain.partition(" ")[0], plain.rpartition(" ")[2]
    if last in lexicon.papers():
        return True
    if _is_role(plain) or lexicon.heads().get(last.lower()):
        return False
    if any(names.letters(word) in names.KNOWN_GIVEN for word in plain.split(" ")[:-1]):
        return False
    return not names.parse(plain).titles and (first != last or SHORT.fullmatch(plain) is not None)


def _is_of_country(name: str) -> bool:
    """True for capitals that end in a country and begin with no given name: `Historic England`, `Air France`."""
    first, last = name.partition(" ")[0], name.rpartition(" ")[2]
    return first != last and names.letters(last) in names.COUNTRIES and names.letters(first) not in names.KNOWN_GIVEN


def joint(core: str) -> list[str]:
    """The names in a list of names, else nothing: `Orr and Birk`, `Ana Orr, Ben Birk, and Jo Lee`; `two analysts, Orr
    and Birk,`; `Professors Orr and Birk`; `senate leader Ana Orr and mayor Ben Birk, both lawyers,`."""
    first, _, last = TOGETHER.sub("", core).strip(" ,").rpartition(" and ")
    listed = [*first.removesuffix(",").split(", "), last]
    if len(listed) > 2 and listed[0].endswith("s") and listed[0].rpartition(" ")[2].islower():
        del listed[0]
    title, _, bare = listed[0].partition(" ")
    if title.endswith("s") and lexicon.heads().get(title.lower()):
        listed[0] = bare
    untitled = [_untitled(name) for name in listed]
    if DETERMINED.match(first) and (untitled != listed or is_institution(last)):
        return []  # "the Cash and Counties Commission"
    is_known = all(names.letters(name.partition(" ")[0]) in names.KNOWN_GIVEN for name in untitled)
    found = untitled if is_known else listed
    return found if first and all(map(RUN.fullmatch, found)) else []


def _untitled(name: str) -> str:
    """A name without the role before it: `Ana Orr` of `senate leader Ana Orr`."""
    words = name.split(" ")
    roles = [at for at, word in enumerate(words[:-1]) if word.lower() in lexicon.heads()]
    return " ".join(words[roles[-1] + 1 :]) if roles else name


def _is_role(name: str) -> bool:
    """True for a role in capitals: `Mayor`, `the Utah Republican`."""
    return name.lower() in lexicon.heads() or name.rpartition(" ")[2].lower() in lexicon.context("party")


@lru_cache(CACHED)
def head(phrase: str) -> str:
    """The noun that heads a phrase: `ministers` in `foreign ministers from the Lakes Conference`."""
    words = WORD.findall(PREPOSITION.split(phrase.split(",")[0])[0])
    if len(words) > 1 and words[-1].endswith(("ed", "ing")) and words[-2] in lexicon.heads():
        del words[-1]  # "a banker involved in the sale"
    return POSSESSIVE.sub("", words[-1]).lower() if words else ""


@lru_cache(CACHED)
def name_in(phrase: str) -> str | None:
    """The person's or body's name in a mention: the last run of capitals of the first part that has one.

    `Velmorian foreign ministry spokesman Ilja Sand` gives `Ilja Sand`; a name after a preposition only
    says where somebody belongs.
    """
    for part in NEXT.split(ASIDE.sub("", RELATIVE.sub("", phrase))):
        core = PREPOSITION.split(part)[0]
        runs = [m for m in RUN.finditer(core) if _may_be_name(m.group(), m.start())]
        if runs and DETERMINED.match(core) and runs[-1].group().rpartition(" ")[2].lower() in names.HONOURS:
            return None  # "a Tory MP"
        if runs and OWNING.match(core, runs[-1].end() - 2 * runs[-1].group().endswith(("’s", "'s"))):
            return None
        if runs and is_object(core[: runs[-1].start()]):
            return None
        if runs and (runs[-1].end() >= len(core.rstrip("’'s ,")) or not _is_described(core)):
            return THE.sub("", runs[-1].group())
    return None


def _is_described(core: str) -> bool:
    """True if a name only tells more of who speaks: `Orr ally`, `one Orr confidant`, not `Orr himself`."""
    return head(core) in lexicon.heads() or DETERMINED.match(core) is not None


def is_object(before: str) -> bool:
    """True if a verb form stands before a name: `the judge sentencing `, `police hunting `."""
    word = before.split()[-1:]
    if not word or not word[0].islower() or not word[0].endswith(("ing", "ed")):
        return False
    return word[0] not in lexicon.heads() and word[0] not in lexicon.context("in-office")


def _may_be_name(run: str, start: int) -> bool:
    """False for a lone capital at the start of a phrase that is a common noun or a pronoun: `Officials`, `He`."""
    if len(run) == 1 or run.lower() in lexicon.sections("words.txt")["determiner"]:
        return False
    return start > 0 or " " in run or (run.lower() not in lexicon.heads() and run.lower() not in PRONOUNS)


def description(phrase: str) -> str:
    """A phrase as a speaker's description: relative clauses and appositions off, a capital article made small."""
    core = RELATIVE.sub("", phrase).split(",")[0].strip()
    return OPENING.sub(lambda match: match.group().lower(), core)
