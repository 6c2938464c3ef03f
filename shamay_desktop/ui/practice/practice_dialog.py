"""The practice of the office in one window: tables, rounding, sources, likeness, heads, signing."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import doing
from shamay_desktop.ui.dialogs.holding import HoldingDialog
from shamay_desktop.ui.practice.coefficients_section import CoefficientsSection
from shamay_desktop.ui.practice.heads_section import HeadsSection
from shamay_desktop.ui.practice.likeness_section import LikenessSection
from shamay_desktop.ui.practice.mappings_section import MappingsSection
from shamay_desktop.ui.practice.rounding_section import RoundingSection
from shamay_desktop.ui.practice.section import Section
from shamay_desktop.ui.practice.signing_section import SigningSection

SIZE = (1120, 720)
_SECTIONS: dict[str, Callable[[OfficeContext], Section]] = {
    "coefficients": CoefficientsSection,
    "rounding": RoundingSection,
    "mappings": MappingsSection,
    "likeness": LikenessSection,
    "heads": HeadsSection,
    "signing": SigningSection,
}


class PracticeDialog(HoldingDialog):
    """A tab a part; each is saved by itself. Who may not change it sees it and whom to ask."""

    def __init__(
        self, context: OfficeContext, parent: QWidget | None = None, *, part: str = "coefficients"
    ) -> None:
        super().__init__(parent)
        self.setObjectName("office-practice")
        self._texts = context.texts
        self.setWindowTitle(self._texts("practice.title"))
        self.resize(*SIZE)
        self._may = may(context.actor, Permission.MANAGE_OFFICE)
        self.sections = {name: make(context) for name, make in _SECTIONS.items()}
        self._shown: set[str] = set()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("practice-tabs")
        self.tabs.setDocumentMode(True)
        for name, section in self.sections.items():
            self.tabs.addTab(section, self._texts(f"practice.tab.{name}"))
            section.changed.connect(self._on_changed)
            section.said.connect(self._say)
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("practice-said")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        if not self._may:
            column.addWidget(self._who_may())
        column.addWidget(self.tabs, 1)
        column.addWidget(self.said)
        column.addLayout(self._make_foot())
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.open_part(part)
        self._on_tab_changed()

    @property
    def section(self) -> Section:
        """The part that is shown."""
        return list(self.sections.values())[self.tabs.currentIndex()]

    def open_part(self, part: str) -> None:
        """Show a part by its name."""
        self.tabs.setCurrentIndex(list(self.sections).index(part))

    def save(self) -> None:
        """Keep what was changed in the part that is shown."""
        if self._save.isEnabled():
            self.said.hide()
            self.section.save()

    def undo(self) -> None:
        """Take the last unsaved change of this part back."""
        self.section.undo()

    def discard(self) -> None:
        """Go back to what is kept of this part."""
        self.section.discard()

    def holds_words(self) -> bool:
        """Whether something would be lost now."""
        return any(section.is_changed for section in self.sections.values())

    def warn(self) -> None:
        """Say that closing again loses it, and where it is."""
        first = next(name for name, each in self.sections.items() if each.is_changed)
        self.open_part(first)
        self._say(self._texts("practice.unsaved"), "warning")

    def _on_tab_changed(self) -> None:
        name = list(self.sections)[self.tabs.currentIndex()]
        if name not in self._shown:
            self._shown.add(name)
            self.sections[name].read()
        self.said.hide()
        self._enable()

    def _on_changed(self) -> None:
        self._warned = False
        if self.section.is_changed:
            self.said.hide()
        self._enable()

    def _enable(self) -> None:
        section = self.section
        can = self._may and not section.is_busy
        self._save.setEnabled(can and section.is_changed)
        self._undo.setEnabled(section.can_undo)
        self._discard.setEnabled(section.is_changed)
        for place, (name, each) in enumerate(self.sections.items()):
            words = self._texts(f"practice.tab.{name}")
            self.tabs.setTabText(place, f"{words} •" if each.is_changed else words)

    def _say(self, words: str, tone: theme.Tone) -> None:
        theme.set_tone(self.said, tone)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    # -- building -------------------------------------------------------------------------

    def _who_may(self) -> QLabel:
        words = QLabel(self._texts("practice.only_looked_at"), wordWrap=True)
        words.setObjectName("practice-who-may")
        theme.set_tone(words, "warning")
        return words

    def _make_foot(self) -> QHBoxLayout:
        self._save = self._button("save-practice", "save", self.save, "primary", "Ctrl+S")
        self._undo = self._button("undo-practice", "undo", self.undo, "plain", "Ctrl+Z")
        self._discard = self._button("discard-practice", "discard", self.discard)
        close = self._button("close-practice", "close", self.close)
        for keys, do in (("Ctrl+S", self.save), ("Ctrl+Z", self.undo)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        for number, name in enumerate(self.sections, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda part=name: self.open_part(part))
        row = QHBoxLayout()
        for each in (self._save, self._undo, self._discard):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _button(
        self, name: str, key: str, do: Callable[[], object], kind: theme.ButtonKind = "plain",
        keys: str = "",
    ) -> QPushButton:  # fmt: skip
        return doing(name, self._texts(f"practice.{key}"), do, kind, keys)
