"""The templates that an office works with: the shipped ones, and its own words over them."""

from collections.abc import Mapping
from dataclasses import replace

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.texts.parsing import by_ids, checked
from shamay_desktop.domain.texts.shipped import shipped_templates
from shamay_desktop.domain.texts.template import Template, with_own
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import practice_of, save_practice
from shamay_desktop.usecases.services import Services

PRACTICE = "texts"


def templates_of(services: Services, actor: Actor, language: Language) -> tuple[Template, ...]:
    """The templates of a language, in the order of the report; the office's own over the shipped.

    What the office kept and this program cannot read any more gives way to the shipped one.
    """
    kept = practice_of(services, actor).get(PRACTICE)
    shipped = shipped_templates(language)
    return tuple(
        each if _readable(each) else plain
        for each, plain in zip(with_own(shipped, kept, language), shipped, strict=True)
    )


def shipped_template(template_id: str, language: Language) -> Template:
    """A template as it is shipped. Raises Refused(`template_unknown`)."""
    for template in shipped_templates(language):
        if template.id == template_id:
            return template
    raise Refused("template_unknown", given=template_id)


def save_template(
    services: Services, actor: Actor, template: Template, language: Language
) -> Changes:
    """Keep the office's words of a template, names by their ids; the shipped words again are no
    words of its own.

    Raises NotAllowed, Refused as `parsing.parsed`, `template_empty`, `template_unknown`.
    """
    template = replace(checked(template), text=by_ids(template.text))
    shipped = shipped_template(template.id, language)
    same = (template.title, template.text) == (shipped.title, shipped.text)
    told: Json = None if same else {"title": template.title, "text": template.text}
    return _keep(services, actor, template.id, language, told)


def reset_template(
    services: Services, actor: Actor, template_id: str, language: Language
) -> Changes:
    """Go back to the shipped words. Raises NotAllowed, Refused(`template_unknown`)."""
    shipped_template(template_id, language)
    return _keep(services, actor, template_id, language, None)


def _keep(
    services: Services, actor: Actor, template_id: str, language: Language, told: Json
) -> Changes:
    standing = practice_of(services, actor).get(PRACTICE)
    whole = dict(standing) if isinstance(standing, Mapping) else {}
    listed = whole.get(language.value)
    of_language = dict(listed) if isinstance(listed, Mapping) else {}
    of_language.pop(template_id, None)
    if told is not None:
        of_language[template_id] = told
    whole[language.value] = of_language
    return save_practice(services, actor, PRACTICE, whole)


def _readable(template: Template) -> bool:
    try:
        checked(template)
    except Refused:
        return False
    return True
