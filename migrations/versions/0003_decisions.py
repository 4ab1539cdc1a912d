"""What people decide on quotations and speakers, apart from what was extracted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Two tables of decisions."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quote_uid", sa.String(), nullable=True),
        sa.Column("attached_to", sa.String(), nullable=True),
        sa.Column("article_uid", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("speaker_uid", sa.String(), nullable=True),
        sa.Column("spoken_on", sa.String(), nullable=True),
        sa.Column("was", sa.String(), nullable=True),
        sa.Column("now", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_article_uid", "reviews", ["article_uid"])
    op.create_index("ix_reviews_attached_to", "reviews", ["attached_to"])
    op.create_table(
        "speaker_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("speaker_uid", sa.String(), nullable=False),
        sa.Column("target_uid", sa.String(), nullable=True),
        sa.Column("article_uid", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("was", sa.String(), nullable=True),
        sa.Column("now", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_decisions"),
    )
    op.create_index("ix_speaker_decisions_speaker_uid", "speaker_decisions", ["speaker_uid"])
    op.create_index("ix_speaker_decisions_target_uid", "speaker_decisions", ["target_uid"])
