"""Rules that give a quotation its speaker, from a clause beside it; each is named in the record as `rule`."""

from __future__ import annotations

import re

from quotes.extract.attribution import introduced
from quotes.extract.attribution.introduced import ADJACENT, COMPLEMENT, FINITE
from quotes.extract.attribution.paragraphs import Attribution, Paragraph
from quotes.extract.grammar import clauses, lexicon, phrases, remarks, subjects
from quotes.extract.grammar.clauses import Clause
from quotes.extract.grammar.tokens import Tokens

BYLINE = re.compile(r"id?[N']*N(?:i?[D#]+)?:(?=Q|\Z)")  # "by the Courier's Ben Birk:", "by Ben Birk on May 2:"
ACTING = re.compile(r",?(?P<name>N{1,3})v(?=[.,]|[ri][.,iD]|\Z)")  # "Jean Orr pressed.", "Orr cut in."
SIGNATURE = 14  # tokens of a line that only tells whose the words above are
THEM = (["it"], ["them"], ["him"], ["her"])  # whom or what one calls something: "a fox," Orr called him
SHOWING = ("according", "reported")
COMING = 7  # tokens from `came` to `from` in `came the swift reply from`


def own(paragraph: Paragraph, at: int) -> Attribution | None:
    """The attribution from a clause in the sentence of the quotation at token `at`, or None."""
    remark = remarks.holding(paragraph.tokens, at)
    if remark:
        owner, noun = (paragraph.tokens.span(*phrase) for phrase in remark)
        return Attribution(owner, noun, "owned", own=True)
    chant = remarks.chant(paragraph.tokens, at)
    if chant:
        who = paragraph.tokens.span(*chant.owner) if chant.owner else None
        return Attribution(who, paragraph.tokens.span(*chant.noun), "told of" if who else "heard", own=True)
    before = introduced.before(paragraph, at)
    after = _after(paragraph, at, reported=before is not None and before.rule == "reported")
    if before and (before.rule in ("introduced", "what called") or not after):
        return before
    more = _colon(paragraph, at) or _dash(paragraph, at) or _trailing(paragraph, at)
    return after or before or more or _coming(paragraph, at) or _acting(paragraph, at)


def _after(paragraph: Paragraph, at: int, *, reported: bool) -> Attribution | None:
    """`"...," said Orr`, `"...," Orr told reporters`, `"...," according to Orr`.

    `reported`: a clause before has the words, so that what shows them did not say them: `Orr warned that it was
    "unsafe", documents show`.
    """
    tokens = paragraph.tokens
    start = at + 1
    if tokens.classes[start : start + 1] == ",":
        start += 1
    was_what = tokens.classes[start : start + 2] == "as" and tokens.words[start + 1] == "what"
    if was_what:  # "Fog" was what Orr called it
        start += 2
    for clause in paragraph.clauses_of(tokens.sentences[at]):
        if not clause.subject or clause.found in ("main", "relative"):
            continue
        first = min(clause.cue[0], clause.subject[0])
        if first < start or first - start > ADJACENT:
            continue
        between = tokens.classes[start:first]
        put = between == "s" and tokens.words[start] == "as"  # as Orr put it
        if tokens.sentences[first] != tokens.sentences[at] or (between.strip("rD&i,") and not put):
            continue
        if reported and (clause.frame == "thought" or tokens.words[clause.cue[0]] in SHOWING):
            continue
        if _says_more(tokens, clause, at):
            continue
        if tokens.words[clause.cue[0]] == "heard" and tokens.classes[clause.cue[1] : clause.cue[1] + 1] != "N":
            # "It was dark," the jury heard.
            return Attribution(None, tokens.span(*clause.cue), "heard", own=True)
        told = _telling(tokens, clause)
        if told:
            return told
        judged = clause.frame == "judgement" and tokens.words[clause.cue[1] : clause.cue[1] + 1] not in THEM
        rule = "cue-speaker" if clause.found == "after" else "judged" if judged else "speaker-cue"
        rule = "passive" if clause.found == "passive" else "was what" if was_what else rule
        return paragraph.attribution(clause, rule)
    return None


def _coming(paragraph: Paragraph, at: int) -> Attribution | None:
    """`"Not at all," came the reply from Jean Orr.`: from whom an answer comes that is told of right behind it."""
    tokens = paragraph.tokens
    told = tokens.words[at + 1 : at + 1 + COMING]
    if told[:1] != ["came"] or "from" not in told or lexicon.context("answer").isdisjoint(told[: told.index("from")]):
        return None
    start = at + 1 + told.index("from")
    phrase = phrases.starting_at(tokens, start + 1)
    return phrase and Attribution(tokens.span(*phrase), tokens.span(at + 1, start), "cue-speaker", own=True)


def _acting(paragraph: Paragraph, at: int) -> Attribution | None:
    """`"Not at all?" Jean Orr pressed.`: who stands right behind a quotation that begins the sentence, and does so."""
    tokens = paragraph.tokens
    begins = at == tokens.sentence(at).start
    match = ACTING.match(tokens.classes, at + 1) if begins else None
    if not match or tokens.sentences[match.end() - 1] != tokens.sentences[at]:
        return None
    start, verb = match.start("name"), match.end("name")
    return Attribution(tokens.span(start, verb), tokens.span(verb, verb + 1), "speaker-cue", own=True)


def _says_more(tokens: Tokens, clause: Clause, at: int) -> bool:
    """True for a clause after a quotation inside a sentence that reports something else: `On "peace" Orr said Birk was
    late`, `After Birk cried "no", Orr said: "Yes."`"""
    begins = not at or tokens.sentences[at - 1] != tokens.sentences[at]
    if begins or clause.found == "after":
        return False
    end = clause.cue[1]
    return tokens.classes[end : end + 2] == ":Q" or COMPLEMENT.match(tokens.classes, end) is not None


def _telling(tokens: Tokens, clause: Clause) -> Attribution | None:
    """Whose words a clause after them tells of: Birk's in `"...," Orr recalled Birk telling her` and `"...," the Post
    reported, quoting Birk`; whose is not clear in `Orr recalled him saying`."""
    end = clause.cue[1]
    if tokens.words[end - 1 : end + 2] == ["reported", ",", "quoting"]:
        quoted = phrases.starting_at(tokens, end + 2)
        return quoted and Attribution(tokens.span(*quoted), tokens.span(end + 1, end + 2), "quoted as", own=True)
    phrase = phrases.starting_at(tokens, end)
    if tokens.words[clause.cue[0]].startswith("quot") and phrase and tokens.words[phrase[1] : phrase[1] + 1] == ["as"]:
        return Attribution(tokens.span(*phrase), tokens.span(*clause.cue), "quoted as", own=True)
    recalls = tokens.words[clause.cue[0]] in lexicon.context("recalling") and not clauses.denies(tokens, clause)
    if clause.found != "before" or not recalls:
        return None
    if tokens.classes[end : end + 2] == "pG":
        return Attribution(None, tokens.span(end + 1, end + 2), "heard", own=True)
    if not phrase or tokens.classes[phrase[1] : phrase[1] + 1] != "G":
        return None
    return Attribution(tokens.span(*phrase), tokens.span(phrase[1], phrase[1] + 1), "told of", own=True)


def _colon(paragraph: Paragraph, at: int) -> Attribution | None:
    """`Orr was blunt: "..."`: the subject of a sentence that runs up to a colon; `by Ben Birk: "..."`: who wrote it."""
    tokens = paragraph.tokens
    if tokens.classes[at - 1 : at] != ":" or not at:
        return None
    return _author(tokens, at) or _acting_before(tokens, at - 1)


def _author(tokens: Tokens, end: int) -> Attribution | None:
    """Whose words follow, by what stands before a colon: `a statement by Ben Birk on May 2:`."""
    author = BYLINE.search(tokens.classes, tokens.sentence(end - 1).start, end)
    if author is None or not _is_signed(tokens, author.start()):
        return None
    last = tokens.classes.rfind("N", author.start(), end)
    return Attribution(tokens.span(author.start() + 1, last + 1), None, "signed", own=True)


def _is_signed(tokens: Tokens, at: int) -> bool:
    """True for a `by` behind words or a document: `“Holm bakes,” by`, `a statement by`, `a letter written by`."""
    is_made = tokens.words[at - 1] in lexicon.context("issuing") or tokens.words[at - 1] == "written"
    return phrases.is_authored(tokens, at) or (tokens.words[at] == "by" and (is_made or tokens.classes[at - 1] == "Q"))


def _acting_before(tokens: Tokens, at: int) -> Attribution | None:
    """Who does what the sentence up to a colon tells."""
    phrase = subjects.main(tokens, at)
    return Attribution(tokens.span(*phrase), None, "colon", own=True) if phrase else None


def _dash(paragraph: Paragraph, at: int) -> Attribution | None:
    """`"..." — Jean Orr, mayor` at the end of a line."""
    tokens = paragraph.tokens
    if tokens.classes[at + 1 : at + 2] != "-":
        return None
    phrase = phrases.starting_at(tokens, at + 2)
    if (
        phrase
        and phrase[0] < len(tokens)
        and tokens.classes[phrase[0]] in "Nnd"
        and len(tokens) - phrase[1] <= ADJACENT
    ):
        return Attribution(tokens.span(*phrase), None, "signed", own=True)
    return None


def signature(paragraph: Paragraph) -> Attribution | None:
    """Whose the quotation above a line of its own is, if that is all it tells: `— Jean Orr, mayor`."""
    tokens = paragraph.tokens
    phrase = phrases.starting_at(tokens, 1) if tokens.classes.startswith("-N") else None
    if phrase is None or len(tokens) > SIGNATURE or FINITE.search(tokens.classes):
        return None
    return Attribution(tokens.span(*phrase), None, "signed", own=True)


def _trailing(paragraph: Paragraph, at: int) -> Attribution | None:
    """`The plan is "a gift", and would be kept, Orr said`: a clause that ends the sentence after a comma."""
    tokens = paragraph.tokens
    for clause in paragraph.clauses_of(tokens.sentences[at]):
        if clause.cue[0] <= at or not clause.subject:
            continue
        first = min(clause.cue[0], clause.subject[0])
        if clause.frame == "speech" and clause.found != "main" and tokens.classes[first - 1] == ",":
            return paragraph.attribution(clause, "trailing")
    return None


def beside(paragraph: Paragraph, at: int) -> Attribution | None:
    """The attribution from a neighbouring sentence of the same paragraph: the one before, then the one after."""
    tokens = paragraph.tokens
    sentence = tokens.sentences[at]
    for clause in reversed(paragraph.clauses_of(sentence - 1)):
        if clause.subject and clause.frame != "thought" and not clauses.denies(tokens, clause):
            return paragraph.attribution(clause, "sentence before")
    possessor = _possessor(tokens, at)
    if possessor:
        return Attribution(tokens.span(*possessor), None, "sentence before", own=True)
    for clause in paragraph.clauses_of(sentence + 1):
        if clause.subject and clause.frame == "speech":
            return paragraph.attribution(clause, "sentence after")
    return None


def _possessor(tokens: Tokens, at: int) -> phrases.Phrase | None:
    """Whose words the sentence before announces: `Her own verdict was shorter. "..."`"""
    first = tokens.sentence(at).start
    before = tokens.sentence(first - 1) if first else range(0)
    for n in before:
        if tokens.words[n] in lexicon.context("utterance"):
            start = n
            while start > before[0] and tokens.classes[start - 1] in "nNd'" and tokens.classes[start] != "d":
                start -= 1
            if tokens.words[start] in ("his", "her", "their"):
                return start, start + 1
            mark = tokens.classes.find("'", start, n)
            return (start, mark) if mark > start else None
    return None


def subject(paragraph: Paragraph, at: int) -> Attribution | None:
    """The subject of the sentence around some quoted words, where nothing reports: a weak guess."""
    phrase = subjects.main(paragraph.tokens, at)
    return Attribution(paragraph.tokens.span(*phrase), None, "subject", own=True) if phrase else None


def introduces(paragraph: Paragraph) -> Attribution | None:
    """The attribution that a paragraph ending in a colon gives to a quotation in the next."""
    tokens = paragraph.tokens
    if not tokens.classes.endswith(":"):
        return None
    last = len(tokens) - 1
    for clause in reversed(paragraph.clauses_of(tokens.sentences[last])):
        if clause.subject:
            return paragraph.attribution(clause, "colon")
    return _author(tokens, last + 1) or _acting_before(tokens, last)
