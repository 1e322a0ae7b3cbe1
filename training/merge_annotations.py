"""Merge the two annotators' marks in corpora/annotated into gold and tell how far they agree.

    python training/merge_annotations.py

Reads annotator-a/ and annotator-b/ of each part, writes gold/, one JSON file a page.
"""

from __future__ import annotations

import json
from pathlib import Path

from sotenlp.evaluation.agreement import measure_agreement
from sotenlp.evaluation.merging import SPAN_KINDS, attribute_agreement, merge_marks, span_agreement
from sotenlp.evaluation.spans import overlap

FOLDER = Path(__file__).resolve().parents[1] / "corpora" / "annotated"


def read_marks(folder: Path) -> list[dict]:
    """The marks of one annotator, a page each, in order of their names."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def merge_part(folder: Path) -> None:
    """Write the gold files of one part and print the agreement."""
    first, second = read_marks(folder / "annotator-a"), read_marks(folder / "annotator-b")
    (folder / "gold").mkdir(exist_ok=True)
    for a, b in zip(first, second, strict=True):
        text = json.dumps(merge_marks(a, b), ensure_ascii=False, indent=1)
        (folder / "gold" / f"{a['doc']}.json").write_text(text + "\n", encoding="utf-8")
    print(f"{folder.name}: {len(first)} pages; F1 of annotator A against B")
    for kind in SPAN_KINDS:
        f1 = span_agreement(first, second, kind)
        exact = span_agreement(first, second, kind, least=1.0)
        print(f"  {kind:11} {f1:.3f}, exact borders {exact:.3f}")
    print(f"  status      {attribute_agreement(first, second, 'measures', 'status'):.3f} equal")
    print(f"  actor role  {attribute_agreement(first, second, 'actors', 'role'):.3f} equal")
    left, right = {}, {}
    for a, b in zip(first, second, strict=True):
        for sentence in a["sentences"]:
            overlaps = [overlap(sentence, other) for other in b["sentences"]]
            best = max(range(len(overlaps)), key=overlaps.__getitem__)
            if overlaps[best] >= 0.5:
                key = f"{a['doc']}:{sentence['start']}"
                left[key], right[key] = sentence["goals"], b["sentences"][best]["goals"]
    goals = measure_agreement(left, right)
    print(f"  goals       {goals.f1:.3f} over {goals.items} sentences, equal sets {goals.exact:.3f}")


def main() -> None:
    """Merge both parts."""
    for part in ("read", "unread"):
        merge_part(FOLDER / part)


if __name__ == "__main__":
    main()
