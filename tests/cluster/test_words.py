"""What counts as the same wording: equal canonical words, equal hashes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from quotes.cluster import keys, wording
from quotes.cluster.words import code, encoded, tokens, words

CANONICAL = {
    "contraction": ("They'd won't", "they would will not"),
    "possessive": ("Varga’s boat", "varga boat"),
    "dotted-initials": ("the U.S. fleet", "the us fleet"),
    "british": ("the colour of honour", "the color of honor"),
    "filled-is-not-filed": ("filled filed", "filled filed"),
    "money": ("$5 million, or five million dollars", "5000000 dollar or 5000000 dollar"),
    "hundreds-and": ("two hundred and five boats", "205 boats"),
    "two-numbers": ("20 five-year plans", "20 5 year plans"),
    "year-in-words": ("nineteen ninety-four", "1994"),
    "percent-in-two-words": ("ten per cent", "10 percent"),
    "ordinal": ("the twenty-first century", "the 21st century"),
    "one-is-a-pronoun": ("one of the boats", "one of the boats"),
    "line-end": ("the light- house", "the lighthouse"),
    "hanging-hyphen": ("pre- and post-war", "pre and post war"),
    "bracket-inside-a-word": ("[T]he boat want[ed]", "the boat wanted"),
    "editorial": ("the [old] boat [sic] (laughter) sank", "the boat sank"),
    "bracketed-negation": ("it is [not] true", "it is not true"),
    "only-a-bracket": ("[applause]", "[ a p p l a u s e ]"),
    "signs": ("?!", "? !"),
    "cyrillic": ("Мы победим", "мы победим"),
    "characters": ("我们会赢", "我 们 会 赢"),
}


@pytest.mark.parametrize(("text", "canonical"), CANONICAL.values(), ids=CANONICAL)
def test_words_have_one_canonical_form(text: str, canonical: str) -> None:
    assert words(text) == canonical.split()


@pytest.mark.parametrize("text", [text for text, _ in CANONICAL.values()], ids=CANONICAL)
def test_words_tokens_and_code_points_agree(text: str) -> None:
    assert [word for token in tokens(text) for word in token.words] == words(text)
    assert encoded(text) == "".join(map(code, words(text)))
    assert " ".join(token.printed for token in tokens(text)) == " ".join(text.split())


def test_equal_words_have_one_hash_of_64_signed_bits() -> None:
    assert wording("We won’t go, [sic] “ever”!") == wording("we will not go ever")
    assert wording("We will go") != wording("We will not go")
    assert -(2**63) <= wording("We will go") < 2**63


def test_texts_without_words_do_not_share_one_hash() -> None:
    assert len({wording(text) for text in ("", "!", "…?", "👍", "👍🎉", "—")}) == 6


def test_keys_are_distinct_and_fit_48_bits() -> None:
    found = keys("We will go, we will go, and we will go again to the old harbour by the sea")
    assert len(found) == len(set(found))
    assert all(0 <= key < 2**48 for key in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drill, baby", "Drill, maybe"),
        ("We shall win", "We will win"),
        ("We must all rest now", "We must not rest now"),
        ("The old boat quickly sank in the bay", "The old ship quickly sank in that bay"),
    ],
)
def test_a_short_variant_shares_a_key(one: str, other: str) -> None:
    assert set(keys(one)) & set(keys(other))


def test_an_empty_text_has_no_keys() -> None:
    assert keys("") == []


def test_results_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from quotes.cluster import cluster, keys, verify, wording\n"
        "texts = ['We will go home', 'we will not go home', 'I say: we will go home', 'We go home', 'Go home!']\n"
        "print(wording(texts[0]), keys(texts[0]), cluster(texts), [verify(a, b) for a in texts for b in texts])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
