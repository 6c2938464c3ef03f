"""The paper or photo beside the form: which one it is, and its pages."""

from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.canvases.page_viewer import Box, PageViewer
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.usecases.evidence.pictures import page_picture
from shamay_desktop.usecases.services import Services


class PaperView(QWidget):
    """Shows papers of the case by their hash."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper-view")
        self._context = context
        self._asked: PaperAsked | None = None
        self._shown: str | None = None
        self.title = QLabel()
        self.title.setObjectName("paper-title")
        self.title.setMargin(theme.SPACE)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.set_tone(self.title, "heading")
        theme.align_leading(self.title)
        self.title.setMinimumWidth(1)
        self.viewer = PageViewer(context.tasks, context.texts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, theme.SPACE // 2, 0)
        self._head.addWidget(self.title, 1)
        column.addLayout(self._head)
        column.addWidget(self.viewer, 1)
        self.setMinimumWidth(42 * theme.SPACE)
        self.setFocusProxy(self.viewer)

    @property
    def asked(self) -> PaperAsked | None:
        """What was asked for last, open at the page that is seen now."""
        if self._asked is None or self._asked.sha256 != self._shown:
            return self._asked
        return replace(self._asked, page=max(self.viewer.page, 1), box=None)

    def add_tool(self, tool: QWidget) -> None:
        """Put a button beside the title."""
        self._head.addWidget(tool)

    def show_paper(self, asked: PaperAsked) -> None:
        """Show a paper or photo of the case at a page, with a box of it lit."""
        self._asked = asked
        if asked.sha256 == self._shown and asked.box is None and self.viewer.base is not None:
            self.viewer.go(asked.page)
            return
        self._context.read_evidence(self, partial(self._on_evidence_read, asked), self._on_failed)

    def show_picture(self, path: Path) -> None:
        """Show a picture file of our own (a cached JPEG)."""
        self._asked = self._shown = None
        size = QImageReader(str(path)).size()
        picture = PictureFile(str(path), size.width(), size.height())
        self._show(PageSource(path.name, 1, lambda _page, _dpi: picture), 1, None)

    def _on_evidence_read(self, asked: PaperAsked, evidence: CaseEvidence) -> None:
        if asked is not self._asked:
            return
        name, pages = _known(evidence, asked)
        self._shown = asked.sha256
        source = PageSource(name, pages, partial(_page, self._context.services, asked.sha256))
        self._show(source, asked.page, _box_of(asked.box))

    def _on_failed(self, error: ShamayError) -> None:
        self._shown = None
        self.viewer.clear(error_words(self._context.texts, error))

    def _show(self, source: PageSource, page: int, box: Box | None) -> None:
        shown = self.fontMetrics().elidedText(
            PurePath(source.name).stem, Qt.TextElideMode.ElideMiddle, 60 * theme.SPACE
        )
        self.title.setText(isolate(shown))
        self.title.setToolTip(isolate(source.name))
        self.viewer.show_source(source, page, box)


def _page(services: Services, sha256: str, page: int, dpi: int) -> PictureFile:
    return page_picture(services, sha256, page, dpi)


def _known(evidence: CaseEvidence, asked: PaperAsked) -> tuple[str, int]:
    """Name and pages; of a paper that was removed meanwhile only what was asked for is known."""
    for paper in evidence.documents:
        if paper.sha256 == asked.sha256:
            return paper.file_name, max(paper.pages, 1)
    for photo in evidence.images:
        if photo.sha256 == asked.sha256:
            return photo.caption or photo.file_name, 1
    return asked.sha256[:12], max(asked.page, 1)


def _box_of(box: tuple[str, ...] | None) -> Box | None:
    """Left, top, right, bottom in points; a box that is none is left out."""
    if box is None or len(box) != 4:
        return None
    try:
        left, top, right, bottom = (float(side) for side in box)
    except ValueError:
        return None
    return left, top, right, bottom
