"""The stages there are, in their order. A new stage is one more line here."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QWidget

from ui.settings import Settings
from ui.stages.base import Stage
from ui.view_models.dossier import DossierViewModel

STAGES = (
    ("ui.stages.source", "SourceStage"),
    ("ui.stages.schema", "SchemaStage"),
    ("ui.stages.personal", "PersonalStage"),
    ("ui.stages.preview", "PreviewStage"),
    ("ui.stages.publication", "PublicationStage"),
    ("ui.stages.review", "ReviewStage"),
)


def make_stages(dossier: DossierViewModel, settings: Settings, parent: QWidget) -> dict[str, Stage]:
    """One of each stage, by key."""
    made: dict[str, Stage] = {}
    for module, name in STAGES:
        stage: Stage = getattr(import_module(module), name)(dossier, parent)
        stage.use_settings(settings)
        made[stage.key] = stage
    return made
