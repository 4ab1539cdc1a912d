"""The tables at rest. All in one module, because they point at one another both ways."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, MetaData, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class OutletRow(SQLModel, table=True):
    """A newspaper, agency or site."""

    __tablename__ = "outlets"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class ArticleRow(SQLModel, table=True):
    """A document as one outlet printed it. `name` is the record's `article`; `digest` tells whether a file changed."""

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


class ArticleKeyRow(SQLModel, table=True):
    """A key under which an article was ever read: a URL, outlet and row id, a file's place, the hash of its text."""

    __tablename__ = "article_keys"
    key: str = Field(primary_key=True)
    article_id: int = Field(foreign_key="articles.id", index=True)


class EntryRow(SQLModel, table=True):
    """One dated piece of an article with its full text; `start` is its place in the article's text."""

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


class SpeakerRow(SQLModel, table=True):
    """One person, institution, group or document across articles. `key` is what spellings of one name share."""

    __tablename__ = "speakers"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str
    kind: str
    key: str = Field(index=True)


class AliasRow(SQLModel, table=True):
    """A spelling under which a speaker was printed."""

    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("speaker_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(foreign_key="speakers.id")
    name: str


class RoleRow(SQLModel, table=True):
    """What an article calls a speaker: "French foreign ministry spokesman"."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("speaker_id", "role"),)
    id: int | None = Field(default=None, primary_key=True)
    speaker_id: int = Field(foreign_key="speakers.id")
    role: str


class ClusterRow(SQLModel, table=True):
    """One utterance with all its variants."""

    __tablename__ = "clusters"
    id: int | None = Field(default=None, primary_key=True)


class QuoteRow(SQLModel, table=True):
    """One printed quotation: the extraction record, and its place among speakers and clusters.

    `wording` is the hash of its normalised words; `is_canonical` marks the wording that stands for its cluster.
    """

    __tablename__ = "quotes"
    __table_args__ = (
        Index("uq_quotes_canonical", "cluster_id", unique=True, sqlite_where=text("is_canonical")),
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    article_id: int = Field(foreign_key="articles.id", index=True)
    entry_id: int = Field(foreign_key="entries.id", index=True)
    speaker_id: int | None = Field(default=None, foreign_key="speakers.id", index=True)
    cluster_id: int | None = Field(default=None, foreign_key="clusters.id", index=True)
    is_canonical: bool = False
    wording: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
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


class FragmentRow(SQLModel, table=True):
    """A cluster whose wording is a short excerpt of another cluster's."""

    __tablename__ = "fragments"
    fragment_id: int = Field(foreign_key="clusters.id", primary_key=True)
    whole_id: int = Field(foreign_key="clusters.id", primary_key=True, index=True)


class KeyRow(SQLModel, table=True):
    """A word-sequence key of a quotation that represents its cluster: how new quotations find old ones."""

    __tablename__ = "keys"
    __table_args__ = {"sqlite_with_rowid": False}
    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    quote_id: int = Field(
        sa_column=Column(ForeignKey("quotes.id"), primary_key=True, autoincrement=False, index=True)
    )


class RunRow(SQLModel, table=True):
    """One call of `quotes ingest`: when, with what version, and what came of it."""

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
