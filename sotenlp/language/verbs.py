"""The finite and infinitive forms of Voikko's verbs as UD_Finnish-TDT writes them."""

from __future__ import annotations

from sotenlp.language.inflection import split_parts, surface_before
from sotenlp.language.reading import Features, Reading, make_reading
from sotenlp.language.voikko import Analysis

AUXILIARIES = frozenset(
    {"olla", "voida", "pitää", "saattaa", "täytyä", "taitaa", "joutua", "aikoa", "tarvita", "lienee"}
)
_MOODS = {"indicative": "Ind", "conditional": "Cnd", "imperative": "Imp", "potential": "Pot"}
_TENSES = {"present_simple": "Pres", "past_imperfective": "Past"}


def verb_classes(lemma: str) -> tuple[str, ...]:
    """The parts of speech that a verb can have: auxiliary or main verb."""
    return ("AUX", "VERB") if lemma in AUXILIARIES else ("VERB",)


def verb_readings(
    lemma: str, analysis: Analysis, features: Features, parts: tuple[str, ...]
) -> list[Reading]:
    """The readings of one Voikko reading of the class teonsana.

    Args:
        lemma: The verb's base form.
        analysis: Voikko's reading.
        features: Its case, number, possessor and clitics.
        parts: Compound parts of the base form.
    """
    mood = analysis.get("MOOD", "")
    if mood == "MINEN-infinitive":
        return [_action_noun(analysis, features)]
    found = []
    for upos in verb_classes(lemma):
        for form in _forms(mood, analysis, features):
            found.append(
                make_reading(lemma, upos, form, parts=(*parts[:-1], lemma) if len(parts) > 1 else ())
            )
    return found


def _action_noun(analysis: Analysis, features: Features) -> Reading:
    """The noun in -minen, which has a lemma of its own."""
    lemma = surface_before(analysis, "[Tn4]").lower() + "minen"
    return make_reading(
        lemma, "NOUN", features, parts=split_parts(lemma, analysis["STRUCTURE"]), route="minen"
    )


def _forms(mood: str, analysis: Analysis, features: Features) -> list[Features]:
    infinitive = _infinitive_form(mood, analysis, features)
    if infinitive is not None:
        return [infinitive]
    clitic = {"Clitic": features["Clitic"]} if "Clitic" in features else {}
    tense = _TENSES.get(analysis.get("TENSE", ""))
    form: Features = {"Mood": _MOODS.get(mood, "Ind"), "VerbForm": "Fin", **clitic}
    if tense and mood == "indicative":
        form["Tense"] = tense
    negative = analysis.get("NEGATIVE", "false")
    person = analysis.get("PERSON", "")
    if person == "4":
        passive = form | {"Voice": "Pass"}
        return [passive | {"Connegative": "Yes"}] if negative == "true" else [passive]
    finite = form | {"Voice": "Act", "Person": person, "Number": features.get("Number", "")}
    if mood == "imperative":
        if person == "2" and features.get("Number") == "Sing":
            connegative = clitic | {"Connegative": "Yes", "Mood": "Ind", "Tense": "Pres", "VerbForm": "Fin"}
            return [connegative, finite]
        return [finite] if person else [finite | {"Connegative": "Yes"}]
    if negative == "true":
        return [form | {"Connegative": "Yes"}]
    if negative == "both" and mood != "indicative":
        return [finite, form | {"Connegative": "Yes"}]
    return [finite]


def _infinitive_form(mood: str, analysis: Analysis, features: Features) -> Features | None:
    base = {"VerbForm": "Inf", "Voice": "Act", "Number": "Sing"} | {
        key: value for key, value in features.items() if key.startswith(("Number[", "Person[", "Clitic"))
    }
    if mood == "A-infinitive":
        form = base | {"InfForm": "1"}
        return form | {"Case": "Tra"} if "Person[psor]" in features else form
    if mood == "E-infinitive":
        written = analysis.get("FSTOUTPUT", "").split("[Tn2]")[-1]
        form = base | {"InfForm": "2", "Case": "Ine" if "ess" in written else "Ins"}
        if written[:1] == "t":
            del form["Number"]
            form["Voice"] = "Pass"
        return form
    if mood == "MA-infinitive":
        return base | {"InfForm": "3", "Case": features.get("Case", "Ill")}
    if mood == "MAINEN-infinitive":
        return base | {"InfForm": "5", "Case": "Ade"}
    return None
