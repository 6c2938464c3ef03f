"""What hard use keeps: list columns, copies, photos' own facts, letterhead, phrases, views.

Everything is spelled out here and stays as it was, whatever the tables become later.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import SchemaItem

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

LIST_TEXTS = ("city", "address_key", "report_kind", "purpose")
NEW: Mapping[str, tuple[tuple[str, sa.types.TypeEngine[Any], str | None], ...]] = {
    "organizations": (
        ("slogan", sa.Text(), ""),
        ("website", sa.Text(), ""),
        ("association", sa.Text(), ""),
        ("services", sa.Text(), ""),
        ("footer_logo_sha256", sa.Text(), None),
    ),
    "documents": (
        ("caption", sa.Text(), ""),
        ("size", sa.Integer(), None),
        ("rotation", sa.Integer(), "0"),
        ("position", sa.Integer(), None),
    ),
    "images": (
        ("rotation", sa.Integer(), "0"),
        ("notes", sa.Text(), ""),
        ("width", sa.Integer(), None),
        ("height", sa.Integer(), None),
        ("size", sa.Integer(), None),
        ("taken_at", sa.Text(), None),
        ("latitude", EXACT, None),
        ("longitude", EXACT, None),
        ("likeness", sa.Text(), None),
    ),
}
INDEXES = {
    "ix_valuations_organization_id_parcel": ["organization_id", "block", "parcel"],
    "ix_valuations_organization_id_address_key": ["organization_id", "address_key"],
    "ix_valuations_organization_id_copied_from_id": ["organization_id", "copied_from_id"],
}
SHELF = ["organization_id", "deleted_at", "archived_at"]
ONLY_ON_SQLITE = {
    "ix_valuations_counted": [*SHELF, "status"],
    "ix_valuations_listed": [
        *SHELF, "updated_at", "id", "status", "created_by_id", "city", "report_kind", "purpose",
        "final_valuation", "address_full", "block", "parcel", "subparcel", "client", "reference",
        "search_text",
    ],
    # Last: of two that answer alike SQLite takes the younger, and this one is the narrower.
    "ix_valuations_found": [*SHELF, "updated_at", "id", "status", "search_text"],
}  # fmt: skip


def upgrade() -> None:
    """New columns hold what their rows say already, or nothing."""
    for table, columns in NEW.items():
        for name, kind, default in columns:
            column = sa.Column(name, kind, nullable=default is None, server_default=default)
            op.add_column(table, column)
    # SQLite's table is made anew: the list's columns then stand before the large JSON.
    anew = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("valuations", recreate="always" if anew else "never") as batch:
        before = "search_text"
        for name in LIST_TEXTS:
            column = sa.Column(name, sa.Text(), nullable=False, server_default="")
            batch.add_column(column, insert_after=before if anew else None)
            before = name
        batch.add_column(
            sa.Column("copied_from_id", sa.Text()), insert_after=before if anew else None
        )
        batch.create_foreign_key(
            "fk_valuations_copied_from_id",
            "valuations",
            ["organization_id", "copied_from_id"],
            ["organization_id", "id"],
        )
    for index, indexed in INDEXES.items():
        op.create_index(index, "valuations", indexed)
    if anew:
        for index, indexed in ONLY_ON_SQLITE.items():
            op.create_index(index, "valuations", indexed)
    _fill()
    _own_choices()


def downgrade() -> None:
    """Without them; what only they held is gone."""
    op.drop_table("saved_views")
    op.drop_table("phrases")
    for name in INDEXES:
        op.drop_index(name, "valuations")
    if op.get_bind().dialect.name == "sqlite":
        for name in ONLY_ON_SQLITE:
            op.drop_index(name, "valuations")
    with op.batch_alter_table("valuations") as batch:
        batch.drop_constraint("fk_valuations_copied_from_id", type_="foreignkey")
        for name in ("copied_from_id", *reversed(LIST_TEXTS)):
            batch.drop_column(name)
    for table, columns in NEW.items():
        for name, *_rest in reversed(columns):
            op.drop_column(table, name)


def _fill() -> None:
    """The list's columns from what the first step holds."""
    valuations = sa.table(
        "valuations",
        *(sa.column(name, sa.Text()) for name in ("organization_id", "id", *LIST_TEXTS)),
        sa.column("step1_data", JSON),
    )
    connection = op.get_bind()
    key = (valuations.c.organization_id, valuations.c.id)
    for office, case in connection.execute(sa.select(*key)).all():
        # One by one: the steps of all cases at a time may be more than the memory holds.
        own = (key[0] == office) & (key[1] == case)
        content = connection.execute(sa.select(valuations.c.step1_data).where(own)).scalar()
        listed = _listed(content if isinstance(content, dict) else {})
        connection.execute(valuations.update().where(own).values(**listed))


def _listed(values: Mapping[str, object]) -> dict[str, str]:
    where = [_content(values, f"address.{name}") for name in ("city", "street", "house_number")]
    return {
        "city": where[0],
        "address_key": "|".join(_folded(word) for word in where) if all(where) else "",
        "report_kind": _content(values, "report.kind"),
        "purpose": _content(values, "report.purpose"),
    }


def _content(values: Mapping[str, object], field: str) -> str:
    value = values.get(field)
    content = value.get("value") if isinstance(value, dict) else value
    return content if isinstance(content, str) else ""


def _folded(text: str) -> str:
    same = str.maketrans({"־": "-", "–": "-", "״": '"', "“": '"', "”": '"', "׳": "'", "’": "'"})
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(same)
    kept = (letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))
    return " ".join("".join(kept).split())


def _own_choices() -> None:
    op.create_table(
        "phrases",
        *_office_row("phrases"),
        *(sa.Column(name, sa.Text()) for name in ("user_id", "field_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("code", "title", "text")),
        sa.Column("fills", JSON, nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        _of_person("phrases"),
    )
    op.create_table(
        "saved_views",
        *_office_row("saved_views"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("user_id", "name")),
        sa.Column("query", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _of_person("saved_views"),
    )
    for table in ("phrases", "saved_views"):
        op.create_index(f"ix_{table}_user_id", table, ["organization_id", "user_id"])


def _office_row(table: str) -> list[SchemaItem]:
    return [
        sa.Column("organization_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization"
        ),
        *(sa.Column(name, TIME, nullable=False) for name in ("created_at", "updated_at")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_by", sa.Text()),
        sa.Column("deleted_at", TIME),
    ]


def _of_person(table: str) -> SchemaItem:
    return sa.ForeignKeyConstraint(
        ["organization_id", "user_id"],
        ["memberships.organization_id", "memberships.user_id"],
        name=f"fk_{table}_user_id",
    )
