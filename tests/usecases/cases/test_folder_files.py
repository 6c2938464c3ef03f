"""Files of a case folder: names for every disk, one front photo, nothing named but missing."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import RefusedMany
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.usecases.cases.exporting import description_of, export_case
from shamay_desktop.usecases.cases.folder_case import case_of_folder, evidence_of_folder
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.services import Services


def _folder(root: Path, description: Mapping[str, object], *photos: str) -> Path:
    (root / "photos").mkdir(parents=True)
    for name in photos:
        _picture(root / "photos" / name)
    described = {"case": {"id": "case-1"}, **description}
    (root / "case.json").write_text(json.dumps(described), encoding="utf-8")
    return root


def _picture(path: Path) -> None:
    """A picture whose bytes differ from one name to the other."""
    red, green, blue = (sum(path.name.encode()[at::3]) % 256 for at in range(3))
    Image.new("RGB", (40, 30), (red, green, blue)).save(path, "PNG")


def _tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def _evidence(services: Services, actor: Actor) -> CaseEvidence:
    return case_now(services, actor, "case-1")[1]


def _rename(services: Services, actor: Actor, old: str, new: str) -> None:
    """A name that an older version, or another disk, has let in."""
    with services.database.work(actor) as work:
        for image in work.evidence.images("case-1"):
            if image.file_name == old:
                work.evidence.save_image(replace(image, file_name=new))
        work.commit()


def test_names_that_windows_does_not_take_when_exported_then_they_are_changed_once_for_good(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", {}, "a.png", "b.png", "c.png"))
    for old, new in (("a.png", 'חדר "שינה": 1.png'), ("b.png", "CON.png"), ("c.png", "c.json")):
        _rename(services, actor, old, new)
    export_case(services, actor, "case-1", tmp_path / "one")
    assert set(_tree(tmp_path / "one")) == {
        "case.json", "photos/חדר _שינה__ 1.png", "photos/_CON.png", "photos/c_json",
    }  # fmt: skip
    import_case(services, actor, tmp_path / "one")
    export_case(services, actor, "case-1", tmp_path / "two")
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_long_names_that_are_the_same_when_carried_to_a_new_case_then_none_takes_anothers_place(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    root = _folder(tmp_path / "in", {})
    (root / "documents").mkdir()
    for name in ("a.png", "b.png"):
        _picture(root / "documents" / name)
    import_case(services, actor, root)
    with services.database.work(actor) as work:
        for paper in work.evidence.documents("case-1"):
            work.evidence.save_document(replace(paper, file_name="x" * 116 + ".png"))
        work.commit()
    export_case(services, actor, "case-1", tmp_path / "one")
    described = json.loads((tmp_path / "one" / "case.json").read_text("utf-8"))
    described["case"]["id"] = "case-2"
    (tmp_path / "one" / "case.json").write_text(json.dumps(described), encoding="utf-8")
    import_case(services, actor, tmp_path / "one")
    export_case(services, actor, "case-2", tmp_path / "two")
    first, second = _tree(tmp_path / "one"), _tree(tmp_path / "two")
    assert "case.json" in first
    del first["case.json"], second["case.json"]
    assert first == second


def test_a_description_when_it_is_asked_for_then_it_is_the_exported_one(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    import_case(services, actor, _folder(tmp_path / "in", {}, "a.png"))
    export_case(services, actor, "case-1", tmp_path / "one")
    exported = json.loads((tmp_path / "one" / "case.json").read_text("utf-8"))
    assert description_of(services, actor, "case-1") == exported


def test_a_front_photo_when_a_folder_names_another_then_only_that_one_is_the_front(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    for name in ("a.png", "b.png"):
        described = {"photos": {name: {"front": True}}}
        import_case(services, actor, _folder(tmp_path / name, described, name))
    assert [image.file_name for image in _evidence(services, actor).images if image.front] == [
        "b.png"
    ]


def test_a_new_photo_when_places_have_gaps_then_it_is_the_last(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    described = {"photos": {"a.png": {"order": 0}, "b.png": {"order": 7}}}
    import_case(services, actor, _folder(tmp_path / "in", described, "a.png", "b.png"))
    import_case(services, actor, _folder(tmp_path / "more", {}, "0.png"))
    names = [image.file_name for image in _evidence(services, actor).images]
    assert names == ["a.png", "b.png", "0.png"]


@pytest.mark.parametrize("look", [case_of_folder, evidence_of_folder])
def test_a_folder_when_only_looked_at_then_a_missing_file_is_named_as_well(
    services: Services, tmp_path: Path, look: object
) -> None:
    described: dict[str, object] = {
        "documents": {"gone.pdf": {"kind": "TABU"}},
        "photos": {"gone.jpg": {}},
    }
    assert callable(look)
    with pytest.raises(RefusedMany) as refused:
        look(services, _folder(tmp_path / "in", described))
    assert [problem.facts["file"] for problem in refused.value.problems] == [
        "gone.pdf",
        "gone.jpg",
    ]
