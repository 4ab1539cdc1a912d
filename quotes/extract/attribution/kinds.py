"""Whether marked words are a quotation, and if so whether they hold all that is reported."""

from __future__ import annotations

import re
from bisect import bisect_left

from quotes.extract.attribution import labels
from quotes.extract.attribution.paragraphs import Attribution
from quotes.extract.attribution.places import Entry, Place
from quotes.extract.grammar import lexicon, remarks
from quotes.extract.grammar.tokens import Tokens

SURE = frozenset("introduced|cue-speaker|speaker-cue|colon|signed|same paragraph|previous|what called".split("|"))
JUDGED = re.compile(r"(?:[ws]|n(?=d))[dnN#']+[iDra]*C$")
CALLED = re.compile(r"[CG](?:p|[dnN'#]*[nN])$")  # called the pilot "Miss Anchor"
SENTENCE_END = (".", "!", "?")
NEAR = 12  # tokens of such a clause
VERB = re.compile("[vCa]")
CONTENT = frozenset(("that", "if"))
BESIDE = ("speaker-cue", "cue-speaker")


def is_reported(place: Place, attribution: Attribution) -> bool:
    """False for words that nobody is said to have used: those without a speaker, unless they are a whole sentence."""
    if attribution.mention is None and attribution.rule not in ("undecided", "heard"):
        said = attribution.rule not in ("denied", "not reported")
        return said and _is_statement(place, begins=place.first[1] == 0)
    return True


def looks_reported(entry: Entry, place: Place, attribution: Attribution) -> bool:
    """False for what looks like a title, a label or a slogan.

    `a film called "The Long Tide"` and `his "peace first" doctrine` do; `called it "a disaster"` and `what Orr called
    "a disaster"` do not.
    """
    text, words = place.text, place.words
    if not words:
        return False
    paragraph = entry.paragraphs[place.first[0]]
    tokens, at = paragraph.tokens, place.first[1]
    before = tokens.words[at - 1] if at else ""
    after = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    if remarks.chant(tokens, at):
        return True
    named = before in lexicon.context("named") and not _is_judged(tokens, at, text, attribution.rule)
    if len(place.pieces) == 1 and (named or (after in lexicon.context("labelled") and attribution.rule not in SURE)):
        return False
    begins = at == 0 or tokens.sentences[at - 1] != tokens.sentences[at]
    ends = (*SENTENCE_END, ",") if begins else SENTENCE_END
    inside = not begins and len(words) > 1 and _is_in_phrase(tokens, at, attribution.rule)
    if labels.is_title(words) and (inside or not text.rstrip().endswith(ends)):
        told = tokens.classes[at - 1 : at] in (":", ",") or before in lexicon.context("voice")
        spoken = attribution.rule in ("introduced", "colon") and told
        return (spoken and len(words) > 1) or _is_called(tokens, at, attribution)
    if attribution.mention is None:
        return _is_statement(place, begins=begins)
    return attribution.rule not in ("subject", "thought") or len(words) >= 3


def _is_judged(tokens: Tokens, at: int, text: str, rule: str) -> bool:
    """True for words that somebody called another: `she called "..."`, `whom Orr on Friday called "..."`; and for those
    in `what Orr called "..."` that are no title."""
    if tokens.classes[at - 2 : at - 1] == "p" or JUDGED.search(tokens.classes, max(0, at - NEAR), at):
        return True
    before = tokens.classes[max(0, at - 2)]
    by_rule = {"what called": True, "judged": before in "N,)a", "passive": before in "a,"}
    return by_rule.get(rule, False) and text[0].islower()


def _is_in_phrase(tokens: Tokens, at: int, rule: str) -> bool:
    """True for marked words that a phrase ends in, so that their stop is its own: `Radio One's "Late Hour."`, `to "Tide
    of the Year."`; what is reported may be put so too: `set a goal of "Work Before Words."`"""
    before = tokens.classes[at - 1]
    return before == "'" or (before == "i" and rule not in (*BESIDE, "introduced", "reported"))


def _is_called(tokens: Tokens, at: int, attribution: Attribution) -> bool:
    """True for a name somebody gave: `"Fog" was what Orr called it`, `Birk's reference to it as "Fog"`, `called the
    pilot "Miss Anchor"`."""
    if attribution.rule == "was what" or (attribution.rule == "owned" and at and tokens.words[at - 1] in ("as", "and")):
        return True
    at -= 2 * (tokens.classes[max(0, at - 2) : at] == "Q&")
    called = CALLED.search(tokens.classes, max(0, at - NEAR), at)
    if called is None or tokens.words[max(0, called.start() - 1)] in lexicon.context("labelled"):
        return False  # "signs calling the pilot "Miss Anchor""
    return tokens.words[called.start()] in lexicon.context("calling")


def _is_statement(place: Place, *, begins: bool) -> bool:
    """True for a sentence of four words and more, and for a shorter one that nothing stands before: `“No.”`"""
    is_whole = place.text[:1].isupper() and place.text.rstrip().endswith(SENTENCE_END)
    return (begins and is_whole) or (len(place.words) >= 4 and _is_sentence(place.text))


def _is_sentence(text: str) -> bool:
    return (text[0].isupper() or text[0].isdigit()) and text.rstrip(" ’”'\"")[-1:] in ".,!?…"


def kind(entry: Entry, place: Place, attribution: Attribution) -> str:
    """`direct` if the marks hold all that is reported, else `mixed`."""
    first, at = entry.paragraphs[place.first[0]].tokens, place.first[1]
    last, end = entry.paragraphs[place.last[0]].tokens, place.last[1]
    begins = at == 0 or first.sentences[at - 1] != first.sentences[at] or first.classes[at - 1] in ":-o"
    if not begins and not _follows_cue(entry, place, attribution):
        return "mixed"
    if attribution.rule in BESIDE and _is_followed(place, attribution):
        return "direct"
    return "mixed" if _runs_on(last.classes[end + 1 : last.sentence(end).stop]) else "direct"


def _is_followed(place: Place, attribution: Attribution) -> bool:
    """True if all that tells who said a quotation stands after it."""
    told = [span.start for span in (attribution.mention, attribution.cue) if span is not None]
    return bool(told) and min(told) >= place.pieces[-1].end


def _follows_cue(entry: Entry, place: Place, attribution: Attribution) -> bool:
    """True after a cue with a comma, or right after one if the quotation begins like a sentence."""
    tokens, at = entry.paragraphs[place.first[0]].tokens, place.first[1]
    before = tokens.classes[at - 1]
    capital = place.text[:1].isupper()
    cue = attribution.cue and attribution.cue.end
    beside = cue == tokens.spans[at - 1][1]
    if before == ",":  # "We," he said, "will win."; but "He said that in May, "we won."
        mentioned = attribution.mention.end if attribution.mention else 0
        told = max(cue, mentioned) if cue else place.pieces[0].start
        more = _says_more(tokens, bisect_left(tokens.spans, (told, told)), at - 1)
        return not more and (capital or "Q" in tokens.classes[tokens.sentence(at).start : at])
    return capital and (beside or before in "nNpD")


def _says_more(tokens: Tokens, cue: int, comma: int) -> bool:
    """True if what stands between a cue and a comma belongs to what was said: `said that if it rains, "we stay"`."""
    if cue >= comma or tokens.classes[comma - 1] in "CcG":
        return False
    for n in range(cue, comma):
        if tokens.words[n] in CONTENT and tokens.classes[n] == "s":
            return n == comma - 1 or VERB.search(tokens.classes, n, comma) is not None
        if tokens.classes[n] in "ws" or tokens.words[n] == "whose":
            return False  # "told reporters who had gathered, "
        if VERB.match(tokens.classes, n):
            return True
    return False


def _runs_on(rest: str) -> bool:
    """True if the rest of the sentence goes on with more of what was said: `"We won" the vote, he said`."""
    if not rest or rest[0] in ".,-Q):;":
        return False
    return not re.match(r"(?:[NndpwD#'r]|i|a)*[CcG]|s", rest)
