"""The bundled sample taken the whole way, and told step by step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.pipeline import Prepared, prepare
from curator.preview import difference
from curator.privacy.model import Role
from curator.privacy.scan import scan
from curator.readers import Source
from curator.recipe import load_recipe

_SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"

SAMPLE = _SAMPLES / "subventions_2025.xlsx"
SAMPLE_RECIPE = _SAMPLES / "subventions_2025.recette.json"


def story() -> list[str]:
    """What the recipe does to the sample, as lines of text without any cell's value."""
    prepared = prepare(SAMPLE, load_recipe(SAMPLE_RECIPE))
    return [
        *_reading(prepared.source),
        *_personal_data(prepared),
        *_steps(prepared),
        *_result(prepared),
    ]


def _reading(source: Source) -> Iterator[str]:
    table = source.tables[0]
    rows = "-".join(str(row + 1) for row in table.header_rows)
    yield _("Read {name}, sheet “{sheet}”: header in rows {rows}, {n} records.").format(
        name=source.file.name, sheet=table.sheet, rows=rows, n=table.record_count
    )
    others = table.row_count - table.record_count
    yield ngettext(
        "{n} row is not a record (total or note).",
        "{n} rows are not records (totals or notes).",
        others,
    ).format(n=others)
    yield _("Hidden in the file, none of it is exported:")
    for finding in source.hidden:
        yield f"  - {finding.location}: {finding.text()}"


def _personal_data(prepared: Prepared) -> Iterator[str]:
    yield _("Personal data found:")
    for finding in scan(prepared.table).fields:
        if finding.role is not Role.NONE:
            kinds = ", ".join(score.kind for score in finding.kinds)
            yield f"  - {finding.name}: {kinds}"


def _steps(prepared: Prepared) -> Iterator[str]:
    steps = prepared.recipe.steps
    yield ngettext("The recipe has {n} step:", "The recipe has {n} steps:", len(steps)).format(
        n=len(steps)
    )
    for step in steps:
        yield f"  - {step.sentence()}"


def _result(prepared: Prepared) -> Iterator[str]:
    summary = difference(prepared.table, prepared.public, prepared.recipe.steps).summary
    yield _(
        "Public table: {rows} rows × {fields} fields; {removed} fields and {dropped} rows removed, "
        "{changed} cells changed."
    ).format(
        rows=len(prepared.public),
        fields=len(prepared.public.schema),
        removed=len(summary.fields_removed),
        dropped=summary.rows_removed,
        changed=summary.changed_cell_count,
    )
