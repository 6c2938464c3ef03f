"""The mappings of sources: the office's own and the shipped ones, and what each was used for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView

from shamay_desktop.domain.market.mapping import SourceMapping
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.widgets.figures_table import FiguresTable
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.market.mapping_care import MappingsInUse, is_shipped

HEADS = ("source", "state", "imports")


class MappingList(FiguresTable):
    """Own ones first; arrows walk them."""

    def __init__(self, texts: Texts) -> None:
        super().__init__("practice-mappings", texts("practice.mappings"), scrolls=True)
        self._texts = texts

    def show_mappings(self, used: MappingsInUse, listed: Sequence[SourceMapping]) -> None:
        """Show them."""
        heads = [self._texts(f"practice.head.{name}") for name in HEADS]
        lines = [
            (each.id, (directed(label_of(each, self._texts), self._texts),
                       self._texts(f"practice.mapping_{state_of(each)}"),
                       str(used.imports.get(each.id, 0) or "")))
            for each in listed
        ]  # fmt: skip
        self.show_lines(heads, lines)
        head = self.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.resizeRowsToContents()


def label_of(mapping: SourceMapping, texts: Texts) -> str:
    """Its name in the language of the window."""
    return mapping.he if texts.language.right_to_left else mapping.en


def state_of(mapping: SourceMapping) -> str:
    """Shipped, the office's own, or a shipped one that the office changed."""
    if not mapping.own:
        return "shipped"
    return "changed" if is_shipped(mapping.id) else "own"
