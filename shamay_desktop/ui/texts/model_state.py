"""Whether questions may go to a language model and which: a line that opens its dialog."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from shamay_desktop.domain.analysis.addresses import server_address
from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.texts.model_dialog import Means, ModelDialog
from shamay_desktop.usecases.analysis.server import server_of
from shamay_desktop.usecases.services import Services


def state_words(services: Services, texts: Texts) -> str:
    """Off, or which model at which host."""
    server = server_of(services)
    if server is None:
        return texts("texts_analysis.model_state_off")
    try:
        host = server_address(server.address, server.named_host).host
    except Refused:  # written into the settings by hand
        return texts("texts_analysis.model_state_off")
    return texts("texts_analysis.model_state_on", model=server.model, host=host)


def show_states(window: QWidget) -> None:
    """Say it anew wherever it is said in a window."""
    for state in window.findChildren(ModelState):
        state.show_state()


_ASIDE = 3 * theme.SPACE


class ModelState(QPushButton):
    """Says how it stands whenever it is seen; pressed, the server is named or turned off."""

    def __init__(self, context: Means) -> None:
        super().__init__()
        self.setObjectName("action:model-state")
        theme.set_kind(self, "flat")
        self.setAutoDefault(False)
        self._context = context
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.show_state()

    def show_state(self) -> None:
        """Read and say it."""
        words = state_words(self._context.services, self._context.texts)
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words}\n{self._context.texts('texts_analysis.model_settings')}")

    def minimumSizeHint(self) -> QSize:
        """A long name widens no panel: the tip says all of it."""
        return QSize(_ASIDE, super().sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """It may have been changed in another place."""
        super().showEvent(event)
        self.show_state()

    def changeEvent(self, event: QEvent) -> None:
        """A dialog over the window went: perhaps the one that names the server."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.show_state()

    def _open(self) -> None:
        parent: QWidget = self.window()
        dialog = ModelDialog(self._context, parent)
        dialog.finished.connect(lambda _result: show_states(parent))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
