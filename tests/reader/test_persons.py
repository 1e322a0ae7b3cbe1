"""Persons in running text, and names that only look like theirs."""

import unicodedata

import pytest

from sotenlp.reader.person_names import NameIndex, inflected
from sotenlp.reader.person_words import title_use
from sotenlp.reader.persons import find_persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ryhmää veti sairaanhoitaja Hilma Koskenranta.", ["Hilma Koskenranta"]),
        ("Hankejohtaja dosentti Tyyne Vuorela avasi päivän.", ["Tyyne Vuorela"]),
        ("Laatija: Tyyne Vuorela", ["Tyyne Vuorela"]),
        ("Sihteerinä toimi Yusuf Al-Rashid.", ["Yusuf Al-Rashid"]),
        ("Kouluttajina olivat Le Thi Mai ja Ulla Oja-aho.", ["Le Thi Mai", "Ulla Oja-aho"]),
        ("Ota yhteyttä: Tran Van Minh, tiimivastaava", ["Tran Van Minh"]),
        ("Palveluesimies Vuorinen kertoo.", ["Vuorinen"]),
        ("Tran Minh, puh. 050 765 4321", ["Tran Minh"]),
        ("Tran Minh (kehittäjälääkäri) oli paikalla", ["Tran Minh"]),
        ("Mukana olivat Pirjo Lampinen, Tran Minh, lääkäri, ja muita", ["Pirjo Lampinen", "Tran Minh"]),
        ("Työpajan kokosi Pekka von Essen.", ["Pekka von Essen"]),
        ("Yhteyshenkilöt: Tran Minh, Jari Kuusisto sekä Bo Ek.", ["Tran Minh", "Jari Kuusisto", "Bo Ek"]),
        ("YHTEYSHENKILÖ: TRAN MINH", ["TRAN MINH"]),
        ("Kehittämistyön aloitti Veli-Matti Saari.", ["Veli-Matti Saari"]),
        ("Asiaa esitteli K. Hakkarainen.", ["K. Hakkarainen"]),
    ],
)
def test_persons(text, names):
    assert [text[person.start : person.end] for person in find_persons(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Kouluttaja vei Cool Kids -ryhmän kouluille.",
        "Cool Kids, ohjaaja ja vanhemmat",
        "Koulutettiin Lapset puheeksi -kouluttaja ja ohjaaja Voimaperheet-malliin.",
        "Asiakasvastaava Siun sotessa, koordinaattori Oma Hämeessä",
        "Oma Häme, asiantuntija",
        "Asiantuntija Terveyden ja hyvinvoinnin laitos",
        "Puheenjohtajana toimii Kainuun Liitto.",
        "Sairaanhoitaja Keski Suomessa, psykologi Pohjois Savossa",
        "Siun Sote, puh. 013 330 1111",
        "Kajaanin Päivystys, puh. 08 123 4567",
        "Yhteydenotot: Ohjaamo Kotka, puh. 044 123 4567",
        "Miina Sillanpään säätiö ja Aino Health olivat mukana.",
        "Anna Helsingissä palautetta",
        "Työntekijä Punaisen Ristin toiminnassa",
        "Kyselyn teki Lääkäri Oy.",
        "Kouluttaja Kognitiivinen lyhytterapia, ohjaaja Sosiaalinen kuntoutus",
        "Toivo Helsinkiä",
        "HYVINVOINTIALUE JA KUNTA",
        "Palvelupäällikkö ja Tiimivastaava",
    ],
)
def test_no_persons(text):
    assert find_persons(text) == []


@pytest.mark.parametrize(
    ("text", "is_contact"),
    [
        ("Yhteyshenkilö: Tyyne Vuorela", True),
        ("Lisätietoja antaa suunnittelija Tyyne Vuorela.", True),
        ("Lääkäri Tyyne Vuorela kertoi.", False),
    ],
)
def test_contacts_are_told_from_others(text, is_contact):
    assert [person.is_contact for person in find_persons(text)] == [is_contact]


@pytest.mark.parametrize(
    ("word", "use"),
    [
        ("hankepäällikkö", "lead"),
        ("Toimintaterapeutti", "title"),
        ("dosentti", "title"),
        ("TtT", "degree"),
        ("Yhteyshenkilöt", "announcement"),
        ("hoito", None),
        ("Virtanen", None),
    ],
)
def test_title_use(word, use):
    assert title_use(word) == use


def found(text, *names):
    return [text[start:end] for start, end in NameIndex(names).find(text)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Ali Virtanen", "ALI VIRTASEN ja ali virtanen", ["ALI VIRTASEN", "VIRTASEN", "ali virtanen"]),
        ("MAIJA VIRTANEN", "Virtanen, Maija", ["Virtanen", "Virtanen, Maija"]),
        ("maija virtanen", "Kysy Virtaseltakin.", ["Virtaseltakin"]),
        ("Maija Hyrkkölä", "sivu /maija-hyrkkola/ ja maija_hyrkkola", ["maija-hyrkkola", "maija_hyrkkola"]),
        ("Ritva Oja-aho", "Oja-ahon mukaan", ["Oja-ahon"]),
        ("Ville Lahti", "Lahdessa ja Lahden kaupungissa; Ville Lahden", ["Ville Lahden"]),
        ("Satu Ranta", "Ranta oli jäässä. Silloin Ranta soitti rannalta, kun ranta", ["Ranta"]),
        ("Anna Laine", "Laine-malli, Laine -malli", []),
        ("Anna Maija Laine", "Anna kertoi, Maija ei; Maija Laine", ["Maija Laine", "Laine"]),
        ("Jari Mäki", "mäki oli jyrkkä ja mäellä tuuli", []),
    ],
)  # fmt: skip
def test_where_a_text_has_a_name(name, text, words):
    assert found(text, tuple(name.split())) == words


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Kangas", {"Kankaan", "Kankaalle"}),
        ("Susi", {"Suden", "Sudella"}),
        ("Niemi", {"Niemen", "Nientä"}),
        ("Saari", {"Saarta", "Saaren"}),
        ("Rautio", {"Raution"}),
        ("Hannes", {"Hanneksen"}),
    ],
)
def test_inflected_family_names(name, forms):
    assert forms <= set(inflected(name))


def test_decomposed_names_are_found():
    text = unicodedata.normalize("NFC", "Päivi Mäenpää")
    assert found("Kysy Mäenpäältä", tuple(text.split())) == ["Mäenpäältä"]
