"""What a reader wants to see on the search page, as conditions on quotations and as filters that can be taken away."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from quotes.publish.plugin import searches
from quotes.publish.plugin.asked import row, rows
from quotes.publish.plugin.dates import written
from quotes.read import last_day, period

KINDS = ("direct", "mixed", "indirect")
SAID = ("known",)
NAMED = 200  # speakers that a name may stand for

BY_UID = """
select id, name, quote_count
from speakers
where uid = :uid or id = (select speaker_id from merged where uid = :uid)
"""
BY_NAME = f"""
select id, name, quote_count
from speakers
where id in (select rowid from speakers_fts where speakers_fts match :words limit {NAMED})
order by sort_key desc
"""
OUTLET = "select id, quote_count from outlets where name = :name"
MANY = 100_000  # more than that are not counted
OF_KIND = f"select count(*) from (select 1 from quotes where kind = :kind limit {MANY})"
FROM = "select id from quotes where published_on >= :day order by published_on, id limit 1"
UNTIL = "select id from quotes where published_on <= :day order by published_on desc, id desc limit 1"


@dataclass(slots=True)
class Conditions:
    """SQL on `quotes q` with its values. `chips` are the filters in words, each under its field's name.

    `fewest` is how many quotations the narrowest filter leaves, by speaker, outlet or kind, None if there is none such;
    `problems` tells by the name of a field what is wrong with it.
    """

    sql: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    chips: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    fewest: int | None = None

    def add(self, name: str, chip: str, sql: str, value: object, count: int) -> None:
        """Adds a filter that leaves so many quotations; `value` is what the SQL calls by the filter's name."""
        self.sql.append(sql)
        self.values[name] = value
        self.chips[name] = chip
        self.fewest = count if self.fewest is None else min(self.fewest, count)


def conditions(connection: sqlite3.Connection, fields: dict[str, str]) -> Conditions:
    """The conditions in the fields of the search page: speaker, by, outlet, kind, since, until, said."""
    found = Conditions()
    _speakers(connection, fields, found)
    if outlet := fields.get("outlet"):
        known = row(connection, OUTLET, name=outlet)
        if known:
            found.add("outlet", f"Outlet: {outlet}", "q.outlet_id = :outlet", known["id"], known["quote_count"])
        else:
            found.problems["outlet"] = f"No outlet here is called “{outlet}”; names of outlets are taken whole."
    if kind := fields.get("kind"):
        (count,) = connection.execute(OF_KIND, {"kind": kind}).fetchone()
        found.add("kind", f"Kind: {kind}", "q.kind = :kind", kind, count)
    if fields.get("said"):
        found.sql.append("q.spoken_on is not null")
        found.chips["said"] = "Day of speaking known"
    for name, values in (("kind", KINDS), ("said", SAID)):
        if name in fields and fields[name] not in values:
            found.problems[name] = f"“{fields[name]}” is none of {', '.join(values)}."
    _days(connection, fields, found)
    return found


def _speakers(connection: sqlite3.Connection, fields: dict[str, str], found: Conditions) -> None:
    if uid := fields.get("speaker"):
        name, named = "speaker", rows(connection, BY_UID, uid=uid.lower())
        if not named:
            found.problems[name] = f"No speaker here has the uid {uid}; by takes names."
            return
        chip = f"Speaker: {named[0]['name']}"
    elif by := fields.get("by"):
        name, named = "by", rows(connection, BY_NAME, words=searches.match(by))
        chip = f"Speaker named “{by}”"
    else:
        return
    count = sum(speaker["quote_count"] for speaker in named)
    if len(named) == 1:
        found.add(name, chip, f"q.speaker_id = :{name}", named[0]["id"], count)
    else:
        ids = json.dumps([speaker["id"] for speaker in named])
        found.add(name, chip, f"q.speaker_id in (select value from json_each(:{name}))", ids, count)


def _days(connection: sqlite3.Connection, fields: dict[str, str], found: Conditions) -> None:
    """Days of printing. Ids count from the oldest on, what bears no date first, so that days are ranges of ids."""
    asked = {}
    for name, label in (("since", "Printed since"), ("until", "Printed until")):
        if not (typed := fields.get(name)):
            continue
        try:
            asked[name] = period(typed)
        except ValueError:
            found.problems[name] = f"“{typed}” is no date: write 2024-11-06, 2024-11 or 2024."
            continue
        found.chips[name] = f"{label} {written(asked[name])}"
    if "since" in asked and asked["since"] > last_day(asked.get("until", "9999")):
        found.problems["until"] = "This is before the day from which on you search."
    if asked:
        first = connection.execute(FROM, {"day": asked.get("since", "")}).fetchone()
        last = connection.execute(UNTIL, {"day": last_day(asked.get("until", "9999"))}).fetchone()
        found.values |= {"first": first[0] if first else 1 << 60, "last": last[0] if last else 0}
        found.sql.append("q.id between :first and :last")
