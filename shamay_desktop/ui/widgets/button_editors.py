"""Editors of buttons: yes or no (or not asked), and several of a few codes."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.fields import Field
from shamay_desktop.domain.fields.typed_input import YES_NO
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.draft import Draft
from shamay_desktop.ui.widgets.flow_layout import FlowLayout
from shamay_desktop.ui.widgets.wording import choice_labels, label_of, state_words

_TURN = {Qt.Key.Key_Left: 1, Qt.Key.Key_Right: -1}


class _Buttons(QWidget):
    """A row of buttons that stay pressed; the first takes the focus for all."""

    committed = Signal(object)
    problem_changed = Signal(object)

    def __init__(self, field: Field, texts: Texts, buttons: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.draft = Draft(field, texts.language.value)
        self._texts = texts
        self.buttons: dict[str, QToolButton] = {}
        row = FlowLayout(self, spacing=4)
        for code, label in buttons:
            row.addWidget(self._button(field, code, label))
        self._state = QLabel()
        theme.set_tone(self._state, "muted")
        row.addWidget(self._state)
        self.setAccessibleName(label_of(field, texts))
        self.setFocusProxy(next(iter(self.buttons.values())))

    def show_value(self, value: Value | None) -> None:
        """Press the buttons that the case says."""
        if value == self.draft.value:
            return
        self.draft.value = value
        for code, button in self.buttons.items():
            button.setChecked(self._pressed(code))
        self._state.setText(state_words(self.draft.field, self.draft.state, self._texts))

    @property
    def typed_text(self) -> str:
        """Nothing is typed here."""
        return ""

    def retype(self, text: str) -> None:
        """Nothing is typed here."""

    def forget_typing(self) -> None:
        """Nothing is typed here."""

    def commit(self) -> None:
        """Nothing waits: a click is kept at once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from button to button."""
        step = _TURN.get(Qt.Key(event.key()))
        buttons = list(self.buttons.values())
        held = next((at for at, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or held is None:
            super().keyPressEvent(event)
            return
        turned = step if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else -step
        buttons[(held + turned) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, field: Field, code: str, label: str) -> QToolButton:
        button = QToolButton()
        button.setText(label)
        button.setCheckable(True)
        button.setProperty("chip", "true")
        button.setObjectName(f"choice:{field.id}:{code}")
        button.setAccessibleName(f"{label_of(field, self._texts)}: {label}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self._on_clicked(code))
        self.buttons[code] = button
        return button

    def _pressed(self, code: str) -> bool:
        raise NotImplementedError

    def _on_clicked(self, code: str) -> None:
        raise NotImplementedError


class FlagEditor(_Buttons):
    """Yes and no; none of them pressed is "not asked". The pressed one, clicked again, is freed."""

    def __init__(self, field: Field, texts: Texts) -> None:
        yes, no = YES_NO[texts.language.value]
        super().__init__(field, texts, (("yes", yes), ("no", no)))

    def _pressed(self, code: str) -> bool:
        return self.draft.content is (code == "yes")

    def _on_clicked(self, code: str) -> None:
        answer = (code == "yes") if self.buttons[code].isChecked() else None
        if answer is not None:
            self.buttons["no" if answer else "yes"].setChecked(False)
        self.committed.emit(answer)


class ChoicesEditor(_Buttons):
    """Any of a few codes."""

    def __init__(self, field: Field, texts: Texts) -> None:
        super().__init__(field, texts, choice_labels(field, texts))

    def _pressed(self, code: str) -> bool:
        content = self.draft.content
        return isinstance(content, tuple) and code in content

    def _on_clicked(self, code: str) -> None:
        chosen = tuple(one for one, button in self.buttons.items() if button.isChecked())
        self.committed.emit(chosen or None)
