"""Join the two annotators' goal labels into corpora/goals/goals.csv and tell how far they agree.

    python training/adjudicate_goals.py

`goals` are what both gave, `goals_also` what only one gave.
"""

from __future__ import annotations

import csv
from pathlib import Path

from sotenlp.evaluation.agreement import adjudicate, measure_agreement

FOLDER = Path(__file__).resolve().parents[1] / "corpora" / "goals"


def read_labels(path: Path) -> dict[str, tuple[int, ...]]:
    """Goals by sentence id of one annotator's file (columns id, goals)."""
    with open(path, encoding="utf-8", newline="") as file:
        return {row["id"]: _goals(row["goals"]) for row in csv.DictReader(file)}


def _goals(cell: str) -> tuple[int, ...]:
    return tuple(int(goal) for goal in cell.split(";") if goal)


def main() -> None:
    """Write goals.csv and print the agreement."""
    first, second = read_labels(FOLDER / "labels-a.csv"), read_labels(FOLDER / "labels-b.csv")
    with open(FOLDER / "sentences.csv", encoding="utf-8", newline="") as file:
        sentences = list(csv.DictReader(file))
    with open(FOLDER / "goals.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "part", "theme", "hard", "text", "goals", "goals_also"])
        for row in sentences:
            both, one = adjudicate(first[row["id"]], second[row["id"]])
            cells = [";".join(map(str, goals)) for goals in (both, one)]
            writer.writerow([row[key] for key in ("id", "part", "theme", "hard", "text")] + cells)
    groups = {"all": list(first)}
    for row in sentences:
        groups.setdefault(row["part"], []).append(row["id"])
        if row["hard"] == "1":
            groups.setdefault("hard", []).append(row["id"])
    print(f"{'part':8} {'items':>6} {'exact':>6} {'F1':>6}   F1 of goals 1-5")
    for name, ids in groups.items():
        found = measure_agreement({i: first[i] for i in ids}, {i: second[i] for i in ids})
        by_goal = " ".join(f"{value:.3f}" for value in found.f1_by_goal.values())
        print(f"{name:8} {found.items:6} {found.exact:6.3f} {found.f1:6.3f}   {by_goal}")


if __name__ == "__main__":
    main()
