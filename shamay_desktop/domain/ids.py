"""Identities: time-ordered ids for rows of the database, short ids for rows of a list."""

import secrets


def new_id() -> str:
    """A UUIDv7 as text, made on the laptop; later ids sort behind earlier ones."""
    import uuid6

    return str(uuid6.uuid7())


def new_row_id() -> str:
    """An id for a row of a list, unique within its case."""
    return secrets.token_hex(6)
