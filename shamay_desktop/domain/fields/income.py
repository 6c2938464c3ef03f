"""Step 4: what other purposes are computed from: rents, betterment, reinstatement, sensitivity."""

from shamay_desktop.domain.fields.definition import Field, Group, Step, Unit
from shamay_desktop.domain.fields.purposes import (
    INCOME,
    INSURANCE,
    LEVY,
    RENT,
    SECURITIES,
)
from shamay_desktop.domain.fields.shapes import (
    M,
    area,
    between,
    choice,
    codes,
    date,
    decimal,
    flag,
    long_text,
    money,
    rows,
    text,
    together,
)

_income = Group("income", Step.ANALYSIS, "שכירות והיוון הכנסות", "Rents and income", INCOME)
_rent = Group("rent", Step.ANALYSIS, "דמי השכירות", "The rent", RENT)
_betterment = Group("betterment", Step.ANALYSIS, "תחשיב ההשבחה", "Betterment", LEVY)
_insurance = Group("insurance", Step.ANALYSIS, "ערך כינון לביטוח", "Reinstatement", INSURANCE)
_securities = Group("securities", Step.ANALYSIS, "תקן 17.1", "Standard 17.1", SECURITIES)

TENANT_KINDS = codes(
    ("person", "אדם פרטי", "Person"),
    ("company", "חברה", "Company"),
    ("public", "גוף ציבורי", "Public body"),
    ("protected", "דייר מוגן", "Protected tenant"),
    ("other", "אחר", "Other"),
)
INDEXATION = codes(
    ("none", "ללא הצמדה", "None"),
    ("cpi", "מדד המחירים לצרכן", "Consumer price index"),
    ("construction", "מדד תשומות הבנייה", "Construction input index"),
    ("dollar", "דולר", "Dollar"),
    ("turnover", "אחוז מהפדיון", "Share of turnover"),
    ("other", "אחר", "Other"),
)
_MONTHLY = between("100", "10000000")
_SUM = between("1000", "10000000000")
LEASE_COLUMNS: tuple[Field, ...] = (
    text("tenant", "השוכר", "Tenant", personal=True),
    choice("tenant_kind", "סוג השוכר", "Kind of tenant", choices=TENANT_KINDS),
    text("use", "השימוש", "Use"),
    area("area", "שטח", "Area", plausible=between("1", "1000000")),
    decimal("rent", "דמי שכירות", "Rent", unit=Unit.SHEKEL_PER_MONTH, plausible=_MONTHLY),
    date("from", "מיום", "From"),
    date("to", "עד יום", "To"),
    date("option_to", "אופציה עד", "Option until"),
    choice("indexed", "הצמדה", "Indexed to", choices=INDEXATION),
    decimal("management_fee", "דמי ניהול", "Management fee", unit=Unit.SHEKEL_PER_MONTH,
            extra=True),
    flag("vat_added", 'מתווסף מע"מ', "VAT added", extra=True),
    text("security", "בטחונות", "Securities", extra=True),
    text("note", "הערה", "Note", extra=True),
)  # fmt: skip
RENT_COLUMNS: tuple[Field, ...] = (
    date("date", "תאריך", "Date"),
    text("address", "כתובת", "Address"),
    text("use", "השימוש", "Use"),
    area("area", "שטח", "Area", plausible=between("1", "1000000")),
    decimal("rent", "דמי שכירות", "Rent", unit=Unit.SHEKEL_PER_MONTH, plausible=_MONTHLY),
    choice("evidence", "סוג הנתון", "Evidence",
           choices=codes(("signed", "חוזה חתום", "Signed lease"),
                         ("asked", "דמי שכירות מבוקשים", "Asking rent"))),
    text("source", "מקור", "Source"),
    decimal("rooms", "חדרים", "Rooms", plausible=between("1", "15"), extra=True),
    text("floor", "קומה", "Floor", extra=True),
    text("note", "הערה", "Note", extra=True),
)  # fmt: skip
SENSITIVITY_COLUMNS: tuple[Field, ...] = (
    text("parameter", "המשתנה", "Parameter"),
    decimal("change", "השינוי", "Change", unit=Unit.PERCENT, plausible=between("-50", "50")),
    money("value", "השווי", "Value", plausible=_SUM),
)
TENANT_COLUMNS: tuple[Field, ...] = (
    text("name", "השוכר", "Tenant"),
    decimal("share", "חלק בהכנסות", "Share of income", unit=Unit.PERCENT,
            plausible=between("0.1", "100")),
    date("until", "תום השכירות", "Lease ends"),
)  # fmt: skip

FIELDS: tuple[Field, ...] = (
    *together(
        _income,
        (
            rows("income.leases", "חוזי שכירות בנכס", "Leases of the property", personal=True,
                 columns=LEASE_COLUMNS),
            rows("income.rents", "נתוני השוואה לדמי שכירות", "Rents compared", clause="2.1",
                 columns=RENT_COLUMNS),
            decimal("income.market_rent", "דמי שכירות ראויים לחודש", "Market rent a month",
                    unit=Unit.SHEKEL_PER_MONTH, plausible=_MONTHLY),
            decimal("income.vacancy", "אי-תפוסה", "Vacancy", unit=Unit.PERCENT,
                    plausible=between("0", "50")),
            money("income.costs", "הוצאות הבעלים לשנה", "Owner's costs a year",
                  plausible=between("0", "1000000000")),
            decimal("income.cap_rate", "שיעור היוון", "Capitalisation rate", unit=Unit.PERCENT,
                    plausible=between("1.5", "12"), clause="2.1, 8.1"),
            long_text("income.cap_rate_source", "מקור שיעור ההיוון",
                      "Source of the capitalisation rate", clause="2.1, 8.1"),
        ),
        place="5.3",
    ),
    *together(
        _rent,
        (
            decimal("rent.monthly", "דמי השכירות הראויים", "Market rent found", need=M,
                    must_be_known=True, unit=Unit.SHEKEL_PER_MONTH, plausible=_MONTHLY,
                    place="6"),
            long_text("rent.reason", "נימוק דמי השכירות", "Why this rent", need=M,
                      must_be_known=True, clause="E8, 8.1"),
            long_text("rent.terms", "תנאי השכירות שהונחו", "Terms assumed"),
        ),
        place="5.4",
    ),
    *together(
        _betterment,
        (
            long_text("levy.state_before", "המצב התכנוני הקודם", "State before", need=M,
                      must_be_known=True),
            money("levy.value_before", "השווי במצב הקודם", "Value before", plausible=_SUM,
                  need=M, must_be_known=True),
            long_text("levy.state_after", "המצב התכנוני החדש", "State after", need=M,
                      must_be_known=True),
            money("levy.value_after", "השווי במצב החדש", "Value after", plausible=_SUM,
                  need=M, must_be_known=True),
        ),
        place="5.4",
    ),
    *together(
        _insurance,
        (
            area("insurance.area", "השטח לכינון", "Area to reinstate", need=M,
                 must_be_known=True, plausible=between("5", "1000000")),
            decimal("insurance.unit_cost", 'עלות הקמה למ"ר, ללא מע"מ',
                    "Building cost a m², without VAT", need=M, must_be_known=True,
                    unit=Unit.SHEKEL_PER_SQM, plausible=between("1000", "50000")),
            decimal("insurance.soft_costs", "תכנון, פיקוח ובלתי צפוי מראש",
                    "Planning, supervision, contingencies", unit=Unit.PERCENT,
                    plausible=between("0", "40")),
            money("insurance.clearing", 'פינוי הריסות, ללא מע"מ', "Clearing, without VAT",
                  plausible=between("0", "100000000")),
            long_text("insurance.cost_source", "מקור עלויות ההקמה", "Source of the costs",
                      need=M, must_be_known=True),
        ),
        place="5.4",
    ),
    *together(
        _securities,
        (
            rows("securities.sensitivity", "ניתוח רגישות, שורות נוספות",
                 "Sensitivity analysis, further rows", columns=SENSITIVITY_COLUMNS,
                 clause="17.1"),
            rows("securities.tenants", "שוכרים שחלקם בהכנסות עולה על 20%",
                 "Tenants above 20 % of the income", need=M, columns=TENANT_COLUMNS,
                 clause="17.1"),
        ),
        place="5.4",
    ),
)  # fmt: skip
