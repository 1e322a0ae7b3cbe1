"""What the measure classifier sees of a noun: the word, its phrase, its clause, its place, its document.

Features are strings that hold ("end:malli") or names with a number. The words themselves count little
beside their kinds, so that what is learned on some pages holds on others: the kind of the head noun
(`data/noun_classes.csv`, `data/measure_heads.csv`), its endings, the kind of the verb, the layout.

Pages repeat their words and their places. So most strings are made once for each word type and each kind
of place, as `Part`s, whose weight in a model is summed up once, too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from sotenlp.extraction.clauses import Clause, clause_of
from sotenlp.extraction.grammar import COORDINATORS, is_genitive
from sotenlp.extraction.measure_candidates import Head
from sotenlp.extraction.measure_evidence import head_of, head_rows, verb_rows
from sotenlp.extraction.measure_view import DocumentView, noun_class
from sotenlp.extraction.names import QUOTES
from sotenlp.extraction.stages import is_past, status_noun, status_words
from sotenlp.extraction.trimming import modifiers
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.schema import BlockKind

Features = dict[str, float]

_JOINTS = COORDINATORS | {","}


class Part:
    """Features that come together wherever they come; no two parts of a noun share one.

    Attributes:
        names: Their names, each once.
    """

    __slots__ = ("names",)

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))


class HeadFeatures(NamedTuple):
    """The features of a possible head.

    Attributes:
        parts: Those that come together.
        names: The others.
    """

    parts: list[Part]
    names: set[str]


def head_features(view: DocumentView, head: Head) -> Features:
    """The features of one possible head."""
    parts, names = head_parts(view, head)
    return dict.fromkeys(chain(names, *(part.names for part in parts)), 1.0)


def head_parts(view: DocumentView, head: Head) -> HeadFeatures:
    """The features of one possible head, those together that come together."""
    sentence = view.sentences[head.sentence]
    clause = clause_of(view.clauses(head.sentence), head.token)
    token = view.doc.words[head.token]
    kind = noun_class(token)[0]
    found = HeadFeatures([], set())
    _word(found, view, token, kind)
    _phrase(found, view, head, sentence, token, kind)
    _clause(found, view, head, clause, token, kind)
    _place(found, view, head, sentence, token, kind)
    return found


def _word(found: HeadFeatures, view: DocumentView, token: Token, kind: str) -> None:
    """The noun itself, and what the document and texts of the field make of it."""
    parts, names = found
    row = head_of(token)
    key = (token.word, row["head"] if row else "", token.is_sent_start)
    known = view.seen.get(key)
    if known is None:
        known = view.seen[key] = _of_noun(view, token, kind, key[1])
    parts += known.parts
    names |= known.names
    if token.i in view.known:
        names.add("practice")
    for name, tokens in view.marked.items():
        if token.i in tokens:
            names.add(f"in:{name}")


def _of_noun(view: DocumentView, token: Token, kind: str, known: str) -> HeadFeatures:
    """What all mentions of a word type share in a document."""
    lemma = token.plain
    capital = token.text[:1].isupper() and not token.is_sent_start
    shape = "compound" if len(token.compound) > 1 else "simple"
    parts = [_of_type(token.word, known, token.is_sent_start)]
    seen = view.background.get(lemma, 0)
    parts.append(
        _of_document(
            kind,
            shape,
            token.pos_,
            token.case,
            min(view.mentions[lemma], 4),
            shape == "simple" and view.tails[lemma] > 0,
            view.capitals[lemma] > 0,
            "new" if not seen else "rare" if seen < 3 else "known" if seen < 12 else "common",
            "capital" if capital else "small",
        )
    )
    names = {
        *(["elsewhere:heading"] if lemma in view.headed else []),
        *(["elsewhere:title"] if lemma in view.titled else []),
    }
    return HeadFeatures(parts, names)


@lru_cache(maxsize=CACHED_TYPES)
def _of_type(word: Word, known: str, opens: bool) -> Part:
    """What a word type shows, wherever it stands."""
    kind, whole = noun_class(word)
    lemma, parts, text = word.plain, word.compound, word.text
    row = head_rows()[known] if known else None
    shape = "compound" if len(parts) > 1 else "simple"
    found = [
        f"lemma:{lemma}",
        f"last:{parts[-1].lower() if parts else lemma}",
        f"class:{kind}",
        f"class:{kind}:{'whole' if whole else shape}",
        f"row:{row['kind'] if row else 'none'}",
        f"shape:{shape}",
        *(f"end:{lemma[-length:]}" for length in (2, 3, 4, 5) if len(lemma) > length),
        f"pos:{word.pos_}",
        f"case:{word.case}",
        f"case:{word.case}:{kind}",
        f"number:{word.number}",
        f"number:{word.number}:{kind}",
    ]
    if row:
        found.append(f"row:{row['kind']}:{round(float(row['weight']) * 10) if row['weight'] else 0}")
        found.append(f"row:{row['head']}")
    if len(parts) > 1:
        found.append(f"first:{parts[0].lower()}")
    if len(parts) > 2:
        found.append("shape:long")
    if "-" in text[1:-1]:
        found.append("hyphen")
    if text[0] in "-–" and len(text) > 1:
        found.append("hyphen:joined")
    if text.isupper() and len(text) > 1:
        found.append("capitals")
    elif text[:1].isupper():
        found.append("capital:first" if opens else "capital:inside")
    if ":" in text:
        found.append("colon")
    return Part(found)


@lru_cache(maxsize=CACHED_TYPES)
def _of_document(
    kind: str,
    shape: str,
    pos: str,
    case: str,
    count: int,
    is_tail: bool,
    has_capital: bool,
    rarity: str,
    capital: str,
) -> Part:
    """How often the document names a noun and texts of the field know it."""
    found = [
        f"mentions:{count}:{shape}",
        f"rarity:{rarity}",
        f"rarity:{rarity}:{count}",
        f"rarity:{rarity}:{shape}:{capital}",
        f"rarity:{rarity}:{pos}:{case}",
        f"rarity:{rarity}:{kind}",
    ]
    if count > 1 and kind != "none":
        found.append(f"repeated:{kind}")
    if is_tail:
        found.append(f"tail:{kind}")
    if has_capital:
        found.append("elsewhere:capital")
    return Part(found)


def _phrase(
    found: HeadFeatures, view: DocumentView, head: Head, sentence: Span, token: Token, kind: str
) -> None:
    words, phrase = view.doc.words, head.phrase
    parts, names = found
    quoted = view.has_quotes and any(word.text in QUOTES for word in words[phrase.start : phrase.end])
    parts.append(
        _modified(
            bool(phrase.genitives),
            bool(phrase.attributes),
            phrase.named,
            quoted,
            len(token.compound) < 2,
            kind,
        )
    )
    for index in phrase.genitives:
        names.add(f"genitive:{noun_class(words[index])[0]}")
        if index in view.marked["target"]:
            names.add("genitive:target")
        if index in view.marked["actor"]:
            names.add("genitive:actor")
    for index in range(phrase.start, head.token):
        lemma = words[index].plain
        if word := modifiers().get(lemma):
            names.add(f"modifier:{word}")
            names.add(f"modifier:{lemma}")
    for index in phrase.attributes:
        names.add(f"attribute:{words[index].plain}")
        if words[index].verb_form == "Part":
            names.add(f"participle:{'past' if is_past(words[index]) else 'present'}")
    _neighbours(found, view.doc, sentence, phrase.start, max(phrase.end, head.token + 1))


@lru_cache(maxsize=CACHED_TYPES)
def _modified(
    genitives: bool, attributes: bool, named: bool, quoted: bool, is_simple: bool, kind: str
) -> Part:
    shape = "g" * genitives + "a" * attributes + "n" * named + "q" * quoted
    bare = not shape and is_simple
    first = f"modified:{shape or ('bare' if bare else 'compound')}"
    return Part((first, f"modified:{'yes' if shape else 'bare' if bare else 'compound'}:{kind}"))


def _neighbours(found: HeadFeatures, doc: Doc, sentence: Span, start: int, end: int) -> None:
    """What stands right before and after a phrase."""
    words, first, last = doc.words, sentence.start, sentence.end
    parts, names = found
    for name, index in (("before", start - 1), ("before2", start - 2), ("after", end), ("after2", end + 1)):
        if first <= index < last:
            parts.append(_neighbour(name, words[index].word, index > first))
        else:
            names.add(f"{name}:edge")
    if start > first and words[start - 1].lower_ in _JOINTS:
        names.add("coordinated:left")
    if end < last:
        following = words[end]
        if following.lower_ in _JOINTS:
            names.add("coordinated:right")
        if following.noun and is_genitive(words[end - 1]):
            stage = status_noun(following.lemma_)
            names.add(f"embedded:{stage['past'] if stage else noun_class(following)[0]}")


@lru_cache(maxsize=CACHED_TYPES)
def _neighbour(name: str, word: Word, inside: bool) -> Part:
    found = [f"{name}:{word.pos_}"]
    if not word.noun or name == "after":
        found.append(f"{name}:{word.plain}")
    if word.noun:
        found.append(f"{name}:{noun_class(word)[0]}")
        found.append(f"{name}:{word.pos_}:{word.case}")
    if inside and word.text[:1].isupper():
        found.append(f"{name}:capital")
    return Part(found)


class _Told(NamedTuple):
    """What all nouns of a clause share: its verbs, the stages that its words tell, whether it denies."""

    verbs: tuple[Token, ...]
    stages: tuple[str, ...]
    negated: bool


def _told(view: DocumentView, clause: Clause) -> _Told:
    found = view.told.get(clause.start)
    if found is None:
        tokens = view.doc.words[clause.start : clause.end]
        rows = status_words()["word"]
        stages = tuple(f"word:{row['past']}" for token in tokens for row in rows.get(token.lower_, ()))
        verbs = tuple(token for token in tokens if token.pos_ in {"VERB", "AUX"})
        found = view.told[clause.start] = _Told(verbs, stages, any(token.negation for token in tokens))
    return found


def _clause(
    found: HeadFeatures, view: DocumentView, head: Head, clause: Clause, token: Token, kind: str
) -> None:
    case, names = token.case or "none", found.names
    told = _told(view, clause)
    stages = told.stages
    if not clause.predicates:
        names.update(("verbless", f"verbless:{kind}", f"verbless:{case}"))
    for verb in told.verbs:
        if not head.phrase.start <= verb.i < head.phrase.end:
            said, stage = _with_verb(verb.word, case, kind, verb.i > head.token)
            names.update(said)
            if stage:
                stages = (*stages, f"verb:{stage}")
    for stage in stages:
        names.add(f"told:{stage}")
        names.add(f"told:{stage}:{case}")
    if stages:
        names.add(f"told:{kind}")
    if clause.relative:
        names.add("relative")
    if told.negated:
        names.add(f"negated:{case}")


@lru_cache(maxsize=CACHED_TYPES)
def _with_verb(verb: Word, case: str, kind: str, after: bool) -> tuple[tuple[str, ...], str]:
    """What a verb says of a noun on one of its sides, and the stage that it tells."""
    rows = status_words()["verb"].get(verb.lemma_, ())
    side, voice = "after" if after else "before", "passive" if verb.voice == "Pass" else "active"
    stage = ""
    found = [f"verb:{verb.plain}", f"verb:{verb.plain}:{case}", f"verb:{voice}:{case}:{side}"]
    if verb.feats.get("Person") == "1":
        found.append(f"verb:we:{case}")
    if rows or verb.lemma_ in verb_rows():
        stage = rows[0]["past"] if rows else "other"
        found.append(f"stage:{stage}:{case}:{side}")
        found.append(f"stage:{voice}:{'past' if is_past(verb) else 'present'}:{case}")
        found.append(f"stage:{case}:{kind}")
    elif verb.lemma_ != "olla" and not verb.negation:
        found.append(f"plain:{case}:{side}")
    return tuple(found), stage


def _place(
    found: HeadFeatures, view: DocumentView, head: Head, sentence: Span, token: Token, kind: str
) -> None:
    parts, names = found
    phrase, case = head.phrase, token.case
    block, section, shared = view.block(token.idx), view.section(token.idx), view.shared(head.sentence)
    opens = phrase.start <= sentence.start + 1
    closes = max(phrase.end, head.token + 1) >= sentence.end - 1
    edge = ("opens" if opens else "") + ("closes" if closes else "") or "inside"
    line = "sentence" if shared.finite else "line"
    order = min(bisect_left(shared.nouns, head.token), 3)
    is_subject = case == "Nom" and shared.subject >= head.token
    parts.append(_at_edge(edge, line, case, kind, order, is_subject, view.page, head.sentence == 0))
    if block is not None:
        parts.append(_in_block(block.kind.value, block.field or "", view.page, edge, kind))
        if block.kind is BlockKind.HEADING and view.is_frame(block):
            names.add("frame")
    if section is not None:
        parts.append(_in_section(section.role.value, bool(section.goal), section.title, kind, line, edge))
    if len(sentence) < 8:
        names.add("short")
    if shared.numbers:
        names.add(f"numbers:{case}")
        if phrase.start > sentence.start and view.doc.words[phrase.start - 1].like_num:
            names.add(f"counted:{case}")


@lru_cache(maxsize=CACHED_TYPES)
def _at_edge(
    edge: str, line: str, case: str, kind: str, order: int, is_subject: bool, page: str, is_title: bool
) -> Part:
    found = [
        f"edge:{edge}:{line}",
        f"edge:{edge}:{case}:{line}",
        f"page:{page or 'none'}",
        f"order:{order}:{case}",
    ]
    if is_title:
        found.append(f"title:{page or 'none'}")
    if is_subject:
        found.append(f"subject:{kind}")
        found.append(f"subject:{line}")
    return Part(found)


@lru_cache(maxsize=CACHED_TYPES)
def _in_block(name: str, field: str, page: str, edge: str, kind: str) -> Part:
    found = (f"block:{name}", f"block:{name}:{edge}", f"block:{name}:{kind}")
    return Part((*found, f"field:{field}", f"field:{field}:{page}") if field else found)


@lru_cache(maxsize=CACHED_TYPES)
def _in_section(role: str, has_goal: bool, title: str, kind: str, line: str, edge: str) -> Part:
    return Part(
        (
            f"role:{role}",
            f"role:{role}:{kind}",
            f"role:{role}:{line}:{edge}",
            *(["goal"] if has_goal else []),
            *(f"under:{word.strip('.,:;()?!')}" for word in title.lower().split()[:6]),
        )
    )
