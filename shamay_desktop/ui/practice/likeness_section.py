"""The weights of likeness: what counts how much when comparables are ordered, and what it does."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.scoring import (
    DEFAULT,
    WEIGHTS_KEY,
    Scorer,
    weights_json,
    weights_of,
)
from shamay_desktop.domain.market.similarity import Subject, Weights
from shamay_desktop.domain.market.weights import HEAVIEST, read_weights
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.i18n import formats
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.entry_form import keep_latin
from shamay_desktop.ui.practice.section import Section, beside, scrolled, stacked
from shamay_desktop.ui.widgets.figures_table import FiguresTable
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.office.practice import practice_of, save_practice

Draft = tuple[tuple[str, str], ...]
"""Part and weight as typed, in the order of the shipped ones."""


def weights_draft(weights: Weights) -> Draft:
    """Kept weights as texts; what does not count weighs 0."""
    return tuple((name, plain(weights.get(name, Decimal(0)))) for name in DEFAULT)


def read_weights_draft(draft: Draft) -> tuple[Weights | None, str | None]:
    """The weights that were typed, or the part that is wrong ("" when none counts)."""
    try:
        return read_weights({name: text.strip() or "0" for name, text in draft}), None
    except Refused as problem:
        return None, str(problem.facts.get("place", ""))


class LikenessSection(Section):
    """A weight is a share of the sum; the example is ordered anew at each key."""

    def __init__(self, context: OfficeContext) -> None:
        super().__init__(context, "likeness")
        self._raw: Json = None
        self._draft = self._kept = weights_draft(DEFAULT)
        self.editors: dict[str, QLineEdit] = {}
        self._shares: dict[str, QLabel] = {}
        self._make()
        self.changed.connect(self._enable)
        self._enable()

    @property
    def draft(self) -> Draft:
        """What is typed."""
        return self._draft if isinstance(self._draft, tuple) else ()

    def read(self) -> None:
        """Read the office's weights."""
        self.run(practice_of, on_done=self._on_read)

    def save(self) -> None:
        """Keep the weights; the shipped ones are nobody's own."""
        weights, problem = read_weights_draft(self.draft)
        if weights is None:
            self.say(self._problem_words(problem or ""))
            if problem:
                self.editors[problem].setFocus()
            return
        raw: Json = None if dict(weights) == dict(DEFAULT) else weights_json(weights)
        self.keep(save_practice, WEIGHTS_KEY, raw, read=self._raw)

    def read_beside(self) -> None:
        """What somebody else kept is what is compared with; what is typed stays."""

        def done(practice: Mapping[str, Json]) -> None:
            self._raw = practice.get(WEIGHTS_KEY)

        self.run(practice_of, on_done=done)

    def _on_read(self, practice: Mapping[str, Json]) -> None:
        self._raw = practice.get(WEIGHTS_KEY)
        self.begin(weights_draft(weights_of(self._raw)))

    def show_draft(self) -> None:
        """Put the weights into their lines."""
        for name, text in self.draft:
            if self.editors[name].text() != text:
                self.editors[name].setText(text)

    def note_draft(self) -> None:
        """Shares, sum, and the example by these weights beside the shipped ones."""
        weights, problem = read_weights_draft(self.draft)
        for name, editor in self.editors.items():
            theme.set_problem(editor, "error" if problem == name else "")
        total = sum((weights or {}).values(), Decimal(0))
        for name, label in self._shares.items():
            share = "" if weights is None else _percent(weights.get(name, Decimal(0)), total)
            label.setText(share)
        words = self._problem_words(problem or "")
        if weights is not None:
            words = self.texts("practice.weights_sum", sum=formats.number(plain(total)))
        self.sum.setText(directed(words, self.texts))
        theme.set_tone(self.sum, "muted" if weights is not None else "error")
        if weights is not None:
            self._show_example(weights)

    def _problem_words(self, part: str) -> str:
        if not part:
            return self.texts("practice.problem.no_weight")
        name = self.texts(f"practice.part.{part}")
        return self.texts("practice.problem.weight", part=name, most=HEAVIEST)

    def _show_example(self, weights: Weights) -> None:
        texts = self.texts
        shipped, own = Scorer(SUBJECT, DEFAULT), Scorer(SUBJECT, weights)
        rows = sorted(EXAMPLES.items(), key=lambda each: -own.similarity(each[1]).score)
        heads = [texts(f"practice.head.{name}") for name in ("sale", "by_shipped", "by_these")]
        lines = [
            (name, (texts(f"practice.sale.{name}"), str(shipped.similarity(row).score),
                    str(own.similarity(row).score)))
            for name, row in rows
        ]  # fmt: skip
        self.example.show_lines(heads, lines)

    def _enable(self) -> None:
        self._reset.setEnabled(self.may_edit and self.draft != weights_draft(DEFAULT))

    def _on_typed(self, name: str, text: str) -> None:
        draft = tuple((each, text if each == name else typed) for each, typed in self.draft)
        self.change(draft, shown=True, place=name)

    def reset(self) -> None:
        """The shipped weights, to be saved."""
        self.change(weights_draft(DEFAULT))

    def _make(self) -> None:
        texts = self.texts
        lead = QLabel(texts("practice.likeness_lead"), wordWrap=True)
        theme.set_tone(lead, "muted")
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        for row, name in enumerate(DEFAULT):
            label = QLabel(texts(f"practice.part.{name}"))
            editor = QLineEdit()
            editor.setObjectName(f"field:weight-{name}")
            editor.setAccessibleName(texts("practice.weight_of", part=label.text()))
            editor.setFixedWidth(10 * theme.SPACE)
            editor.setReadOnly(not self.may_edit)
            keep_latin(editor, texts)
            editor.textEdited.connect(lambda text, of=name: self._on_typed(of, text))
            label.setBuddy(editor)
            self.editors[name] = editor
            self._shares[name] = QLabel()
            for place, widget in enumerate((label, editor, self._shares[name])):
                grid.addWidget(widget, row, place)
        grid.setColumnStretch(3, 1)
        self.sum = QLabel(wordWrap=True)
        self.sum.setObjectName("weights-sum")
        self._reset = self.button("reset-weights", "reset_weights", self.reset)
        title = QLabel(texts("practice.example"))
        theme.set_tone(title, "heading")
        about = QLabel(texts("practice.likeness_example"), wordWrap=True)
        theme.set_tone(about, "muted")
        self.example = FiguresTable("practice-likeness", texts("practice.example"))
        column = QVBoxLayout(self)
        column.addWidget(scrolled(stacked(
            lead, lines, self.sum, beside(self._reset), title, about, self.example,
        )))  # fmt: skip
        self.example.setAlternatingRowColors(False)
        self.example.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _percent(weight: Decimal, total: Decimal) -> str:
    share = Decimal(0) if not total else to_places(weight * 100 / total, Decimal("0.1"))
    return formats.percent(plain(share))


SUBJECT = Subject(
    day=date(2026, 6, 1), city="city", street="street", house_number="12", area=Decimal(100),
    rooms=Decimal(4), floor_number=3, year_built=1998, asset_kind="flat",
)  # fmt: skip
_SALE = MarketRow("", "", 1, city="city", asset_kind="flat", rooms=Decimal(4))

EXAMPLES: Mapping[str, MarketRow] = MappingProxyType(
    {
        "same_street": replace(
            _SALE, date=date(2023, 6, 1), street="street", house_number="30", area=Decimal(125),
            rooms=Decimal(5), floor_number=1, year_built=1980,
        ),
        "recent": replace(
            _SALE, date=date(2026, 4, 1), street="other", house_number="3", area=Decimal(110),
            floor_number=6, year_built=1990,
        ),
        "same_size": replace(
            _SALE, date=date(2024, 9, 1), street="another", house_number="8", area=Decimal(100),
            floor_number=3, year_built=2000,
        ),
    }
)  # fmt: skip
"""Invented sales, each like the subject in another way."""
