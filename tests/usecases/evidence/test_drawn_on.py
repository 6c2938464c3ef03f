"""A paper that is marked or measured stays until what is drawn on it is gone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.measuring.gestures import removing_sheet
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.describing import remove_evidence
from shamay_desktop.usecases.evidence.moving import make_photo
from shamay_desktop.usecases.services import Services
from tests.drawn_case import drawn_case


@pytest.fixture
def plan(services: Services, actor: Actor, tmp_path: Path) -> Document:
    """A plan on which two sheets are measured."""
    (tmp_path / "in" / "plans").mkdir(parents=True)
    Image.new("RGB", (40, 30), (1, 2, 3)).save(tmp_path / "in" / "plans" / "plan.png")
    (tmp_path / "in" / "case.json").write_text('{"case": {"id": "c1"}}')
    import_case(services, actor, tmp_path / "in")
    valuation, evidence = case_now(services, actor, "c1")
    (paper,) = evidence.documents
    case = drawn_case(valuation.case, paper.sha256)
    _keep(services, actor, case)
    return paper


def _keep(services: Services, actor: Actor, case: Case) -> None:
    with services.database.work(actor) as work:
        session = work.sessions.active_of("c1")
        assert session is not None
        work.sessions.save(replace(session, case=case))
        work.commit()


def test_a_measured_paper_when_removed_is_refused_by_name_and_stays(
    services: Services, actor: Actor, plan: Document
) -> None:
    with pytest.raises(Refused, match="paper_drawn_on") as refused:
        remove_evidence(services, actor, "c1", plan.id)

    assert refused.value.facts == {"file": "plan.png"}
    assert case_now(services, actor, "c1")[1].documents == (plan,)


def test_a_measured_paper_when_made_a_photo_is_refused(
    services: Services, actor: Actor, plan: Document
) -> None:
    with pytest.raises(Refused, match="paper_drawn_on"):
        make_photo(services, actor, "c1", plan.id)


def test_the_paper_goes_when_nothing_is_measured_on_it_any_more(
    services: Services, actor: Actor, plan: Document
) -> None:
    case = case_now(services, actor, "c1")[0].case
    for sheet in ("sheet-0", "sheet-1"):
        case = after(case, removing_sheet(case, sheet))
    _keep(services, actor, case)

    remove_evidence(services, actor, "c1", plan.id)

    assert case_now(services, actor, "c1")[1].documents == ()
