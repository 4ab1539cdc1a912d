"""An Article -> its quotations, each with its speaker, its date and the evidence for both. Pure: no files, no clock.

`grammar`, `marks`, `people`, `attribution`, `dating`: each imports only those before it; `pipeline` puts them together.
"""

from __future__ import annotations

from quotes.model import Article, Quote

__all__ = ["extract"]


def extract(article: Article) -> list[Quote]:
    """The direct and mixed quotations of an article in order of their place, with speaker, date and evidence.

    Word lists and weights are read at the first call, so that a store with nothing to extract opens without them.
    """
    from quotes.extract import pipeline

    return pipeline.extract(article)
