"""What the window does once the services are there: the way in, the desk, settings, the lock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.records import ValuationQuery
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.desk import CasesDesk
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.entry import EntryFlow
from shamay_desktop.ui.dialogs.settings import LANGUAGE, SCHEME, SettingsDialog, idle_minutes
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.garbage import keep_what_was_loaded
from shamay_desktop.ui.home_care import HomeCare
from shamay_desktop.ui.idle import IdleWatch
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.open_case import DraftsOfCases, OpenCase
from shamay_desktop.ui.review.drafts import DraftsOfReviews
from shamay_desktop.ui.signing.windows import SigningWindows
from shamay_desktop.ui.window_actions import WindowActions
from shamay_desktop.ui.wizard.pages import import_pages
from shamay_desktop.usecases.cases.copying import Copied
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.first_run import needs_first_run
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.this_run import TROUBLES

if TYPE_CHECKING:
    from shamay_desktop.ui.review.review_page import ReviewPage


class Workplace(QObject):
    """Decides which page the window shows; owns no widgets but through the window."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self.services = services
        self._hub = ChangeHub(self)
        self._idle = IdleWatch(window)
        self._idle.idle.connect(self._on_idle)
        self._hub.changed.connect(self._on_hub_changed)
        self.actor: Actor | None = None
        self.desk: CasesDesk | None = None
        self.entry: EntryFlow | None = None
        self.case: OpenCase | None = None
        self._drafts: DraftsOfCases = {}
        self._reviews: DraftsOfReviews = {}
        self.review: ReviewPage | None = None
        self._locked = False
        self._hidden: list[QDialog] = []
        self.signing = SigningWindows(window, self)
        self.actions = WindowActions(self, window)
        self.care = HomeCare(self, window, services)
        window.tasks.failed.connect(self._on_task_failed)

    @property
    def texts(self) -> Texts:
        """The texts of the window's language."""
        return load_texts(self._window.language)

    @property
    def is_inside(self) -> bool:
        """Whether somebody is signed in and the window is not locked."""
        return self.actor is not None and not self._locked

    @property
    def screen(self) -> QWidget | None:
        """What the person works on: the open case's wizard, else the desk."""
        if self.case is not None and self.case.is_open:
            return self.case.shell
        return self.review or self.desk

    def begin(self) -> None:
        """Ask whether this is the first run, then show the way in."""
        self._window.tasks.run(
            needs_first_run,
            self.services,
            owner=self,
            on_done=self._on_first_run_known,
            on_failed=self._window.opening.show_error,
        )

    def rebuild(self) -> None:
        """Build the screens anew in the language of now; an open case keeps its session."""
        if self._locked or self.actor is None:
            return
        if self.case is not None:
            self.case.note_places()
        self._window.speak(self._window.language)
        listed, market = None, False
        if self.desk is not None:
            listed, market = self.desk.model.query, self.desk.is_market_shown
            self._window.drop_page(self.desk)
            self.desk = None
        self._show_desk(listed, market=market)
        if self.case is not None:
            self.case.rebuild(self._context())
        if self.review is not None:
            shown = self.review.valuation_id
            self._drop_review()
            self._show_review(shown)

    def may_close(self) -> bool:
        """Whether nothing is open; otherwise the case is kept first and the window closes then."""
        if self.case is None:
            return True
        if not self.case.leaving:
            self.case.leave(self._window.close_for_good)
        return False

    def keep_draft(self, told: Callable[[str], object]) -> None:
        """Keep what was typed after a mistake of the program; `told` gets the sentence of it."""
        self.care.keep_draft(told)

    def end(self) -> None:
        """The window is gone: let the services go."""
        self._idle.stop()
        self.care.stop()
        self.services.close()

    # -- the way in -----------------------------------------------------------------------

    def _on_first_run_known(self, first_run: object) -> None:
        self._show_entry()
        if self.entry is not None:
            self.entry.begin(first_run=bool(first_run))
        # The pages are imported while the person types a password.
        self._window.tasks.run(
            import_pages, owner=self, lane="work", on_done=lambda _: keep_what_was_loaded()
        )

    def _show_entry(self) -> None:
        self.entry = EntryFlow(self.services, self._window.tasks, self.texts)
        self.entry.entered.connect(self._on_entered)
        if self._locked:
            self._window.cover(self.entry)
        else:
            self._window.show_page(self.entry)

    def _on_entered(self, actor: Actor) -> None:
        entry, self.entry = self.entry, None
        if self._locked:
            self._unlock()
        else:
            self.actor = actor
            self._show_desk()
            self.care.begin(actor)
        if entry is not None:
            self._window.drop_page(entry)
        self._idle.watch(self._window, idle_minutes(self.services))

    # -- the desk -------------------------------------------------------------------------

    def context(self) -> OfficeContext:
        """The signed-in person and the means of the window. Raises LookupError for nobody."""
        return self._context()

    def _context(self) -> OfficeContext:
        if self.actor is None:
            raise LookupError("nobody signed in")
        return OfficeContext(
            self.services, self.actor, self.texts, self._window.tasks, self._hub, self._reviews
        )

    def _show_desk(self, listed: ValuationQuery | None = None, *, market: bool = False) -> None:
        if self.desk is None:
            desk = self.desk = CasesDesk(self._context(), query=listed)
            desk.new_asked.connect(self.new_case)
            desk.open_asked.connect(self.open_case)
            desk.review_asked.connect(self.open_review)
            desk.copied.connect(self.open_copy)
            desk.settings_asked.connect(self.show_settings)
            desk.lock_asked.connect(self.lock)
            desk.rows.versions_asked.connect(self.signing.show_versions)
            desk.rows.countersign_asked.connect(self.signing.countersign)
        self._window.show_page(self.desk)
        self.desk.table.setFocus()
        if market:
            self.desk.show_market()

    def new_case(self) -> None:
        """Make a case and open it."""
        self._open(None)

    def open_case(self, valuation_id: str) -> None:
        """Open a case."""
        self._open(valuation_id)

    def open_review(self, valuation_id: str) -> None:
        """Show the review of a case in the place of the desk."""
        if self.case is None and self.review is None:
            self._show_review(valuation_id)

    def _show_review(self, valuation_id: str) -> None:
        from shamay_desktop.ui.review.review_page import ReviewPage

        review = self.review = ReviewPage(self._context(), valuation_id)
        review.left.connect(self._on_review_left)
        review.open_asked.connect(self._on_review_open_asked)
        review.countersign_asked.connect(self.signing.countersign)
        self._window.show_page(review)
        review.begin()
        review.setFocus()

    def _on_review_left(self) -> None:
        self._drop_review()
        self._show_desk()
        if self.desk is not None:
            self.desk.refresh()

    def _on_review_open_asked(self, valuation_id: str) -> None:
        self._drop_review()
        self._show_desk()
        self.open_case(valuation_id)

    def _drop_review(self) -> None:
        review, self.review = self.review, None
        if review is not None:
            self._window.drop_page(review)

    def open_copy(self, copied: Copied) -> None:
        """Open a duplicate that was made on the desk."""
        if self.case is None:
            self._new_open_case().open_copy(copied)

    def open_from_anywhere(self, valuation_id: str) -> None:
        """Open a case in the place of whatever is open."""
        if self.case is not None:
            self.open_instead(valuation_id)
        elif self.review is not None:
            self._on_review_open_asked(valuation_id)
        else:
            self.open_case(valuation_id)

    def open_instead(self, valuation_id: str) -> None:
        """Keep and leave the open case, then open another one."""
        if self.case is not None:
            self.case.leave(lambda: self._open(valuation_id))

    def _open(self, valuation_id: str | None) -> None:
        if self.case is None:
            self._new_open_case().open(valuation_id)

    def _new_open_case(self) -> OpenCase:
        case = self.case = OpenCase(self._window, self._context(), self._drafts)
        case.closed.connect(self._on_case_closed)
        case.failed.connect(self._on_task_failed)
        case.trouble.connect(self.care.say_trouble)
        case.other_asked.connect(self.open_instead)
        case.settings_asked.connect(self.show_settings)
        self.signing.connect_case(case)
        return case

    def _on_case_closed(self) -> None:
        case, self.case = self.case, None
        if case is not None:
            case.deleteLater()
        self._show_desk()
        if self.desk is not None:
            self.desk.refresh()

    def show_settings(self) -> None:
        """Open the settings over the desk."""
        dialog = SettingsDialog(self._context(), self._window)
        dialog.language_chosen.connect(self._on_language_chosen)
        dialog.scheme_chosen.connect(self._on_scheme_chosen)
        dialog.rules_asked.connect(self.show_rules)
        dialog.practice_asked.connect(self.show_practice)
        dialog.model_asked.connect(self.show_model)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_rules(self) -> None:
        """Open the office's rules over whatever is open."""
        from shamay_desktop.ui.rules.rules_dialog import RulesDialog

        dialog = RulesDialog(self._context(), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_report_templates(self) -> None:
        """Open the office's templates of reports over whatever is open."""
        from shamay_desktop.ui.report_templates.templates_dialog import TemplatesDialog

        dialog = TemplatesDialog(self._context(), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_practice(self) -> None:
        """Open the office's practice over whatever is open; who may not change it looks at it."""
        from shamay_desktop.ui.practice.practice_dialog import PracticeDialog

        dialog = PracticeDialog(self._context(), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_model(self) -> None:
        """Name the language model's server of this machine, or turn it off."""
        from shamay_desktop.ui.texts.model_dialog import ModelDialog

        dialog = ModelDialog(self._context(), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def may_manage(self) -> bool:
        """Whether whoever is signed in may change the rules of the whole office."""
        return (
            self.is_inside and self.actor is not None and may(self.actor, Permission.MANAGE_RULES)
        )

    def choose_language(self, language: Language) -> None:
        """Go over to a language at once, and keep it for the next start."""
        tasks, settings = self._window.tasks, self.services.settings
        tasks.run(settings.set, LANGUAGE, language.value, owner=self)
        self._on_language_chosen(language)

    def choose_scheme(self, scheme: str) -> None:
        """Light, dark, or as the system has it: at once, and kept for the next start."""
        self._window.tasks.run(self.services.settings.set, SCHEME, scheme, owner=self)
        self._on_scheme_chosen(scheme)

    def _on_scheme_chosen(self, scheme: str) -> None:
        before = theme.colours()
        theme.choose_scheme(scheme)
        if theme.colours() is not before:
            for dialog in self._window.dialogs():
                dialog.close()
            self.rebuild()

    def _on_language_chosen(self, language: Language) -> None:
        for dialog in self._window.dialogs():
            dialog.close()
        self._window.speak(language)
        self.rebuild()

    def _on_hub_changed(self, changes: Changes) -> None:
        if changes.office and not self._locked:
            self._idle.watch(self._window, idle_minutes(self.services))

    def _on_task_failed(self, error: ShamayError) -> None:
        """What nobody else answers for is said over the screen that is open."""
        if error.code in TROUBLES:
            self.care.say_trouble(error)
            return
        if self.case is not None and self.case.is_open:
            self.case.shell.say_error(error)
        elif self.review is not None:
            self.review.notice.say(error_words(self.texts, error), "error")
        elif self.desk is not None:
            self.desk.notice.say(error_words(self.texts, error), "error")

    # -- the lock -------------------------------------------------------------------------

    def _on_idle(self, minutes: int) -> None:
        self.lock(minutes)

    def lock(self, minutes: int = 0) -> None:
        """Ask the password again; what is open stays as it is behind the card."""
        if self._locked or self.actor is None:
            return
        self._locked = True
        self._idle.stop()
        self._hidden = self._window.dialogs()
        for dialog in self._hidden:
            dialog.hide()
        self._show_entry()
        if self.entry is not None:
            self.entry.lock(self.actor, minutes)

    def _unlock(self) -> None:
        self._locked = False
        self._window.uncover()
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            if shiboken6.isValid(dialog):  # its page may have gone meanwhile
                dialog.show()
