"""The sample's papers in the layouts of the offices that give them, from the case's own values.

An extract of the register, the order of the house and a building permit: what the program reads
from them is what stands in the case.
"""

from pathlib import Path

from shamay_desktop.domain.case import Case, Row
from tools.papers.drawn_paper import DrawnPaper
from tools.papers.extract import drawn
from tools.papers.extract_facts import (
    BY_LAWS,
    Deed,
    Easement,
    Mortgage,
    Note,
    Owner,
    Person,
    Registration,
    Unit,
)
from tools.papers.permit import draw_form_3
from tools.sample_house import house_order
from tools.sample_values import said, text_of, two_places

NOTICE = (
    "מסמך דוגמה מומצא. הוא לא הופק בידי רשות כלשהי, והאנשים, המספרים והמקרקעין שבו אינם קיימים."
)
_HEBREW_DAY = "א' חשון   תשפ\"ז"
"""Of the extract's date."""

_DRAWING = (
    "רישום הבית המשותף מבוסס על תשריט מאושר על ידי מוסד תכנון כאמור בתקנה 54(ב)(1) לתקנות"
    ' המקרקעין (ניהול ורישום), התשע"ב - 2011.'
)
_ORIGIN = "צו רישום בית משותף"
_BANK_NUMBER = "514400019"
"""Passes the check digit, as the bank's number would; no company has it that we know of."""

_PERMIT = {
    "building_file": "4410", "plot": "3", "session": "9", "session_date": "2011-02-21",
    "valid_years": "3", "granted": "2011-06-19", "holder": 'הדגמה יזמות ובנייה בע"מ',
}  # fmt: skip
_PERMITTED = (
    'הקמת בית מגורים משותף (בניין מס\' 1) בן 9 קומות סה"כ 32 יח"ד',
    "מעל קומת מרתף ובה 64 מקומות חניה ו-32 מחסנים, המכיל :",
    'מגורים 4,076.00 מ"ר;',
    'ממ"דים 384.00 מ"ר;',
    'הול כניסה וח.מדרגות 948.00 מ"ר;',
    'שטחי עזר (ח. אשפה, גז, מחסנים) 704.40 מ"ר;',
    "אנטנה, מערכת סולרית, גדרות ופתוח; הכל בהתאם לתכנית.",
)
"""What the permit allows; its areas are the case's 6,112.4 square metres."""


def make_papers(case: Case, folder: Path) -> None:
    """Write the three papers; identity numbers stand in full, as in a real extract."""
    extract = drawn(registration(case), seed=1).pdf(notice=NOTICE)
    (folder / "extract.pdf").write_bytes(extract)
    (folder / "condominium-order.pdf").write_bytes(house_order(case).drawn(NOTICE).pdf())
    (folder / "permit-20110347.pdf").write_bytes(_permit(case).pdf())


def registration(case: Case) -> Registration:
    """What the register says of the sample's flat."""
    keys = ("extract_number", "extract_date", "extract_time")
    head = {key: text_of(case, f"rights.{key}") for key in keys}
    head |= {key: text_of(case, f"parcel.{key}") for key in ("gush", "helka", "tat_helka")}
    head["registration_office"] = text_of(case, "rights.office")
    city = text_of(case, "address.city")
    by_laws = next(
        word for word, code in BY_LAWS.items() if code == text_of(case, "rights.by_laws")
    )
    deed, date = text_of(case, "order.deed"), text_of(case, "order.date")
    parcel = {
        "authority": f"עיריית {city}", "area": text_of(case, "parcel.area"),
        "by_laws": by_laws, "sub_parcels": text_of(case, "parcel.sub_parcels"),
        "buildings": text_of(case, "parcel.buildings"), "deed": deed, "drawing_kind": _DRAWING,
        "origin.deed": deed, "origin.date": date, "origin.kind": _ORIGIN,
    }  # fmt: skip
    return Registration(
        "condominium_full", head, _unit(case),
        parcel=parcel,
        addresses=[
            {"building": text_of(case, "unit.building"), "address": f"{_street(case)}, {city}"}
        ],
        former=[f"{said(row, 'gush')}/{said(row, 'helka')}" for row in case.rows("parcel.former")],
        notes=[_note(row) for row in case.rows("rights.notes")],
        easements=[_easement(row) for row in case.rows("rights.easements")],
        hebrew_day=_HEBREW_DAY,
    )  # fmt: skip


def _unit(case: Case) -> Unit:
    cells = {
        "unit_description": text_of(case, "order.unit/description"),
        "floor": text_of(case, "unit.registered_floor"),
        "unit_area": text_of(case, "unit.registered_area"),
        "common_property_share": text_of(case, "rights.common_property_share"),
        "building": text_of(case, "unit.building"), "entrance": text_of(case, "unit.entrance"),
    }  # fmt: skip
    return Unit(
        int(text_of(case, "parcel.tat_helka")), cells,
        additional=[(said(row, "kind"), two_places(said(row, "area")))
                    for row in case.rows("rights.additional_areas")],
        attachments=[_cells(row) | {"area": two_places(said(row, "area"))}
                     for row in case.rows("rights.attachments")],
        owners=[Owner(_person(row, "name", "id"), _deed(row), said(row, "share"))
                for row in case.rows("rights.owners")],
        mortgages=[_mortgage(case, row) for row in case.rows("rights.mortgages")],
    )  # fmt: skip


def _mortgage(case: Case, row: Row) -> Mortgage:
    names = said(row, "borrower").split("; ")
    owners = {
        said(each, "name"): _person(each, "name", "id") for each in case.rows("rights.owners")
    }
    return Mortgage(
        Person(said(row, "lender"), "COMPANY", _BANK_NUMBER),
        Deed(said(row, "deed"), said(row, "date"), "משכנתה"),
        [owners[name] for name in names], int(said(row, "rank")),
        f"{int(said(row, 'amount')):,} ₪", {}, said(row, "share"), on_whom="על כל הבעלים",
    )  # fmt: skip


def _note(row: Row) -> Note:
    return Note(_deed(row), said(row, "beneficiary"), said(row, "scope"), said(row, "text"))


def _easement(row: Row) -> Easement:
    block, _, parcel = said(row, "other_parcel").partition("/")
    return Easement(
        Deed(said(row, "deed"), said(row, "date"), "זיקת הנאה"), said(row, "direction"),
        said(row, "text"), {}, said(row, "terms"), said(row, "amendments"), block, parcel,
    )  # fmt: skip


def _permit(case: Case) -> DrawnPaper:
    row = case.rows("licensing.permits")[0]
    gush, helka, plot = said(row, "parcel_then").split("/")
    facts = _PERMIT | {
        "number": said(row, "number"), "request_number": said(row, "request_number"),
        "issue_date": said(row, "date"), "committee": said(row, "committee"),
        "authority": text_of(case, "address.city"),
        "neighbourhood": text_of(case, "address.neighborhood"),
        "address": _street(case),
        "gush": gush, "helka": helka, "plot": plot, "plans[0]": said(row, "plan"),
    }  # fmt: skip
    paper = DrawnPaper(notice=NOTICE)
    draw_form_3(paper, facts, _PERMITTED)
    return paper


def _street(case: Case) -> str:
    return f"{text_of(case, 'address.street')} {text_of(case, 'address.house_number')}"


def _person(row: Row, name: str, number: str) -> Person:
    return Person(said(row, name), said(row, f"{number}_kind"), said(row, f"{number}_number"))


def _deed(row: Row) -> Deed:
    return Deed(said(row, "deed"), said(row, "date"), said(row, "act"))


def _cells(row: Row) -> dict[str, str]:
    return {name: said(row, name) for name in row.cells}
