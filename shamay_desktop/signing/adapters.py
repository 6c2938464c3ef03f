"""The ports of signing as the program gets them; the libraries are loaded at the first call."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.signing import CertificateFacts, FileSignature, FileVerdict, Level
from shamay_desktop.usecases.signing_ports import CardCertificate, Key, SigningRequest


class HankoSigner:
    """Signs with pyHanko: keys of PKCS#12 files and of cards."""

    def certificate(self, key: Key) -> CertificateFacts:
        """Whose key it is."""
        from shamay_desktop.signing.certificates import facts_of
        from shamay_desktop.signing.signers import certificate_of

        return facts_of(certificate_of(key))

    def cards(self, module: Path) -> Sequence[CardCertificate]:
        """The certificates on all tokens of a module."""
        from shamay_desktop.signing.cards import card_certificates

        return card_certificates(module)

    def sign(self, source: Path, target: Path, key: Key, request: SigningRequest) -> FileSignature:
        """Sign `source` into `target`."""
        from shamay_desktop.signing.signing_files import sign_file

        return sign_file(source, target, key, request)

    def add_timestamp(self, source: Path, target: Path, server: str) -> None:
        """Add a document timestamp."""
        from shamay_desktop.signing.signing_files import timestamped

        timestamped(source, target, server)

    def add_proofs(self, source: Path, target: Path, roots: Sequence[bytes], server: str) -> Level:
        """Add what the authorities say of revocation, and a document timestamp over it."""
        from shamay_desktop.signing.signing_files import proven

        return proven(source, target, roots, server)


class HankoVerifier:
    """Checks with pyHanko, and beside it what no digest covers."""

    def verify(self, path: Path, roots: Sequence[bytes], at: datetime) -> FileVerdict:
        """What the file's signatures say."""
        from shamay_desktop.signing.certificates import certificates_in
        from shamay_desktop.signing.verifying import verdict_of

        trusted = [each for root in roots for each in certificates_in(root)]
        try:
            with path.open("rb") as file:
                return verdict_of(file, trusted, at)
        except OSError as error:
            raise WorldFailed("file_unreadable", file=path.name) from error

    def root(self, content: bytes) -> CertificateFacts:
        """The facts of an authority's certificate."""
        from shamay_desktop.signing.certificates import authority_in, facts_of

        return facts_of(authority_in(content))
