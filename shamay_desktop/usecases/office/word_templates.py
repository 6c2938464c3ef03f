"""A Word file becomes one of the office's templates: read, looked through, kept as a whole."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_looks import DEFAULT_LOOKS, looks_json, looks_of
from shamay_desktop.domain.report_templates.from_word import template_of_word
from shamay_desktop.domain.report_templates.template import Kind, ReportTemplate
from shamay_desktop.domain.report_templates.word_file import Lint, Weight
from shamay_desktop.usecases.office.profile import keep_picture
from shamay_desktop.usecases.services import Services

_FONTS = ("body_font", "title_font", "number_font")


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """What a Word file gave: the template to be looked at and saved (`save_template`), None where
    something stands against it; and the remarks, errors first.
    """

    template: ReportTemplate | None
    lint: tuple[Lint, ...]

    @property
    def errors(self) -> tuple[Lint, ...]:
        """The remarks that stand against it."""
        return tuple(each for each in self.lint if each.weight is Weight.ERROR)


def word_template(
    services: Services, actor: Actor, path: Path, kind: Kind, *, keep_pictures: bool = True
) -> WordTemplate:
    """Read a `.docx` or `.dotx` as a template of a kind. Nothing of the office is changed: the
    pictures of its letterhead alone are put in the store, and only when nothing stands against it
    and `keep_pictures` does not say that the file is only looked through.

    Raises NotAllowed, Refused as `WordFiles.read`, WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    with TemporaryDirectory(dir=services.temporary) as folder:
        found = services.word_files.read(path, Path(folder))
        made = template_of_word(found, kind)
        template, noted = _with_fonts(services, made.template)
        if template is not None and keep_pictures:
            template = _with_pictures(services, template, Path(folder))
    return WordTemplate(template, tuple(sorted((*made.lint, *noted), key=_in_order)))


def _in_order(lint: Lint) -> tuple[bool, int]:
    """Errors first, then as they stand in the file; what stands nowhere in it comes last."""
    place = int(lint.place) if lint.place.isdecimal() else sys.maxsize
    return lint.weight is not Weight.ERROR, place


def _with_fonts(
    services: Services, template: ReportTemplate | None
) -> tuple[ReportTemplate | None, tuple[Lint, ...]]:
    """The template without fonts that this machine cannot set Hebrew in; each is noted."""
    if template is None:
        return None, ()
    looks, noted = template.looks, []
    for name in _FONTS:
        family = str(getattr(looks, name))
        try:
            services.report_fonts.check(family or looks.body_font)
        except Refused as refused:
            usual = str(getattr(DEFAULT_LOOKS, name))
            looks = looks_of({**looks_json(looks), name: usual})
            if family:
                noted.append(Lint(refused.code, Weight.NOTE, name, family, usual))
    return replace(template, looks=looks), tuple(noted)


def _with_pictures(services: Services, template: ReportTemplate, folder: Path) -> ReportTemplate:
    own = template.own_letterhead
    if own is None:
        return template
    kept: Mapping[str, str | None] = {
        name: keep_picture(services, folder / file) if file else None
        for name, file in (("logo", own.logo), ("footer_logo", own.footer_logo))
    }
    own = replace(own, logo=kept["logo"], footer_logo=kept["footer_logo"])
    return replace(template, own_letterhead=own)
