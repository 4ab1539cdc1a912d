"""Noun phrases that can name a speaker, found from their edges: where a reporting verb stands, or a quotation ends."""

from __future__ import annotations

import re

from quotes.extract.grammar import lexicon
from quotes.extract.grammar.tokens import Tokens

Phrase = tuple[int, int]  # first token, and the token after the last

HEAD = re.compile(r"[pw]|(?:di(?=[dnN])|dD(?=N))?[dnNG#']*[nN#](?:&d?[nN#']*[nN])?")
LISTED = re.compile(r"N+(?:,N+)+,?&N+(?=[.,;:iQ-]|\Z)")  # "Ana Orr, Ben Birk and Jo Lee"
# What may follow a comma to tell who somebody is, up to the next one: an age, an apposition, a relative clause.
ADDITION = re.compile(r"(?:#n*|r?[dnN#'][dnNi&#'rDo]*(?:G[^,.;:QCcsw-]*)?(?:[ws][^,.;:Q-]*)?|w[^,.;:Q-]*)(?=[,.;-]|\Z)")
RELATIVE = re.compile(r"w[^,.;:Q-]*(?=[,.;-]|\Z)")
BEHIND = ("after", "before")  # begin adverbials: "After the vote Ana Orr said"
DOES = re.compile(",[vC]")  # "Ana Orr, who left, said her son, 12, had"
OBJECT_RELATIVE = re.compile(r"w[dnN#']+,")
NOUN = re.compile("[nN]")
BRACKET = re.compile(r"\([^()QCv]{1,8}\)")


def starting_at(tokens: Tokens, start: int) -> Phrase | None:
    """The noun phrase that begins at a token, with all that tells who it is: `Jean Orr (D), the mayor of Holm`."""
    match = HEAD.match(tokens.classes, start)
    if not match or tokens.words[start] in lexicon.context("object") or not match.group().strip("#'d"):
        return None
    if tokens.classes[start] in "pw":
        return start, match.end()
    if listed := LISTED.match(tokens.classes, start):
        return start, listed.end()
    return start, _with_additions(tokens, start, _with_prepositions(tokens, start, match.end()))


def _with_additions(tokens: Tokens, start: int, end: int) -> int:
    """The end of a phrase with its brackets, appositions and relative clauses: `Jean Orr, 44, who resigned in May`."""
    classes, limit = tokens.classes, tokens.sentence(start).stop
    while end < limit:
        bracket = BRACKET.match(classes, end, limit)
        if bracket:
            end = bracket.end()
        elif classes[end] == ",":
            addition = ADDITION.match(classes, end + 1, limit)
            if not addition or not _tells(tokens, start, end, addition.end()):
                break
            end = addition.end()
        else:
            relative = RELATIVE.match(classes, end, limit)
            return relative.end() if relative else end
    return end


def _tells(tokens: Tokens, start: int, comma: int, stop: int) -> bool:
    """True if what follows a comma tells who somebody is; a bare name after a bare name is the next of a list."""
    classes = tokens.classes
    if classes[comma + 1] in "#w" or classes[comma - 1] == "n":  # "the minister, Dorothy Vance,"
        return True
    return "n" in classes[comma:stop] or "," in classes[start:comma] or stop - comma <= 3


def _with_prepositions(tokens: Tokens, start: int, end: int) -> int:
    """The end of a phrase with its prepositions: `a spokesman for the ministry`, but not `in a statement`."""
    while (at := _preposition(tokens, end)) is not None:
        after_name = tokens.classes[end - 1] == "N" and "n" not in tokens.classes[start:end]
        allowed = lexicon.context("after-name" if after_name else "inside")
        match = HEAD.match(tokens.classes, at + 1)
        is_office = tokens.words[at] == "for" and lexicon.is_office(tokens.words[at - 1], "for")
        joins = tokens.words[at] in allowed or is_office or at > end or is_authored(tokens, at)
        is_time = tokens.words[at] == "at" and tokens.classes[at + 1 : at + 2] == "#"  # "a warning at 9:41 p.m."
        if not joins or is_time or not match or tokens.classes[at + 1] in "pw":
            break
        if tokens.words[at] == "for" and _is_deed(tokens, at + 1):
            break  # "by doctors for selling the drug"
        if tokens.words[match.end() - 1] in lexicon.context("occasion"):
            break
        end = match.end()
    return end


def _preposition(tokens: Tokens, at: int) -> int | None:
    """Where the preposition stands behind a noun that ends before a token, an adjective between them passed over: that
    of `a person familiar with the matter`."""
    if at < len(tokens) and tokens.words[at] in lexicon.context("behind-noun"):
        at += 1
    return at if tokens.classes[at : at + 1] == "i" else None


def is_authored(tokens: Tokens, at: int) -> bool:
    """True for the `by` of `a report by the ministry`."""
    return tokens.words[at] == "by" and lexicon.heads().get(tokens.words[at - 1]) == "document"


def _is_deed(tokens: Tokens, at: int) -> bool:
    """True for what one does to something: `selling the drug`, not `housing`."""
    return tokens.words[at].endswith("ing") and tokens.classes[at + 1 : at + 2] in ("Q", "d")


def ending_at(tokens: Tokens, end: int, floor: int) -> Phrase | None:
    """The noun phrase that ends before token `end` and begins at `floor` or later; insertions included."""
    classes = tokens.classes
    if end <= floor:
        return None
    if classes[end - 1] == "w" and tokens.words[end - 1] == "that":
        return _antecedent(tokens, end - 1, floor)
    if classes[end - 1] in "pw" or (classes[end - 1] == "d" and tokens.words[end - 1] in lexicon.context("alone")):
        return end - 1, end
    if classes[end - 1] == "-":  # "Orr -- the head of the union -- said"
        opening = classes.rfind("-", floor, end - 1)
        return ending_at(tokens, opening, floor) if opening > floor else None
    if classes[end - 1] == ")":
        opening = classes.rfind("(", floor, end)
        named = ending_at(tokens, opening, floor) if opening > floor else None
        return (named[0], end) if named and named[1] == opening else named
    if classes[end - 1] in ",Q":  # "Orr, author of “Nine Miles,” said"
        return _before_insertion(tokens, end, floor)
    start = _walk_left(tokens, end, floor)
    start += classes[start:end].startswith("'")  # "Monday's report"
    start = _named_before(tokens, start, floor)
    if start == floor + 1 and (classes[floor] == "i" or tokens.words[floor] in BEHIND):
        start = _behind_adverbial(tokens, start, end)
    left = classes[max(floor, start - 2) : start]
    is_object = left[-1:] in tuple("ivG") or left == "wC"  # "accused of killing Orr said", "who knows Orr said"
    is_object = is_object or (left == "wn" and tokens.words[start - 2] == "who")  # "who shoved a burglar out said"
    is_hours = classes[end - 1] != "N" and tokens.words[end - 1] in lexicon.context("time")
    is_object = is_object or is_hours  # "waited for two hours said", not "Laura Weeks said"
    is_object = is_object or (start > floor + 1 and is_time(tokens, start, end))
    if is_object or (left[-1:] == "w" and classes[start] not in "Nd"):  # but "which Orr said"
        return None
    return (start, end) if NOUN.search(classes[start:end]) else None


def is_time(tokens: Tokens, start: int, end: int) -> bool:
    """True for what is no speaker behind `after` or `before`: `a report commissioned after the third break found`."""
    told = lexicon.heads().get(tokens.words[end - 1])
    return tokens.words[start - 1] in BEHIND and not told and "N" not in tokens.classes[start:end]


def _behind_adverbial(tokens: Tokens, start: int, end: int) -> int:
    """Where a name begins that no comma parts from an adverbial: `At the 2019 convention Ana Orr said`."""
    name = start + len(tokens.classes[start:end].rstrip("N"))
    while start < name < end and lexicon.heads().get(tokens.words[name - 1]) in ("role", "group"):
        name -= 1
    return name if start < name < end and tokens.classes[name - 1] == "n" else start


def _named_before(tokens: Tokens, start: int, floor: int) -> int:
    """Where a phrase begins whose apposition no comma closes: `Ana Orr, president of the union said`."""
    if tokens.classes[max(floor, start - 3) : start] != "NN,":
        return start
    name = len(tokens.classes[floor : start - 1].rstrip("N")) + floor
    is_role = lexicon.heads().get(tokens.words[start]) == "role"
    is_office = is_role and tokens.classes[start + 1 : start + 2] in ("i", "&")
    begins = name == floor and tokens.sentence(start).start == floor
    return name if is_office and begins else start


def _antecedent(tokens: Tokens, end: int, floor: int) -> Phrase | None:
    """What `that` before token `end` stands for: `a letter` in `released a letter on Friday that says`."""
    dated = end
    while dated > floor and tokens.classes[dated - 1] in "D#":
        dated -= 1
    if dated < end and tokens.classes[dated - 1 : dated] == "i":  # "on Friday"
        dated -= 1
    start = _walk_left(tokens, dated, floor)
    return (start, dated) if NOUN.search(tokens.classes[start:dated]) else None


def antecedent(tokens: Tokens, at: int) -> Phrase | None:
    """The noun phrase before a relative pronoun: `an aide` in `met an aide who`, `Orr, the mayor` before `, who`."""
    classes, floor = tokens.classes, tokens.sentence(at).start
    end = at - (classes[at - 1 : at] in (",", "-"))
    start = _walk_left(tokens, end, floor)
    comma = start - 1 - (classes[start - 1 : start] == "r")  # "Orr, now the mayor, who"
    if end < at and comma > floor and classes[comma] == ",":
        named = len(classes[floor:comma].rstrip("N")) + floor
        start = named if named < comma else start
    return (start, end) if NOUN.search(classes[start:end]) else None


def around(tokens: Tokens, at: int) -> Phrase:
    """The noun phrase with this noun as its head: `foreign ministers from the Lakes Conference` around `ministers`."""
    floor = at
    while floor and tokens.sentences[floor - 1] == tokens.sentences[at]:
        floor -= 1
    start = at
    while start > floor and tokens.classes[start - 1] in "nN#'d" and (start == at or tokens.classes[start] != "d"):
        start -= 1
    return start, _with_prepositions(tokens, start, at + 1)


def run_start(tokens: Tokens, at: int, kinds: str = "N") -> int:
    """The first token of the run of capitals, or of other `kinds`, that ends before a token."""
    while at and tokens.classes[at - 1] in kinds:
        at -= 1
    return at


def _walk_left(tokens: Tokens, end: int, floor: int) -> int:
    """Where a phrase begins: left over its nouns, and over prepositions and "and" that join two of them."""
    classes, start = tokens.classes, end
    while start > floor:
        kind = classes[start - 1]
        if kind == "#" and start < end and len(tokens.words[start - 1]) == 4 and classes[start - 2 : start - 1] == "i":
            break  # "In 2008 Orr"
        joins = kind == "i" and start - 2 >= floor
        joins = joins and (tokens.words[start - 1] in lexicon.context("inside") or is_authored(tokens, start - 1))
        part = joins and (classes[start - 2] in "nN" or (tokens.words[start - 1] == "of" and classes[start - 2] == "#"))
        if kind in "nN#'d" or part:  # "31% of voters"
            start -= 1
        elif kind == "D" and classes[start - 2 : start + 1] == "dDN" and floor + 1 < start < end:
            start -= 2  # "The Sunday Dispatch"
        elif kind == "&" and start < end and start - 2 >= floor and classes[start - 2] in "nN":
            left = start - 1
            while left > floor and classes[left - 1] in "nN#'d":
                left -= 1
            if left > floor and classes[left - 1] not in ",sQ.;:-i":
                break
            if left > floor and classes[left - 1] == "i" and classes[start] == "N" != classes[start - 2]:
                break  # "asked for a photo and Orr said"
            start = left
        else:
            break
    occasions = lexicon.context("occasion") if start > floor and classes[start - 1] == "i" else ()
    for cut in range(end - 1, start, -1):  # "Tuesday the minister", "Moscow the minister", "In a statement Holm Albion"
        if classes[cut] == "d" and classes[cut - 1] in "nN":
            return cut
        if classes[cut] == "N" and tokens.words[cut - 1] in occasions:
            return cut
    return start


def _start_before(tokens: Tokens, comma: int, floor: int) -> int:
    """Where the phrase begins that ends before a comma, a bracket of it skipped: `Orr (R), a member,`."""
    if tokens.classes[comma - 1] == "p":
        return comma - 1
    opening = tokens.classes.rfind("(", floor, comma) if tokens.classes[comma - 1] == ")" else comma
    return _walk_left(tokens, opening, floor) if opening >= 0 else comma


def _before_insertion(tokens: Tokens, end: int, floor: int) -> Phrase | None:
    """The phrase before what stands between two commas: `Ana Holm, head of the union,`, `Ana Holm, who resigned,`."""
    classes, comma = tokens.classes, end - (tokens.classes[end - 1] == ",")
    opening = classes.find(",", floor, comma)
    while opening > floor:
        inserted = classes[opening + 1 : comma].replace("iQ", "in")  # "Lotte Tierney, author of “Nine Miles”, said"
        first = opening + 1 + (tokens.words[opening + 1] in ("when", "if"))
        asked = tokens.words[first] in lexicon.context("asked")  # "Orr, when asked about the flood, had said"
        told = inserted[asked * (first - opening) :].partition("w")[0]
        if OBJECT_RELATIVE.match(inserted) or DOES.search(inserted):  # "which Ana Orr, the mayor, called"
            opening = classes.find(",", opening + 1, comma)
            continue
        sound = asked or not re.search("^&|[CvQ.;s]", told) or re.fullmatch("(?:p|[dnN']+)C", inserted)
        if classes[opening - 1] in "nN)p" and inserted and sound:
            start = _start_before(tokens, opening, floor)
            adverbial = start > floor and classes[start - 1] in "iD"  # "In a March interview, Orr, the mayor, said"
            if start < opening and not adverbial:
                return start, (end if inserted[0] in "dnNw#" else opening)
        opening = classes.find(",", opening + 1, comma)
    return None
