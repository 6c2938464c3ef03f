"""Choosing a purpose in a session: its defaults come in the same gesture, and go with it."""

import json
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Origin
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from tests.usecases.wizard_steps import journal, session_of


def test_a_purpose_when_chosen_then_its_defaults_are_one_step_of_undo_with_it(
    services: Services, actor: Actor
) -> None:
    session = session_of(services, actor, create_case(services, actor))
    before = session.case.values
    edits = session.type("report.purpose", "court")
    assert edits[0].path == "report.purpose"
    assert session.case.content("report.kind") == "expert_opinion"
    chosen = session.case.values
    session.undo()
    assert session.case.values == before
    session.redo()
    assert session.case.values == chosen


def test_a_default_of_a_purpose_when_journalled_and_reopened_then_still_says_so(
    services: Services, actor: Actor
) -> None:
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    session.type("report.purpose", "securities")
    journal(services, actor, session)
    value = open_case(services, actor, opened.valuation.id).record.case.value("value.basis")
    assert value is not None
    assert value.provenance is not None
    assert (value.content, value.provenance.origin) == ("fair_value", Origin.DEFAULT)
    assert value.provenance.note == "purpose:securities"


def test_an_answer_when_typed_over_a_default_then_a_later_purpose_leaves_it(
    services: Services, actor: Actor
) -> None:
    session = session_of(services, actor, create_case(services, actor))
    session.type("report.purpose", "court")
    session.type("report.kind", "full")
    session.type("report.purpose", "securities")
    assert session.case.content("report.kind") == "full"
    assert session.case.content("value.basis") == "fair_value"


def test_a_folder_when_imported_with_a_purpose_alone_then_nothing_is_added_to_what_it_says(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    described = {"case": {"id": "bare", "format": 1}, "fields": {"report.purpose": "court"}}
    (tmp_path / "case.json").write_text(json.dumps(described), encoding="utf-8")
    imported = import_case(services, actor, tmp_path)
    case = case_now(services, actor, imported.valuation_id)[0].case
    assert case.content("report.purpose") == "court"
    assert case.state("report.kind") is None
    assert case.state("value.basis") is None
