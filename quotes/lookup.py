"""Quotations in a database as `quotes.cluster.check` looks into it: by keys, by what is printed, and by cluster."""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from quotes import cluster
from quotes.cluster import Candidate
from quotes.text import spaced

CROWDED = 200  # a key that leads to more quotations tells nothing
PRINTED = 50  # quotations that print some words; `of the` is in nearly all

POSTINGS = f"""
select value, (select group_concat(quote_id) from (select quote_id from keys where key = value limit {CROWDED + 1}))
from json_each(?)
"""
# The first printing of each text of some clusters, by its day and then its uid: wherever that is asked, it is the same.
MEMBERS = """
select id, cluster_id, {text}, speaker_id, 0, min(coalesce(published_at, '~') || ' ' || uid)
from quotes
where cluster_id in (select value from json_each(?)) {still}
group by cluster_id, {text}
"""


class Lookup(ABC):
    """The `Index` that `quotes.cluster` asks for, over tables `quotes` and `keys` of a store or a published file.

    A Candidate is made of a quotation's id and its `columns`; `by_posting` finds those that keys lead to, each behind
    its number there, and `with_words` is how what they print is searched. `text` is their words as readers see them,
    and `still` what more is asked of the members of a cluster.
    """

    columns = "cluster_id, text, speaker_id"
    text = "text"
    still = ""
    by_posting = "select id, id, {} from quotes where cluster_id is not null and id in (select value from json_each(?))"

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def candidates(self, keys: Sequence[int]) -> list[Candidate]:
        """The quotations that share most with these keys, best first."""
        postings = {
            key: list(map(int, listed.split(",")))
            for key, listed in self.db.execute(POSTINGS, [json.dumps(keys)])
            if listed and listed.count(",") < CROWDED
        }
        best = cluster.vote(postings)
        rows = self.db.execute(self.by_posting.format(self.columns), [json.dumps(best)]) if best else ()
        found = {posting: Candidate(*row) for posting, *row in rows}
        return [found[posting] for posting in best if posting in found]

    def printing(self, words: str) -> list[Candidate]:
        """The first quotations that print these words one after the other, case and marks aside."""
        wanted = spaced(words)
        found = (Candidate(*row) for row in self.with_words(words))
        return list(islice((one for one in found if wanted in spaced(one.text)), PRINTED))

    def members(self, clusters: Iterable[int]) -> list[Candidate]:
        """The quotations of these clusters, of each text the one that was printed first."""
        return self.found(MEMBERS.format(text=self.text, still=self.still), clusters)

    def found(self, sql: str, values: Iterable[int]) -> list[Candidate]:
        """The quotations that a statement finds for some values."""
        return [Candidate(*row) for row in self.db.execute(sql, [json.dumps(list(values))])]

    @abstractmethod
    def with_words(self, words: str) -> Iterable[Any]:
        """Rows of `columns` that may print these words, a few of which do not."""
