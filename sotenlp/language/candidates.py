"""All readings that a word type can have: lexicon, Voikko, guesser."""

from __future__ import annotations

import re
from typing import Any

from sotenlp.language.abbreviations import abbreviations, read_lexicon
from sotenlp.language.cache import TypeCache
from sotenlp.language.guesser import guess
from sotenlp.language.lemma_model import Tables
from sotenlp.language.morphology import to_readings
from sotenlp.language.reading import Reading, derivation, join_features, make_reading, split_features
from sotenlp.language.voikko import Voikko
from sotenlp.language.word_classes import contraction, function_words

CACHED_TYPES = 200_000
_NUMBER = re.compile(r"[+-−]?\d[\d.,:\s\u00a0–/-]*\d|\d")
_ORDINAL = re.compile(r"(?:\d+|[IVX]+)\.")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?.*|\d+(?:/\d+)+(?:/\w+)*|\d+/\d+/\w+")
_SYMBOL = re.compile(
    r"[%§€$£°‰+=<>~^©®™&]+|[:;=][-o]?[)(DPp|/]+|https?://.*|www\..*|.+@.+\..+|#\w+", re.DOTALL
)
_CLITIC = re.compile(r"(.{2,}?)(kin|kaan|kään|ko|kö|han|hän|pa|pä)")
_NOT_OF_PRONOUNS = frozenset({"Degree", "Derivation", "NumType", "PronType"})
_PLAIN = {"Case": "Nom", "Number": "Sing"}


def is_word(text: str) -> bool:
    """Whether a token has a letter or a digit in it."""
    return any(character.isalnum() for character in text)


class Candidates:
    """The candidate readings of word types, cached.

    Args:
        voikko: The dictionary to ask.
        tables: Readings and derivations beyond the rules; None for none.
    """

    def __init__(self, voikko: Voikko | None = None, *, tables: Tables | None = None) -> None:
        self.voikko = voikko or Voikko()
        self.tables = tables or Tables({}, {})
        self._field_words = _field_words()
        self._plural_nouns = {
            row["singular"]: (row["plural"], row["upos"]) for row in read_lexicon("plural_nouns.csv")
        }
        self._cache: TypeCache[str, tuple[Reading, ...]] = TypeCache(self._compute, limit=CACHED_TYPES)

    def __getstate__(self) -> dict[str, Any]:
        return {"voikko": self.voikko, "tables": self.tables}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def __getitem__(self, word: str) -> tuple[Reading, ...]:
        return self._cache[word]

    def known(self, word: str) -> bool:
        """Whether the dictionary or the lexicon has a word form."""
        return bool(self.voikko.analyses(word)) or word.lower() in self._field_words

    def _compute(self, word: str) -> tuple[Reading, ...]:
        fixed = self._fixed(word)
        if fixed:
            return fixed
        bare = word.replace("\u00ad", "").replace("’", "'")
        found = dict.fromkeys(self._listed(bare.lower()))
        found |= dict.fromkeys(self._extended(to_readings(bare, self.voikko.analyses(bare))))
        if not found and bare.isupper() and len(bare) > 1:
            found |= dict.fromkeys(to_readings(bare.lower(), self.voikko.analyses(bare.lower())))
        if not found or (bare[:1].isupper() and all(reading.upos != "PROPN" for reading in found)):
            found |= dict.fromkeys(guess(bare, self.voikko, self._field_words, known=bool(found)))
        if not found:
            found = {make_reading(word, "X", {}, route="unknown"): None}
        found |= dict.fromkeys(self._seen(bare.lower()))
        fewest = {
            tags: min(len(reading.parts) for reading in found if reading[1:3] == tags)
            for tags in {reading[1:3] for reading in found if reading.route == "base"}
        }
        found = {r: None for r in found if r.route != "base" or len(r.parts) == fewest[r[1:3]]}
        unlike: dict[tuple[str, str, str], Reading] = {}
        for reading in found:
            unlike.setdefault(reading[:3], self._derived(reading))
        return tuple(unlike.values())

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
        key = f"{reading.parts[-1]}|{reading.upos}"
        if "VerbForm=" in reading.feats:
            return reading
        derived = self.tables.derivations.get(key, derivation(reading.parts[-1], reading.upos))
        return reading._replace(feats=join_features(split_features(reading.feats) | {"Derivation": derived}))

    def _fixed(self, word: str) -> tuple[Reading, ...]:
        """The reading of a token whose form leaves no choice."""
        if word.isspace():
            return (Reading(word, "SPACE", "", (word,), "fixed"),)
        if _SYMBOL.fullmatch(word):
            return (Reading(word, "SYM", "", (word.lower(),), "fixed"),)
        if not is_word(word):
            return (Reading(word, "PUNCT", "", (word,), "fixed"),)
        if _ORDINAL.fullmatch(word):
            return (Reading(word, "ADJ", "NumType=Ord", (word,), "fixed"),)
        if _DATE.fullmatch(word):
            return (Reading(word, "NUM", "", (word,), "fixed"),)
        if _NUMBER.fullmatch(word):
            return (Reading(word, "NUM", "NumType=Card", (word,), "fixed"),)
        entry = abbreviations().get(word.lower())
        if entry is not None:
            form = entry.form
            features = {"Abbr": "Yes"} | (_PLAIN | {"Degree": "Pos"} if entry.upos == "ADJ" else {})
            return (Reading(form, entry.upos, join_features(features), (form.lower(),), "fixed"),)
        pair = contraction(word)
        if pair is not None:
            negation = to_readings(pair[1], self.voikko.analyses(pair[1]))
            if negation:
                return (negation[0]._replace(route="contraction", parts=pair),)
        return ()

    def _listed(self, lower: str) -> list[Reading]:
        """Readings that the lexicon gives to a form as it stands."""
        found = []
        for upos, kind in function_words().get(lower, ()):
            if upos == "ADP":
                found.append(make_reading(lower, "ADP", {"AdpType": kind}, route="list"))
            elif upos not in {"PRON"} and not kind:
                found.append(make_reading(lower, upos, {}, route="list"))
        clitic = _CLITIC.fullmatch(lower)
        if clitic is not None and not found:
            name = clitic.group(2).replace("ä", "a").replace("ö", "o").capitalize()
            for upos, kind in function_words().get(clitic.group(1), ()):
                if upos == "ADV" and not kind:
                    found.append(make_reading(clitic.group(1), upos, {"Clitic": name}, route="list"))
        return found

    def _extended(self, readings: list[Reading]) -> list[Reading]:
        """Readings and those that follow from them: pronouns, genitives with a possessive ending."""
        found = []
        for reading in readings:
            for upos, kind in function_words().get(reading.lemma, ()):
                if upos == "PRON" and reading.upos in {"NOUN", "ADJ", "NUM", "PRON"}:
                    features = split_features(reading.feats)
                    kept = {key: value for key, value in features.items() if key not in _NOT_OF_PRONOUNS}
                    extra = {"Reflex": "Yes"} if kind == "Reflex" else {"PronType": kind}
                    found.append(reading._replace(upos="PRON", feats=join_features(kept | extra)))
            found.append(reading)
            found.extend(self._plural_only(reading))
            if "Person[psor]" in reading.feats and "Case=Nom" in reading.feats:
                genitive = reading.feats.replace("Case=Nom", "Case=Gen")
                found.append(reading._replace(feats=genitive))
                if "Number=Sing" in reading.feats:
                    found.append(reading._replace(feats=reading.feats.replace("Number=Sing", "Number=Plur")))
        return found


def _field_words() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Lower-case lemmas of the field's words with lemma, part of speech and compound parts."""
    return {
        row["lemma"].lower(): (row["lemma"], row["upos"], tuple(row["parts"].lower().split("|")))
        for row in read_lexicon("lexicon.csv")
    }
