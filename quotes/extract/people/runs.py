"""Runs of capitals, and what each may name: a person in full or in part, a body, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from quotes import names
from quotes.extract.grammar import lexicon
from quotes.extract.grammar.tokens import ABBREVIATIONS, BROKEN

UPPER = "".join(chr(code) for code in (*range(0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
PREFIX = "(?:(?:[ae]l|a[dnrstz]|a?sh)[-‑]|[dl]['’])"  # al-Assad, d’Orr
LETTER = "[A-ZÀ-ÖØ-Þ]"
REST = rf"(?:(?<={LETTER})\.(?:{LETTER}\.)*|[\w{BROKEN}’'‑-]*[\w{BROKEN}]|(?<=[A-ZÓ])(?=\s))"  # of a word of capitals
CAPITAL = f"[{UPPER}]{REST}"
PARTICLES = frozenset("de da di del dela delos della der den van von bin ibn al el la le du dos das ter ten zu".split())
PARTICLE = rf"(?:{'|'.join(sorted(PARTICLES))}|['’]t)"
BEFORE_NAME = frozenset(f" {particle} " for particle in (*PARTICLES, "’t", "'t"))
LONGEST = max(map(len, BEFORE_NAME))
HYPHENS = frozenset("-‑'’")
PREFIXED = re.compile(rf"(?<!\S){PREFIX}\Z")
NICKNAME = r"[“\"‘'(][A-Z]\w+[”\"’')]"  # John “Soot” Halberg
OWNER = r"(?<![’']s)(?<![’']S)(?<!s[’'])"  # "Trump's Twitter" are two
LETTERS = "".join(sorted({word[0] for word in ABBREVIATIONS.split("|")} & set(UPPER)))  # that begin abbreviations
ENDINGS = "|".join(
    rf"(?<={letter})(?:{'|'.join(word[1:] for word in ABBREVIATIONS.split('|') if word[0] == letter)})"
    for letter in LETTERS
)
# Begins with a set of letters, so that a search runs from one to the next.
RUN = re.compile(
    rf"[{UPPER}](?:(?:{ENDINGS})\.\s(?:(?:{ABBREVIATIONS})\.\s)*{CAPITAL}|{REST})"
    rf"(?:{OWNER}[ \xa0](?:{NICKNAME}[ \xa0])?"
    rf"(?:(?:{ABBREVIATIONS})\.|{PREFIX}?{CAPITAL}|{PARTICLE}(?=[ \xa0](?:{PREFIX}?[{UPPER}]|{PARTICLE}\s))))*"
    r"(?:,[ ](?:Jr|Sr)\b\.?)?"
)
JOINED = re.compile(rf"{CAPITAL}(?: {CAPITAL}){{0,3}} & {CAPITAL}(?: {CAPITAL}){{0,2}}")
POSSESSIVE = re.compile(r"[’']s?$")
INITIAL = re.compile(rf"{LETTER}\.")
INITIALS = re.compile(rf"(?:{LETTER}\.?){{1,2}}")
CAMEL = re.compile(r"(?!Mac|Van|Von|Des|Del|Dal|San|Fitz|Ben)[A-Z][a-z]{2,}[A-Z]\w+")  # HarbourFacts
CAMEL_WORD = re.compile("[A-Z][a-z]+")
ASKED = re.compile(r"[^.!?\n]{1,200}\?")
OF_OFFICE = re.compile(r"\b(\w+) (of|for) (?:the )?$")
LONGEST_OFFICE = 30  # characters
SHORTENED = re.compile(r"(?:n[’']t|[’'](?:m|re|ve|ll|d))$")  # don't
THE = ("the ", "The ")
MONTHS = lexicon.context("month-or-name")
CACHED = 50_000


class Run(NamedTuple):
    """A run of capitals, and what it may name: `full`, `partial` or `weak` name of a person, or `institution`."""

    start: int  # -1 outside the text
    name: str
    kind: str


def runs(text: str) -> list[Run]:
    """The runs of capitals of a text that may name something, without the words that only began them."""
    found = list(_joined(text)) if "&" in text else []
    taken = {at for body in found for at in range(body.start, body.start + len(body.name))}
    for match in RUN.finditer(text):
        run = match[0]
        if taken and match.start() in taken:
            continue
        is_one_word = " " not in run
        name, kind, length = _read(run if is_one_word else _unsaid(text, match.start(), run))
        if kind:
            if is_one_word and (particle := _particle(text, match.start())):
                name, kind, length = _read(particle + run)
            start = match.end() - length
            if text[start - 4 : start] in THE and name.rpartition(" ")[2] in lexicon.papers():
                kind = "institution"  # "the Orlando Sentinel"
            found.append(Run(start, name, kind))
    return found


def _joined(text: str) -> Iterator[Run]:
    """The bodies of a text whose words `&` joins: `Marks & Spencer`, `Basin Light & Power`."""
    for body in lexicon.bodies():
        if "&" in body:
            yield from (Run(found.start(), body, "institution") for found in re.finditer(re.escape(body), text))
    for match in JOINED.finditer(text):
        name = " ".join(_unbegun(match[0].split(" ")))
        if is_joined(name):
            yield Run(match.end() - len(name), name, "institution")


def is_joined(name: str) -> bool:
    """True for a body whose words `&` joins, not for two people: `Ana Orr & Ben Birk`."""
    first = name.partition(" & ")[0]
    is_person = " " in first and names.letters(first.partition(" ")[0]) in names.KNOWN_GIVEN
    return JOINED.fullmatch(name) is not None and not is_person


def _unsaid(text: str, start: int, run: str) -> str:
    """A run of capitals without the place of an office, or else without the verb that begins its sentence: `Nora Feld`
    in `Mayor of London Nora Feld`, `Orr` in `Said Orr:` and `Will Orr resign?`."""
    is_of = text.endswith(("of ", "for ", "the "), max(0, start - 4), start)  # as for few
    office = OF_OFFICE.search(text, max(0, start - LONGEST_OFFICE), start) if is_of else None
    if office and lexicon.is_office(*office.groups()):
        words = run.split(" ")
        if words[0] == "State" and len(words) == 3:  # "Minister of State Ana Orr"
            return " ".join(words[1:])
        place = 2 if words[0] in lexicon.context("place-prefix") else 1
        return " ".join(words[next((at for at in range(place, len(words) - 1) if _is_given(words, at)), 0) :])
    first, _, rest = run.partition(" ")
    if lexicon.cues().get(first.lower(), ("", ""))[0] != "C" and not (first == "Will" and ASKED.match(text, start)):
        return run
    return rest if text[max(0, start - 4) : start].rstrip(' “"')[-1:] in ("", *"\n.!?”") else run


def _particle(text: str, start: int) -> str:
    """The small words that begin the family name at a place, or nothing: `de ` for `de Brake`, `al-` for `al-Assad`."""
    space = text.rfind(" ", max(0, start - LONGEST), start - 1)
    if text[space:start] in BEFORE_NAME:
        return _particle(text, space + 1) + text[space + 1 : start]
    prefix = PREFIXED.search(text, max(0, start - 5), start) if text[start - 1 : start] in HYPHENS else None
    return _particle(text, prefix.start()) + prefix[0] if prefix else ""


@lru_cache(CACHED)
def _read(run: str) -> tuple[str, str, int]:
    """The name in a run of capitals, what it may name (nothing: an empty string), and how long the run's rest is."""
    words = _unbegun(run.replace("\xa0", " ").split(" "))
    name = _owner(whole := " ".join(words))
    if not name:
        return "", "", 0
    if (body := whole.replace("’", "'")) in lexicon.bodies():
        return body, "institution", len(whole)
    if is_institution(name):
        return name, "institution", len(whole)
    if len(words) > 1:
        if titles := _titles(words):
            words = _unbegun(words[titles:])
            whole = " ".join(words)
        name = _owner(" ".join(words[: _told(words)]))
    return name, _kind(name) if name else "", len(whole)


def _owner(name: str) -> str:
    """A name without its possessive ending."""
    return POSSESSIVE.sub("", name) if name[-1:] in ("s", "’", "'") else name


def _unbegun(words: list[str]) -> list[str]:
    """The words of a run without those that only began its sentence: function words, and the month after `In`."""
    at = 0
    while at < len(words) and _is_small(begun := words[at].lower()) and " ".join(words[at:]) not in lexicon.bodies():
        at += 1
        if begun in lexicon.sections("words.txt")["preposition"] and at < len(words) and words[at].lower() in MONTHS:
            at += 1  # "In April Marr had"
    return words[at:] if at else words


def _is_small(word: str) -> bool:
    """True for a function word, owning something or joined to another: `who`, `it's`, `don’t`."""
    if word.isalpha():
        return word in function_words()
    return _owner(word) in function_words() or SHORTENED.search(word) is not None


def _titles(words: list[str]) -> int:
    """How many words of a run stand before the titles that belong to the name: 1 in `Democrat Dianne Feinstein`.

    Titles that `names` knows stay with the name; of others only the name is left.
    """
    last = len(words) - 1 - (words[-1].isupper() and words[-1].lower() in names.HONOURS)  # "Jo Lee MP"
    short = [at for at in range(1, last) if words[at][-1] == "." and len(words[at]) > 2]
    if short and names.parse(" ".join(words[short[-1] :])).titles:
        return short[-1]  # "Christian Rev. Derek Orr"
    roles = [at for at in range(1, last) if _is_office(words[at])]
    if roles and names.letters(words[roles[-1] + 1]) in names.KNOWN_GIVEN and roles[-1] + 1 < last:
        return roles[-1] + 1  # "Cleveland Police Chief Calvin Birk"
    given = next((at for at in range(last) if _is_given(words, at)), None)
    if given is None:
        heads = [at for at in range(last) if words[at].lower() in lexicon.heads()]
        untitled = [at for at in heads if not names.parse(words[at] + " X").titles]
        return untitled[-1] + 1 if untitled else 0
    if not given:
        return 0
    parts = names.parse(" ".join(words))
    if parts.family.startswith(words[0]) or words[given - 1].islower() or INITIAL.fullmatch(words[0]):
        return 0  # "Nguyen Thi Lan", "Hana dos Santos Lima", "J. Calvin Birk"
    is_title = parts.titles and names.fold(parts.given) in names.KNOWN_GIVEN
    return 0 if is_title else given  # "Circuit Court Judge David McKeague"


def _is_office(word: str) -> bool:
    """True for a role, and for the letters of an office before a name: `Tidal League MP Ana Orr`."""
    return lexicon.heads().get(word.lower()) == "role" or (word.isupper() and word.lower() in names.HONOURS)


def _is_given(words: list[str], at: int) -> bool:
    """True for a known given name, but not for a particle inside a name: `Al` in `Rashid Al Orr`, `von`."""
    folded = names.letters(words[at])
    if folded not in names.KNOWN_GIVEN or len(folded) == 1:
        return False
    return not at or folded not in names.PARTICLES or words[at - 1].lower() in lexicon.heads()


def _told(words: list[str]) -> int:
    """How many words of a run stand before what a title says of somebody: 2 in `Ana Orr Wins Holm`, `Ana Orr Show`."""
    is_given = bool(words) and names.letters(words[0]) in names.KNOWN_GIVEN and not words[0].isupper()
    for at in range(2 if is_given else 1, len(words)):
        word = words[at].lower()
        if word in _joining() and at < len(words) - 1:
            return at  # "Ana Orr With Birk"
        if (word.endswith("s") and word in _verbs()) or (is_given and word in lexicon.context("after-person")):
            return at
    return len(words)


@cache
def _joining() -> frozenset[str]:
    """Small words that stand between names."""
    sections = lexicon.sections("words.txt")
    return sections["preposition"] | sections["conjunction"] | {"than"}


@cache
def _verbs() -> frozenset[str]:
    """Forms of verbs that are no names."""
    return frozenset(lexicon.lines("verbs.txt")).union(lexicon.cues())


@cache
def function_words() -> frozenset[str]:
    """The small words of every list, in small letters, but those that are names too."""
    sections = lexicon.sections("words.txt")
    return frozenset().union(*sections.values()) - {"may", "will", "sun", "june", "april", "jan", "jun", "august"}


def _kind(run: str) -> str:
    """What a run of capitals without its titles may be."""
    parts = names.parse(run)
    if not parts.plain:
        return ""
    words = [word for word in parts.plain.split() if not word.islower()]
    if len(words) == 1:
        return "" if words[0].lower() in lexicon.context("party") | lexicon.context("address") else "partial"
    if not parts.given or not parts.family or len(words) > 4:
        return "partial" if parts.family and len(words) < 4 else ""
    listed = lexicon.sections("institutions.txt")
    places, last, heads = listed["place"], words[-1].lower(), lexicon.heads()
    given = names.letters(parts.given) in names.KNOWN_GIVEN or ("-" in parts.given and names.is_syllables(parts.given))
    is_place = words[0] in places and words[0] != parts.family  # Park Ji-woo
    if is_place or (names.letters(words[-1]) in names.COUNTRIES and not given):
        return ""
    is_plural = heads.get(last.removesuffix("s")) == "institution" and last.endswith("s")
    if given and len(words) == 2 and (words[-1] in places or heads.get(last) == "document" or is_plural):
        return "weak"  # Ana West, Emil Law, Tyrell Banks; but Grant Park
    if words[-1] in places or last in lexicon.context("party") or last in lexicon.context("weekday"):
        return ""
    inner = [word for word in words[1:-1] if word.lower() not in names.PARTICLES]  # Ana San Martin
    if not (places.isdisjoint(inner) and listed["word"].isdisjoint(words[1:-1])):
        return ""  # "Kent County Republican"
    if heads.get(last, "role") != "role":
        return ""
    is_nation = given and names.letters(words[-1]) in names.COUNTRIES  # "Rep. Tess Jordan"
    if parts.titles and last in _listed() and not is_nation:
        return ""  # "President Obama Speech"
    if parts.titles or given or ("." in parts.given and INITIALS.fullmatch(parts.given)):
        return "full"
    small = [word.lower() for word in words]
    shouted = any(word.isupper() for word in words if not INITIALS.fullmatch(word) or word in (words[0], words[-1]))
    is_common = shouted or not (_listed().isdisjoint(small) and heads.keys().isdisjoint(small))
    return "" if is_common else "weak"


@cache
def _listed() -> frozenset[str]:
    """Words that begin no name: adjectives of roles, nations, verbs."""
    modifiers = frozenset(names.DATA["modifiers"].replace(",", " ").split())
    nations = frozenset(word for name in names.COUNTRIES for word in name.split())
    verbs = lexicon.lines("verbs.txt")
    return modifiers.union(nations, lexicon.context("role-adjective"), verbs, lexicon.cues())


@lru_cache(CACHED)
def is_institution(run: str) -> bool:
    """True if a run of capitals names a body: `Foreign Ministry`, `White House`, `Kremlin`, `Ukraine`."""
    known = lexicon.sections("institutions.txt")
    if run in known["name"] or run in lexicon.bodies() or names.letters(run) in names.COUNTRIES:
        return True
    words = run.split(" ")
    if CAMEL.fullmatch(run):
        return names.letters(CAMEL_WORD.findall(run)[0]) not in names.KNOWN_GIVEN
    if known["word"].isdisjoint(words):
        return False  # as for most
    bodies = [n for n, word in enumerate(words) if word in known["word"]]
    titles = [n for n, word in enumerate(words[:-1]) if lexicon.heads().get(word.lower()) in ("role", "group")]
    named = bool(titles and titles[-1] > bodies[-1])  # "Board President Hank Orr"
    given = [n for n, word in enumerate(words[:-1]) if names.letters(word) in names.KNOWN_GIVEN]
    named = named or bool(given and given[-1] > bodies[-1])  # "House Speaker Paul Orr"
    named = named or bodies[-1] < len(words) - 2  # "House Newt Gingrich" after "Speaker of the"
    return not named and (words[-1] in known["sure"] or not names.gender(run))
