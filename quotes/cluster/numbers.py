"""Numbers written out, in digits, with scales and with currency signs, brought to one form.

`two million`, `2m` and `2,000,000` are all `2000000`; `$5m` and `five million dollars` are both `5000000 dollar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PLAIN = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "trillion": 10**12, "trn": 10**12, "tn": 10**12, "dozen": 12,
}  # fmt: skip
_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th", "thirteenth": "13th",
    "fourteenth": "14th", "fifteenth": "15th", "sixteenth": "16th", "seventeenth": "17th", "eighteenth": "18th",
    "nineteenth": "19th", "twentieth": "20th",
}  # fmt: skip
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_CURRENCIES = frozenset(["dollar", "euro", "pound", "yen"])
_DIGITS = re.compile(r"\d{1,30}(?:\.\d{1,30})?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_GLUED = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|mln|bn|bln|trn|tn)")
_HOUR = re.compile(r"(\d{1,2})(am|pm)")
_DECADE = re.compile(r"[3-9]0s")
_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")

# Words that may be part of a number together with their neighbours. `one` alone is more often a pronoun.
PARTS = frozenset([*_PLAIN, *_SCALES, *_ORDINALS, *_CURRENCIES, "hundred", "cent", "no", "number"]) - {
    "one", "m", "k", "second"
}  # fmt: skip
LINKS = _MONTHS | {"one", "a", "an", "and", "half", "of", "per", "second"}  # part of a number only beside such
_SCALE_WORDS = PARTS & _SCALES.keys()
_OPENERS = PARTS | {"one", "a", "an", "half", "per"}


class Number(NamedTuple):
    """A number expression: words[start:end] mean `words`."""

    start: int
    end: int
    words: tuple[str, ...]


def is_number(word: str) -> bool:
    """A plain number in digits: 25, 2.5 (not 25th, not covid19)."""
    return word[:1].isdecimal() and _DIGITS.fullmatch(word) is not None


def figure(token: str) -> tuple[str, ...]:
    """The words of a token that begins with a digit.

    `3,5` is `3.5`, `5bn` is `5000000000`, `5pm` is `5` and `pm`, `90s` is `1990s`; `25th` stays whole.
    """
    token = token.replace(",", "." if _DECIMAL_COMMA.fullmatch(token) else "")
    glued = _GLUED.fullmatch(token)
    if glued:
        return (_scaled(glued[1], glued[2]),)
    if hour := _HOUR.fullmatch(token):
        return hour[1], hour[2]
    if _DECADE.fullmatch(token):
        return (f"19{token}",)
    return (_written(token) if is_number(token) else token,)


def find(words: Sequence[str]) -> Iterator[Number]:
    """The number expressions among canonical words, in order, none overlapping."""
    done = 0
    for place in [place for place, word in enumerate(words) if word in _OPENERS or word[:1].isdecimal()]:
        if place < done:
            continue
        readings = (_percent, _numero, _day, _ordinal, _money, _amount)
        number = next((found for reading in readings if (found := reading(words, place))), None)
        if number:
            yield number
            done = number.end


def merged(words: Sequence[str]) -> list[str]:
    """The words with each number expression replaced by what it means."""
    return replaced(words, list(find(words)), 0, len(words))


def replaced(words: Sequence[str], found: Sequence[Number], start: int, end: int) -> list[str]:
    """words[start:end] with the number expressions in it replaced by what they mean."""
    out: list[str] = []
    for number in found:
        if start <= number.start < end:
            out += [*words[start : number.start], *number.words]
            start = number.end
    return [*out, *words[start:end]]


def _percent(words: Sequence[str], place: int) -> Number | None:
    if tuple(words[place : place + 2]) == ("per", "cent"):
        return Number(place, place + 2, ("percent",))
    return None


def _numero(words: Sequence[str], place: int) -> Number | None:
    """`No. 5` is `number 5`, and so is `number five`; `number one` is a number, too."""
    following = words[place + 1] if place + 1 < len(words) else ""
    if words[place] == "no" and is_number(following):
        return Number(place, place + 2, ("number", following))
    if words[place] == "number" and following == "one":
        return Number(place, place + 2, ("number", "1"))
    return None


def _day(words: Sequence[str], place: int) -> Number | None:
    """A day beside its month is a plain number behind it: `June 5th`, `the fifth of June`."""
    ordinal = _ordinal(words, place) or Number(place, place + 1, (words[place],))
    nth = _NTH.fullmatch(ordinal.words[0])
    if nth is None:
        return None
    month = ordinal.end + (words[ordinal.end : ordinal.end + 1] == ["of"])
    if not _MONTHS.isdisjoint(words[month : month + 1]):
        return Number(place, month + 1, (words[month], nth[1]))
    return Number(place, ordinal.end, (nth[1],)) if words[max(0, place - 1)] in _MONTHS else None


def _ordinal(words: Sequence[str], place: int) -> Number | None:
    """`first` is 1st, `twenty first` is 21st; `second` alone may be a part of a minute."""
    tens = _PLAIN[words[place]] if words[place] in _TENS else 0
    last = place + 1 if tens else place
    ordinal = _ORDINALS.get(words[last]) if last < len(words) else None
    if ordinal is None or (tens and len(ordinal) != 3) or words[place] == "second":
        return None
    return Number(place, last + 1, (f"{tens + int(ordinal[:-2])}{ordinal[-2:]}",))


def _money(words: Sequence[str], place: int) -> Number | None:
    """A currency sign before its amount goes behind it, where the word stands."""
    if words[place] not in _CURRENCIES:
        return None
    amount = _amount(words, place + 1) if place + 1 < len(words) else None
    if amount is None:
        return None
    end = amount.end + (amount.end < len(words) and words[amount.end] == words[place])
    return Number(place, end, (*amount.words, words[place]))


def _amount(words: Sequence[str], start: int) -> Number | None:
    """The amount that begins at `start`: figures or number words, with the scales behind them."""
    if words[start] in ("a", "an", "half"):
        return _with_article(words, start)
    if is_number(words[start]):
        return _and_a_half(words, _figures(words, start))
    number = _spelled(words, start)
    return number and _and_a_half(words, number)


def _with_article(words: Sequence[str], start: int) -> Number | None:
    """`a hundred`, `half a million`: None for every other article."""
    halves = words[start] == "half"
    scale = start + 1 + (halves and tuple(words[start + 1 : start + 2]) == ("a",))
    if scale >= len(words) or not (words[scale] == "hundred" or words[scale] in _SCALE_WORDS):
        return None
    if halves:
        return Number(start, scale + 1, (_written(f"{Decimal(_SCALES.get(words[scale], 100)) / 2:f}"),))
    number = _spelled(words, scale)
    return number and Number(start, number.end, number.words)


def _and_a_half(words: Sequence[str], number: Number) -> Number:
    """`two and a half million` for `two`; other numbers as they are."""
    end = number.end + 3
    if tuple(words[number.end : end]) != ("and", "a", "half") or not number.words[0].isdigit():
        return number
    has_scale = end < len(words) and words[end] in PARTS and words[end] in _SCALES
    value = Decimal(number.words[0]) + Decimal("0.5")
    return Number(number.start, end + has_scale, (_written(f"{value * (_SCALES[words[end]] if has_scale else 1):f}"),))


def _figures(words: Sequence[str], start: int) -> Number:
    """`2.5`, `2.5 million`. Number words behind figures are another number: `20 five-year plans`."""
    scale = words[start + 1] if start + 1 < len(words) else ""
    if scale not in _SCALES or scale not in PARTS:
        return Number(start, start + 1, (_written(words[start]),))
    return Number(start, start + 2, (_scaled(words[start], scale),))


def _scaled(digits: str, scale: str) -> str:
    return _written(f"{Decimal(digits) * _SCALES[scale]:f}")


def _spelled(words: Sequence[str], start: int) -> Number | None:
    """The longest number in words: `two hundred and five thousand`, `a million`; None where there is none."""
    total, current, smallest, place = 0, 0, 0, start
    while place < len(words):
        word = words[place]
        scale = _SCALES.get(word, 0) if word in PARTS else 0
        if scale and (not smallest or scale < smallest):
            total, current, smallest = total + (current or 1) * scale, 0, scale
        elif word == "hundred" and current < 20:
            current = (current or 1) * 100
        elif word in _PLAIN and (place == start or _adds(current, _PLAIN[word], smallest)):
            current = _joined(current, _PLAIN[word])
        elif not (word == "and" and place > start and _goes_on(words, place, current, smallest)):
            break
        place += 1
    if place == start or (place == start + 1 and words[start] == "one"):
        return None
    return Number(start, place, (str(total + current),))


def _adds(current: int, value: int, smallest: int) -> bool:
    """Whether a plain number word goes on the number so far: `twenty` five, `hundred` five, `nineteen` ninety."""
    if current == 0:
        return smallest > 0
    if current in (18, 19, 20) and value >= 10:
        return True
    return current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and value < 10)


def _joined(current: int, value: int) -> int:
    """`twenty five` is 25, `nineteen ninety` a year."""
    return current * 100 + value if current in (18, 19, 20) and value >= 10 else current + value


def _goes_on(words: Sequence[str], place: int, current: int, smallest: int) -> bool:
    """`and` inside a number: after a hundred or a scale, before a plain number word."""
    in_number = current % 100 == 0 if current else smallest > 0
    return in_number and place + 1 < len(words) and words[place + 1] in _PLAIN


def _written(digits: str) -> str:
    """Digits without zeros that say nothing: 5.0 is 5."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
