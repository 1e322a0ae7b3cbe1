import pytest

from sotenlp.linking.features import Weights, compare, features_of, reasons
from sotenlp.linking.lexicon import root_of, units


def score(left, right):
    return compare(features_of(left), features_of(right), Weights()).score


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("asiakasvastaava-toimintamalli", "asiakasvastaavamalli"),
        ("keskitetty asiakasohjaus", "palveluohjauksen kehittäminen"),
        ("asiakas- ja palveluohjaus", "asiakasohjausyksikkö"),
        ("IPC-menetelmä", "lyhytterapiamenetelmä IPC"),
        ("sähköiset palvelut", "digipalvelu"),
        ("moniammatillinen tiimi", "monialainen tiimimalli"),
        ("ikääntyneiden kotikuntoutus", "ikäihmisten kotikuntoutuksen malli"),
        ("konsultaatiokäytännöt", "konsultointimalli"),
        ("liikkuva palveluyksikkö", "sote-auto"),
        ("sosiaali- ja terveyskeskus", "sote-keskus"),
        ("perhekeskusten toimintamalli", "perhekeskuspalvelut"),
        ("omaishoidon tuen malli", "omaishoitajien valmennus"),
        ("Lapset puheeksi-menetelmän käyttö", "Lapset puheeksi -menetelmä"),
        ("lääkärivastaanottojen sujuvoittaminen", "lääkärivastaanotto"),
        ("hoitopolut", "integroidut palveluprosessit, -polut ja -ketjut"),
    ],
)
def test_same_practice_under_other_words(left, right):
    assert score(left, right) >= 0.6
    assert score(left, right) == pytest.approx(score(right, left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("kouluttajakoulutus", "järjestelmäkoulutus"),
        ("digilääkäri", "digipaja"),
        ("uusi toimintamalli", "yhteinen toimintamalli"),
        ("IPC-menetelmä", "Cool Kids -menetelmä"),
        ("perhekeskus", "osaamiskeskus"),
        ("sosiaaliohjaus", "asiakasohjaus"),
        ("asiakasraati", "asiakassuunnitelma"),
        ("muistiasiakkaan hoitopolku", "nuoren unettomuuden hoitopolku"),
        ("IPC-menetelmän koulutus", "rakenteisen kirjaamisen koulutus"),
        ("omatiimi", "perhetyön tiimi"),
        ("tietomalli", "tiimimalli"),
    ],
)
def test_different_practices_with_like_words(left, right):
    assert score(left, right) < 0.6


def test_place_names_tell_nothing():
    assert features_of("Kainuun digivastaanotto").key == features_of("Digivastaanotto").key


def test_related_things_are_not_the_same():
    assert 0.3 <= score("perhekeskus", "avoin kohtaamispaikka") < 0.6


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("perhekeskuksen chat", "chat"),
        ("sosiaaliohjaus päivystyksessä -pilotti", "sosiaaliohjaus"),
        ("omaishoidon tuen toimintamalli", "omaishoidon tuki"),
        ("asiakasohjauksen kehittäminen", "asiakasohjaus"),
    ],
)
def test_head_says_what_kind_of_thing_it_is(name, head):
    assert features_of(name).head == head


def test_abbreviation_that_is_also_a_word_must_be_capitalised():
    assert features_of("AVAIN-mittari").methods
    assert not features_of("avaintyöntekijä").methods


@pytest.mark.parametrize(
    ("name", "roots"),
    [
        ("asiakas- ja palveluohjaus", ["asiakas", "ohjaus", "palvelu", "ohjaus"]),
        ("hoitoketjut ja -polut", ["hoito", "ketju", "hoito", "polku"]),
        ("yhden oven -periaate", ["yksi", "ovi", "periaate"]),
        ("Ikäohjelma 2030", ["ikä", "ohjelma"]),
    ],
)
def test_units(name, roots):
    assert [unit.root for unit in units(name)] == roots


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("konsultointi", "konsultaatio"),
        ("fasilitointi", "fasilitaattori"),
        ("kirjaamis", "kirjaaminen"),
        ("yhteyden", "yhteys"),
        ("ihmis", "ihminen"),
    ],
)
def test_roots(one, other):
    assert root_of(one) == root_of(other)


def test_words_that_combine_with_many_weigh_less():
    names = [features_of(f"{first}paja") for first in ("puu", "kivi", "savi", "lanka", "metalli")]
    weights = Weights([*names, features_of("kylätupa")])
    assert weights.of("paja", 1.0) < weights.of("kivi", 1.0) <= 1.0


def test_a_practice_that_every_county_has_stays_telling():
    weights = Weights(
        features_of(name) for name in ("perhekeskus", "Perhekeskustoiminta", "perhekeskusmalli")
    )
    assert weights.of("perhekeskus", 1.0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("perhekeskus", "perhekeskustoiminta", "yhteinen nimi: perhekeskus"),
        ("IPC-menetelmä", "nuorten IPC", "tunnettu menetelmä: IPC"),
        ("marjakerho", "marjaryhmä", "samat osat: marja"),
        ("perhekeskus", "kohtaamispaikka", "lähellä toisiaan: perhekeskus ~ kohtaamispaikka"),
    ],
)
def test_reasons(left, right, reason):
    one, other = features_of(left), features_of(right)
    assert reason in reasons(one, other, compare(one, other, Weights()))


def test_empty_name():
    assert score("", "perhekeskus") == 0.0
    assert features_of("").head == ""
