"""A marked picture as a file of the person's own: as it is printed, or its marks as a drawing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing_names import MARKED
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.file_names import portable_name
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.drawings_in import drawing_target
from shamay_desktop.usecases.drawings.writing import write_annotations, write_png


class PictureExport(QObject):
    """Asks where to, and writes off the UI thread."""

    said = Signal(str, str)
    """Words for the person, and "error" or ""."""

    def __init__(self, context: PageContext, place: QWidget) -> None:
        super().__init__(place)
        self._context = context
        self._place = place

    def ask(self, case: Case, picture_id: str, name: str) -> None:
        """Let the person choose a file; nothing waits for the dialog."""
        texts = self._context.texts
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self._place, texts("maps.export"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PNG (*.png)"])
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{portable_name(name)}.png")
        dialog.fileSelected.connect(lambda path: self.write(case, picture_id, Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_drawing(self, case: Case, picture_id: str, paper_name: str) -> None:
        """Let the person choose a file for the marks, which can be opened again."""
        texts = self._context.texts
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._place, texts("maps.export_drawing"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"JSON (*{MARKED})"])
        dialog.selectFile(f"{Path(paper_name).stem}{MARKED}")
        dialog.fileSelected.connect(
            lambda path: self.write_drawing(case, picture_id, paper_name, Path(path))
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def write_drawing(self, case: Case, picture_id: str, paper_name: str, target: Path) -> None:
        """Write what is drawn on the picture."""
        context = self._context
        target = drawing_target(target, MARKED)
        context.tasks.run(
            write_annotations, context.services, case, picture_id, paper_name, target,
            owner=self, lane="work", on_failed=self._on_failed,
            on_done=self._teller(target.name),
        )  # fmt: skip

    def write(self, case: Case, picture_id: str, target: Path) -> None:
        """Write the picture as it is printed."""
        context = self._context
        context.tasks.run(
            write_png, context.services, case, picture_id, target, context.texts.language,
            owner=self, lane="work", on_failed=self._on_failed,
            on_done=self._teller(target.name),
        )  # fmt: skip

    def _teller(self, name: str) -> Callable[[object], None]:
        return lambda _picture: self.said.emit(self._context.texts("maps.exported", file=name), "")

    def _on_failed(self, problem: ShamayError) -> None:
        self.said.emit(error_words(self._context.texts, problem), "error")
