"""What stands before a pronoun: the last subject, group or body, and somebody told of without a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from quotes.extract.grammar import clauses, lexicon, phrases, subjects
from quotes.extract.grammar.tokens import DATELINE, Tokens, tokenize
from quotes.extract.marks.quotations import is_quoted
from quotes.extract.people import mentions, roles
from quotes.extract.people.cast import Cast
from quotes.extract.people.runs import RUN, function_words, is_institution
from quotes.model import Entry, Span

CLOSE = 1500  # characters of a long paragraph that are read before they or it
NEAR = 3  # paragraphs back that they or it may point
APPOSED = 4  # characters between a description and the name it goes with
ONE_OF = ("One of ", "Another of ")
OF_SOMEBODY = re.compile(r"(\w+) (?:for|of|to|with) \Z")
INDEFINITE = re.compile(r"(?:An?|One|Another)\s")
WHO = re.compile(r",?\swho\s")
WORD = re.compile(r"\w")
DESCRIBED = re.compile(r"(?:An?|One|Another|The|His|Her|Their)\s")
SUBJECT = re.compile(  # "Suparjo, a guide, denied", "Jago Trevaskis is"
    r"(?=[A-Z])(?:^|(?<=\n)|(?<=[.!?]\s)|(?<=[.!?][”\"]\s))"
    r"(?P<name>[A-Z][\w’'-]+(?=, (?:an?|\d\d?)\b)|[A-Z][\w’'-]+ [A-Z][\w’'-]+(?= (?:is|was|has|had|\w+ed)\b))"
)


def relative(text: str, span: Span) -> Span | None:
    """The place of the name that `who` at a place belongs to: the one right before it, `Orr` in `Orr of Holm, who`."""
    start = max(0, span.start - 120)
    before = re.sub(r"[,\s]+$", "", text[start : span.start])
    runs = list(RUN.finditer(before))
    if not runs or runs[-1].end() != len(before):
        return None
    between = [before[one.end() : two.start()].strip(", ") for one, two in pairwise(runs)]
    while runs[1:] and between[len(runs) - 2] in ("of", "from", ""):  # "Orr of Holm, Ohio, who"
        if not between[len(runs) - 2] and between[len(runs) - 3 : len(runs) - 2] not in (["of"], ["from"]):
            break
        del runs[-1]
    owner = OF_SOMEBODY.search(before, 0, runs[-1].start())
    if is_institution(runs[-1].group()) or (owner and lexicon.heads().get(owner[1]) == "role"):
        return None  # "an aide to Orr who said"
    return Span(start + runs[-1].start(), start + runs[-1].end())


def subject(text: str, entry: Entry, span: Span, forms: tuple[str, ...]) -> Span | None:
    """The place of the last subject before a pronoun that has one of these forms, in its paragraph or those before."""
    return next((one for one in _subjects_before(text, entry, span) if mentions.form(one.of(text)) in forms), None)


def named_body(cast: Cast, entry: Entry, span: Span, quoted: Sequence[Span]) -> str | None:
    """The last subject before `the company`, outside what is quoted, that is a body with a name of its own, or a name
    that is nobody's."""
    for place in _subjects_before(cast.text, entry, span):
        is_dateline = DATELINE.match(cast.text, place.start) or cast.text.startswith(":", place.end)
        if is_dateline or is_quoted(quoted, place.start):
            continue
        told = place.of(cast.text)
        owner = told.replace("’", "'").partition("'s ")[0]  # "NordVind's shares rose"
        if owner != told and is_institution(owner):
            return owner
        name, is_body = mentions.name_in(told), mentions.form(told) == "institution"
        if name and is_body:
            return mentions.description(told).removeprefix("the ")
        if told == name and not cast.named_between(place.start, place.end) and _is_printed_so(cast.text, told):
            return told
    return None


def _is_printed_so(text: str, name: str) -> bool:
    """False for a word that only its place gives a capital: `Shares` where the text has `shares` too."""
    return " " in name or re.search(rf"\b{re.escape(name.lower())}\b", text) is None


def _subjects_before(text: str, entry: Entry, span: Span) -> Iterator[Span]:
    """The places of the subjects before a place, in its paragraph and those before, the last first."""
    for tokens in _paragraphs_before(text, entry, span, NEAR):
        places = (tokens.span(*phrase) for phrase in _subjects(tokens))
        yield from (place for place in places if place.start < span.start)


def unnamed(cast: Cast, entry: Entry, span: Span, quoted: Sequence[Span]) -> Span | None:
    """The place of the last subject before `he` or `she`, outside what is quoted, if that describes somebody without a
    name: in their paragraph, or in the one before if theirs begins with them or their words.

    `A spokesman denied it. "They are friends," he said.`, `Her coach was glad. "They won," she said.`
    """
    sex = mentions.HE_SHE.get(span.of(cast.text).lower())
    number = bisect_right(entry.paragraphs, span.start, key=attrgetter("start")) - 1
    own = entry.paragraphs[number]
    begins = own.start == span.start or is_quoted(quoted, own.start)
    is_first = begins and not WORD.search(cast.text, _quoted_until(quoted, own.start), span.start)  # "“No,” he said."
    if is_first and not number:
        return None
    end = entry.paragraphs[number - 1].end if is_first else span.start
    past = _past_names(cast, entry, end, quoted, sex if is_first else None)
    if (is_first or not begins) and not DESCRIBED.search(cast.text, past, end):
        return None  # as for most
    where = Span(end, end) if is_first else span
    for tokens in _paragraphs_before(cast.text, entry, where, 1 + (begins and not is_first)):
        for phrase in _subjects(tokens):
            place = tokens.span(*phrase)
            is_told = place.end <= span.start and not is_quoted(quoted, place.start)
            is_inserted = phrase[0] and tokens.classes[phrase[0] - 1] in "sw"  # "a spokesman, where three ships sank"
            if is_told and not is_inserted and tokens.classes[phrase[0]] not in "pw":
                named = cast.named_between(place.start, span.start)
                since = [naming for naming in named if not is_quoted(quoted, naming.start)]
                beside = place.end + APPOSED  # "His opponent, Ana Orr, won."
                if any(sex is None or n.start < beside or n.person.gender in (sex, None) for n in since):
                    return None
                return place if _is_unnamed(place.of(cast.text), sex) else None
    return None


def passes_over(cast: Cast, entry: Entry, span: Span, quoted: Sequence[Span]) -> bool:
    """True where a name that no list knows is the last subject before `he`: `Suparjo, a guide, left. "No," he said.`"""
    for match in SUBJECT.finditer(cast.text, _past_names(cast, entry, span.start, quoted), span.start):
        run = match["name"]
        if not function_words().issuperset(run.lower().split()) and mentions.form(run) == "name":
            return True
    return False


def _past_names(cast: Cast, entry: Entry, at: int, quoted: Sequence[Span], sex: str | None = None) -> int:
    """Where the last name (of one who may be of a sex) in a place's paragraph before it ends, outside what is quoted;
    else where the paragraph begins."""
    last = bisect_right(entry.paragraphs, at, key=attrgetter("start"))
    start = max(entry.paragraphs[last - 1].start, at - CLOSE)
    named = (n for n in reversed(cast.named_between(start, at)) if sex is None or n.person.gender in (sex, None))
    return next((naming.end for naming in named if not is_quoted(quoted, naming.start)), start)


def may_be_named(cast: Cast, span: Span) -> bool:
    """True where the text names somebody before `he` or `she` who is of that sex, or of a sex not known."""
    sex = mentions.HE_SHE.get(span.of(cast.text).lower())
    return any(person.first < span.start and person.gender in (sex, None) for person in cast.persons)


def _is_unnamed(phrase: str, sex: str | None) -> bool:
    """True for a subject that tells a person without a name, who may be of a sex: `A spokesman`, `One viewer`."""
    if phrase.startswith(ONE_OF):
        return lexicon.heads().get(mentions.head(phrase.partition(" of ")[2])) == "group"  # "One of the farmers"
    head = mentions.head(mentions.RELATIVE.sub("", phrase))
    kind = lexicon.heads().get(head)
    is_new = kind is None and INDEFINITE.match(phrase) and WHO.search(phrase)  # "A surfer who paddled out"
    is_person = (kind == "role" and DESCRIBED.match(phrase) is not None) or bool(is_new)
    return is_person and roles.sex_of_word(head) in (sex, None)


def _subjects(tokens: Tokens) -> list[phrases.Phrase]:
    """The subjects of a paragraph's reporting clauses and sentences, the last first."""
    found = [clause.subject for clause in clauses.find(tokens)]
    found += [subjects.main(tokens, sentence.stop - 1) for sentence in tokens.ranges if sentence]
    return sorted(filter(None, found), reverse=True)


def group(text: str, entry: Entry, span: Span) -> Span | None:
    """The place of the group last named before `they`, in its paragraph or the one before."""
    for tokens in _paragraphs_before(text, entry, span, 2):
        for at in range(len(tokens) - 1, -1, -1):
            if tokens.spans[at][1] < span.start and lexicon.heads().get(tokens.words[at]) == "group":
                return tokens.span(*phrases.around(tokens, at))
    return None


def _quoted_until(quoted: Sequence[Span], at: int) -> int:
    """Where the quotation ends that a place is in; the place itself where it is in none."""
    last = bisect_right(quoted, at, key=attrgetter("start"))
    return max(at, quoted[last - 1].end) if last else at


def _paragraphs_before(text: str, entry: Entry, span: Span, number: int) -> Iterator[Tokens]:
    """The tokens of a pronoun's paragraph and of those before it, nearest first; of long ones, of their last part."""
    last = bisect_right(entry.paragraphs, span.start, key=attrgetter("start"))
    for paragraph in reversed(entry.paragraphs[max(0, last - number) : last]):
        end = min(paragraph.end, span.end)
        near = Span(max(paragraph.start, min(end, span.start) - CLOSE), end)
        yield tokenize(text, near if len(paragraph) > CLOSE else paragraph)
