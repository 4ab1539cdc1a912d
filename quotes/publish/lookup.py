"""The published file as `quotes.cluster.check` looks into it: by keys, by what is printed, and by cluster."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice

from quotes import cluster
from quotes.cluster import Candidate
from quotes.text import WORD, fold, spaced

CROWDED = 200  # a key that leads to more quotations tells nothing
PRINTED = 50  # quotations that print some words; `of the` is in nearly all
READ = 1000  # quotations that the search index finds, endings aside, and that are looked at for the very words

POSTINGS = f"""
select value, (select group_concat(quote_id) from (select quote_id from keys where key = value limit {CROWDED + 1}))
from json_each(?)
"""
BY_ID = "select id, cluster_id, text, speaker_id from quotes where id in (select value from json_each(?))"
MEMBERS = """
select min(id), cluster_id, text, speaker_id
from quotes
where cluster_id in (select value from json_each(?))
group by cluster_id, text
"""
WITH_WORDS = f"""
select id, cluster_id, text, speaker_id
from quotes
where id in (select rowid from quotes_fts where quotes_fts match ? limit {READ}) and cluster_id is not null
"""


class Lookup:
    """Published quotations: the `Index` that `quotes.cluster` asks for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db = connection

    def candidates(self, keys: Sequence[int]) -> list[Candidate]:
        """The quotations that share most with these keys, best first."""
        postings = {
            key: list(map(int, listed.split(",")))
            for key, listed in self.db.execute(POSTINGS, [json.dumps(keys)])
            if listed
        }
        best = cluster.vote({key: found for key, found in postings.items() if len(found) <= CROWDED})
        by_id = {row[0]: Candidate(*row) for row in self.db.execute(BY_ID, [json.dumps(best)])} if best else {}
        return [by_id[found] for found in best if found in by_id]

    def printing(self, words: str) -> list[Candidate]:
        """The first quotations that print these words one after the other, case and marks aside."""
        wanted = spaced(words)
        phrase = " ".join(WORD.findall(fold(words))).replace("'", " ")
        found = (Candidate(*row) for row in self.db.execute(WITH_WORDS, [f'"{phrase}"']))
        return list(islice((one for one in found if wanted in spaced(one.text)), PRINTED))

    def members(self, clusters: Iterable[int]) -> list[Candidate]:
        """The quotations of these clusters, the first of each text."""
        return [Candidate(*row) for row in self.db.execute(MEMBERS, [json.dumps(list(clusters))])]
