"""What a purpose adds to the report: its matter, its figures, and what it must say of itself."""

import pytest

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.report_content import Heading, Paragraph, Role, Run, Table
from shamay_desktop.domain.report_text import plain
from shamay_desktop.i18n.language import Language
from tests.usecases.report.inputs import NONE, lines_of, report_of

VALUED: dict[str, Json] = {
    "valuation.areas": [
        {"name": "דירה", "category": "flat", "area": "162", "coefficient": "1", "source": "היתר"},
    ],
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.rounding_step": "100000",
    "valuation.date": "2026-10-20",
    "unit.rooms": "5",
    "unit.built_area": "150",
}
LEVY: dict[str, Json] = {
    "report.purpose": "betterment_levy",
    "levy.plan": "נש/30",
    "levy.value_before": "5100000",
    "levy.value_after": "5700000",
}


def said(fields: dict[str, Json], language: Language = Language.HE) -> str:
    return "\n".join(plain(line) for line in lines_of(fields, language=language))


def chapter_lines(fields: dict[str, Json], key: str) -> list[str]:
    content = report_of(fields)
    chapter = next(each for each in content.chapters if each.key == key)
    return [
        plain("".join(run.text for run in block.inlines if isinstance(run, Run)))
        for block in chapter.blocks
        if isinstance(block, Paragraph)
    ]


def test_a_share_when_valued_then_the_chain_goes_from_the_whole_to_it() -> None:
    text = said(
        {**VALUED, "rights.valued_share": "1/2", "valuation.share_discount": "10",
         "rights.kind": "ownership"}
    )  # fmt: skip
    assert "שווי הזכויות בשלמותן 162.00 × 35,000 = 5,670,000.00 ₪" in text
    assert "החלק המוערך 1/2" in text
    assert "שווי החלק המוערך לפני עיגול 2,551,500.00 ₪" in text
    assert "שווי החלק המוערך 2,600,000 ₪" in text
    assert "בחלק המוערך (1/2)" in text
    assert 'סה"כ שווי הנכס' not in text


def test_the_whole_when_valued_then_no_word_of_a_share_is_said() -> None:
    text = said({**VALUED, "rights.valued_share": "1/1"})
    assert "שווי לפני עיגול 162.00 × 35,000 = 5,670,000.00 ₪" in text
    assert "החלק המוערך לפני עיגול" not in text


def test_derived_figures_when_asked_for_then_stand_and_not_otherwise() -> None:
    asked: dict[str, Json] = {**VALUED, "valuation.derived": ["per_room", "per_built_sqm"]}
    assert "שווי לחדר 1,140,000 ₪" in said(asked)
    assert 'שווי למ"ר בנוי 38,000 ₪' in said(asked)
    assert "שווי לחדר" not in said(VALUED)


def test_a_range_when_both_ends_are_known_then_stands_in_one_line() -> None:
    ends: dict[str, Json] = {"valuation.range_low": "5500000", "valuation.range_high": "5900000"}
    assert "תחום השווי 5,500,000 ₪ – 5,900,000 ₪" in said({**VALUED, **ends})
    alone = said({"valuation.range_low": "5500000"})
    assert "תחום השווי, מ־ 5,500,000 ₪" in alone


def test_a_levy_when_both_values_are_known_then_betterment_and_half_stand_twice() -> None:
    text = said(LEVY)
    assert text.count("ההשבחה 600,000 ₪") == 2  # where it is computed, and in chapter 6
    assert text.count("היטל ההשבחה (מחצית ההשבחה), לפני פטורים 300,000 ₪") == 2
    assert "היטל ההשבחה (מחצית" not in said({**LEVY, "levy.value_before": NONE})


def test_a_reinstatement_when_there_is_no_market_value_then_it_is_the_answer() -> None:
    fields: dict[str, Json] = {
        "valuation.date": "2026-10-20", "insurance.area": "150", "insurance.unit_cost": "8000",
        "insurance.soft_costs": "10", "insurance.clearing": "40000",
    }  # fmt: skip
    answer = chapter_lines(fields, "value")
    assert answer[1] == "1,604,800 ₪"
    assert answer[2] == "(מיליון שש מאות וארבעה אלף ושמונה מאות שקלים חדשים)"
    assert "1,604,800 ₪" not in chapter_lines({**fields, **VALUED}, "value")


def test_a_rent_when_found_then_it_is_the_answer_in_digits_and_words() -> None:
    answer = chapter_lines({"rent.monthly": "9200", "valuation.date": "2026-10-20"}, "value")
    assert answer[0].startswith("לאור האמור לעיל, דמי השכירות הראויים בנכס הנישום")
    assert answer[1:3] == ["9,200 ₪ לחודש", "(תשעת אלפים ומאתיים שקלים חדשים לחודש)"]


def test_rents_when_they_have_an_area_then_each_row_has_its_rent_per_m2() -> None:
    rents: Json = [
        {"id": "a", "address": "השקד 1", "area": "80", "rent": "9000"},
        {"id": "b", "address": "השקד 2", "rent": "8000"},
    ]
    content = report_of({"income.rents": rents})
    tables = [block for each in content.chapters for block in each.blocks
              if isinstance(block, Table)]  # fmt: skip
    assert len(tables) == 1
    assert [column.head for column in tables[0].columns][-1] == 'דמי שכירות למ"ר'
    last = [row.cells[-1] for row in tables[0].rows]
    assert [plain("".join(run.text for run in cell if isinstance(run, Run))) for cell in last] == [
        "112.50", "",
    ]  # fmt: skip


def test_leases_when_the_rent_of_one_is_unknown_then_no_sum_is_printed() -> None:
    leases: list[Json] = [
        {"id": "a", "tenant": "חנות א", "rent": "9000"},
        {"id": "b", "tenant": "חנות ב", "rent": "8000"},
    ]
    assert "17,000" in said({"income.leases": leases})
    text = said({"income.leases": [*leases, {"id": "c", "tenant": "חנות ג"}]})
    assert "חנות ג" in text
    assert "17,000" not in text


def test_capitalised_income_when_rent_and_rate_are_known_then_net_year_and_value_follow() -> None:
    text = said(
        {"income.market_rent": "10000", "income.vacancy": "5", "income.costs": "4000",
         "income.cap_rate": "6.5"}
    )  # fmt: skip
    assert "הכנסה נטו לשנה (NOI)\n110,000 ₪" in text
    assert "שווי בהיוון ההכנסות\n1,692,308 ₪" in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"report.kind": "inspection"}, "הוא אינו שומה ואינו כולל אומדן שווי"),
        ({"review.kind": "desk"}, "הנכס לא נבדק ונתוני השומה המבוקרת לא אומתו"),
        ({"review.kind": "field"}, "הנכס נבדק בביקור"),
    ],
)
def test_a_report_without_a_value_when_made_then_says_so_in_a_box(
    fields: dict[str, Json], words: str
) -> None:
    content = report_of(fields)
    boxes = [
        plain("".join(run.text for run in block.inlines if isinstance(run, Run)))
        for chapter in content.chapters
        if chapter.key == "value"
        for block in chapter.blocks
        if isinstance(block, Paragraph) and block.role is Role.BOXED
    ]
    assert len(boxes) == 1
    assert words in boxes[0]


def test_a_full_report_when_made_then_no_statement_of_another_kind_stands_in_it() -> None:
    assert "אינו שומה" not in said({"report.kind": "full"})


def test_an_experts_declaration_when_made_then_its_sentence_stands_among_the_declarations() -> None:
    assert "במקום עדות בבית המשפט" in said({"declarations.expert": True})
    assert "במקום עדות בבית המשפט" not in said({"declarations.expert": False})


def test_special_assumptions_when_listed_then_each_stands_in_a_box_and_again_at_the_value() -> None:
    listed: Json = [{"id": "a", "text": "הבניין הושלם", "requested_by": "הבנק"}]
    text = said({**VALUED, "report.special_assumptions": listed})
    assert "הנחות מיוחדות נוספות: הבניין הושלם; מי ביקש אותה: הבנק" in text
    assert text.count("הבניין הושלם") == 2


def test_the_addressee_when_titled_then_title_name_attention_and_note_open_the_report() -> None:
    lines = chapter_lines(
        {"client.title": "עו\"ד", "client.name": "נועה ברק", "client.attention": "מחלקת משכנתאות",
         "client.note": "א.נ.,"}, "opening",
    )  # fmt: skip
    assert lines[:3] == ['לכבוד עו"ד נועה ברק', "לידי: מחלקת משכנתאות", "א.נ.,"]


def test_the_clients_number_when_the_export_hides_numbers_then_it_is_hidden_too() -> None:
    number: dict[str, Json] = {"client.id_number": "123456782"}
    assert "*****6782" in said({**number, "export.id_numbers": "last_four"})
    assert "6782" not in said({**number, "export.id_numbers": "none"})
    assert "123456782" in said({**number, "export.id_numbers": "full"})


def test_a_title_of_the_appraisers_own_when_given_then_cover_and_subject_have_it() -> None:
    content = report_of({"report.title": "חוות דעת מטעם בית המשפט", "address.city": "חיפה"})
    assert any("חוות דעת מטעם" in run.text for line in content.cover.lines for run in line
               if isinstance(run, Run))  # fmt: skip
    text = said({"report.title": "חוות דעת מטעם בית המשפט", "address.city": "חיפה"})
    assert "הנדון: חוות דעת מטעם בית המשפט – חיפה" in text
    assert "אומדן שווי זכויות במקרקעין" not in text


def test_own_sections_when_they_name_a_chapter_then_each_closes_it() -> None:
    rows: Json = [
        {"id": "a", "chapter": "1", "title": "חלוקה בעין", "text": "אין.\nלא ניתן."},
        {"id": "b", "title": "הערה", "text": "בלי פרק"},
    ]
    content = report_of({"report.additions": rows, "unit.rooms": "4"})
    by_key = {chapter.key: chapter for chapter in content.chapters}
    assert chapter_lines({"report.additions": rows}, "property")[-3:] == [
        "חלוקה בעין", "אין.", "לא ניתן.",
    ]  # fmt: skip
    assert chapter_lines({"report.additions": rows}, "factors") == ["הערה", "בלי פרק"]
    assert isinstance(by_key["property"].blocks[0], Heading)


def test_the_matter_when_there_is_none_then_its_heading_does_not_stand() -> None:
    assert "פרטי העניין" not in said({"report.purpose": "court"})
    assert "פרטי העניין" in said({"court.name": "שלום חיפה"})


def test_hidden_fields_when_they_hold_values_then_are_still_printed() -> None:
    text = said({"report.purpose": "home_mortgage", "court.case_number": "51234-05-26"})
    assert "51234-05-26" in text


def test_an_english_report_when_of_a_purpose_then_its_words_are_english() -> None:
    text = said({**LEVY, "levy.plan": "NS/30"}, Language.EN)
    assert "Betterment levy (half), before exemptions" in text
    assert "The matter" in text


def test_a_hebrew_addressee_when_the_report_is_english_then_title_and_name_are_one_phrase() -> None:
    content = report_of(
        {"client.title": "כב' השופטת", "client.name": "נועה ברק"}, language=Language.EN
    )
    first = content.chapters[0].blocks[0]
    assert isinstance(first, Paragraph)
    text = "".join(run.text for run in first.inlines if isinstance(run, Run))
    assert text.index("\u2067") < text.index("השופטת") < text.index("נועה") < text.rindex("\u2069")
