"""A process with a warm pipeline that forks a mining run for each line of its input.

Each line is a JSON object with `pages`, `out`, `mode` and `log`; the answers are the pid of the run
and, when it has ended, its wait status.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from sotenlp import mining
from sotenlp.config import Config
from sotenlp.output import Mode
from sotenlp.records import MinedDocument


def run(pages: str, out: str, mode: str, log: str) -> None:
    """Mine, and note each document that is worked on."""
    original = mining.mine_input

    def noted(task: mining.Task) -> MinedDocument | Exception:
        with open(log, "a", encoding="utf-8") as file:
            file.write(task.input.id + "\n")
        return original(task)

    mining.mine_input = noted  # type: ignore[assignment]
    mining.mine(Path(pages), out, mode=Mode(mode), config=Config())


def main() -> None:
    """Answer lines until there are no more."""
    mining.model_versions(mining.shared_pipeline(Config()))
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                run(**json.loads(line))
            except BaseException as error:
                sys.stderr.write(f"{error!r}\n")
                os._exit(1)
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitpid(pid, 0)[1]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
