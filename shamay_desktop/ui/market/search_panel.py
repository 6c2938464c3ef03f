"""The editors of a search: names, blocks, place, bounds, days, imports; all at once on screen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.query import Around, MarketQuery
from shamay_desktop.domain.market.relative import months_before
from shamay_desktop.domain.market.rows import RowKind, RowStanding
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.market.chips import SPANS
from shamay_desktop.ui.market.typed_bounds import (
    Blocks,
    blocks_of,
    blocks_text,
    day_of,
    day_text,
    number_of,
    number_text,
    point_of,
    show_problem,
    whole_of,
)
from shamay_desktop.usecases.market.looking import MarketChoices

A_LINE = 6
"""How many editors stand beside each other."""

NAMES = ("city", "street", "neighborhood", "helka")
EVIDENCE = ("deal", "asking_price", "valuation")
_WHOLE_SPANS = ("floor", "year")
_T = TypeVar("_T")


class _RefusedTyping(Exception):
    """An editor holds what cannot be read: it is marked, and nothing is asked."""


class SearchPanel(QFrame):
    """What is typed holds with Enter or on leaving; with one refused editor nothing is said."""

    changed = Signal(object)
    """MarketQuery: the shown one, narrowed as the editors say."""

    def __init__(
        self, texts: Texts, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("market-search")
        self.setAccessibleName(texts("market.filter"))
        self._texts = texts
        self._today = today
        self._query = MarketQuery()
        self.kind = self._combo("kind")
        self.lines = {name: self._line(name) for name in (*NAMES, "gush", "point", "radius")}
        self.days = {name: self._line(name) for name in ("since", "until", "months")}
        self.spans = {name: (self._line(name, "from"), self._line(name, "to")) for name in SPANS}
        self.source = self._combo("source")
        self.evidence = self._combo("evidence")
        self.asset_kind = self._combo("asset_kind")
        self.standing = self._combo("standing")
        self.twins = QCheckBox(texts("market.filter.twins"))
        self.twins.setObjectName("market:twins")
        self.twins.clicked.connect(self._on_edited)
        self._known = {name: QStringListModel(self) for name in ("city", "street")}
        self._set_up()
        self._lay_out()

    def show_choices(self, choices: MarketChoices) -> None:
        """Imports by name, towns, streets and kinds that occur."""
        names = {each.id: each.name for each in choices.sources.values()}
        _fill(self.source, self._texts("market.filter_any"), names)
        _fill(
            self.asset_kind,
            self._texts("market.filter_any"),
            {each: each for each in choices.asset_kinds},
        )
        self._known["city"].setStringList(list(choices.cities))
        self._known["street"].setStringList(list(choices.streets))
        self.show_query(self._query)

    def show_query(self, query: MarketQuery) -> None:
        """Show what narrows the rows now; an editor in which one types is left alone."""
        self._query = query
        for name in NAMES:
            self._show(self.lines[name], getattr(query, name))
        blocks = Blocks(query.gush, query.gush_from, query.gush_to)
        self._show(self.lines["gush"], blocks_text(blocks))
        around = query.around
        self._show(self.lines["point"], "" if around is None else f"{around.east}, {around.north}")
        self._show(self.lines["radius"], "" if around is None else number_text(around.radius))
        for name in ("since", "until"):
            self._show(self.days[name], day_text(getattr(query, name), self._texts))
        for name, (low, high) in self.spans.items():
            for line, bound in ((low, f"{name}_from"), (high, f"{name}_to")):
                number = getattr(query, bound)
                plain = "" if number is None else str(number)
                self._show(line, plain if name == "year" else number_text(number))
        self._show_combos(query)

    def begin(self) -> None:
        """Put the focus into the first editor."""
        self.kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- reading --------------------------------------------------------------------------

    def _on_edited(self) -> None:
        try:
            query = self._read()
        except _RefusedTyping:
            return
        if query != self._query:
            self._query = query
            self.changed.emit(query)

    def _read(self) -> MarketQuery:
        blocks = self._of(self.lines["gush"], blocks_of)
        read_so: dict[str, Any] = {
            name: " ".join(self.lines[name].text().split()) for name in NAMES
        }
        for name, (low, high) in self.spans.items():
            reader: Callable[[str], Any] = whole_of if name in _WHOLE_SPANS else number_of
            read_so[f"{name}_from"] = self._of(low, reader)
            read_so[f"{name}_to"] = self._of(high, reader)
        return replace(
            self._query,
            **read_so,
            kind=RowKind(self.kind.currentData()),
            gush=blocks.each,
            gush_from=blocks.low,
            gush_to=blocks.high,
            around=self._around(),
            since=self._since(),
            until=self._of(self.days["until"], day_of),
            sources=_one(self.source),
            evidence=_one(self.evidence),
            asset_kinds=_one(self.asset_kind),
            standing=RowStanding(self.standing.currentData()),
            with_twins=self.twins.isChecked(),
        )

    def _around(self) -> Around | None:
        """A circle needs both; with one of them alone the other is asked for."""
        point = self._of(self.lines["point"], point_of)
        radius = self._of(self.lines["radius"], whole_of)
        if point is None or radius is None:
            lacking = self.lines["point"] if point is None else self.lines["radius"]
            if point is not None or radius is not None:
                lacking.setPlaceholderText(self._texts("market.filter_needed"))
            return None
        if not 0 < radius <= 200_000:
            self._refuse(self.lines["radius"], Refused("market_radius", given=str(radius)))
        return Around(*point, radius)

    def _since(self) -> date | None:
        """Months back are counted from today, and become a day."""
        months = self._of(self.days["months"], whole_of)
        if not months or months < 0:
            return self._of(self.days["since"], day_of)
        self.days["months"].clear()
        since = months_before(self._today(), months)
        self.days["since"].setText(day_text(since, self._texts))
        return since

    def _of(self, line: QLineEdit, read: Callable[[str], _T]) -> _T:
        try:
            content = read(line.text())
        except Refused as problem:
            self._refuse(line, problem)
        show_problem(line, None, self._texts)
        line.setModified(False)
        return content

    def _refuse(self, line: QLineEdit, problem: Refused) -> None:
        show_problem(line, problem, self._texts)
        raise _RefusedTyping

    # -- building -------------------------------------------------------------------------

    def _show(self, line: QLineEdit, text: str) -> None:
        if not line.hasFocus() or not line.isModified():
            line.setText(text)
            line.setCursorPosition(0)
            show_problem(line, None, self._texts)

    def _show_combos(self, query: MarketQuery) -> None:
        for combo, code in (
            (self.kind, query.kind.value),
            (self.source, next(iter(query.sources), None)),
            (self.evidence, next(iter(query.evidence), None)),
            (self.asset_kind, next(iter(query.asset_kinds), None)),
            (self.standing, query.standing.value),
        ):
            combo.setCurrentIndex(max(combo.findData(code), 0))
        self.twins.setChecked(query.with_twins)

    def _set_up(self) -> None:
        texts = self._texts
        _fill(self.kind, None, {each.value: texts(f"market.kind.{each.value}") for each in RowKind})
        _fill(
            self.standing,
            None,
            {each.value: texts(f"market.standing.{each.value}") for each in RowStanding},
        )
        any_words = texts("market.filter_any")
        evidence = {each: texts(f"market.evidence.{each}") for each in EVIDENCE}
        _fill(self.evidence, any_words, evidence)
        _fill(self.source, any_words, {})
        _fill(self.asset_kind, any_words, {})
        for name, known in self._known.items():
            completer = QCompleter(known, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.activated.connect(self._on_edited)
            self.lines[name].setCompleter(completer)
        for name in ("since", "until"):
            self.days[name].setPlaceholderText(texts("market.filter_day"))
        self.lines["gush"].setPlaceholderText(texts("market.filter_blocks"))
        self.lines["point"].setPlaceholderText(texts("market.filter_point"))

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"market:{name}")
        combo.setAccessibleName(self._texts(f"market.filter.{name}"))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        combo.activated.connect(self._on_edited)
        return combo

    def _line(self, name: str, bound: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"market:{name}_{bound}" if bound else f"market:{name}")
        words = self._texts(f"market.filter.{name}")
        line.setAccessibleName(
            f"{words} {self._texts(f'market.filter_{bound}')}" if bound else words
        )
        line.setMinimumWidth(6 * theme.SPACE)
        line.editingFinished.connect(self._on_edited)
        return line

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, theme.SPACE)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 4)
        lines, spans, days = self.lines, self.spans, self.days
        editors: tuple[QWidget | tuple[str, QLineEdit, QLineEdit], ...] = (
            self.kind, lines["city"], lines["street"], lines["neighborhood"], lines["gush"],
            lines["helka"],
            ("area", *spans["area"]), ("rooms", *spans["rooms"]), ("floor", *spans["floor"]),
            ("year", *spans["year"]), ("price", *spans["price"]), ("per_sqm", *spans["per_sqm"]),
            days["months"], days["since"], days["until"], lines["point"], lines["radius"],
            self.asset_kind, self.source, self.evidence, self.standing, self.twins,
        )  # fmt: skip
        for place, editor in enumerate(editors):
            row, column = divmod(place, A_LINE)
            self._put(grid, 2 * row, column, editor)
            grid.setColumnStretch(column, 1)

    def _put(
        self,
        grid: QGridLayout,
        row: int,
        column: int,
        editor: QWidget | tuple[str, QLineEdit, QLineEdit],
    ) -> None:
        if isinstance(editor, QCheckBox):
            grid.addWidget(editor, row + 1, column)
            return
        if isinstance(editor, QWidget):
            grid.addWidget(self._label(editor.accessibleName(), editor), row, column)
            grid.addWidget(editor, row + 1, column)
            return
        name, low, high = editor
        pair = QHBoxLayout()
        pair.setSpacing(theme.SPACE // 2)
        for line, bound in ((low, "from"), (high, "to")):
            line.setPlaceholderText(self._texts(f"market.filter_{bound}"))
            pair.addWidget(line)
        grid.addWidget(self._label(self._texts(f"market.filter.{name}"), low), row, column)
        grid.addLayout(pair, row + 1, column)

    def _label(self, words: str, buddy: QWidget) -> QLabel:
        label = QLabel(words)
        theme.set_tone(label, "muted")
        label.setBuddy(buddy)
        return label


def _fill(combo: QComboBox, any_words: str | None, choices: Mapping[str, str]) -> None:
    chosen = combo.currentData()
    combo.clear()
    if any_words is not None:
        combo.addItem(any_words, None)
    for code, words in choices.items():
        combo.addItem(words, code)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))


def _one(combo: QComboBox) -> frozenset[str]:
    code = combo.currentData()
    return frozenset() if code is None else frozenset({str(code)})
