"""Whose key signs: a key file and its password, or a certificate on a smart card and its PIN.

The path of the file and of the card's driver is remembered on this machine; a password or PIN
never is, and it is forgotten after each attempt.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.signing import CertificateFacts
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.entry_form import keep_latin
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.signing.signing_words import certificate_words
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import CardCertificate, CardKey, Key, KeyFile

Way = Literal["file", "card"]
WAY, KEY_FILE, MODULE = "signing.way", "signing.key_file", "signing.card_module"
"""Names of this machine's choices in the settings."""

KEY_KINDS = "*.p12 *.pfx"
MODULE_KINDS = "*.dll *.so *.dylib"
KNOWN_MODULES = (
    "C:/Windows/System32/eTPKCS11.dll",
    "C:/Windows/System32/opensc-pkcs11.dll",
    "/usr/lib/libeToken.so",
    "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
    "/Library/OpenSC/lib/opensc-pkcs11.so",
)
"""Where the drivers of common cards lie; the first one that is there is offered."""

_LIST_ROWS = 3


class KeyChooser(QWidget):
    """Holds what is typed; whoever signs asks for the key and then has the secret forgotten."""

    changed = Signal()
    """Another key may be meant: what was known of the certificate is unknown again."""

    submitted = Signal()
    """Enter in the line of the secret."""

    read_asked = Signal()
    """Whose certificate the key file holds is wanted now."""

    def __init__(self, context: OfficeContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key-chooser")
        self._context = context
        self._texts = context.texts
        self._looking = 0
        self.facts: CertificateFacts | None = None
        self._build()
        self._connect()
        self._show_remembered()

    @property
    def way(self) -> Way:
        """A key file or a card."""
        return "card" if self.by_card.isChecked() else "file"

    @property
    def certificate(self) -> CardCertificate | None:
        """The certificate of the card that is chosen."""
        item = self.certificates.currentItem()
        held = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return held if isinstance(held, CardCertificate) else None

    def key(self) -> Key | None:
        """The key as it is typed; None, and a word at its place, when something lacks."""
        self.say("")
        if self.way == "file":
            path = self.file.text().strip()
            if not path:
                self._lacks(self.file, "signing_ui.file_needed")
                return None
            return KeyFile(Path(path).expanduser(), self.password.text())
        held = self.certificate
        if held is None:
            self._lacks(self.certificates, "signing_ui.certificate_needed")
            return None
        if not self.pin.text():
            self._lacks(self.pin, "signing_ui.pin_needed")
            return None
        return card_key(held, self.pin.text())

    def show_facts(self, facts: CertificateFacts) -> None:
        """Say whose certificate it is, once that was read."""
        self.facts = facts
        words, tone = certificate_words(facts, self._context.services.clock.now(), self._texts)
        self.say(words, tone)

    def forget_secret(self) -> None:
        """Nothing of a password or PIN stays."""
        for line in (self.password, self.pin):
            with QSignalBlocker(line):  # the certificate that was read with it is still the one
                line.clear()

    def ask_secret(self) -> None:
        """Go to the line of the secret."""
        (self.pin if self.way == "card" else self.password).setFocus()

    def remember(self) -> None:
        """Keep the places for the next time; no secret is one of them."""
        context = self._context
        kept = {WAY: self.way, KEY_FILE: self.file.text(), MODULE: self.module.text()}
        context.tasks.run(_keep, context.services, kept, owner=self)

    def say(self, words: str, tone: theme.Tone = "error") -> None:
        """Say something under the lines."""
        theme.set_tone(self.said, tone)
        self.said.setText(directed(words, self._texts))
        self.said.setVisible(bool(words))

    # -- the card -------------------------------------------------------------------------

    def find_cards(self) -> None:
        """List the certificates on the cards of the driver; no PIN is needed for it."""
        path = self.module.text().strip()
        self.certificates.clear()
        if not path:
            self._lacks(self.module, "signing_ui.module_needed")
            return
        self._looking += 1
        asked, context = self._looking, self._context
        self.find_button.setEnabled(False)
        self.say(self._texts("signing_ui.looking_for_cards"), "muted")
        context.tasks.run(
            context.services.signer.cards, Path(path).expanduser(), owner=self, lane="work",
            on_done=lambda found: self._on_cards_found(asked, found),
            on_failed=lambda error: self._on_cards_failed(asked, error),
        )  # fmt: skip

    def _on_cards_found(self, asked: int, found: Sequence[CardCertificate]) -> None:
        if asked != self._looking:
            return
        self.find_button.setEnabled(True)
        self.say("" if found else self._texts("signing_ui.card_empty"), "warning")
        now = self._context.services.clock.now()
        for held in found:
            words, tone = certificate_words(held.facts, now, self._texts)
            item = QListWidgetItem(directed(f"{words} · {held.token}", self._texts))
            item.setData(Qt.ItemDataRole.UserRole, held)
            item.setIcon(theme.icon("warn" if tone == "error" else "seal", tone))
            item.setToolTip(item.text())
            self.certificates.addItem(item)
        in_force = [row for row, held in enumerate(found) if held.facts.good_at(now)]
        if in_force:
            self.certificates.setCurrentRow(in_force[0])

    def _on_cards_failed(self, asked: int, error: ShamayError) -> None:
        if asked == self._looking:
            self.find_button.setEnabled(True)
            self.say(error_words(self._texts, error))

    def _on_certificate_chosen(self) -> None:
        held = self.certificate
        self.facts = None if held is None else held.facts
        self.changed.emit()

    # -- what is typed --------------------------------------------------------------------

    def _on_way_changed(self) -> None:
        card = self.way == "card"
        self.file_part.setVisible(not card)
        self.card_part.setVisible(card)
        self.say("")
        self.facts = self.certificate.facts if card and self.certificate is not None else None
        if card and self.module.text().strip() and not self.certificates.count():
            self.find_cards()
        self.changed.emit()

    def _on_file_typed(self) -> None:
        self.facts = None
        self.say("")
        self.changed.emit()

    def choose_file(self) -> None:
        """Let the person choose the key file."""
        self._choose("signing_ui.choose_key_file", KEY_KINDS, self.file)

    def choose_module(self) -> None:
        """Let the person choose the card's driver, and look at once which cards there are."""
        self._choose("signing_ui.choose_module", MODULE_KINDS, self.module)

    def _choose(self, title: str, kinds: str, line: QLineEdit) -> None:
        kinds = self._texts("signing_ui.file_kinds", kinds=kinds)
        path, _ = QFileDialog.getOpenFileName(self, self._texts(title), line.text(), kinds)
        if path:
            line.setText(path)
            line.textEdited.emit(path)
            if line is self.module:
                self.find_cards()

    def _lacks(self, editor: QWidget, key: str) -> None:
        self.say(self._texts(key))
        editor.setFocus()

    def _show_remembered(self) -> None:
        settings = self._context.services.settings
        file, module = settings.get(KEY_FILE), settings.get(MODULE)
        self.file.setText(file if isinstance(file, str) else "")
        found = next((path for path in KNOWN_MODULES if Path(path).exists()), "")
        self.module.setText(module if isinstance(module, str) and module else found)
        by_card = settings.get(WAY) == "card"
        (self.by_card if by_card else self.by_file).setChecked(True)
        self.file_part.setVisible(not by_card)
        self.card_part.setVisible(by_card)

    def begin(self) -> None:
        """Shown for the first time: a card that was used before is looked for."""
        if self.way == "card" and not self.certificates.count():
            self._on_way_changed()

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._texts
        self.by_file = QRadioButton(texts("signing_ui.key_file"))
        self.by_file.setObjectName("field:key-by-file")
        self.by_card = QRadioButton(texts("signing_ui.card"))
        self.by_card.setObjectName("field:key-by-card")
        group = QButtonGroup(self)
        ways = QHBoxLayout()
        ways.setSpacing(2 * theme.SPACE)
        for each in (self.by_file, self.by_card):
            group.addButton(each)
            ways.addWidget(each)
        ways.addStretch(1)
        self.file_part, self.card_part = self._make_file_part(), self._make_card_part()
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("key-said")
        theme.align_leading(self.said)
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(ways)
        column.addWidget(self.file_part)
        column.addWidget(self.card_part)
        column.addWidget(self.said)

    def _make_file_part(self) -> QWidget:
        self.file = self._line("key-file", "signing_ui.key_file")
        self.browse = self._button("choose-key-file", "signing_ui.choose", self.choose_file)
        self.password = self._secret("key-password", "signing_ui.password")
        self.read_button = self._button(
            "read-key-file", "signing_ui.read_file", self.read_asked.emit
        )
        self.read_button.setToolTip(self._texts("signing_ui.read_file_tip"))
        return self._grid(
            ("signing_ui.file", self.file, self.browse),
            ("signing_ui.password", self.password, self.read_button),
        )

    def _make_card_part(self) -> QWidget:
        self.module = self._line("card-module", "signing_ui.module")
        self.module.setToolTip(self._texts("signing_ui.module_tip"))
        browse = self._button("choose-card-module", "signing_ui.choose", self.choose_module)
        self.certificates = QListWidget()
        self.certificates.setObjectName("card-certificates")
        self.certificates.setAccessibleName(self._texts("signing_ui.certificates"))
        self.certificates.setProperty("framed", "true")
        self.certificates.setWordWrap(True)
        self.certificates.setTabKeyNavigation(False)
        self.certificates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = self.certificates.fontMetrics().height() * 2 + theme.SPACE
        self.certificates.setFixedHeight(_LIST_ROWS * row)
        self.find_button = self._button("find-cards", "signing_ui.find_cards", self.find_cards)
        self.pin = self._secret("card-pin", "signing_ui.pin")
        return self._grid(
            ("signing_ui.module", self.module, browse),
            ("signing_ui.certificates", self.certificates, self.find_button),
            ("signing_ui.pin", self.pin, None),
        )

    def _grid(self, *rows: tuple[str, QWidget, QWidget | None]) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE)
        grid.setColumnStretch(1, 1)
        for place, (key, widget, beside) in enumerate(rows):
            label = QLabel(self._texts(key))
            label.setBuddy(widget)
            theme.set_tone(label, "muted")
            if isinstance(widget, QLineEdit):
                label.setFixedHeight(widget.sizeHint().height())
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, place, 1)
            if beside is not None:
                grid.addWidget(beside, place, 2, Qt.AlignmentFlag.AlignTop)
        return part

    def _line(self, name: str, key: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"field:{name}")
        line.setAccessibleName(self._texts(key))
        keep_latin(line, self._texts)
        # At that side whatever letters are typed: of a password nobody sees their direction.
        line.setAlignment(line.alignment() | Qt.AlignmentFlag.AlignAbsolute)
        return line

    def _secret(self, name: str, key: str) -> QLineEdit:
        line = self._line(name, key)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        line.returnPressed.connect(self.submitted)
        return line

    def _button(self, name: str, key: str, do: object) -> QPushButton:
        made = QPushButton(self._texts(key))
        made.setObjectName(f"action:{name}")
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: do())  # type: ignore[operator]  # a callable
        return made

    def _connect(self) -> None:
        self.by_card.toggled.connect(lambda _on: self._on_way_changed())
        self.file.textEdited.connect(lambda _text: self._on_file_typed())
        self.password.textEdited.connect(lambda _text: self._on_file_typed())
        self.module.textEdited.connect(lambda _text: self.certificates.clear())
        self.module.returnPressed.connect(self.find_cards)
        self.certificates.currentItemChanged.connect(
            lambda _now, _before: self._on_certificate_chosen()
        )


def card_key(held: CardCertificate, pin: str) -> CardKey:
    """The key of a certificate that a card holds."""
    return CardKey(held.module, held.token, held.certificate_id, pin, held.serial)


def _keep(services: Services, kept: dict[str, str]) -> None:
    for name, choice in kept.items():
        services.settings.set(name, choice)
