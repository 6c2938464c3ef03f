"""A template's fixed paragraphs: where each stands and what it says, in both languages."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import FIELDS, Kind
from shamay_desktop.domain.report_templates.rows import by_ids_in, by_labels_in
from shamay_desktop.domain.report_templates.template import (
    PLACES,
    FixedParagraph,
    Shape,
    Words,
    is_own,
)
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.report_templates.order_tree import place_words


class FixedEditor(QWidget):
    """One paragraph at a time is edited; the choice above names all of them."""

    changed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._paragraphs: list[FixedParagraph] = []
        self._at = -1
        self.names = QComboBox()
        self.names.setObjectName("template-fixed")
        self.names.setAccessibleName(texts("templates.fixed"))
        self.add = button("template-fixed-add", texts("templates.fixed_add"))
        self.remove = button("template-fixed-remove", texts("templates.fixed_remove"))
        self.places = QComboBox()
        self.places.setObjectName("template-fixed-place")
        self.places.setAccessibleName(texts("templates.fixed_place"))
        for place in PLACES:
            self.places.addItem(texts(f"templates.place.{place}"), place)
        self.before = QCheckBox(texts("templates.fixed_before"))
        self.before.setObjectName("template-fixed-before")
        self.roles = self._choice("role")
        for shape in Shape:
            self.roles.addItem(texts(f"templates.role.{shape.value}"), shape.value)
        self.lists = self._choice("each")
        self.lists.addItem(texts("templates.each_none"), "")
        for field in FIELDS:
            if field.kind is Kind.LIST:
                self.lists.addItem(field.label(texts.language), field.id)
        self.words = {language: self._edit(language) for language in Language}
        self._lay_out()
        self.names.currentIndexChanged.connect(self._on_chosen)
        self.add.clicked.connect(self._on_add_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.places.currentIndexChanged.connect(lambda _at: self._on_typed())
        self.before.toggled.connect(lambda _on: self._on_typed())
        for each in (self.roles, self.lists):
            each.currentIndexChanged.connect(lambda _at: self._on_typed())

    def show_paragraphs(self, paragraphs: tuple[FixedParagraph, ...]) -> None:
        """Put a template's paragraphs in the editor."""
        self._paragraphs = list(paragraphs)
        self._list_places([each.place for each in paragraphs if is_own(each.place)])
        self._list(0 if paragraphs else -1)

    def typed(self) -> tuple[FixedParagraph, ...]:
        """The paragraphs as they are kept; one without words is none. Refused as `parsed`."""
        kept = (
            replace(each, text=Words(*(_kept(text, each.each) for text in _both(each.text))))
            for each in self._paragraphs
            if any(text.strip() for text in _both(each.text)) or each.role is Shape.PAGE_BREAK
        )
        return tuple(kept)

    def _list(self, at: int) -> None:
        blocked = QSignalBlocker(self.names)
        self.names.clear()
        for number, each in enumerate(self._paragraphs, 1):
            place = place_words(self._texts, each.place)
            self.names.addItem(self._texts("templates.fixed_name", n=number, place=place))
        self.names.setCurrentIndex(at)
        blocked.unblock()
        self._on_chosen(at)

    def _on_chosen(self, at: int) -> None:
        self._at = -1
        there = 0 <= at < len(self._paragraphs)
        for widget in (self.names, self.remove, self.places, self.before, self.roles, self.lists,
                       *self.words.values()):  # fmt: skip
            widget.setEnabled(there)
        each = self._paragraphs[at] if there else FixedParagraph("", PLACES[0], Words())
        self.places.setCurrentIndex(self.places.findData(each.place))
        self.before.setChecked(each.before)
        for language, edit in self.words.items():
            edit.setPlainText(self._shown(each, language))
        self.roles.setCurrentIndex(self.roles.findData(each.role.value))
        self.lists.setCurrentIndex(self.lists.findData(each.each))
        self._at = at if there else -1

    def _list_places(self, own: list[str]) -> None:
        """The program's sections, and those of the template's own words that it has."""
        blocked = QSignalBlocker(self.places)
        while self.places.count() > len(PLACES):
            self.places.removeItem(self.places.count() - 1)
        for place in dict.fromkeys(own):
            self.places.addItem(place_words(self._texts, place), place)
        blocked.unblock()

    @staticmethod
    def _shown(each: FixedParagraph, language: Language) -> str:
        try:
            return by_labels_in(each.text.of(language), each.each, language)
        except (Refused, ValueError):
            return each.text.of(language)

    def _on_typed(self) -> None:
        if self._at < 0:
            return
        texts = {language: edit.toPlainText().strip() for language, edit in self.words.items()}
        self._paragraphs[self._at] = replace(
            self._paragraphs[self._at],
            place=str(self.places.currentData()),
            before=self.before.isChecked(),
            role=Shape(self.roles.currentData()),
            each=str(self.lists.currentData() or ""),
            text=Words(texts[Language.HE], texts[Language.EN]),
        )
        self.changed.emit()

    def _on_add_clicked(self) -> None:
        ids = {each.id for each in self._paragraphs}
        name = next(f"own{n}" for n in range(1, len(ids) + 2) if f"own{n}" not in ids)
        self._paragraphs.append(FixedParagraph(name, PLACES[0], Words()))
        self._list(len(self._paragraphs) - 1)
        self.words[self._texts.language].setFocus()
        self.changed.emit()

    def _on_remove_clicked(self) -> None:
        del self._paragraphs[self._at]
        self._list(min(self._at, len(self._paragraphs) - 1))
        self.changed.emit()

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(f"template-fixed-{name}")
        choice.setAccessibleName(self._texts(f"templates.fixed_{name}"))
        choice.setToolTip(self._texts(f"templates.fixed_{name}"))
        return choice

    def _edit(self, language: Language) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setObjectName(f"template-fixed-{language.value}")
        edit.setAccessibleName(self._texts(f"templates.fixed_{language.value}"))
        edit.setTabChangesFocus(True)
        edit.textChanged.connect(self._on_typed)
        return edit

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        rows = (
            (self.names, self.add, self.remove),
            (self.places, self.before),
            (self.roles, self.lists),
        )
        for widgets in rows:
            row = QHBoxLayout()
            row.addWidget(widgets[0], 1)
            for widget in widgets[1:]:
                row.addWidget(widget)
            column.addLayout(row)
        for each in (self.add, self.remove):
            each.setAutoDefault(False)
        for language, edit in self.words.items():
            label = QLabel(self._texts(f"templates.fixed_{language.value}"))
            label.setBuddy(edit)
            column.addWidget(label)
            column.addWidget(edit, 1)


def _both(words: Words) -> tuple[str, str]:
    return words.he, words.en


def _kept(text: str, each: str) -> str:
    return by_ids_in(text, each) if text else ""
