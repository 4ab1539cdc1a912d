"""An Article -> its quotations, each with its speaker, its date and the evidence for both. Pure: no files, no clock."""

from __future__ import annotations

from quotes.extract.pipeline import extract

__all__ = ["extract"]
