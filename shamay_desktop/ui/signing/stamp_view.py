"""The visible stamp as it will stand on the report, before anything is signed."""

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.signing import Capacity, CertificateFacts
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.sealing.stamp_picture import stamp_picture

_WIDTH = 36 * theme.SPACE


class StampView(QWidget):
    """Says why it shows nothing as long as nobody's certificate is known."""

    def __init__(
        self, context: OfficeContext, capacity: Capacity, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stamp-view")
        self._context = context
        self._capacity = capacity
        self._asked: object = None
        self.picture = QLabel()
        self.picture.setObjectName("stamp-picture")
        self.picture.setAccessibleName(context.texts("signing_ui.stamp"))
        theme.align_leading(self.picture)
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("stamp-words")
        theme.set_tone(self.words, "muted")
        theme.align_leading(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.picture)
        column.addWidget(self.words)
        self.show_stamp(None)

    def show_stamp(
        self, facts: CertificateFacts | None, language: Language | None = None, name: str = ""
    ) -> None:
        """Paint the stamp of a certificate, in the language of the report; None: not known yet.

        `name` is the signer of the report, as the case names them.
        """
        context = self._context
        language = language or context.texts.language
        wanted = (facts, language, name)
        if wanted == self._asked and facts is not None:
            return
        self._asked = wanted
        if facts is None:
            self.picture.hide()
            self._say(context.texts("signing_ui.stamp_later"))
            return
        context.tasks.run(
            stamp_picture, context.services, context.actor, facts, self._capacity, language, name,
            owner=self, lane="work",
            on_done=lambda data: self._on_painted(wanted, data),
            on_failed=lambda error: self._on_failed(wanted, error),
        )  # fmt: skip

    def _on_painted(self, wanted: object, data: bytes) -> None:
        image = QImage.fromData(data)
        if wanted != self._asked or image.isNull():
            return
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(max(image.width() / _WIDTH, ratio))
        self.picture.setPixmap(pixmap)
        self.picture.show()
        self._say(self._context.texts("signing_ui.stamp_where"))

    def _on_failed(self, wanted: object, _error: ShamayError) -> None:
        if wanted == self._asked:
            self.picture.hide()
            self._say(self._context.texts("signing_ui.stamp_not_shown"))

    def _say(self, words: str) -> None:
        self.words.setText(words)
