"""Templates as data: what is shipped can be read, what is wrong is refused by its place."""

from decimal import Decimal
from types import MappingProxyType

import pytest

from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_looks import DEFAULT_LOOKS, ChapterStart, looks_json, looks_of
from shamay_desktop.domain.report_templates.choosing import (
    broken,
    checked_templates,
    proposed_kind,
    template_of,
    versions_of,
    with_version,
)
from shamay_desktop.domain.report_templates.codec import template_json, template_of_json
from shamay_desktop.domain.report_templates.shipped import orders, shipped_template
from shamay_desktop.domain.report_templates.template import PLACES, Kind, Order
from shamay_desktop.domain.texts.facts import fact_of
from shamay_desktop.i18n.language import Language

EMPTY: dict[str, Json] = {}


@pytest.mark.parametrize("kind", Kind)
def test_a_shipped_template_when_written_and_read_is_the_same(kind: Kind) -> None:
    template = shipped_template(kind)
    assert template.kind is kind
    assert template.title.he
    assert template.title.en
    assert template_of_json(template_json(template), orders()) == template


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.BANK_SHORT])
def test_a_full_template_when_listed_has_every_section_once(kind: Kind) -> None:
    assert sorted(shipped_template(kind).places()) == sorted(PLACES)


@pytest.mark.parametrize("order", Order)
def test_an_order_when_listed_has_every_section_once(order: Order) -> None:
    places = [place for plan in orders()[order] for place in plan.places]
    assert sorted(places) == sorted(PLACES)


def test_the_standards_order_when_read_is_that_of_its_seventh_clause() -> None:
    keys = [plan.key for plan in orders()[Order.STANDARD]]
    asked = ["opening", "identification", "property", "planning", "rights", "history", "experts",
             "factors", "calculation", "value"]  # fmt: skip
    assert keys[: len(asked)] == asked
    assert orders()[Order.STANDARD][9].places == ("value", "signature", "declarations")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, Kind.FULL),
        ({"report.kind": "comprehensive"}, Kind.COMPREHENSIVE),
        ({"report.kind": "expert_opinion"}, Kind.COURT),
        ({"report.purpose": "court"}, Kind.COURT),
        ({"report.purpose": "collateral", "report.kind": "comprehensive"}, Kind.COLLATERAL),
        ({"report.purpose": "home_mortgage"}, Kind.MORTGAGE),
        ({"report.kind": "review", "report.purpose": "court"}, Kind.REVIEW),
    ],
)
def test_a_case_when_it_names_no_template_gets_the_one_of_its_kind_and_purpose(
    fields: dict[str, Json], kind: Kind
) -> None:
    case = decode_case("case", fields)
    assert proposed_kind(case) is kind
    assert template_of(case, EMPTY) == shipped_template(kind)


def test_a_case_when_it_names_a_template_and_an_order_gets_them() -> None:
    case = decode_case("case", {"export.template": "bank_short", "export.order": "standard_1_1"})
    template = template_of(case, EMPTY)
    assert template.kind is Kind.BANK_SHORT
    assert template.chapters == orders()[Order.STANDARD]


def test_an_offices_versions_when_a_later_one_is_kept_then_the_named_one_stays() -> None:
    raw = template_json(shipped_template(Kind.FULL))
    practice: dict[str, Json] = {}
    for size in ("11", "13"):
        changed = template_of_json({**raw, "looks": {"body_size": size}}, orders())
        practice = {"report_templates": with_version(practice, changed)}
    newest = template_of(decode_case("case", {}), practice)
    named = template_of(decode_case("case", {"export.template_version": "1"}), practice)
    gone = template_of(decode_case("case", {"export.template_version": "7"}), practice)
    assert (newest.version, newest.looks.body_size) == (2, Decimal(13))
    assert (named.version, named.looks.body_size) == (1, Decimal(11))
    assert gone == shipped_template(Kind.FULL)


def test_a_version_when_nothing_differs_from_the_last_is_not_kept_again() -> None:
    template = shipped_template(Kind.FULL)
    once = {"report_templates": with_version(EMPTY, template)}
    assert with_version(once, template) == once["report_templates"]


def test_an_offices_version_when_unreadable_is_passed_over_and_named() -> None:
    good = template_json(shipped_template(Kind.FULL))
    practice: dict[str, Json] = {"report_templates": {"full": [good, {"kind": "full", "x": 1}]}}
    assert [each.version for each in versions_of(practice, Kind.FULL)] == [1]
    assert broken(practice, Kind.FULL) == (2,)
    assert template_of(decode_case("case", {}), practice).version == 1


def test_chapters_of_the_office_when_a_case_asks_for_an_order_stay_as_the_office_set_them() -> None:
    raw = template_json(shipped_template(Kind.FULL))
    raw["chapters"] = [{"key": "value", "places": ["value", "signature"]}]
    practice = {"report_templates": with_version(EMPTY, template_of_json(raw, orders()))}
    case = decode_case("case", {"export.order": "standard_1_1"})
    assert [plan.key for plan in template_of(case, practice).chapters] == ["value"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "novel"}, "report_template_unknown"),
        ({"order": "by_heart"}, "report_template_unknown"),
        ({"without": ["9.9"]}, "report_template_unknown"),
        ({"without": "1.1"}, "report_template_unreadable"),
        ({"unheard": 1}, "report_template_unknown"),
        ({"letterhead": "yes"}, "report_template_unreadable"),
        ({"chapters": [{"key": "a", "places": ["1.1", "1.1"]}]}, "report_template_twice"),
        ({"chapters": [{"key": "a"}, {"key": "a"}]}, "report_template_twice"),
        ({"chapters": [{"key": "no key"}]}, "report_template_unreadable"),
        ({"chapters": [{"key": "a"}] * 61}, "report_template_unreadable"),
        ({"fixed": [{"id": "a", "place": "1.1", "text": {"he": "[{nobody.knows}]"}}]},
         "template_field_unknown"),
        ({"fixed": [{"id": "a", "place": "1.1", "text": {"he": "["}}]}, "template_bracket"),
        ({"fixed": [{"id": "a", "place": "1.1", "role": "value"}]}, "report_template_unknown"),
        ({"fixed": [{"id": "a", "place": "1.1"}] * 2}, "report_template_twice"),
        ({"looks": {"body_size": "40"}}, "looks_out_of_range"),
        ({"looks": {"body_size": True}}, "looks_out_of_range"),
        ({"looks": {"side_margin": "nan"}}, "looks_out_of_range"),
        ({"looks": {"chapter_start": "soon"}}, "report_template_unreadable"),
        ({"looks": {"body_font": "x" * 81}}, "report_template_unreadable"),
        ({"titles": {"1.1": {"fr": "titre"}}}, "report_template_unknown"),
    ],
)  # fmt: skip
def test_a_template_when_something_in_it_is_wrong_is_refused(
    change: dict[str, Json], code: str
) -> None:
    raw = {**template_json(shipped_template(Kind.FULL)), **change}
    with pytest.raises(Refused) as refused:
        template_of_json(raw, orders())
    assert refused.value.code == code


@pytest.mark.parametrize("raw", [None, [], {"full": "no"}, {"novel": []}, {"full": [{}]},
                                 {"court_opinion": [{"kind": "full"}]}])  # fmt: skip
def test_an_offices_templates_when_wrong_are_not_kept(raw: Json) -> None:
    with pytest.raises(Refused):
        checked_templates(raw, None)


def test_looks_when_written_and_read_are_the_same_and_hold_no_floats() -> None:
    looks = looks_of({"body_size": "11.5", "chapter_start": "always", "body_font": "Heebo"})
    assert looks.chapter_start is ChapterStart.ALWAYS
    assert looks_of(looks_json(looks)) == looks
    assert all(isinstance(value, str) for value in looks_json(looks).values())
    assert looks_json(DEFAULT_LOOKS) == {}


@pytest.mark.parametrize(
    ("kind", "title", "code"),
    [
        ("person", "מר", "man"),
        ("person", "גב'", "woman"),
        ("person", "Mrs.", "woman"),
        ("person", 'ד"ר', "person"),
        ("person", None, "person"),
        ("bank", "מר", "bank"),
        ("company", None, "company"),
    ],
)
def test_the_addressee_when_asked_for_is_by_kind_and_typed_title_never_by_a_name(
    kind: str, title: str | None, code: str
) -> None:
    fields: dict[str, Json] = {"client.kind": kind, "client.name": "שרה לוי"}
    if title is not None:
        fields["client.title"] = title
    for language in Language:
        fact = fact_of(decode_case("case", fields), "addressee", language)
        assert fact is not None
        assert fact.code == code
        assert fact.words
    assert fact_of(decode_case("case", dict(MappingProxyType({}))), "addressee", language) is None
