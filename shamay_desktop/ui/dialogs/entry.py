"""The way into the office: first run with its recovery code, signing in, a forgotten password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.dialogs.first_run import FirstRunCard
from shamay_desktop.ui.dialogs.recovery_sheet import RecoverySheet
from shamay_desktop.ui.dialogs.sign_in import ResetCard, SignInCard
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.office.first_run import SignedIn
from shamay_desktop.usecases.office.passwords import sign_in
from shamay_desktop.usecases.services import Services

LAST_EMAIL = "window.last_email"


class EntryFlow(QStackedWidget):
    """Shows the cards in turn; ends with the actor who entered."""

    entered = Signal(object)
    """Actor."""

    def __init__(
        self, services: Services, tasks: Tasks, texts: Texts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("entry")
        self._services, self._tasks, self._texts = services, tasks, texts
        self._after_sheet: Actor | None = None
        self.first_run = FirstRunCard(services, tasks, texts)
        self.sign_in = SignInCard(services, tasks, texts)
        self.reset = ResetCard(services, tasks, texts)
        self.sheet = RecoverySheet(tasks, texts)
        for card in (self.sign_in, self.first_run, self.reset, self.sheet):
            self.addWidget(card)
        self.first_run.done.connect(self._on_first_run_done)
        self.sign_in.entered.connect(self._on_entered)
        self.sign_in.forgotten.connect(self._on_forgotten)
        self.reset.reset.connect(self._on_reset)
        self.reset.back.connect(self._on_reset_back)
        self.sheet.kept.connect(self._on_sheet_kept)

    def begin(self, *, first_run: bool) -> None:
        """Show the first card."""
        if first_run:
            self.setCurrentWidget(self.first_run)
            self.first_run.form.editors["name"].setFocus()
        else:
            self._show_sign_in(str(self._services.settings.get(LAST_EMAIL, "") or ""))

    def lock(self, actor: Actor, minutes: int) -> None:
        """Ask the password of who works here again."""
        self.setCurrentWidget(self.sign_in)
        self.sign_in.lock(actor.email, minutes)

    def _show_sign_in(self, email: str) -> None:
        self.setCurrentWidget(self.sign_in)
        self.sign_in.ask(email)

    def _on_first_run_done(self, signed_in: SignedIn, name: str, email: str) -> None:
        self._show_sheet(signed_in.recovery_code or "", signed_in.actor, name, email)

    def _on_forgotten(self, email: str) -> None:
        self.setCurrentWidget(self.reset)
        self.reset.ask(email)

    def _on_reset_back(self) -> None:
        self._show_sign_in(self.reset.form.text("email"))

    def _on_reset(self, code: str, email: str, password: str) -> None:
        """Sign in with the new password, so that the sheet leads straight to the cases."""

        def on_failed(error: ShamayError) -> None:
            self._show_sign_in(email)
            self.sign_in.show_problem(error_words(self._texts, error))

        self._tasks.run(
            sign_in,
            self._services,
            email,
            password,
            owner=self,
            on_done=lambda actor: self._show_sheet(code, actor, actor.name, email),
            on_failed=on_failed,
        )

    def _show_sheet(self, code: str, actor: Actor, name: str, email: str) -> None:
        self._after_sheet = actor
        self.setCurrentWidget(self.sheet)
        self.sheet.show_code(code, name, email)

    def _on_sheet_kept(self) -> None:
        if self._after_sheet is not None:
            actor, self._after_sheet = self._after_sheet, None
            self._on_entered(actor)

    def _on_entered(self, actor: Actor) -> None:
        self._tasks.run(self._services.settings.set, LAST_EMAIL, actor.email, owner=self)
        self.entered.emit(actor)
