"""The adjustment grid as a whole: its bar, the table, and the current cell in words below."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS, INDEX, MODE, OVERALL
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.standards import Finding
from shamay_desktop.domain.valuation.adjusting import AdjustmentUnit
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.domain.valuation.grid import GridColumn
from shamay_desktop.domain.valuation.heads import Head
from shamay_desktop.i18n.isolates import isolate_signed
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.grid import changes as gestures
from shamay_desktop.ui.grid.bar import GridBar
from shamay_desktop.ui.grid.changes import COMPARABLES, CellContent
from shamay_desktop.ui.grid.copying import Copying
from shamay_desktop.ui.grid.details import CellDetails, CellTold
from shamay_desktop.ui.grid.facts import fact_key, imported_fact, source_words
from shamay_desktop.ui.grid.figures import figures_at
from shamay_desktop.ui.grid.model import GridModel
from shamay_desktop.ui.grid.offering import Offering
from shamay_desktop.ui.grid.rows import FACTS, FEW_FACTS, MORE_FACTS, Kind, Mark
from shamay_desktop.ui.grid.table import KEYS, GridTable
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.wording import finding_words

_FACTS_IN_TURN = (FACTS, (*FACTS, *MORE_FACTS), FEW_FACTS)


class GridView(QWidget):
    """It never changes the case: it emits changes and shows what comes back."""

    edited = Signal(object)
    focused = Signal(str)
    chains_asked = Signal(object)
    """The figures that the current cell opens into."""

    rows_asked = Signal()
    """There is nothing to adjust yet: the table of comparables is where they come from."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.model = GridModel(context.texts, read_only=context.read_only)
        self.bar = GridBar(context.texts)
        self.table = GridTable(self.model, context.texts)
        self.details = CellDetails(context.texts)
        self.offering = Offering(self, context)
        self.copying = Copying(self)
        self._case: Case | None = None
        self._asks_reason = False
        self._connect()
        self._lay_out()
        self.actions_of = ActionSet(self)
        self.actions_of.add(*self._actions())

    # -- showing ----------------------------------------------------------------------------

    def show_case(self, case: Case, subject: Mapping[str, str] | None) -> None:
        """Compute and show; the current cell stays the current one."""
        here = self._here
        self._case = case
        self.model.show_case(case, subject)
        if here is not None and self._here != here:
            self.table.make_current(self.model.index_of(*here))
        elif self.model.grid.columns and not self.table.cells.currentIndex().isValid():
            self.table.make_current(self.model.index_of(*self._first()))  # for what is below
        self.table.fit_rows()
        self.bar.show_grid(self.model.grid, self.model.indexes)
        self._stack.setCurrentIndex(0 if self.model.grid.columns else 1)
        self._show_cell()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Findings on adjustments stand at their cells."""
        found: dict[tuple[str, str], str] = {}
        for finding in findings:
            for path in finding.fields:
                key = self._cell_of(path, finding.rule)
                if key is not None:
                    found[key] = finding_words(finding, self.context.texts)
        self.model.show_found(found)
        self._show_cell()

    def focus_path(self, path: str) -> bool:
        """Go to the cell or the field of a path."""
        if path in (MODE, INDEX):
            self.bar.focus_field(path)
            return True
        key = self._cell_of(path, "")
        index = QModelIndex() if key is None else self.model.index_of(*key)
        if not index.isValid():
            index = self.model.index_of(*self._first())
        self.table.go_to(index)
        if key is not None and path.endswith("/reason"):
            self.details.ask_reason()
        return True

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        self.table.cells.commit_cell()
        self.details.commit()

    def _first(self) -> tuple[str, str]:
        columns = self.model.grid.columns
        return (columns[0].row.id if columns else ""), ""

    def _cell_of(self, path: str, rule: str) -> tuple[str, str] | None:
        """The cell that a path means: of an adjustment, or Σ|a| of a comparable."""
        parts = path.split("/")
        if self._case is None or len(parts) < 3:
            return None
        if parts[0] == ADJUSTMENTS:
            row = self._case.row(ADJUSTMENTS, parts[1])
            if row is None:
                return None
            comparable, head = text_in(row, "comparable"), text_in(row, "head")
            return comparable, "" if rule == "adjustments" else head
        if parts[0] == COMPARABLES and parts[2] in ("adjustment", "adjustment_reason"):
            return parts[1], "" if rule == "adjustments" else OVERALL
        return None

    # -- the current cell -------------------------------------------------------------------

    @property
    def _here(self) -> tuple[str, str] | None:
        """Comparable and head of the current cell; head "" on a row without one."""
        index = self.table.cells.currentIndex()
        column, head = self.model.column_at(index), self.model.head_at(index)
        return None if column is None else (column.row.id, "" if head is None else head.code)

    @property
    def current_path(self) -> str:
        """The path of the current cell in the case."""
        here = self._here
        if here is None:
            return ADJUSTMENTS
        fact = self.model.row_at(self.table.cells.currentIndex())
        if fact is not None and fact.kind is Kind.FACT:
            return f"{COMPARABLES}/{here[0]}/{fact.name}"
        row = self.model.adjustment_row(*here)
        return f"{COMPARABLES}/{here[0]}" if row is None else f"{ADJUSTMENTS}/{row.id}/amount"

    def _current(self) -> tuple[GridColumn, Head] | None:
        index = self.table.cells.currentIndex()
        column, head = self.model.column_at(index), self.model.head_at(index)
        return None if column is None or head is None else (column, head)

    def _show_cell(self) -> None:
        current = self._current()
        self.details.setVisible(bool(self.model.grid.columns))
        told = self._told_fact() if current is None else self._told(*current)
        self.details.show_cell(told)

    def _told_fact(self) -> CellTold:
        """A fact of a comparable: where it came from, and what was imported instead of it."""
        index = self.table.cells.currentIndex()
        column, row = self.model.column_at(index), self.model.row_at(index)
        if column is None or row is None or row.kind is not Kind.FACT:
            return CellTold()
        drafted = (column.row.id, fact_key(row.name)) in self.model.drafts
        told = self.model.facts.told(column.row, row.name)
        kept = imported_fact(column.row, row.name) is not None
        return CellTold(
            title=self._title_of(column, self.model.title_of(row)),
            is_fact=True,
            support=source_words(column.row, row.name, self.context.texts),
            offer="" if drafted else told,
            takes=kept and not self.context.read_only,
            problem=told if drafted else "",
        )

    def _title_of(self, column: GridColumn, name: str) -> str:
        return self.context.texts(
            "grid.cell_title",
            head=name,
            number=str(column.number),
            address=text_in(column.row, "address"),
        )

    def _told(self, column: GridColumn, head: Head) -> CellTold:
        texts, model, code = self.context.texts, self.model, head.code
        held = model.amount_of(column, code)
        row = model.adjustment_row(column.row.id, code)
        draft = model.drafts.get((column.row.id, code))
        mark = model.mark_of(column, code)
        found = model.found.get((column.row.id, code), "") if mark is Mark.FOUND else ""
        return CellTold(
            title=self._title_of(column, head.label(texts.language.value)),
            unit=None if held is None else held[1].value,
            reason=model.reason_of(column, code),
            support="" if row is None else isolate_signed(text_in(row, "support")),
            offer=self.offering.words(column, code),
            takes=model.proposal_of(column, code) is not None and not self.context.read_only,
            lacks_reason=mark is Mark.UNREASONED,
            problem=found if draft is None else model.told_of(column, code),
            reasons=self._reasons(code),
        )

    def _reasons(self, head: str) -> tuple[str, ...]:
        """Reasons that stand under a head already."""
        columns = self.model.grid.columns
        said = (self.model.reason_of(column, head) for column in columns)
        return tuple(dict.fromkeys(reason for reason in said if reason))

    # -- gestures ---------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Do what a key, a button or an action of the grid says."""
        if self.context.read_only and name not in _LOOKING:
            return
        self._gestures[name]()

    @property
    def _gestures(self) -> Mapping[str, Callable[[], object]]:
        return {
            "copy": self.copying.copy,
            "cut": self.copying.cut,
            "paste": self.copying.paste,
            "clear": self.copying.clear,
            "fill": self.copying.fill,
            "reason": self.details.ask_reason,
            "take": self.take,
            "take_all": self.take_all_times,
            "double": self.double,
            # Right to left, the next comparable stands on the left.
            "left": lambda: self.shift(1 if self._mirrored else -1),
            "right": lambda: self.shift(-1 if self._mirrored else 1),
            "swap": self.swap,
            "remove": self.remove,
            "include": self.turn_inclusion,
            "row": self.table.select_row,
            "column": self.table.select_column,
            "facts": self.turn_facts,
            "running": self.turn_running,
            "chain": self.open_chain,
            "head": self.offering.ask_head,
            "indexes": self.offering.ask_indexes,
        }

    @property
    def _mirrored(self) -> bool:
        return self.context.texts.language.right_to_left

    def take(self) -> None:
        """What the index or the data propose becomes the selected cells' amounts; a fact that
        was typed over becomes again what was imported."""
        session = self.context.session
        taken = [
            content
            for index in self.copying.chosen(Kind.HEAD)
            if (column := self.model.column_at(index)) is not None
            and (head := self.model.head_at(index)) is not None
            and (content := self.offering.taken(column, head.code)) is not None
        ]
        facts = [
            (column.row.id, row.name)
            for index in self.copying.chosen(Kind.FACT)
            if (column := self.model.column_at(index)) is not None
            and (row := self.model.row_at(index)) is not None
        ]
        for comparable, name in facts:
            self.model.drafts.pop((comparable, fact_key(name)), None)
        back = gestures.restoring(session.case, facts)
        self.emit_gesture((*gestures.filling(session, taken), *back))

    def take_all_times(self) -> None:
        """The index's proposal for every comparable that has none of its own yet."""
        columns = self.model.grid.columns
        open_ones = [each for each in columns if self.model.amount_of(each, "time") is None]
        taken = [self.offering.taken(column, "time") for column in open_ones]
        contents = [content for content in taken if content is not None]
        self.emit_gesture(gestures.filling(self.context.session, contents))

    def double(self) -> None:
        """The current comparable once more, with its adjustments."""
        here = self._here
        if here is not None:
            copy, made = gestures.doubled(self.context.session.case, here[0])
            self.emit_gesture(made)
            self.table.go_to(self.model.index_of(copy, here[1]))

    def shift(self, by: int) -> None:
        """The current comparable one place on or back."""
        here = self._here
        if here is not None:
            self.emit_gesture(gestures.moved(self.context.session.case, here[0], by))

    def swap(self) -> None:
        """Two comparables of which cells are selected, in each other's place."""
        ids = self._comparables()
        if len(ids) == 2:
            self.emit_gesture(gestures.swapped(self.context.session.case, *ids))

    def remove(self) -> None:
        """The comparables of which cells are selected, and their adjustments."""
        self.emit_gesture(gestures.removed(self.context.session.case, self._comparables()))

    def turn_inclusion(self) -> None:
        """The comparables of which cells are selected count, or count no more."""
        self._on_inclusion_asked(self._comparables())

    def turn_facts(self) -> None:
        """The usual facts, all of them, or the address alone: in turn."""
        here = self._here
        shown = [names for names in _FACTS_IN_TURN if names == self.model.facts_shown]
        place = _FACTS_IN_TURN.index(shown[0]) + 1 if shown else 0
        self.model.show_facts(_FACTS_IN_TURN[place % len(_FACTS_IN_TURN)])
        if here is not None:
            self.table.make_current(self.model.index_of(*here))

    def open_chain(self) -> None:
        """Open the current cell's price down to its sources."""
        roots = figures_at(self.model, self.table.cells.currentIndex())
        if roots:
            self.chains_asked.emit(roots)

    def turn_running(self) -> None:
        """With or without the running price under each amount."""
        self.table.show_running(not self.table.painter.with_running)

    def _comparables(self) -> list[str]:
        columns = (self.model.column_at(at) for at in self.table.selected())
        return list(dict.fromkeys(each.row.id for each in columns if each is not None))

    # -- what comes of them -----------------------------------------------------------------

    def _on_amount_typed(
        self, comparable: str, head: str, given: tuple[str, AdjustmentUnit] | None
    ) -> None:
        session = self.context.session
        amount = None if given is None else session.typed(given[0])
        unit = "percent" if given is None else given[1].value
        content = CellContent(comparable, head, amount, unit)
        self._asks_reason = amount is not None
        self.emit_gesture(gestures.filling(session, [content]))

    def _on_fact_typed(self, comparable: str, name: str, content: Scalar | None) -> None:
        self.emit_gesture(gestures.stating(self.context.session, [(comparable, name, content)]))

    def _on_amount_entered(self) -> None:
        """After Enter the reason is asked for where there is none, else the next cell comes."""
        asks, self._asks_reason = self._asks_reason, False
        current = self._current()
        if current is None:
            self._go_down()
            return
        column, head = current
        if asks and self.model.mark_of(column, head.code) is Mark.UNREASONED:
            self.details.ask_reason()
        elif (column.row.id, head.code) not in self.model.drafts:
            self._go_down()

    def _go_down(self) -> None:
        """To the next cell that is typed in: facts, then the heads under the price."""
        index = self.table.cells.currentIndex()
        kinds = [row.kind for row in self.model.rows]
        for below in range(index.row() + 1, len(kinds)):
            if kinds[below] in (Kind.HEAD, Kind.FACT):
                self.table.make_current(self.model.index(below, index.column()))
                return

    def _on_reason_typed(self, reason: str) -> None:
        here = self._here
        if here is not None and here[1]:
            self.emit_gesture(gestures.reasoning(self.context.session, here[0], here[1], reason))

    def _on_back_asked(self) -> None:
        self.table.cells.setFocus()
        self._go_down()

    def _on_unit_chosen(self, unit: str) -> None:
        current = self._current()
        held = None if current is None else self.model.amount_of(current[0], current[1].code)
        if current is None or held is None or current[1].code == OVERALL:
            self._show_cell()
            return
        row = self.model.adjustment_row(current[0].row.id, current[1].code)
        if row is not None:
            value = self.context.session.typed(unit)
            case = self.context.session.case
            self.emit_gesture(setting(case, f"{ADJUSTMENTS}/{row.id}/unit", value))

    def _on_inclusion_asked(self, comparables: Sequence[str]) -> None:
        self.emit_gesture(gestures.including(self.context.session, comparables))

    def _on_field_chosen(self, path: str, code: str) -> None:
        session = self.context.session
        value = session.typed(code) if code else None
        self.emit_gesture(setting(session.case, path, value))

    def _on_cell_entered(self) -> None:
        self._show_cell()
        self.focused.emit(self.current_path)

    def emit_gesture(self, made: tuple[Change, ...]) -> None:
        """Tell what a gesture changes."""
        if made:
            self.edited.emit(made)

    # -- parts ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.model.amount_typed.connect(self._on_amount_typed)
        self.model.fact_typed.connect(self._on_fact_typed)
        self.model.refused.connect(self._show_cell)
        self.model.inclusion_asked.connect(self._on_inclusion_asked)
        self.table.cells.wanted.connect(self.press)
        self.table.cells.cell_entered.connect(self._on_cell_entered)
        self.table.cells.amount_entered.connect(self._on_amount_entered)
        self.details.reason_typed.connect(self._on_reason_typed)
        self.details.unit_chosen.connect(self._on_unit_chosen)
        self.details.take_asked.connect(self.take)
        self.details.back_asked.connect(self._on_back_asked)
        self.bar.pressed.connect(self.press)
        self.bar.chosen.connect(self._on_field_chosen)

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.details)
        nothing = QLabel(self.context.texts("grid.nothing"))
        nothing.setObjectName("grid:nothing")
        nothing.setWordWrap(True)
        theme.set_tone(nothing, "muted")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(whole)
        self._stack.addWidget(nothing)

    def _actions(self) -> list[Action]:
        keys: dict[str, list[str]] = {}
        for key, name in KEYS.items():
            keys.setdefault(name, []).append(key)
        return [
            Action(
                f"grid_{name}",
                lambda name=name: self.press(name),  # type: ignore[misc]  # bound at once
                tuple(keys.get(name, ())),
                where="list",
                icon=icon,
                bound=False,
            )
            for name, icon in _NAMED
        ]


_LOOKING = frozenset({"chain", "copy", "row", "column", "facts", "running", "indexes"})
"""What may be done where the case is only looked at."""

_NAMED = (
    ("reason", "note"),
    ("take", "check"),
    ("take_all", "clock"),
    ("fill", "down"),
    ("double", "copy"),
    ("left", "previous"),
    ("right", "next"),
    ("swap", "compare"),
    ("include", "eye"),
    ("remove", "trash"),
    ("row", "list"),
    ("column", "columns"),
    ("facts", "list"),
    ("running", "chart"),
    ("chain", "computed"),
    ("head", "plus"),
    ("indexes", "clock"),
)
