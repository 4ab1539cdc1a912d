"""The word lists of `lexicons/`, read once: which words report, which can speak, which only join others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent.parent / "lexicons"


def lines(name: str) -> Iterator[str]:
    """The lines of a list, without comments and blank lines."""
    for line in (HOME / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The words of a list by its [sections]; where a line has commas, what stands between them."""
    found: dict[str, list[str]] = {}
    for line in lines(name):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        else:
            words.extend(filter(None, map(str.strip, line.split(","))) if "," in line else line.split())
    return {section: frozenset(words) for section, words in found.items()}


@cache
def context(section: str) -> frozenset[str]:
    """The words of a section of `contexts.txt`."""
    return sections("contexts.txt")[section]


@cache
def settings() -> dict[str, str]:
    """The setting that a word tells of, by the word: `podium`, stage."""
    return {word: setting for setting, words in sections("settings.txt").items() for word in words}


@cache
def bodies() -> frozenset[str]:
    """The names of papers, companies, parties and the like that carry no word that tells them, without `the`."""
    return frozenset().union(*(names for section, names in sections("bodies.txt").items() if section != "the"))


@cache
def papers() -> frozenset[str]:
    """The last words of papers' names that tell them behind `the`: `the Holm Bee`."""
    return sections("bodies.txt")["the"]


@cache
def cues() -> dict[str, tuple[str, str]]:
    """Every form of a reporting verb with its class (see tokens) and frame: `said` gives C, speech."""
    found: dict[str, tuple[str, str]] = {}
    for line in lines("cues.tsv"):
        lemma, forms, frame = line.split("\t")[:3]
        found.setdefault(lemma, ("C" if lemma in forms.split() else "c", frame))  # "read" is the past tense too
        for form in forms.split():
            found.setdefault(form, ("G" if form.endswith("ing") else "C", frame))
    return found


def reports(word: str, *, frame: str = "") -> bool:
    """True for a finite reporting verb, of a frame if one is given: `protests`, but not `protest`."""
    kind, told = cues().get(word, ("", ""))
    return kind == "C" and (not frame or told == frame)


@cache
def heads() -> dict[str, str]:
    """Nouns that can speak, with the form of the mention they head: `ministers` gives group."""
    found: dict[str, str] = {}
    for form, words in sections("heads.txt").items():
        for word in words:
            found.setdefault(word, form)
            plural = word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeo" else word + "s"
            found.setdefault(plural, "group" if form == "role" else form)
    found |= {"men": "group", "women": "group", "wives": "group"}
    return found


def is_office(noun: str, of: str) -> bool:
    """True for an office and the word behind it: `secretary of` (state), `Minister for` (Health)."""
    return of in ("of", "for") and noun.lower() in context("office" if of == "of" else "minister")


@cache
def offices() -> dict[str, str]:
    """Each word for an office with the noun that stands for all of them: `sen` gives senator."""
    return {word: words[0] for words in map(str.split, lines("offices.txt")) for word in words}


@cache
def documents() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each noun for a document with all nouns for it, and the verbs that tell of its appearing: suit, lawsuit; sued."""
    parted = [line.partition(":") for line in lines("documents.txt")]
    told = [(tuple(nouns.split()), tuple(verbs.split())) for nouns, _, verbs in parted]
    return {noun: one for one in told for noun in one[0]}
