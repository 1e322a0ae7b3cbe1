"""Closed word classes of Finnish in the treebank's terms: pronouns, conjunctions, adpositions."""

from __future__ import annotations

import re

Classes = tuple[tuple[str, dict[str, str]], ...]

PLURAL_PERSONS = {"me": "minä", "te": "sinä", "he": "hän", "ne": "se", "nämä": "tämä", "nuo": "tuo"}
ORDINAL = re.compile(
    r"^(?:ensimmäinen|toinen|(?:.*(?:yhdes|kahdes|kolmas|neljäs|viides|kuudes|seitsemäs|kahdeksas|yhdeksäs|kymmenes|"
    r"sadas|tuhannes|toista|kymmenes|miljoonas))|\d+\.|[IVX]+\.)$"
)


def _pronoun(kind: str, *classes: str, **extra: str) -> Classes:
    return tuple((upos, {"PronType": kind, **extra} if upos == "PRON" else {}) for upos in classes or ("PRON",))


PRONOUN_TYPES: dict[str, Classes] = {
    "minä": _pronoun("Prs", Person="1"),
    "sinä": _pronoun("Prs", Person="2"),
    "hän": _pronoun("Prs", Person="3"),
    "itse": (("PRON", {"Reflex": "Yes"}),),
    "joka": (*_pronoun("Rel"), *_pronoun("Ind")),
    "mikä": (*_pronoun("Rel"), *_pronoun("Int")),
    "kuka": _pronoun("Int"),
    "ken": _pronoun("Int"),
    "kumpi": _pronoun("Int"),
    "millainen": (("ADJ", {}), *_pronoun("Int")),
    "se": _pronoun("Dem"),
    "tämä": _pronoun("Dem"),
    "tuo": _pronoun("Dem"),
    "toinen": (*_pronoun("Rcp"), *_pronoun("Ind")),
    "": _pronoun("Ind"),
}

CONJUNCTIONS = {
    "että": "SCONJ",
    "jotta": "SCONJ",
    "koska": "SCONJ",
    "kun": "SCONJ",
    "kuin": "SCONJ",
    "jos": "SCONJ",
    "vaikka": "SCONJ",
    "kunnes": "SCONJ",
    "mikäli": "SCONJ",
    "ellei": "SCONJ",
    "ettei": "SCONJ",
    "niin": "ADV/CCONJ",
    "kuten": "ADV/SCONJ",
    "kuinka": "ADV",
    "joten": "CCONJ",
    "samoin": "ADV",
    "ikään": "ADV",
    "sekä": "CCONJ",
    "jollei": "SCONJ",
    "joskin": "SCONJ",
    "eikä": "CCONJ",
}

_POST = """
    aikaan aikana alapuolella alitse alla alle alta ansiosta asemesta asti avulla edellä edelle edeltä edessä edestä eteen
    halki hallussa haltuun hyväksi ikään jalkaan johdosta joukossa joukosta joukkoon jälkeen jäljessä jäljestä kanssa kautta
    keskellä keskelle keskeltä kesken keskuudessa keskuuteen keskuudesta kimpussa kohdalla kohdalle kohdalta kohdassa kohdin
    kohtaan kuluessa kuluttua lisäksi luo luokse luona luota lähellä lähelle läheltä lähtien läpi läpeen mennessä mukaan
    mukaisesti mukana myötä nojalla nähden ohella ohi ohitse osalta osaksi parissa pariin parista perusteella peräisin
    perässä perään pitkin pohjalta poikki puitteissa puolella puolelle puolelta puolesta päin päässä päästä päähän päällä
    päälle päältä pääksi rajoissa rinnalla rinnalle ristiin saakka sijaan sijasta sisällä sisälle sisältä sisässä sisään
    sisäpuolella suhteen suuntaan suunnassa suunnasta takana taakse takaa takia tapaan tavoin tiimoilta toimesta turvin
    tähden tykö tyköä ulkopuolella ulkopuolelle ulkopuolelta vaiheilla vailla varaan varalle varassa varrella varrelle
    varten varteen vastaan vastapäätä vieressä viereen vierestä viemässä voimalla vuoksi välillä välille väliltä välissä
    väliin välistä yli ylitse yllä ylle yltä ylös ympärillä ympärille ympäriltä ympäri yhteydessä yhteyteen äärellä äärelle
    ääressä ääreen verran nähtävillä hyvissä aikoihin tienoilla kohti edestä joukoissa valossa varjossa merkeissä
    jalanjäljissä lomassa nimissä""".split()
ADPOSITION_TYPES = {form: "Post" for form in _POST} | {
    form: "Prep" for form in ("ennen", "ilman", "kohti", "paitsi", "vasten")
}
"""Words that may be adpositions, with the type that is usual for them."""

_CONJUNCTION_STEMS = {
    "ett": "että",
    "joll": "jos",
    "ell": "jos",
    "vaikk": "vaikka",
    "miks": "miksi",
    "kosk": "koska",
    "jott": "jotta",
}
_CONTRACTION = re.compile(rf"^({'|'.join(_CONJUNCTION_STEMS)})(en|et|ei|emme|ette|eivät)(kö|kään|kä)?$")


def contraction(word: str) -> tuple[str, str] | None:
    """The two words of a contraction with "ei", or None.

    >>> contraction("ettei")
    ('että', 'ei')
    """
    found = _CONTRACTION.match(word.lower())
    if found is None:
        return None
    return _CONJUNCTION_STEMS[found.group(1)], found.group(2) + (found.group(3) or "")
