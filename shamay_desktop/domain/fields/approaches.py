"""Step 4: what the income, cost and residual approaches are computed from, and the sensitivity."""

from shamay_desktop.domain.fields.conditions import AnyOf, AnyRow, Given, OneOf
from shamay_desktop.domain.fields.definition import Field, Group, Kind, Step, Unit
from shamay_desktop.domain.fields.purposes import INCOME, REINSTATED, STANDARD_19
from shamay_desktop.domain.fields.shapes import (
    area,
    between,
    choice,
    codes,
    decimal,
    long_text,
    money,
    rows,
    text,
    together,
)

COST_USED = AnyOf(
    (STANDARD_19, REINSTATED, AnyRow("valuation.approaches", "approach", ("cost",)),
     Given("cost.components"))
)  # fmt: skip
RESIDUAL_USED = AnyOf(
    (AnyRow("valuation.approaches", "approach", ("residual",)), Given("residual.sales"))
)
"""Shown once the approach is named, or has been begun."""

_yield = Group("income_value", Step.ANALYSIS, "היוון ההכנסות", "Capitalisation", INCOME)
_cost = Group("cost", Step.ANALYSIS, "גישת העלות", "Cost approach", COST_USED)
_residual = Group("residual", Step.ANALYSIS, "גישת החילוץ", "Residual method", RESIDUAL_USED)
_sensitivity = Group("sensitivity", Step.ANALYSIS, "ניתוח רגישות", "Sensitivity")

_PERCENT = between("0", "100")
_YEARS = between("0.1", "99")
_SUM = between("0", "10000000000")
_AREA = between("0.1", "1000000")
_METHOD = "income.method"
_TERM = OneOf(_METHOD, ("term_reversion",))

INCOME_METHODS = codes(
    ("direct", "היוון ישיר לצמיתות", "Direct capitalisation in perpetuity"),
    ("finite", "היוון לתקופה קצובה", "Finite lease"),
    ("term_reversion", "תקופת החוזה ולאחריה", "Term and reversion"),
)
PROFIT_BASES = codes(
    ("construction", "עלות המבנה לאחר פחת", "Depreciated construction"),
    ("land_and_construction", "הקרקע והמבנה לאחר פחת", "Land and depreciated construction"),
    ("cost_new", "עלות המבנה כחדש, לפני הפחת", "Cost new, before depreciation"),
)
COST_VAT = codes(
    ("none", 'ללא תוספת מע"מ', "None added"),
    ("construction", "על המבנה והרווח", "On construction and profit"),
    ("all", "על הכול, לרבות הקרקע", "On all, land included"),
)
DEPRECIATION_KINDS = codes(
    ("physical", "פחת פיזי נוסף", "Further physical"),
    ("functional", "פחת תפקודי", "Functional"),
    ("economic", "פחת כלכלי", "Economic"),
)
DEPRECIATION_BASES = codes(
    ("cost_new", "עלות המבנה כחדש", "The cost new"),
    ("remaining", "היתרה לאחר הפחת שלפניו", "What the depreciation before it left"),
)
RESIDUAL_PROFITS = codes(
    ("value", "השווי הגמור", "Completed value"),
    ("costs", "העלויות, ללא הקרקע", "Costs without land"),
    ("costs_and_land", "העלויות והקרקע", "Costs and land"),
)
FINANCE_METHODS = codes(
    ("simple", "ריבית פשוטה", "Simple interest"),
    ("compound", "ריבית דריבית", "Compound interest"),
)
SENSITIVE_TO = codes(
    ("price", 'המחיר למ"ר', "Price per m²"),
    ("coefficients", "המקדמים לשטחים נלווים", "Coefficients of areas beside the flat"),
    ("cap_rate", "שיעור ההיוון", "Capitalisation rate"),
    ("rent", "דמי השכירות", "Rent"),
    ("vacancy", "אי-התפוסה", "Vacancy"),
    ("unit_cost", "עלויות הבנייה", "Construction costs"),
    ("completed_value", "השווי הגמור", "Completed value"),
)

INCOME_COMPONENT_COLUMNS: tuple[Field, ...] = (
    text("name", "רכיב", "Component"),
    text("use", "השימוש", "Use", extra=True),
    area("area", "שטח", "Area", plausible=_AREA),
    decimal("rent_per_sqm", 'דמי שכירות ראויים למ"ר לחודש', "Market rent a month per m²",
            unit=Unit.SHEKEL_PER_SQM, plausible=between("1", "5000")),
    text("source", "מקור", "Source", extra=True),
)  # fmt: skip
COST_LAND_COLUMNS: tuple[Field, ...] = (
    text("name", "תיאור", "Name"),
    area("area", "שטח", "Area", plausible=_AREA),
    decimal("price_per_sqm", 'שווי למ"ר', "Value per m²", unit=Unit.SHEKEL_PER_SQM,
            plausible=between("1", "1000000")),
    decimal("coefficient", "מקדם", "Coefficient", plausible=between("0.01", "10"), extra=True),
    text("source", "מקור", "Source"),
)  # fmt: skip
COST_COMPONENT_COLUMNS: tuple[Field, ...] = (
    text("name", "רכיב", "Component"),
    area("area", "שטח", "Area", plausible=_AREA),
    decimal("unit_cost", 'עלות הקמה למ"ר', "Cost per m²", unit=Unit.SHEKEL_PER_SQM,
            plausible=between("100", "50000")),
    decimal("age", "גיל (שנים)", "Age (years)", plausible=between("0", "200")),
    decimal("life", "אורך חיים (שנים)", "Life (years)", plausible=between("5", "150")),
    decimal("physical", "פחת פיזי", "Physical depreciation", unit=Unit.PERCENT,
            plausible=_PERCENT),
    text("source", "מקור", "Source"),
)  # fmt: skip
DEPRECIATION_COLUMNS: tuple[Field, ...] = (
    choice("kind", "סוג הפחת", "Kind", choices=DEPRECIATION_KINDS),
    decimal("percent", "שיעור הפחת", "Percent", unit=Unit.PERCENT, plausible=_PERCENT),
    money("amount", "סכום", "Amount", plausible=_SUM),
    text("reason", "הנימוק", "Reason"),
)  # fmt: skip
RESIDUAL_SALE_COLUMNS: tuple[Field, ...] = (
    text("name", "רכיב", "Component"),
    area("area", "שטח", "Area", plausible=_AREA),
    decimal("price_per_sqm", 'מחיר מכירה למ"ר', "Sale price per m²", unit=Unit.SHEKEL_PER_SQM,
            plausible=between("100", "500000")),
    money("amount", "סכום קבוע", "Fixed sum", plausible=_SUM, extra=True),
    text("source", "מקור", "Source"),
)  # fmt: skip
RESIDUAL_COST_COLUMNS: tuple[Field, ...] = (
    text("name", "רכיב", "Component"),
    area("area", "שטח", "Area", plausible=_AREA),
    decimal("unit_cost", 'עלות למ"ר', "Cost per m²", unit=Unit.SHEKEL_PER_SQM,
            plausible=between("1", "50000")),
    money("amount", "סכום קבוע", "Fixed sum", plausible=_SUM),
    text("source", "מקור", "Source"),
)  # fmt: skip

FIELDS: tuple[Field, ...] = (
    *together(
        _yield,
        (
            choice(_METHOD, "שיטת ההיוון", "Method", choices=INCOME_METHODS),
            rows("income.components", "דמי שכירות ראויים לפי רכיבים", "Market rent by components",
                 columns=INCOME_COMPONENT_COLUMNS),
            decimal("income.costs_percent", "הוצאות כשיעור מההכנסה", "Costs as a part of income",
                    unit=Unit.PERCENT, plausible=between("0", "60")),
            decimal("income.remaining_years", "יתרת התקופה (שנים)", "Remaining years",
                    when=OneOf(_METHOD, ("finite",)), plausible=_YEARS),
            decimal("income.passing_rent", "דמי שכירות לפי החוזים לחודש",
                    "Rent passing a month", unit=Unit.SHEKEL_PER_MONTH, when=_TERM,
                    plausible=between("100", "10000000")),
            decimal("income.term_years", "יתרת תקופת החוזה (שנים)", "Term left (years)",
                    when=_TERM, plausible=_YEARS),
            decimal("income.term_rate", "שיעור היוון לתקופת החוזה", "Rate of the term",
                    unit=Unit.PERCENT, when=_TERM, plausible=between("1.5", "20"),
                    clause="2.1, 8.1"),
            money("income.capital_costs", "הפחתות הוניות", "Capital deductions", plausible=_SUM),
            text("income.capital_costs_reason", "נימוק ההפחתות", "Why these deductions",
                 when=Given("income.capital_costs")),
        ),
        place="5.3",
    ),
    *together(
        _cost,
        (
            rows("cost.land", "שווי הקרקע לפי רכיבים", "Land by components",
                 columns=COST_LAND_COLUMNS, clause="3.1"),
            rows("cost.components", "עלות הקמת המבנה", "Construction by components",
                 columns=COST_COMPONENT_COLUMNS, clause="8.1"),
            decimal("cost.soft_costs", "תכנון, פיקוח ועקיפות", "Planning, supervision, indirect",
                    unit=Unit.PERCENT, plausible=between("0", "40")),
            rows("cost.depreciation", "פחת נוסף", "Further depreciation",
                 columns=DEPRECIATION_COLUMNS, clause="8.1"),
            choice("cost.depreciation_on", "שיעורי הפחת הנוסף הם מתוך",
                   "Further depreciation is a part of", choices=DEPRECIATION_BASES,
                   when=Given("cost.depreciation"), clause="8.1"),
            decimal("cost.profit", "רווח יזמי", "Entrepreneurial profit", unit=Unit.PERCENT,
                    plausible=between("0", "35")),
            choice("cost.profit_on", "הרווח מחושב על", "Profit is on", choices=PROFIT_BASES,
                   when=Given("cost.profit")),
            choice("cost.vat_on", 'תוספת מע"מ', "VAT added", choices=COST_VAT, clause="11.0א"),
            long_text("cost.source", "מקור העלויות", "Source of the costs", clause="8.1"),
        ),
        place="5.3",
    ),
    *together(
        _residual,
        (
            rows("residual.sales", "השווי הגמור לפי רכיבים", "Completed value by components",
                 columns=RESIDUAL_SALE_COLUMNS, clause="3.1"),
            rows("residual.costs", "עלויות הפיתוח והבנייה", "Development costs",
                 columns=RESIDUAL_COST_COLUMNS, clause="3.1"),
            decimal("residual.soft_costs", "תכנון, פיקוח ובלתי צפוי מראש",
                    "Planning, supervision, contingencies", unit=Unit.PERCENT,
                    plausible=between("0", "40")),
            decimal("residual.marketing", "שיווק ומכירה, מהשווי הגמור",
                    "Marketing and sale, of the completed value", unit=Unit.PERCENT,
                    plausible=between("0", "15")),
            decimal("residual.profit", "רווח יזמי", "Developer's profit", unit=Unit.PERCENT,
                    plausible=between("0", "40")),
            choice("residual.profit_on", "הרווח מחושב על", "Profit is on",
                   choices=RESIDUAL_PROFITS, when=Given("residual.profit")),
            decimal("residual.finance_rate", "שיעור המימון לשנה", "Finance a year",
                    unit=Unit.PERCENT, plausible=between("0", "20")),
            decimal("residual.period", "תקופת הפרויקט (שנים)", "Project's period (years)",
                    plausible=between("0.1", "30")),
            choice("residual.finance_method", "אופן חישוב המימון", "How finance is computed",
                   choices=FINANCE_METHODS, when=Given("residual.finance_rate")),
            decimal("residual.acquisition", "עלויות רכישת הקרקע", "Costs of buying the land",
                    unit=Unit.PERCENT, plausible=between("0", "15")),
            long_text("residual.source", "מקור הנתונים", "Source of the figures", clause="3.1"),
        ),
        place="5.3",
    ),
    *together(
        _sensitivity,
        (
            Field("sensitivity.of", "ניתוח רגישות לפי", "Sensitivity to",
                  kind=Kind.CHOICES, choices=SENSITIVE_TO, clause="17.1"),
            decimal("sensitivity.step", "צעד השינוי", "Step of the change", unit=Unit.PERCENT,
                    plausible=between("0.5", "25")),
            decimal("sensitivity.rate_step", "צעד השינוי בשיעור ההיוון (נקודות אחוז)",
                    "Step of the rate (percentage points)", plausible=between("0.05", "3"),
                    when=Given("income.cap_rate")),
        ),
        place="5.4",
    ),
)  # fmt: skip
