"""From files to an output folder, with bad input on the way."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import networkx as nx
import pandas as pd
import pytest

import sotenlp
from sotenlp.config import Config
from sotenlp.errors import InputError, OutputError, SotenlpError, UnknownNameError
from sotenlp.graph.readwrite import read_graph
from sotenlp.mining import Progress, remove
from sotenlp.output import JOURNAL, Mode
from sotenlp.records import json_schema
from tests.pages import KAINUU, LAPPI, SWEDISH
from tests.reader.made.pages import made_of


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "kainuu.txt").write_text(KAINUU, encoding="utf-8")
    (folder / "lappi.txt").write_text(LAPPI, encoding="utf-8")
    (folder / "kainuu.note.md").write_text("A side note.", encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """The files of an output folder, without the manifest, which tells times."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}


def test_writes_every_contract_file(pages: Path, tmp_path: Path) -> None:
    mined = sotenlp.mine(pages, tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    tables = {f"{kind}.parquet" for kind in mined.tables}
    assert names == tables | {
        "documents.jsonl",
        "practices.jsonl",
        "links.jsonl",
        "links.csv",
        "errors.jsonl",
        "graph.graphml",
        "graph.json",
        "manifest.json",
    }
    assert {"documents", "sentences", "measures", "actors", "indicators", "targets", "practices"} <= set(
        mined.tables
    )


def test_records_follow_the_schema_and_offsets_are_exact(pages: Path, tmp_path: Path) -> None:
    sotenlp.mine(pages, tmp_path / "out")
    validator = jsonschema.Draft202012Validator(json_schema())
    lines = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    for line in lines:
        record = json.loads(line)
        validator.validate(record)
        for kind in ("measures", "actors", "indicators", "targets"):
            for span in record[kind]:
                assert record["text"][span["start"] : span["end"]] == span["text"]
                sentence = record["sentences"][span["sentence"]]
                assert sentence["start"] <= span["start"] < sentence["end"]


def test_finds_what_the_pages_say(pages: Path) -> None:
    mined = sotenlp.mine(pages)
    kainuu = mined.document("kainuu")
    assert kainuu.meta.area == "Kainuun hyvinvointialue"
    assert kainuu.meta.implementers == ("Kajaanin kaupunki", "Sotkamon kunta")
    statuses = {(m.as_of, m.status.value) for m in kainuu.measures if "asiakasohjaus" in m.name.lower()}
    assert statuses == {("2021-01-01/2021-06-30", "planned"), ("2022-07-01/2022-12-31", "adopted")}
    value = next(i for i in kainuu.indicators if i.value == "82 %")
    assert value.number == pytest.approx(0.82)
    joined = {p.name.lower(): {m.area for m in p.members} for p in mined.practices if len(p.members) > 1}
    assert any("asiakasohjaus" in name for name in joined)
    assert any("perhekeskus" in name for name in joined)


def test_persons_are_masked_unless_asked(pages: Path) -> None:
    masked = sotenlp.mine(pages).document("kainuu")
    assert "Aino" not in masked.text
    assert "example.org" not in masked.text
    assert len(masked.text) == len(KAINUU)
    assert masked.meta.contact_name is None
    kept = sotenlp.mine(pages, config=Config(keep_contacts=True)).document("kainuu")
    assert kept.meta.contact_name == "Aino Esimerkki"


def test_open_gives_what_mine_gave(pages: Path, tmp_path: Path) -> None:
    mined = sotenlp.mine(pages, tmp_path / "out")
    opened = sotenlp.open(tmp_path / "out")
    assert opened.counts() == mined.counts()
    for kind, frame in mined.tables.items():
        pd.testing.assert_frame_equal(opened.tables[kind], frame)
    assert "documents" not in vars(opened), "the tables need no documents"
    assert opened.documents == mined.documents
    assert opened.practices == mined.practices
    assert opened.links == mined.links
    assert nx.utils.graphs_equal(opened.graph, mined.graph)
    pd.testing.assert_frame_equal(opened.measures, mined.measures)
    for name in ("graph.graphml", "graph.json"):
        assert nx.utils.graphs_equal(read_graph(tmp_path / "out" / name), mined.graph)


def test_same_input_gives_same_bytes_with_any_number_of_workers(pages: Path, tmp_path: Path) -> None:
    sotenlp.mine(pages, tmp_path / "one")
    sotenlp.mine(pages, tmp_path / "two", config=Config(workers=2))
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_every_text_edge_has_its_sentences(pages: Path) -> None:
    mined = sotenlp.mine(pages)
    texts = {document.id: document.text for document in mined.documents}
    edges = [data for *_, data in mined.graph.edges(data=True) if data["basis"] == "text"]
    assert edges
    for data in edges:
        assert data["evidence"]
        for evidence in data["evidence"]:
            assert texts[evidence["doc"]][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_similar_finds_the_other_region(pages: Path) -> None:
    mined = sotenlp.mine(pages)
    hits = mined.similar("asiakasohjauksen keskittäminen", k=3, exclude_area="Kainuun hyvinvointialue")
    assert hits
    assert "asiakasohjaus" in hits[0].name.lower()
    assert {member.area for member in hits[0].members} == {"Lapin hyvinvointialue"}
    assert 0 < hits[0].score <= 1
    assert hits[0].reasons
    with pytest.raises(UnknownNameError, match="practice"):
        mined.similar("practice:none-such")


BAD = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (b"\x00\x01\x02" * 50, "binary"),
    "old.doc.txt": (b"\xd0\xcf\x11\xe0" + bytes(200), "binary"),
}


def test_bad_files_are_named_with_a_cure_and_the_others_are_mined(pages: Path, tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        (pages / name).write_bytes(data)
    mined = sotenlp.mine([pages, tmp_path / "missing"], tmp_path / "out")
    assert {document.id for document in mined.documents} == {"kainuu", "lappi"}
    messages = {Path(error.path).name: error for error in mined.errors}
    assert set(messages) == {*BAD, "missing"}
    for error in messages.values():
        assert error.path in str(error)
        assert error.cure.endswith(".")
    assert ".docx" in messages["old.doc.txt"].cure
    written = [json.loads(line) for line in (tmp_path / "out" / "errors.jsonl").read_text().splitlines()]
    assert {row["path"] for row in written} == {error.path for error in mined.errors}
    assert [str(e) for e in sotenlp.open(tmp_path / "out").errors] == [str(e) for e in mined.errors]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_page_in_another_encoding_gives_the_same_and_the_record_tells_it(
    pages: Path, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "kainuu.txt"
    path.write_bytes(KAINUU.encode(encoding))
    other, same = sotenlp.mine(path).document("kainuu"), sotenlp.mine(pages).document("kainuu")
    assert other.text.removeprefix("\ufeff") == same.text
    assert [m.text for m in other.measures] == [m.text for m in same.measures]
    assert other.encoding == {"utf-16": "utf-16-le", "latin-1": "windows-1252"}[encoding]
    assert [p.code for p in other.errors] == (["encoding"] if encoding == "latin-1" else [])


def test_files_of_every_format_are_mined_side_by_side_and_bad_ones_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for kind, (name, data) in made_of(KAINUU).items():
        (folder / f"{kind}{Path(name).suffix}").write_bytes(data)
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.7 rikki")
    (folder / "rikki.docx").write_bytes(b"PK\x03\x04 rikki")
    mined = sotenlp.mine(folder, tmp_path / "out", config=Config(workers=2))
    assert {d.id: d.format for d in mined.documents} == {k: k for k in ("text", "html", "docx", "pdf")}
    assert {Path(e.path).name for e in mined.errors} == {"rikki.pdf", "rikki.docx"}
    names = [[m.name for m in document.measures] for document in mined.documents]
    assert names[0]
    assert names == names[:1] * 4
    validator = jsonschema.Draft202012Validator(json_schema())
    for line in (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        validator.validate(json.loads(line))
    opened = sotenlp.open(tmp_path / "out")
    assert opened.counts() == mined.counts()
    for kind, frame in mined.tables.items():
        pd.testing.assert_frame_equal(opened.tables[kind], frame)
    assert "documents" not in vars(opened), "the tables need no documents"
    assert opened.documents == mined.documents
    assert opened.document("pdf").source[0].place == "page=1"


def test_a_table_is_mined_by_rows_and_a_cut_run_goes_on(tmp_path: Path) -> None:
    path, out = tmp_path / "sivut.csv", tmp_path / "out"
    pd.DataFrame({"nro": ["k", "l"], "sivu": [KAINUU, LAPPI]}).to_csv(path, index=False)
    columns = {"text_column": "sivu", "id_column": "nro"}

    def cut(done: int, total: int) -> None:
        assert total == 2
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sotenlp.mine(path, out, progress=cut, **columns)
    mined = sotenlp.mine(path, out, mode=Mode.RESUME, **columns)
    assert [(d.id, d.format, d.text) for d in mined.documents] == [
        ("k", "csv", mined.document("k").text),
        ("l", "csv", LAPPI),
    ]
    assert {d.area for p in mined.practices for d in p.members} == {
        "Kainuun hyvinvointialue",
        "Lapin hyvinvointialue",
    }


def test_a_swedish_page_is_kept_without_annotations(pages: Path) -> None:
    (pages / "osterbotten.txt").write_text(SWEDISH, encoding="utf-8")
    document = sotenlp.mine(pages).document("osterbotten")
    assert document.language == "sv"
    assert not document.measures
    assert not document.sentences
    assert [problem.code for problem in document.errors] == ["not_finnish"]
    assert "osterbotten.txt" in document.errors[0].message


def test_a_page_without_headings_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text(
        "Kajaanissa pilotoitiin etälääkäriä. Kokeilu päättyi keväällä, eikä sitä jatketa.", encoding="utf-8"
    )
    document = sotenlp.mine(path).document("plain")
    assert [problem.code for problem in document.errors] == ["no_headings"]
    assert document.measures


def test_a_megabyte_on_one_line_goes_through(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Etälääkäri otettiin käyttöön Sotkamossa. " * 5_000, encoding="utf-8")
    assert sotenlp.mine(path).counts()["measures"] == 5_000


def test_no_input_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing"):
        sotenlp.mine(tmp_path / "missing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="empty"):
        sotenlp.mine(tmp_path / "empty")


def test_an_output_that_is_not_empty_is_refused_or_used_as_told(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sotenlp.mine(pages / "lappi.txt", out)
    before = content(out)
    with pytest.raises(OutputError, match="--replace"):
        sotenlp.mine(pages, out)
    assert content(out) == before
    added = sotenlp.mine(pages / "kainuu.txt", out, mode=Mode.ADD)
    assert {document.id for document in added.documents} == {"kainuu", "lappi"}
    replaced = sotenlp.mine(pages / "kainuu.txt", out, mode=Mode.REPLACE)
    assert {document.id for document in replaced.documents} == {"kainuu"}
    assert {document.id for document in sotenlp.open(out).documents} == {"kainuu"}


def test_a_folder_of_other_files_is_never_replaced(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("precious")
    with pytest.raises(OutputError, match="not replaced"):
        sotenlp.mine(pages, tmp_path, mode=Mode.REPLACE)
    assert (tmp_path / "thesis.doc").read_text() == "precious"


def test_an_output_that_cannot_be_written_is_told(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be used as output folder"):
        sotenlp.mine(pages, tmp_path / "file" / "out")


def test_resume_goes_on_after_a_cut(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sotenlp.mine(pages, tmp_path / "whole")
    out = tmp_path / "cut"

    def cut(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sotenlp.mine(pages, out, progress=cut)
    assert {path.name for path in out.iterdir()} == {JOURNAL}
    with open(out / JOURNAL, "a", encoding="utf-8") as file:
        file.write('{"schema": 1, "doc": "half')
    read: list[str] = []
    from sotenlp import mining

    original = mining.mine_input
    monkeypatch.setattr(mining, "mine_input", lambda task: (read.append(task.input.id), original(task))[1])
    sotenlp.mine(pages, out, mode=Mode.RESUME)
    assert read == ["lappi"]
    assert content(out) == content(tmp_path / "whole")


def test_resume_keeps_what_two_cuts_left(pages: Path, tmp_path: Path) -> None:
    (pages / "satakunta.txt").write_text(LAPPI.replace("Lappi", "Satakunta"), encoding="utf-8")
    out = tmp_path / "out"

    def cut_after(number: int) -> Progress:
        def cut(done: int, total: int) -> None:
            if done == number:
                raise KeyboardInterrupt

        return cut

    for number, mode in ((2, Mode.NEW), (1, Mode.RESUME)):
        with pytest.raises(KeyboardInterrupt):
            sotenlp.mine(pages, out, mode=mode, progress=cut_after(number))
        assert len((out / JOURNAL).read_text(encoding="utf-8").splitlines()) == 2
    with pytest.raises(OutputError, match="--resume"):
        sotenlp.mine(pages, out, mode=Mode.ADD)


def test_resume_does_not_take_over_readable_contacts(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sotenlp.mine(pages, out, config=Config(keep_contacts=True))
    assert "Aino" in sotenlp.open(out).document("kainuu").text
    with pytest.raises(OutputError, match="readable contacts"):
        sotenlp.mine(pages, out, mode=Mode.ADD)
    sotenlp.mine(pages, out, mode=Mode.RESUME)
    assert "Aino" not in (out / "documents.jsonl").read_text(encoding="utf-8")


def test_add_never_loses_or_mixes_up_documents(pages: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    sotenlp.mine(pages, out)
    other.mkdir()
    (other / "kainuu.txt").write_text(LAPPI, encoding="utf-8")
    (other / "uusi.txt").write_text(LAPPI, encoding="utf-8")
    mined = sotenlp.mine(other, out, mode=Mode.ADD)
    assert [error.code for error in mined.errors] == ["id_taken"]
    assert {document.id for document in mined.documents} == {"kainuu", "lappi", "uusi"}
    path = out / "documents.jsonl"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"sotenlp":"', '"sotenlp":"0.0.'), encoding="utf-8"
    )
    assert len(sotenlp.mine(pages / "lappi.txt", out, mode=Mode.ADD).documents) == 3
    path.write_text(path.read_text(encoding="utf-8")[:-200], encoding="utf-8")
    with pytest.raises(OutputError, match="Not a record"):
        sotenlp.mine(pages / "lappi.txt", out, mode=Mode.ADD)


def test_files_of_one_name_are_told_apart_by_their_folders(pages: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sivu.txt").write_text(LAPPI, encoding="utf-8")
    mined = sotenlp.mine([tmp_path / "a", tmp_path / "b"])
    assert [document.id for document in mined.documents] == ["a/sivu.txt", "b/sivu.txt"]


def test_remove_links_the_others_anew(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sotenlp.mine(pages, out)
    rest = remove(out, "lappi")
    assert [document.id for document in rest.documents] == ["kainuu"]
    assert all(len(practice.members) == 1 for practice in sotenlp.open(out).practices)
    with pytest.raises(UnknownNameError, match="kainuu"):
        remove(out, "lappi")


def test_open_refuses_other_folders_and_versions(pages: Path, tmp_path: Path) -> None:
    with pytest.raises(SotenlpError, match=r"no documents\.jsonl"):
        sotenlp.open(tmp_path)
    out = tmp_path / "out"
    sotenlp.mine(pages, out)
    path = out / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"schema":1', '"schema":99'), encoding="utf-8")
    with pytest.raises(SotenlpError, match="99"):
        sotenlp.open(out)


def test_decisions_on_joins_are_heeded_by_the_next_runs_and_undone(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    free = sotenlp.mine(pages, out)
    first = content(out)
    joined = next(link for link in free.links if link.joined)
    table = (out / "links.csv").read_text(encoding="utf-8")
    assert ",joined," in table
    (out / "links.csv").write_text(table.replace(",joined,", ",refuse,"), encoding="utf-8")
    shown = sotenlp.mine(pages, out, dry_run=True)
    assert content(out) == first | {"links.csv": (out / "links.csv").read_bytes()}
    assert not any(link.joined for link in shown.links)
    bound = sotenlp.mine(pages, out, mode=Mode.REPLACE)
    assert not any({joined.left, joined.right} <= {m.measure for m in p.members} for p in bound.practices)
    assert ",refuse," in (out / "links.csv").read_text(encoding="utf-8")
    refused = content(out)
    (pages / "lappi.txt").touch()
    sotenlp.mine(pages / "lappi.txt", out, mode=Mode.ADD)
    assert content(out) == refused
    (out / "links.csv").write_text(table, encoding="utf-8")
    sotenlp.mine(pages, out, mode=Mode.REPLACE)
    assert content(out) == first


def test_removing_a_document_removes_the_decisions_on_it(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sotenlp.mine(pages, out)
    table = (out / "links.csv").read_text(encoding="utf-8")
    (out / "links.csv").write_text(table.replace(",joined,", ",refuse,"), encoding="utf-8")
    rest = remove(out, "lappi")
    assert not rest.decisions.verdicts
    assert "lappi" not in (out / "links.csv").read_text(encoding="utf-8")


def test_a_dry_run_makes_no_folder(pages: Path, tmp_path: Path) -> None:
    sotenlp.mine(pages, tmp_path / "out", dry_run=True)
    assert not (tmp_path / "out").exists()


def test_a_part_that_changed_is_told_when_it_is_asked_for(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sotenlp.mine(pages, out)
    with open(out / "practices.jsonl", "a", encoding="utf-8") as file:
        file.write("\n")
    opened = sotenlp.open(out)
    assert len(opened.documents) == 2
    with pytest.raises(SotenlpError, match=r"practices\.jsonl changed"):
        _ = opened.practices
    (out / "links.jsonl").unlink()
    with pytest.raises(SotenlpError, match=r"links\.jsonl are missing"):
        sotenlp.open(out)


def test_other_programs_read_the_tables_as_one(pages: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    import pyarrow.dataset

    mined = sotenlp.mine(pages, tmp_path / "out")
    for kind, frame in mined.tables.items():
        path = tmp_path / "out" / f"{kind}.parquet"
        assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(len(frame),)]
        data = pyarrow.dataset.dataset(path)
        assert data.count_rows() == len(frame)
        assert not [f for f in data.schema if str(f.type).startswith(("dictionary", "extension"))]
    joined = duckdb.sql(
        f"select count(*) from '{tmp_path}/out/measures.parquet' m join '{tmp_path}/out/documents.parquet' d "
        "using (doc)"
    )
    assert joined.fetchall() == [(len(mined.measures),)]
