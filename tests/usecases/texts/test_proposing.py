"""Texts are proposed beside what stands, and taken by a gesture that replaces nobody's words."""

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Origin, State
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.texts.kept import Standing
from shamay_desktop.domain.texts.shipped import shipped_templates
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.office.practice import save_practice
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.texts.proposing import (
    How,
    TextProposal,
    proposals_of,
    taking,
    taking_all,
    taking_of_model,
)
from shamay_desktop.usecases.texts.templates import (
    reset_template,
    save_template,
    shipped_template,
    templates_of,
)
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession

PATH = "environment.description"
HE = Language.HE


@pytest.fixture
def session(services: Services, actor: Actor) -> WizardSession:
    """A new case with a city."""
    opened = create_case(services, actor)
    made = WizardSession(opened.record, opened.valuation, actor, services.clock)
    made.type("address.city", "רמת גן")
    return made


def proposal(session: WizardSession, path: str = PATH) -> TextProposal:
    """The proposal of a field."""
    found = proposals_of(session.case, shipped_templates(HE), HE)
    return next(each for each in found if each.field.id == path)


def test_proposal_when_taken_then_stands_with_its_template_and_can_be_undone(
    session: WizardSession,
) -> None:
    assert session.edit(taking(session, proposal(session), HE))
    value = session.case.value(PATH)
    assert value is not None
    assert value.content == "הנכס נמצא ברמת גן."
    assert value.provenance is not None
    assert value.provenance.origin is Origin.COMPUTED
    assert proposal(session).standing is Standing.SAME
    assert taking(session, proposal(session), HE) == ()
    session.undo()
    assert session.case.value(PATH) is None


def test_fact_when_changed_since_then_is_named_and_the_text_may_be_taken_anew(
    session: WizardSession,
) -> None:
    session.edit(taking(session, proposal(session), HE))
    session.type("address.city", "חיפה")
    found = proposal(session)
    assert (found.standing, found.changed) == (Standing.TAKEN, ("address.city",))
    assert found.is_free
    session.edit(taking(session, found, HE))
    assert session.case.text(PATH) == "הנכס נמצא בחיפה."
    assert proposal(session).changed == ()


def test_typed_words_when_they_stand_then_are_replaced_only_when_asked(
    session: WizardSession,
) -> None:
    session.type(PATH, "מילים שלי")
    found = proposal(session)
    assert found.standing is Standing.TYPED
    assert taking_all(session, [found], HE) == ()
    with pytest.raises(Refused, match="text_typed_stands"):
        taking(session, found, HE)
    session.edit(taking(session, found, HE, How.BEHIND))
    assert session.case.text(PATH) == "מילים שלי\nהנכס נמצא ברמת גן."
    value = session.case.value(PATH)
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.origin is Origin.TYPED
    session.edit(taking(session, proposal(session), HE, How.REPLACE))
    assert session.case.text(PATH) == "הנכס נמצא ברמת גן."


def test_answer_none_when_it_stands_then_is_somebodys_answer_too(session: WizardSession) -> None:
    session.edit(setting(session.case, PATH, session.typed(None, State.NONE)))
    with pytest.raises(Refused, match="text_typed_stands"):
        taking(session, proposal(session), HE)


def test_text_when_there_are_no_facts_then_nothing_is_taken(session: WizardSession) -> None:
    with pytest.raises(Refused, match="text_says_nothing"):
        taking(session, proposal(session, "unit.layout"), HE)


def test_all_when_taken_then_are_one_gesture_over_empty_fields_alone(
    session: WizardSession,
) -> None:
    session.type("unit.condition", "good")
    session.type("considerations.environment", "שלי")
    found = proposals_of(session.case, shipped_templates(HE), HE)
    session.edit(taking_all(session, found, HE))
    assert session.case.text("considerations.environment") == "שלי"
    assert session.case.text("unit.condition_text") == "המצב הפיזי של היחידה טוב."
    session.undo()
    assert session.case.text("unit.condition_text") is None
    assert session.case.text(PATH) is None


def test_wording_of_a_model_when_taken_then_is_marked_as_its_own(session: WizardSession) -> None:
    session.edit(taking_of_model(session, PATH, "טקסט.", "tiny", replace=False))
    value = session.case.value(PATH)
    assert value is not None
    assert value.provenance is not None
    assert (value.provenance.origin, value.provenance.note) == (Origin.COMPUTED, "model:tiny")
    assert proposal(session).standing is Standing.TYPED
    with pytest.raises(Refused, match="text_typed_stands"):
        taking_of_model(session, PATH, "אחר", "tiny", replace=False)


# -- the office's own templates ------------------------------------------------------------


def test_template_when_saved_then_is_the_offices_in_its_language_alone(
    services: Services, actor: Actor
) -> None:
    own = Template("surroundings", PATH, "שלנו", "העיר: {יישוב}.")
    assert save_template(services, actor, own, HE).office
    found = templates_of(services, actor, HE)[0]
    assert (found.title, found.text, found.own) == ("שלנו", "העיר: {address.city}.", True)
    assert templates_of(services, actor, Language.EN) == shipped_templates(Language.EN)
    reset_template(services, actor, "surroundings", HE)
    assert templates_of(services, actor, HE) == shipped_templates(HE)


def test_template_when_saved_as_it_was_shipped_then_is_no_own_one(
    services: Services, actor: Actor
) -> None:
    save_template(services, actor, shipped_template("parcel", HE), HE)
    assert templates_of(services, actor, HE) == shipped_templates(HE)


def test_template_when_it_cannot_be_read_then_is_refused_and_nothing_is_kept(
    services: Services, actor: Actor
) -> None:
    with pytest.raises(Refused, match="template_field_unknown"):
        save_template(services, actor, Template("parcel", PATH, "x", "{no.such}"), HE)
    with pytest.raises(Refused, match="template_unknown"):
        save_template(services, actor, Template("other", PATH, "x", "y"), HE)
    assert templates_of(services, actor, HE) == shipped_templates(HE)


def test_kept_template_when_this_program_cannot_read_it_then_the_shipped_one_stands(
    services: Services, actor: Actor
) -> None:
    kept = {"he": {"parcel": {"title": "x", "text": "[לא נסגר"}, "surroundings": 7}}
    save_practice(services, actor, "texts", kept)  # type: ignore[arg-type]  # JSON
    assert templates_of(services, actor, HE) == shipped_templates(HE)


def test_template_when_changed_by_who_manages_nothing_then_is_not_allowed(
    services: Services, actor: Actor
) -> None:
    from dataclasses import replace

    from shamay_desktop.domain.access import Role

    appraiser = replace(actor, role=Role.APPRAISER)
    with pytest.raises(NotAllowed):
        save_template(services, appraiser, Template("parcel", PATH, "x", "y"), HE)
