"""One change to a table: what it asks, what it would do, and the button that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.dialogs.base import Dialog
from ui.models.transforms import Input, Transform, Values
from ui.plain import Label
from ui.view_models.transforms import TransformViewModel
from ui.widgets.preview_table import PreviewTable
from ui.widgets.transform_form import TransformForm

if TYPE_CHECKING:
    from curator.operations import Operation
    from ui.view_models.transform_preview import TransformPreview


class TrialDialog(Dialog):
    """Base of the dialogs that show what an operation would do before it is applied.

    A subclass fills ``self.body`` and calls ``try_out`` with the operation as it stands now.
    """

    SIZE = (720, 560)

    def __init__(self, title: str, model: TransformViewModel, parent: QWidget | None) -> None:
        buttons = QDialogButtonBox.StandardButton
        super().__init__(parent, buttons.Apply | buttons.Close)
        self.setWindowTitle(title.rstrip("…"))
        self.model = model
        model.setParent(self)
        self._operation: Operation | None = None
        self.explanation = Label(self)
        self.explanation.setWordWrap(True)
        theme.set_role(self.explanation, "muted")
        self.preview = PreviewTable(self)
        self.apply_button = self.word_apply(_("Apply"))
        self.apply_button.setDefault(True)
        self.apply_button.clicked.connect(self._on_apply)
        model.previewed.connect(self._on_previewed)
        model.refused.connect(self._on_refused)
        model.interrupted.connect(self._on_interrupted)
        self.body.addWidget(self.explanation)

    def try_out(self, operation: Operation | None, sentence: str = "") -> None:
        """Show what ``operation`` would do; None: it is not complete, ``sentence`` says why."""
        self._operation = operation
        self.apply_button.setEnabled(False)
        if operation is None:
            self.model.drop()
            self.preview.show_sentence(sentence)
        else:
            self.model.preview(operation)

    def _on_previewed(self, preview: TransformPreview) -> None:
        if preview.operation is self._operation:
            self.preview.show_preview(preview)
            self.apply_button.setEnabled(preview.kind != "nothing")

    def _on_interrupted(self) -> None:
        """What is not known beforehand can be looked at afterwards, and undone."""
        self.preview.show_sentence(_("Not tried out to the end; it can be applied all the same."))
        self.apply_button.setEnabled(True)

    def _on_refused(self, sentence: str) -> None:
        self.preview.show_sentence(sentence, "error")

    def _on_apply(self) -> None:
        if self._operation is not None:
            self.model.apply(self._operation)
            self.accept()

    def leave(self) -> None:
        self.model.drop()


class TransformDialog(TrialDialog):
    """The form of any transform, with the preview under it."""

    def __init__(
        self,
        transform: Transform,
        model: TransformViewModel,
        field: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_(transform.title), model, parent)
        self._transform = transform
        self.explanation.setText(_(transform.explanation))
        self.form = TransformForm(transform.inputs, model.fields, self)
        if field:
            self.form.preset(field)
        self.form.changed.connect(self._on_changed)
        self.body.addWidget(self.form)
        self.body.addWidget(self.preview, 1)
        self.form.focus_first()
        self._on_changed()

    def _on_changed(self) -> None:
        values = self.form.values()
        lacking = [one for one in self._transform.inputs if _is_lacking(one, values)]
        if lacking:
            labels = ", ".join(_(one.label) for one in lacking)
            self.try_out(None, _("Still to fill in: {inputs}.").format(inputs=labels))
        else:
            self.try_out(self._transform.make(values))


def _is_lacking(one: Input, values: Values) -> bool:
    """Whether an answer that is asked for and needed is not there yet."""
    asked, wanted = one.only_for
    if asked and values[asked] not in wanted:
        return False
    return one.is_needed and values[one.key] in ("", ())
