"""The templates that the program brings, from resources/texts."""

import json
from functools import cache

from shamay_desktop.domain.texts.template import Template
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource


@cache
def shipped_templates(language: Language) -> tuple[Template, ...]:
    """The shipped templates of a language, in the order of the report."""
    raw = json.loads(resource("texts", f"{language.value}.json").read_text(encoding="utf-8"))
    return tuple(
        Template(each["id"], each["field"], each["title"], "\n".join(each["text"]))
        for each in raw["templates"]
    )
