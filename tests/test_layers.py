"""The house stands on one order: each room imports only rooms to its left, and nothing runs in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import quotes

HOME = Path(quotes.__file__).parent
ORDER = [
    "model",
    "errors",
    "bundled",
    "memory",
    "text",
    "spelling",
    "names",
    "institutions",
    "read",
    "extract",
    "cluster",
    "lookup",
    "store",
    "publish",
    "options",
    "desk",
    "display",
    "cli",
]
EXTRACT = [
    "weighing",
    "grammar",
    "marks",
    "people",
    "attribution",
    "confidence",
    "dating",
    "record",
    "pipeline",
    "__init__",
]
HEAVY = {"alembic", "datasette", "sqlalchemy", "sqlmodel", "sqlite3"}
PURE = ORDER[: ORDER.index("lookup")]
MODULES = sorted(path.relative_to(HOME).with_suffix("") for path in HOME.rglob("*.py") if path != HOME / "__init__.py")


def imports(module: Path) -> Iterator[str]:
    """Every module that a module names in an import, wherever in the file: `quotes.text`, `sqlalchemy.exc`."""
    path = HOME / module.with_suffix(".py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots; write the whole name"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if _exists(name) else str(node.module)


def _exists(name: str) -> bool:
    """True if a dotted name is one of our modules or rooms."""
    place = HOME.parent / name.replace(".", "/")
    return place.is_dir() or place.with_suffix(".py").exists()


def room(name: str) -> str | None:
    """The room of one of our modules: `quotes.store.tables` is in `store`. None for other packages."""
    parts = name.split(".")
    return parts[1] if parts[0] == "quotes" and len(parts) > 1 else None


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_imports_only_rooms_to_its_left(module: Path) -> None:
    """The listing of the folder tells the pipeline's story, in order."""
    found = {known for name in imports(module) if (known := room(name))}
    assert found <= set(ORDER[: ORDER.index(module.parts[0]) + 1])


@pytest.mark.parametrize("name", ORDER)
def test_siblings_import_one_another_without_a_circle(name: str) -> None:
    """Inside a room there is an order too. (A room's own name in an import stands for its `__init__`.)"""
    siblings = [module for module in MODULES if module.parts[0] == name]
    graph = {_dotted(module): {known for known in imports(module) if room(known) == name} for module in siblings}
    assert list(TopologicalSorter(graph).static_order()) is not None


@pytest.mark.parametrize("module", [module for module in MODULES if module.parts[0] == "extract"], ids=str)
def test_a_module_of_extraction_imports_only_its_rooms_to_the_left(module: Path) -> None:
    """Words are read before marks, people before whose words these are, and that before the day of speaking."""
    inner = {name.split(".")[2] for name in imports(module) if name.startswith("quotes.extract.")}
    assert inner <= set(EXTRACT[: EXTRACT.index(module.parts[1]) + 1])


@pytest.mark.parametrize("module", [module for module in MODULES if module.parts[0] in PURE], ids=str)
def test_rooms_before_the_store_know_no_database(module: Path) -> None:
    """Reading, extraction and clustering are values in, values out."""
    assert {name.partition(".")[0] for name in imports(module)} & HEAVY == set()


def test_every_module_has_its_place_in_the_order() -> None:
    """A new room or module is put where it belongs."""
    assert {module.parts[0] for module in MODULES} <= set(ORDER)


def test_the_package_itself_imports_values_and_errors_only() -> None:
    """Verbs come from their room."""
    assert {room(name) for name in imports(Path("__init__"))} <= {"model", "errors", None}


def _dotted(module: Path) -> str:
    return ".".join(("quotes", *module.parts)).removesuffix(".__init__")
