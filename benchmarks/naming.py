"""Which name stands beside each quotation, when it was spoken, and how sure that is, against gold, counted by article.

Gold is one passage a line, `{id, entry, start, end, kind, speaker, speaker_aliases, mention_type, utterance_date}`, and
`date_disputed` where two readers differed, so that no date is judged; `kind` is `direct`, `mixed` or `not_quote`. A
record finds a passage if the two share at least four fifths of the characters of both together; of several the one that
shares most is judged. Names are compared without case, accents and titles.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes import names

Row = dict[str, Any]
SHARED = 0.8
SURE = 0.9
PRONOUNS = ("pronoun",)


def read_gold(path: Path) -> dict[str, list[Row]]:
    """The passages of a gold file by article."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        found[row["id"]].append(row)
    return found


def judge(gold: Sequence[Row], records: Mapping[int, Sequence[Row]]) -> Counter[str]:
    """What was found, named and dated rightly among an article's gold passages, by its records of each entry."""
    count: Counter[str] = Counter()
    for row in gold:
        best = max(records.get(row.get("entry", 0), ()), key=lambda record: overlap(record, row), default=None)
        best = best if best and overlap(best, row) >= SHARED else None
        if row["kind"] == "not_quote":
            count.update({"other": 1, "other_reported": best is not None})
        else:
            count.update({"passage": 1, "found": best is not None})
            count.update(_judged(best, row))
    return count


def overlap(one: Row, two: Row) -> float:
    """Shared characters over the characters of both together, 0 to 1."""
    shared = min(one["end"], two["end"]) - max(one["start"], two["start"])
    return max(0, shared) / (max(one["end"], two["end"]) - min(one["start"], two["start"]))


def _judged(best: Row | None, row: Row) -> Counter[str]:
    """What is right in the record that found a passage."""
    accepted = {names.fold(name) for name in (row["speaker"], *row["speaker_aliases"]) if name}
    given = best is not None and best["speaker"] is not None and bool(accepted)
    right = given and best is not None and names.fold(best["speaker"]) in accepted
    chance = best["confidence"] if best else 0.0
    agreed = not row.get("date_disputed")
    settled, dated = row["utterance_date"] is not None, best is not None and best["spoken_on"] is not None
    pronoun = row.get("mention_type") in PRONOUNS and bool(accepted)
    count = Counter(
        {
            "kind_right": best is not None and best["kind"] == row["kind"],
            "named": bool(accepted),
            "name_given": given,
            "name_right": right,
            "pronoun": pronoun,
            "pronoun_right": pronoun and right,
            "sure": given and chance >= SURE,
            "sure_right": right and chance >= SURE,
            "date": settled and agreed,
            "date_right": settled and agreed and best is not None and best["spoken_on"] == row["utterance_date"],
            "undated": not settled and agreed and best is not None,
            "date_invented": not settled and agreed and dated,
        }
    )
    if given:
        bin_ = min(9, int(chance * 10))
        count[f"bin{bin_}"] += chance - right  # how much more was promised than was right
    return count
