"""The office's tables and rounding beside a case: what it stands on, and what is newer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Origin, Provenance, Row, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.domain.valuation.coefficients import (
    day_of,
    label_of,
    offered,
    proposal,
    putting,
    standing_table,
    table_on,
    tables_of,
    tables_on,
)
from shamay_desktop.domain.valuation.equivalent_area import DEFAULT_COEFFICIENTS, CoefficientTable
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.rounding import RoundingRules, rounding_of
from shamay_desktop.i18n import formats
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.practice.versions_list import version_words
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.office.practice import practice_of
from shamay_desktop.usecases.services import Services

AREAS, STEP = "valuation.areas", "valuation.rounding_step"
MOST_TABLES = 4


@dataclass(frozen=True, slots=True)
class OfficeWays:
    """What of the practice a case is computed by; `tables` None where they cannot be read."""

    tables: tuple[CoefficientTable, ...] | None
    rounding: RoundingRules


def ways_of(services: Services, actor: Actor) -> OfficeWays:
    """The office's tables and rules of rounding. Raises WorldFailed."""
    practice = practice_of(services, actor)
    return OfficeWays(_tables(practice), _rounding(practice))


def _tables(practice: Mapping[str, Json]) -> tuple[CoefficientTable, ...] | None:
    try:
        return tables_of(practice)
    except Refused:  # written by another version of the program
        return None


def _rounding(practice: Mapping[str, Json]) -> RoundingRules:
    try:
        return rounding_of(practice)
    except Refused:
        return RoundingRules()


class CasePractice(QObject):
    """Read off the UI thread; a category that was chosen before waits for the tables."""

    changed = Signal()
    """The office's tables or rules are known, or are others."""

    edited = Signal(object)
    """tuple[Change, ...]: what was proposed once the tables were known."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.ways: OfficeWays | None = None
        self._waiting: dict[str, str] = {}

    def read(self) -> None:
        """Read what the office keeps now."""
        context = self.context
        context.tasks.run(
            ways_of, context.services, context.actor,
            owner=self, on_done=self._on_read, on_failed=self._on_failed,
        )  # fmt: skip

    def proposing(self, row_id: str, category: str) -> tuple[Change, ...]:
        """The coefficient of a category by the case's table, else by the office's of its date.

        What another category proposed goes; a typed coefficient stays. The table is kept in the
        case with its first proposal.
        """
        case = self.context.session.case
        path = f"{AREAS}/{row_id}/coefficient"
        standing = case.value(path)
        if standing is not None and standing.content is not None and not _proposed(standing):
            return ()
        table = standing_table(case)
        if table is not None:
            return self._proposed(case, path, table, category)
        if self.ways is None:
            self._waiting[row_id] = category
            return setting(case, path, None) if standing is not None else ()
        table = None if self.ways.tables is None else table_on(self.ways.tables, self.day)
        if table is None:
            return setting(case, path, None) if standing is not None else ()
        kept: tuple[Change, ...] = ()
        if label_of(table) != label_of(DEFAULT_COEFFICIENTS) and not self._proposed_elsewhere(
            row_id
        ):
            put = putting(case, table, by=self.context.actor.email, at=self._now())
            kept = tuple(change for change in put if change.path != path)
        return kept + self._proposed(case, path, table, category)

    def _proposed_elsewhere(self, row_id: str) -> bool:
        """Whether a table that is not known any more proposed for another row: that one stays."""
        rows = self.context.session.case.rows(AREAS)
        cells = (row.cells.get("coefficient") for row in rows if row.id != row_id)
        return any(cell is not None and _proposed(cell) for cell in cells)

    def taking(self, table: CoefficientTable) -> tuple[Change, ...]:
        """Go over to another table: what the earlier one proposed is proposed anew."""
        case = self.context.session.case
        return putting(case, table, by=self.context.actor.email, at=self._now())

    @property
    def day(self) -> date:
        """The day whose table is asked for."""
        return day_of(self.context.session.case, self.context.services.clock.today())

    def _proposed(
        self, case: Case, path: str, table: CoefficientTable, category: str
    ) -> tuple[Change, ...]:
        coefficient = proposal(table, category)
        value = None if coefficient is None else Value.of(plain(coefficient), self._source(table))
        if value is None and case.value(path) is None:
            return ()
        return setting(case, path, value)

    def _source(self, table: CoefficientTable) -> Provenance:
        by = self.context.actor.email
        return Provenance(Origin.DEFAULT, by=by, at=self._now(), note=label_of(table))

    def _now(self) -> str:
        return self.context.services.clock.now().isoformat(timespec="milliseconds")

    def _on_read(self, ways: OfficeWays) -> None:
        self.ways = ways
        waiting, self._waiting = self._waiting, {}
        case = self.context.session.case
        rows: dict[str, Row] = {row.id: row for row in case.rows(AREAS)}
        for row_id, category in waiting.items():
            row = rows.get(row_id)
            if row is not None and text_in(row, "category") == category:
                changes = self.proposing(row_id, category)
                if changes:
                    self.edited.emit(changes)
        self.changed.emit()

    def _on_failed(self, _error: ShamayError) -> None:
        self._on_read(OfficeWays(None, RoundingRules()))


def _proposed(value: Value) -> bool:
    return value.provenance is not None and value.provenance.origin is Origin.DEFAULT


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the line, their tone, and ways out: title, name and what it does."""

    words: str
    tone: theme.Tone
    ways: Sequence[tuple[str, str, Callable[[], tuple[Change, ...]]]] = ()


class PracticeLine(QWidget):
    """Which table the case stands on, and a newer one; the step for a value of this size."""

    edited = Signal(object)

    def __init__(self, practice: CasePractice) -> None:
        super().__init__()
        self.setObjectName("case-practice")
        self._practice = practice
        self._texts = practice.context.texts
        self._case: Case | None = None
        self._told: object = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        practice.changed.connect(self._show)

    def show_case(self, case: Case) -> None:
        """Show what the case stands on."""
        self._case = case
        self._show()

    def _show(self) -> None:
        """What says the same is left as it stands: the keyboard may be on it."""
        case, ways = self._case, self._practice.ways
        lines: list[Said] = []
        if case is not None and ways is not None:
            lines = [*self._table_lines(case, ways), *self._step_lines(case, ways.rounding)]
        told = [(each.words, each.tone, [(way[0], way[1]) for way in each.ways]) for each in lines]
        if told == self._told:
            return
        self._told = told
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for each in lines:
            self._add(each)
        self.setVisible(bool(lines))

    def _table_lines(self, case: Case, ways: OfficeWays) -> Iterator[Said]:
        texts, standing = self._texts, standing_table(case)
        if ways.tables is None:
            yield Said(texts("practice.case_unreadable"), "warning")
            return
        today = self._practice.context.services.clock.today()
        held = tables_on(ways.tables, day_of(case, today))
        if standing is None:
            if not held and case.rows(AREAS):
                yield Said(texts("practice.case_none_held"), "warning")
            return
        newer = offered(case, ways.tables, today)
        words = texts("practice.case_stands", table=version_words(standing, texts))
        if newer is not None:
            words = texts("practice.case_newer", table=version_words(standing, texts),
                          newer=version_words(newer, texts))  # fmt: skip
        others = [each for each in held if label_of(each) != label_of(standing)]
        ways_out = [
            (texts("practice.case_take", table=version_words(each, texts)),
             f"take-table:{label_of(each)}", partial(self._practice.taking, each))
            for each in others[:MOST_TABLES]
        ]  # fmt: skip
        yield Said(words, "muted" if newer is None else "warning", ways_out)

    def _step_lines(self, case: Case, rules: RoundingRules) -> Iterator[Said]:
        if not rules.sizes:
            return
        result = value_of(case)
        step = None if result is None else rules.value_step(result.unrounded)
        now = case.number(STEP)
        if step is None or step == now:
            return
        texts, language = self._texts, self._texts.language
        shown = formats.money(plain(step), language)
        words = texts("practice.case_rounding_none", step=shown)
        if now is not None:
            standing = formats.money(plain(now), language)
            words = texts("practice.case_rounding", step=shown, now=standing)
        take = texts("practice.case_take_step", step=shown)
        way = (take, "take-step", partial(self._stepping, plain(step)))
        yield Said(words, "muted", [way])

    def _stepping(self, step: str) -> tuple[Change, ...]:
        by = self._practice.context.actor.email
        value = Value.of(step, Provenance(Origin.DEFAULT, by=by))
        return setting(self._practice.context.session.case, STEP, value)

    def _add(self, said: Said) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(directed(said.words, self._texts), wordWrap=True)
        label.setObjectName("case-practice-words")
        theme.set_tone(label, said.tone)
        theme.align_leading(label)
        row.addWidget(label, 1)
        for title, name, make in said.ways:
            taken = QPushButton(directed(title, self._texts))
            taken.setObjectName(f"action:{name}")
            taken.setVisible(not self._practice.context.read_only)
            taken.clicked.connect(lambda _checked=False, make=make: self.edited.emit(make()))
            row.addWidget(taken)
        self._lines.addWidget(line)
