"""A case that is hard on screens: 40 owners, 2,000-character notes, plan numbers in sentences."""

import json
from pathlib import Path

PLAN = 'תכנית רג/340/ג/21/ב (בתוקף) חלה על המקרקעין, ולפיה 120% בשתי קומות; ראו גם תמ"א 38/3א.'
SENTENCE = (
    "הדירה פונה לצפון־מערב אל הרחוב, ולפי תכנית רג/340/ג/21/ב מיום 01.06.2019 הותרה סגירת מרפסת "
    "בשטח 12.5 מ״ר (ראו היתר 2019-0417 וסעיף 6.1(7) לתקן). "
)


def write_hard_case(folder: Path, licence: str = "1234") -> Path:
    """The case folder; people and numbers are invented and belong to no one."""
    owners = [
        {"name": f"בעלים מספר {number}", "id_kind": "OTHER", "id_number": f"P-{number:04}",
         "share": "1/40", "act": "ירושה", "deed": f"1234/2019/{number}", "date": "2019-06-01"}
        for number in range(1, 41)
    ]  # fmt: skip
    fields = {
        "report.kind": "full",
        "report.purpose": "market_value",
        "client.name": "חברת הדוגמה להשקעות ולפיתוח נדל״ן בישראל (1998) בע״מ",
        "address.city": "רמת גן",
        "address.street": "שדרות הרב הראשי יצחק אייזיק הלוי הרצוג",
        "address.house_number": "118",
        "parcel.gush": "6109",
        "parcel.helka": "396",
        "parcel.tat_helka": "168",
        "rights.register": "condominium",
        "rights.owners": owners,
        "unit.layout": (SENTENCE * 12)[:2000],
        "unit.finish": (SENTENCE * 12)[:2000],
        "planning.designation": "מגורים ג'",
        "planning.potential": PLAN,
        "planning.plans": [
            {"number": "רג/340/ג/21/ב", "name": "שינוי הוראות בנייה", "gazette": "5412",
             "date": "2005-07-05", "status": "in_force"},
            {"number": "506-0271700", "name": "התחדשות עירונית", "status": "deposited"},
        ],
        "appraiser.licence_number": licence,
    }  # fmt: skip
    folder.mkdir(parents=True)
    case = {"case": {"format": 1}, "fields": fields}
    (folder / "case.json").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    return folder
