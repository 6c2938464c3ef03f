"""What a valuation's row says of its case: title and value go with every write of the case."""

from dataclasses import replace

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.records import Valuation
from shamay_desktop.domain.titles import title_of
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.result_json import details_json
from shamay_desktop.i18n.language import Language


def valued(valuation: Valuation, case: Case) -> Valuation:
    """The valuation with this case, its title and its value; no value while one cannot be had."""
    result = value_of(case)
    return replace(
        valuation,
        case=case,
        title=title_of(case),
        final_valuation=None if result is None else result.final,
        price_per_sqm=None if result is None else result.price_per_sqm,
        result=None if result is None else details_json(result, Language.HE),
    )
