"""The table of areas: equivalent areas, and a coefficient proposed from the office's table."""

from collections.abc import Sequence

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.valuation.coefficients import table_of
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.domain.valuation.from_case import area_line
from shamay_desktop.domain.valuation.shown_figures import area_line_figures
from shamay_desktop.i18n import formats
from shamay_desktop.ui.models.list_model import Computed, ListOptions
from shamay_desktop.ui.pages.case_practice import AREAS, CasePractice
from shamay_desktop.ui.pages.page import PageContext

__all__ = ["AREAS", "areas_options"]


def areas_options(context: PageContext, practice: CasePractice) -> ListOptions:
    """The equivalent area behind the coefficient; a category proposes its coefficient."""

    def follow(row_id: str, column: str, content: Scalar | None) -> tuple[Change, ...]:
        if column != "category" or not isinstance(content, str):
            return ()
        return practice.proposing(row_id, content)

    def equivalent(row: Row) -> str:
        """As the value counts it: by the row's own coefficient, else by the tiers of the table."""
        line = area_line(row, table_of(context.session.case))
        return "" if line is None else formats.number(plain(line.equivalent))

    def figures(row: Row) -> Sequence[Figure]:
        return area_line_figures(context.session.case, row)

    title = context.texts("analysis.equivalent")
    return ListOptions(
        computed=(("coefficient", Computed("equivalent", title, equivalent, figures)),),
        follow=follow,
    )
