"""The phrases beside a quantity: what it measures, the whole it is a share of, what is waited for.

"Odotusaika keskimäärin 11 arkipäivää", "NPS 41" and "sopimuksia 1 120" stand together; in
"vastausosuus nousi 68 prosentista" a verb joins them; "10 % asukkaista" names the whole after the share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from sotenlp.extraction.grammar import is_genitive, is_participle, is_suspended
from sotenlp.extraction.indicator_names import fuller_noun
from sotenlp.extraction.naming import measure_name, nominative_plural
from sotenlp.extraction.noun_phrases import NounPhrase, phrase_of
from sotenlp.extraction.quantities import Quantity
from sotenlp.extraction.quantity_units import QuantityKind, word_uses
from sotenlp.extraction.tables import read_data
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES

REACH = 6
AWAITING = {
    "päästä": "pääsy",
    "odottaa": "odotus",
    "jonottaa": "jonotus",
    "saada": "saaminen",
    "vastata": "vastaaminen",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator's words, as token indices.

    Attributes:
        start: First token.
        end: Token after the last one.
        name: What is measured, in the nominative; "" where the words do not say.
    """

    start: int
    end: int
    name: str


@cache
def words_of(use: str) -> frozenset[str]:
    """The words of one use in ``indicator_words.csv``."""
    return frozenset(row["word"] for row in read_data("indicator_words") if row["use"] == use)


def is_word_of(token: Token, use: str) -> bool:
    """Whether a token is a word of one use, or a compound that ends in one."""
    return _is_word_of(token.lemma_lower, use)


@lru_cache(maxsize=CACHED_TYPES)
def _is_word_of(lemma: str, use: str) -> bool:
    return lemma in words_of(use) or any(lemma.endswith(word) for word in words_of(use) if len(word) > 4)


def counted_name(noun: Token) -> str:
    """Name of counted things: "osallistujat", "ilmoittautuneet"."""
    if is_participle(noun) and noun.lower_.endswith(("utta", "yttä")):
        return f"{noun.lower_[:-4]}eet"
    lemma = noun.lemma_ if is_word_of(noun, "people") else fuller_noun(noun)
    if noun.lower_.rstrip(".") in {"hlö", "hlöä", "hlöt"}:
        return "henkilöt"
    if lemma.endswith("vanhempi"):
        return f"{lemma[:-2]}mat"
    return nominative_plural(lemma) or (f"{lemma[:-3]}set" if lemma.endswith("nen") else lemma)


def phrase_name(doc: Doc, phrase: NounPhrase) -> str:
    """Name of what is measured; of "pääsyn turvaaminen" it is the access."""
    head = doc.words[phrase.head]
    if (
        head.lemma_lower in words_of("change")
        and phrase.head - 1 >= phrase.start
        and is_genitive(doc.words[phrase.head - 1])
    ):
        phrase = NounPhrase(phrase.start, phrase.head - 1, phrase.head)
    name = measure_name(doc, phrase)
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def whole_end(quantity: Quantity, sentence: Span) -> int:
    """End of a share with the whole it is a share of: "10 % hyvinvointialueen asukkaista"."""
    doc = sentence.doc
    if quantity.kind is not QuantityKind.SHARE:
        return quantity.end
    for index in range(quantity.end, min(quantity.end + 4, sentence.end)):
        token = doc.words[index]
        if token.noun and token.case == "Ela":
            return quantity.end if token.lemma_ in word_uses()["period"] else index + 1
        if not (is_genitive(token) or token.pos_ == "ADJ" or is_participle(token)):
            break
    return quantity.end


def left_whole(quantity: Quantity, sentence: Span, lowest: int) -> tuple[int, int] | None:
    """Start and head of the whole right before its share: "omaishoitajista 44 %", "asiakkaista vain 9/10"."""
    doc, index = sentence.doc, quantity.start - 1
    if quantity.kind not in {QuantityKind.SHARE, QuantityKind.BARE}:
        return None
    while index >= lowest and (
        doc.words[index].pos_ == "ADV" or (doc.words[index].finite and doc.words[index].lemma_ != "olla")
    ):
        index -= 1
    if index < lowest:
        return None
    before = doc.words[index]
    group = before.noun or before.pos_ == "ADJ" or is_participle(before)
    if not group or before.case != "Ela" or before.pos_ == "PROPN" or before.lemma_ in word_uses()["period"]:
        return None
    if before.pos_ != "NOUN" and before.number != "Plur":
        return None
    if before.pos_ == "NOUN" and before.number != "Plur" and quantity.kind is QuantityKind.BARE:
        return None
    start = phrase_of(before, sentence).start
    while is_participle(before) and start > lowest and _is_argument(doc.words[start - 1]):
        start -= 1
    if start - 1 >= lowest and doc.words[start - 1].lemma_lower.endswith(("osuus", "määrä")):
        start = phrase_of(doc.words[start - 1], sentence).start
    if (
        start - 1 >= lowest
        and "vuotia" in doc.words[start].lower_
        and doc.words[start - 1].lower_ in {"yli", "alle"}
    ):
        start -= 1
    return max(start, lowest), before.i


def whole_name(quantity: Quantity, doc: Doc, start: int, head: int) -> str:
    """Name of a share of a whole, or of those of a whole that were counted."""
    if quantity.kind is QuantityKind.BARE:
        return counted_name(doc.words[head])
    name = doc[start : head + 1].text.lower()
    return name if "osuus" in name.split() else f"osuus {name}"


def _is_argument(token: Token) -> bool:
    return token.pos_ == "ADV" or (token.noun and token.case in {"Par", "Ine", "Ela", "Ill", "Ade"})


def awaited_words(quantity: Quantity, sentence: Span, lowest: int) -> Measured | None:
    """What is waited for or reached in a time: "hoitoon pääsee 7 vrk:ssa", "hammashoitoon odotetaan"."""
    doc = sentence.doc
    for index in range(quantity.start - 1, max(lowest, quantity.start - REACH - 1) - 1, -1):
        verb = doc.words[index]
        if verb.is_punct:
            return None
        if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ not in AWAITING:
            continue
        for place in range(index - 1, max(lowest, index - 3) - 1, -1):
            goal = doc.words[place]
            if goal.noun and goal.case in {"Ill", "All", "Par"}:
                phrase = phrase_of(goal, sentence)
                start = max(phrase.start, lowest)
                noun = AWAITING[verb.lemma_]
                return Measured(start, quantity.end, f"{noun} {doc[start : phrase.end].text.lower()}")
        return None
    return None


def subject_name(sentence: Span) -> str:
    """Name of the first nominative phrase of a sentence, "" without one."""
    for token in sentence:
        if token.noun and not is_suspended(token) and token.pos_ == "NOUN" and token.case == "Nom":
            return phrase_name(sentence.doc, phrase_of(token, sentence))
    return ""


def limited_words(quantity: Quantity, sentence: Span) -> Measured | None:
    """A time in the genitive with the access or guarantee it limits: "7 päivän hoitoon pääsy"."""
    doc = sentence.doc
    unit = doc.words[quantity.end - 1]
    if unit.case != "Gen" or quantity.window is not None:
        return None
    for index in range(quantity.end, min(quantity.end + 4, sentence.end)):
        token = doc.words[index]
        if token.noun and is_word_of(token, "waiting"):
            name = measure_name(doc, NounPhrase(quantity.end, index, index + 1))
            return Measured(quantity.start, index + 1, name)
        if not token.noun and token.pos_ != "ADJ":
            break
    return None


def left_phrase(quantity: Quantity, sentence: Span, lowest: int) -> NounPhrase | None:
    """The noun phrase before a quantity that says what is measured, right before it or over a verb."""
    doc, index, verbs, passed = sentence.doc, quantity.start - 1, 0, 0
    bottom = max(lowest, quantity.start - REACH - 1)
    if quantity.kind is QuantityKind.CHANGE:
        bottom = max(lowest, quantity.start - 3)
    while index >= bottom:
        token = doc.words[index]
        cue = token.lemma_lower in words_of("target") | words_of("baseline")
        joint = token.text in {":", "=", ",", "–", "-"} or (token.is_space and "\n" not in token.text)
        if cue or (joint and not verbs and passed == quantity.start - 1 - index):
            passed += 1
            index -= 1
            continue
        if token.is_punct or token.is_space:
            return None
        if index > bottom and doc.words[index - 1].lower_ == "per":
            index -= 2
            continue
        if _is_verb(token):
            verbs += 1
        elif _is_subject(token, verbs):
            return (
                phrase_of(token, sentence)
                if phrase_of(token, sentence).start >= lowest
                else NounPhrase(token.i, token.i, token.i + 1)
            )
        elif token.pos_ in {"CCONJ", "SCONJ"}:
            return None
        index -= 1
    return None


def _is_verb(token: Token) -> bool:
    """Whether a token is a predicate between what is measured and its value: "nousi", "on lyhentynyt"."""
    if token.finite:
        return True
    if token.lower_.endswith(("nut", "nyt", "neet")) and token.case in {"", "Nom"}:
        return True
    return token.pos_ in {"VERB", "AUX"} and is_participle(token) and token.case == "Nom"


def _is_subject(token: Token, verbs: int) -> bool:
    """Whether a noun can be what is measured, given the verbs between it and the quantity."""
    if is_participle(token) and token.case == "Par" and token.number == "Plur":
        return True
    if not _names_something(token):
        return False
    case, number = token.case, token.number
    if token.pos_ == "PROPN" and not (
        token.text.isupper() or any(c.isdigit() or c == "-" for c in token.text)
    ):
        return False
    if case in {"Nom", ""}:
        return True
    if case == "Par":
        return number == "Plur" or verbs > 0
    return False


def _names_something(token: Token) -> bool:
    """Whether a token is a noun that can name what is measured: no unit, no abbreviation such as "v."."""
    if not token.noun or is_suspended(token) or token.lemma_lower in word_uses()["period"]:
        return False
    return len(token.text.strip(".")) > 2 or token.text.isupper()


def with_goal(phrase: NounPhrase, sentence: Span, lowest: int) -> int:
    """Start of a phrase with what is waited for: "kiireettömään hoitoon pääsy", "arvioon odotusaika"."""
    doc, start = sentence.doc, phrase.start
    inner = any(is_word_of(doc.words[i], "waiting") for i in range(phrase.start, phrase.end))
    if not inner or start - 1 < lowest:
        return start
    before = doc.words[start - 1]
    if before.noun and before.case in {"Ill", "All"}:
        goal = phrase_of(before, sentence)
        return max(goal.start, lowest)
    return start
