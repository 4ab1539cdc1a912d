"""Quotations at rest: a SQLite file with articles, quotations, speakers and clusters."""

from quotes.store.clusters import Lookup
from quotes.store.engine import Store, open_store
from quotes.store.ingest import Counts, Report, ingest, ingest_into
from quotes.store.reclustering import recluster

__all__ = ["Counts", "Lookup", "Report", "Store", "ingest", "ingest_into", "open_store", "recluster"]
