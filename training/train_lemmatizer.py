"""Train the ranker of readings and collect what the treebank lists, for models/lemmatizer.

    python training/train_lemmatizer.py TREEBANK.conllu ... --silver TAGGED.conllu -o models/lemmatizer

Give `field.conllu` with the treebanks: sentences of the field with single words tagged.
Use UD_Finnish-TDT's conventions only (TDT and PUD): other treebanks draw lemmas differently.
Readings that only the treebank has are learned jackknifed, so that the ranker sees them as
seldom right or wrong as they will be on new text. Silver is text whose parts of speech and
features another tagger gave (`tag_silver.py`); its lemmas are "_" and teach nothing of lemmas.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from sotenlp.language.candidates import Candidates
from sotenlp.language.conllu import read_sentences
from sotenlp.language.disambiguation import best_readings, chosen_hashes
from sotenlp.language.lemma_model import Tables, save_model
from sotenlp.language.ranking_features import (
    TABLE_BITS,
    context_features,
    lay_out,
    tag_features,
    type_features,
)
from sotenlp.language.reading import Reading, derivation, split_features

Word = tuple[str, str, str, str]
Sentence = list[Word]
FOLDS = 5
GOLD_TIMES = 3
EPOCHS = 10


def bare(lemma: str) -> str:
    """A lemma without compound marks and hyphens, for comparison."""
    return lemma.translate({ord(mark): None for mark in "#-–‐‑"}) or lemma


def gold_sentences(paths: Sequence[Path]) -> list[Sentence]:
    """Form, lemma, part of speech and features of each word."""
    found = []
    for path in paths:
        for sentence in read_sentences(path.read_text(encoding="utf-8")):
            found.append(
                [(row[1], row[2], row[3], "" if row[5] == "_" else row[5]) for row in sentence.words]
            )
    return found


def collect_tables(sentences: Sequence[Sentence], candidates: Candidates) -> Tables:
    """Readings and derivations that the rules do not give."""
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
            known = {
                (
                    bare(r.lemma),
                    r.upos,
                    "|".join(f for f in r.feats.split("|") if not f.startswith("Derivation")),
                )
                for r in candidates[form]
            }
            if (bare(lemma), upos, plain) not in known:
                readings[form.lower()][lemma, upos, plain] += 1
    return Tables(
        {form: [list(row) for row, _ in counts.most_common(4)] for form, counts in sorted(readings.items())},
        {
            key: counts.most_common(1)[0][0]
            for key, counts in sorted(derivations.items())
            if counts.most_common(1)[0][0] != derivation(*key.rsplit("|", 1))
        },
    )


def closeness(reading: Reading, word: Word) -> float:
    """How near a reading is to the gold word; of a silver word only the tags are compared."""
    _, lemma, upos, feats = word
    mine, gold = set(reading.feats.split("|")), set(feats.split("|"))
    overlap = len(mine & gold) / max(1, len(mine | gold))
    return (
        2.0 * (lemma != "_" and bare(reading.lemma) == bare(lemma)) + 1.0 * (reading.upos == upos) + overlap
    )


def right_reading(readings: Sequence[Reading], word: Word) -> int:
    """The number of the reading nearest to the gold word; -1 where a silver word leaves it open."""
    if word[2] == "_":
        return -1
    scores = [closeness(reading, word) for reading in readings]
    best = max(scores)
    if word[1] == "_" and (scores.count(best) > 1 or best < 1.0):
        return -1
    return scores.index(best)


class Averaged:
    """An averaged perceptron over hashed features."""

    def __init__(self) -> None:
        self.weights = np.zeros(1 << TABLE_BITS, dtype=np.float64)
        self.sums = np.zeros_like(self.weights)
        self.step = 1

    def learn(self, right: np.ndarray, wrong: np.ndarray) -> None:
        """Move the weights from a wrong reading's features to the right one's."""
        for rows, sign in ((right, 1.0), (wrong, -1.0)):
            np.add.at(self.weights, rows, sign)
            np.add.at(self.sums, rows, sign * self.step)

    def average(self) -> np.ndarray:
        """The weights averaged over all steps."""
        return (self.weights - self.sums / self.step).astype(np.float32)


def examples(sentence: Sentence, candidates: Candidates, chosen: np.ndarray | None) -> tuple:
    """A sentence's readings, features and right answers."""
    types = [type_features(form, candidates[form]) for form, *_ in sentence]
    text = lay_out(types, [i == 0 for i in range(len(types))])
    if not len(text.tokens):
        return text, None, None
    static = np.concatenate([types[token].static for token in text.tokens])
    parts = [static, context_features(text)]
    if chosen is not None:
        parts.append(tag_features(text, chosen))
    right = np.array([right_reading(types[token].readings, sentence[token]) for token in text.tokens])
    return text, np.concatenate(parts, axis=1).astype(np.int32), right


def train(data: list[tuple], *, epochs: int, seed: int) -> np.ndarray:
    """Weights of one pass."""
    model, random = Averaged(), np.random.default_rng(seed)
    for _ in range(epochs):
        for number in random.permutation(len(data)):
            text, features, right = data[number]
            if features is None:
                continue
            scores = model.weights[features].sum(axis=1)
            bounds = np.append(text.offsets, len(scores))
            for k in range(len(right)):
                model.step += 1
                if right[k] < 0:
                    continue
                begin, end = bounds[k], bounds[k + 1]
                guess = begin + int(np.argmax(scores[begin:end]))
                answer = begin + int(right[k])
                if guess != answer:
                    model.learn(features[answer], features[guess])
    return model.average()


def folds(count: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Training and held-out sentence numbers, in contiguous parts (documents stay together)."""
    for part in np.array_split(np.arange(count), FOLDS):
        yield np.setdiff1d(np.arange(count), part), part


def first_choice(data: tuple, weights: np.ndarray) -> np.ndarray:
    """The hashes of the readings that the first pass chooses."""
    text, features, _ = data
    if features is None:
        return np.array([entry.own[0] for entry in text.types], dtype=np.uint64)
    return chosen_hashes(text, best_readings(text, weights[features].sum(axis=1)))


def fit(
    gold: list[Sentence], silver: list[Sentence], *, epochs: int = EPOCHS, seeds: int = 3
) -> tuple[np.ndarray, np.ndarray, Tables]:
    """Both passes' weights and the tables, from gold and silver sentences."""
    plain = Candidates(tables=Tables({}, {}))
    tables = collect_tables(gold, plain)
    listed = Candidates(plain.voikko, tables=tables)
    sentences, known = gold + silver, [listed] * (len(gold) + len(silver))
    for inside, held in folds(len(gold)):
        jackknifed = Candidates(plain.voikko, tables=collect_tables([gold[i] for i in inside], plain))
        for i in held:
            known[i] = jackknifed
    times = np.array([GOLD_TIMES if silver else 1] * len(gold) + [1] * len(silver))

    def passes(data: list[tuple], numbers: np.ndarray, seed: int, rounds: int) -> np.ndarray:
        return train([data[i] for i in np.repeat(numbers, times[numbers])], epochs=rounds, seed=seed)

    everything = np.arange(len(sentences))
    data = [examples(s, c, None) for s, c in zip(sentences, known, strict=True)]
    chosen: list[np.ndarray] = [np.zeros((0, 5))] * len(sentences)
    order = np.random.default_rng(0).permutation(len(sentences)) if silver else everything
    for inside, held in folds(len(sentences)):
        weights = passes(data, order[inside], 0, max(2, epochs // 2))
        for i in order[held]:
            chosen[i] = first_choice(data[i], weights)
    first = np.mean([passes(data, everything, seed, epochs) for seed in range(seeds)], axis=0)
    data = [examples(s, c, t) for s, c, t in zip(sentences, known, chosen, strict=True)]
    second = np.mean([passes(data, everything, seed, epochs) for seed in range(seeds)], axis=0)
    return first.astype(np.float32), second.astype(np.float32), tables


def main() -> None:
    """Train on the treebanks named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("treebanks", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--silver", type=Path, action="append", default=[])
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    gold, silver = gold_sentences(options.treebanks), gold_sentences(options.silver)
    first, second, tables = fit(gold, silver, epochs=options.epochs, seeds=options.seeds)
    save_model(options.output, (first, second), tables)
    used = int((first != 0).sum() + (second != 0).sum())
    print(json.dumps({"weights": used, "readings": len(tables.readings)}))


if __name__ == "__main__":
    main()
