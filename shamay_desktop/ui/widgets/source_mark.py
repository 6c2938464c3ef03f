"""The mark beside a value: where it came from, and the way to its story."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from shamay_desktop.domain.building_facts import case_of_note
from shamay_desktop.domain.case import Origin, State, Value
from shamay_desktop.domain.fields import Field
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.wording import label_of, none_words

ICONS = {
    Origin.TYPED: "typed",
    Origin.DOCUMENT: "paper",
    Origin.COMPUTED: "computed",
    Origin.IMPORTED: "import",
    Origin.PROFILE: "person",
    Origin.DEFAULT: "office",
}
EARLIER_CASE = "earlier_case"
"""The mark of a fact that was taken from an earlier case of the building."""

MARK_SIZE = 14


def source_key(value: Value | None, asked: bool) -> str:
    """The mark's name: an origin, `none`, `empty`, `asked`, `not_asked`, `unknown` …"""
    if value is None:
        return "asked" if asked else "not_asked"
    if value.state is State.EMPTY:
        return "empty_asked" if asked else "empty"
    if value.state is State.NONE:
        return "none"
    if value.provenance is not None and case_of_note(value.provenance.note) is not None:
        return EARLIER_CASE
    return "unknown" if value.provenance is None else value.provenance.origin.value


def source_words(field: Field, key: str, texts: Texts) -> str:
    """What a mark says of its value."""
    return none_words(field, texts) if key == "none" else texts(f"forms.source.{key}")


def source_icon(key: str) -> tuple[str, theme.Tone]:
    """The icon of a mark and its colour."""
    if key in ("asked", "not_asked"):
        return "not-asked", "warning" if key == "asked" else "muted"
    if key == "none":
        return "none", "accent"
    if key in ("empty", "empty_asked"):
        return "left-empty", "warning" if key == "empty_asked" else "muted"
    if key == EARLIER_CASE:
        return "history", "muted"
    return ("note" if key == "unknown" else ICONS[Origin(key)]), "muted"


class SourceMark(QToolButton):
    """A small button; F4 in the editor is its key, so it takes no place in the tab order."""

    def __init__(self, field: Field, texts: Texts, path: str) -> None:
        super().__init__()
        self._field = field
        self._texts = texts
        self._key = ""
        self.setObjectName(f"mark:{path}")
        self.setProperty("by_key", "F4")  # no stop of Tab, so that typing flows
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setIconSize(QSize(MARK_SIZE, MARK_SIZE))
        self.show_source(None, asked=False)

    @property
    def source(self) -> str:
        """The name of the mark that is shown."""
        return self._key

    def show_source(self, value: Value | None, *, asked: bool) -> None:
        """Show where the value came from; `asked`: the case must have it."""
        key = source_key(value, asked)
        if key == self._key:
            return
        self._key = key
        name, tone = source_icon(key)
        self.setIcon(theme.icon(name, tone))
        words = source_words(self._field, key, self._texts)
        self.setToolTip(f"{words} (F4)")
        self.setAccessibleName(f"{label_of(self._field, self._texts)}: {words}")
