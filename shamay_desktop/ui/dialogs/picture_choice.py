"""A picture of the settings: chosen from a file, kept in the store, shown small."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.usecases.evidence.pictures import thumbnail
from shamay_desktop.usecases.office.profile import keep_picture

SHOWN = QSize(160, 64)


class PictureChoice(QWidget):
    """`sha256` is what is chosen now, None for no picture."""

    failed = Signal(object)
    """ShamayError: the file was not taken, or the picture cannot be shown."""

    def __init__(self, context: OfficeContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.sha256: str | None = None
        texts = context.texts
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setObjectName(f"picture:{name}")
        self.picture.setFixedSize(SHOWN)
        theme.set_tone(self.picture, "muted")
        choose = button(f"choose-{name}", texts("office.choose_picture"))
        choose.clicked.connect(self._on_choose)
        self._remove = button(f"remove-{name}", texts("office.remove_picture"), "flat")
        self._remove.clicked.connect(lambda: self.show_sha256(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.picture)
        row.addWidget(choose)
        row.addWidget(self._remove)
        row.addStretch(1)
        self.show_sha256(None)

    def show_sha256(self, sha256: str | None) -> None:
        """Show a picture of the store, or none."""
        self.sha256 = sha256
        self._remove.setEnabled(sha256 is not None)
        self.picture.setText(self._context.texts("office.no_picture"))
        if sha256 is not None:
            self._context.tasks.run(
                thumbnail,
                self._context.services,
                sha256,
                2 * SHOWN.width(),
                owner=self,
                on_done=self._on_thumbnail,
                on_failed=self._on_failed,
                lane="work",
            )

    def keep(self, path: Path) -> None:
        """Keep this file's picture and show it."""
        self._context.tasks.run(
            keep_picture,
            self._context.services,
            path,
            owner=self,
            on_done=self.show_sha256,
            on_failed=self._on_failed,
            lane="work",
        )

    def _on_choose(self) -> None:
        texts = self._context.texts
        chosen, _ = QFileDialog.getOpenFileName(
            self, texts("office.choose_picture"), "", texts("office.picture_filter")
        )
        if chosen:
            self.keep(Path(chosen))

    def _on_thumbnail(self, picture: PictureFile) -> None:
        image = QImageReader(picture.path).read()
        ratio = self.devicePixelRatioF()
        fitted = image.scaled(
            SHOWN * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(QPixmap.fromImage(fitted))

    def _on_failed(self, error: ShamayError) -> None:
        self.failed.emit(error)
