"""One case from opening to closing: its session, its wizard, and never a lost word between."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.report_edits.rich_text import RichText
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.cases.fact_words import copied_words
from shamay_desktop.ui.cases.newer_copy import NewerCopyBar
from shamay_desktop.ui.cases.reuse_offer import ReuseOffer
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.unsaved import UnsavedDialog
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.reading_queue import ReadingQueue
from shamay_desktop.ui.review.drafts import drafts_of
from shamay_desktop.ui.signing.signing_place import SigningPlace, Ways
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.ui.wizard.saving import NOT_KEPT, Saver
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.copying import Copied
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.second_place import bring_back
from shamay_desktop.usecases.this_run import TROUBLES
from shamay_desktop.usecases.wizard.keeping import abandon_session
from shamay_desktop.usecases.wizard.looking import Looked, LookingSession, open_or_look
from shamay_desktop.usecases.wizard.opening import Opened, create_case
from shamay_desktop.usecases.wizard.session import WizardSession

CLOSE_TIMEOUT_MS = 10_000
SIGNED = "case_signed"
"""Said by the band of a signed case."""

DraftsOfCases = dict[str, dict[str, RichText]]
"""What was written on the pages of a report and not kept, by case and name; screens come and go."""


class OpenCase(QObject):
    """Shows the wizard in the window and takes it away when all is kept."""

    closed = Signal()
    failed = Signal(object)
    """ShamayError: the case could not be opened."""

    other_asked = Signal(str)
    """Id of another case that is to be opened in the place of this one."""

    settings_asked = Signal()

    versions_asked = Signal(str)
    """Id of the case whose report's versions are wanted."""

    countersign_asked = Signal(str, str)
    """Id and title of the case that a reviewer signs."""

    check_asked = Signal(object)
    """Path of a signed file that is to be checked."""

    trouble = Signal(object)
    """ShamayError: the database is damaged or gone; what was typed is kept meanwhile."""

    shell: WizardShell

    def __init__(
        self, window: MainWindow, context: OfficeContext, drafts: DraftsOfCases | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self.is_open = False
        self.leaving = False
        self._copied: Copied | None = None
        self._drafts: DraftsOfCases = {} if drafts is None else drafts
        self._then: Callable[[], object] | None = None
        self._slow = QTimer(self, singleShot=True, interval=CLOSE_TIMEOUT_MS)
        self._slow.timeout.connect(self._on_leave_slow)

    def open(self, valuation_id: str | None) -> None:
        """Open a case, or a new one."""
        context = self._context
        context.tasks.run(
            create_case if valuation_id is None else open_or_look,
            context.services,
            context.actor,
            *(() if valuation_id is None else (valuation_id,)),
            owner=self,
            on_done=self._on_opened,
            on_failed=self._on_open_failed,
        )

    def open_copy(self, copied: Copied) -> None:
        """Open a duplicate, and say what was cleared in it."""
        self._copied = copied
        self.open(copied.opened.valuation.id)

    def note_places(self) -> None:
        """Keep what is typed, and note where the person is, before screens are built anew."""
        if self.is_open:
            self.shell.save_by_hand()
            self.shell.note_places()

    def rebuild(self, context: OfficeContext) -> None:
        """The same session in new screens (another language)."""
        self._context = context
        if not self.is_open:
            return
        old = self.shell
        self._show(old.context.session, old.context.reading)
        self.shell.take_over(old)
        self._window.drop_page(old)

    def leave(self, then: Callable[[], object] | None = None) -> None:
        """Keep everything, close the session, then go back to the desk (or do `then`)."""
        self._then = then
        if not self.is_open:
            self._end()
            return
        self.shell.leave()

    def _on_opened(self, found: Opened | Looked) -> None:
        context = self._context
        opened = found.opened if isinstance(found, Looked) else found
        make = LookingSession if isinstance(found, Looked) else WizardSession
        session = make(opened.record, opened.valuation, context.actor, context.services.clock)
        self.is_open = True
        self._show(session)
        context.hub.changed.emit(Changes(opened.valuation.id, cases=True))
        if isinstance(found, Looked) and found.reason != SIGNED:
            self.shell.notice.say(context.texts(f"shell.read_only.{found.reason}"))
        if opened.resumed:
            self._say_resumed(opened)
        if self._copied is not None:
            self.shell.notice.say(copied_words(self._copied, context.texts))
            self._copied = None

    def _show(self, session: WizardSession, reading: ReadingQueue | None = None) -> None:
        """The wizard in the window; `reading` goes on where only the screens are new."""
        context = self._context
        page_context = PageContext(
            context.services, context.actor, session, context.texts, context.tasks,
            reading=reading or ReadingQueue(),
            drafts=self._drafts.setdefault(session.valuation.id, {}),
            said=drafts_of(context.reviews, context.actor.user_id, session.valuation.id),
        )  # fmt: skip
        saver = Saver(page_context, NOT_KEPT) if page_context.read_only else None
        self.shell = WizardShell(page_context, context.hub, saver=saver)
        self.shell.leave_asked.connect(self._on_leave_asked)
        self.shell.left.connect(self._end)
        self.shell.leave_failed.connect(self._on_leave_failed)
        self.shell.saver.refused.connect(self._on_saver_refused)
        self._window.show_page(self.shell)
        self.shell.begin()
        SigningPlace(context, self.shell, self._ways())
        if not page_context.read_only:
            ReuseOffer(context, self.shell)
            NewerCopyBar(context, self.shell, self.other_asked.emit)

    def _ways(self) -> Ways:
        return Ways(
            self.reopen, self.other_asked.emit, self.settings_asked.emit,
            self.versions_asked.emit, self.countersign_asked.emit, self.check_asked.emit,
        )  # fmt: skip

    def reopen(self) -> None:
        """The report was signed: the case is looked at from now on."""
        old, self.is_open = self.shell, False
        old.context.reading.stop()
        self.open(old.context.session.valuation.id)
        self._window.drop_page(old)

    def _on_open_failed(self, error: ShamayError) -> None:
        self.failed.emit(error)
        self.closed.emit()

    # -- the unfinished session -----------------------------------------------------------

    def _say_resumed(self, opened: Opened) -> None:
        texts = self._context.texts
        self.shell.notice.say(
            texts("shell.resumed", when=directed(day_and_time(opened.record.updated_at), texts)),
            action=texts("shell.resumed_back"),
            do=self._ask_abandon,
        )

    def _ask_abandon(self) -> None:
        texts = self._context.texts
        box = QMessageBox(self._window)
        box.setObjectName("abandon")
        box.setWindowTitle(texts("shell.abandon_title"))
        box.setText(texts("shell.abandon_ask"))
        do = box.addButton(texts("shell.abandon_do"), QMessageBox.ButtonRole.DestructiveRole)
        do.setObjectName("action:abandon")
        box.addButton(texts("shell.cancel"), QMessageBox.ButtonRole.RejectRole)
        do.clicked.connect(self._abandon)
        box.finished.connect(box.deleteLater)
        box.open()

    def _abandon(self) -> None:
        """The database lane keeps the order: what is in flight is journalled before."""
        context, session = self._context, self.shell.context.session
        self.shell.setEnabled(False)

        def on_failed(error: ShamayError) -> None:
            self.shell.setEnabled(True)
            self.shell.say_error(error)

        def on_done(_: object) -> None:
            old, self.is_open = self.shell, False
            old.context.reading.stop()
            self.open(session.valuation.id)
            self._window.drop_page(old)

        context.tasks.run(
            abandon_session,
            context.services,
            context.actor,
            session.session_id,
            owner=self,
            on_done=on_done,
            on_failed=on_failed,
        )

    # -- a database that is lost ----------------------------------------------------------

    def _on_saver_refused(self, error: ShamayError) -> None:
        if error.code in TROUBLES:
            self.trouble.emit(error)

    def come_back(self) -> None:
        """The database was recovered: it takes the case as it stands here, which is then opened."""
        context, old = self._context, self.shell
        old.setEnabled(False)

        def on_failed(error: ShamayError) -> None:
            old.setEnabled(True)
            old.say_error(error)

        def on_done(_: object) -> None:
            self.is_open = False
            old.context.reading.stop()
            self.open(old.context.session.valuation.id)
            self._window.drop_page(old)

        context.tasks.run(
            bring_back,
            context.services,
            context.actor,
            old.context.session.snapshot(),
            owner=self,
            on_done=on_done,
            on_failed=on_failed,
        )

    # -- leaving --------------------------------------------------------------------------

    def _on_leave_asked(self) -> None:
        self.leaving = True
        self._slow.start()

    def _on_leave_failed(self, error: ShamayError) -> None:
        self._ask_unsaved(error_words(self._context.texts, error))

    def _on_leave_slow(self) -> None:
        self._ask_unsaved(self._context.texts("shell.close_slow"))

    def _ask_unsaved(self, reason: str) -> None:
        self._slow.stop()
        self.leaving = False
        if any(isinstance(dialog, UnsavedDialog) for dialog in self._window.dialogs()):
            return
        aside = self.shell.saver.aside.holds_all
        dialog = UnsavedDialog(self._context.texts, reason, self._window, kept_aside=aside)
        dialog.again.connect(self.shell.leave)
        dialog.lost.connect(self._end)
        dialog.rejected.connect(self._on_stay)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_stay(self) -> None:
        self._then = None

    def _end(self) -> None:
        self._slow.stop()
        then, self._then = self._then, None
        for dialog in self._window.dialogs():
            if isinstance(dialog, UnsavedDialog):
                dialog.close()
        if self.is_open:
            self.is_open = False
            self.shell.context.reading.stop()
            self._window.drop_page(self.shell)
        self.closed.emit()
        if then is not None:
            then()
