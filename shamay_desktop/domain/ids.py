"""Identities: time-ordered ids for rows of the database, short ids for rows of a list."""

import re
import secrets

_ID = re.compile(r"[^\s/\\:*?\"<>|\[\]](?:[^/\\:*?\"<>|\[\]]{0,62}[^\s/\\:*?\"<>|\[\]])?")


def new_id() -> str:
    """A UUIDv7 as text, made on the laptop; later ids sort behind earlier ones."""
    import uuid6

    return str(uuid6.uuid7())


def new_row_id() -> str:
    """An id for a row of a list, unique within its case."""
    return secrets.token_hex(6)


def is_id(given: object) -> bool:
    """Whether something given from outside may be an id: 1 to 64 visible characters.

    Ids stand in paths of edits and in names of files, so what has a meaning there is none.
    """
    return isinstance(given, str) and given.isprintable() and _ID.fullmatch(given) is not None
