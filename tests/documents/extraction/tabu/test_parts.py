"""Parts of reading an extract: shares, days, amounts, cells of several lines, header rows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.documents.extraction.tabu import values
from shamay_desktop.documents.extraction.tabu.bands import bands, reading
from shamay_desktop.documents.extraction.tabu.columns import split_header
from shamay_desktop.documents.extraction.tabu.extractor import TabuExtractor
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word

WORD_WIDTH = 30.0


def page_of(*cells: tuple[float, float, str]) -> PageText:
    """A page of words by their right edge and top; a cell's words go leftwards."""
    lines = []
    for right, top, text in cells:
        words, edge = [], right
        for word in text.split():
            words.append(Word(word, (edge - WORD_WIDTH, top, edge, top + 8)))
            edge -= WORD_WIDTH + 3
        lines.append(Line(tuple(words)))
    return PageText(1, 595.3, 841.9, Method.TEXT, tuple(lines))


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(("/", " / ", " /")))
def test_a_share_keeps_its_sides_when_blanks_stand_around_its_stroke(
    one: int, other: int, stroke: str
) -> None:
    part, whole = sorted((one, other))
    assert values.share(f"{part}{stroke}{whole}") == f"{part}/{whole}"


@pytest.mark.parametrize("text", ["2/1", "1/0", "חלק במקרקעין", "", "1/2/3"])
def test_a_share_is_not_made_up_when_what_stands_there_is_none(text: str) -> None:
    assert values.share(text) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_comes_first_when_the_register_writes_a_date(day: date) -> None:
    assert values.day(f"{day:%d/%m/%Y}") == day.isoformat()


@pytest.mark.parametrize("text", ["31/02/2020", "2020", "12/2020", "13/13/2020"])
def test_a_date_is_not_made_up_when_there_is_no_such_day(text: str) -> None:
    assert values.day(text) is None


@given(st.decimals(1, 999_999_999, places=2), st.sampled_from(("{} ₪", '{} ש"ח', "₪ {}", "{}")))
def test_an_amount_is_exact_when_it_is_written_with_separators(
    amount: object, pattern: str
) -> None:
    assert values.money(pattern.format(f"{amount:,}")) == ("amount", str(amount))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("120,000 $", ("foreign_amount", "120000")),
        ('85,000 דולר ארה"ב', ("foreign_amount", "85000")),
        ("ללא הגבלת סכום", ("unlimited", "true")),
        ("בלי הגבלה", ("unlimited", "true")),
        ("940,000 ₪ צמוד למדד המחירים לצרכן", ("amount", "940000")),
        ("940,000 ₪ לא צמוד", ("amount", "940000")),
        ("500,000 ₪ צמוד לשער דולר", ("amount", "500000")),
        ("940,000 או 12", None),
        ("940,000 כבשים", None),
        ("94,00", None),
    ],
)
def test_money_is_read_as_what_it_is_when_it_is_not_plain_shekels(
    text: str, read: tuple[str, str] | None
) -> None:
    assert values.money(text) == read


@pytest.mark.parametrize(
    ("text", "code"),
    [("940,000 ₪ צמוד למדד", "index"), ("9 ₪ לא צמוד", "none"), ("9 ₪ צמוד לשער דולר", "currency"),
     ("940,000 ₪", None)],
)  # fmt: skip
def test_a_linkage_is_read_when_an_amount_states_one(text: str, code: str | None) -> None:
    assert (values.linkage(text) if values.is_linked(text) else None) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [("ת.ז", "ID"), ("ת.ז.", "ID"), ("חברה", "COMPANY"), ("ח.פ.", "COMPANY"),
     ("דרכון ארה\"ב", "PASSPORT"), ("תאגיד סטטוטורי", "OTHER")],
)  # fmt: skip
def test_a_kind_of_identity_is_a_code_when_it_is_printed_in_words(text: str, kind: str) -> None:
    assert values.identity_kind(text) == kind


@given(st.integers(1, 4), st.integers(0, 3), st.integers(0, 3))
def test_one_row_is_read_when_its_cells_have_several_lines_and_the_deed_stands_anywhere(
    lines: int, deed_line: int, name_lines: int
) -> None:
    deed = min(deed_line, lines - 1)
    act = [(411.0, 100.0 + 10 * n, f"מהות{n}") for n in range(lines)]
    name = [(311.0, 100.0 + 10 * n, f"שם{n}") for n in range(min(name_lines, lines))]
    after = (564.0, 100.0 + 10 * lines + 9, "99/2020")
    (row, below) = bands(page_of(*act, *name, (564.0, 100.0 + 10 * deed, "8812/2017/1"), after))
    cells = {reading(block.tokens) for block in row.blocks}
    assert " ".join(f"מהות{n}" for n in range(lines)) in cells
    assert "8812/2017/1" in cells
    assert below.text == "99/2020"


def test_numbers_of_a_cell_are_read_from_the_left_when_no_letter_stands_among_them() -> None:
    words = tuple(
        Word(text, (x, 10.0, x + 4, 18.0)) for text, x in (("2", 60), ("/", 50), ("1", 40))
    )
    (row,) = bands(PageText(1, 595.3, 841.9, Method.TEXT, (Line(words),)))
    assert reading(row.tokens) == "1 / 2"


@pytest.mark.parametrize(
    ("labels", "table"),
    [
        (("מס' שטר", "תאריך", "מהות פעולה", "הבעלים", "סוג זיהוי", "מס' זיהוי"), "owners"),
        (("מהות פעולה", "הבעלים", "סוג זיהוי", "מס' זיהוי", "החלק בנכס", "מס' שטר"), "owners"),
        (("מס' שטר", "תאריך", "מהות פעולה", "בעלי המשכנתה", "סוג זיהוי"), "mortgages"),
        (("מס' שטר", "תאריך", "מהות פעולה", "שם המוטב"), "notes"),
        (("החלק בנכס",), "share"),
        (("דרגה", "סכום", "החלק בנכס"), "rank"),
        (("סוג", 'שטח במ"ר', "כלול"), "additional_areas"),
        (("רשויות", 'שטח במ"ר'), "parcel"),
        (("מבנה", "אגף", "כניסה", "כתובת"), "addresses"),
        (("מבנה",), "place"),
    ],
)
def test_a_table_is_known_by_its_labels_when_their_order_and_places_differ(
    labels: tuple[str, ...], table: str
) -> None:
    for order in (labels, labels[::-1]):
        cells = [(570.0 - 95 * n, 100.0, label) for n, label in enumerate(order)]
        (row,) = bands(page_of(*cells))
        header, beside = split_header(row)
        assert header is not None
        assert (header.table.name, beside) == (table, [])


def test_a_row_of_values_is_no_header_when_one_of_its_words_is_a_label() -> None:
    (row,) = bands(page_of((570.0, 100.0, "מבנה"), (470.0, 100.0, "שלוש")))
    assert split_header(row) == (None, [])


LEASE = (
    (564.0, 100.0, "מס' שטר"), (466.0, 100.0, "תאריך"), (411.0, 100.0, "מהות פעולה"),
    (311.0, 100.0, "החוכרים"),
    (564.0, 117.0, "12/2001/3"), (466.0, 117.0, "01/02/2001"), (411.0, 117.0, "שכירות"),
    (311.0, 117.0, "כהן דוד"),
)  # fmt: skip


def test_a_lease_has_its_level_and_end_when_an_older_extract_labels_them_in_one_row() -> None:
    row = (411.0, 134.0, "רמה: ראשית סיום: 31/12/2049")
    read = TabuExtractor().read([page_of(*LEASE, row)])
    lease = {found.path: found.content for found in read.found if "leases" in found.path}
    assert lease["leases[0].level"] == "1"
    assert lease["leases[0].end_date"] == "2049-12-31"
    assert lease["leases[0].name"] == "כהן דוד"


def test_a_row_under_no_header_is_told_of_when_it_belongs_to_no_table() -> None:
    read = TabuExtractor().read([page_of((500.0, 100.0, "שורה בלי כותרת"))])
    assert ("rows", "not_understood") in [(missed.path, missed.code) for missed in read.missed]
    assert "שורה בלי כותרת" in [missed.facts.get("text") for missed in read.missed]


def test_a_value_is_missed_with_what_stands_there_when_it_is_not_of_its_kind() -> None:
    day = ((466.0, 117.0, "אתמול"),)
    cells = [cell for cell in LEASE if cell[2] != "01/02/2001"]
    read = TabuExtractor().read([page_of(*cells, *day)])
    assert read.get("leases[0].date") is None
    (missed,) = [each for each in read.missed if each.path == "leases[0].date"]
    assert (missed.code, missed.facts["text"]) == ("not_understood", "אתמול")


def test_cells_keep_their_columns_when_a_scan_has_no_lines_and_labels_stand_in_the_middle() -> None:
    head = ((549.0, 100.0, "סימון בתשריט"), (459.0, 100.0, "צבע בתשריט"),
            (338.0, 100.0, "תיאור הצמדה"), (71.0, 100.0, "שטח במ\"ר"))  # fmt: skip
    full = ((565.0, 117.0, "כא"), (478.0, 117.0, "ירוק"), (390.0, 117.0, "חניה"),
            (85.0, 117.0, "12.40"))  # fmt: skip
    short = ((565.0, 134.0, "כב"), (390.0, 134.0, "מחסן"), (85.0, 134.0, "5.10"))
    read = TabuExtractor().read([page_of(*head, *full, *short)])
    rows = {found.path: found.content for found in read.found if "attachments" in found.path}
    assert rows == {
        "attachments[0].mark": "כא", "attachments[0].colour": "ירוק",
        "attachments[0].description": "חניה", "attachments[0].area": "12.40",
        "attachments[1].mark": "כב", "attachments[1].description": "מחסן",
        "attachments[1].area": "5.10",
    }  # fmt: skip


def test_a_lessor_is_the_leases_own_when_a_row_of_the_lease_names_one() -> None:
    head = ((311.0, 134.0, "שם המחכיר"), (211.0, 134.0, "סוג זיהוי"), (111.0, 134.0, "מס' זיהוי"))
    row = ((311.0, 151.0, "רשות מקרקעי ישראל"), (211.0, 151.0, "חברה"), (111.0, 151.0, "500000001"))
    read = TabuExtractor().read([page_of(*LEASE, *head, *row)])
    assert read.content("leases[0].name") == "כהן דוד"
    assert read.content("leases[0].lessor") == "רשות מקרקעי ישראל"
    assert read.content("leases[0].lessor_id_number") == "500000001"


def test_by_laws_and_their_deed_are_two_values_when_one_cell_holds_both() -> None:
    head = ((578.0, 100.0, "תקנון"), (409.0, 100.0, "תת חלקות"), (321.0, 100.0, "מבנים"))
    row = ((578.0, 117.0, "מוסכם 1234/2010"), (409.0, 117.0, "48"), (321.0, 117.0, "2"))
    read = TabuExtractor().read([page_of(*head, *row)])
    assert read.content("by_laws") == "agreed"
    assert read.content("by_laws_deed") == "1234/2010"
    assert (read.content("sub_parcel_count"), read.content("building_count")) == ("48", "2")


@pytest.mark.parametrize(
    "rows",
    [
        ((578.0, 100.0, "הערות רשם המקרקעין: נסגר לתיקון"),),
        ((578.0, 100.0, "הערות רשם המקרקעין"), (578.0, 117.0, "נסגר לתיקון")),
    ],
)
def test_the_registrars_notes_are_read_when_they_stand_beside_or_below_their_label(
    rows: tuple[tuple[float, float, str], ...],
) -> None:
    assert TabuExtractor().read([page_of(*rows)]).content("registrar_notes") == "נסגר לתיקון"


def test_two_lenders_are_one_mortgage_when_the_second_stands_beside_no_deed() -> None:
    head = (
        (564.0, 100.0, "מס' שטר"),
        (466.0, 100.0, "תאריך"),
        (411.0, 100.0, "מהות פעולה"),
        (311.0, 100.0, "בעלי המשכנתה"),
        (211.0, 100.0, "סוג זיהוי"),
        (111.0, 100.0, "מס' זיהוי"),
    )
    first = (
        (564.0, 117.0, "12/2001/3"),
        (466.0, 117.0, "01/02/2001"),
        (411.0, 117.0, "משכנתה"),
        (311.0, 117.0, "בנק ראשון"),
        (211.0, 117.0, "חברה"),
        (111.0, 117.0, "520000001"),
    )
    second = ((311.0, 134.0, "בנק שני"), (211.0, 134.0, "חברה"), (111.0, 134.0, "510000003"))
    read = TabuExtractor().read([page_of(*head, *first, *second)])
    assert read.rows("mortgages") == 1
    assert read.content("mortgages[0].lender") == "בנק ראשון, בנק שני"
    assert read.content("mortgages[0].lender_id_number") == "520000001"


def test_owners_of_one_deed_all_have_it_when_it_stands_once_beside_the_first() -> None:
    head = (
        (564.0, 100.0, "מס' שטר"),
        (466.0, 100.0, "תאריך"),
        (411.0, 100.0, "מהות פעולה"),
        (311.0, 100.0, "הבעלים"),
        (211.0, 100.0, "סוג זיהוי"),
        (111.0, 100.0, "מס' זיהוי"),
    )
    first = (
        (564.0, 117.0, "12/2001/3"),
        (466.0, 117.0, "01/02/2001"),
        (411.0, 117.0, "מכר"),
        (311.0, 117.0, "כהן דוד"),
        (211.0, 117.0, "ת.ז"),
        (111.0, 117.0, "000000018"),
    )
    second = ((311.0, 134.0, "כהן רותי"), (211.0, 134.0, "ת.ז"), (111.0, 134.0, "000000026"))
    read = TabuExtractor().read([page_of(*head, *first, *second)])
    assert [read.content(f"owners[{n}].name") for n in range(2)] == ["כהן דוד", "כהן רותי"]
    assert [read.content(f"owners[{n}].deed") for n in range(2)] == ["12/2001/3"] * 2
