"""Identity numbers in own words: as much of them as the report is to show."""

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import Arrangement, OwnPicture, arrangement_of
from shamay_desktop.domain.report_edits.own_table import table_of_cells
from shamay_desktop.domain.report_edits.redacting import redacted, redaction_of
from shamay_desktop.domain.report_edits.rich_text import RichParagraph, Span, plain_words, words
from tests.domain.report_edits.arranging_bench import changed

NUMBER, OWNER = "012345678", "318765432"


def _case(switch: str) -> Case:
    fields: dict[str, Json] = {
        "client.id_number": NUMBER,
        "rights.owners": [{"id": "o", "name": "רבקה", "id_number": OWNER}],
        "export.id_numbers": switch,
    }
    return decode_case("c", fields)


def _redacted(case: Case) -> Arrangement:
    return redacted(arrangement_of(case), redaction_of(case))


@pytest.mark.parametrize(
    ("switch", "typed", "shown"),
    [
        ("last_four", f"ת״ז {NUMBER}.", "ת״ז *****5678."),
        ("none", f"ת״ז {NUMBER}.", "ת״ז *********."),
        ("full", f"ת״ז {NUMBER}.", f"ת״ז {NUMBER}."),
        ("last_four", "ת״ז 12345678", "ת״ז ****5678"),
        ("last_four", "ת״ז 01234567-8", "ת״ז *****567-8"),
        ("last_four", f"בעלים {OWNER} ו-{NUMBER}", "בעלים *****5432 ו-*****5678"),
        ("last_four", f"מספר {NUMBER}9", f"מספר {NUMBER}9"),
        ("last_four", "ת״ז *****5678", "ת״ז *****5678"),
    ],
)
def test_a_number_when_in_own_words_is_shown_as_the_export_says(
    switch: str, typed: str, shown: str
) -> None:
    case = changed(
        lambda c: gestures.add_text(c, words(typed), "heading:1", "", "o"), case=_case(switch)
    )
    (change,) = _redacted(case).changes
    assert plain_words(change.text) == shown


@pytest.mark.parametrize(
    "cell",
    ["304159262; 302718283", "304159262,302718283", "304159262\n302718283",
     "304159262 302718283", "304159262 / 302718283"],
)  # fmt: skip
def test_numbers_of_several_people_when_in_one_cell_are_each_found(cell: str) -> None:
    fields: dict[str, Json] = {
        "rights.mortgages": [{"id": "m", "borrower_id_number": cell}],
        "export.id_numbers": "last_four",
    }
    case = changed(
        lambda c: gestures.add_text(c, words("ת.ז. 302718283 ו-304159262"), "heading:1", "", "o"),
        case=decode_case("c", fields),
    )
    (change,) = _redacted(case).changes
    assert plain_words(change.text) == "ת.ז. *****8283 ו-*****9262"


def test_a_number_when_it_goes_through_looks_and_stands_in_notes_is_found() -> None:
    note = (Span(f"מספר {OWNER}"),)
    text = (RichParagraph((Span("ת״ז 0123"), Span("45678", bold=True, note=note))),)
    case = changed(
        lambda c: gestures.add_text(c, text, "heading:1", "", "o"), case=_case("last_four")
    )
    (change,) = _redacted(case).changes
    first, second = change.text[0].spans
    assert (first.text, second.text, second.bold) == ("ת״ז ****", "*5678", True)
    assert second.note[0].text == "מספר *****5432"


def test_a_number_when_in_own_tables_and_captions_is_shown_as_the_export_says() -> None:
    table = table_of_cells([["שם", "ת״ז"], ["רבקה", OWNER]], first_is_head=True, caption=NUMBER)
    picture = OwnPicture("f" * 64, caption=f"רבקה {OWNER}")
    case = changed(
        lambda c: gestures.add_table(c, table, "heading:1", "", "t"),
        lambda c: gestures.add_picture(c, picture, "heading:1", "", "p"),
        case=_case("last_four"),
    )
    own, shown = _redacted(case).changes
    assert own.table is not None
    assert own.table.rows == (("רבקה", "*****5432"),)
    assert own.table.caption == "*****5678"
    assert shown.picture is not None
    assert shown.picture.caption == "רבקה *****5432"
