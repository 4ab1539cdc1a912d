"""Where a new quotation goes among stored ones."""

from __future__ import annotations

from quotes.cluster import Candidate, Placement, canonical, place, vote

VARGA, HOLM = 1, 2
LONG = "Whatever it takes, we will rebuild the old harbour and open it in spring, for this town lives by its boats"


def test_a_variant_joins_its_cluster() -> None:
    stored = [Candidate(10, 7, LONG, VARGA), Candidate(11, 8, "My sister plays the violin", VARGA)]
    assert place(LONG.replace("old ", ""), VARGA, stored) == Placement(7)


def test_the_nearest_of_two_clusters_is_joined() -> None:
    stored = [Candidate(10, 7, LONG.replace("Whatever it takes, ", ""), None), Candidate(11, 8, LONG, None)]
    assert place(LONG.upper(), None, stored).cluster == 8


def test_without_candidates_a_quotation_is_a_cluster_of_its_own() -> None:
    assert place(LONG, VARGA, []) == Placement(None)


def test_an_excerpt_is_part_of_a_cluster_and_the_whole_holds_it() -> None:
    excerpt = "we will rebuild the old harbour"
    assert place(excerpt, VARGA, [Candidate(10, 7, LONG, VARGA)]) == Placement(None, part_of=(7,))
    assert place(LONG, VARGA, [Candidate(10, 7, excerpt, VARGA)]) == Placement(None, holds=(7,))


def test_a_changed_negation_is_close_to_the_cluster() -> None:
    denied = LONG.replace("we will", "we will not")
    assert place(denied, VARGA, [Candidate(10, 7, LONG, VARGA)]) == Placement(None, close_to=(7,))


def test_a_cluster_is_not_joined_when_its_longest_member_differs_in_a_number() -> None:
    stored = [
        Candidate(10, 7, "we will build a wall around this harbour", None),
        Candidate(11, 7, "we will build a wall around this harbour, and it will be 500 metres long", None),
    ]
    text = "we will build a wall around this harbour, and it will be 100 metres long"
    assert place(text, None, stored) == Placement(None, close_to=(7,))


def test_what_stands_for_a_cluster_decides_whether_a_text_joins_it() -> None:
    cut = "we will rebuild the old harbour and open it"
    stored = [Candidate(10, 7, LONG, None, is_canonical=True), Candidate(11, 7, cut, None)]
    assert place("rebuild the old harbour and open", None, stored) == Placement(None, part_of=(7,))
    assert place(f"{cut} in spring, for this town lives", None, stored).cluster == 7


def test_a_short_phrase_of_two_speakers_is_two_clusters() -> None:
    assert place("We will win", VARGA, [Candidate(10, 7, "We will win!", HOLM)]) == Placement(None)


def test_a_short_phrase_of_an_unknown_speaker_joins() -> None:
    assert place("We will win", None, [Candidate(10, 7, "We will win!", HOLM)]).cluster == 7
    assert place("We will win", VARGA, [Candidate(10, 7, "We will win!", None)]).cluster == 7


def test_a_long_wording_of_two_speakers_is_one_cluster() -> None:
    assert place(LONG, VARGA, [Candidate(10, 7, LONG, HOLM)]).cluster == 7


def test_a_short_phrase_is_no_fragment_of_another_speakers_statement() -> None:
    assert place("rebuild the old harbour", HOLM, [Candidate(10, 7, LONG, VARGA)]) == Placement(None)


def test_the_fullest_of_the_wordings_printed_most_stands_for_a_cluster() -> None:
    cut, full = "We will rebuild the harbour", "We will rebuild the harbour next year"
    assert canonical([cut, full, cut.upper(), full]) == 1
    assert canonical([cut, cut, cut, cut, full]) == 0
    assert canonical(["we will go", "We will go", "We will go"]) == 1


def test_of_equal_texts_the_first_stands_for_the_cluster() -> None:
    assert canonical(["We will go", "We will go"]) == 0


def test_votes_count_rare_keys_most() -> None:
    assert vote({1: [5], 2: [3, 4, 5, 6], 3: [3, 4]}) == [5, 3, 4, 6]
    assert vote({1: [5], 2: [3, 4]}, limit=2) == [5, 3]
