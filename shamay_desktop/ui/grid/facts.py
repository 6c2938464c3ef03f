"""Facts of comparables in the grid: shown, typed over, told, and taken back as they came."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from shamay_desktop.domain.case import Origin, Row, Value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.market.overriding import imported_of, is_over, source_of_kept
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.grid.rows import MARK, Mark
from shamay_desktop.ui.models.list_model import NUMERIC, cell_text
from shamay_desktop.ui.widgets.wording import place_in_source, problem_words

Drafts = dict[tuple[str, str], tuple[str, Refused]]

COMPARABLES = "comparables"
_KEY = "fact:"
_INKS: Mapping[Mark, str] = {Mark.REFUSED: "error", Mark.OVERRIDDEN: "accent"}


def fact(name: str) -> Field:
    """The column of a comparable."""
    return BY_ID[COMPARABLES].column(name)


def fact_key(name: str) -> str:
    """A fact among the heads, where cells are told apart by one word."""
    return f"{_KEY}{name}"


class FactCells:
    """Facts by row and column; a typed text that cannot be read stands in the drafts."""

    def __init__(self, texts: Texts, drafts: Drafts) -> None:
        self._texts = texts
        self._drafts = drafts

    def text(self, row: Row, name: str) -> str:
        """A fact as it is shown and edited; one that cannot be read as it was typed."""
        draft = self._drafts.get((row.id, fact_key(name)))
        return cell_text(fact(name), row.content(name), self._texts) if draft is None else draft[0]

    def told(self, row: Row, name: str) -> str:
        """What is wrong with a fact, or what was imported instead of it."""
        draft = self._drafts.get((row.id, fact_key(name)))
        if draft is not None:
            return problem_words(draft[1], self._texts)
        return instead_words(row, name, self._texts)

    def cell(self, row: Row, name: str, role: int) -> object:
        """What a cell answers to a role."""
        text = self.text(row, name)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        answer: object = None
        mark = self.mark(row, name)
        if role == MARK:
            answer = mark
        elif role == Qt.ItemDataRole.ToolTipRole:
            answer = "\n".join(filter(None, (text, self.told(row, name)))) or None
        elif role == Qt.ItemDataRole.ForegroundRole and mark in _INKS:
            answer = theme.colour(_INKS[mark])
        elif role == Qt.ItemDataRole.FontRole and mark is Mark.OVERRIDDEN:
            answer = QFont()
            answer.setBold(True)
        return answer

    def mark(self, row: Row, name: str) -> Mark:
        """A fact that was typed over an imported one looks so; one that cannot be read too."""
        if (row.id, fact_key(name)) in self._drafts:
            return Mark.REFUSED
        return Mark.OVERRIDDEN if is_over(row.cells.get(name)) else Mark.PLAIN

    def take(self, row: Row, name: str, text: str) -> tuple[Scalar | None, ...]:
        """The content that a text means for a fact, () where it changes nothing.

        A text that cannot be read stays as a draft.
        """
        key = row.id, fact_key(name)
        if text == self.text(row, name):
            return ()
        self._drafts.pop(key, None)
        try:
            content = typed(fact(name), text)
        except Refused as problem:
            self._drafts[key] = (text, problem)
            return ()
        return () if content == row.content(name) else (content,)


def is_word(name: str) -> bool:
    """Whether a fact is read as words, from the edge at which reading begins."""
    return fact(name).kind not in NUMERIC and name != "floor"


def imported_fact(row: Row, name: str) -> Value | None:
    """The imported value that a typed one stands for; None where nothing was typed over."""
    return imported_of(fact(name), row.cells.get(name))


def instead_words(row: Row, name: str, texts: Texts) -> str:
    """What was imported where another fact was typed, and its source; "" for nothing."""
    value = row.cells.get(name)
    kept = imported_fact(row, name)
    if value is None or kept is None or value.provenance is None:
        return ""
    words = cell_text(fact(name), kept.content, texts)
    source = place_in_source(source_of_kept(value.provenance.note), texts)
    return texts("grid.fact.instead", words=words or "–", source=source or "–")


def source_words(row: Row, name: str, texts: Texts) -> str:
    """Where a fact came from: the file and its row, or that it was typed."""
    value = row.cells.get(name)
    source = None if value is None else value.provenance
    if source is None:
        return ""
    if source.origin is Origin.IMPORTED and source.note:
        return texts("grid.fact.source", source=place_in_source(source.note, texts))
    return texts(f"forms.source.{source.origin.value}")
