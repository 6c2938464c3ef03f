"""The description in a case folder: what is read from it, and that writing it changes nothing."""

import json
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.case_folder import (
    PaperNote,
    PhotoNote,
    describe,
    read_description,
)
from shamay_desktop.domain.errors import RefusedMany
from shamay_desktop.domain.evidence import DocSource, DocType, Document


def _codes(raw: dict[str, object]) -> list[str]:
    with pytest.raises(RefusedMany) as refused:
        read_description(raw)
    return [problem.code for problem in refused.value.problems]


def test_further_parcels_when_the_subjects_own_is_not_known_then_none_of_them_takes_its_place() -> (
    None
):
    further = Row("r1", MappingProxyType({"gush": Value.of("6109")}))
    case = Case("case-1", MappingProxyType({"parcels": Value.of((further,))}))
    read = read_description(json.loads(json.dumps(describe(case, {}, {}))))
    assert read.values == case.values


@pytest.mark.parametrize(
    "case_id",
    ["", "a/b", "a\\b", "a\nb", "\ud800", "a*", "[a]", " a", "a ", "x" * 65, "a\u202eb", 7],
)
def test_a_case_id_when_it_means_something_in_a_path_then_it_is_refused(case_id: object) -> None:
    assert _codes({"case": {"id": case_id}}) == ["wrong_type"]


@pytest.mark.parametrize("case_id", ["a", "sample-case", "תיק 7", "2026.0001_b", "x" * 64])
def test_a_case_id_when_it_is_visible_words_then_it_is_taken(case_id: str) -> None:
    assert read_description({"case": {"id": case_id}}).case_id == case_id


def test_two_photos_when_both_are_said_to_be_the_front_one_then_refused() -> None:
    photos = {"a.jpg": {"front": True}, "b.jpg": {"front": True}}
    assert _codes({"photos": photos}) == ["front_twice"]


@pytest.mark.parametrize("order", [-1, 10**30, True, "1"])
def test_a_photos_place_when_it_is_none_then_refused(order: object) -> None:
    assert _codes({"photos": {"a.jpg": {"order": order}}}) == ["not_a_choice"]


@pytest.mark.parametrize("order", [-1, 10**30, True, "1", 1.0])
def test_a_papers_place_when_it_is_none_then_refused(order: object) -> None:
    assert _codes({"documents": {"a.pdf": {"order": order}}}) == ["not_a_choice"]


@pytest.mark.parametrize("order", [None, 0, 7])
def test_a_papers_place_when_described_then_is_said_only_when_a_person_gave_one(
    order: int | None,
) -> None:
    at = datetime(2026, 11, 2, tzinfo=UTC)
    paper = Document(
        "p", "c", DocType.TABU, "a.pdf", "", "", DocSource.USER_UPLOAD, at, order=order
    )
    written = json.loads(json.dumps(describe(Case("c", {}), {"a.pdf": paper}, {})))
    said = {} if order is None else {"order": order}
    assert written["documents"] == {"a.pdf": {"kind": "TABU", **said}}
    assert read_description(written).documents["a.pdf"].order == order


def test_a_caption_when_it_holds_marks_and_line_ends_then_it_is_plain_words_on_one_line() -> None:
    read = read_description({"photos": {"a.jpg": {"caption": "חזית\u202e \n\x00 הבית"}}})
    assert read.photos["a.jpg"].caption == "חזית הבית"


@pytest.mark.parametrize(
    ("field_id", "raw"),
    [
        ("address.city", "  \u200f "),
        ("unit.layout", " \r\n "),
        ("rights.owners", []),
        ("licensing.completion_certificate", {}),
        ("unit.air_directions", []),
    ],
)
def test_a_content_that_says_nothing_when_read_then_it_was_asked_and_is_empty(
    field_id: str, raw: object
) -> None:
    read = read_description({"fields": {field_id: raw}}).values[field_id]
    assert (read.state, read.content) == (State.EMPTY, None)


def test_a_list_of_the_subjects_parcel_alone_when_read_then_there_are_no_further_ones() -> None:
    read = read_description({"fields": {"parcels": [{"gush": "6109", "helka": "396"}]}}).values
    assert read["parcels"].state is State.EMPTY
    assert read["parcel.gush"].content == "6109"
    again = describe(Case("c", read), {}, {})
    assert read_description(json.loads(json.dumps(again))).values == read


def test_notes_of_files_when_read_then_turns_captions_and_lines_are_clean() -> None:
    read = read_description(
        {
            "documents": {"a.pdf": {"kind": "TABU", "caption": " נסח \n מלא", "rotation": 90}},
            "photos": {"a.jpg": {"rotation": 270, "notes": "קו\u202e \r\nשני\n"}},
        }
    )
    assert read.documents["a.pdf"] == PaperNote(DocType.TABU, "נסח מלא", 90)
    assert read.photos["a.jpg"] == PhotoNote(rotation=270, notes="קו\nשני")


@pytest.mark.parametrize("rotation", [45, 360, -90, "90", True, 90.0])
def test_a_turn_when_it_is_no_quarter_then_refused(rotation: object) -> None:
    assert _codes({"photos": {"a.jpg": {"rotation": rotation}}}) == ["not_a_choice"]
    assert _codes({"documents": {"a.pdf": {"rotation": rotation}}}) == ["not_a_choice"]


def test_a_note_when_it_is_no_text_then_refused() -> None:
    assert _codes({"documents": {"a.pdf": {"caption": 5}}}) == ["not_a_choice"]
    assert _codes({"photos": {"a.jpg": {"notes": ["x"]}}}) == ["not_a_choice"]
