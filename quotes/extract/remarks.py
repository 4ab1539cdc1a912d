"""Words told as somebody's remark, whoever tells of them: Birk's in `Orr rejected Birk's claim that it was "dead"`."""

from __future__ import annotations

import re
from typing import NamedTuple

from quotes.extract import lexicon
from quotes.extract.phrases import Phrase
from quotes.extract.tokens import Tokens

NOUN = re.compile(r"'[nNre]*n")  # "'s latest claim"
# What stands between a remark and its words: "on Monday to be the", "to", "of a".
SHORTLY = re.compile(r"[rD]*(?:i[dDnN#]+)?(?P<to>i)(?:d?|[nrvca]d?)")


class Remark(NamedTuple):
    """Whose a remark is and the noun for it, as tokens: `Birk` and `claim`."""

    owner: Phrase
    noun: Phrase


def holding(tokens: Tokens, at: int) -> Remark | None:
    """The last remark in the sentence of the quotation at token `at`, if that is what was remarked.

    It is in `Birk's call for "peace"`, `Orr rejected Birk's claim that it was "dead"` and `Orr cited Birk's description
    of it as "dead"`; not in `Orr dismissed Birk's claim about it as "nonsense"`.
    """
    floor = tokens.sentence(at).start
    nouns = [match.span() for match in NOUN.finditer(tokens.classes, floor, at)]
    found = [(mark, end) for mark, end in nouns if tokens.words[end - 1] in lexicon.context("remark")]
    if not found:
        return None
    mark, end = found[-1]
    start = mark
    while start > floor and tokens.classes[start - 1] in "dnN":
        start -= 1
    if start == mark or not _holds(tokens, start, end, at):
        return None
    return Remark((start, mark), (end - 1, end))


def _holds(tokens: Tokens, start: int, end: int, at: int) -> bool:
    """True if somebody's remark, tokens `start` to `end`, holds the quotation at token `at`."""
    words, classes = tokens.words[end:at], tokens.classes[end:at]
    if not words or not set(",;:").isdisjoint(classes):
        return False
    if "as" in words:
        return tokens.words[end - 1] in lexicon.context("as-remark") and words[0] in ("of", "to")
    if words[0] == "that":  # "Birk's claim that it was dead was “a lie”" is no object
        return tokens.classes[start - 1 : start] in tuple("CcvGi") and "C" not in classes
    shortly = SHORTLY.fullmatch(classes)
    if shortly is None:
        return False
    # "called Birk’s threat to go “bad”"
    called = lexicon.cues().get(tokens.words[start - 1], ("", ""))[1] == "judgement"
    last = words[shortly.start("to")]
    return last in ("to", "of", "for") if classes[-1] in "id" else last == "to" and not called
