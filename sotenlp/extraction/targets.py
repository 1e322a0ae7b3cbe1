"""Mentions of target groups (kohderyhmät): the words that name the people a service is for.

A mention is a pattern of the vocabulary with the attributes that tell the group from others
("neuvolaikäisten lasten", "maakunnan asukkaiden"). Coordinated groups are mentions of their
own. Compounds such as "lastensuojelu", names such as "Lapset puheeksi" and staff as givers of
a service are no target groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from sotenlp.annotation import Target
from sotenlp.extraction.grammar import agrees, feature, is_genitive, is_noun, is_participle, is_suspended
from sotenlp.extraction.noun_phrases import phrase_of
from sotenlp.extraction.target_groups import Mention, match_group, narrower, words_of
from sotenlp.language.extensions import register
from sotenlp.language.sentences import build_sentences, iterate_sentences
from sotenlp.schema import TargetCode

NAME_REACH = 3
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
        if not any(character.isalpha() for character in token.text) or is_suspended(token):
            continue
        mention = match_group(token, sentence.start)
        if mention is None or not _is_target(token, mention, sentence):
            continue
        yield _extended(doc, mention, token, sentence)


def _is_target(token: Token, mention: Mention, sentence: Span) -> bool:
    """Whether a match names people here."""
    if _in_name(token, mention, sentence) or _is_attribute(token, sentence):
        return False
    if mention.training or mention.code is TargetCode.STAFF:
        return _is_trained(token, sentence)
    if mention.code is TargetCode.RESIDENTS:
        return not _is_population(token, mention, sentence)
    if mention.start > sentence.start and token.doc[mention.start - 1].text == "/":
        return False
    if token.lemma_.lower().endswith("opiskelija") and mention.start > sentence.start:
        before = token.doc[mention.start - 1]
        return not (before.pos_ == "PROPN" and is_genitive(before))
    if token.lemma_.lower() == "vanhempi":
        return feature(token, "Degree") != "Cmp" or feature(token, "Number") == "Plur"
    return feature(token, "Degree") not in {"Cmp", "Sup"}


def _in_name(token: Token, mention: Mention, sentence: Span) -> bool:
    """Whether a word stands in a name: "Lapset puheeksi -menetelmä", "Voimaperheet"."""
    doc = sentence.doc
    first = doc[mention.start]
    acronym = first.text.partition("-")[0]
    opens = mention.start == sentence.start or not any(c.isalpha() for c in doc[mention.start - 1].text)
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
            return first.text[:1].isupper()
    return False


def _is_attribute(token: Token, sentence: Span) -> bool:
    """Whether an adjective that could name people only describes another noun ("nuori lääkäri")."""
    if token.i + 1 >= sentence.end or not (token.pos_ == "ADJ" or is_participle(token)):
        return False
    after = token.doc[token.i + 1]
    if not is_noun(after) or not agrees(token, after) or after.lemma_.lower() in words_of("person"):
        return False
    if match_group(after, token.i + 1) is not None:
        return False
    return feature(token, "Case") != "Gen" or token.lemma_.lower() == "läheinen"


def _is_trained(token: Token, sentence: Span) -> bool:
    """Whether staff are those that a training, a tool or an instruction is for."""
    if feature(token, "Number") == "Sing" and token.lemma_.lower() not in {"henkilöstö", "henkilökunta"}:
        return False
    if feature(token, "Case") == "Gen":
        after = token.doc[token.i + 1] if token.i + 1 < sentence.end else None
        if after is None or not _is_training(after):
            return False
        return not after.lemma_.lower().endswith("osaaminen") or feature(after, "Case") == "Gen"
    return feature(token, "Case") == "All" and any(_is_training(other) for other in sentence)


def _is_training(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return any(lemma.endswith(word) for word in words_of("training"))


def _is_population(token: Token, mention: Mention, sentence: Span) -> bool:
    """Whether residents are only counted or a population changes: "71 000 asukasta", "väestö ikääntyy"."""
    doc = sentence.doc
    before = doc[mention.start - 1] if mention.start > sentence.start else None
    if before is not None and (before.pos_ == "NUM" or before.text == "/"):
        return True
    nearby = doc[token.i + 1 : min(token.i + 5, sentence.end)]
    if token.lemma_.lower().endswith(("väestö", "asukas")):
        if nearby and (nearby[0].lemma_.lower() in words_of("population")):
            return True
        counts = [other.pos_ == "NUM" or other.lemma_ in {"noin", "alle", "yli"} for other in nearby]
        return any(counts) and (counts[0] or any(other.lemma_ in {"olla", "asua"} for other in nearby))
    return False


def _extended(doc: Doc, mention: Mention, head: Token, sentence: Span) -> Mention:
    """A mention with the attributes before it and the person noun after it that belong to it."""
    start, end = mention.start, mention.end
    if end < sentence.end and (head.pos_ == "ADJ" or is_participle(head)):
        after = doc[end]
        if after.lemma_.lower() in words_of("person") and agrees(head, after):
            end += 1
    phrase = phrase_of(head, sentence)
    while start > sentence.start:
        before = doc[start - 1]
        if (
            agrees(before, head)
            and before.pos_ not in {"PRON", "DET", "NUM"}
            and before.lemma_ not in words_of("loose")
        ):
            start -= 1
            if is_participle(before) and phrase.start < start and before.i in phrase.attributes:
                start = _argument_start(doc, before.i, phrase.start)
        elif mention.code is TargetCode.RESIDENTS and is_genitive(before) and is_noun(before):
            start -= 1
        elif before.lower_ in COORDINATORS and start - 2 >= sentence.start and is_suspended(doc[start - 2]):
            start -= 2
        else:
            break
    return replace(mention, start=start, end=end)


def _argument_start(doc: Doc, participle: int, lowest: int) -> int:
    """First token of the arguments of a participle within its phrase."""
    start = participle
    while start > lowest and (
        doc[start - 1].pos_ == "ADV" or (is_noun(doc[start - 1]) and not is_genitive(doc[start - 1]))
    ):
        start -= 1
    return start


def _joins(doc: Doc, before: Mention, mention: Mention) -> bool:
    """Whether two mentions side by side are one: "aikuisten päihdeongelmaisten", "lasten vanhemmat"."""
    if before.end != mention.start:
        return False
    first, head = doc[before.end - 1], doc[mention.end - 1]
    if head.lemma_.lower() in words_of("kin") and feature(first, "Case") == "Gen":
        return True
    same_case = feature(first, "Case") == feature(head, "Case")
    return same_case and feature(first, "Number") == feature(head, "Number")


def _joint_code(doc: Doc, before: Mention, mention: Mention) -> TargetCode:
    if doc[mention.end - 1].lemma_.lower() in words_of("kin"):
        return mention.code
    return narrower(before.code, mention.code)


class TargetComponent:
    """Sets ``doc._.targets``."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Find the target groups of a Doc."""
        targets = []
        for index, (span, sentence) in enumerate(
            zip(iterate_sentences(doc), build_sentences(doc), strict=True)
        ):
            assert span.start_char == sentence.start
            for mention in extract_targets(span):
                found = doc[mention.start : mention.end]
                targets.append(Target(found.start_char, found.end_char, found.text, mention.code, index))
        doc._.targets = targets
        return doc


@Language.factory("sotenlp_targets", assigns=["doc._.targets"])
def create_targets(nlp: Language, name: str) -> TargetComponent:
    """Create the component `sotenlp_targets`."""
    return TargetComponent()
