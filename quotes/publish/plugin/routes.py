"""The addresses of our pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.publish.plugin import (
    about,
    checking,
    corrections,
    downloading,
    home,
    leads,
    quotation,
    searching,
    speaker,
    utterance,
)
from quotes.publish.plugin.site import Site

if TYPE_CHECKING:  # Datasette loads us while it is being loaded itself
    from datasette.app import Datasette

UID = r"(?P<uid>[0-9A-Za-z]+)"  # in capitals too: these lead on
ID = r"(?P<id>\d{1,15})"


def routes(datasette: Datasette) -> list[tuple[str, Any]]:
    """Regular expressions of paths with the view that answers each."""
    site = Site(datasette)
    return [
        (r"^/$", site.page(home.page, "home.html")),
        (r"^/check$", site.page(checking.page, "check.html")),
        (r"^/check\.json$", site.json(checking.as_record, "words")),
        (r"^/search$", site.page(searching.page, "search.html")),
        (r"^/search\.json$", site.json(searching.as_record, *searching.FIELDS, "after")),
        (rf"^/quotation/{UID}$", site.page(quotation.page, "quotation.html")),
        (rf"^/quotation/{UID}\.json$", site.json(quotation.as_record)),
        (rf"^/utterance/{UID}$", site.page(utterance.page, "utterance.html")),
        (rf"^/utterance/{UID}\.json$", site.json(utterance.as_record, "after")),
        (rf"^/speaker/{UID}$", site.page(speaker.page, "speaker.html")),
        (rf"^/speaker/{UID}\.json$", site.json(speaker.as_record)),
        (r"^/leads$", site.page(leads.page, "leads.html")),
        (r"^/leads\.json$", site.json(leads.as_record, "reason", "speakers", "after")),
        (r"^/corrections$", site.page(corrections.page, "corrections.html")),
        (r"^/corrections\.json$", site.json(corrections.as_record, "before")),
        (r"^/data$", site.page(downloading.page, "data.html")),
        (r"^/downloads/(?P<name>[\w.]+)$", downloading.send),
        (r"^/method$", site.page(about.method, "method.html")),
        (r"^/api$", site.page(about.api, "api.html")),
        (r"^/robots\.txt$", site.text(about.robots)),
        # The rows of these tables have their page elsewhere; their JSON stays where it is.
        (rf"^/quotes/quotes/{ID}$", site.page(quotation.by_id, "quotation.html")),
        (rf"^/quotes/clusters/{ID}$", site.page(utterance.by_id, "utterance.html")),
        (rf"^/quotes/speakers/{ID}$", site.page(speaker.by_id, "speaker.html")),
    ]
