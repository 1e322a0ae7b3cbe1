import pytest

from sotenlp.annotation import PracticeLink
from sotenlp.errors import InputError
from sotenlp.linking.decisions import Decisions, Verdict, read_decisions, render_links
from sotenlp.linking.practice_resolution import link_practices

LAPPI, KAINUU, SATAKUNTA = "Lapin hyvinvointialue", "Kainuun hyvinvointialue", "Satakunnan hyvinvointialue"


@pytest.fixture
def corpus(make_record, prepared):
    return prepared(
        [
            make_record("lappi", LAPPI, "Avattiin [perhekeskus].", "[Etävastaanotto] alkoi."),
            make_record("kainuu", KAINUU, "Rakennetaan [perhekeskustoiminta]."),
            make_record("satakunta", SATAKUNTA, "Syntyi [perhekeskus].", "[Kotikuntoutus] laajeni."),
        ]
    )


def practices_of(documents, decided=()):
    decisions = Decisions({tuple(sorted(pair)): verdict for pair, verdict in decided})
    practices, links = link_practices(documents, threshold=0.6, related_threshold=0.4, decisions=decisions)
    return [{m.measure for m in practice.members} for practice in practices], links


def measure(documents, doc, word):
    found = {m.measure for d in documents if d.id == doc for m in d.measures if word in m.name.casefold()}
    return found.pop()


def test_a_refused_pair_is_never_one_practice_and_a_third_keeps_to_one_of_them(corpus):
    lappi, kainuu, satakunta = (
        measure(corpus, doc, "perhekeskus") for doc in ("lappi", "kainuu", "satakunta")
    )
    free, _ = practices_of(corpus)
    assert {lappi, kainuu, satakunta} in free
    bound, links = practices_of(corpus, [((lappi, satakunta), Verdict.REFUSE)])
    assert not any({lappi, satakunta} <= group for group in bound)
    assert any(kainuu in group and len(group) == 2 for group in bound)
    assert not any(link.joined and {link.left, link.right} == {lappi, satakunta} for link in links)


def test_a_joined_pair_is_one_practice_however_unlike_it_is(corpus):
    one, two = measure(corpus, "lappi", "etävastaanotto"), measure(corpus, "satakunta", "kotikuntoutus")
    assert not any({one, two} <= group for group in practices_of(corpus)[0])
    groups, links = practices_of(corpus, [((one, two), Verdict.JOIN)])
    assert {one, two} in groups
    assert any(link.joined and {link.left, link.right} == {one, two} for link in links)


def test_a_name_without_telling_words_joins_by_decision_only(make_record, prepared):
    documents = prepared(
        [
            make_record("lappi", LAPPI, "Uusi [toimintamalli] on kuvattu."),
            make_record("kainuu", KAINUU, "Uusi [toimintamalli] on kuvattu."),
            make_record("satakunta", SATAKUNTA, "Uusi [toimintamalli] on kuvattu."),
        ]
    )
    ids = [d.measures[0].measure for d in documents]
    pair = (ids[0], ids[1])
    assert sorted(map(len, practices_of(documents)[0])) == [1, 1, 1]
    assert sorted(map(len, practices_of(documents, [(pair, Verdict.JOIN)])[0])) == [1, 2]


def test_taking_a_decision_back_undoes_it(corpus):
    lappi, kainuu = measure(corpus, "lappi", "perhekeskus"), measure(corpus, "kainuu", "perhekeskus")
    before = practices_of(corpus)
    assert practices_of(corpus, [((lappi, kainuu), Verdict.REFUSE)]) != before
    assert practices_of(corpus, [(("measure:gone/a", lappi), Verdict.JOIN)]) == before


def test_decisions_that_others_contradict_are_told(corpus):
    one, two, three = (measure(corpus, doc, "perhekeskus") for doc in ("lappi", "kainuu", "satakunta"))
    decided = [((one, two), Verdict.JOIN), ((two, three), Verdict.JOIN), ((one, three), Verdict.REFUSE)]
    with pytest.raises(InputError, match="which other rows join"):
        practices_of(corpus, decided)


def test_a_pair_against_a_group_of_like_names_splits_the_group(corpus):
    lappi, satakunta = (measure(corpus, doc, "perhekeskus") for doc in ("lappi", "satakunta"))
    other = measure(corpus, "lappi", "etävastaanotto")
    decided = [((lappi, other), Verdict.JOIN), ((other, satakunta), Verdict.REFUSE)]
    groups, _ = practices_of(corpus, decided)
    assert any({lappi, other} <= group and satakunta not in group for group in groups)


LINKS = (
    PracticeLink("measure:a/x", "measure:b/x", 0.91, ("samat osat: x", "yhteinen nimi: y"), True),
    PracticeLink("measure:a/x", "measure:c/z", 0.45, (), False),
)


def test_the_table_is_read_back_and_keeps_decisions_on_what_is_gone(tmp_path):
    path = tmp_path / "links.csv"
    decisions = Decisions(
        {("measure:a/x", "measure:b/x"): Verdict.REFUSE, ("measure:q/1", "measure:r/1"): Verdict.JOIN}
    )
    path.write_text(
        render_links(LINKS, decisions, {"measure:a/x": "=1+1", "measure:b/x": "x"}), encoding="utf-8"
    )
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "left,right,score,reasons,decision,left_name,right_name"
    assert lines[1] == "measure:a/x,measure:b/x,0.9100,samat osat: x; yhteinen nimi: y,refuse,'=1+1,x"
    assert lines[2].split(",")[4] == "similar"
    assert read_decisions(path) == decisions
    assert decisions.without("q").verdicts == {("measure:a/x", "measure:b/x"): Verdict.REFUSE}


def test_tables_of_spreadsheets_are_read(tmp_path):
    path = tmp_path / "links.csv"
    path.write_text(
        "\ufeffleft;right;decision\r\nmeasure:b/x;measure:a/x; Refuse \r\n;;\r\n", encoding="utf-8"
    )
    assert read_decisions(path).pairs(Verdict.REFUSE) == [("measure:a/x", "measure:b/x")]
    assert read_decisions(tmp_path / "none.csv").verdicts == {}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a,b\n1,2\n", "no column decision, left, right"),
        ("left,right,decision\nm,n,maybe\n", r"links\.csv:2: the decision 'maybe' is not known"),
        ("left,right,decision\nm,,join\n", "without two measures"),
        ("left,right,decision\nm,n,join\nn,m,refuse\n", "both join and refuse"),
    ],
)
def test_what_cannot_be_heeded_is_told(tmp_path, content, problem):
    path = tmp_path / "links.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        read_decisions(path)
