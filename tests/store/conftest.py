from __future__ import annotations

from pathlib import Path

import pytest
from deciding import COURIER, LEDGER
from newsroom import store


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store of two articles with four quotations."""
    store(tmp_path / "store.db", COURIER, LEDGER)
    return tmp_path / "store.db"
