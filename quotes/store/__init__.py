"""Quotations at rest: a SQLite file with articles, quotations, speakers and clusters."""

from quotes.store.engine import Store, open_store

__all__ = ["Store", "open_store"]
