"""How the wordings of a store differ from those that stand for their clusters: the slowest part of publishing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain

from quotes.cluster.processes import spread
from quotes.publish.wording import difference

PAIRS = """
select i.id, coalesce(first.text, canonical.text), coalesce(broken.text, q.text)
from ids i
join store.quotes q on q.id = i.store_id
left join broken on broken.quote_id = q.id
left join stands on stands.cluster_id = q.cluster_id
left join store.quotes first on first.id = stands.quote_id
left join store.quotes canonical on canonical.cluster_id = q.cluster_id and canonical.is_canonical
where not q.is_canonical and q.text <> coalesce(first.text, canonical.text)
"""


@contextmanager
def differing(connection: sqlite3.Connection) -> Iterator[None]:
    """Fills the table `differing`. Other processes compare the words, and the body of the `with` runs meanwhile."""
    pairs = connection.execute(PAIRS).fetchall()

    def differences(part: slice) -> list[str | None]:
        return [difference(canonical, text) for _, canonical, text in pairs[part]]

    with closing(spread(differences, len(pairs), os.cpu_count() or 1)) as coming:
        first = next(coming, [])  # by now all is given out
        yield
        found = zip((id for id, _, _ in pairs), chain(first, *coming), strict=True)
        connection.executemany("insert into differing values (?, ?)", (one for one in found if one[1] is not None))
