"""The recipe of the sample workbook, bound to the bytes of the workbook beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

RECIPE = "subventions_2025.recette.json"

_NAMES = {
    "Domaine": "domaine",
    "Bénéficiaire": "beneficiaire",
    "N° SIRET": "siret",
    "Objet": "objet",
    "Date de la convention": "date_convention",
    "Montant / demandé": "montant_demande",
    "Montant / accordé": "montant_accorde",
    "Versée": "versee",
    "Quartier": "quartier",
}

_PRIVATE = ("Président(e)", "Courriel", "Téléphone")


def _steps(sha256: str) -> list[dict[str, Any]]:
    return [
        {"type": "row-drop-marked"},
        *({"type": "field-suppress", "field": field} for field in _PRIVATE),
        # 31 November does not exist: the service that owns the data confirmed the 30th.
        {
            "type": "cell-replace",
            "row": 17,
            "field": "Date de la convention",
            "value": "30/11/2025",
            "source": sha256,
        },
        {"type": "field-to-iso-date", "field": "Date de la convention"},
        {"type": "field-to-decimal", "field": "Montant / demandé"},
        {"type": "field-to-decimal", "field": "Montant / accordé"},
        {"type": "code-compact", "field": "N° SIRET"},
        {"type": "field-to-boolean", "field": "Versée"},
        *({"type": "field-rename", "field": old, "to": new} for old, new in _NAMES.items()),
    ]


def _schema() -> dict[str, Any]:
    def field(name: str, kind: str, title: str, description: str, **more: Any) -> dict[str, Any]:
        return {
            "name": name,
            "type": kind,
            "title": title,
            "description": description,
            "constraints": {"required": True} | more,
        }

    return {
        "name": "subventions-valmont",
        "title": "Subventions aux associations",
        "fields": [
            field(
                "domaine",
                "string",
                "Domaine",
                "Domaine d’activité de l’association aidée.",
                enum=["Culture", "Sport", "Solidarité", "Fêtes et jumelages"],
            ),
            field("beneficiaire", "string", "Bénéficiaire", "Nom de l’association aidée."),
            field(
                "siret",
                "string",
                "SIRET",
                "Numéro de l’établissement de l’association, 14 chiffres.",
                pattern=r"\d{14}",
            ),
            field("objet", "string", "Objet", "Ce que la subvention finance."),
            field("date_convention", "date", "Date de la convention", "Date de signature."),
            field("montant_demande", "number", "Montant demandé", "En euros, par an.", minimum=0),
            field("montant_accorde", "number", "Montant accordé", "En euros, par an.", minimum=0),
            field("versee", "boolean", "Versée", "Si la subvention a été versée."),
            field("quartier", "string", "Quartier", "Quartier où l’association agit."),
        ],
        "primaryKey": ["siret"],
    }


def _metadata() -> dict[str, Any]:
    return {
        "title": "Subventions aux associations 2025",
        "description": (
            "Subventions que la ville de Valmont-sur-Seine a accordées en 2025 aux associations, "
            "avec leur objet, les montants demandés et accordés et l’état du versement."
        ),
        "publisher": {"name": "Ville de Valmont-sur-Seine", "siret": "99900000300015"},
        "contact": {"name": "Service des associations", "mail": "associations@valmont.example"},
        "licence": "lov2",
        "themes": ["GOVE"],
        "keywords": ["subventions", "associations", "budget"],
        "temporal": {"start": "2025-01-01", "end": "2025-12-31"},
        "spatial": {"code": "99999", "granularity": "fr:commune"},
        "frequency": "annual",
        "issued": "2026-01-15",
        "modified": "2026-01-15",
        "language": "fr",
        "source_note": "Tableau de suivi du service des associations, données inventées.",
        "limits": "Exemple fourni avec Curator : la ville et les associations n’existent pas.",
    }


def write(folder: Path, workbook: str) -> None:
    """Write the recipe of ``workbook`` beside it in ``folder``."""
    sha256 = hashlib.sha256((folder / workbook).read_bytes()).hexdigest()
    recipe = {
        "version": 1,
        "operations": _steps(sha256),
        "source": {"sha256": sha256},
        "schema": _schema(),
        "metadata": _metadata(),
    }
    text = json.dumps(recipe, ensure_ascii=False, indent=2) + "\n"
    (folder / RECIPE).write_text(text, encoding="utf-8")
