"""Compare lemmatisers of Finnish: accuracy on a treebank, speed on raw text, in one run and thread.

    pip install -e '.[bench]'
    python benchmarks/lemmatizer.py TREEBANK.conllu RAW.txt [--model FOLDER]

Accuracy is taken on the treebank's tokens: with compound marks looked past ("lemma"), without
case too, and with compound marks ("lemma #"). The model that ships has learned from both
treebanks of its conventions; give a model that has not seen TREEBANK with `--model`.
Speed is taken from raw text: "new" on a text in which every word type comes once, with empty
caches; "cold" on running text with empty caches; "warm" on the same text again. A peer that is
not installed is left out. Prints a Markdown table; ratios are to the calls of libvoikko alone.

libvoikko's first reading stands there twice: its calls alone, on tokens that were cut before, and
as the lemma of each token in a spaCy pipeline, from raw text through ``nlp.pipe`` like the others.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")

import libvoikko
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sotenlp.evaluation.lemmas import score_lemmas
from sotenlp.language.candidates import Candidates
from sotenlp.language.conllu import fill
from sotenlp.language.disambiguation import Disambiguator
from sotenlp.language.lemma_model import load_model
from sotenlp.language.reading import Reading
from sotenlp.pipeline import LANGUAGE_COMPONENTS, load

TOKENS = 40_000
NEW_TYPES = 10_000
PEER_TOKENS = 10_000
_NO_TAGS = 0.1
Chooser = Callable[[Sequence[str], Sequence[bool]], list[Reading]]
Runner = Callable[[list[str]], int]


class Peer(NamedTuple):
    """A lemmatiser: how it reads a sentence's tokens, and a fresh run over raw texts."""

    name: str
    choose: Chooser
    make_runner: Callable[[], Runner]
    prepare: Callable[[list[str]], None] | None = None


def plain(lemma: str, upos: str = "X") -> Reading:
    """A reading of a tool that gives lemmas alone."""
    return Reading(lemma, upos, "", (lemma.lower(),), "base")


def ours(model: Path | None) -> Peer:
    """sotenlp's components that analyse the language."""
    found = load_model(model)
    chooser = Disambiguator(Candidates(tables=found.tables), found.weights)

    def make() -> Runner:
        nlp = load(components=LANGUAGE_COMPONENTS)
        nlp("Valmis.")
        return lambda texts: sum(len(doc) for doc in nlp.pipe(texts))

    return Peer("sotenlp", chooser.choose, make)


def bare_voikko() -> Peer:
    """libvoikko's first reading of each token, without a cache."""
    voikko = libvoikko.Voikko("fi")
    tokenize = load(components=()).make_doc

    def lemma(word: str) -> str:
        readings = voikko.analyze(word)
        return str(readings[0].get("BASEFORM", word)) if readings else word

    cut: dict[str, list[str]] = {}

    def prepare(texts: list[str]) -> None:
        cut.update({text: [token.text for token in tokenize(text)] for text in texts})

    def run(texts: list[str]) -> int:
        words = [word for text in texts for word in cut[text]]
        for word in words:
            lemma(word)
        return len(words)

    def choose(words: Sequence[str], _: Sequence[bool]) -> list[Reading]:
        return [plain(lemma(word)) for word in words]

    return Peer("libvoikko, calls alone", choose, lambda: run, prepare)


def voikko_pipeline() -> Peer:
    """libvoikko's first reading as the lemma of each token of a spaCy pipeline."""
    bare = bare_voikko()

    def make() -> Runner:
        nlp = load(components=())

        def lemmatize(doc: Doc) -> Doc:
            found = bare.choose([token.text for token in doc], ())
            for token, reading in zip(doc, found, strict=True):
                token.lemma_ = reading.lemma
            return doc

        Language.component("voikko_first_reading", func=lemmatize)
        nlp.add_pipe("voikko_first_reading")
        return lambda texts: sum(len(doc) for doc in nlp.pipe(texts))

    return Peer("libvoikko, in a pipeline", bare.choose, make)


def spacy_peer() -> Peer | None:
    """spaCy's published Finnish pipeline without parser and names."""
    name = "spacy_fi_experimental_web_md"
    try:
        nlp = spacy.load(name, exclude=["parser", "ner"])
    except OSError:
        return None

    def choose(words: Sequence[str], _: Sequence[bool]) -> list[Reading]:
        doc = nlp(Doc(nlp.vocab, words=list(words)))
        return [Reading(token.lemma_, token.pos_, str(token.morph), (token.lemma_,), "base") for token in doc]

    return Peer(name, choose, lambda: lambda texts: sum(len(doc) for doc in nlp.pipe(texts)))


def simplemma_peer() -> Peer | None:
    """simplemma, word by word."""
    try:
        import simplemma
    except ImportError:
        return None

    simplemma.lemmatize("valmis", lang="fi")

    def run(texts: list[str]) -> int:
        return sum(len(simplemma.text_lemmatizer(text, lang="fi")) for text in texts)

    return Peer(
        "simplemma",
        lambda words, _: [plain(simplemma.lemmatize(word, lang="fi")) for word in words],
        lambda: run,
    )


def stanza_peer() -> Peer | None:
    """Stanza, where its Finnish model is on the disk."""
    try:
        import stanza

        options: dict[str, Any] = {
            "lang": "fi",
            "processors": "tokenize,mwt,pos,lemma",
            "download_method": None,
            "use_gpu": False,
            "verbose": False,
        }
        nlp = stanza.Pipeline(**options)
        cut = stanza.Pipeline(**options | {"tokenize_pretokenized": True})
    except Exception:  # Its errors for a missing model differ from version to version.
        return None

    def choose(words: Sequence[str], _: Sequence[bool]) -> list[Reading]:
        found = cut([list(words)]).sentences[0].words
        return [plain(word.lemma or word.text, word.upos or "X") for word in found]

    return Peer("Stanza", choose, lambda: lambda texts: sum(nlp(text).num_words for text in texts))


def accuracy(peer: Peer, treebank: Path, folder: Path) -> dict[str, float]:
    """The figures of a peer on the treebank's tokens."""
    out = folder / f"{peer.name.split(',')[0]}.conllu"
    text = fill(treebank.read_text(encoding="utf-8"), peer.choose, compound_marks=True)
    out.write_text(text, encoding="utf-8")
    return score_lemmas(treebank, out)[0]


def timed(run: Runner, texts: list[str]) -> float:
    """Tokens a second of this process's own time, so that other work on the machine counts little."""
    begin = time.process_time()
    count = run(texts)
    return count / (time.process_time() - begin)


def portions(raw: Path) -> tuple[list[str], list[str]]:
    """Running text, and texts of types that are neither in it nor twice in themselves."""
    running: list[str] = []
    size = 0
    lines = iter(raw.read_text(encoding="utf-8").splitlines())
    for line in lines:
        running.append(line)
        size += len(line.split())
        if size >= TOKENS:
            break
    seen = {word for line in running for word in line.split()}
    new: list[str] = []
    for word in (word for line in lines for word in line.split()):
        if word.isalpha() and word not in seen:
            seen.add(word)
            new.append(word)
        if len(new) >= NEW_TYPES:
            break
    return running, [" ".join(new[i : i + 500]) for i in range(0, len(new), 500)]


def speeds(peer: Peer, running: list[str], new: list[str]) -> tuple[float, float, float]:
    """Tokens a second: all types new, running text with empty caches, and again."""
    if peer.prepare is not None:
        peer.prepare([*running, *new])
    fresh = timed(peer.make_runner(), new)
    runner = peer.make_runner()
    cold = timed(runner, running)
    return fresh, cold, timed(runner, running)


def rows(peers: Sequence[Peer], options: argparse.Namespace) -> Iterator[str]:
    """The lines of the table."""
    running, new = portions(options.raw)
    short = running[: max(1, len(running) * PEER_TOKENS // TOKENS)]
    base: tuple[float, float, float] | None = None
    yield "| | lemma | no case | lemma # | UPOS | new types, tokens/s | cold | warm |"
    yield "|---|---|---|---|---|---|---|---|"
    for peer in peers:
        slow = peer.name.startswith(("spacy", "Stanza"))
        # Speed first: the treebank's words would fill what a peer remembers.
        found = speeds(peer, short if slow else running, new[:4] if slow else new)
        figures = accuracy(peer, options.treebank, options.folder)
        base = base or found
        pace = [f"{speed:,.0f} ({speed / first:.2f})" for speed, first in zip(found, base, strict=True)]
        scores = [f"{figures[name]:.4f}" for name in ("lemma", "lemma_lower", "lemma_hash")]
        scores.append(f"{figures['upos']:.4f}" if figures["upos"] > _NO_TAGS else "–")
        yield "| " + " | ".join([peer.name, *scores, *pace]) + " |"


def main() -> None:
    """Run all that is installed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("raw", type=Path)
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--folder", type=Path, default=Path("/tmp"), help="for the predictions")
    options = parser.parse_args()
    here = [bare_voikko(), voikko_pipeline(), ours(options.model), spacy_peer(), simplemma_peer()]
    peers = [*here, stanza_peer()]
    for line in rows([peer for peer in peers if peer is not None], options):
        print(line, flush=True)


if __name__ == "__main__":
    main()
