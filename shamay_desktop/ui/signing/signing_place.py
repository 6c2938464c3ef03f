"""Signing in an open case: the way to it from step 5, and the band over a case that is signed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.sealing import ReportVersion
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.signing.new_version_dialog import NewVersionDialog
from shamay_desktop.ui.signing.obstacles import PROFILE, REPORT, SENDING, VERSIONS, Obstacle
from shamay_desktop.ui.signing.version_words import band_words
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.sealing.versions import VersionLine, versions_of

if TYPE_CHECKING:
    from shamay_desktop.ui.pages.export import ExportPage

UNDER_HEADER = 1
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass(frozen=True, slots=True)
class Ways:
    """What only the window can do: show the case anew, other cases, settings, further windows."""

    reopen: Callable[[], object]
    open_other: Callable[[str], object]
    settings: Callable[[], object]
    versions: Callable[[str], object]
    countersign: Callable[[str, str], object]
    check: Callable[[Path | None], object]


class SigningPlace(QObject):
    """One for each wizard that is shown; goes with it."""

    def __init__(self, context: OfficeContext, shell: WizardShell, ways: Ways) -> None:
        super().__init__(shell)
        self._context = context
        self._shell = shell
        self._ways = ways
        self.version: ReportVersion | None = None
        self._valuation = shell.context.session.valuation
        self._heard: ExportPage | None = None
        self._make_band()
        self._declare_actions()
        shell.stack.currentChanged.connect(lambda _index: self._find_page())
        self._find_page()
        if self.is_signed:
            shell.installEventFilter(self)
            self.read()

    @property
    def is_signed(self) -> bool:
        """Whether the case is only looked at because its report was sealed."""
        sealed = self._valuation.status in (Status.SIGNED, Status.ARCHIVED)
        return self._shell.context.read_only and sealed

    @property
    def may_sign(self) -> bool:
        """Whether signing may be asked for: the window says what stands in the way."""
        owner = self._valuation.created_by_id
        allowed = may(self._context.actor, Permission.SIGN_CASE, owner_id=owner)
        return allowed and not self._shell.context.read_only

    @property
    def may_change(self) -> bool:
        """Whether a new version may be begun."""
        version, owner = self.version, self._valuation.created_by_id
        current = version is not None and version.superseded_by_id is None
        return current and may(self._context.actor, Permission.EDIT_CASE, owner_id=owner)

    @property
    def may_countersign(self) -> bool:
        """Whether the report waits for this reviewer's signature."""
        version, owner = self.version, self._valuation.created_by_id
        awaits = version is not None and version.awaits_reviewer
        return awaits and may(self._context.actor, Permission.COUNTERSIGN, owner_id=owner)

    # -- what the actions do --------------------------------------------------------------

    def sign(self) -> None:
        """Keep what is typed, then open the window of signing."""
        from shamay_desktop.ui.signing.sign_dialog import SignDialog

        if not self.may_sign:
            return
        shell, context = self._shell, self._context
        shell.save_by_hand()
        session = shell.context.session
        dialog = SignDialog(
            context, session.case, session.valuation.title, self._language(), shell.window()
        )
        dialog.go_asked.connect(self._go)
        dialog.sealed.connect(lambda _sealed, reopen=self._ways.reopen: reopen())
        dialog.check_asked.connect(self._ways.check)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_versions(self) -> None:
        """The versions of this report."""
        self._ways.versions(self._valuation.id)

    def countersign(self) -> None:
        """Add the reviewer's signature."""
        self._ways.countersign(self._valuation.id, self._valuation.title)

    def begin_version(self) -> None:
        """Ask for the reason, then begin the version that will take this one's place."""
        if not self.may_change:
            return
        dialog = NewVersionDialog(
            self._context, self._valuation.id, self._valuation.title, self._shell.window()
        )
        dialog.begun.connect(self._ways.open_other)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self) -> None:
        """Read which version this case is."""
        context = self._context
        context.tasks.run(
            versions_of, context.services, context.actor, self._valuation.id,
            owner=self, on_done=self._on_read, on_failed=self._shell.say_error,
        )  # fmt: skip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever types into a signed case is asked whether a new version is meant."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & _HELD
            text = event.text()
            if not held and text.strip() and text.isprintable() and self.may_change:
                # Behind this key, which belongs to the widget below until it is let go.
                QTimer.singleShot(0, self, self.begin_version)
                return True
        return super().eventFilter(watched, event)

    # -- what others say ------------------------------------------------------------------

    def _on_read(self, lines: Sequence[VersionLine]) -> None:
        texts, own = self._context.texts, self._valuation.id
        self.version = next(
            (each.version for each in lines if each.version.valuation_id == own), None
        )
        if self.version is None:
            self._shell.notice.say(texts("shell.read_only.case_signed"))
            return
        self.words.setText(directed(band_words(self.version, texts), texts))
        superseded = self.version.superseded_by_id is not None
        tone = "warning" if superseded else "ok"
        self.mark.setPixmap(theme.pixmap("seal", tone))
        self.band.setProperty("severity", "warning" if superseded else "note")
        self.band.setAccessibleName(self.words.text())
        self.change.setVisible(self.may_change)
        self.second.setVisible(self.may_countersign)
        self.band.show()

    def _find_page(self) -> None:
        """Step 5 is built when it is first opened; its button is heard from then on."""
        page = self._page()
        if page is not None and page is not self._heard:
            self._heard = page
            page.sending.sign_asked.connect(self.sign)

    def _page(self) -> "ExportPage | None":
        from shamay_desktop.ui.pages.export import ExportPage

        page = self._shell.pages.get(Step.EXPORT)
        return page if isinstance(page, ExportPage) else None

    def _language(self) -> Language:
        page = self._page()
        return self._context.texts.language if page is None else page.output.language

    def _go(self, obstacle: Obstacle) -> None:
        shell = self._shell
        if obstacle.finding is not None:
            shell.drawer.show()
            shell.drawer.select(obstacle.finding)
            shell.drawer.go_asked.emit(obstacle.finding)
        elif obstacle.place == PROFILE:
            self._ways.settings()
        elif obstacle.place == VERSIONS:
            self.show_versions()
        elif obstacle.place in (SENDING, REPORT):
            shell.open_step(Step.EXPORT)
            if (page := self._page()) is not None:
                (page.sending.send if obstacle.place == SENDING else page.preview).setFocus()
        else:
            shell.go_to(obstacle.place)

    # -- building -------------------------------------------------------------------------

    def _make_band(self) -> None:
        texts = self._context.texts
        self.band = QFrame()
        self.band.setObjectName("signed-band")
        self.mark = QLabel()
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("signed-words")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.align_leading(self.words)
        self.second = self._button("band-countersign", "signing_ui.countersign", self.countersign)
        versions = self._button("band-versions", "signing_ui.versions_more", self.show_versions)
        self.change = self._button("band-change", "signing_ui.change", self.begin_version)
        self.change.setToolTip(texts("signing_ui.change_tip"))
        row = QHBoxLayout(self.band)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        for each in (self.second, versions, self.change):
            row.addWidget(each)
        self.band.hide()
        layout = self._shell.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(UNDER_HEADER, self.band)

    def _button(self, name: str, key: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(self._context.texts(key))
        made.setObjectName(f"action:{name}")
        made.clicked.connect(lambda _checked=False: do())
        return made

    def _declare_actions(self) -> None:
        self.action_set = ActionSet(self._shell)
        self.action_set.add(
            Action("sign_report", self.sign, ("Ctrl+Shift+N",), "report", "seal",
                   enabled=lambda: self.may_sign),
            Action("report_versions", self.show_versions, ("Ctrl+Shift+J",), "report", "history"),
            Action("change_signed", self.begin_version, (), "report", "copy",
                   enabled=lambda: self.may_change),
            Action("countersign_report", self.countersign, (), "report", "seal",
                   enabled=lambda: self.may_countersign),
        )  # fmt: skip
