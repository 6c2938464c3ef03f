"""Drawings of a case folder: out and in again to the byte, foreign ones, and what is wrong told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.maps.gestures import changing_picture
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.reading import broken_rows, sheets_of
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.standards import words
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.cases.exporting import export_case
from shamay_desktop.usecases.cases.folder_case import (
    case_of_folder,
    case_of_read_folder,
    read_evidence_of_folder,
)
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.services import Services
from tests.drawn_case import drawn_case

FOREIGN = {
    "plan": "plan.png",
    "references": [{"from": [0, 0], "to": [100, 0], "metres": "1.00"}],
    "shapes": [
        {"id": "a", "name": "סלון", "category": "flat", "kind": "area",
         "points": [[0, 0], [400, 0], [400, 500], [0, 500]]}
    ],
}  # fmt: skip


def _picture(path: Path, colour: int = 200) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (400, 300), (colour, 10, 10)).save(path, "PNG")


def _folder(root: Path, fields: Json = None) -> Path:
    """A folder with two plans and a map."""
    for colour, name in enumerate(("plans/plan.png", "plans/other.png", "maps/site.png")):
        _picture(root / name, colour)
    described = {"case": {"id": "c1"}, "fields": fields or {}}
    (root / "case.json").write_text(json.dumps(described), encoding="utf-8")
    return root


def _put(root: Path, name: str, drawing: object) -> Path:
    text = drawing if isinstance(drawing, str) else json.dumps(drawing, ensure_ascii=False)
    (root / name).write_text(text, encoding="utf-8")
    return root


def _tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def _case(services: Services, actor: Actor) -> Case:
    return case_now(services, actor, "c1")[0].case


def _drawn(services: Services, actor: Actor, root: Path) -> Case:
    """A case in the database whose drawings were made on the papers of a folder."""
    import_case(services, actor, _folder(root))
    valuation, evidence = case_now(services, actor, "c1")
    hashes = {each.file_name: each.sha256 for each in evidence.documents}
    case = drawn_case(valuation.case, hashes["plan.png"], hashes["site.png"])
    with services.database.work(actor) as work:
        standing = work.valuations.get("c1")
        assert standing is not None
        work.valuations.save(replace(standing, case=case))
        session = work.sessions.active_of("c1")
        assert session is not None
        work.sessions.save(replace(session, case=case))
        work.commit()
    return case


def test_drawings_come_back_to_the_byte_when_a_case_is_carried_to_another_home(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    case = _drawn(services, actor, tmp_path / "in")
    export_case(services, actor, "c1", tmp_path / "one")
    described = json.loads((tmp_path / "one" / "case.json").read_text("utf-8"))
    assert not [name for name in described["fields"] if name.startswith(("maps.", "plans."))]
    assert {name for name in _tree(tmp_path / "one") if name.endswith(".json")} == {
        "case.json", "maps/site.annotations.json", "maps/site.2.annotations.json",
        "plans/plan.measure.json", "plans/plan.2.measure.json",
    }  # fmt: skip

    described["case"]["id"] = "c2"
    (tmp_path / "one" / "case.json").write_text(
        json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    import_case(services, actor, tmp_path / "one")
    export_case(services, actor, "c2", tmp_path / "two")

    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")
    there = case_now(services, actor, "c2")[0].case
    assert sheets_of(there) == sheets_of(case)
    assert pictures_of(there) == pictures_of(case)


def test_nothing_changes_when_a_folder_comes_back_to_the_case_that_it_is_of(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    case = _drawn(services, actor, tmp_path / "in")
    with services.database.work(actor) as work:
        standing = work.valuations.get("c1")
        assert standing is not None
        work.valuations.save(replace(standing, status=Status.READY))
        work.commit()
    export_case(services, actor, "c1", tmp_path / "one")

    import_case(services, actor, tmp_path / "one")

    valuation = case_now(services, actor, "c1")[0]
    assert valuation.case.values == case.values
    assert valuation.status is Status.READY


def test_a_foreign_drawing_is_taken_and_has_ids_when_it_lies_beside_its_plan(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _put(_folder(tmp_path / "in"), "plans/plan.measure.json", FOREIGN)

    import_case(services, actor, root)
    (first,) = sheets_of(_case(services, actor))
    import_case(services, actor, root)
    (again,) = sheets_of(_case(services, actor))

    assert first == again
    assert [shape.name for shape in first.shapes] == ["סלון"]
    assert first.id
    assert first.references[0].id
    assert first.paper in {each.sha256 for each in case_now(services, actor, "c1")[1].documents}


def test_ids_differ_when_two_foreign_drawings_call_their_shapes_alike(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _put(_folder(tmp_path / "in"), "plans/plan.measure.json", FOREIGN)
    _put(root, "plans/other.measure.json", {**FOREIGN, "plan": "other.png"})

    import_case(services, actor, root)

    sheets = sheets_of(_case(services, actor))
    ids = [shape.id for sheet in sheets for shape in sheet.shapes]
    assert len(set(ids)) == 2
    assert len({sheet.paper for sheet in sheets}) == 2


def test_nothing_is_lost_when_two_foreign_drawings_call_their_sheets_alike(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    shape = {**FOREIGN["shapes"][0], "name": "חדר"}  # type: ignore[dict-item]
    one = {**FOREIGN, "id": "s1"}
    other = {**FOREIGN, "id": "s1", "plan": "other.png", "shapes": [shape]}
    root = _put(_folder(tmp_path / "in"), "plans/plan.measure.json", one)
    _put(root, "plans/other.measure.json", other)

    import_case(services, actor, root)
    first = sheets_of(_case(services, actor))
    export_case(services, actor, "c1", tmp_path / "one")
    import_case(services, actor, root)

    assert len({sheet.id for sheet in first}) == 2
    assert {shape.name for sheet in first for shape in sheet.shapes} == {"סלון", "חדר"}
    assert sheets_of(_case(services, actor)) == first
    import_case(services, actor, tmp_path / "one")
    assert sheets_of(_case(services, actor)) == first


def test_ids_stay_with_their_sheet_when_a_stranger_with_the_same_ones_comes_later(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    one = {**FOREIGN, "id": "s1"}
    root = _put(_folder(tmp_path / "in"), "plans/plan.measure.json", one)
    import_case(services, actor, root)
    (before,) = sheets_of(_case(services, actor))
    (root / "plans" / "plan.measure.json").unlink()
    _put(root, "plans/other.measure.json", {**one, "plan": "other.png"})
    import_case(services, actor, root)  # the stranger alone: it takes the place of nothing
    beside = sheets_of(_case(services, actor))
    _put(root, "plans/plan.measure.json", one)
    import_case(services, actor, root)  # both: the stranger's file is read first

    for found in (beside, sheets_of(_case(services, actor))):
        assert len(found) == 2
        mine = next(each for each in found if each.paper == before.paper)
        assert (mine.id, mine.shapes) == (before.id, before.shapes)


def test_drawings_of_other_papers_stay_when_a_folder_brings_one(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    case = _drawn(services, actor, tmp_path / "in")
    root = _put(_folder(tmp_path / "new"), "plans/other.measure.json",
                {**FOREIGN, "plan": "other.png"})  # fmt: skip

    import_case(services, actor, root)

    now = _case(services, actor)
    assert sheets_of(now)[:2] == sheets_of(case)
    assert [shape.name for shape in sheets_of(now)[2].shapes] == ["סלון"]
    assert pictures_of(now) == pictures_of(case)


def test_every_slip_is_told_by_file_and_entry_when_drawings_are_wrong(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _put(_folder(tmp_path / "in"), "plans/plan.measure.json",
                {"shapes": [{"points": [[0, 0]]}, {"points": [["x", 0]]}], "what": 1})  # fmt: skip
    _put(root, "maps/site.annotations.json",
         {"annotations": [{"kind": "arrow", "points": [[1, 1]]}]})  # fmt: skip
    _put(root, "maps/lost.annotations.json", {"annotations": []})

    with pytest.raises(RefusedMany) as refused:
        import_case(services, actor, root)

    assert {(one.code, one.facts.get("field") or one.facts.get("file")) for one in
            refused.value.problems} == {
        ("drawing_without_paper", "maps/lost.annotations.json"),
        ("measure_part_wrong", "maps/site.annotations.json: annotations[0].points"),
        ("measure_part_unknown", "plans/plan.measure.json: what"),
        ("measure_part_wrong", "plans/plan.measure.json: shapes[1].points[0]"),
    }  # fmt: skip


def test_a_broken_file_is_named_when_it_is_no_json(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _put(_folder(tmp_path / "in"), "plans/plan.measure.json", '{"plan": \n')

    with pytest.raises(Refused, match="drawing_file_broken") as refused:
        import_case(services, actor, root)

    assert refused.value.facts["file"] == "plans/plan.measure.json"
    assert refused.value.facts["line"] == 2


def test_rows_that_no_file_can_hold_stay_in_the_description_when_a_case_is_exported(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    lost: Json = {"plans.shapes": [{"id": "lost", "sheet": "gone", "points": "1,1"}]}
    root = _put(_folder(tmp_path / "in", fields=lost), "plans/plan.measure.json", FOREIGN)

    import_case(services, actor, root)
    export_case(services, actor, "c1", tmp_path / "one")
    import_case(services, actor, tmp_path / "one")
    export_case(services, actor, "c1", tmp_path / "two")

    assert [row.path for row in broken_rows(_case(services, actor))] == ["plans.shapes/lost"]
    described = json.loads((tmp_path / "one" / "case.json").read_text("utf-8"))
    (row,) = described["fields"]["plans.shapes"]
    assert row["id"] == "lost"
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_the_whole_name_is_taken_when_two_papers_differ_in_their_endings(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _folder(tmp_path / "in")
    Image.new("RGB", (40, 30), (9, 9, 9)).save(root / "plans" / "plan.jpg", "JPEG")
    _put(root, "plans/plan.png.measure.json", {**FOREIGN, "plan": "elsewhere.pdf"})

    import_case(services, actor, root)
    export_case(services, actor, "c1", tmp_path / "one")

    assert "plans/plan.png.measure.json" in _tree(tmp_path / "one")
    (sheet,) = sheets_of(_case(services, actor))
    paper = next(each for each in case_now(services, actor, "c1")[1].documents
                 if each.sha256 == sheet.paper)  # fmt: skip
    assert paper.file_name == "plan.png"


def test_a_folder_that_is_only_looked_at_has_its_drawings_by_the_names_of_papers(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _put(_folder(tmp_path / "in"), "plans/plan.measure.json", FOREIGN)

    (sheet,) = sheets_of(case_of_folder(services, root))

    assert sheet.paper == "plan.png"


def test_the_last_drawn_picture_stays_known_when_its_folder_comes_back(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    case = _drawn(services, actor, tmp_path / "in")
    with services.database.work(actor) as work:
        standing, session = work.valuations.get("c1"), work.sessions.active_of("c1")
        assert standing is not None
        assert session is not None
        first = pictures_of(case)[0]
        drawn = after(case, changing_picture(case, first, replace(first, drawn="d" * 64)))
        work.valuations.save(replace(standing, case=drawn))
        work.sessions.save(replace(session, case=drawn))
        work.commit()
    export_case(services, actor, "c1", tmp_path / "one")

    import_case(services, actor, tmp_path / "one")

    assert pictures_of(_case(services, actor))[0].drawn == "d" * 64


def test_a_folder_when_checked_then_its_drawings_have_their_papers_and_broken_rows_are_numbered(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    rows: list[Json] = [
        {"id": "a", "sheet": "nowhere", "points": "0,0 9,0 9,9"},
        {"id": "b", "points": "1,1"},
    ]
    root = _folder(tmp_path / "in", {"plans.shapes": rows})
    _put(root, "plans/plan.measure.json", FOREIGN)
    read = read_evidence_of_folder(services, root)
    case = case_of_read_folder(services, root, read)
    assert {each.paper for each in sheets_of(case)} <= read.hashes
    found = {each.rule: each for each in findings_of(services, case, read, actor)}
    assert not [rule for rule in found if "gone" in rule]
    unreadable = words(found["drawing-unreadable"], load_texts(Language.HE))
    assert strip_marks(unreadable).endswith("(שורות 1, 2)")
