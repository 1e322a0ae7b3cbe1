"""Lemmas and tags in context, through the component."""

from __future__ import annotations

import pickle

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from sotenlp.language.lemmatization import Lemmatizer

LEMMATIZER = Lemmatizer()


def lemmas(text: str) -> list[str]:
    return LEMMATIZER.lemmatize(text)


@pytest.mark.parametrize(
    ("text", "word", "lemma", "upos"),
    [
        ("Digilääkärikokeilu laajennettiin koko alueelle.", "laajennettiin", "laajentaa", "VERB"),
        ("Digilääkärikokeilu laajennettiin koko alueelle.", "alueelle", "alue", "NOUN"),
        ("Se tehdään ensi vuonna.", "vuonna", "vuosi", "NOUN"),
        ("Kahden vuoden aikana jonot lyhenivät.", "aikana", "aika", "NOUN"),
        ("Koulutuksen jälkeen malli otettiin käyttöön.", "jälkeen", "jälkeen", "ADP"),
        ("Jotta palvelut paranevat, tarvitaan tukea.", "tukea", "tuki", "NOUN"),
        ("Tavoitteena on tukea asiakasta.", "tukea", "tukea", "VERB"),
        ("Asiakas hakee tukea kunnalta.", "tukea", "tuki", "NOUN"),
        ("Palvelu ei ole käytössä.", "ole", "olla", None),
        ("Asiakkaat eivät saa apua.", "saa", "saada", "VERB"),
        ("Meidän työmme jatkuu.", "Meidän", "minä", "PRON"),
        ("Palveluissa, joissa jonoa on, kokeillaan uutta.", "joissa", "joka", "PRON"),
        ("Alueella toimii monialainen tiimi.", "monialainen", "monialainen", "ADJ"),
        ("Mallista on sovittu kuntien kanssa.", "kuntien", "kunta", "NOUN"),
        ("Lääkärin vastaanotto avattiin.", "Lääkärin", "lääkäri", "NOUN"),
        ("Etelä-Savon hyvinvointialue aloitti.", "hyvinvointialue", "hyvinvointialue", "NOUN"),
        ("Hoito- ja palveluketjut kuvattiin.", "Hoito-", "hoito", "NOUN"),
        ("Hoitoon pääsy parani.", "pääsy", "pääsy", "NOUN"),
        ("Asiakas pääsi hoitoon.", "pääsi", "päästä", "VERB"),
        ("STM:n rahoittama hanke päättyi.", "STM:n", "STM", None),
    ],
)
def test_a_word_in_its_context(text: str, word: str, lemma: str, upos: str | None) -> None:
    token = next(token for token in LEMMATIZER.analyze(text) if token.text == word)
    assert token.lemma_ == lemma
    if upos is not None:
        assert token.pos_ == upos


@pytest.mark.parametrize(
    ("text", "word", "case"),
    [
        ("Asiakkaan palvelutarve arvioidaan.", "Asiakkaan", "Gen"),
        ("Lasten ja nuorten palvelut siirtyvät.", "nuorten", "Gen"),
        ("Hanke kehittää palveluja.", "palveluja", "Par"),
        ("Toiminta siirtyi hyvinvointialueelle.", "hyvinvointialueelle", "All"),
        ("Sotekeskuksissa otettiin käyttöön chat.", "Sotekeskuksissa", "Ine"),
    ],
)
def test_cases(text: str, word: str, case: str) -> None:
    token = next(token for token in LEMMATIZER.analyze(text) if token.text == word)
    assert token.morph.get("Case") == [case]


def test_contracted_words() -> None:
    doc = LEMMATIZER.analyze("Sovittiin, ettei hoito viivästy.")
    token = next(token for token in doc if token.text == "ettei")
    assert token._.words == ["että", "ei"]
    assert (token.lemma_, token.pos_) == ("että", "SCONJ")
    assert token.morph.get("Polarity") == ["Neg"]
    assert token.morph.get("Polarity") == ["Neg"]


def test_compound_parts_stand_beside_the_tokens() -> None:
    doc = LEMMATIZER.analyze("Sosiaaliohjauksen sote-keskus.\n")
    assert doc.user_data["sotenlp_compounds"] == [
        ("sosiaali", "ohjaus"),
        ("sote", "keskus"),
        (".",),
        ("\n",),
    ]
    assert doc[0]._.compound == ["sosiaali", "ohjaus"]
    assert doc[0]._.compound == ["sosiaali", "ohjaus"]


def test_white_space_tokens() -> None:
    doc = LEMMATIZER.analyze("Alku\n\nLoppu")
    assert doc[1].pos_ == "SPACE"
    assert lemmas("Alku\n\nLoppu") == ["alku", "loppu"]


def test_terms_for_counting() -> None:
    assert LEMMATIZER("Palvelut paranivat (STM:n tuella).") == ["palvelu", "parata", "stm", "tuki"]


def test_an_empty_text() -> None:
    assert lemmas("") == []


def test_it_is_pickled() -> None:
    assert pickle.loads(pickle.dumps(LEMMATIZER)).lemmatize("Talossa.") == ["talo", "."]  # noqa: S301


def test_the_pipeline_in_two_processes(language_nlp: Language) -> None:
    texts = [f"Palvelu {number} otettiin käyttöön Essoten alueella." for number in range(20)]
    alone = [[token.lemma_ for token in language_nlp(text)] for text in texts]
    apart = [[token.lemma_ for token in doc] for doc in language_nlp.pipe(texts, n_process=2, batch_size=4)]
    assert apart == alone


def test_a_doc_keeps_its_analysis_on_disk(language_nlp: Language) -> None:
    doc = language_nlp("Sote-keskus avattiin, ettei jono kasva.")
    copy = Doc(language_nlp.vocab).from_bytes(doc.to_bytes())
    assert [token.lemma_ for token in copy] == [token.lemma_ for token in doc]
    assert [token._.compound for token in copy] == [token._.compound for token in doc]
