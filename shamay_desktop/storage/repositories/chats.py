"""Conversations of the office's cases: what was asked, what was answered, and from what."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, func

from shamay_desktop.domain.chats import ChatMessage, ChatRole, ChatSession, ChatSource
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import chat_messages, chat_sessions

_SAID = chat_messages.c


class SqlChats:
    """The port `Chats`."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def sessions(self, valuation_id: str) -> Sequence[ChatSession]:
        """The conversations of a case, the last first."""
        own = self._rows.select(chat_sessions).where(chat_sessions.c.valuation_id == valuation_id)
        return [
            _session_of(row) for row in self._rows.read(own.order_by(chat_sessions.c.id.desc()))
        ]

    def session(self, session_id: str) -> ChatSession | None:
        """One conversation; None when there is none, or it was removed."""
        own = self._rows.select(chat_sessions).where(chat_sessions.c.id == session_id)
        found = self._rows.read(own)
        return _session_of(found[0]) if found else None

    def add_session(self, session: ChatSession) -> None:
        """Begin a conversation."""
        columns = {
            "id": session.id,
            "valuation_id": session.valuation_id,
            "user_id": session.user_id,
            "title": session.title,
        }
        self._rows.insert(chat_sessions, columns)

    def remove_session(self, session_id: str) -> None:
        """A tombstone for the conversation; of what was said not a word is left behind it."""
        gone: dict[str, object] = {"deleted_at": self._rows.now()}
        self._rows.update(chat_sessions, session_id, {**gone, "title": ""})
        of_it = self._rows.select(chat_messages, _SAID.id).where(_SAID.session_id == session_id)
        empty = {**gone, "text": "", "sources": [], "search_run_id": None, "document_id": None}
        for row in self._rows.read(of_it):
            self._rows.update(chat_messages, row["id"], empty)

    def messages(self, session_id: str) -> Sequence[ChatMessage]:
        """What was said, in order."""
        said = self._rows.select(chat_messages).where(_SAID.session_id == session_id)
        return [_message_of(row) for row in self._rows.read(said.order_by(_SAID.number))]

    def add_messages(self, messages: Sequence[ChatMessage]) -> None:
        """Add what was said behind what stands; two windows never give one number twice."""
        for message in messages:
            self._rows.hold(chat_sessions, message.session_id)
            last = self._rows.select(chat_messages, func.max(_SAID.number), deleted=True)
            of_it = last.where(_SAID.session_id == message.session_id)
            number = (self._rows.read_tuples(of_it)[0][0] or 0) + 1
            self._rows.insert(chat_messages, _columns_of(message, number))


def _session_of(row: RowMapping) -> ChatSession:
    return ChatSession(
        row["id"], row["valuation_id"], row["user_id"], row["title"], row["created_at"]
    )


def _columns_of(message: ChatMessage, number: int) -> dict[str, object]:
    return {
        "id": message.id,
        "session_id": message.session_id,
        "number": number,
        "role": message.role.value,
        "text": message.text,
        "sources": [_source_json(source) for source in message.sources],
        "search_run_id": message.search_run_id,
        "document_id": message.document_id,
        "model": message.model,
    }


def _message_of(row: RowMapping) -> ChatMessage:
    return ChatMessage(
        id=row["id"],
        session_id=row["session_id"],
        number=row["number"],
        role=ChatRole(row["role"]),
        text=row["text"],
        sources=tuple(_source_of(raw) for raw in row["sources"]),
        search_run_id=row["search_run_id"],
        document_id=row["document_id"],
        model=row["model"],
    )


def _source_json(source: ChatSource) -> dict[str, Any]:
    given: dict[str, Any] = {
        "label": source.label,
        "words": source.words,
        "path": source.path,
        "paper": source.paper,
        "page": source.page,
        "box": None if source.box is None else list(source.box),
        "supported": source.supported,
    }
    return {name: told for name, told in given.items() if told is not None}


def _source_of(raw: dict[str, Any]) -> ChatSource:
    box = raw.get("box")
    return ChatSource(
        label=raw.get("label", ""),
        words=raw.get("words", ""),
        path=raw.get("path"),
        paper=raw.get("paper"),
        page=raw.get("page"),
        box=None if box is None else tuple(box),
        supported=raw.get("supported", True),
    )
