"""What the list may be narrowed by: appraiser, city, kind, purpose, state, days, value."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QGridLayout, QLabel, QLineEdit, QWidget

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Field, Kind, Unit
from shamay_desktop.domain.fields.typed_input import shown, typed
from shamay_desktop.domain.records import CaseFilter, Status, ValuationQuery
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.places import nearest_place
from shamay_desktop.ui.widgets.wording import problem_words

A_LINE = 5
"""How many editors stand beside each other."""

_DAY = Field("filter.day", "תאריך", "Day", kind=Kind.DATE)
_AMOUNT = Field("filter.amount", "סכום", "Amount", kind=Kind.DECIMAL, unit=Unit.SHEKEL)


class FilterPanel(QFrame):
    """Editors of a filter under the top bar; what is typed holds with Enter or on leaving."""

    changed = Signal(object)
    """ValuationQuery: the shown one, narrowed as the editors say."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter-panel")
        self.setAccessibleName(texts("cases.filter"))
        self._texts = texts
        self._query = ValuationQuery()
        self.appraiser = self._combo("appraiser")
        self.city = self._line("city")
        self._cities = QStringListModel(self)
        self.kind = self._choices("kind", "report.kind")
        self.purpose = self._choices("purpose", "report.purpose")
        self.status = self._combo("status")
        self.since, self.until = self._line("since"), self._line("until")
        self.value_from, self.value_to = self._line("value_from"), self._line("value_to")
        self._set_up_choices()
        self._lay_out()

    def show_choices(self, people: Mapping[str, str], cities: Sequence[str]) -> None:
        """Appraisers by id, and the cities that occur."""
        chosen = self.appraiser.currentData()
        _fill(self.appraiser, self._texts("cases.filter_any"), people)
        self.appraiser.setCurrentIndex(max(self.appraiser.findData(chosen), 0))
        self._cities.setStringList(list(cities))
        self.show_query(self._query)

    def show_query(self, query: ValuationQuery) -> None:
        """Show what narrows the list now; an editor in which one types is left alone."""
        self._query = query
        narrowed = query.narrowed
        own_states = query.statuses != nearest_place(query).statuses
        for combo, codes in (
            (self.appraiser, {narrowed.created_by_id} - {None}),
            (self.kind, narrowed.kinds),
            (self.purpose, narrowed.purposes),
            (self.status, {each.value for each in query.statuses} if own_states else set()),
        ):
            combo.setCurrentIndex(max(combo.findData(next(iter(codes))), 0) if codes else 0)
        for line, text in (
            (self.city, narrowed.city),
            (self.since, self._day_text(narrowed.since)),
            (self.until, self._day_text(narrowed.until)),
            (self.value_from, self._amount_text(narrowed.value_from)),
            (self.value_to, self._amount_text(narrowed.value_to)),
        ):
            if not line.hasFocus() or not line.isModified():
                line.setText(text)
                theme.set_problem(line, "")
                line.setToolTip("")

    def begin(self) -> None:
        """Put the focus into the first editor."""
        self.appraiser.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- slots ----------------------------------------------------------------------------

    def _on_edited(self) -> None:
        """Say what all editors say; with one that is refused nothing is said."""
        days = [self._read(line, _DAY) for line in (self.since, self.until)]
        amounts = [self._read(line, _AMOUNT) for line in (self.value_from, self.value_to)]
        if None in (*days, *amounts):
            return
        since, until = (date.fromisoformat(day) if day else None for day in days)
        low, high = (Decimal(amount) if amount else None for amount in amounts)
        narrowed = CaseFilter(
            created_by_id=self.appraiser.currentData(),
            city=" ".join(self.city.text().split()),
            purposes=_one(self.purpose),
            kinds=_one(self.kind),
            since=since,
            until=until,
            value_from=low,
            value_to=high,
        )
        self.changed.emit(_with(self._query, narrowed, self._states()))

    def _states(self) -> frozenset[Status]:
        code = self.status.currentData()
        if code is not None:
            return frozenset({Status(code)})
        return nearest_place(self._query).statuses

    def _read(self, line: QLineEdit, field: Field) -> str | None:
        """The canonical text, "" for none, None for one that is refused: it is marked."""
        try:
            content = typed(field, line.text())
        except Refused as problem:
            theme.set_problem(line, "error")
            line.setToolTip(problem_words(problem, self._texts))
            return None
        theme.set_problem(line, "")
        line.setToolTip("")
        line.setModified(False)
        return str(content or "")

    # -- building -------------------------------------------------------------------------

    def _set_up_choices(self) -> None:
        texts = self._texts
        _fill(self.appraiser, texts("cases.filter_any"), {})
        states = {each.value: texts(f"cases.status.{each.value}") for each in Status}
        states.pop(Status.ARCHIVED.value)  # a shelf of its own
        _fill(self.status, texts("cases.filter_any"), states)
        completer = QCompleter(self._cities, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._on_edited)
        self.city.setCompleter(completer)
        for line in (self.since, self.until):
            line.setPlaceholderText(texts("cases.filter_day"))

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"filter:{name}")
        combo.setAccessibleName(self._texts(f"cases.filter.{name}"))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        combo.activated.connect(self._on_edited)
        return combo

    def _choices(self, name: str, field_id: str) -> QComboBox:
        combo = self._combo(name)
        language = self._texts.language.value
        choices = {each.code: each.label(language) for each in BY_ID[field_id].choices}
        _fill(combo, self._texts("cases.filter_any"), choices)
        return combo

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"filter:{name}")
        line.setAccessibleName(self._texts(f"cases.filter.{name}"))
        line.setMinimumWidth(12 * theme.SPACE)
        line.editingFinished.connect(self._on_edited)
        return line

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        editors = (
            self.appraiser, self.city, self.kind, self.purpose, self.status,
            self.since, self.until, self.value_from, self.value_to,
        )  # fmt: skip
        for place, editor in enumerate(editors):
            row, column = divmod(place, A_LINE)
            label = QLabel(editor.accessibleName())
            theme.set_tone(label, "muted")
            label.setBuddy(editor)
            grid.addWidget(label, 2 * row, column)
            grid.addWidget(editor, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)

    def _day_text(self, day: date | None) -> str:
        language = self._texts.language.value
        return "" if day is None else shown(_DAY, day.isoformat(), language)

    def _amount_text(self, amount: Decimal | None) -> str:
        language = self._texts.language.value
        return "" if amount is None else shown(_AMOUNT, str(amount), language)


def _fill(combo: QComboBox, any_words: str, choices: Mapping[str, str]) -> None:
    combo.clear()
    combo.addItem(any_words, None)
    for code, words in choices.items():
        combo.addItem(words, code)


def _one(combo: QComboBox) -> frozenset[str]:
    code = combo.currentData()
    return frozenset() if code is None else frozenset({str(code)})


def _with(
    query: ValuationQuery, narrowed: CaseFilter, statuses: frozenset[Status]
) -> ValuationQuery:
    return ValuationQuery(
        words=query.words,
        statuses=statuses,
        shelf=query.shelf,
        narrowed=narrowed,
        sort=query.sort,
        descending=query.descending,
    )
