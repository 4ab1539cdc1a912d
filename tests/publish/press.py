"""An invented press: a few outlets whose printings of the same words are stored as `quotes ingest` would store them."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert

from quotes.cluster import keys
from quotes.store import tables
from quotes.store.engine import open_store

PUMPS = "We asked for the pumps in November, and we were told to wait until the spring."
HARBOUR = "The harbour will stay open to every boat."
TEA = "It was the colour of strong tea"
SECRET = "Nobody outside the newsroom may read this paragraph of the article."
HOSTILE = "<script>alert('words')</script> & \"><svg onload=alert(1)>"


@dataclass(frozen=True)
class Printing:
    """One quotation in an article of its own; the first printing of an `utterance` is its cluster's canonical one."""

    text: str
    outlet: str | None
    published_at: str | None
    utterance: str
    speaker: str | None = None
    kind: str = "person"
    role: str | None = None
    spoken_on: str | None = None
    basis: str | None = None
    url: str | None = None
    title: str | None = None
    pieces: tuple[str, ...] = ()  # of a text between whose pieces the article has words of its own


PRESS = (
    Printing(PUMPS, "Courier", "2025-03-11T07:30", "pumps", "Nora Feldgate", role="the leader of the council",
             spoken_on="2025-03-10", basis="on Monday", url="https://courier.example/pumps", title="After the flood"),
    Printing("We asked for pumps in November and were told to wait until the spring.", "Ledger", "2025-03-13", "pumps",
             "Nora Feldgate", spoken_on="2025-03-10", basis="on Monday", url="https://ledger.example/n?id=1"),
    Printing(PUMPS.replace("spring", "summer"), "Rundschau", "2025-03-15", "pumps", "Tom Askew"),
    Printing(PUMPS, "Kettle", None, "pumps"),
    Printing(HARBOUR, "Courier", "2024-11-06", "harbour", "Zoé Peña", spoken_on="2024-11"),
    Printing(HARBOUR, "Ledger", "2024-11-07", "harbour", "Peña"),
    Printing("open to every boat", "Kettle", "2024-11-08T09:00:00+01:00", "boat", "Zoé Peña"),
    Printing(TEA, "Courier", "2025-03-11", "tea", "A senior official", "unnamed"),
    Printing(HOSTILE, "Courier", "2025-01-01", "hostile", "Eve <b>Marker</b>", url="javascript:alert(1)",
             title="<img src=x onerror=alert(1)>"),
)  # fmt: skip
ALIASES = {"Nora Feldgate": ("Feldgate", "Nora Feldgåte")}


def stored(
    path: Path, press: tuple[Printing, ...] = PRESS, *, aliases: dict[str, tuple[str, ...]] = ALIASES,
    close: tuple[tuple[str, str, str], ...] = (),
) -> Path:  # fmt: skip
    """A store with these printings, and with texts around them that nobody else may read.

    `close` names two utterances and in what they differ.
    """
    with open_store(path) as store, store.connect() as connection, connection.begin():
        outlets = _numbered(p.outlet for p in press if p.outlet)
        speakers = _numbered(p.speaker for p in press if p.speaker)
        kinds = {p.speaker: p.kind for p in press}
        clusters = _numbered(p.utterance for p in press)
        _add(connection, tables.OUTLETS, [{"id": id, "name": name} for name, id in outlets.items()])
        _add(connection, tables.SPEAKERS, [
            {"id": id, "uid": f"speaker{id}", "name": name, "kind": kinds[name], "key": "private key"}
            for name, id in speakers.items()
        ])  # fmt: skip
        _add(connection, tables.ALIASES, [
            {"speaker_id": id, "name": spelling}
            for name, id in speakers.items()
            for spelling in (name, *aliases.get(name, ()))
        ])  # fmt: skip
        _add(connection, tables.CLUSTERS, [{"id": id} for id in clusters.values()])
        for number, printing in enumerate(press, 1):
            first = next(p for p in press if p.utterance == printing.utterance) is printing
            _print(connection, number, printing, outlets, speakers, clusters[printing.utterance], first)
        if {"boat", "harbour"} <= clusters.keys():
            _add(connection, tables.FRAGMENTS, [{"fragment_id": clusters["boat"], "whole_id": clusters["harbour"]}])
        _add(connection, tables.CLOSE, [
            {"one_id": clusters[one], "other_id": clusters[other], "reason": reason} for one, other, reason in close
        ])  # fmt: skip
        _add(connection, tables.RUNS, [{"started_at": "2025-03-16T00:00:00", "version": "private version"}])
    return path


def changed(path: Path, sql: str) -> None:
    """Changes a store by a statement."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def uid(number: int) -> str:
    """The uid of the printing with this number, from 1."""
    return f"{number:016x}"


def _print(
    connection: Connection, number: int, printing: Printing, outlets: dict[str, int], speakers: dict[str, int],
    cluster: int, canonical: bool,
) -> None:  # fmt: skip
    words = " she added, ".join(f"“{piece}”" for piece in printing.pieces or (printing.text,))
    context = f"They met at noon. {words} said {printing.speaker}."
    start = 500 + context.index("“")
    end = start + len(words)
    pieces = [[500 + one.start(), 500 + one.end()] for one in re.finditer("“.*?”(?= she added| said|$)", context)]
    mention = printing.speaker
    article = {
        "id": number, "uid": f"article{number}", "name": f"file-{number}.txt", "title": printing.title,
        "url": printing.url, "outlet_id": outlets.get(printing.outlet or ""), "published_at": printing.published_at,
        "file": f"/private/folder/file-{number}.txt", "digest": "private digest",
    }  # fmt: skip
    entry = {"id": number, "article_id": number, "number": 0, "start": 0, "text": f"{SECRET} {context}"}
    quote = {
        "id": number, "uid": uid(number), "article_id": number, "entry_id": number,
        "speaker_id": speakers.get(printing.speaker or ""), "cluster_id": cluster, "is_canonical": canonical,
        "wording": number, "article": f"file-{number}.txt", "entry": 0, "kind": "direct", "text": printing.text,
        "start": start, "end": end, "pieces": json.dumps(pieces), "speaker": printing.speaker,
        "speaker_kind": printing.kind, "speaker_role": printing.role, "mention": mention,
        "mention_start": end + 6 if mention else None,
        "mention_end": end + 6 + len(mention) if mention else None, "mention_form": "name" if mention else "none",
        "cue": "said", "cue_start": end + 1, "cue_end": end + 5, "spoken_on": printing.spoken_on,
        "spoken_basis": printing.basis, "published_at": printing.published_at, "confidence": 0.87,
        "rule": "name-after-cue", "context": context, "context_start": 500,
    }  # fmt: skip
    _add(connection, tables.ARTICLES, [article])
    _add(connection, tables.ARTICLE_KEYS, [{"key": f"private key {number}", "article_id": number}])
    _add(connection, tables.ENTRIES, [entry])
    _add(connection, tables.QUOTES, [quote])
    _add(connection, tables.KEYS, [{"key": key, "quote_id": number} for key in keys(printing.text)])


def _numbered(names: object) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names), 1)}  # type: ignore[call-overload]


def _add(connection: Connection, table: object, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)  # type: ignore[arg-type]
