"""Step 4's tab of the garmushka: choose a page, set its scale, measure, hand over, export."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing_names import MEASURE
from shamay_desktop.domain.drawings_in import Told
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.measuring.handed import handed_sheets
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.reading import REFERENCES, REGIONS, SHAPES, SHEETS
from shamay_desktop.domain.measuring.units import Units
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.broken_rows import BrokenRows
from shamay_desktop.ui.canvases.gone_paper import GonePaper
from shamay_desktop.ui.canvases.measuring.gone_measures import GoneMeasures
from shamay_desktop.ui.canvases.measuring.handing_dialog import (
    Handing,
    HandingDialog,
    read_handing,
)
from shamay_desktop.ui.canvases.measuring.paper_chooser import Paper, PaperChooser, papers_of
from shamay_desktop.ui.canvases.measuring.plan_exports import PlanExports
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.workbench import Workbench
from shamay_desktop.ui.pages.canvas_place import CanvasPlace
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.adding_tray import AddingTray
from shamay_desktop.ui.papers.buttons import tool
from shamay_desktop.ui.papers.drawings_in import choose_drawings
from shamay_desktop.ui.papers.file_drops import FileDrops
from shamay_desktop.usecases.evidence.adding import AddedFiles


class PlanPlace(CanvasPlace):
    """An empty state that leads to a page, and the table over it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("plan-place")
        self.state = PlanState(context, self)
        self.papers: tuple[Paper, ...] = ()
        self._has_papers = False
        self._wanted: str | None = None
        self._build()
        self._connect()

    # -- the page's -----------------------------------------------------------------------

    def show_case(self, case: Case) -> None:
        """Show the sheets of a case."""
        self.state.show_case(case)
        self.orphans.show_case(case)
        if not self._has_papers:
            self._has_papers = True
            self.note_evidence()

    def focus_path(self, path: str) -> bool:
        """Open the sheet of a row, choose it and bring it into view; of several rows (their ids as
        `handed.note_of` has them) all that are on the sheet with the most of them."""
        list_id, _, rest = path.partition("/")
        ids = rest.partition("/")[0].split()
        found = {sheet.id: [each for each in ids if each in _rows(sheet, list_id)]
                 for sheet in self.state.sheets}  # fmt: skip
        best = max(found, key=lambda sheet_id: len(found[sheet_id]), default="")
        if not found.get(best):
            return list_id in (SHEETS, REGIONS, REFERENCES, SHAPES)
        self.stack.setCurrentWidget(self.bench)
        self.state.open_sheet(best)
        if list_id == SHAPES:
            self.state.choose(found[best])
            self.bench.bring(*found[best])
            elsewhere = sum(map(len, found.values())) - len(found[best])
            if elsewhere:
                self.state.say(self.context.texts("plan.shapes_elsewhere", n=elsewhere))
        self.bench.canvas.setFocus()
        return True

    def commit_typing(self) -> None:
        """Keep what stands in an editor."""
        self.bench.commit_typing()

    def note_evidence(self) -> None:
        """Read the papers that are offered."""
        self.context.read_evidence(self, self._on_evidence_read, self._on_failed)

    # -- sheets ---------------------------------------------------------------------------

    def choose_page(self) -> None:
        """Offer papers and pages."""
        self.chooser.set_closable(closable=self.state.sheet is not None)
        self.stack.setCurrentWidget(self.chooser)
        self.chooser.papers.setFocus()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take files into the case as papers; they are offered when they are in."""
        self.tray.add(paths, as_papers=True)

    def hand_over(self) -> None:
        """Show what would change in the case."""
        self.bench.commit_typing()
        self._read_handing(self._show_handing)

    def take_out(self) -> None:
        """Show what of the case is drawn no more; no sheet is handed over with it that was not."""
        self.bench.commit_typing()
        self._read_handing(self._show_handing, handed_sheets(self.state.case))

    def _read_handing(
        self,
        done: Callable[[Handing], None],
        wanted: frozenset[str] | None = None,
        owner: QWidget | None = None,
    ) -> None:
        """`done` hears of the case as it stands then; nobody does once `owner` is gone."""
        context, state = self.context, self.state
        context.tasks.run(
            read_handing, context, state.case, state.all_measured(), wanted, state.page_sizes,
            owner=owner or self, lane="checking",
            on_done=partial(self._on_handing_read, done, wanted, owner),
            on_failed=self._on_failed,
        )  # fmt: skip

    def _on_handing_read(
        self,
        done: Callable[[Handing], None],
        wanted: frozenset[str] | None,
        owner: QWidget | None,
        handing: Handing,
    ) -> None:
        if handing.case is not self.state.case:
            self._read_handing(done, wanted, owner)  # it was edited meanwhile
        else:
            done(handing)

    def _show_handing(self, handing: Handing) -> None:
        dialog = HandingDialog(
            self.state.words, handing, self._called, self,
            is_of_now=lambda case: case is self.state.case,
        )  # fmt: skip
        dialog.taken.connect(self._on_taken)
        dialog.sheets_asked.connect(
            lambda wanted: self._read_handing(dialog.show_handing, wanted, dialog)
        )
        dialog.anew_asked.connect(
            lambda wanted: self._read_handing(dialog.show_anew, wanted, dialog)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _called(self, sheet: Sheet) -> str:
        return sheet.title or self._name_of(sheet)

    def _on_taken(self, changes: object) -> None:
        if changes:
            self.edited.emit(changes)
            self.state.tell(self.context.texts("plan.taken"))

    def _on_sheet_chosen(self, sheet: Sheet) -> None:
        same = next(
            (each for each in self.state.sheets
             if (each.paper, each.page) == (sheet.paper, sheet.page)), None,
        )  # fmt: skip
        if same is not None:
            self.state.open_sheet(same.id)
        else:
            self.state.add_sheet(sheet)
        self._show_open()

    def _show_open(self) -> None:
        """The open sheet on its canvas, or the offer of papers."""
        sheet = self.state.sheet
        self.gone.show_drawing(self.state.case, *((sheet.id, sheet.paper) if sheet else ()))
        if sheet is None:
            self.choose_page()
            return
        self.stack.setCurrentWidget(self.bench)
        self.bench.show_sheet(self._name_of(sheet))

    def _name_of(self, sheet: Sheet | None) -> str:
        if sheet is None:
            return ""
        return next((each.name for each in self.papers if each.sha256 == sheet.paper), "")

    def _is_picture(self, sheet: Sheet) -> bool:
        paper = next((each for each in self.papers if each.sha256 == sheet.paper), None)
        return paper is not None and paper.is_picture

    def _on_shown(self) -> None:
        """The head follows the sheets."""
        state, texts = self.state, self.context.texts
        wanted = [
            (texts("plan.sheet_name", title=isolate(each.title or self._name_of(each)),
                   page=each.page), each.id)
            for each in state.sheets
        ]  # fmt: skip
        there = [
            (self.sheets.itemText(n), self.sheets.itemData(n)) for n in range(self.sheets.count())
        ]
        with QSignalBlocker(self.sheets):
            if wanted != there:
                self.sheets.clear()
                for name, sheet_id in wanted:
                    self.sheets.addItem(name, sheet_id)
            if state.sheet is not None:
                self.sheets.setCurrentIndex(self.sheets.findData(state.sheet.id))
        self.head.setVisible(bool(state.sheets))
        self.told.show_rows(len(state.broken_rows()))
        if state.sheet is None or self.stack.currentWidget() is self.bench:
            self._show_open()

    # -- what others say ------------------------------------------------------------------

    def _on_evidence_read(self, evidence: CaseEvidence) -> None:
        self.papers = papers_of(evidence)
        self.gone.show_evidence(evidence)
        self.chooser.show_papers(self.papers)
        wanted, self._wanted = self._wanted, None
        for row, paper in enumerate(self.papers):
            if paper.sha256 == wanted:
                self.chooser.papers.setCurrentRow(row)
        self.bench.scale.refresh()
        self._on_shown()

    def _on_failed(self, error: ShamayError) -> None:
        self.state.say(error)

    def _on_added(self, added: AddedFiles) -> None:
        taken = [each.sha256 for each in added.documents]
        self._wanted = taken[-1] if taken else None
        self.note_evidence()
        self.evidence_changed.emit()

    def _on_brought(self, told: Sequence[Told]) -> None:
        sheets = [each.row_id for each in told if each.is_plan]
        if sheets:
            self.state.open_sheet(sheets[0])
            self._show_open()

    def _on_feet(self, on: bool) -> None:
        self.state.words.units = Units.FEET if on else Units.METRIC
        self.state.shown.emit()

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.bench = Workbench(self.state)
        self.bench.scale.is_picture = self._is_picture
        self.chooser = PaperChooser(self.context)
        self.exports = PlanExports(self.state, self)
        self.exports.file_name = lambda: self._name_of(self.state.sheet)
        self.tray = AddingTray(self.context)
        self.gone = GonePaper(self.context, "sheet")
        self.orphans = GoneMeasures(self.context.texts, read_only=self.context.read_only)
        self.told = BrokenRows(self.context.texts, "plan.broken_rows")
        self._make_head()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chooser)
        self.stack.addWidget(self.bench)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, 0)
        column.setSpacing(theme.SPACE // 2)
        for part in (self.head, self.told, self.gone, self.orphans):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.tray)
        if not self.context.read_only:
            self.drops = FileDrops(self, self.context.texts("documents.drop_here"))
            self.drops.dropped.connect(self.add_files)

    def _make_head(self) -> None:
        texts = self.context.texts
        self.sheets = QComboBox()
        self.sheets.setObjectName("plan-sheets")
        self.sheets.setAccessibleName(texts("plan.sheets"))
        self.sheets.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sheets.setMinimumContentsLength(12)
        self.add = tool(texts, "plus", "plan.add_sheet")
        self.remove = tool(texts, "trash", "plan.remove_sheet")
        self.feet = tool(texts, "tool-feet", "plan.feet_switch")
        self.feet.setCheckable(True)
        self.export = tool(texts, "export", "plan.export", words=True)
        self.export.setMenu(self._export_menu())
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.add, self.remove):
            button.setEnabled(not self.context.read_only)
        self.head = _Head((self.sheets, self.add, self.remove, self.feet, self.export))

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in PlanExports.KINDS:
            entry = menu.addAction(self.context.texts(f"plan.export_{kind}"))
            entry.triggered.connect(partial(self._export, kind))
        menu.addSeparator()
        self.open_drawing = menu.addAction(
            theme.icon("import"), self.context.texts("documents.open_drawing")
        )
        self.open_drawing.setEnabled(not self.context.read_only)
        self.open_drawing.triggered.connect(
            lambda _checked=False: choose_drawings(
                self, self.context.texts, MEASURE, self.add_files
            )
        )
        return menu

    def _export(self, kind: str, _checked: bool = False) -> None:
        self.bench.commit_typing()
        self.exports.ask(kind)

    def _connect(self) -> None:
        state = self.state
        state.edited.connect(self.edited)
        state.opened.connect(self._show_open)
        state.shown.connect(self._on_shown)
        self.sheets.activated.connect(lambda _n: state.open_sheet(str(self.sheets.currentData())))
        self.add.clicked.connect(self.choose_page)
        self.remove.clicked.connect(state.remove_sheet)
        self.feet.toggled.connect(self._on_feet)
        self.chooser.sheet_chosen.connect(self._on_sheet_chosen)
        self.chooser.files_chosen.connect(self.add_files)
        self.chooser.closed.connect(self._show_open)
        self.bench.shapes.hand_over_asked.connect(self.hand_over)
        self.orphans.asked.connect(self.take_out)
        self.bench.sheet.preview_asked.connect(self.exports.preview)
        self.tray.edited.connect(self.edited)
        self.tray.brought.connect(self._on_brought)
        self.tray.added.connect(self._on_added)
        self.gone.edited.connect(self.edited)
        self.gone.evidence_changed.connect(self.evidence_changed)
        self.gone.evidence_changed.connect(self.note_evidence)
        self.gone.remove_asked.connect(state.remove_sheet)
        self.gone.said.connect(state.say)


def _rows(sheet: Sheet, list_id: str) -> tuple[str, ...]:
    """The ids of a list's rows that are drawn on the sheet."""
    drawn = {
        SHEETS: (sheet.id,), SHAPES: tuple(each.id for each in sheet.shapes),
        REGIONS: tuple(each.id for each in sheet.regions),
        REFERENCES: tuple(each.id for each in sheet.references),
    }  # fmt: skip
    return drawn.get(list_id, ())


class _Head(QWidget):
    """The sheets, and what is done with them."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self.setObjectName("plan-head")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            row.addWidget(part)
