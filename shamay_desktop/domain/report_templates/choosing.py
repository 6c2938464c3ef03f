"""Which template a case is printed by: the one it names, else what its kind and purpose propose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.purposes import COURT, REVIEW
from shamay_desktop.domain.report_templates.codec import template_json, template_of_json
from shamay_desktop.domain.report_templates.shipped import orders, shipped_template
from shamay_desktop.domain.report_templates.template import (
    Kind,
    Order,
    ReportTemplate,
    left_out,
)

TEMPLATE, VERSION, ORDER = "export.template", "export.template_version", "export.order"
PRACTICE = "report_templates"
_MOST_VERSIONS = 200
_LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "value": "report_template_without_value",
        "declarations": "report_template_without_declarations",
        "signature": "report_template_without_signature",
    }
)


def proposed_kind(case: Case) -> Kind:
    """What the kind of report and its purpose ask for; the short form is chosen by hand alone."""
    if REVIEW.holds(case):
        return Kind.REVIEW
    if COURT.holds(case):
        return Kind.COURT
    purposes = {"collateral": Kind.COLLATERAL, "home_mortgage": Kind.MORTGAGE}
    by_purpose = purposes.get(case.text("report.purpose") or "")
    if by_purpose is not None:
        return by_purpose
    return Kind.COMPREHENSIVE if case.text("report.kind") == "comprehensive" else Kind.FULL


def template_of(case: Case, practice: Mapping[str, Json]) -> ReportTemplate:
    """The template that a case is printed by, in the order that it asks for.

    Of the office's versions the one that the case names, else the newest. Without such a version
    the shipped template; what the office kept and nobody can read is passed over (`broken` says).
    """
    chosen = case.text(TEMPLATE)
    kind = Kind(chosen) if chosen in set(Kind) else proposed_kind(case)
    template = _office(practice, kind, case.text(VERSION)) or shipped_template(kind)
    asked = case.text(ORDER)
    if asked not in set(Order) or template.own_chapters:
        return template
    return replace(template, order=Order(asked or ""), chapters=orders()[Order(asked or "")])


def versions_of(practice: Mapping[str, Json], kind: Kind) -> tuple[ReportTemplate, ...]:
    """The office's versions of a template, oldest first; unreadable ones are left out."""
    found = []
    for number, raw in enumerate(_kept(practice, kind), 1):
        try:
            found.append(template_of_json(raw, orders(), number))
        except Refused:
            continue
    return tuple(found)


def broken(practice: Mapping[str, Json], kind: Kind) -> tuple[int, ...]:
    """Numbers of the office's versions that cannot be read."""
    readable = {each.version for each in versions_of(practice, kind)}
    return tuple(n for n in range(1, len(_kept(practice, kind)) + 1) if n not in readable)


def with_version(practice: Mapping[str, Json], template: ReportTemplate) -> dict[str, Json]:
    """What the practice keeps of templates, with one more version of this one.

    Versions are never changed: a report that was printed by one can be printed by it again.
    Refused as `template_of_json`, and `report_template_versions_full`.
    """
    raw = template_json(template)
    template_of_json(raw, orders())
    versions = list(_kept(practice, template.kind))
    if versions and versions[-1] == raw:
        return _all(practice)
    if len(versions) >= _MOST_VERSIONS:
        raise Refused("report_template_versions_full", n=_MOST_VERSIONS)
    return {**_all(practice), template.kind.value: [*versions, raw]}


def checked_templates(raw: Json, before: Json) -> Json:
    """The templates of an office as they may be kept.

    Refused as `template_of_json`; a version that was not kept before and leaves a mandatory
    section out: `report_template_without_value`, `…_without_declarations`, `…_without_signature`.
    """
    kept = before if isinstance(before, Mapping) else {}
    if not isinstance(raw, Mapping):
        raise Refused("report_template_unreadable", place=PRACTICE)
    for name, versions in raw.items():
        if name not in set(Kind) or not isinstance(versions, Sequence) or isinstance(versions, str):
            raise Refused("report_template_unknown", name=str(name), place=PRACTICE)
        known = kept.get(name, ())
        for version in versions:
            template = template_of_json(version, orders())
            if template.kind != name:
                raise Refused("report_template_unreadable", place=str(name))
            missing = left_out(template)
            if missing and not (isinstance(known, list | tuple) and version in known):
                raise Refused(_LEFT_OUT[missing[0]])
    return dict(raw)


def pictures_of(practice: Mapping[str, Json]) -> Iterator[str]:
    """SHA-256 of the pictures that any kept version prints on its pages."""
    for versions in _all(practice).values():
        for version in versions if isinstance(versions, list | tuple) else ():
            own = version.get("own_letterhead") if isinstance(version, Mapping) else None
            if isinstance(own, Mapping):
                named = (own.get("logo"), own.get("footer_logo"))
                yield from (sha256 for sha256 in named if isinstance(sha256, str))


def _office(practice: Mapping[str, Json], kind: Kind, asked: str | None) -> ReportTemplate | None:
    versions = versions_of(practice, kind)
    if asked:
        return next((each for each in versions if str(each.version) == asked), None)
    return versions[-1] if versions else None


def _all(practice: Mapping[str, Json]) -> dict[str, Json]:
    kept = practice.get(PRACTICE)
    return dict(kept) if isinstance(kept, Mapping) else {}


def _kept(practice: Mapping[str, Json], kind: Kind) -> Sequence[Json]:
    versions = _all(practice).get(kind.value)
    return versions if isinstance(versions, list | tuple) else ()
