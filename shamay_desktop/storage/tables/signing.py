"""Versions of reports as they were issued and signed, comments of their review, approvals."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint, text

from shamay_desktop.domain.sealing import VersionKind
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.storage.column_types import ExactJson, UtcTime
from shamay_desktop.storage.tables.columns import (
    metadata,
    of_office,
    office_row,
    one_of,
    syncing,
)

report_versions = Table(
    "report_versions",
    metadata,
    *office_row("report_versions"),
    *syncing(),
    Column("valuation_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("pdf_sha256", Text),
    Column("content_sha256", Text),
    Column("case_json_sha256", Text),
    Column("created_by", Text, nullable=False),
    Column("audit_head", Text, nullable=False),
    Column("replaces_id", Text),
    Column("superseded_by_id", Text),
    Column("method", Text, nullable=False),
    Column("signers", ExactJson, nullable=False),
    Column("note", Text, nullable=False),
    of_office("report_versions", "valuation_id", "valuations"),
    of_office("report_versions", "created_by", "memberships", "user_id"),
    of_office("report_versions", "replaces_id", "report_versions"),
    of_office("report_versions", "superseded_by_id", "report_versions"),
    one_of("report_versions", "kind", VersionKind),
    one_of("report_versions", "method", SignatureMethod),
    CheckConstraint("number > 0", name="ck_report_versions_number"),
    CheckConstraint(
        "kind = 'draft' OR (pdf_sha256 IS NOT NULL AND content_sha256 IS NOT NULL"
        " AND case_json_sha256 IS NOT NULL)",
        name="ck_report_versions_hashes",
    ),
    UniqueConstraint("organization_id", "valuation_id", name="uq_report_versions_valuation"),
    Index("ix_report_versions_pdf_sha256", "organization_id", "pdf_sha256"),
    # Of the drafts that were begun to replace a version one is sealed, whatever becomes of others.
    Index(
        "uq_report_versions_replaces_id",
        "organization_id",
        "replaces_id",
        unique=True,
        sqlite_where=text("kind <> 'draft'"),
        postgresql_where=text("kind <> 'draft'"),
    ),
)

review_comments = Table(
    "review_comments",
    metadata,
    *office_row("review_comments"),
    *syncing(),
    Column("valuation_id", Text, nullable=False),
    Column("block", Text),
    Column("path", Text),
    Column("page", Integer),
    Column("words", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("answer_to_id", Text),
    Column("resolved_by", Text),
    Column("resolved_at", UtcTime),
    of_office("review_comments", "valuation_id", "valuations"),
    of_office("review_comments", "author_id", "memberships", "user_id"),
    of_office("review_comments", "resolved_by", "memberships", "user_id"),
    of_office("review_comments", "answer_to_id", "review_comments"),
    Index("ix_review_comments_valuation_id", "organization_id", "valuation_id", "at"),
)

approvals = Table(
    "approvals",
    metadata,
    *office_row("approvals"),
    *syncing(),
    Column("valuation_id", Text, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("voided_at", UtcTime),
    of_office("approvals", "valuation_id", "valuations"),
    of_office("approvals", "approved_by", "memberships", "user_id"),
    Index("ix_approvals_valuation_id", "organization_id", "valuation_id", "at"),
)
