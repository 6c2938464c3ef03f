"""A template that cannot be read is refused by its line and its reason."""

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.texts.parsing import checked, parsed
from shamay_desktop.domain.texts.template import LONGEST, Template


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("טוב\n[פתוח", "template_bracket", 2),
        ("סגור]", "template_bracket", 1),
        ("{unit.rooms", "template_bracket", 1),
        ("{}", "template_bracket", 1),
        ("}", "template_bracket", 1),
        ("{no.such}", "template_field_unknown", 1),
        ("{#unit.rooms}", "template_field_unknown", 1),
        ("{.side}", "template_field_unknown", 1),
        ("[* unit.rooms: x]", "template_place", 1),
        ("[? unit.rooms x]", "template_place", 1),
        ("[? no.such: x]", "template_field_unknown", 1),
        ("{unit.rooms: אחד}", "template_place", 1),
        ("{unit.rooms ~ א|ב|ג}", "template_place", 1),
        ("{unit.condition = good}", "template_place", 1),
        ("{=}", "template_place", 1),
        ("[" * 13 + "x" + "]" * 13, "template_too_deep", 1),
    ],
)
def test_template_when_it_cannot_be_read_then_is_refused_by_its_line(
    text: str, code: str, line: int
) -> None:
    with pytest.raises(Refused) as raised:
        parsed(text)
    assert (raised.value.code, raised.value.facts["line"]) == (code, line)


def test_template_when_too_long_or_empty_then_is_refused() -> None:
    with pytest.raises(Refused, match="template_too_long"):
        parsed("א" * (LONGEST + 1))
    with pytest.raises(Refused, match="template_empty"):
        checked(Template("t", "unit.layout", "שם", "  "))
