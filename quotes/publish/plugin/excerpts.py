"""Words in their place: a quotation in its paragraph, and long texts cut to what a list has room for."""

from __future__ import annotations

from markupsafe import Markup

from quotes.cluster import found_in
from quotes.publish.plugin.cells import CHANGE
from quotes.text import BREAK

AROUND = 150  # characters of a long text on either side of what is looked for in it
LONG = 280  # characters of a text in a list
GAP = Markup('” <span class="gap">[…]</span> “')


def quoted(words: str) -> Markup:
    """Words between marks, which close and open again where the article has words of its own."""
    return Markup("“{}”").format(words).replace(BREAK, GAP)


def shortened(text: str, most: int = LONG) -> str:
    """A text, or as many of its first words as have room, with … for the others."""
    return text if len(text) <= most else f"{text[: _end(text, most)]} …"


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
        return Markup("{}").format(shortened(text, 2 * LONG))
    start, end = _behind(text, found.start), _before(text, found.end)
    before, after = _around(text, start, end)
    return Markup("{}<mark>{}</mark>{}").format(before, text[start:end], after)


def changed(difference: str) -> str:
    """A marked difference, or of a long one the first change and those that have room beside it."""
    changes = [change.span() for change in CHANGE.finditer(difference)]
    if len(difference) <= LONG or not changes:
        return shortened(difference)
    begin = changes[0][0]
    end = max((stop for _, stop in changes if stop - begin <= LONG), default=changes[0][1])
    before, after = _around(difference, begin, end)
    return f"{before}{difference[begin:end]}{after}"


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Some words before and behind a stretch of a text, with … for those beyond."""
    begin = _begin(text, start - AROUND) if start > AROUND else 0
    stop = _end(text, end + AROUND) if end + AROUND < len(text) else len(text)
    before, after = text[min(begin, start) : start], text[end : max(stop, end)]
    return f"… {before}" if begin else before, f"{after} …" if stop < len(text) else after


def _begin(text: str, place: int) -> int:
    """The next place where a word begins, outside of a break."""
    return _behind(text, text.find(" ", place) + 1 or place)


def _end(text: str, place: int) -> int:
    """The last place before where a word ends, outside of a break; `place` itself in a word without end."""
    return _before(text, max(text.rfind(" ", 0, place), 0) or place)


def _behind(text: str, place: int) -> int:
    """A place, or the end of the break that it is within."""
    at = text.rfind(BREAK, 0, place + len(BREAK) - 1)
    return max(place, at + len(BREAK)) if at >= 0 else place


def _before(text: str, place: int) -> int:
    """A place, or the beginning of the break that it is within."""
    at = text.rfind(BREAK, 0, place + len(BREAK) - 1)
    return at if at >= 0 and place < at + len(BREAK) else place
