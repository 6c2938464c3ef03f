"""Step 4: how each comparable is adjusted to the subject, head by head."""

from shamay_desktop.domain.fields.definition import Field, Group, Step
from shamay_desktop.domain.fields.purposes import VALUED
from shamay_desktop.domain.fields.shapes import (
    between,
    choice,
    codes,
    decimal,
    identifier,
    rows,
    text,
    together,
)

OVERALL = "overall"
"""The head of the one adjustment that a comparable's own row may have."""

HEADS = codes(
    ("deal_conditions", "תנאי העסקה", "Deal conditions"),
    ("time", "זמן", "Time"),
    ("location", "מיקום", "Location"),
    ("floor", "קומה ומעלית", "Floor and lift"),
    ("size", "גודל", "Size"),
    ("finish", "מצב וגמר", "Condition and finish"),
    ("age", "גיל הבניין", "Age"),
    ("orientation", "כיווני אוויר ונוף", "Orientation"),
    ("noise", "רעש ומטרדים", "Noise"),
    ("parking", "חניה", "Parking"),
    ("storage", "מחסן", "Storage"),
    ("licensing", "רישוי", "Licensing"),
    (OVERALL, "התאמה כוללת", "Overall"),
)
"""The heads in the order in which they are shown: the deal first, then the property."""
UNITS = codes(
    ("percent", "%", "%"),
    ("per_sqm", '₪ למ"ר', "₪ per m²"),
    ("whole", "₪ לנכס", "₪ of the whole"),
)
MODES = codes(
    ("product", "מכפלה", "Product"),
    ("sum", "סכום", "Sum"),
)
ADJUSTMENTS, MODE, INDEX = (
    "comparables.adjustments", "valuation.adjustment_mode", "valuation.time_index",
)  # fmt: skip
_adjustments = Group("adjustments", Step.ANALYSIS, "התאמות", "Adjustments", VALUED)

FIELDS: tuple[Field, ...] = together(
    _adjustments,
    (
        choice(MODE, "צירוף ההתאמות באחוזים", "How percentages are put together",
               choices=MODES, place="5.1", clause="2.1"),
        identifier(INDEX, "מדד להתאמת זמן", "Index for time adjustments", pattern=r"\d{1,8}"),
        rows(ADJUSTMENTS, "התאמות של נתוני ההשוואה", "Adjustments of the comparables",
             clause="2.1, 3.1",
             columns=(identifier("comparable", "נתון ההשוואה", "Comparable"),
                      text("head", "ראש ההתאמה", "Head", choices=HEADS),
                      choice("unit", "יחידה", "Unit", choices=UNITS),
                      decimal("amount", "התאמה", "Adjustment",
                              plausible=between("-100000000", "100000000")),
                      text("reason", "סיבה", "Reason"),
                      text("support", "תימוכין", "Support"))),
    ),
)  # fmt: skip
