"""Voikko's readings as UD_Finnish-TDT would write them: lemma, part of speech, features.

Voikko and the treebank draw the lines differently: the treebank gives participles the verb's
lemma, keeps the form of adverbs, and lists "me" under "minä". Where both views are possible
for one reading, both become candidates, and the context decides later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sotenlp.language.cache import TypeCache
from sotenlp.language.inflection import DEGREES, inflection, split_parts, surface_before
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
        if "-" in word and _capitalises(word, analysis["BASEFORM"]):
            continue
        for reading in _remembered(word, analysis):
            found.setdefault(reading)
    return list(found)


def _capitalises(word: str, lemma: str) -> bool:
    """Whether a lemma has a name after the hyphen where the form has a common word ("Vantaa-Akseli")."""
    tail = word[word.rindex("-") + 1 :]
    return tail.islower() and not word.islower() and lemma[lemma.rfind("-") + 1 :][:1].isupper()


MOST_PLANS = 20_000
_DECIDED = frozenset({"nimisana", "laatusana", "nimisana_laatusana", "teonsana"}) | _NAMES
UNTAGGED_CLITICS = ("han", "hän", "pa", "pä")


class Template(NamedTuple):
    """A reading without its lemma.

    Attributes:
        source: Whose lemma it has: the base form's, a participle's verb's, or an action noun's.
        upos: Part of speech.
        feats: Features without the Derivation.
        route: How the reading came about.
        derives: The Derivation follows from the lemma.
    """

    source: str
    upos: str
    feats: str
    route: str
    derives: bool


class Plan(NamedTuple):
    """The readings of all words with certain tags, but for their lemmas.

    Attributes:
        templates: The readings, in order.
        verb: Clitics that the tags do not show, and auxiliaries, are read otherwise.
        owned: A possessive ending.
    """

    templates: tuple[Template, ...]
    verb: bool
    owned: bool


# By the tags that decide them; None where they do not decide.
known_plans: dict[str, Plan | None] = {}


def plan_of(word: str, analysis: Analysis) -> Plan | None:
    """What the tags of one of Voikko's readings decide; None where they do not decide."""
    tags = analysis.get("TAGS")
    if tags is None:
        return None
    try:
        plan = known_plans[tags]
    except KeyError:
        if len(known_plans) > MOST_PLANS:
            known_plans.clear()
        plan, general = _make_plan(word, analysis)
        if general:
            known_plans[tags] = plan
    return None if plan is not None and plan.verb and _is_special_verb(word, analysis) else plan


def _is_special_verb(word: str, analysis: Analysis) -> bool:
    """Whether a verb is an auxiliary or may have a clitic that its tags do not show."""
    return analysis["BASEFORM"] in AUXILIARIES or word[-3:].lower().endswith(UNTAGGED_CLITICS)


def _make_plan(word: str, analysis: Analysis) -> tuple[Plan | None, bool]:
    """The plan that a word suggests, and whether it holds for all words of the same tags."""
    kind, case = analysis["CLASS"], analysis.get("SIJAMUOTO")
    if (
        kind not in _DECIDED
        or analysis.get("MOOD") == "E-infinitive"
        or case == "kerrontosti"
        or (case == "keinonto" and analysis.get("COMPARISON", "positive") != "positive")
    ):
        return None, True
    templates = []
    verb = kind == "teonsana"
    general = not (verb and _is_special_verb(word, analysis))
    for reading in _convert(word, analysis):
        source = _SOURCES.get(reading.route, "base")
        derives = "VerbForm=" not in reading.feats
        feats = with_derivation(reading.feats, "") if "Derivation=" in reading.feats else reading.feats
        templates.append(Template(source, reading.upos, feats, reading.route, derives))
        general = general and not (source == "verb" and reading.lemma in AUXILIARIES)
    general = general and ("PARTICIPLE" not in analysis or any(t.source == "verb" for t in templates))
    return Plan(tuple(templates), verb, "POSSESSIVE" in analysis), general


_SOURCES = {"participle": "verb", "minen": "action"}


# The Derivation of a lemma's last part and part of speech.
rule_derivations: TypeCache[tuple[str, str], str] = TypeCache(lambda key: derivation(*key), limit=MOST_PLANS)


def fill(
    plan: Plan, analysis: Analysis, derivations: Mapping[tuple[str, str], str] = rule_derivations
) -> list[Reading] | None:
    """The readings of a word by its plan; None where its lemma is made in another way.

    Args:
        plan: What its tags decide.
        analysis: Voikko's reading.
        derivations: The Derivation of each last part of a lemma with a part of speech.
    """
    lemma, structure = analysis["BASEFORM"], analysis["STRUCTURE"]
    parts = split_parts(lemma, structure)
    whole = parts if len(parts) > 1 else (lemma.lower(),)
    found = []
    for source, upos, feats, route, derives in plan.templates:
        if source == "base":
            if derives:
                derived = derivations[whole[-1], upos]
                if derived:
                    feats = with_derivation(feats, derived)
            found.append(Reading(lemma, upos, feats, whole, route))
        elif source == "verb":
            verb = participle_verb(analysis, parts)
            if verb is None or verb[0] in AUXILIARIES:
                return None
            found.append(Reading(verb[0], upos, feats, verb[1], route))
        else:
            action = surface_before(analysis, "[Tn4]").lower() + "minen"
            of_action = split_parts(action, structure)
            of_action = of_action if len(of_action) > 1 else (action,)
            feats = with_derivation(feats, derivations[of_action[-1], upos])
            found.append(Reading(action, upos, feats, of_action, route))
    return found


def _remembered(word: str, analysis: Analysis) -> list[Reading]:
    """The readings of one of Voikko's readings, by its tags where they decide all but the lemma."""
    if word[0] not in "-–" and word[-1] not in "-–":
        plan = plan_of(word, analysis)
        if plan is not None:
            found = fill(plan, analysis)
            if found is not None:
                return found
    return _convert(word, analysis)


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
    verb = participle_verb(analysis, parts)
    if verb is None or participle not in _PARTICIPLES:
        return []
    form, voice = _PARTICIPLES[participle]
    features = features | {"PartForm": form, "VerbForm": "Part", "Voice": voice}
    degree = DEGREES.get(analysis.get("COMPARISON", ""), "Pos")
    if degree != "Pos":
        features["Degree"] = degree
    lemma, whole = verb
    return [
        make_reading(lemma, upos, features, parts=whole, route="participle") for upos in verb_classes(lemma)
    ]


def participle_verb(analysis: Analysis, parts: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """The verb that a participle is of, with its compound parts; None where Voikko does not tell.

    Args:
        analysis: Voikko's reading of the participle.
        parts: Compound parts of the participle.
    """
    verb = _PARTICIPLE_VERB.search(analysis.get("WORDBASES", ""))
    if verb is None:
        return None
    written, base, derived = verb.groups()
    if derived:
        for surface, ending in _DERIVED_VERB.findall(derived):
            base = written + ending
            written += surface
    # The base of a compound verb has its heads too ("kyseen=alaistaa").
    *own_heads, base = base.split("=")
    heads = tuple(own_heads) or parts[:-1]
    lemma = "".join(heads) + base
    return lemma, (*heads, base) if heads else (lemma.lower(),)


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
