"""Parts of reading an extract: shares, days, amounts, cells of several lines, header rows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.documents.extraction.tabu import values
from shamay_desktop.documents.extraction.tabu.bands import bands, reading
from shamay_desktop.documents.extraction.tabu.columns import split_header
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
