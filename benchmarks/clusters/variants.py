"""Mentions with the changes of variants.toml, which were written apart from every list the project itself uses."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import mentions
from mentions import Row

_LISTS = tomllib.loads(Path(__file__).with_name("variants.toml").read_text(encoding="utf-8"))
_MISREAD = [
    ("m", "rn"),
    ("l", "1"),
    ("o", "0"),
    ("s", "5"),
    ("d", "cl"),
    ("w", "vv"),
    ("h", "b"),
    ("e", "c"),
    ("i", "l"),
]
_OUTER = re.compile(r"^(\W*)(.*?)(\W*)$")
_BOILERPLATE = (
    "We are aware of the reports and we are looking into them as a matter of urgency, and for now",
    "I have full confidence in the people who do this work every day, and let me add that",
    "Like every family in this country we have had to make some hard choices over these years, and",
)


def varied(path: Path, count: int, seed: int) -> Iterator[Row]:
    """So many mentions whose statements are the full wordings of a file of mentions."""
    pick = random.Random(seed)
    statements = [row["text"] for row in mentions.read(path) if row["kind"] == "base" and len(row["text"].split()) >= 8]
    gold = number = 0
    for text in statements:
        rows = _twins(text, gold, pick) if pick.random() < 0.45 else _variants(text, gold, pick)
        for row in rows:
            yield row | {"id": number}
            number += 1
            if number == count:
                return
        gold += 2


def _row(text: str, gold: int, kind: str, *, sibling: int = -1, neg: str = "") -> Row:
    return {"text": text, "gold": gold, "kind": kind, "parent": -1, "sibling": sibling, "neg": neg}


def _twins(text: str, gold: int, pick: random.Random) -> Iterator[Row]:
    """Two statements that differ in what one of the lists changes, each printed a few times."""
    kind = pick.choice([*_LISTS["twins"], "boilerplate"])
    if kind == "boilerplate":
        tails = [" ".join(part) for part in _halves(text.split())]
        pair = [f"{pick.choice(_BOILERPLATE[:1])} {tail}" for tail in tails]
    else:
        pair = _exchanged(text, pick.sample(_members(pick.choice(_LISTS["twins"][kind]), pick), 2), pick)
    for own, (wording, other) in enumerate(((pair[0], 1), (pair[1], 0))):
        yield _row(wording, gold + own, "base", sibling=gold + other, neg=kind)
        for _ in range(pick.randint(0, 2)):
            yield _row(pick.choice((wording, f"“{wording}”", wording.rstrip(".") + ",")), gold + own, "exact")


def _variants(text: str, gold: int, pick: random.Random) -> Iterator[Row]:
    """A statement and its prints, each changed as one of the lists or one of the misprints has it."""
    kind = pick.choice([*_LISTS["same"], *_NOISE])
    wordings = [text]
    if kind in _LISTS["same"]:
        members = _members(pick.choice(_LISTS["same"][kind]), pick)
        wordings = _exchanged(text, pick.sample(members, min(len(members), 4)), pick)
    yield _row(wordings[0], gold, "base")
    for number in range(pick.randint(1, 4)):
        changed = wordings[(number + 1) % len(wordings)] if len(wordings) > 1 else _NOISE[kind](text, pick)
        yield _row(changed, gold, kind)


def _members(group: str, pick: random.Random) -> list[str]:
    """The members of a group, with one number for all of them. `~` stands for nothing."""
    return [
        one.replace("~", "").replace("{n}", str(number))
        for number in [pick.randint(2, 9)]
        for one in group.split(" / ")
    ]


def _exchanged(text: str, words: Sequence[str], pick: random.Random) -> list[str]:
    """The text with each of the words at one place inside it."""
    whole = text.split()
    place = pick.randint(2, len(whole) - 2)
    return [" ".join([*whole[:place], *one.split(), *whole[place:]]) for one in words]


def _halves(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    return words[: len(words) // 2], words[len(words) // 2 :]


def _misread(text: str, pick: random.Random) -> str:
    """Letters of two words misread, as from a scan."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha() and word.islower()]
    for place in pick.sample(long, min(2, len(long))):
        old, new = pick.choice([pair for pair in _MISREAD if pair[0] in words[place][1:]] or [("", "")])
        words[place] = words[place][0] + words[place][1:].replace(old, new, 1)
    return " ".join(words)


def _stammered(text: str, pick: random.Random) -> str:
    words = text.split()
    place = pick.randrange(len(words))
    word = _OUTER.sub(r"\2", words[place])
    return " ".join([*words[:place], word + pick.choice((",", " —", "—", "...", " -")), *words[place:]])


def _hyphenated(text: str, pick: random.Random) -> str:
    """A word broken over a line end."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 6 and word.isalpha() and word.islower()]
    for place in pick.sample(long, min(1, len(long))):
        cut = pick.randint(3, len(words[place]) - 3)
        words[place] = words[place][:cut] + pick.choice(("- ", "-\n", "\u00ad", "-  ")) + words[place][cut:]
    return " ".join(words)


def _elided(text: str, pick: random.Random) -> str:
    words = text.split()
    size = max(1, len(words) // 5)
    start = pick.randint(2, max(2, len(words) - size - 2))
    left_out = " ".join(words[start : start + size]).lower()
    if re.search(r"\b(not|no|never|none|nor|nothing|nobody|without|cannot)\b|n['’]t\b|\d", left_out):
        return text
    return " ".join([*words[:start], pick.choice(("…", "...", "[…]", ". . .", "(…)")), *words[start + size :]])


def _in_brackets(text: str, pick: random.Random) -> str:
    """An editor's word in place of a pronoun, or its first letter changed."""
    words = text.split()
    pronouns = [place for place, word in enumerate(words) if word in ("he", "she", "they", "it", "him", "them", "her")]
    if not pronouns:
        return f"[{text[:1].upper()}]{text[1:]}" if text[:1].isalpha() else text
    words[pick.choice(pronouns)] = pick.choice(("[the minister]", "[Dr Ames]", "[his opponents]", "[the bank]"))
    return " ".join(words)


_NOISE: dict[str, Callable[[str, random.Random], str]] = {
    "misread": _misread,
    "stammer": _stammered,
    "hyphen": _hyphenated,
    "ellipsis": _elided,
    "bracket": _in_brackets,
    "capitals": lambda text, pick: pick.choice((text.upper(), text.title(), text.lower())),
    "cut": lambda text, pick: " ".join(text.split()[: -max(1, len(text.split()) // 6)]) + pick.choice(("", ".", ",")),
    "marks": lambda text, pick: text.replace(", ", pick.choice((" ", " — ", "; "))).replace("’", "'").replace(".", "!"),
}
