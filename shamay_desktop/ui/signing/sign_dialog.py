"""Signing a report: what stands in the way, how it is signed, with whose key; then it is done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.signing import Capacity, SignatureMethod
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.signing.mode_choice import ModeChoice
from shamay_desktop.ui.signing.obstacles import Obstacle, ObstacleList, obstacles_of
from shamay_desktop.ui.signing.signing_window import SigningWindow, part
from shamay_desktop.ui.signing.signing_words import day
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.sealing.making import METHOD, SigningOrder
from shamay_desktop.usecases.sealing.readiness import Readiness, readiness
from shamay_desktop.usecases.sealing.signing import Sealed, sign_report
from shamay_desktop.usecases.signing_ports import Key

_KINDS: Mapping[SignatureMethod, str] = {
    SignatureMethod.NONE: "sealed_without",
    SignatureMethod.IMAGE: "sealed_image",
    SignatureMethod.CERTIFIED: "sealed_certified",
}


class SignDialog(SigningWindow):
    """As long as something stands in the way, the way there is the one obvious thing to do."""

    go_asked = Signal(object)
    """Obstacle: where it is mended; the window has closed."""

    def __init__(
        self,
        context: OfficeContext,
        case: Case,
        title: str,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        self._case = case
        self._language = language
        self.ready: Readiness | None = None
        self._asked = 0
        super().__init__(context, case.id, title, Capacity.APPRAISER, parent)
        self.setObjectName("sign-dialog")
        self.setWindowTitle(self.texts("signing_ui.sign_title", case=title))
        self._choose_mode_of_case()
        self._show_mode()
        self.check()

    @property
    def needs_key(self) -> bool:
        """Only a certified signature has one."""
        return self.modes.mode is SignatureMethod.CERTIFIED

    @property
    def language(self) -> Language:
        """As it is chosen here."""
        return Language(self.languages.currentData())

    @property
    def signer_name(self) -> str:
        """As the case names its appraiser."""
        return self._case.text("appraiser.name") or self.context.actor.name

    def check(self) -> None:
        """Ask anew what stands in the way of signing so."""
        self._asked += 1
        asked, context = self._asked, self.context
        self.ready = None
        self.state.setText(self.texts("signing_ui.checking"))
        theme.set_tone(self.state, "muted")
        self.show_buttons()
        context.tasks.run(
            readiness, context.services, context.actor, self.valuation_id, self.modes.mode,
            self.language, owner=self, on_done=lambda ready: self._on_checked(asked, ready),
            on_failed=lambda error: self._on_check_failed(asked, error),
        )  # fmt: skip

    def start(self, key: Key | None, *, confirmed: bool) -> Handle:
        """Sign the report; it may be stopped until it is sealed."""
        context = self.context
        order = SigningOrder(
            self.modes.mode, self.language, key,
            self.timestamp_server if self.needs_key else "", holder_confirmed=confirmed,
        )  # fmt: skip
        return context.tasks.run(
            sign_report, context.services, context.actor, self.valuation_id, order,
            owner=self, lane="work", on_done=self.on_done, on_failed=self.on_failed,
            on_cancelled=self.on_cancelled, on_progress=self.progress.show_progress,
        )  # fmt: skip

    def on_failed(self, error: ShamayError) -> None:
        """What changed meanwhile is looked at anew."""
        super().on_failed(error)
        if error.code == "case_changed_meanwhile" and self.isVisible():
            self.check()

    def sealed_words(self, sealed: Sealed) -> str:
        """Each way by its honest name."""
        key = f"signing_ui.{_KINDS[sealed.version.method]}"
        return self.texts(key, case=self.case_title, number=sealed.version.number)

    def show_buttons(self) -> None:
        """Signing waits for the way to be free; until then the way there is what one does."""
        free = self.ready is not None and self.ready.ready
        first = self.obstacles.first
        self.sign_button.setEnabled(free and self.can_begin)
        self.go_button.setVisible(not free and first is not None)
        theme.set_kind(self.sign_button, "primary" if first is None else "plain")

    def go_to_first(self) -> None:
        """Close, and go to where the first obstacle is mended."""
        if (first := self.obstacles.first) is not None:
            self._go(first)

    # -- what others say ------------------------------------------------------------------

    def _on_checked(self, asked: int, ready: Readiness) -> None:
        if asked != self._asked:
            return
        self.ready = ready
        found = obstacles_of(ready, self.texts)
        self.obstacles.show_obstacles(found)
        if ready.ready:
            words, tone = self._free_words(ready), "ok"
        else:
            words, tone = _standing_words(found, self.texts), "error"
        self.state.setText(words)
        theme.set_tone(self.state, "ok" if tone == "ok" else "error")
        self.show_buttons()

    def _free_words(self, ready: Readiness) -> str:
        if ready.approval is None:
            return self.texts("signing_ui.free_unapproved")
        return self.texts("signing_ui.free_approved", day=day(ready.approval.at))

    def _on_check_failed(self, asked: int, error: ShamayError) -> None:
        if asked == self._asked:
            self.state.setText(error_words(self.texts, error))
            theme.set_tone(self.state, "error")

    def _go(self, obstacle: Obstacle) -> None:
        if self.close():
            self.go_asked.emit(obstacle)

    def _on_mode_chosen(self) -> None:
        self._show_mode()
        self.check()

    def _on_language_chosen(self) -> None:
        self.show_stamp()
        self.check()

    def _show_mode(self) -> None:
        certified = self.needs_key
        for each in (self.key_part, self.time_part, self.stamp_part):
            each.setVisible(certified)
        mode = self.modes.mode
        key = "seal_now" if mode is SignatureMethod.NONE else "sign_now"
        self.sign_button.setText(self.texts(f"signing_ui.{key}"))
        self._leave_question()
        if certified:
            self.chooser.begin()

    def _choose_mode_of_case(self) -> None:
        code = self._case.text(METHOD)
        mode = next((each for each in SignatureMethod if each.value == code), None)
        if mode is not None:
            self.modes.buttons[mode].setChecked(True)

    # -- building -------------------------------------------------------------------------

    def make_choices(self) -> list[QWidget]:
        """What stands in the way, and how it is signed."""
        texts = self.texts
        self.state = QLabel(wordWrap=True)
        self.state.setObjectName("signing-state")
        theme.align_leading(self.state)
        self.obstacles = ObstacleList(texts)
        self.obstacles.go_asked.connect(self._go)
        self.obstacles.hide()
        self.modes = ModeChoice(texts)
        self.modes.chosen.connect(self._on_mode_chosen)
        return [
            part(texts("signing_ui.obstacles"), self.state, self.obstacles),
            part(texts("signing_ui.modes"), self.modes),
        ]

    def make_further_choices(self) -> list[QWidget]:
        """In which language the report is."""
        texts = self.texts
        self.languages = QComboBox()
        self.languages.setObjectName("field:signing-language")
        self.languages.setAccessibleName(texts("export.language"))
        for each in Language:
            self.languages.addItem(texts(f"export.language.{each}"), each.value)
        self.languages.setCurrentIndex(self.languages.findData(self._language.value))
        self.languages.currentIndexChanged.connect(lambda _index: self._on_language_chosen())
        self.languages.setFixedWidth(self.languages.sizeHint().width() + 2 * theme.SPACE)
        return [part(texts("export.language"), self.languages)]

    def _build(self) -> None:
        super()._build()
        self.go_button: QPushButton = self._button(
            "go-to-obstacle", "go_to_first", self.go_to_first, "primary"
        )
        self.go_button.hide()
        self.add_to_foot(self.go_button)


def _standing_words(found: Sequence[Obstacle], texts: Texts) -> str:
    """How many they are; that each opens at its place is said only where it is so."""
    key = "in_the_way" if all(each.opens for each in found) else "stands_in_the_way"
    return texts(f"signing_ui.{key}", n=len(found))
