"""The least that a case must say for its report to go out: a value, declarations, a signature."""

from collections.abc import Mapping
from types import MappingProxyType

from shamay_desktop.domain.case import Content, Row, Value

AREA = Row(
    "a1",
    {
        "category": Value.of("flat"),
        "area": Value.of("100"),
        "coefficient": Value.of("1"),
    },
)
COMPLETE: Mapping[str, Content] = MappingProxyType({
    "valuation.areas": (AREA,),
    "valuation.adopted_price_per_sqm": "35000",
    "declarations.by_standards": True,
    "appraiser.name": "דנה לוי",
})  # fmt: skip
"""Field -> content: 100 m² at 35,000 a square metre."""
