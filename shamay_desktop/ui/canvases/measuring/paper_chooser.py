"""Which page is measured: the case's papers, plans first, with their pages; or a new file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import QSignalBlocker, QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.page_list import PageList
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.evidence.pictures import page_picture
from shamay_desktop.usecases.services import Services

_FIRST = (DocType.GARMUSHKA, DocType.PERMIT, DocType.CONDO)
"""Kinds of papers that plans come in, the likeliest first."""


FILES = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp *.heic *.measure.json"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the case that can be measured on."""

    sha256: str
    name: str
    kind: str
    pages: int
    caption: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it has pixels of its own instead of pages at dots an inch."""
        return PurePath(self.name).suffix.casefold() != ".pdf"


def papers_of(evidence: CaseEvidence) -> tuple[Paper, ...]:
    """Papers with plans' kinds first, then the other papers, then photos."""
    order = {kind: place for place, kind in enumerate(_FIRST)}
    papers = sorted(evidence.documents, key=lambda each: order.get(each.doc_type, len(order)))
    found = [
        Paper(each.sha256, each.file_name, each.doc_type.value, max(each.pages, 1), each.caption)
        for each in papers
    ]
    found += [
        Paper(each.sha256, each.file_name, DocType.PROPERTY_IMAGE.value, 1, each.caption)
        for each in evidence.images
    ]
    return tuple(found)


class PaperChooser(QWidget):
    """Says what to do, and offers what there is."""

    sheet_chosen = Signal(object)
    """Sheet: a new one of this paper and page."""

    files_chosen = Signal(object)
    """list[Path]: to be added to the case's papers."""

    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("plan-chooser")
        self._context = context
        self._texts = context.texts
        self.found: tuple[Paper, ...] = ()
        self._shown: Paper | None = None
        self._build()

    def show_papers(self, found: Sequence[Paper]) -> None:
        """Offer these; the one that was looked at stays."""
        before = self._shown
        self.found = tuple(found)
        with QSignalBlocker(self.papers):
            self.papers.clear()
            for paper in self.found:
                kind = self._texts(f"documents.kind.{paper.kind}")
                item = QListWidgetItem(f"{isolate(paper.caption or paper.name)}\n{kind}")
                item.setIcon(theme.icon("picture" if paper.is_picture else "paper"))
                item.setToolTip(isolate(paper.name))
                self.papers.addItem(item)
        row = next((n for n, each in enumerate(self.found) if each == before), 0)
        has_papers = bool(self.found)
        for part in (self.papers, self.pages, self.measure):
            part.setVisible(has_papers)
        self.none.setVisible(not has_papers)
        theme.set_kind(self.add, "plain" if has_papers else "primary")
        self.add.setIcon(theme.icon("plus", "ink" if has_papers else "on_accent"))
        if has_papers:
            self.papers.setCurrentRow(row)
            self._on_paper(row)

    def set_closable(self, *, closable: bool) -> None:
        """Whether there is a sheet to go back to."""
        self.back.setVisible(closable)

    def choose(self) -> None:
        """Measure on the page that is marked."""
        paper = self._shown
        if paper is None or self._context.read_only:
            return
        page = max(self.pages.currentIndex().row() + 1, 1)
        title = paper.caption or PurePath(paper.name).stem
        self.sheet_chosen.emit(Sheet(new_row_id(), paper.sha256, page, title=title))

    def choose_files(self) -> None:
        """Let the person choose files, which become papers of the case; nothing waits for it."""
        texts = self._texts
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, texts("plan.add_file"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([f"{texts('plan.files')} ({FILES})"])
        dialog.filesSelected.connect(
            lambda names: self.files_chosen.emit([Path(name) for name in names])
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_paper(self, row: int) -> None:
        if not 0 <= row < len(self.found):
            return
        paper = self.found[row]
        if paper == self._shown:
            return
        self._shown = paper
        pictures = partial(_page, self._context.services, paper.sha256, paper.name)
        self.pages.show_source(PageSource(paper.name, paper.pages, pictures))
        self.pages.show_page(1)

    def _build(self) -> None:
        texts = self._texts
        title = QLabel(texts("plan.choose_title"))
        theme.set_tone(title, "title")
        self.words = QLabel(texts("plan.choose_words"), wordWrap=True)
        theme.set_tone(self.words, "muted")
        for label in (title, self.words):
            theme.align_leading(label)
        self.none = QLabel(texts("plan.no_papers"), wordWrap=True)
        theme.align_leading(self.none)
        self._make_lists()
        self._make_buttons()
        lists = QHBoxLayout()
        lists.addWidget(self.papers, 2)
        lists.addWidget(self.pages, 3)
        buttons = QHBoxLayout()
        for button in (self.measure, self.add, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        margin = 2 * theme.SPACE
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.SPACE)
        for label in (title, self.words, self.none):
            column.addWidget(label)
        column.addLayout(lists, 1)
        column.addLayout(buttons)

    def _make_lists(self) -> None:
        texts = self._texts
        self.papers = QListWidget()
        self.papers.setObjectName("plan-papers")
        self.papers.setAccessibleName(texts("plan.papers"))
        self.papers.setIconSize(QSize(theme.ICON, theme.ICON))
        self.papers.setProperty("framed", "true")
        self.papers.currentRowChanged.connect(self._on_paper)
        self.papers.setMaximumWidth(40 * theme.SPACE)
        self.pages = PageList(self._context.tasks, texts)
        self.pages.setObjectName("plan-pages")
        self.pages.setMinimumWidth(18 * theme.SPACE)
        self.pages.setMaximumWidth(16_777_215)
        self.pages.activated.connect(lambda _index: self.choose())

    def _make_buttons(self) -> None:
        texts = self._texts
        self.measure = action(texts, "measure-page", "plan.measure_page", "tool-polygon", "primary")
        self.measure.clicked.connect(self.choose)
        self.measure.setEnabled(not self._context.read_only)
        self.add = action(texts, "add-plan-file", "plan.add_file", "plus")
        self.add.clicked.connect(self.choose_files)
        self.add.setEnabled(not self._context.read_only)
        self.back = action(texts, "close-chooser", "plan.back_to_sheet", "close", "flat")
        self.back.clicked.connect(self.closed)
        self.back.hide()


def _page(services: Services, sha256: str, name: str, page: int, dpi: int) -> PictureFile:
    return page_picture(services, sha256, page, dpi, name)
