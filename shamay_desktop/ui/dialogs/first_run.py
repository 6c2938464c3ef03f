"""The first run: who the appraiser is, and a password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.dialogs.card import Card, button
from shamay_desktop.ui.dialogs.entry_form import EntryForm
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.office.first_run import FirstRun, SignedIn, set_up_office
from shamay_desktop.usecases.office.passwords import SHORTEST
from shamay_desktop.usecases.services import Services

PLACES = {
    "email_wrong": "email",
    "name_missing": "name",
    "office_missing": "office",
    "licence_wrong": "licence_number",
    "password_short": "password",
}


class FirstRunCard(Card):
    """Asks e-mail, name, office, licence number and a password."""

    done = Signal(object, str, str)
    """SignedIn, name and e-mail: the office is made, its recovery code is to be shown."""

    def __init__(
        self, services: Services, tasks: Tasks, texts: Texts, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts("office.first_run"), texts("office.first_run_why"), parent)
        self.setObjectName("first-run")
        self._services, self._tasks, self._texts = services, tasks, texts
        form = self.form = EntryForm(texts)
        form.add_line("name", texts("office.name"))
        form.add_line("licence_number", texts("office.licence_number"), latin=True)
        form.add_line("office", texts("office.office"))
        form.add_line("email", texts("office.email"), latin=True)
        form.add_line(
            "password", texts("office.password"), hint=texts("office.password_hint"), secret=True
        )
        form.add_line("password_again", texts("office.password_again"), secret=True)
        form.submitted.connect(self._on_asked)
        self.body.addWidget(form)
        self._begin = button("begin", texts("office.begin"), "primary")
        self._begin.clicked.connect(self._on_asked)
        self.finish(self._begin)
        self.setFocusProxy(form.editors["name"])

    def _on_asked(self) -> None:
        if not self._begin.isEnabled() or not self._complete():
            return
        text = self.form.text
        asked = FirstRun(
            text("email"), text("name"), text("office"), text("licence_number"), text("password")
        )
        self._set_busy(busy=True)
        self._tasks.run(
            set_up_office,
            self._services,
            asked,
            owner=self,
            on_done=self._on_set_up,
            on_failed=self._on_failed,
        )

    def _complete(self) -> bool:
        self.show_problem("")
        self.form.clear_problems()
        return self.form.demand(self.form.editors) and passwords_fit(self.form, self._texts)

    def _on_set_up(self, signed_in: SignedIn) -> None:
        self._set_busy(busy=False)
        self.done.emit(signed_in, self.form.text("name").strip(), self.form.text("email").strip())
        for name in ("password", "password_again"):
            self.form.set_text(name, "")

    def _on_failed(self, error: ShamayError) -> None:
        self._set_busy(busy=False)
        words = error_words(self._texts, error)
        if (place := PLACES.get(error.code)) is not None:
            self.form.show_problem(place, words)
            self.form.editors[place].setFocus()
        else:
            self.show_problem(words)

    def _set_busy(self, *, busy: bool) -> None:
        self._begin.setEnabled(not busy)
        self._begin.setText(self._texts("office.working" if busy else "office.begin"))


def passwords_fit(form: EntryForm, texts: Texts) -> bool:
    """Whether the password is long enough and was typed twice alike; says what is wrong."""
    if len(form.text("password")) < SHORTEST:
        form.show_problem("password", texts("office.password_too_short"))
        form.editors["password"].setFocus()
        return False
    if form.text("password") != form.text("password_again"):
        form.show_problem("password_again", texts("office.passwords_differ"))
        form.editors["password_again"].setFocus()
        return False
    return True
