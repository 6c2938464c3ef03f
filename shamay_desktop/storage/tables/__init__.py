"""The tables, one file a subject; `metadata` is what the migrations must lead to."""

from shamay_desktop.storage.tables.chats import chat_messages, chat_sessions
from shamay_desktop.storage.tables.columns import metadata
from shamay_desktop.storage.tables.evidence import assets, documents, extractions, images
from shamay_desktop.storage.tables.market import (
    comparable_decisions,
    comparable_sources,
    comparables,
    saved_searches,
    search_runs,
)
from shamay_desktop.storage.tables.offices import memberships, organizations, users
from shamay_desktop.storage.tables.own_choices import phrases, saved_views
from shamay_desktop.storage.tables.sessions import session_edits, valuation_sessions
from shamay_desktop.storage.tables.signing import approvals, report_versions, review_comments
from shamay_desktop.storage.tables.trail import activity_logs, outbox
from shamay_desktop.storage.tables.valuations import valuations

__all__ = [
    "activity_logs", "approvals", "assets", "chat_messages", "chat_sessions",
    "comparable_decisions", "comparable_sources", "comparables", "documents", "extractions",
    "images", "memberships", "metadata", "organizations", "outbox", "phrases",
    "report_versions", "review_comments", "saved_searches", "saved_views", "search_runs",
    "session_edits", "users", "valuation_sessions", "valuations",
]  # fmt: skip
