"""Whether one word can stand for another: the same word misspelt, a synonym, or a change of what was said."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from quotes.cluster import lists, numbers
from quotes.cluster.inflections import bases, is_known, is_known_name
from quotes.cluster.readings import Word

# What it costs to read one word for another, where it is no change of sense.
SPELLING, INFLECTION, SYNONYM = 0.0, 0.25, 0.5

_LISTS = (("dates", "date"), ("antonyms", "opposite"), ("contrasts", "contrast"))
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "mis", "de")
_SUFFIXES = (("ful", "less"), ("proof", "prone"))
_DENIED = tuple(one for one, _ in _SUFFIXES)
_LOOK_ALIKES = str.maketrans("1i058e", "llosbc")
_MISREAD = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ll", "h"), ("b", "h"))
_SOUNDS = str.maketrans("qgczwfdbjx", "kkksvvtpys")
_SILENT = frozenset("aeiouyh")
_LONG = 8  # from this length on a word may have two wrong letters
_LONG_NAME = 12
_NEVER = 100
_ALIKE = 0.6


def reading_cost(x: Word, y: Word) -> float | None:
    """What it costs to take two different words for the same, 0 to 0.5; None where they are not."""
    if x.is_name and y.is_name:
        return SPELLING if _is_one_name(*_sorted(x, y)) else None
    return _cost(*_sorted(x, y))


def conflict(x: Word, y: Word) -> str | None:
    """Why one word in place of the other changes what was said; None for no such reason.

    number, date (`Monday`, `Tuesday`), opposite (`buy`, `sell`), contrast (`miles`, `kilometres`) or name.
    """
    if x.text[:1].isdecimal() and y.text[:1].isdecimal():
        return "number"  # 1st, 2nd; plain numbers are counted over the whole text
    if reason := contrast(*_sorted(x, y)):
        return reason
    if (x.is_name and may_be_name(y)) or (y.is_name and may_be_name(x)):
        return "name"
    return None


def _sorted(x: Word, y: Word) -> tuple[str, str]:
    return (x.text, y.text) if x.text < y.text else (y.text, x.text)


def may_be_name(word: Word) -> bool:
    """A capital inside a sentence, or at its start a word no dictionary has."""
    return word.is_name or (word.opens and not is_known(word.text) and word.text.isalpha())


@lru_cache(maxsize=200_000)
def contrast(x: str, y: str) -> str | None:
    """How the senses of two words exclude each other: date, opposite or contrast; None where they do not."""
    for name, reason in _LISTS:
        if _are_together(name, x, y):
            return reason
    xs, ys = bases(x), bases(y)
    is_opposite = (xs.isdisjoint(ys) and _are_grouped("opposites", xs, ys)) or _denies(x, y) or _denies(y, x)
    return "opposite" if is_opposite else None


def _are_together(name: str, x: str, y: str) -> bool:
    """Whether two words, not twice the same, stand in a line of a list."""
    return x != y and y in lists.groups(name).get(x, ())


def _are_grouped(name: str, xs: frozenset[str], ys: frozenset[str]) -> bool:
    """Whether a word of the one side and one of the other, none on both, stand in a line of a list."""
    groups = lists.groups(name)
    return any(not ys.isdisjoint(groups[base]) for base in xs if base in groups)


def _denies(x: str, y: str) -> bool:
    if x.endswith(y):
        return x.removesuffix(y) in _PREFIXES
    return x.endswith(_DENIED) and any(x.endswith(one) and y == x.removesuffix(one) + other for one, other in _SUFFIXES)


@lru_cache(maxsize=200_000)
def _cost(x: str, y: str) -> float | None:
    if contrast(x, y) or numbers.is_number(x) or numbers.is_number(y):
        return SPELLING if (x, y) == ("1", "one") else None
    if _are_together("aliases", x, y):
        return SPELLING
    known = is_known(x) + is_known(y)
    if known < 2 and _shape(x) == _shape(y):
        return SPELLING
    if not (x.isalpha() and y.isalpha()) and any(map(str.isdecimal, x + y)):
        return None
    if known == 0:
        return SPELLING if _is_one_name(x, y) or _is_misspelt(x, y, _NEVER) else None
    if known == 1 and _is_misspelt(x, y, _LONG):
        return SPELLING
    xs, ys = bases(x), bases(y)
    if not xs.isdisjoint(ys):
        return INFLECTION
    return SYNONYM if _are_grouped("synonyms", xs, ys) or _are_grouped("everyday", xs, ys) else None


def _is_misspelt(x: str, y: str, long: int) -> bool:
    """One is a misprint of the other: a letter wrong, in words of `long` letters two."""
    if min(len(x), len(y)) < 4:
        return False
    allowed = 1 if max(len(x), len(y)) < long else 2
    return OSA.distance(x, y, score_cutoff=allowed) <= allowed


def _is_one_name(x: str, y: str) -> bool:
    """Spellings of one name: an alias, a plural, a misprint of a known one, transliterations with equal consonants."""
    if _are_together("aliases", x, y) or x + "s" == y or y + "s" == x:
        return True
    known = _is_known_name(x) + _is_known_name(y)
    if known == 2 or min(len(x), len(y)) < 4:  # Maria, Mario and Mary are three, Niger and Nigeria two
        return False
    if known == 1 and min(len(x), len(y)) > 4 and _is_misspelt(x, y, _LONG_NAME):
        return True
    if (sorted(x) == sorted(y) and _is_misspelt(x, y, _NEVER)) or _shape(x) == _shape(y):
        return True
    return skeleton(x) == skeleton(y) and OSA.normalized_similarity(x, y) >= _ALIKE  # not Giuliani and Clooney


@lru_cache(maxsize=200_000)
def _shape(word: str) -> str:
    """The word as a scan may read it: `government` and `govemment`, `state` and `statc` have one shape."""
    word = word.translate(_LOOK_ALIKES)
    for read, printed in _MISREAD:
        word = word.replace(read, printed)
    return word


def _is_known_name(word: str) -> bool:
    return is_known_name(word) or is_known(word)


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The consonants as transliterations agree on them: Gaddafi, Qaddafi and Kadafi are all `ktv`."""
    sounds = name.translate(_SOUNDS)
    kept = ["a" if sounds[0] in _SILENT else sounds[0]]
    for sound in sounds[1:]:
        if sound not in _SILENT and sound != kept[-1]:
            kept.append(sound)
    return "".join(kept)
