"""The stages of extraction, one after the other, over one article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from quotes.extract import confidence, dates, kinds, quotations, speakers
from quotes.extract.joining import Found, join
from quotes.extract.occasions import Occasions
from quotes.extract.places import Entry as ReadEntry
from quotes.extract.resolution import NOBODY, Resolver
from quotes.extract.utterances import Statements, Uttered
from quotes.model import Article, Entry, Quote, Span
from quotes.text import unmarked


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
    said = Statements(read, entry, occasions(article.text, entry, quoted, printed), printed)
    quotes = [_quote(article, entry, one, resolver) for one in join(found)]
    moments = said.moments([Uttered(quote.cue, Span(quote.start, quote.end), quote.speaker) for quote in quotes])
    for quote, moment in zip(quotes, moments, strict=True):
        yield replace(quote, spoken_on=moment.on, spoken_basis=moment.basis) if moment and moment.on else quote


def _quote(article: Article, entry: Entry, found: Found, resolver: Resolver) -> Quote:
    """The quotation with its speaker, without its date."""
    attribution, pieces = found.attribution, found.place.pieces
    mention = resolver.mention(attribution.mention)
    resolved = resolver.speaker(mention, entry) if mention else NOBODY
    sure = confidence.of(attribution, mention, resolved, found.kind) if mention and resolved.speaker else 0.0
    speaker = resolved.speaker if sure >= confidence.LEAST else None
    return Quote(
        article=article.id,
        entry=entry.number,
        kind=found.kind,
        text=" ".join(unmarked(piece.of(article.text)) for piece in pieces),
        pieces=pieces,
        context=_context(entry, pieces),
        speaker=speaker,
        mention=mention,
        cue=attribution.cue,
        spoken_on=None,
        spoken_basis=None,
        published_at=entry.published_at or article.published_at,
        confidence=sure if speaker else 0.0,
        rule=attribution.rule,
    )


def _context(entry: Entry, pieces: Sequence[Span]) -> Span:
    """The whole paragraphs that hold a quotation."""
    first, last = (
        entry.paragraphs[bisect_right(entry.paragraphs, piece.start, key=attrgetter("start")) - 1]
        for piece in (pieces[0], pieces[-1])
    )
    return Span(first.start, last.end)
