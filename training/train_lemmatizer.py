"""Train the ranker of readings and collect what the treebank lists, for models/lemmatizer.

    python training/train_lemmatizer.py TREEBANK.conllu ... --silver TAGGED.conllu -o models/lemmatizer

Give `field.conllu` with the treebanks: sentences of the field with single words tagged.
Use UD_Finnish-TDT's conventions only (TDT and PUD): other treebanks draw lemmas differently.
Silver is text whose parts of speech and features another tagger gave (`tag_silver.py`); its
lemmas are "_" and teach nothing of lemmas. The ranker learns from silver first and from gold
then. Readings that only the treebank has are learned jackknifed, so that the ranker sees them
as seldom right or wrong as they will be on new text; of the rare words of the silver some are
taken for unknown, so that it learns to choose among guesses, and some words of the gold are
misspelled (`slips.py`).
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from lemma_ranker import (
    Array,
    Block,
    Ranker,
    Segment,
    Sentence,
    Word,
    bare,
    choose,
    closeness,
    prepare,
    second_pass,
    segments,
)
from slips import with_slips

from sotenlp.language.candidates import Candidates
from sotenlp.language.conllu import read_sentences
from sotenlp.language.endings import learn_endings
from sotenlp.language.lemma_model import LemmaModel, Tables, save_model
from sotenlp.language.letters import learn_letters
from sotenlp.language.morphology import to_readings
from sotenlp.language.reading import Reading, derivation, split_features
from sotenlp.language.voikko import Analysis, Voikko

FOLDS = 5
SEEDS = 5
SILVER_EPOCHS = 4
GOLD_EPOCHS = 8
GOLD_RATE = 0.2
MOST_CERTAIN = 1.0
HIDDEN_SHARE = 16
MOST_STEPS = 8
RARE = 6


def gold_sentences(paths: Sequence[Path]) -> list[Sentence]:
    """Form, lemma, part of speech and features of each word."""
    return [
        [(row[1], row[2], row[3], "" if row[5] == "_" else row[5]) for row in sentence.words]
        for path in paths
        for sentence in read_sentences(path.read_text(encoding="utf-8"))
    ]


def collect_tables(sentences: Sequence[Sentence], candidates: Candidates) -> Tables:
    """Readings and derivations that the rules do not give, with the candidates' endings."""
    readings: defaultdict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    derivations: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for form, lemma, upos, feats in sentence:
            if upos == "_":
                continue
            features = split_features(feats)
            last = lemma.split("#")[-1].lower()
            if "VerbForm" not in features:
                derivations[f"{last}|{upos}"][features.get("Derivation", "")] += 1
            features.pop("Derivation", None)
            if "Typo" in features or upos in {"PUNCT", "SYM", "X", "PROPN"} or not form.isalpha():
                continue
            plain = "|".join(f"{key}={value}" for key, value in features.items())
            known = {(bare(r.lemma), r.upos, _without_derivation(r.feats)) for r in candidates[form]}
            if (bare(lemma), upos, plain) not in known:
                readings[form.lower()][lemma, upos, plain] += 1
    return candidates.tables._replace(
        readings={
            form: [list(row) for row, _ in counts.most_common(4)] for form, counts in sorted(readings.items())
        },
        derivations={
            key: counts.most_common(1)[0][0]
            for key, counts in sorted(derivations.items())
            if counts.most_common(1)[0][0] != derivation(*key.rsplit("|", 1))
        },
    )


def _without_derivation(feats: str) -> str:
    return "|".join(pair for pair in feats.split("|") if not pair.startswith("Derivation"))


def count_lemmas(counts: Counter[str], voikko: Voikko) -> list[str]:
    """How common lemmas are, by the words that leave no choice (`Tables.frequencies`)."""
    found: Counter[str] = Counter()
    for form, times in counts.items():
        if not form.replace("-", "").isalpha() or (form.isupper() and len(form) > 1):
            continue
        readings = to_readings(form, voikko.analyses(form))
        if not readings and form[:1].isupper():
            found[form] += times
        keys = {r.lemma if r.upos == "PROPN" else r.parts[-1] for r in readings}
        if len(keys) == 1:
            found[keys.pop()] += times
    steps: list[list[str]] = [[] for _ in range(MOST_STEPS)]
    for lemma, times in sorted(found.items()):
        if times > 1 and " " not in lemma:
            steps[min(times.bit_length() - 1, MOST_STEPS) - 1].append(lemma)
    return [" ".join(lemmas) for lemmas in steps]


class _ForgetfulVoikko(Voikko):
    """A dictionary that lacks one word."""

    forgotten = ""

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """Readings of a word, none of the forgotten one."""
        return () if word.lower() == self.forgotten else super().analyses(word)

    def knows(self, word: str) -> bool:
        """Whether a word is known and not the forgotten one."""
        return word.lower() != self.forgotten and super().knows(word)


class HidingCandidates(Candidates):
    """Candidates that take some rare words for unknown.

    Args:
        counts: How often each word stands in the text.
        tables: The endings to guess with.
    """

    def __init__(self, counts: Counter[str], tables: Tables) -> None:
        self._forgetful = _ForgetfulVoikko()
        super().__init__(self._forgetful, tables=tables)
        self._counts = counts

    def _compute(self, word: str) -> tuple[Reading, ...]:
        found = super()._compute(word)
        if not self._hides(word, found):
            return found
        self._forgetful.forgotten = word.lower()
        try:
            guessed = super()._compute(word)
        finally:
            self._forgetful.forgotten = ""
        return guessed

    def _hides(self, word: str, found: Sequence[Reading]) -> bool:
        return (
            self._counts[word] < RARE
            and zlib.crc32(word.lower().encode()) % HIDDEN_SHARE == 0
            and word.isalpha()
            and len(word) > 4
            and not word.isupper()
            and any(reading.route in {"base", "participle"} for reading in found)
        )

    def with_lemma(self, word: Word) -> Word:
        """A silver word with the lemma that the dictionary gives it, if it is a hidden one."""
        form, _, upos, feats = word
        known = super()._compute(form)
        if not self._hides(form, known):
            return word
        scores = [closeness(reading, word) for reading in known]
        best = {r.lemma for r, score in zip(known, scores, strict=True) if score == max(scores)}
        return (form, best.pop(), upos, feats) if len(best) == 1 and max(scores) > 1.5 else word


class Start(NamedTuple):
    """What silver text teaches: both passes' rankers, and the endings of words."""

    first: Ranker
    second: Ranker
    tables: Tables


def learn_silver(silver: Sequence[Sentence], *, epochs: int = SILVER_EPOCHS) -> Start:
    """Learn tags from silver text."""
    counts = Counter(word[0] for sentence in silver for word in sentence)
    voikko = Voikko()
    types = [
        (form, to_readings(form, voikko.analyses(form)))
        for form in sorted(counts)
        if form.isalpha() and len(form) > 3 and (form.islower() or form.istitle())
    ]
    letters = learn_letters(form for form, readings in types if readings)
    tables = Tables({}, {}, *learn_endings(types), count_lemmas(counts, voikko), letters)
    first, second = Ranker(seed=1), Ranker(seed=2)
    if not silver:
        return Start(first, second, tables)
    hiding = HidingCandidates(counts, tables)
    lemmas: dict[Word, Word] = {}
    for sentence in silver:
        for word in sentence:
            if word not in lemmas:
                lemmas[word] = hiding.with_lemma(word)
    blocks = prepare([[lemmas[word] for word in sentence] for sentence in silver], hiding)
    first.learn(_all(blocks), epochs=epochs)
    half: list[list[Block]] = [blocks[0::2], blocks[1::2]]
    chosen: list[Block] = []
    for number, held in enumerate(half):
        weights = Ranker(seed=3).learn(_all(half[1 - number]), epochs=max(1, epochs // 2))
        chosen += [second_pass(block, choose(block, weights)) for block in held]
    second.learn(_all(chosen), epochs=epochs)
    return Start(first, second, tables)


def _all(blocks: Sequence[Block]) -> list[Segment]:
    return [segment for block in blocks for segment in segments(block)]


def _jackknife(count: int) -> Iterator[tuple[Array, Array]]:
    """Training and held-out sentence numbers, in contiguous parts (documents stay together)."""
    for part in np.array_split(np.arange(count), FOLDS):
        yield np.setdiff1d(np.arange(count), part), part


def _go_on(ranker: Ranker, seed: int) -> Ranker:
    other = ranker.copy(seed=seed)
    other.rate = GOLD_RATE
    np.minimum(other.squares, MOST_CERTAIN, out=other.squares)
    return other


def fit(
    gold: Sequence[Sentence], start: Start, *, epochs: int = GOLD_EPOCHS, seeds: int = SEEDS
) -> LemmaModel:
    """Both passes' weights and the tables, from gold sentences and what silver taught."""
    plain = Candidates(tables=start.tables)
    parts = []
    for inside, held in _jackknife(len(gold)):
        jackknifed = Candidates(plain.voikko, tables=collect_tables([gold[i] for i in inside], plain))
        sentences = [gold[i] for i in held]
        slips = with_slips(sentences, plain.voikko.knows, seed=len(parts))
        parts.append(prepare([*sentences, *slips], jackknifed))
    everything = _all([block for part in parts for block in part])
    first = np.mean(
        [_go_on(start.first, seed).learn(everything, epochs=epochs, average=3) for seed in range(seeds)],
        axis=0,
    )
    chosen = []
    for number, part in enumerate(parts):
        others = _all([block for i, other in enumerate(parts) if i != number for block in other])
        weights = _go_on(start.first, 0).learn(others, epochs=max(1, epochs // 2))
        chosen += [second_pass(block, choose(block, weights)) for block in part]
    data = _all(chosen)
    second = np.mean(
        [_go_on(start.second, seed).learn(data, epochs=epochs, average=3) for seed in range(seeds)], axis=0
    )
    return LemmaModel((first.astype(np.float32), second.astype(np.float32)), collect_tables(gold, plain))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that training and cross-validation share."""
    parser.add_argument("--silver", type=Path, action="append", default=[])
    parser.add_argument("--silver-epochs", type=int, default=SILVER_EPOCHS)
    parser.add_argument("--epochs", type=int, default=GOLD_EPOCHS)
    parser.add_argument("--seeds", type=int, default=SEEDS)


def main() -> None:
    """Train on the treebanks named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("treebanks", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    add_arguments(parser)
    options = parser.parse_args()
    start = learn_silver(gold_sentences(options.silver), epochs=options.silver_epochs)
    model = fit(gold_sentences(options.treebanks), start, epochs=options.epochs, seeds=options.seeds)
    save_model(options.output, model.weights, model.tables)
    used = sum(int((weights != 0).sum()) for weights in model.weights)
    print(json.dumps({"weights": used, "readings": len(model.tables.readings)}))


if __name__ == "__main__":
    main()
