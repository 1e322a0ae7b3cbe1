"""Imports run one way: ground, reader, language, extraction, goals, linking, graph, interfaces."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "sotenlp"

GROUND = (
    "schema",
    "errors",
    "document",
    "annotation",
    "config",
    "version",
    "vocabulary",
    "atomic",
    "attribution",
    "rows",
    "records",
    "model_folder",
)
STAGES = ("reader", "language", "extraction", "goals")
ORDER: dict[str, int] = {
    **dict.fromkeys(GROUND, 0),
    **{name: number for number, name in enumerate(STAGES, 1)},
    "factories": 5,
    "pipeline": 5,
    "answers": 6,
    "answer_journal": 7,
    "linking": 6,
    "graph": 7,
    "output": 8,
    "saved_tables": 8,
    "mined": 9,
    "manifest": 10,
    "engines": 10,
    "mining": 11,
    "classification": 11,
    "lemmatization": 11,
    "fetching": 11,
    "labelling": 12,
    "evaluation": 12,
    "interfaces": 13,
    "__init__": 14,
}
FORBIDDEN = {("linking", "pipeline"), ("graph", "pipeline"), ("linking", "extraction"), ("engines", "mined")}
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = {
    ".".join(("sotenlp", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in MODULES
}


def top(module: str) -> str:
    """The part of the package that a dotted module name belongs to."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imported(path: Path) -> set[str]:
    """Dotted names of the package's modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "sotenlp"}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            if module.split(".")[0] == "sotenlp":
                for alias in node.names:
                    inner = f"{module}.{alias.name}"
                    found.add(inner if inner in NAMES else module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    name = path.relative_to(PACKAGE).with_suffix("").parts[0]
    assert name in ORDER, f"give {name} its place in the order"
    for module in imported(path):
        other = top(module)
        assert ORDER[other] <= ORDER[name], f"{name} imports {module}, which comes later"
        if ORDER[other] == ORDER[name] and other != name:
            assert name in GROUND or name in {"manifest", "engines", "mining"}, (
                f"{name} imports its neighbour {module}"
            )
        assert (name, other) not in FORBIDDEN, f"{name} must not know {other}"


def test_there_is_no_circle() -> None:
    edges = {name: imported(path) for name, path in NAMES.items()}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail, module))
        if module in done or module not in edges:
            return
        for other in edges[module]:
            walk(other, (*trail, module))
        done.add(module)

    for module in edges:
        walk(module, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_only_one_module_knows_libvoikko() -> None:
    importers = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "libvoikko" for name in names):
                importers.add(path.relative_to(PACKAGE).as_posix())
    assert importers == {"language/voikko.py"}


def test_no_pickle_is_read() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & {"pickle", "joblib", "dill", "shelve"}, path
