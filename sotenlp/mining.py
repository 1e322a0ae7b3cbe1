"""A whole corpus: files in, a `Mined` out. This module alone knows the order of the corpus's stages."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sotenlp.config import Config, in_force, load_config
from sotenlp.engines.choice import map_with
from sotenlp.engines.collector import seldom_collecting
from sotenlp.errors import InputError, OutputError, SotenlpError
from sotenlp.linking.actor_resolution import resolve_actors
from sotenlp.linking.boilerplate import mark_boilerplate
from sotenlp.linking.decisions import NONE, Decisions, read_decisions
from sotenlp.linking.measure_resolution import resolve_measures
from sotenlp.linking.practice_resolution import link_practices
from sotenlp.manifest import build_manifest, manifest_config
from sotenlp.mined import Mined, open_mined
from sotenlp.output import DECISIONS, Journal, Mode, OutputFolder
from sotenlp.pipeline import annotate, model_versions, shared_pipeline
from sotenlp.reader.corpus import Input, gather_inputs, read_input, with_texts
from sotenlp.reader.privacy import mask
from sotenlp.records import MinedDocument
from sotenlp.version import __version__

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with the number of inputs done and the number of all inputs."""

_one_at_a_time = threading.Lock()
"""A process has one pipeline, and its parts are no affair of two threads: a Dask worker may have several."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to mine one input.

    Attributes:
        input: The input.
        config: The settings.
        text: The text of a table's row, None for a file.
    """

    input: Input
    config: Config
    text: str | None = None


def mine(
    paths: str | Path | Iterable[str | Path],
    output: str | Path | None = None,
    *,
    mode: Mode = Mode.NEW,
    config: Config | None = None,
    progress: Progress | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    dry_run: bool = False,
    fail_fast: bool = False,
) -> Mined:
    """Mine texts: from files to tables, practices and their graph.

    What a person decided about joins in the output folder's ``links.csv`` is heeded.

    Args:
        paths: A file, a folder, a pattern such as ``pages/*.html``, "-" for standard input, or several of
            them. Folders are walked for known suffixes.
        output: Folder to write to; None keeps the result in memory only.
        mode: What to do with an output folder that is not empty: refuse it (NEW), write it anew
            (REPLACE), keep its other documents (ADD), or go on with a run that was cut off (RESUME).
        config: Settings; None for the defaults and the environment. `Config.engine` and `Config.workers`
            say what does the work; the result is the same.
        progress: Called after each input.
        text_column: The column that holds the texts of tables (CSV, TSV, JSON lines, Parquet); None for
            "text", and to leave the tables in folders out.
        id_column: The column that holds the ids of their rows; None for ids from the texts' hashes.
        dry_run: Whether to write nothing: the result tells what would be joined.
        fail_fast: Whether to stop at the first input that cannot be taken, instead of going on without it.
            What was finished stays for RESUME.

    Returns:
        What was found. Inputs that could not be read stand in `Mined.errors`; the others are mined.

    Raises:
        InputError: There is no such path, no input in it, or none that can be read; nothing is written.
        OutputError: The output folder cannot be used.
        EngineError: The engine cannot be used.
        VoikkoError: libvoikko or its Finnish dictionary is missing.
    """
    config = config or load_config()
    with in_force(config):
        return _mine(paths, output, mode, config, progress, (text_column, id_column), dry_run, fail_fast)


def _mine(
    paths: str | Path | Iterable[str | Path],
    output: str | Path | None,
    mode: Mode,
    config: Config,
    progress: Progress | None,
    columns: tuple[str | None, str | None],
    dry_run: bool,
    fail_fast: bool,
) -> Mined:
    started = time.time()
    text_column, id_column = columns
    paths = [paths] if isinstance(paths, (str, Path)) else list(paths)
    inputs, errors = gather_inputs(paths, text_column=text_column, id_column=id_column, config=config)
    if not inputs:
        raise errors[0]
    shared_pipeline(config)  # a missing model or dictionary is told before anything is touched
    folder = OutputFolder(output) if output is not None else None
    decisions = read_decisions(folder.path / DECISIONS) if folder else NONE
    earlier = {} if not folder else folder.earlier(mode) if dry_run else folder.prepare(mode)
    adding = mode is Mode.ADD or (folder is not None and folder.is_adding)
    folder = None if dry_run else folder
    if adding:
        inputs, taken = _without_taken(inputs, earlier)
        errors += taken
        _check_masking(earlier, config)
    for error in errors:
        if fail_fast:
            raise error
        logger.warning("%s", error)
    reusable = _reusable(earlier, config) if mode is Mode.RESUME else {}
    try:
        with Journal(folder, reusable.values()) as journal:
            records: list[MinedDocument] = []
            for number, result in enumerate(_results(inputs, reusable, config), 1):
                if isinstance(result, InputError):
                    if fail_fast:
                        raise result
                    logger.warning("%s", result)
                    errors.append(result)
                else:
                    for problem in result.errors:
                        logger.warning("%s", problem.message)
                    records.append(result)
                    journal.write(result)
                if progress:
                    progress(number, len(inputs))
            if not records and errors:
                raise _none_was_read(errors)
            if adding:
                records = _added(records, earlier)
            with seldom_collecting():
                mined = link(records, errors=errors, config=config, decisions=decisions)
                if folder:
                    mined.save(folder.path, manifest=build_manifest(mined, config=config, started=started))
    except InputError:
        if folder:
            folder.remove_if_new()
        raise
    return mined


def _reusable(earlier: dict[str, MinedDocument], config: Config) -> dict[str, MinedDocument]:
    """The earlier records that this run would make in the same way."""
    models = model_versions(shared_pipeline(config)) if earlier else ()
    return {
        name: record
        for name, record in earlier.items()
        if record.sotenlp == __version__
        and record.masked is not config.keep_contacts
        and record.models == models
    }


def _without_taken(
    inputs: Sequence[Input], earlier: dict[str, MinedDocument]
) -> tuple[list[Input], list[InputError]]:
    """The inputs without those whose id another file of the output folder has."""
    free, taken = [], []
    for item in inputs:
        record = earlier.get(item.id)
        if record is None or Path(record.path).resolve() == item.path.resolve():
            free.append(item)
        else:
            taken.append(
                InputError(
                    item.path,
                    f"its id {item.id!r} is that of a document from {record.path}",
                    f"Remove that one first (sotenlp remove OUT {item.id}), or rename the file.",
                    code="id_taken",
                )
            )
    return free, taken


def _check_masking(earlier: dict[str, MinedDocument], config: Config) -> None:
    """Refuse to mix documents with masked and with readable contacts.

    Raises:
        OutputError: The earlier documents are not masked as this run masks.
    """
    if any(record.masked is config.keep_contacts for record in earlier.values()):
        state = "masked" if config.keep_contacts else "readable"
        cure = "Leave out --keep-contacts" if config.keep_contacts else "Use --keep-contacts"
        raise OutputError(f"The output folder's documents have {state} contacts. {cure}, or --replace.")


def _added(records: Sequence[MinedDocument], earlier: dict[str, MinedDocument]) -> list[MinedDocument]:
    """New records and the earlier ones that they do not replace."""
    new = {record.id for record in records}
    return [*records, *(record for name, record in earlier.items() if name not in new)]


def _none_was_read(errors: Sequence[InputError]) -> InputError:
    """The error of a run in which no input could be read."""
    if len(errors) == 1:
        return errors[0]
    shown = ", ".join(error.path for error in errors[:3]) + (" …" if len(errors) > 3 else "")
    return InputError(
        shown, "none of the inputs could be read", "See the messages above.", code="nothing_read"
    )


def link(
    records: Iterable[MinedDocument],
    *,
    errors: Sequence[InputError] = (),
    config: Config | None = None,
    decisions: Decisions = NONE,
) -> Mined:
    """Link mined documents to each other: boilerplate, measures, actors, practices.

    Args:
        records: Records of single documents, in any order.
        errors: Inputs that could not be read.
        config: Settings; None for the defaults and the environment.
        decisions: What a person decided about joins.

    Raises:
        InputError: The decisions are against each other.
    """
    config = config or load_config()
    documents = sorted(records, key=lambda record: record.id)
    documents = mark_boilerplate(documents)
    documents = [resolve_measures(document) for document in documents]
    documents = resolve_actors(documents)
    practices, links = link_practices(
        documents,
        threshold=config.link_threshold,
        related_threshold=config.related_threshold,
        decisions=decisions,
    )
    return Mined(documents, practices, links, errors=errors, decisions=decisions)


def remove(output: str | Path, doc: str, *, config: Config | None = None) -> Mined:
    """Take one document out of an output folder and link the others anew.

    Args:
        output: A folder that `mine` wrote.
        doc: Id of the document.
        config: Settings; None for those that the folder was made with.

    Raises:
        UnknownNameError: The folder has no such document.
        SotenlpError: The folder holds no result of this version.
    """
    started = time.time()
    config = config or manifest_config(output)
    mined = open_mined(output)
    gone = mined.document(doc)
    rest = link(
        (document for document in mined.documents if document.id != gone.id),
        errors=mined.errors,
        config=config,
        decisions=mined.decisions.without(gone.id),
    )
    rest.save(output, manifest=build_manifest(rest, config=config, started=started))
    return rest


def mine_input(task: Task) -> MinedDocument | InputError:
    """Read and annotate one input; an input that cannot be read or worked on gives its error.

    Every engine calls this function, and nothing else, in whatever process it works.
    """
    with _one_at_a_time, in_force(task.config):
        return _mine_input(task)


def _mine_input(task: Task) -> MinedDocument | InputError:
    nlp = shared_pipeline(task.config)
    try:
        document = read_input(task.input, task.text, config=task.config)
        if not task.config.keep_contacts:
            document = mask(document)
        return annotate(nlp, document)
    except InputError as error:
        return error
    except SotenlpError:
        raise
    except Exception as error:  # a defect of ours in one document must not lose the others
        logger.debug("%s", task.input.path, exc_info=True)
        return InputError(
            task.input.path,
            f"could not be worked on ({type(error).__name__}: {error})",
            "This is a defect of sotenlp: report it with the text.",
            code="internal",
        )


def _results(
    inputs: Sequence[Input], reusable: dict[str, MinedDocument], config: Config
) -> Iterator[MinedDocument | InputError]:
    """The results of all inputs in order; those mined before from unchanged files are reused."""
    reused: dict[int, MinedDocument] = {}
    fresh = []
    for index, item in enumerate(inputs):
        if (record := reusable.get(item.id)) and _is_unchanged(item, record):
            reused[index] = record
        else:
            fresh.append(item)
    tasks = (Task(item, config, text) for item, text in with_texts(fresh, config))
    mined = map_with(mine_input, tasks, config=config, size=len(fresh), lost=_lost)
    for index in range(len(inputs)):
        yield reused[index] if index in reused else next(mined)


def _lost(task: Task) -> InputError:
    """The error of an input over which worker processes die."""
    where = f"{task.input.path}#row={task.input.row}" if task.input.row else str(task.input.path)
    return InputError(
        where,
        "the worker process died over it each time",
        "It may need more memory than there is: split the text, or mine it alone with --workers 1.",
        code="worker_lost",
    )


def _is_unchanged(item: Input, record: MinedDocument) -> bool:
    """Whether a file or row still has the content that a record was made from."""
    if item.sha256:
        return item.sha256 == record.sha256
    if item.data is not None:
        return hashlib.sha256(item.data).hexdigest() == record.sha256
    try:
        with open(item.path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == record.sha256
    except OSError:
        return False
