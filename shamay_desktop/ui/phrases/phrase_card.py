"""One phrase of the bank as a small form: title, code, place, owner, text, further fields."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.phrases import wholes
from shamay_desktop.domain.records import Phrase
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.phrases.place_choice import PlaceChoice, fillable_places, text_places
from shamay_desktop.ui.widgets.long_text_editor import align_text
from shamay_desktop.ui.widgets.wording import label_of

TEXT_HEIGHT = 132


class FillsEditor(QWidget):
    """Further fields that the phrase fills: a field and its text in each line."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.lines: list[tuple[QWidget, PlaceChoice, QLineEdit]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add = QPushButton(texts("phrases.add_fill"))
        self.add.setObjectName("action:add-fill")
        theme.set_kind(self.add, "flat")
        self.add.clicked.connect(lambda: self.add_line(None, ""))
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def show_fills(self, fills: Mapping[str, str]) -> None:
        """Show these fields with their texts."""
        for line in tuple(self.lines):
            self._remove(line[0])
        for path, words in fills.items():
            self.add_line(path, words)

    def fills(self) -> dict[str, str]:
        """What stands in the lines, by field."""
        given = ((choice.place, words.text()) for _line, choice, words in self.lines)
        return {place: words for place, words in given if place is not None and words.strip()}

    def add_line(self, path: str | None, words: str) -> None:
        """One more field."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        choice = PlaceChoice(fillable_places(self._texts), "")
        choice.setAccessibleName(self._texts("phrases.fill_field"))
        choice.choose(path)
        text = QLineEdit(words)
        text.setAccessibleName(self._texts("phrases.fill_text"))
        text.setPlaceholderText(self._texts("phrases.fill_text"))
        remove = QToolButton()
        remove.setIcon(theme.icon("close"))
        remove.setIconSize(QSize(16, 16))
        remove.setAccessibleName(self._texts("phrases.remove_fill"))
        remove.setToolTip(self._texts("phrases.remove_fill"))
        remove.clicked.connect(lambda: self._remove(line))
        row.addWidget(choice, 1)
        row.addWidget(text, 1)
        row.addWidget(remove)
        self._column.insertWidget(len(self.lines), line)
        self.lines.append((line, choice, text))

    def _remove(self, line: QWidget) -> None:
        self.lines = [each for each in self.lines if each[0] is not line]
        line.hide()
        line.deleteLater()


class PhraseCard(QWidget):
    """Shows one phrase and gives it back as it was edited; saving is the dialog's."""

    def __init__(self, texts: Texts, actor: Actor) -> None:
        super().__init__()
        self._texts = texts
        self._actor = actor
        self._phrase: Phrase | None = None
        self.title = self._line("title")
        self.code = self._line("code")
        self.code.setPlaceholderText(texts("phrases.code_hint"))
        self.place = PlaceChoice(text_places(texts), texts("phrases.everywhere"))
        self.place.setObjectName("field:phrase-place")
        self.owner = QComboBox()
        self.owner.setObjectName("field:phrase-owner")
        for name in ("mine", "office"):
            self.owner.addItem(texts(f"phrases.{name}"), name)
        self.text = QPlainTextEdit()
        self.text.setObjectName("field:phrase-text")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEXT_HEIGHT)
        align_text(self.text, texts)
        self.fills = FillsEditor(texts)
        self._lay_out()

    @property
    def may_manage(self) -> bool:
        """Whether the person may change the office's phrases."""
        return may(self._actor, Permission.MANAGE_OFFICE)

    @property
    def may_edit(self) -> bool:
        """Whether the shown phrase may be changed."""
        return self._phrase is None or self._phrase.user_id is not None or self.may_manage

    def begin(self, text: str, place: str | None) -> None:
        """A new phrase."""
        self.show_phrase(Phrase("", "", "", text, place, self._actor.user_id))
        (self.title if text else self.text).setFocus()

    def show_phrase(self, phrase: Phrase) -> None:
        """Show a phrase; one of the office is only read by who may not change it."""
        self._phrase = phrase
        self.title.setText(phrase.title)
        self.code.setText(phrase.code)
        self.text.setPlainText(phrase.text)
        self.place.choose(phrase.field_id)
        self.owner.setCurrentIndex(0 if phrase.user_id is not None else 1)
        self.fills.show_fills(phrase.fills)
        self.owner.setEnabled(self.may_manage)
        for line in (self.title, self.code):
            line.setReadOnly(not self.may_edit)
        self.text.setReadOnly(not self.may_edit)
        self.place.setEnabled(self.may_edit)
        self.fills.setEnabled(self.may_edit)
        self._note.setText(self._note_words(phrase))
        self._note.setVisible(bool(self._note.text()))

    def phrase(self) -> Phrase:
        """The phrase as it stands in the card; a new one gets its id here."""
        shown = self._phrase or Phrase("", "", "", "")
        mine = self.owner.currentData() == "mine"
        return replace(
            shown,
            id=shown.id or new_id(),
            title=self.title.text(),
            code=self.code.text(),
            text=self.text.toPlainText(),
            field_id=self.place.place,
            user_id=self._actor.user_id if mine else None,
            fills=self.fills.fills(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether the card says something else than the phrase that it was given."""
        shown = self._phrase
        if shown is None:
            return False
        now = replace(self.phrase(), id=shown.id, fills={})
        return now != replace(shown, fills={}) or self.fills.fills() != dict(shown.fills)

    def _note_words(self, phrase: Phrase) -> str:
        if not self.may_edit:
            return self._texts("phrases.office_only_read")
        return self._texts("phrases.used", n=phrase.used) if phrase.used else ""

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"field:phrase-{name}")
        return line

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        parts: tuple[tuple[str, QWidget], ...] = (
            ("title", self.title), ("code", self.code), ("place", self.place),
            ("owner", self.owner), ("text", self.text),
        )  # fmt: skip
        for name, widget in parts:
            words = self._texts(f"phrases.field_{name}")
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        names = (*wholes(self._texts.language), label_of(BY_ID["visit.date"], self._texts))
        first, second, third = (f"{{{name}}}" for name in names)
        words = self._texts("phrases.placeholders", first=first, second=second, third=third)
        hint = QLabel(words, wordWrap=True)
        theme.set_tone(hint, "muted")
        form.addRow("", hint)
        form.addRow(self._texts("phrases.fills"), self.fills)
        self._note = QLabel(wordWrap=True)
        theme.set_tone(self._note, "muted")
        form.addRow("", self._note)
