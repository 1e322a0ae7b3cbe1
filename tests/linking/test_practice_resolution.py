import pytest

from sotenlp.linking.practice_resolution import link_practices

LAPPI, KAINUU, SATAKUNTA = "Lapin hyvinvointialue", "Kainuun hyvinvointialue", "Satakunnan hyvinvointialue"


@pytest.fixture
def corpus(make_record, prepared):
    shared = (
        "Ohjelma rakentaa koko maahan [uuden sote-keskuksen], joka ottaa jokaisen asian vastaan kerralla."
    )
    return prepared(
        [
            make_record(
                "lappi", LAPPI, shared, "Avattiin [perhekeskus].", "[Keskitetty asiakasohjaus] laajeni."
            ),
            make_record(
                "kainuu",
                KAINUU,
                shared,
                "Rakennetaan [perhekeskustoiminta].",
                "Alkoi [palveluohjauksen malli].",
                "Uusi [toimintamalli] on kuvattu.",
            ),
            make_record(
                "satakunta",
                SATAKUNTA,
                "Syntyi [verkostomainen perhekeskus].",
                "[Avoin kohtaamispaikka] toimii.",
                "Uusi [toimintamalli] on kuvattu.",
            ),
        ]
    )


def linked(documents):
    return link_practices(documents, threshold=0.6, related_threshold=0.4)


def documents_of(practices, word):
    return [{m.doc for m in p.members} for p in practices if word in p.name.casefold()]


def test_practices_join_over_counties(corpus):
    practices, _ = linked(corpus)
    assert documents_of(practices, "perhekeskus") == [{"lappi", "kainuu", "satakunta"}]
    assert {"lappi", "kainuu"} in [
        {m.doc for m in p.members} for p in practices if "ohjau" in p.name.casefold()
    ]


def test_every_mention_is_in_exactly_one_practice(corpus):
    practices, _ = linked(corpus)
    found = [(m.doc, mention) for p in practices for m in p.members for mention in m.mentions]
    assert sorted(found) == sorted((d.id, m.id) for d in corpus for m in d.measures)


def test_boilerplate_and_bare_heads_join_nobody(corpus):
    practices, _ = linked(corpus)
    assert sorted(map(sorted, documents_of(practices, "sote-kesku"))) == [["kainuu"], ["lappi"]]
    assert sorted(map(sorted, documents_of(practices, "toimintamalli"))) == [["kainuu"], ["satakunta"]]


def test_links_tell_why(corpus):
    _, links = linked(corpus)
    joined = [link for link in links if link.joined]
    related = [link for link in links if not link.joined]
    assert any("yhteinen nimi: perhekeskus" in link.reasons for link in joined)
    assert any("kohtaamispaikka" in link.left + link.right for link in related)
    assert all(0 < link.score <= 1 and link.reasons and link.left < link.right for link in links)


def test_order_does_not_matter(corpus):
    assert linked(corpus) == linked(corpus[::-1])


def test_name_is_the_common_one_and_id_stands_on_the_smallest_measure(make_record, prepared):
    documents = prepared(
        [
            make_record("a", LAPPI, "Alkoi [Lapin digivastaanotto]."),
            make_record("b", KAINUU, "Alkoi [digivastaanotto]."),
            make_record("c", SATAKUNTA, "Alkoi [DIGIVASTAANOTTO].", "Jatkui [digivastaanotto]."),
        ]
    )
    (practice,), _ = linked(documents)
    (alone,), _ = linked(documents[:1])
    assert practice.name == "digivastaanotto"
    assert practice.id.startswith("practice:digivastaanotto-")
    assert practice.id.rsplit("-", 1)[1] == alone.id.rsplit("-", 1)[1]


def test_higher_threshold_joins_less(corpus):
    strict, _ = link_practices(corpus, threshold=1.01, related_threshold=1.01)
    assert len(strict) >= len(linked(corpus)[0])


def test_empty_corpus():
    assert linked([]) == ([], [])
