"""Parquet: columns of text as they stand, for those who analyse large tables."""

from __future__ import annotations

from pathlib import Path

from curator.i18n import N_
from curator.progress import Report, silent
from curator.publish.writers.model import FileFormat
from curator.table import Table

GROUP_ROWS = 122_880


def write_parquet(table: Table, path: Path, report: Report = silent) -> None:
    """Write the table; every column is text, an empty cell is null.

    Chunks are joined first, so that the bytes depend on the cells alone.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    columns = [
        pc.if_else(pc.equal(column, ""), None, column).combine_chunks()
        for column in table.data.columns
    ]
    whole = pa.table(columns, names=table.names)
    report(0.3, "")
    pq.write_table(
        whole,
        path,
        row_group_size=GROUP_ROWS,
        compression="none",
        use_dictionary=False,
        store_schema=False,
    )


PARQUET = FileFormat(
    name="parquet",
    suffix=".parquet",
    mediatype="application/vnd.apache.parquet",
    authority="",
    label=N_("The same data for analysis (Parquet)"),
    write=write_parquet,
)
