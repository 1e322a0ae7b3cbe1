"""What a quantity measures: the words that stand with it, and their name in the nominative.

An indicator is the statement that a value closes ("kiireettömään hoitoon pääsi viikossa 17 %") or
opens ("joka kuudes jäi ilman vastausta"); counted people and places may stand alone.
"""

from __future__ import annotations

from sotenlp.extraction.clauses import is_predicate
from sotenlp.extraction.grammar import is_participle
from sotenlp.extraction.indicator_names import (
    change_name,
    fuller_noun,
    genitive,
    participles,
    predicate_words,
    present_genitive,
)
from sotenlp.extraction.indicator_stretches import is_bracketed, opening, tail
from sotenlp.extraction.measured_phrases import (
    Measured,
    awaited_words,
    counted_name,
    is_word_of,
    left_phrase,
    left_whole,
    limited_words,
    phrase_name,
    subject_name,
    whole_end,
    whole_name,
    with_goal,
    words_of,
)
from sotenlp.extraction.naming import nominative_plural
from sotenlp.extraction.noun_phrases import NounPhrase, phrase_of
from sotenlp.extraction.quantities import Quantity
from sotenlp.extraction.quantity_units import QuantityKind
from sotenlp.language.view import Doc, Span, Token

__all__ = ["Measured", "is_word_of", "measured_words", "subject_name", "words_of"]

SHORT_NOTE = 5
LONG_CLAUSE = 6
PLACES = frozenset({"Ine", "Ela", "Ill", "Ade", "Abl", "All", "Ess"})
AMOUNTS = frozenset({"kilo", "kg", "litra", "tonni", "tunti", "annos"})
TAKING_PART = frozenset({"osallistua", "ilmoittautua"})


def measured_words(quantity: Quantity, sentence: Span, lowest: int) -> Measured:
    """The words that a quantity stands together with.

    Args:
        quantity: A quantity of the sentence.
        sentence: The sentence.
        lowest: First token that no indicator before it has taken.
    """
    doc = sentence.doc
    if quantity.kind is QuantityKind.TIME:
        after = limited_words(quantity, sentence)
        if after is not None:
            return after
    end = whole_end(quantity, sentence)
    start = opening(quantity, sentence, lowest)
    if quantity.counted is not None and doc.words[quantity.counted].case != "Ela":
        return _counted(quantity, sentence, start)
    named = _named_words(quantity, sentence, lowest, end)
    if quantity.counted is None and is_bracketed(quantity, sentence) and start < quantity.start:
        end += 1
    whole = left_whole(quantity, sentence, lowest)
    part = all(token.pos_ == "PRON" and token.case == "Ela" for token in doc[start : quantity.start])
    if (part or (whole is not None and whole[0] <= start)) and end < sentence.end:
        end = tail(end, sentence)
        if end < sentence.end and doc.words[end].lower_ == "mukana":
            end += 1
        elif part and end == quantity.end:
            start = quantity.start
    unnamed = not named.name or (named.start == quantity.start and named.name.startswith("osuus "))
    if unnamed and start < quantity.start and not part:
        named = Measured(start, end, _clause_name(quantity, sentence, start) or named.name)
    if (
        quantity.window is not None
        and quantity.kind is QuantityKind.TIME
        and quantity.start - start > LONG_CLAUSE
    ):
        near = doc[named.start : quantity.start]
        awaited = len(near) <= LONG_CLAUSE and any(is_word_of(token, "waiting") for token in near)
        return Measured(named.start if awaited else quantity.start, quantity.end, named.name)
    opened = _opened_name(quantity, sentence, end) if part or start >= quantity.start else ""
    if opened:
        return Measured(start, end, opened)
    return Measured(start, end, _changed(quantity, sentence, start, _with_argument(doc, start, named)))


def _opened_name(quantity: Quantity, sentence: Span, end: int) -> str:
    """Name of those that a number opens a clause with: "heistä 50 aloitti hoidon"."""
    doc = sentence.doc
    verbs = [token for token in doc[quantity.end : end] if is_predicate(token) and token.lemma_ != "olla"]
    if not verbs or doc.words[quantity.end - 1].case in {"Ade", "All", "Abl"}:
        return ""
    verb = verbs[0]
    rest = predicate_words(doc, verb.i + 1, end)
    forms = participles(verb)
    if quantity.kind is not QuantityKind.SHARE:
        return f"{rest} {forms[0]}".strip() if forms is not None else ""
    nouns = [token for token in doc[quantity.end : verb.i] if token.pos_ == "NOUN"]
    group = genitive(nouns[0].lemma_, plural=True) if nouns else None
    verbal = present_genitive(verb) or (forms[1] if forms is not None else None)
    return " ".join(part for part in (rest, verbal, group, "osuus") if part) if verbal else ""


def _changed(quantity: Quantity, sentence: Span, start: int, name: str) -> str:
    """The name of an amount of change: of "kulut pienenevät 95 000 euroa" it is their decrease."""
    doc = sentence.doc
    verb = next(
        (t for t in doc[start : quantity.start] if t.lemma_ in words_of("trend") and is_predicate(t)), None
    )
    last = doc.words[quantity.end - 1]
    between = last.case in {"Ela", "Ill"} or ":" in last.text
    if (
        verb is None
        or between
        or quantity.kind in {QuantityKind.BARE, QuantityKind.SCORE, QuantityKind.CHANGE}
    ):
        return name
    for token in reversed(doc[start : verb.i]):
        if token.pos_ == "NOUN" and token.case == "Nom" and name.endswith(token.lower_):
            form = genitive(token.lemma_, plural=token.number == "Plur")
            if form is not None:
                return f"{name[: -len(token.text)]}{form} {change_name(verb.lemma_)}"
    return name


def _counted(quantity: Quantity, sentence: Span, start: int) -> Measured:
    """People or things that were counted, with the predicate that tells of them.

    In a case of place ("laajeni 19 neuvolaan") the number stands alone, a short note aside.
    """
    doc = sentence.doc
    assert quantity.counted is not None
    noun = doc.words[quantity.counted]
    name = counted_name(noun)
    verbs = [token for token in doc[start : quantity.start] if is_predicate(token) and token.lemma_ != "olla"]
    forms = participles(verbs[-1]) if verbs else None
    subject = _subject(doc, start, quantity.start)
    if noun.lemma_ not in AMOUNTS and _stands_alone(quantity, sentence, start, verbs):
        if forms is not None and subject is None and verbs[-1].i > start and not is_word_of(noun, "place"):
            name = f"{predicate_words(doc, start, verbs[-1].i)} {forms[0]} {name}"
        return Measured(quantity.start, quantity.end, name)
    if noun.lemma_ in AMOUNTS:
        end = _amount_end(doc, quantity.end, sentence.end)
        return Measured(
            start,
            end,
            phrase_name(doc, phrase_of(doc.words[end - 1], sentence)) if end > quantity.end else name,
        )
    if start >= quantity.start:
        note = quantity.start > sentence.start and doc.words[quantity.start - 1].text == ":"
        return Measured(quantity.start, tail(quantity.end, sentence, note=note), name)
    local = noun.case not in {"Par", "Nom", "Gen", ""}
    if forms is not None and not local and subject is None and verbs[-1].i > start:
        name = f"{predicate_words(doc, start, verbs[-1].i)} {forms[0]} {name}"
    elif not verbs and is_word_of(doc.words[quantity.start - 1], "waiting"):
        name = phrase_name(doc, phrase_of(doc.words[quantity.start - 1], sentence))
    elif not verbs and not local:
        name = f"{predicate_words(doc, start, quantity.start)} {name}"
    return Measured(start, quantity.end, name.strip())


def _amount_end(doc: Doc, start: int, highest: int) -> int:
    """End of what an amount is of: "340 kiloa vanhentuneita lääkkeitä"."""
    end = start
    while end < min(start + 3, highest) and doc.words[end].case == "Par":
        end += 1
    return end


def _stands_alone(quantity: Quantity, sentence: Span, start: int, verbs: list[Token]) -> bool:
    """Whether a count stands without its clause: places, staff, takers-part and objects of a subject."""
    doc = sentence.doc
    assert quantity.counted is not None
    noun = doc.words[quantity.counted]
    if is_word_of(noun, "staff") or is_word_of(noun, "agent"):
        return True
    if noun.case not in {"Par", "Nom", "Gen", ""}:
        return is_word_of(noun, "place") or quantity.start - start > SHORT_NOTE
    if any(verb.lemma_ in TAKING_PART for verb in verbs):
        return True
    if not (is_word_of(noun, "people") or is_word_of(noun, "event")):
        return any(verb.voice == "Pass" for verb in verbs)
    subject = any(token.noun and token.case == "Nom" for token in doc[start : quantity.start])
    return subject and any(verb.voice == "Act" for verb in verbs)


def _named_words(quantity: Quantity, sentence: Span, lowest: int, end: int) -> Measured:
    """What a quantity measures, by the words before it and the whole after it."""
    doc = sentence.doc
    whole = left_whole(quantity, sentence, lowest)
    if whole is not None:
        return Measured(whole[0], end, whole_name(quantity, doc, *whole))
    if quantity.kind is QuantityKind.TIME or quantity.window is not None:
        awaited = awaited_words(quantity, sentence, lowest)
        if awaited is not None:
            return Measured(awaited.start, end, awaited.name)
    left = left_phrase(quantity, sentence, lowest)
    if left is not None:
        if left.end - left.start == 1:
            return Measured(left.start, end, _noun_name(doc.words[left.head]))
        start = with_goal(left, sentence, lowest)
        goal = doc[start : left.start].text.lower()
        return Measured(start, end, f"{goal} {phrase_name(doc, left)}".strip())
    if end > quantity.end:
        return Measured(quantity.start, end, f"osuus {doc[quantity.end : end].text}")
    return Measured(quantity.start, end, "")


def _noun_name(noun: Token) -> str:
    """Name of a noun alone: of "testejä" after "pikatesti" it is the compound; "" for "tavoite"."""
    if noun.lemma_lower in words_of("target") | words_of("baseline"):
        return ""
    if noun.pos_ != "NOUN" or not noun.text[-1:].isalpha() or is_participle(noun):
        return phrase_name(noun.doc, NounPhrase(noun.i, noun.i, noun.i + 1))
    plural = noun.number == "Plur"
    fuller = fuller_noun(noun)
    if fuller == noun.lemma_:
        return phrase_name(noun.doc, NounPhrase(noun.i, noun.i, noun.i + 1))
    return (nominative_plural(fuller) or fuller) if plural else fuller


def _subject(doc: Doc, start: int, end: int) -> Token | None:
    """The first noun in the nominative that is no part of a name with a hyphen, or None."""
    for token in doc[start:end]:
        named = (
            token.i + 1 < len(doc)
            and doc.words[token.i + 1].text[:1] in "-–"
            and len(doc.words[token.i + 1]) > 1
        )
        if token.noun and token.case == "Nom" and not named:
            return token
    return None


def _clause_name(quantity: Quantity, sentence: Span, start: int) -> str:
    """Name of a value that a clause without a subject ends in: "viikossa vastaanotolle pääsi 17 %"."""
    doc = sentence.doc
    verbs = [token for token in doc[start : quantity.start] if is_predicate(token) and token.lemma_ != "olla"]
    subject = next((t for t in doc[start : quantity.start] if t.pos_ == "NOUN" and t.case == "Nom"), None)
    if subject is not None:
        if subject.lemma_lower in words_of("target") | words_of("baseline"):
            return ""
        phrase = phrase_of(subject, sentence)
        return _with_argument(doc, start, Measured(phrase.start, phrase.end, phrase_name(doc, phrase)))
    forms = participles(verbs[-1]) if verbs else None
    if forms is not None and quantity.kind is QuantityKind.SHARE:
        return f"{predicate_words(doc, start, verbs[-1].i)} {forms[1]} osuus".strip()
    if forms is not None:
        return f"{predicate_words(doc, start, verbs[-1].i)} {forms[0]}".strip()
    if not verbs and any(t.noun and t.case == "Ela" for t in doc[start : quantity.start]):
        return f"osuus {predicate_words(doc, start, quantity.start)}"
    local = all(token.case in PLACES for token in doc[start : quantity.start] if token.noun)
    return "" if verbs or local else predicate_words(doc, start, quantity.start)


def _with_argument(doc: Doc, start: int, named: Measured) -> str:
    """A name with what its head is of or about, where that opens the clause: "seulontaan osallistuminen"."""
    before = doc[start : named.start]
    nominal = all(token.noun or token.pos_ == "ADJ" for token in before)
    if not named.name or not len(before) or not nominal or named.name.startswith("osuus"):
        return named.name
    return f"{before.text[:1].lower()}{before.text[1:]} {named.name}"
