"""Drawn map pictures kept by their hash: when a case is sent, and only what is drawn anew."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.maps.gestures import removing_annotations
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.cases.copying import copy_evidence
from shamay_desktop.usecases.cases.shelving import delete_for_good, throw_away
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.drawings.keeping import drawn_picture, keep_drawn
from shamay_desktop.usecases.drawings.requests import drawings_of
from shamay_desktop.usecases.drawings.writing import write_png
from shamay_desktop.usecases.report.gathering import report_inputs
from shamay_desktop.usecases.report.printed import hash_of
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.complete_case import COMPLETE
from tests.drawing_scenes import Scene, scene


@pytest.fixture
def drawn(services: Services, actor: Actor, tmp_path: Path) -> Scene:
    return scene(services, actor, tmp_path / "in", COMPLETE)


def _unruled(services: Services) -> Services:
    return replace(services, rules=lambda: RuleSet("none", "1", date(2026, 1, 1), ()))


def test_a_picture_when_it_is_drawn_then_its_row_notes_both_what_and_of_what(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    changes, made = drawn_picture(services, actor, drawn.case, "area")
    picture = pictures_of(after(drawn.case, changes))[0]
    requests = drawings_of(drawn.case, load_texts(Language.HE)).marked
    assert picture.drawn_of == requests["area"].fingerprint()
    assert services.store.path(picture.drawn).read_bytes() == Path(made.path).read_bytes()
    assert picture.drawn != picture.paper
    again, _ = drawn_picture(services, actor, after(drawn.case, changes), "area")
    assert again == ()


def test_pictures_when_they_are_drawn_as_noted_then_none_is_drawn_again(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    case = drawn.case
    for picture in pictures_of(case):
        case = after(case, drawn_picture(services, actor, case, picture.id)[0])
    assert keep_drawn(services, actor, case) == ()
    moved = after(case, removing_annotations(case, ["m1"]))
    assert [each.picture for each in keep_drawn(services, actor, moved)] == ["area"]


def test_a_noted_picture_when_its_file_was_not_brought_along_then_is_drawn_here(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    case = after(drawn.case, drawn_picture(services, actor, drawn.case, "far")[0])
    kept = next(each for each in pictures_of(case) if each.id == "far").drawn
    services.store.path(kept).unlink()
    assert "far" in {each.picture for each in keep_drawn(services, actor, case)}
    assert services.store.path(kept).is_file(), "the same bytes wherever it is drawn"


def test_a_case_when_it_is_sent_then_its_pictures_are_drawn_and_noted_and_it_prints_the_same(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    services = _unruled(services)
    before = hash_of(report_inputs(services, actor, drawn.case))
    send_to_review(services, actor, "c1")
    valuation, _ = case_now(services, actor, "c1")
    assert valuation.status is Status.READY
    pictures = pictures_of(valuation.case)
    assert all(services.store.path(each.drawn).is_file() for each in pictures)
    after_sending = hash_of(report_inputs(services, actor, valuation.case))
    assert isinstance(before, str)
    assert after_sending == hash_of(report_inputs(services, actor, valuation.case))
    requests = drawings_of(valuation.case, load_texts(Language.HE)).marked
    assert [each.drawn_of for each in pictures] == [
        requests[each.id].fingerprint() for each in pictures
    ]
    report = services.store.verify(_known(services, actor))
    assert report.orphans == ()


def _known(services: Services, actor: Actor) -> tuple[str, ...]:
    with services.database.work(actor) as work:
        return tuple(work.evidence.hashes())


def test_a_drawing_when_it_is_written_as_png_then_the_file_shows_it(
    services: Services, actor: Actor, drawn: Scene, tmp_path: Path
) -> None:
    for row in ("area", "sheet"):
        target = tmp_path / "out" / f"{row}.png"
        made = write_png(services, drawn.case, row, target)
        with Image.open(target) as image:
            assert (image.format, image.size) == ("PNG", (made.width, made.height))
            assert made.width > 1430
    assert list(services.temporary.glob("*.png")) == []


def test_a_drawing_when_its_row_is_unknown_then_is_refused_by_name(
    services: Services, actor: Actor, drawn: Scene, tmp_path: Path
) -> None:
    for ask in (
        lambda: write_png(services, drawn.case, "none", tmp_path / "x.png"),
        lambda: drawn_picture(services, actor, drawn.case, "none"),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.code == "picture_unknown"


def test_a_picture_when_its_paper_is_gone_then_it_is_told_and_nothing_is_kept(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    services.store.path(drawn.papers["far.png"]).unlink()
    with pytest.raises(WorldFailed) as failed:
        drawn_picture(services, actor, drawn.case, "far")
    assert failed.value.code == "stored_file_missing"


def test_an_empty_case_when_it_is_kept_then_nothing_is_asked_of_the_database(
    services: Services, actor: Actor
) -> None:
    assert keep_drawn(services, actor, decode_case("nowhere", {})) == ()


def test_a_copy_when_its_pictures_are_kept_then_its_drawn_files_outlive_the_original(
    services: Services, actor: Actor, drawn: Scene
) -> None:
    case = drawn.case
    for picture in pictures_of(case):
        case = after(case, drawn_picture(services, actor, case, picture.id)[0])
    copy = Case(create_case(services, actor).valuation.id, case.values)
    with services.database.work(actor) as work:
        copy_evidence(services, actor, work, "c1", copy.id)
        work.commit()
    kept = keep_drawn(services, actor, copy)
    assert {each.picture for each in kept} == {each.id for each in pictures_of(copy)}
    assert {each.drawn for each in kept} == {each.drawn for each in pictures_of(copy)}
    assert keep_drawn(services, actor, copy) == ()
    throw_away(services, actor, "c1")
    delete_for_good(services, actor, "c1")
    assert {each.drawn for each in pictures_of(copy)} <= {*_known(services, actor)}
