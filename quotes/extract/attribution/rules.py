"""Rules that give a quotation its speaker, from a clause beside it; each is named in the record as `rule`."""

from __future__ import annotations

import re

from quotes.extract.attribution.paragraphs import Attribution, Paragraph
from quotes.extract.grammar import clauses, lexicon, phrases, remarks, subjects
from quotes.extract.grammar.clauses import Clause
from quotes.extract.grammar.tokens import Tokens

OWNER = re.compile("s?d?n*N*'")  # "what she calls the mayor's “lost years”"
SAYING = re.compile(r"s?p[ar]*")
WITH = re.compile(r"[idnN]*i[,:]?")  # "responded to Birk with,"
COMPLEMENT = re.compile(r"p'|(?:p|[dnN'#]+)[vaC]")  # "Orr said Birk was"
CALLED = re.compile(r"s|(?:p|[dnN'#]*[nN])[is]?d?")  # "it", "the plan as", "him of a", before what somebody is called
NAMING = re.compile(r"(?:p|[dnN'#]+)[is]?d?(?:Q[&,]*)*")  # "the play “Fog” and"
DESCRIBED = re.compile(r"d[nN]+")
BRIEF = re.compile(r"[idnND#']*")  # when and where something was said
FINITE = re.compile("[CcvaQ]")
BYLINE = re.compile(r"id?[N']*N(?:i?[D#]+)?:(?=Q|\Z)")  # "by the Courier's Ben Birk:", "by Ben Birk on May 2:"
ACTING = re.compile(r",?(?P<name>N{1,3})v(?=[.,]|[ri][.,iD]|\Z)")  # "Jean Orr pressed.", "Orr cut in."
SIGNATURE = 14  # tokens of a line that only tells whose the words above are
THEM = (["it"], ["them"], ["him"], ["her"])  # whom or what one calls something: "a fox," Orr called him
SHOWING = ("according", "reported")
CLOSED = re.compile(",[va]")
ADJACENT = 2  # tokens between a quotation and its clause that still count as beside it


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
    before = _before(paragraph, at)
    after = _after(paragraph, at, reported=before is not None and before.rule == "reported")
    if before and (before.rule in ("introduced", "what called") or not after):
        return before
    more = _colon(paragraph, at) or _dash(paragraph, at) or _trailing(paragraph, at)
    return after or before or more or _acting(paragraph, at)


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


def _before(paragraph: Paragraph, at: int) -> Attribution | None:
    """`Orr said: "..."`, `Orr told them that "..."`, `Orr called it "..."`."""
    tokens = paragraph.tokens
    own = paragraph.clauses_of(tokens.sentences[at])
    before = [clause for clause in own if clause.cue[1] <= at and not _is_closed(tokens, clause, at)]
    chosen = _governing(tokens, before, at)
    if chosen is None or (not chosen.subject and chosen.found != "passive"):
        return None
    if not chosen.subject and _is_put_by_nobody(tokens, chosen, at):
        return paragraph.attribution(chosen, "heard")
    if clauses.is_inserted(tokens, chosen) and "," in tokens.classes[chosen.cue[1] : at]:
        return None  # "Birk, slammed by Orr, hit back:"
    if chosen.subject and chosen.subject[0] > at and tokens.classes[chosen.cue[0]] == "G":
        if _is_of_another(tokens, chosen, at):
            return None
        return paragraph.attribution(chosen, "cue-speaker")  # "After saying it was “old,” Orr left"
    main = subjects.main(tokens, at - 1) if tokens.classes[at - 1] == ":" else None
    if main and main[0] > chosen.cue[1]:  # "When Birk said it was over, Orr fired back:"
        return None
    is_inner = chosen.found == "inner" and chosen.subject is not None
    if is_inner or (tokens.classes[at - 1] != "&" and _is_told_of(tokens, before, chosen, at)):  # "begged and “would”"
        return paragraph.attribution(chosen, "told of")
    if chosen.found in ("passive", "object"):
        return paragraph.attribution(chosen, "passive" if chosen.found == "passive" else "quoted as")
    if chosen.found == "after" and tokens.words[chosen.cue[0]] in ("in", "words"):  # "in the words of Orr"
        return paragraph.attribution(chosen, "cue-speaker")
    if chosen.found == "relative" and tokens.words[chosen.cue[0]] in lexicon.context("going"):
        return paragraph.attribution(chosen, "that says")
    gap = tokens.classes[chosen.cue[1] : at]
    is_called = chosen.found == "relative" and gap in ("p", "d")  # "Orr runs a group that calls her “loud”"
    is_whos = gap in (":", ",") and _is_of_named(tokens, chosen)
    if is_called or is_whos or _is_of_content(tokens, chosen, at) or (SAYING.fullmatch(gap) and _is_of_somebody(tokens, chosen)):
        return paragraph.attribution(chosen, "told of")
    is_judged = chosen.frame == "judgement" and (gap in ("s", "sd") or OWNER.fullmatch(gap))
    if _is_of_what(tokens, chosen) and (gap in ("", "d") or is_judged):
        return paragraph.attribution(chosen, "what called")
    ends_in_with = "with" in tokens.words[max(chosen.cue[1], at - 2) : at] and WITH.fullmatch(gap)
    if gap.removeprefix("r") in ("", ":", ",", "s", "s,", ":-") or ends_in_with:  # "said only, "
        if _is_of_document(tokens, chosen):
            return paragraph.attribution(chosen, "that says")
        return paragraph.attribution(chosen, "introduced" if chosen.frame == "speech" else "judged")
    return paragraph.attribution(chosen, "reported" if chosen.frame == "speech" else chosen.frame)


def _is_of_document(tokens: Tokens, clause: Clause) -> bool:
    """True for what a document says that is no sign: `got a letter that says "No"`, not `a shirt that says "No"`."""
    if clause.found != "relative" or not clause.subject:
        return False
    noun, verb = tokens.words[clause.subject[1] - 1], tokens.words[clause.cue[0]]
    is_document = lexicon.heads().get(noun) == "document" and noun not in lexicon.context("labelled")
    return is_document and verb in lexicon.context("reading")


def _is_closed(tokens: Tokens, clause: Clause, at: int) -> bool:
    """True for a clause inside a relative one that ends before token `at`: `boats which Orr spoke of, were "old"`."""
    verb = clause.cue[0]
    around = tokens.classes[max(0, verb - 2) : verb + 2]
    if around == "npCa":  # "the figures she cited were"
        return True
    is_relative = clause.subject is not None and tokens.classes[clause.subject[0] - 1] == "w"
    is_relative = is_relative or (verb > 1 and around.startswith("wa"))  # "which were called so, were"
    return is_relative and CLOSED.search(tokens.classes, clause.cue[1], at) is not None


def _is_of_what(tokens: Tokens, clause: Clause) -> bool:
    """True for a clause inside `what Orr called "fog"`, `fog, which she describes as "thick"`, not `what we call`."""
    first = clause.subject[0] if clause.subject else 0
    if not first or tokens.words[first] in ("we", "you"):
        return False
    before, judges = tokens.words[first - 1], clause.frame == "judgement"
    is_that = judges and first > 1 and before == "that" and tokens.classes[first - 2] in "nN"
    is_that = is_that and not clauses.is_modal(tokens, clause)
    is_bare = judges and tokens.classes[first - 1] == "n"  # "a step Orr called"
    is_bare = is_bare and tokens.words[first] not in ("a", "an")  # not "watched a play called"
    return is_that or is_bare or before in ("what", "which", "who", "whom")


def _governing(tokens: Tokens, before: list[Clause], at: int) -> Clause | None:
    """The clause whose subject says what follows: the nearest, unless that is itself what another reports.

    In `Orr said they condemned "..."` and `Orr said it could offer "..."` it is Orr's.
    """
    sure = [c for c in before if c.frame != "thought" and not clauses.is_modal(tokens, c)]
    if not sure:
        return before[-1] if before else None
    if clauses.denies(tokens, sure[-1]) and at - sure[-1].cue[1] <= ADJACENT:
        return sure[-1]  # "Orr said he never said ..."
    sure = [clause for clause in sure if not clauses.denies(tokens, clause)]
    sure = [clause for clause in sure if not _is_aside(tokens, clause, at)] or sure
    if not sure:
        return None
    chosen = sure[-1]
    for outer in reversed(sure[:-1]):
        if outer.frame != "speech" or not chosen.subject or chosen.subject == outer.subject or chosen.found == "object":
            continue
        if outer.cue[0] > chosen.subject[0]:
            continue  # "a memo, which Orr said had called it"
        gap = tokens.classes[outer.cue[1] : chosen.subject[0]]
        if tokens.classes[chosen.subject[0]] == "p" and gap.strip("sniN") == "" and len(gap) <= ADJACENT:
            return outer
        is_outer = tokens.classes[at - 1] == ":" or "s" in tokens.classes[chosen.cue[1] + 1 : at]
        is_somebodys = not is_outer and _is_of_somebody(tokens, chosen)
        if tokens.classes[chosen.subject[0]] == "w" and gap[-1:] != "," and not is_somebodys:
            return outer  # "Orr said anybody who complains ..."
    return chosen


def _is_of_content(tokens: Tokens, clause: Clause, at: int) -> bool:
    """True for what somebody said by what a noun tells: Orr in `Birk cited reports that Orr called it “fog”`, not in
    `Birk made claims that Orr called “fog”`."""
    if not clauses.is_content(tokens, clause):
        return False
    end = clause.cue[1]
    if clause.frame == "judgement":
        return NAMING.fullmatch(tokens.classes, end, at) is not None
    return clause.frame == "speech" and COMPLEMENT.match(tokens.classes, end, at) is not None


def _is_of_named(tokens: Tokens, clause: Clause) -> bool:
    """True for what somebody named says, whoever tells: `Orr shared a post of Ben Birk, who had written: “No”`."""
    at = clause.subject[0] if clause.subject else 0
    return at > 1 and tokens.words[at] == "who" and tokens.classes[at - 2 : at] == "N,"


def _is_of_somebody(tokens: Tokens, clause: Clause) -> bool:
    """True for what one told of says, whoever tells: `Orr said it came from a man at the bar who said it was “fog”`."""
    if clause.frame != "speech" or not clause.subject:
        return False
    told = phrases.antecedent(tokens, clause.subject[0]) if tokens.classes[clause.subject[0]] == "w" else None
    return told is not None and not {"a", "an", "one"}.isdisjoint(tokens.words[slice(*told)])


def _is_put_by_nobody(tokens: Tokens, clause: Clause, at: int) -> bool:
    """True for words put to somebody, and not told by whom: `was told there was “no money”`, `asked to “come back”`."""
    gap = tokens.words[clause.cue[1] : at]
    return gap == ["to"] or (tokens.words[clause.cue[0]] == "told" and len(gap) <= ADJACENT)


def _is_aside(tokens: Tokens, clause: Clause, at: int) -> bool:
    """True for a passive that tells not by whom and stands further off, `said they are being asked to carry “...”`, and
    for one that another deed is joined to: `said she was praised by Birk and “called at night”`."""
    if clause.found != "passive":
        return False
    if clause.subject:
        return tokens.classes[clause.subject[1] : at] == "&"
    return not _is_put_by_nobody(tokens, clause, at) and tokens.classes[clause.cue[1] : at].strip(",:s") != ""


def _is_told_of(tokens: Tokens, before: list[Clause], chosen: Clause, at: int) -> bool:
    """True for a person's words that another tells: Lee's in `Orr said Lee had told them it was "a gift"` and `Orr said
    Lee called it "a gift"`, the mayor's in `Orr said the mayor told her it was "a gift"`."""
    if not chosen.subject or chosen.found != "before" or chosen.frame == "thought":
        return False
    start, end = chosen.subject
    calls = chosen.frame == "speech" or CALLED.fullmatch(tokens.classes, chosen.cue[1], at)
    speaks = tokens.classes[end - 1] == "N" or lexicon.heads().get(tokens.words[end - 1]) in ("role", "group")
    told = speaks and tokens.words[chosen.cue[0]] == "told" and DESCRIBED.fullmatch(tokens.classes, start, end)
    if (set(tokens.classes[start:end]) != {"N"} and not told) or not calls:
        return False
    said = start - (tokens.words[start - 1] == "that")  # "said on Monday in Holm that Lee"
    return any(
        report.frame == "speech"
        and report.subject
        and report.subject != chosen.subject
        and report.cue[1] <= said
        and (report.cue[1] == said or (said < start and BRIEF.fullmatch(tokens.classes, report.cue[1], said)))
        for report in before
    )


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


def _is_of_another(tokens: Tokens, clause: Clause, at: int) -> bool:
    """True for a participle that tells what its sentence's subject did not say: `Calling her “a fool” cost Orr the
    vote`, `After hearing Birk say it was “old,” Orr left`."""
    following, start = tokens.words[at + 1 : at + 2], clause.subject[0] if clause.subject else at
    is_unlisted = tokens.classes[at + 1 : at + 2] == "n" and not any(map(lexicon.heads().get, following))
    if FINITE.match(tokens.classes, at + 1) or (is_unlisted and "," not in tokens.classes[at + 1 : start]):
        return True
    between = map(lexicon.cues().get, tokens.words[clause.cue[1] : at])
    return clause.frame != "speech" and any(cue is not None and cue[1] == "speech" for cue in between)


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
