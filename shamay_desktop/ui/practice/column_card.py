"""One column of a mapping: what it becomes, how it is read, and the headings that it goes by."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from shamay_desktop.domain.fields import registry
from shamay_desktop.domain.market.mapping import TYPES, CellType, MappedColumn
from shamay_desktop.domain.market.mapping_problems import choices_of
from shamay_desktop.domain.market.reason_words import words_of_target
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.long_text_editor import align_text

LINES = 4


class ColumnCard(QWidget):
    """Says the column as it is typed."""

    changed = Signal(object, str)
    """The MappedColumn, and the part that was typed."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._column: MappedColumn | None = None
        self.target, self.type, self.basis = QComboBox(), QComboBox(), QComboBox()
        self.default = QLineEdit()
        self.aliases = QPlainTextEdit()
        self.aliases.setTabChangesFocus(True)
        align_text(self.aliases, texts)
        self.aliases.setFixedHeight(
            LINES * self.aliases.fontMetrics().lineSpacing() + 2 * theme.SPACE
        )
        self._fill()
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(2 * theme.SPACE)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, editor in self._editors().items():
            words = texts(f"practice.column.{name}")
            editor.setObjectName(f"field:column-{name}")
            editor.setAccessibleName(words)
            rows.addRow(words, editor)
        self.aliases.setToolTip(texts("practice.aliases_hint"))
        self.default.textEdited.connect(lambda text: self._say("default", default=text.strip()))
        self.aliases.textChanged.connect(self._on_aliases_changed)
        self.target.activated.connect(self._on_target_chosen)
        self.type.activated.connect(
            lambda: self._say("type", type=CellType(str(self.type.currentData())))
        )
        self.basis.activated.connect(
            lambda: self._say("basis", basis=str(self.basis.currentData()))
        )

    def _editors(self) -> dict[str, QWidget]:
        return {
            "target": self.target, "aliases": self.aliases, "type": self.type,
            "default": self.default, "basis": self.basis,
        }  # fmt: skip

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it is only looked at."""
        for box in (self.target, self.type, self.basis):
            box.setEnabled(not read_only)
        self.default.setReadOnly(read_only)
        self.aliases.setReadOnly(read_only)

    def show_column(self, column: MappedColumn | None) -> None:
        """Show a column; what is typed into stays where it stands."""
        self._column = column
        self.setVisible(column is not None)
        if column is None:
            return
        self.target.setCurrentIndex(self.target.findData(column.target))
        self.type.setCurrentIndex(self.type.findData(column.type.value))
        self.basis.setCurrentIndex(max(0, self.basis.findData(column.basis)))
        if self.default.text().strip() != column.default:
            self.default.setText(column.default)
        codes = choices_of(column.target)
        self.default.setPlaceholderText(", ".join(codes))
        if self._typed_aliases() != column.aliases:
            still = QSignalBlocker(self.aliases)
            self.aliases.setPlainText("\n".join(column.aliases))
            still.unblock()

    def _fill(self) -> None:
        texts = self._texts
        for target in TYPES:
            self.target.addItem(words_of_target(target, texts), target)
        for kind in CellType:
            self.type.addItem(texts(f"practice.type.{kind.value}"), kind.value)
        self.basis.addItem(texts("practice.basis_none"), "")
        column = next(c for c in registry.BY_ID["comparables"].columns if c.id == "area_basis")
        for choice in column.choices:
            self.basis.addItem(choice.label(texts.language.value), choice.code)

    def _typed_aliases(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.aliases.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def _on_aliases_changed(self) -> None:
        self._say("aliases", aliases=self._typed_aliases())

    def _on_target_chosen(self) -> None:
        target = str(self.target.currentData())
        self._say("target", target=target, type=TYPES[target])

    def _say(self, part: str, **typed: object) -> None:
        if self._column is not None:
            column = replace(self._column, **typed)  # type: ignore[arg-type]  # parts of a column
            if column != self._column:
                self._column = column
                self.changed.emit(column, part)
