"""Section 5.1: the adjustments head by head, split over tables, each with its reason."""

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.report_content import Chapter, Table
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from tests.usecases.report.inputs import report_of

AREAS: Json = [{"id": "f", "name": "דירה", "category": "flat", "area": "142", "coefficient": "1"}]


def fields(comparables: int, *, mode: str | None = "product") -> dict[str, Json]:
    """A case with so many comparables, each adjusted for size and parking."""
    rows: list[Json] = [
        {"id": f"c{n}", "date": "2026-01-05", "address": f"הדקל {n}", "price": "3000000",
         "area": "100"}
        for n in range(1, comparables + 1)
    ]  # fmt: skip
    cells: list[Json] = []
    for n in range(1, comparables + 1):
        size: Json = {
            "id": f"s{n}",
            "comparable": f"c{n}",
            "head": "size",
            "unit": "percent",
            "amount": "-5",
            "reason": f"קטנה {n}",
        }
        parking: Json = {
            "id": f"p{n}",
            "comparable": f"c{n}",
            "head": "parking",
            "unit": "whole",
            "amount": "120000",
            "reason": "ללא חניה",
            "support": "40 עסקאות",
        }
        cells += [size, parking]
    found: dict[str, Json] = {
        "valuation.areas": AREAS,
        "valuation.adopted_price_per_sqm": "30000",
        "comparables": rows,
        "comparables.adjustments": cells,
    }  # fmt: skip
    return found if mode is None else {**found, "valuation.adjustment_mode": mode}


def tables(comparables: int, language: Language = Language.HE) -> list[Table]:
    """The tables of the section that hold adjustments."""
    report = report_of(fields(comparables), language=language)
    return [table for table in _tables(report.chapters) if "התאמ" in (table.caption or "")]


def _tables(chapters: tuple[Chapter, ...]) -> list[Table]:
    blocks = (block for chapter in chapters for block in chapter.blocks)
    return [block for block in blocks if isinstance(block, Table)]


def words(table: Table) -> list[list[str]]:
    """A table's cells as plain text."""
    return [
        [strip_marks("".join(getattr(each, "text", "") for each in cell)) for cell in row.cells]
        for row in table.rows
    ]


def test_adjustments_when_printed_then_base_heads_running_prices_sum_and_adjusted_stand() -> None:
    grid, reasons = tables(2)
    rows = {line[0]: line[1:] for line in words(grid)}
    assert rows['מחיר למ"ר, במעוגל'] == ["30,000", "30,000"]
    assert rows["גודל"] == ["−5% (28,500)", "−5% (28,500)"]
    assert rows["חניה"] == ["+120,000 ₪ (29,700)", "+120,000 ₪ (29,700)"]
    assert rows["סך ההתאמות בערך מוחלט"] == ["9%", "9%"]
    assert rows['מחיר מתואם למ"ר'] == ["29,700", "29,700"]
    assert words(reasons)[0] == ["1", "גודל", "−5%", "קטנה 1", ""]
    assert words(reasons)[1] == ["1", "חניה", "+120,000 ₪", "ללא חניה", "40 עסקאות"]


def test_adjustments_when_there_are_many_comparables_then_stand_in_several_tables() -> None:
    found = tables(20)
    assert [len(table.columns) - 1 for table in found[:-1]] == [5, 5, 5, 5]
    heads = [column.head for table in found[:-1] for column in table.columns[1:]]
    assert heads == [str(n) for n in range(1, 21)]
    assert len(found[-1].rows) == 40


def test_mode_when_printed_then_says_the_formula_and_whether_stated() -> None:
    said = "\n".join(text_blocks(report_of(fields(2, mode="sum"))))
    assert "כסכום" in said
    assert "כמכפלה" in "\n".join(text_blocks(report_of(fields(2, mode=None))))


def test_case_without_heads_when_printed_then_has_no_adjustment_tables() -> None:
    plain = {**fields(2), "comparables.adjustments": []}
    plain["comparables.adjustments"] = {"state": "empty"}
    said = "\n".join(text_blocks(report_of(plain)))
    assert "סיבות ההתאמות" not in said
    assert "כמכפלה" not in said
