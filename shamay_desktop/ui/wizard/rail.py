"""The rail of steps: each with its state as a mark and a word, the reason, and its findings."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.standards import Severity
from shamay_desktop.domain.steps import StepProgress, StepState
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.findings_model import MARKS

Counts = Mapping[Severity, int]
"""How many findings of each severity a step has, those without an explanation."""

WIDTH = 18 * theme.SPACE
SMALL_MARK = 12
NAMED = 6
"""How many missing fields the tooltip names before it only counts them."""


@dataclass(frozen=True, slots=True)
class StepLook:
    """What a step's button says."""

    mark: str
    tone: theme.Tone
    word: str
    tip: str


def look_of(texts: Texts, progress: StepProgress, counts: Counts) -> StepLook:
    """Mark, word and tooltip of a step."""
    tip = [
        texts("shell.step_tip", number=progress.step.number, name=_name(texts, progress.step)),
        *_why(texts, progress),
        *(_counted(texts, name, counts[name]) for name in Severity if counts.get(name)),
    ]
    return StepLook(*_state(texts, progress, counts.get(Severity.BLOCK, 0)), "\n".join(tip))


def _counted(texts: Texts, severity: Severity, count: int) -> str:
    return texts(f"shell.step_count.{severity.value}", n=count)


def _state(texts: Texts, progress: StepProgress, blocking: int) -> tuple[str, theme.Tone, str]:
    if progress.state is StepState.NOT_STARTED:
        return "step-open", "muted", texts("shell.step_not_started")
    if progress.missing:
        word = texts("shell.step_in_progress", n=len(progress.missing))
        return "step-started", "muted", word
    if blocking:
        return "block", "error", texts("shell.step_blocked", n=blocking)
    if progress.state is StepState.COMPLETED:
        return "step-done", "ok", texts("shell.step_completed")
    return "step-started", "accent", texts("shell.step_to_finish")


def _why(texts: Texts, progress: StepProgress) -> list[str]:
    if progress.missing:
        names = [field.label(texts.language) for field in progress.missing[:NAMED]]
        more = len(progress.missing) - NAMED
        if more > 0:
            names.append(texts("shell.step_tip_more", n=more))
        return [texts("shell.step_tip_missing", fields=", ".join(names))]
    if progress.state is StepState.IN_PROGRESS:
        return [texts("shell.step_tip_finish")]
    return []


def _name(texts: Texts, step: Step) -> str:
    return texts(f"shell.step.{step.value}")


class SeverityCounts(QWidget):
    """Marks with their numbers, the gravest first; what is none is not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("step-counts")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(theme.SPACE)
        self._shown: dict[Severity, tuple[QWidget, QLabel]] = {}
        for severity, (name, tone) in MARKS.items():
            self._shown[severity] = self._pair(name, tone)
            row.addWidget(self._shown[severity][0])
        row.addStretch(1)
        self.hide()

    def show_counts(self, counts: Counts) -> None:
        """Show the numbers of a step."""
        for severity, (pair, number) in self._shown.items():
            count = counts.get(severity, 0)
            number.setText(str(count))
            pair.setVisible(count > 0)
        self.setVisible(any(counts.values()))

    def words(self) -> list[str]:
        """The numbers that are seen."""
        return [number.text() for pair, number in self._shown.values() if not pair.isHidden()]

    def _pair(self, name: str, tone: theme.Tone) -> tuple[QWidget, QLabel]:
        pair, mark, number = QWidget(), QLabel(), QLabel()
        mark.setPixmap(theme.pixmap(name, tone, SMALL_MARK))
        theme.set_tone(number, "muted")
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE // 2)
        row.addWidget(mark)
        row.addWidget(number)
        return pair, number


class StepButton(QPushButton):
    """One step: mark, number and name, and under them the word of its state."""

    def __init__(self, texts: Texts, step: Step) -> None:
        super().__init__()
        self.step = step
        self._texts = texts
        self._look: StepLook | None = None
        self.setObjectName(f"step:{step.value}")
        self.setProperty("rail", "step")
        self.setCheckable(True)
        self._mark = QLabel()
        self._mark.setFixedSize(theme.ICON, theme.ICON)
        self._name = QLabel(f"{step.number}  {_name(texts, step)}")
        self.word = QLabel()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self.word)
        self.counts = SeverityCounts()
        words.addWidget(self.counts)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        for label in (self._mark, self._name, self.word, self.counts):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._on_toggled)

    def sizeHint(self) -> QSize:
        """As large as its labels ask for."""
        return self._row.sizeHint()

    def show_counts(self, counts: Counts) -> None:
        """Show how many findings there are of each severity."""
        self.counts.show_counts(counts)
        self.updateGeometry()

    def show_look(self, look: StepLook) -> None:
        """Show a state; most edits and looks leave it as it was."""
        if look == self._look:
            return
        self._look = look
        self._mark.setPixmap(theme.pixmap(look.mark, look.tone))
        self.word.setText(look.word)
        theme.set_tone(self.word, look.tone)
        self.setToolTip(look.tip)
        self.setAccessibleName(f"{self._name.text()}, {look.word}")
        self.setAccessibleDescription(look.tip)

    def _on_toggled(self) -> None:
        theme.set_tone(self._name, "strong" if self.isChecked() else "ink")


class StepRail(QFrame):
    """The five steps, one above the other; any of them at any time."""

    step_chosen = Signal(object)
    """Step that was clicked."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step-rail")
        self.setAccessibleName(texts("shell.steps"))
        self.setFixedWidth(WIDTH)
        self._texts = texts
        self._group = QButtonGroup(self)
        self.buttons: dict[Step, StepButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE, 0, theme.SPACE)
        column.setSpacing(theme.SPACE // 4)
        for step in Step:
            button = StepButton(texts, step)
            button.clicked.connect(lambda _checked=False, step=step: self.step_chosen.emit(step))
            self.buttons[step] = button
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)

    def show_current(self, step: Step) -> None:
        """Mark the step that is open."""
        self.buttons[step].setChecked(True)

    def show_progress(
        self, progress: Mapping[Step, StepProgress], counts: Mapping[Step, Counts]
    ) -> None:
        """Show how far each step is, and its findings by severity."""
        for step, button in self.buttons.items():
            of_step = counts.get(step, {})
            button.show_look(look_of(self._texts, progress[step], of_step))
            button.show_counts(of_step)
