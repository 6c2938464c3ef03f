"""How an office signs: the server of its timestamps, and the authorities that it trusts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused

PRACTICE = "signing"
"""The key in an office's practice."""

MOST_ROOTS = 50
_LONGEST_URL, _LONGEST_PEM = 500, 20_000
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KnownRoot:
    """An authority's certificate that is trusted: whose, its SHA-256 in hex, until when it is good,
    and itself as PEM text.
    """

    name: str
    fingerprint: str
    valid_until: datetime
    pem: str


@dataclass(frozen=True, slots=True)
class SigningPractice:
    """`timestamp_server` is a URL, "" where the office has none; `roots` in the order of names."""

    timestamp_server: str = ""
    roots: tuple[KnownRoot, ...] = ()

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """The roots as the ports take them."""
        return tuple(root.pem.encode("ascii") for root in self.roots)


def signing_practice_of(practice: Mapping[str, Json]) -> SigningPractice:
    """What an office keeps; nothing of it where it cannot be read."""
    try:
        return _read(practice.get(PRACTICE))
    except Refused:
        return SigningPractice()


def signing_practice_json(practice: SigningPractice) -> Json:
    """As an office keeps it; None where there is nothing to be kept."""
    if practice == SigningPractice():
        return None
    return {
        "timestamp_server": practice.timestamp_server,
        "roots": [
            {
                "name": root.name,
                "fingerprint": root.fingerprint,
                "valid_until": root.valid_until.isoformat(),
                "pem": root.pem,
            }
            for root in practice.roots
        ],
    }


def checked_signing(raw: Json, _before: Json) -> Json:
    """As it may be kept. Raises Refused(`signing_practice_wrong`, `timestamp_server_wrong`)."""
    return signing_practice_json(_read(raw))


def checked_server(url: str) -> str:
    """The address of a timestamp server without blanks around it, "" for none.

    Raises Refused(`timestamp_server_wrong`: url).
    """
    url = url.strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or len(url) > _LONGEST_URL or any(each.isspace() for each in url):
        raise Refused("timestamp_server_wrong", url=url[:80])
    return url


def _read(raw: Json) -> SigningPractice:
    if raw is None:
        return SigningPractice()
    roots = raw.get("roots", []) if isinstance(raw, Mapping) else None
    server = raw.get("timestamp_server", "") if isinstance(raw, Mapping) else None
    readable = isinstance(roots, Sequence) and not isinstance(roots, str)
    if not readable or not isinstance(server, str):
        raise Refused("signing_practice_wrong", place=PRACTICE)
    if len(roots) > MOST_ROOTS:  # type: ignore[arg-type]
        raise Refused("signing_roots_full", n=MOST_ROOTS)
    read = {root.fingerprint: root for root in map(_root, roots)}  # type: ignore[arg-type]
    by_name = sorted(read.values(), key=lambda root: (root.name, root.fingerprint))
    return SigningPractice(checked_server(server), tuple(by_name))


def _root(raw: Json) -> KnownRoot:
    wrong = Refused("signing_practice_wrong", place="roots")
    if not isinstance(raw, Mapping):
        raise wrong
    told = {name: raw.get(name) for name in ("name", "fingerprint", "valid_until", "pem")}
    name, fingerprint, until, pem = told.values()
    if not (
        isinstance(name, str)
        and isinstance(fingerprint, str)
        and isinstance(until, str)
        and isinstance(pem, str)
    ):
        raise wrong
    if not _FINGERPRINT.fullmatch(fingerprint) or len(pem) > _LONGEST_PEM or not pem.isascii():
        raise wrong
    try:
        return KnownRoot(name, fingerprint, datetime.fromisoformat(until), pem)
    except ValueError as error:
        raise wrong from error
