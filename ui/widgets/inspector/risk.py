"""The risk left: how small the smallest group is that fields about people form together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import theme
from ui.i18n import number
from ui.plain import Label
from ui.view_models.risk import RiskViewModel
from ui.widgets.inspector.section import Section
from ui.widgets.risk_gauge import RiskGauge


class RiskSection(Section):
    """Of the whole table, whichever field is selected; it follows every treatment."""

    def __init__(self, model: RiskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.gauge = RiskGauge(self)
        self._k_label, self.k = Label(self), Label(self)
        self._uniques_label, self.uniques = Label(self), Label(self)
        for value in (self.k, self.uniques):
            theme.set_role(value, "strong")
        self._figures = QWidget(self)
        grid = QGridLayout(self._figures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = ((self._k_label, self.k), (self._uniques_label, self.uniques))
        for row, (label, value) in enumerate(rows):
            for column, text in enumerate((label, value)):
                text.setWordWrap(True)
                grid.addWidget(text, row, column)
        self.remark = Label(self)
        self.remark.setWordWrap(True)
        theme.set_role(self.remark, "muted")
        self.again = QPushButton(self)
        theme.set_role(self.again, "link")
        self.again.clicked.connect(model.measure_again)
        for widget in (self.gauge, self._figures, self.remark):
            self.body.addWidget(widget)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        model.changed.connect(self._on_changed)
        self.retranslate()

    def title(self) -> str:
        return _("Risk left")

    def retranslate(self) -> None:
        self._k_label.setText(_("Smallest group (k)"))
        self._uniques_label.setText(_("Unique rows"))
        self.again.setText(_("Measure again"))
        explanation = _(
            "k-anonymity: rows that agree on all fields that designate a person indirectly form a "
            "group. Whoever knows these fields of a person finds at least k rows. No authority "
            "fixes a k; official statistics often ask for 11."
        )
        for widget in (self._k_label, self.k, self.gauge):
            widget.setToolTip(explanation)
            widget.setAccessibleDescription(explanation)
        super().retranslate()

    def refresh(self) -> None:
        risk, is_current = self._model.now, self._model.is_current
        fields = self._model.fields()
        has_figures = risk is not None and is_current and bool(fields) and risk.records > 0
        self.gauge.setVisible(has_figures)
        self._figures.setVisible(has_figures)
        self.again.setVisible(self._model.can_measure_again)
        if risk is None or not is_current:
            is_stopped = self._model.is_interrupted
            waiting = _("Being measured…")
            self.remark.setText(_("Interrupted: not measured.") if is_stopped else waiting)
            return
        self.remark.setText(self._remark(fields))
        if has_figures:
            self.gauge.set_k(risk.k)
            before = self._model.before
            self.k.setText(_changed(before.k if before else None, risk.k))
            self.uniques.setText(
                _("{n} of {all}").format(
                    n=_changed(before.uniques if before else None, risk.uniques),
                    all=number(risk.records),
                )
            )

    def _remark(self, fields: tuple[str, ...]) -> str:
        direct = self._model.direct_identifiers()
        if direct == "to treat":
            return _("Fields that designate people directly are still there: treat them first.")
        if direct == "kept":
            return _(
                "Fields that designate people directly are kept for a reason: these people can be "
                "recognised."
            )
        if not fields:
            return _("No field designates a person indirectly: there is nothing to measure.")
        text = ngettext(
            "Measured on {fields}.", "Measured on {fields} taken together.", len(fields)
        )
        return text.format(fields=", ".join(fields))

    def _on_changed(self) -> None:
        if self.is_wanted():
            self.refresh()


def _changed(before: int | None, now: int) -> str:
    """A figure, after what it was before the treatments where that is known and differs."""
    return number(now) if before in (None, now) else f"{number(before or 0)} → {number(now)}"
