"""Steps 4 and 5: considerations, how the report is produced, and what its signer declares."""

from shamay_desktop.domain.fields.definition import Field, Group, Step
from shamay_desktop.domain.fields.purposes import COURT
from shamay_desktop.domain.fields.shapes import (
    C,
    M,
    between,
    choice,
    codes,
    flag,
    integer,
    long_text,
    text,
    together,
)

_texts = Group("considerations", Step.ANALYSIS, "גורמים ושיקולים", "Considerations")
_export = Group("export", Step.EXPORT, "הפקת השומה", "Producing the report")

FIELDS: tuple[Field, ...] = (
    *together(
        _texts,
        (
            long_text("considerations.highest_best_use", "השימוש המיטבי", "Highest and best use",
                      place="4", clause="E9"),
            long_text("considerations.environment", "הסביבה והנכס", "Environment and property",
                      need=M, must_be_known=True, place="4", clause="E8, 8.1"),
            long_text("considerations.rights", "הזכויות", "Rights", need=M, must_be_known=True,
                      place="4",
                      clause="E8, 8.1"),
            long_text("considerations.planning", "תכנון ורישוי", "Planning and licensing",
                      need=M, must_be_known=True, place="4", clause="E8, 8.1"),
            long_text("considerations.valuation", "עקרונות השומה", "Valuation principles",
                      need=M, must_be_known=True, place="4", clause="E8, 8.1"),
        ),
    ),
    *together(
        _export,
        (
            choice("export.template", "תבנית הדוח", "Report template",
                   choices=codes(("full", "שומה מלאה", "Full valuation"),
                                 ("comprehensive", "שומה מקיפה", "Comprehensive valuation"),
                                 ("court_opinion", "חוות דעת מומחה לבית משפט",
                                  "Expert opinion for a court"),
                                 ("collateral_19", "בטוחה לאשראי (תקן 19)",
                                  "Credit collateral (Standard 19)"),
                                 ("home_mortgage", "משכנתה לדיור", "Home mortgage"),
                                 ("bank_short", "טופס בנק קצר", "Short bank form"),
                                 ("review_14", "ביקורת שומה (תקן 14)",
                                  "Review of a valuation (Standard 14)"))),
            choice("export.order", "סדר הפרקים", "Order of chapters",
                   choices=codes(("traditional", "הסדר המקובל", "Traditional"),
                                 ("standard_1_1", "לפי תקן 1.1", "By Standard 1.1"))),
            integer("export.template_version", "גרסת התבנית של המשרד",
                    "Version of the office's template", plausible=between("0", "200")),
            choice("export.signature_method", "אופן החתימה", "Signature", need=M,
                   must_be_known=True,
                   choices=codes(("none", "ללא", "None"), ("image", "תמונת חתימה", "Picture"),
                              ("certified", "חתימה אלקטרונית בתעודה", "Certified"))),
            choice("export.id_numbers", "מספרי זהות בשומה", "Identity numbers in the report",
                   need=M, must_be_known=True,
                   choices=codes(("last_four", "ארבע ספרות אחרונות", "Last four"),
                                         ("none", "ללא", "None"), ("full", "מלאים", "Full"))),
            choice("export.annexes", "נספחים", "Annexes", need=M, must_be_known=True,
                   choices=codes(("all", "כל המסמכים", "All documents"),
                                 ("none", "ללא נספחים", "None"))),
            flag("declarations.no_interest", "אין לי עניין אישי בנכס",
                 "I have no personal interest", need=M, must_be_known=True, place="declarations",
                 clause="E13"),
            flag("declarations.by_standards", "השומה נערכה לפי התקנות והתקנים",
                 "Prepared under the regulations and standards", need=M, must_be_known=True,
                 place="declarations",
                 clause="1.1 §6.14"),
            flag("declarations.expert", "הצהרת מומחה לבית המשפט", "Expert's declaration to a court",
                 need=C, must_be_known=True, when=COURT, place="declarations"),
            long_text("declarations.relations", "קשרים קודמים למזמין, לצדדים או לנכס",
                      "Earlier relations to client, parties or property", place="declarations"),
            text("declarations.contingent_fee", "שכר מותנה בתוצאה", "Contingent fee",
                 place="declarations", clause="E13"),
        ),
    ),
)  # fmt: skip
