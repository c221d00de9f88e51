"""How far records can be told apart by the fields that designate a person indirectly.

Records that agree on every quasi-identifier form an equivalence class. The size of the smallest
is k (Samarati and Sweeney, *Protecting privacy when disclosing information*, 1998): whoever knows
those fields of a person cannot narrow them down to fewer than k records. A record alone in its
class is unique in the table. An attacker who knows that the person is in the table is right with
probability 1 / size: at most 1 / k (prosecutor), and classes / records on average over everyone
(marketer; El Emam and Dankar, *Protecting privacy using k-anonymity*, 2008).

These figures say nothing of direct identifiers, nor of what a class gives away when all its
records share a sensitive value. No authority fixes a k; the French statistical service publishes
no fiscal figure on fewer than 11 households.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from curator.errors import FieldNotFound
from curator.progress import Report, silent
from curator.table import Table

USUAL_K = 11
"""Below it, official statistics on natural persons (fiscal sources) are not released."""


@dataclass(frozen=True, kw_only=True)
class Risk:
    """The risk left on ``records`` records in ``classes`` equivalence classes.

    ``k`` is the size of the smallest class (0: no record), ``uniques`` how many records are alone
    in theirs.
    """

    quasi_identifiers: tuple[str, ...]
    records: int
    classes: int
    k: int
    uniques: int

    @property
    def unique_share(self) -> float:
        """Share of the records that are unique, from 0 to 1."""
        return self.uniques / self.records if self.records else 0.0

    @property
    def prosecutor_max(self) -> float:
        """Highest probability of finding a given person's record, from 0 to 1."""
        return 1 / self.k if self.k else 0.0

    @property
    def marketer(self) -> float:
        """Share of the records that an attacker who knows everyone finds on average."""
        return self.classes / self.records if self.records else 0.0


def equivalence_class_sizes(
    table: Table, quasi_identifiers: Sequence[str], *, report: Report = silent
) -> npt.NDArray[np.int64]:
    """How many records each equivalence class has, in no particular order.

    An empty cell is a value like another: two records of unknown age agree on it. Without a
    quasi-identifier all records are one class. Raises ``FieldNotFound``.
    """
    for name in quasi_identifiers:
        if name not in table.schema:
            raise FieldNotFound(field=name)
    records = table.records()
    if not quasi_identifiers:
        return np.array([len(records)] if len(records) else [], dtype=np.int64)
    keys = []
    for n, name in enumerate(quasi_identifiers):
        report(n / (len(quasi_identifiers) + 1), "")
        # Codes are compared instead of texts: the texts are read only once.
        keys.append(records.column(name).combine_chunks().dictionary_encode().indices)
    names = [str(n) for n in range(len(keys))]
    grouped = pa.table(dict(zip(names, keys, strict=True))).group_by(names)
    sizes = grouped.aggregate([([], "count_all")]).column("count_all")
    return np.asarray(sizes.to_numpy(), dtype=np.int64)


def risk(table: Table, quasi_identifiers: Sequence[str], *, report: Report = silent) -> Risk:
    """Measure the records of ``table``. Raises ``FieldNotFound``."""
    sizes = equivalence_class_sizes(table, quasi_identifiers, report=report)
    return Risk(
        quasi_identifiers=tuple(quasi_identifiers),
        records=int(sizes.sum()),
        classes=len(sizes),
        k=int(sizes.min()) if len(sizes) else 0,
        uniques=int(np.count_nonzero(sizes == 1)),
    )
