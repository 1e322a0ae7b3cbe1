from __future__ import annotations

from pathlib import Path

import pytest

from sotenlp.atomic import open_atomic
from sotenlp.errors import OutputError


def test_a_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with open_atomic(path) as file:
        file.write("ä\r\n")
        assert not path.exists()
    assert path.read_bytes() == "ä\r\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_an_error_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    file = open_atomic(path, "wb")
    file.__enter__().write(b"new")
    file.__exit__(KeyError, KeyError("cut"), None)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.bin"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"), open_atomic(tmp_path / "none" / "a.txt"):
        pass


def test_an_error_of_the_source_is_not_blamed_on_the_target(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_atomic(tmp_path / "a.txt"):
        (tmp_path / "missing").read_bytes()
    assert not list(tmp_path.iterdir())


def test_a_device_is_written_straight() -> None:
    with open_atomic("/dev/null") as file:
        file.write("gone")
    assert not Path("/dev/null").is_file()
