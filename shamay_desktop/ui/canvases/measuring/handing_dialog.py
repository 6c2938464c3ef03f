"""What handing the measures over would change in the case: now, then, and where it was measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.scale import MeasuredSheet
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.measuring.offering import Offered, offered
from shamay_desktop.usecases.measuring.taking import taking

_PATH = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Handing:
    """The lines a person sees, and the changes behind them."""

    case: Case
    lines: tuple[Offered, ...]
    changes: tuple[Change, ...]


def read_handing(
    context: PageContext, case: Case, sheets: Sequence[Sheet], measured: Sequence[MeasuredSheet]
) -> Handing:
    """Work out what would change; slow, in any thread."""
    evidence = evidence_of(context.services, context.actor, context.session.valuation.id)
    by, at = context.actor.email, context.services.clock.now().isoformat()
    language = context.texts.language
    lines = offered(case, sheets, measured, evidence, language)
    return Handing(case, lines, taking(case, sheets, measured, evidence, by=by, at=at))


class HandingDialog(QDialog):
    """All is ticked; what a person unticks stays as it is. A field's lines go together."""

    taken = Signal(object)
    """tuple[Change, ...]."""

    def __init__(
        self, texts: Texts, handing: Handing, unverified: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("handing-dialog")
        self.setWindowTitle(texts("plan.hand_over"))
        self._texts = texts
        self._handing = handing
        self._is_ticking = False
        words = QLabel(texts("plan.hand_over_words" if handing.lines else "plan.hand_over_none"))
        words.setWordWrap(True)
        theme.align_leading(words)
        self.warning = QLabel(texts("plan.hand_over_unverified"), wordWrap=True)
        theme.set_tone(self.warning, "warning")
        theme.align_leading(self.warning)
        self.warning.setVisible(unverified and bool(handing.lines))
        self.lines = self._tree()
        self.lines.setVisible(bool(handing.lines))
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton(
            texts("plan.hand_over_do"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        theme.set_kind(self.take, "primary")
        close = self.buttons.addButton(texts("plan.close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setVisible(bool(handing.lines))
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        for part in (words, self.warning, self.lines, self.buttons):
            column.addWidget(part)
        self.resize(110 * theme.SPACE, 60 * theme.SPACE if handing.lines else 20 * theme.SPACE)
        (self.lines if handing.lines else close).setFocus()

    def ticked(self) -> set[str]:
        """The fields whose lines are ticked."""
        checked = Qt.CheckState.Checked
        return {_field(item) for item in self._items() if item.checkState(0) is checked}

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.lines.topLevelItem(n) for n in range(self.lines.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _tree(self) -> QTreeWidget:
        texts, handing = self._texts, self._handing
        tree = QTreeWidget()
        tree.setObjectName("handing-lines")
        tree.setAccessibleName(texts("plan.hand_over"))
        tree.setRootIsDecorated(False)
        tree.setWordWrap(True)
        tree.setHeaderLabels(
            [texts(f"plan.hand_{each}") for each in ("path", "now", "then", "source")]
        )
        then = after(handing.case, handing.changes)
        for line in handing.lines:
            source = self._source(then, line.path)
            item = QTreeWidgetItem([line.label, line.now, line.then, source])
            item.setData(0, _PATH, line.path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked)
            for column in range(4):
                item.setToolTip(column, item.text(column))
            tree.addTopLevelItem(item)
        header = tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((26, 16, 42, 22)):
            tree.setColumnWidth(column, width * theme.SPACE)
        tree.itemChanged.connect(self._on_item_changed)
        return tree

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
        self.take.setEnabled(bool(self.ticked()))

    def _on_accepted(self) -> None:
        fields = self.ticked()
        chosen = tuple(
            each for each in self._handing.changes if each.path.partition("/")[0] in fields
        )
        self.taken.emit(chosen)
        self.accept()


def _field(item: QTreeWidgetItem) -> str:
    return str(item.data(0, _PATH)).partition("/")[0]
