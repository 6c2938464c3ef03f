"""A live example of a coefficient table: a flat with a balcony, and what its value comes to."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.money import plain, product, round_to_step, total
from shamay_desktop.domain.valuation.equivalent_area import CoefficientTable, tier_parts
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.entry_form import keep_latin
from shamay_desktop.ui.widgets.wording import directed

PARTS = (("flat", "142"), ("balcony", "40"))
PRICE, STEP = Decimal(35_000), Decimal(100_000)


class ExampleArea(QWidget):
    """Two areas that may be typed over; the sum says what the table makes of them."""

    changed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._table: CoefficientTable | None = None
        self.editors: dict[str, QLineEdit] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        for category, area in PARTS:
            name = _name(category, texts)
            label = QLabel(name)
            editor = QLineEdit(area)
            editor.setObjectName(f"field:example-{category}")
            editor.setAccessibleName(texts("practice.example_area", category=name))
            editor.setFixedWidth(9 * theme.SPACE)
            keep_latin(editor, texts)
            editor.textEdited.connect(lambda _typed: self._say())
            label.setBuddy(editor)
            self.editors[category] = editor
            row.addWidget(label)
            row.addWidget(editor)
        row.addStretch(1)
        title = QLabel(texts("practice.example"))
        theme.set_tone(title, "heading")
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("practice-example")
        theme.align_leading(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addLayout(row)
        column.addWidget(self.words)

    def show_table(self, table: CoefficientTable | None) -> None:
        """Compute by this table; None while it has problems."""
        self._table = table
        self._say()

    def _say(self) -> None:
        texts, table = self._texts, self._table
        areas = {name: _area(editor.text()) for name, editor in self.editors.items()}
        if table is None or any(area is None for area in areas.values()):
            self.words.setText(texts("practice.example_waits"))
            theme.set_tone(self.words, "muted")
            return
        theme.set_tone(self.words, "ink")
        known = {name: area for name, area in areas.items() if area is not None}
        lines = [self._line(table, name, area) for name, area in known.items()]
        found = [table.equivalent(name, area) for name, area in known.items()]
        if None in found:
            lines.append(texts("practice.example_lacks"))
        else:
            lines.append(self._sum(total(each for each in found if each is not None)))
        self.words.setText("\n".join(directed(line, texts) for line in lines))

    def _line(self, table: CoefficientTable, category: str, area: Decimal) -> str:
        texts, name = self._texts, _name(category, self._texts)
        tiers = table.tiers.get(category)
        if not tiers:
            return texts("practice.example_none", category=name)
        parts = tier_parts(area, tiers, table.mode)
        sum_of = " + ".join(f"{_n(part)} × {_n(by)}" for part, by in parts)
        equivalent = total(product(part, by) for part, by in parts)
        how = isolate_left_to_right(f"{sum_of} = {_n(equivalent)}")
        return texts("practice.example_line", category=name, how=how)

    def _sum(self, area: Decimal) -> str:
        value = product(area, PRICE)
        language = self._texts.language
        return self._texts(
            "practice.example_sum",
            area=formats.quantity(plain(area), "sqm", language),
            price=formats.money(plain(PRICE), language),
            value=formats.money(plain(value), language),
            step=formats.number(plain(STEP)),
            rounded=formats.money(plain(round_to_step(value, STEP)), language),
        )


def _name(category: str, texts: Texts) -> str:
    choice = BY_ID["valuation.areas"].column("category").choice(category)
    return choice.label(texts.language.value)


def _n(number: Decimal) -> str:
    return formats.number(plain(number))


def _area(text: str) -> Decimal | None:
    try:
        read = typed(BY_ID["valuation.areas"].column("area"), text)
    except Refused:
        return None
    return None if read is None else Decimal(str(read))
