"""The scale of the open sheet and of its regions: stated, or by known lengths; how sure it is."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.doubts import one_way
from shamay_desktop.domain.measuring.plans import Correction, Region, Sheet
from shamay_desktop.domain.measuring.scale import Scale, scale_of
from shamay_desktop.domain.measuring.typed_lengths import number_typed, ratio_typed
from shamay_desktop.domain.measuring.verifying import Verified
from shamay_desktop.i18n.formats import listed
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.references_model import ReferenceColumn, ReferencesModel
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.papers.buttons import action, tool

MOST_REASONS = 64
"""Why a correction cannot be had, kept: most edits touch neither references nor regions."""


class ScalePanel(QWidget):
    """Says first whether there is a scale, then how it is made."""

    draw_asked = Signal()
    """Draw a known length."""

    region_asked = Signal()
    """Draw a region."""

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self.setObjectName("scale-panel")
        self._state = state
        self._texts = state.texts
        self.model = ReferencesModel(state)
        self._reasons: dict[tuple[str, Correction, Sheet], str] = {}
        self.is_picture: Callable[[Sheet], bool] = lambda _sheet: False
        """Whether a sheet is a picture, of which the dots an inch are only told; points of a PDF's
        page are counted at them, so they stay."""
        self._build()
        state.shown.connect(self.refresh)
        self.refresh()

    @property
    def region(self) -> str:
        """Whose scale is looked at, "" the sheet's own."""
        return str(self.regions.currentData() or "")

    def refresh(self) -> None:
        """Show it as it stands."""
        sheet = self._state.sheet
        self.setEnabled(sheet is not None)
        if sheet is None:
            return
        self._show_regions(sheet)
        owner = self._owner(sheet)
        self.model.refresh(self.region)
        theme.set_problem(self.stated, "")
        _show(self.stated, "" if owner.stated_scale is None else f"{owner.stated_scale:f}")
        _show(self.dpi, str(sheet.dpi))
        self.dpi.setReadOnly(self._state.read_only or not self.is_picture(sheet))
        self._show_corrections(sheet, owner)
        self._say(self._state.scale_of_region(self.region))
        self.references.setVisible(bool(self.model.references))
        self.none.setVisible(not self.model.references)

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        for line in (self.stated, self.dpi):
            if line.isModified():
                line.setModified(False)
                line.editingFinished.emit()

    # -- showing --------------------------------------------------------------------------

    def _owner(self, sheet: Sheet) -> Sheet | Region:
        return next((each for each in sheet.regions if each.id == self.region), sheet)

    def _show_regions(self, sheet: Sheet) -> None:
        wanted = [("", self._texts("plan.whole_sheet"))]
        wanted += [(each.id, each.name) for each in sheet.regions]
        there = [
            (self.regions.itemData(n), self.regions.itemText(n))
            for n in range(self.regions.count())
        ]
        if there != wanted:
            before = self.region
            with QSignalBlocker(self.regions):
                self.regions.clear()
                for row_id, name in wanted:
                    self.regions.addItem(name, row_id)
                self.regions.setCurrentIndex(max(self.regions.findData(before), 0))
        editable = bool(self.region) and not self._state.read_only
        self.rename.setEnabled(editable)
        self.remove_region.setEnabled(editable)

    def _show_corrections(self, sheet: Sheet, owner: Sheet | Region) -> None:
        with QSignalBlocker(self.correction):
            self.correction.setCurrentIndex(list(Correction).index(owner.correction))
        reasons: list[str] = []
        for number, correction in enumerate(Correction):
            why = self._why_not(sheet, owner, correction)
            self.correction.setItemData(number, why, Qt.ItemDataRole.ToolTipRole)
            if why and correction is not Correction.NONE and not reasons:
                name = self._texts(f"plan.correction_{correction.value}")
                reasons.append(self._texts("plan.correction_why_not", name=name, why=why))
        self.why.setText(" ".join(reasons))
        self.why.setVisible(bool(reasons))

    def _why_not(self, sheet: Sheet, owner: Sheet | Region, correction: Correction) -> str:
        if correction is Correction.NONE:
            return ""
        asked = owner.id, correction, replace(sheet, shapes=())  # no shape has a say in it
        if asked not in self._reasons:
            if len(self._reasons) >= MOST_REASONS:
                self._reasons.clear()
            self._reasons[asked] = self._reason(asked[2], owner, correction)
        return self._reasons[asked]

    def _reason(self, sheet: Sheet, owner: Sheet | Region, correction: Correction) -> str:
        try:
            if isinstance(owner, Region):
                scale_of(sheet, replace(owner, correction=correction))
            else:
                scale_of(replace(sheet, correction=correction))
        except Refused as problem:
            return error_words(self._texts, problem)
        return ""

    def _say(self, scale: Scale | Refused) -> None:
        texts, words = self._texts, self._state.words
        if isinstance(scale, Refused):
            missing = scale.code == "scale_missing"
            self.verdict.setText(
                texts("plan.no_scale_yet") if missing else error_words(texts, scale)
            )
            theme.set_tone(self.verdict, "warning" if missing else "error")
            self.facts.hide()
            return
        self.verdict.setText(self._verdict(scale))
        theme.set_tone(self.verdict, "ok" if scale.verified is Verified.YES else "warning")
        lines = [texts("plan.metres_per_pixel", n=isolate_left_to_right(
            f"{scale.metric.metres_per_pixel():#.4g}"))]  # fmt: skip
        lines.append(texts("plan.scale_sure", n=isolate_left_to_right(
            f"±{scale.plus_minus * 100:.2f}%")))  # fmt: skip
        if scale.rms is not None:
            lines.append(texts("plan.rms", n=words.metres(scale.rms, 3)))
        if scale.stated_off is not None:
            off = f"{scale.stated_off * 100:+.2f}%".replace("-", "\u2212")
            lines.append(texts("plan.stated_off", n=isolate_left_to_right(off)))
        if one_way(scale):
            lines.append(texts("measure.one_way"))
        self.facts.setText("\n".join(lines))
        self.facts.show()

    def _verdict(self, scale: Scale) -> str:
        if scale.verified is Verified.YES:
            names = [self._name(each) for each in scale.verified_by]
            return self._texts(
                "plan.verified", names=listed(", ".join(names), self._texts.language)
            )
        return self._texts(f"measure.why_not.{scale.why_not}")

    def _name(self, reference_id: str) -> str:
        for each in self.model.references:
            if each.id == reference_id:
                return self.model.name_of(each)
        return reference_id

    # -- what others say ------------------------------------------------------------------

    def _on_stated(self) -> None:
        sheet = self._state.sheet
        if sheet is None or not self.stated.isModified():
            return
        self.stated.setModified(False)
        text = self.stated.text().strip()
        ratio = ratio_typed(text)
        if text and (ratio is None or not 1 <= ratio <= Decimal(50_000)):
            self._state.say(self._texts("plan.ratio_wrong", given=isolate(text)))
            theme.set_problem(self.stated, "error")
            return
        theme.set_problem(self.stated, "")
        owner = self._owner(sheet)
        if isinstance(owner, Region):
            self._state.change_region(owner, replace(owner, stated_scale=ratio))
        else:
            self._state.change_sheet(stated_scale=ratio)

    def _on_dpi(self) -> None:
        if self._state.sheet is None or not self.dpi.isModified():
            return
        self.dpi.setModified(False)
        dots = number_typed(self.dpi.text())
        if dots is None or not 20 <= dots <= 2400 or dots != int(dots):
            self._state.say(self._texts("plan.dpi_wrong", given=self.dpi.text().strip()))
            self.dpi.setText(str(self._state.sheet.dpi))
        else:
            self._state.change_sheet(dpi=int(dots))

    def _on_correction(self, number: int) -> None:
        sheet = self._state.sheet
        if sheet is None:
            return
        correction, owner = list(Correction)[number], self._owner(sheet)
        if isinstance(owner, Region):
            self._state.change_region(owner, replace(owner, correction=correction))
        else:
            self._state.change_sheet(correction=correction)

    def _on_rename(self) -> None:
        sheet = self._state.sheet
        owner = None if sheet is None else self._owner(sheet)
        if not isinstance(owner, Region):
            return
        name, is_said = QInputDialog.getText(
            self, self._texts("plan.rename_region"), self._texts("plan.name"), text=owner.name
        )
        if is_said and name.strip():
            self._state.change_region(owner, replace(owner, name=name.strip()))

    def remove_chosen(self) -> None:
        """Take the chosen references out."""
        rows = {index.row() for index in self.references.selectionModel().selectedIndexes()}
        gone = [self.model.references[row].id for row in sorted(rows)]
        if gone:
            self._state.remove_references(gone)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        self.verdict = _label("scale-verdict")
        self.facts = _label("scale-facts")
        theme.set_tone(self.facts, "muted")
        self.regions = QComboBox()
        self.regions.setObjectName("scale-region")
        self.regions.setAccessibleName(texts("plan.scale_of"))
        self.regions.setMinimumContentsLength(8)
        self.rename = tool(texts, "typed", "plan.rename_region")
        self.remove_region = tool(texts, "trash", "plan.remove_region")
        self.add_region = tool(texts, "plus", "plan.add_region")
        self.stated = QLineEdit()
        self.stated.setObjectName("scale-stated")
        self.stated.setPlaceholderText("100")
        self.dpi = QLineEdit()
        self.dpi.setObjectName("scale-dpi")
        self.dpi.setReadOnly(True)
        self.dpi.setFixedWidth(8 * theme.SPACE)
        self.correction = QComboBox()
        self.correction.setObjectName("scale-correction")
        for each in Correction:
            self.correction.addItem(texts(f"plan.correction_{each.value}"))
        self.why = _label("scale-why")
        theme.set_tone(self.why, "muted")
        self.draw = action(texts, "draw-reference", "plan.draw_reference", "plus", "primary")
        self.none = _label("scale-none")
        self.none.setText(texts("plan.references_none"))
        theme.set_tone(self.none, "muted")
        self.references = self._table()
        self.remove = tool(texts, "trash", "plan.remove_reference")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.verdict)
        head = QHBoxLayout()
        head.addWidget(self.regions, 1)
        for button in (self.add_region, self.rename, self.remove_region):
            head.addWidget(button)
        column.addLayout(head)
        drawing = QHBoxLayout()
        drawing.addWidget(self.draw)
        drawing.addStretch(1)
        drawing.addWidget(self.remove)
        column.addLayout(drawing)
        column.addWidget(self.none)
        column.addWidget(self.references, 1)
        column.addLayout(self._form())
        column.addWidget(self.why)
        column.addWidget(self.facts)
        column.addStretch(0)

    def _form(self) -> QFormLayout:
        texts = self._texts
        form = QFormLayout()
        form.setVerticalSpacing(theme.SPACE // 2)
        stated = QWidget()
        stated.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a ratio is written so
        one = QHBoxLayout(stated)
        one.setContentsMargins(0, 0, 0, 0)
        one.addWidget(QLabel("\u20661:\u2069"))
        one.addWidget(self.stated)
        dots = QLabel(texts("plan.at_dpi"))
        dots.setBuddy(self.dpi)
        ratio = QHBoxLayout()
        ratio.setSpacing(theme.SPACE)
        for part in (stated, dots, self.dpi):
            ratio.addWidget(part)
        form.addRow(texts("plan.stated_scale"), ratio)
        self.stated.setAccessibleName(texts("plan.stated_scale"))
        self.dpi.setAccessibleName(texts("plan.at_dpi"))
        form.addRow(texts("plan.correction"), self.correction)
        self.correction.setAccessibleName(texts("plan.correction"))
        return form

    def _table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("references")
        table.setAccessibleName(self._texts("plan.references"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(ReferenceColumn.NAME, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(15 * theme.SPACE)
        return table

    def _connect(self) -> None:
        self.regions.currentIndexChanged.connect(lambda _n: self.refresh())
        self.rename.clicked.connect(self._on_rename)
        self.remove_region.clicked.connect(lambda: self._state.remove_region(self.region))
        self.add_region.clicked.connect(self.region_asked)
        self.stated.editingFinished.connect(self._on_stated)
        self.dpi.editingFinished.connect(self._on_dpi)
        self.correction.activated.connect(self._on_correction)
        self.draw.clicked.connect(self.draw_asked)
        self.remove.clicked.connect(self.remove_chosen)
        if self._state.read_only:
            self.stated.setReadOnly(True)
            for part in (self.draw, self.remove, self.add_region, self.correction):
                part.setEnabled(False)


def _label(name: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setObjectName(name)
    theme.align_leading(label)
    return label


def _show(line: QLineEdit, text: str) -> None:
    """What is being typed stays."""
    if not (line.hasFocus() and line.isModified()) and line.text() != text:
        line.setText(text)
