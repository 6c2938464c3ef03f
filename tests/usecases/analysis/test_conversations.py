"""Questions about a case are answered by search over it; each line opens its place."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.analysis.asking import asked_of
from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.chats import ChatRole
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.evidence import CaseEvidence, DocSource, DocType, Document
from shamay_desktop.domain.fields import BY_ID, FIELDS, Field
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.market.query import MarketQuery, SearchRun
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.usecases.analysis.conversations import (
    Conversation,
    ask,
    conversation,
    conversations_of,
    remove_conversation,
)
from shamay_desktop.usecases.analysis.finding_facts import FoundFact, facts_for
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.ui.remembered_reader import RememberedReader

PAPER = "ab" * 32
TEXTS: Texts = load_texts(Language.HE)


@pytest.fixture
def case(services: Services, actor: Actor) -> Case:
    """A case of the office with some facts."""
    made = create_case(services, actor).valuation
    owners = (
        Row("a", {"name": Value.of("רות גולן"), "share": Value.of("1/2")}),
        Row("b", {"name": Value.of("יואב שקד"), "share": Value.of("1/2")}),
    )
    told = {
        "unit.registered_area": Value.of("120.5"),
        "unit.rooms": Value.of("4"),
        "address.city": Value.of("רמת גן"),
        "building.lift": Value.of(True),
        "rights.owners": Value.of(owners),
        "rights.mortgages": Value(State.NONE),
    }
    return Case(made.id, told)


def found(
    services: Services,
    actor: Actor,
    case: Case,
    question: str,
    evidence: CaseEvidence | None = None,
) -> list[FoundFact]:
    """What a question finds."""
    looked = facts_for(services, actor, case, evidence or CaseEvidence(), question, TEXTS)
    return list(looked.facts)


@pytest.mark.parametrize(
    ("question", "path", "words"),
    [
        ("מה השטח הרשום?", "unit.registered_area", "120.5"),
        ("מה גודל הדירה הרשום", "unit.registered_area", "120.5"),
        ("כמה חדרים יש בנכס?", "unit.rooms", "4"),
        ("באיזה יישוב הנכס?", "address.city", "רמת גן"),
        ("האם יש מעלית בבניין?", "building.lift", "כן"),
        ("what is the registered area?", "unit.registered_area", "120.5"),
        ("האם יש משכנתא?", "rights.mortgages", "אין"),
    ],
)
def test_question_when_asked_then_its_best_line_opens_the_field(
    services: Services, actor: Actor, case: Case, question: str, path: str, words: str
) -> None:
    best = found(services, actor, case, question)
    assert path in [fact.path for fact in best[:3]]
    assert words in next(fact.words for fact in best if fact.path == path)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("מה השטח הרשום?", "unit.registered_area"),
        ("מי הבעלים?", "rights.owners/a/name"),
        ("איזה היתר יש?", "licensing.permits/p/number"),
        ("what permit is there?", "licensing.permits/p/number"),
        ("מתי היה הביקור?", "visit.date"),
        ("when was the visit?", "visit.date"),
        ("מי המזמין?", "client.name"),
        ("מה המחיר למטר שאומץ?", "valuation.adopted_price_per_sqm"),
    ],
)
def test_question_when_asked_as_people_ask_then_its_first_line_is_the_answer(
    services: Services, actor: Actor, case: Case, question: str, first: str
) -> None:
    permit = Row("p", {"number": Value.of("20110347")})
    told = {
        "licensing.permits": Value.of((permit,)),
        "licensing.conformity": Value.of(BY_ID["licensing.conformity"].choices[0].code),
        "appraiser.licence_number": Value.of("90417"),
        "visit.date": Value.of("2026-10-20"),
        "visit.extent": Value.of(BY_ID["visit.extent"].choices[0].code),
        "client.name": Value.of("רות גולן"),
        "client.kind": Value.of(BY_ID["client.kind"].choices[0].code),
        "valuation.adopted_price_per_sqm": Value.of("35000"),
        "valuation.adopted_reason": Value.of("המחיר קרוב לממוצע"),
    }
    asked = Case(case.id, {**case.values, **told})
    assert found(services, actor, asked, question)[0].path == first


WORDS = ("מה", "מי", "מתי", "כמה", "השטח", "הבעלים", "היתר", "קומה", "שווי", "120.5", "רמת", "גולן",
         "area", "owner", "floor", "when", "price", "מעלית", "משכנתה", "777", "כתובת")  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(words=st.lists(st.sampled_from(WORDS) | st.text(max_size=12), max_size=6))
def test_any_question_when_asked_then_each_line_says_what_stands_in_its_place_and_no_more(
    services: Services, actor: Actor, case: Case, words: list[str]
) -> None:
    told = " ".join(
        strip_marks(shown(column, cell.content, Language.HE))
        for path, value in case.values.items()
        for column, cell in cells_of(path, value)
        if cell.content is not None
    )
    labels = " ".join(label for field in FIELDS for column in (field, *field.columns)
                      for label in (column.he, column.en))  # fmt: skip
    known = set(f"{told} {labels} לא מולא אין".replace(";", " ").split())
    for fact in found(services, actor, case, " ".join(words)):
        assert fact.path is not None
        assert fact.path.partition("/")[0] in BY_ID
        if fact.label != "ממצא":
            assert set(fact.words.replace(";", " ").split()) <= known


def cells_of(path: str, value: Value) -> list[tuple[Field, Value]]:
    """What a field says, cell by cell."""
    field = BY_ID[path]
    if not isinstance(value.content, tuple):
        return [(field, value)]
    columns = {column.id: column for column in field.columns}
    return [(columns[name], cell) for row in value.content if isinstance(row, Row)
            for name, cell in row.cells.items()]  # fmt: skip


def test_rows_when_asked_for_then_each_opens_its_row(
    services: Services, actor: Actor, case: Case
) -> None:
    facts = found(services, actor, case, "מי הבעלים?")
    rows = [fact for fact in facts if (fact.path or "").startswith("rights.owners/")]
    assert [fact.path for fact in rows] == ["rights.owners/a/name", "rights.owners/b/name"]
    assert "רות גולן" in rows[0].words
    one = found(services, actor, case, "מה החלק של גולן?")
    assert one[0].path == "rights.owners/a/name"


def test_value_when_asked_for_then_is_computed_and_opens_its_price(
    services: Services, actor: Actor, case: Case
) -> None:
    area = Row("a", {"area": Value.of("142"), "coefficient": Value.of("1")})
    told = {
        "valuation.areas": Value.of((area,)),
        "valuation.adopted_price_per_sqm": Value.of("35000"),
    }
    best = found(services, actor, Case(case.id, {**case.values, **told}), "מה השווי?")[0]
    assert (best.path, best.words.split()[0]) == ("valuation.adopted_price_per_sqm", "4,970,000")


def test_field_when_not_filled_then_the_answer_says_so(
    services: Services, actor: Actor, case: Case
) -> None:
    facts = found(services, actor, case, "מהו הייעוד?")
    assert ("planning.designation", "לא מולא") in [(fact.path, fact.words) for fact in facts]


def test_paper_when_it_holds_the_words_then_the_line_opens_its_page_and_box(
    services: Services, actor: Actor, case: Case
) -> None:
    reader = RememberedReader()
    line = Line((Word("הערת", (100, 50, 130, 60)), Word("אזהרה", (60, 50, 95, 60))))
    reader.pages[PAPER, 2] = PageText(2, 595, 842, Method.TEXT, (line,))
    at = services.clock.now()
    paper = Document(
        "d", case.id, DocType.TABU, "נסח.pdf", "k", PAPER, DocSource.USER_UPLOAD, at, pages=3
    )
    reading = replace(services, reader=reader)
    (fact,) = [
        each
        for each in found(reading, actor, case, "אזהרה", CaseEvidence((paper,)))
        if each.paper is not None
    ]
    assert (fact.paper, fact.page, fact.document_id) == (PAPER, 2, "d")
    assert fact.box == ("60.0", "50.0", "130.0", "60.0")
    assert fact.words == "הערת אזהרה"


def test_findings_when_asked_for_then_are_told_with_their_fields(
    services: Services, actor: Actor, case: Case
) -> None:
    facts = found(services, actor, case, "אילו ממצאים יש?")
    assert facts
    assert facts[0].label == "ממצא"
    assert facts[0].words


def test_words_when_they_are_in_nothing_then_nothing_is_found(
    services: Services, actor: Actor, case: Case
) -> None:
    assert found(services, actor, case, "תנינים בקרקס") == []
    assert found(services, actor, case, "מה זה של מי?") == []


def test_question_when_folded_then_prefixes_synonyms_and_figures_count() -> None:
    asked = asked_of("ובבניין? 6109", Language.HE)
    assert asked.fit("הבניין בגוש 6109") == 3
    assert asked.fit("גוש 61090") == 0


# -- kept ----------------------------------------------------------------------------------


def asking(
    services: Services, actor: Actor, case: Case, question: str, session_id: str | None = None
) -> Conversation:
    """Ask and keep."""
    return ask(services, actor, case, CaseEvidence(), question, TEXTS, session_id)


def test_question_when_asked_then_is_kept_with_its_answer_and_goes_on(
    services: Services, actor: Actor, case: Case
) -> None:
    first = asking(services, actor, case, "מה השטח הרשום?")
    again = asking(services, actor, case, "תנינים", first.session.id)
    assert [each.role for each in again.messages] == [
        ChatRole.PERSON, ChatRole.PROGRAM, ChatRole.PERSON, ChatRole.PROGRAM,
    ]  # fmt: skip
    assert again.messages[1].sources[0].path == "unit.registered_area"
    assert "לא נמצא" in again.messages[3].text
    assert conversation(services, actor, first.session.id).messages == again.messages
    (kept,) = conversations_of(services, actor, case.id)
    assert kept.title == "מה השטח הרשום?"


def test_question_when_about_comparables_then_is_linked_to_the_last_search(
    services: Services, actor: Actor, case: Case
) -> None:
    run = SearchRun("run-1", MarketQuery(), actor.user_id, services.clock.now(), 0, (), case.id)
    with services.database.work(actor) as work:
        work.market.add_run(run)
        work.commit()
    assert asking(services, actor, case, "מה החיפוש?").messages[1].search_run_id == "run-1"
    assert asking(services, actor, case, "כמה חדרים?").messages[1].search_run_id is None


def test_conversation_when_removed_then_is_gone_and_only_ones_own_may_be(
    services: Services, actor: Actor, case: Case
) -> None:
    told = asking(services, actor, case, "מה השטח הרשום?")
    other = replace(actor, user_id="someone-else", role=Role.APPRAISER)
    with pytest.raises(NotAllowed):
        remove_conversation(services, other, told.session.id)
    remove_conversation(services, actor, told.session.id)
    assert conversations_of(services, actor, case.id) == ()
    with pytest.raises(Refused, match="chat_unknown"):
        conversation(services, actor, told.session.id)
    with pytest.raises(Refused, match="chat_unknown"):
        asking(services, actor, case, "ועוד?", told.session.id)


def test_question_when_empty_or_too_long_then_is_refused_and_nothing_is_kept(
    services: Services, actor: Actor, case: Case, tmp_path: Path
) -> None:
    for question, code in (("  ", "question_empty"), ("א" * 2001, "question_too_long")):
        with pytest.raises(Refused, match=code):
            asking(services, actor, case, question)
    assert conversations_of(services, actor, case.id) == ()


def test_conversation_when_a_client_asks_then_is_not_allowed(
    services: Services, actor: Actor, case: Case
) -> None:
    client = replace(actor, role=Role.CLIENT_VIEWER)
    with pytest.raises(NotAllowed):
        asking(services, client, case, "מה השטח?")
