"""Whose words a clause before a quotation gives: `Orr said: "..."`, `Orr told them "..."`, `Orr called it "..."`."""

from __future__ import annotations

import re

from quotes.extract.attribution.paragraphs import Attribution, Paragraph
from quotes.extract.grammar import clauses, lexicon, phrases, subjects
from quotes.extract.grammar.clauses import Clause
from quotes.extract.grammar.tokens import Tokens

OWNER = re.compile("s?d?n*N*'")  # "what she calls the mayor's “lost years”"
SAYING = re.compile(r"s?p[ar]*")
WITH = re.compile(r"[idnN]*i[,:]?")  # "responded to Birk with,"
COMPLEMENT = re.compile(r"(?:i[pN]+s?)?(?:p'|(?:p|[dnN'#]+)[vaC])")  # "said Birk was", "replied to him it was"
CALLED = re.compile(r"s|(?:p|[dnN'#]*[nN])[is]?d?")  # "it", "the plan as", "him of a", before what somebody is called
NAMING = re.compile(r"(?:p|[dnN'#]*[nN])[is]?d?(?:Q[&,]*)*")  # "the play “Fog” and"
DESCRIBED = re.compile(r"d[nN]+")
BRIEF = re.compile(r"[idnND#']*")  # when and where something was said
FINITE = re.compile("[CcvaQ]")
CLOSED = re.compile(",[va]")
# Between a verb and words inside what it tells: "did not say on Monday that it was", "denied telling them that it was"
THAT = re.compile(r"[idnNpD#]{0,4}s[dnNp'#]{1,5}[avr]+[di]?")
ADJACENT = 2  # tokens between a quotation and its clause that still count as beside it


def before(paragraph: Paragraph, at: int) -> Attribution | None:
    """The attribution from a clause before the quotation at token `at` in its sentence, or None."""
    tokens = paragraph.tokens
    own = paragraph.clauses_of(tokens.sentences[at])
    foregoing = [clause for clause in own if clause.cue[1] <= at and not _is_closed(tokens, clause, at)]
    chosen = _governing(tokens, foregoing, at)
    if chosen is None or (not chosen.subject and chosen.found != "passive"):
        return None
    rule = _rule(tokens, foregoing, chosen, at)
    told = _from_somebody(tokens, chosen) if rule == "that says" else chosen
    return paragraph.attribution(told, rule) if rule else None


def _rule(tokens: Tokens, foregoing: list[Clause], chosen: Clause, at: int) -> str | None:
    """The rule by which the chosen one of the clauses before a quotation has its words; None where it has not."""
    gap = tokens.classes[chosen.cue[1] : at]
    if not chosen.subject and _is_put_by_nobody(tokens, chosen, at):
        return "heard"
    if clauses.is_inserted(tokens, chosen) and "," in gap:
        return None  # "Birk, slammed by Orr, hit back:"
    if chosen.subject and chosen.subject[0] > at and tokens.classes[chosen.cue[0]] == "G":
        return None if _is_of_another(tokens, chosen, at) else "cue-speaker"  # "After saying it was “old,” Orr left"
    main = subjects.main(tokens, at - 1) if tokens.classes[at - 1] == ":" else None
    if main and main[0] > chosen.cue[1]:
        return None  # "When Birk said it was over, Orr fired back:"
    if chosen.found in ("passive", "object"):
        return "passive" if chosen.found == "passive" else "quoted as"
    if chosen.found == "after" and tokens.words[chosen.cue[0]] in ("in", "words"):
        return "cue-speaker"  # "in the words of Orr"
    if _is_told_by_another(tokens, foregoing, chosen, at):
        return "told of"
    return _plain_rule(tokens, chosen, gap, at)


def _plain_rule(tokens: Tokens, chosen: Clause, gap: str, at: int) -> str:
    """The rule for a clause whose subject says the words; `gap`: the classes between it and them."""
    if chosen.found == "relative" and tokens.words[chosen.cue[0]] in lexicon.context("going"):
        return "that says"
    is_judged = chosen.frame == "judgement" and (gap in ("s", "sd") or OWNER.fullmatch(gap))
    if _is_of_what(tokens, chosen) and (gap in ("", "d") or is_judged):
        return "what called"
    ends_in_with = "with" in tokens.words[max(chosen.cue[1], at - 2) : at] and WITH.fullmatch(gap)
    if gap.removeprefix("r") in ("", ":", ",", "s", "s,", ":-") or ends_in_with:  # "said only, "
        if _is_of_document(tokens, chosen):
            return "that says"
        return "introduced" if chosen.frame == "speech" else "judged"
    return "reported" if chosen.frame == "speech" else chosen.frame


def _is_told_by_another(tokens: Tokens, foregoing: list[Clause], chosen: Clause, at: int) -> bool:
    """True for words of one told of: Birk's in `Orr said Birk had told them it was "a gift"`, `Orr runs a group that
    calls her "loud"`."""
    is_inner = chosen.found == "inner" and chosen.subject is not None
    is_joined = tokens.classes[at - 1] == "&"  # "begged and “would”"
    if is_inner or (not is_joined and _is_told_of(tokens, foregoing, chosen, at)):
        return True
    gap = tokens.classes[chosen.cue[1] : at]
    is_called = chosen.found == "relative" and gap in ("p", "d")
    is_whos = gap in (":", ",") and _is_of_named(tokens, chosen)
    is_somebodys = SAYING.fullmatch(gap) is not None and _is_of_somebody(tokens, chosen)
    return is_called or is_whos or is_somebodys or _is_of_content(tokens, chosen, at)


def _is_of_document(tokens: Tokens, clause: Clause) -> bool:
    """True for what a document says that is no sign: `got a letter that says "No"`, not `a shirt that says "No"`."""
    if clause.found != "relative" or not clause.subject:
        return False
    noun, verb = tokens.words[_head_end(tokens, clause.subject) - 1], tokens.words[clause.cue[0]]
    is_document = lexicon.heads().get(noun) == "document" and noun not in lexicon.context("labelled")
    return is_document and verb in lexicon.context("reading")


def _head_end(tokens: Tokens, phrase: phrases.Phrase) -> int:
    """Where the part of a phrase ends that its head noun ends: behind `letter` in `a letter from the bank`."""
    preposition = tokens.classes.find("i", *phrase)
    return preposition if preposition > phrase[0] else phrase[1]


def _from_somebody(tokens: Tokens, clause: Clause) -> Clause:
    """A clause of a document as one of who wrote it, where that is told: `a letter from the bank that said`, `a post by
    Ana Orr that read`."""
    start, end = clause.subject or (0, 0)
    by = next((at for at in range(start, end) if tokens.words[at] in ("from", "by")), end)
    if clause.found != "relative" or by + 1 >= end:
        return clause
    writer = by + 1, end
    kind = lexicon.heads().get(tokens.words[_head_end(tokens, writer) - 1], "")
    is_named = tokens.classes.endswith("NN", by + 1, end)
    is_body = tokens.words[by] == "from" and kind in ("role", "group", "institution")
    return clause._replace(subject=writer) if is_named or is_body else clause


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
    last, judges = tokens.words[first - 1], clause.frame == "judgement"
    is_that = judges and first > 1 and last == "that" and tokens.classes[first - 2] in "nN"
    is_that = is_that and not clauses.is_modal(tokens, clause)
    is_bare = judges and tokens.classes[first - 1] == "n"  # "a step Orr called"
    is_bare = is_bare and tokens.words[first] not in ("a", "an")  # not "watched a play called"
    return is_that or is_bare or last in ("what", "which", "who", "whom")


def _governing(tokens: Tokens, foregoing: list[Clause], at: int) -> Clause | None:
    """The clause whose subject says what follows: the nearest, unless that is itself what another reports.

    In `Orr said they condemned "..."` and `Orr said it could offer "..."` it is Orr's.
    """
    telling = [c for c in foregoing if c.frame != "thought" or _from_somebody(tokens, c) is not c]
    sure = [clause for clause in telling if not clauses.is_modal(tokens, clause)]
    if not sure:
        return foregoing[-1] if foregoing else None
    end = sure[-1].cue[1]
    if clauses.denies(tokens, sure[-1]) and (at - end <= ADJACENT or THAT.fullmatch(tokens.classes, end, at)):
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


def _is_told_of(tokens: Tokens, foregoing: list[Clause], chosen: Clause, at: int) -> bool:
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
        for report in foregoing
    )


def _is_of_another(tokens: Tokens, clause: Clause, at: int) -> bool:
    """True for a participle that tells what its sentence's subject did not say: `Calling her “a fool” cost Orr the
    vote`, `After hearing Birk say it was “old,” Orr left`."""
    following, start = tokens.words[at + 1 : at + 2], clause.subject[0] if clause.subject else at
    is_unlisted = tokens.classes[at + 1 : at + 2] == "n" and not any(map(lexicon.heads().get, following))
    if FINITE.match(tokens.classes, at + 1) or (is_unlisted and "," not in tokens.classes[at + 1 : start]):
        return True
    between = map(lexicon.cues().get, tokens.words[clause.cue[1] : at])
    return clause.frame != "speech" and any(cue is not None and cue[1] == "speech" for cue in between)
