"""The command line as a user meets it: output, messages, exit codes."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pages import KAINUU, LAPPI, SWEDISH

COMMANDS = ("mine", "remove", "classify", "lemmatize", "similar", "evaluate", "train", "label", "info")


def sotenlp(*arguments: str | Path, cwd: Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("sotenlp")), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, input=text, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages that were mined into "out"."""
    folder = tmp_path_factory.mktemp("cli")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "kainuu.txt").write_text(KAINUU, encoding="utf-8")
    (pages / "lappi.txt").write_text(LAPPI, encoding="utf-8")
    done = sotenlp("mine", "pages", "-o", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_what_a_command_does(command: str, tmp_path: Path) -> None:
    done = sotenlp(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Usage: sotenlp" in done.stdout


def test_wrong_usage_exits_with_2(tmp_path: Path) -> None:
    assert sotenlp("mine", cwd=tmp_path).returncode == 2
    assert sotenlp("similar", "out", cwd=tmp_path).returncode == 2
    assert sotenlp("mine", ".", "--add", "--replace", cwd=tmp_path).returncode == 2
    assert sotenlp("no-such-command", cwd=tmp_path).returncode == 2


def test_mine_without_output_says_where_it_wrote(work: Path, tmp_path: Path) -> None:
    done = sotenlp("mine", work / "pages", cwd=tmp_path)
    assert done.returncode == 0
    assert "Written to sotenlp-out/" in done.stdout
    assert (tmp_path / "sotenlp-out" / "documents.jsonl").is_file()
    assert "\x1b" not in done.stdout + done.stderr


def test_mine_refuses_a_full_folder_with_one_line(work: Path) -> None:
    done = sotenlp("mine", "pages", "-o", "out", cwd=work)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "--replace" in done.stderr


def test_mine_tells_refused_inputs_and_exits_with_3(work: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(LAPPI, encoding="utf-8")
    (tmp_path / "latin1.txt").write_bytes(KAINUU.encode("latin-1"))
    (tmp_path / "kuva.txt").write_bytes(b"\x89PNG\r\n" + bytes(50))
    done = sotenlp("mine", tmp_path, "-o", "out", cwd=tmp_path)
    assert done.returncode == 3
    assert "kuva.txt: a picture with the suffix .txt. Recognise its text first" in done.stderr
    assert "latin1.txt: not UTF-8; read as windows-1252" in done.stderr
    assert "1 input was refused" in done.stderr


def test_mine_reads_standard_input_patterns_and_tables(work: Path, tmp_path: Path) -> None:
    done = sotenlp("mine", "-", "-o", "piped", "-q", cwd=tmp_path, text=LAPPI)
    assert done.returncode == 0, done.stderr
    assert records(tmp_path / "piped") == {"stdin": "text"}
    rows = [{"sivu": LAPPI, "nro": "L1"}, {"sivu": None, "nro": "L2"}]
    (tmp_path / "sivut.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    options = ("--text-column", "sivu", "--id-column", "nro", "-q")
    done = sotenlp("mine", "sivut.jsonl", work / "pages" / "k*.txt", "-o", "out", *options, cwd=tmp_path)
    assert done.returncode == 3
    assert "sivut.jsonl#row=2: no text in the row" in done.stderr
    assert records(tmp_path / "out") == {"kainuu": "text", "L1": "jsonl"}


def records(output: Path) -> dict[str, str]:
    """The format of each document in an output folder, by its id."""
    lines = (output / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["doc"]: row["format"] for row in map(json.loads, lines)}


def test_mine_of_nothing_exits_with_1(tmp_path: Path) -> None:
    done = sotenlp("mine", "missing", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("sotenlp: missing: no such file or folder.")
    assert not (tmp_path / "out").exists()


def test_a_page_that_is_not_finnish_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "sida.txt").write_text(SWEDISH, encoding="utf-8")
    (tmp_path / "sivu.txt").write_text(LAPPI, encoding="utf-8")
    done = sotenlp("mine", "sida.txt", "sivu.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert "sida.txt" in done.stderr
    assert "not Finnish" in done.stderr


def test_similar_answers_in_text_and_json(work: Path) -> None:
    done = sotenlp("similar", "out", "keskitetty asiakasohjaus", "-k", "2", cwd=work)
    assert done.returncode == 0
    assert "asiakasohjaus" in done.stdout
    done = sotenlp(
        "similar", "out", "perhekeskus", "--exclude-area", "Lapin hyvinvointialue", "--json", cwd=work
    )
    hits = json.loads(done.stdout)
    assert set(hits[0]) == {"practice", "name", "score", "reasons", "members"}
    assert {m["area"] for m in hits[0]["members"]} == {"Kainuun hyvinvointialue"}
    assert set(hits[0]["members"][0]) == {"doc", "area", "start", "end", "text", "status"}


def test_similar_answers_a_file_of_queries_line_by_line(work: Path) -> None:
    lines = [
        {"query": "perhekeskus"},
        {"query": "digivastaanotto", "exclude_area": "Kainuun hyvinvointialue"},
    ]
    (work / "queries.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = sotenlp("similar", "out", "--queries", "queries.jsonl", "--json", cwd=work)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == 2
    assert "perhekeskus" in answers[0][0]["name"].lower()
    (work / "broken.jsonl").write_text('{"query": "a"}\nno json\n', encoding="utf-8")
    done = sotenlp("similar", "out", "--queries", "broken.jsonl", cwd=work)
    assert (done.returncode, done.stdout) == (1, "")
    assert "broken.jsonl:2" in done.stderr


@pytest.mark.parametrize("content", [b'"chat"\n', b'{"query": 5}\n', b'{"query": "a\x00\x01"}', None])
def test_similar_tells_queries_that_are_none_in_one_line(
    work: Path, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "q.jsonl").write_bytes(content)
    done = sotenlp("similar", work / "out", "--queries", "q.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "q.jsonl" in done.stderr


def test_similar_takes_queries_in_any_encoding_and_says_what_it_assumed(work: Path, tmp_path: Path) -> None:
    query = '{"query": "etävastaanotto"}'
    answers = []
    for encoding in ("utf-8", "utf-8-sig", "latin-1"):
        (tmp_path / "q.jsonl").write_bytes(query.encode(encoding))
        done = sotenlp("similar", work / "out", "--queries", "q.jsonl", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        answers.append(done.stdout)
        assert ("q.jsonl: not UTF-8; read as windows-1252" in done.stderr) is (encoding == "latin-1")
    assert answers == [answers[0]] * 3


def test_lemmatize_takes_files_in_any_encoding_and_pipes(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "latin-1", "utf-16"):
        (tmp_path / "in.txt").write_bytes("Lääkärit töissä\n".encode(encoding))
        done = sotenlp("lemmatize", "in.txt", cwd=tmp_path)
        assert done.stdout == "lääkäri työ\n"
        assert ("in.txt: not UTF-8; read as windows-1252" in done.stderr) is (encoding == "latin-1")
    (tmp_path / "in8.txt").write_text("Lääkärit töissä\n", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cp", "in8.txt", "pipe"], cwd=tmp_path):
        done = sotenlp("lemmatize", "pipe", cwd=tmp_path)
    assert done.stdout == "lääkäri työ\n"


def test_similar_names_the_counties_when_one_is_unknown(work: Path) -> None:
    done = sotenlp("similar", "out", "chat", "--exclude-area", "Lapin hyvinvointialu", cwd=work)
    assert done.returncode == 1
    assert "Lapin hyvinvointialue" in done.stderr
    assert sotenlp("similar", "out", " ", cwd=work).returncode == 2


def test_mine_of_only_bad_files_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01" * 99 + b"\x02\x03")
    done = sotenlp("mine", "bad.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "bad.txt" in done.stderr
    assert not (tmp_path / "out").exists()


def test_classify_keeps_the_separator_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text;nro\nJonot, joita oli, lyhenivät.;1\n", encoding="utf-8")
    done = sotenlp("classify", "in.csv", "-o", "out.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("text;nro;goals;goal_1")


def test_info_tells_of_the_installation_and_of_a_folder(work: Path) -> None:
    done = sotenlp("info", cwd=work)
    assert done.returncode == 0
    assert "libvoikko" in done.stdout
    done = sotenlp("info", "out", cwd=work)
    assert "2 documents" in done.stdout
    assert "Mined by sotenlp" in done.stdout
    assert sotenlp("info", "pages", cwd=work).returncode == 1


def test_remove_takes_a_document_out(work: Path, tmp_path: Path) -> None:
    sotenlp("mine", work / "pages", "-o", "out", cwd=tmp_path)
    done = sotenlp("remove", "out", "lappi", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 document is left" in done.stdout
    assert sotenlp("remove", "out", "lappi", cwd=tmp_path).returncode == 1


TEXTS = ("Hoitoon pääsee nyt samana päivänä.", "Yhteyshenkilön sähköpostiosoite", "")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".txt"])
def test_classify_adds_goals_and_keeps_the_rest(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"in{suffix}"
    with open(source, "w", encoding="utf-8", newline="") as file:
        if suffix == ".csv":
            writer = csv.writer(file)
            writer.writerow(["nro", "text", "huom"])
            writer.writerows([[f"00{n}", text, "a;b"] for n, text in enumerate(TEXTS)])
        elif suffix == ".jsonl":
            file.writelines(json.dumps({"nro": n, "text": text}) + "\n" for n, text in enumerate(TEXTS))
        else:
            file.write("\n".join(TEXTS[:2]) + "\n")
    out = tmp_path / ("out.jsonl" if suffix == ".jsonl" else "out.csv")
    done = sotenlp("classify", source, "-o", out, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with open(out, encoding="utf-8", newline="") as file:
        rows = [json.loads(line) for line in file] if suffix == ".jsonl" else list(csv.DictReader(file))
    assert len(rows) == (2 if suffix == ".txt" else 3)
    assert rows[0]["goals"] in ("1", [1])
    assert 0.5 <= float(rows[0]["goal_1"]) <= 1
    assert rows[1]["goals"] in ("", [])
    if suffix == ".csv":
        assert [row["nro"] for row in rows] == ["000", "001", "002"]
        assert rows[0]["huom"] == "a;b"


def test_classify_reads_standard_input_and_other_encodings(tmp_path: Path) -> None:
    lines = "Jonot lyhenivät, kun etälääkäri aloitti.\nYhteyshenkilön sähköposti\n"
    done = sotenlp("classify", "-", "-o", "piped.csv", cwd=tmp_path, text=lines)
    assert done.returncode == 0, done.stderr
    (tmp_path / "in.csv").write_bytes(f"text\n{lines.replace(',', '')}".encode("cp1252"))
    done = sotenlp("classify", "in.csv", "-o", "out.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "in.csv: not UTF-8; read as windows-1252" in done.stderr
    for name in ("piped.csv", "out.csv"):
        rows = list(csv.DictReader((tmp_path / name).read_text(encoding="utf-8").splitlines()))
        assert [row["goals"] for row in rows] == ["1", ""]
        assert rows[1]["text"] == "Yhteyshenkilön sähköposti"


def test_classify_names_the_column_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("teksti\nJonot ovat pitkät.\n", encoding="utf-8")
    done = sotenlp("classify", "in.csv", "-o", "out.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert "no column 'text' among teksti" in done.stderr
    assert not (tmp_path / "out.csv").exists()
    assert (
        sotenlp("classify", "in.csv", "-o", "o.csv", "--text-column", "teksti", cwd=tmp_path).returncode == 0
    )
    assert sotenlp("classify", "in.doc", "-o", "out.csv", cwd=tmp_path).returncode == 1


def test_lemmatize_streams_through_every_form(tmp_path: Path) -> None:
    done = sotenlp("lemmatize", cwd=tmp_path, text="Palvelut toimivat hyvin.\n")
    assert done.stdout == "palvelu toimia hyvin .\n"
    done = sotenlp("lemmatize", "--to", "tsv", cwd=tmp_path, text="sosiaaliohjausta\n")
    assert done.stdout.split("\t")[:3] == ["sosiaaliohjausta", "sosiaaliohjaus", "NOUN"]
    assert "sosiaali|ohjaus" in done.stdout
    done = sotenlp(
        "lemmatize", "--from", "jsonl", "--to", "jsonl", cwd=tmp_path, text='{"text": "Jonot", "n": 1}\n'
    )
    row = json.loads(done.stdout)
    assert (row["n"], row["tokens"][0]["lemma"]) == (1, "jono")
    conllu = "# sent_id = 1\n1\tJonot\t_\t_\t_\t_\t0\troot\t_\tA=b\n\n"
    done = sotenlp("lemmatize", "--from", "conllu", cwd=tmp_path, text=conllu)
    assert done.stdout.splitlines()[0] == "# sent_id = 1"
    assert done.stdout.splitlines()[1].split("\t")[2:4] == ["jono", "NOUN"]
    assert done.stdout.splitlines()[1].endswith("0\troot\t_\tA=b")
    done = sotenlp("lemmatize", "--from", "conllu", "--to", "tsv", cwd=tmp_path, text=conllu)
    assert done.stdout.split("\t")[:3] == ["Jonot", "jono", "NOUN"]
    done = sotenlp("lemmatize", "--from", "jsonl", cwd=tmp_path, text='{"text": null}\n{"text": "\\ud800"}\n')
    assert done.returncode == 1
    assert "half a character" in done.stderr
    assert "Traceback" not in done.stderr


def test_evaluate_prints_figures_and_holds_floors(tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text(
        "text,goals\nHoitoon pääsee samana päivänä.,1\nYhteyshenkilön sähköpostiosoite,\n", encoding="utf-8"
    )
    done = sotenlp("evaluate", "goals", "gold.csv", "--min", "goals.micro_f1=0.9", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "goals.micro_f1" in done.stdout
    done = sotenlp("evaluate", "goals", "gold.csv", "--min", "goals.micro_f1=1.1", cwd=tmp_path)
    assert done.returncode == 1


def test_train_label_and_classify_with_a_scheme_of_ones_own(tmp_path: Path) -> None:
    rows = "".join(f"Jono {n},pääsy\nMenot {n},raha\nKuva {n},\n" for n in range(8))
    (tmp_path / "data.csv").write_text(f"text,goals\n{rows}", encoding="utf-8")
    done = sotenlp("train", "goals", "data.csv", "-o", "model", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "24 texts, labels pääsy, raha; model" in done.stdout
    done = sotenlp("train", "goals", "data.csv", "-o", "model", "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["labels"] == ["pääsy", "raha"]
    done = sotenlp("evaluate", "goals", "data.csv", "--model", "model", "--errors", cwd=tmp_path)
    assert "goals.raha" in done.stdout
    (tmp_path / "in.txt").write_text("Pitkä jono\nSuuret menot\n", encoding="utf-8")
    done = sotenlp("label", "goals", "in.txt", "-o", "todo.csv", "--model", "model", cwd=tmp_path)
    assert "2 texts to label" in done.stdout
    done = sotenlp("classify", "in.txt", "-o", "out.csv", "--model", "model", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        assert [row["goals"] for row in csv.DictReader(file)] == ["pääsy", "raha"]


def test_a_model_of_an_older_format_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    for name, content in (("model.json", '{"kind": "sotenlp.goals", "format": 2}'), ("features.json", "{}")):
        (tmp_path / "model" / name).write_text(content, encoding="utf-8")
    (tmp_path / "model" / "weights.npz").write_bytes(b"")
    (tmp_path / "in.txt").write_text("Jono\n", encoding="utf-8")
    done = sotenlp("classify", "in.txt", "-o", "out.csv", "--model", "model", cwd=tmp_path)
    assert done.returncode == 1
    assert "format 2; this version of sotenlp reads kind 'sotenlp.goals', format 3" in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_evaluate_lists_the_texts_with_wrong_goals(tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text(
        "text,goals\nHoitoon pääsee samana päivänä.,5\nKuva,\n", encoding="utf-8"
    )
    done = sotenlp("evaluate", "goals", "gold.csv", "--errors", cwd=tmp_path)
    assert "gold 5 found 1\tHoitoon pääsee samana päivänä." in done.stdout
    assert "Kuva" not in done.stdout


def test_help_imports_no_heavy_library(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from sotenlp.interfaces.cli.main import main\n"
        "sys.argv = ['sotenlp', '--help']\n"
        "try:\n"
        "    main()\n"
        "except SystemExit:\n"
        "    pass\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    told, _, loaded = done.stdout.partition("LOADED")
    assert all(command in told for command in COMMANDS)
    assert "typer" in loaded.split()
    heavy = {"spacy", "pandas", "sklearn", "networkx", "numpy", "scipy", "pyarrow", "distributed"}
    assert not heavy.intersection(loaded.split())


def test_the_list_of_commands_tells_what_their_own_help_tells() -> None:
    from sotenlp.interfaces.cli.main import COMMANDS as LISTED
    from sotenlp.interfaces.cli.main import load_command

    assert set(COMMANDS) <= set(LISTED)
    for name, told in LISTED.items():
        assert " ".join(load_command(name).help.split("\n\n")[0].split()) == told


def test_mine_for_machines_writes_json_lines(work: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = sotenlp("mine", work / "pages", "empty.txt", "-o", "out", "--json", cwd=tmp_path)
    assert done.returncode == 3
    last = json.loads(done.stdout.splitlines()[-1])
    assert last["event"] == "done"
    assert last["exit"] == 3
    assert last["counts"]["documents"] == 2
    done = sotenlp("mine", work / "pages", "empty.txt", "-o", "out2", "--json", "--fail-fast", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout.splitlines()[-1])["event"] == "failed"
    assert "empty.txt" in done.stderr


def test_an_interrupted_mine_says_how_to_go_on(work: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(400):
        (pages / f"sivu{number}.txt").write_text(LAPPI, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("sotenlp")), "mine", "pages", "-o", "out", "--workers", "1"]
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    journal = tmp_path / "out" / "documents.jsonl.unfinished"
    end = time.monotonic() + 120
    while not (journal.exists() and journal.stat().st_size > 1000):
        assert time.monotonic() < end
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=120)
    assert run.returncode == 130
    assert "--resume" in told
    assert "Traceback" not in told
    kept = journal.read_text(encoding="utf-8").splitlines()
    assert f"{len(kept)} finished documents" in told


def test_settings_rise_from_file_to_environment_to_flags(work: Path, tmp_path: Path) -> None:
    (tmp_path / "sotenlp.toml").write_text(
        'voikko_dictionary = "/from/file"\nworkers = 3\nlink_threshold = 0.7\n', encoding="utf-8"
    )
    command = [str(Path(sys.executable).with_name("sotenlp")), "info", "--json", "--config", "sotenlp.toml"]
    environment = os.environ | {"SOTENLP_WORKERS": "2"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["config"]["workers"] == 2
    assert told["config"]["link_threshold"] == 0.7
    assert told["config"]["voikko_dictionary"] == "/from/file"
    assert {"spacy", "libvoikko", "numpy"} <= set(told["packages"])
    assert {"goals", "measures", "status", "lemmatizer"} == set(told["models"])
    (tmp_path / "sotenlp.toml").write_text("workers = 2\n", encoding="utf-8")
    options = ("--config", "sotenlp.toml", "--workers", "1", "--quiet")
    assert sotenlp("mine", work / "pages", "-o", "out", *options, cwd=tmp_path).returncode == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["config"]["workers"] == 1


def test_the_models_folder_of_a_settings_file_holds_for_every_model(work: Path, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "sotenlp.toml").write_text('models = "models"\n', encoding="utf-8")
    done = sotenlp("mine", work / "pages", "-o", "out", "--config", "sotenlp.toml", cwd=tmp_path)
    assert done.returncode == 1
    assert "No model" in done.stderr
    assert not (tmp_path / "out").exists()
