"""What a mining run found: tables, practices, the graph, and similar practices."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from sotenlp.annotation import Measure, Practice, PracticeLink, PracticeMember
from sotenlp.atomic import open_atomic
from sotenlp.errors import InputError, SotenlpError, UnknownNameError
from sotenlp.graph.builder import build_graph
from sotenlp.graph.columns import arrow_schema
from sotenlp.graph.coverage import coverage
from sotenlp.graph.readwrite import read_graph, write_graph
from sotenlp.graph.tables import build_tables
from sotenlp.graph.timeline import timeline
from sotenlp.linking.decisions import NONE, Decisions, read_decisions, render_links
from sotenlp.linking.similarity import PracticeIndex, SimilarPractice
from sotenlp.output import DECISIONS, DOCUMENTS, ERRORS, GRAPHS, LINKS, MANIFEST, PRACTICES
from sotenlp.records import MinedDocument, dumps, loads
from sotenlp.saved_tables import SavedTables


class Mined:
    """Mined documents, linked to each other.

    Args:
        documents: The documents' records, linked, in order of their ids.
        practices: The practices that their measures are mentions of.
        links: Pairs of measures that were joined or are alike.
        errors: Inputs that could not be read.
        decisions: What a person decided about joins, as the practices heed it.
    """

    def __init__(
        self,
        documents: Iterable[MinedDocument],
        practices: Iterable[Practice],
        links: Iterable[PracticeLink] = (),
        *,
        errors: Sequence[InputError] = (),
        decisions: Decisions = NONE,
    ) -> None:
        self.documents = tuple(documents)
        self.practices = tuple(practices)
        self.links = tuple(links)
        self.errors = tuple(errors)
        self.decisions = decisions

    def __len__(self) -> int:
        return len(self.documents)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {kind}" for kind, number in self.counts().items())
        return f"Mined({counts})"

    def document(self, name: str) -> MinedDocument:
        """The document with that id.

        Raises:
            UnknownNameError: There is none.
        """
        for document in self.documents:
            if document.id == name:
                return document
        raise UnknownNameError("document", name, [document.id for document in self.documents])

    def practice(self, name: str) -> Practice:
        """The practice with that id.

        Raises:
            UnknownNameError: There is none.
        """
        for practice in self.practices:
            if practice.id == name:
                return practice
        raise UnknownNameError("practice", name, [practice.id for practice in self.practices])

    def counts(self) -> dict[str, int]:
        """How many of each kind were found."""
        kinds = ("sentences", "measures", "actors", "indicators", "targets")
        found = {kind: sum(len(getattr(document, kind)) for document in self.documents) for kind in kinds}
        return (
            {"documents": len(self.documents)}
            | found
            | {"practices": len(self.practices), "errors": len(self.errors)}
        )

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """One table a kind: documents, sentences, measures, actors, indicators, targets, practices."""
        return build_tables(self.documents, self.practices)

    @property
    def measures(self) -> pd.DataFrame:
        """The mentions of measures, a row each."""
        return self.tables["measures"]

    @property
    def actors(self) -> pd.DataFrame:
        """The mentions of actors, a row each."""
        return self.tables["actors"]

    @property
    def indicators(self) -> pd.DataFrame:
        """The mentions of indicators, a row each."""
        return self.tables["indicators"]

    @property
    def targets(self) -> pd.DataFrame:
        """The mentions of target groups, a row each."""
        return self.tables["targets"]

    @property
    def sentences(self) -> pd.DataFrame:
        """The sentences with their goals, a row each."""
        return self.tables["sentences"]

    @property
    def sections(self) -> pd.DataFrame:
        """The sections of the pages, a row each."""
        return self.tables["sections"]

    def _repr_html_(self) -> str:
        """A small table of what was found, for notebooks."""
        cells = "".join(
            f"<tr><th>{kind}</th><td>{number}</td></tr>" for kind, number in self.counts().items()
        )
        return f"<table>{cells}</table>"

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The knowledge graph of practices."""
        return build_graph(self.documents, self.practices, self.links)

    @cached_property
    def _index(self) -> PracticeIndex:
        return PracticeIndex(self.documents, self.practices)

    def similar(
        self, query: str | Measure | Practice, *, k: int = 5, exclude_area: str | None = None
    ) -> list[SimilarPractice]:
        """Find the practices most similar to a text, a measure or a practice.

        A practice is no answer to itself, nor are a measure's own mentions to it.

        Args:
            query: Free text, the id of a practice or a measure, a measure, or a practice.
            k: How many to give at most.
            exclude_area: A wellbeing services county whose own practices are left out.

        Returns:
            The most similar first, each with its score (0-1), the reasons, and where it is described.

        Example:
            >>> [hit.name for hit in mined.similar("perhekeskus", k=1)]  # doctest: +SKIP
            ['perhekeskustoimintamalli']
        """
        if isinstance(query, (Measure, Practice)):
            name = query.id if isinstance(query, Practice) else query.measure
            query = name if name in self._index else query.name
        if query.startswith(("practice:", "measure:")):
            return self.similar_to(query, k=k, exclude_area=exclude_area)
        return self._index.search(query, k=k, exclude_area=exclude_area)

    def similar_to(self, name: str, *, k: int = 5, exclude_area: str | None = None) -> list[SimilarPractice]:
        """Find the practices most similar to one that was found here, itself left out.

        Args:
            name: Id of a practice, or of a project's measure.
            k: How many to give at most.
            exclude_area: A wellbeing services county whose own practices are left out.

        Returns:
            The most similar first, as `similar` gives them.

        Raises:
            UnknownNameError: There is no such practice or measure.
        """
        search = self._index.search_measure if name.startswith("measure:") else self._index.search_practice
        return search(name, k=k, exclude_area=exclude_area)

    def timeline(self, node: str) -> pd.DataFrame:
        """How far a measure or a practice got, statement by statement in order of time.

        Args:
            node: Id of a measure or a practice.

        Raises:
            UnknownNameError: The graph has no such node.
        """
        return pd.DataFrame(timeline(self.graph, node))

    def coverage(self, *, all_areas: bool = False) -> pd.DataFrame:
        """What the pages tell of each county, goal and half-year, and where they give no information.

        Args:
            all_areas: Whether counties without any page have rows too.
        """
        return pd.DataFrame(coverage(self.graph, all_areas=all_areas))

    def practice_rows(self) -> list[dict[str, Any]]:
        """The practices as rows of ``practices.jsonl``."""
        return [
            {
                "practice": practice.id,
                "name": practice.name,
                "members": [
                    {"doc": m.doc, "area": m.area, "measure": m.measure, "mentions": list(m.mentions)}
                    for m in practice.members
                ],
            }
            for practice in self.practices
        ]

    def links_csv(self) -> str:
        """What was joined and nearly joined, as ``links.csv`` holds it (`sotenlp.linking.decisions`)."""
        names = {m.measure: m.name for d in reversed(self.documents) for m in reversed(d.measures)}
        return render_links(self.links, self.decisions, names)

    def save(self, path: str | Path, *, manifest: Mapping[str, Any] | None = None) -> None:
        """Write everything to a folder, each file whole or not at all; the manifest comes last.

        Args:
            path: The folder; it is made at need.
            manifest: What ``manifest.json`` tells of the run beside the counts; None for nothing.

        Raises:
            OutputError: A file cannot be written.
        """
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)  # without it the folder counts as unfinished
        rows = {
            PRACTICES: self.practice_rows(),
            LINKS: [asdict(link) for link in self.links],
            ERRORS: [
                {"path": e.path, "code": e.code, "problem": e.problem, "cure": e.cure, "message": str(e)}
                for e in self.errors
            ],
        }
        _write_lines(folder / DOCUMENTS, (dumps(document) for document in self.documents))
        for name, items in rows.items():
            _write_lines(folder / name, (json.dumps(item, ensure_ascii=False) for item in items))
        with open_atomic(folder / DECISIONS) as file:
            file.write(self.links_csv())
        for kind, frame in self.tables.items():
            with open_atomic(folder / f"{kind}.parquet", "wb") as file:
                frame.to_parquet(file, index=False, schema=arrow_schema(kind))
        for name in GRAPHS:
            write_graph(self.graph, folder / name)
        names = [DOCUMENTS, *rows, DECISIONS, *(f"{kind}.parquet" for kind in self.tables), *GRAPHS]
        content = {
            **(manifest or {}),
            "counts": self.counts(),
            "files": {name: _sha256(folder / name) for name in names},
        }
        with open_atomic(folder / MANIFEST) as file:
            json.dump(content, file, ensure_ascii=False, indent=1)


def open_mined(path: str | Path) -> Mined:
    """Open what a mining run wrote. Documents, tables and the graph are read when they are first asked for.

    Args:
        path: The output folder.

    Raises:
        SotenlpError: The folder holds no result, or one of another version, or what is asked for changed
            after it was written.
    """
    folder = Path(path)
    if not (folder / DOCUMENTS).is_file():
        raise SotenlpError(f"{folder}: no {DOCUMENTS} here. Name a folder that 'sotenlp mine' wrote.")
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files, counts = dict(manifest["files"]), dict(manifest["counts"])
        missing = sorted(name for name in files if not (folder / name).is_file())
        with open(folder / DOCUMENTS, encoding="utf-8", newline="\n") as file:
            first = file.readline()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SotenlpError(
            f"{folder}: unfinished or damaged ({type(error).__name__}: {error}). Mine the texts again."
        ) from error
    if missing:
        raise SotenlpError(f"{folder}: {', '.join(missing)} are missing. Mine the texts again.")
    if first.strip():
        loads(first)  # another version is told at once
    return _Opened(folder, files, counts)


class _Opened(Mined):
    """What a folder holds, read part by part when it is asked for."""

    def __init__(self, folder: Path, files: Mapping[str, str], counts: Mapping[str, int]) -> None:
        self._folder, self._files, self._counts = folder, files, counts

    def __getattr__(self, name: str) -> Any:
        """Read one of the attributes that `Mined` sets."""
        found: Any
        match name:
            case "documents":
                found = tuple(map(loads, _lines(self._checked(DOCUMENTS))))
            case "practices":
                found = tuple(_practice(json.loads(line)) for line in _lines(self._checked(PRACTICES)))
            case "links":
                found = tuple(_link(json.loads(line)) for line in _lines(self._checked(LINKS)))
            case "errors":
                found = tuple(_error(json.loads(line)) for line in _lines(self._checked(ERRORS)))
            case "decisions":
                found = read_decisions(self._folder / DECISIONS)
            case _:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        self.__dict__[name] = found
        return found

    def __len__(self) -> int:
        return self._counts["documents"]

    def counts(self) -> dict[str, int]:
        """How many of each kind were found."""
        return dict(self._counts)

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """One table a kind, each read from its file at its first use."""
        return SavedTables(self._checked)

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The knowledge graph of practices."""
        return read_graph(self._checked(GRAPHS[1]))

    def _checked(self, name: str) -> Path:
        """A file of the folder, as it was written.

        Raises:
            SotenlpError: It is gone or has changed.
        """
        path = self._folder / name
        if not path.is_file() or _sha256(path) != self._files.get(name):
            raise SotenlpError(f"{self._folder}: {name} changed after it was written. Mine the texts again.")
        return path


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line for line in file if line.strip()]


def _practice(row: dict[str, Any]) -> Practice:
    members = tuple(
        PracticeMember(m["doc"], m["area"], m["measure"], tuple(m["mentions"])) for m in row["members"]
    )
    return Practice(row["practice"], row["name"], members)


def _link(row: dict[str, Any]) -> PracticeLink:
    return PracticeLink(**row | {"reasons": tuple(row["reasons"])})


def _error(row: dict[str, str]) -> InputError:
    return InputError(row["path"], row["problem"], row["cure"], code=row["code"])


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with open_atomic(path) as file:
        file.writelines(f"{line}\n" for line in lines)


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
