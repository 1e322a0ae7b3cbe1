"""The many wordings of the five goals and of the periods of reports."""

import pytest

from sotenlp.reader.goal_headings import find_goal, find_stated_goal
from sotenlp.reader.reading import from_text


@pytest.mark.parametrize(
    ("heading", "goal"),
    [
        ("Palvelujen saatavuus paranee", 1),
        ("Hoitoon pääsyn nopeuttaminen ja jatkuvuus", 1),
        ("Oikea-aikaiset ja saavutettavat palvelut", 1),
        ("Yhdenvertainen pääsy palveluihin", 1),
        ("Palveluiden saatavuus, oikea-aikaisuus, jatkuvuus ja yhdenvertaisuus", 1),
        ("Tavoite 1: Saatavuus", 1),
        ("PALVELUJEN SAATAVUUS JA JATKUVUUS", 1),
        ("Parannetaan saatavuutta", 1),
        ("Saatavuuden ja saavutettavuuden parantaminen", 1),
        ("Hoidon saatavuus ja jatkuvuus", 1),
        ("Ennaltaehkäisy", 2),
        ("Painopiste raskaista palveluista ehkäisyyn", 2),
        ("Ennakoiva ja ehkäisevä työote", 2),
        ("Varhainen tuki ja ennaltaehkäisy", 2),
        ("Painopisteen siirto varhaiseen tukeen", 2),
        ("Siirtymä raskaista palveluista kevyempiin", 2),
        ("Ehkäisevän työn vahvistaminen", 2),
        ("Palvelujen laadun parantaminen ja vaikuttavuus", 3),
        ("Vaikuttavat ja laadukkaat palvelut", 3),
        ("Laadukas ja vaikuttava hoito", 3),
        ("Vaikuttavuuden vahvistaminen", 3),
        ("Monialaiset ja yhteentoimivat palvelut", 4),
        ("Palveluintegraatio ja monialaisuus", 4),
        ("Yhteentoimivuus ja monialainen yhteistyö", 4),
        ("Palvelujen yhteensovittaminen", 4),
        ("Integraatio", 4),
        ("Kustannusten nousun taittaminen", 5),
        ("Kustannusten kasvun hillintä", 5),
        ("Kustannukset kuriin", 5),
        ("Menojen kasvun hillintä", 5),
        ("Kustannusvaikuttavuus", None),
        ("Hankkeen tavoitteet", None),
        ("Laatukäsikirja", None),
        ("Jatkuva arviointi", None),
        ("Saatavuuden mittaaminen T3-luvulla", None),
        ("Jatkotoimenpiteet", None),
        ("Yhteenveto", None),
        ("Yhteinen asiakasohjaus", None),
        ("Perhekeskus ja ennaltaehkäisevä perhetyö neuvoloissa", None),
        ("Kustannukset ja resursointi hankkeessa", None),
        ("Laaturekisterit", None),
        ("Monialainen tiimi Kuopiossa", None),
    ],
)
def test_headings_that_name_a_goal_or_something_else(heading, goal):
    assert find_goal(heading) == goal


@pytest.mark.parametrize(
    ("sentence", "goal"),
    [
        ("Osatoteutuksen päätavoite kohdistuu hyötytavoitteeseen 5.", 5),
        ("Toimenpide edistää ensisijaisesti ohjelman tavoitetta 2.", 2),
        ("Kokonaisuus vastaa hyötytavoitteeseen 3 (laatu ja vaikuttavuus).", 3),
        ("Päähyötytavoite: palvelujen saatavuus.", 1),
        ("Toimenpiteellä tavoitellaan ensisijaisesti kustannusten kasvun hillintää.", 5),
        ("Tämä osahanke toteuttaa kansallista tavoitetta nro 4.", 4),
        ("Työpaketti liittyy tavoitteeseen monialaisuudesta ja yhteentoimivuudesta.", 4),
        ("Kehittämiskokonaisuuden hyötytavoitteena on painopisteen siirtäminen ehkäisevään työhön.", 2),
        ("Osatoteutus palvelee ennen kaikkea tavoitetta 1.", 1),
        ("Osatoteutuksen tavoitteena on, että asiakas saa ajan viikossa.", None),
        ("Päätavoite on sujuva arki.", None),
        ("Hankkeessa on viisi hyötytavoitetta.", None),
        ("Osatoteutus tukee tavoitteita 1, 2 ja 4.", None),
        ("Pääasiallinen tavoite: 3. Laatu ja vaikuttavuus", 3),
    ],
)
def test_sentences_that_state_the_goal_of_their_part(sentence, goal):
    assert find_stated_goal(sentence) == goal


@pytest.mark.parametrize(
    ("heading", "as_of"),
    [
        ("Oma-arviointi 15.12.2023", "2023-12-15"),
        ("Oma-arviointi, syksy 2022", "2022-07-01/2022-12-31"),
        ("Yhteenveto oma-arvioinnista 1.7.-31.10.2020", "2020-07-01/2020-10-31"),
        ("Tiivistelmä 2. oma-arvioinnista (kevät 2022)", "2022-01-01/2022-06-30"),
        ("3. oma-arviointi, marraskuu 2021", "2021-11-01/2021-11-30"),
        ("Kevät 2022", "2022-01-01/2022-06-30"),
        ("Syksyn 2021 tilanne", "2021-07-01/2021-12-31"),
        ("Tilanne 31.12.2022", "2022-12-31"),
        ("Väliraportti 30.6.2021", "2021-06-30"),
        ("Loppuarviointi 12/2022", "2022-12-01/2022-12-31"),
        ("Toinen oma-arviointi 2021", "2021-01-01/2021-12-31"),
        ("OMA-ARVIOINTI (Q2/2021)", "2021-04-01/2021-06-30"),
        ("Oma-arvioinnin tulokset 2022", "2022-01-01/2022-12-31"),
        ("Raportointi 1–6/2021", "2021-01-01/2021-06-30"),
        ("Arviointijakso 1.1.–30.6.2022", "2022-01-01/2022-06-30"),
        ("Oma-arviointikierros II, kesäkuu 2021", "2021-06-01/2021-06-30"),
        ("**Oma-arviointi kevät 2021**", "2021-01-01/2021-06-30"),
        ("## Syksy 2022", "2022-07-01/2022-12-31"),
        ("Tiivistelmä oma-arvioinnista - syksy 2021:", "2021-07-01/2021-12-31"),
        ("Tulokset vuonna 2022", "2022-01-01/2022-12-31"),
        ("Eteneminen kaudella 1.1.-30.6.2022", "2022-01-01/2022-06-30"),
        ("Päivitys 10/2022", "2022-10-01/2022-10-31"),
        ("Tilannekatsaus maaliskuu 2021", "2021-03-01/2021-03-31"),
        ("Seurantaraportti, joulukuu 2021", "2021-12-01/2021-12-31"),
    ],
)
def test_the_parts_of_a_report_have_its_period(heading, as_of):
    prose = "Vastaanotto aukesi Kajaanissa ja jono lyheni kolmanneksella."
    goals = f"1. Saatavuus\n\n{prose}\n\n2. Laatu ja vaikuttavuus\n\n{prose}\n"
    document = from_text(f"Kainuu: Apu\n\nPerustiedot\n\nTuotokset ja tulokset\n\n{heading}\n\n{goals}")
    assert [(section.goal, section.as_of) for section in document.sections[-2:]] == [(1, as_of), (3, as_of)]


@pytest.mark.parametrize("newest_first", [True, False])
def test_rounds_in_either_order(newest_first):
    rounds = ["Oma-arviointi 15.12.2022", "Oma-arviointi, kevät 2022", "Oma-arviointi 1.7.–31.12.2021"]
    periods = ["2022-12-15", "2022-01-01/2022-06-30", "2021-07-01/2021-12-31"]
    step = 1 if newest_first else -1
    text = "\n\n".join(f"{title}\n\n1. Saatavuus\n\nAsukas sai ajan." for title in rounds[::step])
    sections = from_text(f"Kainuu: Apu\n\nTuotokset ja tulokset\n\n{text}\n").sections
    assert [section.as_of for section in sections if section.goal] == periods[::step]
