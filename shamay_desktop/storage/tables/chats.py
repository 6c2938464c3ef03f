"""Conversations of a case, with the search or paper that a message speaks of."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from shamay_desktop.domain.chats import ChatRole
from shamay_desktop.storage.column_types import ExactJson
from shamay_desktop.storage.tables.columns import (
    metadata,
    of_office,
    office_row,
    one_of,
    syncing,
)

chat_sessions = Table(
    "chat_sessions",
    metadata,
    *office_row("chat_sessions"),
    *syncing(),
    Column("valuation_id", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    of_office("chat_sessions", "valuation_id", "valuations"),
    of_office("chat_sessions", "user_id", "memberships", "user_id"),
)

chat_messages = Table(
    "chat_messages",
    metadata,
    *office_row("chat_messages"),
    *syncing(),
    Column("session_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sources", ExactJson, nullable=False),
    Column("search_run_id", Text),
    Column("document_id", Text),
    Column("model", Text, nullable=False),
    of_office("chat_messages", "session_id", "chat_sessions"),
    of_office("chat_messages", "search_run_id", "search_runs"),
    of_office("chat_messages", "document_id", "documents"),
    one_of("chat_messages", "role", ChatRole),
    UniqueConstraint("organization_id", "session_id", "number", name="uq_chat_messages_number"),
)
