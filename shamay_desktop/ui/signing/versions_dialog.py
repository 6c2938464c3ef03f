"""The versions of a report: their state, their files to hand out, and what can be added to them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.sealing import VersionKind
from shamay_desktop.domain.signing import Capacity, Level
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import button, doing
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.practice.section import beside
from shamay_desktop.ui.signing.done_panel import file_name
from shamay_desktop.ui.signing.version_words import sealed_when, signers_of, state_of, tone_of
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.office.signing_practice import SigningPractice, signing_practice
from shamay_desktop.usecases.sealing.countersigning import add_proofs, add_timestamp
from shamay_desktop.usecases.sealing.signing import Sealed
from shamay_desktop.usecases.sealing.versions import (
    VersionLine,
    issued_file,
    kept_file,
    versions_of,
)
from shamay_desktop.usecases.services import Services

SIZE = (880, 440)
_COLUMNS = ("number", "state", "when", "way", "who", "why")


class VersionsDialog(QDialog):
    """What is done is done with the line that is chosen."""

    open_asked = Signal(str)
    """Id of the case that a version is."""

    check_asked = Signal(object, str)
    """Path of the file that was sealed, and what to call it."""

    countersign_asked = Signal(str, str)
    """Id and title of the case."""

    change_asked = Signal(str, str)
    """Id and title of the signed case of which a new version is wanted."""

    def __init__(
        self, context: OfficeContext, valuation_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("versions-dialog")
        self._context = context
        self._texts = context.texts
        self._valuation_id = valuation_id
        self._busy = False
        self._practice = SigningPractice()
        self.lines: Sequence[VersionLine] = ()
        self.setWindowTitle(self._texts("signing_ui.versions"))
        self.resize(*SIZE)
        self._build()
        self.read()

    @property
    def line(self) -> VersionLine | None:
        """The version that is chosen."""
        row = self.table.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def read(self) -> None:
        """Read the versions, and whether the office has a timestamp server."""
        self._run(_read, self._valuation_id, on_done=self._on_read)

    # -- what is done with a version ------------------------------------------------------

    def open_case(self) -> None:
        """Open the case of the version."""
        if (line := self.line) is not None:
            self.accept()
            self.open_asked.emit(line.version.valuation_id)

    def hand_out(self) -> None:
        """Ask where the copy goes."""
        line, texts = self.line, self._texts
        if line is None:
            return
        name = file_name(line.title, line.version.number, texts("signing_ui.file_word"))
        path, _ = QFileDialog.getSaveFileName(
            self, texts("signing_ui.hand_out"), name, texts("signing_ui.pdf_kinds")
        )
        if path:
            self.hand_out_to(Path(path))

    def hand_out_to(self, target: Path) -> None:
        """Write the file of the version, byte by byte."""
        if (line := self.line) is not None:
            self._run(
                issued_file, line.version.valuation_id, target,
                on_done=self._on_handed_out, lane="work",
            )  # fmt: skip

    def check(self) -> None:
        """Check the file that was sealed."""
        if (line := self.line) is not None:
            name = file_name(line.title, line.version.number, self._texts("signing_ui.file_word"))
            self._run(
                kept_file, line.version.valuation_id,
                on_done=lambda path: self.check_asked.emit(path, name),
            )  # fmt: skip

    def add_timestamp(self) -> None:
        """Let the office's server vouch for when it was signed."""
        self._add(add_timestamp, "stamping", "stamped")

    def add_proofs(self) -> None:
        """Keep with it what the authorities say of revocation."""
        self._add(add_proofs, "proving", "proved")

    def _add(self, do: Callable[..., object], begun: str, told: str) -> None:
        if (line := self.line) is not None:
            server = isolate_left_to_right(self._practice.timestamp_server)
            self._say(self._texts(f"signing_ui.{begun}", server=server), "muted")
            self._run(
                do, line.version.valuation_id,
                on_done=lambda sealed: self._on_added(sealed, told), lane="work",
            )  # fmt: skip

    def countersign(self) -> None:
        """Ask for the reviewer's signature."""
        if (line := self.line) is not None:
            self.accept()
            self.countersign_asked.emit(line.version.valuation_id, line.title)

    def change(self) -> None:
        """Ask for a new version."""
        if (line := self.line) is not None:
            self.accept()
            self.change_asked.emit(line.version.valuation_id, line.title)

    # -- what others say ------------------------------------------------------------------

    def _on_read(self, found: tuple[Sequence[VersionLine], SigningPractice]) -> None:
        self.lines, self._practice = found
        self.table.setRowCount(len(self.lines))
        for row, line in enumerate(self.lines):
            for column, words in enumerate(self._cells(line)):
                item = QTableWidgetItem(directed(words, self._texts))
                item.setToolTip(item.text())
                if _COLUMNS[column] == "state":
                    item.setForeground(theme.colour(tone_of(line.version)))
                self.table.setItem(row, column, item)
        self.table.resizeRowsToContents()
        own = [line.version.valuation_id for line in self.lines]
        if own:
            here = own.index(self._valuation_id) if self._valuation_id in own else len(own) - 1
            self.table.setCurrentCell(here, 0)
        else:
            self._say(self._texts("signing_ui.no_versions"), "muted")
        self._enable()
        self.table.setFocus()

    def _cells(self, line: VersionLine) -> tuple[str, ...]:
        version, texts = line.version, self._texts
        draft = version.kind is VersionKind.DRAFT
        way = "" if draft else texts(f"signing.method_{version.method.value}")
        return (
            str(version.number), texts(f"signing_ui.version_{state_of(version)}"),
            sealed_when(version), way, signers_of(version, texts), version.note,
        )  # fmt: skip

    def _on_handed_out(self, path: Path) -> None:
        words = self._texts("signing_ui.handed_out", file=isolate_left_to_right(str(path)))
        self._say(words, "ok")

    def _on_added(self, sealed: Sealed, told: str) -> None:
        self._context.hub.changed.emit(sealed.changes)
        self.read()
        self._say(self._texts(f"signing_ui.{told}"), "ok")

    def _on_failed(self, error: ShamayError) -> None:
        self._busy = False
        self._say(error_words(self._texts, error), "error")
        self._enable()

    def _run(
        self, do: Callable[..., object], *given: object, on_done: Callable[..., object],
        lane: str = "database",
    ) -> None:  # fmt: skip
        context = self._context
        self._busy = True
        self._enable()

        def done(answer: object) -> None:
            self._busy = False
            on_done(answer)
            self._enable()

        context.tasks.run(
            do, context.services, context.actor, *given, owner=self, on_done=done,
            on_failed=self._on_failed, lane="work" if lane == "work" else "database",
        )  # fmt: skip

    def _enable(self) -> None:
        """Only what can be done with the chosen version is offered."""
        line = None if self._busy else self.line
        for name, able in self._able(line).items():
            self.buttons[name].setEnabled(able)

    def _able(self, line: VersionLine | None) -> dict[str, bool]:
        if line is None:
            return dict.fromkeys(self.buttons, False)
        version, actor = line.version, self._context.actor
        sealed = version.kind is not VersionKind.DRAFT
        current = sealed and version.superseded_by_id is None
        certified = current and version.kind is VersionKind.SIGNED
        owner = version.created_by
        reviewed = any(each.capacity is Capacity.REVIEWER for each in version.signers)
        bare = any(each.level is Level.B_B for each in version.signers)
        stamps = may(actor, Permission.SIGN_CASE, owner_id=owner) or may(
            actor, Permission.COUNTERSIGN, owner_id=owner
        )
        countersigns = may(actor, Permission.COUNTERSIGN, owner_id=owner)
        proved = all(each.level is Level.B_LT for each in version.signers)
        server = bool(self._practice.timestamp_server)
        begun = any(each.version.replaces_id == version.id for each in self.lines)
        return {
            "open": True,
            "hand_out": sealed,
            "check": sealed,
            "stamp": certified and bare and stamps and server,
            "prove": certified and not proved and stamps and server
            and bool(self._practice.roots),
            "countersign": certified and not reviewed and countersigns,
            "change": current and not begun
            and may(actor, Permission.EDIT_CASE, owner_id=owner),
        }  # fmt: skip

    def _say(self, words: str, tone: theme.Tone) -> None:
        theme.set_tone(self.said, tone)
        self.said.setText(directed(words, self._texts))
        self.said.setVisible(bool(words))

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self._make_table()
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("versions-said")
        theme.align_leading(self.said)
        self.said.hide()
        rows: tuple[tuple[str, Callable[[], object], theme.ButtonKind], ...] = (
            ("hand_out", self.hand_out, "primary"), ("open", self.open_case, "plain"),
            ("check", self.check, "plain"), ("stamp", self.add_timestamp, "plain"),
            ("prove", self.add_proofs, "plain"), ("countersign", self.countersign, "plain"),
            ("change", self.change, "plain"),
        )  # fmt: skip
        self.buttons = {name: self._button(name, do, kind) for name, do, kind in rows}
        for name in ("stamp", "prove"):
            self.buttons[name].setToolTip(self._texts(f"signing_ui.version_do_{name}_tip"))
        close = button("close-versions", self._texts("signing_ui.close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.table, 1)
        column.addWidget(beside(*self.buttons.values()))
        column.addWidget(self.said)
        column.addLayout(foot)
        self._enable()

    def _make_table(self) -> None:
        table = self.table = QTableWidget(0, len(_COLUMNS))
        table.setObjectName("versions-table")
        table.setAccessibleName(self._texts("signing_ui.versions"))
        table.setProperty("framed", "true")
        table.setHorizontalHeaderLabels(
            [self._texts(f"signing_ui.version_column_{each}") for each in _COLUMNS]
        )
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for stretched in ("who", "why"):
            header.setSectionResizeMode(_COLUMNS.index(stretched), QHeaderView.ResizeMode.Stretch)
        table.currentCellChanged.connect(lambda *_cells: self._enable())
        table.itemActivated.connect(lambda _item: self.open_case())

    def _button(self, name: str, do: Callable[[], object], kind: theme.ButtonKind) -> QPushButton:
        words = self._texts(f"signing_ui.version_do_{name}")
        return doing(f"version-{name}", words, do, kind)


def _read(
    services: Services, actor: Actor, valuation_id: str
) -> tuple[Sequence[VersionLine], SigningPractice]:
    """As a task: the versions, and how the office signs."""
    return versions_of(services, actor, valuation_id), signing_practice(services, actor)
