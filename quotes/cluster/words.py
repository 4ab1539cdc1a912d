"""The words of a quotation in one canonical form, and the whole as a string with one code point a word.

Case, accents, punctuation, curly marks, editorial [brackets] and (laughter), contractions, British spelling, number
formats and hyphens at line ends are no difference here: two texts with equal `words` are the same wording.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress, pairwise
from typing import NamedTuple
from zlib import crc32

from quotes.cluster import lists, numbers

_BREAK = r"(?<=[^\W\d_]-)\s+(?=[a-z])(?!(?:and|or|to|but)\b)"  # in- ception, but pre- and post-war
_LINE_END = re.compile(rf"-{_BREAK}")
_SPACED_DOTS = r"(?:\.\s){2,}\."
_SPACED = re.compile(_SPACED_DOTS)
_PRINTED = re.compile(rf"{_SPACED_DOTS}|\S+(?:{_BREAK}\S+)*")
_EDITORIAL = re.compile(
    r"\[[^\[\]]{0,80}\]"
    r"|\((?i:laughter|applause|laughs|laughing|crosstalk|inaudible|cheers|cheering|sic|ph|pause|\.{3}|…)\)"
)
_TOKEN = re.compile(
    r"(?>\d+(?:[.,]\d+)*)(?:[kmbt]n?|mln|bln|trn|st|nd|rd|th|[ap]m|s)?(?![^\W_])"  # a figure
    r"|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # scripts without spaces: a character is a word
    r"|n't|(?:[^\W_]|[\u0900-\u109f\u1780-\u17ff])+(?:'[^\W\d_]+)*"  # letters, South Asian vowel signs among them
    r"|[%&$£€¥]"
)
_DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_MARKS = str.maketrans(
    dict.fromkeys("‘’‛′`´ʼ＇", "'") | dict.fromkeys("‐‑", "-") | dict.fromkeys("“”–—…", " ")
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", None)
)  # fmt: skip
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_SIGNS = ".,;:!?\"'“”‘’…—–"  # no part of a word at its ends
_OUTER = _SIGNS + "-[]()"  # nor are these, but they tell something
_FULL_HOUR = re.compile(r"(?<=\d):00(?!\d)")
_HIDDEN = "\x00"
_SIGN = re.compile(r"\S")
_PARTIAL = re.compile(r"[\[(\x00]|[^\W\d_]-$|^\.$")  # a piece with such may be editorial, or half a word
_NTH = re.compile(r"\d(?:st|nd|rd|th)\b", re.I)
_REMEMBERED = 1_000_000  # printed pieces whose code points are kept

_STEMS = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_ENDINGS = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}

# Where the code points of words lie: negations, other words, plain numbers, and whole ones that are not large.
_NEGATIONS, _WORDS, _NUMBERS, _WHOLE = 0xE000, 0x10000, 0xF0000, 0x100000
_REPEATED = re.compile("([\ue000-\U000effff])\\1+")
# What stands for a piece that means nothing for sure without its neighbours: its words may be a number with theirs, or
# its marks may hide it and them.
_UNSETTLED, _MARKED = "\ue800", "\ue801"
_OPEN = frozenset((_UNSETTLED, _MARKED))


class Token(NamedTuple):
    """A stretch of text as printed, without the white space around it, and the canonical words it holds (often one)."""

    printed: str
    words: tuple[str, ...]


def words(text: str) -> list[str]:
    """The canonical words. A text that has none, only signs, counts each of its signs as a word."""
    found = [word for printed in _plain(_shown(text)).split() for word in token(printed).words]
    merged = [None, *numbers.merged(found)]
    return [word for before, word in pairwise(merged) if word and _is_new(word, before)] or _signs(text)


def encoded(text: str) -> str:
    """The words as a string, one code point each, so that string comparison compares words.

    A code point is a hash of its word: two words share one about once in a million, two years never.
    """
    return encode([text])[0]


def encode(texts: Sequence[str]) -> list[str]:
    """`encoded` of many texts, each in half the time."""
    kept = _REPEATED.sub(r"\1", "\n".join(map(_code_points, texts))).split("\n")
    return [codes or "".join(map(code, _signs(text))) for text, codes in zip(texts, kept, strict=False)]


def _is_new(word: str, before: str | None) -> bool:
    """Whether a word is no stammer: `we, we`. Two equal numbers are two."""
    return word != before or numbers.is_number(word)


def _code_points(text: str) -> str:
    """The code points of a text, stammer included; pieces that may be one number together are read as words."""
    pieces = text.split()
    codes = [*map(piece_code, pieces)]
    joined = "".join(codes)
    if _MARKED in joined:
        pieces = _plain(_shown(text)).split()
        codes = [*map(piece_code, pieces)]
    elif _UNSETTLED not in joined:
        return joined
    for start, end in reversed([*_unsettled(codes)]):
        codes[start:end] = [_together(tuple(pieces[start:end]))]
    return "".join(codes)


def _unsettled(found: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where pieces stand, by their code points, that may be one number with the neighbours they come with."""
    done = 0
    for place in compress(range(len(found)), map(_OPEN.__contains__, found)):
        if place < done:
            continue
        start, end = place, place + 1
        while start > done and _links(found[start - 1]):
            start -= 1
        while end < len(found) and (found[end] in _OPEN or _links(found[end])):
            end += 1
        yield start, end
        done = end


@lru_cache(maxsize=50_000)
def _together(pieces: tuple[str, ...]) -> str:
    """The code points of pieces that may be one number."""
    return "".join(map(code, numbers.merged([word for piece in pieces for word in token(piece).words])))


@lru_cache(maxsize=200_000)
def _links(codes: str) -> bool:
    """Whether a piece may stand inside a number that its neighbours write out: a figure, `and`, a dash."""
    return not codes or any(is_number(end) or end in _links_of_numbers() for end in (codes[0], codes[-1]))


@cache
def _links_of_numbers() -> frozenset[str]:
    return frozenset(map(code, numbers.LINKS))


class _Codes(dict[str, str]):
    """The code points of printed pieces, each found when it is first met."""

    def __missing__(self, printed: str) -> str:
        bare = printed.strip(_SIGNS).lower()
        codes = self[bare] if bare and bare != printed else _codes(printed)
        if len(self) < _REMEMBERED:
            self[printed] = codes
        return codes


piece_code = _Codes().__getitem__  # the code points of a printed piece; one of `_OPEN` where its neighbours decide


def _codes(printed: str) -> str:
    """The code points of a piece, or what tells why its neighbours decide on them."""
    is_plain = printed.isalpha()
    if not is_plain and _PARTIAL.search(printed):
        return "" if _is_editorial(printed) else _MARKED
    words = _split(printed)
    if not numbers.PARTS.isdisjoint(words) or not (is_plain or _NTH.search(printed) is None):
        return _UNSETTLED
    return "".join(map(code, words))


@lru_cache(maxsize=200_000)
def code(word: str) -> str:
    """The code point of a word."""
    negation = _negations().get(word)
    if negation is not None:
        return chr(_NEGATIONS + negation)
    if numbers.is_number(word):
        is_small = len(word) < 5 and word.isdigit() and str(int(word)) == word
        return chr(_WHOLE + int(word) if is_small else _NUMBERS + crc32(_bytes(word)) % 0xFFFE)
    return chr(_WORDS + crc32(_bytes(word)) % (_NUMBERS - _WORDS))


def _bytes(text: str) -> bytes:
    """UTF-8, half characters that a broken file may hold included."""
    return text.encode("utf-8", "surrogatepass")


def is_negation(code_point: str) -> bool:
    """Whether the code point stands for a negation."""
    return "\ue000" <= code_point < _UNSETTLED


def is_number(code_point: str) -> bool:
    """Whether the code point stands for a number."""
    return code_point >= "\U000f0000"


@cache
def _negations() -> dict[str, int]:
    return {word: place for place, word in enumerate(sorted(lists.words("negations")))}


class Tokens(Sequence[Token]):
    """A text cut at white space; `ends[n]` counts the words up to the end of token n.

    `printed` has the tokens' texts. Where a token is not `read` its words are found when they are asked for.
    """

    def __init__(self, printed: list[str], sizes: Iterable[int], read: Sequence[Token | None] = ()) -> None:
        self.printed = printed
        self.ends = list(accumulate(sizes))
        self._read = read

    def __len__(self) -> int:
        return len(self.printed)

    def __getitem__(self, place: int) -> Token:  # type: ignore[override]
        return (self._read and self._read[place]) or token(self.printed[place])

    def owner(self, offset: int) -> int:
        """The number of the token that has the word at an offset."""
        return bisect_right(self.ends, offset)


def tokens(text: str) -> Tokens:
    """The text cut at white space, each piece with its words; pieces that are one word or number together are one.

    Every printed character but white space is in exactly one token.
    """
    printed = text.split()
    codes = [*map(piece_code, printed)]
    read: Sequence[Token | None] = ()
    if not _OPEN.isdisjoint(codes):
        printed, codes, read = _settled(text, printed, codes)
    joined = "".join(codes)
    if not joined:
        signs = [Token(one, tuple(_signs(one))) for one in printed]
    elif _REPEATED.search(joined):
        signs = [*_without_stammer(Tokens(printed, map(len, codes), read))]
    else:
        return Tokens(printed, map(len, codes), read)
    return Tokens(printed, [len(words) for _, words in signs], signs)


def _settled(text: str, cut: list[str], codes: list[str]) -> tuple[list[str], list[str], list[Token | None]]:
    """The printed pieces of a text, their code points, and the tokens of those that do not stand for themselves."""
    printed = cut
    read: list[Token | None] = [None] * len(cut)
    if _MARKED in codes:
        printed, kept = _pieces(text, cut)
        codes = [*map(piece_code, kept)]
        read = [
            None if one == whole else Token(whole, token(one).words) for whole, one in zip(printed, kept, strict=True)
        ]
    for start, end in reversed([*_unsettled(codes)]):
        pieces = [one or token(whole) for one, whole in zip(read[start:end], printed[start:end], strict=True)]
        joined = _with_numbers(tuple(pieces))
        printed[start:end] = [one for one, _ in joined]
        codes[start:end] = ["".join(map(code, words)) for _, words in joined]
        read[start:end] = joined
    return printed, codes, read


def _without_stammer(pieces: Iterable[Token]) -> Iterator[Token]:
    """The pieces, without the words that only repeat the one before."""
    last: str | None = None
    for printed, words in pieces:
        kept = tuple(word for before, word in pairwise([last, *words]) if word and _is_new(word, before))
        last = words[-1] if words else last
        yield Token(printed, kept)


def _pieces(text: str, cut: list[str]) -> tuple[list[str], list[str]]:
    """The text, `cut` at white space, outside broken words and spaced dots, and of each piece what is not editorial."""
    shown = _shown(text)
    if _LINE_END.search(text) or ("." in cut and _SPACED.search(text)):
        spans = [piece.span() for piece in _PRINTED.finditer(text)]
        return [" ".join(text[a:b].split()) for a, b in spans], [_plain(shown[a:b]) for a, b in spans]
    return cut, cut if shown is text and _HIDDEN not in text else [kept.replace(_HIDDEN, "") for kept in shown.split()]


def _shown(text: str) -> str:
    """The text with what is editorial hidden, sign for sign."""
    return _EDITORIAL.sub(_blanked, text) if "[" in text or "(" in text else text


def _plain(shown: str) -> str:
    """A text without what is hidden, words broken over a line end whole again."""
    return _LINE_END.sub("", shown).replace(_HIDDEN, "")


def _blanked(bracket: re.Match[str]) -> str:
    """Blanks for a bracket; [T]he and want[ed] lose only the marks, and so does [not], which changes the sense."""
    inside, text = bracket[0][1:-1], bracket.string
    before, after = text[: bracket.start()][-1:], text[bracket.end() :][:1]
    if inside.isalpha() and (before.isalpha() or (after.isalpha() and len(inside) <= 2)):
        return _HIDDEN + inside + _HIDDEN
    if _denies(inside):
        return _HIDDEN + inside + _HIDDEN
    return _SIGN.sub(_HIDDEN, bracket[0])


def _is_editorial(printed: str) -> bool:
    """Whether all of a piece is a bracket that is no part of what was said: [...], (laughter)."""
    return printed.startswith(("[", "(")) and bool(_EDITORIAL.fullmatch(printed)) and not _denies(printed[1:-1])


def _denies(printed: str) -> bool:
    """Whether a piece has a negation."""
    return not _negations().keys().isdisjoint(token(printed).words)


@lru_cache(maxsize=50_000)
def _with_numbers(pieces: tuple[Token, ...]) -> tuple[Token, ...]:
    """Pieces that are one number together made one piece: `$5`, `million` become `$5 million`."""
    flat = [word for piece in pieces for word in piece.words]
    found = list(numbers.find(flat))
    ends = list(accumulate(len(piece.words) for piece in pieces))
    spans: list[tuple[int, int]] = []
    for number in found:
        start, end = bisect_right(ends, number.start), bisect_right(ends, number.end - 1) + 1
        if spans and start < spans[-1][1]:  # two numbers in one piece
            start = spans.pop()[0]
        spans.append((start, end))
    out: list[Token] = []
    done = 0
    for start, end in spans:
        words = numbers.replaced(flat, found, ends[start] - len(pieces[start].words), ends[end - 1])
        out += [*pieces[done:start], Token(" ".join(piece.printed for piece in pieces[start:end]), tuple(words))]
        done = end
    return (*out, *pieces[done:])


def _signs(printed: str) -> list[str]:
    return list("".join(unicodedata.normalize("NFKC", printed.casefold()).split()))


@lru_cache(maxsize=500_000)
def token(printed: str) -> Token:
    """The token of a printed piece."""
    return Token(printed, () if _is_editorial(printed) else _split(printed))


def _split(printed: str) -> tuple[str, ...]:
    """The canonical words of one printed piece, numbers not yet joined."""
    bare = printed.strip(_OUTER).lower()
    if bare.isascii() and bare.isalpha():
        return _forms().get(bare, (bare,))
    if bare in _fractions():
        return _fractions()[bare]
    text = _FULL_HOUR.sub("", printed.translate(_MARKS).casefold())
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in plain if not unicodedata.combining(c))
    if "." in text:
        text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), text)
    return tuple(word for token in _TOKEN.findall(text) for word in _canonical(token))


def _canonical(token: str) -> tuple[str, ...]:
    """The words of one token in lower case: contractions apart, British spelling made American."""
    if token in _forms():
        return _forms()[token]
    if token[0].isdecimal():
        return numbers.figure(token)
    if token.endswith("n't"):
        stem = token[:-3]
        return tuple(filter(None, (_STEMS.get(stem, stem), "not")))
    head, _, ending = token.partition("'")
    if ending in _ENDINGS:
        return (*_forms().get(head, (head,)), _ENDINGS[ending])
    if ending != "s":
        head += ending.replace("'", "")
    return _forms().get(head, (head,))


@cache
def _fractions() -> dict[str, tuple[str, ...]]:
    return lists.rewrites("fractions")


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Spellings that are one word: our own list goes before the derived one."""
    return lists.rewrites("spelling") | lists.rewrites("forms")
