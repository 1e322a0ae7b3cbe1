"""All readings that a word type can have: lexicon, Voikko, guesser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from sotenlp.language import respelling
from sotenlp.language.abbreviations import read_lexicon
from sotenlp.language.cache import TypeCache
from sotenlp.language.endings import EndingGuesser
from sotenlp.language.fixed_forms import fixed_readings
from sotenlp.language.guesser import FieldWords, guess, known_names
from sotenlp.language.inflection import split_parts, surface_before
from sotenlp.language.lemma_model import Tables
from sotenlp.language.letters import LetterGrams
from sotenlp.language.morphology import (
    UNTAGGED_CLITICS,
    bare_form,
    fill,
    known_plans,
    participle_verb,
    plan_of,
    rule_derivations,
    to_readings,
)
from sotenlp.language.native import native
from sotenlp.language.near_words import NearWords
from sotenlp.language.reading import (
    Features,
    Reading,
    derivation,
    join_features,
    make_reading,
    split_features,
    with_derivation,
)
from sotenlp.language.verbs import AUXILIARIES
from sotenlp.language.voikko import Voikko
from sotenlp.language.word_classes import CONJUNCTION_CLASSES, contraction, contractions, function_words

CACHED_TYPES = 200_000
COMMON = 5
"""The step of frequency from which a lemma is common."""
_CLITIC = re.compile(r"(.{2,}?)(kin|kaan|kään|ko|kö|han|hän|pa|pä)")
_CLITICS = ("kin", "kaan", "kään", "ko", "kö", "han", "hän", "pa", "pä")
_NOT_OF_PRONOUNS = frozenset({"Degree", "Derivation", "NumType", "PronType"})
_PLAIN = {"Case": "Nom", "Number": "Sing"}
_ROMAN = re.compile(r"[IVXLCM]+")
_OF_PEOPLE = ("inen", "ias")
_PEOPLE = re.compile(r".+(?:l[aä]inen|llinen|vuotias|mielinen|kielinen)")


class Candidates:
    """The candidate readings of word types, cached.

    Args:
        voikko: The dictionary to ask.
        tables: Readings and derivations beyond the rules; None for none.
    """

    def __init__(self, voikko: Voikko | None = None, *, tables: Tables | None = None) -> None:
        self.voikko = voikko or Voikko()
        self.tables = tables or Tables({}, {})
        self._plural_nouns = {
            row["singular"]: (row["plural"], row["upos"]) for row in read_lexicon("plural_nouns.csv")
        }
        self.frequencies = {
            lemma: step for step, lemmas in enumerate(self.tables.frequencies, 1) for lemma in lemmas.split()
        }
        self._field_words = _field_words(self.tables.letters)
        self._letters = self._field_words.letters
        self._endings = EndingGuesser(self.tables.scripts, self.tables.endings)
        self._listed_forms = (
            frozenset(function_words())
            | frozenset(respelling.colloquial_forms())
            | frozenset(self.tables.readings)
            | frozenset(contractions())
        )
        self._listed_lemmas = frozenset(function_words()) | frozenset(self._plural_nouns)
        self._derivations: TypeCache[tuple[str, str], str] = TypeCache(self._derivation, limit=CACHED_TYPES)
        self._inflector = native and native.Inflector(
            Reading,
            plan_of,
            participle_verb,
            surface_before,
            split_parts,
            with_derivation,
            _as_noun,
            known_plans,
            self._listed_lemmas,
            self._plural_nouns,
            AUXILIARIES,
            self._derivations,
            rule_derivations,
            _is_of_people,
            UNTAGGED_CLITICS,
        )
        self._cache: TypeCache[str, tuple[Reading, ...]] = TypeCache(self._compute, limit=CACHED_TYPES)

    def __getstate__(self) -> dict[str, Any]:
        return {"voikko": self.voikko, "tables": self.tables}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def __getitem__(self, word: str) -> tuple[Reading, ...]:
        return self._cache[word]

    @cached_property
    def _near_words(self) -> NearWords:
        common = (lemma for lemma, step in self.frequencies.items() if step >= COMMON and lemma.islower())
        return NearWords([*common, *self._field_words], self._letters)

    def known(self, word: str) -> bool:
        """Whether the dictionary or the lexicon has a word form."""
        return bool(self.voikko.analyses(word)) or word.lower() in self._field_words

    def _compute(self, word: str) -> tuple[Reading, ...]:
        if word.islower() and word.isalpha() and word not in self._listed_forms:
            plain = self._inflected(word)
            if plain:
                return plain
        fixed = self._contracted(word) if word.isalpha() else fixed_readings(word)
        if fixed:
            return fixed
        bare = word.replace("\u00ad", "").replace("’", "'")
        lower = bare.lower()
        found = dict.fromkeys(self._listed(lower))
        for standard in respelling.standard_forms(lower):
            found |= dict.fromkeys(respelling.fitting(self._written(standard, lower), lower))
        found |= dict.fromkeys(self._extended(bare, self._known(bare)))
        if _ROMAN.fullmatch(bare):
            found |= dict.fromkeys(_roman(bare))
        if not found and bare.isupper() and len(bare) > 1:
            found |= dict.fromkeys(self._extended(lower, self._known(lower)))
        if not found:
            found |= dict.fromkeys(self.unknown(bare))
        elif bare[:1].isupper() and bare[-1] not in "-–" and not any(map(_is_plain_name, found)):
            found |= dict.fromkeys(self._named(bare, list(found)))
        if not found:
            found = {make_reading(word, "X", {}, route="unknown"): None}
        found |= dict.fromkeys(self._seen(bare.lower()))
        return self._settle(found)

    def _inflected(self, word: str) -> tuple[Reading, ...]:
        """The readings of a common word in lower case, by its tags alone; () where more than they count.

        The quick way to what `_compute` gives: most words of a text need no more.
        """
        analyses = self.voikko.analyses(word)
        if self._inflector:
            readings = self._inflector.inflected(word, analyses)
            if not readings or (word.endswith(_CLITICS) and self._listed(word)):
                return ()
            return self._settle(readings)
        found: list[Reading] = []
        single = len(analyses) == 1
        for analysis in analyses:
            if analysis["BASEFORM"] in self._listed_lemmas:
                return ()
            plan = plan_of(word, analysis)
            if plan is None or plan.owned:
                return ()
            readings = fill(plan, analysis, self._derivations) if single else fill(plan, analysis)
            if readings is None:
                return ()
            for reading in readings:
                found.append(reading)
                lemma, upos, _, parts, route = reading
                if upos == "ADJ":
                    if route == "participle_adjective" or _is_of_people(lemma):
                        found.append(_as_noun(reading))
                elif parts[-1] in self._plural_nouns or lemma in self._listed_lemmas:
                    return ()
        if word.endswith(_CLITICS) and self._listed(word):
            return ()
        return self._settle(found) if found else ()

    def _settle(self, found: Iterable[Reading]) -> tuple[Reading, ...]:
        """Readings with their derivations; of compounds, those of the fewest parts; none twice."""
        readings = list(found)
        if self._inflector:
            settled: tuple[Reading, ...] = self._inflector.settle(readings)
            return settled
        if len(readings) == 1:
            return (self._derived(readings[0]),)
        fewest: dict[tuple[str, str], int] = {}
        for _, upos, feats, parts, _ in readings:
            size = len(parts)
            if fewest.setdefault((upos, feats), size) > size:
                fewest[upos, feats] = size
        unlike: dict[tuple[str, str, str], Reading] = {}
        for reading in readings:
            lemma, upos, feats, parts, route = reading
            key = lemma, upos, feats
            if key not in unlike and (route != "base" or len(parts) == fewest[upos, feats]):
                unlike[key] = self._derived(reading)
        return tuple(unlike.values())

    def unknown(self, word: str) -> list[Reading]:
        """Readings of a form that neither the dictionary nor the lexicon has."""
        lower = word.lower()
        found = dict.fromkeys(guess(word, self.voikko, self._field_words))
        routes = {reading.route for reading in found}
        if (found and routes <= {"field", "colon", "prefix"}) or not lower.isalpha():
            common = not word[:1].isupper() or ("tail" in routes and word.rpartition("-")[2].islower())
            # What is before the colon is the lemma.
            common = common or routes in ({"apostrophe"}, {"colon"})
            return list(found) if common else [*found, *self._endings.names(word)]
        if word[:1].isupper() and not word.isupper():
            if not any(reading.lemma in known_names() for reading in found):
                found.setdefault(make_reading(word, "PROPN", _PLAIN, route="name"))
                found |= dict.fromkeys(self._endings.names(word))
        else:
            found |= dict.fromkeys(self._endings.words(lower))
        spellings = respelling.spoken_spellings(lower, self.voikko.knows, self._letters)
        explained = {"tail", "analogy"} & routes
        if not spellings and not explained and not any(r.lemma in known_names() for r in found):
            spellings = respelling.mistyped_spellings(lower, self.voikko.knows, self._letters)
            spellings = spellings or self._near_words.spellings(lower, self.voikko.knows)
        written = [reading for spelling in spellings for reading in self._written(spelling, lower)]
        found = dict.fromkeys((*written, *found))
        if word.islower():
            found.setdefault(make_reading(word, "PROPN", _PLAIN, route="foreign"))
            found.setdefault(make_reading(word, "X", {"Foreign": "Yes"}, route="foreign"))
        return list(found)

    def _known(self, word: str) -> list[Reading]:
        return to_readings(word, self.voikko.analyses(word))

    def _written(self, standard: str, lower: str) -> list[Reading]:
        """The readings of a standard spelling, for a form that stands for it."""
        if lower == standard:
            return []
        readings = [*self._listed(standard), *self._extended(standard, self._known(standard))]
        return [reading._replace(route=f"spelling:{reading.route}") for reading in readings]

    def _named(self, word: str, readings: list[Reading]) -> list[Reading]:
        """Names that a capitalised form of common words may be: itself, and their base forms."""
        if word.isupper():
            return []
        found = [make_reading(word, "PROPN", _PLAIN, route="name")]
        if any(reading.upos == "PROPN" for reading in readings):
            return found
        for reading in readings:
            if reading.upos in {"NOUN", "ADJ"} and reading.route in {"base", "tail"}:
                lemma = reading.lemma[:1].upper() + reading.lemma[1:]
                features = {
                    key: value
                    for key, value in split_features(reading.feats).items()
                    if key not in {"Degree", "Derivation"}
                }
                found.append(make_reading(lemma, "PROPN", features, route="capital"))
        found.extend(self._endings.names(word)[:3])
        return found

    def _plural_only(self, reading: Reading) -> list[Reading]:
        """The reading as a noun that has no singular ("vaalit")."""
        entry = self._plural_nouns.get(reading.parts[-1] if reading.upos == "NOUN" else reading.lemma)
        if (
            entry is None
            or "Number=Plur" not in reading.feats
            or reading.upos not in {"NOUN", "ADJ", "PROPN"}
        ):
            return []
        last, upos = entry
        head = reading.lemma[: len(reading.lemma) - len(reading.parts[-1])] if upos == "NOUN" else ""
        parts = (*reading.parts[:-1], last.lower())
        return [reading._replace(lemma=head + last, upos=upos, parts=parts, route="plural")]

    def _seen(self, lower: str) -> list[Reading]:
        """Readings that the treebank has for a form and the rules do not give."""
        return [
            Reading(lemma.replace("#", ""), upos, feats, tuple(lemma.lower().split("#")), "seen")
            for lemma, upos, feats in self.tables.readings.get(lower, ())
        ]

    def _derived(self, reading: Reading) -> Reading:
        """The reading with the derivation that the treebank gives its lemma."""
        lemma, upos, feats, parts, route = reading
        if "VerbForm=" in feats:
            return reading
        derived = self._derivations[parts[-1], upos]
        if not derived and "Derivation=" not in feats:
            return reading
        feats = with_derivation(feats, derived)
        return reading if feats == reading.feats else Reading(lemma, upos, feats, parts, route)

    def _derivation(self, key: tuple[str, str]) -> str:
        last, upos = key
        derived = self.tables.derivations.get(f"{last}|{upos}")
        return derivation(last, upos) if derived is None else derived

    def _contracted(self, word: str) -> tuple[Reading, ...]:
        """The reading of a contraction with "ei": the conjunction's lemma with the negation's features."""
        pair = contraction(word)
        if pair is not None:
            negation = to_readings(pair[1], self.voikko.analyses(pair[1]))
            if negation:
                upos = CONJUNCTION_CLASSES.get(pair[0], "SCONJ")
                return (Reading(pair[0], upos, negation[0].feats, (pair[0],), "contraction"),)
        return ()

    def _listed(self, lower: str) -> list[Reading]:
        """Readings that the lexicon gives to a form as it stands."""
        found = []
        for upos, kind in function_words().get(lower, ()):
            if upos == "ADP":
                found.append(make_reading(lower, "ADP", {"AdpType": kind}, route="list"))
            elif upos not in {"PRON"} and not kind:
                found.append(make_reading(lower, upos, {}, route="list"))
        clitic = _CLITIC.fullmatch(lower) if not found and lower.endswith(_CLITICS) else None
        if clitic is not None:
            name = clitic.group(2).replace("ä", "a").replace("ö", "o").capitalize()
            for upos, kind in function_words().get(clitic.group(1), ()):
                if upos == "ADV" and not kind:
                    found.append(make_reading(clitic.group(1), upos, {"Clitic": name}, route="list"))
        return found

    def _extended(self, word: str, readings: list[Reading]) -> list[Reading]:
        """Readings and those that follow from them: pronouns, adverbs, people, genitives."""
        found = []
        for reading in readings:
            for upos, kind in function_words().get(reading.lemma, ()):
                if upos == "PRON" and reading.upos in {"NOUN", "ADJ", "NUM", "PRON"}:
                    features = split_features(reading.feats)
                    kept = {key: value for key, value in features.items() if key not in _NOT_OF_PRONOUNS}
                    extra = {"Reflex": "Yes"} if kind == "Reflex" else {"PronType": kind}
                    found.append(reading._replace(upos="PRON", feats=join_features(kept | extra)))
            found.append(reading)
            if reading.upos == "ADJ":
                if reading.route == "participle_adjective" or _is_of_people(reading.lemma):
                    found.append(_as_noun(reading))
                continue
            if reading.upos not in {"NOUN", "PROPN"}:
                continue
            found.extend(self._plural_only(reading))
            if "Person[psor]" not in reading.feats:
                continue
            found.extend(_owned_adverbs(word, reading))
            if "Case=Nom" in reading.feats:
                genitive = reading.feats.replace("Case=Nom", "Case=Gen")
                found.append(reading._replace(feats=genitive))
                if "Number=Sing" in reading.feats:
                    found.append(reading._replace(feats=reading.feats.replace("Number=Sing", "Number=Plur")))
        return found


def _is_plain_name(reading: Reading) -> bool:
    return reading.upos == "PROPN" and "Case=Nom|Number=Sing" in reading.feats


def _is_of_people(adjective: str) -> bool:
    return adjective.endswith(_OF_PEOPLE) and _PEOPLE.fullmatch(adjective) is not None


def _as_noun(reading: Reading) -> Reading:
    """An adjective of a person or people as a noun ("suomalainen", "kuollut")."""
    features = {key: value for key, value in split_features(reading.feats).items() if key != "Degree"}
    return reading._replace(upos="NOUN", feats=join_features(features), route=f"{reading.route}_noun")


def _owned_adverbs(word: str, reading: Reading) -> list[Reading]:
    """Adverbs and adpositions with a possessive ending ("mukanaan", "haltuunsa")."""
    features = split_features(reading.feats)
    own: Features = {
        key: features[key] for key in ("Clitic", "Number[psor]", "Person[psor]") if key in features
    }
    form = bare_form(word.lower(), own)
    found = []
    for base in (form, form + "n"):
        for upos, kind in function_words().get(base, ()):
            if upos in {"ADV", "ADP"}:
                extra = {"AdpType": kind or "Post"} if upos == "ADP" else {}
                found.append(make_reading(base, upos, own | extra, route="owned"))
    return found


def _roman(word: str) -> list[Reading]:
    """A Roman numeral: an ordinal, or a number in a name."""
    return [
        make_reading(word, "ADJ", {"NumType": "Ord"}, route="roman"),
        make_reading(word, "NUM", {"NumType": "Card"}, route="roman"),
    ]


def _field_words(letters: Mapping[str, str]) -> FieldWords:
    rows = {
        row["lemma"].lower(): (row["lemma"], row["upos"], tuple(row["parts"].lower().split("|")))
        for row in read_lexicon("lexicon.csv")
    }
    return FieldWords(rows, LetterGrams(letters, rows))
