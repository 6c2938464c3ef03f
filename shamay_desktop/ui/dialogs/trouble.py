"""The database is damaged or gone: what happened, why, and the ways out, the best one first."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases import care
from shamay_desktop.usecases.damage import BackupOffer, Cause, Damage, Recovered
from shamay_desktop.usecases.services import Services

WIDTH = 72 * theme.SPACE
_TITLES = {
    "database_missing": "failure.title_missing",
    "database_gone": "failure.title_missing",
    "database_replaced": "failure.title_replaced",
}
_EVIDENCE = ("documents", "images")


class TroubleCard(QWidget):
    """Looks at the damage, offers what can be done, does it, and says what became of it."""

    solved = Signal()
    """The database can be used again."""

    left = Signal()
    """Nothing was done: the person quits or closes."""

    changed = Signal()
    """Other words and buttons: what stands around it may need another size."""

    export_asked = Signal()
    """The open case shall be saved to a folder."""

    def __init__(
        self,
        texts: Texts,
        services: Services,
        tasks: Tasks,
        *,
        in_case: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self._texts, self._services, self._tasks = texts, services, tasks
        self._in_case = in_case
        self._code = ""
        self._buttons: list[QPushButton] = []
        self.setMaximumWidth(WIDTH)
        self.title = QLabel(wordWrap=True)
        self.title.setObjectName("trouble-title")
        theme.set_tone(self.title, "title")
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("trouble-words")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("trouble-problem")
        theme.set_tone(self.problem, "error")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        for label in (self.title, self.words, self.problem):
            column.addWidget(label)
        self._row = QVBoxLayout()
        self._row.setSpacing(theme.SPACE)
        column.addLayout(self._row)
        column.addStretch(1)

    def begin(self, code: str) -> None:
        """Look at what happened after an error of this code."""
        self._code = code
        self.title.setText(self._texts(_TITLES.get(code, "failure.title_broken")))
        self._show(self._texts("failure.looking"))
        self._tasks.run(
            care.damage_of,
            self._services,
            code,
            owner=self,
            on_done=self._on_damage_known,
            on_failed=self._on_failed,
            lane="looking",
        )

    # -- what there is to choose -----------------------------------------------------------

    def _on_damage_known(self, damage: Damage) -> None:
        words = _words_of(damage, self._texts, in_case=self._in_case)
        self._show("\n\n".join(words), *self._choices(damage))

    def _choices(self, damage: Damage) -> list[QPushButton]:
        texts, backup = self._texts, damage.backup
        made: list[QPushButton] = []
        if damage.held:
            made.append(self._choice("put-back", texts("failure.do_put_back"), care.write_back))
        if backup is not None:
            words = texts("failure.do_restore", when=_when(backup.made_at))
            made.append(self._choice("restore", words, care.recover_database, backup.path))
        elif damage.file.exists() and damage.cause is not Cause.EMPTY:
            salvage = texts("failure.do_salvage")
            made.append(self._choice("salvage", salvage, care.recover_database, None))
        if damage.standing:
            made.append(self._choice("use-standing", texts("failure.do_use"), care.use_standing))
        else:
            made.append(self._choice("try-again", texts("shell.try_again"), care.use_standing))
        if damage.cause is Cause.ELSEWHERE:
            made.insert(0, made.pop())  # a disk that is not connected is connected, not replaced
        theme.set_kind(made[0], "primary")
        return [*made, *self._last_choices()]

    def _last_choices(self) -> list[QPushButton]:
        texts = self._texts
        if self._in_case:
            export = button("trouble-export", texts("failure.do_export"))
            export.clicked.connect(self.export_asked)
            made = [export]
        else:
            empty = button("start-empty", texts("failure.do_empty"))
            empty.clicked.connect(self._ask_empty)
            made = [empty]
        leave = button(
            "trouble-leave", texts("failure.do_close" if self._in_case else "shell.quit")
        )
        leave.clicked.connect(self.left)
        return [*made, leave]

    def _choice(
        self, name: str, words: str, operation: Callable[..., object], *args: object
    ) -> QPushButton:
        made = button(name, words)
        made.clicked.connect(lambda: self._do(operation, *args))
        return made

    def _ask_empty(self) -> None:
        box = QMessageBox(self)
        box.setObjectName("ask-empty")
        box.setText(self._texts("failure.ask_empty"))
        do = box.addButton(self._texts("failure.do_empty"), QMessageBox.ButtonRole.DestructiveRole)
        do.setObjectName("action:empty-confirmed")
        box.addButton(self._texts("shell.cancel"), QMessageBox.ButtonRole.RejectRole)
        do.clicked.connect(lambda: self._do(care.begin_empty))
        box.finished.connect(box.deleteLater)
        box.open()

    # -- doing it --------------------------------------------------------------------------

    def _do(self, operation: Callable[..., object], *args: object) -> None:
        self._show(self._texts("failure.recovering"))
        self._tasks.run(
            operation,
            self._services,
            *args,
            owner=self,
            on_done=self._on_done,
            on_failed=self._on_failed,
        )

    def _on_done(self, done: Recovered | None) -> None:
        if done is None:  # the file that stands there is used: nothing was changed
            self.solved.emit()
            return
        go_on = button("trouble-go-on", self._texts("failure.go_on"), "primary")
        go_on.clicked.connect(self.solved)
        self.title.setText(self._texts("failure.recovered"))
        self._show("\n\n".join(_result(done, self._texts)), go_on)

    def _on_failed(self, error: ShamayError) -> None:
        again = button("trouble-look-again", self._texts("shell.try_again"), "primary")
        again.clicked.connect(lambda: self.begin(self._code))
        self._show("", again, *self._last_choices())
        self.problem.setText(error_words(self._texts, error))
        self.problem.show()

    def _show(self, words: str, *buttons: QPushButton) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.problem.hide()
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = list(buttons)
        for made in buttons:
            self._row.addWidget(made)
        if buttons:
            buttons[0].setFocus()
        self.changed.emit()


class TroubleDialog(QDialog):
    """The same over the window while a case is open."""

    def __init__(
        self, texts: Texts, services: Services, tasks: Tasks, parent: QWidget, *, in_case: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trouble-dialog")
        self.setWindowTitle(texts("failure.title_broken"))
        self.card = TroubleCard(texts, services, tasks, in_case=in_case)
        self.card.solved.connect(self.accept)
        self.card.left.connect(self.reject)
        self.card.changed.connect(lambda: QTimer.singleShot(0, self, self._fit))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.SPACE,) * 4)
        column.addWidget(self.card)
        self.setFixedWidth(WIDTH)

    def _fit(self) -> None:
        """As high as the wrapped words need; Qt does not follow them by itself."""
        inner, outer = self.card.layout(), self.layout()
        if inner is not None and outer is not None:
            inner.activate()
            outer.invalidate()
            self.setFixedHeight(outer.totalHeightForWidth(self.width()))


def centred(card: QWidget) -> QScrollArea:
    """A card in the middle of a page, which scrolls when the window is too low for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.addStretch(1)
    row.addWidget(card, 4)
    row.addStretch(1)
    area.setWidget(middle)
    return area


def _words_of(damage: Damage, texts: Texts, *, in_case: bool) -> list[str]:
    cause = texts(f"failure.cause.{damage.cause.value}")
    parts = [f"{texts('failure.likely', cause=cause)}\n{texts('failure.place', file=damage.file)}"]
    if damage.held:
        parts.append(texts("failure.do_put_back_why"))
    if damage.backup is not None:
        newer = _newer_words(damage, texts, in_case=in_case)
        parts.append(f"{_backup_words(damage.backup, texts)}\n{newer}")
    elif damage.cause is not Cause.ELSEWHERE:
        parts.append(texts("failure.no_backup"))
    if damage.file.exists():
        parts.append(texts("failure.keeps"))
    return parts


def _backup_words(backup: BackupOffer, texts: Texts) -> str:
    return texts("failure.backup", when=_when(backup.made_at), n=backup.cases)


def _newer_words(damage: Damage, texts: Texts, *, in_case: bool) -> str:
    if not damage.file.exists() or damage.cause in (Cause.EMPTY, Cause.REPLACED):
        return texts("failure.newer_gone_open" if in_case else "failure.newer_gone")
    if damage.newer_cases is None:
        return texts("failure.newer_unknown")
    if damage.newer_cases == 0:
        return texts("failure.newer_none")
    return texts("failure.newer", n=damage.newer_cases)


def _result(done: Recovered, texts: Texts) -> list[str]:
    parts = []
    if done.backup is not None:
        parts.append(texts("failure.recovered_backup", file=done.backup.name))
    if done.saved:
        saved = done.saved
        parts.append(
            texts(
                "failure.recovered_saved",
                cases=saved.get("valuations", 0),
                edits=saved.get("session_edits", 0),
                files=sum(saved.get(table, 0) for table in _EVIDENCE),
            )
        )
    if done.unread:
        parts.append(texts("failure.recovered_unread"))
    if done.kept is not None:
        parts.append(texts("failure.recovered_kept", file=done.kept.name))
    return parts


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%d.%m.%Y %H:%M}"
