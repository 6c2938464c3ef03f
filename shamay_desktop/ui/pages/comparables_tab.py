"""The comparables' table: computed prices per m², and the subject as its first row."""

from collections.abc import Callable, Mapping, Sequence

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.titles import address_of
from shamay_desktop.domain.valuation.comparison import PricedComparable, priced
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.domain.valuation.from_case import comparables, value_of
from shamay_desktop.domain.valuation.shown_figures import ADJUSTED, PAID, comparable_figures
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.models.list_model import Computed, ListOptions, cell_text
from shamay_desktop.ui.pages.page import PageContext

SUBJECT = {
    "gush": "parcel.gush",
    "helka": "parcel.helka",
    "tat_helka": "parcel.tat_helka",
    "rooms": "unit.rooms",
    "floor": "unit.floor",
    "year_built": "building.year_built",
    "area_basis": "valuation.area_basis",
}
AREA_BY_BASIS = {"registered": "unit.registered_area"}


def comparables_options(context: PageContext) -> ListOptions:
    """What decides first, so that it is seen without scrolling; prices per m² are computed."""
    texts = context.texts

    def paid(row: Row) -> str:
        return _raw(context.session.case, row)

    def adjusted(row: Row) -> str:
        return _adjusted(context.session.case, row)

    def figures(what: str) -> Callable[[Row], Sequence[Figure]]:
        return lambda row: comparable_figures(context.session.case, row.id, what)

    price, after = texts("analysis.price_per_sqm"), texts("analysis.adjusted")
    return ListOptions(
        computed=(
            ("price", Computed("price_per_sqm", price, paid, figures(PAID))),
            ("adjustment_reason", Computed("adjusted", after, adjusted, figures(ADJUSTED))),
        ),
        first=("included", "date", "address", "area", "price"),
    )


def subject_cells(case: Case, texts: Texts) -> Mapping[str, str] | None:
    """The valued property as a row; None as long as nothing is known of it."""
    cells = {}
    for column, path in SUBJECT.items():
        field = BY_ID[path]
        cells[column] = cell_text(field, case.content(path), texts)
    cells["address"] = address_of(case)
    cells["area"] = _area(case, texts)
    adopted = case.number("valuation.adopted_price_per_sqm")
    cells["price_per_sqm"] = "" if adopted is None else formats.number(plain(adopted))
    if not any(cells.values()):
        return None
    cells["date"] = texts("analysis.subject")
    return cells


def _area(case: Case, texts: Texts) -> str:
    """The subject's area on the basis that the calculation names."""
    basis = case.text("valuation.area_basis") or ""
    result = value_of(case) if basis == "equivalent" else None
    if result is not None:
        return formats.number(plain(result.equivalent_area))
    path = AREA_BY_BASIS.get(basis, "unit.built_area")
    return cell_text(BY_ID[path], case.content(path), texts)


def _raw(case: Case, row: Row) -> str:
    figure = _priced(case, row)
    return "" if figure is None else formats.number(plain(figure.rounded))


def _adjusted(case: Case, row: Row) -> str:
    figure = _priced(case, row)
    if figure is None or not figure.comparable.is_adjusted:
        return ""
    return formats.number(plain(figure.adjusted_rounded))


def _priced(case: Case, row: Row) -> PricedComparable | None:
    """The row's price per m² with the adjustments that the case has under heads."""
    of_row = comparables(case.with_value("comparables", Value.of((row,))))
    return priced(of_row[0])
