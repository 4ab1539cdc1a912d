"""Whole collections clustered from scratch, good ones and bad ones."""

from __future__ import annotations

import random

import pytest

from quotes.cluster import cluster, differences, keys, place, verify

HARBOUR = "Whatever it takes, we will rebuild the old harbour and open it in spring, for this town lives by its boats"
EXCERPT = "we will rebuild the old harbour"
DENIED = HARBOUR.replace("we will", "we will not")
VIOLIN = "My sister played the violin at the opening of the school, and nobody listened to her"
TEXTS = [HARBOUR, HARBOUR.upper(), HARBOUR.replace(" old", ""), EXCERPT, f"“{EXCERPT}”", DENIED, VIOLIN, HARBOUR]


def test_variants_are_one_cluster_and_a_denial_is_another() -> None:
    members = cluster(TEXTS).members
    assert members[0] == members[1] == members[2] == members[7]
    assert members[3] == members[4]
    assert len({members[0], members[3], members[5], members[6]}) == 4


def test_a_cluster_is_named_by_its_canonical_row() -> None:
    assert cluster(TEXTS).members[:3] == [0, 0, 0]


def test_an_excerpt_is_a_fragment_of_the_statement() -> None:
    found = cluster(TEXTS)
    assert (found.members[3], found.members[0]) in found.fragments


def test_clusters_do_not_depend_on_the_order_of_rows() -> None:
    def contents(texts: list[str]) -> set[frozenset[str]]:
        members = cluster(texts).members
        return {frozenset(t for t, m in zip(texts, members, strict=True) if m == own) for own in members}

    shuffled = TEXTS[:]
    random.Random(3).shuffle(shuffled)
    assert contents(shuffled) == contents(TEXTS)


def test_a_popular_cut_does_not_join_two_statements_with_different_numbers() -> None:
    cut = "we will build a wall around this harbour"
    wholes = [f"{cut}, and it will be {number} metres long" for number in (100, 500)]
    members = cluster([cut, cut, cut, *wholes]).members
    assert members[3] != members[4]


def test_variants_of_two_opposite_statements_stay_with_their_own() -> None:
    close, open_ = (
        [
            f"The board will {does} the old fish market before the end of this summer",
            f"The board will {does} the old fish market before the end of this sumer",
            f"Well, the board will {does} the old fish market before the end of this summer, as planned",
            f"The board will {does} the old market before the end of this summer",
        ]
        for does in ("close", "not close")
    )
    found = cluster([*close, *open_])
    assert found.members == [2, 2, 2, 2, 6, 6, 6, 6]
    assert found.close == [(2, 6)]


def test_a_cut_that_leaves_out_what_two_statements_differ_in_is_one_of_theirs() -> None:
    whole = "The board will {} the old fish market, and the whole town will hear of it before the end of summer"
    cut = "and the whole town will hear of it before the end of summer, said the board"
    statements = [whole.format("close"), whole.format("not close")]
    members = cluster([*statements, *statements, f"The old fish market, {cut}"]).members
    assert members[0] != members[1]
    assert members[4] in (members[0], members[1])


def test_a_short_phrase_of_two_speakers_is_two_clusters_and_unknown_ones_join_the_more_frequent() -> None:
    texts = ["We will win", "we will win!", "We will win.", "We will win"]
    members = cluster(texts, ["Ines Varga", "Ines Varga", "Tom Holm", None]).members
    assert members[0] == members[1] == members[3] != members[2]


def test_a_long_wording_of_two_speakers_is_one_cluster() -> None:
    assert cluster([HARBOUR, HARBOUR], ["Ines Varga", "Tom Holm"]).members == [0, 0]


def test_no_rows_are_no_clusters() -> None:
    found = cluster([])
    assert (found.members, found.fragments) == ([], [])


ODD = {
    "empty": "",
    "white-space": " \n ",
    "one-word": "Never",
    "punctuation": "?!…",
    "other-punctuation": "—",
    "emoji": "👍🎉",
    "other-emoji": "🙃",
    "cyrillic": "Мы победим в этой войне",
    "arabic": "سوف ننتصر في هذه الحرب",
    "chinese": "我们会赢得这场战争",
    "hindi": "हम यह युद्ध जीतेंगे",
    "bracket": "[applause]",
    "control": "\x01\x02",
    "half-a-character": "\ud800",
}


def test_odd_texts_stay_apart() -> None:
    members = cluster(list(ODD.values())).members
    assert len(set(members)) == len(ODD) - 1  # white space alone is as empty as nothing


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_break_nothing(text: str) -> None:
    assert verify(text, text).relation == "same"
    assert verify(text, HARBOUR).relation == "different"
    assert differences(HARBOUR, text) is not None
    assert place(text, None, []).cluster is None
    assert isinstance(keys(text), list)


def test_a_variant_in_another_script_is_found() -> None:
    members = cluster(
        ["Мы победим в этой долгой войне", "«Мы победим в этой долгой войне!»", "我们会赢", "我们会赢。"]
    ).members
    assert members == [members[0], members[0], members[2], members[2]]


def invented(words: int, seed: int) -> str:
    """A text of so many words that no other text has."""
    pick = random.Random(seed)
    return " ".join("".join(pick.choices("bcdfglmnprst", k=3)) + pick.choice("aeiou") for _ in range(words))


def test_clusters_do_not_depend_on_how_many_processes_share_the_work() -> None:
    texts = [cut for seed in range(6_000) for cut in (invented(9, seed), invented(9, seed).rpartition(" ")[0])]
    found = cluster(texts)
    assert len(set(found.members)) == 6_000
    assert cluster(texts, processes=2) == found


def test_many_identical_quotations_and_an_endless_one_come_back_and_are_right() -> None:
    endless = invented(5_000, seed=1)
    members = cluster([HARBOUR] * 1_000 + [endless, endless.replace("a", "A"), endless[:20_000]]).members
    assert set(members[:1_000]) == {0}
    assert members[1_000] == members[1_001] == members[1_002]


def test_endless_texts_are_verified_and_told_apart() -> None:
    words = invented(5_000, seed=1).split()
    changed = [*words[:100], "harbour", *words[101:4_000]]
    assert verify(" ".join(words), " ".join(changed)).relation == "close"
    assert len(differences(" ".join(words), " ".join(changed))) == 4


def test_fifty_thousand_words_are_one_quotation_among_others() -> None:
    words = invented(50_000, seed=1).split()
    changed = [*words[:100], "harbour", *words[101:40_000]]
    found = cluster([" ".join(words), " ".join(words).upper(), " ".join(changed), HARBOUR])
    assert len(set(found.members)) == 3
    assert len(found.close) == 1


def test_ten_thousand_prints_of_one_wording_are_one_cluster() -> None:
    pick = random.Random(2)
    prints = ["".join(word + pick.choice((" ", ", ", " - ", "; ")) for word in HARBOUR.split()) for _ in range(10_000)]
    assert len(set(cluster(prints).members)) == 1


def test_thousands_that_differ_in_a_number_or_name_stay_apart() -> None:
    numbers = [f"We lost {number} boats in the storm that night and nobody came to help us" for number in range(2_000)]
    names = [f"I told {invented(1, seed).title()} that the ferry would sail on Monday" for seed in range(500)]
    members = cluster(numbers + names).members
    assert len(set(members[:2_000])) == 2_000
    assert set(members[:2_000]).isdisjoint(members[2_000:])


def test_two_cuts_of_one_statement_are_one_cluster_with_the_whole() -> None:
    """Though they leave out different words, and one of them is printed more often."""
    cuts = [HARBOUR.replace("rebuild the old", "…"), HARBOUR.replace("for this town", "…")]
    assert len(set(cluster([HARBOUR, cuts[0], cuts[0], cuts[1]]).members)) == 1


def test_statements_that_differ_in_what_matters_are_close() -> None:
    found = cluster([HARBOUR, DENIED, VIOLIN])
    assert found.close == [(0, 1)]
