"""Close clusters, and keys of every wording: the clusters of all quotations are found anew."""

import sqlalchemy as sa
from alembic import op

from quotes.store.reclustering import rebuild

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Close clusters, and keys of every wording."""
    op.create_table(
        "close",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["clusters.id"], name="fk_close_one_id_clusters"),
        sa.ForeignKeyConstraint(["other_id"], ["clusters.id"], name="fk_close_other_id_clusters"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_close"),
    )
    op.create_index("ix_close_other_id", "close", ["other_id"])
    rebuild(op.get_bind())
