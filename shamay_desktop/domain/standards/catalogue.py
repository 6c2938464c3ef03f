"""Every predicate that a rule set may name, one small file a theme."""

from collections.abc import Mapping
from types import MappingProxyType

from shamay_desktop.domain.standards import (
    answers,
    areas,
    comparability,
    comparables,
    dates,
    identity,
    planning,
    registry_rules,
    rights,
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
        **rights.PREDICATES,
        **planning.PREDICATES,
        **areas.PREDICATES,
        **comparables.PREDICATES,
        **comparability.PREDICATES,
        **value.PREDICATES,
        **writing.PREDICATES,
    }
)
