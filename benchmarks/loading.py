"""Compare what loading costs: the lemmatiser, and a pipeline with it, against ``import spacy``.

    python benchmarks/loading.py

Each line is a fresh process; the best of seven. Processor time is a ratio to ``import spacy`` in the same
run, memory what the process holds more at its peak. Prints a Markdown table.
"""

from __future__ import annotations

import resource
import subprocess
import sys

RUNS = 7
BASE = "import spacy"
PROGRAMS = {
    "import spacy": BASE,
    "Lemmatizer()": "from sotenlp import Lemmatizer; Lemmatizer()",
    "load(LANGUAGE_COMPONENTS)": (
        "from sotenlp.pipeline import LANGUAGE_COMPONENTS, load; load(components=LANGUAGE_COMPONENTS)"
    ),
    "load()": "import sotenlp; sotenlp.load()",
}
# Peak memory of the process itself, in kilobytes on Linux.
MEMORY = "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def seconds(program: str) -> float:
    """Processor time of a program in a fresh process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def megabytes(program: str) -> float:
    """The peak memory of a program in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", program + MEMORY], check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1024


def main() -> None:
    """Measure all programs."""
    # Round by round, so that other work on the machine falls on all of them.
    rounds = [{name: seconds(program) for name, program in PROGRAMS.items()} for _ in range(RUNS)]
    fastest = {name: min(times[name] for times in rounds) for name in PROGRAMS}
    base = megabytes(BASE)
    print("| | time / import spacy | memory beyond it, MB |")
    print("|---|---|---|")
    for name, program in PROGRAMS.items():
        ratio, more = fastest[name] / fastest[BASE], megabytes(program) - base
        print(f"| `{name}` | {ratio:.2f} | {more:.0f} |", flush=True)


if __name__ == "__main__":
    main()
