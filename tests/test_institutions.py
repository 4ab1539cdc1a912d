"""Institutions: which two names name one, and which phrases name one at all."""

import pytest

from quotes import institutions


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the Kremlin", "Kremlin", True),
        ("Russia’s Foreign Ministry", "the Russian foreign ministry", True),
        ("the Ministry of Foreign Affairs of Russia", "Russian Foreign Ministry", True),
        ("South Korea's Defence Ministry", "the South Korean Ministry of Defence", True),
        ("the United States", "US", True),
        ("the Russian Foreign Ministry", "the Foreign Ministry", False),
        ("Russian army", "Korean army", False),
        ("American Airlines", "US Airlines", False),
        ("Justice Department", "the department", False),
    ],
)
def test_institutions(a: str, b: str, same: bool) -> None:
    """A country may be printed in several ways before an organ of state, and nowhere else."""
    assert institutions.same(a, b) is same


@pytest.mark.parametrize(
    ("phrase", "particular"),
    [
        ("the Kremlin", True),
        ("Velmoria’s foreign ministry", True),
        ("Russian army", True),
        ("ministers from the Group of Seven", True),
        ("Senate Democrats", True),
        ("The White House", True),
        ("the Foreign Ministry", False),
        ("Police", False),
        ("union", False),
        ("Each government", False),
        ("The ministers", False),
    ],
)
def test_particular_bodies(phrase: str, particular: bool) -> None:
    """Only a phrase with a proper name in it means the same body in two articles."""
    assert institutions.is_particular(phrase) is particular
