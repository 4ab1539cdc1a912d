"""Words told as somebody's remark, whoever tells of them: Birk's in `Orr rejected Birk's claim that it was "dead"`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotes.extract.grammar import lexicon, phrases, subjects
from quotes.extract.grammar.phrases import Phrase
from quotes.extract.grammar.tokens import Tokens

NOUN = re.compile(r"['d][nNre]*n")  # "'s latest claim", "her claim"
OWNER = re.compile(r"N+\Z|d[nN]*n\Z")
# What stands between a remark and its words: "on Monday to be the", "to", "of a".
SHORTLY = re.compile(r"[rD]*(?:i[dDnN#]+)?(?P<to>i)(?:d?|[nrvca]d?)")
# What stands between somebody and their words: "'s answer to the town was blunt:", "her answer:"; "'s answer was".
GIVEN = re.compile(r"['d][nNre]*(?P<noun>n)(?:i[dnN']+)?(?:(?P<be>[va])[rn]{0,2})?:$")
WAS = re.compile(r"['d][nNre]*(?P<noun>n)(?:i[dnN']+)?(?P<be>[va])$")
SHORT = 14  # characters of a word with its marks
CRYING = re.compile(r"[vaCen](?P<to>i)[dnNr#]*$")  # "replied with loud chants"
JUDGING = ("judgement", "thought")


class Remark(NamedTuple):
    """Whose a remark is and the noun for it, as tokens: `Birk` and `claim`."""

    owner: Phrase
    noun: Phrase


class Chant(NamedTuple):
    """Who cries, if that is told, and the noun for what is cried, as tokens."""

    owner: Phrase | None
    noun: Phrase


def holding(tokens: Tokens, at: int) -> Remark | None:
    """The last remark in the sentence of the quotation at token `at`, if that is what was remarked.

    It is in `Birk's call for "peace"`, `Orr rejected Birk's claim that it was "dead"` and `Orr cited Birk's description
    of it as "dead"`; not in `Orr dismissed Birk's description of it as "dead"`, which may be Orr's word for it.
    """
    floor = tokens.sentence(at).start
    named = _named_behind(tokens, floor, at) or _by_somebody(tokens, floor, at) or _given(tokens, floor, at)
    if named:
        return named
    nouns = [match.span() for match in NOUN.finditer(tokens.classes, floor, at) if _is_owned(tokens, match.start())]
    if not nouns:
        return None
    mark, end = nouns[-1]
    owner = _owner(tokens, floor, mark)
    if not owner or not _holds(tokens, tokens.words[end - 1], range(floor, owner[0])[-1:], (end, at)):
        return None
    return Remark(owner, (end - 1, end))


def chant(tokens: Tokens, at: int) -> Chant | None:
    """What a crowd cries at token `at`: Orr's supporters' in `Orr's supporters replied with chants of "Orr!"`, else
    nobody's: `was met with chants of "Orr!"`."""
    mark = at
    while tokens.classes.endswith("Q&", 0, at):
        at -= 2
    if at < 2 or tokens.words[at - 1] != "of" or tokens.words[at - 2] not in lexicon.context("chant"):
        return None
    noun = at - 2
    behind = phrases.starting_at(tokens, mark + 2) if tokens.words[mark + 1 : mark + 2] == ["from"] else None
    crying = CRYING.search(tokens.classes, tokens.sentence(noun).start, noun)
    begins = crying is not None and tokens.words[crying.start("to")] in ("with", "in", "into")
    who = subjects.main(tokens, crying.start()) if crying and begins else None
    is_active = who is not None and lexicon.context("being").isdisjoint(tokens.words[who[1] : noun])
    return Chant(behind or (who if is_active else None), (noun, noun + 1))


def _is_owned(tokens: Tokens, mark: int) -> bool:
    """True for a noun that follows somebody's name with its mark, or `his`."""
    return tokens.classes[mark] == "'" or tokens.words[mark] in ("his", "her", "their")


def _owner(tokens: Tokens, floor: int, mark: int) -> Phrase | None:
    """Who owns the noun behind a mark: the phrase before it, or `his` itself."""
    if tokens.classes[mark] == "d":
        return mark, mark + 1
    owner = OWNER.search(tokens.classes, floor, mark)
    return (owner.start(), mark) if owner else None


def _named_behind(tokens: Tokens, floor: int, at: int) -> Remark | None:
    """A remark whose noun stands behind its words: `Birk's "not now" comment`."""
    if at == floor or lexicon.context("remark-behind").isdisjoint(tokens.words[at + 1 : at + 2]):
        return None
    judged = any(lexicon.cues().get(word, ("", ""))[1] == "judgement" for word in tokens.words[floor:at])
    if judged and tokens.spans[at][1] - tokens.spans[at][0] <= SHORT:
        return None  # "criticised Birk for his "cruel" remarks"
    owner = _owner(tokens, floor, at - 1) if _is_owned(tokens, at - 1) else None
    return Remark(owner, (at + 1, at + 2)) if owner else None


def _given(tokens: Tokens, floor: int, at: int) -> Remark | None:
    """An answer whose words follow: `Birk's answer was blunt: "No."`, `Her answer: "No."`, `Birk's answer was "no"`."""
    given, kind = GIVEN.search(tokens.classes, floor, at), "utterance"
    if given is None:
        given, kind = WAS.search(tokens.classes, floor, at), "answer"  # not "her view was "dead""
    if given is None or not _is_owned(tokens, given.start()):
        return None
    noun, be = given.start("noun"), given.start("be")
    if tokens.words[noun] not in lexicon.context(kind) or (be >= 0 and tokens.words[be] not in ("is", "was")):
        return None
    owner = _owner(tokens, floor, given.start())
    is_subject = owner is not None and (owner[0] == floor or tokens.classes[owner[0] - 1] in ",&;-")
    return Remark(owner, (noun, noun + 1)) if owner and is_subject else None


def _by_somebody(tokens: Tokens, floor: int, at: int) -> Remark | None:
    """The remark of somebody named behind it: Birk's in `Orr rejected claims by Birk that it was "dead"`."""
    if lexicon.context("remark").isdisjoint(tokens.words[floor:at]):
        return None  # as for most
    for noun in range(floor, at - 3):
        if tokens.words[noun + 1] in ("by", "from") and tokens.words[noun] in lexicon.context("remark"):
            owner = phrases.starting_at(tokens, noun + 2)
            if owner and tokens.words[owner[1] : owner[1] + 1] == ["that"]:
                return Remark(owner, (noun, noun + 1))
    return None


def _holds(tokens: Tokens, noun: str, before: Sequence[int], rest: Phrase) -> bool:
    """True if a noun that somebody owns holds the quotation after the rest; `before` is the token before its owner."""
    words, classes = tokens.words[slice(*rest)], tokens.classes[slice(*rest)]
    if not words or not set(",;:Q").isdisjoint(classes.removesuffix("Q&")):
        return False
    judges = any(lexicon.cues().get(tokens.words[at], ("", ""))[1] in JUDGING for at in before)
    if "as" in words:
        repeats = any(tokens.words[at] in lexicon.context("repeating") for at in before)
        return noun in lexicon.context("remark-as") and words[0] in ("of", "to") and (repeats or not judges)
    if words[0] in ("is", "was") and words[1:2] == ["that"]:  # "Birk's claim is that"
        return noun in lexicon.context("remark") and lexicon.cues().keys().isdisjoint(words)
    if words[0] == "that":  # "Birk's claim that it was dead was “a lie”" is the subject of another verb
        is_object = any(tokens.classes[at] in "CcvGi" for at in before)
        return is_object and noun in lexicon.context("remark") and _is_content(words, classes)
    shortly = SHORTLY.fullmatch(classes)
    if shortly is None:
        return False
    last = words[shortly.start("to")]
    fits = last in ("about", "of", "for", "to") and noun in lexicon.context(f"remark-{last}")
    return fits and (classes[-1] in "id" or (last == "to" and not judges))  # "called Birk's threat to go “bad”"


def _is_content(words: Sequence[str], classes: str) -> bool:
    """True for a clause with `that` that tells all of a remark, up to its words, and is no relative one: `that it was`,
    but not `that was` nor `that he would say`."""
    is_relative = classes[1:2] in tuple("vaCce") and words[1] not in ("not", "never")
    told = "according" in words or any(word in lexicon.cues() for word in words)
    return len(words) > 1 and not is_relative and not told and classes[-1] != "n"
