"""A mention -> the speaker it names within the article: a person's fullest name, a body's, or what it says of them."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from quotes import names
from quotes.extract.grammar import lexicon, phrases
from quotes.extract.grammar.tokens import tokenize
from quotes.extract.people import antecedents, appositions, earlier, mentions, roles
from quotes.extract.people.bodies import Bodies
from quotes.extract.people.cast import Cast
from quotes.extract.people.descriptions import DEFINITE, INDEFINITE, Descriptions
from quotes.extract.people.mentions import HE_SHE, description, head
from quotes.extract.people.persons import Naming, Person, sex_told
from quotes.extract.people.runs import is_institution
from quotes.model import Article, Entry, Mention, Span, Speaker

BODIES = ("institution", "document")
GROUPS = ("group", *BODIES)
NAMEABLE = ("name", "pronoun", "role", "institution")  # forms of mentions
KNOWN = re.compile(r"(?:the|this|that|these|those|his|her|their|its)\s|.*[’']s\s", re.I)  # may be somebody told of
CLEAR = 0.55  # the chance that somebody described is nobody whom the text names, below which it is not clear
END = itemgetter(0)
WHOLE = re.compile(r"[^a-z]|.*[’']s\s")  # what can describe somebody without a determiner: "Orr's aide", not "buzz"
AGENTS = re.compile(r"\w{3,}(?:ers|ors|ists|ians|ees)")  # islanders
INNER = re.compile(r".*\s(?:of|from|by|to|with)\s(?P<noun>an?\s.+)", re.S)  # "a talk by a mayor who"
BESIDE = 400  # characters before a surname in which a namesake in full makes it doubtful
ANYBODY = frozenset(("person", "source", "man", "woman", "spokesperson"))
ANAPHORIC = re.compile(
    r"(?:the|his|her|their|its)\s|(?!(?:An?|One|Some|Another|Other|Many|Several|Most|Two|Three|No)\s)[A-Z]"
)
MOOD = re.compile(r"(?:[Aa]n?\s)?(?!related)(?P<how>[a-z-]+(?:ed|ing|y|ful|ous))\s")  # "a stunned Orr", "an angry Orr"
PARTS = re.compile(r"[^,(]+(?=,|\s\(|\Z)")  # of a mention
JOINED = re.compile(r"\b(?:for|from|at|with|in|on|to|about|against|by|and|or)\s")
ANOTHER = re.compile(r"\b(?:to|who|which|that|\w+ing)\b")
WHAT = re.compile(r"\bwhat\s$")
# Taxpayers for Sense
BODY_FOR = re.compile(r"(?:The |the )?(?!\w*ss )[A-Z][a-z]+s for (?:(?:the |a )?[A-Z][\w’'-]*\s?)+")
OF_BODY = re.compile(r"\s(?:of|at|from|for|with)\s")  # behind a name
OF = re.compile(r"\bof\s")
FOR_FIELD = re.compile(  # "Minister for Health"
    r"(?:\b(?:[Ss]ecretary|[Mm]inister) of )?\b(?P<noun>\w+) for (?:the )?(?P<field>[A-Z].*)", re.S
)
PARENT = re.compile(r"\w+[- ]of[- ](?:one|two|three|four|five|six|seven|eight|nine|ten)\s$")  # "father of two Tom Orr"
NOT_FIELD = frozenset(("late", "former", "new", "then"))
BY = re.compile(r"\s*by\s+", re.I)
AUTHOR = re.compile(r"\s*(?:[,;|]|\bin\b|\.\s(?=E-?mail))\s*")  # what stands behind the name in a byline


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a mention names (nobody: not clear), how that was found out, and how likely it is where that was weighed."""

    speaker: Speaker | None
    how: str
    chance: float = 1.0


NOBODY = Resolved(None, "nobody")


class Resolver:
    """Resolves the mentions of one article, in the order of its quotations."""

    def __init__(self, article: Article, quoted: Sequence[Span] = ()) -> None:
        """Read an article; `quoted` are the places between its marks, in order."""
        headings = [text for entry in article.entries for text in (entry.heading, entry.author)]
        beside = dict.fromkeys(filter(None, (article.title, article.standfirst, article.author, *headings)))
        self.article = article
        self.text = article.text
        self._quoted = quoted
        self.cast = Cast(article.text, beside)
        self._spoken: dict[int, list[tuple[int, Speaker]]] = defaultdict(list)  # by entries and ends of mentions
        self._speakers: dict[Span, Resolved] = {}  # by their mentions
        self._namings: dict[tuple[int, int], Naming | None] = {}  # that end mentions
        self._bodies = Bodies(article.text, self.cast, quoted)
        self._descriptions = Descriptions(self.cast, quoted)

    def mention(self, span: Span | None) -> Mention | None:
        """The mention at a place, with its form: a name where a person's name ends what it says before a comma."""
        return self._mention(span) if span else None

    def name(self, place: Span, entry: Entry) -> str | None:
        """The fullest name of the person or body that a phrase means; None where it is not clear, or means several."""
        mention = self._mention(place)
        if mention.form not in NAMEABLE or place.of(self.text).lower() == "they":
            return None
        speaker = (self._speakers.get(place) or self._resolved(mention, entry)).speaker
        return speaker.name if speaker and speaker.kind in ("person", "institution") else None

    def _naming(self, span: Span) -> Naming | None:
        """The naming of a person that ends a mention, or the part of it before a comma, bracket or relative clause."""
        place = span.start, span.end
        if place not in self._namings:
            self._namings[place] = self._naming_at_end(span)
        return self._namings[place]

    def _naming_at_end(self, span: Span) -> Naming | None:
        relative = mentions.RELATIVE.search(self.text, span.start, span.end)
        end = relative.start() if relative else span.end
        parts = [Span(*part.span()) for part in PARTS.finditer(self.text, span.start, end)]
        for part in parts:
            for naming in reversed(self.cast.named_between(part.start, part.end)):
                if naming.end == part.end or self.text[naming.end : part.end] in ("'s", "’s", "'", "’"):
                    before = self.text[part.start : naming.start]
                    is_theirs = _is_title(before) or self._is_in_a_mood(naming, before)
                    return naming if is_theirs else self._naming_of_body(part)
        return next(filter(None, map(self._naming_of_body, parts)), None)

    def _is_in_a_mood(self, naming: Naming, before: str) -> bool:
        """True if the words before a surname only tell how its one bearer is: `an angry`, not `a second`."""
        mood = None if naming.is_full else MOOD.fullmatch(before)
        is_mood = mood is not None and mood["how"] not in lexicon.heads()  # not "a deputy"
        return is_mood and len(self.cast.fitting(naming.of(self.text))) == 1

    def _naming_of_body(self, part: Span) -> Naming | None:
        """The naming that begins a part of a mention, with the body behind it: `Ana Orr of the firm Brown`."""
        first = next(iter(self.cast.named_between(part.start, part.start + 2)), None)
        return first if first and OF_BODY.match(self.text, first.end, part.end) else None

    def speaker(self, mention: Mention, entry: Entry) -> Resolved:
        """Whom a mention names, remembered for pronouns behind it; nobody where an antecedent is not clear."""
        resolved = self._speakers[mention.span] = self._resolved(mention, entry)
        if resolved.speaker:
            insort(self._spoken[entry.number], (mention.span.end, resolved.speaker), key=END)
        return resolved

    def _spoke_before(self, place: Span, entry: Entry) -> tuple[int, Speaker | None]:
        """Who spoke last in an entry before a place, and where the text names them."""
        told = self._spoken[entry.number]
        number = bisect_right(told, place.start, key=END)
        return told[number - 1] if number else (entry.span.start, None)

    def _resolved(self, mention: Mention, entry: Entry) -> Resolved:
        phrase = mention.span.of(self.text)
        match mention.form:
            case "pronoun":
                return self._pronoun(phrase.lower(), mention.span, entry)
            case "name":
                return self._named(phrase, mention.span)
            case "role":
                return self._role(phrase, mention.span, entry)
            case "institution":
                _, last = self._spoke_before(mention.span, entry)
                name = self._bodies.name(phrase, mention.span, entry, last)
                return Resolved(Speaker(name, "institution"), "described body" if name.islower() else "body")
            case "group":
                together = self._together(phrase, mention.span)
                return Resolved(Speaker(together or self._descriptions.fullest(phrase, entry), "group"), "group")
        return Resolved(Speaker(description(phrase), "document"), "document")

    def _named(self, phrase: str, span: Span) -> Resolved:
        naming = self._naming(span)
        name = naming.of(self.text) if naming else mentions.name_in(phrase) or phrase
        start = naming.start if naming else self.text.find(name, span.start)
        naming = naming or next(iter(self.cast.named_between(start, start + len(name))), None)
        person = naming.person if naming else self.cast.meant(name, start)
        if person and self._is_namesake(name, start, person):
            return NOBODY
        role = next(iter(appositions.roles_beside(self.text, start, name)), None) or (person.role if person else None)
        plain = person.name if person else names.parse(name).plain or name
        how = "full" if naming and naming.is_full else self._how(name, person, start)
        titled = " titled" if names.parse(name).titles else ""
        return Resolved(Speaker(plain, "person", role), how if " " in plain else f"{how} single{titled}")

    def _together(self, phrase: str, span: Span) -> str:
        """The fullest names of all whom a phrase lists, `Ana Orr and Ben Birk` of `Ms Orr and Birk`; else empty."""
        listed = mentions.joint(mentions.RELATIVE.sub("", phrase))
        told = [who.name for name in listed if (who := self.cast.meant(name, span.start))]
        is_each = len(set(told)) == len(listed) > 0  # not "President and Mrs. Orr"
        return f"{', '.join(told[:-1])} and {told[-1]}" if is_each else ""

    def _is_namesake(self, name: str, start: int, person: Person) -> bool:
        """True for kin by the given name of somebody else: `Ben Birk was jailed. Her husband, Ben, said`."""
        if " " in name or " " not in person.name or not self._is_kin(start):
            return False
        return not any(self._is_kin(at) for at, run in person.places if " " in run)

    def _is_kin(self, at: int) -> bool:
        return roles.ends_in_kin(self.text[max(0, at - 20) : at])

    def _how(self, name: str, person: Person | None, at: int) -> str:
        """How a part of a name was resolved: nobody has it, others have it too, one of them named in full right before,
        or it is one person's."""
        if person is None:
            return "shared" if self.cast.shares(name) else "unknown"
        others = {one for one in self.cast.fitting(name) if one is not person}
        near = self.cast.named_between(at - BESIDE, at) if others else []
        is_beside = any(naming.is_full and naming.person in others for naming in near)
        return "namesake beside" if is_beside else "namesake" if others else "part"

    def _pronoun(self, word: str, span: Span, entry: Entry) -> Resolved:
        if word in HE_SHE:
            if place := earlier.unnamed(self.cast, entry, span, self._quoted):
                meant = self._role(place.of(self.text), place, entry)
                if meant.speaker and meant.speaker.kind == "unnamed":
                    is_new = INDEFINITE.match(self.text, place.start)
                    is_open = not is_new and earlier.may_be_named(self.cast, span)
                    return NOBODY if is_open else replace(meant, how="unnamed")
                person = self.cast.meant(meant.speaker.name, place.start) if meant.speaker else None
                if person and person.gender in (HE_SHE[word], None):
                    return replace(meant, how="he or she")  # "The sheriff left. “No,” he said."
            if earlier.passes_over(self.cast, entry, span, self._quoted):
                return NOBODY
            reference = self.reference(word, span, entry)
            person, chance = antecedents.person(reference)
            is_sexed = person is None or person.gender or all(n.person is person for n in reference.namings)
            is_sexed = is_sexed and not reference.passes(person)
            return Resolved(_person(person), "he or she" if is_sexed else "unsexed", chance)
        if word in ("who", "which", "whom"):
            if place := earlier.relative(self.text, span):
                return replace(self._named(place.of(self.text), place), how="who")
            place = self._before(span)
            return replace(self._resolved(self._mention(place), entry), how="who") if place else NOBODY
        if word == "i":
            author = _one_person(entry.author or self.article.author or "")
            return Resolved(Speaker(author, "person"), "author") if author else NOBODY
        return self._plural(word, span, entry) if word in ("they", "their", "we", "it") else NOBODY

    def reference(self, phrase: str, span: Span, entry: Entry) -> antecedents.Reference:
        """He, she or a description at a place of an entry, with those it may stand for."""
        _, last = self._spoke_before(span, entry)
        return antecedents.Reference(self.cast, entry, phrase, span, self._quoted, last.name if last else None)

    def _plural(self, word: str, span: Span, entry: Entry) -> Resolved:
        """Whom they, we or it means: who of that kind spoke last in the entry, else the last such subject before."""
        one = earlier.unnamed(self.cast, entry, span, self._quoted) if word == "they" else None
        if one and head(description(one.of(self.text))) in ANYBODY:  # "A spokesperson denied it. They added: ..."
            return replace(self._role(one.of(self.text), one, entry), how="unnamed")
        forms = BODIES if word == "it" else GROUPS
        last_end, last = self._spoke_before(span, entry)
        is_own = WHAT.search(self.text, max(0, span.start - 6), span.start)  # "the club rejected what it called"
        place = earlier.subject(self.text, entry, span, forms)
        is_since = place is not None and place.start >= last_end
        if last and last.kind in forms and not is_own and not is_since:
            return Resolved(last, "plural")
        begun = max(place.end, self.text.rfind(f" {word.capitalize()}", place.end, span.start)) if place else 0
        if is_own and place and ANOTHER.search(self.text, begun, span.start):
            return NOBODY  # "the union pressed banks to reject what they called"
        if place is None and word == "they":
            place = earlier.group(self.text, entry, span)
        if place is None:
            body = earlier.named_body(self.cast, entry, span, self._quoted) if is_own and word == "it" else None
            return Resolved(Speaker(body, "institution"), "plural") if body else NOBODY
        return replace(self._resolved(self._mention(place), entry), how="plural")

    def _mention(self, span: Span) -> Mention:
        told = span.of(self.text)
        if told.lower() in mentions.PRONOUNS:
            return Mention(span, "pronoun")
        naming = self._naming(span)
        if _is_body_for(told) and not (naming and " " in naming.person.name):
            return Mention(span, "institution")
        people = {one.person for one in self.cast.named_between(span.start, span.end)} if " and " in told else ()
        is_joint = len(people) > 1 and len(mentions.joint(told)) == len(people)
        form = "group" if is_joint else "name" if naming else mentions.form(told)
        if form == "name" and not (naming and naming.person.is_plain):
            name = naming.person.name if naming else mentions.name_in(told)
            form = "institution" if name and self._bodies.is_told(name) else form
        return Mention(span, form)

    def _before(self, span: Span) -> Span | None:
        """The noun phrase right before a relative pronoun that tells somebody: `an aide` in `an aide who said`."""
        tokens = tokenize(self.text, self._descriptions.line(span.start))
        at = bisect_right(tokens.spans, (span.start, len(self.text))) - 1
        phrase = phrases.antecedent(tokens, at)
        if phrase is None:
            return None
        place = tokens.span(*phrase)
        if self._naming(place):
            return place
        told = place.of(self.text)
        is_open = tokens.classes[at - 1] == "," and self.cast.named_between(place.start, place.end)
        known = head(told) in lexicon.heads() or is_institution(mentions.name_in(told) or "")
        inner = INNER.match(told)
        if not known and inner and span.of(self.text) == "who" and head(inner["noun"]) in lexicon.heads():
            return Span(place.start + inner.start("noun"), place.end)
        is_one = INDEFINITE.match(told) and not mentions.PREPOSITION.search(told)  # "one exhibitor, who"
        return place if (known or is_one) and not is_open else None  # not "an aide to Orr, who"

    def _role(self, phrase: str, span: Span, entry: Entry) -> Resolved:
        """The person whom a definite description means (`The Ukrainian President`), else the description itself."""
        chance = 1.0
        if ANAPHORIC.match(phrase):
            if unnamed := self._descriptions.introduced(phrase, span, entry) or self._anybody(phrase, span, entry):
                return Resolved(Speaker(unnamed, "unnamed"), "unnamed")
            person = self._descriptions.only(phrase, span, entry)
            how = "only one"
            if person is None and mentions.is_epithet(phrase):
                return NOBODY
            if person is None and not self._descriptions.is_owned(span):
                how = "description"
                person, chance = antecedents.person(self.reference(phrase, span, entry))
            if person and person is self._descriptions.telling(span):
                return Resolved(Speaker(description(phrase), "unnamed"), "unnamed", chance)
            if person and self._is_other_sex(span, person):
                return NOBODY
            if person:
                told = description(phrase).removeprefix("the ")
                role = told if lexicon.heads().get(head(told)) == "role" else person.role
                return Resolved(Speaker(person.name, "person", role), how, chance)
            if chance < CLEAR:
                return NOBODY
        told = description(phrase)
        first = told.split()[0]
        is_group = lexicon.heads().get(first) == "group" or _is_agents(first)  # "police leading Orr away"
        is_whole = WHOLE.match(told) or is_group or first in lexicon.sections("words.txt")["determiner"]
        how = "unnamed" if KNOWN.match(told) else "introduced"
        return Resolved(Speaker(told, "unnamed"), how, chance) if is_whole else NOBODY

    def _is_other_sex(self, span: Span, person: Person) -> bool:
        """True where the words behind a description tell of the other sex: `the premier said she had`, of a man."""
        sex = sex_told(self.text, span.end)
        return sex is not None and person.gender not in (None, sex)

    def _anybody(self, phrase: str, span: Span, entry: Entry) -> str | None:
        """Who spoke last without a name, for a word that may mean anybody: `An aide left. “Wait,” the person said.`"""
        _, last = self._spoke_before(span, entry)
        if last is None or last.kind != "unnamed" or not DEFINITE.match(phrase):
            return None
        return last.name if head(description(phrase)) in ANYBODY else None


def _is_body_for(told: str) -> bool:
    """True for `Taxpayers for Sense`, not for `Lawyers for the bank`, who speak for somebody."""
    return BODY_FOR.fullmatch(told) is not None and told.split()[0].lower() not in lexicon.heads()


def _is_agents(noun: str) -> bool:
    """True for the plural of a noun for who does something: `islanders`, not `numbers`."""
    return AGENTS.fullmatch(noun) is not None and noun not in lexicon.context("no-agents")


def _is_title(before: str) -> bool:
    """True if the words before a name may belong to it: `Secretary of State`, not `a spokesman for` or `wife of`."""
    if mentions.is_object(before):
        return False  # "the judge sentencing Birk"
    before = PARENT.sub("", before)
    office = FOR_FIELD.search(before)
    if office and lexicon.is_office(office["noun"], "for"):
        lead, field = before[: office.start()], office["field"]
        return not OF.search(lead) and not JOINED.search(lead) and _is_field(field, field)
    body, *fields = OF.split(before)
    role = before.rpartition(" ")[0].rpartition(" ")[2]
    if fields and is_institution(body.removeprefix("the ").strip()) and lexicon.heads().get(role) == "role":
        return not JOINED.search(before)  # "University of Leeds lecturer"
    return not JOINED.search(before) and (not fields or _is_field(" ".join(fields), fields[-1]))


def _is_field(fields: str, last: str) -> bool:
    """True for what an office may be of, the `last` of them too: `the Bank of Holm`, but not `the late`."""
    small = lexicon.sections("words.txt")["determiner"] | NOT_FIELD
    is_of_somebody = any(lexicon.heads().get(word) == "role" for word in fields.lower().split())
    return not is_of_somebody and not small.issuperset(last.lower().split())


def _one_person(author: str) -> str | None:
    """The name in a byline of one person: `Ana Holm` of `By Ana Holm, Daily Post`, nobody of `Ana Holm and Jo Orr`."""
    if " and " in author:
        return None
    first, *others = map(names.parse, AUTHOR.split(BY.sub("", author)))
    is_body = not first.given or is_institution(first.plain)
    return None if is_body or any(names.letters(other.given) in names.KNOWN_GIVEN for other in others) else first.plain


def _person(person: Person | None) -> Speaker | None:
    return Speaker(person.name, "person", person.role) if person else None
