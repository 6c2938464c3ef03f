"""By which template a case is printed once it was sent, written into the case itself.

A template that the office changes afterwards changes no report that waits for approval or
signature.
"""

from collections.abc import Iterator

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Origin, Provenance, Value
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.report_templates.choosing import TEMPLATE, VERSION, template_of
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import replayed

PINNED = (TEMPLATE, VERSION)


def unpinned(case: Case) -> Case:
    """Without what sending wrote into it: a case at work is printed by what it asks for now."""
    for path in PINNED:
        if _is_pin(case, path):
            case = case.with_value(path, None)
    return case


def pinned(services: Services, work: UnitOfWork, actor: Actor, case: Case) -> Case:
    """The case with the template and version that it is printed by now, 0 of a shipped one; what a
    person chose stays. Its session holds them too, as edits of the actor.
    """
    office = work.offices.office(actor.organization_id)
    template = template_of(unpinned(case), office.practice)
    wanted = {TEMPLATE: template.kind.value, VERSION: str(template.version)}
    at = services.clock.now().isoformat(timespec="milliseconds")
    source = Provenance(Origin.DEFAULT, by=actor.email, at=at)
    record = work.sessions.active_of(case.id)
    first = 1 + (0 if record is None else work.sessions.last_seq(record.session_id))
    edits = tuple(_edits(case, wanted, source, first))
    if record is not None and edits:
        work.sessions.journal(record.session_id, edits, record.focus)
    return replayed(case, edits)


def _is_pin(case: Case, path: str) -> bool:
    value = case.values.get(path)
    source = None if value is None else value.provenance
    return source is not None and source.origin is Origin.DEFAULT


def _edits(case: Case, wanted: dict[str, str], source: Provenance, number: int) -> Iterator[Edit]:
    for path, content in wanted.items():
        chosen = case.text(path) is not None and not _is_pin(case, path)
        if chosen or case.text(path) == content:
            continue
        for change in setting(case, path, Value.of(content, source)):
            yield change.stamped(number, source.by or "", source.at or "")
            number += 1
