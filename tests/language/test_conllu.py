"""CoNLL-U in and out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.vocab import Vocab

from sotenlp.errors import InputError
from sotenlp.language.conllu import fill, fill_stream, mark_compound, read_sentences, to_conllu, to_doc
from sotenlp.language.lemmatization import Lemmatizer
from sotenlp.language.reading import Reading

LEMMATIZER = Lemmatizer()
TEXT = """# sent_id = 1
# text = Sovittiin, ettei sote-keskus sulje.
1\tSovittiin\t_\t_\t_\t_\t0\troot\t_\t_
2\t,\t_\t_\t_\t_\t1\tpunct\t_\t_
3-4\tettei\t_\t_\t_\t_\t_\t_\t_\t_
3\tettä\t_\t_\tC\t_\t6\tmark\t_\t_
4\tei\t_\t_\tV\t_\t6\taux\t_\t_
5\tsote-keskus\told\tX\tN\t_\t6\tnsubj\t_\tNote=Kept
6\tsulje\t_\t_\tV\t_\t1\tccomp\t_\tSpaceAfter=No
6.1\tasia\tasia\tNOUN\t_\t_\t_\t_\t_\t_
7\t.\t_\t_\t_\t_\t1\tpunct\t_\t_

"""


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


def test_fill_keeps_everything_but_three_columns() -> None:
    filled = fill(TEXT, LEMMATIZER.choose)
    kept = (0, 1, 4, 6, 7, 8, 9)
    assert [[row[i] for i in kept] for row in rows(filled)] == [[row[i] for i in kept] for row in rows(TEXT)]
    assert filled.startswith("# sent_id = 1\n# text = Sovittiin")
    assert filled.endswith(".\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n")


def test_fill_gives_lemmas_and_tags() -> None:
    found = {row[0]: row for row in rows(fill(TEXT, LEMMATIZER.choose))}
    assert [found[number][2] for number in ("1", "3", "4", "5", "6")] == [
        "sopia",
        "että",
        "ei",
        "sote-keskus",
        "sulkea",
    ]
    assert found["4"][3] == "AUX"
    assert found["3-4"][2:6] == ["_", "_", "_", "_"]
    assert found["6.1"][2] == "asia"


def test_compound_marks_on_request() -> None:
    found = {row[0]: row for row in rows(fill(TEXT, LEMMATIZER.choose, compound_marks=True))}
    assert found["5"][2] == "sote#keskus"


@pytest.mark.parametrize(
    ("lemma", "parts", "marked"),
    [
        ("sosiaaliohjaus", ["sosiaali", "ohjaus"], "sosiaali#ohjaus"),
        ("sote-keskus", ["sote", "keskus"], "sote#keskus"),
        ("PPT-asiakas", ["ppt", "asiakas"], "PPT#asiakas"),
        ("talo", ["talo"], "talo"),
        ("-", ["-"], "-"),
        ("ei", ["että", "ei"], "ei"),
    ],
)
def test_mark_compound(lemma: str, parts: list[str], marked: str) -> None:
    assert mark_compound(lemma, parts) == marked


def test_a_wrong_number_of_columns_is_named() -> None:
    with pytest.raises(InputError, match="line 2 has 2 columns"):
        list(read_sentences("# comment\n1\tsana\n", source="x.conllu"))


def test_an_empty_file() -> None:
    assert fill("", LEMMATIZER.choose) == ""


def test_a_file_without_a_last_empty_line() -> None:
    assert fill(TEXT.rstrip("\n"), LEMMATIZER.choose) == fill(TEXT, LEMMATIZER.choose)


def test_to_conllu() -> None:
    written = to_conllu(
        LEMMATIZER.analyze("Sote-keskus avattiin.\n\nHyvä (10 000 euroa)!"), compound_marks=True
    )
    sentences = list(read_sentences(written))
    assert [[row[1] for row in sentence.words] for sentence in sentences] == [
        ["Sote-keskus", "avattiin", "."],
        ["Hyvä", "(", "10 000", "euroa", ")", "!"],
    ]
    first = sentences[0].words
    assert [row[2] for row in first] == ["sote#keskus", "avata", "."]
    assert [row[9] for row in first] == ["_", "SpaceAfter=No", "_"]
    assert sentences[0].lines[0] == "# text = Sote-keskus avattiin."


def test_many_sentences_at_once_give_what_each_gives() -> None:
    second = TEXT.replace("sent_id = 1", "sent_id = 2").replace("sulje", "sulkenut")
    calls = []

    def choose(words: Sequence[str], starts: Sequence[bool]) -> list[Reading]:
        calls.append(len(words))
        return LEMMATIZER.choose(words, starts)

    assert fill((TEXT + second) * 20, choose) == (fill(TEXT, choose) + fill(second, choose)) * 20
    assert calls[0] == 40 * 7


def test_a_stream_is_filled_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sotenlp.language.conllu.BATCH", 10)
    lines = (TEXT * 5).splitlines(keepends=True)
    assert "".join(fill_stream(iter(lines), LEMMATIZER.choose)) == fill(TEXT * 5, LEMMATIZER.choose)


def test_a_comment_alone_is_kept() -> None:
    assert fill("# only this\n\n" + TEXT, LEMMATIZER.choose).startswith("# only this\n\n# sent_id = 1")


def test_the_line_of_a_mistake_is_that_of_the_file() -> None:
    with pytest.raises(InputError, match="line 13 "):
        list(fill_stream((TEXT + "1\ttoo few\n").splitlines(), LEMMATIZER.choose))


def test_windows_line_ends() -> None:
    assert fill(TEXT.replace("\n", "\r\n"), LEMMATIZER.choose) == fill(TEXT, LEMMATIZER.choose)


def test_the_words_of_a_sentence_as_a_doc() -> None:
    rows = [
        "1-2\tettei\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tettä\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
        "2\tei\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
        "2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_",
        "3\tole\t_\t_\t_\t_\t_\t_\t_\tA=B|SpaceAfter=No",
        "4\t.\t_\t_\t_\t_\t_\t_\t_\t_",
    ]
    [sentence] = read_sentences("# text = ettei ole.\n" + "\n".join(rows) + "\n")
    doc = to_doc(sentence, Vocab())
    assert doc.text.rstrip() == "että ei ole."
    assert [span.text for span in doc.sents] == ["että ei ole."]
