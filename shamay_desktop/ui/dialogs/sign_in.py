"""Signing in, unlocking, and replacing a forgotten password by the recovery code."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.dialogs.card import Card, button
from shamay_desktop.ui.dialogs.entry_form import EntryForm
from shamay_desktop.ui.dialogs.first_run import passwords_fit
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.office.passwords import reset_password, sign_in
from shamay_desktop.usecases.services import Services


class SignInCard(Card):
    """E-mail and password; after failures the wait is counted down."""

    entered = Signal(object)
    """Actor who is in now."""

    forgotten = Signal(str)
    """E-mail of whoever forgot the password."""

    def __init__(
        self, services: Services, tasks: Tasks, texts: Texts, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts("office.sign_in"), "", parent)
        self.setObjectName("sign-in")
        self._services, self._tasks, self._texts = services, tasks, texts
        self._seconds = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_second_passed)
        form = self.form = EntryForm(texts)
        form.add_line("email", texts("office.email"), latin=True)
        form.add_line("password", texts("office.password"), secret=True)
        form.submitted.connect(self._on_asked)
        self.body.addWidget(form)
        self._go = button("sign-in", texts("office.sign_in_do"), "primary")
        self._go.clicked.connect(self._on_asked)
        self.forgot = button("forgot", texts("office.forgot"), "flat")
        self.forgot.clicked.connect(lambda: self.forgotten.emit(form.text("email")))
        self.finish(self._go, self.forgot)

    def ask(self, email: str) -> None:
        """Start anew, with the e-mail that is known."""
        self.form.set_text("email", email)
        self.form.set_text("password", "")
        self.show_problem("")
        self.form.clear_problems()
        self.form.editors["password" if email else "email"].setFocus()

    def lock(self, email: str, minutes: int) -> None:
        """Ask only the password of who works here."""
        self.findChild(QWidget, "card-title").setText(self._texts("shell.locked"))  # type: ignore[union-attr]  # made in Card
        self.why.setText(self._texts("shell.locked_why", n=minutes))
        self.why.setVisible(minutes > 0)
        self._go.setText(self._texts("shell.unlock"))
        self.form.editors["email"].setReadOnly(True)
        self.forgot.hide()
        self.ask(email)

    def _on_asked(self) -> None:
        if not self._go.isEnabled() or not self.form.demand(("email", "password")):
            return
        self.show_problem("")
        self._go.setEnabled(False)
        text = self.form.text
        self._tasks.run(
            sign_in,
            self._services,
            text("email"),
            text("password"),
            owner=self,
            on_done=self._on_signed_in,
            on_failed=self._on_failed,
        )

    def _on_signed_in(self, actor: Actor) -> None:
        self._go.setEnabled(True)
        self.form.set_text("password", "")
        self.entered.emit(actor)

    def _on_failed(self, error: ShamayError) -> None:
        if error.code == "sign_in_delayed":
            self._seconds = int(str(error.facts.get("seconds", 1)))
            self._tick.start()
            self._say_wait()
            return
        self._go.setEnabled(True)
        self.show_problem(error_words(self._texts, error))
        self.form.editors["password"].setFocus()
        self.form.editors["password"].selectAll()

    def _on_second_passed(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._say_wait()
            return
        self._tick.stop()
        self.show_problem("")
        self._go.setEnabled(True)

    def _say_wait(self) -> None:
        self.show_problem(self._texts("office.wait_seconds", n=self._seconds))


class ResetCard(Card):
    """A new password for one who has the recovery code."""

    reset = Signal(str, str, str)
    """The next recovery code, the e-mail and the new password."""

    back = Signal()

    def __init__(
        self, services: Services, tasks: Tasks, texts: Texts, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts("office.reset"), texts("office.reset_why"), parent)
        self.setObjectName("reset-password")
        self._services, self._tasks, self._texts = services, tasks, texts
        form = self.form = EntryForm(texts)
        form.add_line("email", texts("office.email"), latin=True)
        form.add_line("recovery_code", texts("office.recovery_code"), latin=True)
        form.add_line(
            "password",
            texts("office.new_password"),
            hint=texts("office.password_hint"),
            secret=True,
        )
        form.add_line("password_again", texts("office.password_again"), secret=True)
        form.submitted.connect(self._on_asked)
        self.body.addWidget(form)
        self._go = button("reset", texts("office.reset_do"), "primary")
        self._go.clicked.connect(self._on_asked)
        back = button("reset-back", texts("office.back"))
        back.clicked.connect(self.back)
        self.finish(self._go, back)

    def ask(self, email: str) -> None:
        """Start anew."""
        for editor in self.form.editors.values():
            editor.clear()
        self.form.set_text("email", email)
        self.form.clear_problems()
        self.show_problem("")
        self.form.editors["recovery_code" if email else "email"].setFocus()

    def _on_asked(self) -> None:
        form = self.form
        if not self._go.isEnabled() or not form.demand(form.editors):
            return
        if not passwords_fit(form, self._texts):
            return
        self.show_problem("")
        self._go.setEnabled(False)
        self._tasks.run(
            reset_password,
            self._services,
            form.text("email"),
            form.text("recovery_code"),
            form.text("password"),
            owner=self,
            on_done=self._on_reset,
            on_failed=self._on_failed,
        )

    def _on_reset(self, code: str) -> None:
        self._go.setEnabled(True)
        self.reset.emit(code, self.form.text("email").strip(), self.form.text("password"))
        for name in ("password", "password_again", "recovery_code"):
            self.form.set_text(name, "")

    def _on_failed(self, error: ShamayError) -> None:
        self._go.setEnabled(True)
        if error.code == "sign_in_delayed":
            seconds = int(str(error.facts.get("seconds", 1)))
            self.show_problem(self._texts("office.wait_seconds", n=seconds))
        else:
            self.show_problem(error_words(self._texts, error))
