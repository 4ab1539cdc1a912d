"""Articles into the store: whatever happens, each of them is there whole, or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, update

from quotes.errors import ReadError
from quotes.extract import extract as extract_quotations
from quotes.memory import no_garbage
from quotes.model import Article, Quote
from quotes.store import articles, clusters, decided, identity, quotations, reviews, speakers
from quotes.store.engine import Store, driver, open_store
from quotes.store.tables import ARTICLES, CLUSTERS, QUOTES, RUNS

ONE_OF_A_KIND = ("url", "row", "text")  # two different articles of one run that share such a key: the input is wrong

FARTHEST = timedelta(hours=14)  # the zone in which days begin first
PATIENCE = 0.5  # seconds until a transaction ends, so that others who write need not wait


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the whole store holds."""

    articles: int = 0
    quotations: int = 0
    clusters: int = 0
    speakers: int = 0


@dataclass(slots=True)
class Report:
    """What came of a run, in articles. `quotations` counts those of the articles added and changed.

    `warnings` tell of articles that were stored and look wrong.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    quotations: int = 0
    problems: list[ReadError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stored: Counts = Counts()

    @property
    def failed(self) -> int:
        return len(self.problems)

    @property
    def read(self) -> int:
        """How many articles could be read."""
        return self.added + self.changed + self.unchanged

    def summary(self) -> str:
        """What came of it, in two lines for a person."""
        run = f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged, {self.failed} failed"
        held = self.stored
        return (
            f"Articles: {run}\n"
            f"The store holds {held.quotations} quotations in {held.clusters} clusters, by {held.speakers} speakers, "
            f"from {held.articles} articles"
        )


def ingest(
    store: Store,
    articles: Iterable[Article | ReadError],
    *,
    extract: Callable[[Article], list[Quote]] = extract_quotations,
) -> Report:
    """Stores articles with their quotations, speakers and clusters, and says what changed.

    An article as it was before changes nothing; a corrected one changes its own rows and the clusters it was part of.
    What could not be read is noted in the report. Raises StoreError where the database cannot be written.
    """
    with store.connect() as connection:
        run = _Run(connection, extract)
        started = _start(connection)
        run.take_all(articles)
        _finish(connection, started, run.report)
    return run.report


def ingest_into(path: Path, articles: Iterable[Article | ReadError]) -> Report:
    """`ingest` into the store in a file. Where there is none, the first article that can be read makes it."""
    coming = iter(articles)
    unreadable: list[ReadError] = []
    for article in coming:
        if isinstance(article, Article) or path.exists():
            with open_store(path) as store:
                return ingest(store, chain(unreadable, [article], coming))
        unreadable.append(article)
    return Report(problems=unreadable)


class _Run:
    """One call of `ingest`: what it has met so far, article by article."""

    def __init__(self, connection: Connection, extract: Callable[[Article], list[Quote]]) -> None:
        self.connection = connection
        self.extract = extract
        self.report = Report()
        self.digests: dict[int, str] = {}
        self.rows: dict[tuple[str | None, str], str] = {}

    def take_all(self, articles: Iterable[Article | ReadError]) -> None:
        """Stores articles, many in a transaction: to commit takes as long as to store ten."""
        coming = iter(articles)
        while found := list(islice(coming, 1)):
            transaction, until = self.connection.begin(), time.monotonic() + PATIENCE
            try:
                with no_garbage():
                    for article in chain(found, coming):
                        self._take(article)
                        if time.monotonic() > until:
                            break
            finally:
                transaction.commit()  # whatever happened, what is there is whole

    def _take(self, article: Article | ReadError) -> None:
        try:
            self._store(article)
        except ReadError as error:
            self.report.problems.append(error)

    def _store(self, article: Article | ReadError) -> None:
        """Stores one article if it is new or changed. Raises ReadError for one that is not to be stored."""
        if isinstance(article, ReadError):
            raise article
        with self.connection.begin_nested():
            found = identity.find(self.connection, article, identity.keys(article))
            if found:
                article = articles.completed(self.connection, article, found.article)
            keys, digest = identity.keys(article), articles.digest(article)
            self._refuse_second(article, digest)
            known = self._known(article, found, digest)
            if known and articles.digest_of(self.connection, known) == digest:
                identity.remember(self.connection, known, keys, move=False)
                stored_id, quoted = known, None
            else:
                stored_id, quoted = self._save(article, keys, digest, known)
        self.digests[stored_id] = digest
        self.report.warnings += _to_come(article)
        self._count(known, quoted)

    def _refuse_second(self, article: Article, digest: str) -> None:
        """Raises ReadError for a row of no known outlet whose id a row of its file has that is not the same."""
        named = article.given_id and not article.outlet
        if named and self.rows.setdefault((article.file, article.id), digest) != digest:
            raise ReadError(article.file or "-", f"{article.id}: a second article with the same id")

    def _known(self, article: Article, found: identity.Found | None, digest: str) -> int | None:
        """The stored article this one is; one that this run has met already in other words is no newer version."""
        if found is None or self.digests.get(found.article, digest) == digest:
            return found.article if found else None
        if found.scheme in ONE_OF_A_KIND:
            raise ReadError(article.file or "-", f"{article.id}: a second article with the same {found.described}")
        return None

    def _save(self, article: Article, keys: identity.Keys, digest: str, known: int | None) -> tuple[int, int]:
        """Writes an article and all that hangs on it; returns its row and the number of its quotations."""
        connection, quotes = self.connection, self.extract(article)
        stored = articles.save(connection, article, keys, digest, known)
        who = speakers.resolve(connection, stored.uid, [quote.speaker for quote in quotes if quote.speaker])
        rows = quotations.rows(article, stored, quotes, who)
        changes = quotations.save(connection, stored.id, rows)
        speakers.note(connection, rows)
        clusters.leave(connection, changes.left)
        clusters.place(connection, changes.unplaced)
        if known:
            speakers.prune(connection, changes.speakers)
            articles.drop_leftovers(connection, stored.id, article)
            reviews.reattach(connection, stored.uid)
        return stored.id, len(rows)

    def _count(self, known: int | None, quoted: int | None) -> None:
        if quoted is None:
            self.report.unchanged += 1
        else:
            self.report.quotations += quoted
            self.report.changed += known is not None
            self.report.added += known is None


def _to_come(article: Article) -> Iterator[str]:
    """Says of an article that it, or an entry, bears a day that has come nowhere yet."""
    today = (datetime.now(UTC) + FARTHEST).date().isoformat()
    days = {(moment or "")[:10] for moment in (article.published_at, *(one.published_at for one in article.entries))}
    if coming := sorted(day for day in days if day > today[: len(day)]):
        told = f"bears a day still to come, {', '.join(coming)}; it is stored so"
        yield f"{article.file or '-'}: {article.id}: {told}"


def _start(connection: Connection) -> int:
    with connection.begin():
        row = {"started_at": _now(), "version": version("quotes-database")}
        return connection.execute(insert(RUNS).values(**row)).lastrowid


def _finish(connection: Connection, run: int, report: Report) -> None:
    """Completes the run's row and counts what the store holds now."""
    with connection.begin():
        connection.execute(
            update(RUNS).where(RUNS.c.id == run).values(
                finished_at=_now(), articles_added=report.added, articles_changed=report.changed,
                articles_unchanged=report.unchanged, articles_failed=report.failed, quotes=report.quotations,
            )
        )  # fmt: skip
        articles, quotes, clusters = (_count(connection, table) for table in (ARTICLES, QUOTES, CLUSTERS))
        report.stored = Counts(articles, quotes, clusters, decided.speakers(driver(connection)))


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
