"""However articles come, change and go, the store stays in order."""

import random
from pathlib import Path

from newsroom import HARBOUR, PUMPS, TEA, article, clusters, rows, store

from quotes.cluster import keys
from quotes.model import Article

WORDINGS = [
    variant
    for whole in (PUMPS, HARBOUR, TEA)
    for variant in (
        whole,
        whole.upper(),
        whole[:45],
        whole.replace("the", "a"),
        whole.replace("was", "was not"),
        f"{whole} Yes.",
    )
]
SPEAKERS = [
    "Nora Feldgate (mayor)",
    "Nóra Feldgate",
    "Feldgate",
    "Tom Askew",
    "the council [group]",
    "the Lakes Conference [group]",
]
IN_ORDER = {
    "every quotation has a cluster": "SELECT id FROM quotes WHERE cluster_id IS NULL",
    "every cluster has one canonical quotation":
        "SELECT id FROM clusters WHERE (SELECT sum(is_canonical) FROM quotes WHERE cluster_id = clusters.id) IS NOT 1",
    "the same words of one speaker are in one cluster":
        "SELECT wording FROM quotes GROUP BY wording, speaker_id HAVING count(DISTINCT cluster_id) > 1",
    "every canonical quotation is indexed":
        "SELECT id FROM quotes WHERE is_canonical AND id NOT IN (SELECT quote_id FROM keys)",
    "no cluster is its own fragment": "SELECT * FROM fragments WHERE fragment_id = whole_id",
    "every speaker is quoted": "SELECT id FROM speakers EXCEPT SELECT speaker_id FROM quotes",
    "every speaker's name is a spelling":
        "SELECT id FROM speakers WHERE name NOT IN (SELECT name FROM aliases WHERE speaker_id = speakers.id)",
    "every spelling is printed": "SELECT speaker_id, name FROM aliases EXCEPT SELECT speaker_id, speaker FROM quotes",
    "every printed spelling is kept":
        "SELECT speaker_id, speaker FROM quotes WHERE speaker_id EXCEPT SELECT speaker_id, name FROM aliases",
    "every role is printed": "SELECT speaker_id, role FROM roles EXCEPT SELECT speaker_id, speaker_role FROM quotes",
    "all references hold": "PRAGMA foreign_key_check",
    "the file is whole": "SELECT * FROM pragma_integrity_check WHERE integrity_check != 'ok'",
}  # fmt: skip


def test_the_store_stays_in_order(tmp_path: Path) -> None:
    """Through a hundred and twenty additions and corrections, drawn by lot."""
    path, lot = tmp_path / "store.db", random.Random(7)
    for _ in range(12):
        numbers = lot.sample(range(20), 10)
        store(path, *(_drawn(number, lot) for number in numbers))
        assert {claim: found for claim, sql in IN_ORDER.items() if (found := rows(path, sql))} == {}
        assert unfindable(path) == []
    assert len(clusters(path)[0]) > 5


def unfindable(path: Path) -> list[str]:
    """The printed texts of which some key does not lead to their cluster."""
    led = set(rows(path, "SELECT key, cluster_id FROM keys JOIN quotes ON quotes.id = quote_id"))
    printed = rows(path, "SELECT text, cluster_id FROM quotes")
    return [text for text, cluster in printed if not {(key, cluster) for key in keys(text)} <= led]


def _drawn(number: int, lot: random.Random) -> Article:
    lines = (f"{lot.choice(SPEAKERS)}: “{lot.choice(WORDINGS)}”" for _ in range(lot.randint(0, 4)))
    return article(str(number), f"Number {number}.", *lines, outlet="Courier", given_id=True)
