"""The quotations of an entry -> who is named as the speaker of each, in order.

A quotation's own clause comes first. One without takes its speaker from its paragraph, from a paragraph that ended in
a colon, or from the quotation before it. Where these rules are not sure, all who may have said it are weighed
(`ranking`); where that leaves it open, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quotes.extract.attribution import kinds, labels, ranking, rules
from quotes.extract.attribution.candidates import candidates
from quotes.extract.attribution.paragraphs import NOBODY, Attribution
from quotes.extract.attribution.places import Entry, Place
from quotes.extract.grammar import subjects
from quotes.extract.marks.quotations import TURN
from quotes.extract.people import mentions
from quotes.model import Span

SURE = frozenset(  # rules right so often that nothing is weighed
    "cue-speaker|owned|passive|quoted as|same paragraph|signed|speaker-cue|told of|transcript|was what"
    "|that says|what called".split("|")
)
NOBODYS = frozenset(("denied", "interrupted", "heard"))  # rules that tell that nobody near said it
INTERRUPTED = Attribution(None, None, "interrupted")
UNREPORTED = Attribution(None, None, "not reported")
UNLIKE = 0.85  # the chance that makes a quotation of what looks like a title or a label
NEAR = 2  # paragraphs a quotation that stands alone may be away from the one whose speaker it takes
ASIDES = 3  # marked words that are no quotation, between two of a statement
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s([A-Z][\w’'-]+)")  # “With respect, Mr Lusk”
ASKING = frozenset("asked asks demanded inquired wondered".split())
TURN_WORDS = 12  # of a quotation that may be an answer
MIN_ALONE = 4  # words of a quotation that may take a speaker from outside its sentence


Settle = Callable[[Place, Attribution, Attribution], Attribution]


def attribute(entry: Entry) -> list[Attribution]:
    """The attribution of each of the entry's quotations, in order; NOBODY where none can be given."""

    def settle(place: Place, decided: Attribution, previous: Attribution) -> Attribution:
        if labels.is_name(entry, place):
            return UNREPORTED
        looks_reported = kinds.looks_reported(entry, place, decided)
        if decided.rule in NOBODYS or (decided.rule in SURE and looks_reported):
            return decided
        chosen = ranking.choose(candidates(entry, place, decided, previous, looks_reported=looks_reported))
        return chosen if looks_reported or (chosen.mention and (chosen.chance or 0) >= UNLIKE) else UNREPORTED

    return walk(entry, settle)


def walk(entry: Entry, settle: Settle) -> list[Attribution]:
    """What `settle` makes of each quotation's place, of what the rules decide, and of the attribution before it."""
    found: list[Attribution | None] = [_own(entry, place) for place in entry.places]
    settled: list[Attribution] = []
    for number, place in enumerate(entry.places):
        decided = found[number] or _borrowed(entry, found, number) or NOBODY
        if not decided.mention and not decided.own:
            decided = _alone(entry, found, number, place) or decided
        found[number] = settle(place, decided, settled[-1] if settled else NOBODY)
        settled.append(found[number] or NOBODY)
    return settled


def _own(entry: Entry, place: Place) -> Attribution | None:
    turn = TURN.match(entry.text, place.pieces[0].start)
    if turn:
        return Attribution(Span(*turn.span(1)), None, "transcript", own=True)
    start, end = entry.paragraphs[place.first[0]], entry.paragraphs[place.last[0]]
    own = rules.own(start, place.first[1])
    own = own or (rules.own(end, place.last[1]) if place.last != place.first else None)
    return own or (_signature(entry, place.last[0] + 1) if end.is_bare else None)


def _signature(entry: Entry, number: int) -> Attribution | None:
    """What a paragraph gives to the quotation that is all of the one before."""
    is_signed = number < len(entry.spans) and entry.text[entry.spans[number].start] in "-–—"
    return rules.signature(entry.paragraphs[number]) if is_signed else None


def _borrowed(entry: Entry, found: list[Attribution | None], number: int) -> Attribution | None:
    """The attribution of another quotation in the same paragraph: the one before, else the one after."""
    place = entry.places[number]
    if _words(entry.text, place) < MIN_ALONE and not _begins_sentence(entry, place):
        return None
    interrupted = None
    before = _spoken_before(entry, found, number)
    for other, end in ((before, "last"), (number + 1, "first")):
        if 0 <= other < len(found) and found[other] and getattr(entry.places[other], end)[0] == place.first[0]:
            borrowed = found[other]
            pair = (entry.places[other], place) if other < number else (place, entry.places[other])
            if _interrupted(entry, *pair):
                interrupted = INTERRUPTED
            elif borrowed and borrowed.mention and borrowed.rule != "subject":
                return borrowed._replace(rule="same paragraph", own=False)
    return interrupted if _begins_sentence(entry, place) else None


def _spoken_before(entry: Entry, found: list[Attribution | None], number: int) -> int:
    """The number of the quotation before one in its paragraph, past a few marked words that are none."""
    before, paragraph = number - 1, entry.places[number].first[0]
    for _ in range(ASIDES):
        if before < 1 or not _is_unreported(entry, found, before) or entry.places[before - 1].last[0] != paragraph:
            break
        before -= 1
    return before


def _is_unreported(entry: Entry, found: list[Attribution | None], number: int) -> bool:
    """True for marked words that are no quotation: `"We won," she said on "Friday at Nine."`"""
    settled = found[number]
    return settled is not None and not kinds.is_reported(entry.places[number], settled)


def _interrupted(entry: Entry, before: Place, place: Place) -> bool:
    """True if somebody else is the subject of a sentence between two quotations, or nothing stands between them.

    `"Yes," Orr said. Lee disagreed. "No."` and `"Are you?" "I am," Orr said.` have two speakers.
    """
    paragraph = entry.paragraphs[place.first[0]]
    tokens = paragraph.tokens
    if before.last[1] + 1 == place.first[1]:
        return True
    between = range(tokens.sentences[before.last[1]] + 1, tokens.sentences[place.first[1]])
    ends = [
        n for n in range(before.last[1], place.first[1]) if tokens.sentences[n] in between and tokens.classes[n] == "."
    ]
    acting = [subjects.main(tokens, n) for n in ends]
    named = any(phrase and mentions.form(tokens.span(*phrase).of(entry.text)) == "name" for phrase in acting)
    return named or any(
        clause.frame == "speech" and before.last[1] < clause.cue[0] and tokens.sentences[clause.cue[0]] in between
        for sentence in between
        for clause in paragraph.clauses_of(sentence)
    )


def _alone(entry: Entry, found: list[Attribution | None], number: int, place: Place) -> Attribution | None:
    """For a quotation alone in its paragraph: a colon, a neighbouring sentence, the quotation before, the subject."""
    at, token = place.first
    paragraph = entry.paragraphs[at]
    begins = _begins_sentence(entry, place)
    if begins and token == 0 and at:
        introduced = rules.introduces(entry.paragraphs[at - 1])
        if introduced:
            return introduced
    if begins and _words(entry.text, place) >= MIN_ALONE:
        neighbour = rules.beside(paragraph, token)
        if neighbour:
            return neighbour
        previous = found[number - 1] if number else None
        last = entry.places[number - 1].last[0] if number else 0
        near = number and at - last <= NEAR and not any(_names_somebody(entry, n) for n in range(last + 1, at))
        if paragraph.is_bare and previous and previous.mention and near and previous.rule not in ("subject", "judged"):
            is_answer = _asks(entry, entry.places[number - 1], previous) or _takes_turn(entry, found, number)
            is_theirs = not is_answer and not _addresses(entry, place, previous.mention)
            return previous._replace(rule="previous", own=False) if is_theirs else INTERRUPTED
    return rules.subject(paragraph, token) if not begins and not paragraph.is_bare else None


def _asks(entry: Entry, place: Place, attribution: Attribution) -> bool:
    """True for a question that is told as one: `“Are you sure?” Orr asked.`"""
    cue = attribution.cue.of(entry.text) if attribution.cue else ""
    return cue in ASKING and entry.text[place.pieces[-1].end - 2] == "?"


def _takes_turn(entry: Entry, found: list[Attribution | None], number: int) -> bool:
    """True for a few words after those of two people in the two paragraphs before: nobody tells whose turn it is."""
    if number < 2 or _words(entry.text, entry.places[number]) >= TURN_WORDS:
        return False
    first, second, place = entry.places[number - 2 : number + 1]
    paragraphs = [first.last[0] + 2, second.last[0] + 1, place.first[0]]
    told = [one.mention.of(entry.text) for one in found[number - 2 : number] if one and one.mention]
    return len({*paragraphs}) == 1 and len({*told}) == 2


def _addresses(entry: Entry, place: Place, mention: Span) -> bool:
    """True for words that name who spoke before, whom they are put to: `“That is not what I asked, Mr. Orr.”`"""
    name = mention.of(entry.text).rstrip(".,").rpartition(" ")[2]
    if name[:1].isupper():
        return len(name) > 1 and any(name in quoted for quoted in place.quoted)
    told = entry.spans[entry.number(mention.start)].of(entry.text)  # "Lusk was sorry. “I was ill,” he said."
    return any(called[1] in told for quoted in place.quoted for called in TITLED.finditer(quoted))


def _names_somebody(entry: Entry, number: int) -> bool:
    """True if a paragraph begins with a person's name as its subject: `Orr left`, `The mayor, Ana Orr, left`."""
    tokens = entry.paragraphs[number].tokens
    phrase = subjects.main(tokens, tokens.classes.find(".") if "." in tokens.classes else len(tokens) - 1)
    if phrase is None:
        return False
    is_named = tokens.classes.startswith((",N", ",^N"), phrase[1])
    return is_named or mentions.form(tokens.span(*phrase).of(entry.text)) == "name"


def _begins_sentence(entry: Entry, place: Place) -> bool:
    """True if the quotation is not part of somebody else's sentence."""
    tokens = entry.paragraphs[place.first[0]].tokens
    at = place.first[1]
    return at == 0 or tokens.sentences[at - 1] != tokens.sentences[at] or tokens.classes[at - 1] in ":-o"


def _words(text: str, place: Place) -> int:
    return sum(len(piece.of(text).split()) for piece in place.pieces)
