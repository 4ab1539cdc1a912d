"""Who does what a participle tells, where that is not the subject of its sentence: the guard of `It shows the guard
asking`."""

from __future__ import annotations

from quotes.extract.grammar import lexicon, phrases, subjects
from quotes.extract.grammar.phrases import Phrase
from quotes.extract.grammar.tokens import Tokens


def of_participle(tokens: Tokens, at: int) -> Phrase | None:
    """Who does what the participle at a token tells, beside the subject of its sentence; None for the subject."""
    ways = (_punished, _filmed, _received, _shown, _gathered, _with, _heard)
    return next(filter(None, (way(tokens, at) for way in ways)), None)


def _punished(tokens: Tokens, at: int) -> Phrase | None:
    """Who did what a participle tells when something is done to them for it: Birk in `Birk was fired for saying so`."""
    if tokens.words[at - 1] != "for":
        return None
    start = tokens.sentence(at).start
    be = next((n for n in range(at - 2, start, -1) if tokens.classes[n] in "a,"), start)
    return subjects.before(tokens, be) if tokens.words[be] in lexicon.context("being") else None


def _filmed(tokens: Tokens, at: int) -> Phrase | None:
    """Whose name stands behind `of` or `with`: Ms Orr in `footage of Ms Orr asking`."""
    start = phrases.run_start(tokens, at)
    return (start, at) if start < at and tokens.words[start - 1] in ("of", "with") else None


def _received(tokens: Tokens, at: int) -> Phrase | None:
    """What somebody got that says the words: the letter in `Orr got a letter from the bank saying he was late`."""
    start = tokens.sentence(at).start
    verb = next((n for n in range(at - 1, start, -1) if tokens.classes[n] in "vC,"), start)
    if tokens.words[verb] not in lexicon.context("receiving"):
        return None
    phrase = phrases.starting_at(tokens, verb + 1)
    return phrase if phrase and phrase[1] <= at else None


def _shown(tokens: Tokens, at: int) -> Phrase | None:
    """Who is shown doing what a participle tells: the guard in `The film shows the guard asking`."""
    start, depicting = tokens.sentence(at).start, lexicon.context("depicting")
    verb = next((n for n in range(at - 1, start, -1) if tokens.words[n] in depicting), start)
    if verb == start:
        return None
    film, phrase = subjects.before(tokens, verb), phrases.starting_at(tokens, verb + 1)
    is_film = film is not None and lexicon.heads().get(tokens.words[film[1] - 1]) == "document"
    is_film = is_film or tokens.words[verb].startswith("depict")  # not "Orr showed reporters"
    return phrase if phrase and is_film and phrase[1] == at else None


def _gathered(tokens: Tokens, at: int) -> Phrase | None:
    """Who cries what a participle tells: the crowd in `Orr spoke in Holm, where a crowd had gathered, chanting`."""
    if tokens.words[at] not in lexicon.context("voice"):
        return None
    start = tokens.sentence(at).start
    where = next((n for n in range(at - 1, start, -1) if tokens.words[n] == "where"), at)
    first = next((n for n in range(where + 1, at) if tokens.classes[n] not in "ri"), at)  # "about 50 pickets"
    crowd = subjects.within(tokens, first, at)
    if crowd is None or "," in tokens.classes[crowd[1] : at - 1]:
        return None
    return crowd if lexicon.heads().get(tokens.words[crowd[1] - 1]) == "group" else None


def _with(tokens: Tokens, at: int) -> Phrase | None:
    """Who does what a participle tells behind `, with`: the head in `Orr left, with the head of the union saying`."""
    start = tokens.sentence(at).start
    before = next(
        (n for n in range(at - 1, start, -1) if tokens.words[n] == "with" or tokens.classes[n] in "vCG"), start
    )
    is_apart = tokens.words[before] == "with" and tokens.classes[before - 1] == ","
    if not is_apart or before + 1 == at:
        return None  # not "spoke with supporters, saying", ", with shouting crowds"
    phrase = phrases.starting_at(tokens, before + 1)
    if phrase is None:
        return None
    end = min(phrase[1], at)
    is_named = "," in tokens.classes[phrase[0] : end]  # "with its head, Ana Birk, saying"
    return (phrase[0], end) if tokens.classes[end:at] in ("", "," if is_named else "") else None


def _heard(tokens: Tokens, at: int) -> Phrase | None:
    """Who stands right before a participle, behind `with` or heard: `left with its governor saying`, `faced a crowd
    chanting`."""
    start = phrases.run_start(tokens, at, "nN#'d")
    is_heard = tokens.words[at] in lexicon.context("voice") and tokens.classes[start - 1 : start] in ("v", "i")
    is_heard = is_heard and lexicon.heads().get(tokens.words[at - 1]) != "institution"
    return (start, at) if start < at and (tokens.words[start - 1] == "with" or is_heard) else None
