"""What a printed name is made of, and whether two of them name the same person: yes, no or unknown.

The one place that compares names. A wrong yes puts one person's words in another's mouth, so everything short of
certain is None, and a caller that merges on None is wrong. The words it knows are in `names.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from quotes import spelling, text

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,3}")
ASIDE = re.compile(r"""\([^)]*\)|["“][^"”]*["”]|(?<!\w)['‘][^'’]+['’](?!\w)""")
SIGNS = re.compile(r"[^\w\s]|_")
POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
BETWEEN_INITIALS = re.compile(r"(?<=\b\w) (?=\w\b)")
CACHED = 50_000


def word_set(listed: str) -> frozenset[str]:
    """The folded words of a comma-separated list."""
    return frozenset(letters(word) for word in listed.split(",") if word.strip())


def _groups(lines: Iterable[str]) -> dict[str, frozenset[int]]:
    """For each listed name, the numbers of the lines it stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in word_set(line):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _sections(path: Path) -> dict[str, frozenset[str]]:
    """The words of a list by its [sections]."""
    parts = re.split(r"^\[(\w+)\]$", path.read_text(encoding="utf-8"), flags=re.M)
    return {section: frozenset(words.split()) for section, words in zip(parts[1::2], parts[2::2], strict=True)}


@lru_cache(CACHED)
def letters(name: str) -> str:
    """A name without case, accents, dots and apostrophes; hyphens and all other signs become spaces."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    plain = text.fold(name).translate(LETTERS)
    return " ".join(SIGNS.sub(" ", plain.replace(".", "").replace("'", "")).split())


DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TITLES = word_set(DATA["titles"])
TITLE_WORDS = frozenset(word for title in TITLES for word in title.split())
OFFICES = word_set(DATA["offices"])
COURTESY = word_set("sir, dame, lord, lady, baroness, mr, mrs, ms, miss, mx, dr")
TITLES_OF = {"m": word_set(DATA["male_titles"]), "f": word_set(DATA["female_titles"])}
GIVEN_TITLES = word_set(DATA["given_titles"])
HONOURS = word_set(DATA["honours"])
SUFFIXES = word_set(DATA["suffixes"])
ARTICLES = word_set(DATA["articles"])
PARTICLES = word_set(DATA["particles"]) | ARTICLES
FAMILY_FIRST = word_set(DATA["family_first"])
SYLLABLES = word_set(DATA["syllables"])
GIVEN = _groups(DATA["given"])
FAMILIES = _groups(DATA["family"])
FAMILY_HEADS = [letters(line.split(",")[0]) for line in DATA["family"]]
# Short forms of several names: Alex (a man or a woman), Jon (Jonathan or John), Ted.
SHARED = {short for short, lines in GIVEN.items() if len(lines) > 1}
LISTED = _sections(Path(__file__).with_name("given_names.txt"))
NAMES_OF = {
    "m": word_set(DATA["male"]) | LISTED["m"] - word_set(DATA["female"]) - SHARED,
    "f": word_set(DATA["female"]) | LISTED["f"] - word_set(DATA["male"]) - SHARED,
}
SEX_OF = dict.fromkeys(NAMES_OF["m"] - NAMES_OF["f"], "m") | dict.fromkeys(NAMES_OF["f"] - NAMES_OF["m"], "f")
KNOWN_GIVEN = frozenset(GIVEN) | NAMES_OF["m"] | NAMES_OF["f"] | LISTED["u"] | {"van", "ben", "al"}
COUNTRIES = {word: letters(line.split(",")[0]) for line in DATA["countries"] for word in word_set(line)}
PREFIX_WORDS = TITLE_WORDS | word_set(DATA["modifiers"]) | frozenset(w for name in COUNTRIES for w in name.split())
# Words that make more of a name than given names and a family name.
UNUSUAL = PREFIX_WORDS | OFFICES | HONOURS | SUFFIXES | PARTICLES | FAMILY_FIRST


class Name(NamedTuple):
    """The parts of a printed name, each as printed, empty where there is none.

    `plain` is the name without titles and honours; a name of one word is a `family` unless its title asks for a given
    name ("Sir Keir"). `family` includes its particles: "von der Leyen", "al-Assad".
    """

    titles: tuple[str, ...]
    given: str
    middle: str
    family: str
    suffix: str
    plain: str


@lru_cache(CACHED)
def parse(name: str) -> Name:
    """The parts of a name: `French President Emmanuel Macron` gives titles, given `Emmanuel` and family `Macron`."""
    tokens = _tokens(name)
    if tokens and "Ó" not in tokens and UNUSUAL.isdisjoint(letters(" ".join(tokens)).split()):
        first = tokens[0] if len(tokens) > 1 else ""
        return Name((), first, " ".join(tokens[1:-1]), tokens[-1], "", " ".join(tokens))
    cut = _title_end(tokens)
    titles, tokens = tokens[:cut], tokens[cut:]
    if _is_role(titles, tokens):
        return Name((*titles, *tokens), "", "", "", "", "")
    while len(tokens) > 1 and letters(tokens[-1]) in HONOURS:
        titles = [*titles, tokens.pop()]
    plain = " ".join(tokens)
    suffix = tokens.pop() if len(tokens) > 1 and letters(tokens[-1]) in SUFFIXES else ""
    given, family = _split(tokens, titles)
    return Name(tuple(titles), " ".join(given[:1]), " ".join(given[1:]), " ".join(family), suffix, plain)


@lru_cache(CACHED)
def fold(name: str) -> str:
    """A name for comparison: no case, accents, punctuation, "the" or titles, initials joined, single spaces.

    `Sir J. K. O’Brien` gives `jk obrien`.
    """
    plain = letters(parse(name).plain or name).removeprefix("the ")
    return BETWEEN_INITIALS.sub("", plain)


@lru_cache(CACHED)
def key(name: str) -> str:
    """What all spellings share for which `same_person` can say yes: the consonants of the family name.

    `Volodymyr Zelenskyy` and `Zelenskiy` give `slnsk`. Names of different people share it too.
    """
    parts = parse(name)
    return _family_key(parts.family or parts.given) or fold(name)


@lru_cache(CACHED)
def _family_key(family: str) -> str:
    """What the spellings of a family name share; empty for one without letters."""
    first, hyphen, last = family.rpartition("-")
    if hyphen and letters(first) not in PARTICLES:  # Ocasio-Cortez and Ocasio Cortez
        family = last
    heads = {FAMILY_HEADS[number] for number in FAMILIES.get(_without_article(letters(family)), ())}
    forms = heads or _families(family)
    return spelling.skeleton(min(form.replace(" ", "") for form in forms)) if forms else ""


@lru_cache(CACHED)
def gender(name: str) -> str | None:
    """`m` or `f` where the title or the given name settles it ("Mrs Clinton", "Angela Merkel"), else None."""
    parts = parse(name)
    for sex, titles in TITLES_OF.items():
        if any(letters(title) in titles for title in parts.titles):
            return sex
    return SEX_OF.get(letters(parts.given))


@lru_cache(CACHED)
def same_person(a: str, b: str) -> bool | None:
    """Whether two printed names name one person: True, False, or None where the names alone do not tell.

    `Volodymyr Zelenskiy` and `President Volodymyr Zelensky` are one; `Obama` and `Barack Obama` may be; `Mr Clinton`
    and `Hillary Clinton` are two. Married names are not guessed.
    """
    one, two = parse(a), parse(b)
    if not one.plain or not two.plain:
        return None
    sexes = {gender(a), gender(b)} - {None}
    verdicts = [_same_family(one, two), _same_given(one, two), _same_suffix(one.suffix, two.suffix)]
    if _squeezed(one) == _squeezed(two) and verdicts[1] is not False and min(len(one.given), len(two.given)) > 2:
        verdicts[:2] = [True, True]  # Ocasio-Cortez and Ocasio Cortez, Kim Jong Un and Jong Un Kim
    if len(sexes) == 2 or False in verdicts:
        return False
    return None if None in verdicts else True


def _tokens(name: str) -> list[str]:
    """The words of a name without nicknames, bracketed remarks, what follows a comma, owners and a possessive end."""
    if name.replace(" ", "").isalpha():
        tokens = name.split()
        return tokens[1:] if len(tokens) > 1 and tokens[0].lower() == "the" else tokens
    head, *tail = ASIDE.sub(" ", name).strip(" ,;:").split(",")
    if tail and letters(tail[0]) in SUFFIXES | HONOURS:
        head = f"{head} {tail[0]}"
    tokens = POSSESSIVE.sub("", head.strip()).split()
    owners = [at for at, token in enumerate(tokens[:-2], 1) if POSSESSIVE.search(token)]
    tokens = tokens[max(owners, default=0) :]
    if len(tokens) > 1 and tokens[0].lower() == "the":
        del tokens[0]
    if tokens and len(tokens[-1]) > 2 and letters(tokens[-1]) not in SUFFIXES:
        tokens[-1] = tokens[-1].rstrip(".")
    return tokens


def _title_end(tokens: list[str]) -> int:
    """How many words before the name are titles: 2 in `French President Emmanuel Macron`, 0 in `Stephen King`."""
    folded = [letters(token).removeprefix("ex ") for token in tokens]
    end = 0
    for at in range(1, len(tokens)):
        if not _may_precede(tokens[at - 1], folded[at - 1]) and OFFICES.isdisjoint(folded[at : at + 3]):
            break
        if any(" ".join(folded[begin:at]) in TITLES for begin in range(max(0, at - 4), at)):
            end = at
    return end


def _may_precede(token: str, folded: str) -> bool:
    """True for a word that can stand among titles: a title, a country, `former`, `the company's`, `spokesman for`."""
    lower = token[:1].islower() and folded not in PARTICLES
    return lower or bool(POSSESSIVE.search(token)) or all(word in PREFIX_WORDS for word in folded.split())


def _is_role(titles: list[str], tokens: list[str]) -> bool:
    """True if no name was given: `the president`, `Prime Minister`, `Mr Lyle’s spokesman`, but not `Dr King`."""
    folded = [letters(token) for token in (*titles, *tokens)]
    if folded[-1:] and folded[-1] in TITLES and tokens and tokens[-1].islower() and not " ".join(tokens).islower():
        return True
    if not tokens or not all(word in PREFIX_WORDS for word in folded):
        return not tokens
    if len(folded) == 1:
        return tokens[0].islower() and folded[0] in TITLES
    if folded[0] in COURTESY:
        return False
    of_country = COUNTRIES.get(folded[0], folded[0]) != folded[0] and folded[-1] in TITLES
    return tokens[-1].islower() or of_country or " ".join(folded) in TITLES


def _split(tokens: list[str], titles: list[str]) -> tuple[list[str], list[str]]:
    """Given names and family name, as lists of words."""
    folded = [letters(token) for token in tokens]
    if len(tokens) == 1:
        return (tokens, []) if titles and letters(titles[-1]) in GIVEN_TITLES else ([], tokens)
    if folded[0] in FAMILY_FIRST and all(is_syllables(word) for word in folded[1:]):
        return tokens[1:], tokens[:1]
    if _is_particle(tokens[0], folded[0]) and (folded[0] not in KNOWN_GIVEN or _begins_family(tokens, folded)):
        return [], tokens
    start = next((at for at in range(1, len(tokens) - 1) if _is_particle(tokens[at], folded[at])), len(tokens) - 1)
    return tokens[:start], tokens[start:]


def is_syllables(given: str) -> bool:
    """True for an East Asian given name or half of one: `jinping`, `Jong Un`, `Soo-bin`."""
    return all(
        part in SYLLABLES or any(part[:at] in SYLLABLES and part[at:] in SYLLABLES for at in range(1, len(part)))
        for part in letters(given).split()
    )


def _begins_family(tokens: list[str], folded: list[str]) -> bool:
    """True if a known given name at a name's start is a particle there: `van Orr`, `Van der Orr`, but not `Van Orr`."""
    return tokens[0].islower() or (folded[0] in ("van", "von") and tokens[1].islower() and folded[1] in PARTICLES)


def _is_particle(token: str, folded: str) -> bool:
    """True for a particle inside a name. A known given name (`Ben`) is none, unless it is in small letters."""
    usual = token.islower() or folded not in KNOWN_GIVEN or folded in ARTICLES | {"van", "von"}
    return token == "Ó" or (folded in PARTICLES and usual)


def _squeezed(name: Name) -> str:
    return letters(f"{name.given}{name.middle}{name.family}").replace(" ", "")


def _same_family(one: Name, two: Name) -> bool | None:
    """The verdict on two family names; None where one is missing, holds the other, or differs by a doubled letter."""
    if not one.family or not two.family:
        return None
    forms, others = _families(one.family), _families(two.family)
    if forms & others:
        return True
    words = {word for form in forms for word in form.split()} | set(letters(one.middle).split())
    more = {word for form in others for word in form.split()} | set(letters(two.middle).split())
    if words & {form.split()[-1] for form in others} or more & {form.split()[-1] for form in forms}:
        return None
    near = any(_is_near(form, other) for form in forms for other in others)
    one_loose, two_loose = ({spelling.loose(form) for form in both} for both in (forms, others))
    return None if near or one_loose & two_loose else False


def _is_near(one: str, two: str) -> bool:
    """True for words that one slip of the pen tells apart: Clark and Clarke, Sara and Sarah, but not Tom and Tim."""
    shortest, apart = min(len(one), len(two)), abs(len(one) - len(two))
    if one[:1] != two[:1] or apart > 1 or shortest < (3 if apart else 5):
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return one[at + 1 :] == two[at + 1 :] or one[at:] == two[at + 1 :] or one[at + 1 :] == two[at:]


@lru_cache(CACHED)
def _families(family: str) -> frozenset[str]:
    """All spellings that count as one family name: `Müller` is `muller` and `mueller`, `al-Assad` is `assad`."""
    german = family if family.isascii() else family.casefold().translate(GERMAN)
    forms = {_without_article(form) for form in {letters(family), letters(german)} - {""}}
    forms |= {form.replace(" ", "") for form in forms} | {spelling.respelled(form) for form in forms}
    return frozenset(forms | {FAMILY_HEADS[number] for form in forms for number in FAMILIES.get(form, ())})


def _without_article(family: str) -> str:
    first, _, rest = family.partition(" ")
    return rest if rest and first in ARTICLES else family


def _same_given(one: Name, two: Name) -> bool | None:
    """The verdict on the names before the family name; initials alone tell nothing, unless they contradict."""
    names, others = _givens(one), _givens(two)
    if not names or not others:
        return None
    if "".join(names) == "".join(others):
        return True if len("".join(names)) > 1 else None
    for called, full in ((names, others), (others, names)):
        if len(full[0]) == 1 and full[1:] and _same_word(called[0], full[1]):  # Robert and J. Robert
            return _same_middle(called[1:], full[2:])
    if names[0] in others[1:] or others[0] in names[1:]:  # James Robert and Robert
        return None
    first = _same_word(names[0], others[0])
    return _same_middle(names[1:], others[1:]) if first else first


def _givens(name: Name) -> list[str]:
    """Given names folded, joined initials apart: `JK` and `J.K.` give j, k. A hyphen joins: `Jean-Luc` is one name."""
    words = f"{name.given} {name.middle}".split()
    shouted = name.plain.isupper()
    found: list[str] = []
    for word in words:
        given = letters(word).replace(" ", "")
        initials = INITIALS.fullmatch(word) and word.isupper() and ("." in word or not shouted)
        found.extend(given if initials else [given])
    return found


def _same_word(one: str, two: str) -> bool | None:
    """True for one given name or its spellings and short forms; None if an initial leaves it open, else False."""
    if one == two:
        return True if len(one) > 1 else None
    if len(one) == 1 or len(two) == 1:
        return None if one[0] == two[0] else False
    if GIVEN.get(one, frozenset()) & GIVEN.get(two, frozenset()):
        return None if one in SHARED or two in SHARED else True
    if one.replace("ks", "x") == two.replace("ks", "x"):
        return True
    sexes = [sex for sex, known in NAMES_OF.items() if one in known or two in known]
    return None if _is_near(one, two) and len(sexes) < 2 else False


def _same_middle(one: list[str], two: list[str]) -> bool | None:
    """True unless middle names contradict: `Q.` goes with `Quincy` and with none, not with `R.`"""
    if not one or not two:
        return True
    if any(len(word) > 1 for word in (*one, *two)) and (set(one) <= set(two) or set(two) <= set(one)):
        return True
    pairs = list(zip(one, two, strict=False))
    return not any(a[0] != b[0] or _same_word(a, b) is False for a, b in pairs)


def _same_suffix(one: str, two: str) -> bool | None:
    """None if only one has a suffix (Donald Trump, Donald Trump Jr), False if they differ."""
    first, second = letters(one), letters(two)
    return first == second if bool(first) == bool(second) else None
