"""A template as a file: written with the pictures of its pages, read without being kept."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.report_templates.codec import template_json, template_of_json
from shamay_desktop.domain.report_templates.shipped import orders
from shamay_desktop.domain.report_templates.template import OwnLetterhead, ReportTemplate
from shamay_desktop.usecases.office.practice_file import LARGEST
from shamay_desktop.usecases.office.profile import keep_picture
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.user_file import text_of_user_file

_PICTURES = "pictures"


def write_template(
    services: Services, actor: Actor, template: ReportTemplate, target: Path
) -> Path:
    """Write a template with its pictures as JSON; returns where it lies.

    Raises NotAllowed, WorldFailed(`folder_not_writable`, `disk_full`, …).
    """
    require(actor, Permission.READ_CASE)
    raw = dict(template_json(template))
    pictures = {sha256: _encoded(services, sha256) for sha256 in _pictures(template)}
    if pictures:
        raw[_PICTURES] = dict(pictures)
    text = json.dumps(raw, ensure_ascii=False, indent=1) + "\n"
    return services.exports.write(text.encode("utf-8"), target)


def read_template_file(services: Services, actor: Actor, source: Path) -> ReportTemplate:
    """The template of a file, to be looked at and saved; its pictures are put in the store.

    Raises NotAllowed, Refused(`file_missing`, `file_unreadable`, `file_too_large`, as
    `template_of_json` and `keep_picture`, `report_template_picture_missing`).
    """
    require(actor, Permission.MANAGE_OFFICE)
    try:
        raw = json.loads(text_of_user_file(source, LARGEST))
    except (ValueError, RecursionError) as error:
        line = str(getattr(error, "lineno", 1))
        raise Refused("report_template_unreadable", place=line) from error
    pictures = raw.pop(_PICTURES, {}) if isinstance(raw, dict) else {}
    template = template_of_json(raw, orders())
    own = template.own_letterhead
    if own is None:
        return template
    given = pictures if isinstance(pictures, Mapping) else {}
    own = replace(
        own,
        logo=_kept(services, own.logo, given),
        footer_logo=_kept(services, own.footer_logo, given),
    )
    return replace(template, own_letterhead=own)


def _pictures(template: ReportTemplate) -> tuple[str, ...]:
    own = template.own_letterhead or OwnLetterhead()
    return tuple(each for each in (own.logo, own.footer_logo) if each)


def _encoded(services: Services, sha256: str) -> str:
    try:
        return base64.b64encode(services.store.path(sha256).read_bytes()).decode("ascii")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WorldFailed(
            "report_picture_unreadable", picture=sha256[:12], reason=reason
        ) from error


def _kept(services: Services, sha256: str | None, given: Mapping[str, object]) -> str | None:
    """A picture of the file in the store, or one that lies there already."""
    if sha256 is None:
        return None
    encoded = given.get(sha256)
    if not isinstance(encoded, str):
        if services.store.path(sha256).is_file():
            return sha256
        raise Refused("report_template_picture_missing")
    try:
        content = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Refused("report_template_picture_missing") from error
    path = services.temporary / f"{new_id()}.png"
    try:
        path.write_bytes(content)
        return keep_picture(services, path)
    finally:
        path.unlink(missing_ok=True)
