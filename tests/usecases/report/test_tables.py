"""Long lists in print: every column once, the rarer ones together, and no table too wide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields import FIELDS, Field, Kind
from shamay_desktop.domain.report_content import Column, ColumnKind, ReportContent, Table
from shamay_desktop.domain.report_text import plain
from shamay_desktop.usecases.report.tables import LINE, MOST, ROOM, fitted, parted
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
def test_columns_when_the_usual_ones_fit_then_no_table_mixes_them_with_the_rare(
    wanted: list[tuple[bool, int]],
) -> None:
    members = [Field(f"c{at}", "", "", extra=extra) for at, (extra, _) in enumerate(wanted)]
    heads = [Column("", ColumnKind.TEXT, weight) for _, weight in wanted]
    parts = parted(members, heads)
    usual = [weight for extra, weight in wanted if not extra]
    if len(parts) > 1 and 0 < len(usual) <= MOST and sum(usual) <= ROOM:
        assert all(len({members[at].extra for at in part}) == 1 for part in parts)


def test_columns_when_two_tables_are_needed_then_neither_is_left_with_one_column() -> None:
    members = [Field(f"c{at}", "", "") for at in range(8)]
    heads = [Column("", ColumnKind.TEXT, 15)] * 8
    assert [len(part) for part in parted(members, heads)] == [4, 4]


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


leasts = st.lists(st.tuples(st.integers(3, 20), st.integers(0, 40)), min_size=1, max_size=10)


@given(leasts)
def test_columns_when_fitted_then_none_is_narrower_than_its_longest_word(
    wanted: list[tuple[int, int]],
) -> None:
    heads = [Column("", ColumnKind.TEXT, least + spare) for least, spare in wanted]
    after = fitted(heads, [least for least, _ in wanted])
    for (least, spare), column in zip(wanted, after, strict=True):
        assert least <= column.weight <= least + spare
    room_taken = sum(column.weight for column in after)
    assert room_taken <= max(LINE, sum(least for least, _ in wanted)) + len(wanted)


@pytest.mark.parametrize(("floors", "kind"), [(("5", "12", "-1"), ColumnKind.NUMBER),
                                              (("5", "קרקע", "2"), ColumnKind.TEXT)])  # fmt: skip
def test_the_floors_of_comparables_when_all_are_numbers_then_stand_as_numbers(
    floors: tuple[str, ...], kind: ColumnKind
) -> None:
    known: dict[str, Json] = {"price": "3000000", "area": "100", "address": "הדולב הארוכה 11"}
    rows: list[Json] = [{"id": f"c{at}", "floor": on, **known} for at, on in enumerate(floors)]
    content = report_of({"comparables": rows})
    table = next(block for chapter in content.chapters for block in chapter.blocks
                 if isinstance(block, Table) and block.key == "table:comparables")  # fmt: skip
    columns = {column.head: column for column in table.columns}
    assert columns["קומה"].kind is kind
    assert columns["כתובת"].weight >= len("הדולב הארוכה 11")
