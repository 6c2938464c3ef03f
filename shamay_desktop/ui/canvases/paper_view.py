"""The paper or photo beside the form: which one it is, and its pages."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.page_text import Box, PageText
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.canvases.paper_taking import PaperTaking
from shamay_desktop.ui.canvases.told_places import Told, told_at, told_places
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.usecases.evidence.pictures import page_picture
from shamay_desktop.usecases.reading.pages import page_words
from shamay_desktop.usecases.services import Services

SAID_MS = 6_000


class PaperView(QWidget):
    """Shows papers of the case by their hash; what is marked on them may go into a field."""

    edited = Signal(object)
    """tuple[Change, ...]: a value was taken from the page, as a page's gesture."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper-view")
        self._context = context
        self._asked: PaperAsked | None = None
        self._shown: str | None = None
        self._turned = 0
        self._told: Told = {}
        self.viewer = PageViewer(context.tasks, context.texts, reads=True)
        self.viewer.canvas.told_at = self._told_at
        self.taking = PaperTaking(context, self.viewer)
        self.taking.edited.connect(self.edited)
        self.taking.said.connect(self._say)
        self._build()
        self._said_over = QTimer(self, singleShot=True, interval=SAID_MS)
        self._said_over.timeout.connect(self.said.hide)
        self.setMinimumWidth(42 * theme.SPACE)
        self.setFocusProxy(self.viewer)

    @property
    def asked(self) -> PaperAsked | None:
        """What was asked for last, open at the page that is seen now."""
        if self._asked is None or self._asked.sha256 != self._shown:
            return self._asked
        return replace(self._asked, page=max(self.viewer.page, 1), box=None, further=())

    def add_tool(self, tool: QWidget) -> None:
        """Put a button beside the title."""
        self._head.addWidget(tool)

    def show_paper(self, asked: PaperAsked) -> None:
        """Show a paper or photo of the case at a page, with boxes of it lit."""
        self._asked = asked
        if asked.sha256 == self._shown and self.viewer.base is not None:
            # The paper is there: it stays as large and as turned as it is.
            self.viewer.go(asked.page, _boxes_of(asked))
            return
        self._context.read_evidence(self, partial(self._on_evidence_read, asked), self._on_failed)

    def refresh(self) -> None:
        """Name it as it is called now, and turn it as it is turned now."""
        if self._shown is not None:
            self._context.read_evidence(self, self._on_evidence_changed, self._on_failed)

    def note_words(self) -> None:
        """More pages were read: they can be searched and pointed at now."""
        self.viewer.note_words()

    def show_picture(self, path: Path) -> None:
        """Show a picture file of our own (a cached JPEG)."""
        self._asked = self._shown = None
        self.taking.show_document(None)
        size = QImageReader(str(path)).size()
        picture = PictureFile(str(path), size.width(), size.height())
        self._show(PageSource(path.name, 1, lambda _page, _dpi: picture), 1, ())

    def _on_evidence_read(self, asked: PaperAsked, evidence: CaseEvidence) -> None:
        if asked is not self._asked:
            return
        known = _known(evidence, asked)
        self._shown, self._turned = asked.sha256, known.rotation
        services = self._context.services
        pages = partial(_page, services, asked.sha256, known.file_name)
        words = partial(_words, services, asked.sha256, known.rotation)
        source = PageSource(known.name, known.pages, pages, words)
        self.taking.show_document(asked.sha256)
        self._told = {}
        self._tell(evidence)
        self._show(source, asked.page, _boxes_of(asked), known.rotation)

    def _tell(self, evidence: CaseEvidence) -> None:
        """Find out what was read where; until it is known, words have no tip."""
        context, sha256 = self._context, self._shown
        if sha256 is None:
            return
        context.tasks.run(
            told_places,
            context.session.case,
            evidence,
            sha256,
            context.texts,
            owner=self,
            on_done=lambda told: self._on_told(sha256, told),
            on_failed=lambda _error: None,  # a tip less
            lane="checking",
        )

    def _on_told(self, sha256: str, told: Told) -> None:
        if sha256 == self._shown:
            self._told = told

    def _on_evidence_changed(self, evidence: CaseEvidence) -> None:
        """Only what a person turned turns: a look from another side stays as it is."""
        if self._asked is None or self._asked.sha256 != self._shown:
            return
        known = _known(evidence, self._asked)
        self._show_title(known.name)
        self._tell(evidence)
        if known.rotation == self._turned:
            self.viewer.note_words()
        else:
            self._turned = known.rotation
            self.viewer.set_turned(known.rotation)
            # What was recognised of the page as it stood before is not what it says now.
            words = partial(_words, self._context.services, self._asked.sha256, known.rotation)
            self.viewer.renew_words(words)

    def _on_failed(self, error: ShamayError) -> None:
        self._shown = None
        self.taking.show_document(None)
        self.viewer.clear(error_words(self._context.texts, error))

    def _show(self, source: PageSource, page: int, boxes: tuple[Box, ...], turned: int = 0) -> None:
        self._show_title(source.name)
        self.viewer.show_source(source, page, boxes, turned)

    def _build(self) -> None:
        self.title = QLabel()
        self.title.setObjectName("paper-title")
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.set_tone(self.title, "heading")
        self.title.setMinimumWidth(1)
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("paper-said")
        theme.set_tone(self.said, "accent")
        self.said.hide()
        for label in (self.title, self.said):
            label.setMargin(theme.SPACE)
            theme.align_leading(label)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, theme.SPACE // 2, 0)
        self._head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.viewer, 1)
        column.addWidget(self.said)

    def _told_at(self, point: QPointF) -> tuple[str, Box] | None:
        return told_at(self._told, self.viewer.page, point.x(), point.y())

    def _say(self, words: str) -> None:
        """A passing word under the page; a screen reader hears it too."""
        self.said.setText(words)
        self.said.setAccessibleName(words)
        self.said.show()
        self._said_over.start()

    def _show_title(self, name: str) -> None:
        shown = self.fontMetrics().elidedText(
            PurePath(name).stem, Qt.TextElideMode.ElideMiddle, 60 * theme.SPACE
        )
        self.title.setText(isolate(shown))
        self.title.setToolTip(isolate(name))


def _page(services: Services, sha256: str, name: str, page: int, dpi: int) -> PictureFile:
    return page_picture(services, sha256, page, dpi, name)


def _words(services: Services, sha256: str, rotation: int, page: int) -> PageText | None:
    return page_words(services, sha256, page, rotation)


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    file_name: str
    pages: int
    rotation: int = 0


def _known(evidence: CaseEvidence, asked: PaperAsked) -> _Known:
    """Of a paper that was removed meanwhile only what was asked for is known."""
    for paper in evidence.documents:
        if paper.sha256 == asked.sha256:
            name, pages = paper.file_name, max(paper.pages, 1)
            return _Known(name, name, pages, paper.rotation)
    for photo in evidence.images:
        if photo.sha256 == asked.sha256:
            return _Known(photo.caption or photo.file_name, photo.file_name, 1, photo.rotation)
    unknown = asked.sha256[:12]
    return _Known(unknown, unknown, max(asked.page, 1))


def _boxes_of(asked: PaperAsked) -> tuple[Box, ...]:
    """The boxes to be lit; a box that is none is left out."""
    boxes = (() if asked.box is None else (asked.box,)) + asked.further
    return tuple(made for box in boxes if (made := _box_of(box)) is not None)


def _box_of(box: tuple[str, ...]) -> Box | None:
    """Left, top, right, bottom in points; a box that is none is left out."""
    if len(box) != 4:
        return None
    try:
        left, top, right, bottom = (float(side) for side in box)
    except ValueError:
        return None
    return left, top, right, bottom
