"""For which purpose and class of valuation a group or a field is meant."""

from shamay_desktop.domain.fields.conditions import (
    AllOf,
    AnyOf,
    AnyRow,
    Not,
    OneOf,
    RowAbove,
    RowWith,
)

PURPOSE, KIND = "report.purpose", "report.kind"

CREDIT = OneOf(PURPOSE, ("collateral", "home_mortgage"))
COLLATERAL = OneOf(PURPOSE, ("collateral",))
STANDARD_19 = AnyOf((COLLATERAL, OneOf("report.standard", ("19",))))
LEVY = AnyOf(
    (
        OneOf(PURPOSE, ("betterment_levy",)),
        AllOf((OneOf(PURPOSE, ("decisive",)), OneOf("decisive.subject", ("levy",)))),
    )
)
GAINS = OneOf(PURPOSE, ("capital_gains",))
PURCHASE = OneOf(PURPOSE, ("purchase",))
INHERITANCE = OneOf(PURPOSE, ("inheritance",))
PARTITION = OneOf(PURPOSE, ("partition",))
REINSTATED = OneOf("value.basis", ("reinstatement_cost",))
INSURANCE = AnyOf((OneOf(PURPOSE, ("insurance",)), REINSTATED))
"""Whether reinstatement is computed: by the purpose, or because that is the basis of value."""
ACCOUNTS = OneOf(PURPOSE, ("financial_statements", "securities"))
SECURITIES = OneOf(PURPOSE, ("securities",))
DECISIVE = OneOf(PURPOSE, ("decisive",))
RENT = OneOf(PURPOSE, ("rent",))
OTHER_PURPOSE = OneOf(PURPOSE, ("other",))
COURT = AnyOf((OneOf(PURPOSE, ("court",)), OneOf(KIND, ("expert_opinion",))))
REVIEW = OneOf(KIND, ("review",))
INSPECTION = OneOf(KIND, ("inspection",))
ASSUMED = OneOf(KIND, ("assumption_based",))

_REVIEW_ALONE = AllOf((REVIEW, Not(OneOf("review.own_value", ("yes",)))))
VALUED = Not(AnyOf((INSPECTION, _REVIEW_ALONE, RENT, REINSTATED)))
"""Whether the report ends in a market value: an inspection has none, a review only where it says
so; a rent and a reinstatement cost are other figures."""

_OTHER_LEADS = RowWith(
    "valuation.approaches",
    (("use", ("main",)), ("approach", ("income", "cost", "residual", "other"))),
)
_COMPARISON_WEIGHS = RowAbove(
    "valuation.approaches",
    "weight",
    wanted=(("approach", ("comparison",)),),
    spared=(("use", ("not_used",)),),
)
BY_COMPARISON = AllOf((VALUED, AnyOf((Not(_OTHER_LEADS), _COMPARISON_WEIGHS))))
"""Whether comparison leads to the value, alone or by its weight beside another main approach."""

INCOME = AnyOf(
    (
        OneOf(PURPOSE, ("rent", "financial_statements", "securities", "collateral")),
        OneOf("unit.occupancy", ("rented",)),
        AnyRow("valuation.approaches", "approach", ("income",)),
    )
)
"""Whether rents matter: by the purpose, because it is let, or because it is valued by income."""

SEVERAL_VALUES = OneOf(
    PURPOSE,
    (
        "betterment_levy", "capital_gains", "inheritance", "partition", "court", "decisive",
        "financial_statements", "securities", "other",
    ),
)  # fmt: skip
"""Purposes that may ask what the property was worth on other days or in other states."""
