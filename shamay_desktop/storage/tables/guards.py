"""Triggers and the view: how they stand now, to be put back where a rebuilt table lost them.

A migration that changes one writes its own text; a test compares the two.
"""

from collections.abc import Mapping

from shamay_desktop.storage.tables.sealed_guards import sealed_on_postgresql, sealed_on_sqlite

APPEND_ONLY = {"activity_logs": ("UPDATE", "DELETE"), "session_edits": ("UPDATE",)}
"""What is refused on which table. Edits may be deleted with their case, for good, by its owner."""

ACTIVE_VALUATIONS = """
CREATE VIEW active_valuations {options}AS
SELECT valuations.organization_id, valuations.id, valuations.title, valuations.status,
       valuations.address_full, valuations.block, valuations.parcel, valuations.subparcel,
       valuations.client, valuations.reference, valuations.final_valuation,
       valuations.price_per_sqm, valuations.created_by_id, users.name AS created_by_name,
       organizations.name AS organization_name, valuations.created_at, valuations.updated_at
FROM valuations
JOIN users ON users.id = valuations.created_by_id
JOIN organizations ON organizations.id = valuations.organization_id
WHERE valuations.status IN ('DRAFT', 'IN_PROGRESS', 'READY') AND valuations.deleted_at IS NULL
"""

_REFUSE_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def view_statement(dialect: str) -> str:
    """The view; on PostgreSQL it acts with the asking role's rights, for row-level security."""
    options = "WITH (security_invoker = true) " if dialect == "postgresql" else ""
    return ACTIVE_VALUATIONS.format(options=options).strip()


def trigger_statements(dialect: str) -> Mapping[str, tuple[str, ...]]:
    """Trigger name -> the statements that make it."""
    return _on_postgresql() if dialect == "postgresql" else _on_sqlite()


def _on_sqlite() -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for table, verbs in APPEND_ONLY.items():
        for verb in verbs:
            name = f"{table}_no_{verb.lower()}"
            trigger = f"CREATE TRIGGER {name} BEFORE {verb} ON {table}"
            made[name] = (f"{trigger} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",)
    return made | {name: (statement,) for name, statement in sealed_on_sqlite().items()}


def _on_postgresql() -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for table, verbs in APPEND_ONLY.items():
        wanted = [(verb, "ROW") for verb in verbs]
        if "DELETE" in verbs:
            wanted.append(("TRUNCATE", "STATEMENT"))
        for verb, level in wanted:
            name = f"{table}_no_{verb.lower()}"
            trigger = f"CREATE TRIGGER {name} BEFORE {verb} ON {table}"
            made[name] = (
                _REFUSE_ON_POSTGRESQL.strip(),
                f"{trigger} FOR EACH {level} EXECUTE FUNCTION refuse_change()",
                # ALWAYS: also when a session asks to replicate, which skips ordinary triggers.
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
            )
    return made | sealed_on_postgresql()
