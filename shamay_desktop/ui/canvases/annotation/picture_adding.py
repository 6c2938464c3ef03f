"""How a picture comes onto the table: pasted, dropped, chosen, grabbed from the screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from shamay_desktop.domain.drawing_names import MARKED
from shamay_desktop.domain.drawings_in import Told
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.ui.canvases.annotation.screen_grab import ScreenGrab
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.adding_tray import AddingTray
from shamay_desktop.ui.papers.clipboard import on_clipboard
from shamay_desktop.ui.papers.drawings_in import choose_drawings
from shamay_desktop.ui.papers.file_drops import FileDrops
from shamay_desktop.usecases.evidence.adding import AddedFiles

KNOWN_FILES = "*.png *.jpg *.jpeg *.pdf *.tif *.tiff *.bmp *.webp *.heic *.heif *.annotations.json"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that is in the case now; `today` when it was taken just now."""

    sha256: str
    today: bool = False


class PictureAdding(QObject):
    """Each file is kept unaltered as a paper of the case; then the table is told its hash."""

    arrived = Signal(object)
    """tuple[Arrived, ...]."""

    began = Signal()
    """Something is on its way in: where it belongs is where the person is now."""

    edited = Signal(object)
    """tuple[Change, ...]: drawings came with their papers."""

    drawn = Signal(str)
    """The picture that a drawing is on now."""

    evidence_changed = Signal()
    said = Signal(str, str)
    """Words for the person, and "error" or ""."""

    def __init__(self, context: PageContext, place: QWidget) -> None:
        super().__init__(place)
        self._context = context
        self._place = place
        self._grabbing = False
        texts = context.texts
        self.tray = AddingTray(context, kind=DocType.GIS_SCREENSHOT)
        self.tray.added.connect(self._on_added)
        self.tray.moved.connect(self.evidence_changed)
        self.tray.edited.connect(self.edited)
        self.tray.brought.connect(self._on_brought)
        self.drops = FileDrops(place, texts("maps.drop_here"))
        self.drops.dropped.connect(self.add)
        self.grab: ScreenGrab | None = None
        self.make_grab: Callable[[], ScreenGrab] = lambda: ScreenGrab(place.window(), texts)
        place.setAcceptDrops(not context.read_only)

    @property
    def may_edit(self) -> bool:
        """Whether anything may be added here."""
        return not self._context.read_only

    def add(self, paths: Sequence[Path]) -> None:
        """Files that were dropped or chosen."""
        if self.may_edit:
            self._grabbing = False
            self.began.emit()
            self.tray.add(paths, as_papers=True)

    def paste(self) -> None:
        """What was copied elsewhere: a picture, or files."""
        if not self.may_edit:
            return
        pasted = on_clipboard()
        if pasted.picture is not None:
            self._grabbing = False
            self.began.emit()
            self.tray.paste(pasted.picture, among_papers=True)
        elif pasted.paths:
            self.add(pasted.paths)
        else:
            self.said.emit(self._context.texts("maps.nothing_pasted"), "")

    def choose_files(self) -> None:
        """Let the person choose files; nothing waits for the dialog."""
        if not self.may_edit:
            return
        texts = self._context.texts
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self._place, texts("maps.choose_files"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [f"{texts('documents.filter_known')} ({KNOWN_FILES})",
             f"{texts('documents.filter_all')} (*)"]
        )  # fmt: skip
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_drawing(self) -> None:
        """Let the person choose files of marks that were drawn elsewhere."""
        if self.may_edit:
            choose_drawings(self._place, self._context.texts, MARKED, self.add)

    def grab_screen(self) -> None:
        """Let the person draw around a part of the screen."""
        if not self.may_edit or (self.grab is not None and self.grab.is_under_way):
            return
        self.began.emit()
        self.grab = self.make_grab()
        self.grab.taken.connect(self._on_grabbed)
        self.grab.failed.connect(self._on_grab_failed)
        self.grab.start()

    def _on_grabbed(self, image: QImage) -> None:
        self._grabbing = True
        self.tray.paste(image, among_papers=True)

    def _on_grab_failed(self, problem: ShamayError) -> None:
        self.said.emit(error_words(self._context.texts, problem), "error")

    def _on_added(self, added: AddedFiles) -> None:
        today, self._grabbing = self._grabbing, False
        drawn = {each.paper for each in added.drawings}  # these have their pictures already
        hashes = (*(each.sha256 for each in added.documents), *added.linked_hashes)
        hashes = tuple(each for each in hashes if each not in drawn)
        self.evidence_changed.emit()
        if hashes:
            self.arrived.emit(tuple(Arrived(sha256, today) for sha256 in hashes))

    def _on_brought(self, told: Sequence[Told]) -> None:
        pictures = [each.row_id for each in told if not each.is_plan]
        if pictures:
            self.drawn.emit(pictures[0])
