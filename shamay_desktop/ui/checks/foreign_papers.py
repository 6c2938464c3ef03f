"""Papers of another property, said on top of step 3, each with what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.belonging import Belongs, PaperProperty
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.i18n.formats import identifier
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.checks.claim_words import paper_name
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.checks.live import Checked

MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Foreign:
    """A reading of another property: the paper, its number in the file, its first page."""

    document: Document
    number: int
    page: int
    found: PaperProperty


def foreign_of(checked: Checked) -> tuple[Foreign, ...]:
    """Readings of properties that are not the case's, or, as long as nobody says which it is, of
    several ones. When all papers agree and the case alone says otherwise, none is foreign: then
    the identity is a contradiction like any other.
    """
    belongs = checked.belongs
    subject_known = Belongs.SUBJECT in belongs.values()
    if len(checked.properties) < 2 and not subject_known:
        return ()
    open_question = not subject_known and Belongs.OTHER not in belongs.values()
    wanted = Belongs.UNSURE if open_question else Belongs.OTHER
    return tuple(
        Foreign(document, number, _first_page(document, number), found)
        for found in checked.properties
        for document, number in found.places
        if belongs.get((document.id, number)) is wanted
    )


def _is_known(checked: Checked) -> bool:
    """Whether it is known which property is appraised: then the others are foreign."""
    return Belongs.OTHER in checked.belongs.values()


def _first_page(document: Document, number: int) -> int:
    read = reading_of(document)
    return 1 if read is None else read.readings[number].first_page


class ForeignPapers(QFrame):
    """A line a paper, with its buttons; nothing when all papers are of one property."""

    paper_asked = Signal(object)
    remove_asked = Signal(object)
    """Document to take out of the case."""

    correct_asked = Signal(object)
    """Foreign: its property is the one that the case is about."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foreign-papers")
        self._context = context
        self._shown: tuple[Foreign, ...] = ()
        self._said = ""
        self._lines: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        self._title, mark = QLabel(wordWrap=True), QLabel()
        self._title.setObjectName("foreign-title")
        theme.set_tone(self._title, "heading")
        theme.align_leading(self._title)
        mark.setPixmap(theme.pixmap("warn", "warning"))
        head = QHBoxLayout()
        head.addWidget(mark)
        head.addWidget(self._title, 1)
        self._column.addLayout(head)
        self.hide()

    @property
    def shown(self) -> tuple[Foreign, ...]:
        """The readings that are told of."""
        return self._shown

    def show_checked(self, checked: Checked) -> None:
        """Tell of the foreign papers of a case; the same ones again keep focus and buttons."""
        foreign = foreign_of(checked)
        subject = subject_words(checked.case, self._context.texts)
        if foreign == self._shown and subject == self._said:
            return
        self._shown, self._said = foreign, subject
        self._clear()
        self.setVisible(bool(foreign))
        if foreign:
            self._fill(foreign, checked)

    def _fill(self, foreign: Sequence[Foreign], checked: Checked) -> None:
        self._lines = QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        known = _is_known(checked)
        texts, count = self._context.texts, len(checked.properties)
        self._title.setText(texts("checks.foreign.title" if known else "checks.foreign.question"))
        if not known:
            column.addWidget(self._sentence(texts("checks.foreign.several", n=count)))
        for each in foreign[:MOST_SHOWN]:
            column.addLayout(self._line(each, known=known))
        if len(foreign) > MOST_SHOWN:
            more = self._context.texts("checks.foreign.more", n=len(foreign) - MOST_SHOWN)
            label = QLabel(more, wordWrap=True)
            theme.set_tone(label, "muted")
            column.addWidget(label)
        self._column.addWidget(self._lines)

    def _line(self, each: Foreign, *, known: bool) -> QBoxLayout:
        """A sentence with its buttons under it; a mere name has them beside it."""
        texts, name = self._context.texts, paper_name(each.document)
        place = property_words(each.found, texts)
        key = "checks.foreign.other" if known else "checks.foreign.unknown"
        label = self._sentence(texts(key, file=name, property=place, subject=self._said))
        label.setObjectName(f"foreign:{each.document.id}:{each.number}")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        asked = PaperAsked(each.document.sha256, each.page)
        row.addWidget(self._button(each, "show", partial(self.paper_asked.emit, asked)))
        if not self._context.read_only:
            correct = partial(self.correct_asked.emit, each)
            words = "correct" if known else "choose"
            row.addWidget(self._button(each, "correct", correct, words))
            remove = partial(self.remove_asked.emit, each.document)
            row.addWidget(self._button(each, "remove", remove))
        if not known:
            row.insertWidget(0, label, 1)
            return row
        row.addStretch(1)
        line = QVBoxLayout()
        line.setSpacing(theme.SPACE // 2)
        line.addWidget(label)
        line.addLayout(row)
        return line

    def _sentence(self, words: str) -> QLabel:
        label = QLabel(directed(words, self._context.texts), wordWrap=True)
        theme.align_leading(label)
        return label

    def _button(self, each: Foreign, name: str, do: "partial[None]", key: str = "") -> QPushButton:
        texts = self._context.texts
        made = QPushButton(texts(f"checks.foreign.{key or name}"))
        made.setObjectName(f"action:foreign-{name}:{each.document.id}:{each.number}")
        words = texts(f"checks.foreign.{key or name}_name", file=paper_name(each.document))
        made.setAccessibleName(words)
        made.setToolTip(words)
        theme.set_kind(made, "danger" if name == "remove" else "plain")
        made.clicked.connect(lambda _checked=False: do())
        return made

    def _clear(self) -> None:
        if self._lines is not None:
            self._lines.hide()
            self._lines.deleteLater()
            self._lines = None


def property_words(found: PaperProperty, texts: Texts) -> str:
    """A property by its numbers."""
    return _words(found.gush, found.helka, found.tat_helka, texts)


def subject_words(case: Case, texts: Texts) -> str:
    """The property that the case names."""
    gush, helka = case.text("parcel.gush"), case.text("parcel.helka")
    if not gush or not helka:
        return texts("checks.foreign.no_subject")
    return _words(gush, helka, case.text("parcel.tat_helka") or "", texts)


def _words(gush: str, helka: str, tat: str, texts: Texts) -> str:
    facts = {"gush": identifier(gush), "helka": identifier(helka)}
    if not tat:
        return texts("checks.foreign.property", **facts)
    return texts("checks.foreign.property_sub", **facts, tat=identifier(tat))
