"""Which module of the package may import what.

The graph is read from the sources: imports inside functions and for type checkers count as well.
Arrows go down the layers only, and nowhere in a circle.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import pytest_schema_audit

EDGE = (
    *("plugin", "settings", "repeated", "items", "collection", "session", "reporting", "waiting"),
    *("actions", "loggers", "quiet", "updating"),
)
DATABASE = (
    *("servers", "database", "migrations", "catalog", "canonical"),
    *("rebuild", "remade", "multiranges", "live", "live_errors"),
)
LAYERS = (
    EDGE,
    ("report",),
    (
        *("audits", "audit", "live_audit", "threeway", "own_tool", "cases", "commands", "progress"),
        *("prepared", "maintain", "startup", "values", "options", "proofs"),
    ),
    (
        *("verdicts", "causes", "comparison", "counterparts", "evidence", "expected", "figures"),
        *("families", "partitioning", "view_columns"),
        "hints",
        *("counterparts", "first", "initial", "origins", "renames", "update", "waivers"),
        *("aspects", "versions", "unlike"),
        *("object_comparison", "object_entries", "object_verdicts", "proving", "reading"),
    ),
    (*DATABASE, "signals"),
    ("manifest", "checks", "outline", "referenced"),
    (
        "model",
        "notation",
        "spelling",
        "kinds",
        "verdict",
        "errors",
        "imports",
        "majors",
        "veil",
        "",
    ),
)
"""Top to bottom; a module belongs to the part that its name begins with, `""` is the package."""

RESERVED = {
    "pytest": EDGE,
    "_pytest": EDGE,
    "psycopg": (
        *(*DATABASE, "audit", "live_audit", "commands", "maintain", "startup"),
        *("verdicts", "comparison", "initial", "object_entries", "proofs", "proving", "reading"),
        "partitioning",
    ),
    "testcontainers": ("servers.container",),
    "docker": ("servers.container",),
}
"""Libraries that only these modules, and those below them, may import."""


@dataclass(frozen=True)
class Module:
    """What one module imports.

    :param own: modules of the same package, by their names inside it.
    :param foreign: top-level names of everything else.
    """

    own: frozenset[str]
    foreign: frozenset[str]


Graph = Mapping[str, Module]


def read_graph(package: Path) -> Graph:
    """Read the imports of every module below a package's folder."""
    files = {_name(package, path): path for path in sorted(package.rglob("*.py"))}
    return {name: _module(package.name, name, path, files) for name, path in files.items()}


def _name(package: Path, path: Path) -> str:
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _module(package: str, name: str, path: Path, files: Mapping[str, Path]) -> Module:
    parents = f"{package}.{name}".rstrip(".").split(".")
    if path.name != "__init__.py":
        parents.pop()
    tree = ast.parse(path.read_text(encoding="utf-8"), path)
    targets = [target for node in ast.walk(tree) for target in _targets(node, parents)]
    own = (target.partition(".")[2] for target in targets if _top(target) == package)
    foreign = frozenset(map(_top, targets)) - {package}
    return Module(frozenset(_existing(target, files) for target in own), foreign)


def _targets(node: ast.AST, parents: list[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = parents[: len(parents) + 1 - node.level] if node.level else []
        origin = ".".join([*base, *([node.module] if node.module else [])])
        yield from (f"{origin}.{alias.name}" for alias in node.names)


def _top(target: str) -> str:
    return target.partition(".")[0]


def _existing(target: str, files: Mapping[str, Path]) -> str:
    """Tell the module from the names it holds: `model.Table` is in `model`."""
    while target and target not in files:
        target = target.rpartition(".")[0]
    return target


def circles(graph: Graph) -> list[str]:
    """Name the modules of one circle of imports, if there is one, and the parts of one."""
    modules = {(name, target) for name, module in graph.items() for target in module.own}
    parts = {(_top(name), _top(target)) for name, target in modules}
    return [
        *_circle(modules),
        *_circle({(name, target) for name, target in parts if name != target}),
    ]


def _circle(arrows: Iterable[tuple[str, str]]) -> Iterator[str]:
    sorter = TopologicalSorter[str]()
    for name, target in sorted(arrows):
        sorter.add(name, target)
    try:
        sorter.prepare()
    except CycleError as error:
        yield " < ".join(error.args[1])


def without_layer(graph: Graph) -> list[str]:
    """Name the modules that no layer mentions."""
    known = {part for layer in LAYERS for part in layer}
    return [name for name in graph if _top(name) not in known]


def upward(graph: Graph) -> list[str]:
    """Name the imports that go from a layer to a higher one."""
    depth = {part: number for number, layer in enumerate(LAYERS) for part in layer}
    return [
        f"{name} > {target}"
        for name, module in graph.items()
        for target in sorted(module.own)
        if depth.get(_top(name), 0) > depth.get(_top(target), len(LAYERS))
    ]


def trespasses(graph: Graph) -> list[str]:
    """Name the imports of reserved libraries where they do not belong."""
    return [
        f"{name} > {library}"
        for name, module in graph.items()
        for library in sorted(module.foreign & RESERVED.keys())
        if not any(f"{name}.".startswith(f"{place}.") for place in RESERVED[library])
    ]


@pytest.fixture(scope="module")
def graph() -> Graph:
    (folder,) = pytest_schema_audit.__path__
    return read_graph(Path(folder))


def test_no_circles(graph: Graph) -> None:
    assert circles(graph) == []


def test_every_module_has_a_layer(graph: Graph) -> None:
    assert without_layer(graph) == []


def test_imports_go_down_the_layers(graph: Graph) -> None:
    assert upward(graph) == []


def test_libraries_stay_where_they_belong(graph: Graph) -> None:
    assert trespasses(graph) == []


def test_a_thread_asks_for_psycopg_before_its_parts() -> None:
    """Two threads that import a package and its part at once get a half-made module."""
    (folder,) = pytest_schema_audit.__path__
    for path in Path(folder, "servers").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [target for node in ast.walk(tree) for target in _targets(node, [])]
        ours = [name for name in names if _top(name) == "psycopg"]
        assert all(name.count(".") < 2 for name in ours[:1]), path


def _package(folder: Path, sources: Mapping[str, str]) -> Graph:
    for name, source in sources.items():
        path = folder / "example" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return read_graph(folder / "example")


def test_reads_every_form_of_import(tmp_path: Path) -> None:
    sources = {
        "__init__.py": "from .model import Table",
        "model.py": "import os.path, psycopg.sql as sql",
        "catalog/__init__.py": "from . import read\nfrom ..model import Table",
        "catalog/read.py": "def f():\n    import example.errors\n    from example import model",
        "errors.py": "from . import __doc__",
    }
    assert _package(tmp_path, sources) == {
        "": Module(frozenset({"model"}), frozenset()),
        "model": Module(frozenset(), frozenset({"os", "psycopg"})),
        "catalog": Module(frozenset({"catalog.read", "model"}), frozenset()),
        "catalog.read": Module(frozenset({"errors", "model"}), frozenset()),
        "errors": Module(frozenset({""}), frozenset()),
    }


def test_sees_a_circle_of_modules(tmp_path: Path) -> None:
    graph = _package(
        tmp_path, {"model.py": "from . import verdict", "verdict.py": "from . import model"}
    )
    assert circles(graph) != []


def test_sees_a_circle_of_parts_without_one_of_modules(tmp_path: Path) -> None:
    sources = {
        "__init__.py": "",
        "checks/one.py": "from ..report import text",
        "report/text.py": "",
        "report/other.py": "from ..checks import one",
    }
    assert circles(_package(tmp_path, sources)) == ["checks < report < checks"]


def test_sees_a_module_without_a_layer(tmp_path: Path) -> None:
    assert without_layer(_package(tmp_path, {"utils.py": "", "model.py": ""})) == ["utils"]


def test_sees_an_import_upwards(tmp_path: Path) -> None:
    graph = _package(
        tmp_path, {"model.py": "from .catalog import read", "catalog/read.py": "from . import a"}
    )
    assert upward(graph) == ["model > catalog.read"]


@pytest.mark.parametrize("library", sorted(RESERVED))
def test_sees_a_library_out_of_place(tmp_path: Path, library: str) -> None:
    sources = {"checks/table.py": f"import {library}.core", "errors.py": f"from {library} import x"}
    assert trespasses(_package(tmp_path, sources)) == [
        f"checks.table > {library}",
        f"errors > {library}",
    ]


def test_allows_a_library_where_it_belongs(tmp_path: Path) -> None:
    sources = {
        "servers/container.py": "import docker, psycopg",
        "catalog/read.py": "from psycopg import sql",
        "plugin.py": "import pytest",
    }
    assert trespasses(_package(tmp_path, sources)) == []
