"""Date expressions (`on Tuesday`, `in a March 2015 interview`) -> ISO days, months or years, by the day of printing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from quotes.extract.dating import counted

WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
WEEKDAYS |= {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 1, "thurs": 3}
MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9}  # and their first months

# The letters ahead are those that a month or weekday begins with: few places need more than a look at them.
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
MONTH = r"(?=[adfjmnos])(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)\b"
WEEKDAY = r"(?=[fmstw])(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b"
SEASON = r"(?P<season>" + "|".join(SEASONS) + r")\b"
SEASON_OF = rf"(?:{'|'.join(SEASONS)})\s+of\s+"
PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
THIS = r"(?:morning|afternoon|evening)[a-rt-z]?"  # and a letter too many, as live posts are typed: "this afternoonm"

OCCASION = (
    r"(?:\s+(?:[a-z]+\s+){0,2}(?:interview|speech|address|statement|debate|rally|hearing|forum|briefing|conference|meeting|"
    r"tweet|post|email|e-mail|letter|memo|op-ed|column|editorial|remarks|comments?|appearance|broadcast|call|testimony|"
    r"town hall|panel|event|news conference|convention|dinner|report|filing|lawsuit|complaint|article|story|summit|"
    r"edition|episode|show|instal?lment|program(?:me)?|response|rebuttal))\b"
)
# "a 2014 House Committee report"
OF_WORK = "|".join(rf"(?<=\b{word}\s)" for word in "a the its his her their".split()) + r"|(?<=[’']s\s)"
WORK = r"\s+(?:[a-z]+\s+)?(?-i:[A-Z][\w.]*\s+){0,4}(?:book|memoir|essay|study|paper|report|opinion)\b"
NO_DAY_BEFORE = re.compile(
    r"\b(?:an?|one|every|each|some|any|most|the first|a week|Easter|Good|Black|Super|Ash|Cyber)\s$", re.I
)
NO_DAY_AFTER = re.compile(r"['’]s\b|s\b|\s(?:of\s)?last\s(?:week|month|year)")
COMING = re.compile(r"['’]s\s(?:first|next|upcoming|scheduled|planned)\b")  # "Monday's first debate", to come
WORD_BEFORE = re.compile(r"\w\s$")  # before a capital, a name: Ridings Today, the Today programme
NO_PAPER = r"(?<!\bMail )(?<!\bMail on )"
NAME_AFTER = re.compile(r"\s(?![A-Z]{2,}\b)[A-Z][a-z]+\b(?!\s\d)")  # Sunday Times

OF_OCCASION = re.compile(rf"(?:['’]s)?{OCCASION}", re.I)
AHEAD = re.compile(r"\b(?:preview|teaser|trailer|ahead)\b[^.;:“”\"]*$")  # "in a preview of Monday's show"
AT = re.compile(r"\b(?:at|during)\s$", re.I)  # "at Monday's caucus"
OF_ANY = re.compile(r"['’]s\s")
OF_TITLE = re.compile(r"['’]s\s[“\"]")  # "on Friday's “Holm Tonight”"

BROADCAST = r"weekend['’]s\s(?:[a-z]+\sof\s)?(?:[A-Z]+['’]s?\s)?[“\"'](?-i:[A-Z]\w*\s){1,4}"  # on “Holm News Sunday”
FIGURE = re.compile(r"\d")
LAST_YEAR = re.compile(" last year", re.I)
LAST = re.compile(r"\blast\s", re.I)  # "last May", said in May, is a year ago

REACH = 45  # characters on either side of such a word that its expression may have
Settle = Callable[[re.Match[str], date | None], str | None]


def find(text: str, start: int, end: int, printed: date | None) -> tuple[str | None, str] | None:
    """The first date expression of `text[start:end]`: what it settles (None where it settles nothing) and its words.

    `printed` is the day of printing; without it only expressions with a year settle anything.
    """
    for window in _windows(text, start, end):
        for (begin, stop), on in _in_window(text, *window, printed):
            return on, text[begin:stop]
    return None


def find_all(text: str, start: int, end: int, printed: date | None) -> list[tuple[tuple[int, int], str | None]]:
    """The date expressions of `text[start:end]` in order: the place of each, and what it settles (None for nothing)."""
    return [found for window in _windows(text, start, end) for found in _in_window(text, *window, printed)]


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The places around words that only dates have, those that touch as one, and of which kinds these words are."""
    first, last, hints = -1, -1, ""
    part = text[start:end]
    pattern = HINT if any(map(part.__contains__, SMALL)) else CAPITAL  # which few places need more than
    for hint in pattern.finditer(text, start, end):
        if first >= 0 and hint.start() - REACH > last:
            yield first, last, _figured(hints, text, first, last)
            first, hints = -1, ""
        first = first if first >= 0 else max(start, hint.start() - REACH)
        last, hints = min(end, hint.end() + REACH), hints + _hint(hint.group())
    if first >= 0:
        yield first, last, _figured(hints, text, first, last)


def _figured(hints: str, text: str, start: int, end: int) -> str:
    """The kinds of hints, with F for a month that may have its day or year."""
    return hints + "F" if "M" in hints and FIGURE.search(text, start, end) else hints


def _hint(word: str) -> str:
    """The kind of a word that only dates have: D for a weekday, M for a month, # for a year, else its first letter."""
    name = word.lower()
    return "#" if word[0].isdigit() else "D" if name in WEEKDAYS else "M" if name in MONTHS else name[0]


def _in_window(
    text: str, start: int, end: int, hints: str, printed: date | None
) -> Iterator[tuple[tuple[int, int], str | None]]:
    """The date expressions between two places; of two that overlap the one that begins first."""
    found = [
        (match.start(), number, match, settle)
        for number, (needed, pattern, settle) in enumerate(RULES)
        if not needed.isdisjoint(hints)
        for match in pattern.finditer(text, start, end)
    ]
    position = start
    for begin, _, match, settle in sorted(found, key=lambda one: one[:2]):
        if begin >= position:
            position = match.end()
            yield match.span(), settle(match, printed)


def day(iso: str | None) -> date | None:
    """The day of an ISO date or date-time, or None."""
    return date.fromisoformat(iso[:10]) if iso else None


def _weekday(match: re.Match[str], printed: date | None) -> str | None:
    """The latest such day not after printing; `last Tuesday` on a Tuesday is a week before."""
    if printed is None or _is_no_day(match):
        return None
    back = (printed.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    if not back and match.group().lower().find("last") >= 0:
        back = 7
    return (printed - timedelta(days=back)).isoformat()


def _is_no_day(match: re.Match[str]) -> bool:
    """True for `Sunday Times`, `Friday's vote`, `every Monday`, `Tuesday of last week`: no day, or not the latest."""
    before = NO_DAY_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
    is_at = AT.search(match.string, max(0, match.start() - 8), match.start())
    is_ahead = AHEAD.search(match.string, max(0, match.start() - 40), match.start())
    if is_ahead or (COMING.match(match.string, match.end()) and not is_at):
        return True
    if OF_OCCASION.match(match.string, match.end()) and (
        before is None or before.group().lower().strip() in ("a", "an")
    ):
        return False  # "in a Tuesday interview", "at Monday's debate"
    is_on = match.group()[:3].lower() == "on "  # "On Tuesday Orr said"
    if (is_on and OF_TITLE.match(match.string, match.end())) or (is_at and OF_ANY.match(match.string, match.end())):
        return False
    named = not is_on and NAME_AFTER.match(match.string, match.end())
    return bool(before or named or NO_DAY_AFTER.match(match.string, match.end()))


def _full(match: re.Match[str], printed: date | None) -> str | None:
    """A day and month, with a year or else the latest not after printing; None if its weekday contradicts it."""
    given = match.groupdict()
    month, number = MONTHS[given["month"].lower()], int(given["day"])
    year = int(given["year"]) if given.get("year") else printed.year if printed else None
    if year is None:
        return None
    try:
        settled = date(year, month, number)
        if not given.get("year") and printed and settled > printed:
            settled = date(year - 1, month, number)
    except ValueError:
        return None
    if printed and (settled > printed or (not given.get("year") and (printed - settled).days > 300)):
        return None
    if given.get("weekday") and WEEKDAYS[given["weekday"].lower()] != settled.weekday():
        return None
    return settled.isoformat()


def _month(match: re.Match[str], printed: date | None) -> str | None:
    month, year = MONTHS[match["month"].lower()], match.groupdict().get("year")
    if not year and LAST_YEAR.match(match.string, match.end()) and printed:
        year = str(printed.year - 1)
    if not year and printed is None:
        return None
    if not year and printed:
        is_past = month < printed.month or (month == printed.month and not LAST.search(match.group()))
        year = str(printed.year if is_past else printed.year - 1)
    if printed and (int(year or 0), month) > (printed.year, printed.month):
        return None
    return f"{year}-{month:02d}"


def _season(match: re.Match[str], printed: date | None) -> str | None:
    """The year of a season: `the summer of 2015`, `this spring`, `last fall` in a year whose fall is to come."""
    if match["year"]:
        return _year(match, printed)
    if printed is None:
        return None
    is_last, begun = match.group()[:4].lower() == "last", SEASONS[match["season"].lower()] <= printed.month
    if is_last == begun:
        return None  # the last one or this year's; one to come
    return str(printed.year - is_last)


def _year(match: re.Match[str], printed: date | None) -> str | None:
    return None if printed and int(match["year"]) > printed.year else match["year"]


def _ago(match: re.Match[str], printed: date | None) -> str | None:
    """`three days ago`, a day; `four years ago`, a year."""
    if printed is None:
        return None
    number = counted.NUMBERS.get(match["number"].lower()) or int(match["number"])
    return str(printed.year - number) if match["unit"] == "years" else (printed - timedelta(days=number)).isoformat()


def _yesterday(_: re.Match[str], printed: date | None) -> str | None:
    return (printed - timedelta(days=1)).isoformat() if printed else None


def _today(match: re.Match[str], printed: date | None) -> str | None:
    is_name = match.group()[0] == "T" and WORD_BEFORE.search(match.string, max(0, match.start() - 2), match.start())
    return printed.isoformat() if printed and not is_name else None


def _last_month(_: re.Match[str], printed: date | None) -> str | None:
    return (printed.replace(day=1) - timedelta(days=1)).isoformat()[:7] if printed else None


def _this_month(_: re.Match[str], printed: date | None) -> str | None:
    return printed.isoformat()[:7] if printed else None


def _this_year(_: re.Match[str], printed: date | None) -> str | None:
    return str(printed.year) if printed else None


def _last_year(_: re.Match[str], printed: date | None) -> str | None:
    return str(printed.year - 1) if printed else None


def _nothing(_: re.Match[str], __: date | None) -> None:
    """For expressions that settle nothing, so that a word inside them is not taken for one that does."""


# The hints of which a rule needs one (see _hint and _figured), its pattern, and what it settles. Of two that begin
# together the earlier wins.
NAMES = "|".join((WEEKDAY.replace("?P<weekday>", "?:"), MONTH.replace("?P<month>", "?:")))
RULES: list[tuple[frozenset[str], re.Pattern[str], Settle]] = [
    (frozenset(hints), re.compile(pattern, re.I), settle)
    for hints, pattern, settle in (
        ("nfpdmy", counted.EXPRESSION.pattern, _nothing),
        ("D", rf"\b(?:next|coming|this coming)\s+{WEEKDAY}", _nothing),
        ("tl", r"\b(?:(?:earlier|later)\s+)?(?:this|last|next)\s+week\b", _nothing),
        ("t", rf"\blater\s+(?:today|tonight|this (?:month|{THIS}))\b", _nothing),
        ("w", rf"\b{BROADCAST}{WEEKDAY}(?=,?[”\"'])", _weekday),
        ("rew", rf"\b(?:recently|earlier|weekend)\b(?!\s+(?:as|on|in|this|today|yester|{NAMES}))", _nothing),
        ("F", rf"\b(?:on\s+)?(?:{WEEKDAY},?\s+)?(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?", _full),
        ("F", rf"\b(?:on\s+)?(?:{WEEKDAY},?\s+)?{MONTH}\s+{DAY}\b(?:,?\s+{YEAR})?", _full),
        ("F", rf"\b(?:in\s+)?(?:(?:early|late|mid)[\s-]+)?{MONTH}(?:\s+of)?,?\s+{YEAR}", _month),
        ("D", rf"\b{NO_PAPER}(?:(?:late\s+|early\s+)?on\s+|last\s+)?(?<!until )(?<!by ){WEEKDAY}{PART}", _weekday),
        ("yl", r"\b(?:yesterday|last night)\b" + PART, _yesterday),
        ("t", rf"\b(?:today|tonight|this {THIS}|earlier today)\b", _today),
        ("a", rf"\b(?P<number>\d{{1,2}}|{'|'.join(counted.NUMBERS)})\s+(?P<unit>days|years)\s+ago\b", _ago),
        ("l", r"\b(?:late\s+|early\s+)?last month\b", _last_month),
        ("t", r"\b(?:earlier )?this month\b", _this_month),
        ("e", r"\bearlier this year\b", _this_year),
        ("sfa", rf"\b(?:(?:last|this|in the)\s+{SEASON}(?!\s+of\b)|(?:in )?the\s+{SEASON_OF}{YEAR})", _season),
        ("l", r"\b(?:late\s+|early\s+)?last year\b", _last_year),
        ("M", rf"\b(?:late\s+|early\s+)?(?:last|this past)\s+{MONTH}(?!\s+\d)", _month),
        ("M", rf"\b(?:back\s+)?in\s+(?:early\s+|late\s+|mid-)?{MONTH}(?!\s+\d)", _month),
        ("M", rf"\b(?:an?|the|his|her|its|their|[’']s)\s+(?:early\s+|late\s+|mid-)?{MONTH}(?={OCCASION})", _month),
        ("#", rf"\bin\s+(?:(?:an?|the|his|her|their)\s+)?(?:early\s+|late\s+|mid-)?{YEAR}(?!\s*[-–]\s*\d)", _year),
        ("#", rf"\b{YEAR}(?={OCCASION})", _year),
        ("#", rf"\b(?:{OF_WORK}){YEAR}(?={WORK})", _year),
    )
]  # fmt: skip
SMALL = [*"this last earlier today ago weekend recently yesterday tonight".split(), *SEASONS]  # need no capital
SMALL += "next following previous later before after".split()
HINTS = {*(name.capitalize() for name in {*WEEKDAYS, *MONTHS, *SEASONS}), *"ago weekend".split(), *SEASONS}
HINTS |= {form for word in "yesterday today tonight earlier recently".split() for form in (word, word.title())}
OFTEN = {"this": f"week|month|{THIS}", "last": "week|month|year|night"}  # and what makes them dates
OFTEN |= dict.fromkeys("next following previous".split(), f"day|month|year|{counted.PARTS}")
OFTEN |= dict.fromkeys("day days month months year years".split(), "before|earlier|later|after")
HINTS |= {rf"{form}(?=\s+(?:{after})\b)" for word, after in OFTEN.items() for form in (word, word.title())}


def one_of(words: Iterable[str]) -> str:
    """A pattern for the beginnings of words that is tried only where one of their first letters stands."""
    first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first.setdefault(word[0], []).append(word[1:])
    return "|".join(rf"{letter}(?<!\w.)(?:{'|'.join(rest)})" for letter, rest in sorted(first.items()))


HINT, CAPITAL = (
    re.compile(rf"(?:{one_of(hints)}|1(?<!\w.)9\d\d|2(?<!\w.)0\d\d)\b")
    for hints in (HINTS, {hint for hint in HINTS if hint[0].isupper()})
)
