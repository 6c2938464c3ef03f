"""Every predicate that a rule set may name, one small file a theme."""

from collections.abc import Mapping
from types import MappingProxyType

from shamay_desktop.domain.standards import (
    adjustments,
    answers,
    approach_values,
    approaches,
    areas,
    comparability,
    comparables,
    counted,
    dates,
    drawings,
    further_answers,
    further_values,
    identity,
    licensing,
    order,
    papers,
    planning,
    premises,
    proofing,
    registry_rules,
    rights,
    tables,
    value,
    writing,
)
from shamay_desktop.domain.standards.predicate import Predicate

PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {
        **registry_rules.PREDICATES,
        **answers.PREDICATES,
        **dates.PREDICATES,
        **identity.PREDICATES,
        **licensing.PREDICATES,
        **order.PREDICATES,
        **rights.PREDICATES,
        **planning.PREDICATES,
        **premises.PREDICATES,
        **areas.PREDICATES,
        **drawings.PREDICATES,
        **comparables.PREDICATES,
        **comparability.PREDICATES,
        **adjustments.PREDICATES,
        **value.PREDICATES,
        **further_values.PREDICATES,
        **approaches.PREDICATES,
        **approach_values.PREDICATES,
        **counted.PREDICATES,
        **tables.PREDICATES,
        **further_answers.PREDICATES,
        **papers.PREDICATES,
        **writing.PREDICATES,
        **proofing.PREDICATES,
    }
)
