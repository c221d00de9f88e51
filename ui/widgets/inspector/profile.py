"""Profile of a field: how many values, their spread, the most frequent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import theme
from ui.i18n import locale, number
from ui.plain import Label, tip
from ui.view_models.schema import SchemaViewModel
from ui.widgets.histogram import Histogram, ValueBars
from ui.widgets.inspector.section import Section

if TYPE_CHECKING:
    from curator.quality.profile import Profile

MOST_VALUES = 5
MOST_ROWS = 5
LONGEST = 60
"""Characters of a text that a tool tip shows."""


class ProfileSection(Section):
    """Asks for the profile of the field shown, and shows it when it is ready."""

    def __init__(self, model: SchemaViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._profile: Profile | None = None
        self._meaning = Label(self)
        self._exceptions = Label(self)
        theme.set_role(self._exceptions, "muted")
        self.exceptions_button = QPushButton(self)
        self.exceptions_button.hide()
        theme.set_role(self.exceptions_button, "link")
        self.exceptions_button.clicked.connect(self._show_exceptions)
        self.histogram = Histogram(self)
        self._range = Label(self)
        theme.set_role(self._range, "small")
        self._counts = Label(self)
        theme.set_role(self._counts, "muted")
        self._top_title = Label(self)
        theme.set_role(self._top_title, "small")
        self.top = ValueBars(self)
        for label in (self._meaning, self._exceptions, self._range, self._counts):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        self._parts = (
            self._meaning,
            self._exceptions,
            self.exceptions_button,
            self.histogram,
            self._range,
            self._counts,
            self._top_title,
            self.top,
        )
        for widget in self._parts:
            self.body.addWidget(widget)
        self.body.setAlignment(self.exceptions_button, Qt.AlignmentFlag.AlignLeft)
        model.profiles.ready.connect(self._on_ready)
        self.retranslate()

    def title(self) -> str:
        return _("Profile")

    def show_field(self, name: str) -> None:
        if name != self.field:
            self._profile = None
            for widget in self._parts:  # what was said is of another field
                widget.hide()
        super().show_field(name)

    def refresh(self) -> None:
        self._model.profiles.request(self.field)

    def retranslate(self) -> None:
        super().retranslate()
        if self._profile is not None:
            self._show(self._profile)

    def _show_exceptions(self) -> None:
        if self._profile is not None and self._profile.meanings:
            examples = self._profile.meanings[0].counter_examples
            self._model.show_rows(self.field, [example.row for example in examples])

    def _on_ready(self, field: str, profile: Profile) -> None:
        if field == self.field and not self.isHidden():
            self._profile = profile
            self._show(profile)

    def _show(self, profile: Profile) -> None:
        for label, text in (
            (self._meaning, _meaning(profile)),
            (self._exceptions, _exceptions(profile)),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._meaning.setToolTip(tip(_other_meanings(profile)))
        self._exceptions.setToolTip(tip(_exception_texts(profile)))
        self.exceptions_button.setText(_("Show these rows"))
        self.exceptions_button.setVisible(bool(_exceptions(profile)))
        bars = [(_range(b.start, b.end), b.count) for b in profile.bins]
        is_telling = profile.measure == "value" and len(bars) > 1  # lengths of texts tell little
        self.histogram.set_bars(bars if is_telling else [])
        self._range.setText(_spread(profile))
        self._range.setVisible(bool(self._range.text()))
        self._counts.setText(_counted(profile))
        self._counts.show()
        top = [] if profile.is_unique else list(profile.top[:MOST_VALUES])
        self._top_title.setText(_("Most frequent values"))
        self._top_title.setVisible(bool(top))
        self.top.set_values(top, profile.filled)


def _meaning(profile: Profile) -> str:
    """What the values are, beyond their type."""
    if not profile.meanings:
        return ""
    surest = profile.meanings[0]
    share = _("{n}%").format(n=int(surest.share * 100))  # never rounded up to all of them
    return _("Recognised: {meaning} ({share})").format(meaning=surest.type.text(), share=share)


def _other_meanings(profile: Profile) -> str:
    """What the values could be too, less surely."""
    shares = _("{meaning} ({share})")
    return "\n".join(
        shares.format(
            meaning=found.type.text(), share=_("{n}%").format(n=int(found.confidence * 100))
        )
        for found in profile.meanings
    )


def _exception_texts(profile: Profile) -> str:
    """The texts that speak against it, with how often each is there."""
    examples = profile.meanings[0].counter_examples if profile.meanings else ()
    lines = _("“{text}” ({n})")
    return "\n".join(lines.format(text=e.text[:LONGEST], n=number(e.count)) for e in examples)


def _exceptions(profile: Profile) -> str:
    """The rows of the source where a text speaks against it."""
    if not profile.meanings or not profile.meanings[0].counter_examples:
        return ""
    rows = [str(e.row) for e in profile.meanings[0].counter_examples[:MOST_ROWS]]
    text = ngettext("Except in row {rows}", "Except in rows {rows}", len(rows))
    return text.format(rows=", ".join(rows))


def _range(start: float | str, end: float | str) -> str:
    if start == end:
        return _figure(start)
    return _("{start} to {end}").format(start=_figure(start), end=_figure(end))


def _figure(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return locale().toString(value, "g", 8)


def _spread(profile: Profile) -> str:
    """From the least to the most, as the texts stand in the table."""
    if not profile.bins:
        return ""
    if profile.measure == "length":
        first, last = profile.bins[0].start, profile.bins[-1].end
        shortest, longest = int(float(first)), max(int(float(first)), int(float(last)) - 1)
        if shortest == longest:
            text = ngettext("{n} character", "{n} characters", longest)
            return text.format(n=number(longest))
        text = _("{shortest} to {longest} characters")
        return text.format(shortest=number(shortest), longest=number(longest))
    text = _("{minimum} to {maximum}")
    return text.format(minimum=profile.minimum, maximum=profile.maximum)


def _counted(profile: Profile) -> str:
    valid = profile.count - profile.empty - profile.invalid
    parts = [ngettext("{n} value", "{n} values", valid).format(n=number(valid))]
    if profile.invalid:
        n = profile.invalid
        parts.append(ngettext("{n} to correct", "{n} to correct", n).format(n=number(n)))
    if profile.empty:
        n = profile.empty
        parts.append(ngettext("{n} empty", "{n} empty", n).format(n=number(n)))
    if profile.is_unique:
        parts.append(_("all different"))
    else:
        n = profile.distinct
        parts.append(ngettext("{n} distinct", "{n} distinct", n).format(n=number(n)))
    return " · ".join(parts)
