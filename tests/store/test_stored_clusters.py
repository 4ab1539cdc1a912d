"""Quotations of one utterance are one cluster, before and after an article is corrected."""

from pathlib import Path

import pytest
from newsroom import HARBOUR, PUMPS, TEA, article, clusters, corrected, rows, store
from test_upkeep import unfindable

from quotes.cluster import keys
from quotes.store import Lookup, open_store, recluster

SHORTER = "We asked for the pumps in November and were told to wait."
LONGER = f"{PUMPS[:-1]} but the river never waits for any council in this valley."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def canonical(path: Path) -> list[str]:
    """The wordings that stand for the clusters."""
    return [text for (text,) in rows(path, "SELECT text FROM quotes WHERE is_canonical ORDER BY cluster_id")]


def test_variants_share_a_cluster_and_others_do_not(path: Path) -> None:
    """Marks, case, spelling and a cut end do not part them; a negation does."""
    store(
        path,
        article("1", f"Nora Feldgate: “{PUMPS}”", f"Helen Askew: “{TEA}”"),
        article("2", f"Nora Feldgate: “{PUMPS.upper()}”", f"Helen Askew: “{TEA.replace('colour', 'color')}”"),
        article("3", f"Nora Feldgate: “{SHORTER}”", f"Tom Askew: “{PUMPS.replace('were told', 'were not told')}”"),
    )
    assert [len(texts) for texts in clusters(path)] == [3, 2, 1]


def test_each_cluster_has_one_wording_that_stands_for_it(path: Path) -> None:
    """The wording printed most; a later majority changes it."""
    store(path, article("1", f"Nora Feldgate: “{SHORTER}”"))
    assert canonical(path) == [SHORTER]
    store(path, *(article(str(number), f"Nora Feldgate: “{PUMPS}”", f"Day {number}.") for number in (2, 3, 4)))
    assert canonical(path) == [PUMPS]


def test_of_prints_that_differ_in_marks_the_most_frequent_stands_then_the_longer(path: Path) -> None:
    bare, loud, shouted = PUMPS[:-1], f"{PUMPS[:-1]}!", f"{PUMPS[:-1]}!!"
    expected = [(PUMPS, PUMPS), (bare, PUMPS), (loud, loud), (shouted, shouted), (bare, bare), (PUMPS, PUMPS)]
    for number, (printed, stands) in enumerate(expected):
        store(path, article(str(number), f"Nora Feldgate: “{printed}”", f"Day {number}."))
        assert canonical(path) == [stands]


def test_an_excerpt_is_a_fragment_of_what_it_is_cut_from(path: Path) -> None:
    """Whichever of the two is read first."""
    excerpt = "it rose faster than I could carry the flour"
    for number, order in enumerate(((TEA, excerpt), (excerpt, TEA))):
        target = path.with_name(f"{number}.db")
        store(target, *(article(text, f"Helen Askew: “{text}”") for text in order))
        assert rows(
            target,
            """SELECT part.text, whole.text FROM fragments
            JOIN quotes part ON part.cluster_id = fragment_id JOIN quotes whole ON whole.cluster_id = whole_id""",
        ) == [(excerpt, TEA)]


def test_a_common_phrase_of_two_speakers_is_two_utterances(path: Path) -> None:
    """`We will win` is said by many; one speaker's two printings of it are one."""
    store(
        path,
        *(article(f"{n}", f"{who}: “We will win.”", f"{n}") for n, who in enumerate(("Tom Askew", "Wren Tallis") * 2)),
    )
    assert [len(texts) for texts in clusters(path)] == [2, 2]


def test_members_stay_together_only_if_they_verify_without_the_one_that_left(path: Path) -> None:
    """The beginning and the end of a statement were one with the whole, and are two without it."""
    beginning, end = PUMPS, f"until {LONGER.partition(' until ')[2]}"
    whole = article("1", f"Nora Feldgate: “{LONGER}”", outlet="Courier", given_id=True)
    store(path, whole, article("2", f"Nora Feldgate: “{beginning}”"), article("3", f"Nora Feldgate: “{end}”"))
    assert clusters(path) == [{f"{LONGER} / 1", f"{beginning} / 2", f"{end} / 3"}]
    store(path, corrected(whole, LONGER, HARBOUR))
    assert sorted(map(sorted, clusters(path))) == sorted([[f"{beginning} / 2"], [f"{end} / 3"], [f"{HARBOUR} / 1"]])
    assert sorted(canonical(path)) == sorted([beginning, end, HARBOUR])


def test_members_that_verify_without_the_one_that_left_stay_together(path: Path) -> None:
    """Their cluster keeps its id, so that its page stays where it was."""
    whole = article("1", f"Nora Feldgate: “{LONGER}”", outlet="Courier", given_id=True)
    store(path, whole, article("2", f"Nora Feldgate: “{PUMPS}”"), article("3", f"Nora Feldgate: “{PUMPS.upper()}”"))
    own = "SELECT article, cluster_id FROM quotes WHERE article > '1' ORDER BY article"
    before = rows(path, own)
    store(path, corrected(whole, LONGER, HARBOUR))
    assert rows(path, own) == before


def test_an_empty_cluster_goes_with_its_fragments(path: Path) -> None:
    """What was cut from a statement that nobody prints any more is a statement of its own."""
    whole = article("1", f"Helen Askew: “{TEA}”", outlet="Courier", given_id=True)
    store(path, whole, article("2", "Helen Askew: “it rose faster than I could carry the flour”"))
    assert len(rows(path, "SELECT * FROM fragments")) == 1
    store(path, corrected(whole, TEA, HARBOUR))
    assert rows(path, "SELECT * FROM fragments") == []
    assert len(rows(path, "SELECT * FROM clusters")) == 2


def test_a_fragment_keeps_its_statement_when_another_printing_goes(path: Path) -> None:
    """The statement is still there in a second article."""
    gone = article("1", f"Helen Askew: “{TEA}”", outlet="Courier", given_id=True)
    store(
        path,
        gone,
        article("2", f"Helen Askew: “{TEA}”", "Printed twice."),
        article("3", "Helen Askew: “it rose faster than I could carry the flour”"),
    )
    store(path, corrected(gone, TEA, HARBOUR))
    assert len(rows(path, "SELECT * FROM fragments")) == 1


def test_of_most_variants_only_what_is_their_own_is_indexed(path: Path) -> None:
    """The canonical wording has all its keys, another its deviating ones, a third print of the same words none."""
    texts = {"1": PUMPS, "2": PUMPS.replace("and were", "were"), "3": PUMPS}
    store(path, *(article(n, f"Nora Feldgate: “{text}”", n) for n, text in texts.items()))
    counts = dict(rows(path, "SELECT article, count(*) FROM keys JOIN quotes ON quotes.id = quote_id GROUP BY article"))
    assert counts == {"1": len(keys(PUMPS)), "2": 2}


def test_scratch_and_one_by_one_give_the_same_clusters(path: Path) -> None:
    texts = [
        PUMPS,
        LONGER,
        PUMPS.replace("were told", "were not told"),
        TEA,
        TEA[:60],
        HARBOUR,
        HARBOUR.upper(),
    ]
    store(path, *(article(str(n), f"Nora Feldgate: “{text}”", str(n)) for n, text in enumerate(texts)))
    placed, fragments = clusters(path), len(rows(path, "SELECT * FROM fragments"))
    with open_store(path) as opened:
        assert recluster(opened) == len(placed)
    assert (clusters(path), len(rows(path, "SELECT * FROM fragments"))) == (placed, fragments)
    assert unfindable(path) == []


def test_statements_that_differ_in_what_matters_are_kept_as_close(path: Path) -> None:
    """With the reason, however they came; and no longer when one of them is gone."""
    denied = PUMPS.replace("were told", "were not told")
    second = article("2", f"Nora Feldgate: “{denied}”", outlet="Courier", given_id=True)
    store(path, article("1", f"Nora Feldgate: “{PUMPS}”", f"Helen Askew: “{TEA}”"), second)
    close = """SELECT one.text, other.text, reason FROM close
        JOIN quotes one ON one.cluster_id = one_id JOIN quotes other ON other.cluster_id = other_id"""
    assert rows(path, close) == [(PUMPS, denied, "negation")]
    with open_store(path) as opened:
        recluster(opened)
    assert rows(path, close) == [(PUMPS, denied, "negation")]
    store(path, corrected(second, denied, HARBOUR))
    assert rows(path, close) == []


def test_reclustering_puts_together_what_came_before_the_statement_that_joins_it(path: Path) -> None:
    """Two halves that share little are two clusters until the whole is known; from scratch it is one."""
    beginning, end = PUMPS, f"until {LONGER.partition(' until ')[2]}"
    store(path, *(article(text[:9], f"Nora Feldgate: “{text}”") for text in (beginning, end, LONGER)))
    assert len(clusters(path)) == 2
    with open_store(path) as opened:
        assert recluster(opened) == 1


def test_stored_quotations_are_found_by_some_of_their_words(path: Path) -> None:
    """Best first, by the keys of the words; words that nobody said find nothing."""
    store(path, article("1", f"Helen Askew: “{TEA}”", f"Nora Feldgate: “{PUMPS}”", f"Tom Askew: “{HARBOUR}”"))
    with open_store(path) as opened, opened.engine.connect() as connection:
        lookup = Lookup(connection)
        assert [found.text for found in lookup.candidates(keys("rose faster than I could carry"))][:1] == [TEA]
        assert lookup.candidates(keys("elephants never forget umbrellas")) == []


def test_a_key_that_leads_everywhere_is_ignored(path: Path) -> None:
    """Words that begin hundreds of quotations cost no time and bring no candidates."""
    lines = (
        f"Tom Askew: “I would like to say that number {n} is word{n} of thing{n} and place{n}.”" for n in range(220)
    )
    store(path, article("1", *lines))
    with open_store(path) as opened, opened.engine.connect() as connection:
        assert Lookup(connection).candidates(keys("I would like to say that")) == []
