"""What signing needs from outside: keys, signatures in a PDF, and their check."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.signing import Capacity, CertificateFacts, FileSignature, FileVerdict


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A PKCS#12 file and its password, which is kept nowhere and never shown."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardKey:
    """A certificate on a card: the card's module, the token's label, the certificate's id in hex.

    The PIN is kept nowhere and never shown; it is given to the card once and never tried again.
    """

    module: Path
    token: str
    certificate_id: str
    pin: str = field(repr=False)


Key = KeyFile | CardKey


@dataclass(frozen=True, slots=True)
class CardCertificate:
    """A certificate that a card holds, with what names it."""

    module: Path
    token: str
    certificate_id: str
    label: str
    facts: CertificateFacts


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
    the signature is invisible. `later` are the places of signatures that may follow.
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


class PdfSigner(Protocol):
    """Signs PDF files. Nothing of a key is logged or kept."""

    def certificate(self, key: Key) -> CertificateFacts:
        """Whose key it is. Raises Refused as `sign`."""
        ...

    def cards(self, module: Path) -> Sequence[CardCertificate]:
        """The signing certificates of all tokens of a module, read without a PIN.

        Raises Refused(`card_module_unusable`, `card_missing`).
        """
        ...

    def sign(self, source: Path, target: Path, key: Key, request: SigningRequest) -> FileSignature:
        """Write the signed file to `target`; the first signature certifies, others countersign.

        Raises Refused(`wrong_pin`; `wrong_password`, `card_missing`, `card_locked`,
        `certificate_expired`, `certificate_not_yet`, `certificate_not_for_signing`,
        `key_file_unreadable`, `card_module_unusable`), WorldFailed(`timestamp_unavailable`,
        `disk_full`, `report_not_written`); the source and an existing target stay as they were.
        """
        ...

    def add_timestamp(self, source: Path, target: Path, server: str) -> None:
        """Add a document timestamp. Raises WorldFailed(`timestamp_unavailable`), Refused."""
        ...


class PdfVerifier(Protocol):
    """Checks signatures of PDF files; needs no network and trusts only the roots it is given."""

    def verify(self, path: Path, roots: Sequence[Path], at: datetime) -> FileVerdict:
        """What the file's signatures say; never raises for what is in the file.

        Raises WorldFailed(`file_unreadable`).
        """
        ...
