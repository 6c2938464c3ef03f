"""A list of the registry's places to choose from: searched by typing, like a choice in a form."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from shamay_desktop.domain.fields import FIELDS, Field
from shamay_desktop.domain.fields.drawing_tables import LISTS
from shamay_desktop.domain.phrases import may_fill, takes_phrases
from shamay_desktop.i18n.texts import Texts


class PlaceChoice(QComboBox):
    """One place, or none (the first line)."""

    def __init__(self, places: Iterator[tuple[str, str]], first: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.addItem(first, None)
        for place, label in places:
            self.addItem(label, place)
        completer = self.completer() or QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.activated.connect(self._show_beginning)

    @property
    def place(self) -> str | None:
        """The chosen place; a text that is no line of the list is none."""
        index = self.findText(self.currentText())
        return self.itemData(index) if index >= 0 else None

    def choose(self, place: str | None) -> None:
        """Show a place."""
        self.setCurrentIndex(max(self.findData(place), 0))
        self._show_beginning()

    def _show_beginning(self) -> None:
        """A long label shows its beginning, not its end."""
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls what is around, it never changes a choice."""
        event.ignore()


def text_places(texts: Texts) -> Iterator[tuple[str, str]]:
    """Fields, cells of records and columns of lists that take phrases, by label."""
    language = texts.language.value
    for field in FIELDS:
        if takes_phrases(field):
            yield field.id, titled_in_group(field, language)
        for column in field.columns:
            if takes_phrases(column) and field.id not in LISTS:
                label = f"{field.label(language)} › {column.label(language)}"
                yield f"{field.id}/{column.id}", label


def fillable_places(texts: Texts) -> Iterator[tuple[str, str]]:
    """The fields that a phrase may fill besides."""
    language = texts.language.value
    return ((field.id, titled_in_group(field, language)) for field in FIELDS if may_fill(field))


def titled_in_group(field: Field, language: str) -> str:
    """A field's label with its group, as some labels stand twice."""
    group = "" if field.group is None else field.group.label(language)
    return f"{field.label(language)} ({group})" if group else field.label(language)
