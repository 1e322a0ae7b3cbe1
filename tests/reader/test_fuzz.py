"""Mutated files of each format end in a document or in an error of ours, soon and in little memory.

The run of the suite takes seconds; SOTENLP_FUZZ_ROUNDS=2000 makes a longer one.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sotenlp.config import Config
from sotenlp.errors import InputError
from sotenlp.reader.reading import from_bytes, from_text
from sotenlp.reader.tables_of_texts import Table, TableRow
from tests.pages import KAINUU, LAPPI
from tests.reader.made.pages import as_pdf, made_of, parts_of

ROUNDS = int(os.environ.get("SOTENLP_FUZZ_ROUNDS", "30"))
SECONDS = 20.0
MEGABYTES = 600
MADE = made_of(KAINUU)
MADE["pdf"] = ("sivu.pdf", as_pdf(parts_of(from_text(KAINUU)), packed=False))
TOKENS = [
    b"<", b">", b"\x00", b"\xff\xfe", b"<table>", b"</", b"&#x110000;", b"<!--", b"<![CDATA[", b"obj",
    b"stream", b"endstream", b"/Kids", b"0 0 R", b"999999999", b"-1", b'"', b"\n", b"\t", b"]]>",
    b"rowspan=99999", b"xmlns", b"w:val", b"\xf4\x8f\xbf\xbf", b"=\r\n", b"--",
]  # fmt: skip


def mutated(data: bytes, random_: random.Random) -> bytes:
    """The bytes with a few of them changed, taken out, put in, doubled or cut off."""
    changed = bytearray(data)
    for _ in range(random_.choice((1, 1, 2, 5, 20))):
        place = random_.randrange(len(changed) + 1)
        kind = random_.randrange(6)
        if kind == 0 and changed:
            changed[place % len(changed)] = random_.randrange(256)
        elif kind == 1:
            del changed[place : place + random_.randrange(1, 60)]
        elif kind == 2:
            changed[place:place] = random_.choice(TOKENS) * random_.choice((1, 1, 3, 500))
        elif kind == 3:
            changed[place:place] = changed[place : place + random_.randrange(1, 400)]
        elif kind == 4 and random_.random() < 0.2:
            del changed[place:]
        else:
            other = random_.randrange(len(changed) + 1)
            changed[place : place + 8] = changed[other : other + 8]
    return bytes(changed)


def mutated_part(data: bytes, random_: random.Random) -> bytes:
    """A package of which one part is mutated, or the package itself."""
    if random_.random() < 0.3:
        return mutated(data, random_)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        names = source.namelist()
        chosen = random_.choice(
            ["word/document.xml", "word/styles.xml", "word/numbering.xml", random_.choice(names)]
        )
        for name in names:
            part = source.read(name)
            copy.writestr(name, mutated(part, random_) if name == chosen else part)
    return target.getvalue()


def finish(read: Callable[[], object], seen: dict[str, int]) -> None:
    start, refused = time.monotonic(), None
    try:
        read()
    except InputError as error:
        refused = error
    key = "refused" if refused else "read"
    seen[key] = seen.get(key, 0) + 1
    assert refused is None or (refused.path and refused.cure.endswith("."))
    assert time.monotonic() - start < SECONDS


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.parametrize("kind", ["text", "html", "mhtml", "docx", "pdf"])
def test_a_mutated_file_is_read_or_refused(kind: str) -> None:
    if kind == "mhtml":
        head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        head += b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        page = (
            b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + MADE["html"][1]
        )
        name, data = "sivu.mhtml", head + page + b"\r\n--x--\r\n"
    else:
        name, data = MADE[kind]
    random_ = random.Random(f"{kind} 2026")
    before, seen = memory(), dict[str, int]()
    for _ in range(ROUNDS):
        changed = mutated_part(data, random_) if kind == "docx" else mutated(data, random_)
        finish(lambda changed=changed: from_bytes(changed, path=name, id="x"), seen)  # type: ignore[misc]
    assert memory() - before < MEGABYTES
    assert seen.get("read", 0) > 0


def parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"text": [KAINUU, LAPPI] * 5}), file)
    return file.getvalue()


TABLES = {
    "csv": b"text,id\n" + b"".join(b'"Jonot, joita oli, lyheniv\xc3\xa4t.",%d\n' % n for n in range(40)),
    "jsonl": b"".join(json.dumps({"text": "Jonot lyhenivät.", "id": n}).encode() + b"\n" for n in range(40)),
    "parquet": parquet(),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_mutated_table_is_read_or_refused(kind: str) -> None:
    random_ = random.Random(f"{kind} 2026")
    before, seen = memory(), dict[str, int]()

    def read(data: bytes) -> None:
        for row in Table(Path("-"), data=data, kind=kind).rows(Config()):
            assert isinstance(row, (TableRow, InputError))

    for _ in range(ROUNDS):
        changed = mutated(TABLES[kind], random_)
        finish(lambda changed=changed: read(changed), seen)  # type: ignore[misc]
    assert memory() - before < MEGABYTES
    assert seen.get("read", 0) > 0
