"""A template that cannot be read is refused by its line and its reason."""

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.texts.parsing import by_ids, by_labels, checked, parsed
from shamay_desktop.domain.texts.shipped import shipped_templates
from shamay_desktop.domain.texts.template import LONGEST, Template
from shamay_desktop.i18n.language import Language


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


@pytest.mark.parametrize("language", list(Language))
def test_shipped_templates_when_spelled_by_labels_then_mean_the_same_and_go_back(
    language: Language,
) -> None:
    for template in shipped_templates(language):
        spelled = by_labels(template.text, language)
        assert parsed(spelled) == parsed(template.text), template.id
        assert by_ids(spelled) == template.text, template.id


def test_template_when_spelled_in_hebrew_then_people_read_the_names() -> None:
    text = "ב{address.city}[? building.lift = yes: , מעלית][* parcel.boundaries: {.side}]"
    spelled = "ב{יישוב}[? מעלית = כן: , מעלית][* גבולות החלקה: {.צד}]"
    assert by_labels(text, Language.HE) == spelled
    assert by_ids(spelled) == text
    assert by_labels("[לא נסגר", Language.HE) == "[לא נסגר"
