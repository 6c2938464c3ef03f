"""A window for anyone: drop a PDF on it, and it says whether it is whole, who signed, and when."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import doing
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.practice.section import scrolled, stacked
from shamay_desktop.ui.signing.signing_words import day
from shamay_desktop.ui.signing.verdict_words import CheckWords, SignatureWords, check_words
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.office.signing_practice import KnownRoot, read_root
from shamay_desktop.usecases.sealing.verifying import FileCheck, verify_report
from shamay_desktop.usecases.services import Services

SIZE = (720, 620)
ROOT_KINDS = "*.pem *.crt *.cer *.der"


class VerifyDialog(QDialog):
    """The plain answer first; the details behind a button. Nothing is changed by looking."""

    checked = Signal()
    """An answer is shown."""

    def __init__(
        self, context: OfficeContext, parent: QWidget | None = None, *, file: Path | None = None,
        name: str = "",
    ) -> None:  # fmt: skip
        """`name` is shown in the place of a file's own, which in the store is its hash."""
        super().__init__(parent)
        self.setObjectName("verify-dialog")
        self._context = context
        self._texts = context.texts
        self.setWindowTitle(self._texts("signing_ui.verify_title"))
        self.resize(*SIZE)
        self.setAcceptDrops(True)
        self.file: Path | None = None
        self._called = ""
        self.roots: tuple[KnownRoot, ...] = ()
        self.words: CheckWords | None = None
        self._asked = 0
        self._details: list[QWidget] = []
        self._build()
        if file is not None:
            self.check(file, name)

    # -- checking -------------------------------------------------------------------------

    def check(self, file: Path, name: str = "") -> None:
        """Check a file, whatever it is."""
        self.file, self._called = file, name or file.name
        self.words = None
        self._asked += 1
        asked, context = self._asked, self._context
        self.name.setText(isolate(self._called))
        self.name.setToolTip("" if name else isolate_left_to_right(str(file)))
        self._show_head("clock", "muted", self._texts("signing_ui.checking_file"))
        self._clear()
        self._show_buttons()
        context.tasks.run(
            checked_file, context.services, file, self.roots, context.actor, owner=self,
            lane="work", on_done=lambda found: self._on_checked(asked, found),
            on_failed=lambda error: self._on_failed(asked, error),
        )  # fmt: skip

    def choose(self) -> None:
        """Let the person choose a file."""
        texts = self._texts
        path, _ = QFileDialog.getOpenFileName(
            self, texts("signing_ui.choose_signed"), "", texts("signing_ui.pdf_kinds")
        )
        if path:
            self.check(Path(path))

    def choose_root(self) -> None:
        """Trust a further authority for this look."""
        texts = self._texts
        kinds = texts("signing_ui.root_kinds", kinds=ROOT_KINDS)
        path, _ = QFileDialog.getOpenFileName(self, texts("signing_ui.choose_root"), "", kinds)
        if path:
            self.add_root(Path(path))

    def add_root(self, file: Path) -> None:
        """Read an authority's certificate, and check the file again against it too."""
        context = self._context
        context.tasks.run(
            root_of_file, context.services, file, owner=self, lane="work",
            on_done=self._on_root_read, on_failed=self._say_error,
        )  # fmt: skip

    def copy_text(self) -> None:
        """The whole answer as text, for a letter."""
        if self.words is not None and self.file is not None:
            QGuiApplication.clipboard().setText(self.words.as_text(self._called))
            self._say(self._texts("signing_ui.text_copied"), "muted")

    def _on_root_read(self, root: KnownRoot) -> None:
        if root.fingerprint not in {each.fingerprint for each in self.roots}:
            self.roots = (*self.roots, root)
        told = "\n".join(
            self._texts("signing_ui.trusted_now", name=each.name, day=day(each.valid_until))
            for each in self.roots
        )
        self._say(told, "muted")
        if self.file is not None:
            self.check(self.file, self._called)

    def _on_checked(self, asked: int, found: FileCheck) -> None:
        if asked != self._asked:
            return
        self.words = check_words(found, self._texts)
        self._show_head(self.words.icon, self.words.tone, self.words.headline)
        self._show_answer(self.words)
        self._show_buttons()
        self.checked.emit()

    def _on_failed(self, asked: int, error: ShamayError) -> None:
        if asked == self._asked:
            self._show_head("block", "error", error_words(self._texts, error))
            self.checked.emit()

    def _say_error(self, error: ShamayError) -> None:
        self._say(error_words(self._texts, error), "error")

    # -- dropping -------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this machine is taken; a certificate is taken as an authority."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        paths = _dropped(event)
        if not paths:
            return
        event.acceptProposedAction()
        first = paths[0]
        if f"*{first.suffix.lower()}" in ROOT_KINDS.split():
            self.add_root(first)
        else:
            self.check(first)

    # -- showing --------------------------------------------------------------------------

    def _show_head(self, icon: str, tone: theme.Tone, words: str) -> None:
        self.mark.setPixmap(theme.pixmap(icon, tone, 2 * theme.ICON))
        self.head_words.setText(directed(words, self._texts))
        theme.set_tone(self.head_words, "heading")

    def _show_answer(self, words: CheckWords) -> None:
        self._clear()
        for told, tone in words.lines:
            self._answer.addWidget(self._label(told, tone))
        for each in words.signatures:
            self._answer.addWidget(self._card(each))
        self._add_details(self._answer, words.details)
        self._show_details()

    def _card(self, words: SignatureWords) -> QFrame:
        card = QFrame()
        card.setProperty("inset", "true")
        column = QVBoxLayout(card)
        column.setSpacing(theme.SPACE // 2)
        head = self._label(words.head, "strong")
        head.setObjectName("signature-head")
        column.addWidget(head)
        for told, tone in words.lines:
            column.addWidget(self._label(told, tone))
        self._add_details(column, words.details)
        return card

    def _add_details(self, column: QVBoxLayout, details: Sequence[str]) -> None:
        for told in details:
            label = self._label(told, "muted")
            self._details.append(label)
            column.addWidget(label)

    def _label(self, words: str, tone: theme.Tone) -> QLabel:
        label = QLabel(directed(words, self._texts), wordWrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_tone(label, tone)
        theme.align_leading(label)
        return label

    def _clear(self) -> None:
        self._details.clear()
        while (item := self._answer.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _show_details(self) -> None:
        shown = self.more.isChecked()
        for each in self._details:
            each.setVisible(shown)
        self.more.setText(self._texts(f"signing_ui.details_{'hide' if shown else 'show'}"))

    def _show_buttons(self) -> None:
        there = self.words is not None
        self.more.setVisible(there)
        self.copy.setVisible(there)
        theme.set_kind(self.choose_button, "plain" if self.file is not None else "primary")
        key = "another_file" if self.file is not None else "choose_file"
        self.choose_button.setText(self._texts(f"signing_ui.{key}"))

    def _say(self, words: str, tone: theme.Tone) -> None:
        theme.set_tone(self.said, tone)
        self.said.setText(directed(words, self._texts))
        self.said.setVisible(bool(words))

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.mark = QLabel()
        self.head_words = QLabel(wordWrap=True)
        self.head_words.setObjectName("verify-headline")
        self.head_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.align_leading(self.head_words)
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE, 0, theme.SPACE, 0)
        head.setSpacing(2 * theme.SPACE)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.head_words, 1)
        self.name = QLabel(wordWrap=True)
        self.name.setObjectName("verify-file")
        self.name.setContentsMargins(theme.SPACE, 0, theme.SPACE, 0)  # as what stands below it
        theme.set_tone(self.name, "muted")
        theme.align_leading(self.name)
        inside = QWidget()
        self._answer = QVBoxLayout(inside)
        self._answer.setContentsMargins(0, 0, 0, 0)
        self._answer.setSpacing(theme.SPACE)
        self.said = self._label("", "muted")
        self.said.setObjectName("verify-said")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addLayout(head)
        column.addWidget(self.name)
        column.addWidget(scrolled(stacked(inside)), 1)
        column.addWidget(self.said)
        column.addLayout(self._make_foot())
        self._show_head("seal", "muted", self._texts("signing_ui.drop_here"))
        self._show_buttons()

    def _make_foot(self) -> QHBoxLayout:
        self.choose_button = self._button("choose-signed", "choose_file", self.choose, "primary")
        self.root_button = self._button("add-root", "add_root", self.choose_root)
        self.root_button.setToolTip(self._texts("signing_ui.add_root_tip"))
        self.more = self._button("verify-details", "details_show", self._show_details)
        self.more.setCheckable(True)
        self.copy = self._button("copy-verdict", "copy_text", self.copy_text)
        close = self._button("close-verify", "close", self.close)
        row = QHBoxLayout()
        for each in (self.choose_button, self.root_button, self.more, self.copy):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _button(
        self, name: str, key: str, do: Callable[[], object], kind: theme.ButtonKind = "plain"
    ) -> QPushButton:
        return doing(name, self._texts(f"signing_ui.{key}"), do, kind)


def checked_file(
    services: Services, file: Path, roots: Sequence[KnownRoot], actor: Actor
) -> FileCheck:
    """As a task: the roots of this look beside those of the office."""
    return verify_report(services, file, [root.pem.encode("ascii") for root in roots], actor)


def root_of_file(services: Services, file: Path) -> KnownRoot:
    """An authority's certificate. Raises Refused(`root_unreadable`, `root_not_authority`)."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Refused("root_unreadable", file=file.name) from error
    return read_root(services, content, file.name)


def _dropped(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
