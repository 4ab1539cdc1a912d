"""Derives the word lists in quotes/cluster/data from WordNet and from the British and American spelling lists.

Offline and repeatable; nothing at run time needs it. On Debian:

    apt-get install wordnet-base wamerican wbritish
    python benchmarks/derive_word_lists.py /usr/share/wordnet /usr/share/dict quotes/cluster/data
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
WORDNET = "WordNet 3.0 (Debian wordnet-base), Copyright 2006 by Princeton University; see LICENCES.md"
SCOWL = "SCOWL (Debian wamerican, wbritish), Copyright 2000-2011 by Kevin Atkinson; see LICENCES.md"

# British pattern, American replacement; a pair is kept only where both dictionaries bear it out.
SPELLINGS = [
    ("our", "or"), ("is", "iz"), ("ys", "yz"), ("ll", "l"), ("l", "ll"), ("re", "er"), ("ence", "ense"),
    ("ogue", "og"), ("amme", "am"), ("ae", "e"), ("oe", "e"), ("grey", "gray"), ("que", "ck"), ("sc", "sk"),
    ("ough", "ow"), ("yre", "ire"), ("gement", "gment"), ("geing", "ging"), ("mould", "mold"), ("oust", "ust"),
    ("oeuv", "euv"), ("minium", "minum"), ("ctise", "ctice"), ("ctis", "ctic"), ("pyj", "paj"), ("kerb", "curb"),
    ("plough", "plow"), ("draught", "draft"), ("cque", "ck"), ("tt", "t"), ("pp", "p"), ("xion", "ction"),
]  # fmt: skip


class Synset(NamedTuple):
    """One sense: its words, (word, synset, word) of the antonyms it points to, and the synsets of like adjectives."""

    words: list[str]
    antonyms: list[tuple[int, str, int]]
    similar: list[str]


def main(wordnet: Path, dictionaries: Path, out: Path) -> None:
    """Writes dictionary.txt, names.txt, spelling.txt, irregular.txt, opposites.txt and synonyms.txt into `out`."""
    american = lower_case_words(dictionaries / "american-english")
    british = lower_case_words(dictionaries / "british-english")
    synsets = {pos: dict(read_synsets(wordnet / f"data.{name}")) for name, pos in POS.items()}
    counts = read_counts(wordnet / "cntlist.rev")
    write(out / "dictionary.txt", "English words in lower case, American and British", SCOWL, american | british)
    names = capitalised_words(dictionaries / "american-english") | capitalised_words(dictionaries / "british-english")
    write(out / "names.txt", "Names known to the dictionaries, in lower case", SCOWL, names - american - british)
    write(out / "spelling.txt", "British spelling, American spelling", SCOWL, spelling_pairs(british, american))
    irregular = irregular_forms(wordnet, american | british)
    write(out / "irregular.txt", "irregular form, its base forms", WORDNET, irregular)
    write(out / "opposites.txt", "words of opposite meaning", WORDNET, antonym_pairs(synsets, counts))
    write(out / "synonyms.txt", "words that can mean the same", WORDNET, synonym_pairs(synsets, counts))


def write(path: Path, what: str, origin: str, lines: Iterable[str]) -> None:
    """A list in our format: a header that says what and where from, then one entry a line, sorted."""
    path.write_text(f"# {what}.\n# Derived from {origin}.\n" + "".join(f"{line}\n" for line in sorted(lines)), "utf-8")


def lower_case_words(path: Path) -> set[str]:
    return {word for word in path.read_text("utf-8").split() if re.fullmatch("[a-z]{2,}", word)}


def capitalised_words(path: Path) -> set[str]:
    return {word.lower() for word in path.read_text("utf-8").split() if re.fullmatch("[A-Z][a-z]+", word)}


def spelling_pairs(british: set[str], american: set[str]) -> Iterator[str]:
    """Pairs of a British and an American spelling, where a rule leads from one to the other.

    One of the two must be unknown to the other list: `filled` and `filed` are two words on both sides.
    """
    for word in british:
        made = {new for old, to in SPELLINGS for new in replaced_once(word, old, to)} & american
        made = made - british or (made if word not in american else set())
        if len(made) == 1:
            yield f"{word} {made.pop()}"


def replaced_once(word: str, old: str, new: str) -> Iterator[str]:
    """`word` with one occurrence of `old` replaced, for every place in turn."""
    for place in re.finditer(f"(?={old})", word):
        yield word[: place.start()] + new + word[place.start() + len(old) :]


def irregular_forms(wordnet: Path, dictionary: set[str]) -> Iterator[str]:
    """Forms with the base forms of WordNet's exception lists that plain suffix rules would not find."""
    bases: dict[str, set[str]] = defaultdict(set)
    for name in ("noun", "verb"):
        for line in (wordnet / f"{name}.exc").read_text("ascii").splitlines():
            form, *base = line.split()
            bases[form] |= {word for word in base if word in dictionary and not form.startswith(word)}
    return (" ".join([form, *sorted(found)]) for form, found in bases.items() if found and form in dictionary)


def read_counts(path: Path) -> dict[str, int]:
    """How often each word was met in WordNet's tagged texts, all senses together."""
    counts: dict[str, int] = defaultdict(int)
    for line in path.read_text("ascii").splitlines():
        key, _, count = line.split()
        counts[key.partition("%")[0]] += int(count)
    return counts


def read_synsets(path: Path) -> Iterator[tuple[str, Synset]]:
    """Offset and synset of each line of a WordNet data file."""
    for line in path.read_text("ascii").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        size = int(fields[3], 16)
        words = [re.sub(r"\(.*\)", "", word).lower() for word in fields[4 : 4 + 2 * size : 2]]
        pointers = fields[5 + 2 * size :]
        found = list(zip(*(pointers[i::4] for i in range(4)), strict=False))
        antonyms = [(int(ends[:2], 16) - 1, to, int(ends[2:], 16) - 1) for sign, to, _, ends in found if sign == "!"]
        yield fields[0], Synset(words, antonyms, [to for sign, to, _, _ in found if sign == "&"])


def antonym_pairs(synsets: dict[str, dict[str, Synset]], counts: dict[str, int]) -> set[str]:
    """Pairs of single words that WordNet calls antonyms and its tagged texts know, one of them at least."""
    pairs = set()
    for senses in synsets.values():
        for sense in senses.values():
            for own, target, theirs in sense.antonyms:
                pair = sorted({sense.words[own], senses[target].words[theirs]})
                if len(pair) == 2 and all(map(is_plain, pair)) and any(counts[word] for word in pair):
                    pairs.add(" ".join(pair))
    return pairs


def synonym_pairs(synsets: dict[str, dict[str, Synset]], counts: dict[str, int]) -> set[str]:
    """Pairs of single words of one sense or like ones, both met in the tagged texts, opposites in no sense."""
    opposites = antonym_pairs(synsets, counts)
    pairs = set()
    for senses in synsets.values():
        for sense in senses.values():
            known, like = (
                {word for word in words if is_plain(word) and counts[word] >= 3}
                for words in (sense.words, [word for other in sense.similar for word in senses[other].words])
            )
            pairs |= {" ".join(sorted(pair)) for pair in [*combinations(known, 2), *product(known, like - known)]}
    return pairs - opposites


def is_plain(word: str) -> bool:
    return re.fullmatch("[a-z]{3,}", word) is not None


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
