"""Derives `quotes/extract/lexicons/verbs.txt`: the word forms that are mostly finite verbs in news.

    python training/derive_verbs.py TRAIN.jsonl.gz TRAIN.silver.jsonl.gz

The files are PolNeAR's training articles, `{id, text}`, and their machine-made tags,
`{id, sents: [[[start, end, tag, ner]]]}`.
Only counts of single words go into the list.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

LIST = Path(__file__).parent.parent / "quotes/extract/lexicons/verbs.txt"
FINITE = ("VBD", "VBZ", "VBP", "MD")
SEEN, SHARE = 3, 0.55
HEADER = """\
# Word forms that are mostly finite verbs (past or present tense) in news.
# Counted from the machine-made part-of-speech tags of PolNeAR's training part (Newell et al. 2018): forms seen three
# times or more, of which at least 55 % are finite. Single word statistics, no sentence of the corpus.
"""


def main(articles: str, tags: str) -> None:
    """Write LIST."""
    with gzip.open(articles, "rt", encoding="utf-8") as rows:
        texts = {row["id"]: row["text"] for row in map(json.loads, rows)}
    seen: Counter[str] = Counter()
    finite: Counter[str] = Counter()
    with gzip.open(tags, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            for start, end, tag, _ in (token for sentence in row["sents"] for token in sentence):
                word = texts[row["id"]][start:end]
                if word.islower():
                    seen[word] += 1
                    finite[word] += tag in FINITE
    kept = (word for word in sorted(seen) if len(word) > 1 and word.replace("-", "").isalpha())
    words = [word for word in kept if seen[word] >= SEEN and finite[word] >= SHARE * seen[word]]
    LIST.write_text(HEADER + "\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
