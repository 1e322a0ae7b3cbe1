"""Where a word that may be a service or a place stands for the organisation that acts.

"Lähetteet nuorisopsykiatrialle", "sovitaan vankilan kanssa", "neuvola ohjaa" speak of those who act;
"psykiatrian vuodeosastopäivät", "jono terveysasemalla" do not.
"""

from __future__ import annotations

from sotenlp.extraction.actor_words import words_of
from sotenlp.extraction.grammar import agrees, is_genitive, is_suspended
from sotenlp.language.view import Span, Token
from sotenlp.language.words import Word

COORDINATORS = frozenset({"ja", "sekä", "tai", "eli", ",", "/", ";", "&", "että"})
PLACE_CASES = frozenset({"Ine", "Ade"})
LONGEST_CHAIN = 16
LONGEST_ENUMERATOR = 2


def acts(token: Token, sentence: Span) -> bool:
    """Whether the words around a noun make it one who acts."""
    case = token.case
    if case == "Gen" and is_companion(token, sentence):
        return True
    if case == "Nom":
        return is_subject(token, sentence) or is_listed(token, sentence)
    return case == "All" and is_recipient(token, sentence)


def is_companion(token: Token, sentence: Span) -> bool:
    """Whether a genitive leads, with others beside it, to "kanssa", "yhteistyö" or an agent's participle."""
    doc, index = sentence.doc, token.i + 1
    while index < min(sentence.end, token.i + LONGEST_CHAIN):
        after = doc.words[index]
        if _joins(after):
            return after.lemma_ != "yhteinen" or index > token.i + 1 or _is_coordinated(token, sentence)
        linked = after.lower_ in COORDINATORS or after.text in {"(", ")"}
        if not linked and (
            index == token.i + 1 or not (is_genitive(after) or is_suspended(after) or after.pos_ == "ADJ")
        ):
            return False
        index += 1
    return False


def _is_coordinated(token: Token, sentence: Span) -> bool:
    return token.i > sentence.start and token.doc.words[token.i - 1].lower_ in COORDINATORS


def _joins(token: Token) -> bool:
    lemma = token.lemma_lower
    if token.lower_ in {"kanssa", "kesken", "välillä", "välille", "edustaja", "edustajat"} or lemma in {
        "välinen",
        "edustaja",
    }:
        return True
    if token.part_form == "Agt":
        return True
    return lemma in {"yhteinen", "yhteistyö", "yhteistoiminta"}


def is_subject(token: Token, sentence: Span) -> bool:
    """Whether a nominative, alone or with others, is the subject of what only people and organisations do."""
    doc, index = sentence.doc, token.i + 1
    first = token.i
    while first > sentence.start and (
        is_genitive(doc.words[first - 1]) or agrees(doc.words[first - 1], token)
    ):
        first -= 1
    if first > sentence.start and is_deed(doc.words[first - 1]) and _agree(doc.words[first - 1], token):
        return True
    linked = False
    while index < min(sentence.end, token.i + LONGEST_CHAIN):
        after = doc.words[index]
        if after.lower_ in COORDINATORS:
            linked = True
        elif not (after.pos_ == "ADV" or (linked and not after.finite and _may_share(after))):
            break
        index += 1
    if index >= sentence.end:
        return False
    verb = doc.words[index]
    if verb.lemma_ in {"olla", "ei"} and verb.finite:
        for later in doc[index + 1 : min(index + 4, sentence.end)]:
            if later.lower_ == "mukana":
                return True
            if later.pos_ in {"VERB", "AUX"} and later.lemma_ != "olla":
                return later.lemma_lower in words_of("deed") and later.voice != "Pass"
        return False
    return is_deed(verb)


def _may_share(token: Token) -> bool:
    """Whether a token may be or modify another subject of the same verb."""
    return token.case in {"Nom", "Gen"} and (token.noun or token.pos_ == "ADJ" or token.verb_form == "Part")


def follows_deed(token: Token, sentence: Span, use: str) -> bool:
    """Whether a verb of a list stands right before a token as its predicate: "järjestää Luovi"."""
    if token.i == sentence.start:
        return False
    return is_deed(token.doc.words[token.i - 1], use)


def is_listed(token: Token, sentence: Span) -> bool:
    """Whether a nominative is listed with those who take part: "Yhteistyössä: poliisi, muistiyhdistys"."""
    doc = sentence.doc
    for before in reversed(doc[max(sentence.start, token.i - 2 * LONGEST_CHAIN) : token.i]):
        if before.lemma_lower.endswith(tuple(words_of("company_of"))):
            colon = any(other.text == ":" for other in doc[before.i + 1 : token.i])
            verb = any(other.lemma_ in {"olla", "toimia"} for other in doc[before.i + 1 : token.i])
            return colon or verb or before.lower_ == "mukana"
        if before.finite and before.lemma_ not in {"olla", "toimia"}:
            return False
    return False


def _agree(verb: Token, noun: Token) -> bool:
    """Whether a verb may have a noun as its subject by number: a plural noun is an object of "tuottaa"."""
    return noun.number != "Plur" or verb.number == "Plur"


def is_deed(verb: Word, use: str = "deed") -> bool:
    """Whether a token is a predicate that only people and organisations have, in the active voice."""
    if verb.lemma_lower not in words_of(use) or verb.voice == "Pass":
        return False
    # The third person of many a verb looks like its infinitive: "järjestää", "vetää".
    return verb.finite or (verb.pos_ == "VERB" and verb.lower_ == verb.lemma_lower)


def is_recipient(token: Token, sentence: Span) -> bool:
    """Whether an allative receives what a word before it gives: "lähetteet psykiatrialle"."""
    doc = sentence.doc
    for before in doc[max(sentence.start, token.i - 4) : token.i]:
        if before.lemma_lower.endswith(tuple(words_of("gift"))):
            return True
    return token.i + 1 < sentence.end and doc.words[token.i + 1].lemma_lower in words_of("giving")


def beside(start: int, end: int, places: frozenset[int], sentence: Span) -> bool:
    """Whether a span is coordinated with one of the places where other actors begin or end.

    Args:
        start: First token.
        end: Token after the last one.
        places: Start tokens and last tokens of actors.
        sentence: The sentence.
    """
    doc = sentence.doc
    index = start - 1
    while index >= sentence.start and doc.words[index].lower_ in COORDINATORS:
        index -= 1
    if index < start - 1 and index in places:
        return True
    index = end
    while index < sentence.end and doc.words[index].lower_ in COORDINATORS:
        index += 1
    return index > end and index in places


def _is_enumerator(token: Token) -> bool:
    """Whether a token numbers what follows it or has no letter: "2.", "B.", "•"."""
    letters = [character for character in token.text if character.isalpha()]
    return not letters or (
        len(letters) == 1 and len(token.text) <= LONGEST_ENUMERATOR and token.text[0].isupper()
    )


def opens(token: Token, sentence: Span) -> bool:
    """Whether only marks, numbers and spaces stand before a token, or a colon: capitals say nothing there."""
    for before in reversed(sentence.doc[sentence.start : token.i]):
        if before.text in {":", "|"} or before.is_space:
            return True
        if before.is_punct or _is_enumerator(before):
            continue
        return False
    return True


def is_bare_noun(token: Token) -> bool:
    """Whether a token is a noun that is no first part of a compound."""
    return token.noun and not is_suspended(token)


def is_name_genitive(token: Token) -> bool:
    """Whether a token is a genitive, or a name in "-n" that no dictionary knows ("Kalasataman")."""
    if is_genitive(token):
        return True
    unknown = token.pos_ in {"PROPN", "X"} and token.lemma_lower == token.lower_.partition(":")[0]
    return token.text[:1].isupper() and token.text.endswith("n") and (unknown or ":" in token.text)
