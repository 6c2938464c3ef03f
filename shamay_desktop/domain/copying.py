"""What a duplicate of a case takes along: all but what a new assignment must do or say anew.

Facts of the asset, of its papers and of the market are carried with their provenance. Cleared is
what identifies the earlier order, what was done or stated for it on a day, and what it concluded:
a copy must not sign for a visit, an extract or a value of another report.
"""

from collections.abc import Mapping
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.fields import FIELDS

_ORDER = "belongs to the earlier order"
_VISIT = "the asset must be visited anew, and the report names that visit"
_DATE = "the copy has days of its own"
_EXTRACT = "the register must be read anew: an extract speaks for its own day"
_CONCLUSION = "is concluded anew from the evidence, and is what the report is signed for"
_STATED = "is declared anew by whoever signs the copy"
_EXPLAINED = "explained a finding of the earlier report"
_LOOKED = "was looked up on a day for the earlier report"

CLEARED: Mapping[str, str] = MappingProxyType(
    {
        "report.reference": "every report has its own; a new one is proposed",
        "report.date": _DATE,
        "report.material_uncertainty": "spoke of the market on the day of the earlier report",
        "report.deviation_reason": _EXPLAINED,
        "report.expert_list": "experts are relied upon anew, by date and reference",
        "report.experts": "experts are relied upon anew, by date and reference",
        "client.ordered_on": _ORDER,
        "client.reference": _ORDER,
        "loan.number": _ORDER,
        "loan.borrowers": _ORDER,
        "loan.amount": _ORDER,
        "visit.*": _VISIT,
        "valuation.date": _DATE,
        "valuation.date_reason": _DATE,
        "appraiser.*": "whoever makes the copy signs it; taken from that person's profile",
        "rights.extract_number": _EXTRACT,
        "rights.extract_date": _EXTRACT,
        "rights.extract_time": _EXTRACT,
        "licensing.file_review": _LOOKED,
        "planning.information_date": _LOOKED,
        "checks.explanations": _EXPLAINED,
        "checks.decisions": "the copy's own papers are held against each other anew",
        "sources.log": _LOOKED,
        "unit.area_gap_reason": _EXPLAINED,
        "valuation.adopted_price_per_sqm": _CONCLUSION,
        "valuation.adopted_reason": _CONCLUSION,
        "valuation.range_*": _CONCLUSION,
        "valuation.other_values": _CONCLUSION,
        "valuation.approaches": _CONCLUSION,
        "valuation.approaches_gap_reason": _CONCLUSION,
        "valuation.reinstatement_value": _CONCLUSION,
        "valuation.land_value": _CONCLUSION,
        "collateral.value": _CONCLUSION,
        "considerations.valuation": _CONCLUSION,
        "income.market_rent": _CONCLUSION,
        "income.components": _CONCLUSION,
        "cost.*": _CONCLUSION,
        "residual.*": _CONCLUSION,
        "rent.monthly": _CONCLUSION,
        "rent.reason": _CONCLUSION,
        "levy.value_before": _CONCLUSION,
        "levy.value_after": _CONCLUSION,
        "levy.committee_amount": _ORDER,
        "insurance.unit_cost": _CONCLUSION,
        "securities.sensitivity": _CONCLUSION,
        "accounts.reporting_date": _ORDER,
        "accounts.book_value": _ORDER,
        "purchase.*": "tells of one deal",
        "court.name": _ORDER,
        "court.case_number": _ORDER,
        "court.parties": _ORDER,
        "court.appointed_by": _ORDER,
        "court.appointed_on": _ORDER,
        "court.questions": _ORDER,
        "decisive.*": _ORDER,
        "review.*": "tells of one reviewed report",
        "inspection.findings": _VISIT,
        "declarations.*": _STATED,
        "export.signature_method": _STATED,
    }
)  # fmt: skip
"""Field -> why a duplicate does not take it along; `*` at the end stands for any rest."""


def reason_to_clear(field_id: str) -> str | None:
    """Why a duplicate does not take a field along, None for one that is carried."""
    exact = CLEARED.get(field_id)
    if exact is not None:
        return exact
    patterns = (name for name in CLEARED if name.endswith("*"))
    found = next((name for name in patterns if field_id.startswith(name[:-1])), None)
    return None if found is None else CLEARED[found]


def copied(original: Case, fresh: Case) -> tuple[Case, tuple[str, ...]]:
    """The duplicate's case, and the fields that the original has and the copy lacks.

    fresh: the case that a new valuation begins with; where a field is cleared its proposal
    stands, and where the original was never asked.
    """
    values: dict[str, Value] = {}
    lacking = []
    for field in FIELDS:
        standing = original.values.get(field.id)
        if standing is None or reason_to_clear(field.id) is not None:
            proposed = fresh.values.get(field.id)
            if proposed is not None:
                values[field.id] = proposed
            elif standing is not None and standing.content is not None:
                lacking.append(field.id)
        else:
            values[field.id] = standing
    return Case(fresh.id, MappingProxyType(values)), tuple(lacking)
