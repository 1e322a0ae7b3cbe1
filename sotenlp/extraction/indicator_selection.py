"""Which quantities of a sentence are indicators.

Shares, scores, changes and costs are; counted people and events, waiting times and time limits;
a bare number where the name of what it measures stands with it. Resources, populations,
intervals and sums of funding are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sotenlp.extraction.clauses import is_predicate
from sotenlp.extraction.grammar import is_participle
from sotenlp.extraction.indicator_kinds import is_past, is_source
from sotenlp.extraction.indicator_spans import is_word_of, words_of
from sotenlp.extraction.named_indicators import context_name
from sotenlp.extraction.quantities import PER, Quantity, extract_quantities
from sotenlp.extraction.quantity_units import QuantityKind, word_uses
from sotenlp.language.view import Span, Token

LARGE_POPULATION = 2000
WINDOW_REACH = 4
AROUND = 30
ARROWS = frozenset({"→", "->", "=>", ">"})
_YEAR = re.compile(r"(?:19|20)\d\d$")
_MONTHS = re.compile(
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(?:kuu\w*|[-–k.]|$)"
)
DURING = frozenset({"kestää", "kokeilu", "pilotti", "jatkua", "hanke", "ennen", "jälkeen"})
PARTS_OF = frozenset({"hän", "he", "se", "ne", "joka"})
PASSED = frozenset({"noin", "n", "nyt", "yhteensä", "olla", "tulla", "kertyä", "keskim."})
"""Words between what is counted and its number: "käyntejä tuli 310"."""


def indicator_quantities(sentence: Span, *, labelled: bool = False) -> list[Quantity]:
    """The quantities of a sentence that are indicators, in text order.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        labelled: Whether a label before the sentence says what its first number measures.

    Example:
        >>> sentence = next(nlp("Mukana on 172 osallistujaa 11 kunnasta.").sents)
        >>> [quantity.value for quantity in indicator_quantities(sentence)]
        ['172']
    """
    quantities = list(extract_quantities(sentence))
    kept: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        first = labelled and quantity.start == sentence.start
        bare = quantity.kind is QuantityKind.BARE
        starts = first or (bare and is_source(index, quantities, sentence))
        starts = starts or (bare and bool(kept) and is_past(index, quantities, sentence))
        if starts or _is_indicator(quantity, sentence) or _ends_change(index, quantities, kept):
            kept.append(quantity)
    return _with_windows(kept, sentence)


def _with_windows(quantities: Sequence[Quantity], sentence: Span) -> list[Quantity]:
    """Shares with the time limit they stand with, which is then no indicator of its own.

    "Seitsemässä vuorokaudessa 37 % hakeutuneista" becomes one share within seven days.
    """
    joined: list[Quantity] = []
    for quantity in quantities:
        before = joined[-1] if joined else None
        gap = sentence.doc[before.end : quantity.start] if before is not None else None
        apart = gap is not None and any(token.is_punct and token.text != ":" for token in gap)
        if before is None or gap is None or len(gap) > WINDOW_REACH or apart:
            joined.append(quantity)
        elif before.kind is QuantityKind.TIME and before.window and quantity.kind is QuantityKind.SHARE:
            joined[-1] = replace(quantity, start=before.start, window=quantity.window or before.window)
        elif before.kind is QuantityKind.SHARE and quantity.kind is QuantityKind.TIME and quantity.window:
            joined[-1] = replace(before, window=before.window or quantity.window)
        else:
            joined.append(quantity)
    return joined


def _is_indicator(quantity: Quantity, sentence: Span) -> bool:
    """Whether a quantity tells of a need, progress or an effect."""
    kind = quantity.kind
    if _is_sample_size(quantity, sentence) or _is_tariff(quantity, sentence):
        return False
    if kind in {QuantityKind.SHARE, QuantityKind.SCORE}:
        return (quantity.number is None or quantity.value != "puoli") and not _is_rhythm(quantity, sentence)
    if kind is QuantityKind.CHANGE:
        return sentence.doc.words[quantity.start].pos_ in {"VERB", "AUX", "ADJ"}
    if kind is QuantityKind.MONEY:
        return not any(is_word_of(token, "funding") for token in _around(quantity, sentence))
    if kind is QuantityKind.STAFFING:
        return quantity.start > sentence.start and sentence.doc.words[quantity.start - 1].text != "("
    if kind is QuantityKind.TIME:
        return _is_waiting(quantity, sentence)
    if kind is QuantityKind.COUNT:
        return _is_counted(quantity, sentence)
    if kind is QuantityKind.BARE:
        return _is_named(quantity, sentence) or _stands_for_people(quantity, sentence)
    return False


def _around(quantity: Quantity, sentence: Span) -> Span:
    """The words around a quantity that can tell what it is; no further in a very long sentence."""
    low = max(sentence.start, quantity.start - AROUND)
    return sentence.doc[low : min(quantity.end + AROUND, sentence.end)]


def _is_sample_size(quantity: Quantity, sentence: Span) -> bool:
    doc, start = sentence.doc, quantity.start
    return (
        start - 2 >= sentence.start
        and doc.words[start - 1].text == "="
        and doc.words[start - 2].lower_ == "n"
    )


def _is_tariff(quantity: Quantity, sentence: Span) -> bool:
    """Whether a sum or limit is set, not reached: "korvataan (0,25 €/km)", "enimmäismäärä"."""
    if quantity.kind is not QuantityKind.MONEY:
        return False
    low = max(sentence.start, quantity.start - 6)
    return any(is_word_of(token, "tariff") for token in sentence.doc[low : quantity.start])


def _is_rhythm(quantity: Quantity, sentence: Span) -> bool:
    """Whether a fraction tells how often something is held: "joka toinen torstai"."""
    if not quantity.value.lower().startswith("joka ") or quantity.end >= sentence.end:
        return False
    after = sentence.doc.words[quantity.end].lemma_lower
    return after in word_uses()["period"] or after.endswith(("tai", "viikko", "päivä"))


def _is_waiting(quantity: Quantity, sentence: Span) -> bool:
    """Whether a time is a waiting time or a limit, not an interval, a lapse or a stay."""
    doc = sentence.doc
    after = doc.words[quantity.end] if quantity.end < sentence.end else None
    if after is not None and (after.lower_ in word_uses()["interval"] or after.lower_ in {"ennen", "ajan"}):
        return False
    if not quantity.value[:1].isdigit() and quantity.number == 1:
        return False
    before = doc.words[quantity.start - 1] if quantity.start > sentence.start else None
    if before is not None and before.lower_ in {"kerran", "kertaa", "kahdesti"}:
        return False
    if before is not None and before.text in ARROWS:
        return True
    if quantity.unit is not None and ("/" in quantity.unit or quantity.unit.endswith(("kohti", "kohden"))):
        return True
    if quantity.window is not None and quantity.unit not in {"vuosi", "kuukausi", "kk", "v"}:
        return True
    near = doc[max(sentence.start, quantity.start - 6) : quantity.start]
    if any(token.lemma_ in words_of("trend") for token in near):
        return quantity.window is None
    if quantity.value[:1].isdigit() and _is_measured_time(quantity, near, sentence):
        return True
    low = max(sentence.start, quantity.start - 12)
    if any(
        token.lemma_.endswith("aika") and len(token.lemma_) > 4 and token.i < quantity.start for token in near
    ):
        return True
    return any(is_word_of(token, "waiting") for token in doc[low : min(quantity.end + 6, sentence.end)])


def _is_measured_time(quantity: Quantity, near: Span, sentence: Span) -> bool:
    """Whether a time in figures ends a note or answers a verb: "hoitaja 3 pv", "kirjaus vie 20 min"."""
    doc = sentence.doc
    if doc.words[quantity.end - 1].case in {"Gen", "Ess", "Tra", "Ine", "Ela"}:
        return False
    if any(token.lemma_ in DURING or token.is_space for token in near) or not len(near):
        return False
    closes = (
        quantity.end >= sentence.end
        or doc.words[quantity.end].is_punct
        or doc.words[quantity.end].text in ARROWS
    )
    return closes and near[-1].noun and near[-1].pos_ != "PROPN" and near[-1].case in {"Nom", ""}


def _is_counted(quantity: Quantity, sentence: Span) -> bool:
    """Whether counted things tell of people, events or coverage; a single one or an attribute does not."""
    doc = sentence.doc
    if quantity.counted is None:
        return _is_tallied(quantity, sentence)
    noun = doc.words[quantity.counted]
    digits = any(character.isdigit() for character in quantity.value)
    people = is_word_of(noun, "people") or is_word_of(noun, "event")
    if is_word_of(noun, "staff") and not any(
        is_word_of(token, "taking_part") for token in _around(quantity, sentence)
    ):
        return False
    if is_word_of(noun, "resident"):
        return (quantity.number or 0) < LARGE_POPULATION or any(
            is_word_of(t, "load") for t in _around(quantity, sentence)
        )
    if noun.lemma_lower in {"ihminen", "henkilö"} and (quantity.number or 0) >= LARGE_POPULATION:
        return False
    if any(token.lemma_ == "haastatella" for token in _around(quantity, sentence)):
        return False
    if is_word_of(noun, "uncounted") or _is_attribute(noun, sentence):
        return False
    if not digits:
        spread = is_word_of(noun, "place") and noun.case in {"Ine", "Ade", "Ill", "All"}
        done = quantity.end < sentence.end and doc.words[quantity.end].verb_form == "Part"
        return (quantity.number or 0) > 1 and (is_word_of(noun, "people") or spread or (done and people))
    return (quantity.number or 0) != 1 or _has_predicate_after(quantity, sentence)


def _is_tallied(quantity: Quantity, sentence: Span) -> bool:
    """Whether pieces or times are counted: "jaettu 290 kpl", "kokoontui 7 kertaa", but no rhythm."""
    before = sentence.doc.words[quantity.start - 1] if quantity.start > sentence.start else None
    if before is None or before.text == "(" or quantity.unit is None:
        return False
    if quantity.unit.startswith(("kpl", "kappale")):
        return True
    return quantity.unit in {"kertaa", "krt"} and (quantity.number or quantity.low or 0) > 1


def _is_attribute(noun: Token, sentence: Span) -> bool:
    """Whether counted things in the genitive only describe what comes after: "180 asiakkaan aineisto"."""
    if noun.case != "Gen":
        return False
    after = sentence.doc.words[noun.i + 1] if noun.i + 1 < sentence.end else None
    return after is not None and after.pos_ in {"NOUN", "ADJ", "PROPN", "VERB", "ADP"}


def _has_predicate_after(quantity: Quantity, sentence: Span) -> bool:
    return quantity.end < sentence.end and is_predicate(sentence.doc.words[quantity.end])


def _stands_for_people(quantity: Quantity, sentence: Span) -> bool:
    """Whether a number alone stands for those it counts: "kuusi kävi loppuun", "heistä 50 aloitti".

    Also a number in a case of its own ("poistettiin 41:ltä"), times ("kokoontui neljästi"), and what
    a predicate in the passive leaves open ("luottoja myönnettiin 31").
    """
    doc = sentence.doc
    before = doc.words[quantity.start - 1] if quantity.start > sentence.start else None
    after = doc.words[quantity.end] if quantity.end < sentence.end else None
    if quantity.value.lower().endswith("sti"):
        return after is None or after.lemma_ not in word_uses()["period"]
    if doc.words[quantity.start].case in {"Abl", "All"} and quantity.value[:1].isdigit():
        return before is not None and is_predicate(before)
    if quantity.value.lower().endswith("kunta"):
        return before is not None
    if before is not None and before.lemma_lower in PARTS_OF and before.case == "Ela":
        return after is not None and after.pos_ not in {"NOUN", "ADJ"}
    if after is not None and after.lower_ == "mukana":
        return True
    opens = (
        before is None or before.text in {",", ";", "(", "-", "–", ":"} or before.lower_ in {"ja", "mutta"}
    )
    if opens and after is not None and doc.words[quantity.start].case in {"", "Nom"}:
        return is_predicate(after) and after.lemma_ != "olla" and (quantity.number or 0) > 1
    return False


def _is_named(quantity: Quantity, sentence: Span) -> bool:
    """Whether a bare number stands with the name of what it measures or counts."""
    doc = sentence.doc
    if not any(character.isdigit() for character in quantity.value):
        return (quantity.number or 0) > 1 and _follows_counted(quantity, sentence)
    if quantity.unit is not None or "," in quantity.value:
        return True
    before = doc[max(sentence.start, quantity.start - 6) : quantity.start]
    if any(token.text in {"(", "klo", "vko"} for token in before[-1:]) and not _known_before(before):
        return any(token.lemma_lower in words_of("target") | words_of("baseline") for token in before)
    if _known_before(before):
        return True
    if len(before) > 1 and before[-1].text == ":" and (before[-2].noun or before[-2].text == ")"):
        return True
    for token in reversed(before):
        if token.lemma_lower in words_of("target") | words_of("baseline"):
            return True
        per = token.i + 1 < sentence.end and doc.words[token.i + 1].lower_ in PER
        if token.lower_ in PER or per or _MONTHS.match(token.lower_) or token.lower_ == "vuonna":
            continue
        if _YEAR.match(token.text) or (token.noun and token.case in {"Ine", "Ade"}):
            continue
        passive = token.voice == "Pass" and is_predicate(token)
        if token.pos_ in {"ADV", "AUX"} or passive or token.lemma_ in PASSED or token.text == ":":
            continue
        if token.is_space and "\n" not in token.text:
            continue
        return _is_countable(token)
    return False


def _follows_counted(quantity: Quantity, sentence: Span) -> bool:
    """Whether a number word stands after what it counts: "perhekeskuksia on neljä"."""
    doc, index = sentence.doc, quantity.start - 1
    while index >= sentence.start and (
        doc.words[index].pos_ in {"AUX", "ADV"}
        or (is_predicate(doc.words[index]) and doc.words[index].voice == "Pass")
    ):
        index -= 1
    if index < sentence.start or (quantity.end < sentence.end and doc.words[quantity.end].noun):
        return False
    return _is_countable(doc.words[index])


def _known_before(tokens: Span) -> bool:
    return any(context_name(token) for token in tokens)


def _is_countable(token: Token) -> bool:
    """Whether a noun before a number is what it counts: "vastaajia 312", "osuus 0,4", "sopimuksia 1 120"."""
    lemma = token.lemma_lower
    if lemma.endswith(
        (
            "määrä",
            "osuus",
            "prosentti",
            "indeksi",
            "keskiarvo",
            "mediaani",
            "arvosana",
            "luku",
            "arvo",
            "taso",
        )
    ):
        return True
    case, plural = token.case, token.number == "Plur"
    if token.pos_ == "PRON":
        return token.lemma_ in {"hän", "se"} and case == "Par" and plural
    if not token.noun and not is_participle(token):
        return False
    if token.pos_ == "PROPN" or is_word_of(token, "uncounted") or is_word_of(token, "resident"):
        return False
    if case == "Ela":
        return plural and is_word_of(token, "people")
    return plural and case in {"Par", "Nom"}


def _ends_change(index: int, quantities: Sequence[Quantity], kept: Sequence[Quantity]) -> bool:
    """Whether a bare number is the end of a change whose start is an indicator: "68 prosentista 83:een"."""
    if not index or quantities[index].kind is not QuantityKind.BARE:
        return False
    before = quantities[index - 1]
    return bool(kept) and kept[-1] == before and quantities[index].start - before.end <= 2
