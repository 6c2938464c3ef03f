"""How the office signs: the server of its timestamps, and the authorities that it trusts."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.signing_practice import (
    PRACTICE,
    KnownRoot,
    SigningPractice,
    checked_server,
    signing_practice_of,
)
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.entry_form import keep_latin
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.practice.section import Section, beside, scrolled, stacked
from shamay_desktop.ui.signing.signing_words import day
from shamay_desktop.ui.signing.verify_dialog import ROOT_KINDS, root_of_file
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.office.practice import practice_of
from shamay_desktop.usecases.office.signing_practice import keep_signing_practice

_ROWS = 6


class SigningSection(Section):
    """An authority is added from its file, and looked at before it is kept."""

    def __init__(self, context: OfficeContext) -> None:
        super().__init__(context, "signing")
        self._raw: Json = None
        self._draft = self._kept = SigningPractice()
        self._make()
        self.changed.connect(self._enable)
        self._enable()

    @property
    def draft(self) -> SigningPractice:
        """What is typed and chosen."""
        return self._draft if isinstance(self._draft, SigningPractice) else SigningPractice()

    def read(self) -> None:
        """Read how the office signs."""
        self.run(practice_of, on_done=self._on_read)

    def save(self) -> None:
        """Keep it; an address that is none is said at its line."""
        try:
            checked_server(self.draft.timestamp_server)
        except Refused as problem:
            theme.set_problem(self.server, "error")
            self.server.setFocus()
            self.say(error_words(self.texts, problem))
            return
        self.keep(keep_signing_practice, self.draft, read=self._raw)

    def read_beside(self) -> None:
        """What somebody else kept is what is compared with; what is typed stays."""

        def done(practice: dict[str, Json]) -> None:
            self._raw = practice.get(PRACTICE)

        self.run(practice_of, on_done=done)

    def show_draft(self) -> None:
        """The server and the authorities."""
        if self.server.text() != self.draft.timestamp_server:
            self.server.setText(self.draft.timestamp_server)
        row, now = self.roots.currentRow(), self.context.services.clock.now()
        self.roots.clear()
        for root in self.draft.roots:
            ended = now > root.valid_until
            key = "ended" if ended else "until"
            words = self.texts(f"signing_ui.root_{key}", name=root.name, day=day(root.valid_until))
            item = QListWidgetItem(directed(words, self.texts))
            item.setIcon(theme.icon("warn" if ended else "seal", "warning" if ended else "ok"))
            item.setToolTip(self.texts("signing_ui.fingerprint", hash=root.fingerprint))
            self.roots.addItem(item)
        if self.roots.count():
            self.roots.setCurrentRow(min(max(row, 0), self.roots.count() - 1))
        self.none.setVisible(not self.draft.roots)
        self._enable()

    def note_draft(self) -> None:
        """A typed address is right again until it is saved."""
        theme.set_problem(self.server, "")

    def add_root(self, file: Path) -> None:
        """Read an authority's certificate into the draft."""
        context = self.context
        context.tasks.run(
            root_of_file, context.services, file, owner=self, lane="work",
            on_done=self._on_root_read, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_root_read(self, root: KnownRoot) -> None:
        held = {each.fingerprint: each for each in self.draft.roots}
        if root.fingerprint in held:
            self.say(self.texts("signing_ui.root_there", name=root.name), "muted")
            return
        roots = tuple(sorted((*self.draft.roots, root), key=lambda each: each.name))
        self.change(replace(self.draft, roots=roots))
        self.roots.setCurrentRow(roots.index(root))

    def _on_read(self, practice: dict[str, Json]) -> None:
        self._raw = practice.get(PRACTICE)
        self.begin(signing_practice_of(practice))

    def _on_server_typed(self, text: str) -> None:
        self.change(replace(self.draft, timestamp_server=text.strip()), shown=True, place="server")

    def _on_add_pressed(self) -> None:
        kinds = self.texts("signing_ui.root_kinds", kinds=ROOT_KINDS)
        if (path := self.file_to_read("choose_root", kinds)) is not None:
            self.add_root(path)

    def _on_remove_pressed(self) -> None:
        row, roots = self.roots.currentRow(), self.draft.roots
        if 0 <= row < len(roots):
            self.change(replace(self.draft, roots=(*roots[:row], *roots[row + 1 :])))

    def _enable(self) -> None:
        can = self.may_edit and not self.is_busy
        self._add.setEnabled(can)
        self._remove.setEnabled(can and bool(self.draft.roots))

    def _make(self) -> None:
        texts = self.texts
        self.server = QLineEdit()
        self.server.setObjectName("field:timestamp-server")
        self.server.setAccessibleName(texts("signing_ui.timestamp_server"))
        self.server.setPlaceholderText("https://")
        self.server.setReadOnly(not self.may_edit)
        keep_latin(self.server, texts)
        self.server.textEdited.connect(self._on_server_typed)
        self.roots = QListWidget()
        self.roots.setObjectName("office-roots")
        self.roots.setAccessibleName(texts("signing_ui.roots"))
        self.roots.setProperty("framed", "true")
        height = self.roots.fontMetrics().height() + theme.SPACE
        self.roots.setFixedHeight(_ROWS * height)
        self.none = _muted(texts("signing_ui.roots_none"))
        self._add = self.button("add-office-root", "add_root", self._on_add_pressed)
        self._remove = self.button("remove-office-root", "remove_root", self._on_remove_pressed)
        column = QVBoxLayout(self)
        column.addWidget(scrolled(stacked(
            _heading(texts("signing_ui.timestamp_server")),
            _muted(texts("signing_ui.timestamp_server_why")), self.server,
            _heading(texts("signing_ui.roots")), _muted(texts("signing_ui.roots_why")),
            self.roots, self.none, beside(self._add, self._remove),
        )))  # fmt: skip


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    theme.set_tone(label, "heading")
    return label


def _muted(words: str) -> QLabel:
    label = QLabel(words, wordWrap=True)
    theme.set_tone(label, "muted")
    theme.align_leading(label)
    return label
