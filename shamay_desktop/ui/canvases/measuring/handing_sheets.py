"""Which sheets a hand-over counts, each with its areas; and in words what it does not count."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.definition import label_of
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.totals import Total
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.measure_words import MeasureWords
from shamay_desktop.ui.errors import error_words
from shamay_desktop.usecases.measuring.counting import SheetCount

MOST_TOLD = 6
"""Shapes that are not counted, by name; the rest by their number."""

MOST_DOUBTED = 3
"""Shapes that are counted and must be looked at, by name; the rest by their number."""


class HandingSheets(QWidget):
    """A tick for each sheet, where there is a choice; warnings of what is left out or doubtful."""

    asked = Signal(object)
    """frozenset of the ids of the ticked sheets."""

    def __init__(self, words: MeasureWords, name_of: Callable[[Sheet], str]) -> None:
        super().__init__()
        self.setObjectName("handing-sheets")
        self._words = words
        self._name_of = name_of
        self.boxes: dict[str, QCheckBox] = {}
        self.head = QLabel(words.texts("plan.hand_sheets"), wordWrap=True)
        theme.align_leading(self.head)
        self.left_out = QLabel(wordWrap=True)
        self.left_out.setObjectName("handing-left-out")
        theme.set_tone(self.left_out, "warning")
        theme.align_leading(self.left_out)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE // 2)
        self._column.addWidget(self.head)
        self._column.addWidget(self.left_out)

    def show_counts(self, counts: Sequence[SheetCount]) -> None:
        """Show them; ticks that stand are not made anew, so that the focus stays."""
        texts = self._words.texts
        many = len(counts) > 1 or bool(self.boxes) or any(_is_left_to_tick(one) for one in counts)
        self.head.setVisible(many)
        for gone in self.boxes.keys() - {each.sheet.id for each in counts}:
            self.boxes.pop(gone).deleteLater()
        for each in counts if many else ():
            if each.sheet.id not in self.boxes:
                self.boxes[each.sheet.id] = self._box(each)
            self._show_box(self.boxes[each.sheet.id], each)
        said = [*_left_out_words(counts, texts, self._named), *_doubted_words(counts, texts)]
        self.left_out.setText("\n".join(said))
        self.left_out.setVisible(bool(said))
        self.setVisible(many or bool(said))

    def shown(self) -> tuple[object, ...]:
        """What a person sees: the sheets with their areas and ticks, and the warnings."""
        boxes = [(name, box.text(), box.isChecked()) for name, box in self.boxes.items()]
        return boxes, self.left_out.text()

    def _show_box(self, box: QCheckBox, each: SheetCount) -> None:
        """Its tick is the person's."""
        box.setText(self._sheet_words(each))
        box.setEnabled(each.problem is None)

    def _box(self, each: SheetCount) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(f"handing-sheet-{each.sheet.id}")
        box.setChecked(each.is_counted)
        box.toggled.connect(self._on_toggled)
        self._column.insertWidget(self._column.count() - 1, box)
        return box

    def _sheet_words(self, each: SheetCount) -> str:
        sums = ", ".join(self._sum_words(total) for total in each.totals)
        name = self._named(each.sheet)
        if not sums:
            return name
        return self._words.texts("plan.hand_sheet", name=name, areas=sums)

    def _named(self, sheet: Sheet) -> str:
        return self._words.texts(
            "plan.sheet_name", title=isolate(self._name_of(sheet)), page=sheet.page
        )

    def _sum_words(self, total: Total) -> str:
        texts = self._words.texts
        name = label_of(AREA_CATEGORIES, total.category, texts.language)
        if total.floor:
            # In brackets: a floor's number beside the area's would be read as one number.
            name = texts("plan.hand_floor", name=name, floor=total.floor)
        return f"{name} {self._words.area(total.measured, with_error=False)}"

    def _on_toggled(self) -> None:
        self.asked.emit(frozenset(name for name, box in self.boxes.items() if box.isChecked()))


def _is_left_to_tick(each: SheetCount) -> bool:
    return each.problem is None and not each.is_counted


def _left_out_words(
    counts: Sequence[SheetCount], texts: Texts, named: Callable[[Sheet], str]
) -> Iterator[str]:
    for each in counts:
        if each.problem is not None:
            why = error_words(texts, each.problem)
            yield texts("plan.hand_left_out", name=named(each.sheet), why=why)
        elif _is_left_to_tick(each):
            yield texts("plan.hand_not_counted", name=named(each.sheet))
    shapes = [pair for each in counts if each.is_counted for pair in each.left_out]
    for shape, problem in shapes[:MOST_TOLD]:
        why = error_words(texts, problem)
        yield texts("plan.hand_left_out", name=isolate(shape.name or shape.id), why=why)
    if len(shapes) > MOST_TOLD:
        yield texts("plan.hand_left_out_more", n=len(shapes) - MOST_TOLD)


def _doubted_words(counts: Sequence[SheetCount], texts: Texts) -> Iterator[str]:
    found = [doubt for each in counts if each.is_counted for doubt in each.doubted]
    for doubt in found[:MOST_DOUBTED]:
        yield texts("plan.hand_doubted", why=error_words(texts, doubt))
    if len(found) > MOST_DOUBTED:
        yield texts("plan.hand_doubted_more", n=len(found) - MOST_DOUBTED)
