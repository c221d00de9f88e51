"""Print precision, recall and F1 of the personal-data scan on labelled tables, by kind.

``python -m tests.benchmarks.report_detection [first|second|held-out] [SEED] [--errors]``
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from curator.privacy.scan import scan
from curator.table import Table
from tests.data.privacy.generate import NOT_JUDGED, NOT_PERSONAL, SETS, TEXT, LabelledTable, tables

THRESHOLD = 0.5


@dataclass
class Score:
    """Right and wrong, counted."""

    hits: int = 0
    misses: int = 0
    false: int = 0
    exact: int = 0

    def line(self, name: str) -> str:
        """One row of the report."""
        recall = self.hits / max(self.hits + self.misses, 1)
        precision = self.hits / max(self.hits + self.false, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        exact = self.exact / max(self.hits + self.misses, 1)
        return f"{name:28} n={self.hits + self.misses:5} R={recall:.3f} P={precision:.3f} F1={f1:.3f} exact={exact:.3f}"  # noqa: E501


@dataclass
class Measure:
    """Scores over many tables: of fields, by kind, and of text cells."""

    fields: Score = field(default_factory=Score)
    cells: Score = field(default_factory=Score)
    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    errors: Counter = field(default_factory=Counter)

    def add(self, labelled: LabelledTable) -> None:
        """Scan one table and count."""
        result = scan(Table.from_columns(labelled.columns))
        for finding in result.fields:
            truth = labelled.truth[finding.name]
            said = [k.kind for k in finding.kinds if k.confidence >= THRESHOLD]
            if truth == TEXT:
                truth = "free text" if any(labelled.cells[finding.name]) else NOT_PERSONAL
            if truth != NOT_JUDGED:
                self._count_field(labelled, finding.name, truth, said)
        spanned = {(c.row, c.field) for c in result.cells}
        whole = {
            f.name
            for f in result.fields
            if any(k.confidence >= THRESHOLD and k.share >= 0.8 for k in f.kinds)
        }
        for name, labels in labelled.cells.items():
            for i, label in enumerate(labels):
                self._count_cell(labelled, name, i, label, (i + 2, name) in spanned, name in whole)

    def _count_field(self, labelled, name, truth, said) -> None:
        if truth == NOT_PERSONAL:
            if said:
                self.fields.false += 1
                self.kinds[said[0]].false += 1
                self.errors[f"FALSE {labelled.name} / {name}: {said}"] += 1
            return
        for score in (self.fields, self.kinds[truth]):
            score.hits += bool(said)
            score.misses += not said
            score.exact += truth in said
        if not said:
            self.errors[f"MISS {labelled.name} / {name}: {truth}"] += 1
        elif truth not in said and truth != "free text":
            self.errors[f"OTHER {labelled.name} / {name}: {truth} said {said}"] += 1

    def _count_cell(self, labelled, name, i, label, found, is_whole) -> None:
        found = found or (is_whole and label)
        self.cells.hits += label and found
        self.cells.misses += label and not found
        self.cells.false += found and not label
        if label != found:
            word = "CELL MISS" if label else "CELL FALSE"
            self.errors[f"{word} {labelled.columns[name][i]}"] += 1


def main(arguments: list[str]) -> int:
    """Measure and print."""
    half = next((a for a in arguments if a in SETS), "held-out")
    seeds = [int(a) for a in arguments if a.isdigit()] or [1]
    measure = Measure()
    for seed in seeds:
        for labelled in tables(half, seed):
            measure.add(labelled)
    print(measure.fields.line(f"fields ({half})"))
    print(measure.cells.line(f"text cells ({half})"))
    for kind, score in sorted(measure.kinds.items()):
        print("  " + score.line(kind))
    if "--errors" in arguments:
        for error, n in sorted(measure.errors.items()):
            print(f"{n:4} {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
