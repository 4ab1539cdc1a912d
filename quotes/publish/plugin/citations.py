"""A quotation for use elsewhere: a link that opens at its words, lines to cite it by, and schema.org's Quotation."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote as percent

from markupsafe import Markup

from quotes.publish.plugin.dates import within, written
from quotes.text import is_web_address

ENDS = 4  # words at either end that a link into the source names
# What people decide on a speaker, in the words in which a citation tells it.
DECISIONS = {
    "correction": "Corrected", "merge": "Held to be one with the name in print", "split": "Told apart from namesakes",
    "rename": "Called so",
}  # fmt: skip
TYPES = {"person": "Person", "institution": "Organization", "group": "Organization"}
IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def source(url: str | None, parts: list[str]) -> str | None:
    """The address of an article, made to open at a quotation's words; None where it is no web address.

    Browsers look for the whole of a short quotation, and for the first and last words of a longer one or of one in
    several parts, between which the article has words of its own.
    """
    if not url or not is_web_address(url):
        return None
    words = parts[0].split()
    if len(parts) == 1 and len(words) <= 2 * ENDS:
        ends = [" ".join(words)]
    else:
        ends = [" ".join(words[:ENDS]), " ".join(parts[-1].split()[-ENDS:])]
    place = ",".join(percent(end, safe="").replace("-", "%2D") for end in ends)
    return f"{url.partition('#')[0]}#:~:text={place}"


def cited(record: dict[str, Any]) -> dict[str, str]:
    """The lines to cite a quotation by: plain, in Markdown, and as BibTeX."""
    speaker = record["speaker"]["name"] if record["speaker"] else "Speaker not established"
    said = f", {within(record['spoken_on'])}" if record["spoken_on"] else ""
    title, outlet = record["article"]["title"], record["outlet"]
    printed = ", ".join(filter(None, [f"“{title}”", outlet, written(record["published_on"] or "")]))
    address, note = record["url"], f" {told(record)}".rstrip()
    source = f"{speaker}{said}. Quoted in {printed}.{note}"
    return {
        "Plain": f"“{record['text']}” {source} {address}",
        "Markdown": f"> “{_line(record['text'])}”\n>\n> {_line(source)} <{address}>",
        "BibTeX": _bibtex(record, note),
    }


def told(record: dict[str, Any]) -> str:
    """What a reader must know beside the speaker: another name in the article, and what was decided."""
    printed = f"Printed under the name of {record['printed_under']}." if record["named_by"] == "rule" else ""
    return " ".join(filter(None, [printed, correction(record)]))


def correction(record: dict[str, Any]) -> str | None:
    """What a person decided against the article or its reading, in sentences; None where nothing was."""
    review = record["review"]
    found = [_on_speaker(record), _on_day(review["spoken_on"])]
    if review["status"] == "corrected" and not any(found):  # the program misread the name
        found = [_because("Corrected", review)]
    return " ".join(filter(None, found)) or None


def _on_speaker(record: dict[str, Any]) -> str | None:
    review, decision = record["review"], DECISIONS.get(record["named_by"])
    if decision is None:
        return None
    if decision == DECISIONS["correction"] and not record["speaker"]:
        decision = "Held to be misattributed"
    name = f"; printed under the name of {record['printed_under'] or 'nobody'}"
    return _because(decision, review["speaker"] or review, name)


def _on_day(decided: dict[str, Any] | None) -> str | None:
    if decided is None:
        return None
    found = within(decided["found"]) if decided["found"] else "no day"
    return _because("Day of speaking corrected", decided, f"; the program found {found.removeprefix('on ')}")


def _because(decision: str, decided: dict[str, Any], what: str = "") -> str:
    when = f" {within(decided['on'])}" if decided["on"] else ""
    return f"{decision} by a person{when}{what}. Reason: {decided['reason'].rstrip('.')}."


def _line(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))


def _bibtex(record: dict[str, Any], note: str) -> str:
    speaker = f"Quotation of {record['speaker']['name']}" if record["speaker"] else "Quotation, speaker not established"
    fields = {
        "author": record["article"]["author"] or record["outlet"],
        "title": record["article"]["title"],
        "journal": record["outlet"],
        "date": record["published_on"],
        "url": record["article"]["url"],
        "note": f"{speaker}.{note} {record['url']}",
    }
    lines = [f"  {name} = {{{_braced(value)}}}" for name, value in fields.items() if value]
    return f"@article{{quotation-{record['uid']},\n" + ",\n".join(lines) + "\n}"


def _braced(value: str) -> str:
    return re.sub(r"([#$%&_])", r"\\\1", re.sub(r"[{}\\]", "", value))


def linked_data(record: dict[str, Any]) -> Markup:
    """A record as JSON-LD for a `<script>`: nothing in it can end the script."""
    speaker, article = record["speaker"], record["article"]
    url = article["url"] if article["url"] and is_web_address(article["url"]) else None
    part = {"@type": "NewsArticle", "headline": article["title"], "url": url, "datePublished": record["published_at"]}
    part["publisher"] = {"@type": "Organization", "name": record["outlet"]} if record["outlet"] else None
    data = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": record["url"],
        "text": record["text"],
        "creator": _creator(speaker) if speaker else None,
        "dateCreated": record["spoken_on"],
        "datePublished": record["published_on"],
        "isPartOf": _known(part),
        "correction": _comment(record),
    }
    return Markup(json.dumps(_known(data), ensure_ascii=False).translate(IN_SCRIPT))


def _comment(record: dict[str, Any]) -> dict[str, Any] | None:
    text = correction(record)
    return (
        _known({"@type": "CorrectionComment", "text": text, "datePublished": record["review"]["on"]}) if text else None
    )


def _creator(speaker: dict[str, Any]) -> dict[str, Any]:
    kind = TYPES.get(speaker["kind"], "Thing")
    role = {"jobTitle": speaker["role_as_stated"]} if kind == "Person" else {}
    return _known({"@type": kind, "name": speaker["name"], "url": speaker["url"], **role})


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
