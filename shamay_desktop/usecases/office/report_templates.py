"""The office's own templates of reports: versions that are added and never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_templates.choosing import (
    PRACTICE,
    broken,
    versions_of,
    with_version,
)
from shamay_desktop.domain.report_templates.codec import template_json, template_of_json
from shamay_desktop.domain.report_templates.shipped import orders, shipped_template
from shamay_desktop.domain.report_templates.template import Kind, ReportTemplate
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import practice_of, save_practice
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class KnownTemplate:
    """A kind of template: the shipped one, the office's versions (oldest first), and the numbers
    of those that cannot be read. `current` is what a case without a version is printed by.
    """

    shipped: ReportTemplate
    versions: tuple[ReportTemplate, ...]
    broken: tuple[int, ...] = ()

    @property
    def current(self) -> ReportTemplate:
        """The newest of the office, else the shipped one."""
        return self.versions[-1] if self.versions else self.shipped


def templates_of(services: Services, actor: Actor) -> tuple[KnownTemplate, ...]:
    """Every kind of template as the actor's office has it, in the order of `Kind`."""
    practice = practice_of(services, actor)
    return tuple(
        KnownTemplate(shipped_template(kind), versions_of(practice, kind), broken(practice, kind))
        for kind in Kind
    )


def save_template(services: Services, actor: Actor, template: ReportTemplate) -> Changes:
    """Keep the template as the office's newest version; cases that name an older one keep it.

    Raises NotAllowed, Refused(as `template_of_json` and `with_version`; `font_not_installed`,
    `font_without_hebrew`: name), WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    looks = template.looks
    for family in dict.fromkeys((looks.body_font, looks.titles, looks.number_font)):
        services.report_fonts.check(family)
    kept: Mapping[str, Json] = practice_of(services, actor)
    return save_practice(services, actor, PRACTICE, with_version(kept, template))


def template_text(template: ReportTemplate) -> str:
    """A template as text that can be read, changed and read back (`read_template`)."""
    return json.dumps(template_json(template), ensure_ascii=False, indent=1) + "\n"


def read_template(text: str) -> ReportTemplate:
    """A template of its text. Refused: `report_template_unreadable` (place: the line), and as
    `template_of_json`.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = str(getattr(error, "lineno", 1))
        raise Refused("report_template_unreadable", place=line) from error
    return template_of_json(raw, orders())
