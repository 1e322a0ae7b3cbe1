"""Voikko's readings as UD_Finnish-TDT would write them: lemma, part of speech, features.

Voikko and the treebank draw the lines differently: the treebank gives participles the verb's
lemma, keeps the form of adverbs, and lists "me" under "minä". Where both views are possible
for one reading, both become candidates, and the context decides later.
"""

from __future__ import annotations

import re

from sotenlp.language.inflection import DEGREES, inflection, split_parts
from sotenlp.language.reading import Features, Reading, derivation, make_reading, with_derivation
from sotenlp.language.verbs import AUXILIARIES, verb_classes, verb_readings
from sotenlp.language.voikko import Analysis
from sotenlp.language.word_classes import (
    ORDINAL,
    PLURAL_PERSONS,
    PRONOUN_TYPES,
    PRONOUNS_WITH_CLITIC,
    function_words,
)

_CLITIC_ENDING = re.compile(r"(?:kin|kaan|kään|ko|kö|han|hän|pa|pä|s)$", re.IGNORECASE)
_POSSESSIVE_ENDING = re.compile(r"(?:ni|si|nsa|nsä|mme|nne|(?<=([aeiouyäö]))\1n)$", re.IGNORECASE)
# "+kohdist(kohdistaa)u(+ua)+v+a(+a)": the verb, and the verbs derived from it.
_PARTICIPLE_VERB = re.compile(
    r"\+([^()+]+)\(([^()+]+)\)((?:[^()+]*\(\+[^()+]+\))*)(?:\+[^()+]*(?:\(\+[^()+]+\))?)*$"
)
_DERIVED_VERB = re.compile(r"([^()+]*)\(\+([^()+]+)\)")
_LARGE = re.compile(r"(?:tuhat|miljoona|miljardi|biljoona)$")
_NAMES = frozenset({"paikannimi", "etunimi", "sukunimi", "nimi"})


def to_readings(word: str, analyses: tuple[Analysis, ...]) -> list[Reading]:
    """Readings in the treebank's manner, in Voikko's order, without doubles.

    Args:
        word: The word form.
        analyses: Voikko's readings of it.
    """
    found: dict[Reading, None] = {}
    for analysis in analyses:
        for reading in _remembered(word, analysis):
            found.setdefault(reading)
    return list(found)


MOST_TEMPLATES = 20_000
_DECIDED = frozenset({"nimisana", "laatusana", "nimisana_laatusana", "teonsana"}) | _NAMES
_UNTAGGED_CLITICS = ("han", "hän", "pa", "pä")
# Readings of inflected words without the lemma, by the tags that decide them.
_known_templates: dict[tuple[str, bool, bool], tuple[tuple[str, str, str], ...]] = {}


def _remembered(word: str, analysis: Analysis) -> list[Reading]:
    """The readings of one of Voikko's readings, by its tags where they decide all but the lemma."""
    kind = analysis["CLASS"]
    tags = analysis.get("TAGS")
    if (
        tags is None
        or kind not in _DECIDED
        or "PARTICIPLE" in analysis
        or word[0] in "-–"
        or word[-1] in "-–"
        or analysis.get("MOOD") in {"MINEN-infinitive", "E-infinitive"}
        or analysis.get("SIJAMUOTO") == "kerrontosti"
        or (analysis.get("SIJAMUOTO") == "keinonto" and analysis.get("COMPARISON", "positive") != "positive")
    ):
        return _convert(word, analysis)
    lemma = analysis["BASEFORM"]
    key = (tags, lemma in AUXILIARIES, kind == "teonsana" and word.lower().endswith(_UNTAGGED_CLITICS))
    templates = _known_templates.get(key)
    if key[2]:
        return _convert(word, analysis)
    if templates is None:
        if len(_known_templates) > MOST_TEMPLATES:
            _known_templates.clear()
        templates = tuple(
            (reading.upos, _without_derivation(reading.feats), reading.route)
            for reading in _convert(word, analysis)
        )
        _known_templates[key] = templates
    parts = split_parts(lemma, analysis["STRUCTURE"])
    if len(parts) < 2:
        parts = (lemma.lower(),)
    last = parts[-1]
    found = []
    for upos, feats, route in templates:
        derived = derivation(last, upos) if "VerbForm=" not in feats else ""
        found.append(
            Reading(lemma, upos, with_derivation(feats, derived) if derived else feats, parts, route)
        )
    return found


def _without_derivation(feats: str) -> str:
    return with_derivation(feats, "") if "Derivation=" in feats else feats


def bare_form(word: str, features: Features) -> str:
    """A word form without its clitic and possessive ending ("mukanaankin" -> "mukana")."""
    form = word
    if "Clitic" in features:
        for _ in features["Clitic"].split(","):
            form = _CLITIC_ENDING.sub("", form)
    if "Person[psor]" in features:
        form = _POSSESSIVE_ENDING.sub("", form)
    return form


def _convert(word: str, analysis: Analysis) -> list[Reading]:
    kind = analysis["CLASS"]
    lemma = analysis["BASEFORM"]
    if word[0] in "-–" and lemma[:1] in "-–":
        lemma = lemma.lstrip("-–")
    features = inflection(analysis)
    parts = split_parts(lemma, analysis["STRUCTURE"])
    lower = word.lower()
    if kind == "teonsana":
        return verb_readings(lemma, analysis, features, parts)
    if kind == "kieltosana":
        person = {"Number": features.get("Number", "Sing"), "Person": analysis.get("PERSON", "")}
        negation = {"Polarity": "Neg", "VerbForm": "Fin", "Voice": "Act"}
        clitic = {"Clitic": features["Clitic"]} if "Clitic" in features else {}
        return [make_reading("ei", "AUX", person | negation | clitic)]
    if kind == "asemosana":
        return _pronouns(lower, lemma, features)
    if kind in _NAMES:
        return [make_reading(lemma, "PROPN", features, parts=parts)]
    if kind == "lukusana":
        return _numerals(lemma, features, parts)
    if kind == "etuliite":
        stem = lemma.rstrip("-")
        return [make_reading(stem, "NOUN", {"Case": "Nom", "Number": "Sing"}, parts=parts, route="prefix")]
    if kind in {"seikkasana", "suhdesana"}:
        return _adverbs(lower, lemma, features, adposition=kind == "suhdesana")
    if kind == "sidesana":
        clitic = {"Clitic": features["Clitic"]} if "Clitic" in features else {}
        classes = [upos for upos, _ in function_words().get(lemma.lower(), ()) if upos != "ADP"]
        return [make_reading(lemma, upos, clitic) for upos in classes or ["CCONJ"]]
    if kind == "huudahdussana":
        return [make_reading(lemma, "INTJ", {})]
    if kind == "lyhenne":
        abbreviated = features | {"Abbr": "Yes"}
        if word.islower():
            return [make_reading(lower.split(":")[0] if ":" in lower else lemma.lower(), "NOUN", abbreviated)]
        written = word.split(":")[0]
        lemmas = dict.fromkeys((lemma, written) if word[:1].isupper() else (lemma,))
        return [make_reading(base, upos, abbreviated) for base in lemmas for upos in ("NOUN", "PROPN")]
    return _nominals(word, lemma, kind, analysis, features, parts)


def _nominals(
    word: str, lemma: str, kind: str, analysis: Analysis, features: Features, parts: tuple[str, ...]
) -> list[Reading]:
    case = analysis.get("SIJAMUOTO")
    degree = DEGREES.get(analysis.get("COMPARISON", ""), "Pos")
    lower = word.lower()
    form = bare_form(lower, features)
    clitic = {"Clitic": features["Clitic"]} if "Clitic" in features else {}
    adverb = clitic if degree == "Pos" else clitic | {"Degree": degree}
    if case == "kerrontosti":
        return [
            make_reading(form, "ADV", adverb, parts=split_parts(form, analysis["STRUCTURE"]), route="sti")
        ]
    found: list[Reading] = []
    if degree != "Pos" and case == "keinonto":
        found.append(make_reading(_positive_adverb(form, lemma), "ADV", adverb, route="sti"))
        found.append(make_reading(form, "ADV", clitic, route="form"))
    participle = analysis.get("PARTICIPLE")
    if participle:
        found += _participles(analysis, participle, features, parts)
    if kind in {"laatusana", "nimisana_laatusana"}:
        route = "participle_adjective" if participle else "base"
        found.append(make_reading(lemma, "ADJ", features | {"Degree": degree}, parts=parts, route=route))
    if kind in {"nimisana", "nimisana_laatusana"}:
        route = "participle_noun" if participle else "base"
        found.append(make_reading(lemma, "NOUN", features, parts=parts, route=route))
    if word[-1] == "-" and kind == "nimisana" and "Case" not in features:
        stem = lemma.rstrip("-")
        found = [make_reading(stem, "NOUN", {"Case": "Nom", "Number": "Sing"}, parts=parts, route="prefix")]
    return found


def _positive_adverb(form: str, adjective: str) -> str:
    """The adverb of which "-mmin" or "-immin" is the comparative or superlative."""
    if adjective in _ADVERBS_OF_ADJECTIVES:
        return _ADVERBS_OF_ADJECTIVES[adjective]
    stem = re.sub(r"(?:imm|mm)in$", "", form)
    if adjective[-1] in "aä" and adjective[:-1] in {stem, stem[:-1]}:
        stem = adjective
    return stem + ("sti" if stem != form else "")


_ADVERBS_OF_ADJECTIVES = {"hyvä": "hyvin", "usea": "usein"}
_PARTICIPLES = {
    "present_active": ("Pres", "Act"),
    "present_passive": ("Pres", "Pass"),
    "past_active": ("Past", "Act"),
    "past_passive": ("Past", "Pass"),
    "agent": ("Agt", "Act"),
    "negation": ("Neg", "Act"),
}


def _participles(
    analysis: Analysis, participle: str, features: Features, parts: tuple[str, ...]
) -> list[Reading]:
    verb = _PARTICIPLE_VERB.search(analysis.get("WORDBASES", ""))
    if verb is None or participle not in _PARTICIPLES:
        return []
    form, voice = _PARTICIPLES[participle]
    features = features | {"PartForm": form, "VerbForm": "Part", "Voice": voice}
    degree = DEGREES.get(analysis.get("COMPARISON", ""), "Pos")
    if degree != "Pos":
        features["Degree"] = degree
    base = verb.group(2)
    written = verb.group(1)
    for surface, ending in _DERIVED_VERB.findall(verb.group(3)):
        base = written + ending
        written += surface
    # The base of a compound verb has its heads too ("kyseen=alaistaa").
    *own_heads, base = base.split("=")
    heads = tuple(own_heads) or parts[:-1]
    lemma = "".join(heads) + base
    return [
        make_reading(lemma, upos, features, parts=(*heads, base), route="participle")
        for upos in verb_classes(lemma)
    ]


def _pronouns(lower: str, lemma: str, features: Features) -> list[Reading]:
    if lemma in {"mikä", "kuka", "ken"} and lower.endswith(("ään", "kaan")):
        features = features | {"Clitic": "Kaan"}
    lemma, clitic = PRONOUNS_WITH_CLITIC.get((lemma, features.get("Clitic", "")), (lemma, True))
    if not clitic:
        features = {key: value for key, value in features.items() if key != "Clitic"}
    if lemma in PLURAL_PERSONS:
        lemma, features = PLURAL_PERSONS[lemma], features | {"Number": "Plur"}
    return [
        make_reading(lemma, upos, features | extra)
        for upos, extra in PRONOUN_TYPES.get(lemma, PRONOUN_TYPES[""])
    ]


def _numerals(lemma: str, features: Features, parts: tuple[str, ...]) -> list[Reading]:
    if ORDINAL.fullmatch(lemma):
        return [make_reading(lemma, "ADJ", features | {"NumType": "Ord"}, parts=parts)]
    found = [make_reading(lemma, "NUM", features | {"NumType": "Card"}, parts=parts)]
    if _LARGE.search(lemma):
        found.append(make_reading(lemma, "NOUN", features, parts=parts))
    if lemma == "yksi":
        found.append(make_reading(lemma, "PRON", features | {"PronType": "Ind"}))
    return found


def _adverbs(lower: str, lemma: str, features: Features, *, adposition: bool) -> list[Reading]:
    own: Features = {
        key: features[key] for key in ("Clitic", "Number[psor]", "Person[psor]") if key in features
    }
    form = bare_form(lower, own)
    if "Person[psor]" in own and form not in function_words() and form + "n" in function_words():
        form += "n"
    forms = dict.fromkeys((form, lemma))
    found = []
    for form in forms:
        route = "base" if form == lemma else "form"
        kinds = [kind for upos, kind in function_words().get(form, ()) if upos == "ADP"]
        for kind in kinds or (["Post"] if adposition else []):
            found.append(make_reading(form, "ADP", own | {"AdpType": kind}, route=route))
        found.append(make_reading(form, "ADV", own, route=route))
    return found
