"""How Alembic runs here: on the connection it is given, in that connection's transaction. No settings file.

A new revision is written by comparing the tables with a store on the newest schema; give it the next number:

    python - <<'.'
    from pathlib import Path
    from alembic import command
    from quotes.store import open_store, schema
    with open_store("new.db") as store, store.engine.begin() as connection:
        command.revision(
            schema.settings(connection, Path("migrations")), "what it does", autogenerate=True, rev_id="0002"
        )
    .
"""

from typing import Any

from alembic import context
from sqlmodel import AutoString

from quotes.store.tables import METADATA


def plainly(kind: str, item: Any, _autogenerate: Any) -> str | bool:
    """SQLModel's string type written as SQLAlchemy's own, so that a revision needs no SQLModel."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=plainly,
)
with context.begin_transaction():
    context.run_migrations()
