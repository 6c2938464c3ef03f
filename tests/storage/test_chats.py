"""Conversations of cases: kept as they were said, numbered, removed, gone with their case."""

from dataclasses import replace
from datetime import UTC, datetime

from shamay_desktop.domain.chats import ChatMessage, ChatRole, ChatSession, ChatSource
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market.query import MarketQuery, SearchRun
from shamay_desktop.storage.database import SqlDatabase
from tests.storage import samples
from tests.storage.samples import found_office

SOURCES = (
    ChatSource("שטח רשום", '120 מ"ר', "unit.registered_area"),
    ChatSource("נסח, עמוד 2", "הערות", None, "ab" * 32, 2, ("1.5", "2.0", "3.0", "4.0")),
    ChatSource("", "4,900,000", supported=False),
)


def _message(session: ChatSession, text: str, role: ChatRole = ChatRole.PERSON) -> ChatMessage:
    return ChatMessage(new_id(), session.id, 0, role, text)


def test_messages_when_read_stand_in_order_with_all_that_they_rest_on(
    database: SqlDatabase,
) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    valuation = samples.valuation(dana)
    paper = samples.document(dana, valuation.id)
    session = ChatSession(new_id(), valuation.id, dana.user_id, "מה השטח?")
    at = datetime(2026, 11, 2, 8, tzinfo=UTC)
    run = SearchRun(new_id(), MarketQuery(), dana.user_id, at, 0, (), valuation.id)
    said = replace(
        _message(session, "120", ChatRole.MODEL),
        sources=SOURCES, model="tiny", document_id=paper.id, search_run_id=run.id,
    )  # fmt: skip
    with database.work(dana) as work:
        work.valuations.add(valuation)
        work.evidence.add_document(paper)
        work.market.add_run(run)
        work.chats.add_session(session)
        work.chats.add_messages((_message(session, "מה השטח?"), said))
        work.commit()
    with database.work(dana) as work:
        first, second = work.chats.messages(session.id)
        assert (first.number, first.role, first.text) == (1, ChatRole.PERSON, "מה השטח?")
        assert second == replace(said, number=2)
        kept = work.chats.session(session.id)
        assert kept is not None
        assert (kept.title, kept.user_id) == ("מה השטח?", dana.user_id)


def test_messages_when_two_windows_add_never_share_a_number(database: SqlDatabase) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    valuation = samples.valuation(dana)
    session = ChatSession(new_id(), valuation.id, dana.user_id, "שאלה")
    with database.work(dana) as work:
        work.valuations.add(valuation)
        work.chats.add_session(session)
        work.commit()
    for text in ("א", "ב", "ג"):
        with database.work(dana) as work:
            work.chats.add_messages((_message(session, text),))
            work.commit()
    with database.work(dana) as work:
        said = work.chats.messages(session.id)
    assert [(each.number, each.text) for each in said] == [(1, "א"), (2, "ב"), (3, "ג")]


def test_conversation_when_removed_then_no_word_of_it_is_left(database: SqlDatabase) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    valuation = samples.valuation(dana)
    gone, stays = (
        ChatSession(new_id(), valuation.id, dana.user_id, title) for title in ("סוד", "נשאר")
    )
    with database.work(dana) as work:
        work.valuations.add(valuation)
        for session in (gone, stays):
            work.chats.add_session(session)
            work.chats.add_messages((_message(session, f"מילים של {session.title}"),))
        work.chats.remove_session(gone.id)
        work.chats.remove_session("no-such-conversation")
        work.commit()
    with database.work(dana) as work:
        assert [each.id for each in work.chats.sessions(valuation.id)] == [stays.id]
        assert work.chats.session(gone.id) is None
        assert work.chats.messages(gone.id) == []
        assert len(work.chats.messages(stays.id)) == 1


def test_conversation_when_of_another_office_then_is_not_found(database: SqlDatabase) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    noa = found_office(database, "משרד אחר", "noa@example.org")
    valuation = samples.valuation(dana)
    session = ChatSession(new_id(), valuation.id, dana.user_id, "שאלה")
    with database.work(dana) as work:
        work.valuations.add(valuation)
        work.chats.add_session(session)
        work.chats.add_messages((_message(session, "שלנו"),))
        work.commit()
    with database.work(noa) as work:
        assert work.chats.session(session.id) is None
        assert work.chats.sessions(valuation.id) == []
        assert work.chats.messages(session.id) == []
        work.chats.remove_session(session.id)
        work.commit()
    with database.work(dana) as work:
        assert len(work.chats.messages(session.id)) == 1


def test_conversation_when_its_case_is_removed_for_good_then_goes_with_it(
    database: SqlDatabase,
) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    valuation = samples.valuation(dana)
    session = ChatSession(new_id(), valuation.id, dana.user_id, "שאלה")
    with database.work(dana) as work:
        work.valuations.add(valuation)
        work.chats.add_session(session)
        work.chats.add_messages((_message(session, "שלנו"),))
        work.valuations.throw_away(valuation.id)
        work.valuations.remove_for_good(valuation.id)
        work.commit()
    with database.work(dana) as work:
        assert work.chats.session(session.id) is None
        assert work.chats.messages(session.id) == []
