"""The extraction record: one flat dict a quotation, the contract that scripts and benchmarks rely on."""

from __future__ import annotations

from typing import Any

from quotes.model import Article, Quote, Span

FIELDS = (
    "article", "entry", "kind", "text", "start", "end", "pieces", "speaker", "mention", "mention_start", "mention_end",
    "mention_form", "cue", "cue_start", "cue_end", "spoken_on", "spoken_basis", "published_at", "confidence", "rule",
)  # fmt: skip


def record(quote: Quote, article: Article) -> dict[str, Any]:
    """The record of a quotation: FIELDS in order, offsets in characters counted from its entry's origin."""
    origin = article.entries[quote.entry].origin
    mention = quote.mention.span if quote.mention else None
    values = (
        quote.article, quote.entry, quote.kind, quote.text, quote.start - origin, quote.end - origin,
        [[p.start - origin, p.end - origin] for p in quote.pieces], quote.speaker.name if quote.speaker else None,
        *_placed(mention, article.text, origin), quote.mention.form if quote.mention else "none",
        *_placed(quote.cue, article.text, origin),
        quote.spoken_on, quote.spoken_basis, quote.published_at, quote.confidence, quote.rule,
    )  # fmt: skip
    return dict(zip(FIELDS, values, strict=True))


def _placed(span: Span | None, text: str, origin: int) -> tuple[str | None, int | None, int | None]:
    return (span.of(text), span.start - origin, span.end - origin) if span else (None, None, None)
