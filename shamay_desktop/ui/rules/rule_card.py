"""One rule at large: what it says, how grave it is, its parameters; of an own rule all of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards.catalogue import PREDICATES
from shamay_desktop.domain.standards.office_rules import COLUMNS
from shamay_desktop.domain.standards.predicate import ParameterKind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.entry_form import keep_latin
from shamay_desktop.ui.dialogs.named_choice import NamedChoice
from shamay_desktop.ui.models.findings_model import declared
from shamay_desktop.ui.rules.place_choice import choices_for, put_in, typed_in
from shamay_desktop.ui.rules.rules_draft import RulesDraft
from shamay_desktop.ui.widgets.wording import directed

LINES = 4


class RuleCard(QWidget):
    """Writes into the draft as one types; `changed` tells the list."""

    changed = Signal()

    rebuilt = Signal()
    """Another check: the parameters are others."""

    def __init__(self, draft: RulesDraft, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("rule-card")
        self._draft = draft
        self._texts = texts
        self.rule_id: str | None = None
        self._form: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.severity = QComboBox()

    def show_rule(self, rule_id: str | None, *, anew: bool = False) -> None:
        """Show a rule; the same one again is left as it stands, unless it changed elsewhere."""
        if rule_id == self.rule_id and not anew:
            return
        self.rule_id = rule_id
        if self._form is not None:
            self._form.hide()
            self._form.setParent(None)
            self._form.deleteLater()
            self._form = None
        if rule_id is not None:
            self._form = self._make(rule_id)
            self._column.insertWidget(0, self._form)

    def note_severity(self) -> None:
        """The severity was given by key in the list."""
        if self.rule_id is not None:
            index = self.severity.findData(self._draft.severity(self.rule_id).value)
            self.severity.setCurrentIndex(index)

    def focus_first(self) -> None:
        """Go to the first line that a new rule needs."""
        first = self.findChild(QLineEdit, "field:rule-text-he")
        (first or self.severity).setFocus()

    # -- building -------------------------------------------------------------------------

    def _make(self, rule_id: str) -> QWidget:
        made, draft, texts = QWidget(), self._draft, self._texts
        rows = QFormLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(2 * theme.SPACE)
        rows.setVerticalSpacing(theme.SPACE)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if draft.is_own(rule_id):
            self._add_sentences(rows, rule_id)
        else:
            for part, tone in (("text", "heading"), ("why", "muted")):
                label = QLabel(draft.sentence(rule_id, texts, part), wordWrap=True)
                theme.set_tone(label, tone)  # type: ignore[arg-type]  # one of the tones above
                theme.align_leading(label)
                rows.addRow(label)
        self._add_severity(rows, rule_id)
        if draft.is_own(rule_id):
            keep = partial(draft.set_own, rule_id, "clause")
            self._add_line(rows, "clause", draft.clause(rule_id), keep)
            self._add_check(rows, rule_id)
        for name, kind in draft.kinds(rule_id).items():
            self._add_parameter(rows, rule_id, name, kind)
        return made

    def _add_sentences(self, rows: QFormLayout, rule_id: str) -> None:
        for part in ("text", "why"):
            for language in ("he", "en"):
                said = self._draft.own_sentence(rule_id, part, language)
                keep = partial(self._draft.set_own_sentence, rule_id, part, language)
                self._add_line(rows, f"{part}-{language}", said, keep)

    def _add_severity(self, rows: QFormLayout, rule_id: str) -> None:
        self.severity = QComboBox()
        self.severity.setObjectName("field:rule-severity")
        words = self._texts("checks.rules.severity")
        self.severity.setAccessibleName(words)
        for severity in Severity:
            name = self._texts(f"validation.severity.{severity.value}")
            self.severity.addItem(name, severity.value)
        self.severity.setCurrentIndex(self.severity.findData(self._draft.severity(rule_id).value))
        self.severity.activated.connect(self._on_severity_activated)
        rows.addRow(words, self.severity)

    def _add_check(self, rows: QFormLayout, rule_id: str) -> None:
        box = QComboBox()
        box.setObjectName("field:rule-check")
        words = self._texts("checks.rules.check")
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for name, example in self._checks():
            words_of = f"{example} ({name})" if example else name
            box.addItem(directed(words_of, self._texts), name)
        box.setCurrentIndex(box.findData(self._draft.check(rule_id)))
        box.activated.connect(lambda at: self._on_check_activated(rule_id, str(box.itemData(at))))
        rows.addRow(words, box)

    def _checks(self) -> list[tuple[str, str]]:
        """What an own rule may check, by name, with what a shipped rule says by it."""
        examples: dict[str, str] = {}
        for each in self._draft.sets:
            for rule in each.rules:
                said = self._draft.sentence(rule.id, self._texts)
                examples.setdefault(rule.check, said)
        named = [name for name, predicate in PREDICATES.items() if predicate.parameters]
        return [(name, examples.get(name, "")) for name in sorted(named)]

    def _add_parameter(
        self, rows: QFormLayout, rule_id: str, name: str, kind: ParameterKind
    ) -> None:
        standing = self._draft.parameter(rule_id, name)
        editor = self._lines(standing) if kind is ParameterKind.TEXTS else self._line(standing)
        editor.setObjectName(f"field:rule-{name}")
        words = self._parameter_words(name)
        editor.setAccessibleName(words)
        row = self._with_choice(rule_id, name, editor, words)
        rows.addRow(words, row)
        label = rows.labelForField(row)
        if isinstance(label, QLabel):
            label.setBuddy(editor)
        say = self._add_places(rows, standing)

        def keep() -> None:
            said = typed_in(editor)
            self._draft.set_parameter(rule_id, name, said)
            self.changed.emit()
            say(said)

        editor.textChanged.connect(keep)

    def _line(self, standing: str) -> QLineEdit:
        editor = QLineEdit(standing)
        keep_latin(editor, self._texts)
        return editor

    def _lines(self, standing: str) -> QPlainTextEdit:
        editor = QPlainTextEdit(standing)
        editor.setToolTip(self._texts("checks.rules.a_line_each"))
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(LINES * editor.fontMetrics().lineSpacing() + 2 * theme.SPACE)
        return editor

    def _with_choice(
        self, rule_id: str, name: str, editor: QLineEdit | QPlainTextEdit, words: str
    ) -> QWidget:
        """The editor, and beside it the way to choose by name what it names by id."""
        in_list = self._draft.parameter(rule_id, "list")
        if name not in COLUMNS and not choices_for(name, in_list, self._texts):
            return editor
        whole = QWidget()
        # A form gives a row no more than this when a sentence under it needs two lines.
        whole.setMinimumHeight(editor.minimumHeight())
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE // 2)
        row.addWidget(editor, 1)
        choose = QToolButton()
        choose.setObjectName(f"action:choose-{name}")
        choose.setIcon(theme.icon("search"))
        choose.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choose.setToolTip(self._texts("checks.rules.choose"))
        choose.setAccessibleName(f"{words}: {self._texts('checks.rules.choose')}")
        choose.clicked.connect(lambda: self._choose(rule_id, name, editor))
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _choose(self, rule_id: str, name: str, editor: QLineEdit | QPlainTextEdit) -> None:
        texts = self._texts
        choices = choices_for(name, self._draft.parameter(rule_id, "list"), texts)
        choice = NamedChoice(
            texts, choices, lambda path: put_in(editor, path), self.window(),
            title=texts("checks.rules.choose"), hint=texts("checks.rules.choose_hint"),
        )  # fmt: skip
        choice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choice.open()

    def _add_line(
        self, rows: QFormLayout, name: str, standing: str, keep: Callable[[str], None]
    ) -> None:
        editor = QLineEdit(standing)
        editor.setObjectName(f"field:rule-{name}")
        words = self._label(name)
        editor.setAccessibleName(words)
        if name == "clause":
            keep_latin(editor, self._texts)
        editor.textEdited.connect(lambda typed: self._keep(keep, typed))
        rows.addRow(words, editor)

    def _add_places(self, rows: QFormLayout, standing: str) -> Callable[[str], None]:
        """Under a parameter the fields that it names, as forms call them; what tells it anew."""
        label = QLabel(wordWrap=True)
        label.setObjectName("rule-places")
        theme.set_tone(label, "muted")
        theme.align_leading(label)
        rows.addRow("", label)

        def say(typed: str) -> None:
            said = self._places(typed)
            label.setText(directed(said, self._texts))
            label.setVisible(bool(said))

        say(standing)
        return say

    def _places(self, typed: str) -> str:
        """The labels of the fields, and of the columns of the rule's list, that are named."""
        if self.rule_id is None:
            return ""
        in_list = self._draft.parameter(self.rule_id, "list")
        paths = [line.strip() for line in typed.splitlines() if line.strip()]
        found = (declared(path) or declared(f"{in_list}/row/{path}") for path in paths)
        language = self._texts.language.value
        return " · ".join(field.label(language) for field in found if field is not None)

    def _label(self, name: str) -> str:
        return self._texts(f"checks.rules.{name.replace('-', '_')}")

    def _parameter_words(self, name: str) -> str:
        key = f"checks.rules.parameter.{name}"
        return self._texts(key) if self._texts.has(key) else name

    # -- what is typed --------------------------------------------------------------------

    def _keep(self, keep: Callable[[str], None], typed: str) -> None:
        keep(typed)
        self.changed.emit()

    def _on_severity_activated(self, at: int) -> None:
        if self.rule_id is not None:
            severity = Severity(str(self.severity.itemData(at)))
            self._draft.set_severity(self.rule_id, severity)
            self.changed.emit()

    def _on_check_activated(self, rule_id: str, check: str) -> None:
        self._draft.set_own(rule_id, "check", check)
        self.show_rule(rule_id, anew=True)
        self.changed.emit()
        self.rebuilt.emit()
