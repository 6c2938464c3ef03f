"""Long lists in print: every column once, the rarer ones together, and no table too wide."""

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields import FIELDS, Field, Kind
from shamay_desktop.domain.report_content import Column, ColumnKind, ReportContent, Table
from shamay_desktop.domain.report_text import plain
from shamay_desktop.usecases.report.tables import ROOM, parted
from tests.filled_case import filled_case
from tests.usecases.report.inputs import report_of

LISTS = [member for member in FIELDS if member.kind is Kind.LIST and member.place is not None]
columns = st.lists(st.tuples(st.booleans(), st.integers(3, 40)), max_size=30)


@given(columns)
def test_columns_when_parted_then_each_stands_once_in_its_order(
    wanted: list[tuple[bool, int]],
) -> None:
    members = [Field(f"c{at}", "", "", extra=extra) for at, (extra, _) in enumerate(wanted)]
    heads = [Column("", ColumnKind.TEXT, weight) for _, weight in wanted]
    parts = parted(members, heads)
    assert sorted(place for part in parts for place in part) == list(range(len(wanted)))
    for part in parts:
        assert part == sorted(part)
        assert len(part) == 1 or sum(heads[at].weight for at in part) <= ROOM


@given(columns)
def test_columns_when_they_do_not_fit_then_no_table_mixes_usual_and_rare(
    wanted: list[tuple[bool, int]],
) -> None:
    members = [Field(f"c{at}", "", "", extra=extra) for at, (extra, _) in enumerate(wanted)]
    heads = [Column("", ColumnKind.TEXT, weight) for _, weight in wanted]
    parts = parted(members, heads)
    if len(parts) > 1:
        assert all(len({members[at].extra for at in part}) == 1 for part in parts)


def tables(content: ReportContent) -> list[Table]:
    return [
        block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Table)
    ]


def test_a_list_when_its_rare_columns_are_empty_then_one_table_without_numbers() -> None:
    owners: list[Json] = [{"name": "דנה", "share": "1/2"}, {"name": "אורי", "share": "1/2"}]
    (table,) = tables(report_of({"rights.owners": owners}))
    assert [column.head for column in table.columns] == ["שם", "החלק בנכס"]


def test_a_list_when_every_column_is_filled_then_rows_are_found_again_by_their_number() -> None:
    content = report_of(filled_case())
    mortgages = next(member for member in LISTS if member.id == "rights.mortgages")
    first = next(table for table in tables(content) if table.caption == mortgages.he)
    after = tables(content)[tables(content).index(first) + 1]
    assert after.caption == "המשך הטבלה: פרטים נוספים"
    for table in (first, after):
        assert table.columns[0].head == "מס'"
        numbers = [plain("".join(run.text for run in row.cells[0])) for row in table.rows]  # type: ignore[union-attr]
        assert numbers == ["1", "2"]


def test_notes_when_of_unit_and_parcel_then_stand_apart_under_their_titles() -> None:
    notes: list[Json] = [
        {"act": "תקנה 27", "scope": "parcel"},
        {"act": "הערת אזהרה", "scope": "unit"},
        {"act": "זכות מעבר", "scope": "common_property"},
        {"act": "אחרת"},
    ]
    content = report_of({"rights.notes": notes})
    assert [table.caption for table in tables(content)] == [
        "הערות – תת החלקה", "הערות – החלקה", "הערות – הרכוש המשותף", "הערות",
    ]  # fmt: skip
