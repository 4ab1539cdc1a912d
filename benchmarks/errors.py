"""What is wrong behind the figures: errors in classes with counts, and the worst of them first.

A passage may be wrong in its kind, name and date at once; of one that no record found only that is told. Names, kinds
and dates are wrong by the gold that `naming.py` judges by, mentions by the attributions that `attribution.py` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from attribution import Item, Row, Speaker
from naming import Passage

from quotes.model import Article, Span

CLASSES = (  # the worst first: what is said of somebody wrongly, then what is not said, then how it is told
    "name wrong",
    "date wrong",
    "date invented",
    "no quotation, reported",
    "passage not found",
    "name withheld",
    "date missed",
    "kind wrong",
    "mention wrong",
    "mention missed",
    "mention inexact",
)
PARTS = 8  # of a class, told by name
AROUND = 60  # characters of an excerpt before and behind the passage
EDGE = 40  # characters of the passage itself at either end
NO_RECORD: Row = {"confidence": 0.0, "rule": "-"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is said and what gold says; `name` is one of CLASSES, `part` what is counted in it, as `pronoun as role`."""

    name: str
    part: str
    said: str
    gold: str


@dataclass(frozen=True, slots=True)
class Error:
    """A fault with its record's confidence and rule, its place, `article:entry:start-end`, and an excerpt of it."""

    fault: Fault
    confidence: float
    rule: str
    place: str
    excerpt: str


def of_passages(passages: Iterable[Passage], article: Article) -> Iterator[Error]:
    """The errors in an article's quotations, names and dates."""
    for one in passages:
        for fault in _faults(one):
            span = Span(one.gold["start"], one.gold["end"])
            yield _error(fault, one.record, article, one.gold.get("entry", 0), span)


def of_speakers(speakers: Iterable[Speaker], article: Article) -> Iterator[Error]:
    """The errors in an article's mentions, one at most for a speaker."""
    for one in speakers:
        best = next(iter(one.right or one.said), None)
        if fault := _mention_fault(one, best, article.text):
            content = one.gold.row["content"]
            span = Span(content[0][0], content[-1][1])
            yield _error(fault, best.row if best else None, article, 0, span)


def classes(errors: Sequence[Error]) -> Iterator[str]:
    """A line for each class of errors: how many there are, and how many of each part."""
    for name in CLASSES:
        parts = Counter(one.fault.part for one in errors if one.fault.name == name)
        if parts:
            told = dict(parts.most_common(PARTS))
            if others := parts.total() - sum(told.values()):
                told["others"] = others
            yield f"{name:24}{parts.total():5}  " + ", ".join(f"{part} {number}" for part, number in told.items())


def worst(errors: Iterable[Error], most: int) -> Iterator[str]:
    """A line for each of the worst errors: by class, and in each the most confident first."""
    for one in sorted(errors, key=lambda one: (CLASSES.index(one.fault.name), -one.confidence))[:most]:
        fault = one.fault
        told = " ".join(f"{fault.part}: {fault.said}; gold: {fault.gold}".split())
        yield f"{fault.name:24}{one.confidence:5.2f}  {one.rule:17}{one.place}  {told}  | {one.excerpt}"


def _faults(one: Passage) -> Iterator[Fault]:
    """All that is wrong of a passage."""
    gold, record = one.gold, one.record
    if record is None:
        if one.is_quotation:
            yield Fault("passage not found", gold["kind"], "nothing", gold["speaker"] or "nobody")
    elif not one.is_quotation:
        yield Fault("no quotation, reported", record["rule"], _name(record), "no quotation")
    else:
        if one.name in ("wrong", "withheld"):
            forms = _as(gold["mention_type"], record["mention_form"])
            yield Fault(f"name {one.name}", forms, _name(record), gold["speaker"])
        if one.date in ("wrong", "invented", "missed"):
            yield _date_fault(one.date, gold["utterance_date"], record)
        if not one.kind_is_right:
            yield Fault("kind wrong", _as(gold["kind"], record["kind"]), record["kind"], gold["kind"])


def _date_fault(verdict: str, day: str | None, record: Row) -> Fault:
    said = f"{record['spoken_on']} (“{record['spoken_basis']}”)" if record["spoken_on"] else "no date"
    return Fault(f"date {verdict}", _ago(day or record["spoken_on"], record["published_at"]), said, day or "no date")


def _mention_fault(one: Speaker, best: Item | None, text: str) -> Fault | None:
    """What is wrong of the mention in the first prediction that covers a speaker's words, a right one if any."""
    gold = " … ".join(text[start:end] for start, end in one.gold.row["source"])
    if best is None:
        return Fault("mention missed", "direct" if one.gold.is_direct else "not direct", "none", gold)
    if not one.right:
        return Fault("mention wrong", best.row["mention_form"], best.row["mention"], gold)
    if not one.is_exact:
        longer, shorter = best.tokens > one.gold.tokens, best.tokens < one.gold.tokens
        part = "longer" if longer else "shorter" if shorter else "shifted"
        return Fault("mention inexact", part, best.row["mention"], gold)
    return None


def _error(fault: Fault, record: Row | None, article: Article, entry: int, span: Span) -> Error:
    record = record or NO_RECORD
    place = f"{article.id}:{entry}:{span.start}-{span.end}"
    excerpt = _excerpt(article.text[article.entries[entry].origin :], span)
    return Error(fault, record["confidence"], record["rule"], place, excerpt)


def _excerpt(text: str, span: Span) -> str:
    """A passage with what stands around it, on one line; the middle of a long one is left out."""
    before, inside, behind = text[: span.start][-AROUND:], span.of(text), text[span.end :][:AROUND]
    if len(span) > 2 * EDGE:
        inside = f"{inside[:EDGE]} […] {inside[-EDGE:]}"
    return " ".join(f"{before}{inside}{behind}".split())


def _name(record: Row) -> str:
    """Who is named, and by which words: `Marion Oake (“she”)`."""
    mention = f" (“{record['mention']}”)" if record["mention"] else ""
    return (record["speaker"] or "nobody") + mention


def _as(gold: str, said: str) -> str:
    """What gold calls something, and what it was taken for if not the same: `pronoun as role`."""
    return gold if gold == said else f"{gold} as {said}"


def _ago(day: str, published: str | None) -> str:
    """How long before the printing a day is."""
    if len(day) < len("2025-03-11"):
        return "month or year"
    if published is None:
        return "article undated"
    days = (date.fromisoformat(published[:10]) - date.fromisoformat(day)).days
    return "same day" if days == 0 else "within a week" if days <= 7 else "longer ago"
