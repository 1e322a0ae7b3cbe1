"""The lemmatiser's model on disk: weights of the ranker, and tables of what no rule gives.

The folder holds ``weights.npz`` (the weights of each pass in half precision), ``tables.json``
and a model card. Nothing in it is pickled.
"""

from __future__ import annotations

import io
import json
import zipfile
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sotenlp.config import model_folder
from sotenlp.errors import ModelError
from sotenlp.language.hashing import TABLE_BITS

FORMAT = 3
MODEL = "lemmatizer"
Weights = NDArray[np.float32]


class Tables(NamedTuple):
    """What the treebank has beyond the rules.

    Attributes:
        readings: Lower-case form to rows of lemma (compound marks "#"), part of speech, features.
        derivations: "last part of the lemma|part of speech" to UD's Derivation.
        scripts: Ways to make a lemma of a form: letters to cut from its end, letters to put there,
            part of speech, features, separated by ">".
        endings: Last letters of forms ("^" before those of names) to numbers of scripts, the
            commonest first.
        frequencies: Lemmas (of compounds, last parts) of raw text, parted by spaces: those met
            once or twice, up to four times, up to eight times, and so on.
        letters: Three letters to those that follow them in Finnish words, the commonest first.
    """

    readings: dict[str, list[list[str]]]
    derivations: dict[str, str]
    scripts: list[str] = []  # noqa: RUF012
    endings: dict[str, list[int]] = {}  # noqa: RUF012
    frequencies: list[str] = []  # noqa: RUF012
    letters: dict[str, str] = {}  # noqa: RUF012


class LemmaModel(NamedTuple):
    """Weights of both passes, and the tables."""

    weights: tuple[Weights, Weights]
    tables: Tables


def save_model(folder: Path, weights: tuple[Weights, Weights], tables: Tables) -> None:
    """Write a model; the weights are rounded to half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {"format": np.array([FORMAT, TABLE_BITS], dtype=np.int32)}
    for name, table in zip(("first", "second"), weights, strict=True):
        arrays[name] = table.astype(np.float16)
    np.savez(folder / "weights.npz", **arrays)
    text = json.dumps(tables._asdict(), ensure_ascii=False, indent=0, sort_keys=True)
    (folder / "tables.json").write_text(text + "\n", encoding="utf-8")


def load_model(folder: Path | Traversable | None = None) -> LemmaModel:
    """Read a model.

    Args:
        folder: Its folder; None for the one that ships with sotenlp.

    Raises:
        ModelError: There is no model, or it has another format.
    """
    folder = folder or model_folder(MODEL)
    try:
        with np.load(io.BytesIO(folder.joinpath("weights.npz").read_bytes()), allow_pickle=False) as arrays:
            found = [int(number) for number in arrays["format"]]
            if found != [FORMAT, TABLE_BITS]:
                raise ModelError(
                    f"{folder}: format {found}, expected {[FORMAT, TABLE_BITS]}. "
                    "Train it anew with training/train_lemmatizer.py."
                )
            first, second = (arrays[name].astype(np.float32) for name in ("first", "second"))
            if not len(first) == len(second) == 1 << TABLE_BITS:
                raise ValueError("the weights are not complete")
        tables = Tables(**json.loads(folder.joinpath("tables.json").read_text(encoding="utf-8")))
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise ModelError(f"{folder}: not a lemmatiser's model ({error}).") from error
    return LemmaModel((first, second), tables)
