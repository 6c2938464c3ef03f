"""How the office signs: its timestamp server, and the authorities whose signatures it trusts."""

import base64
import re
import textwrap
from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.signing_practice import (
    PRACTICE,
    KnownRoot,
    SigningPractice,
    checked_server,
    signing_practice_json,
    signing_practice_of,
)
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import (
    ANYTHING,
    Anything,
    practice_of,
    save_practice,
)
from shamay_desktop.usecases.services import Services

__all__ = [
    "KnownRoot",
    "SigningPractice",
    "keep_signing_practice",
    "read_root",
    "signing_practice",
]

LARGEST_ROOT = 64 * 1024
"""Bytes of an authority's certificate."""

_BLOCK = re.compile(rb"-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----")


def signing_practice(services: Services, actor: Actor) -> SigningPractice:
    """How the actor's office signs; nothing of it where it never said."""
    return signing_practice_of(practice_of(services, actor))


def keep_signing_practice(
    services: Services,
    actor: Actor,
    practice: SigningPractice,
    *,
    read: Json | Anything = ANYTHING,
) -> Changes:
    """Put it in the place of what the office said before; every certificate is read again.

    Raises NotAllowed, Refused(`timestamp_server_wrong`: url; `signing_roots_full`: n;
    `root_unreadable`, `root_not_authority`), WorldFailed; with `read` as `save_practice`.
    """
    require(actor, Permission.MANAGE_OFFICE)
    roots = tuple(read_root(services, root.pem.encode()) for root in practice.roots)
    kept = replace(
        practice, timestamp_server=checked_server(practice.timestamp_server), roots=roots
    )
    return save_practice(services, actor, PRACTICE, signing_practice_json(kept), read=read)


def read_root(services: Services, content: bytes, file: str = "") -> KnownRoot:
    """An authority's certificate of a file (PEM or DER), to be added to the practice.

    Raises Refused(`root_unreadable`: file; `root_not_authority`: name).
    """
    if len(content) > LARGEST_ROOT:
        raise Refused("root_unreadable", file=file)
    found = _BLOCK.search(content)
    try:
        # One certificate in its one spelling: whatever else a file holds is not kept.
        der = content if found is None else base64.b64decode(b"".join(found[1].split()))
        pem = _pem(der)
        facts = services.verifier.root(pem.encode("ascii"))
    except (ValueError, Refused) as error:
        if isinstance(error, Refused) and error.code != "root_unreadable":
            raise
        raise Refused("root_unreadable", file=file) from error
    return KnownRoot(facts.subject, facts.fingerprint, facts.valid_until, pem)


def _pem(der: bytes) -> str:
    lines = textwrap.wrap(base64.b64encode(der).decode("ascii"), 64)
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])
