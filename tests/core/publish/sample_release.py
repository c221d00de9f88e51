"""A small grant table and its release, for the tests of this folder and for their subprocesses."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from curator.operations.row import DropRows
from curator.operations.structure import RenameField, SuppressField
from curator.preview import difference
from curator.publish.metadata import Contact, Metadata, Publisher, Spatial, Temporal
from curator.publish.package import write_package
from curator.publish.release import Release, Status, release_of
from curator.recipe import Recipe, replay
from curator.schema.model import Field, Schema
from curator.table import Table

METADATA = Metadata(
    title="Subventions versées aux associations en 2024",
    description="Subventions votées par le conseil municipal au cours de l’année 2024, une ligne "
    "par association et par objet, telles que le service des finances les a versées.",
    publisher=Publisher(name="Ville d’Issy-les-Moulineaux", siret="21920040900015"),
    contact=Contact(name="Service open data", mail="opendata@ville.example"),
    themes=("GOVE",),
    keywords=("subvention", "association"),
    temporal=Temporal(start="2024", end="2024"),
    spatial=Spatial(code="92040", granularity="fr:commune"),
    frequency="annual",
    issued="2025-01-31",
    modified="2025-02-01",
    version="1.0",
    source_note="Tableur du service des finances.",
    limits="Les aides en nature n’y sont pas.",
)

PHONES = ("06 12 34 56 78", "07.98.76.54.32", "01 40 00 00 01")
NAMES = ("Berthe Quiquandon", "Anselme Trébuchet", "Zoé Vaillancourt")

STEPS = (
    SuppressField(field="Contact"),
    SuppressField(field="Tél."),
    RenameField(field="Montant voté", to="montant"),
    DropRows(rows=(5,)),
)


def source_table() -> Table:
    """Three grants and a total row, with two fields that must not go out."""
    columns = {
        "Association": ["Club de lecture", "Les Randonneurs, section 92", 'La "Chorale"', "Total"],
        "Contact": [*NAMES, ""],
        "Tél.": [*PHONES, ""],
        "Montant voté": ["1250.50", "300", "12", "1562.50"],
    }
    schema = Schema(
        fields=(
            Field(name="Association", title="Association", description="Nom du bénéficiaire"),
            Field(name="Contact"),
            Field(name="Tél."),
            Field(name="Montant voté", type="number", description="Montant en euros"),
        )
    )
    return Table.from_columns(columns, schema=schema, source_sha256="ab" * 32)


def sample_release(**changes: Any) -> Release:
    """The release of the table above; ``changes`` are arguments of ``release_of``."""
    recipe = changes.pop("recipe", Recipe(operations=STEPS))
    source = changes.pop("source") if "source" in changes else source_table()
    public = changes.pop("public") if "public" in changes else replay(recipe, source)
    metadata = changes.pop("metadata", METADATA)
    diff = difference(source, public, recipe.operations)
    return release_of(diff, metadata, recipe, **changes)


def approved_release(**changes: Any) -> Release:
    """The same, approved by another person than its submitter."""
    draft = sample_release()
    record = {
        "state": "approved",
        "submitted_by": "Ada <ada@ville.example>",
        "approved_by": "Bob <bob@ville.example>",
        "content_sha256": draft.content_sha256,
    }
    return sample_release(status=Status.RELEASED, review=record, **changes)


if __name__ == "__main__":
    write_package(sample_release(formats=("csv", "xlsx", "json")), Path(sys.argv[1]))
