"""Where the photos stand: on their tab, or in a window of their own; and the full screen."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.evidence import CaseEvidence, Image
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.panel_window import Undocking
from shamay_desktop.ui.papers.buttons import action, empty_state
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.file_drops import FileDrops
from shamay_desktop.ui.papers.full_screen import FullScreenPhotos
from shamay_desktop.ui.papers.photo_findings import PhotoFindings
from shamay_desktop.ui.papers.photos_panel import PhotoPictures, PhotosPanel
from shamay_desktop.usecases.evidence.pictures import page_picture, thumbnail

LARGE, SIDE_BY_SIDE = 640, 1200
"""Pixels a side, of the largest cells and of compared photos."""

WIDTH, FACTS = "window.photos.width", "window.photos.facts"


class PhotosPlace(QWidget):
    """The tab of photos. While they stand elsewhere it says so and takes them back."""

    dropped = Signal(object)
    """list[Path]: dropped on the photos' own window."""

    def __init__(self, context: PageContext, files: CaseFiles, small: LazyPictures) -> None:
        super().__init__()
        self.setObjectName("photos-place")
        self._context = context
        self._files = files
        self._photos: list[Image] = []
        self.full_screen: FullScreenPhotos | None = None
        texts = context.texts
        self.findings = PhotoFindings(context)
        self.panel = PhotosPanel(texts, files, self._pictures(small), self.findings)
        self._elsewhere = empty_state(
            texts("documents.photos_elsewhere"),
            action(texts, "dock-photos", "documents.dock", "dock", "primary"),
            self.toggle_place,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.panel)
        self._stack.addWidget(self._elsewhere)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        title = texts("documents.photos")
        self.place = Undocking(self, "photos", title, context.services.settings, context.tasks)
        self._connect()
        self._show_choices()

    @property
    def is_out(self) -> bool:
        """Whether the photos stand in a window of their own."""
        return self.place.is_out

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """Show the photos, on the full screen too."""
        self._photos = list(evidence.images)
        self.panel.show_evidence(evidence)
        if self.full_screen is not None:
            self.full_screen.show_photos(self._photos)

    def show_alike(self, groups: Iterable[Iterable[str]]) -> None:
        """Mark photos that look alike."""
        self.panel.show_alike(groups)

    def go_where_it_was(self) -> None:
        """Into a window of their own, if they stood there the last time."""
        if self.place.wanted_out and not self.is_out:
            self.toggle_place()

    def toggle_place(self) -> None:
        """Into a window of their own, or back."""
        if self.is_out:
            self.place.dock()
            return
        self.place.undock(self.panel)
        self._stack.setCurrentWidget(self._elsewhere)
        self.panel.show_place(out=True)
        if self._files.may_edit and self.place.window is not None:
            drops = FileDrops(self.place.window, self._context.texts("documents.drop_here"))
            drops.dropped.connect(self.dropped)

    def show_full_screen(self, photo_id: str) -> None:
        """One photo on a whole screen."""
        self.panel.commit_typing()
        context = self._context
        shown = self.full_screen = FullScreenPhotos(
            self._files,
            context.texts,
            context.tasks,
            self._source,
            self,
            may_edit=self._files.may_edit,
        )
        shown.ended.connect(self._on_full_screen_ended)
        shown.open_at(self._photos, photo_id)

    def _on_full_screen_ended(self, photo_id: str) -> None:
        self.full_screen = None
        self.panel.go_to(photo_id)

    def _on_docked(self) -> None:
        self._stack.insertWidget(0, self.panel)
        self._stack.setCurrentWidget(self.panel)
        self.panel.show_place(out=False)
        self.panel.show()

    def _source(self, photo: Image) -> PageSource:
        return PageSource(photo.file_name, 1, partial(_whole, self._context, photo))

    def _pictures(self, small: LazyPictures) -> PhotoPictures:
        tasks = self._context.tasks
        return PhotoPictures(
            small,
            LazyPictures(tasks, partial(self._picture, LARGE), LARGE, self, kept=120),
            LazyPictures(tasks, partial(self._picture, SIDE_BY_SIDE), SIDE_BY_SIDE, self, kept=8),
        )

    def _picture(self, side: int, sha256: object) -> PictureFile:
        return thumbnail(self._context.services, str(sha256), side)

    # -- choices that are kept ------------------------------------------------------------

    def _show_choices(self) -> None:
        settings = self._context.services.settings
        width, facts = settings.get(WIDTH), settings.get(FACTS, True)
        if isinstance(width, int):
            self.panel.sheet.set_width(width)
        self.panel.want_facts(wanted=facts is not False)
        self.panel.sheet.zoomed.connect(partial(self._keep, WIDTH))
        self.panel.facts_toggled.connect(partial(self._keep, FACTS))

    def _keep(self, name: str, choice: object) -> None:
        """A look that could not be kept is no harm."""
        self._context.tasks.run(
            self._context.services.settings.set,
            name,
            choice,
            owner=self,
            on_failed=lambda _error: None,
        )

    def _connect(self) -> None:
        self.panel.place_asked.connect(self.toggle_place)
        self.panel.full_screen_asked.connect(self.show_full_screen)
        self.place.docked.connect(self._on_docked)


def _whole(context: PageContext, photo: Image, page: int, dpi: int) -> PictureFile:
    return page_picture(context.services, photo.sha256, page, dpi, photo.file_name)
