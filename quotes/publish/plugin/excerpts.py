"""A quotation in its paragraph: its words in parts, and the paragraph with the words marked."""

from __future__ import annotations

import re

from markupsafe import Markup

from quotes.cluster import found_in
from quotes.text import unmarked

AROUND = 150  # characters of a long text on either side of what is looked for in it


def parts(context: str, start: int, pieces: list[list[int]]) -> list[str]:
    """The quotation's words, parted where a “she said” stands between; places count in the article's text.

    Pieces between which there are marks and white space alone, as from paragraph to paragraph, stay one part.
    """
    found: list[str] = []
    end = pieces[0][0]
    for begin, stop in pieces:
        words = unmarked(context[begin - start : stop - start])
        if found and not re.search(r"\w", context[end - start : begin - start]):
            found[-1] += f" {words}"
        else:
            found.append(words)
        end = stop
    return found


def highlighted(context: str, start: int, pieces: list[list[int]]) -> Markup:
    """The context with the quotation's pieces in `<mark>`; `start` and the pieces are counted in the article's text."""
    parts, end = [], 0
    for begin, stop in pieces:
        parts.append(
            Markup("{}<mark>{}</mark>").format(context[end : begin - start], context[begin - start : stop - start])
        )
        end = stop - start
    return Markup("").join([*parts, Markup("{}").format(context[end:])])


def holding(text: str, words: str) -> Markup:
    """A text with the stretch in `<mark>` that holds some words; of a long one only what stands around that."""
    found = found_in(words, text)
    if found is None or found.end - found.start > len(text) - 3:  # all of it, but for a mark
        return Markup("{}").format(text)
    begin, end = max(0, found.start - AROUND), found.end + AROUND
    before, after = text[begin : found.start], text[found.end : end]
    before = f"… {before.partition(' ')[2]}" if begin else before
    after = f"{after.rpartition(' ')[0]} …" if end < len(text) else after
    return Markup("{}<mark>{}</mark>{}").format(before, text[found.start : found.end], after)
