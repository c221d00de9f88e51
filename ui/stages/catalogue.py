"""The stages there are, in their order. A new stage is one more line here."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QWidget

from ui.settings import Settings
from ui.stages.base import Stage
from ui.view_models.dossier import DossierViewModel

STAGES = {
    "source": ("ui.stages.source", "SourceStage"),
    "schema": ("ui.stages.schema", "SchemaStage"),
    "personal": ("ui.stages.personal", "PersonalStage"),
    "preview": ("ui.stages.preview", "PreviewStage"),
    "publication": ("ui.stages.publication", "PublicationStage"),
    "review": ("ui.stages.review", "ReviewStage"),
}


def make_stage(key: str, dossier: DossierViewModel, settings: Settings, parent: QWidget) -> Stage:
    """The stage of that key."""
    module, name = STAGES[key]
    stage: Stage = getattr(import_module(module), name)(dossier, parent)
    stage.use_settings(settings)
    return stage
