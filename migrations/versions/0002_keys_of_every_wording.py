"""Keys of every wording: no column changes, but the words of all quotations are read and their clusters found anew."""

from alembic import op

from quotes.store.reclustering import rebuild

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Keys of every wording."""
    rebuild(op.get_bind())
