"""How a variant's printed words are set against the canonical wording."""

from __future__ import annotations

import pytest

from quotes.cluster import Difference, differences, found_in

LAUGHED = "I sold it (laughter) at last"
WHOLE = "Whatever it takes, we will rebuild the old harbour and open it in spring."

EXAMPLES = {
    "marks-and-case": ("We’ll see “it”!", "we'll see it", [("same", "We’ll see “it”!", "we'll see it")]),
    "cut-head": (
        WHOLE,
        "We will rebuild the old harbour and open it in spring",
        [
            ("cut", "Whatever it takes,", ""),
            ("same", WHOLE[19:], "We will rebuild the old harbour and open it in spring"),
        ],
    ),
    "cut-both-ends": (
        WHOLE,
        "rebuild the old harbour",
        [
            ("cut", "Whatever it takes, we will", ""),
            ("same", "rebuild the old harbour", "rebuild the old harbour"),
            ("cut", "and open it in spring.", ""),
        ],
    ),
    "elided": (
        WHOLE,
        "Whatever it takes, we will … open it in spring.",
        [
            ("same", "Whatever it takes, we will", "Whatever it takes, we will"),
            ("elided", "rebuild the old harbour and", "…"),
            ("same", "open it in spring.", "open it in spring."),
        ],
    ),
    "deleted": (
        "We will rebuild the old harbour",
        "We will rebuild the harbour",
        [
            ("same", "We will rebuild the", "We will rebuild the"),
            ("deleted", "old", ""),
            ("same", "harbour", "harbour"),
        ],
    ),
    "inserted": (
        "We will rebuild it",
        "We will certainly rebuild it",
        [("same", "We will", "We will"), ("inserted", "", "certainly"), ("same", "rebuild it", "rebuild it")],
    ),
    "replaced": (
        "We will rebuild the big harbour",
        "We will rebuild the large harbour",
        [
            ("same", "We will rebuild the", "We will rebuild the"),
            ("replaced", "big", "large"),
            ("same", "harbour", "harbour"),
        ],
    ),
    "bracket-for-a-word": (
        "They deserve better pay",
        "[The dockers] deserve better pay",
        [("replaced", "They", "[The dockers]"), ("same", "deserve better pay", "deserve better pay")],
    ),
    "the-of-the-next-sentence": (
        "We were told to wait until spring, The river didn’t wait.",
        "wait until the spring, The",
        [
            ("cut", "We were told to", ""),
            ("same", "wait until", "wait until"),
            ("inserted", "", "the"),
            ("same", "spring, The", "spring, The"),
            ("cut", "river didn’t wait.", ""),
        ],
    ),
    "two-small-words": (
        "We asked in November, and we were told to wait until the spring, The river did not wait.",
        "We asked in November and were told to wait until spring, The river didn’t wait.",
        [
            ("same", "We asked in November, and", "We asked in November and"),
            ("deleted", "we", ""),
            ("same", "were told to wait until", "were told to wait until"),
            ("deleted", "the", ""),
            ("same", "spring, The river did not wait.", "spring, The river didn’t wait."),
        ],
    ),
    "laughter": ("I sold it at last", LAUGHED, [("same", "I sold it at last", LAUGHED)]),
    "half-a-contraction": (
        "We won't sell it",
        "We will sell it",
        [("same", "We", "We"), ("replaced", "won't", "will"), ("same", "sell it", "sell it")],
    ),
    "number-in-other-words": ("$2 million", "two million dollars", [("same", "$2 million", "two million dollars")]),
    "nothing-in-common": ("We will go", "No comment", [("replaced", "We will go", "No comment")]),
    "no-variant": ("We will go", "", [("cut", "We will go", "")]),
    "nothing": ("", "", []),
}  # fmt: skip


@pytest.mark.parametrize(("canonical", "variant", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_differences(canonical: str, variant: str, expected: list[tuple[str, str, str]]) -> None:
    assert differences(canonical, variant) == [Difference(*each) for each in expected]  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "other", "_"), EXAMPLES.values(), ids=EXAMPLES)
def test_differences_hold_every_printed_word_of_both_texts(one: str, other: str, _: object) -> None:
    for canonical, variant in ((one, other), (other, one)):
        found = differences(canonical, variant)
        assert " ".join(each.canonical for each in found if each.canonical) == canonical
        assert " ".join(each.variant for each in found if each.variant) == variant


@pytest.mark.parametrize(
    ("excerpt", "place"),
    [
        ("we will rebuild the harbor", "we will rebuild\nthe harbour"),
        ("Whatever the council says", "“Whatever the council [sic] says,"),
        ("$2m", "two million dollars,"),
        ("rebuild … dollars", "rebuild\nthe harbour — for two million dollars,"),
        ("my sister", None),
        ("", None),
    ],
    ids=["other-spelling", "editor-inside", "number", "elided", "not-there", "empty"],
)
def test_an_excerpt_has_its_place_in_the_whole(excerpt: str, place: str | None) -> None:
    whole = "“Whatever the council [sic] says,  we will rebuild\nthe harbour — for two million dollars, he said"
    found = found_in(excerpt, whole)
    assert (found and found.of(whole)) == place
