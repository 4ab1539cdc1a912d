"""How one wording differs from another, in plain characters."""

from __future__ import annotations

import itertools

import pytest

from quotes.cluster import differences
from quotes.publish.wording import difference, plain

LONG = (
    "We asked for the pumps in November, and we were told to wait until the spring, and then the river came up again."
)
WORDS = LONG.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG, None),
        (LONG.upper(), None),
        (LONG.replace("pumps ", ""), "[-pumps-]"),
        (LONG.replace("spring,", "summer,"), "[-spring,-] {+summer,+}"),
        (LONG.replace("told", "firmly told"), "{+firmly+}"),
    ],
    ids=["same", "case", "dropped", "replaced", "added"],
)
def test_what_differs_is_marked(text: str, expected: str | None) -> None:
    found = difference(LONG, text)
    assert found is None if expected is None else expected in str(found)


@pytest.mark.parametrize("places", list(itertools.combinations(range(0, len(WORDS), 3), 2)), ids=str)
def test_a_comparison_without_the_shared_ends_finds_the_same(places: tuple[int, int]) -> None:
    """They are left out because comparing takes time, and most wordings differ in a word or two."""
    first, last = places
    variants = (
        [*WORDS[:first], *WORDS[first + 1 :]],
        [*WORDS[:first], "other", *WORDS[first + 1 : last], "words", *WORDS[last + 1 :]],
        [*WORDS[:first], *WORDS[last:]],
        WORDS[first:last],
    )
    for variant in map(" ".join, variants):
        assert difference(LONG, variant) == plain(differences(LONG, variant)) or difference(LONG, variant) is None
