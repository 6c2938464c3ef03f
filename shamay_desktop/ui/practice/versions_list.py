"""The versions of the office's coefficient tables: which holds from when, who made it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView

from shamay_desktop.domain.valuation.coefficients import label_of
from shamay_desktop.domain.valuation.equivalent_area import DEFAULT_COEFFICIENTS, CoefficientTable
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.widgets.figures_table import FiguresTable
from shamay_desktop.ui.widgets.wording import directed

HEADS = ("table", "valid_from", "made")


class VersionsList(FiguresTable):
    """The leading table first, its versions from the newest on; arrows walk them."""

    def __init__(self, texts: Texts) -> None:
        super().__init__("practice-versions", texts("practice.versions"), scrolls=True)
        self._texts = texts

    def show_versions(self, tables: Sequence[CoefficientTable]) -> None:
        """Show them."""
        heads = [self._texts(f"practice.head.{name}") for name in HEADS]
        leading = tables[0].name if tables else ""
        self.show_lines(heads, [(label_of(each), self._cells(each, leading)) for each in tables])
        head = self.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.resizeRowsToContents()

    def _cells(self, table: CoefficientTable, leading: str) -> tuple[str, ...]:
        texts = self._texts
        name = version_words(table, texts)
        if table.name == leading:
            name = texts("practice.leading_table", name=name)
        day = texts("practice.from_ever")
        if table.valid_from is not None:
            day = formats.date(table.valid_from)
        return tuple(directed(words, texts) for words in (name, day, made_words(table, texts)))


def version_words(table: CoefficientTable, texts: Texts) -> str:
    """A table by its name and version; the shipped one's name is a word of the language."""
    name = table.name
    if (name, table.version) == (DEFAULT_COEFFICIENTS.name, DEFAULT_COEFFICIENTS.version):
        name = texts("practice.shipped_table")
    return texts("practice.version_words", name=name, version=table.version)


def made_words(table: CoefficientTable, texts: Texts) -> str:
    """Who made a version, and on which day."""
    if not table.by:
        return texts("practice.shipped") if table.name == DEFAULT_COEFFICIENTS.name else ""
    day = formats.date(table.at[:10]) if table.at else ""
    return texts("practice.made", who=table.by.partition("@")[0], day=day)
