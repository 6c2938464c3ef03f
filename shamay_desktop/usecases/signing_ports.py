"""What signing needs from outside: keys, signatures in a PDF, and their check."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.signing import (
    Capacity,
    CertificateFacts,
    FileSignature,
    FileVerdict,
    Level,
)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A PKCS#12 file and its password, which is kept nowhere and never shown."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardKey:
    """A certificate on a card: the card's module, the token's label, the certificate's id in hex.

    The PIN is kept nowhere and never shown; a signature gives it to the card once, and a wrong
    one is never tried again. `token_serial` tells cards of one label apart; "" takes the only
    card of that label.
    """

    module: Path
    token: str
    certificate_id: str
    pin: str = field(repr=False)
    token_serial: str = ""


Key = KeyFile | CardKey


@dataclass(frozen=True, slots=True)
class CardCertificate:
    """A person's certificate that a card holds, with what names it; `serial` is the card's."""

    module: Path
    token: str
    certificate_id: str
    label: str
    facts: CertificateFacts
    serial: str = ""


@dataclass(frozen=True, slots=True)
class StampPlace:
    """Where a visible stamp stands: page from 1, box in points from the page's top left."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """How a file is signed. `stamp` is a one-page PDF that is shown at `place`; without a place
    the signature is invisible. `later` are the places of signatures that may follow. `roots`
    (PEM or DER each) are the authorities that the made file is checked against; with
    `revocation` what they say of revocation is fetched and put into the file when it is to be
    had (B-LT, which needs roots and a timestamp server), and left out when it is not.
    """

    capacity: Capacity
    name: str
    reason: str
    location: str
    moment: datetime
    stamp: Path | None = None
    place: StampPlace | None = None
    later: tuple[tuple[Capacity, StampPlace | None], ...] = ()
    timestamp_server: str = ""
    roots: tuple[bytes, ...] = ()
    revocation: bool = False


class PdfSigner(Protocol):
    """Signs PDF files. Nothing of a key is logged or kept."""

    def certificate(self, key: Key) -> CertificateFacts:
        """Whose key it is; a card is not asked for its PIN. Raises Refused as `sign`."""
        ...

    def cards(self, module: Path) -> Sequence[CardCertificate]:
        """The signing certificates of all tokens of a module, read without a PIN.

        Raises Refused(`card_module_unusable`, `card_missing`).
        """
        ...

    def sign(self, source: Path, target: Path, key: Key, request: SigningRequest) -> FileSignature:
        """Write the signed file to `target`; the first signature certifies, others countersign.

        What was made is checked before it is written; `level` and `form` of the answer are of
        the made file. Raises Refused(`wrong_pin`, `wrong_password`, `card_missing`,
        `card_locked`, `card_failed`, `certificate_expired`, `certificate_not_yet`,
        `certificate_not_for_signing`, `certificate_revoked`, `key_file_unreadable`,
        `card_module_unusable`, `root_unreadable`, `signature_not_valid`), WorldFailed(
        `timestamp_unavailable`, `file_unreadable`, `report_not_written`); the source and an
        existing target stay as they were.
        """
        ...

    def add_timestamp(self, source: Path, target: Path, server: str) -> None:
        """Add a document timestamp over all that the file holds.

        Raises WorldFailed(`timestamp_unavailable`, `file_unreadable`, `report_not_written`),
        Refused(`signature_not_valid`) when the file is not whole before or after.
        """
        ...

    def add_proofs(self, source: Path, target: Path, roots: Sequence[bytes], server: str) -> Level:
        """Add what the authorities say of revocation now, and a document timestamp over it: the
        level that the file's weakest signature then has, B-T where they say nothing.

        Raises as `add_timestamp`, and Refused(`root_unreadable`, `certificate_revoked`).
        """
        ...


class PdfVerifier(Protocol):
    """Checks signatures of PDF files; needs no network and trusts only the roots it is given."""

    def verify(self, path: Path, roots: Sequence[bytes], at: datetime) -> FileVerdict:
        """What the file's signatures say; never raises for what is in the file.

        `roots` are certificates in PEM or DER. Raises WorldFailed(`file_unreadable`),
        Refused(`root_unreadable`).
        """
        ...

    def root(self, content: bytes) -> CertificateFacts:
        """The facts of an authority's certificate (PEM or DER). Raises Refused(`root_unreadable`,
        `root_not_authority`).
        """
        ...
