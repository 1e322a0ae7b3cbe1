"""Files and folders to inputs with ids, and the walk over them."""

import os

import pytest

from sotenlp.document import Document
from sotenlp.errors import InputError
from sotenlp.reader.corpus import Corpus, find_inputs, gather_inputs
from sotenlp.reader.reading import read


def write(path, text="Otsikko\n\nJotain tekstiä."):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_gives_its_known_files_sorted_with_ids_below_it(tmp_path):
    for name in ("b.txt", "a/c.txt", "a/ö.txt", "b.note.md", "kuva.png", ".piilo/x.txt", "a/.y.txt"):
        write(tmp_path / name)
    assert [item.id for item in find_inputs([tmp_path])] == ["a/c", "a/ö", "b"]
    assert [item.path for item in find_inputs(tmp_path)] == [
        tmp_path / name for name in ("a/c.txt", "a/ö.txt", "b.txt")
    ]


def test_a_file_has_its_name_as_id_whatever_its_suffix(tmp_path):
    file = write(tmp_path / "raportti.2021.xyz")
    assert [(item.path, item.id) for item in find_inputs([file])] == [(file, "raportti.2021")]


def test_ids_that_would_collide_keep_the_suffix(tmp_path):
    for name in ("a.txt", "a.text", "b.txt"):
        write(tmp_path / name)
    assert [item.id for item in find_inputs([tmp_path])] == ["a.text", "a.txt", "b"]


def test_ids_are_unique_across_folders(tmp_path):
    for name in ("x/a.txt", "y/a.txt"):
        write(tmp_path / name)
    ids = [item.id for item in find_inputs([tmp_path / "x", tmp_path / "y"])]
    assert len(set(ids)) == 2


def test_a_file_given_twice_is_one_input(tmp_path):
    file = write(tmp_path / "a.txt")
    assert len(find_inputs([file, tmp_path, str(file)])) == 1


def test_missing_paths_and_empty_folders_are_refused(tmp_path):
    with pytest.raises(InputError) as missing:
        find_inputs([tmp_path / "ei"])
    with pytest.raises(InputError, match=r"\.txt") as empty:
        find_inputs([tmp_path])
    with pytest.raises(InputError):
        find_inputs([])
    assert (missing.value.code, empty.value.code) == ("missing", "no_input")


def test_the_walk_gives_documents_and_errors_and_can_be_repeated(tmp_path):
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", "")
    corpus = Corpus([tmp_path])
    assert len(corpus) == 2
    for _ in range(2):
        good, bad = corpus
        assert isinstance(good, Document)
        assert good.id == "a"
        assert isinstance(bad, InputError)
        assert bad.code == "empty"


def test_paths_that_cannot_be_taken_are_errors_of_their_own(tmp_path):
    file = write(tmp_path / "a.txt")
    inputs, errors = gather_inputs([tmp_path / "ei", file, tmp_path / ("x" * 300), "a\0b"])
    assert [item.path for item in inputs] == [file]
    assert len(errors) == 3
    assert errors[0].code == "missing"
    assert all(error.cure.endswith(".") for error in errors)


def test_a_file_whose_name_is_no_utf8_is_one_error(tmp_path):
    write(tmp_path / "a.txt")
    name = os.fsdecode(b"p\xe4iv\xe4.txt")
    try:
        write(tmp_path / name)
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    inputs, errors = gather_inputs([tmp_path])
    assert [item.id for item in inputs] == ["a"]
    assert [error.code for error in errors] == ["name"]
    str(errors[0]).encode("utf-8")
    with pytest.raises(InputError) as caught:
        read(tmp_path / name)
    assert caught.value.code == "name"
    good, bad = Corpus([tmp_path])
    assert isinstance(good, Document)
    assert isinstance(bad, InputError)


def test_a_folder_that_cannot_be_looked_into_stops_nothing(tmp_path, monkeypatch):
    write(tmp_path / "a.txt")
    write(tmp_path / "kiinni" / "b.txt")
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("kiinni"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    inputs, errors = gather_inputs(tmp_path)
    assert [item.id for item in inputs] == ["a"]
    assert [error.path for error in errors] == [str(tmp_path / "kiinni")]


def test_nothing_to_read_is_an_error_too(tmp_path):
    assert [error.code for error in gather_inputs([tmp_path])[1]] == ["no_input"]
    with pytest.raises(InputError):
        Corpus([tmp_path / "ei"])


def test_a_pattern_stands_for_files_of_known_suffixes(tmp_path):
    for name in ("a/x.txt", "a/y.html", "a/y.note.md", "a/kuva.png", "b/x.txt", "b/c/z.txt"):
        write(tmp_path / name)
    ids = {
        "*/*.txt": ["a/x", "b/x"],
        "a/*": ["x", "y"],
        "**/*.txt": ["a/x", "b/c/z", "b/x"],
        "b*": ["b/c/z", "b/x"],
        "[ab]/x.txt": ["a/x", "b/x"],
    }
    for pattern, wanted in ids.items():
        assert sorted(item.id for item in find_inputs(tmp_path / pattern)) == wanted, pattern


def test_a_pattern_that_nothing_fits_and_a_name_that_looks_like_one(tmp_path):
    with pytest.raises(InputError, match="no file fits the pattern"):
        find_inputs(tmp_path / "*.html")
    file = write(tmp_path / "sivu[1].txt")
    assert [item.path for item in find_inputs(file)] == [file]


def test_links_are_followed_to_files_and_those_to_nothing_are_told(tmp_path):
    write(tmp_path / "muualla" / "x.txt")
    folder = tmp_path / "sivut"
    write(folder / "a.txt")
    (folder / "b.txt").symlink_to(tmp_path / "muualla" / "x.txt")
    (folder / "poissa.txt").symlink_to("ei-mitään")
    (folder / "kehä.txt").symlink_to("kehä.txt")
    (folder / "ylös").symlink_to("..")
    inputs, errors = gather_inputs(folder)
    assert [item.id for item in inputs] == ["a", "b"]
    assert sorted(error.path for error in errors) == [str(folder / "kehä.txt"), str(folder / "poissa.txt")]


def test_a_file_that_may_not_be_looked_at_stops_nothing(tmp_path, monkeypatch):
    write(tmp_path / "a.txt")
    write(tmp_path / "kiinni" / "b.txt")
    stat = os.stat

    def refuse(path, *arguments, **options):
        if str(path).endswith("b.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", refuse)
    inputs, errors = gather_inputs(tmp_path)
    assert [item.id for item in inputs] == ["a"]
    assert [error.path for error in errors] == [str(tmp_path / "kiinni" / "b.txt")]


def test_a_pattern_with_the_suffix_of_a_table_names_tables(tmp_path):
    write(tmp_path / "a.csv", "text\nJotain tekstiä.\n")
    write(tmp_path / "b.txt")
    assert [item.path.name for item in find_inputs(tmp_path / "*.csv")] == ["a.csv"]
    assert [item.path.name for item in find_inputs(tmp_path / "*")] == ["b.txt"]


def test_the_frames_and_scripts_that_a_browser_saves_beside_a_page_are_no_pages(tmp_path):
    for name in (
        "sivu.html",
        "sivu_files/saved_resource.html",
        "oma_files/x.html",
        "a_tiedostot/y.txt",
        "a.htm",
    ):
        write(tmp_path / name)
    wanted = ["a", "oma_files/x", "sivu"]
    assert [item.id for item in find_inputs(tmp_path)] == wanted
    assert sorted(item.id for item in find_inputs(tmp_path / "**/*.*")) == wanted
    for named in ("sivu_files", "sivu_files/*.html"):
        assert [item.id for item in find_inputs(tmp_path / named)] == ["saved_resource"]
