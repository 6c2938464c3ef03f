"""The pictures or plots of a grid of the report: their captions, order, and which are printed."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.picture_keys import picture_key_of
from shamay_desktop.domain.report_content import Figure, PictureFile
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.rich_text import words
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.keeping_dialog import KeepingDialog, buttons
from shamay_desktop.usecases.report.pictures import turns_of

SMALL = 64
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One picture or plot: its key, its own caption ("" is the generated one), whether printed."""

    key: str
    caption: str = ""
    printed: bool = True


def lines_of(generated: Sequence[Figure], shown: Sequence[Figure]) -> tuple[Line, ...]:
    """A grid as it stands: what is printed in its order, then what is left out."""
    made = {figure.key: figure.caption or "" for figure in generated}
    printed = [
        Line(each.key, "" if each.caption == made.get(each.key) else each.caption or "")
        for each in shown
    ]
    keys = {line.key for line in printed}
    return (*printed, *(Line(key, printed=False) for key in made if key not in keys))


def changes_of(
    case: Case, grid: str, generated: Mapping[str, Figure], old: Sequence[Line], new: Sequence[Line]
) -> tuple[Change, ...]:
    """What makes a grid's lines others. Raises Refused as the gestures."""
    changes: tuple[Change, ...] = ()
    stood = {line.key: line for line in old}
    for line in new:
        was, figure = stood[line.key], generated[line.key]
        now = after(case, changes)
        if line.caption != was.caption and line.caption:
            changes += gestures.reword(now, line.key, figure, words(line.caption), new_id())
        elif line.caption != was.caption:
            changes += gestures.back_to_generated(now, line.key)
        now = after(case, changes)
        if was.printed and not line.printed:
            changes += gestures.hide(now, line.key, new_id(), figure)
        elif line.printed and not was.printed:
            changes += gestures.show(now, line.key)
    if [line.key for line in old] != [line.key for line in new]:
        before = grid
        for line in new:
            now = after(case, changes)
            changes += gestures.move(now, line.key, before, "", new_id())
            before = line.key
    return changes


class GridDialog(KeepingDialog):
    """A line each, ticked when it is printed; the caption of the current one below."""

    def __init__(
        self,
        context: PageContext,
        evidence: CaseEvidence,
        generated: Sequence[Figure],
        lines: Sequence[Line],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.texts, "grid-dialog", context.texts("editing.grid"), parent)
        self._context = context
        self._turns = turns_of(evidence)
        self._generated = {figure.key: figure for figure in generated}
        self._captions = {line.key: line.caption for line in lines}
        self._pictures = LazyPictures(context.tasks, self._small, SMALL, self)
        self._pictures.arrived.connect(self._on_arrived)
        self._build()
        for line in lines:
            self._add(line)
        self._begun = self.lines
        self.list.itemChanged.connect(lambda _item: self.note_change())
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_caption())
        self.list.setCurrentRow(0)
        self._show_caption()

    @property
    def lines(self) -> tuple[Line, ...]:
        """As they stand in the dialog."""
        return tuple(self._line(self.list.item(at)) for at in range(self.list.count()))

    def is_other(self) -> bool:
        """Whether a caption, the order or what is printed is other than at the beginning."""
        return self.lines != self._begun

    def step(self, step: int) -> None:
        """The current line up (-1) or down (1)."""
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)
            self.note_change()

    def _line(self, item: QListWidgetItem) -> Line:
        key = str(item.data(_KEY))
        return Line(key, self._captions[key], item.checkState() is Qt.CheckState.Checked)

    def _words(self, key: str) -> str:
        return (
            self._captions[key] or self._generated[key].caption or self._texts("editing.untitled")
        )

    def _add(self, line: Line) -> None:
        item = QListWidgetItem(theme.icon("picture"), self._words(line.key))
        item.setData(_KEY, line.key)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if line.printed else Qt.CheckState.Unchecked)
        self.list.addItem(item)
        if self._generated[line.key].picture:
            self._show_picture(item)

    def _show_caption(self) -> None:
        item = self.list.currentItem()
        key = "" if item is None else str(item.data(_KEY))
        self.caption.setEnabled(bool(key))
        self.caption.setText(self._captions.get(key, ""))
        self.caption.setPlaceholderText((self._generated[key].caption or "") if key else "")

    def _on_caption_edited(self, said: str) -> None:
        item = self.list.currentItem()
        if item is not None:
            key = str(item.data(_KEY))
            self._captions[key] = said.strip()
            item.setText(self._words(key))
            self.note_change()

    def _small(self, key: Hashable) -> PictureFile:
        picture = picture_key_of(self._generated[str(key)].picture)
        turn = self._turns.get(picture.sha256, 0)
        derived = self._context.services.derived
        if picture.page > 1:
            return derived.page(picture.sha256, picture.page, SMALL, turn)
        return derived.thumbnail(picture.sha256, SMALL, turn)

    def _on_arrived(self, key: Hashable) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self._show_picture(self.list.item(row))

    def _show_picture(self, item: QListWidgetItem) -> None:
        picture = self._pictures.get(str(item.data(_KEY)))
        if picture is not None:
            blocked = self.list.blockSignals(True)  # noqa: FBT003 — Qt's own
            item.setIcon(QIcon(picture))
            self.list.blockSignals(blocked)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        self.list = QListWidget()
        self.list.setObjectName("grid-lines")
        self.list.setAccessibleName(texts("editing.grid"))
        self.list.setToolTip(texts("editing.grid_tip"))
        self.list.setIconSize(QSize(SMALL, SMALL))
        self.caption = QLineEdit()
        self.caption.setObjectName("grid-caption")
        self.caption.textEdited.connect(self._on_caption_edited)
        form = QFormLayout()
        form.addRow(texts("editing.caption"), self.caption)
        hint = QLabel(texts("editing.grid_tip"), wordWrap=True)
        theme.set_tone(hint, "muted")
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(self._make_steps())
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addLayout(row, 1)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(buttons(texts, self, texts("editing.keep")))
        self.resize(70 * theme.SPACE, 60 * theme.SPACE)

    def _make_steps(self) -> QVBoxLayout:
        column = QVBoxLayout()
        for name, step in (("up", -1), ("down", 1)):
            tool = QToolButton()
            tool.setObjectName(f"action:grid-{name}")
            tool.setIcon(theme.icon(name))
            tool.setAccessibleName(self._texts(f"editing.do.{name}"))
            tool.setToolTip(self._texts(f"editing.do.{name}"))
            tool.clicked.connect(lambda _on=False, step=step: self.step(step))
            column.addWidget(tool)
        column.addStretch(1)
        return column
