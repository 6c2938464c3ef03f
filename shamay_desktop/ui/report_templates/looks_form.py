"""A template's looks: fonts, sizes, margins, where chapters begin, letterhead and strip."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QWidget

from shamay_desktop.domain.report_looks import DAVID, RANGES, ChapterStart, looks_json, looks_of
from shamay_desktop.domain.report_templates.template import Numbering, ReportTemplate
from shamay_desktop.i18n.texts import Texts

_FONTS = ("body_font", "title_font", "number_font")


class LooksForm(QWidget):
    """Every choice keeps its label and a name for those who do not see it."""

    changed = Signal()

    def __init__(self, texts: Texts, families: Sequence[str]) -> None:
        super().__init__()
        self._texts = texts
        self._known = (DAVID, *families)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.fonts = {name: self._choice(name) for name in _FONTS}
        self.sizes = {name: self._size(name) for name in RANGES}
        self.starts = self._choice("chapter_start")
        self.numberings = self._choice("numbering")
        for each, codes in ((self.starts, ChapterStart), (self.numberings, Numbering)):
            for code in codes:
                each.addItem(texts(f"templates.code.{code.value}"), code.value)
        self.letterhead, self.strip = self._switch("letterhead"), self._switch("strip")

    def show_template(self, template: ReportTemplate) -> None:
        """Put a template's looks in the form."""
        blocked = QSignalBlocker(self)
        for name, choice in self.fonts.items():
            given = getattr(template.looks, name)
            same = [("", self._texts("templates.as_body"))] if name == "title_font" else []
            others = dict.fromkeys((*self._known, given))
            choice.clear()
            for value, label in (*same, *((each, each) for each in others if each)):
                choice.addItem(label, value)
            choice.setCurrentIndex(choice.findData(given))
        for name, box in self.sizes.items():
            box.setValue(float(getattr(template.looks, name)))
        self.starts.setCurrentIndex(self.starts.findData(template.looks.chapter_start.value))
        self.numberings.setCurrentIndex(self.numberings.findData(template.numbering.value))
        self.letterhead.setChecked(template.letterhead)
        self.strip.setChecked(template.strip)
        blocked.unblock()

    def typed(self, template: ReportTemplate) -> ReportTemplate:
        """The template with what the form says."""
        raw: dict[str, object] = dict(looks_json(template.looks))
        raw |= {name: f"{box.value():.2f}" for name, box in self.sizes.items()}
        raw |= {name: str(choice.currentData() or "") for name, choice in self.fonts.items()}
        raw["chapter_start"] = self.starts.currentData()
        return replace(
            template,
            looks=looks_of(raw),
            numbering=Numbering(self.numberings.currentData()),
            letterhead=self.letterhead.isChecked(),
            strip=self.strip.isChecked(),
        )

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox()
        choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._row(name, choice)
        return choice

    def _size(self, name: str) -> QDoubleSpinBox:
        low, high = map(float, RANGES[name])
        box = QDoubleSpinBox(minimum=low, maximum=high, decimals=2 if name == "line_pitch" else 1)
        box.setSingleStep(0.05 if name == "line_pitch" else 0.5)
        side = Qt.AlignmentFlag.AlignRight if self._texts.language.right_to_left else None
        box.setAlignment((side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute)
        unit = "mm" if name.endswith("margin") else "" if name == "line_pitch" else "pt"
        box.setSuffix(f" {self._texts(f'templates.{unit}')}" if unit else "")
        box.valueChanged.connect(lambda _value: self.changed.emit())
        self._row(name, box)
        return box

    def _switch(self, name: str) -> QCheckBox:
        box = QCheckBox(self._texts(f"templates.look.{name}"))
        box.setObjectName(f"template-{name}")
        box.toggled.connect(lambda _on: self.changed.emit())
        self._form.addRow(box)
        return box

    def _row(self, name: str, widget: QWidget) -> None:
        label = self._texts(f"templates.look.{name}")
        widget.setObjectName(f"template-{name}")
        widget.setAccessibleName(label)
        self._form.addRow(label, widget)
