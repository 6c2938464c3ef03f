"""What is about a person is masked before it leaves, and turned back in the answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.analysis.masking import Mask, mask_for
from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.evidence import CaseEvidence

PEOPLE = ("דנה כהן לוי", "Moshe Azulay", 'בנק הדוגמה בע"מ')


@pytest.mark.parametrize(
    "text",
    [
        "הבעלים דנה כהן לוי גרה כאן",
        "הבעלים ודנה כהן לוי",
        "לוי דנה",
        "של לוי, דנה",
        "שייך לכהן",
        "דנה  כהן\nלוי",
        "דָּנָה כהן־לוי",
        "ד\u200fנה כ\u200eהן לוי",
        "MOSHE AZULAY",
        "Mr Azulay's flat",
        "ת.ז. 123456782",
        "מס' 12345678-2",
        "טלפון 052-1234567",
        "+972 52 123 4567",
        "(03) 6123456",
        "dana.levi+1@mail.example.co.il",
        "נייד 0526123456,",
        "טל.052-6123456",
        "טל-0526123456",
        "ת.ז.123456782",
        "ת.ז.-123456782",
        "0526123456/0546123456",
        "ת.ז. 1234567 8 2",
        'ת"ז 12345678',
        "כשכהן בא, וכשלוי הלך",
    ],
)
def test_person_when_in_a_text_then_nothing_of_them_is_left(text: str) -> None:
    mask = Mask(PEOPLE)
    sent = mask.masked(text)
    hidden = ("דנה", "כהן", "לוי", "azulay", "moshe", "123456", "612345", "@", "12345678")
    assert [word for word in hidden if word in sent.casefold()] == []
    assert not mask.leaks(sent)


@pytest.mark.parametrize(
    "text",
    [
        'שטח 120.5 מ"ר',
        "מחיר 5,700,000 ₪",
        "גוש 6109 חלקה 396",
        "01.02.2026",
        "קומה 3",
        "01-02-2026",
        "אחוז 123456 יחידות",
        "תכנית 340/2025 בגוש 6109/396/168",
    ],
)
def test_fact_when_it_is_of_no_person_then_stays(text: str) -> None:
    assert Mask(PEOPLE).masked(text) == text


def test_name_when_hyphens_are_written_otherwise_then_is_found() -> None:
    for text in ("בן דוד", "בן־דוד", "בן-דוד", "לבן דוד"):
        assert "דוד" not in Mask(("בן-דוד",)).masked(text)


def test_word_when_a_name_is_only_its_part_then_stays() -> None:
    assert Mask(("דנה לוי",)).masked("רחוב הלווייתן, לויתן") == "רחוב הלווייתן, לויתן"


def test_answer_when_it_names_tokens_then_they_are_turned_back() -> None:
    mask = Mask(PEOPLE)
    sent = mask.masked("דנה כהן לוי, 052-1234567")
    assert sent == "[NAME_1], [PHONE_1]"
    assert mask.unmasked("ל[NAME_1] טלפון [phone 1]") == "לדנה כהן לוי טלפון 052-1234567"
    assert mask.unmasked("[NAME_7]") == "[NAME_7]"


def test_mask_when_made_of_a_case_then_knows_its_people_and_not_its_facts() -> None:
    owner = Row("a", {"name": Value.of("רות גולן"), "share": Value.of("1/2")})
    case = Case(
        "c",
        {
            "client.name": Value.of("יואב שקד"),
            "client.title": Value.of("מר"),
            "client.phone": Value.of("5551"),
            "rights.owners": Value.of((owner,)),
            "address.city": Value.of("חיפה"),
        },
    )
    mask = mask_for(case, CaseEvidence(), ("נועה ברק",))
    sent = mask.masked("רות גולן, יואב, נועה ברק, 5551, חיפה, מר, 1/2")
    assert "חיפה, מר, 1/2" in sent
    assert not any(word in sent for word in ("רות", "גולן", "יואב", "נועה", "5551"))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_when_masked_and_back_then_says_the_same_and_never_leaks(
    before: str, after: str
) -> None:
    mask = Mask(PEOPLE)
    sent = mask.masked(f"{before} דנה כהן לוי {after}")
    assert "דנה כהן לוי" not in sent
    assert not mask.leaks(sent)
