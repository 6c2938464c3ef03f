"""What is said of a picture: purpose, title, source, date, credit, what is printed with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.json_parts import LONGEST_TEXT
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.maps.pictures import Corner, MapPicture, Slot
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.line_editor import LineEditor
from shamay_desktop.ui.widgets.wording import problem_words

PICTURES = "maps.pictures"
LINES = ("title", "source", "date", "credit")
FLAGS = ("printed", "illustration", "scale_bar", "trimmed")
_TOO_LONG = Refused("drawing_words_long", limit=LONGEST_TEXT, given=str(LONGEST_TEXT))
ASKED = ("source", "date")
"""What the standards want beside each picture that is printed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form is about; `pages` of its file, whether its place on the earth is known,
    what was said of the last picture of its kind and can be said of it as well."""

    picture: MapPicture
    pages: int = 1
    placed: bool = False
    last: Mapping[str, str] = field(default_factory=dict)


class DetailsForm(QScrollArea):
    """Emits the picture's own cells that a person changed."""

    changed = Signal(object)
    """dict: names of `MapPicture` with what they shall say."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("picture-details")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._texts = texts
        self._offered = {name: QStringListModel(self) for name in ("source", "credit")}
        self._shown: Shown | None = None
        self.lines = {name: LineEditor(_column(name), texts) for name in LINES}
        self.problems = {name: QLabel(wordWrap=True) for name in LINES}
        self.flags = {name: QCheckBox(texts(f"maps.details.{name}")) for name in FLAGS}
        self.slot = self._make_box("slot", Slot)
        self.corner = self._make_box("corner", Corner)
        self.as_last = QPushButton()
        self.page = QSpinBox()
        self.file = QLabel(wordWrap=True)
        self._lay_out()
        self._bind()
        self._form.setRowVisible(self.page, False)  # noqa: FBT003 — Qt's own
        self.setEnabled(False)

    def show_picture(self, case: Case, shown: Shown | None, file_name: str = "") -> None:
        """Show what the case says; what is being typed is left alone."""
        other = shown is None or self._shown is None or shown.picture.id != self._shown.picture.id
        if other and self._shown is not None:
            self.commit_typing()
        self._shown = shown
        self.setEnabled(shown is not None)
        self._inside.setVisible(shown is not None)  # an empty slot keeps no other picture's words
        self._form.setRowVisible(self.page, shown is not None and shown.pages > 1)
        if shown is None:
            return
        picture = shown.picture
        for name, line in self.lines.items():
            if other:
                line.forget_typing()
            line.show_value(case.value(f"{PICTURES}/{picture.id}/{name}"))
        for name, flag in self.flags.items():
            _quietly(flag, partial(flag.setChecked, getattr(picture, name)))
        _quietly(self.slot, lambda: self.slot.setCurrentIndex(self.slot.findData(picture.slot)))
        _quietly(
            self.corner, lambda: self.corner.setCurrentIndex(self.corner.findData(picture.corner))
        )
        self.corner.setEnabled(picture.illustration)
        self.flags["trimmed"].setVisible(picture.turn % 90 != 0)
        self.page.setRange(1, max(shown.pages, picture.page))
        _quietly(self.page, lambda: self.page.setValue(picture.page))
        self.flags["scale_bar"].setEnabled(shown.placed)
        self.flags["scale_bar"].setToolTip(
            self._texts("maps.details.scale_bar_tip" if shown.placed else "maps.details.no_scale")
        )
        self.file.setText(file_name)
        self._show_problems()
        self._show_last(shown.last)

    @property
    def picture_id(self) -> str:
        """Of what the form is about."""
        return "" if self._shown is None else self._shown.picture.id

    def offer(self, sources: Sequence[str], credits_: Sequence[str]) -> None:
        """Sources and credits that were named lately, the last one first."""
        self._offered["source"].setStringList(list(sources))
        self._offered["credit"].setStringList(list(credits_))

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        for line in self.lines.values():
            line.commit()

    # -- inside ---------------------------------------------------------------------------

    def _say(self, **cells: object) -> None:
        if self._shown is not None:
            self.changed.emit(cells)

    def _show_last(self, last: Mapping[str, str]) -> None:
        """One press says of this picture what was said of the last one of its kind."""
        words = " · ".join(isolate(each) for each in last.values())
        self.as_last.setVisible(bool(last))
        self.as_last.setToolTip(self._texts("maps.details.as_last_tip", words=words))
        self.as_last.setAccessibleDescription(words)

    def _on_as_last_clicked(self) -> None:
        if self._shown is not None and self._shown.last:
            self._say(**self._shown.last)
            self.lines["date"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problems(self, name: str = "", refused: Refused | None = None) -> None:
        """A refused text first; else what the standards want and nobody said yet."""
        if self._shown is None:
            return
        picture = self._shown.picture
        for each, label in self.problems.items():
            if each == name and refused is not None:
                theme.set_tone(label, "error")
                label.setText(problem_words(refused, self._texts))
            elif each in ASKED and picture.printed and not getattr(picture, each):
                theme.set_tone(label, "warning")
                label.setText(self._texts(f"maps.details.{each}_missing"))
            else:
                label.clear()
            label.setVisible(bool(label.text()))
            wrong = each == name and refused is not None
            theme.set_problem(
                self.lines[each], "error" if wrong else "warning" if label.text() else ""
            )

    def _retype(self, name: str, words: str) -> None:
        self.lines[name].retype(words)

    # -- building -------------------------------------------------------------------------

    def _make_box(self, name: str, choices: type[Slot] | type[Corner]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"picture-{name}")
        box.setAccessibleName(self._texts(f"maps.details.{name}"))
        for each in choices:
            box.addItem(self._texts(f"maps.{name}.{each.value}"), each)
        return box

    def _lay_out(self) -> None:
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        self._form = form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.SPACE // 2)
        form.addRow(self._texts("maps.details.slot"), self.slot)
        self.as_last.setText(self._texts("maps.details.as_last"))
        self.as_last.setObjectName("action:as-last-picture")
        form.addRow(self.as_last)
        for name, line in self.lines.items():
            line.setObjectName(f"picture-{name}")
            form.addRow(self._texts(f"maps.details.{name}"), line)
            form.addRow(self.problems[name])
            self.problems[name].setObjectName(f"problem:{name}")
            self.problems[name].hide()
        self.page.setAccessibleName(self._texts("maps.details.page"))
        form.addRow(self._texts("maps.details.page"), self.page)
        column.addLayout(form)
        for name, flag in self.flags.items():
            flag.setObjectName(f"picture-{name}")
            column.addWidget(flag)
            if name == "illustration":
                column.addWidget(self.corner)
        theme.set_tone(self.file, "muted")
        theme.align_leading(self.file)
        self.file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.file.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.file)
        column.addStretch(1)
        self.setWidget(inside)
        inside.hide()

    def _bind(self) -> None:
        for name, model in self._offered.items():
            completer = QCompleter(model, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.lines[name].setCompleter(completer)
            completer.activated.connect(lambda words, name=name: self._retype(name, str(words)))
        self.as_last.clicked.connect(self._on_as_last_clicked)
        for name, line in self.lines.items():
            line.committed.connect(lambda content, name=name: self._say(**{name: content or ""}))
            line.setMaxLength(LONGEST_TEXT)
            line.inputRejected.connect(partial(self._show_problems, name, _TOO_LONG))
            line.problem_changed.connect(
                lambda problem, name=name: self._show_problems(name, problem)
            )
        for name, flag in self.flags.items():
            flag.toggled.connect(lambda on, name=name: self._say(**{name: on}))
        self.slot.activated.connect(lambda _place: self._say(slot=Slot(self.slot.currentData())))
        self.corner.activated.connect(
            lambda _place: self._say(corner=Corner(self.corner.currentData()))
        )
        self.page.valueChanged.connect(lambda page: self._say(page=page))


def _quietly(widget: QWidget, show: Callable[[], object]) -> None:
    """Show without saying that a person changed it."""
    blocked = widget.blockSignals(True)  # noqa: FBT003 — Qt's own
    show()
    widget.blockSignals(blocked)


def _column(name: str) -> Field:
    return BY_ID[PICTURES].column(name)
