"""Whatever stands in a case, the check answers, and its findings can be said."""

import string

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.fields import BY_ID, FIELDS, Field, Kind
from shamay_desktop.domain.standards import check, rule_set_of_text, why, words
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.resource_files import resource
from tests.domain.standards.clean_case import EVIDENCE, TODAY, clean_case

RULES = rule_set_of_text(resource("rules", "israel.json").read_text(encoding="utf-8"))
WORDS = st.text(alphabet="אבגדהוצקת 0123456789/.-+,'" + string.ascii_letters, max_size=30)
FIELD_WORDS = st.sampled_from(
    ["גוש 1 חלקה 2", "תת חלקה", "עיקול", "מרתף+", "דירה", "חנות", "לפי תקן אקו'", "רשות הפיתוח"]
)
NUMBERS = st.decimals(-(10**14), 10**14, places=4).map(lambda number: f"{number:f}")
SMALL = st.integers(-3, 200).map(str)
WHOLE = st.integers(-(10**14), 10**14).map(str)


FRACTIONS = st.integers(1, 10**16).flatmap(
    lambda whole: st.integers(1, whole).map(lambda part: f"{part}/{whole}")
)
PLAIN: dict[Kind, st.SearchStrategy[Json]] = {
    Kind.TEXT: WORDS | FIELD_WORDS,
    Kind.LONG_TEXT: WORDS | FIELD_WORDS,
    Kind.INTEGER: SMALL | WHOLE,
    Kind.DECIMAL: SMALL | NUMBERS,
    Kind.DATE: st.dates().map(lambda day: day.isoformat()),
    Kind.FLAG: st.booleans(),
    Kind.FRACTION: FRACTIONS,
}


def contents(field: Field) -> st.SearchStrategy[Json]:
    """Raw contents that the field takes."""
    if field.kind is Kind.LIST:
        return st.lists(cells(field), min_size=1, max_size=3)
    if field.kind is Kind.RECORD:
        return cells(field)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        code = st.sampled_from([choice.code for choice in field.choices])
        return code if field.kind is Kind.CHOICE else st.lists(code, min_size=1)
    if field.kind is Kind.IDENTIFIER:
        if field.id == "itm":
            return st.integers(120000, 285000).map(lambda east: f"{east}/658902")
        return st.integers(100, 999).map(str) if field.pattern else WORDS
    return PLAIN[field.kind]


def cells(field: Field) -> st.SearchStrategy[Json]:
    """Some of the cells of a row or record."""
    return st.fixed_dictionaries({}, optional={c.id: values(c) for c in field.columns})


def values(field: Field) -> st.SearchStrategy[Json]:
    """A content, empty, or none."""
    return contents(field) | st.sampled_from([{"state": "empty"}, {"state": "none"}])


ANYTHING = {member.id: values(member) for member in FIELDS}


def assert_answers(case: Case) -> None:
    findings = check(case, RULES, today=TODAY, evidence=EVIDENCE)
    for finding in findings:
        assert finding.fields or finding.rule.startswith(("front-photo", "location-map"))
        assert {path.split("/")[0] for path in finding.fields} <= set(BY_ID)
        for language in Language:
            assert words(finding, load_texts(language))
            assert why(finding, load_texts(language))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_check_when_fields_of_a_whole_case_are_replaced_then_answers(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(ANYTHING)), max_size=12, unique=True))
    assert_answers(clean_case({path: data.draw(ANYTHING[path]) for path in chosen}))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({}, optional=ANYTHING))
@example({"report.purpose": "home_mortgage", "report.date": "2000-01-01"})
def test_check_when_anything_is_entered_then_answers(fields: dict[str, Json]) -> None:
    assert_answers(decode_case("any", fields))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(ANYTHING)), st.data())
def test_check_when_repeated_then_says_the_same(path: str, data: st.DataObject) -> None:
    case = clean_case({path: data.draw(ANYTHING[path])})
    first, again = (check(case, RULES, today=TODAY, evidence=EVIDENCE) for _ in range(2))
    assert first == again
