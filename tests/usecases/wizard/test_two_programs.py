"""The window and the command line on one case: neither hides, drops or blesses the other's work."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Row, Value
from shamay_desktop.domain.editing import adding_row, removing_row
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.records import Status
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.evidence.describing import describe_image, order_images
from shamay_desktop.usecases.report.producing import content_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import close_session, finish_step, leave_step
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.usecases.wizard_steps import finish, journal, session_of, type_and_journal


@pytest.fixture
def window(services: Services, actor: Actor) -> WizardSession:
    """The case in the window, with a city that is journalled."""
    session = session_of(services, actor, create_case(services, actor))
    type_and_journal(services, actor, session, address__city="חיפה")
    return session


@pytest.fixture
def other(services: Services, actor: Actor, window: WizardSession) -> WizardSession:
    """The same session in another program, which typed a street and folded it."""
    session = session_of(services, actor, open_case(services, actor, window.valuation.id))
    type_and_journal(services, actor, session, address__street="הרצל")
    leave_step(services, actor, session.snapshot())
    return session


def _seen(services: Services, actor: Actor, window: WizardSession) -> list[object]:
    case = case_now(services, actor, window.valuation.id)[0].case
    return [case.content("address.city"), case.content("address.street")]


@pytest.mark.usefixtures("other")
def test_a_step_when_left_behind_another_program_then_what_it_folded_stays(
    services: Services, actor: Actor, window: WizardSession
) -> None:
    snapshot = window.snapshot()
    left = leave_step(services, actor, snapshot)
    assert _seen(services, actor, window) == ["חיפה", "הרצל"]
    window.take_in(left.others, snapshot)
    assert window.case.content("address.street") == "הרצל"


@pytest.mark.usefixtures("other")
def test_a_session_when_closed_behind_another_program_then_what_it_folded_stays(
    services: Services, actor: Actor, window: WizardSession
) -> None:
    close_session(services, actor, window.snapshot())
    assert _seen(services, actor, window) == ["חיפה", "הרצל"]


@pytest.mark.usefixtures("other")
def test_a_step_when_finished_behind_another_program_then_both_programs_edits_are_in_it(
    services: Services, actor: Actor, window: WizardSession
) -> None:
    finish(services, actor, window, Step.INITIAL_DATA)
    assert _seen(services, actor, window) == ["חיפה", "הרצל"]
    assert window.case.content("address.street") == "הרצל"


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize("keep", [leave_step, close_session])
def test_edits_of_the_same_numbers_when_kept_by_any_way_then_both_are_there(
    services: Services, actor: Actor, window: WizardSession, keep: object
) -> None:
    window.type("address.house_number", "9")
    assert callable(keep)
    keep(services, actor, window.snapshot())
    case = case_now(services, actor, window.valuation.id)[0].case
    assert case.content("address.house_number") == "9"
    assert case.content("address.street") == "הרצל"


def test_a_step_when_both_programs_finish_theirs_then_both_are_in_the_case(
    services: Services, actor: Actor, window: WizardSession, other: WizardSession
) -> None:
    window.type("address.house_number", "9")
    finish(services, actor, other, Step.INITIAL_DATA)
    finish(services, actor, window, Step.INITIAL_DATA)
    with services.database.work(actor) as work:
        stored = work.valuations.get(window.valuation.id)
    assert stored is not None
    assert stored.title == "הרצל 9, חיפה"
    type_and_journal(services, actor, window, address__neighborhood="הדר")
    case = case_now(services, actor, window.valuation.id)[0].case
    assert case.content("address.neighborhood") == "הדר"
    assert case.values == window.case.values


def test_a_row_when_the_other_program_removed_it_then_undo_of_its_cell_does_nothing(
    services: Services, actor: Actor, window: WizardSession
) -> None:
    row_id = new_row_id()
    row = Row(row_id, {"name": Value.of("דנה לוי")})
    window.apply(adding_row(window.case, "rights.owners", row))
    window.type(f"rights.owners/{row_id}/share", "1/2")
    journal(services, actor, window)
    other = session_of(services, actor, open_case(services, actor, window.valuation.id))
    other.apply(removing_row(other.case, "rights.owners", row_id))
    journal(services, actor, other)
    window.type("address.city", "עכו")
    journal(services, actor, window)
    assert window.case.rows("rights.owners") == ()
    window.undo()
    assert window.undo() == ()
    assert window.case.content("address.city") == "חיפה"


def _ready(services: Services, actor: Actor, window: WizardSession) -> None:
    finish_step(services, actor, window.snapshot(), Step.INITIAL_DATA)
    with services.database.work(actor) as work:
        stored = work.valuations.get(window.valuation.id)
        assert stored is not None
        work.valuations.save(replace(stored, status=Status.READY))
        work.commit()


def _status(services: Services, actor: Actor, window: WizardSession) -> Status | None:
    with services.database.work(actor) as work:
        return work.valuations.status_of(window.valuation.id)


def test_a_case_when_sent_to_review_meanwhile_and_typed_in_then_it_is_in_progress_again(
    services: Services, actor: Actor, window: WizardSession
) -> None:
    _ready(services, actor, window)
    type_and_journal(services, actor, window, address__street="הרצל")
    assert _status(services, actor, window) is Status.IN_PROGRESS


def test_a_ready_case_when_a_step_is_finished_then_it_stays_ready_only_unchanged(
    services: Services, actor: Actor, window: WizardSession
) -> None:
    _ready(services, actor, window)
    session = session_of(services, actor, open_case(services, actor, window.valuation.id))
    finish(services, actor, session, Step.DOCUMENTS)
    assert _status(services, actor, window) is Status.READY
    session.type("address.street", "הרצל")
    finish(services, actor, session, Step.INITIAL_DATA)
    assert _status(services, actor, window) is Status.IN_PROGRESS


def test_a_ready_case_when_a_photo_is_added_or_described_then_it_is_in_progress_again(
    services: Services, actor: Actor, window: WizardSession, tmp_path: Path
) -> None:
    case_id = window.valuation.id
    Image.new("RGB", (40, 30), (9, 80, 120)).save(tmp_path / "a.jpg")
    _ready(services, actor, window)
    added = add_files(services, actor, case_id, [tmp_path / "a.jpg"])
    assert _status(services, actor, window) is Status.IN_PROGRESS
    for describe in (
        partial(describe_image, services, actor, case_id, added.images[0].id, caption="חזית"),
        partial(order_images, services, actor, case_id, [added.images[0].id]),
    ):
        _ready(services, actor, session_of(services, actor, open_case(services, actor, case_id)))
        describe()
        assert _status(services, actor, window) is Status.IN_PROGRESS


def test_a_report_of_a_ready_case_when_something_was_typed_since_then_it_says_draft(
    services: Services, actor: Actor, window: WizardSession
) -> None:
    _ready(services, actor, window)
    session = session_of(services, actor, open_case(services, actor, window.valuation.id))
    assert content_of(services, actor, session.case, Language.HE).watermark == "טרם נחתם"
    session.type("address.street", "הרצל")
    assert content_of(services, actor, session.case, Language.HE).watermark == "טיוטה"
