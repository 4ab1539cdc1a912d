"""Whether the speaker a person gives is the one whom the article names, so that a program had misread it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Decisions before it said who spoke, not whom the article names."""
    op.add_column("reviews", sa.Column("as_printed", sa.Boolean(), nullable=False, server_default=sa.false()))
