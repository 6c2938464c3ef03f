"""Tables that were begun: tiers of coefficients, adjustments and weights of comparables."""

from collections.abc import Iterator

from shamay_desktop.domain.standards.comparables import LIST
from shamay_desktop.domain.standards.finding import Chosen, Label
from shamay_desktop.domain.standards.predicate import Hit, Parameters, hit, predicate
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.coefficients import ROWS, doubled_tiers, table_gaps
from shamay_desktop.domain.valuation.from_case import adjustment_gaps


def coefficients_half(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Rows of the table of coefficients that were begun and are not complete."""
    for path in table_gaps(situation.case):
        yield hit(path, field=_label(situation, path))


def coefficients_doubled(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Two tiers of one category that end at the same area, or are both open."""
    for category, path in doubled_tiers(situation.case):
        row = _label(situation, path).row or 0
        yield hit(path, ROWS, category=Chosen(f"{ROWS}/category", category), row=row)


def adjustments_half(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Adjustments that were begun and adjust nothing.

    Of one without a head or a comparable the grid has no cell, so a reason can answer it.
    """
    for path in adjustment_gaps(situation.case):
        yield hit(path, field=_label(situation, path))


def comparable_unweighted(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Included comparables without a weight of 0 or more, where another one has a weight."""
    if any(one.weight for _, _, one in situation.included):
        for number, row, one in situation.included:
            if one.weight is None or one.weight < 0:
                yield hit(f"{LIST}/{row.id}/weight", row=number)


def _label(situation: Situation, path: str) -> Label:
    """The path with the number of its row."""
    list_id, row_id, _ = path.split("/")
    number = next((at for at, row in situation.numbered(list_id) if row.id == row_id), None)
    return Label(path, number)


PREDICATES = {
    "coefficients_rows_half": predicate(coefficients_half),
    "coefficients_doubled": predicate(coefficients_doubled),
    "adjustments_rows_half": predicate(adjustments_half),
    "comparable_unweighted": predicate(comparable_unweighted),
}
