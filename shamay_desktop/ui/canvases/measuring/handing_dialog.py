"""What handing the measures over would change in the case: now, then, and where it was measured."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.doubts import Size
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.scale import MeasuredSheet
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.handing_sheets import HandingSheets
from shamay_desktop.ui.canvases.measuring.measure_words import MeasureWords
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.measuring.counting import SheetCount, counted
from shamay_desktop.usecases.measuring.offering import Offered, offered
from shamay_desktop.usecases.measuring.taking import taking

_PATH = Qt.ItemDataRole.UserRole

_COLUMNS = (26, 20, 38, 18)
"""Widths of the columns; together they leave room for the bar that scrolls down."""

MOST_LINES = 5
"""Of one text; what is longer is read in its tooltip."""


class _WholeText(QStyledItemDelegate):
    """A row is as high as its texts in their columns, up to some lines: Qt asks for one of each."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """In the width that the column has."""
        one_line = super().sizeHint(option, index)
        wide = QStyleOptionViewItem(option)
        wide.rect = QRect(0, 0, self._tree.columnWidth(index.column()), one_line.height())
        most = (MOST_LINES - 1) * option.fontMetrics.lineSpacing()
        whole = super().sizeHint(wide, index)
        return QSize(one_line.width(), min(whole.height(), one_line.height() + most))


@dataclass(frozen=True, slots=True)
class Handing:
    """The lines a person sees, the changes behind them, and the sheets that they are of."""

    case: Case
    lines: tuple[Offered, ...]
    changes: tuple[Change, ...]
    counts: tuple[SheetCount, ...] = ()

    @property
    def unverified(self) -> bool:
        """Whether a scale that measured what is handed over is not verified."""
        return any(not each.is_verified for each in self.counts if each.is_counted)


def read_handing(
    context: PageContext,
    case: Case,
    measured: Sequence[MeasuredSheet],
    wanted: Collection[str] | None = None,
    sizes: Mapping[str, Size] | None = None,
) -> Handing:
    """Work out what would change; slow, in any thread. `wanted`: ids of the sheets, and `sizes` of
    their pages, see `counting.counted`."""
    evidence = evidence_of(context.services, context.actor, context.session.valuation.id)
    by, at = context.actor.email, context.services.clock.now().isoformat()
    language = context.texts.language
    counts = counted(case, measured, evidence, wanted, sizes)
    without = {each.sheet.id for each in counts if each.is_taken_out}
    without |= {each.sheet.id for each in measured if not each.sheet.shapes}
    chosen = [each.sheet for each in counts if each.is_counted]
    lines = offered(case, chosen, measured, evidence, language, without)
    changes = taking(case, chosen, measured, evidence, by=by, at=at, without=without)
    return Handing(case, lines, changes, counts)


class HandingDialog(QDialog):
    """All is ticked; what a person unticks stays as it is. A field's lines go together."""

    taken = Signal(object)
    """tuple[Change, ...]."""

    sheets_asked = Signal(object)
    """frozenset of the ids of the sheets that shall count."""

    anew_asked = Signal(object)
    """The same of what is shown, which shall be worked out anew before it is handed over."""

    def __init__(
        self,
        words: MeasureWords,
        handing: Handing,
        name_of: Callable[[Sheet], str] = lambda sheet: sheet.title,
        parent: QWidget | None = None,
        is_of_now: Callable[[Case], bool] = lambda _case: True,
    ) -> None:
        super().__init__(parent)
        texts = words.texts
        self.setObjectName("handing-dialog")
        self.setWindowTitle(texts("plan.hand_over"))
        self._texts, self._handing, self._is_of_now = texts, handing, is_of_now
        self._is_ticking, self._waits = False, 0
        self._words = QLabel(wordWrap=True)
        theme.align_leading(self._words)
        self.sheets = HandingSheets(words, name_of)
        self.sheets.asked.connect(self._on_sheets_asked)
        self.warning = _warning(texts("plan.hand_over_unverified"))
        self.changed = _warning(texts("plan.hand_over_changed"))
        self.lines = self._tree()
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton(
            texts("plan.hand_over_do"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        theme.set_kind(self.take, "primary")
        close = self.buttons.addButton(texts("plan.close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        for part in (self.changed, self._words, self.sheets, self.warning):
            column.addWidget(part)
        column.addWidget(self.lines, 1)
        column.addStretch(0)
        column.addWidget(self.buttons)
        self.show_handing(handing)
        self.resize(110 * theme.SPACE, (72 if handing.lines else 24) * theme.SPACE)
        (self.lines if handing.lines else close).setFocus()

    @property
    def case(self) -> Case:
        """The case that the lines are of."""
        return self._handing.case

    def show_handing(self, handing: Handing) -> None:
        """Show what would change now: with these sheets."""
        self._handing = handing
        texts = self._texts
        self.changed.hide()
        self._words.setText(
            texts("plan.hand_over_words" if handing.lines else "plan.hand_over_none")
        )
        self.sheets.show_counts(handing.counts)
        self.warning.setVisible(handing.unverified and bool(handing.lines))
        self._show_lines()
        self.lines.setVisible(bool(handing.lines))
        self.take.setVisible(bool(handing.lines))
        self._waits = max(self._waits - 1, 0)
        self._show_ready()
        self._show_goal()

    def show_anew(self, handing: Handing) -> None:
        """Hand over what was shown, if it is still so; else show how it is now, with a word."""
        if not self.isVisible():
            return  # it was closed meanwhile
        before, ticked = self._shown(), self.ticked()
        left = {_field(item) for item in self._items()} - ticked
        self.show_handing(handing)
        for item in self._items():
            if _field(item) in left:
                item.setCheckState(0, Qt.CheckState.Unchecked)
        if self._shown() == before:
            self._take()
        else:
            self.changed.show()

    def _shown(self) -> tuple[object, ...]:
        """All that a person sees of the hand-over."""
        lines = [
            (item.data(0, _PATH), *(item.text(column) for column in range(4)))
            for item in self._items()
        ]
        warned = self._handing.unverified and bool(lines)
        return lines, self.ticked(), self.sheets.shown(), warned

    def _show_ready(self) -> None:
        """What is shown is of other sheets until the last answer is there."""
        self.take.setEnabled(bool(self.ticked()) and not self._waits)

    def _show_goal(self) -> None:
        """The button says what it does where all that it does is to take out."""
        gone = bool(self._handing.lines) and not any(
            each.is_counted for each in self._handing.counts
        )
        self.take.setText(self._texts("plan.hand_over_take_out" if gone else "plan.hand_over_do"))

    def ticked(self) -> set[str]:
        """The fields whose lines are ticked."""
        checked = Qt.CheckState.Checked
        return {_field(item) for item in self._items() if item.checkState(0) is checked}

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.lines.topLevelItem(n) for n in range(self.lines.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _tree(self) -> QTreeWidget:
        texts = self._texts
        tree = QTreeWidget()
        tree.setObjectName("handing-lines")
        tree.setAccessibleName(texts("plan.hand_over"))
        tree.setRootIsDecorated(False)
        tree.setWordWrap(True)
        tree.setHeaderLabels(
            [texts(f"plan.hand_{each}") for each in ("path", "now", "then", "source")]
        )
        header = tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_COLUMNS):
            tree.setColumnWidth(column, width * theme.SPACE)
        tree.setItemDelegate(_WholeText(tree))
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header.sectionResized.connect(tree.scheduleDelayedItemsLayout)
        tree.itemChanged.connect(self._on_item_changed)
        return tree

    def _show_lines(self) -> None:
        handing = self._handing
        self._is_ticking = True
        self.lines.clear()
        then = after(handing.case, handing.changes)
        for line in handing.lines:
            source = self._source(then, line.path)
            item = QTreeWidgetItem([line.label, line.now, line.then, source])
            item.setData(0, _PATH, line.path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked)
            for column in range(4):
                item.setToolTip(column, item.text(column))
            self.lines.addTopLevelItem(item)
        self._is_ticking = False

    def _source(self, case: Case, path: str) -> str:
        try:
            value = case.value(path)
        except (Refused, KeyError, ValueError):
            return ""
        found = None if value is None else value.provenance
        if found is None:
            list_id, _, row_id = path.partition("/")
            row = case.row(list_id, row_id) if row_id and "/" not in row_id else None
            cells = () if row is None else row.cells.values()
            found = next((each.provenance for each in cells if each.provenance), None)
        if found is None or found.page is None:
            return ""
        page = self._texts("plan.on_page", page=found.page)
        return f"{isolate(found.text)} · {page}" if found.text else page

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        """A row is handed over whole or not at all."""
        if column or self._is_ticking:
            return
        self._is_ticking = True
        for other in self._items():
            if _field(other) == _field(item):
                other.setCheckState(0, item.checkState(0))
        self._is_ticking = False
        self._show_ready()

    def _on_sheets_asked(self, wanted: object) -> None:
        self._waits += 1
        self._show_ready()
        self.sheets_asked.emit(wanted)

    def _on_accepted(self) -> None:
        """The case may have been edited since by another program."""
        if self._is_of_now(self.case):
            self._take()
            return
        self._waits += 1
        self._show_ready()
        counts = self._handing.counts
        self.anew_asked.emit(frozenset(each.sheet.id for each in counts if each.is_counted))

    def _take(self) -> None:
        fields = self.ticked()
        chosen = tuple(
            each for each in self._handing.changes if each.path.partition("/")[0] in fields
        )
        self.taken.emit(chosen)
        self.accept()


def _warning(words: str) -> QLabel:
    label = QLabel(words, wordWrap=True)
    theme.set_tone(label, "warning")
    theme.align_leading(label)
    return label


def _field(item: QTreeWidgetItem) -> str:
    return str(item.data(0, _PATH)).partition("/")[0]
