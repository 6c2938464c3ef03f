"""The reviewer's signature on a report that another person signed."""

from PySide6.QtWidgets import QLabel, QWidget

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.signing import Capacity
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.signing.signing_window import SigningWindow
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.sealing.countersigning import countersign
from shamay_desktop.usecases.sealing.signing import Sealed
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import Key


class CountersignDialog(SigningWindow):
    """The same key chooser; the file that was signed is only made longer."""

    def __init__(
        self,
        context: OfficeContext,
        valuation_id: str,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, valuation_id, title, Capacity.REVIEWER, parent)
        self.setObjectName("countersign-dialog")
        self.setWindowTitle(self.texts("signing_ui.countersign_title", case=title))
        self.sign_button.setText(self.texts("signing_ui.countersign_now"))
        self.chooser.begin()

    def make_choices(self) -> list[QWidget]:
        """What a second signature says."""
        words = QLabel(self.texts("signing_ui.countersign_why"), wordWrap=True)
        words.setObjectName("countersign-why")
        theme.set_tone(words, "muted")
        theme.align_leading(words)
        return [words]

    def start(self, key: Key | None, *, confirmed: bool) -> Handle:
        """Add the signature; it is short, and not stopped in the middle."""
        context = self.context
        self.progress.stop.hide()
        return context.tasks.run(
            _countersigned, context.services, context.actor, self.valuation_id, key,
            self.language, self.timestamp_server, confirmed,
            owner=self, lane="work", on_done=self.on_done, on_failed=self.on_failed,
            on_cancelled=self.on_cancelled,
        )  # fmt: skip

    def sealed_words(self, sealed: Sealed) -> str:
        """Who signed, in what capacity."""
        signer = sealed.version.signers[-1]
        return self.texts("signing_ui.countersigned", case=self.case_title, name=signer.name)


def _countersigned(
    services: Services, actor: Actor, valuation_id: str, key: Key, language: Language,
    server: str, confirmed: bool,
) -> Sealed:  # fmt: skip
    """As a task."""
    return countersign(
        services, actor, valuation_id, key, language, timestamp_server=server,
        holder_confirmed=confirmed,
    )  # fmt: skip
