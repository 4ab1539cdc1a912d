"""Learns `quotes/extract/weights/ranking.json`: who of several candidates said a quotation.

    python training/rank.py TRAIN.jsonl

TRAIN.jsonl: articles of PolNeAR's training part, `{id, text, attributions: [{source, cue, content}]}` with spans as
lists of [start, end]. The same file gives the same weights.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from softmax import Case, run

from quotes.extract.attribution import kinds, speakers
from quotes.extract.attribution.candidates import Candidate, candidates
from quotes.extract.attribution.paragraphs import Attribution
from quotes.extract.attribution.places import Entry, Place
from quotes.extract.attribution.ranking import WEIGHTS
from quotes.extract.marks import quotations
from quotes.model import Article
from quotes.read import read

PENALTY = 1.0
SWAPPED = frozenset("said says told added wrote asked".split())  # sources of the corpus that are cues by a slip
Row = dict[str, Any]


def cases(path: str) -> Iterator[Case]:
    """Every quotation of the articles with its candidates, as the rules meet them."""
    gold = {row["id"]: row for row in map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())}
    for article in read(path):
        if isinstance(article, Article):
            attributions = [_repaired(a, article.text) for a in gold[article.id]["attributions"]]
            yield from _of_article(article, attributions)


def _repaired(attribution: Row, text: str) -> Row:
    """An attribution with source and cue in their places."""
    if len(attribution["source"]) == 1 and text[slice(*attribution["source"][0])].strip().lower() in SWAPPED:
        return {**attribution, "source": attribution["cue"], "cue": attribution["source"]}
    return attribution


def _of_article(article: Article, attributions: Sequence[Row]) -> Iterator[Case]:
    single = quotations.quotes_with_single(article.text, [p for entry in article.entries for p in entry.paragraphs])
    for entry in article.entries:
        marked = quotations.find(article.text, entry.paragraphs, single=single)
        if not marked:
            continue
        seen: list[Case] = []
        place_entry = Entry(article.text, entry.paragraphs, marked)

        def settle(
            place: Place,
            decided: Attribution,
            previous: Attribution,
            seen: list[Case] = seen,
            within: Entry = place_entry,
        ) -> Attribution:
            looks = kinds.looks_reported(within, place, decided)
            found = candidates(within, place, decided, previous, looks_reported=looks)
            sources = gold_sources(place, attributions)
            right = [is_right(one, sources) for one in found]
            seen.append(Case(article.id, [one.features for one in found], right))
            return decided

        speakers.walk(place_entry, settle)
        yield from seen


def gold_sources(place: Place, attributions: Sequence[Row]) -> list[list[int]]:
    """The source spans of the attribution that holds most of a quotation; empty for none."""
    for attribution in attributions:
        shared = sum(
            max(0, min(end, piece.end) - max(start, piece.start))
            for start, end in attribution["content"]
            for piece in place.pieces
        )
        if 2 * shared > sum(map(len, place.pieces)):
            return list(attribution["source"])
    return []


def is_right(candidate: Candidate, sources: Sequence[Sequence[int]]) -> bool:
    """True if a candidate's mention overlaps a source, or nobody is named and there is none."""
    mention = candidate.attribution.mention
    if mention is None:
        return not sources
    return any(start < mention.end and mention.start < end for start, end in sources)


if __name__ == "__main__":
    run("Learn who of several candidates said a quotation.", lambda path, _: list(cases(path)), WEIGHTS, PENALTY)
