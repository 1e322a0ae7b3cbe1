"""Phrases that name an actor by their form: a name with the head of an organisation.

"Kainuun hyvinvointialue", "Lapin Omaishoitajat ry", "Saimaan Eläkkeensaajat", "Kylätalo-hanke".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sotenlp.extraction.actor_contexts import is_name_genitive, opens
from sotenlp.extraction.actor_words import common_lemma, words_of
from sotenlp.extraction.grammar import HYPHENS, is_genitive, is_suspended
from sotenlp.extraction.naming import measure_name
from sotenlp.extraction.noun_phrases import NounPhrase, phrase_of
from sotenlp.extraction.organisations import is_municipality_name
from sotenlp.extraction.tables import read_data
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.schema import ActorType

LONGEST_NAME = 8
BUILDINGS = ("keskus", "asema", "piste", "koti", "osasto", "neuvola", "päivystys", "klinikka", "yksikkö")
"""Ends of units that a page may name as what it builds, at the start of a line: "Digisote-keskus"."""
PEOPLE = ("ien", "jen", "iden", "tten")
"""Ends of plural genitives: people, not a place."""
SHORTEST_TITLE = 7
LOCAL_CASES = frozenset({"Ine", "Ela", "Ill", "Ade", "Abl", "All", "Ess", "Tra"})
AREA_REACH = 8
COORDINATORS = frozenset({"ja", "sekä", "tai", "eli", ",", "/"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names an actor, as token indices.

    Attributes:
        start: First token.
        end: Token after the last one.
        name: Name in the nominative.
        type: Type of the actor.
        generic: Whether it is a collective.
    """

    start: int
    end: int
    name: str
    type: ActorType
    generic: bool = False


@cache
def head_rows() -> tuple[tuple[str, ActorType, str], ...]:
    """The heads of organisations' names with their type and rule, the longest first."""
    rows = [(row["head"].lower(), ActorType(row["type"]), row["rule"]) for row in read_data("actor_heads")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def extract_phrases(sentence: Span) -> Iterator[Phrase]:
    """Yield the phrases of a sentence that name organisations, units and projects; they may overlap."""
    for token in sentence:
        if _is_legal_form(token.word):
            yield from _registered(token, sentence)
        if not token.noun or is_suspended(token):
            continue
        if _has_head(token.word):
            yield from _headed(token, sentence)
        yield from _members(token, sentence)


def is_capital(token: Token, sentence: Span) -> bool:
    """Whether a token has a capital that no beginning of a sentence, a list item or a line explains."""
    if not token.text[:1].isupper():
        return False
    return token.pos_ == "PROPN" or not opens(token, sentence) or is_municipality_name(token)


@lru_cache(maxsize=CACHED_TYPES)
def _is_legal_form(word: Word) -> bool:
    form = word.lower_.partition(":")[0]
    return form in words_of("association") or form in words_of("company")


@lru_cache(maxsize=CACHED_TYPES)
def _has_head(word: Word) -> bool:
    """Whether a word ends in a head of organisations' names."""
    return common_lemma(word).lstrip("-–").endswith(_all_heads())


@cache
def _all_heads() -> tuple[str, ...]:
    return tuple(head for head, _, _ in head_rows())


def _headed(token: Token, sentence: Span) -> Iterator[Phrase]:
    lemma = common_lemma(token.word).lstrip("-–")
    for head, actor_type, rule in head_rows():
        if not lemma.endswith(head):
            continue
        places = _shared_places(token, sentence) if rule in {"named", "place"} else []
        if places:
            for place in places:
                name = f"{token.doc.words[place].text} {lemma}"
                yield Phrase(place, token.i + 1 if place == token.i - 1 else place + 1, name, actor_type)
            return
        start = _start_of(token, sentence, head, rule)
        if start is not None:
            place_token = token.doc.words[start]
            if head == "liitto" and len(lemma) == len(head):
                actor_type = (
                    ActorType.REGIONAL_COUNCIL
                    if token.i - start == 1 and place_token.pos_ == "PROPN"
                    else actor_type
                )
            name, end = phrase_name(token.doc, start, token.i), token.i + 1
            brand = _brand(token, sentence)
            if brand is not None:
                name, end = f"{name} {brand.lemma_}", end + 1
            yield Phrase(start, end, name, actor_type)
        return


def _brand(head: Token, sentence: Span) -> Token | None:
    """The name in apposition to a head: "Saimaan ammattiopisto Sampo"."""
    if head.i + 1 >= sentence.end or head.case != "Nom" or head.number == "Plur":
        return None
    after = head.doc.words[head.i + 1]
    named = after.text[:1].isupper() and after.pos_ in {"PROPN", "NOUN", "X"} and len(after.text) > 1
    return after if named and not is_municipality_name(after) else None


def _shared_places(head: Token, sentence: Span) -> list[int]:
    """The names that share a head: "Kyllön ja Palokan asemat", "Helsingin tai Jokelan vankila"."""
    doc, places, index = head.doc, list[int](), head.i - 1
    while (
        index >= sentence.start
        and is_name_genitive(doc.words[index])
        and is_capital(doc.words[index], sentence)
    ):
        places.append(index)
        index -= 1
        if index < sentence.start or doc.words[index].lower_ not in COORDINATORS:
            break
        index -= 1
    if len(places) < 2:
        return []
    if head.number != "Plur" and doc.words[places[0] - 1].lower_ != "tai":
        return []
    return places[::-1]


def _start_of(token: Token, sentence: Span, head: str, rule: str) -> int | None:
    """First token of a phrase whose head is an organisation's, or None where it is no actor."""
    doc, lemma = token.doc, common_lemma(token.word).lstrip("-–")
    phrase = phrase_of(token, sentence)
    after = doc.words[token.i + 1] if token.i + 1 < sentence.end else None
    if rule != "project" and after is not None and len(after.text) > 1 and after.text[0] in HYPHENS:
        return None
    if rule not in {"any", "project"} and _is_made(doc, phrase):
        return None
    if rule == "any":
        start = _named_start(phrase, sentence)
        return start if start is not None else _own_genitive(phrase, sentence, head)
    if rule == "compound" and (head == "ministeriö" or token.number != "Plur"):
        start = _named_start(phrase, sentence)
        if start is not None:
            return start
        return phrase.start if len(lemma) > len(head) or phrase.start < token.i else None
    if head == "palvelu" and token.number == "Plur":
        titled = (
            phrase.start < token.i
            and doc.words[phrase.start].text[:1].isupper()
            and (doc.words[phrase.start].pos_ != "PROPN" or _is_set_off(doc.words[phrase.start], sentence))
        )
        return phrase.start if titled and not opens(doc.words[phrase.start], sentence) else None
    if rule in {"owned", "part"} or token.number == "Plur":
        return None
    if rule == "genitive":
        return phrase.start if phrase.genitives else None
    if rule == "scoped":
        named = any(doc.words[i].lemma_lower in words_of("scope") for i in range(phrase.start, token.i))
        return phrase.start if named else None
    if rule == "project":
        return _project_start(token, phrase, sentence)
    start = _named_start(phrase, sentence)
    if rule == "place":
        owned = (
            start is not None
            and is_name_genitive(doc.words[start])
            and doc.words[start].pos_ != "ADJ"
            and not doc.words[start].text[:2].isupper()
            and not doc.words[start].lower_.endswith(PEOPLE)
            and (lemma == head or (token.text[:1].isupper() and not opens(token, sentence)))
        )
        if (
            start is None
            and len(lemma) > len(head)
            and token.text.istitle()
            and token.case in {"Nom", "Gen"}
            and "-" not in token.text
            and not opens(token, sentence)
        ):
            return token.i
        return start if owned and token.case not in {"Ade", "All", "Abl", "Ess"} else None
    joined = "-" in token.text.strip("-–") and token.text[:1].isupper() and len(lemma) > len(head) + 1
    joined = joined and not (head.endswith(BUILDINGS) and opens(token, sentence))
    capital = token.text[:1].isupper() and (head == "säätiö" or not opens(token, sentence))
    compound = len(lemma) > len(head) and capital and token.text[1:].islower()
    titled = _brand(token, sentence) is not None and phrase.start == token.i and len(lemma) > SHORTEST_TITLE
    return start if start is not None else (token.i if joined or compound or titled else None)


def _is_set_off(first: Token, sentence: Span) -> bool:
    """Whether a phrase stands in brackets or after a comma, as the members of a list do."""
    return first.i > sentence.start and first.doc.words[first.i - 1].text in {"(", ",", ";"}


def _own_genitive(phrase: NounPhrase, sentence: Span, head: str) -> int:
    """First token of a body with whose it is: "hankkeen ohjausryhmä", "hyvinvointialueen johtoryhmä"."""
    start = phrase.head
    if not head.endswith(("ryhmä", "hallitus", "valtuusto", "neuvosto", "keskus", "kokeilu")):
        return start
    while (
        start > phrase.start
        and is_genitive(sentence.doc.words[start - 1])
        and sentence.doc.words[start - 1].pos_ != "PRON"
    ):
        start -= 1
    return start


def _is_made(doc: Doc, phrase: NounPhrase) -> bool:
    """Whether a phrase names what a programme builds: "Tulevaisuuden sote-keskus", "yhteinen perhekeskus"."""
    return any(doc.words[i].lemma_lower in words_of("made") for i in range(phrase.start, phrase.head))


def _named_start(phrase: NounPhrase, sentence: Span) -> int | None:
    """First token of a phrase from its first name on, None where no name belongs to it."""
    doc, start = sentence.doc, _after_other(phrase, sentence)
    while start > sentence.start and _precedes(doc.words[start - 1], sentence):
        start -= 1
    for index in range(start, phrase.head):
        token = doc.words[index]
        if (
            is_capital(token, sentence)
            and token.pos_ != "VERB"
            and (is_genitive(token) or token.pos_ in {"PROPN", "NOUN", "ADJ"})
        ):
            return index
    return None


def _after_other(phrase: NounPhrase, sentence: Span) -> int:
    """First token of a phrase, after a conjunction that ends another organisation's name inside it."""
    doc = sentence.doc
    for index in range(phrase.head - 1, phrase.start, -1):
        before = doc.words[index - 1]
        common = before.text[:1].isupper() and before.pos_ == "NOUN" and not is_municipality_name(before)
        if (
            doc.words[index].lower_ in COORDINATORS
            and not is_suspended(before)
            and (_ends_name(before) or common)
        ):
            return index + 1
    return phrase.start


def _ends_name(token: Token) -> bool:
    """Whether a token is the head of an organisation's name."""
    return common_lemma(token.word).endswith(_named_heads())


@cache
def _named_heads() -> tuple[str, ...]:
    return tuple(head for head, _, rule in head_rows() if rule in {"named", "place", "any"})


def _precedes(before: Token, sentence: Span) -> bool:
    """Whether a name in the genitive that no dictionary knows stands before a phrase."""
    return not is_genitive(before) and is_name_genitive(before) and is_capital(before, sentence)


def _project_start(token: Token, phrase: NounPhrase, sentence: Span) -> int | None:
    """A project by its name: "Työkyky-hanke", "Tulevaisuuden sote-keskus -hanke"."""
    doc, text = token.doc, token.text
    if text[0] in "-–":
        start = phrase.start if phrase.named else _named_start(phrase, sentence)
        while start is not None and start > sentence.start and _is_upper(doc.words[start - 1]):
            start -= 1
        return start
    if "-" in text and text[:1].isupper():
        return token.i if len(text.partition("-")[0]) > 1 else None
    first = doc.words[phrase.start]
    titled = first.text[:1].isupper() and first.pos_ in {"ADJ", "NOUN"} and not opens(first, sentence)
    return phrase.start if titled and phrase.start < token.i and first.case == "Gen" else None


def _is_upper(token: Token) -> bool:
    return token.text.isupper() and token.text.isalpha() and len(token.text) > 1


def phrase_name(doc: Doc, start: int, head: int) -> str:
    """Name of a phrase in the nominative singular or plural, as its head has it."""
    return measure_name(doc, NounPhrase(start, head, head + 1))


def _registered(token: Token, sentence: Span) -> Iterator[Phrase]:
    """An association or company that its legal form ends: "Lapin Omaishoitajat ry"."""
    doc, start = token.doc, token.i
    company = token.lower_.partition(":")[0] in words_of("company")
    for index in range(token.i - 1, max(sentence.start, token.i - LONGEST_NAME) - 1, -1):
        before = doc.words[index]
        if before.is_punct and not is_suspended(before) and before.text not in {"-", "–"}:
            break
        if (
            before.pos_ in {"AUX", "CCONJ", "SCONJ", "ADV", "NUM"}
            and not before.text[:1].isupper()
            and before.lower_ != "ja"
        ):
            break
        if before.pos_ == "VERB" and opens(before, sentence):
            break
        if before.lower_ == "ja" and (company or _begins_name(doc.words[index + 1], doc.words[index - 1])):
            break
        if before.lower_ == "ja" and start == index + 1 and not _continues(doc.words[index - 1]):
            break
        if before.text.islower() and (before.pos_ == "VERB" or before.finite or before.case in LOCAL_CASES):
            break
        if before.text[:1].isupper() and before.pos_ not in {"ADV", "SCONJ"}:
            start = index
    if start < token.i:
        joint = token.text.startswith("ky")
        name = f"{doc[start : token.i].text} {token.text.partition(':')[0]}"
        kind = ActorType.COMPANY if company else ActorType.NGO
        yield Phrase(start, token.i + 1, name, ActorType.JOINT_AUTHORITY if joint else kind)


def _begins_name(after: Token, before: Token) -> bool:
    """Whether another name begins after "ja": "… Setlementti ja Oulun Omaishoitajat ry"."""
    return after.text[:1].isupper() and (is_name_genitive(after) or _ends_name(before))


def _continues(before: Token) -> bool:
    """Whether a word before "ja" may belong to the name after it: "Omaiset ja Läheiset ry"."""
    return before.text[:1].isupper() or is_suspended(before)


def _members(token: Token, sentence: Span) -> Iterator[Phrase]:
    """An association named by its members: "Saimaan Omaishoitajat", "Päijät-Hämeen Omaishoitajien"."""
    if not token.text[:1].isupper() or token.i == sentence.start or token.number != "Plur":
        return
    before = token.doc.words[token.i - 1]
    if token.lemma_lower in words_of("members") and before.text[:1].isupper() and is_name_genitive(before):
        start = before.i
        while start > sentence.start and _is_name_part(token.doc.words[start - 1]):
            start -= 1
        yield Phrase(start, token.i + 1, phrase_name(token.doc, start, token.i), ActorType.NGO)


def _is_name_part(token: Token) -> bool:
    return token.text[:1].isupper() and is_name_genitive(token)
