"""A case folder becomes a case and a folder again; what does not fit changes nothing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.evidence import DocType, RoomType
from shamay_desktop.domain.records import Status
from shamay_desktop.usecases.cases.exporting import export_case
from shamay_desktop.usecases.cases.folder_case import evidence_of_folder
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.running import run_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.describing import (
    caption_document,
    describe_image,
    order_documents,
    remove_evidence,
    turn_document,
    turn_images,
)
from shamay_desktop.usecases.report.papers import annexed
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case, editable, open_case
from tests.end_to_end.homes import home_at
from tests.usecases.wizard_steps import session_of, type_and_journal


def _folder(root: Path, description: object, *photos: str) -> Path:
    (root / "photos").mkdir(parents=True)
    for number, name in enumerate(photos):
        Image.new("RGB", (40, 30), (number * 20, 80, 120)).save(root / "photos" / name)
    (root / "case.json").write_text(json.dumps(description), encoding="utf-8")
    return root


def _tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


DESCRIPTION = {
    "case": {"id": "case-1", "format": 1},
    "fields": {
        "address.city": "חיפה",
        "rights.mortgages": {"state": "none"},
        "rights.owners": [{"name": "דנה לוי", "share": "1/2"}, {"name": "רון כץ", "share": "1/2"}],
        "parcels": [
            {"gush": "6109", "helka": "396", "tat_helka": "168"},
            {"gush": "6109", "helka": "397", "role": "שביל"},
        ],
    },
    "photos": {"b.jpg": {"room": "EXTERIOR", "front": True, "caption": "חזית", "order": 0}},
}


def test_a_folder_when_imported_and_exported_twice_then_it_is_the_same_to_the_byte(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", DESCRIPTION, "a.jpg", "b.jpg"))
    export_case(services, actor, "case-1", tmp_path / "one")
    import_case(services, actor, tmp_path / "one")
    export_case(services, actor, "case-1", tmp_path / "two")
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")
    assert set(_tree(tmp_path / "one")) == {"case.json", "photos/a.jpg", "photos/b.jpg"}


def test_the_first_row_of_parcels_when_imported_then_the_scalars_hold_it(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", DESCRIPTION, "b.jpg"))
    case = case_now(services, actor, "case-1")[0].case
    assert case.content("parcel.gush") == "6109"
    assert [row.content("helka") for row in case.rows("parcels")] == ["397"]
    assert [row.content("helka") for row in case.parcels()] == ["396", "397"]


def test_a_photo_when_described_in_the_folder_then_the_case_says_so(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", DESCRIPTION, "a.jpg", "b.jpg"))
    evidence = case_now(services, actor, "case-1")[1]
    assert evidence.front is not None
    assert (evidence.front.file_name, evidence.front.room_type, evidence.front.caption) == (
        "b.jpg",
        RoomType.EXTERIOR,
        "חזית",
    )


def test_a_known_case_when_imported_again_then_named_fields_change_and_others_stay(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", DESCRIPTION, "b.jpg"))
    update = {"case": {"id": "case-1"}, "fields": {"address.city": "עכו"}}
    imported = import_case(services, actor, _folder(tmp_path / "up", update))
    case = case_now(services, actor, "case-1")[0].case
    assert not imported.created
    assert case.content("address.city") == "עכו"
    assert len(case.rows("rights.owners")) == 2


def test_a_known_case_when_imported_with_another_purpose_then_proposals_of_the_old_one_go(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    session = session_of(services, actor, create_case(services, actor, "case-2"))
    type_and_journal(services, actor, session, report__purpose="securities")
    update = {"case": {"id": "case-2"}, "fields": {"report.purpose": "home_mortgage"}}
    import_case(services, actor, _folder(tmp_path / "up", update))
    case = case_now(services, actor, "case-2")[0].case
    assert case.text("value.basis") == "market_value"
    assert case.text("accounts.framework") is None


def test_a_ready_case_when_its_own_folder_is_imported_again_then_it_stays_ready(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", DESCRIPTION, "b.jpg"))
    with services.database.work(actor) as work:
        stored = editable(work, actor, "case-1")
        work.valuations.save(replace(stored, status=Status.READY))
        work.commit()
    export_case(services, actor, "case-1", tmp_path / "out")
    import_case(services, actor, tmp_path / "out")
    assert case_now(services, actor, "case-1")[0].status is Status.READY
    update = {**DESCRIPTION, "photos": {"b.jpg": {"caption": "חזית אחרת"}}}
    import_case(services, actor, _folder(tmp_path / "up", update, "b.jpg"))
    assert case_now(services, actor, "case-1")[0].status is Status.IN_PROGRESS


def test_a_case_that_is_open_when_its_folder_is_imported_then_what_was_typed_stays(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", DESCRIPTION, "b.jpg"))
    session = session_of(services, actor, open_case(services, actor, "case-1"))
    type_and_journal(services, actor, session, address__street="הרצל")
    update = {"case": {"id": "case-1"}, "fields": {"address.city": "עכו"}}
    import_case(services, actor, _folder(tmp_path / "up", update))
    case = case_now(services, actor, "case-1")[0].case
    assert (case.content("address.street"), case.content("address.city")) == ("הרצל", "עכו")


def test_a_bare_value_when_imported_then_it_says_that_it_was_imported(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", DESCRIPTION, "b.jpg"))
    value = case_now(services, actor, "case-1")[0].case.value("address.city")
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.origin is Origin.IMPORTED


def test_a_folder_when_parts_do_not_fit_then_each_is_named_and_nothing_is_changed(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    wrong = {
        "case": {"id": "case-1", "format": 7},
        "fields": {"no.such": "x", "unit.rooms": "four"},
        "photos": {"gone.jpg": {"room": "ATTIC"}},
        "more": {},
    }
    with pytest.raises(RefusedMany) as refused:
        import_case(services, actor, _folder(tmp_path / "in", wrong))
    assert {problem.code for problem in refused.value.problems} == {
        "format_newer", "unknown_field", "not_a_number", "not_a_choice", "unknown_part",
    }  # fmt: skip
    with pytest.raises(Refused, match="case_unknown"):
        case_now(services, actor, "case-1")


def test_a_folder_when_a_file_is_missing_or_broken_then_it_is_named_and_nothing_is_changed(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _folder(tmp_path / "in", {**DESCRIPTION, "documents": {"gone.pdf": {"kind": "TABU"}}})
    with pytest.raises(RefusedMany) as refused:
        import_case(services, actor, root)
    assert {problem.facts["file"] for problem in refused.value.problems} == {"gone.pdf", "b.jpg"}
    broken = _folder(tmp_path / "in2", DESCRIPTION, "b.jpg")
    (broken / "photos" / "c.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut")
    with pytest.raises(RefusedMany) as refused:
        import_case(services, actor, broken)
    assert [problem.facts["file"] for problem in refused.value.problems] == ["c.jpg"]
    with pytest.raises(Refused, match="case_unknown"):
        case_now(services, actor, "case-1")


def test_parcels_when_they_contradict_the_scalars_then_the_folder_is_refused(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    wrong = {"fields": {"parcel.gush": "7000", "parcels": [{"gush": "6109"}]}}
    with pytest.raises(RefusedMany) as refused:
        import_case(services, actor, _folder(tmp_path / "in", wrong))
    assert refused.value.problems[0].code == "parcels_contradict"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "case_json_broken"),
        ("[]", "case_json_broken"),
        ('{"fields": {"unit.rooms": NaN}}', "case_json_broken"),
        ('{"fields": {}, "fields": {}}', "case_json_twice"),
    ],
)
def test_case_json_when_it_is_broken_then_it_is_refused(
    services: Services, actor: Actor, tmp_path: Path, text: str, code: str
) -> None:
    (tmp_path / "case.json").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        import_case(services, actor, tmp_path)
    assert refused.value.code == code


def test_an_export_when_its_folder_is_not_empty_then_nothing_of_it_is_touched(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", DESCRIPTION, "b.jpg"))
    before = _tree(tmp_path / "in")
    with pytest.raises(Refused, match="folder_not_empty"):
        export_case(services, actor, "case-1", tmp_path / "in")
    assert _tree(tmp_path / "in") == before


def test_two_papers_of_one_name_when_exported_then_both_are_there_and_come_back(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _folder(tmp_path / "in", {"case": {"id": "case-1"}})
    for folder, colour in (("documents", 10), ("maps", 90)):
        (root / folder).mkdir()
        Image.new("RGB", (9, 9), (colour, 0, 0)).save(root / folder / "map.png")
    import_case(services, actor, root)
    export_case(services, actor, "case-1", tmp_path / "one")
    kinds = json.loads((tmp_path / "one" / "case.json").read_text("utf-8"))["documents"]
    assert sorted(note["kind"] for note in kinds.values()) == [
        DocType.GIS_SCREENSHOT,
        DocType.OTHER,
    ]
    import_case(services, actor, tmp_path / "one")
    export_case(services, actor, "case-1", tmp_path / "two")
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_what_was_said_of_files_when_exported_and_imported_elsewhere_then_it_comes_along(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _folder(tmp_path / "in", {"case": {"id": "case-1"}}, "a.jpg")
    (root / "documents").mkdir()
    pages = [Image.new("L", (40, 60), shade) for shade in (10, 200)]
    pages[0].save(root / "documents" / "scan.tif", save_all=True, append_images=pages[1:])
    import_case(services, actor, root)
    _, evidence = case_now(services, actor, "case-1")
    photo, paper = evidence.images[0], evidence.documents[0]
    describe_image(services, actor, "case-1", photo.id, notes="שורה\nשנייה", caption="סלון")
    turn_images(services, actor, "case-1", [photo.id], 90)
    caption_document(services, actor, "case-1", paper.id, "תשריט")
    turn_document(services, actor, "case-1", paper.id, 180)
    export_case(services, actor, "case-1", tmp_path / "one")
    with home_at(tmp_path / "other") as (other, somebody):
        import_case(other, somebody, tmp_path / "one")
        _, there = case_now(other, somebody, "case-1")
        export_case(other, somebody, "case-1", tmp_path / "two")
    assert (there.images[0].rotation, there.images[0].notes) == (90, "שורה\nשנייה")
    assert there.images[0].likeness == photo.likeness is not None
    assert (there.images[0].width, there.images[0].size) == (photo.width, photo.size)
    assert (there.documents[0].caption, there.documents[0].rotation) == ("תשריט", 180)
    assert there.documents[0].pages == 2
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_the_order_of_papers_when_exported_and_imported_elsewhere_then_is_the_same_to_the_byte(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _folder(tmp_path / "in", {"case": {"id": "case-1"}})
    (root / "documents").mkdir()
    for number, name in enumerate(("a.png", "b.png", "c.png")):
        Image.new("RGB", (9, 9), (number * 20, 0, 0)).save(root / "documents" / name)
    import_case(services, actor, root)
    first, second, third = (each.id for each in case_now(services, actor, "case-1")[1].documents)
    export_case(services, actor, "case-1", tmp_path / "none")
    order_documents(services, actor, "case-1", [third, first, second])
    remove_evidence(services, actor, "case-1", first)  # leaves a gap
    export_case(services, actor, "case-1", tmp_path / "one")
    with home_at(tmp_path / "other") as (other, somebody):
        import_case(other, somebody, tmp_path / "one")
        _, there = case_now(other, somebody, "case-1")
        export_case(other, somebody, "case-1", tmp_path / "two")
        import_case(other, somebody, tmp_path / "none")  # says nothing of places
        _, later = case_now(other, somebody, "case-1")
    assert [(each.file_name, each.order) for each in annexed(there)] == [("c.png", 0), ("b.png", 2)]
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")
    assert b'"order"' not in (tmp_path / "none" / "case.json").read_bytes()
    assert [each.file_name for each in annexed(later)] == ["c.png", "b.png", "a.png"]
    look = evidence_of_folder(services, tmp_path / "one")
    assert [each.file_name for each in annexed(look)] == ["c.png", "b.png"]


def test_a_run_when_its_report_would_go_into_the_case_folder_then_it_is_refused(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _folder(tmp_path / "in", DESCRIPTION, "b.jpg")
    before = _tree(root)
    with pytest.raises(Refused, match="out_is_case_folder"):
        run_case(services, actor, root, root)
    assert _tree(root) == before
