"""Wheel, sdist and editable install: each works from another folder in an empty environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging

COMPILED = {".c", ".pyx", ".so", ".pyd"}

TEXT = """Perustiedot

Kokonaisuuden nimi
Kainuu: sujuva vastaanotto

Tuotokset ja tulokset

Kajaanissa otettiin käyttöön digilääkäri, ja terapianavigaattoria pilotoitiin nuorten palveluissa.
"""


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Standard output of a command; its standard error shows when it fails."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | variables
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def distributions(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The built wheel and sdist by kind."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, root, cwd=folder)
    return {"wheel": next(folder.glob("*.whl")), "sdist": next(folder.glob("*.tar.gz"))}


def environment(folder: Path) -> Path:
    """A new environment that sees this one's dependencies, but not its sotenlp; gives its Python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "uninstall", "-q", "-y", "setuptools", cwd=folder)  # the tests' own is newer
    site = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    )
    # Dependencies come from the environment of the tests, appended so that the new one's packages win.
    paths = [path for path in sys.path if path.endswith("site-packages")]
    hook = f"import sys; sys.path.extend({paths!r})"
    (site / "zz_dependencies.pth").write_text(hook + "\n", encoding="utf-8")
    return python


def mine_with(python: Path, folder: Path, root: Path) -> Path:
    """Mine a text with the installed command from a folder that is not the project's."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kainuu.txt").write_text(TEXT, encoding="utf-8")
    command = python.with_name("sotenlp")
    assert command.is_file()
    printed = run(command, "mine", "kainuu.txt", cwd=elsewhere)
    assert "sotenlp-out" in printed
    record = json.loads((elsewhere / "sotenlp-out" / "documents.jsonl").read_text(encoding="utf-8"))
    assert record["meta"]["area"] == "Kainuun hyvinvointialue"
    assert any("digilääkäri" in measure["text"].lower() for measure in record["measures"])
    where = run(python, "-c", "import sotenlp; print(sotenlp.__file__)", cwd=elsewhere).strip()
    return Path(where)


def test_wheel_has_models_and_corpora(distributions: dict[str, Path], root: Path) -> None:
    names = set(zipfile.ZipFile(distributions["wheel"]).namelist())
    for folder in ("models", "corpora"):
        for path in (root / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"sotenlp/{folder}/{path.relative_to(root / folder).as_posix()}" in names
    modules = {
        f"sotenlp/{p.relative_to(root / 'sotenlp').as_posix()}"
        for p in (root / "sotenlp").rglob("*.*")
        if p.is_file() and "__pycache__" not in p.parts and p.suffix not in COMPILED
    }
    assert modules <= names, sorted(modules - names)
    assert not [name for name in names if name.startswith(("tests/", "notebooks/"))]


def test_sdist_can_build_again(distributions: dict[str, Path]) -> None:
    with tarfile.open(distributions["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "setup.cfg", "LICENSE", "README.md", "sotenlp/documents.schema.json"} <= names
    assert any(name.startswith("models/goals/") for name in names)


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_installed_package_mines(
    kind: str, distributions: dict[str, Path], root: Path, tmp_path: Path
) -> None:
    python = environment(tmp_path / "venv")
    run(
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        distributions[kind],
        cwd=tmp_path,
    )
    assert str(tmp_path) in str(mine_with(python, tmp_path, root))


LEMMAS = """
from sotenlp import Lemmatizer
from sotenlp.language.native import native
text = "Keusoten terveystalvveluiden etälääkärit arvioivat hoitoonpääsyä."
print(native is not None, Lemmatizer().lemmatize(text))
"""


@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler here")
def test_a_wheel_is_compiled_and_needs_no_compiler(distributions: dict[str, Path], tmp_path: Path) -> None:
    names = zipfile.ZipFile(distributions["wheel"]).namelist()
    assert any(name.startswith("sotenlp/language/_native.") for name in names)
    found = {}
    for kind in ("wheel", "sdist"):
        folder = tmp_path / kind
        python = environment(folder / "venv")
        install = ("-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", distributions[kind])
        run(python, *install, cwd=tmp_path, CC="false", CXX="false")
        found[kind] = run(python, "-c", LEMMAS, cwd=folder).split(maxsplit=1)
    assert found["wheel"][0] == "True"
    assert found["sdist"][0] == "False"
    assert found["wheel"][1] == found["sdist"][1]


def test_editable_install_mines(root: Path, tmp_path: Path) -> None:
    python = environment(tmp_path / "venv")
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", root, cwd=tmp_path)
    assert root in mine_with(python, tmp_path, root).parents
