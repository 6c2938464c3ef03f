"""The rules of the office: sets, search, severities, parameters, own rules, back to the shipped."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.domain.standards.office_rules import NOTHING, OfficeRules
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.card import doing
from shamay_desktop.ui.dialogs.holding import HoldingDialog
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.rules.rule_card import RuleCard
from shamay_desktop.ui.rules.rules_draft import RulesDraft
from shamay_desktop.ui.rules.rules_model import RulesModel
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.rules import office_rules, save_office_rules, shipped_sets
from shamay_desktop.usecases.services import Services

SIZE = (1160, 680)
CARD_WIDTH = 400
_WIDTHS = {1: 116, 2: 88, 3: 92}
_DIGITS = dict(zip("123", Severity, strict=True))

RulesRead = tuple[tuple[RuleSet, ...], OfficeRules, Refused | None]
"""The shipped sets, what the office changed of them, and why what it keeps does not fit."""


class RulesDialog(HoldingDialog):
    """Nothing is written before it is saved; what is wrong is named, and all stays as it was."""

    def __init__(self, context: OfficeContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("office-rules")
        self._context = context
        self._texts = context.texts
        self.setWindowTitle(self._texts("checks.rules.title"))
        self.resize(*SIZE)
        self._kept: object = None
        self.draft = RulesDraft((), NOTHING)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        self._body: QWidget | None = None
        self._wait = QLabel(self._texts("checks.rules.reading"))
        theme.set_tone(self._wait, "muted")
        self.column.addWidget(self._wait, 1)
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("rules-said")
        self.said.hide()
        self._run(read_rules, on_done=self._on_read)

    @property
    def is_changed(self) -> bool:
        """Whether something is not saved."""
        return self._body is not None and self.draft.raw != self._kept

    def save(self) -> None:
        """Write what was changed."""
        self._save.setEnabled(False)
        self._run(save_office_rules, self.draft.raw, on_done=self._on_saved)

    def holds_words(self) -> bool:
        """Whether something would be lost now."""
        return self.is_changed

    def warn(self) -> None:
        """Say that closing again loses it."""
        self._say(self._texts("checks.rules.unsaved"), "warning")

    # -- showing --------------------------------------------------------------------------

    def _on_read(self, found: RulesRead) -> None:
        sets, office, problem = found
        self.draft = RulesDraft(sets, office)
        self._kept = self.draft.raw if problem is None else problem  # saving puts an end to it
        self._wait.hide()
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = self._make_body()
        self.column.insertWidget(0, self._body, 1)
        self._select(0)
        self.search.setFocus()
        if problem is not None:
            self._say(error_words(self._texts, problem), "error")

    def _on_row_changed(self) -> None:
        self.card.show_rule(self.current)
        self._enable()

    @property
    def current(self) -> str | None:
        """The id of the rule that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else None

    def _select(self, row: int) -> None:
        if 0 <= row < len(self.model.ids):
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(row, 0)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.table.scrollTo(index)
        self._on_row_changed()

    def _select_id(self, rule_id: str) -> None:
        if rule_id not in self.model.ids:
            self.search.clear()
        if rule_id in self.model.ids:
            self._select(self.model.ids.index(rule_id))

    def _note_change(self) -> None:
        self._warned = False
        self.said.hide()
        self.model.refresh()
        self._enable()

    def _enable(self) -> None:
        rule_id = self.current
        own = rule_id is not None and self.draft.is_own(rule_id)
        changed = rule_id is not None and self.draft.is_changed(rule_id)
        self._reset.setEnabled(own or changed)
        self._reset.setText(self._texts("checks.rules.remove" if own else "checks.rules.reset"))
        self._reset_all.setEnabled(self.draft.raw is not None)
        self._save.setEnabled(self.is_changed)

    def _say(self, words: str, tone: theme.Tone) -> None:
        theme.set_tone(self.said, tone)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    # -- doing ----------------------------------------------------------------------------

    def _on_searched(self, words: str) -> None:
        current = self.current
        self.model.search(words)
        ids = self.model.ids
        self._select(ids.index(current) if current in ids else 0)
        self._none.setVisible(not ids)

    def _on_set_toggled(self, name: str, on: bool) -> None:
        self.draft.switch_set(name, on=on)
        self._note_change()

    def _set_severity(self, severity: Severity) -> None:
        if (rule_id := self.current) is not None:
            self.draft.set_severity(rule_id, severity)
            self.card.note_severity()
            self._note_change()

    def _on_new(self) -> None:
        rule_id = self.draft.add_own()
        self.search.clear()
        self.model.renew()
        self._select_id(rule_id)
        self._note_change()
        self.card.focus_first()

    def _on_reset(self) -> None:
        rule_id = self.current
        if rule_id is None or not self._reset.isEnabled():
            return
        row = self.table.currentIndex().row()
        self.draft.reset(rule_id)
        self.model.renew()
        if rule_id in self.model.ids:
            self.card.show_rule(rule_id, anew=True)
        else:
            self._select(min(row, len(self.model.ids) - 1))
        self._note_change()

    def _on_reset_all(self) -> None:
        self.draft.reset_all()
        for name, box in self._sets.items():
            box.setChecked(self.draft.on[name])
        self.model.renew()
        self.card.show_rule(self.current, anew=True)
        self._note_change()
        self._say(self._texts("checks.rules.all_reset"), "warning")

    def _on_saved(self, changes: Changes) -> None:
        self._kept = self.draft.raw
        self._enable()
        self._say(self._texts("checks.rules.saved"), "ok")
        self._context.hub.changed.emit(changes)

    def _on_failed(self, error: ShamayError) -> None:
        self._say(self._failed_words(error), "error")
        if self._body is not None:
            self._enable()
            self._select_id(str(error.facts.get("rule", "")))

    def _failed_words(self, error: ShamayError) -> str:
        """What a rule still lacks, in the words of this window; else what the error says."""
        problem, _, of = str(error.facts.get("problem", "")).partition(" ")
        key = f"checks.rules.problem.{problem}"
        if error.code != "rule_set_wrong" or not self._texts.has(key):
            return error_words(self._texts, error)
        name = f"checks.rules.parameter.{of}"
        return self._texts(key, of=self._texts(name) if self._texts.has(name) else of)

    def _run(
        self, do: Callable[..., object], *given: object, on_done: Callable[..., object]
    ) -> None:
        context = self._context
        context.tasks.run(
            do, context.services, context.actor, *given,
            owner=self, on_done=on_done, on_failed=self._on_failed,
        )  # fmt: skip

    # -- building -------------------------------------------------------------------------

    def _make_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(self._make_sets())
        self.model = RulesModel(self.draft, self._texts)
        self.card = RuleCard(self.draft, self._texts)
        self.search = QLineEdit()
        self.search.setObjectName("rules-search")
        words = self._texts("checks.rules.search")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.setClearButtonEnabled(True)
        self.table = self._make_table()
        self._none = QLabel(self._texts("checks.rules.none_found"))
        theme.set_tone(self._none, "muted")
        self._none.hide()
        side = QVBoxLayout()
        for widget, stretch in ((self.search, 0), (self._none, 0), (self.table, 1)):
            side.addWidget(widget, stretch)
        across = QHBoxLayout()
        across.setSpacing(2 * theme.SPACE)
        across.addLayout(side, 1)
        across.addWidget(self._make_card())
        column.addLayout(across, 1)
        column.addWidget(self.said)
        column.addLayout(self._make_foot())
        self._connect()
        return body

    def _make_sets(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        self._sets: dict[str, QCheckBox] = {}
        for each in self.draft.sets:
            key = f"checks.rules.set.{each.name}"
            name = self._texts(key) if self._texts.has(key) else each.name
            words = self._texts("checks.rules.set_words", name=name, n=len(each.rules),
                                version=each.version)  # fmt: skip
            box = QCheckBox(words)
            box.setObjectName(f"rules-set:{each.name}")
            box.setChecked(self.draft.on[each.name])
            box.toggled.connect(partial(self._on_set_toggled, each.name))
            self._sets[each.name] = box
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("rules-table")
        table.setAccessibleName(self._texts("checks.rules.title"))
        table.setModel(self.model)
        table.setProperty("framed", "true")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(3 * theme.SPACE + 4)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        return table

    def _make_card(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFixedWidth(CARD_WIDTH)
        return area

    def _make_foot(self) -> QHBoxLayout:
        self._save = self._button("save-rules", "save", self.save, "primary", "Ctrl+S")
        self._new = self._button("new-rule", "new", self._on_new, "plain", "Ctrl+N")
        self._reset = self._button("reset-rule", "reset", self._on_reset, "plain", "Del")
        self._reset_all = self._button("reset-all-rules", "reset_all", self._on_reset_all, "danger")
        close = self._button("close-rules", "close", self.close)
        row = QHBoxLayout()
        for each in (self._save, self._new, self._reset):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self._reset_all)
        row.addWidget(close)
        return row

    def _button(
        self, name: str, key: str, do: Callable[[], object], kind: theme.ButtonKind = "plain",
        keys: str = "",
    ) -> QPushButton:  # fmt: skip
        return doing(name, self._texts(f"checks.rules.{key}"), do, kind, keys)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_searched)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._on_row_changed())
        self.model.switched.connect(self._note_change)
        self.card.changed.connect(self._note_change)
        for keys, do in (
            ("Ctrl+S", self._save.click), ("Ctrl+N", self._on_new),
            ("Ctrl+F", self.search.setFocus),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self.table).activated.connect(do)
        for digit, severity in _DIGITS.items():
            self._in_table(digit, partial(self._set_severity, severity))
        self._in_table("Del", self._on_reset)

    def _in_table(self, keys: str, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(do)


def read_rules(services: Services, actor: Actor) -> RulesRead:
    """What the window shows; rules that do not fit this program change nothing."""
    try:
        return shipped_sets(services), office_rules(services, actor), None
    except Refused as problem:
        return shipped_sets(services), NOTHING, problem
