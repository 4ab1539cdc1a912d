"""The tables at rest. All in one module, because they point at one another both ways.

Each is there twice: as a SQLModel class, for reading rows as objects, and at the end of the module as the plain table
behind it, for the statements that write many rows at once.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, MetaData, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Row(SQLModel, defer_build=True):
    """What all tables share: the metadata that migrations are compared with.

    Rows are read from the store, not checked; to build the checks of all tables would double the time to import them.
    """

    metadata = METADATA


class OutletRow(Row, table=True):
    """A newspaper, agency or site."""

    __tablename__ = "outlets"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class ArticleRow(Row, table=True):
    """A document as one outlet printed it.

    `uid` never changes; `name` is the record's `article`; `file` is where it was read from, None for standard input;
    `published_at` is an ISO date or date-time; `digest` tells whether the article, or our way of reading it, changed.
    """

    __tablename__ = "articles"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str
    title: str | None = None
    standfirst: str | None = None
    url: str | None = None
    outlet_id: int | None = Field(default=None, foreign_key="outlets.id", index=True)
    author: str | None = None
    published_at: str | None = None
    file: str | None = None
    digest: str


class ArticleKeyRow(Row, table=True):
    """A key under which an article was ever read: a URL, outlet and row id, a file's place, the hash of its text.

    What a key looks like and how far it can be trusted: `quotes.store.identity`.
    """

    __tablename__ = "article_keys"
    key: str = Field(primary_key=True)
    article_id: int = Field(foreign_key="articles.id", index=True)


class EntryRow(Row, table=True):
    """One dated piece of an article with its full text.

    `number` is the record's `entry`; `start` is where `text` begins, counted as the record counts: a quotation of this
    entry stands in `text` from its own `start` less this one.
    """

    __tablename__ = "entries"
    __table_args__ = (UniqueConstraint("article_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="articles.id")
    number: int
    heading: str | None = None
    author: str | None = None
    published_at: str | None = None
    start: int
    text: str = Field(sa_column=Column(Text, nullable=False))


class SpeakerRow(Row, table=True):
    """One person, institution, group or document across articles.

    `name` is the first spelling we met; `kind` is person, institution, group, document or unnamed; `key` is what all
    spellings of one name share, and so do some other names.
    """

    __tablename__ = "speakers"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str
    kind: str
    key: str = Field(index=True)


class AliasRow(Row, table=True):
    """A spelling under which a speaker was printed."""

    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("speaker_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(foreign_key="speakers.id")
    name: str = Field(index=True)


class RoleRow(Row, table=True):
    """What an article calls a speaker: "French foreign ministry spokesman"."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("speaker_id", "role"),)
    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(foreign_key="speakers.id")
    role: str


class ClusterRow(Row, table=True):
    """One utterance with all its variants: the quotations that point here."""

    __tablename__ = "clusters"
    id: int | None = Field(default=None, primary_key=True)


class QuoteRow(Row, table=True):
    """One printed quotation: the extraction record, and its place among speakers and clusters.

    From `article` to `rule` the columns are the record's; `pieces` is JSON, `speaker` the name this article gives.
    `wording` is the hash of the normalised words, the same for
    quotations that differ in case and punctuation only; `is_canonical` marks the wording that stands for its cluster.
    `context` is the text of the paragraphs around the quotation; `context_start` is counted as `start` is.
    """

    __tablename__ = "quotes"
    __table_args__ = (
        Index("uq_quotes_canonical", "cluster_id", unique=True, sqlite_where=text("is_canonical")),
        Index(None, "wording", "speaker_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    article_id: int = Field(foreign_key="articles.id", index=True)
    entry_id: int = Field(foreign_key="entries.id", index=True)
    speaker_id: int | None = Field(default=None, foreign_key="speakers.id", index=True)
    cluster_id: int | None = Field(default=None, foreign_key="clusters.id", index=True)
    is_canonical: bool = False
    wording: int = Field(sa_column=Column(BigInteger, nullable=False))
    article: str
    entry: int
    kind: str
    text: str = Field(sa_column=Column(Text, nullable=False))
    start: int
    end: int
    pieces: str
    speaker: str | None = None
    speaker_kind: str | None = None
    speaker_role: str | None = None
    mention: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    mention_form: str
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    spoken_on: str | None = None
    spoken_basis: str | None = None
    published_at: str | None = None
    confidence: float
    rule: str
    context: str = Field(sa_column=Column(Text, nullable=False))
    context_start: int


class FragmentRow(Row, table=True):
    """A cluster whose wording, `fragment_id`, is a short excerpt of another cluster's, `whole_id`."""

    __tablename__ = "fragments"
    fragment_id: int = Field(foreign_key="clusters.id", primary_key=True)
    whole_id: int = Field(foreign_key="clusters.id", primary_key=True, index=True)


class CloseRow(Row, table=True):
    """Two clusters that differ in one thing that matters: one of them may misquote the other. `one_id` is the lower.

    `reason` names it: negation, number, date, name, opposite, contrast or word. Their canonical wordings bear it out.
    """

    __tablename__ = "close"
    one_id: int = Field(foreign_key="clusters.id", primary_key=True)
    other_id: int = Field(foreign_key="clusters.id", primary_key=True, index=True)
    reason: str


class KeyRow(Row, table=True):
    """A word-sequence key of a quotation: how new quotations find old ones.

    A cluster's canonical quotation and its longest one have all their keys, the others those that these lack.
    """

    __tablename__ = "keys"
    __table_args__ = {"sqlite_with_rowid": False}
    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    quote_id: int = Field(sa_column=Column(ForeignKey("quotes.id"), primary_key=True, autoincrement=False, index=True))


class DecisionRow(Row):
    """What every decision of a person has: what it changes, in words, why, whose it is, and when (UTC).

    `reason`, `was` and `now` are for everybody, `note` and `reviewer` for nobody outside.
    """

    was: str | None = None
    now: str | None = None
    reason: str
    note: str | None = None
    reviewer: str
    decided_at: str


class ReviewRow(DecisionRow, table=True):
    """What a person decided on a quotation, or without `quote_uid` on a whole article; the last that stands counts.

    `decision` is confirmed, corrected, misattributed, withdrawn or reopened; `speaker_uid` and `spoken_on` are what is
    right, `spoken_on` empty where the article does not tell; `as_printed` tells that the article names this speaker,
    whom a program had not found. `quote_uid`, `text`, `entry`, `start` and `end` are the
    quotation's as it was decided on; `attached_to` is its uid by now.
    """

    __tablename__ = "reviews"
    id: int | None = Field(default=None, primary_key=True)
    quote_uid: str | None = None
    attached_to: str | None = Field(default=None, index=True)
    article_uid: str = Field(index=True)
    text: str | None = None
    entry: int | None = None
    start: int | None = None
    end: int | None = None
    decision: str
    speaker_uid: str | None = None
    spoken_on: str | None = None
    as_printed: bool = False


class SpeakerDecisionRow(DecisionRow, table=True):
    """What a person decided on a speaker.

    `action` is merge (all quotations are the target's), split (those in `article_uid` are; without an article, a merge
    is taken back) or rename (to `name`, which the target, a namesake, bears too).
    """

    __tablename__ = "speaker_decisions"
    id: int | None = Field(default=None, primary_key=True)
    action: str
    speaker_uid: str = Field(index=True)
    target_uid: str | None = Field(default=None, index=True)
    article_uid: str | None = None
    name: str | None = None


class RunRow(Row, table=True):
    """One call of `quotes ingest`: when (UTC), with what version, and what came of it.

    `finished_at` stays empty if it was interrupted; `quotes` counts the quotations of the articles added and changed.
    """

    __tablename__ = "runs"
    id: int | None = Field(default=None, primary_key=True)
    started_at: str
    finished_at: str | None = None
    version: str
    articles_added: int = 0
    articles_changed: int = 0
    articles_unchanged: int = 0
    articles_failed: int = 0
    quotes: int = 0


OUTLETS = METADATA.tables["outlets"]
ARTICLES = METADATA.tables["articles"]
ARTICLE_KEYS = METADATA.tables["article_keys"]
ENTRIES = METADATA.tables["entries"]
SPEAKERS = METADATA.tables["speakers"]
ALIASES = METADATA.tables["aliases"]
ROLES = METADATA.tables["roles"]
CLUSTERS = METADATA.tables["clusters"]
QUOTES = METADATA.tables["quotes"]
FRAGMENTS = METADATA.tables["fragments"]
CLOSE = METADATA.tables["close"]
KEYS = METADATA.tables["keys"]
RUNS = METADATA.tables["runs"]
REVIEWS = METADATA.tables["reviews"]
SPEAKER_DECISIONS = METADATA.tables["speaker_decisions"]
