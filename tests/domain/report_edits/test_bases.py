"""What hidden and moved blocks are based on: facts in any language, and words of earlier times."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.report_content import Paragraph, Run, Table
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import arrangement_of
from shamay_desktop.domain.report_edits.arranging import Trouble
from shamay_desktop.domain.report_edits.bases import basis_of_facts
from shamay_desktop.domain.report_edits.generated import fingerprint
from tests.domain.report_edits.arranging_bench import (
    changed,
    lines,
    made,
    row,
    shown,
    troubles,
)

ROOMS, ADDRESS, SENTENCE = "line:unit.rooms", "cover:address", "words:value/sentence"


def _told(told: str, field: str = "report.purpose", row_id: str | None = None) -> Paragraph:
    return Paragraph((Run("שלום: "), Run(told, field=field, row=row_id)))


def test_a_hidden_block_when_its_facts_change_stays_hidden_and_is_remarked_until_confirmed() -> (
    None
):
    case = changed(lambda c: gestures.hide(c, ROOMS, "h", made(ROOMS)))
    assert troubles(case) == []
    assert "חדרים 5" not in lines(case, rooms="5")
    (remark,) = shown(case, rooms="5").remarks
    assert (remark.trouble, remark.row) == (Trouble.FACTS_CHANGED, "h")
    sure = changed(lambda c: gestures.confirm(c, [remark]), case=case)
    assert troubles(sure, rooms="5") == []
    assert troubles(sure, rooms="6") == [Trouble.FACTS_CHANGED]


def test_a_hidden_line_of_the_cover_when_its_facts_change_is_remarked() -> None:
    content = shown(changed()).generated
    hidden = Paragraph((Run("הגפן 3", field="address.street"),), key=ADDRESS)
    case = changed(lambda c: gestures.hide(c, ADDRESS, "h", hidden))
    assert troubles(case, content) == [Trouble.FACTS_CHANGED]


def test_fixed_words_when_hidden_and_said_otherwise_are_no_changed_facts() -> None:
    said = Paragraph((Run("The value is:"),), key=SENTENCE)
    case = changed(lambda c: gestures.hide(c, SENTENCE, "h", said))
    assert troubles(case) == []
    assert "שווי הנכס הוא:" not in lines(case)


def test_a_block_hidden_by_an_earlier_program_when_it_says_the_same_stays_hidden() -> None:
    old = row("h", kind="hidden", block=ROOMS, basis=fingerprint(made(ROOMS)))
    case = changed(old)
    assert troubles(case) == []
    assert "חדרים 4" not in lines(case)
    (remark,) = shown(case, rooms="5").remarks
    assert remark.trouble is Trouble.FACTS_CHANGED
    assert "חדרים 5" not in lines(case, rooms="5")
    sure = changed(lambda c: gestures.confirm(c, [remark]), case=case)
    assert arrangement_of(sure).changes[0].basis == basis_of_facts(made(ROOMS, rooms="5"), sure)
    assert troubles(sure, rooms="5") == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (_told("ירושה"), _told("Inheritance")),
        (_told('100 מ"ר', "unit.built_area"), _told("100 m²", "unit.built_area")),
        (_told("5 ₪", "computed"), _told("₪5", "computed")),
        (_told("דרכון", "rights.owners", "o"), _told("Passport", "rights.owners", "o")),
    ],
)
def test_a_fact_when_told_in_another_language_is_the_same(
    here: Paragraph, there: Paragraph
) -> None:
    case = decode_case(
        "c",
        {"report.purpose": "inheritance", "unit.built_area": "100",
         "rights.owners": [{"id": "o", "name": "רבקה", "id_kind": "PASSPORT"}]},
    )  # fmt: skip
    assert basis_of_facts(here, case) == basis_of_facts(there, case)
    bare = Case("c")
    if here.inlines[1] == there.inlines[1]:
        assert basis_of_facts(here, bare) == basis_of_facts(there, bare)


def test_a_fact_when_only_its_source_changes_is_the_same_and_else_another() -> None:
    bare, sourced, other = (
        decode_case("c", {"unit.built_area": each})
        for each in (
            "100",
            {"value": "100", "state": "value", "source": {"origin": "typed", "by": "a@b.co.il"}},
            "101",
        )
    )
    block = _told("100", "unit.built_area")
    assert basis_of_facts(block, bare) == basis_of_facts(block, sourced)
    assert basis_of_facts(block, bare) != basis_of_facts(_told("101", "unit.built_area"), other)


def test_lines_of_a_typed_text_when_one_changes_are_each_based_on_their_own_words() -> None:
    first, second = (decode_case("c", {"environment.description": f"אלף\n{x}"}) for x in "בג")
    line = _told("אלף", "environment.description")
    assert basis_of_facts(line, first) == basis_of_facts(line, second)


@pytest.mark.parametrize("of_words", [True, False])
def test_a_hidden_table_when_a_row_comes_is_remarked(*, of_words: bool) -> None:
    key = "table:valuation.areas"
    table = made(key)
    assert isinstance(table, Table)
    basis = fingerprint(table) if of_words else ""
    case = changed(
        row("h", kind="hidden", block=key, basis=basis) if basis
        else lambda c: gestures.hide(c, key, "h", table)
    )  # fmt: skip
    content = shown(changed()).generated
    more = Table(
        table.columns,
        (*table.rows, type(table.rows[0])(((Run("200", field="valuation.areas"),),))),
        table.caption,
        key,
    )
    chapters = tuple(
        type(each)(each.key, each.number, each.title,
                   tuple(more if block == table else block for block in each.blocks))
        for each in content.chapters
    )  # fmt: skip
    later = replace(content, chapters=chapters)
    assert troubles(case, later) == [Trouble.FACTS_CHANGED]
    assert "200" not in lines(case, later)
