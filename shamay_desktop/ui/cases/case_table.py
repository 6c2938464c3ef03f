"""The table of cases: days left stand in the trash, and only there."""

from shamay_desktop.domain.records import Shelf, SortKey, ValuationLine
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.cases.case_model import CaseModel
from shamay_desktop.ui.cases.columns import COLUMNS, TRASH_COLUMN
from shamay_desktop.ui.widgets.column_table import MOST_CHOSEN, ColumnTable

__all__ = ["MOST_CHOSEN", "CaseTable", "sortable"]


class CaseTable(ColumnTable):
    """Shows a `CaseModel`; says what is asked of its rows and columns."""

    def __init__(self, texts: Texts, model: CaseModel) -> None:
        self.case_model = model
        super().__init__(texts, model, area="cases", wide="address", passing=(TRASH_COLUMN,))
        self.setObjectName("case-table")
        self.setAccessibleName(texts("cases.list"))
        self.show_shelf(model.query.shelf)

    @property
    def current_line(self) -> ValuationLine | None:
        """The line of the row with the focus, None without one or before it is fetched."""
        line: ValuationLine | None = self.any_current()
        return line

    def chosen_lines(self) -> list[ValuationLine]:
        """The chosen cases from the top; none when there are too many, or one is not here yet."""
        return self.any_chosen()

    def show_shelf(self, shelf: Shelf) -> None:
        """Days left stand in the trash, and only there."""
        self.show_passing(TRASH_COLUMN, shown=shelf is Shelf.TRASH)


def sortable() -> list[tuple[int, SortKey]]:
    """The columns that the list can be sorted by."""
    return [(place, each.sort) for place, each in enumerate(COLUMNS) if each.sort is not None]
