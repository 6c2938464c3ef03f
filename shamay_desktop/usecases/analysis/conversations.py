"""The conversations of a case: asked and answered, kept, shown again, and removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.analysis.asking import LONGEST_ASKED
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.chats import ChatMessage, ChatRole, ChatSession, ChatSource
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.analysis.finding_facts import FoundFact, Looked, facts_for
from shamay_desktop.usecases.analysis.model_questions import Told
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import existing

LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with all that was said; `facts` are those that the last question found."""

    session: ChatSession
    messages: tuple[ChatMessage, ...]
    facts: tuple[FoundFact, ...] = ()


def conversations_of(
    services: Services, actor: Actor, valuation_id: str
) -> tuple[ChatSession, ...]:
    """The conversations of a case, the last first. Raises NotAllowed, Refused(`case_unknown`)."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        existing(work, valuation_id)
        return tuple(work.chats.sessions(valuation_id))


def conversation(services: Services, actor: Actor, session_id: str) -> Conversation:
    """One conversation. Raises NotAllowed, Refused(`chat_unknown`)."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return _whole(work, session_id)


def ask(
    services: Services,
    actor: Actor,
    case: Case,
    evidence: CaseEvidence,
    question: str,
    texts: Texts,
    session_id: str | None = None,
) -> Conversation:
    """Ask about a case's own data; the program answers by search, offline. Question and answer
    are kept together, in a new conversation when none is named.

    Raises NotAllowed, Refused(`question_empty`, `question_too_long`, `chat_unknown`,
    `case_unknown`), WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    plain = " ".join(question.split())
    if not plain:
        raise Refused("question_empty")
    if len(plain) > LONGEST_ASKED:
        raise Refused("question_too_long", limit=LONGEST_ASKED)
    looked = facts_for(services, actor, case, evidence, plain, texts)
    with services.database.work(actor) as work:
        session = _session(work, actor, case.id, plain, session_id)
        asked = ChatMessage(new_id(), session.id, 0, ChatRole.PERSON, plain)
        work.chats.add_messages((asked, _answer(work, session, looked, texts)))
        work.trail.write(Happened("chat_asked", "valuation", case.id))
        work.commit()
        whole = _whole(work, session.id)
    return Conversation(whole.session, whole.messages, looked.facts)


def keep_answer(services: Services, actor: Actor, session_id: str, told: Told) -> Conversation:
    """Keep what a model answered, marked as its answer, with what is unsupported in it.

    Raises NotAllowed, Refused(`chat_unknown`), WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        session = work.chats.session(session_id)
        if session is None:
            raise Refused("chat_unknown")
        message = ChatMessage(
            new_id(), session_id, 0, ChatRole.MODEL, told.text, told.sources, model=told.model
        )
        work.chats.add_messages((message,))
        work.trail.write(Happened("chat_answered", "valuation", session.valuation_id))
        work.commit()
        return _whole(work, session_id)


def remove_conversation(services: Services, actor: Actor, session_id: str) -> None:
    """Take a conversation away with every word of it. Raises NotAllowed, Refused(`chat_unknown`).

    One's own, or any by who manages the office.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        session = work.chats.session(session_id)
        if session is None:
            raise Refused("chat_unknown")
        if session.user_id != actor.user_id:
            require(actor, Permission.MANAGE_OFFICE)
        work.chats.remove_session(session_id)
        work.trail.write(Happened("chat_removed", "valuation", session.valuation_id))
        work.commit()


def _whole(work: UnitOfWork, session_id: str) -> Conversation:
    session = work.chats.session(session_id)
    if session is None:
        raise Refused("chat_unknown")
    return Conversation(session, tuple(work.chats.messages(session_id)))


def _session(
    work: UnitOfWork, actor: Actor, valuation_id: str, question: str, session_id: str | None
) -> ChatSession:
    if session_id is not None:
        standing = work.chats.session(session_id)
        if standing is None or standing.valuation_id != valuation_id:
            raise Refused("chat_unknown")
        return standing
    existing(work, valuation_id)
    title = question if len(question) <= LONGEST_TITLE else f"{question[: LONGEST_TITLE - 1]}…"
    session = ChatSession(new_id(), valuation_id, actor.user_id, title)
    work.chats.add_session(session)
    return session


def _answer(work: UnitOfWork, session: ChatSession, looked: Looked, texts: Texts) -> ChatMessage:
    facts = looked.facts
    lines = [f"{fact.label}: {fact.words}" for fact in facts]
    runs = work.market.runs(session.valuation_id) if looked.asks_searches else ()
    return ChatMessage(
        new_id(),
        session.id,
        0,
        ChatRole.PROGRAM,
        "\n".join(lines) if lines else texts("texts_analysis.nothing_found"),
        tuple(map(_source, facts)),
        search_run_id=runs[0].id if runs else None,
        document_id=_paper_of(facts),
    )


def _source(fact: FoundFact) -> ChatSource:
    return ChatSource(fact.label, fact.words, fact.path, fact.paper, fact.page, fact.box)


def _paper_of(facts: Sequence[FoundFact]) -> str | None:
    """The paper that the answer speaks of: that of its best line."""
    return next((fact.document_id for fact in facts[:1]), None)
