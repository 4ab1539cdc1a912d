"""Folded family names as several hands spell them: what transliterations and slips of the pen have in common."""

from __future__ import annotations

import re

DOUBLED = re.compile(r"(.)(?=\1)")  # all but the last of letters that are alike
CONSONANTS = str.maketrans("qgcwfdbz", "kkkvvtps", "aeiouhyj")  # those that outlets confuse are one, vowels none
SLAVIC = (  # endings as each system of transliteration has them, and the one that stands for all
    (re.compile(r"(?<=sk)[iy]{1,2}$"), "y"),
    (re.compile(r"(?<=[bcdfghklmnprstvz])(?:iy|yy|yi|ii)$"), "y"),
    (re.compile(r"(?<=[oe]v)ych$"), "ich"),
)


def respelled(family: str) -> str:
    """A Slavic family name in one transliteration: zelenskiy, zelenskyy, zelenskyi and zelenski give zelensky."""
    if family.endswith(("i", "y", "ych")):
        for ending, one in SLAVIC:
            family = ending.sub(one, family)
    return family.replace("shch", "sch").replace("ks", "x")


def loose(family: str) -> str:
    """A family name in which a slip of the pen does not show: Bennett and Bennet, Smith and Smyth."""
    return DOUBLED.sub("", family.replace("y", "i").replace(" ", ""))


def skeleton(family: str) -> str:
    """The consonants of a name, those that outlets confuse made one: q, g, c, k; w, f, v; d, t; b, p; z, s."""
    consonants = family.replace("x", "ks").replace("ph", "f").translate(CONSONANTS)
    return DOUBLED.sub("", consonants) or family
