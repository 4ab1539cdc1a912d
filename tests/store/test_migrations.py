"""The migrations lead to the tables, keep every row, and copy a filled store first."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from newsroom import HARBOUR, PUMPS, article, dump, rows, store

from quotes.bundled import bundled
from quotes.errors import StoreError
from quotes.store import open_store, schema
from quotes.store.tables import METADATA

NEXT = '''
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{head}"


def upgrade() -> None:
    """Rebuilds a table that others point to."""
    with op.batch_alter_table("speakers", recreate="always") as table:
        table.add_column(sa.Column("born_on", sa.String()))
    op.execute("{statement}")
'''


def migrations(tmp_path: Path, statement: str = "SELECT 1") -> Path:
    """The package's migrations and one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(bundled("migrations"), folder)
    text = NEXT.format(head=schema.head(folder), statement=statement)
    (folder / "versions" / "9000_birthdays.py").write_text(text)
    return folder


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A store at the package's newest schema."""
    path = tmp_path / "store.db"
    store(path, article("1", f"Nora Feldgate (mayor): “{PUMPS}”", "“told to wait until the spring”"),
          article("2", f"Nora Feldgate: “{PUMPS}”", f"Tom Askew: “{HARBOUR}”"))  # fmt: skip
    return path


def test_the_newest_schema_is_that_of_the_tables(tmp_path: Path) -> None:
    """Nothing is left for another revision to do."""
    with open_store(tmp_path / "store.db") as opened, opened.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_revisions_form_one_line_in_the_order_of_their_numbers() -> None:
    """The names of their files say what Alembic says."""
    folder = bundled("migrations")
    script = ScriptDirectory(str(folder))
    assert schema.head(folder) == script.get_current_head()
    assert schema.revisions(folder) == [revision.revision for revision in script.walk_revisions()][::-1]


def test_a_store_of_the_first_schema_reaches_the_newest(tmp_path: Path) -> None:
    """From the first revision on, one after the other."""
    first = tmp_path / "first"
    shutil.copytree(bundled("migrations"), first)
    for later in sorted((first / "versions").glob("[0-9]*.py"))[1:]:
        later.unlink()
    open_store(tmp_path / "store.db", migrations=first).close()
    with open_store(tmp_path / "store.db") as opened, opened.engine.connect() as connection:
        assert schema.revision(connection, opened.path) == schema.head(bundled("migrations"))


def test_a_store_from_before_all_wordings_had_keys_is_clustered_anew(filled: Path) -> None:
    """Its quotations, speakers and articles stay as they are."""
    before = dump(filled)
    with sqlite3.connect(filled) as db:
        db.execute("UPDATE alembic_version SET version_num = '0001'")
        db.execute("UPDATE quotes SET wording = 0")
        db.execute("DELETE FROM keys")
        for later in ("close", "reviews", "speaker_decisions"):
            db.execute(f"DROP TABLE {later}")
    open_store(filled).close()
    assert dump(filled) == before


def test_an_upgrade_keeps_every_row(filled: Path, tmp_path: Path) -> None:
    """Though a table that others point to is rebuilt."""
    before = dump(filled)
    with open_store(filled, migrations=migrations(tmp_path)) as opened, opened.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    after = dump(filled)
    assert after.pop("alembic_version") == [{"version_num": "9000"}]
    assert after == {
        name: [row | {"born_on": None} if name == "speakers" else row for row in rows]
        for name, rows in before.items() if name != "alembic_version"
    }  # fmt: skip
    assert all(before[name] for name in ("articles", "entries", "quotes", "speakers", "roles", "fragments", "keys"))


def test_an_upgrade_copies_the_store_first(filled: Path, tmp_path: Path) -> None:
    """The copy is a store of its own, with what is still in the log; a new or up-to-date store needs none."""
    before = dump(filled)
    with sqlite3.connect(filled) as reader:  # an open reader keeps the log from being written back
        reader.execute("SELECT count(*) FROM quotes").fetchall()
        with open_store(filled, migrations=migrations(tmp_path)) as opened:
            assert opened.copied_to == filled.with_name("store.db.before-9000")
    assert dump(filled.with_name("store.db.before-9000")) == before
    with open_store(filled, migrations=tmp_path / "migrations") as opened:
        assert opened.copied_to is None


def test_an_upgrade_that_would_break_references_changes_nothing(filled: Path, tmp_path: Path) -> None:
    """All or nothing, and the complaint names the table."""
    before = dump(filled)
    with pytest.raises(StoreError, match="rows of article_keys would point nowhere"):
        open_store(filled, migrations=migrations(tmp_path, "DELETE FROM articles WHERE id = 1"))
    assert dump(filled) == before
    assert rows(filled, "PRAGMA foreign_key_check") == []
