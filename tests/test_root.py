"""The root package: every public name is there, and none costs before it is used."""

import subprocess
import sys

import sotenlp


def test_all_names_are_there() -> None:
    for name in sotenlp.__all__:
        assert getattr(sotenlp, name) is not None
    assert set(sotenlp.__all__) <= set(dir(sotenlp))


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(sotenlp, "no_such_name")


def test_the_lemmatiser_loads_neither_tables_nor_classifiers() -> None:
    program = (
        "import sys; from sotenlp import Lemmatizer; Lemmatizer()('Palvelut paranivat.');"
        "heavy = ('pandas', 'sklearn', 'pyarrow', 'networkx', 'scipy');"
        "print([name for name in heavy if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
