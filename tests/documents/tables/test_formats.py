"""Every format of market data is read row for row as it was made."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.usecases.market_ports import RawTable
from tests import market_files as made
from tests.market_biff import BiffCell, old_workbook
from tests.market_sales import Told, sales, told

Read = Callable[..., Sequence[RawTable]]
ROWS = told(sales(60, seed=7), seed=7)

# file -> format, and the heading and meaning of a cell that tells one row from another
EXPECTED: dict[str, tuple[str, str, Callable[[Told], object]]] = {
    "tax_authority.xls": ("tax_authority_html", "גוש חלקה", lambda row: row.sale.key),
    "extension.xlsx": ("xlsx", "תאריך עסקה", lambda row: row.day),
    "extension.xls": ("xls", "תאריך עסקה", lambda row: row.day),
    "old_nadlan.json": ("nadlan_json", "DEALAMOUNT", lambda row: f"{row.declared:,}"),
    "new_nadlan.json": ("nadlan_json", "ShmShoviIska", lambda row: Decimal(row.assessed)),
    "govmap.json": ("govmap_json", "dealAmount", lambda row: Decimal(row.declared)),
    "govmap_snake.json": ("govmap_json", "deal_amount", lambda row: Decimal(row.declared)),
    "office.csv": ("csv", 'גו"ח', lambda row: row.sale.short_key),
    "office_1255.csv": ("csv", "עיר", lambda row: row.sale.city),
    "office_16.csv": ("csv", 'גו"ח', lambda row: row.sale.short_key),
    "english.csv": ("csv", "declared_value_nis", lambda row: str(row.declared)),
    "destroyed.csv": ("csv", '??"?', lambda row: row.sale.short_key),
    "report.docx": ("docx", 'גו"ח', lambda row: row.sale.short_key),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_stands_as_it_was_told_when_a_file_is_read(read: Read, name: str) -> None:
    kind, heading, meaning = EXPECTED[name]
    table = read(made.FILES[name](ROWS))[-1]
    assert table.format == kind
    column = table.headings.index(heading)
    assert [row[column] for row in table.rows] == [meaning(row) for row in ROWS]
    assert {len(row) for row in table.rows} == {len(table.headings)}
    assert len(table.rows) == len(ROWS)


def test_the_ten_columns_are_known_when_their_quotes_are_written_otherwise(read: Read) -> None:
    for quote in ('"', "", "״", "''"):
        (table,) = read(made.tax_authority(ROWS, quote=quote))
        assert table.format == "tax_authority_html"
        assert table.headings[2] == f"תמורה מוצהרת בש{quote}ח"


def test_another_table_of_a_page_is_not_taken_for_the_tax_authoritys(read: Read) -> None:
    (table,) = read(
        "<table><tr><th>כתובת</th><th>מחיר</th></tr><tr><td>הגפן 1</td><td>5</td></tr></table>"
    )
    assert (table.format, list(table.rows)) == ("html", [("הגפן 1", "5")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1255", "utf-16"])
def test_a_page_is_read_when_its_encoding_is_not_what_it_says(read: Read, encoding: str) -> None:
    (table,) = read(made.tax_authority(ROWS, encoding=encoding))
    assert [row[6] for row in table.rows] == [row.sale.city for row in ROWS]


def test_a_cell_that_spans_rows_stands_in_each_when_a_page_is_read(read: Read) -> None:
    (table,) = read(
        "<p>עסקאות</p><table><tr><th>עיר</th><th>רחוב</th><th>מחיר</th></tr>"
        "<tr><td rowspan=2>חולון</td><td>הגפן</td><td>1</td></tr>"
        "<tr><td>הזית</td><td>2</td></tr>"
        "<tr><td colspan=2>בת ים</td><td>3</td></tr></table>"
    )
    assert table.title == "עסקאות"
    assert list(table.rows) == [
        ("חולון", "הגפן", "1"),
        ("חולון", "הזית", "2"),
        ("בת ים", None, "3"),
    ]


def test_a_table_in_a_table_is_a_table_of_its_own(read: Read) -> None:
    inner = "<table><tr><th>עיר</th><th>מחיר</th></tr><tr><td>א</td><td>1</td></tr></table>"
    (table,) = read(f"<table><tr><td>תפריט</td><td>{inner}</td></tr></table>")
    assert (table.headings, list(table.rows)) == (("עיר", "מחיר"), [("א", "1")])


def test_words_of_scripts_are_not_read_when_they_stand_in_cells(read: Read) -> None:
    (table,) = read(
        "<table><tr><th>עיר</th><th>מחיר</th></tr>"
        "<tr><td><script>alert('<td>')</script>חולון</td><td>1<style>b</style></td></tr></table>"
    )
    assert list(table.rows) == [("חולון", "1")]


def test_each_sheet_is_a_table_when_a_workbook_has_several(read: Read) -> None:
    north, south = read(made.office_workbook(ROWS))
    assert (north.title, south.title) == ("צפון", "דרום")
    assert north.first_row == 4, "a title and a blank row stand above the heading"
    *rows, total = north.rows
    half = len(ROWS) // 2
    assert [row[7] for row in rows] == [Decimal(row.declared) for row in ROWS[:half]]
    assert total[7] == sum(row.declared for row in ROWS[:half]), "a total is a row like any other"


def test_a_formula_is_its_text_when_no_program_has_reckoned_it(read: Read) -> None:
    north, _ = read(made.office_workbook(ROWS))
    assert north.rows[0][8] == "=H4/F4"


def test_a_formula_gives_way_to_its_value_when_one_is_kept(read: Read) -> None:
    book = made.workbook([("א", [["מחיר", "שטח", "הערות"], [1, "=1+1", "=IF(A1,1,2)"]])])
    reckoned = _with_part(
        book,
        "xl/worksheets/sheet1.xml",
        (b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"),
        (b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"),
    )
    (table,) = read(reckoned)
    assert list(table.rows) == [(Decimal(1), Decimal(2), "=IF(A1,1,2)")]


def test_a_formula_whose_value_is_an_empty_text_is_an_empty_cell(read: Read) -> None:
    book = made.workbook([("א", [["מחיר", "שטח"], [1, 2], ['=""', 3]])])
    emptied = _with_part(
        book,
        "xl/worksheets/sheet1.xml",
        (b'<c r="A3"><f>""</f><v></v></c>', b'<c r="A3" t="str"><f>""</f><v></v></c>'),
        (b'<c r="A3"><f>""</f><v /></c>', b'<c r="A3" t="str"><f>""</f><v></v></c>'),
    )
    assert read(emptied)[0].rows[1] == (None, Decimal(3))


def test_numbers_are_exact_and_dates_are_dates_when_they_come_from_a_sheet(read: Read) -> None:
    row: list[BiffCell] = [
        0.1,
        2_600_000,
        1234567.89,
        date(2025, 2, 20),
        True,
        "006634-0015",
        None,
        "x",
    ]
    headings: list[BiffCell] = [f"מחיר {number}" for number in range(8)]
    for content in (
        made.workbook([("א", [headings, row])]),
        old_workbook([("א", [headings, row])]),
    ):
        (table,) = read(content)
        expected = (
            Decimal("0.1"), Decimal(2_600_000), Decimal("1234567.89"), date(2025, 2, 20), True,
            "006634-0015", None, "x",
        )  # fmt: skip
        assert table.rows[0] == expected


def test_records_in_an_envelope_and_in_a_list_and_in_lines_are_the_same(read: Read) -> None:
    record = '{"dealAmount": 1650000.50, "dealDate": "2024-01-02", "objectid": 7}'
    texts = (f"[{record},{record}]", f'{{"data":[{record},{record}]}}', f"{record}\n{record}\n")
    for text in texts:
        (table,) = read(text)
        assert table.format == "govmap_json"
        assert list(table.rows) == [(Decimal("1650000.50"), "2024-01-02", Decimal(7))] * 2


def test_names_that_come_later_are_columns_too_when_records_differ(read: Read) -> None:
    (table,) = read('[{"a": 1}, {"b": {"c": null, "d": true}, "a": [1, "x"]}]')
    assert table.headings == ("a", "b.c", "b.d")
    assert list(table.rows) == [(Decimal(1), None, None), ('[1, "x"]', None, True)]


def test_a_number_keeps_its_digits_when_a_float_would_lose_some(read: Read) -> None:
    (table,) = read('[{"x": 3870903.6394983671234, "y": 123456789012345678901, "z": 1e999}]')
    assert table.rows[0] == (
        Decimal("3870903.6394983671234"), Decimal("123456789012345678901"), "1e999",
    )  # fmt: skip


def test_every_list_of_a_file_is_a_table_when_there_are_several(read: Read) -> None:
    tables = read('{"sold": [{"a": 1}], "meta": {"rent": [{"b": 2}]}, "rows": [["x","y"],["z",1]]}')
    assert [table.title for table in tables] == ["sold", "rent", "rows"]


def test_a_merged_cell_says_the_same_of_each_row_when_a_report_is_read(read: Read) -> None:
    import io

    from docx import Document

    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (("עיר", "רחוב", "מחיר"), ("חולון", "א", "1"), ("", "ב", "2")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    target = io.BytesIO()
    document.save(target)
    (found,) = read(target.getvalue())
    assert list(found.rows) == [("חולון", "א", "1"), ("חולון", "ב", "2")]


def _with_part(archive: bytes, name: str, *changes: tuple[bytes, bytes]) -> bytes:
    """An Office file with a part of it changed."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == name:
                for before, after in changes:
                    content = content.replace(before, after)
            new.writestr(info, content)
    return target.getvalue()
