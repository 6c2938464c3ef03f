"""The table of areas: equivalent areas, and a coefficient proposed from the office's table."""

from shamay_desktop.domain.case import Origin, Provenance, Row, Value
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.fields.canonical import Scalar, canonical_number
from shamay_desktop.domain.money import plain, product
from shamay_desktop.domain.valuation.cells import number_in
from shamay_desktop.domain.valuation.equivalent_area import DEFAULT_COEFFICIENTS
from shamay_desktop.i18n import formats
from shamay_desktop.ui.models.list_model import Computed, ListOptions
from shamay_desktop.ui.pages.page import PageContext

AREAS = "valuation.areas"


def areas_options(context: PageContext) -> ListOptions:
    """The equivalent area behind the coefficient; a category proposes its coefficient."""

    def follow(row_id: str, column: str, content: Scalar | None) -> tuple[Change, ...]:
        if column != "category" or not isinstance(content, str):
            return ()
        return proposing(context, row_id, content)

    title = context.texts("analysis.equivalent")
    return ListOptions(
        computed=(("coefficient", Computed("equivalent", title, _equivalent)),), follow=follow
    )


def proposing(context: PageContext, row_id: str, category: str) -> tuple[Change, ...]:
    """The office's coefficient of a category, where nobody typed one."""
    path = f"{AREAS}/{row_id}/coefficient"
    standing = context.session.case.value(path)
    typed = standing is not None and (
        standing.provenance is None or standing.provenance.origin is not Origin.DEFAULT
    )
    proposed = DEFAULT_COEFFICIENTS.proposed(category)
    if typed or proposed is None:
        return ()
    table = f"{DEFAULT_COEFFICIENTS.name} {DEFAULT_COEFFICIENTS.version}"
    by_table = Provenance(Origin.DEFAULT, by=context.actor.email, note=table)
    value = Value.of(canonical_number(str(proposed)), by_table)
    return setting(context.session.case, path, value)


def _equivalent(row: Row) -> str:
    area, coefficient = number_in(row, "area"), number_in(row, "coefficient")
    if area is None or coefficient is None:
        return ""
    return formats.number(plain(product(area, coefficient)))
