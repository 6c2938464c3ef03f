"""Market data files of every format that is read, made of invented sales (`market_sales`).

Each maker takes rows as a source tells them (`Told`) and gives the file's bytes: the rows are the
truth beside it, in the file's order. `FILES` is every format by name.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from tests.market_biff import old_workbook as biff_workbook
from tests.market_sales import Told

TAX_AUTHORITY = (
    "גוש חלקה", "יום מכירה", 'תמורה מוצהרת בש"ח', 'שווי מכירה בש"ח', "מהות",
    "חלק נמכר", "ישוב", "שנת בניה", "שטח", "חדרים",
)  # fmt: skip
EXTENSION = (
    "תאריך עסקה", "כתובת", "ישוב", "גוש", "חלקה", "תת חלקה", "חדרים", "קומה", "שטח ברוטו",
    "שטח נטו", "גג", "חצר", "שנת בנייה", 'שווי מכירה בש"ח', "חלק נמכר", "מחיר למ\"ר ברוטו",
    "קומות בבניין", "סוג עסקה", "תפקוד יחידה", 'מופעי גו"ח',
)  # fmt: skip
OFFICE = (
    "יום מכירה", "כתובת", 'גו"ח', "חדרים", "קומה", 'שטח דירה במ"ר', "שנת בניה", "מחיר מוצהר",
    'מחיר למ"ר', "עיר",
)  # fmt: skip
ENGLISH = (
    "block_of_land", "sale_day", "declared_value_nis", "sale_value_nis", "part_sold", "city",
    "street", "house_number", "rooms", "floor", "surface", "year_of_construction",
)  # fmt: skip
NBSP, RLM, LRM, SHEKEL = "\u00a0", "\u200f", "\u200e", "₪"


def tax_authority(rows: Sequence[Told], *, quote: str = '"', encoding: str = "utf-8") -> bytes:
    """The Tax Authority's ".xls": one HTML table of ten columns."""
    names = [escape(name.replace('"', quote)) for name in TAX_AUTHORITY]
    headings = "".join(f"<th>{name}</th>" for name in names)
    body = "".join(f"<tr>{_cells(_tax_row(row))}</tr>\r\n" for row in rows)
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>'
        f'</head><body><table cellspacing="0" rules="all" border="1"><tr>{headings}</tr>\r\n{body}'
        f"</table></body></html>"
    )
    return page.encode(encoding)


def _tax_row(row: Told) -> tuple[str, ...]:
    sale = row.sale
    return (
        sale.key, f"{row.day:%d/%m/%Y}", _amount(row.declared), _amount(row.assessed), sale.kind,
        f"{float(row.share):.3f}", sale.city, f"{sale.year}{NBSP}", _or_dashes(row.area),
        sale.rooms or "--",
    )  # fmt: skip


DETAIL = (
    "Gush", "TarIska", "Yeshuv", "Rechov", "Bayit", "Knisa", "Dira", "McirMozhar", "McirMorach",
    "ShumaHalakim", "ShetachBruto", "ShetachNeto", "ShnatBniya", "MisHadarim", "Koma", "MisKomot",
    "Malit", "SugIska", "MahutZchut", "MofaGush",
)  # fmt: skip
"""Headings of the Tax Authority's page of one deal, as the fields of the page are called."""


def detail_row(share: str = "2 / 1") -> tuple[str, ...]:
    """One deal as that page tells it; its share names the denominator first."""
    return (
        "006634-0015-013-00", "09/03/2026", "חולון", "הגפן", "7", "א", "13", "1,250,000",
        "1,300,000", share, "92", "82", "1994", "3.5", "שלישית", "4", "כן", "מכר", "בעלות",
        "006634-0015-013-00",
    )  # fmt: skip


def extension_rows(rows: Sequence[Told]) -> list[list[Any]]:
    """What browser extensions write of the same site: dates as dates, numbers as numbers."""
    return [list(EXTENSION), *(_extension_row(row) for row in rows)]


def _extension_row(row: Told) -> list[Any]:
    sale = row.sale
    price = row.declared / row.area if row.area else None
    return [
        row.day, sale.address, sale.city, sale.gush, sale.helka, sale.tat,
        float(sale.rooms) if sale.rooms else None, sale.floor, row.area, None, None, None,
        sale.year, row.assessed, float(row.share), price, sale.floors, "מכר", sale.kind, sale.key,
    ]  # fmt: skip


def workbook(sheets: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> bytes:
    """An .xlsx of named sheets; a text that begins with "=" becomes a formula without a value."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def extension_workbook(rows: Sequence[Told]) -> bytes:
    """The extensions' .xlsx."""
    return workbook([("עסקאות", extension_rows(rows))])


def extension_old_workbook(rows: Sequence[Told]) -> bytes:
    """The same as a binary .xls."""
    return biff_workbook([("עסקאות", extension_rows(rows))])


def old_nadlan(rows: Sequence[Told]) -> bytes:
    """The old JSON of nadlan.gov.il, in its envelope; it does not tell of parts."""
    deals = [
        {
            "ASSETROOMNUM": row.sale.rooms,
            "BUILDINGFLOORS": row.sale.floors,
            "BUILDINGYEAR": str(row.sale.year),
            "DEALAMOUNT": f"{row.declared:,}",
            "DEALDATE": f"{row.day:%d.%m.%Y}",
            "DEALDATETIME": f"{row.day:%Y-%m-%d}T00:00:00",
            "DEALNATURE": str(row.area or ""),
            "DEALNATUREDESCRIPTION": row.sale.kind,
            "DISPLAYADRESS": row.sale.address,
            "FLOORNO": row.sale.floor,
            "FULLADRESS": f"{row.sale.address}, {row.sale.city}",
            "GUSH": f"{row.sale.gush}-{row.sale.helka}-{row.sale.tat}",
            "KEYVALUE": str(3_000_000_000 + number),
            "NEWPROJECTTEXT": "",
            "POLYGON_ID": f"{row.sale.gush}-{row.sale.helka}",
            "PROJECTNAME": "",
            "TREND_FORMAT": "",
            "TYPE": 1,
            "YEARBUILT": "",
        }
        for number, row in enumerate(rows)
    ]
    envelope = {"AllResults": deals, "PageNo": 1, "IsLastPage": True, "ResponseCode": 200}
    return json.dumps(envelope, ensure_ascii=False).encode()


def new_nadlan(rows: Sequence[Told]) -> bytes:
    """The Tax Authority's JSON: days as numbers, places in Israel TM."""
    deals = [
        {
            "Isn": number,
            "ShmGushHelkaTat": row.sale.key,
            "ShmYeshuv": 8600,
            "ShmYomMechira": int(f"{row.day:%Y%m%d}"),
            "ShmShoviIska": row.assessed,
            "shmShoviMuzhar": row.declared,
            "ShmChalakim": float(row.share),
            "ShmShnatBnia": row.sale.year,
            "ShmShetch": row.area,
            "ShmSugNeches": row.sale.kind,
            "ShmMahutIska": "מכר",
            "ShmMone": row.share.numerator,
            "ShmMechane": row.share.denominator,
            "CorX": row.sale.east,
            "CorY": row.sale.north,
            "ShmRehov": row.sale.street,
            "ShmMisparBayit": row.sale.house,
        }
        for number, row in enumerate(rows, 1)
    ]
    return json.dumps(deals, ensure_ascii=False).encode()


def govmap(rows: Sequence[Told], *, envelope: bool = True, snake: bool = False) -> bytes:
    """GovMap's deals; places are drawn in web Mercator, numbers may be the text "None"."""
    deals = [_govmap_deal(number, row) for number, row in enumerate(rows)]
    if snake:
        deals = [{_snake(name): content for name, content in deal.items()} for deal in deals]
    told: Any = deals
    if envelope:
        told = {"data": deals, "totalCount": len(deals), "limit": 100, "offset": 0}
    return json.dumps(told, ensure_ascii=False).encode()


def _govmap_deal(number: int, row: Told) -> dict[str, Any]:
    sale = row.sale
    x, y = 3_870_000 + (sale.east - 178_000) * 1.18, 3_766_000 + (sale.north - 662_000) * 1.18
    ring = [(x, y), (x + 20, y), (x + 20, y + 20), (x, y + 20), (x, y)]
    corners = ",".join(f"{across:.6f} {up:.6f}" for across, up in ring)
    return {
        "objectid": 1_000_000 + number,
        "dealId": 3_600_000_000 + number,
        "dealAmount": float(row.declared),
        "dealDate": f"{row.day:%Y-%m-%d}",
        "assetArea": float(row.area),
        "assetRoomNum": float(sale.rooms) if sale.rooms else None,
        "floorNo": sale.floor,
        "propertyTypeDescription": "דירה",
        "dealNatureDescription": sale.kind,
        "settlementId": 8600,
        "settlementNameHeb": sale.city,
        "streetCode": 86000401,
        "streetNameHeb": sale.street,
        "houseNum": f"{sale.house}.0" if number % 2 else sale.house,
        "neighborhood": sale.neighborhood or "None",
        "gushNum": sale.gush,
        "parcelNum": sale.helka,
        "subParcelNum": sale.tat,
        "polygonId": "52385050",
        "shape": f"MULTIPOLYGON((({corners})))",
        "sourceorder": 1,
    }


def office_rows(rows: Sequence[Told], date_format: str = "%d/%m/%Y") -> list[list[str]]:
    """An appraiser's own table, with what people and sheets leave in cells."""
    return [list(OFFICE), *(_office_row(row, date_format) for row in rows)]


def _office_row(row: Told, date_format: str) -> list[str]:
    sale = row.sale
    per_metre = f"{SHEKEL}{NBSP}{row.declared // row.area:,}" if row.area else "--"
    return [
        f"{row.day:{date_format}}", f"{RLM}{sale.address}", sale.short_key, sale.rooms, sale.floor,
        str(row.area), str(sale.year), f"{LRM}{row.declared:,} {SHEKEL}", per_metre, sale.city,
    ]  # fmt: skip


def office_csv(
    rows: Sequence[Told],
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    above: Iterable[str] = (),
    total: bool = False,
    date_format: str = "%d/%m/%Y",
) -> bytes:
    """The same as CSV; `above` are rows over the heading, `total` a row below the last."""
    table = office_rows(rows, date_format)
    if total:
        amount = f"{sum(row.declared for row in rows):,}"
        table.append(['סה"כ', "", "", "", "", "", "", amount, "", ""])
    text = written([*([each] for each in above), *table], delimiter)
    return text.encode(encoding, "replace" if encoding == "cp1255" else "strict")


def english_csv(rows: Sequence[Told]) -> bytes:
    """The English headings, with the month first in its dates."""
    table: list[Sequence[object]] = [ENGLISH]
    for row in rows:
        sale = row.sale
        day = f"{row.day.month}/{row.day.day}/{row.day.year}"
        table.append(
            (sale.key, day, row.declared, row.assessed, f"{float(row.share):g}", sale.city,
             sale.street, sale.house, sale.rooms, sale.floor_number, row.area, sale.year)
        )  # fmt: skip
    return written(table).encode()


def destroyed_csv(rows: Sequence[Told]) -> bytes:
    """An office's table that Excel saved without Hebrew: "?" for each letter, dates of the US."""
    table = [list(OFFICE)]
    for row in rows:
        own = _office_row(row, "%d/%m/%Y")
        own[0] = f"{row.day.month}/{row.day.day}/{row.day.year}"
        own[7] = f"{SHEKEL} {row.declared:,}"
        table.append(own)
    return written(table).encode("ascii", "replace")


def office_workbook(rows: Sequence[Told]) -> bytes:
    """Two sheets of an office's own, with a title above, a total below and a formula."""
    half = len(rows) // 2
    sheets = []
    for name, own in (("צפון", rows[:half]), ("דרום", rows[half:])):
        table: list[list[Any]] = [["עסקאות השוואה", None], []]
        table += [list(OFFICE)]
        for row in own:
            cells: list[Any] = list(_office_row(row, "%d/%m/%Y"))
            cells[0], cells[5], cells[6], cells[7] = row.day, row.area, row.sale.year, row.declared
            cells[8] = f"=H{len(table) + 1}/F{len(table) + 1}"
            table.append(cells)
        table.append(['סה"כ', *[None] * 6, sum(row.declared for row in own)])
        sheets.append((name, table))
    return workbook(sheets)


def report_document(rows: Sequence[Told]) -> bytes:
    """A past report: prose, a table of its facts, and the table of its comparables."""
    from docx import Document

    document = Document()
    document.add_paragraph("חוות דעת שמאית")
    facts = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (*facts.rows[0].cells, *facts.rows[1].cells), ("גוש", "6100", "חלקה", "7"), strict=True
    ):
        cell.text = text
    document.add_paragraph("להלן עסקאות השוואה:")
    table = document.add_table(rows=0, cols=len(OFFICE))
    for row in office_rows(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("המחירים כוללים מע״מ.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def copied_text(rows: Sequence[Told]) -> str:
    """What a sheet or a Word table gives when it is copied as text."""
    return written(office_rows(rows), "\t")


def copied_html(rows: Sequence[Told]) -> str:
    """What a page or Word gives when it is copied as HTML."""
    head, *body = office_rows(rows)
    lines = "".join(f"<tr>{_cells(row)}</tr>" for row in (head, *body))
    return (
        "<html><body><!--StartFragment--><p>עסקאות</p>"
        f"<table>{lines}</table><!--EndFragment--></body></html>"
    )


def written(table: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Rows as CSV."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(table)
    return target.getvalue()


FILES: dict[str, Callable[[Sequence[Told]], bytes]] = {
    "tax_authority.xls": tax_authority,
    "extension.xlsx": extension_workbook,
    "extension.xls": extension_old_workbook,
    "old_nadlan.json": old_nadlan,
    "new_nadlan.json": new_nadlan,
    "govmap.json": govmap,
    "govmap_snake.json": lambda rows: govmap(rows, envelope=False, snake=True),
    "office.csv": office_csv,
    "office_1255.csv": lambda rows: office_csv(rows, encoding="cp1255", delimiter=";"),
    "office_16.csv": lambda rows: office_csv(rows, encoding="utf-16", delimiter="\t"),
    "english.csv": english_csv,
    "destroyed.csv": destroyed_csv,
    "office.xlsx": office_workbook,
    "report.docx": report_document,
}


def _cells(row: Iterable[str]) -> str:
    return "".join(f"<td>{escape(cell)}</td>" for cell in row)


def _amount(shekels: int) -> str:
    return f"{Decimal(shekels):,}" if shekels else "--"


def _or_dashes(number: int) -> str:
    return str(number) if number else "--"


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
