"""A quotation for use elsewhere: a link that opens at its words, lines to cite it by, and schema.org's Quotation."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote as percent

from markupsafe import Markup

from quotes.publish.plugin.dates import written
from quotes.text import is_web_address

ENDS = 4  # words at either end that a link into the source names
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
    said = f", on {written(record['spoken_on'])}" if record["spoken_on"] else ""
    title, outlet = record["article"]["title"], record["outlet"]
    printed = ", ".join(filter(None, [f"“{title}”", outlet, written(record["published_on"] or "")]))
    address, told = record["url"], correction(record)
    note = f" {told}" if told else ""
    source = f"{speaker}{said}. Quoted in {printed}.{note}"
    return {
        "Plain": f"“{record['text']}” {source} {address}",
        "Markdown": f"> “{_line(record['text'])}”\n>\n> {_line(source)} <{address}>",
        "BibTeX": _bibtex(record, f"{speaker}.{note}"),
    }


def correction(record: dict[str, Any]) -> str | None:
    """What a person decided against the article or its reading, in a sentence; None where nothing was."""
    review, printed_under = record["review"], record["printed_under"]
    is_same = (printed_under or {}).get("uid") == (record["speaker"] or {}).get("uid")
    if is_same and review["status"] not in ("corrected", "misattributed"):
        return None
    decided = review if is_same else review["speaker"] or review
    told = "Corrected" if record["speaker"] else "Held to be misattributed"
    when = f" on {written(decided['on'])}" if decided["on"] else ""
    name = "" if is_same else f"; printed under the name of {printed_under['name'] if printed_under else 'nobody'}"
    return f"{told} by a person{when}{name}. Reason: {decided['reason'].rstrip('.')}."


def _line(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))


def _bibtex(record: dict[str, Any], speaker: str) -> str:
    fields = {
        "author": record["article"]["author"] or record["outlet"],
        "title": record["article"]["title"],
        "journal": record["outlet"],
        "date": record["published_on"],
        "url": record["article"]["url"],
        "note": f"Quotation of {speaker} {record['url']}",
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
    told = correction(record)
    return {"@type": "CorrectionComment", "text": told, "datePublished": record["review"]["on"]} if told else None


def _creator(speaker: dict[str, Any]) -> dict[str, Any]:
    kind = TYPES.get(speaker["kind"], "Thing")
    role = {"jobTitle": speaker["role_as_stated"]} if kind == "Person" else {}
    return _known({"@type": kind, "name": speaker["name"], "url": speaker["url"], **role})


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
