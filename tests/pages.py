"""Small pages of our own words for tests of whole runs."""

from __future__ import annotations

KAINUU = """Kainuu: sujuvasti perille

icon/chevron-down Created with Sketch. Perustiedot

Kokonaisuuden nimi
Kainuu: sujuvasti perille
Toimiaika

1.3.2021-31.10.2023

Toimijat

Hankkeen hallinnoija on Kainuun sosiaali- ja terveydenhuollon kuntayhtymä. Osatoteuttajina ovat Kajaanin kaupunki ja Sotkamon kunta.

Rahoittaja
Sosiaali- ja terveysministeriö (STM)
Yhteyshenkilön nimi
Aino Esimerkki
Yhteyshenkilön sähköpostiosoite
aino.esimerkki@example.org

Luotu

02.03.2021

Tuotokset ja tulokset

Tiivistelmä oma-arvioinnista, kevät 2021

1. Palveluiden yhdenvertaisen saatavuuden, oikea-aikaisuuden ja jatkuvuuden parantaminen

Keskitetty asiakasohjaus on suunnitteilla. Digivastaanottoa pilotoidaan Sotkamossa yhdessä järjestöjen kanssa.

Tiivistelmä oma-arvioinnista, syksy 2022

1. Palveluiden yhdenvertaisen saatavuuden, oikea-aikaisuuden ja jatkuvuuden parantaminen

Keskitetty asiakasohjaus otettiin käyttöön koko alueella. Hoitoon pääsi seitsemässä vuorokaudessa 82 % asiakkaista.

4. Palveluiden monialaisuuden ja yhteentoimivuuden varmistaminen

Perhekeskustoimintamalli on juurrutettu osaksi lapsiperheiden palveluja. Aino Esimerkki kertoo lisää.
"""

LAPPI = """Lappi: palvelut lähelle

icon/chevron-down Created with Sketch. Perustiedot

Kokonaisuuden nimi
Lappi: palvelut lähelle

Toimijat

Hankkeen hallinnoija on Rovaniemen kaupunki.

Tuotokset ja tulokset

Tiivistelmä oma-arvioinnista, syksy 2022

1. Palveluiden yhdenvertaisen saatavuuden, oikea-aikaisuuden ja jatkuvuuden parantaminen

Keskitettyä asiakasohjausta pilotoitiin Rovaniemellä ikäihmisten palveluissa.

4. Palveluiden monialaisuuden ja yhteentoimivuuden varmistaminen

Verkostomainen perhekeskus on käynnistynyt kunnissa.
"""

SWEDISH = """Österbotten: vården nära dig

Projektet utvecklar social- och hälsovården i Österbotten tillsammans med kommunerna. Vi har tagit i bruk en
ny modell för klienthandledning, och den har fungerat bra för de äldre invånarna i området.
"""
