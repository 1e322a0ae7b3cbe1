"""Tables that hold a text a row."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sotenlp.config import Config
from sotenlp.document import Document
from sotenlp.errors import InputError
from sotenlp.reader import Corpus
from sotenlp.reader.corpus import gather_inputs, read_input, with_texts

ROWS = [("a1", "Jonot, joita oli, lyhenivät.\nTyö jatkuu."), ("a2", 'Hän sanoi: "hyvä".'), ("a3", "Åbo; työ")]


def written(folder: Path, suffix: str, encoding: str = "utf-8") -> Path:
    path = folder / f"tekstit{suffix}"
    if suffix == ".parquet":
        pq.write_table(pa.table({"nro": [n for n, _ in ROWS], "sivu": [t for _, t in ROWS]}), path)
    elif suffix in {".jsonl", ".ndjson"}:
        lines = [json.dumps({"nro": n, "sivu": t}, ensure_ascii=False) for n, t in ROWS]
        path.write_text("\n".join(lines), encoding=encoding)
    else:
        mark = "\t" if suffix == ".tsv" else ";"
        rows = [mark.join((n, '"' + t.replace('"', '""') + '"')) for n, t in ROWS]
        path.write_bytes("\r\n".join([f"nro{mark}sivu", *rows]).encode(encoding))
    return path


SUFFIXES = [".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_row_is_a_document(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, suffix)
    documents = list(Corpus(path, text_column="sivu", id_column="nro"))
    assert all(isinstance(document, Document) for document in documents)
    assert [(d.id, d.text) for d in documents] == ROWS
    assert {d.format for d in documents} == {suffix[1:].replace("ndjson", "jsonl")}
    assert [d.source[0].place for d in documents] == ["row=1", "row=2", "row=3"]
    assert {d.path for d in documents} == {str(path)}


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_in_any_encoding(tmp_path: Path, suffix: str, encoding: str) -> None:
    path = written(tmp_path, suffix, encoding)
    assert [d.text for d in Corpus(path, text_column="sivu")] == [text for _, text in ROWS]


def test_without_an_id_column_ids_are_hashes_and_the_same_text_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\nTyö alkoi.\nTyö jatkui.\nTyö alkoi.\n", encoding="utf-8")
    first, second, error = Corpus(path)
    assert first.id == first.sha256[:12]
    assert second.id != first.id
    assert error.code == "id_taken"
    assert "a.csv#row=3" in error.path
    assert "a.csv#row=1" in error.problem


def test_a_row_that_cannot_be_read_is_an_error_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        '{"text": "Yksi."}',
        "ei json",
        '["lista"]',
        '{"teksti": "x"}',
        '{"text": null}',
        '{"text": "Kaksi."}',
    ]
    path.write_text("\n".join([*lines, '{"text": "' + "x" * 3000 + '"}']), encoding="utf-8")
    config = Config(max_characters=1000)
    inputs, errors = gather_inputs(path, config=config)
    assert [read_input(i, t).text for i, t in with_texts(inputs, config)] == ["Yksi.", "Kaksi."]
    assert [error.path.rsplit("#")[-1] for error in errors] == [f"row={n}" for n in (2, 3, 4, 5, 7)]
    assert [error.code for error in errors] == ["broken", "broken", "column", "empty", "too_large"]
    assert all(error.cure.endswith(".") for error in errors)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("options", [{"text_column": "ei"}, {"text_column": "sivu", "id_column": "ei"}])
def test_a_missing_column_is_told_with_those_that_exist(
    tmp_path: Path, suffix: str, options: dict[str, str]
) -> None:
    with pytest.raises(InputError, match="nro, sivu") as caught:
        Corpus(written(tmp_path, suffix), **options)
    assert caught.value.code == "column"
    assert ("--id-column" if "id_column" in options else "--text-column") in caught.value.cure


def test_broken_tables_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 rikki")
    (tmp_path / "b.csv").write_bytes(b"text\n\x00\x01\x02")
    for name in ("a.parquet", "b.csv"):
        _, errors = gather_inputs(tmp_path / name)
        assert [error.code for error in errors] in (["broken"], ["binary"])


def test_tables_in_folders_are_taken_only_when_a_column_is_named(tmp_path: Path) -> None:
    written(tmp_path, ".csv")
    (tmp_path / "sivu.txt").write_text("Työ alkoi.", encoding="utf-8")
    assert [item.id for item in gather_inputs(tmp_path)[0]] == ["sivu"]
    named, _ = gather_inputs(tmp_path, text_column="sivu", id_column="nro")
    assert [item.id for item in named] == ["sivu", "a1", "a2", "a3"]


def test_an_id_that_a_file_has_is_refused(tmp_path: Path) -> None:
    written(tmp_path, ".csv")
    (tmp_path / "a2.txt").write_text("Työ alkoi.", encoding="utf-8")
    inputs, errors = gather_inputs(tmp_path, text_column="sivu", id_column="nro")
    assert [item.id for item in inputs] == ["a2", "a1", "a3"]
    assert [error.code for error in errors] == ["id_taken"]


def test_a_large_table_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "iso.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("text\n")
        file.writelines(f"{n} {'Työ alkoi alueella. ' * 500}\n" for n in range(2000))
    assert path.stat().st_size > 20_000_000
    config = Config(max_file_bytes=1000)
    tracemalloc.start()
    inputs, errors = gather_inputs(path, config=config)
    length = sum(len(text or "") for _, text in with_texts(inputs, config))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(inputs), errors) == (2000, [])
    assert length > 20_000_000
    assert peak < 8_000_000


def test_a_row_that_went_away_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, ".csv")
    corpus = Corpus(path, text_column="sivu")
    kept = path.read_bytes().split(b"\r\n")[:2]
    path.write_bytes(b"\r\n".join([*kept, b"a2;Toinen teksti."]))
    first, *rest = corpus
    assert isinstance(first, Document)
    assert [error.problem for error in rest] == ["the row is gone or has changed"] * 2


class Piped:
    """Standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [("Työ alkoi.".encode(), "text"), (b"<!DOCTYPE html><p>Ty&ouml; alkoi.", "html")],
)
def test_standard_input_is_one_document_of_any_format(
    monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str
) -> None:
    monkeypatch.setattr("sys.stdin", Piped(data))
    (document,) = Corpus("-")
    assert (document.id, document.path, document.format) == ("stdin", "-", kind)
    assert document.text.strip() == "Työ alkoi."


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_standard_input_is_a_table_where_a_column_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("sys.stdin", Piped(written(tmp_path, suffix).read_bytes()))
    documents = list(Corpus("-", text_column="sivu", id_column="nro"))
    assert [(d.id, d.text) for d in documents] == ROWS


def test_standard_input_has_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Piped(b"x" * 2000))
    with pytest.raises(InputError, match="at most 1000 bytes"):
        Corpus("-", max_bytes=1000)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
@pytest.mark.parametrize("piped", [False, True])
def test_the_encoding_stands_with_every_row_and_what_was_assumed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, piped: bool
) -> None:
    path = written(tmp_path, suffix, "cp1252")
    if piped:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    documents = list(Corpus("-" if piped else path, text_column="sivu"))
    assert [d.encoding for d in documents] == ["windows-1252"] * 3
    assert [[p.code for p in d.problems] for d in documents] == [["encoding"], [], []]
    assert "iconv" in documents[0].problems[0].message


def test_a_table_of_one_column_needs_no_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'text\nJonot, joita oli, lyhenivät; työ jatkuu.\n"Toinen, joka on ""lainattu""."\n', encoding="utf-8"
    )
    texts = [d.text for d in Corpus(path)]
    assert texts == ["Jonot, joita oli, lyhenivät; työ jatkuu.", 'Toinen, joka on "lainattu".']


def test_a_row_with_more_cells_than_columns_is_no_text_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nro,text\n1,Jonot, joita oli.\n2,Työ alkoi.,,\n3,Työ jatkui.\n", encoding="utf-8")
    second, third, bad = Corpus(path, id_column="nro")
    assert [d.text for d in (second, third)] == ["Työ alkoi.", "Työ jatkui."]
    assert isinstance(bad, InputError)
    assert bad.path.endswith("a.csv#row=1")
    assert "quotation marks" in bad.problem


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('nro,text\n1,Työ alkoi.\n2,"Jonot\n3,Työ jatkui.\n', encoding="utf-8")
    first, bad = Corpus(path)
    assert first.text == "Työ alkoi."
    assert isinstance(bad, InputError)
    assert "never closed" in bad.problem


def test_a_line_without_end_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nro,text\n1,Työ alkoi.\n2," + "pitkä " * 1000, encoding="utf-8")
    first, bad = Corpus(path, config=Config(max_characters=100))
    assert first.text == "Työ alkoi."
    assert isinstance(bad, InputError)
    assert "after row 1" in bad.problem


@pytest.mark.parametrize("value", ['["Työ alkoi."]', '{"a": "b"}', "5", "true"])
def test_a_cell_that_is_no_string_is_no_text(tmp_path: Path, value: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": {value}}}\n{{"text": "Työ alkoi."}}\n', encoding="utf-8")
    first, bad = Corpus(path)
    assert first.text == "Työ alkoi."
    assert isinstance(bad, InputError)
    assert "as one string" in bad.cure


def test_bytes_in_parquet_are_texts_where_they_are_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["Työ alkoi.".encode(), "Työ".encode("cp1252")]}), path)
    first, bad = Corpus(path)
    assert first.text == "Työ alkoi."
    assert isinstance(bad, InputError)


@pytest.mark.parametrize("content", ['[{"text": "Työ"},\n{"text": "Jono"}]', '{\n"text": "Työ"\n}'])
def test_json_that_is_no_lines_is_one_error_with_the_command_that_helps(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(content, encoding="utf-8")
    inputs, errors = gather_inputs(path)
    assert not inputs
    assert ["jq -c" in error.cure for error in errors] == [True]
