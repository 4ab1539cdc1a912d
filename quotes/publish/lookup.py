"""The published file as `quotes.cluster.check` looks into it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quotes import lookup
from quotes.text import WORD, fold

READ = 1000  # quotations that the search index finds, endings aside, and that are looked at for the very words
WITH_WORDS = f"""
select id, {{}}
from quotes
where id in (select rowid from quotes_fts where quotes_fts match ? limit {READ}) and cluster_id is not null
"""


class Lookup(lookup.Lookup):
    """Published quotations, with the search index; keys have the numbers of the store."""

    by_posting = """
        select p.store_id, q.id, {} from places p join quotes q on q.id = p.quote_id
        where q.cluster_id is not null and p.store_id in (select value from json_each(?))
    """

    def with_words(self, words: str) -> Iterable[Any]:
        phrase = " ".join(WORD.findall(fold(words))).replace("'", " ")
        return self.db.execute(WITH_WORDS.format(self.columns), [f'"{phrase}"'])
