"""The hash of what a case says: the same for the same words, another one for any other."""

import json
from dataclasses import replace

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.maps.gestures import changing_annotation, changing_picture
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.gestures import changing_shape
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.sealing import case_json, content_hash
from tests.drawn_case import drawn_case
from tests.filled_case import filled_case
from tests.storage import samples

NONE = CaseEvidence()
PRINTED = "ab" * 32
TYPED = Provenance(Origin.TYPED, by="dana@example.org", at="2026-11-02T10:00:00+00:00")


def test_a_hash_when_only_a_source_changes_stays_and_with_any_value_changes() -> None:
    case = filled_case()
    told = content_hash(case, NONE, PRINTED)
    assert (
        content_hash(Case(case.id, dict(reversed(list(case.values.items())))), NONE, PRINTED)
        == told
    )
    for path, value in case.values.items():
        sourced = case.with_value(path, replace(value, provenance=TYPED))
        assert content_hash(sourced, NONE, PRINTED) == told, path
        emptied = case.with_value(path, Value(State.NONE))
        differs = content_hash(emptied, NONE, PRINTED) != told
        assert differs is (path != "export.signature_method"), path


def test_a_hash_when_left_empty_is_that_of_never_asked() -> None:
    case = Case("c").with_value("address.city", Value.of("חיפה"))
    asked = case.with_value("address.street", Value(State.EMPTY))
    assert content_hash(asked, NONE, PRINTED) == content_hash(case, NONE, PRINTED)


def test_a_hash_when_rows_change_places_or_cells_is_another() -> None:
    one, two = (Row(name, {"price": Value.of(price)}) for name, price in (("a", "1"), ("b", "2")))
    case = Case("c").with_value("comparables", Value.of((one, two)))
    swapped = Case("c").with_value("comparables", Value.of((two, one)))
    other = Case("c").with_value("comparables", Value.of((one, Row("b", {"price": Value.of("3")}))))
    assert len({content_hash(each, NONE, PRINTED) for each in (case, swapped, other)}) == 3


def test_a_hash_when_a_photo_is_turned_named_or_moved_is_another() -> None:
    actor = type("Someone", (), {"user_id": "u"})()
    photo, paper = samples.image(actor, "c"), samples.document(actor, "c")
    states = [
        CaseEvidence((paper,), (photo,)),
        CaseEvidence((paper,), (replace(photo, rotation=90),)),
        CaseEvidence((paper,), (replace(photo, caption="אחר"),)),
        CaseEvidence((replace(paper, order=None),), (photo,)),
        CaseEvidence((), (photo,)),
    ]
    assert len({content_hash(Case("c"), each, PRINTED) for each in states}) == len(states)
    # The row's own id and its notes, which are not printed, are no part of what is said.
    same = CaseEvidence((replace(paper, id="x"),), (replace(photo, notes="לעצמי"),))
    assert content_hash(Case("c"), same, PRINTED) == content_hash(Case("c"), states[0], PRINTED)


def test_kept_values_when_read_back_are_the_case_with_its_sources() -> None:
    case = filled_case().with_value("client.name", Value.of("רבקה", TYPED))
    kept = case_json(case)
    assert case_json(decode_case(case.id, json.loads(kept)["fields"])) == kept
    assert decode_case(case.id, json.loads(kept)["fields"]).values == case.values


def test_a_hash_when_a_point_moves_is_another_and_when_a_picture_is_drawn_anew_stays() -> None:
    case = drawn_case()
    told = content_hash(case, NONE, PRINTED)
    mark, shape = pictures_of(case)[0].annotations[0], sheets_of(case)[1].shapes[0]
    moved = after(case, changing_annotation(case, mark, replace(mark, points=((401.0, 300.0),))))
    wider = after(case, changing_shape(case, shape, replace(shape, holes=())))
    picture = pictures_of(case)[0]
    drawn = replace(picture, drawn="d" * 64, drawn_of="e" * 64)
    printed = after(case, changing_picture(case, picture, drawn))

    assert len({told, content_hash(moved, NONE, PRINTED), content_hash(wider, NONE, PRINTED)}) == 3
    assert content_hash(printed, NONE, PRINTED) == told
