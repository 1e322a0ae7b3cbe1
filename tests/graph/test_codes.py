from sotenlp.graph.codes import MATCHES, concepts, municipality_codes, themes
from sotenlp.graph.names import goal_names, target_names
from sotenlp.linking.features import features_of
from sotenlp.vocabulary import read_table


def test_every_concept_stands_for_something_that_there_is():
    known = {"target": set(target_names()), "goal": set(map(str, goal_names()))}
    for row in read_table("concepts"):
        assert row["match"] in MATCHES
        if row["kind"] == "theme":
            assert row["code"] in {label for label, _ in features_of(row["code"]).labels}
        else:
            assert row["code"] in known[row["kind"]]


def test_no_concept_is_exactly_two_things():
    exact = [uri for found in concepts().values() for match, uri in found if match == "skos:exactMatch"]
    assert len(set(exact)) == len(exact)


def test_every_municipality_has_its_code():
    codes = municipality_codes()
    assert len(codes) == len(read_table("municipalities"))
    assert codes["actor:hattulan-kunta"] == "082"
    assert codes["actor:tampereen-kaupunki"] == "837"


def test_practices_have_the_themes_of_their_names():
    assert themes("verkostomainen perhekeskustoimintamalli") == ["http://www.yso.fi/onto/yso/p23383"]
    assert themes("kotikuntoutuksen pilotti") == ["http://www.yso.fi/onto/yso/p28977"]
    assert themes("ohjattu omahoito") == themes("sote-keskus") == []
