"""The same case under each template: nothing lost, nothing invented, numbers and keys right."""

import re
from dataclasses import replace

import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import FIELDS
from shamay_desktop.domain.records import Office, Person, Status
from shamay_desktop.domain.report_content import Heading, Paragraph, ReportContent, Run
from shamay_desktop.domain.report_edits.arrangement import arrangement_of
from shamay_desktop.domain.report_edits.arranging import arranged
from shamay_desktop.domain.report_edits.keys import apart, key_of
from shamay_desktop.domain.report_edits.numbers import numbers_of
from shamay_desktop.domain.report_edits.rich_text import rich_json, words
from shamay_desktop.domain.report_templates.choosing import with_version
from shamay_desktop.domain.report_templates.codec import template_json, template_of_json
from shamay_desktop.domain.report_templates.shipped import orders, shipped_template
from shamay_desktop.domain.report_templates.template import Kind, Order
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.report.content import build_content, generated_content
from shamay_desktop.usecases.report.inputs import ReportInputs
from tests.filled_case import filled_case
from tests.usecases.report.inputs import lines_of, report_of

FULL_ONES = [kind for kind in Kind if kind is not Kind.BANK_SHORT]
# Printed where there is something that the filled case has no room for: its own tests say where.
PLACED = [member.id for member in FIELDS if member.place is not None]


def _set(case: Case, **values: str) -> Case:
    named = {path.replace("__", "."): Value.of(value) for path, value in values.items()}
    return replace(case, values={**case.values, **named})


def _under(
    kind: Kind, order: Order | None = None, language: Language = Language.HE
) -> ReportContent:
    case = _set(filled_case(), export__template=kind.value)
    if order is not None:
        case = _set(case, export__order=order.value)
    return report_of(case, language=language)


def _keys(content: ReportContent) -> set[str]:
    blocks = (each for chapter in content.chapters for block in chapter.blocks
              for each in apart(block))  # fmt: skip
    return {key_of(block) for block in blocks if not key_of(block).startswith("fixed:")}


def _fixed(content: ReportContent) -> list[str]:
    return [
        "".join(run.text for run in block.inlines if isinstance(run, Run))
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph) and block.key.startswith("fixed:")
    ]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("kind", FULL_ONES)
def test_every_placed_field_when_printed_by_a_full_template_is_in_it(
    kind: Kind, order: Order
) -> None:
    usual = _under(Kind.FULL).printed_fields()
    assert usual >= {"parcel.gush", "valuation.adopted_price_per_sqm", "declarations.no_interest"}
    assert set(PLACED) & usual == set(PLACED) & _under(kind, order).printed_fields()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("order", Order)
def test_the_same_words_when_ordered_otherwise_are_all_there_and_no_others(
    order: Order, language: Language
) -> None:
    def said(content: ReportContent) -> list[str]:
        return sorted(re.sub(r"^[\d.]+ ", "", line) for line in text_blocks(content))

    texts = load_texts(language)
    own = {texts(f"report.chapter_{key}") for key in ("identification", "history", "experts")}
    here = [line for line in said(_under(Kind.FULL, order, language)) if line not in own]
    usual = [line for line in said(_under(Kind.FULL, language=language)) if line not in own]
    assert here == usual


@pytest.mark.parametrize("kind", Kind)
def test_the_keys_of_blocks_when_the_template_changes_stay(kind: Kind) -> None:
    usual = _keys(_under(Kind.FULL, Order.TRADITIONAL))
    for order in Order:
        here = _keys(_under(kind, order))
        assert here <= usual
        if kind is not Kind.BANK_SHORT:
            assert here == usual


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("order", Order)
def test_numbers_when_printed_follow_the_templates_order(kind: Kind, order: Order) -> None:
    content = _under(kind, order)
    chapters = [chapter.number for chapter in content.chapters if chapter.number]
    assert chapters == [str(number) for number in range(1, len(chapters) + 1)]
    for chapter in content.chapters:
        numbers = [block.number for block in chapter.blocks
                   if isinstance(block, Heading) and block.number]  # fmt: skip
        assert numbers == [f"{chapter.number}.{at}" for at in range(1, len(numbers) + 1)]


def test_a_reference_when_the_order_changes_prints_the_new_number() -> None:
    numbers = [numbers_of(_under(Kind.FULL, order))["heading:2.1"] for order in Order]
    assert numbers == ["2.1", "4.1"]


def test_own_words_and_blocks_when_the_template_changes_stay_where_they_were() -> None:
    rows: list[Json] = [
        {"id": "w1", "kind": "words", "block": "line:rights.register",
         "content": rich_json(words("במילים שלי"))},
        {"id": "o1", "kind": "own_text", "after": "heading:2.4", "section": "heading:2.4",
         "content": rich_json(words("פסקה משלי"))},
    ]  # fmt: skip
    shown = decode_case("case", {"report.changes": rows}).values["report.changes"]
    case = filled_case()
    case = replace(case, values={**case.values, "report.changes": shown})
    for order in Order:
        content = report_of(_set(case, export__order=order.value))
        lines = text_blocks(content)
        assert sum("במילים שלי" in line for line in lines) == 1
        at = next(at for at, line in enumerate(lines) if line == "פסקה משלי")
        number = numbers_of(content)["heading:2.4"]
        assert lines[at - 1].startswith(f"{number} ")


def test_the_appraisers_own_section_when_its_chapter_is_not_printed_is_still_there() -> None:
    raw = template_json(shipped_template(Kind.FULL))
    raw["chapters"] = [
        {"key": "opening", "places": ["opening"], "numbered": False},
        {"key": "value", "places": ["value", "declarations", "signature"]},
    ]
    template = template_of_json(raw, orders())
    fields: dict[str, Json] = {
        "report.reference": "17",
        "report.additions": [{"id": "a", "chapter": "3", "title": "סביבה", "text": "גובל בפארק"}],
    }
    case = decode_case("case", fields)
    office = Office("office", "", practice={"report_templates": with_version({}, template)})
    person = Person("person", "a@example.org", "")
    inputs = ReportInputs(
        case, CaseEvidence((), ()), office, person, Status.IN_PROGRESS, value_of(case), {}
    )
    assert "גובל בפארק" in text_blocks(build_content(inputs, load_texts(Language.HE)))


def test_the_short_bank_form_when_printed_leaves_out_what_it_says_and_the_value_stays() -> None:
    content = _under(Kind.BANK_SHORT)
    headings = {block.key for chapter in content.chapters for block in chapter.blocks
                if isinstance(block, Heading)}  # fmt: skip
    assert not headings & shipped_template(Kind.BANK_SHORT).without
    assert {"1.3", "2.1", "3.3", "5.2", "signature"} <= headings
    assert any("תמצית" in line for line in _fixed(content))


@pytest.mark.parametrize(
    ("client", "said"),
    [
        ({"client.kind": "bank"}, "נועדה לבנק לצורך"),
        ({"client.kind": "company"}, "נועדה לחברה לצורך"),
        ({"client.kind": "person", "client.title": "גב'"}, "נועדה למזמינה לצורך"),
        ({"client.kind": "person", "client.title": "מר"}, "נועדה למזמין לצורך"),
    ],
)
def test_fixed_words_when_the_addressee_is_another_speak_to_that_one(
    client: dict[str, Json], said: str
) -> None:
    lines = lines_of({"report.purpose": "home_mortgage", **client})
    assert any(said in line for line in lines)


def test_fixed_words_when_their_fact_is_missing_are_not_said() -> None:
    content = report_of({"report.purpose": "home_mortgage"})
    assert _fixed(content) == []


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        (Kind.REVIEW, {"report.kind": "review"}, "ביקורת של שומה שערך אחר"),
        (Kind.COURT, {"report.purpose": "court"}, "לצורך הליך בבית משפט"),
        (Kind.COLLATERAL, {"report.purpose": "collateral", "client.kind": "bank"}, "לפי תקן 19"),
        (Kind.MORTGAGE, {"report.purpose": "home_mortgage", "client.kind": "bank"}, "הלוואה לדיור"),
        (Kind.COMPREHENSIVE, {"report.kind": "comprehensive"}, "שומה מקיפה לפי תקן 1.1"),
    ],
)
def test_a_fixed_sentence_when_its_template_is_chosen_for_another_report_is_not_said(
    kind: Kind, fields: dict[str, Json], said: str
) -> None:
    named: dict[str, Json] = {"export.template": kind.value, "report.reference": "17"}
    assert any(said in line for line in _fixed(report_of({**named, **fields})))
    other: dict[str, Json] = {"report.purpose": "purchase", "client.kind": "bank"}
    assert _fixed(report_of({**named, **other})) == []


@pytest.mark.parametrize(
    ("client", "he", "en"),
    [
        ({"client.kind": "person", "client.title": "מר"}, "נכבדי", "Dear Sir"),
        ({"client.kind": "person", "client.title": "גב'"}, "נכבדתי", "Dear Madam"),
        ({"client.kind": "company"}, "לכבוד החברה", "To the company"),
        ({"client.kind": "bank"}, "לכבוד הבנק", "To the bank"),
        ({"client.kind": "person"}, "שלום רב", "Greetings"),
    ],
)
def test_the_offices_own_words_when_the_addressee_is_another_speak_to_that_one(
    client: dict[str, Json], he: str, en: str
) -> None:
    raw = template_json(shipped_template(Kind.FULL))
    raw["fixed"] = [{"id": "greeting", "place": "opening", "text": {
        "he": "{addressee = man: נכבדי | woman: נכבדתי | company: לכבוד החברה | "
              "bank: לכבוד הבנק | *: שלום רב}",
        "en": "{addressee = man: Dear Sir | woman: Dear Madam | company: To the company | "
              "bank: To the bank | *: Greetings}",
    }}]  # fmt: skip
    practice = {"report_templates": with_version({}, template_of_json(raw, orders()))}
    office = Office("office", "", practice=practice)
    person = Person("person", "a@example.org", "")
    case = decode_case("case", {"client.name": "פלוני", **client})
    inputs = ReportInputs(case, CaseEvidence((), ()), office, person, Status.IN_PROGRESS, None, {})
    for language, said in ((Language.HE, he), (Language.EN, en)):
        assert _fixed(build_content(inputs, load_texts(language))) == [said]


def test_a_digest_when_the_office_prints_a_section_again_no_longer_says_it_is_left_out() -> None:
    raw = template_json(shipped_template(Kind.BANK_SHORT))
    raw["without"] = [place for place in raw["without"] if place != "1.2"]  # type: ignore[union-attr]  # a list
    practice = {"report_templates": with_version({}, template_of_json(raw, orders()))}
    case = _set(filled_case(), export__template="bank_short")
    person = Person("person", "a@example.org", "")
    said = []
    for office in (Office("office", ""), Office("office", "", practice=practice)):
        inputs = ReportInputs(
            case, CaseEvidence((), ()), office, person, Status.IN_PROGRESS, value_of(case), {}
        )
        fixed = _fixed(build_content(inputs, load_texts(Language.HE)))
        said.append(next(line for line in fixed if "תמצית" in line))
    assert "תיאור החלקה" in said[0]
    assert "תיאור החלקה" not in said[1]
    assert "תיאור הסביבה" in said[1]


def test_a_digest_when_the_case_has_nothing_to_leave_out_says_nothing() -> None:
    content = report_of({"export.template": "bank_short", "report.reference": "17"})
    assert _fixed(content) == []


def test_a_template_without_letterhead_and_strip_when_printed_names_no_office() -> None:
    raw = {**template_json(shipped_template(Kind.FULL)), "letterhead": False, "strip": False}
    practice = {"report_templates": with_version({}, template_of_json(raw, orders()))}
    office = Office("office", "שמאות הדקל", address="רחוב האלון 7", strip="פס", practice=practice)
    case = decode_case("case", {})
    person = Person("person", "a@example.org", "")
    inputs = ReportInputs(case, CaseEvidence((), ()), office, person, Status.IN_PROGRESS, None, {})
    content = generated_content(inputs, load_texts(Language.HE))
    assert (content.letterhead.name, content.letterhead.strip) == ("", ())


def test_a_generated_report_when_arranged_without_changes_stays_as_it_is() -> None:
    for kind in Kind:
        content = _under(kind)
        assert arranged(content, arrangement_of(filled_case())).content.chapters == content.chapters
