"""The office's rules of rounding: steps of comparables, adopted price and value, by its size."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.typed_input import grouped, typed
from shamay_desktop.domain.money import RoundingMode, plain, round_to_step
from shamay_desktop.domain.valuation.rounding import (
    PRACTICE,
    RoundingRules,
    SizeStep,
    rounding_json,
    rounding_of,
)
from shamay_desktop.i18n import formats
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.entry_form import EntryForm
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.practice.cell_table import CellTable
from shamay_desktop.ui.practice.section import Section, beside, scrolled, stacked
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.office.practice import practice_of, save_practice

STEPS = ("comparable", "adopted", "value")
VALUES = (Decimal(870_400), Decimal(2_345_600), Decimal(5_670_000), Decimal(18_249_000))
PRICE = Decimal(34_583)


@dataclass(frozen=True, slots=True)
class RoundingDraft:
    """The rules as typed; sizes as pairs of amount and step."""

    comparable: str = ""
    adopted: str = ""
    value: str = ""
    mode: str = RoundingMode.NEAREST.value
    sizes: tuple[tuple[str, str], ...] = ()


def rounding_draft(rules: RoundingRules) -> RoundingDraft:
    """Kept rules as texts."""
    return RoundingDraft(
        grouped(plain(rules.comparable)), grouped(plain(rules.adopted)),
        "" if rules.value is None else grouped(plain(rules.value)), rules.mode.value,
        tuple(("" if each.up_to is None else grouped(plain(each.up_to)), grouped(plain(each.step)))
              for each in rules.sizes),
    )  # fmt: skip


def read_rounding_draft(draft: RoundingDraft) -> tuple[RoundingRules | None, Mapping[str, str]]:
    """The rules that were typed, or problems by place (a line, `sizes/<row>/<column>`)."""
    problems: dict[str, str] = {}
    steps = {name: _step(getattr(draft, name), name, problems) for name in STEPS}
    sizes: list[SizeStep] = []
    for row, (up_to, step) in enumerate(draft.sizes):
        if not up_to.strip() and not step.strip():
            continue
        amount = _step(up_to, f"sizes/{row}/0", problems)
        by = _step(step, f"sizes/{row}/1", problems)
        if by is None:
            problems.setdefault(f"sizes/{row}/1", "step_missing")
            continue
        before = sizes[-1] if sizes else None
        if before is not None and before.up_to is None:
            problems.setdefault(f"sizes/{row}/0", "behind_open")
        elif before is not None and amount is not None and amount <= (before.up_to or 0):
            problems.setdefault(f"sizes/{row}/0", "not_rising")
        sizes.append(SizeStep(amount, by))
    if problems:
        return None, problems
    general = RoundingRules()
    return RoundingRules(
        steps["comparable"] or general.comparable, steps["adopted"] or general.adopted,
        steps["value"], RoundingMode(draft.mode), tuple(sizes),
    ), problems  # fmt: skip


def _step(text: str, place: str, problems: dict[str, str]) -> Decimal | None:
    try:
        read = typed(BY_ID["valuation.rounding_step"], text)
    except Refused:
        problems[place] = "number"
        return None
    step = None if read is None else Decimal(str(read))
    if step is not None and step <= 0:
        problems[place] = "not_above_zero"
        return None
    return step


class RoundingSection(Section):
    """New cases are given the steps; a step by size is proposed for the value of a case."""

    def __init__(self, context: OfficeContext) -> None:
        super().__init__(context, "rounding")
        self._raw: Json = None
        self._make()
        self._draft = self._kept = RoundingDraft()
        self.changed.connect(self._enable)
        self._enable()

    @property
    def draft(self) -> RoundingDraft:
        """What is typed."""
        return self._draft if isinstance(self._draft, RoundingDraft) else RoundingDraft()

    def read(self) -> None:
        """Read the office's rules."""
        self.run(practice_of, on_done=self._on_read)

    def save(self) -> None:
        """Keep the rules."""
        rules, problems = read_rounding_draft(self.draft)
        if rules is None:
            self.say(self.texts("practice.has_problems", n=len(problems)))
            return
        self.keep(save_practice, PRACTICE, rounding_json(rules), read=self._raw)

    def read_beside(self) -> None:
        """What somebody else kept is what is compared with; what is typed stays."""

        def done(practice: Mapping[str, Json]) -> None:
            self._raw = practice.get(PRACTICE)

        self.run(practice_of, on_done=done)

    def _on_read(self, practice: Mapping[str, Json]) -> None:
        self._raw = practice.get(PRACTICE)
        try:
            rules = rounding_of(practice)
        except Refused as problem:  # written by another version of the program
            rules = RoundingRules()
            self.say(error_words(self.texts, problem))
        self.begin(rounding_draft(rules))

    def show_draft(self) -> None:
        """Steps, mode and sizes."""
        for name in STEPS:
            if self.form.text(name) != getattr(self.draft, name):
                self.form.set_text(name, getattr(self.draft, name))
        self.mode.setCurrentIndex(self.mode.findData(self.draft.mode))
        self.sizes.show_rows(self.draft.sizes)

    def note_draft(self) -> None:
        """Problems at their places; the example follows."""
        rules, problems = read_rounding_draft(self.draft)
        texts = self.texts
        said = {at: texts(f"practice.problem.{code}") for at, code in problems.items()}
        for name in STEPS:
            self.form.show_problem(name, said.get(name, ""))
        cells: dict[tuple[int, int], str] = {}
        for at, words in said.items():
            if at.startswith("sizes/"):
                _, row, column = at.split("/")
                cells[int(row), int(column)] = words
        self.sizes.mark(cells)
        self.example.setText(self._example(rules))

    def _example(self, rules: RoundingRules | None) -> str:
        texts, language = self.texts, self.texts.language
        if rules is None:
            return texts("practice.example_waits")

        def money(amount: Decimal) -> str:
            return formats.money(plain(amount), language)

        lines = [
            texts("practice.round_comparable", figure=money(PRICE),
                  rounded=money(round_to_step(PRICE, rules.comparable))),
            texts("practice.round_adopted", figure=money(PRICE),
                  rounded=money(rules.adopted_price(PRICE))),
        ]  # fmt: skip
        for value in VALUES:
            rounded = rules.rounded_value(value)
            lines.append(
                texts("practice.round_value_unsaid", figure=money(value)) if rounded is None
                else texts("practice.round_value", figure=money(value), rounded=money(rounded))
            )  # fmt: skip
        return "\n".join(directed(line, texts) for line in lines)

    def _enable(self) -> None:
        can = self.may_edit and not self.is_busy
        self.mode.setEnabled(can)
        self._add.setEnabled(can)
        self._remove.setEnabled(can and bool(self.draft.sizes))

    # -- doing ----------------------------------------------------------------------------

    def _on_typed(self, name: str, text: str) -> None:
        draft = replace(self.draft, **{name: text})  # type: ignore[arg-type]  # STEPS are texts
        self.change(draft, shown=True, place=name)

    def _on_mode_chosen(self) -> None:
        self.change(replace(self.draft, mode=str(self.mode.currentData())), shown=True)

    def _on_cell_typed(self, row: int, column: int, text: str) -> None:
        sizes = [list(each) for each in self.draft.sizes]
        sizes[row][column] = text.strip()
        kept = tuple((each[0], each[1]) for each in sizes)
        self.change(replace(self.draft, sizes=kept), shown=True)

    def _on_add_pressed(self) -> None:
        sizes = self.draft.sizes
        at = len(sizes) - 1 if sizes and not sizes[-1][0].strip() else len(sizes)
        self.change(replace(self.draft, sizes=(*sizes[:at], ("", ""), *sizes[at:])))
        self.sizes.setCurrentCell(at, 0)
        self.sizes.setFocus()

    def _on_remove_pressed(self) -> None:
        row = self.sizes.currentRow()
        sizes = self.draft.sizes
        if 0 <= row < len(sizes):
            self.change(replace(self.draft, sizes=(*sizes[:row], *sizes[row + 1 :])))

    # -- building -------------------------------------------------------------------------

    def _make(self) -> None:
        texts = self.texts
        lead = QLabel(texts("practice.rounding_lead"), wordWrap=True)
        theme.set_tone(lead, "muted")
        self.form = EntryForm(texts)
        for name in STEPS:
            hint = texts("practice.step_value_hint") if name == "value" else ""
            editor = self.form.add_line(name, texts(f"practice.step_{name}"), hint=hint, latin=True)
            editor.setObjectName(f"field:rounding-{name}")
            editor.setReadOnly(not self.may_edit)
            editor.textEdited.connect(lambda text, of=name: self._on_typed(of, text))
        self.mode = QComboBox()
        self.mode.setObjectName("field:rounding-mode")
        for mode in RoundingMode:
            choice = BY_ID["valuation.rounding_mode"].choice(mode.value)
            self.mode.addItem(choice.label(texts.language.value), mode.value)
        self.mode.activated.connect(self._on_mode_chosen)
        self.form.add_widget("mode", texts("practice.rounding_mode"), self.mode)
        title = QLabel(texts("practice.sizes"))
        theme.set_tone(title, "heading")
        heads = [texts("practice.head.value_up_to"), texts("practice.head.step")]
        self.sizes = CellTable("practice-sizes", texts("practice.sizes"), heads)
        self.sizes.is_read_only = not self.may_edit
        self.sizes.typed.connect(self._on_cell_typed)
        self._add = self.button("add-size", "add_size", self._on_add_pressed)
        self._remove = self.button("remove-size", "remove_row", self._on_remove_pressed)
        example = QLabel(texts("practice.example"))
        theme.set_tone(example, "heading")
        self.example = QLabel(wordWrap=True)
        self.example.setObjectName("rounding-example")
        theme.align_leading(self.example)
        column = QVBoxLayout(self)
        column.addWidget(scrolled(stacked(
            lead, self.form, title, self.sizes, beside(self._add, self._remove), example,
            self.example,
        )))  # fmt: skip
