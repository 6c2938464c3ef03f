"""What programs that write .xlsx do differently from one another."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.documents.tables.sheet_rows import column_of
from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.market_ports import RawTable

Read = Callable[..., Sequence[RawTable]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>כתובת</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>מחיר</t></is></c></row>'
)


def _links(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{LINK}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{lines}</Relationships>'


def _book(
    rows: str,
    *,
    texts: str = "",
    styles: str = "",
    properties: str = "",
    sheet_target: str = "worksheets/sheet1.xml",
    space: str = MAIN,
) -> bytes:
    """A workbook of one sheet, written by hand."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("_rels/.rels", _links(("officeDocument", "xl/workbook.xml")))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{space}" xmlns:r="{LINK}">{properties}'
            '<sheets><sheet name="גיליון" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            _links(
                ("worksheet", sheet_target),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
        )
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">{texts}</sst>')
        archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{space}">{styles}</styleSheet>')
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{space}"><sheetData>{HEAD}{rows}</sheetData></worksheet>',
        )
    return target.getvalue()


def _rows(read: Read, rows: str, **options: str) -> list[tuple[object, ...]]:
    (table,) = read(_book(rows, **options))
    assert table.title == "גיליון"
    assert table.headings[:2] == ("כתובת", "מחיר")
    return list(table.rows)


def test_shared_texts_are_joined_of_their_pieces_without_how_they_are_spoken(read: Read) -> None:
    texts = (
        "<si><t>הגפן</t></si><si><r><t>רחוב </t></r><r><t>הזית</t></r><rPh><t>x</t></rPh></si>"
        "<si><t>שורה_x000A_שנייה</t></si>"
    )
    cells = "".join(f'<row><c t="s"><v>{at}</v></c><c><v>1</v></c></row>' for at in range(3))
    assert [row[0] for row in _rows(read, cells, texts=texts)] == [
        "הגפן", "רחוב הזית", "שורה\nשנייה",
    ]  # fmt: skip


def test_cells_stand_in_their_columns_when_some_are_left_out(read: Read) -> None:
    rows = '<row r="2"><c r="C2"><v>7</v></c></row><row r="4"><c r="A4" t="b"><v>1</v></c></row>'
    assert _rows(read, rows) == [
        (None, None, Decimal(7)), (None, None, None), (True, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("14", date(2025, 2, 20)), ("22", date(2025, 2, 20)), ("0", Decimal(45708)),
        ("4", Decimal(45708)), ("164", date(2025, 2, 20)), ("165", Decimal(45708)),
        ("166", Decimal(45708)),
    ],
)  # fmt: skip
def test_a_number_is_a_day_when_its_format_shows_one(
    read: Read, form: str, expected: object
) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="dd&quot;.&quot;mm\\.yyyy"/>'
        '<numFmt numFmtId="165" formatCode="[h]:mm"/>'
        '<numFmt numFmtId="166" formatCode="#,##0&quot; days&quot;"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="{form}"/></cellXfs>'
    )
    rows = '<row><c t="str"><v>א</v></c><c s="0"><v>45708</v></c></row>'
    assert _rows(read, rows, styles=styles)[0][1] == expected


def test_days_count_from_1904_when_the_workbook_says_so(read: Read) -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    rows = '<row><c t="str"><v>א</v></c><c s="0"><v>44246</v></c></row>'
    found = _rows(read, rows, styles=styles, properties='<workbookPr date1904="1"/>')
    assert found[0][1] == date(2025, 2, 20)


def test_a_day_beyond_the_calendar_stays_the_number_that_it_is(read: Read) -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    rows = "".join(
        f'<row><c t="str"><v>א</v></c><c s="0"><v>{number}</v></c></row>'
        for number in ("99999999", "-5", "0.5")
    )
    found = [row[1] for row in _rows(read, rows, styles=styles)]
    assert found == [Decimal(99_999_999), Decimal(-5), Decimal("0.5")]


def test_numbers_are_what_the_sheet_shows_when_it_stores_more_digits(read: Read) -> None:
    stored = ("0.10000000000000001", "1234567.8899999999", "2.6E6", "-3", "12345678901234567890")
    rows = "".join(f'<row><c t="str"><v>א</v></c><c><v>{text}</v></c></row>' for text in stored)
    assert [row[1] for row in _rows(read, rows)] == [
        Decimal("0.1"), Decimal("1234567.89"), Decimal(2_600_000), Decimal(-3),
        Decimal("12345678901234567890"),
    ]  # fmt: skip


def test_errors_and_iso_days_are_read_as_what_they_say(read: Read) -> None:
    rows = '<row><c t="e"><v>#N/A</v></c><c t="d"><v>2025-02-20T00:00:00</v></c></row>'
    assert _rows(read, rows) == [("#N/A", date(2025, 2, 20))]


def test_a_formula_that_others_share_is_moved_to_each_of_them(read: Read) -> None:
    rows = (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" si="0">A2*2</f></c></row>'
        '<row r="3"><c r="A3"><v>1</v></c><c r="B3"><f t="shared" si="0"/></c></row>'
        '<row r="4"><c r="A4"><v>1</v></c><c r="B4"><f t="shared" si="0"/><v>9</v></c></row>'
    )
    assert [row[1] for row in _rows(read, rows)] == ["=A2*2", "=A3*2", Decimal(9)]


def test_sheets_are_found_when_they_are_named_from_the_root_or_strictly(read: Read) -> None:
    rows = '<row><c t="str"><v>א</v></c><c><v>1</v></c></row>'
    for options in ({"sheet_target": "/xl/worksheets/sheet1.xml"}, {"space": STRICT}):
        assert _rows(read, rows, **options) == [("א", Decimal(1))]


def test_a_binary_workbook_is_refused_as_unreadable_and_not_as_broken(read: Read) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
        archive.writestr("xl/theme/theme1.xml", b"<theme/>")
    with pytest.raises(Refused) as refused:
        read(target.getvalue())
    assert refused.value.code == "table_unreadable"


def test_places_of_cells_are_columns() -> None:
    assert [column_of(place) for place in ("A1", "Z9", "AA10", "XFD1048576")] == [1, 26, 27, 16384]
    for wrong in ("", "1", "XFE1", "ÄB1", "A-1"):
        with pytest.raises(ValueError, match=r".*"):
            column_of(wrong)
