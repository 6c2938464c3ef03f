"""One photo on a whole screen, the second one when there is one; what is said of it by keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.evidence import Image
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.page_canvas import ZOOM_STEP, Fit
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.panel_window import note_input, screen_behind
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.contact_sheet import TYPES_NOTHING
from shamay_desktop.ui.papers.photo_actions import window_actions
from shamay_desktop.ui.papers.photo_delegate import CAPTION_MOST, CaptionEditor
from shamay_desktop.ui.papers.photo_words import finish_words, spoken, taken_words
from shamay_desktop.ui.tasks import Tasks

Source = Callable[[Image], PageSource]


def other_screen(own: QScreen) -> QScreen:
    """The screen on which the program does not stand, else its own."""
    return next((each for each in QGuiApplication.screens() if each is not own), own)


class FullScreenPhotos(QWidget):
    """Arrows walk the photos in the order of reading; Esc ends."""

    ended = Signal(str)
    """The id of the photo that was seen last."""

    def __init__(
        self,
        files: CaseFiles,
        texts: Texts,
        tasks: Tasks,
        source: Source,
        opened_from: QWidget,
        *,
        may_edit: bool = True,
    ) -> None:
        self._behind = screen_behind(opened_from)
        super().__init__(self._behind, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("full-screen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts("documents.full_screen"))
        self.setLayoutDirection(opened_from.layoutDirection())
        self._files = files
        self._texts = texts
        self._source = source
        self._may_edit = may_edit
        self._photos: list[Image] = []
        self._row = 0
        self._build(tasks)
        self.actions_here = window_actions(self, texts, lambda: may_edit)
        self._behind.installEventFilter(self)

    # -- what is shown --------------------------------------------------------------------

    def open_at(self, photos: list[Image], photo_id: str) -> None:
        """Show these photos, beginning with one of them."""
        self._photos = photos
        screen = other_screen(self._behind.screen())
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self._go(next((row for row, each in enumerate(photos) if each.id == photo_id), 0))
        self.viewer.canvas.setFocus()

    def show_photos(self, photos: list[Image]) -> None:
        """The photos as they are now; one that is gone gives way to the next."""
        before = self.photo
        self._photos = photos
        if before is None or not photos:
            self.close()
            return
        row = next((row for row, each in enumerate(photos) if each.id == before.id), None)
        if row is None:
            self._go(min(self._row, len(photos) - 1))
            return
        self._row = row
        if photos[row].rotation != before.rotation:
            self.viewer.set_turned(photos[row].rotation)
        self._show_words()

    @property
    def photo(self) -> Image | None:
        """The one that is seen."""
        return self._photos[self._row] if self._row < len(self._photos) else None

    @property
    def chosen(self) -> list[Image]:
        """What the keys speak of: the one that is seen."""
        return [] if self.photo is None else [self.photo]

    @property
    def files(self) -> CaseFiles:
        """What has wishes written."""
        return self._files

    # -- walking --------------------------------------------------------------------------

    def walk(self, by: int) -> None:
        """To the next photo (1) or the one before (-1); never past the ends."""
        self._go(min(max(self._row + by, 0), len(self._photos) - 1))

    def walk_to_end(self, *, last: bool) -> None:
        """To the first or last photo."""
        self._go(len(self._photos) - 1 if last else 0)

    def zoom(self, way: int) -> None:
        """Closer (1) or farther (-1)."""
        self.viewer.canvas.zoom_by(ZOOM_STEP**way)

    def fit(self) -> None:
        """The whole photo."""
        self.viewer.canvas.set_fit(Fit.PAGE)

    def pan(self, across: int, down: int) -> None:
        """Move over an enlarged photo."""
        canvas = self.viewer.canvas
        for bar, by in ((canvas.horizontalScrollBar(), across), (canvas.verticalScrollBar(), down)):
            bar.setValue(bar.value() + by * bar.pageStep() // 4)

    def edit_caption(self, typed: str = "") -> None:
        """Type what the photo shows."""
        if self.photo is not None and self._may_edit:
            self.caption.setText(typed or self.photo.caption)
            self.caption.setModified(bool(typed))
            if not typed:
                self.caption.selectAll()
            self.caption.show()
            self.name.hide()
            self.caption.setFocus()

    def remove_chosen(self) -> None:
        """Take the photo out of the case; the page offers to put it back."""
        self._files.remove(tuple(self.chosen))

    def _go(self, row: int) -> None:
        self._keep_caption()
        self._row = row
        photo = self.photo
        if photo is None:
            return
        self.viewer.show_source(self._source(photo), turned=photo.rotation)
        self.fit()
        self._show_words()

    def _show_words(self) -> None:
        photo, texts = self.photo, self._texts
        if photo is None:
            return
        self.name.show_text(isolate(photo.caption or photo.file_name))
        parts = [texts(f"documents.room.{photo.room_type}")]
        parts += [finish_words(texts, photo.finish_level)] if photo.finish_level else []
        parts += [taken_words(photo)] if photo.taken_at else []
        self.about.setText(" · ".join(parts))
        self.star.setPixmap(theme.pixmap("star-filled" if photo.front else "star", "accent"))
        self.star.setVisible(photo.front)
        place = isolate_left_to_right(f"{self._row + 1} / {len(self._photos)}")
        self.place.setText(place)
        self.setAccessibleName(spoken(texts, photo))

    # -- events ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter begins the caption; Esc, while one is typed, ends only the typing."""
        if event.key() == Qt.Key.Key_Escape:
            self._hide_caption()
        elif event.text()[:1].isalpha() and not event.modifiers() & TYPES_NOTHING:
            self.edit_caption(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Who looks at photos is not idle."""
        super().showEvent(event)
        note_input(self, self._behind.window())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It goes with the screen behind it (the lock)."""
        if watched is self._behind and event.type() is QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False

    def hideEvent(self, event: QEvent) -> None:
        """Tell where it ended."""
        self._keep_caption()
        self.ended.emit("" if self.photo is None else self.photo.id)

    def _on_caption_typed(self) -> None:
        self._keep_caption()
        self.viewer.canvas.setFocus()

    def _keep_caption(self) -> None:
        if not self.caption.isVisible() or self.photo is None:
            return
        words = " ".join(self.caption.text().split())
        if self.caption.isModified() and words != self.photo.caption:
            self._files.caption(self.photo.id, words)
        self._hide_caption()

    def _hide_caption(self) -> None:
        self.caption.setModified(False)
        self.caption.hide()
        self.name.show()
        self.viewer.canvas.setFocus()

    # -- building -------------------------------------------------------------------------

    def _build(self, tasks: Tasks) -> None:
        self.viewer = PageViewer(tasks, self._texts, keys=False)
        self.viewer.bar.hide()
        self.viewer.canvas.fit = Fit.PAGE
        self.viewer.canvas.turned_past.connect(self.walk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.viewer, 1)
        column.addWidget(self._make_foot())
        self.setFocusProxy(self.viewer)

    def _make_foot(self) -> QFrame:
        texts = self._texts
        foot = QFrame()
        foot.setProperty("surface", "true")
        self.place = QLabel()
        self.star = QLabel()
        self.star.setAccessibleName(texts("documents.front_on"))
        self.name = ElidedLabel()
        theme.set_tone(self.name, "heading")
        self.caption = CaptionEditor()
        self.caption.setObjectName("field:full-screen-caption")
        self.caption.setAccessibleName(texts("documents.caption"))
        self.caption.setMaxLength(CAPTION_MOST)
        self.caption.hide()
        self.caption.returnPressed.connect(self._on_caption_typed)
        self.about = QLabel()
        hint = QLabel(texts("documents.full_screen_keys"))
        for label in (self.place, self.about, hint):
            theme.set_tone(label, "muted")
        row = QHBoxLayout(foot)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.setSpacing(2 * theme.SPACE)
        for widget, stretch in (
            (self.place, 0), (self.star, 0), (self.name, 1), (self.caption, 1),
            (self.about, 0), (hint, 0),
        ):  # fmt: skip
            row.addWidget(widget, stretch)
        return foot
