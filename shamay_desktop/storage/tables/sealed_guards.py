"""Triggers that keep what was sealed as it was sealed; put back where a rebuilt table lost them.

A migration that changes one writes its own text; a test compares the two.
"""

FROZEN = {
    "valuations": (
        "created_at", "deleted_at", "title", "status", "address_full", "block", "parcel",
        "subparcel", "client", "reference", "search_text", "city", "address_key", "report_kind",
        "purpose", "final_valuation", "price_per_sqm", "created_by_id", "meta", "step1_data",
        "step2_data", "step3_data", "step4_data", "step5_data", "gis_screenshots",
        "gis_analysis", "garmushka_measurements", "garmushka_images", "comparable_data",
        "property_analysis",
    ),
    "report_versions": (
        "created_at", "deleted_at", "valuation_id", "number", "kind", "content_sha256",
        "case_json_sha256", "created_by", "audit_head", "replaces_id", "method", "note",
    ),
}  # fmt: skip
"""What of a sealed row stays as it was sealed. A case may still be shelved; a version's file and
signers grow together (a countersignature, a timestamp), and it is superseded once."""

IS_SEALED = {
    "valuations": "OLD.status IN ('SIGNED', 'ARCHIVED')",
    "report_versions": "OLD.kind <> 'draft'",
}

VERSION_RULES = (
    "OLD.superseded_by_id {unlike} NULL AND NEW.superseded_by_id {unlike} OLD.superseded_by_id",
    "NEW.pdf_sha256 {like} OLD.pdf_sha256 AND NEW.signers {unlike} OLD.signers",
    (
        "NEW.pdf_sha256 {unlike} OLD.pdf_sha256 AND NOT EXISTS (SELECT 1 FROM assets"
        " WHERE assets.organization_id = NEW.organization_id"
        " AND assets.valuation_id = NEW.valuation_id AND assets.sha256 = NEW.pdf_sha256)"
    ),
)


def _sealed_conditions(table: str, *, like: str, unlike: str) -> list[str]:
    changed = [f"NEW.{name} {unlike} OLD.{name}" for name in FROZEN[table]]
    rules = VERSION_RULES if table == "report_versions" else ()
    return [*changed, *(f"({rule.format(like=like, unlike=unlike)})" for rule in rules)]


def sealed_on_sqlite() -> dict[str, str]:
    """Trigger name -> the statement that makes it."""
    made: dict[str, str] = {}
    for table, sealed in IS_SEALED.items():
        changed = " OR ".join(_sealed_conditions(table, like="IS", unlike="IS NOT"))
        for verb, when in (("UPDATE", f"{sealed} AND ({changed})"), ("DELETE", sealed)):
            name = f"{table}_sealed_{verb.lower()}"
            made[name] = (
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is sealed'); END"
            )
    return made


def sealed_on_postgresql() -> dict[str, tuple[str, ...]]:
    """Trigger name -> the statements that make it."""
    made: dict[str, tuple[str, ...]] = {}
    like, unlike = "IS NOT DISTINCT FROM", "IS DISTINCT FROM"
    for table, sealed in IS_SEALED.items():
        changed = " OR ".join(_sealed_conditions(table, like=like, unlike=unlike))
        function = f"refuse_change_of_{table}"
        body = (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '% is sealed', TG_TABLE_NAME "
            f"USING ERRCODE = 'restrict_violation'; END IF; IF {changed} THEN RAISE EXCEPTION "
            f"'% is sealed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END IF; "
            f"RETURN NEW; END $$"
        )
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_sealed_{verb.lower()}"
            made[name] = (
                body,
                (
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW "
                    f"WHEN ({sealed}) EXECUTE FUNCTION {function}()"
                ),
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
            )
    return made
