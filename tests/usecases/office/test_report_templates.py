"""Keeping the office's templates: who may, what is refused, and that the office stays as it was."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.report_looks import HEEBO, looks_of
from shamay_desktop.domain.report_templates.shipped import shipped_template
from shamay_desktop.domain.report_templates.template import Kind, ReportTemplate
from shamay_desktop.usecases.office.practice import practice_of, save_practice
from shamay_desktop.usecases.office.report_templates import (
    read_template,
    save_template,
    template_text,
    templates_of,
)
from shamay_desktop.usecases.services import Services


class _Fonts:
    """A machine on which one family has no Hebrew."""

    def families(self) -> tuple[str, ...]:
        return (HEEBO,)

    def check(self, family: str) -> None:
        if family == "Vera":
            raise Refused("font_without_hebrew", name=family)


def _smaller(kind: Kind = Kind.FULL) -> ReportTemplate:
    shipped = shipped_template(kind)
    return replace(shipped, looks=replace(shipped.looks, body_size=Decimal(11)))


def test_a_template_when_kept_is_the_offices_newest_version(
    services: Services, actor: Actor
) -> None:
    save_template(services, actor, _smaller())
    save_template(services, actor, _smaller(Kind.COURT))
    known = {each.shipped.kind: each for each in templates_of(services, actor)}
    assert list(known) == list(Kind)
    assert known[Kind.FULL].current == replace(_smaller(), version=1)
    assert known[Kind.COURT].current.version == 1
    assert known[Kind.REVIEW].current == shipped_template(Kind.REVIEW)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.OWNER, Role.ORG_ADMIN)]
)
def test_a_template_when_kept_by_who_does_not_manage_the_office_is_refused(
    services: Services, actor: Actor, role: Role
) -> None:
    with pytest.raises(NotAllowed):
        save_template(services, replace(actor, role=role), _smaller())
    assert "report_templates" not in practice_of(services, actor)


@pytest.mark.parametrize("name", ["body_font", "title_font", "number_font"])
def test_a_font_without_hebrew_when_chosen_anywhere_is_refused_and_nothing_is_kept(
    services: Services, actor: Actor, name: str
) -> None:
    machine = replace(services, report_fonts=_Fonts())
    shipped = shipped_template(Kind.FULL)
    looks = looks_of({name: "Vera"})
    with pytest.raises(Refused) as refused:
        save_template(machine, actor, replace(shipped, looks=looks))
    assert refused.value.code == "font_without_hebrew"
    assert "report_templates" not in practice_of(services, actor)


def test_templates_when_written_past_their_window_are_checked_too(
    services: Services, actor: Actor
) -> None:
    with pytest.raises(Refused):
        save_practice(services, actor, "report_templates", {"full": [{"kind": "full", "x": 1}]})


@pytest.mark.parametrize("kind", Kind)
def test_a_template_when_written_as_text_and_read_is_the_same(kind: Kind) -> None:
    assert read_template(template_text(shipped_template(kind))) == shipped_template(kind)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"kind": "full", "looks": 3}', "[" * 9000]
)
def test_a_text_when_it_is_no_template_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_template(text)
    assert refused.value.code == "report_template_unreadable"
