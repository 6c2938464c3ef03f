"""A table's columns as they are set here, for a writer that cannot measure words itself."""

from collections.abc import Callable

from shamay_desktop.domain.report_content import ReportContent, Table
from shamay_desktop.domain.report_places import TableSetting
from shamay_desktop.reports.pdf.faces import Faces, load
from shamay_desktop.reports.pdf.measures import measures_of
from shamay_desktop.reports.pdf.tables import BODY, grid_of
from shamay_desktop.reports.pdf.typesetting import Typesetter


def measured_columns(content: ReportContent, faces: Faces) -> Callable[[Table], TableSetting]:
    """How a table of this report is set. Raises as `load` does when it is made."""
    setter = Typesetter(
        load(faces), measures_of(content.looks), right_to_left=content.language.right_to_left
    )

    def measured(table: Table) -> TableSetting:
        grid = grid_of(setter, table)
        return TableSetting(grid.size * BODY / setter.m.body.size, tuple(grid.widths))

    return measured
