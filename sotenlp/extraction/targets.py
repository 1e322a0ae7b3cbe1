"""Mentions of target groups (kohderyhmät): the words that name the people a service is for.

A mention is a pattern of the vocabulary with the attributes that tell the group from others
("neuvolaikäisten lasten", "maakunnan asukkaiden"). Coordinated groups are mentions of their
own. Compounds such as "lastensuojelu", names such as "Lapset puheeksi" and staff as givers of
a service are no target groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc as SpacyDoc

from sotenlp.annotation import Target
from sotenlp.extraction.grammar import (
    agrees,
    feature,
    is_genitive,
    is_participle,
    is_suspended,
)
from sotenlp.extraction.target_groups import Mention, match_group, narrower, words_of
from sotenlp.language.extensions import register
from sotenlp.language.sentences import build_sentences, iterate_sentences
from sotenlp.language.view import Doc, Span, Token, view_of
from sotenlp.schema import TargetCode

NAME_REACH = 3
EXCLUSION_REACH = 5
ARGUMENTS = frozenset({"Par", "Ine", "Ela", "Ill", "Ade", "Tra"})
COORDINATORS = frozenset({"ja", "sekä", "tai", "eli"})


def extract_targets(sentence: Span) -> list[Mention]:
    """The target groups that a sentence mentions, in text order.

    Args:
        sentence: A sentence of a Doc that has lemmas.

    Example:
        >>> sentence = next(nlp("Lasten ja nuorten palvelut kootaan.").sents)
        >>> [(sentence.doc[m.start : m.end].text, m.code.value) for m in extract_targets(sentence)]
        [('Lasten', 'children'), ('nuorten', 'youth')]
    """
    mentions: list[Mention] = []
    for mention in _mentions(sentence):
        while mentions and mentions[-1].start >= mention.start:
            mention = replace(mention, code=_joint_code(sentence.doc, mentions.pop(), mention))
        if mentions and mentions[-1].end > mention.start:
            mention = replace(mention, start=mentions[-1].end)
        if mentions and _joins(sentence.doc, mentions[-1], mention):
            before = mentions.pop()
            mention = replace(mention, start=before.start, code=_joint_code(sentence.doc, before, mention))
        mentions.append(mention)
    return mentions


def _mentions(sentence: Span) -> Iterator[Mention]:
    doc = sentence.doc
    for token in sentence:
        if not token.has_letter or is_suspended(token):
            continue
        mention = match_group(token, sentence.start)
        if mention is None or not _is_target(token, mention, sentence):
            continue
        yield _extended(doc, mention, token, sentence)


def _is_target(token: Token, mention: Mention, sentence: Span) -> bool:
    """Whether a match names people here."""
    if _in_name(token, mention, sentence) or _is_attribute(token, sentence):
        return False
    if token.case in {"Tra", "Ess"} and token.number == "Plur" and not is_participle(token):
        return False
    if _is_excluded(token, sentence):
        return False
    if mention.code is TargetCode.CARERS and _is_companion(token, sentence):
        return False
    if mention.start > sentence.start and token.doc.words[mention.start - 1].lower_ == "per":
        return False
    if token.lemma_lower.endswith("väestö") and mention.start > sentence.start:
        before = token.doc.words[mention.start - 1]
        if token.case == "Ela" and before.lemma_lower.endswith("osuus"):
            return False
    if mention.training or mention.code is TargetCode.STAFF:
        return _is_trained(token, sentence)
    if mention.code is TargetCode.RESIDENTS:
        return not _is_population(token, mention, sentence)
    if mention.start > sentence.start and token.doc.words[mention.start - 1].text == "/":
        return False
    if token.lemma_lower.endswith("opiskelija") and mention.start > sentence.start:
        before = token.doc.words[mention.start - 1]
        return not (before.pos_ == "PROPN" and is_genitive(before))
    if token.lemma_lower in {"vanhempi", "vanha"} and mention.code is TargetCode.FAMILIES:
        return feature(token, "Degree") != "Cmp" or token.number == "Plur"
    return feature(token, "Degree") not in {"Cmp", "Sup"}


def _is_excluded(token: Token, sentence: Span) -> bool:
    """Whether a clause says that a service is not for a group: "malli ei koske lapsia"."""
    doc = sentence.doc
    low = max(sentence.start, token.i - EXCLUSION_REACH)
    before, after = doc[low : token.i], doc[token.i + 1 : min(token.i + EXCLUSION_REACH, sentence.end)]
    if any(word.negation for word in before):
        return any(word.lemma_ in {"koskea", "kattaa"} for word in before)
    opens = token.i == sentence.start and len(after) > 1 and after[0].lemma_ == "ei"
    return opens and any(word.lemma_ in {"mukana", "kuulua"} or word.lower_ == "mukana" for word in after)


def _is_companion(token: Token, sentence: Span) -> bool:
    """Whether those close to a client only take part beside them: "asiakkaan ja läheisten kanssa"."""
    after = sentence.doc[token.i + 1 : min(token.i + 3, sentence.end)]
    beside = next((other for other in after if not other.is_punct), None)
    return token.case == "Gen" and beside is not None and beside.lower_ == "kanssa"


def _in_name(token: Token, mention: Mention, sentence: Span) -> bool:
    """Whether a word stands in a name: "Lapset puheeksi -menetelmä", "Voimaperheet"."""
    doc = sentence.doc
    first = doc.words[mention.start]
    acronym = first.text.partition("-")[0]
    opens = mention.start == sentence.start or not any(c.isalpha() for c in doc.words[mention.start - 1].text)
    if first.text[:1].isupper() and not opens and not (acronym.isupper() and len(acronym) > 1):
        return not first.text.isupper()
    for after in doc[token.i + 1 : min(token.i + 1 + NAME_REACH, sentence.end)]:
        if after.is_punct and after.text not in {"-", "–"}:
            return False
        led = after.text[0] in "-–" and len(after.text) > 1
        joined = (
            "-" in after.text and after.text.islower() and after.lemma_.rpartition("-")[2] in words_of("name")
        )
        if (led or joined) and not is_suspended(after):
            return first.text[:1].isupper() or (
                after.i == mention.end and led and _follows_capital(mention, sentence)
            )
    return False


def _follows_capital(mention: Mention, sentence: Span) -> bool:
    """Whether a name that a hyphen ends begins before a mention: "Neuvokas perhe -ohjaus"."""
    doc = sentence.doc
    for before in reversed(doc[max(sentence.start, mention.start - NAME_REACH) : mention.start]):
        if before.is_punct or before.pos_ in {"VERB", "AUX", "CCONJ"}:
            return False
        if before.text[:1].isupper():
            return True
    return False


def _is_attribute(token: Token, sentence: Span) -> bool:
    """Whether an adjective that could name people only describes another noun ("nuori lääkäri")."""
    if token.i + 1 >= sentence.end or not (token.pos_ == "ADJ" or is_participle(token)):
        return False
    after = token.doc.words[token.i + 1]
    if not after.noun or not agrees(token, after) or after.lemma_lower in words_of("person"):
        return False
    if match_group(after, token.i + 1) is not None:
        return False
    return token.case != "Gen" or token.lemma_lower == "läheinen"


def _is_trained(token: Token, sentence: Span) -> bool:
    """Whether staff are those that a training, a tool or an instruction is for."""
    doc, case = sentence.doc, token.case
    before = doc.words[token.i - 1] if token.i > sentence.start else None
    if before is not None and before.pos_ == "NUM" and case in {"Par", "All"}:
        return any(_is_training(other) for other in sentence)
    if token.number == "Sing" and token.lemma_lower not in {"henkilöstö", "henkilökunta"}:
        return False
    if case == "Gen":
        after = doc.words[token.i + 1] if token.i + 1 < sentence.end else None
        if after is None or not _is_training(after):
            return False
        return not after.lemma_lower.endswith("osaaminen") or after.case == "Gen"
    if case in {"Par", "Nom"}:
        return any(other.lemma_ in words_of("trained") and other.voice == "Pass" for other in sentence)
    if case != "All":
        return False
    given = any(other.lemma_ in words_of("given") and other.pos_ in {"VERB", "AUX"} for other in sentence)
    return given or any(_is_training(other) for other in sentence)


def _is_training(token: Token) -> bool:
    lemma = token.lemma_lower
    return any(lemma.endswith(word) for word in words_of("training"))


def _is_population(token: Token, mention: Mention, sentence: Span) -> bool:
    """Whether residents are only counted or a population changes: "71 000 asukasta", "väestö ikääntyy"."""
    doc = sentence.doc
    before = doc.words[mention.start - 1] if mention.start > sentence.start else None
    if before is not None and (before.pos_ == "NUM" or before.text == "/"):
        return True
    nearby = doc[token.i + 1 : min(token.i + 5, sentence.end)]
    if token.lemma_lower.endswith(("väestö", "asukas")):
        if nearby and (nearby[0].lemma_lower in words_of("population")):
            return True
        counts = [other.pos_ == "NUM" or other.lemma_ in {"noin", "alle", "yli"} for other in nearby]
        return any(counts) and (counts[0] or any(other.lemma_ in {"olla", "asua"} for other in nearby))
    return False


def _extended(doc: Doc, mention: Mention, head: Token, sentence: Span) -> Mention:
    """A mention with the attributes before it and the person noun after it that belong to it."""
    start, end = mention.start, mention.end
    if end < sentence.end and (head.pos_ == "ADJ" or is_participle(head)):
        after = doc.words[end]
        if after.lemma_lower in words_of("person") and agrees(head, after):
            end += 1
    while start > sentence.start:
        before = doc.words[start - 1]
        if (
            agrees(before, head)
            and before.pos_ not in {"PRON", "DET", "NUM"}
            and before.lemma_ not in words_of("loose")
            and feature(before, "NumType") != "Ord"
        ):
            start -= 1
            if is_participle(before):
                start = _argument_start(doc, before.i, sentence.start)
        elif mention.code is TargetCode.RESIDENTS and is_genitive(before) and before.noun:
            start -= 1
        elif (
            before.lower_ in COORDINATORS
            and start - 2 >= sentence.start
            and is_suspended(doc.words[start - 2])
        ):
            start -= 2
        else:
            break
    return replace(mention, start=start, end=end)


def _argument_start(doc: Doc, participle: int, lowest: int) -> int:
    """First token of the arguments of a participle: "tilapäistä suojelua saaneet", "pikavippejä ottaneet"."""
    start = participle
    while (
        start > lowest
        and doc.words[start - 1].pos_ == "ADV"
        and doc.words[start - 1].lower_ not in {"myös", "sekä"}
    ):
        start -= 1
    if start <= lowest or not doc.words[start - 1].noun or doc.words[start - 1].case not in ARGUMENTS:
        return start
    noun = doc.words[start - 1]
    start -= 1
    while start > lowest and (agrees(doc.words[start - 1], noun) or is_genitive(doc.words[start - 1])):
        start -= 1
    if start > lowest and doc.words[start - 1].pos_ == "PROPN" and doc.words[start - 1].case == "Ela":
        start -= 1
    return start


def _joins(doc: Doc, before: Mention, mention: Mention) -> bool:
    """Whether two mentions side by side are one: "aikuisten päihdeongelmaisten", "lasten vanhemmat"."""
    if before.end != mention.start:
        return False
    first, head = doc.words[before.end - 1], doc.words[mention.end - 1]
    if _is_kin(head) and first.case == "Gen":
        return True
    same_case = first.case == head.case
    return same_case and first.number == head.number


def _is_kin(token: Token) -> bool:
    """Whether a noun takes the group before it into its own mention: "lasten vanhemmat"."""
    return token.lemma_lower in words_of("kin") or (
        token.lemma_lower == "vanha" and feature(token, "Degree") == "Cmp"
    )


def _joint_code(doc: Doc, before: Mention, mention: Mention) -> TargetCode:
    if _is_kin(doc.words[mention.end - 1]):
        return mention.code
    return narrower(before.code, mention.code)


class TargetComponent:
    """Sets ``doc._.targets``."""

    def __init__(self) -> None:
        register()

    def __call__(self, of: SpacyDoc) -> SpacyDoc:
        """Find the target groups of a Doc."""
        doc = view_of(of)
        targets = []
        for index, (span, sentence) in enumerate(
            zip(iterate_sentences(doc), build_sentences(doc), strict=True)
        ):
            assert span.start_char == sentence.start
            for mention in extract_targets(span):
                found = doc[mention.start : mention.end]
                targets.append(Target(found.start_char, found.end_char, found.text, mention.code, index))
        doc._.targets = targets
        return of
