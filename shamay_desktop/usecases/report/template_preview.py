"""A template before it is kept: the sample case printed by it, as pages to look at."""

import json
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.report_edits.arrangement import CHANGES
from shamay_desktop.domain.report_templates.choosing import ORDER, PRACTICE, TEMPLATE, VERSION
from shamay_desktop.domain.report_templates.codec import template_json
from shamay_desktop.domain.report_templates.template import ReportTemplate
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.resource_files import resource
from shamay_desktop.usecases.report.content import arranged_content, generated_content
from shamay_desktop.usecases.report.inputs import ReportInputs
from shamay_desktop.usecases.report.pictures import prepare_pictures
from shamay_desktop.usecases.report.previewing import Preview
from shamay_desktop.usecases.services import Services

_NO_PAPERS: Mapping[str, int] = MappingProxyType({})


def preview_template(
    services: Services, actor: Actor, template: ReportTemplate, language: Language
) -> Preview:
    """The pages of the sample case by a template that nobody has kept yet.

    Raises as `prepare_pictures` and the setting of pages.
    """
    with services.database.work(actor) as work:
        office = work.offices.office(actor.organization_id)
        person = work.offices.person(actor.user_id)
    office = replace(
        office, practice={PRACTICE: {template.kind.value: [dict(template_json(template))]}}
    )
    case, evidence = _sample(template), CaseEvidence((), ())
    inputs = ReportInputs(
        case, evidence, office, person, Status.IN_PROGRESS, value_of(case), _NO_PAPERS
    )
    generated = generated_content(inputs, load_texts(language))
    report = arranged_content(generated, case, evidence)
    pictures = prepare_pictures(services, report.content)
    folder = services.temporary / f"preview-template-{new_id()}"
    pages = services.set_pages(report.content, pictures)
    return Preview(report, report.generated, evidence, pictures, pages, folder)


def _sample(template: ReportTemplate) -> Case:
    """The sample case as this template would print it."""
    raw = json.loads(resource("sample_case", "case.json").read_text(encoding="utf-8"))
    case = decode_case("sample", raw["fields"])
    values = {**case.values, TEMPLATE: Value.of(template.kind.value)}
    for name in (VERSION, ORDER, CHANGES):
        values.pop(name, None)
    return replace(case, values=values)
