"""Drawings' files among those that come in: laid to their papers, or refused by name and place."""

import json
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.maps.annotations_json import picture_to_json
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.measure_json import sheet_to_json
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.usecases.evidence.adding import AddedFiles, add_files, evidence_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.drawn_case import drawn_case
from tests.usecases.evidence.archives import made_zip
from tests.usecases.evidence.files import paper, photo


@pytest.fixture
def case(services: Services, actor: Actor) -> str:
    """The id of a new case."""
    return create_case(services, actor).valuation.id


def drawing(folder: Path, name: str, said: object = None, told: object = None) -> Path:
    """A drawing's file that names a paper."""
    plan = name.endswith(".measure.json")
    folder.mkdir(parents=True, exist_ok=True)
    if told is None:
        sheet, picture = sheets_of(drawn_case())[1], pictures_of(drawn_case())[0]
        one = sheet_to_json(sheet, "") if plan else picture_to_json(picture, "")
        assert isinstance(one, dict)
        told = {**one, "plan" if plan else "picture": said or ""}
    path = folder / name
    text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def laid(added: AddedFiles) -> list[tuple[str, str]]:
    """Each drawing's file with the name of its paper."""
    return [(each.name, each.paper_name) for each in added.drawings]


def why(added: AddedFiles) -> list[tuple[str, str]]:
    """Each refused file with its reason."""
    return [(each.name, each.problem.code) for each in added.refused]


def test_a_drawing_when_it_comes_with_its_picture_then_the_picture_is_a_paper_of_its_kind(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    files = [
        drawing(tmp_path, "קומה.measure.json", "a.png"),
        photo(tmp_path, "a.png", 1),
        photo(tmp_path, "b.png", 2),
        drawing(tmp_path, "b.annotations.json"),
        photo(tmp_path, "kitchen.jpg", 3),
    ]
    sheet = json.loads(files[0].read_text())
    files[0].write_text(json.dumps({**sheet, "page": 1}))
    told: list[tuple[int, int]] = []
    added = add_files(
        services, actor, case, files, on_progress=lambda done, of: told.append((done, of))
    )
    assert laid(added) == [("קומה.measure.json", "a.png"), ("b.annotations.json", "b.png")]
    assert [(each.file_name, each.doc_type) for each in added.documents] == [
        ("a.png", DocType.GARMUSHKA), ("b.png", DocType.GIS_SCREENSHOT),
    ]  # fmt: skip
    assert [each.file_name for each in added.images] == ["kitchen.jpg"]
    assert (added.refused, added.told, told[-1]) == ((), (), (5, 5))
    standing = evidence_of(services, actor, case)
    assert {each.paper for each in added.drawings} == {each.sha256 for each in standing.documents}


def test_a_drawing_when_its_paper_is_in_the_case_then_it_is_laid_to_it(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    add_files(services, actor, case, [paper(tmp_path, "היתר.pdf", pages=2)])
    added = add_files(services, actor, case, [drawing(tmp_path / "x", "היתר.measure.json")])
    assert laid(added) == [("היתר.measure.json", "היתר.pdf")]
    assert (added.documents, added.linked, added.refused) == ((), (), ())


def test_two_papers_of_a_name_when_their_drawings_lie_beside_them_then_each_gets_its_own(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    files = [
        photo(one, "plan.png", 1), photo(other, "plan.png", 2),
        drawing(one, "plan.annotations.json"), drawing(other, "plan.annotations.json"),
    ]  # fmt: skip
    added = add_files(services, actor, case, files, as_papers=True)
    assert [each.paper for each in added.drawings] == [each.sha256 for each in added.documents]
    alone = add_files(services, actor, case, [drawing(tmp_path, "plan.annotations.json")])
    assert why(alone) == [("plan.annotations.json", "drawing_of_papers_alike")]


def test_a_drawing_when_its_paper_is_nowhere_then_the_paper_is_named(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    files = [
        drawing(tmp_path, "a.measure.json", "היתר 12.pdf"), drawing(tmp_path, "b.measure.json"),
        photo(tmp_path, "c.jpg", 1),
    ]  # fmt: skip
    added = add_files(services, actor, case, files)
    assert [each.file_name for each in added.images] == ["c.jpg"]
    missing, nameless = [each.problem for each in added.refused]
    assert (missing.code, missing.facts["paper"]) == ("drawing_paper_missing", "היתר 12.pdf")
    assert nameless.code == "drawing_without_paper"


def test_a_drawing_when_it_names_another_paper_then_no_paper_that_is_called_like_it_is_taken(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    files = [
        paper(tmp_path, "קומה 2.pdf", pages=2), photo(tmp_path, "site.png", 1),
        drawing(tmp_path, "קומה 2.measure.json", "דירה 7.pdf"),
        drawing(tmp_path, "site.annotations.json", "other.png"),
    ]  # fmt: skip
    added = add_files(services, actor, case, files, as_papers=True)
    again = add_files(services, actor, case, files[2:])
    for lot in (added, again):
        assert laid(lot) == []
        assert [(each.problem.code, each.problem.facts["paper"]) for each in lot.refused] == [
            ("drawing_paper_missing", "דירה 7.pdf"), ("drawing_paper_missing", "other.png"),
        ]  # fmt: skip


def test_a_photo_of_the_case_when_it_is_marked_as_a_map_then_it_is_a_paper_and_that_is_told(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    add_files(services, actor, case, [photo(tmp_path, "site.png", 1)])
    added = add_files(services, actor, case, [drawing(tmp_path, "site.annotations.json")])
    assert laid(added) == [("site.annotations.json", "site.png")]
    assert [(each.name, each.problem.code) for each in added.told] == [
        ("site.png", "drawn_photo_is_paper")
    ]
    standing = evidence_of(services, actor, case)
    assert [each.doc_type for each in standing.documents] == [DocType.GIS_SCREENSHOT]
    assert standing.images == ()


def test_a_photo_of_the_case_when_it_is_measured_then_it_stays_a_photo(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    add_files(services, actor, case, [photo(tmp_path, "wall.png", 1)])
    told = sheet_to_json(Sheet("", ""), "wall.png")
    added = add_files(services, actor, case, [drawing(tmp_path, "x.measure.json", told=told)])
    assert laid(added) == [("x.measure.json", "wall.png")]
    assert len(evidence_of(services, actor, case).images) == 1


@pytest.mark.parametrize(
    ("told", "code", "place"),
    [
        ("{", "drawing_file_broken", "line"),
        ('{"shapes": [{"kind": "area"}]}', "measure_part_missing", "shapes[0].points"),
        ('{"page": 9}', "drawing_page_missing", "page"),
        ('{"shapes": [{"points": [[0, 0], [1, 1]]}]}', "measure_part_wrong", "shapes[0].points"),
        ('{"references": [{"points": [[0, 0]]}]}', "measure_part_wrong", "references[0].points"),
        ('{"regions": [{"points": [[0, 0]]}]}', "measure_part_wrong", "regions[0].points"),
        ('{"dpi": 5}', "measure_part_wrong", "dpi"),
    ],
)
def test_a_broken_drawing_when_it_comes_then_the_place_is_told_and_the_paper_came(
    services: Services, actor: Actor, case: str, tmp_path: Path, told: str, code: str, place: str
) -> None:
    files = [paper(tmp_path, "plan.pdf"), drawing(tmp_path, "plan.measure.json", told=told)]
    added = add_files(services, actor, case, files)
    assert [each.file_name for each in added.documents] == ["plan.pdf"]
    (refused,) = added.refused
    problem = refused.problem
    problem = problem.problems[0] if isinstance(problem, RefusedMany) else problem
    assert (refused.name, problem.code) == ("plan.measure.json", code)
    facts = problem.facts
    assert place in facts or str(facts["field"]).endswith(place), facts
    assert "plan.measure.json" in str(facts)


def test_several_faults_when_in_one_file_then_all_are_told_together(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    told = {"shapes": [{"points": 3}, {"kind": "cube", "points": []}], "scale": 7}
    files = [paper(tmp_path, "plan.pdf"), drawing(tmp_path, "plan.measure.json", told=told)]
    (refused,) = add_files(services, actor, case, files).refused
    assert isinstance(refused.problem, RefusedMany)
    places = [str(each.facts["field"]) for each in refused.problem.problems]
    assert "plan.measure.json: shapes[0].points" in places
    assert "plan.measure.json: scale" in places


def test_an_archive_when_it_holds_drawings_then_they_come_with_their_papers(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    picture = photo(tmp_path, "site.png", 1).read_bytes()
    marks = drawing(tmp_path, "site.annotations.json").read_bytes()
    names = {"maps/site.annotations.json": marks, "maps/site.png": picture, "chat.json": b"{}"}
    added = add_files(services, actor, case, [made_zip(tmp_path / "a.zip", names)])
    assert laid(added) == [("site.annotations.json", "site.png")]
    assert [each.problem.code for each in added.told] == ["archive_passed"]
    assert [each.doc_type for each in added.documents] == [DocType.GIS_SCREENSHOT]


def test_a_drawing_when_the_file_is_gone_or_too_large_then_it_is_refused_by_its_name(
    services: Services, actor: Actor, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = drawing(tmp_path, "large.measure.json")
    monkeypatch.setattr("shamay_desktop.system.case_folders.LARGEST_DESCRIPTION", 100)
    added = add_files(services, actor, case, [tmp_path / "gone.measure.json", large])
    assert why(added) == [
        ("gone.measure.json", "file_missing"), ("large.measure.json", "file_too_large"),
    ]  # fmt: skip
    assert all(isinstance(each.problem, Refused) for each in added.refused)
