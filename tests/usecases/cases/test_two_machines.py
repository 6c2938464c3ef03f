"""One case drawn on at two places: both drawings are kept, or what went is told; none is lost."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.rows import Changes
from shamay_desktop.domain.maps import gestures as on_maps
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring import gestures as on_plans
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind
from shamay_desktop.domain.measuring.reading import SHAPES, sheets_of
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.cases.exporting import export_case
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.drawn_case import drawn_case, square
from tests.usecases.conftest import StandingClock
from tests.usecases.wizard_steps import journal, session_of

Gesture = Callable[[Case], Changes]


class Machine:
    """A home of its own, and a hand that draws in the case "c1"."""

    def __init__(self, services: Services) -> None:
        self.services, self.actor = services, local_actor(services)

    @property
    def case(self) -> Case:
        """As it stands there."""
        return case_now(self.services, self.actor, "c1")[0].case

    def draw(self, *made: Gesture) -> WizardSession:
        """Gestures in a window, kept."""
        session = session_of(self.services, self.actor, open_case(self.services, self.actor, "c1"))
        for gesture in made:
            session.apply(gesture(session.case))
        journal(self.services, self.actor, session)
        return session

    def send(self, folder: Path) -> Path:
        """The case as a folder."""
        export_case(self.services, self.actor, "c1", folder)
        return folder


def shape(name: str, left: float) -> Gesture:
    """A shape more on the measured sheet."""
    made = Shape(name, ShapeKind.AREA, square(left, 1200, 100), name=name, category="flat")
    return lambda case: on_plans.adding_shapes(case, "sheet-1", [made])


def marker(name: str, at: float) -> Gesture:
    """A marker more on the map."""
    made = Annotation(name, AnnotationKind.MARKER, ((at, at),), name)
    return lambda case: on_maps.adding_annotations(case, "picture-1", [made])


def seen(case: Case) -> set[str]:
    """The ids of all shapes and annotations."""
    shapes = {each.id for sheet in sheets_of(case) for each in sheet.shapes}
    return shapes | {each.id for picture in pictures_of(case) for each in picture.annotations}


@pytest.fixture
def here(services: Services, tmp_path: Path) -> Machine:
    """The machine where the case was begun: a measured plan and a marked map."""
    machine, root = Machine(services), tmp_path / "begun"
    for colour, name in enumerate(("plans/plan.png", "maps/site.png")):
        (root / name).parent.mkdir(parents=True)
        Image.new("RGB", (400, 300), (colour, 10, 10)).save(root / name, "PNG")
    described = {"case": {"id": "c1"}, "fields": {}}
    (root / "case.json").write_text(json.dumps(described), encoding="utf-8")
    import_case(services, machine.actor, root)
    hashes = {e.file_name: e.sha256 for e in case_now(services, machine.actor, "c1")[1].documents}
    with services.database.work(machine.actor) as work:
        standing, session = work.valuations.get("c1"), work.sessions.active_of("c1")
        assert standing is not None
        assert session is not None
        case = drawn_case(standing.case, hashes["plan.png"], hashes["site.png"])
        work.valuations.save(replace(standing, case=case))
        work.sessions.save(replace(session, case=case))
        work.commit()
    return machine


@pytest.fixture
def there(
    here: Machine, tmp_path: Path, empty_database: Path, clock: StandingClock
) -> Iterator[Machine]:
    """Another machine, which got the case as a folder."""
    home = Home(tmp_path / "other-home").make()
    shutil.copy(empty_database, home.database)
    built = build_services(Place(home))
    machine = Machine(replace(built, clock=clock))
    import_case(machine.services, machine.actor, here.send(tmp_path / "carried"))
    assert sheets_of(machine.case) == sheets_of(here.case)
    yield machine
    built.close()


def test_drawings_when_only_the_other_machine_drew_then_all_of_them_come_over(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    there.draw(shape("there", 100), marker("mark-there", 50))
    imported = import_case(here.services, here.actor, there.send(tmp_path / "back"))
    assert seen(here.case) == seen(there.case)
    assert sheets_of(here.case) == sheets_of(there.case)
    assert imported.replaced == ()


def test_drawings_when_both_machines_drew_on_one_plan_then_what_went_is_told_and_is_not_lost(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    there.draw(shape("there", 100), marker("mark-there", 50))
    here.draw(shape("here", 300), marker("mark-here", 90), marker("mark-more", 120))
    imported = import_case(here.services, here.actor, there.send(tmp_path / "back"))
    assert seen(here.case) == seen(there.case)
    told = {each.drawing: each.gone for each in imported.replaced}
    assert told == {"קומה ג": 1, "מפת הסביבה": 2}
    with here.services.database.work(here.actor) as work:
        record = work.sessions.active_of("c1")
        assert record is not None
        edits = work.sessions.edits(record.session_id, after=0)
    assert [e for e in edits if e.path.startswith(SHAPES) and '"here"' in json.dumps(e.old)]


def test_drawings_when_the_machines_drew_on_other_papers_then_both_are_kept(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    folder = there.send(tmp_path / "back")
    here.draw(marker("mark-here", 90))
    for path in folder.glob("maps/*.annotations.json"):
        path.unlink()
    described = json.loads((folder / "case.json").read_text("utf-8"))
    (folder / "case.json").write_text(json.dumps(described), encoding="utf-8")
    imported = import_case(here.services, here.actor, folder)
    assert "mark-here" in seen(here.case)
    assert imported.replaced == ()


def test_drawings_when_two_programs_draw_in_one_database_then_all_of_them_are_kept(
    here: Machine,
) -> None:
    services, actor = here.services, here.actor
    window, other = (session_of(services, actor, open_case(services, actor, "c1")) for _ in "ab")
    for session, name, left in ((window, "one", 100.0), (other, "two", 300.0)):
        session.apply(shape(name, left)(session.case))
        session.apply(marker(f"mark-{name}", left)(session.case))
    journal(services, actor, window)
    journal(services, actor, other)
    assert {"one", "two", "mark-one", "mark-two"} <= seen(here.case)
    assert seen(other.case) == seen(here.case)


def test_a_shape_when_both_programs_change_it_then_the_last_one_stands_and_the_other_is_known(
    here: Machine,
) -> None:
    services, actor = here.services, here.actor
    window, other = (session_of(services, actor, open_case(services, actor, "c1")) for _ in "ab")
    for session, name in ((window, "חדר"), (other, "סלון")):
        before = next(e for s in sheets_of(session.case) for e in s.shapes if e.id == "shape-1")
        session.apply(on_plans.changing_shape(session.case, before, replace(before, name=name)))
        journal(services, actor, session)
    (named,) = [e.name for s in sheets_of(here.case) for e in s.shapes if e.id == "shape-1"]
    assert named == "סלון"
    assert seen(here.case) >= {"shape-1", "shape-2", "shape-3"}
    with services.database.work(actor) as work:
        edits = work.sessions.edits(window.snapshot().session_id, after=0)
    assert "חדר" in [edit.new for edit in edits], "the journal keeps what was said first"
