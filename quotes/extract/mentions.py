"""A mention (he, Mr Smith, the minister) -> the speaker it names within the article, or what it says if nobody is named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from quotes import names
from quotes.extract import clauses, lexicon, phrases
from quotes.extract.cast import RUN, Cast, Person, by_word, is_institution, known, roles_beside
from quotes.extract.tokens import tokenize
from quotes.model import Article, Entry, Mention, Span, Speaker

HE_SHE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
PLURAL = frozenset(("they", "them", "their", "we", "both", "others"))
PRONOUNS = frozenset((*HE_SHE, *PLURAL, "it", "i", "you", "who", "which", "one", "whom"))
RELATIVE = re.compile(r",?\s(?:who|which|whose|that)\b.*", re.S)
ARTICLE_WORD = re.compile(r"(?:the|an?|this|these|those|that|its|their|his|her|one|some)\s+", re.I)
PREPOSITION = re.compile(r"\s(?:of|for|from|at|with|in|on|to|about|against|by|close|familiar)\s")
PAST = 6  # paragraphs back that a pronoun may point


def form(phrase: str) -> str:
    """The form of a mention by its words: one of the model's MENTION_FORMS."""
    words = phrase.lower().split()
    if words[0] in PRONOUNS and len(words) == 1:
        return "pronoun"
    core = RELATIVE.sub("", phrase)
    head = _head(core)
    run = _name_in(core)
    if run and not is_institution(run) and not _is_title(run):
        return "name"
    kind = lexicon.heads().get(head)
    if kind in ("group", "document", "role"):
        return kind
    return "institution" if run or kind else "role"


def _is_title(run: str) -> bool:
    """True for a role in capitals that names nobody: `The Ukrainian President`."""
    return not names.parse(f"the {run}").plain


def _head(phrase: str) -> str:
    """The noun that heads a phrase: `ministers` in `foreign ministers from the Group of Seven`."""
    core = PREPOSITION.split(phrase.split(",")[0])[0]
    words = re.findall(r"[\w’'-]+", core)
    return re.sub(r"[’']s?$", "", words[-1]).lower() if words else ""


def _name_in(phrase: str) -> str | None:
    """The person's or body's name in a mention: the last run of capitals of the first part that has one.

    `French foreign ministry spokesman Christophe Lemoine` gives `Christophe Lemoine`; a name after a preposition only says
    where somebody belongs.
    """
    for part in re.split(r",\s", re.sub(r"\([^)]*\)", "", phrase)):
        core = PREPOSITION.split(part)[0]
        runs = [m for m in RUN.finditer(core) if _is_name_word(m.group(), m.start())]
        last = runs[-1] if runs else None
        if last and (last.end() >= len(core.rstrip("’'s ")) or not lexicon.heads().get(_head(core))):
            return re.sub(r"^The\s(?=.)", "", last.group())
    return None


def _is_name_word(run: str, start: int) -> bool:
    first = run.split(" ")[0].lower()
    return start > 0 or " " in run or (first not in lexicon.heads() and first not in PRONOUNS)


class Resolver:
    """Resolves the mentions of one article in the order of its quotations."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self.article = article
        self.text = article.text
        self.cast = cast
        self.by_word = by_word(cast.persons)
        self.last: dict[int, Speaker] = {}

    def mention(self, span: Span | None) -> Mention | None:
        """The mention at a place, with its form."""
        return Mention(span, form(span.of(self.text))) if span else None

    def names(self, span: Span, entry: Entry, speaker: Speaker) -> bool:
        """True if the phrase at a place names that speaker; two documents are one if their nouns are (`a bill`, `the bill`)."""
        phrase = span.of(self.text)
        if speaker.kind == "document":
            return form(phrase) == "document" and _head(phrase) == _head(speaker.name)
        other = self.speaker(Mention(span, form(phrase)), entry)
        return other is not None and names.fold(other.name) == names.fold(speaker.name)

    def speaker(self, mention: Mention, entry: Entry) -> Speaker | None:
        """The speaker that a mention names; None where a pronoun's antecedent is not clear."""
        phrase = mention.span.of(self.text)
        if mention.form == "pronoun":
            return self._pronoun(phrase.lower(), mention.span, entry)
        if mention.form == "name":
            return self._named(phrase, mention.span)
        if mention.form == "institution":
            return Speaker(self._institution(phrase, entry), "institution")
        if mention.form == "role":
            return self._role(phrase, mention.span, entry)
        if mention.form == "group":
            return Speaker(self._longest(phrase, entry), "group")
        return Speaker(description(phrase), "document")

    def _named(self, phrase: str, span: Span) -> Speaker:
        run = _name_in(RELATIVE.sub("", phrase)) or phrase
        start = self.text.find(run, span.start)
        person = known(self.by_word, run) or self._just_named(run, span.start)
        roles = list(roles_beside(self.text, start, start + len(run), run)) or list(person.roles if person else ())
        name = person.name if person else names.parse(run).plain or run
        return Speaker(name, "person", roles[0] if roles else None)

    def _just_named(self, run: str, start: int) -> Person | None:
        """Of several persons whom a surname fits, the one named in full in the paragraph before or in this one."""
        before = self.text.rfind("\n", 0, max(0, self.text.rfind("\n", 0, start)))
        near = [
            n.person
            for n in self.cast.namings
            if before < n.start < start and names.parse(run).family in n.person.name.split()
        ]
        return near[0] if len(set(map(id, near))) == 1 else None

    def _person(self, person: Person) -> Speaker:
        return Speaker(person.name, "person", next(iter(person.roles), None))

    def _pronoun(self, word: str, span: Span, entry: Entry) -> Speaker | None:
        if word in HE_SHE:
            person = self._antecedent(HE_SHE[word], span, entry)
            return self._person(person) if person else None
        if word in ("who", "which", "whom"):
            return self._relative(span)
        if word == "i":
            author = entry.author or self.article.author
            return Speaker(author, "person") if author else None
        if word in ("they", "their", "we", "it"):
            return self._before(word, span, entry)
        return None

    def _antecedent(self, sex: str, span: Span, entry: Entry) -> Person | None:
        """The person that he or she means: near, of that gender, named as a subject. None if two are as likely."""
        scores: dict[str, tuple[float, Person]] = {}
        for naming in self.cast.namings:
            if not entry.span.start <= naming.start < span.start:
                continue
            gender = naming.person.gender or naming.sex
            if gender not in (sex, None):
                continue
            score = self._closeness(naming.start, naming.end, span) + (1.0 if gender == sex else 0.0)
            if naming.person.name not in scores or score >= scores[naming.person.name][0]:
                scores[naming.person.name] = (score, naming.person)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        return ranked[0][1] if ranked and ranked[0][0] > -2.0 * PAST else None

    def _closeness(self, start: int, end: int, span: Span) -> float:
        """How likely a name at `start` is what a pronoun at `span` means: nearness, and whether it stands as a subject."""
        between = self.text.count("\n", start, span.start)
        before, after = self.text[max(0, start - 12) : start], self.text[end : end + 14]
        begins = not before.strip(" “\"'‘") or before.rstrip()[-1:] in '.\n!?”"'
        score = -2.0 * min(between, PAST + 1) - 0.002 * (span.start - end) + (1.2 if begins else 0.0)
        if re.match(r"[’']s\b", after):
            score -= 0.8
        word = re.match(r",?\s(\w+)", after)
        if word and word.group(1) in lexicon.cues():
            score += 1.2
        if re.search(r"\b(?:of|with|for|to|by|on|about|against|in|from|at|called|than)\s$", before):
            score -= 0.8
        return score

    def _relative(self, span: Span) -> Speaker | None:
        """The phrase that `who` belongs to: what stands right before it."""
        before = re.sub(r"[,\s]+$", "", self.text[max(0, span.start - 120) : span.start])
        runs = list(RUN.finditer(before))
        if runs and runs[-1].end() == len(before) and not is_institution(runs[-1].group()):
            start = span.start - 120 + runs[-1].start() if span.start > 120 else runs[-1].start()
            return self._named(runs[-1].group(), Span(start, start + len(runs[-1].group())))
        return None

    def _before(self, word: str, span: Span, entry: Entry) -> Speaker | None:
        """The last group (they, we) or body (it) that spoke earlier in the entry."""
        kinds = ("group", "institution", "document") if word != "it" else ("institution", "document")
        last = self.last.get(entry.number)
        if last and last.kind in kinds:
            return last
        return self._subject_before(kinds, span, entry) or (self._group_before(span, entry) if word == "they" else None)

    def _group_before(self, span: Span, entry: Entry) -> Speaker | None:
        """The group last mentioned in the paragraph of `they`, or the one before."""
        for paragraph in reversed([p for p in entry.paragraphs if p.start <= span.start][-2:]):
            tokens = tokenize(self.text, paragraph)
            for at in range(len(tokens) - 1, -1, -1):
                if tokens.spans[at][1] < span.start and lexicon.heads().get(tokens.words[at]) == "group":
                    return Speaker(description(tokens.span(*phrases.around(tokens, at)).of(self.text)), "group")
        return None

    def _subject_before(self, kinds: tuple[str, ...], span: Span, entry: Entry) -> Speaker | None:
        """The group or body that last reported something in the paragraphs just before, quoted or not."""
        for paragraph in reversed([p for p in entry.paragraphs if p.start <= span.start][-3:]):
            tokens = tokenize(self.text, paragraph)
            ends = [
                n for n in range(len(tokens)) if n + 1 == len(tokens) or tokens.sentences[n + 1] != tokens.sentences[n]
            ]
            subjects = [clause.subject for clause in clauses.find(tokens)] + [
                clauses.main_subject(tokens, n) for n in ends
            ]
            for subject in sorted(filter(None, subjects), reverse=True):
                place = tokens.span(*subject)
                if place.start < span.start and form(place.of(self.text)) in kinds:
                    return self.speaker(Mention(place, form(place.of(self.text))), entry)
        return None

    def _role(self, phrase: str, span: Span, entry: Entry) -> Speaker:
        """The one person whom the article calls so (`The Ukrainian President`), else the description itself."""
        wanted = _role_key(phrase)
        definite = re.match(r"(?:the|his|her|their|its|[A-Z])", phrase)
        if definite and wanted:
            fits = [p for p in self.cast.persons if any(wanted <= _role_key(role) for role in p.roles)]
            near = [p for p in fits if any(entry.span.start <= at < span.end for at in p.places)]
            exact = [p for p in fits if any(wanted == _role_key(role) for role in p.roles)]
            for choice in (near, exact, fits):
                if len(choice) == 1:
                    return Speaker(choice[0].name, "person", description(phrase).removeprefix("the "))
        return Speaker(description(phrase), "unnamed")

    def _institution(self, phrase: str, entry: Entry) -> str:
        """A body's fullest name in the entry: the one that holds all its words and a country more."""
        name = re.sub(r"[’']s?$", "", description(phrase))
        plain = re.sub(r"^the\s+", "", name, flags=re.I)
        if plain.islower():  # "the agency" is the one body so called
            fits = [body for body in self.cast.institutions if plain in body.lower().split()]
            return fits[0] if len(fits) == 1 and name != plain else name
        pattern = rf"(?:[A-Z][\w-]+(?:[’']s)?\s){{1,2}}{re.escape(plain)}\b"
        for match in re.finditer(pattern, entry.span.of(self.text), re.I):
            country = names.fold(re.sub(r"[’']s$", "", match.group().split()[0]))
            if country in names.COUNTRIES and country not in names.fold(plain):
                return match.group()
        return plain

    def _longest(self, phrase: str, entry: Entry) -> str:
        """The fullest description of a group that the entry, or else the article, gives; only a definite one is anaphoric."""
        own = description(phrase)
        if not re.match(r"the\s|these\s|those\s", own, re.I):
            return own
        for span in (entry.span, Span(0, len(self.text))):
            found = [description(phrase) for phrase in self._phrases(_head(own), span)]
            best = max(found, key=len, default="")
            if len(best) > len(own):
                return best
        return own

    def _phrases(self, head: str, span: Span) -> Iterator[str]:
        """Every noun phrase with this head between two places of the text."""
        for match in re.finditer(rf"\b{re.escape(head)}\b", self.text[span.start : span.end], re.I):
            at = span.start + match.start()
            start = self.text.rfind("\n", 0, at) + 1
            stop = self.text.find("\n", at)
            tokens = tokenize(self.text, Span(start, stop if stop >= 0 else len(self.text)))
            number = bisect_right([place[0] for place in tokens.spans], at) - 1
            if tokens.words[number] == head:
                yield tokens.span(*phrases.around(tokens, number)).of(self.text)

    def note(self, speaker: Speaker | None, entry: Entry) -> None:
        """Remember who spoke last in an entry."""
        if speaker:
            self.last[entry.number] = speaker


def description(phrase: str) -> str:
    """A phrase as a speaker's description: relative clauses and appositions off, a sentence's capital article made small."""
    core = RELATIVE.sub("", phrase).split(",")[0].strip()
    return re.sub(r"^(The|A|An|One|Some|These|Those|This|Its|His|Her|Their)\b", lambda m: m.group().lower(), core)


def _role_key(role: str) -> frozenset[str]:
    """The words of a role that tell it from others, countries under one name: `Ukrainian President` gives ukraine, president."""
    words = re.findall(r"[\w-]+", re.sub(r"[’']s\b", "", role.lower()))
    small = lexicon.sections("words.txt")
    kept = (
        w
        for w in words
        if w not in small["determiner"] and w not in small["preposition"] and w not in ("former", "then")
    )
    return frozenset(names.COUNTRIES.get(word, word) for word in kept)
