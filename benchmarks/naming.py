"""Which name stands beside each quotation, when it was spoken, and how sure that is, against gold, counted by article.

Gold is one passage a line, `{id, entry, start, end, kind, speaker, speaker_aliases, mention_type, utterance_date}`, and
`date_disputed` where two readers differed, so that no date is judged; `kind` is `direct`, `mixed` or `not_quote`. A
record finds a passage if the two share at least four fifths of the characters of both together; of several the one that
shares most is judged. Names are compared without case, accents and titles.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes import names

Row = dict[str, Any]
SHARED = 0.8
SURE = 0.9
PRONOUNS = ("pronoun",)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of gold and the record that found it, None if none did."""

    gold: Row
    record: Row | None

    @property
    def is_quotation(self) -> bool:
        return self.gold["kind"] != "not_quote"

    @property
    def kind_is_right(self) -> bool:
        return self.record is not None and self.record["kind"] == self.gold["kind"]

    @property
    def name(self) -> str | None:
        """`right`, `wrong` or, if none is given, `withheld`; None where gold names nobody."""
        accepted = {names.fold(name) for name in (self.gold["speaker"], *self.gold["speaker_aliases"]) if name}
        if not accepted:
            return None
        if self.record is None or self.record["speaker"] is None:
            return "withheld"
        return "right" if names.fold(self.record["speaker"]) in accepted else "wrong"

    @property
    def date(self) -> str | None:
        """`right`, `wrong` or `missed` where gold has one, `invented` or `open` where it has none; None: not judged."""
        day, said = self.gold["utterance_date"], self.record["spoken_on"] if self.record else None
        if self.gold.get("date_disputed") or (day is None and self.record is None):
            return None
        if day is None:
            return "open" if said is None else "invented"
        return "missed" if said is None else "right" if said == day else "wrong"


def read_gold(path: Path) -> dict[str, list[Row]]:
    """The passages of a gold file by article."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        found[row["id"]].append(row)
    return found


def judge(gold: Iterable[Row], records: Mapping[int, Sequence[Row]]) -> list[Passage]:
    """An article's gold passages, each with the one of its records, given by entry, that found it."""
    return [Passage(row, _finding(records.get(row.get("entry", 0), ()), row)) for row in gold]


def count(passages: Iterable[Passage]) -> Counter[str]:
    """What was found, named and dated rightly among passages."""
    total: Counter[str] = Counter()
    for one in passages:
        found = one.record is not None
        if one.is_quotation:
            total.update({"passage": 1, "found": found})
            total.update(_count(one))
        else:
            total.update({"other": 1, "other_reported": found})
    return total


def _finding(records: Iterable[Row], row: Row) -> Row | None:
    """The record that shares most with a passage, if it shares enough."""
    best = max(records, key=lambda record: overlap(record, row), default=None)
    return best if best and overlap(best, row) >= SHARED else None


def overlap(one: Row, two: Row) -> float:
    """Shared characters over the characters of both together, 0 to 1."""
    shared = min(one["end"], two["end"]) - max(one["start"], two["start"])
    return max(0, shared) / (max(one["end"], two["end"]) - min(one["start"], two["start"]))


def _count(one: Passage) -> Counter[str]:
    """What is right in the record that found a quotation."""
    given, right = one.name in ("right", "wrong"), one.name == "right"
    chance = one.record["confidence"] if one.record else 0.0
    pronoun = one.gold.get("mention_type") in PRONOUNS and one.name is not None
    total = Counter(
        {
            "kind_right": one.kind_is_right,
            "named": one.name is not None,
            "name_given": given,
            "name_right": right,
            "pronoun": pronoun,
            "pronoun_right": pronoun and right,
            "sure": given and chance >= SURE,
            "sure_right": right and chance >= SURE,
            "date": one.date in ("right", "wrong", "missed"),
            "date_right": one.date == "right",
            "undated": one.date in ("open", "invented"),
            "date_invented": one.date == "invented",
        }
    )
    if given:
        bin_ = min(9, int(chance * 10))
        total[f"bin{bin_}"] += chance - right  # how much more was promised than was right
    return total
