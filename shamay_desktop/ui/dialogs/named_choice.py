"""A list to choose one thing from, found by its name as in the palette."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.actions import Action
from shamay_desktop.ui.dialogs.palette import Line, Palette


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: its code, the name it is found by, and what stands small beside it."""

    code: str
    title: str
    note: str = ""


class NamedChoice(Palette):
    """Calls `choose` with the code of what was chosen; the code itself finds it too."""

    def __init__(
        self,
        texts: Texts,
        choices: Iterable[Choice],
        choose: Callable[[str], object],
        parent: QWidget,
        *,
        title: str,
        hint: str,
    ) -> None:
        self._lines = [
            Line(Action(each.code, partial(choose, each.code)), each.title, each.note, can=True)
            for each in choices
        ]
        super().__init__(texts, (), [], parent)
        self.setObjectName("field-choice")
        self.words.setObjectName("field:field-choice")
        self.words.setPlaceholderText(hint)
        self.words.setAccessibleName(hint)
        self.setAccessibleName(title)
        self.lines.setAccessibleName(title)

    def _offered(self, words: str) -> list[Line]:
        return self._lines
