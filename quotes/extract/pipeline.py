"""The stages of extraction, one after the other, over one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from quotes.extract import confidence
from quotes.extract.attribution import kinds, speakers
from quotes.extract.attribution.joining import Found, join
from quotes.extract.attribution.places import Entry as ReadEntry
from quotes.extract.dating import dates
from quotes.extract.dating.occasions import Occasions
from quotes.extract.dating.utterances import Moment, Statements, Uttered
from quotes.extract.marks import quotations
from quotes.extract.people.resolution import NOBODY, Resolver
from quotes.model import Article, Entry, Mention, Quote, Span, Speaker


class Named(NamedTuple):
    """Who is named as the speaker of a quotation, if it is clear, and how likely that is right."""

    mention: Mention | None
    speaker: Speaker | None
    confidence: float


def extract(
    article: Article, *, resolver: type[Resolver] = Resolver, occasions: type[Occasions] = Occasions
) -> list[Quote]:
    """The direct and mixed quotations of an article in order of their place, with speaker, date and evidence.

    The same article gives the same quotations, whatever came before it.
    """
    single = quotations.quotes_with_single(article.text, [p for entry in article.entries for p in entry.paragraphs])
    marked = [quotations.find(article.text, entry.paragraphs, single=single) for entry in article.entries]
    if not any(marked):
        return []
    resolved = resolver(article, [piece for entry in marked for pieces in entry for piece in pieces])
    return [
        quote
        for entry, found in zip(article.entries, marked, strict=True)
        for quote in _entry(article, entry, found, resolved, occasions)
    ]


def _entry(
    article: Article,
    entry: Entry,
    marked: Sequence[tuple[Span, ...]],
    resolver: Resolver,
    occasions: type[Occasions],
) -> Iterator[Quote]:
    """The quotations of one entry: who is named beside each, joined, resolved and dated in the order of the text."""
    if not marked:
        return
    read = ReadEntry(article.text, entry.paragraphs, marked)
    attributions = speakers.attribute(read)
    found = [
        Found(place, attribution, kinds.kind(read, place, attribution))
        for place, attribution in zip(read.places, attributions, strict=True)
        if kinds.is_reported(place, attribution)
    ]
    quoted = [piece for pieces in marked for piece in pieces]
    printed = dates.day(entry.published_at or article.published_at)
    dated = occasions(read, quoted, printed, partial(resolver.name, entry=entry))
    said = Statements(read, entry, dated, printed)
    joined = join(found)
    named = [_name(entry, one, resolver) for one in joined]
    uttered = [
        Uttered(one.attribution.cue, one.place.span, name.speaker, one.attribution.rule)
        for one, name in zip(joined, named, strict=True)
    ]
    for one, name, moment in zip(joined, named, said.moments(uttered), strict=True):
        yield _quote(article, entry, one, name, moment)


def _name(entry: Entry, found: Found, resolver: Resolver) -> Named:
    """Who is named as the speaker of a quotation."""
    mention = resolver.mention(found.attribution.mention)
    resolved = resolver.speaker(mention, entry) if mention else NOBODY
    sure = confidence.of(found.attribution, mention, resolved, found.kind) if mention and resolved.speaker else 0.0
    return Named(mention, resolved.speaker, sure) if sure >= confidence.LEAST else Named(mention, None, 0.0)


def _quote(article: Article, entry: Entry, found: Found, name: Named, moment: Moment | None) -> Quote:
    attribution, place = found.attribution, found.place
    return Quote(
        article=article.id,
        entry=entry.number,
        kind=found.kind,
        text=" ".join(place.quoted),
        pieces=place.pieces,
        context=Span(entry.paragraphs[place.first[0]].start, entry.paragraphs[place.last[0]].end),
        speaker=name.speaker,
        mention=name.mention,
        cue=attribution.cue,
        spoken_on=moment.on if moment else None,
        spoken_basis=moment.basis if moment and moment.on else None,
        published_at=entry.published_at or article.published_at,
        confidence=name.confidence,
        rule=attribution.rule,
    )
